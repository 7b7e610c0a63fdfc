"""The one table of formats: the command line chooses from it by suffix, the window's dialog shows it."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from nnlab.engine import EngineError
from nnlab.export.c_header import c_header
from nnlab.export.exported import Exported
from nnlab.export.onnx_format.file import onnx_model
from nnlab.export.onnx_format.layers import onnx_network
from nnlab.export.pictures.curves import curve_drawing
from nnlab.export.pictures.diagram import diagram
from nnlab.export.pictures.drawing import Drawing
from nnlab.export.pictures.formats import as_png, as_svg, read_png, read_svg
from nnlab.export.pictures.heatmaps import weights_drawing
from nnlab.export.reading import parse_weights
from nnlab.export.report.page import report
from nnlab.export.scripts.keras_script import keras_script
from nnlab.export.scripts.numpy_predict import numpy_predict
from nnlab.export.scripts.numpy_train import numpy_train
from nnlab.export.scripts.script import Script
from nnlab.export.scripts.torch_script import torch_script
from nnlab.export.weights import csv_tables, json_text, npz_archive, safetensors_file
from nnlab.export.worksheet.of_project import first_page, worksheet_page
from nnlab.files import pack, parse_npz, parse_safetensors

_END_BYTES = 1 << 12  # of a block of numbers in a script


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that a project is written in.

    `key` names it where the suffix does not say enough. `write` gives the bytes of a file, and raises EngineError
    for a network that the format cannot say; `validate` reads them again. `needs` is a library that only an extra
    installs, empty for none. `phrase` says in a few words what is written, and `wants_data` that samples are part of
    it, where they are at hand. `look` draws what a page is recognised by.
    """

    key: str
    suffix: str
    write: Callable[[Exported], bytes]
    validate: Callable[[bytes], object]
    needs: str = ""
    phrase: str = ""
    wants_data: bool = False
    look: Callable[[Exported], Drawing] | None = None

    def content(self, project: Exported) -> bytes:
        """Return the bytes of a file. Raises EngineError as `write` does, SaveError for weights that are no numbers."""
        project.require_finite()
        return self.write(project)


def _zipped(project: Exported) -> bytes:
    return pack(csv_tables(project.network))


def _single_table(project: Exported) -> bytes:
    layers = len(project.network.parameters.layers)
    if layers > 1:
        raise EngineError(f"the network has {layers} layers, a table each: give a name that ends in .zip.")
    (table,) = csv_tables(project.network).values()
    return table


def _parsed(data: bytes) -> ast.Module:
    """Return what a script says, without the middle of blocks of numbers: reading those would hold up a window."""
    lines = (
        line if len(line) <= 2 * _END_BYTES else line[:_END_BYTES] + line[-_END_BYTES:]
        for line in data.split(b"\n")
    )
    return ast.parse(b"\n".join(lines))


def _script(key: str, make: Callable[[Exported], Script], phrase: str) -> ExportFormat:
    return ExportFormat(
        key, ".py", lambda project: make(project).data, _parsed, phrase=phrase, wants_data=True
    )


FORMATS = (
    ExportFormat("npz", ".npz", lambda project: npz_archive(project.network), parse_npz),
    ExportFormat("json", ".json", lambda project: json_text(project.network), parse_weights),
    ExportFormat("tables", ".zip", _zipped, parse_weights),
    ExportFormat("table", ".csv", _single_table, parse_weights),
    ExportFormat("onnx", ".onnx", lambda project: onnx_model(project.network), onnx_network, needs="onnx"),
    ExportFormat(
        "safetensors", ".safetensors", lambda project: safetensors_file(project.network), parse_safetensors
    ),
    _script("numpy-predict", numpy_predict, "predicts, with NumPy alone"),
    _script("numpy-train", numpy_train, "trains the same network from the same start, with NumPy alone"),
    _script("torch", torch_script, "predicts, with PyTorch"),
    _script("keras", keras_script, "predicts, with Keras"),
    ExportFormat("c", ".h", lambda project: c_header(project.network), bytes.decode),
    ExportFormat(
        "report", ".html", report, bytes.decode, phrase="a page to print", wants_data=True, look=diagram
    ),
    ExportFormat(
        "worksheet",
        ".html",
        worksheet_page,
        bytes.decode,
        phrase="the next step with blanks and a key, to print (as PDF from the window)",
        wants_data=True,
        look=first_page,
    ),
    ExportFormat("diagram", ".svg", as_svg(diagram), read_svg, phrase="the network"),
    ExportFormat("weights", ".svg", as_svg(weights_drawing), read_svg, phrase="the weights of every layer"),
    ExportFormat("curve", ".svg", as_svg(curve_drawing), read_svg, phrase="loss and accuracy"),
    ExportFormat("diagram", ".png", as_png(diagram), read_png, phrase="the network"),
    ExportFormat("weights", ".png", as_png(weights_drawing), read_png, phrase="the weights of every layer"),
    ExportFormat("curve", ".png", as_png(curve_drawing), read_png, phrase="loss and accuracy"),
)


def formats_for(suffix: str) -> tuple[ExportFormat, ...]:
    """Return the formats whose files end in `suffix`, the usual one first."""
    return tuple(kind for kind in FORMATS if kind.suffix == suffix.lower())
