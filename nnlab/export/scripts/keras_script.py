"""The network as Keras spells it, with its weights."""

from nnlab.engine import activation_call
from nnlab.export.exported import Exported
from nnlab.export.scripts.numbers import number
from nnlab.export.scripts.parts import add_head, add_names, add_samples, add_weights
from nnlab.export.scripts.script import Page, Script
from nnlab.export.scripts.words import words
from nnlab.study.symbols import symbols

# As the argument of a Dense layer. Keras' own gelu is not the tanh form unless it is asked to be.
_ARGUMENT = {
    "gelu": "lambda Z: activations.gelu(Z, approximate=True)",
    "step": "lambda Z: ops.cast(Z > 0, Z.dtype)",
    "leaky_relu": "layers.LeakyReLU({0})",
    "elu": "layers.ELU({0})",
}


def keras_script(project: Exported) -> Script:
    """Return the script: a `keras.Sequential` with the weights, and a line of outputs for each sample."""
    page, say, spec = Page(), words(project.language), project.network.parameters.spec
    names = symbols(len(spec.layers))
    first = "A neural network {shape}, written by nnlab: it predicts with {library}."
    add_head(page, project, say, say(first, shape=spec.shape_text, library="Keras"))
    needed = [activation_call(layer.activation)[0] for layer in spec.layers]
    modules = [
        *(["activations"] if "gelu" in needed else []),
        "layers",
        *(["ops"] if "step" in needed else []),
    ]
    page.add("")
    page.imports("import keras", "import numpy as np", f"from keras import {', '.join(modules)}")
    page.add("", f'keras.config.set_floatx("{spec.dtype}")')
    add_weights(page, project, names, say)
    page.add("", "model = keras.Sequential([", f"    keras.Input(({spec.inputs},)),")
    for index, layer in enumerate(spec.layers):
        name, numbers = activation_call(layer.activation)
        activation = _ARGUMENT.get(name, f'"{name}"').format(*map(number, numbers))
        given = "" if name == "linear" else f", activation={activation}"
        bias = "" if layer.bias else ", use_bias=False"
        page.add(f"    layers.Dense({layer.units}{given}{bias}),", layer=index)
    page.add("])")
    for index, (layer, s) in enumerate(zip(spec.layers, names, strict=True)):
        arrays = f"[{s.W}, {s.B}]" if layer.bias else f"[{s.W}]"
        page.add(f"model.layers[{index}].set_weights({arrays})", layer=index)
    page.add("")
    add_samples(page, project, say)
    add_names(page, "outputs", project.network.output_names)
    page.add("", 'print("outputs:", *outputs)')
    page.add("for name, y in zip(names, model.predict(X, verbose=0)):", '    print(f"{name}:", *y)')
    return page.script()
