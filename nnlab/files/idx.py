"""IDX, the format in which MNIST is published: a byte array with its shape before it.

0 0 | element type | number of dimensions | each length as four bytes, most significant first | the elements
"""

import math

import numpy as np
from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.array_bytes import array_over, size_mismatch
from nnlab.files.errors import LoadError

HEADER_BYTES = 4 + 4 * limits.ARRAY_DIMENSIONS

_BYTES = 0x08
_OTHER_TYPES = {
    0x09: "signed bytes",
    0x0B: "16-bit numbers",
    0x0C: "32-bit numbers",
    0x0D: "32-bit fractions",
    0x0E: "64-bit fractions",
}


def parse_idx(data: bytes | memoryview) -> NDArray[np.uint8]:
    """Return the array in `data`, read-only, over the bytes themselves. Raises only LoadError."""
    shape = idx_shape(data)
    content = memoryview(data)[4 + 4 * len(shape) :]
    if math.prod(shape) != len(content):
        raise size_mismatch(math.prod(shape), len(content))
    array: NDArray[np.uint8] = array_over(content, "|u1", shape, fortran=False)
    array.flags.writeable = False
    return array


def idx_shape(start: bytes | memoryview) -> tuple[int, ...]:
    """Return the shape that the first HEADER_BYTES of an IDX file of bytes declare. Raises only LoadError."""
    header = bytes(start[:HEADER_BYTES])
    if len(header) < 4 or header[:2] != b"\0\0":
        raise LoadError("idx-header", "It is not an IDX file as MNIST has them. Choose another file.")
    element, dimensions = header[2], header[3]
    if element in _OTHER_TYPES:
        what = f"It holds {_OTHER_TYPES[element]}, but pictures and labels of IDX files are bytes"
        raise LoadError("idx-type", f"{what}. Choose another file.")
    if element != _BYTES or not 1 <= dimensions <= limits.ARRAY_DIMENSIONS:
        raise LoadError("idx-header", "It is not an IDX file as MNIST has them. Choose another file.")
    lengths = header[4 : 4 + 4 * dimensions]
    if len(lengths) < 4 * dimensions:
        raise LoadError("truncated", "It ends within its header. Download or copy it again.")
    return tuple(np.frombuffer(lengths, dtype=">u4").tolist())
