"""A table of any length: cells under headers that say what each column is; only what is seen is asked for."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from nnlab.desktop.widgets.parts.grid_faces import PADDING
from nnlab.desktop.widgets.parts.grid_model import GridCell, GridColumn, GridModel
from nnlab.desktop.widgets.parts.grid_view import GridView

__all__ = ["GridCell", "GridColumn", "TableGrid"]


class TableGrid(GridView):
    """Rows of cells with a header for each column, one column and one row of which are looked at.

    It shows only what it is given; the arrows, a click on a cell or a header ask for another place. Whoever uses it
    names it.
    """

    column_chosen = Signal(object)  # int
    row_chosen = Signal(object)  # int
    row_activated = Signal(object)  # int: by Enter or a double click

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(GridModel(), parent)
        self._chooses_columns = True
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoScroll(False)
        self._head.sectionPressed.connect(self._on_head_pressed)
        self._side.sectionPressed.connect(self._choose_row)
        self.pressed.connect(self._on_cell_pressed)
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.row()))
        self.setObjectName("table_grid")

    # -- what it is given ------------------------------------------------------------------------------

    def set_table(
        self,
        columns: Sequence[GridColumn],
        count: int,
        cell: Callable[[int, int], GridCell],
        row_name: Callable[[int], str],
    ) -> None:
        """Show `count` rows; `cell(row, column)` and `row_name(row)` are asked for those that are seen."""
        self._point_at(None)
        self._model.set_table(tuple(columns), count, cell, row_name)
        self._face.set_place(None, None)
        self._head.set_current(None)
        self._fit()
        self._fit_columns()

    def set_columns(self, columns: Sequence[GridColumn]) -> None:
        """Show other headers over the same cells, which make room where one of them says more than before."""
        self._model.set_columns(tuple(columns))
        self._fit()
        needed = (self._head.wanted(column) + 2 * PADDING for column in columns)
        if any(self.columnWidth(at) < width for at, width in enumerate(needed)):
            self._fit_columns()
        self.viewport().update()

    def refresh(self) -> None:
        """Ask anew for the cells that are seen."""
        self.viewport().update()

    def set_chooses_columns(self, on: bool) -> None:
        """Let columns be looked at, which is so at first, or rows alone."""
        self._chooses_columns = on

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
                if row is not None:  # screen readers follow it
                    self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)
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

    def _ringed(self) -> QModelIndex:
        row = self.current[0]
        return QModelIndex() if row is None else self._model.index(row, 0)


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
