"""Arrays as they stand in files: an element type, a shape, and exactly the bytes these ask for."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.errors import LoadError, quoted

_ELEMENT_TYPES = frozenset({"<f4", "<f8", "|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8"})

_UTTERABLE = 10**12


def array_over(data: bytes | memoryview, element: str, shape: tuple[int, ...], fortran: bool) -> NDArray[Any]:
    """Return the array over `data` itself, without a copy; `fortran` means that the first index runs fastest.

    element  one of the little-endian types of numbers, as NumPy spells them: '<f4', '|u1'
    shape    at most four lengths, none of them 0

    Raises LoadError unless `data` has exactly the bytes that type and shape ask for.
    """
    if element not in _ELEMENT_TYPES:
        raise LoadError(
            "array-type",
            f"It has elements of the type {quoted(element, 20)}, which nnlab does not read. "
            "Save them as uint8, int64, float32 or float64.",
        )
    if len(shape) > limits.ARRAY_DIMENSIONS:
        raise LoadError(
            "array-shape",
            f"It has {len(shape)} dimensions, and at most {limits.ARRAY_DIMENSIONS} are read. "
            "Choose another file.",
        )
    if not all(length > 0 for length in shape):
        raise LoadError("array-shape", "It has an array without elements. Choose another file.")
    declared = math.prod(shape) * np.dtype(element).itemsize
    if declared != len(data):
        raise size_mismatch(declared, len(data))
    elements: NDArray[Any] = np.frombuffer(data, dtype=element)
    return elements.reshape(shape[::-1]).T if fortran else elements.reshape(shape)


def size_mismatch(declared: int, found: int) -> LoadError:
    """Return the refusal of data that are longer or shorter than they say of themselves."""
    # A file may claim a number with hundreds of digits.
    claimed = f"{declared:,}" if declared < _UTTERABLE else f"more than {_UTTERABLE:,}"
    what = f"It should hold {claimed} bytes of numbers, but has {found:,}"
    return LoadError("size", f"{what}. The download or copy probably failed: repeat it.")
