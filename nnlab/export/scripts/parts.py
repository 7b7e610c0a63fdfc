"""What all scripts have: their head, the weights, and some samples to be asked about."""

from enum import StrEnum

import numpy as np

from nnlab.engine import Pixels
from nnlab.engine.arrays import Floats
from nnlab.export.exported import Exported
from nnlab.export.scripts.numbers import (
    COLUMNS,
    add_array,
    add_bytes,
    add_table,
    as_read,
    number,
    wrapped,
)
from nnlab.export.scripts.script import INPUT, Page, in_comment
from nnlab.export.scripts.words import Say
from nnlab.study.symbols import Symbols

_MOST_NAMES = 32
_ALL_SAMPLES = 200
_SOME_SAMPLES = 10
_SOME_PICTURES = 3


def add_head(page: Page, project: Exported, say: Say, first: str) -> None:
    """Append the comments that a script begins with.

    Names from files come after the second line: in the first two, a comment could choose how Python reads the file.
    """
    names = (
        ("inputs: {names}", project.network.input_names),
        ("outputs: {names}", project.network.output_names),
    )
    page.add(first, "#")
    if project.title.strip():
        page.add(f"# {in_comment(project.title)}")
    for sentence, given in names:
        if len(given) <= _MOST_NAMES:
            shown = say(sentence, names=" ".join(in_comment(name, 40) for name in given))
            page.add(shown if len(shown) <= COLUMNS else f"{shown[: COLUMNS - 1]}…")


class Begin(StrEnum):
    """What the line about a layer says of its start."""

    UNSAID = ""
    AS_SPECIFIED = ", start {init}"
    BY_HAND = ", start set by hand"


def add_layer_comment(
    page: Page, project: Exported, index: int, s: Symbols, say: Say, begins: Begin = Begin.UNSAID
) -> None:
    """Append the line that says what layer `index` is, and what it begins with."""
    spec = project.network.parameters.spec
    layer, (fan_in, units) = spec.layers[index], spec.sizes[index : index + 2]
    english = f"layer {{Y}}, {{fan_in}} → {{units}}: {{activation}}{begins}"
    values = {"fan_in": fan_in, "units": units, "init": in_comment(layer.init, 30)}
    page.add(say(english, Y=s.Y, activation=in_comment(layer.activation, 30), **values), layer=index)


def add_weights(page: Page, project: Exported, names: tuple[Symbols, ...], say: Say) -> None:
    """Append the weights and biases as they are now."""
    parameters = project.network.parameters
    for index, ((W, b), s) in enumerate(zip(parameters.layers, names, strict=True)):
        page.add("")
        add_layer_comment(page, project, index, s, say)
        add_array(page, s.W, W, index, readable=as_read(parameters, W))
        if b is not None:
            add_array(page, s.B, b, index, readable=as_read(parameters, b))


def add_samples(page: Page, project: Exported, say: Say) -> None:
    """Append X, some samples, and `names`, what they are called, for a script that asks about them."""
    dataset, spec = project.dataset, project.network.parameters.spec
    if dataset is None:
        page.add(say("The samples are not at hand: put yours here, one in each row."))
        page.add(f"X = np.zeros((1, {spec.inputs}), np.{spec.dtype})", layer=INPUT)
        page.add('names = ["1"]')
        return
    if isinstance(dataset.inputs, Pixels):
        count = min(_SOME_PICTURES, len(dataset.inputs))
        page.add(say("the first pictures of the data"), say("pixels: 0 is ground, 255 is ink"))
        add_bytes(page, "pictures", dataset.inputs.data[:count])
        page.add(pixels_line("X", "pictures", dataset.inputs, spec.dtype), layer=INPUT)
    else:
        count = len(dataset.inputs) if len(dataset.inputs) <= _ALL_SAMPLES else _SOME_SAMPLES
        whole = count == len(dataset.inputs)
        page.add(say("the samples" if whole else "the first samples of the data"))
        add_table(page, "X", as_numbers(dataset.inputs[:count], spec.dtype), INPUT, dataset.row_names[:count])
    add_names(page, "names", dataset.row_names[:count])


def add_names(page: Page, name: str, given: tuple[str, ...]) -> None:
    """Append a list of strings, none of which can end itself."""
    spelled = [_quoted(text) for text in given]
    line = f"{name} = [{', '.join(spelled)}]"
    if len(line) <= COLUMNS:
        page.add(line)
    else:
        page.add(f"{name} = [", *wrapped(spelled, "    ", "    "), "]")


def _quoted(name: str) -> str:
    """Return a name as a string of Python; what is not printed is left out, for a terminal may obey it."""
    text = in_comment(name, 60)
    return repr(text) if "\\" in text or '"' in text else f'"{text}"'


def pixels_line(name: str, source: str, pixels: Pixels, dtype: str) -> str:
    """Return the line that makes numbers of bytes: low + (high - low) · byte / 255."""
    numbers = source if dtype == "float64" else f"{source}.astype(np.float32)"
    low, high = pixels.low, pixels.high
    if (low, high) == (0.0, 255 / 256):
        return f"{name} = {numbers} / 256"
    span = high - low
    scaled = f"{numbers} / 255" if span == 1 else f"{number(span)} * ({numbers} / 255)"
    return f"{name} = {scaled}" if low == 0 else f"{name} = {number(low)} + {scaled}"


def as_numbers(values: Floats, dtype: str) -> Floats:
    """Return numbers as the network reads them."""
    return np.asarray(values, dtype=dtype)
