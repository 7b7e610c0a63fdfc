"""Makes what a sheet of equations shows out of a step: names of rows and columns, captions, states of lines."""

from collections.abc import Callable

from nnlab.desktop.arithmetic import arithmetic_words as say
from nnlab.desktop.widgets.parts.equation_model import Cell as ShownCell
from nnlab.desktop.widgets.parts.equation_model import (
    Line,
    LineState,
    Piece,
    ScalarLine,
    ShownLine,
    ShownMatrix,
    ShownSign,
)
from nnlab.desktop.words import texts
from nnlab.desktop.words.unit_names import unit_names
from nnlab.engine import TracedStep
from nnlab.project import ProjectState
from nnlab.study.arithmetic.equations import Axis, Cell, Derivation, Equation, Factor, Matrix, Sheet

_MOST_LINES, _LINES_BEFORE, _LINES_APART = 48, 12, 20  # of a deep network, whose step has hundreds
Names = tuple[tuple[str, ...], ...]  # of the units of every column, inputs first
Spell = Callable[[float], str]
Formula = tuple[str | Factor, ...]  # one row of a formula in single numbers


def names_of(state: ProjectState) -> Names:
    """Return what the units of the network are called everywhere in the window."""
    data = state.dataset
    return unit_names(
        state.spec.sizes, texts.data_names(data.input_names, data), texts.data_names(data.target_names, data)
    )


def sample_names(state: ProjectState, step: TracedStep) -> tuple[str, ...]:
    """Return what the samples of the step are called: by their rows, or by their numbers from 1."""
    rows = state.dataset.row_names
    return tuple(rows[row] if row < len(rows) else str(row + 1) for row in step.rows.tolist())


def part_of(sheet: Sheet, line: int) -> range:
    """Return the lines of a sheet that are shown with one of them: all, or of a deep network those around it.

    Parts overlap, so that one sees what comes before and after.
    """
    count = len(sheet.equations)
    if count <= _MOST_LINES:
        return range(count)
    first = min(max(line - _LINES_BEFORE, 0) // _LINES_APART * _LINES_APART, count - _MOST_LINES)
    return range(first, first + _MOST_LINES)


def shown_lines(
    sheet: Sheet, part: range, layers: int, names: Names, samples: tuple[str, ...]
) -> tuple[Line, ...]:
    """Return equations as lines of matrices; the same matrix is the same object in all of them."""
    made: dict[tuple[int, bool], ShownMatrix] = {}

    def counted(axis: Axis) -> tuple[str, ...]:
        if axis.kind == "samples":
            return samples
        return names[axis.column] if axis.kind == "units" else ()

    def shown(matrix: Matrix, *, is_result: bool) -> ShownMatrix:
        key = (id(matrix), is_result)
        if key not in made:
            made[key] = ShownMatrix(
                matrix.name,
                matrix.values,
                matrix.rows,
                matrix.columns,
                transposed=matrix.transposed,
                is_new=matrix.is_new,
                is_result=is_result,
                row_names=counted(matrix.rows),
                column_names=counted(matrix.columns),
            )
        return made[key]

    lines: list[Line] = []
    for number in part:
        equation = sheet.equations[number]
        result = equation.terms[equation.result]
        terms = tuple(
            shown(term, is_result=term is result) if isinstance(term, Matrix) else ShownSign(term.text)
            for term in equation.terms
        )
        lines.append(ShownLine(_number(sheet, number), say.caption(equation, layers), terms))
    return tuple(lines)


def formula(derivation: Derivation) -> Formula:
    """Return how a number came about in one row: its name, the names it is made of, and their numbers."""
    return (
        f"{derivation.symbol} = ",
        *derivation.symbolic,
        " = ",
        *derivation.numeric,
        " = ",
    )


def scalar_line(
    sheet: Sheet, part: range, number: int, derivations: tuple[Derivation, ...], layers: int, spell: Spell
) -> ScalarLine:
    """Return an equation as formulas in single numbers, each of them in a row of its own."""
    rows = tuple(
        (
            *(piece_of(piece, spell, part) for piece in formula(derivation)),
            Piece(spell(derivation.value), shown_cell(derivation.cell, part)),
        )
        for derivation in derivations
    )
    return ScalarLine(_number(sheet, number), say.caption(sheet.equations[number], layers), rows)


def piece_of(piece: str | Factor, spell: Spell, part: range | None = None) -> Piece:
    """Return a piece of a formula as text: numbers below zero in brackets, so that no two signs meet."""
    if isinstance(piece, str):
        return Piece(piece)
    text = spell(piece.value)
    return Piece(f"({text})" if piece.value < 0 else text, shown_cell(piece.cell, part))


def shown_cell(cell: Cell | None, part: range | None) -> ShownCell | None:
    """Return the place of a cell among the lines of `part`, None if it is not among them."""
    if cell is None or part is None or cell.equation not in part:
        return None
    return ShownCell(cell.equation - part.start, cell.term, cell.row, cell.column)


def cell_of(cell: ShownCell | None, part: range) -> Cell | None:
    """Return the cell at a place among the lines of `part`."""
    return None if cell is None else Cell(part.start + cell.line, cell.term, cell.row, cell.column)


def states_of(sheet: Sheet, part: range, done: int) -> tuple[LineState, ...]:
    """Return how the lines of `part` are lit after `done` operations: before the first one none stands out."""
    if done == 0:
        return (LineState.DONE,) * len(part)
    return tuple(state_of(sheet.equations[number], done) for number in part)


def state_of(equation: Equation, done: int) -> LineState:
    """Return how a line is lit after `done` operations."""
    if equation.operation == done - 1:
        return LineState.CURRENT
    return LineState.DONE if equation.operation < done else LineState.LATER


def _number(sheet: Sheet, number: int) -> str:
    """Return the number of a line's operation, at its first line."""
    operation = sheet.equations[number].operation
    is_first = number == 0 or sheet.equations[number - 1].operation != operation
    return str(operation + 1) if is_first else ""
