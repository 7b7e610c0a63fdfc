"""The rows of a table of records as Qt asks for them: each known by a key, in the order of a column, with a tick."""

import math
from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from nnlab.desktop.widgets.parts.grid_model import NOWHERE, AnyIndex, GridCell, GridColumn, GridModel, RowLook

_MEASURED_ROWS = 200
_ARROWS = ("↑", "↓")


class GridRow(NamedTuple):
    """A row: its key and its cells; one of tone 'strong' stands out by its first cell, a 'muted' one steps back."""

    key: Hashable
    cells: tuple[GridCell, ...]
    tone: str = ""


class RecordModel(GridModel):
    """Holds the rows as they came, and in which order they are shown."""

    tick_asked = Signal(object, object)  # key, on
    text_written = Signal(object, object)  # key, text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[GridRow, ...] = ()
        self.ticks: frozenset[Hashable] = frozenset()
        self.marks: dict[Hashable, tuple[str, int]] = {}
        self.marked: frozenset[Hashable] = frozenset()
        self.sorted_by = ""  # the name of a column, or none
        self.descends = False
        self._ticked = False
        self._order: tuple[int, ...] = ()  # which row stands at each place
        self._places: dict[Hashable, int] = {}  # and where each key stands

    # -- what it is given ------------------------------------------------------------------------------

    def set_rows(self, columns: tuple[GridColumn, ...], rows: tuple[GridRow, ...]) -> None:
        """Take other columns and rows; the order stays while its column is among them.

        Where rows only came or changed, those that are chosen or written in stay so wherever they go.
        """
        alike = [column.name for column in columns] == [column.name for column in self.columns]
        if not alike or not self._places.keys() <= {row.key for row in rows}:
            self.beginResetModel()
            self.columns, self.rows = columns, rows
            self._take_order(self._sorted())
            self.endResetModel()
            return
        more = len(rows) - len(self.rows)
        if more:
            self.beginInsertRows(NOWHERE, len(self.rows), len(rows) - 1)
        at = {row.key: place for place, row in enumerate(rows)}
        new = [place for place, row in enumerate(rows) if row.key not in self._places]
        stood = (*(at[key] for key in self.keys()), *new)
        self.columns, self.rows = columns, rows
        self._take_order(stood)
        if more:
            self.endInsertRows()
        self._put_in_order()
        self._tell()
        self._tell_heads()

    def sort_by(self, name: str, *, descends: bool) -> None:
        """Show the rows in the order of a column; of an unknown one as they came."""
        self.sorted_by, self.descends = name, descends
        self._put_in_order()
        self._tell_heads()

    def set_has_ticks(self, on: bool) -> None:
        """Let rows have ticks, or none."""
        self._ticked = on
        self._tell()

    def set_looks(
        self,
        *,
        ticks: frozenset[Hashable] | None = None,
        marks: dict[Hashable, tuple[str, int]] | None = None,
        marked: frozenset[Hashable] | None = None,
    ) -> None:
        """Take the keys that are ticked, the marks of rows, or the keys that are pointed at elsewhere."""
        self.ticks = self.ticks if ticks is None else ticks
        self.marks = self.marks if marks is None else marks
        self.marked = self.marked if marked is None else marked
        self._tell()

    def _sorted(self) -> tuple[int, ...]:
        """Return which row is to stand at each place."""
        column = next((at for at, one in enumerate(self.columns) if one.name == self.sorted_by), None)
        order = list(range(len(self.rows)))
        if column is not None:
            order.sort(key=lambda at: _rank(self.rows[at].cells[column]), reverse=self.descends)
            order.sort(key=lambda at: _is_none(self.rows[at].cells[column]))  # last in both directions
        return tuple(order)

    def _take_order(self, order: tuple[int, ...]) -> None:
        self._order = order
        self._places = {self.rows[at].key: place for place, at in enumerate(order)}

    def _put_in_order(self) -> None:
        """Move the rows to their places, and with them what Qt remembers of them: choice, keyboard, open field."""
        order = self._sorted()
        if order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        remembered = self.persistentIndexList()
        keys = [self.key(index.row()) for index in remembered]
        self._take_order(order)
        moved = [
            self.index(self._places[key], index.column()) for key, index in zip(keys, remembered, strict=True)
        ]
        self.changePersistentIndexList(remembered, moved)
        self.layoutChanged.emit()

    def _tell(self) -> None:
        if self.rows and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def _tell_heads(self) -> None:
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    # -- what it shows ---------------------------------------------------------------------------------

    def key(self, place: int) -> Hashable:
        """Return the key of the row at a place."""
        return self.rows[self._order[place]].key

    def place(self, key: Hashable) -> int | None:
        """Return where the row of a key stands, or None."""
        return self._places.get(key)

    def keys(self) -> tuple[Hashable, ...]:
        """Return all keys from top to bottom."""
        return tuple(self.rows[at].key for at in self._order)

    def cell(self, row: int, column: int) -> GridCell:
        return _toned(self.rows[self._order[row]], column)

    def row_name(self, row: int) -> str:
        return ""

    def row_look(self, row: int) -> RowLook:
        key = self.key(row)
        ticked = key in self.ticks if self._ticked else None
        return RowLook(ticked, self.marks.get(key) if ticked else None, key in self.marked)

    @property
    def has_ticks(self) -> bool:
        return self._ticked

    def arrow(self, column: int) -> str:
        return _ARROWS[self.descends] if self.columns[column].name == self.sorted_by else ""

    def measured(self, column: int) -> Iterator[GridCell]:
        return (_toned(row, column) for row in self.rows[:_MEASURED_ROWS])

    # Qt asks for these.

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self._ticked and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.isValid() and self.columns[index.column()].is_written:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole and self._ticked and index.column() == 0:
            ticked = self.key(index.row()) in self.ticks
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.EditRole:
            return self.cell(index.row(), index.column()).text
        return super().data(index, role)

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        key = self.key(index.row())
        if role == Qt.ItemDataRole.CheckStateRole and self._ticked and index.column() == 0:
            self.tick_asked.emit(key, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and value != self.cell(index.row(), index.column()).text:
            self.text_written.emit(key, str(value))
            return True
        return False


def _toned(row: GridRow, column: int) -> GridCell:
    """Return a cell in the tone of its row, where it has none of its own."""
    cell = row.cells[column]
    if cell.tone or not row.tone or (row.tone == "strong" and column > 0):
        return cell
    return cell._replace(tone=row.tone)


def _rank(cell: GridCell) -> tuple[bool, float, str]:
    """Return what a cell is sorted by: numbers come before words."""
    order = cell.text if cell.order is None else cell.order
    if isinstance(order, str):
        return True, 0.0, order.casefold()
    return False, 0.0 if math.isnan(order) else order, ""


def _is_none(cell: GridCell) -> bool:
    return isinstance(cell.order, float) and math.isnan(cell.order)
