"""What a grid shows: cells that are asked for when they are seen, and what stands over each column."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GridCell(NamedTuple):
    """The text of a cell and its tone: '' for ink, 'muted', 'strong', or 'missing' for a cell without a value."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """What stands over a column.

    title      its name
    chip       what it is for, in a word on a plate; empty for none
    notes      more about it, a line each
    chip_tone  'plain', 'strong' for the one that matters most, 'faint' for one that is passed over
    is_number  whether its cells are numbers, which stand at the right
    """

    title: str
    chip: str = ""
    notes: tuple[str, ...] = ()
    chip_tone: str = "plain"
    is_number: bool = False

    @property
    def spoken(self) -> str:
        """All of it in one line, for screen readers."""
        return " · ".join(filter(None, (self.title, self.chip, *self.notes)))


class GridModel(QAbstractTableModel):
    """The model between a grid and whoever has the cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[GridColumn, ...] = ()
        self._count = 0
        self._cell: Callable[[int, int], GridCell] = lambda row, column: GridCell("")
        self._row_name: Callable[[int], str] = str

    def set_table(
        self,
        columns: tuple[GridColumn, ...],
        count: int,
        cell: Callable[[int, int], GridCell],
        row_name: Callable[[int], str],
    ) -> None:
        """Show other cells."""
        self.beginResetModel()
        self.columns, self._count, self._cell, self._row_name = columns, count, cell, row_name
        self.endResetModel()

    def set_columns(self, columns: tuple[GridColumn, ...]) -> None:
        """Show other headers over the same cells. Raises ValueError for another number of them."""
        if len(columns) != len(self.columns):
            raise ValueError(f"{len(columns)} headers for {len(self.columns)} columns")
        self.columns = columns
        if columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def cell(self, row: int, column: int) -> GridCell:
        """Return a cell."""
        return self._cell(row, column)

    def row_name(self, row: int) -> str:
        """Return what stands beside a row."""
        return self._row_name(row)

    # Qt asks for these.

    def rowCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.isValid():
            return self._cell(index.row(), index.column()).text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].spoken if section < len(self.columns) else None
        return self._row_name(section) if section < self._count else None
