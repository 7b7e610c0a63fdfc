"""The numbers of a table as they are in the file, and as a network is given them."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.data.tabular.plan import Encoding, Scaling
from nnlab.engine.errors import EngineError

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ColumnScale:
    """How a column of a data set came from the table: scaled = (raw - shift) / spread.

    column         the position of its column in the table, from 0
    name           of the column in the data set: 'width', or 'colour = red'
    encoding       how cells became numbers
    words          the words that it tells apart: the one that it is 1 for, or those of a labelled column in order
    shift, spread  what scaling takes, measured on the training samples; a constant input has the spread 0 and is 0,
                   for nothing can be learned of it, a constant target has 1
    fill           what a missing cell is taken for, before scaling; NaN where it is for nothing
    """

    column: int
    name: str
    encoding: Encoding
    words: tuple[str, ...] = ()
    shift: float = 0.0
    spread: float = 1.0
    fill: float = float("nan")

    def __post_init__(self) -> None:
        """Raise EngineError for a scale that no column has."""
        if not (math.isfinite(self.shift) and math.isfinite(self.spread)):
            raise EngineError("a scale has a shift and a spread that are numbers.")
        if self.encoding is Encoding.ONE_HOT and len(self.words) != 1:
            raise EngineError("a column of a word has that one word.")

    @property
    def is_plain(self) -> bool:
        """Whether the network is given what stands in the table."""
        return self.shift == 0.0 and self.spread == 1.0

    def scaled(self, raw: float) -> float:
        """Return what the network is given for a number of the table."""
        return (raw - self.shift) / self.spread if self.spread else 0.0

    def raw(self, scaled: float) -> float:
        """Return the number of the table for what the network is given or answers."""
        return scaled * self.spread + self.shift


@dataclass(frozen=True, slots=True)
class TableScales:
    """A `ColumnScale` for each input and for each target of a data set."""

    inputs: tuple[ColumnScale, ...]
    targets: tuple[ColumnScale, ...]

    def scaled_inputs(self, raw: Matrix) -> Matrix:
        """Return inputs (N, in) as the network is given them, from raw ones; what is missing (NaN) is filled."""
        return scaled_matrix(raw, self.inputs)

    def raw_inputs(self, scaled: Matrix) -> Matrix:
        """Return inputs (N, in) as they are in the table."""
        return raw_matrix(scaled, self.inputs)

    def raw_targets(self, scaled: Matrix) -> Matrix:
        """Return targets or outputs (N, out) in the units of the table."""
        return raw_matrix(scaled, self.targets)


def scaled_matrix(raw: Matrix, columns: tuple[ColumnScale, ...]) -> Matrix:
    """Return a matrix (N, K) with its columns filled and scaled."""
    shifts, spreads, fills = (_vector(columns, name) for name in ("shift", "spread", "fill"))
    filled = np.where(np.isnan(raw), fills, raw)
    scaled: Matrix = (filled - shifts) / np.where(spreads == 0.0, 1.0, spreads)
    scaled[:, spreads == 0.0] = 0.0
    return scaled


def raw_matrix(scaled: Matrix, columns: tuple[ColumnScale, ...]) -> Matrix:
    """Return a matrix (N, K) in the units of the table."""
    raw: Matrix = scaled * _vector(columns, "spread") + _vector(columns, "shift")
    return raw


def measured(raw: Matrix, scaling: Scaling) -> tuple[float, float]:
    """Return shift and spread of a column (N,) of training samples; the spread of a constant one is 0."""
    known = raw[~np.isnan(raw)]
    if scaling is Scaling.NONE or not len(known):
        return 0.0, 1.0
    least, greatest = float(known.min()), float(known.max())
    if least == greatest:
        return least, 0.0
    if scaling is Scaling.UNIT:
        return least, greatest - least
    # In units of the next power of two, which loses no digit: the squares of tiny numbers would be 0.
    exponent = math.frexp(max(abs(least), abs(greatest)))[1]
    units = np.ldexp(known, -exponent)
    return math.ldexp(float(units.mean()), exponent), math.ldexp(float(units.std()), exponent)


def _vector(columns: tuple[ColumnScale, ...], name: str) -> Matrix:
    return np.array([getattr(column, name) for column in columns], dtype=np.float64)
