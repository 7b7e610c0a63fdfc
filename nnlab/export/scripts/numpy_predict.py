"""A script that predicts as the network does, in the notes' symbols; it needs nothing but NumPy."""

from nnlab.export.exported import Exported
from nnlab.export.scripts.activations import forward_lines, may_overflow
from nnlab.export.scripts.parts import add_head, add_names, add_samples, add_weights
from nnlab.export.scripts.script import Page, Script
from nnlab.export.scripts.words import Say, words
from nnlab.study.symbols import Symbols, symbols


def numpy_predict(project: Exported) -> Script:
    """Return the script: weights, `predict(X)`, and a line of outputs, with every digit, for each sample.

    Where the data are pictures it asks about the first few. It predicts what the network does, but for the last bits.
    """
    page, say, spec = Page(), words(project.language), project.network.parameters.spec
    names = symbols(len(spec.layers))
    first = "A neural network {shape}, written by nnlab: it predicts with NumPy alone."
    add_head(page, project, say, say(first, shape=spec.shape_text))
    page.add("")
    page.imports("import numpy as np")
    add_overflow(page, project, say)
    add_weights(page, project, names, say)
    add_predict(page, project, names)
    page.add("", "")
    add_samples(page, project, say)
    add_names(page, "outputs", project.network.output_names)
    page.add("", 'print("outputs:", *outputs)')
    page.add("for name, y in zip(names, predict(X)):")
    page.add('    print(f"{name}:", *y)')
    return page.script()


def add_overflow(page: Page, project: Exported, say: Say) -> None:
    """Append a line against warnings that mean nothing: numbers of float32 end at exp(88)."""
    spec = project.network.parameters.spec
    if spec.dtype == "float32" and any(may_overflow(layer.activation) for layer in spec.layers):
        note = say("exp may overflow: 1 / (1 + inf) is 0, as it should be")
        page.add("", f'np.seterr(over="ignore")  {note}')


def add_predict(page: Page, project: Exported, names: tuple[Symbols, ...]) -> None:
    """Append the function `predict(X)`."""
    spec = project.network.parameters.spec
    page.add("", "", "def predict(X):")
    page.depth = 1
    for index, (layer, s) in enumerate(zip(spec.layers, names, strict=True)):
        lines = forward_lines(layer.activation, s, bias=layer.bias, dtype=spec.dtype)
        page.add(*lines, layer=index)
    page.add(f"return {names[-1].Y}", layer=len(names) - 1)
    page.depth = 0
