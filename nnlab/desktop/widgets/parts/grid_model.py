"""What a grid shows: cells that are asked for when they are seen, and what stands over each column."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

MEASURED_ROWS = 100


class GridCell(NamedTuple):
    """What a cell says.

    text   what is written in it
    tone   '' for ink, 'muted', 'strong', or 'missing' for a cell without a value
    order  what it is sorted by: a number (NaN comes last), a word, or None for its text
    tip    what its tooltip says; empty for its text, where that is cut
    """

    text: str
    tone: str = ""
    order: float | str | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """What stands over a column.

    title       its name
    chip        what it is for, in a word on a plate; empty for none
    notes       more about it, a line each
    chip_tone   'plain', 'strong' for the one that matters most, 'faint' for one that is passed over
    is_number   whether its cells are numbers, which stand at the right
    is_written  whether one writes in its cells
    tip         what it means, for a tooltip
    key         what it is known by where its title changes with the language; empty for its title
    falls       whether the largest comes first when it is sorted by: of what is better the larger it is
    may_say     texts for which there is room in its cells, whatever they say now
    """

    title: str
    chip: str = ""
    notes: tuple[str, ...] = ()
    chip_tone: str = "plain"
    is_number: bool = False
    is_written: bool = False
    tip: str = ""
    key: str = ""
    falls: bool = False
    may_say: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What it is known by."""
        return self.key or self.title

    @property
    def spoken(self) -> str:
        """All of it in one line, for screen readers."""
        return " · ".join(filter(None, (self.title, self.chip, *self.notes)))


class RowLook(NamedTuple):
    """How a row differs from others.

    is_ticked  whether it is ticked; None where rows have no ticks
    mark       the colour '#RRGGBB' and the shape of its line; None for none
    is_marked  whether what it is part of is pointed at elsewhere
    """

    is_ticked: bool | None = None
    mark: tuple[str, int] | None = None
    is_marked: bool = False


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

    def row_look(self, row: int) -> RowLook:
        """Return how a row differs from others."""
        return _ALIKE

    @property
    def has_ticks(self) -> bool:
        """Whether rows have ticks, and marks beside them."""
        return False

    def arrow(self, column: int) -> str:
        """Return the arrow over a column by which the rows are sorted; empty over all others."""
        return ""

    def measured(self, column: int) -> Iterator[GridCell]:
        """Return the cells by which a column is measured: the first, since the longest is not worth finding."""
        return (self.cell(row, column) for row in range(min(MEASURED_ROWS, self.rowCount())))

    # Qt asks for these.

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.isValid():
            return self.cell(index.row(), index.column()).text
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            if section >= len(self.columns):
                return None
            return " ".join(filter(None, (self.columns[section].spoken, self.arrow(section))))
        return self.row_name(section) if section < self.rowCount() else None


_ALIKE = RowLook()
