"""Weights that any program has written, from their file: what it is says its content, not its name."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from nnlab.engine.specs import MAX_LAYERS
from nnlab.export.foreign import ForeignNetwork, RawLayer, foreign_network, name_list
from nnlab.export.named_arrays import layers_of
from nnlab.export.onnx_format.layers import onnx_network
from nnlab.export.weights import BIAS, JSON_FORMAT, JSON_VERSION
from nnlab.files import (
    Cancelled,
    CsvTable,
    FileKind,
    LoadError,
    limits,
    open_untrusted,
    parse_csv,
    parse_json,
    parse_npz,
    parse_safetensors,
    read_archive,
)
from nnlab.files.errors import named, quoted, reason_of, shortened
from nnlab.files.formats import Format, sniff
from nnlab.files.patience import check, timed
from nnlab.project.strict import decode

_MESSAGE_CHARACTERS = 170
_TABLE_SUFFIX = ".csv"
# What a Mac puts beside every file that it packs.
_OF_A_MAC = re.compile(r"(^|/)(__MACOSX/|\._)")
_TABLE_NAME = re.compile(r"layer[1-9]\d?\.csv")
_EMPTY_CORNER = "column 1"  # as `parse_csv` calls a column whose header is empty


def load_weights(path: str | os.PathLike[str], *, cancelled: Cancelled | None = None) -> ForeignNetwork:
    """Return the network in the file at `path`, or in a folder of tables, in at most ten seconds.

    Raises only LoadError.
    """
    cancelled = timed(cancelled)
    if os.path.isdir(path):
        return _of_folder(Path(path), cancelled)
    kind = replace(WEIGHTS, parse=partial(parse_weights, cancelled=cancelled))
    return open_untrusted(path, kind, cancelled=cancelled)


def parse_weights(data: bytes, *, cancelled: Cancelled | None = None) -> ForeignNetwork:
    """Return the network in `data`: npz, JSON or tables (CSV, zip) of nnlab, npz or safetensors of others, ONNX.

    Raises only LoadError, naming what is wrong and where, or when `cancelled`.
    """
    match sniff(data):
        case Format.ZIP:
            return _of_archive(data, cancelled)
        case Format.SAFETENSORS:
            return _of_safetensors(data, cancelled)
        case Format.ONNX:
            return onnx_network(data, cancelled=cancelled)
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _of_json(data)
    return _of_tables({"It": data}, "table", cancelled)


WEIGHTS = FileKind(
    "weights of a network (.npz, .json, .csv, .zip, .onnx, .safetensors)",
    parse_weights,
    limits.WEIGHTS_BYTES,
    frozenset({Format.ZIP, Format.TEXT, Format.SAFETENSORS, Format.ONNX}),
)


def _of_archive(data: bytes, cancelled: Cancelled | None) -> ForeignNetwork:
    members = read_archive(data, cancelled=cancelled)
    if "mimetype" in members:
        raise LoadError("wrong-kind", "It is a project, not a file of weights alone. Open it as a project.")
    if any(name.endswith(".pkl") for name in members):
        what = "It is a checkpoint of PyTorch, which may hold programs"
        raise LoadError("wrong-kind", f"{what}. Save the state_dict as safetensors, or as .onnx.")
    tables = {
        name: bytes(content)
        for name, content in members.items()
        if name.endswith(_TABLE_SUFFIX) and not _OF_A_MAC.search(name)
    }
    if tables:
        return _of_tables(tables, "tables", cancelled)
    return foreign_network(layers_of(parse_npz(data, cancelled=cancelled)), "npz")


def _of_safetensors(data: bytes, cancelled: Cancelled | None) -> ForeignNetwork:
    content = parse_safetensors(data, cancelled=cancelled)
    inputs, outputs, activations = (
        name_list(content.metadata.get(key, "")) for key in ("input_names", "output_names", "activations")
    )
    return foreign_network(
        layers_of(content.arrays, activations), "safetensors", input_names=inputs, output_names=outputs
    )


@dataclass(frozen=True, slots=True)
class _JsonLayer:
    activation: str
    W: tuple[tuple[float, ...], ...]
    b: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class _JsonNetwork:
    format: str
    version: int
    dtype: str
    layers: tuple[_JsonLayer, ...]
    input_names: tuple[str, ...]
    output_names: tuple[str, ...]


def _of_json(data: bytes) -> ForeignNetwork:
    value = parse_json(data, most=limits.WEIGHTS_JSON_BYTES)
    if not isinstance(value, dict) or value.get("format") != JSON_FORMAT:
        raise LoadError("wrong-kind", "It is JSON, but no network of nnlab. Choose another file.")
    if value.get("version") != JSON_VERSION:
        what = f"Its format is not version {JSON_VERSION}, which this nnlab reads"
        raise LoadError("newer", f"{what}. Install a newer nnlab to open it.")
    content = decode(value, _JsonNetwork, passes_unknown=True, advice="Choose another copy of it.")
    if content.dtype not in ("float32", "float64"):
        raise LoadError(
            "json-content", f"It has numbers of the type {quoted(content.dtype, 20)}. Choose another."
        )
    layers: list[RawLayer] = []
    for number, layer in enumerate(content.layers, start=1):
        if not layer.W or not layer.W[0] or any(len(row) != len(layer.W[0]) for row in layer.W):
            what = f"The rows of W of its layer {number} have different lengths, or none"
            raise LoadError("json-content", f"{what}. Choose another copy of it.")
        b = None if layer.b is None else np.array(layer.b, dtype=content.dtype)
        with np.errstate(over="ignore"):  # a number too large for float32 becomes infinite, and is refused
            layers.append((np.array(layer.W, dtype=content.dtype), b, layer.activation))
    return foreign_network(layers, "json", input_names=content.input_names, output_names=content.output_names)


def _of_tables(tables: Mapping[str, bytes], format: str, cancelled: Cancelled | None) -> ForeignNetwork:
    """Return the network of one table a layer; where there are several, their names are numbered."""
    ordered = sorted(tables, key=lambda name: (len(name), name))  # layer2 before layer10
    layers, names = list[RawLayer](), list[tuple[list[str], tuple[str, ...]]]()
    for name in ordered:
        check(cancelled)
        try:
            rows, columns, layer = _table(parse_csv(tables[name]))
        except LoadError as fault:
            if len(tables) == 1:
                raise
            message = shortened(f"{quoted(name, 20)} in it: {fault.message}", _MESSAGE_CHARACTERS)
            raise LoadError(fault.code, message, fault.detail) from fault
        layers.append(layer)
        names.append((rows, columns))
    return foreign_network(
        layers, format, has_dtype=False, input_names=names[0][0], output_names=names[-1][1]
    )


def _of_folder(folder: Path, cancelled: Cancelled) -> ForeignNetwork:
    """Return the network of a folder that holds a table a layer, `layer1.csv` and so on."""
    try:
        names = [path.name for path in folder.iterdir() if _TABLE_NAME.fullmatch(path.name)]
    except OSError as error:
        reason = reason_of(error)
        raise LoadError(
            reason.code, f"{named(folder)}: {reason.what}. Nothing was changed.", str(error)
        ) from error
    if not 0 < len(names) <= MAX_LAYERS:
        what = f"{named(folder)} holds no tables of weights: layer1.csv, layer2.csv and so on"
        raise LoadError("weights", f"{what}. Nothing was changed. Choose another folder.")
    kind = FileKind("a table of weights (CSV)", bytes, limits.CSV_BYTES)
    tables = {name: open_untrusted(folder / name, kind, cancelled=cancelled) for name in names}
    return _of_tables(tables, "tables", cancelled)


def _table(table: CsvTable) -> tuple[list[str], tuple[str, ...], RawLayer]:
    """Return the names of rows and columns of a layer's table, and its matrix and bias."""
    if not table.has_header:
        # Neurons may be called 8, 4, 2, 1, which look like numbers; only the corner says that they are names.
        first, *others = table.rows
        numbers = table.row_numbers[1:]
        table = replace(table, header=first, rows=tuple(others), row_numbers=numbers, has_header=True)
    elif table.header[0] == _EMPTY_CORNER:
        table = replace(table, header=("", *table.header[1:]))
    names = [row[0] for row in table.rows]
    if table.header[0] or len(table.header) < 2 or not set(names) - {BIAS}:
        what = "It is no table of weights: those begin with an empty cell, then a column for each neuron"
        raise LoadError("weights", f"{what}. Choose another file.")
    matrix = table.numbers(range(1, len(table.header)))
    has_bias = names[-1] == BIAS
    W, b = (matrix[:-1], matrix[-1]) if has_bias else (matrix, None)
    return names[: len(W)], table.header[1:], (W, b, None)
