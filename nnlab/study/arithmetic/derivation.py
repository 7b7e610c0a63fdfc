"""How one cell came about: its equation in single cells, with the numbers in place."""

from collections.abc import Iterable

from nnlab.engine import TracedStep
from nnlab.study.arithmetic.equations import (
    Axis,
    Cell,
    Derivation,
    Equation,
    Link,
    Matrix,
    Role,
    Sheet,
    Unit,
)
from nnlab.study.arithmetic.expansion import Expansion, symbolic
from nnlab.study.arithmetic.naming import CellNames

_OF_UNITS = (Role.X, Role.Z, Role.Y, Role.T, Role.DY, Role.DZ, Role.DX)


def derive(sheet: Sheet, step: TracedStep, cell: Cell, *, shown_only: bool = False) -> Derivation:
    """Return how `cell` of `sheet`, the sheet of `step`, came about.

    An operand is derived where it was computed: `cell` of the derivation is there. What was given to the step, an
    input, a target, a weight or the optimizer's memory from before, has no right-hand side, and `cell` None.
    Only the cells that it comes from are looked at. With `shown_only`, sources, links and units are those of the
    summands that are shown: a cell of 784 inputs takes 0.1 ms instead of 2.
    """
    matrix = matrix_at(sheet, cell)
    value = float(matrix.values[cell.row, cell.column])
    names = CellNames(step.spec, len(step.T))
    symbol = names.cell(matrix, cell.row, cell.column)
    made = where_computed(sheet, cell)
    if made is None:
        links, units = lit(sheet, (cell,))
        return Derivation(symbol, value, (), (), (), links, units)
    expansion = Expansion(
        made.equation, sheet.equations[made.equation], made.row, made.column, names, shown_only=shown_only
    )
    pieces, sources = expansion.pieces, expansion.sources
    links, units = lit(sheet, (made, *sources))
    return Derivation(symbol, value, symbolic(pieces), pieces, sources, links, units, made)


def matrix_at(sheet: Sheet, cell: Cell) -> Matrix:
    """Return the matrix that `cell` is in; raises ValueError where the line has a sign or nothing there."""
    terms = sheet.equations[cell.equation].terms
    matrix = terms[cell.term] if cell.term < len(terms) else None
    if not isinstance(matrix, Matrix):
        raise ValueError(f"line {cell.equation} has no matrix at {cell.term}")
    return matrix


def where_computed(sheet: Sheet, cell: Cell) -> Cell | None:
    """Return the cell of the line's result that computed the number in `cell`; None for what was given."""
    if sheet.equations[cell.equation].result == cell.term:
        return cell
    matrix = matrix_at(sheet, cell)
    for number, equation in enumerate(sheet.equations):
        if _computes(equation, matrix):
            row, column = (cell.column, cell.row) if matrix.transposed else (cell.row, cell.column)
            return Cell(number, equation.result, row, column)
    return None


def _computes(equation: Equation, matrix: Matrix) -> bool:
    result = equation.terms[equation.result]
    return isinstance(result, Matrix) and (result.name, result.is_new) == (matrix.name, matrix.is_new)


def lit(sheet: Sheet, cells: Iterable[Cell]) -> tuple[tuple[Link, ...], tuple[Unit, ...]]:
    """Return the links and the units that `cells` belong to, each once."""
    links: dict[Link, None] = {}
    units: dict[Unit, None] = {}
    matrices: dict[tuple[int, int], Matrix] = {}
    for cell in cells:
        number, term, row, column = cell
        matrix = matrices.get((number, term))
        if matrix is None:
            matrix = matrices[number, term] = matrix_at(sheet, cell)
        if matrix.transposed:
            row, column = column, row
        if matrix.role in _OF_UNITS:
            axis: Axis = matrix.rows if matrix.transposed else matrix.columns
            units[Unit(axis.column, column)] = None
        elif matrix.layer is not None:
            links[Link(matrix.layer, None if matrix.of_bias else row, column)] = None
    return tuple(links), tuple(units)
