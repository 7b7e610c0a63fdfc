"""A table of any length: cells under headers that say what each column is; only what is seen is asked for."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.grid_faces import CellFace, ColumnHeader, RowHeader
from nnlab.desktop.widgets.parts.grid_model import GridCell, GridColumn, GridModel

__all__ = ["GridCell", "GridColumn", "TableGrid"]

_LEAST_PX, _MOST_PX = 76, 220  # of a column, at the ordinary size of type
_MEASURED_ROWS, _MEASURED_LETTERS = 60, 60
_CELL_PADDING = 10


class TableGrid(QTableView):
    """Rows of cells with a header for each column, one column and one row of which are looked at.

    It shows only what it is given; the arrows, a click on a cell or a header ask for another place. Whoever uses it
    names it.
    """

    column_chosen = Signal(object)  # int
    row_chosen = Signal(object)  # int
    row_activated = Signal(object)  # int: by Enter or a double click

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GridModel(self)
        self._chooses_columns = True
        self.setModel(self._model)
        self._face = CellFace(self)
        self.setItemDelegate(self._face)
        self._head, self._side = ColumnHeader(self), RowHeader(self)
        self.setHorizontalHeader(self._head)
        self.setVerticalHeader(self._side)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):  # Qt's own, which does nothing here
            corner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAutoScroll(False)
        self._head.sectionPressed.connect(self._on_head_pressed)
        self._side.sectionPressed.connect(self._choose_row)
        self.pressed.connect(self._on_cell_pressed)
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.row()))
        self.setObjectName("table_grid")
        self._fit()

    # -- what it is given ------------------------------------------------------------------------------

    def set_table(
        self,
        columns: Sequence[GridColumn],
        count: int,
        cell: Callable[[int, int], GridCell],
        row_name: Callable[[int], str],
    ) -> None:
        """Show `count` rows; `cell(row, column)` and `row_name(row)` are asked for those that are seen."""
        self._model.set_table(tuple(columns), count, cell, row_name)
        self._face.set_place(None, None)
        self._head.set_current(None)
        self._fit()
        self._fit_columns()

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        """Show other headers over the same cells."""
        self._model.set_columns(tuple(columns))
        self._fit()
        self.viewport().update()

    def refresh(self) -> None:
        """Ask anew for the cells that are seen."""
        self.viewport().update()

    def set_chooses_columns(self, on: bool) -> None:
        """Let columns be looked at, which is so at first, or rows alone."""
        self._chooses_columns = on

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def column(self, index: int) -> GridColumn:
        """Return what the header of a column says."""
        return self._model.columns[index]

    def cell(self, row: int, column: int) -> GridCell:
        """Return what a cell says."""
        return self._model.cell(row, column)

    def set_current(self, row: int | None, column: int | None) -> None:
        """Mark the row, and the column, that are looked at; what is out of sight comes into sight."""
        changed = self._face.set_place(row, column)
        self._head.set_current(column)
        if not changed:
            return
        self.viewport().update()
        if self._model.rowCount() and (row is not None or column is not None):
            shown = self.rowAt(1) if row is None else row
            at = self._model.index(max(shown, 0), self.columnAt(1) if column is None else column)
            if at.isValid():
                hint = QAbstractItemView.ScrollHint
                self.scrollTo(at, hint.PositionAtCenter if self._is_far(at) else hint.EnsureVisible)

    def _is_far(self, at: QModelIndex) -> bool:
        """Return whether a row is farther out of sight than the next one: it is shown amid its neighbours then."""
        rect, room = self.visualRect(at), self.viewport().rect()
        return rect.bottom() < -rect.height() or rect.top() > room.height() + rect.height()

    @property
    def current(self) -> tuple[int | None, int | None]:
        """The row and the column that are looked at."""
        return self._face.row, self._face.column

    # -- what it asks for ------------------------------------------------------------------------------

    def _on_head_pressed(self, column: int) -> None:
        if self._chooses_columns:
            self.column_chosen.emit(column)

    def _on_cell_pressed(self, index: QModelIndex) -> None:
        self._choose_row(index.row())
        self._on_head_pressed(index.column())

    def _choose_row(self, row: int) -> None:
        self.row_chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrows, pages, Home and End from where one looks; Enter activates the row."""
        row, column = self.current
        rows, columns = self._model.rowCount(), len(self._model.columns)
        page = max(1, self.viewport().height() // max(self._side.defaultSectionSize(), 1) - 1)
        keys = Qt.Key
        by_rows = {keys.Key_Up: -1, keys.Key_Down: 1, keys.Key_PageUp: -page, keys.Key_PageDown: page}
        by_columns = {keys.Key_Left: -1, keys.Key_Right: 1}
        key = event.key()
        if rows and key in by_rows:
            start = -1 if row is None else row
            self._choose_row(min(max(start + by_rows[key], 0), rows - 1))
        elif rows and key in (keys.Key_Home, keys.Key_End):
            self._choose_row(0 if key == keys.Key_Home else rows - 1)
        elif columns and key in by_columns and self._chooses_columns:
            start = -1 if column is None else column
            self.column_chosen.emit(min(max(start + by_columns[key], 0), columns - 1))
        elif key in (keys.Key_Return, keys.Key_Enter) and row is not None:
            self.row_activated.emit(row)
        else:
            event.ignore()

    # -- how it looks ----------------------------------------------------------------------------------

    def _fit(self) -> None:
        theme = themes.current()
        self._side.setDefaultSectionSize(painting.row_height(theme) - 2)
        self._side.fit(self._model)
        self._head.fit(self._model.columns)

    def _fit_columns(self) -> None:
        """Make each column as wide as its header and its first cells, within limits."""
        theme = themes.current()
        unit = theme.text_px / 13
        for column, head in enumerate(self._model.columns):
            widths = [self._head.wanted(head)]
            for row in range(min(_MEASURED_ROWS, self._model.rowCount())):
                text, tone = self._model.cell(row, column)
                widths.append(
                    painting.advance(theme, "text", text[:_MEASURED_LETTERS], bold=tone == "strong")
                )
            width = min(max(max(widths) + 2 * _CELL_PADDING, _LEAST_PX * unit), _MOST_PX * unit)
            self.setColumnWidth(column, math.ceil(width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
            self._fit_columns()


def _sample() -> QWidget:
    rows = [("5.1", "1.4", "setosa"), ("", "4.7", "versicolor"), ("6.3", "6.0", "virginica")]
    grid = TableGrid()
    grid.set_table(
        (
            GridColumn("length", "input", ("number · standard", "1 missing"), is_number=True),
            GridColumn("width", "input", ("number · 0–1",), is_number=True),
            GridColumn("kind", "target", ("3 words · one-hot",), "strong"),
        ),
        len(rows),
        lambda row, column: GridCell(rows[row][column], "missing" if not rows[row][column] else ""),
        lambda row: str(row + 2),
    )
    grid.set_current(1, 0)
    grid.setMinimumSize(420, 220)
    grid.column_chosen.connect(lambda column: grid.set_current(grid.current[0], column))
    grid.row_chosen.connect(lambda row: grid.set_current(row, grid.current[1]))
    return grid


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
