"""Scrolling inside the matrices of a sheet with the wheel and by dragging."""

from dataclasses import dataclass

from nnlab.desktop.widgets.parts.axis_windows import AxisWindows
from nnlab.desktop.widgets.parts.equation_layout import MatrixBox

_NOTCH = 120  # of a wheel's angle
_STEPS_PER_NOTCH = 3
_LATCH_MS = 300


class WheelHand:
    """Turns the wheel's angles into whole rows or columns, and keeps a turn with what it began on.

    A turn that began on the sheet does not stop where a matrix comes under the pointer, nor the other way round.
    """

    def __init__(self) -> None:
        self._rest = [0.0, 0.0]
        self._last_ms = -_LATCH_MS
        self._on_matrix = False

    def begins_on(self, on_matrix: bool, now_ms: int) -> bool:
        """Return whether the turn is a matrix's; `on_matrix` tells whether one that scrolls is under the pointer."""
        if now_ms - self._last_ms > _LATCH_MS:
            self._on_matrix, self._rest = on_matrix, [0.0, 0.0]
        self._last_ms = now_ms
        return self._on_matrix

    def steps(self, across: float, down: float) -> tuple[int, int]:
        """Return rows and columns to scroll for angles, positive to what comes later."""
        result = []
        for place, angle in enumerate((down, across)):
            self._rest[place] -= angle * _STEPS_PER_NOTCH / _NOTCH
            whole = int(self._rest[place])
            self._rest[place] -= whole
            result.append(whole)
        return result[0], result[1]


@dataclass(slots=True)
class Drag:
    """A matrix under the pressed button, the point it was pressed at, and what was in sight then."""

    box: MatrixBox
    x: float
    y: float
    first: tuple[int, int]
    moved: bool = False

    def to(self, x: float, y: float, windows: AxisWindows) -> bool:
        """Scroll so that what was pressed stays under the pointer; return whether anything moved."""
        size = self.box.size
        row = self.first[0] - round((y - self.y) / size.cell_height)
        column = self.first[1] - round((x - self.x) * size.columns / size.edges[-1])
        return show_from(self.box, row, column, windows)


def show_from(box: MatrixBox, row: int, column: int, windows: AxisWindows) -> bool:
    """Scroll a matrix so that it begins with `row` and `column`; an axis that is seen whole stays."""
    size = box.size
    moved = [
        windows.show_from(axis, first, length, shown)
        for axis, first, length, shown in (
            (box.row_axis, row, size.all_rows, size.rows),
            (box.column_axis, column, size.all_columns, size.columns),
        )
        if shown < length
    ]
    return any(moved)


def can_scroll(box: MatrixBox, down: float, across: float, windows: AxisWindows) -> bool:
    """Tell whether a matrix goes on in one of two directions, each positive to what comes later."""
    size = box.size
    row, column = box.first(windows)
    return any(
        (way < 0 < first) or (way > 0 and first < length - shown)
        for way, first, length, shown in (
            (down, row, size.all_rows, size.rows),
            (across, column, size.all_columns, size.columns),
        )
    )


def reveal(box: MatrixBox, row: int, column: int, windows: AxisWindows) -> bool:
    """Scroll a matrix no farther than needed to bring a cell into sight; return whether anything moved."""
    size = box.size
    moved = [
        windows.reveal(axis, index, length, shown)
        for axis, index, length, shown in (
            (box.row_axis, row, size.all_rows, size.rows),
            (box.column_axis, column, size.all_columns, size.columns),
        )
        if shown < length
    ]
    return any(moved)
