"""Reading the cells of a matrix, with the mouse or the keyboard."""

from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent

from nnlab.desktop.widgets.parts.tip_gives_way import TipGivesWay
from nnlab.desktop.widgets.readout import Pair, Readout, spoken

Cell = TypeVar("Cell")

_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class CellPointing(TipGivesWay, Generic[Cell]):
    """A widget of cells: pointing reads one, clicking or Return asks for it, the arrow keys move a cursor.

    To be named before the Qt class among the bases, which has a signal `cell_clicked`.
    """

    _readout: Readout

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self._pointed: Cell | None = None
        self._cursor: Cell | None = None

    # What the widget knows of its cells

    def _cell_at(self, position: QPointF) -> Cell | None:
        """Return the cell at a point of the widget."""
        raise NotImplementedError

    def _stepped(self, down: int, right: int) -> Cell | None:
        """Return where so many steps take the cursor, which begins somewhere if it is nowhere; None of no cells."""
        raise NotImplementedError

    def _pair_of(self, cell: Cell) -> Pair:
        """Return what is read of a cell."""
        raise NotImplementedError

    def _show_readout(self) -> None:
        """Show what is read, or nothing."""
        raise NotImplementedError

    # Pointing and moving

    def _point_at(self, cell: Cell | None) -> None:
        if cell != self._pointed:
            self._pointed = cell
            self._show_readout()
            self.update()

    def _move_cursor(self, down: int, right: int) -> None:
        self._cursor, self._pointed = self._stepped(down, right), None
        if self._cursor is not None:
            self.setAccessibleDescription(spoken(self._pair_of(self._cursor)))
        self._show_readout()
        self.update()

    # Events

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._cursor = cell
            self.cell_clicked.emit(cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cursor is not None:
            self.cell_clicked.emit(self._cursor)
        elif event.key() in _STEPS and self._stepped(0, 0) is not None:
            self._move_cursor(*_STEPS[event.key()])
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setAccessibleDescription("")
        self._show_readout()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointed = None
        self._readout.hide()
