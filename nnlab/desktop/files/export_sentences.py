"""What the window says about formats: what each is called, and what it is for."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words.numbers import format_count
from nnlab.engine import NetworkSpec
from nnlab.export import ExportFormat, Fit, ForeignNetwork

_MOST_WIDTHS = 8  # of columns, that a sentence names

translate = QCoreApplication.translate  # a name that lupdate knows


class Words(NamedTuple):
    """The name of a format, what it is for, and the group that it stands in."""

    name: str
    about: str
    group: str


def words(kind: ExportFormat) -> Words:
    """Return what is said of a format in the language of the interface."""
    weights = translate("export", "Weights")
    programs = translate("export", "Programs")
    pages = translate("export", "Pages and pictures")
    table = {
        "npz": Words(
            translate("export", "NumPy arrays"),
            translate("export", "W1, b1, W2 … for numpy.load: every bit as it is here."),
            weights,
        ),
        "json": Words(
            translate("export", "JSON text"),
            translate("export", "The network and all its numbers, to read and for any programming language."),
            weights,
        ),
        "tables": Words(
            translate("export", "CSV tables"),
            translate(
                "export",
                "A table for each layer, with the names of its neurons, for Excel or any spreadsheet.",
            ),
            weights,
        ),
        "table": Words(
            translate("export", "CSV table"),
            translate("export", "The weights with the names of the neurons, for Excel or any spreadsheet."),
            weights,
        ),
        "onnx": Words(
            "ONNX",
            translate(
                "export", "For programs that run networks: onnxruntime, phones, browsers. Netron draws it."
            ),
            weights,
        ),
        "safetensors": Words(
            "safetensors",
            translate("export", "For PyTorch: load_state_dict takes it as it is."),
            weights,
        ),
        "numpy-predict": Words(
            translate("export", "NumPy, predict"),
            translate("export", "A page of Python in the notes' symbols that prints the same outputs."),
            programs,
        ),
        "numpy-train": Words(
            translate("export", "NumPy, train"),
            translate(
                "export", "A page of Python that trains this network from the same start, line by line."
            ),
            programs,
        ),
        "torch": Words(
            "PyTorch",
            translate("export", "The network as PyTorch spells it, with these weights."),
            programs,
        ),
        "keras": Words(
            "Keras", translate("export", "The network as Keras spells it, with these weights."), programs
        ),
        "c": Words(
            "C",
            translate("export", "A header in plain C99: a microcontroller can drive a real display with it."),
            programs,
        ),
        "report": Words(
            translate("export", "Report"),
            translate(
                "export",
                "To print or hand in: network, settings, curves, answers, weights, how to repeat it.",
            ),
            pages,
        ),
        "worksheet": Words(
            translate("export", "Worksheet"),
            translate(
                "export",
                "The next training step to compute by hand: blanks to fill in, and a key on its own page.",
            ),
            pages,
        ),
        "diagram": Words(
            translate("export", "Diagram"),
            translate(
                "export", "The network as a drawing that stays sharp at any size, or as a picture of pixels."
            ),
            pages,
        ),
        "weights": Words(
            translate("export", "Weights as a picture"),
            translate("export", "The weights of every layer in colour: orange below zero, blue above."),
            pages,
        ),
        "curve": Words(
            translate("export", "Curves"),
            translate("export", "Loss and accuracy from the first pass to the last."),
            pages,
        ),
    }
    return table[kind.key]


def is_missing(kind: ExportFormat) -> str:
    """Say that a library is not installed, and how to get it."""
    text = translate(
        "export",
        "This needs the library {library}, which is not installed. In a terminal: pip install {library}. All else "
        "works without it.",
    )
    return text.format(library=kind.needs)


def too_long(count: int) -> str:
    """Say that the text of a large network is not shown, and what is shown in its place."""
    text = translate(
        "export",
        "With {count} parameters the file is too long to be shown here; these are its layers. It is written whole.",
    )
    return text.format(count=format_count(count))


def other_suffix(name: str, suffixes: Sequence[str]) -> str:
    """Say that a name does not end as its content demands."""
    text = translate("export", "{name} was not written: choose a name that ends in {suffixes}.")
    return text.format(name=name, suffixes=" / ".join(suffixes))


def exported(name: str) -> str:
    """Say that a file was written."""
    return translate("export", "{name} is written.").format(name=name)


def import_weights() -> str:
    """Name the undo step that puts weights from elsewhere into the network."""
    return translate("export", "Import weights")


def imported(name: str, foreign: ForeignNetwork) -> str:
    """Say that weights from elsewhere are in the network."""
    text = translate("export", "The weights of {name} ({shape}) are in the network. Training begins anew.")
    return text.format(name=name, shape=_shape(foreign))


def no_match(spec: NetworkSpec, foreign: ForeignNetwork) -> str:
    """Say that the network of a file cannot learn from the data on the bench."""
    text = translate(
        "export",
        "The data on the bench have other inputs or outputs ({inputs} and {outputs}) than a network {shape}. Open its "
        "data first, then import again. Nothing was changed.",
    )
    return text.format(inputs=spec.inputs, outputs=spec.outputs, shape=_shape(foreign))


def verdict(name: str, foreign: ForeignNetwork, fit: Fit) -> str:
    """Say whether weights fit the network on the bench."""
    if fit.computes_the_same:
        text = translate("export", "{name} holds a network {shape}. All of its weights fit.")
    elif fit.fits:
        text = translate(
            "export",
            "{name} holds a network {shape}. Its weights fit, but its activations are others: with those of the bench "
            "it gives other answers.",
        )
    else:
        text = translate("export", "{name} holds a network {shape}, which does not fit the one on the bench.")
    return text.format(name=name, shape=_shape(foreign))


def _shape(foreign: ForeignNetwork) -> str:
    """Return the widths of the columns, of a deep network the first and the last: a line breaks at no hyphen."""
    widths = foreign.shape_text.split("-")
    if len(widths) <= _MOST_WIDTHS:
        return foreign.shape_text
    return "-".join([*widths[: _MOST_WIDTHS - 2], "…", widths[-1]])
