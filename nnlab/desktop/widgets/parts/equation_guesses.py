"""Which cells of a sheet are kept from the reader until their values were guessed."""

from collections.abc import Collection, Mapping

from nnlab.desktop.widgets.parts.equation_model import (
    Cell,
    Guess,
    GuessState,
    Line,
    ShownLine,
    ShownMatrix,
    matrix_of,
)


class Covers:
    """What is blank and what is covered while the results of the lines `hidden` are to be guessed.

    A result that is asked for has blank cells to type in. Wherever it stands again, it is covered, or it would give
    itself away, but for cells that were guessed right.
    """

    def __init__(
        self,
        lines: tuple[Line, ...] = (),
        hidden: Collection[int] = (),
        guesses: Mapping[Cell, Guess] | None = None,
    ) -> None:
        self._lines = lines
        self._guesses = dict(guesses or {})
        self._asked = {
            line: term
            for line in sorted(hidden)
            if 0 <= line < len(lines) and (term := _result_of(lines[line])) is not None
        }
        self._origins: dict[tuple[str, bool], tuple[int, int]] = {}
        for line, term in self._asked.items():
            matrix = matrix_of(lines, line, term)
            assert matrix is not None
            self._origins.setdefault((matrix.name, matrix.is_new), (line, term))

    def asks(self, line: int) -> bool:
        """Tell whether the result of a line is to be guessed."""
        return line in self._asked

    def is_blank(self, cell: Cell) -> bool:
        """Tell whether a value is to be typed into `cell`; one that was guessed right is settled."""
        return self.is_asked(cell) and not self._is_right(cell)

    def is_asked(self, cell: Cell) -> bool:
        """Tell whether `cell` belongs to a result that is to be guessed."""
        return self._asked.get(cell.line) == cell.term

    def guess(self, cell: Cell) -> Guess | None:
        """Return what was typed into `cell`."""
        return self._guesses.get(cell)

    def is_covered(self, cell: Cell) -> bool:
        """Tell whether `cell` repeats a value that is still to be guessed."""
        origin = self.origin(cell)
        return origin is not None and not self._is_right(origin)

    def origin(self, cell: Cell) -> Cell | None:
        """Return the cell of a result that is to be guessed and that `cell` repeats."""
        matrix = matrix_of(self._lines, cell.line, cell.term)
        if not self._origins or matrix is None or self.is_asked(cell):
            return None
        found = self._origins.get((matrix.name, matrix.is_new))
        if found is None:
            return None
        result = matrix_of(self._lines, *found)
        assert result is not None
        turned = result.transposed != matrix.transposed
        place = (cell.column, cell.row) if turned else (cell.row, cell.column)
        return Cell(*found, *place)

    def touches(self, matrix: ShownMatrix) -> bool:
        """Tell whether some cell of `matrix` may be covered."""
        return (matrix.name, matrix.is_new) in self._origins

    def _is_right(self, cell: Cell) -> bool:
        guess = self._guesses.get(cell)
        return guess is not None and guess.state is GuessState.RIGHT


def _result_of(line: Line) -> int | None:
    """Return the place of a line's result among its terms."""
    if not isinstance(line, ShownLine):
        return None
    places = (i for i, term in enumerate(line.terms) if isinstance(term, ShownMatrix) and term.is_result)
    return next(places, None)
