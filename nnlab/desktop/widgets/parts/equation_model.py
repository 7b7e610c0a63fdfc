"""What an equation sheet shows, as plain values: matrices, signs and pieces of text in numbered lines."""

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Cell(NamedTuple):
    """One cell: the line, the place of its matrix among the line's terms, and its row and column, all from 0."""

    line: int
    term: int
    row: int
    column: int


class LineState(Enum):
    """Where a line stands in the computation."""

    DONE = "done"  # in ink; so are all lines of a sheet on which none is lit
    CURRENT = "current"
    LATER = "later"


class GuessState(Enum):
    """What is known of a typed value."""

    OPEN = "open"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, eq=False, slots=True)
class ShownMatrix:
    """A matrix in a line: `values` (rows, columns) as they are seen, already transposed where `transposed` says so.

    `name` is a letter and its index: 'WHb' is W with a small Hb. Matrices with the same axis key scroll together
    along that axis. `row_names` and `column_names` name what is counted, or are empty. `is_new` puts a prime behind
    the name. `is_result` is what the line computes: the values that a reader may be asked to guess. `note` stands
    below in place of the shape. Matrices are compared by identity: give the same object again where nothing changed.
    """

    name: str
    values: NDArray[np.floating]
    row_axis: Hashable
    column_axis: Hashable
    transposed: bool = False
    is_new: bool = False
    is_result: bool = False
    row_names: tuple[str, ...] = ()
    column_names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownSign:
    """What stands between matrices: '@', '+', '=', 'σ(', ')'."""

    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a formula in text: 'h₁', ' · ', '0.5933'. One with a `cell` can be pointed at as that cell can."""

    text: str
    cell: Cell | None = None


@dataclass(frozen=True, eq=False, slots=True)
class ShownLine:
    """A line of matrices and signs, with its number and a caption such as 'hidden sum'."""

    number: str
    caption: str
    terms: tuple[ShownMatrix | ShownSign, ...]


@dataclass(frozen=True, eq=False, slots=True)
class ScalarLine:
    """A line of formulas in text, each from a new row on: 'o₁ = h₁·w₅ + h₂·w₆ + b₃ = 1.1059'."""

    number: str
    caption: str
    rows: tuple[tuple[Piece, ...], ...]


Line = ShownLine | ScalarLine


@dataclass(frozen=True, slots=True)
class Guess:
    """What was typed into a blank cell."""

    text: str
    state: GuessState = GuessState.OPEN


class GuessMade(NamedTuple):
    """The intent to fill a blank cell with a text."""

    cell: Cell
    text: str


def matrix_of(lines: tuple[Line, ...], line: int, term: int) -> ShownMatrix | None:
    """Return the matrix at a place of the sheet, None if there is none."""
    if not 0 <= line < len(lines):
        return None
    shown = lines[line]
    if isinstance(shown, ScalarLine) or not 0 <= term < len(shown.terms):
        return None
    found = shown.terms[term]
    return found if isinstance(found, ShownMatrix) else None


def holds(lines: tuple[Line, ...], cell: Cell) -> bool:
    """Tell whether `cell` is one of a matrix in `lines`."""
    matrix = matrix_of(lines, cell.line, cell.term)
    if matrix is None:
        return False
    rows, columns = matrix.values.shape
    return 0 <= cell.row < rows and 0 <= cell.column < columns
