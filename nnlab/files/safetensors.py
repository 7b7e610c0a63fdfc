"""Named arrays as .safetensors: eight bytes that give the length of a header (JSON), the header, the numbers.

The header says of each array its element type, its shape and where its bytes lie after the header; `__metadata__` in it
is a dictionary of texts. The arrays follow each other without gaps.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.array_bytes import array_over, size_mismatch
from nnlab.files.errors import LoadError, quoted, shortened
from nnlab.files.json_text import JsonValue, parse_json
from nnlab.files.patience import Cancelled, check

_LENGTH_BYTES = 8
_METADATA = "__metadata__"
_ELEMENTS = {
    "F32": "<f4", "F64": "<f8", "U8": "|u1", "I8": "|i1", "U16": "<u2", "I16": "<i2", "U32": "<u4", "I32": "<i4",
    "U64": "<u8", "I64": "<i8",
}  # fmt: skip
_NAMES = {element: name for name, element in _ELEMENTS.items()}
_MESSAGE_CHARACTERS = 170


@dataclass(frozen=True, eq=False, slots=True)
class SafeTensors:
    """The content of such a file: arrays by their names, in the order of the file, and texts about them."""

    arrays: Mapping[str, NDArray[Any]]
    metadata: Mapping[str, str] = field(default_factory=dict)


def parse_safetensors(data: bytes | memoryview, *, cancelled: Cancelled | None = None) -> SafeTensors:
    """Return the arrays, over the bytes themselves.

    A header of at most 1 MiB without a name twice; at most 256 arrays of the types of `array_over`, which fill the
    file without gaps and do not overlap. Raises only LoadError, naming the array, or when `cancelled`.
    """
    view = memoryview(data)
    length = int.from_bytes(view[:_LENGTH_BYTES], "little")
    if len(view) < _LENGTH_BYTES or length > limits.SAFETENSORS_HEADER_BYTES:
        raise _fault("Its beginning is not that of a file of weights (safetensors). Choose another file.")
    start = _LENGTH_BYTES + length
    if start > len(view):
        raise size_mismatch(start, len(view))
    header = _header(bytes(view[_LENGTH_BYTES:start]))
    metadata = _metadata(header.pop(_METADATA, {}))
    if not header:
        raise LoadError("empty", "It is a file of weights without any arrays. Choose another file.")
    if len(header) > limits.SAFETENSORS_ARRAYS:
        what = f"It has {len(header):,} arrays, and at most {limits.SAFETENSORS_ARRAYS} are read"
        raise LoadError("too-large", f"{what}. Choose another file.")
    content, arrays = view[start:], {}
    places = {}
    for name, entry in header.items():
        check(cancelled)
        arrays[name], places[name] = _array(name, entry, content)
    _check_places(places, len(content))
    return SafeTensors(arrays, metadata)


def format_safetensors(arrays: Mapping[str, NDArray[Any]], metadata: Mapping[str, str]) -> bytes:
    """Return the file that `parse_safetensors` reads as `arrays` and `metadata`, the arrays in their order.

    Each is written row by row, whatever its layout in memory.
    """
    header: dict[str, Any] = {_METADATA: dict(metadata)}
    pieces, at = [], 0
    for name, array in arrays.items():
        plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        end = at + plain.nbytes
        header[name] = {"dtype": _NAMES[plain.dtype.str], "shape": array.shape, "data_offsets": (at, end)}
        pieces.append(plain.tobytes())
        at = end
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text += b" " * (
        -len(text) % 8
    )  # so that every array of eight-byte numbers begins where the machine likes it
    return b"".join([len(text).to_bytes(_LENGTH_BYTES, "little"), text, *pieces])


def _header(text: bytes) -> dict[str, JsonValue]:
    if not text.startswith(b"{"):
        raise _fault("Its header is no object of JSON. Choose another file.")
    try:
        header = parse_json(text)
    except LoadError as fault:
        message = shortened(f"Its header: {fault.message}", _MESSAGE_CHARACTERS)
        raise LoadError("safetensors", message, fault.detail) from fault
    if not isinstance(header, dict):
        raise _fault("Its header is no object of JSON. Choose another file.")
    return header


def _metadata(value: JsonValue) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _fault("Its metadata are no texts with names. Choose another copy of it.")
    texts = {name: text for name, text in value.items() if isinstance(text, str)}
    if len(texts) != len(value):
        raise _fault("Its metadata are no texts with names. Choose another copy of it.")
    return texts


def _array(name: str, entry: JsonValue, content: memoryview) -> tuple[NDArray[Any], tuple[int, int]]:
    """Return the array that an entry of the header describes, and where its bytes begin and end."""
    if not isinstance(entry, dict) or entry.keys() != {"dtype", "shape", "data_offsets"}:
        raise _fault(f"Its header does not say where {quoted(name, 20)} lies. Choose another copy of it.")
    shape, offsets, kind = entry["shape"], entry["data_offsets"], entry["dtype"]
    if not _is_counts(shape) or not _is_counts(offsets) or len(offsets) != 2 or not isinstance(kind, str):
        raise _fault(f"Its header does not say where {quoted(name, 20)} lies. Choose another copy of it.")
    begin, end = offsets
    if not begin <= end <= len(content):
        raise _fault(f"Its array {quoted(name, 20)} lies outside the file. Download or copy it again.")
    try:
        array = array_over(content[begin:end], _ELEMENTS.get(kind, kind), tuple(shape), fortran=False)
    except LoadError as fault:
        message = shortened(f"Array {quoted(name, 20)}: {fault.message}", _MESSAGE_CHARACTERS)
        raise LoadError(fault.code, message, fault.detail) from fault
    return array, (begin, end)


def _is_counts(value: JsonValue) -> TypeGuard[list[int]]:
    return isinstance(value, list) and all(type(item) is int and item >= 0 for item in value)


def _check_places(places: Mapping[str, tuple[int, int]], size: int) -> None:
    """Raise LoadError unless the arrays, in whatever order, fill `size` bytes without a gap."""
    at = 0
    for name, (begin, end) in sorted(places.items(), key=lambda item: item[1]):
        if begin != at:
            what = "overlaps another" if begin < at else "comes after a gap"
            raise _fault(f"Its array {quoted(name, 20)} {what}. Download or copy it again.")
        at = end
    if at != size:
        raise size_mismatch(at, size)


def _fault(message: str) -> LoadError:
    return LoadError("safetensors", message)
