"""NumPy's own array files, .npy and .npz: the header is matched, never evaluated."""

import io
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.archive import read_archive
from nnlab.files.array_bytes import array_over
from nnlab.files.errors import LoadError, quoted, shortened
from nnlab.files.patience import Cancelled

_MAGIC = b"\x93NUMPY"
# Version: bytes of the length field. 2.0 differs from 1.0 only in having a longer one.
_LENGTH_BYTES = {b"\x01\x00": 2, b"\x02\x00": 4}
# As np.save writes it; the Python 2 of the older files marks long integers with an L.
_HEADER = re.compile(
    rb"\{'descr': '(?P<element>[<>|=]?[A-Za-z]\d{0,4})', 'fortran_order': (?P<fortran>True|False), "
    rb"'shape': \((?P<shape>(?:\d{1,18}L?(?:, \d{1,18}L?){0,30},?)?)\),? ?\} *+\n?"
)
_SUFFIX = ".npy"


def parse_npy(data: bytes | memoryview) -> NDArray[Any]:
    """Return the array in `data`, over the bytes themselves.

    Versions 1.0 and 2.0, a header of at most 1 KiB, numbers of one of the types of `array_over`, at most four
    dimensions, exactly the bytes these ask for. Raises only LoadError.
    """
    view = memoryview(data)
    if bytes(view[:6]) != _MAGIC:
        raise LoadError("npy-header", "It is not an array of NumPy (.npy). Choose another file.")
    length_bytes = _LENGTH_BYTES.get(bytes(view[6:8]))
    if length_bytes is None:
        raise LoadError(
            "npy-header", "It has an unknown version of NumPy's format. Save it with np.save again."
        )
    start = 8 + length_bytes
    header_length = int.from_bytes(view[8:start], "little")
    if header_length > limits.NPY_HEADER_BYTES:
        what = f"Its header has more than {limits.NPY_HEADER_BYTES:,} bytes"
        raise LoadError("npy-header", f"{what}. Save it with np.save again.")
    header = bytes(view[start : start + header_length])
    match = _HEADER.fullmatch(header)
    if match is None:
        message = "Its header is not one that np.save writes for plain numbers. Save it with np.save again."
        raise LoadError("npy-header", message, ascii(header))
    shape = tuple(int(length) for length in re.findall(rb"\d+", match["shape"]))
    content = view[start + header_length :]
    return array_over(content, match["element"].decode("ascii"), shape, fortran=match["fortran"] == b"True")


def format_npy(array: NDArray[Any]) -> bytes:
    """Return the file that `parse_npy` reads as `array`, little-endian and row by row."""
    stream = io.BytesIO()
    plain = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    np.lib.format.write_array(stream, plain, version=(1, 0), allow_pickle=False)
    return stream.getvalue()


def parse_npz(data: bytes | memoryview, *, cancelled: Cancelled | None = None) -> dict[str, NDArray[Any]]:
    """Return the arrays of an archive made by np.savez, by name.

    Raises only LoadError, naming the array, or when `cancelled`.
    """
    arrays: dict[str, NDArray[Any]] = {}
    for name, content in read_archive(data, cancelled=cancelled).items():
        if not name.endswith(_SUFFIX):
            what = f"It is a ZIP archive with {quoted(name)} in it, not one of arrays (.npz)"
            raise LoadError("npz-member", f"{what}. Unpack it first.")
        try:
            arrays[name.removesuffix(_SUFFIX)] = parse_npy(content)
        except LoadError as fault:
            message = shortened(f"Array {quoted(name, 20)}: {fault.message}", 170)
            raise LoadError(fault.code, message, fault.detail) from fault
    if not arrays:
        raise LoadError("empty", "It is an archive without any arrays. Choose another file.")
    return arrays
