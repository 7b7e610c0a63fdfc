"""The scalar view of a line: one equation for each cell of its result, o₁ = h₁w₅ + h₂w₆ + b₃."""

from nnlab.engine import TracedStep
from nnlab.study.arithmetic.derivation import derive, matrix_at
from nnlab.study.arithmetic.equations import ONE, SAMPLES, Cell, Derivation, Sheet

MOST_SCALARS = 16  # of a result that is written out as a whole


def is_small(sheet: Sheet, equation: int) -> bool:
    """Return whether the result of a line is written out as a whole where no window is given."""
    result = sheet.equations[equation].result
    return matrix_at(sheet, Cell(equation, result, 0, 0)).values.size <= MOST_SCALARS


def scalars(
    sheet: Sheet,
    step: TracedStep,
    equation: int,
    rows: range | None = None,
    columns: range | None = None,
) -> tuple[Derivation, ...]:
    """Return the scalar equations of one line's result, in the order in which the notes number them.

    `rows` and `columns` are a window of cells; what lies outside of the result is left out. Without a window a small
    result is written out as a whole, and of a large one nothing. Weights that lead to one unit follow each other;
    everything else goes sample by sample. Of long sums, sources, links and units are those of what is shown.
    """
    if rows is None and columns is None and not is_small(sheet, equation):
        return ()
    result = sheet.equations[equation].result
    matrix = matrix_at(sheet, Cell(equation, result, 0, 0))
    kept_rows, kept_columns = (
        range(count) if window is None else range(count)[max(window.start, 0) : max(window.stop, 0)]
        for count, window in zip(matrix.values.shape, (rows, columns), strict=True)
    )
    if matrix.rows in (SAMPLES, ONE):
        places = [(row, column) for row in kept_rows for column in kept_columns]
    else:
        places = [(row, column) for column in kept_columns for row in kept_rows]
    return tuple(derive(sheet, step, Cell(equation, result, *place), shown_only=True) for place in places)
