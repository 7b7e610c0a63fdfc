"""Where the keys take the pointed cell of an equation sheet: from cell to cell, matrix to matrix, line to line."""

from collections.abc import Sequence
from enum import Enum

from nnlab.desktop.widgets.parts.equation_layout import MatrixBox, SheetLayout, TextBox
from nnlab.desktop.widgets.parts.equation_model import Cell


class Move(Enum):
    """What a key asks for."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    ROW_START = "row start"
    ROW_END = "row end"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    SHEET_START = "sheet start"
    SHEET_END = "sheet end"


_VERTICAL = {Move.UP: -1, Move.DOWN: 1, Move.PAGE_UP: -1, Move.PAGE_DOWN: 1}


def moved(layout: SheetLayout, place: Cell | None, move: Move) -> Cell | None:
    """Return where `move` takes from `place`; None only where nothing can be pointed at.

    A place names what stands on the sheet: in a line of formulas, the piece number `term` with row and column 0.
    """
    everything = [(line, box) for line in range(len(layout.lines)) for box in stops(layout, line)]
    if not everything:
        return None
    box = None if place is None else _box_of(layout, place)
    if place is None or box is None or move is Move.SHEET_START:
        return _first(*everything[0])
    if move is Move.SHEET_END:
        return _last(*everything[-1])
    if isinstance(box, MatrixBox):
        inside = _moved_inside(box, place, move)
        if inside is not None:
            return inside
    if move in _VERTICAL:
        return _moved_to_line(layout, place, box, _VERTICAL[move])
    if move in (Move.ROW_START, Move.ROW_END):
        row = stops(layout, place.line)
        return _first(place.line, row[0]) if move is Move.ROW_START else _last(place.line, row[-1])
    return _moved_to_neighbour(layout, place, 1 if move is Move.RIGHT else -1)


def stops(layout: SheetLayout, line: int) -> list[MatrixBox | TextBox]:
    """Return what of a line can be pointed at, from left to right."""
    return [box for box in layout.lines[line].boxes if isinstance(box, MatrixBox) or box.cell is not None]


def _box_of(layout: SheetLayout, place: Cell) -> MatrixBox | TextBox | None:
    if not 0 <= place.line < len(layout.lines):
        return None
    return next((box for box in stops(layout, place.line) if box.term == place.term), None)


def _first(line: int, box: MatrixBox | TextBox) -> Cell:
    return Cell(line, box.term, 0, 0)


def _last(line: int, box: MatrixBox | TextBox) -> Cell:
    if isinstance(box, TextBox):
        return _first(line, box)
    return Cell(line, box.term, box.size.all_rows - 1, box.size.all_columns - 1)


def _moved_inside(box: MatrixBox, place: Cell, move: Move) -> Cell | None:
    """Return where `move` takes within a matrix, None if out of it."""
    rows, columns, row, column = box.size.all_rows, box.size.all_columns, place.row, place.column
    match move:
        case Move.ROW_START:
            return place._replace(column=0)
        case Move.ROW_END:
            return place._replace(column=columns - 1)
        case Move.LEFT | Move.RIGHT:
            column += 1 if move is Move.RIGHT else -1
        case Move.UP | Move.DOWN:
            row += _VERTICAL[move]
        case Move.PAGE_UP | Move.PAGE_DOWN:
            at_end = row == (0 if move is Move.PAGE_UP else rows - 1)
            row = -1 if at_end else min(max(row + _VERTICAL[move] * box.size.rows, 0), rows - 1)
        case _:
            return None
    return place._replace(row=row, column=column) if 0 <= row < rows and 0 <= column < columns else None


def _moved_to_neighbour(layout: SheetLayout, place: Cell, step: int) -> Cell:
    """Return the place in the next thing of the line, in the same row if it has one; at the end, where one is."""
    row = stops(layout, place.line)
    index = next(i for i, box in enumerate(row) if box.term == place.term) + step
    if not 0 <= index < len(row):
        return place
    box = row[index]
    if isinstance(box, TextBox):
        return _first(place.line, box)
    column = 0 if step > 0 else box.size.all_columns - 1
    return Cell(place.line, box.term, min(place.row, box.size.all_rows - 1), column)


def _moved_to_line(layout: SheetLayout, place: Cell, box: MatrixBox | TextBox, step: int) -> Cell:
    """Return the place in the next line that has any, in what stands nearest below or above."""
    line = place.line + step
    while 0 <= line < len(layout.lines):
        row = stops(layout, line)
        if row:
            nearest = _nearest(row, _middle(box))
            if isinstance(nearest, TextBox):
                return _first(line, nearest)
            size = nearest.size
            at = 0 if step > 0 else size.all_rows - 1
            return Cell(line, nearest.term, at, min(place.column, size.all_columns - 1))
        line += step
    return place


def _nearest(row: Sequence[MatrixBox | TextBox], x: float) -> MatrixBox | TextBox:
    return min(row, key=lambda box: abs(_middle(box) - x))


def _middle(box: MatrixBox | TextBox) -> float:
    rect = box.body if isinstance(box, MatrixBox) else box.rect
    return rect.x + rect.width / 2
