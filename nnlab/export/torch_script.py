"""The network as PyTorch spells it, with its weights."""

from nnlab.engine import activation_call
from nnlab.export.exported import Exported
from nnlab.export.script import Page, Script
from nnlab.export.script_numbers import number
from nnlab.export.script_parts import add_head, add_names, add_samples, add_weights
from nnlab.export.script_symbols import symbols
from nnlab.export.script_words import words

# Softplus is a straight line above its threshold in PyTorch: at 40 no digit of float64 is lost.
_MODULES = {
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


def torch_script(project: Exported) -> Script:
    """Return the script: an `nn.Sequential` with the weights, and a line of outputs for each sample."""
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
    places = _add_model(page, project)
    page.add("", say("PyTorch keeps weights as (outputs, inputs)"), "with torch.no_grad():")
    for index, (place, layer, s) in enumerate(zip(places, spec.layers, names, strict=True)):
        page.add(f"    model[{place}].weight.copy_(torch.tensor({s.W}.T))", layer=index)
        if layer.bias:
            page.add(f"    model[{place}].bias.copy_(torch.tensor({s.B}))", layer=index)
    page.add("")
    add_samples(page, project, say)
    add_names(page, "outputs", project.network.output_names)
    page.add("", "with torch.no_grad():", "    Y = model(torch.tensor(X)).numpy()")
    page.add("", 'print("outputs:", *outputs)', "for name, y in zip(names, Y):", '    print(f"{name}:", *y)')
    return page.script()


def _add_model(page: Page, project: Exported) -> list[int]:
    """Append the model, and return where in it the matrix of each layer is."""
    spec = project.network.parameters.spec
    page.add("", "model = nn.Sequential(")
    places, modules = [], 0
    for index, layer in enumerate(spec.layers):
        fan_in, units = spec.sizes[index : index + 2]
        page.add(f"    nn.Linear({fan_in}, {units}{'' if layer.bias else ', bias=False'}),", layer=index)
        places.append(modules)
        name, numbers = activation_call(layer.activation)
        if name != "linear":
            page.add(f"    {_MODULES[name].format(*map(number, numbers))},", layer=index)
        modules += 1 if name == "linear" else 2
    page.add(")")
    return places
