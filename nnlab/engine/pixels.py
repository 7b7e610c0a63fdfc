"""Inputs that are kept as bytes and become numbers only as they are needed: an eighth of the memory, or a quarter."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Floats, read_only
from nnlab.engine.errors import EngineError

FULL = 255
Rows: TypeAlias = "int | slice | Sequence[int] | NDArray[np.integer[Any]]"


class Pixels:
    """A matrix (N, in) of bytes that reads as numbers: low + (high - low) · byte / 255.

    It has the shape, the length and the rows of a float64 matrix; what is asked for is made afresh each time.
    The bytes are taken over, not copied, and forbidden to be written to. Raises EngineError unless `data` is a
    matrix of bytes with at least one row and column, and the ends are finite.
    """

    __slots__ = ("data", "high", "low")

    def __init__(self, data: NDArray[np.uint8], low: float = 0.0, high: float = 1.0) -> None:
        if data.ndim != 2 or data.dtype != np.uint8 or data.size == 0:
            raise EngineError(
                f"pixels must be bytes of shape (samples, pixels), but {data.dtype} of shape {data.shape} was given."
            )
        if not np.isfinite([low, high]).all():
            raise EngineError(f"pixels must be scaled to finite numbers, but {low} to {high} was given.")
        self.data: NDArray[np.uint8] = read_only(np.ascontiguousarray(data))
        self.low, self.high = float(low), float(high)

    @property
    def shape(self) -> tuple[int, int]:
        """Samples and pixels."""
        return self.data.shape[0], self.data.shape[1]

    @property
    def largest(self) -> float:
        """The largest magnitude that a pixel can have."""
        return max(abs(self.low), abs(self.high))

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, rows: Rows) -> NDArray[np.float64]:
        """Return one row (in,), or several (n, in), as float64."""
        return self._scaled(self.data[rows], "float64")

    def numbers(self, rows: Rows, dtype: str) -> Floats:
        """Return the rows (n, in) as a new array of `dtype`."""
        return self._scaled(self.data[rows], dtype)

    def part(self, rows: slice) -> "Pixels":
        """Return some rows as pixels, sharing the bytes."""
        return Pixels(self.data[rows], self.low, self.high)

    def scaled_to(self, low: float, high: float) -> "Pixels":
        """Return the same bytes, shared, read on another scale."""
        return Pixels(self.data, low, high)

    def loader(self, into: Floats) -> Callable[[NDArray[np.int64]], None]:
        """Return a function that puts the rows with given numbers into `into` (n, in), without allocating."""
        factor, summand = self._terms(into.dtype.name)
        if len(into) == 1:  # a single row is no gathering
            return partial(_load_row, self.data, factor, summand if summand else None, into[0])
        buffer = np.empty(into.shape, dtype=np.uint8)
        if summand == 0:
            return partial(_load, self.data.take, buffer, factor, into)
        return partial(_load_shifted, self.data.take, buffer, factor, summand, into)

    def _terms(self, dtype: str) -> tuple[Floats, Floats]:
        """Return factor and summand, without dimensions, in `dtype`, so that nothing is computed in another."""
        return np.array((self.high - self.low) / FULL, dtype), np.array(self.low, dtype)

    def _scaled(self, data: NDArray[np.uint8], dtype: str) -> Floats:
        factor, summand = self._terms(dtype)
        numbers: Floats = np.multiply(data, factor, dtype=dtype)
        if summand:
            np.add(numbers, summand, out=numbers)
        return numbers


Inputs: TypeAlias = Floats | Pixels


def rows_of(X: Inputs, rows: Rows, dtype: str) -> Floats:
    """Return rows of X (n, in) as numbers of `dtype`; a matrix of numbers has that type already."""
    return X.numbers(rows, dtype) if isinstance(X, Pixels) else X[rows]


def loader(X: Inputs, into: Floats) -> Callable[[NDArray[np.int64]], object]:
    """Return a function that puts the rows of X with given numbers, which are in range, into `into` (n, in)."""
    if isinstance(X, Pixels):
        return X.loader(into)
    # With mode 'clip' take writes into `out` directly.
    return partial(X.take, axis=0, out=into, mode="clip")


def _load_row(
    data: NDArray[np.uint8], factor: Floats, summand: Floats | None, into: Floats, rows: NDArray[np.int64]
) -> None:
    np.multiply(data[rows[0]], factor, into)
    if summand is not None:
        np.add(into, summand, into)


def _load(
    take: Callable[..., object],
    buffer: NDArray[np.uint8],
    factor: Floats,
    into: Floats,
    rows: NDArray[np.int64],
) -> None:
    take(rows, 0, buffer, "clip")
    np.multiply(buffer, factor, into)


def _load_shifted(
    take: Callable[..., object],
    buffer: NDArray[np.uint8],
    factor: Floats,
    summand: Floats,
    into: Floats,
    rows: NDArray[np.int64],
) -> None:
    _load(take, buffer, factor, into, rows)
    np.add(into, summand, into)
