"""Makes what a sheet of equations shows out of a step: names of rows and columns, captions, states of lines."""

from collections.abc import Callable

from nnlab.desktop import arithmetic_words as say
from nnlab.desktop import texts
from nnlab.desktop.unit_names import unit_names
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
from nnlab.engine import TracedStep
from nnlab.project import ProjectState
from nnlab.study.arithmetic.equations import Axis, Cell, Derivation, Equation, Factor, Matrix, Sheet

Names = tuple[tuple[str, ...], ...]  # of the units of every column, inputs first
Spell = Callable[[float], str]
Formula = tuple[str | Factor, ...]  # one row of a formula in single numbers


def names_of(state: ProjectState) -> Names:
    """Return what the units of the network are called everywhere in the window."""
    data = state.dataset
    return unit_names(
        state.spec.sizes, texts.data_names(data.input_names), texts.data_names(data.target_names)
    )


def sample_names(state: ProjectState, step: TracedStep) -> tuple[str, ...]:
    """Return what the samples of the step are called: by their rows, or by their numbers from 1."""
    rows = state.dataset.row_names
    return tuple(rows[row] if row < len(rows) else str(row + 1) for row in step.rows.tolist())


def shown_lines(sheet: Sheet, layers: int, names: Names, samples: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the equations as lines of matrices; the same matrix is the same object in all of them."""
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
    for number, equation in enumerate(sheet.equations):
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
    sheet: Sheet, number: int, layers: int, derivations: tuple[Derivation, ...], spell: Spell
) -> ScalarLine:
    """Return an equation as formulas in single numbers, each of them in a row of its own."""
    rows = tuple(
        (
            *(piece_of(piece, spell) for piece in formula(derivation)),
            Piece(spell(derivation.value), shown_cell(derivation.cell)),
        )
        for derivation in derivations
    )
    return ScalarLine(_number(sheet, number), say.caption(sheet.equations[number], layers), rows)


def piece_of(piece: str | Factor, spell: Spell) -> Piece:
    """Return a piece of a formula as text: numbers below zero in brackets, so that no two signs meet."""
    if isinstance(piece, str):
        return Piece(piece)
    text = spell(piece.value)
    return Piece(f"({text})" if piece.value < 0 else text, shown_cell(piece.cell))


def shown_cell(cell: Cell | None) -> ShownCell | None:
    """Return the place of a cell on the sheet."""
    return None if cell is None else ShownCell(cell.equation, cell.term, cell.row, cell.column)


def cell_of(cell: ShownCell | None) -> Cell | None:
    """Return the cell at a place of the sheet."""
    return None if cell is None else Cell(cell.line, cell.term, cell.row, cell.column)


def matrix_at(sheet: Sheet | None, cell: ShownCell) -> Matrix | None:
    """Return the matrix at a place of the sheet, None if there is none."""
    terms = () if sheet is None or cell.line >= len(sheet.equations) else sheet.equations[cell.line].terms
    found = terms[cell.term] if cell.term < len(terms) else None
    return found if isinstance(found, Matrix) else None


def states_of(sheet: Sheet, done: int) -> tuple[LineState, ...]:
    """Return how lines are lit after `done` operations: before the first one none stands out."""
    if done == 0:
        return (LineState.DONE,) * len(sheet.equations)
    return tuple(state_of(equation, done) for equation in sheet.equations)


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
