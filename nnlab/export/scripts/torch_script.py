"""The network as PyTorch spells it, with its weights."""

from nnlab.engine import activation_call
from nnlab.export.exported import Exported
from nnlab.export.scripts.numbers import number
from nnlab.export.scripts.parts import add_head, add_names, add_samples, add_weights
from nnlab.export.scripts.script import Page, Script
from nnlab.export.scripts.words import words
from nnlab.study.symbols import symbols

# Softplus is a straight line above its threshold in PyTorch: at 40 no digit of float64 is lost.
_MODULES = {
    "linear": "nn.Identity()",
    "sigmoid": "nn.Sigmoid()",
    "tanh": "nn.Tanh()",
    "relu": "nn.ReLU()",
    "leaky_relu": "nn.LeakyReLU({0})",
    "elu": "nn.ELU({0})",
    "softplus": "nn.Softplus(threshold=40)",
    "gelu": 'nn.GELU(approximate="tanh")',
    "silu": "nn.SiLU()",
    "step": "Step()",
    "softmax": "nn.Softmax(dim=1)",
}
# The choice is left to the reader: without these lines the script needs no file but itself.
_FROM_FILE = (
    "# from safetensors.torch import load_file",
    '# model.load_state_dict(load_file("network.safetensors"))',
)


def torch_script(project: Exported) -> Script:
    """Return the script: an `nn.Sequential` with the weights, and a line of outputs for each sample.

    Its layers have the numbers that they have in a .safetensors file, which can be loaded into it.
    """
    page, say, spec = Page(), words(project.language), project.network.parameters.spec
    names = symbols(len(spec.layers))
    first = "A neural network {shape}, written by nnlab: it predicts with {library}."
    add_head(page, project, say, say(first, shape=spec.shape_text, library="PyTorch"))
    page.add("")
    page.imports("import numpy as np", "import torch", "from torch import nn")
    if spec.dtype == "float64":
        page.add("", "torch.set_default_dtype(torch.float64)")
    add_weights(page, project, names, say)
    if any(activation_call(layer.activation)[0] == "step" for layer in spec.layers):
        page.add(
            "",
            "",
            "class Step(nn.Module):",
            "    def forward(self, Z):",
            "        return (Z > 0).to(Z.dtype)",
        )
        page.add("")
    _add_model(page, project)
    page.add("", say("PyTorch keeps weights as (outputs, inputs)"), "with torch.no_grad():")
    for index, (layer, s) in enumerate(zip(spec.layers, names, strict=True)):
        page.add(f"    model[{2 * index}].weight.copy_(torch.tensor({s.W}.T))", layer=index)
        if layer.bias:
            page.add(f"    model[{2 * index}].bias.copy_(torch.tensor({s.B}))", layer=index)
    page.add("", say("or, from a file that nnlab has written, beside this script:"), *_FROM_FILE, "")
    add_samples(page, project, say)
    add_names(page, "outputs", project.network.output_names)
    page.add("", "with torch.no_grad():", "    Y = model(torch.tensor(X)).numpy()")
    page.add("", 'print("outputs:", *outputs)', "for name, y in zip(names, Y):", '    print(f"{name}:", *y)')
    return page.script()


def _add_model(page: Page, project: Exported) -> None:
    """Append the model: each layer and its activation, so that layer k, from 0, is module 2 k."""
    spec = project.network.parameters.spec
    page.add("", "model = nn.Sequential(")
    for index, layer in enumerate(spec.layers):
        fan_in, units = spec.sizes[index : index + 2]
        page.add(f"    nn.Linear({fan_in}, {units}{'' if layer.bias else ', bias=False'}),", layer=index)
        name, numbers = activation_call(layer.activation)
        page.add(f"    {_MODULES[name].format(*map(number, numbers))},", layer=index)
    page.add(")")
