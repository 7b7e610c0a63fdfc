"""The rows of the table of runs, and their order, as Qt asks for them."""

import math
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.line_marks import draw_mark

MARK_PX = 11
Index = QModelIndex | QPersistentModelIndex
Order = float | str
_ROOT = QModelIndex()


class RunColumn(NamedTuple):
    """A column: its heading, what it means, whether it holds numbers, and whether one writes in it."""

    title: str
    tip: str = ""
    is_number: bool = False
    is_written: bool = False


class RunCell(NamedTuple):
    """What a cell says, what it is sorted by (a NaN comes last), and what its tooltip adds."""

    text: str
    order: Order
    tip: str = ""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A row: its key and its cells; a `strong` one is of the network on the bench."""

    key: Hashable
    cells: tuple[RunCell, ...]
    strong: bool = False


class Rows(QAbstractTableModel):
    """The rows in the order in which they came."""

    tick_asked = Signal(object, object)  # key, on
    text_written = Signal(object, object)  # key, text

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[RunColumn, ...] = ()
        self.rows: tuple[RunRow, ...] = ()
        self.ticks: frozenset[Hashable] = frozenset()
        self._marks: dict[Hashable, tuple[str, int]] = {}
        self._pictures: dict[tuple[str, int], QPixmap] = {}
        self._arrow = (0, "")

    def set_arrow(self, column: int, arrow: str) -> None:
        """Write an arrow after the heading by which the rows are sorted."""
        self._arrow = column, arrow
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def set_table(self, columns: tuple[RunColumn, ...], rows: tuple[RunRow, ...]) -> None:
        """Take other columns and rows."""
        self.beginResetModel()
        self.columns, self.rows = columns, rows
        self.endResetModel()

    def set_ticked(self, keys: frozenset[Hashable]) -> None:
        """Tick the rows of these keys and no others."""
        if keys != self.ticks:
            self.ticks = keys
            self._tell_first_column()

    def set_marks(self, marks: dict[Hashable, tuple[str, int]]) -> None:
        """Take the mark of each row's line."""
        if marks != self._marks:
            self._marks = marks
            self._tell_first_column()

    def forget_pictures(self) -> None:
        """Paint the marks anew: they are of another theme."""
        self._pictures.clear()

    def _tell_first_column(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def place(self, key: Hashable) -> int | None:
        """Return where the row of this key is."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == 0:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.isValid() and self.columns[index.column()].is_written:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], self.columns[index.column()]
        cell = row.cells[index.column()]
        is_first = index.column() == 0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return indent(index.column(), column) + cell.text
            case Qt.ItemDataRole.EditRole:
                return cell.text
            case Qt.ItemDataRole.UserRole:
                return cell.order
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.FontRole:
                return painting.typeface(themes.current(), "text", bold=row.strong and is_first)[0]
            case Qt.ItemDataRole.CheckStateRole if is_first:
                return Qt.CheckState.Checked if row.key in self.ticks else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if is_first:
                return self._picture(row.key)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            self.tick_asked.emit(row.key, Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        if role == Qt.ItemDataRole.EditRole and value != row.cells[index.column()].text:
            self.text_written.emit(row.key, str(value))
            return True
        return False

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return (
                    indent(section, column)
                    + column.title
                    + (self._arrow[1] if self._arrow[0] == section else "")
                )
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip or column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
        return None

    def _picture(self, key: Hashable) -> QPixmap | None:
        """Return the mark of a row's line; of one that is not drawn an empty place as wide."""
        mark = self._marks.get(key, ("", 0)) if key in self.ticks else ("", 0)
        if mark not in self._pictures:
            picture = QPixmap(MARK_PX * 2, MARK_PX * 2)
            picture.setDevicePixelRatio(2)
            picture.fill(QColor(0, 0, 0, 0))
            if mark[0]:
                painter = QPainter(picture)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_mark(painter, QPointF(MARK_PX / 2, MARK_PX / 2), mark[1], mark[0], themes.current())
                painter.end()
            self._pictures[mark] = picture
        return self._pictures[mark]


class Sorted(QSortFilterProxyModel):
    """The rows in the order of a column; what is no number comes last, in whichever direction."""

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = (self.sourceModel().data(index, Qt.ItemDataRole.UserRole) for index in (left, right))
        if isinstance(one, str) or isinstance(other, str):
            return str(one).casefold() < str(other).casefold()
        if math.isnan(one) or math.isnan(other):
            descends = self.sortOrder() is Qt.SortOrder.DescendingOrder
            return math.isnan(one) > math.isnan(other) if descends else math.isnan(one) < math.isnan(other)
        return bool(one < other)


def indent(place: int, column: RunColumn) -> str:
    """Return what sets words apart from the numbers that may stand close to their left."""
    return "" if column.is_number or place == 0 else "\N{EN SPACE}"


def _alignment(column: RunColumn) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
