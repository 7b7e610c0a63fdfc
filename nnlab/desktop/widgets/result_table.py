"""A table of results: sorted by a click on a heading, read with the cursor, and chosen by a row."""

import math
from collections.abc import Collection, Hashable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeView, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts

_SORT_ROLE = Qt.ItemDataRole.UserRole
_LEAST_ROWS = 3
_MEASURED_ROWS = 200
_CELL_PADDING_PX = 9  # the style sheet's, and what Qt keeps beside a text
_ARROW_PX = 10  # of the mark by which a column is sorted

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(NamedTuple):
    """A column: its heading, what it means, and whether it holds numbers, which stand at the right."""

    title: str
    tip: str = ""
    is_number: bool = True


class ResultCell(NamedTuple):
    """What a cell says, and by what it is sorted: a number (NaN comes last) or a word."""

    text: str
    order: float | str


class ResultRow(NamedTuple):
    """A row: its key and its cells; a `quiet` one, of a run that came to nothing, is written in muted ink."""

    key: Hashable
    cells: tuple[ResultCell, ...]
    quiet: bool = False


class ResultTable(QTreeView):
    """Shows rows of results; it emits which one is pointed at and which one is chosen, by its key."""

    row_pointed = Signal(object)  # key or None
    row_chosen = Signal(object)  # key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(self)
        self._sorted = _Sorted(self)
        self._sorted.setSourceModel(self._rows)
        self._sorted.setSortRole(_SORT_ROLE)
        self._pointed: Hashable = None
        self._widest: dict[int, int] = {}  # of each column: what comes later only makes them wider
        self._texts = DefaultTexts(self)
        self.setModel(self._sorted)
        self.setObjectName("result_table")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(True)
        self.setSortingEnabled(True)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)
        self.retranslate()

    def set_table(self, columns: Sequence[Column], rows: Sequence[ResultRow]) -> None:
        """Show `rows` under `columns`; what is chosen and how it is sorted stay where they still mean something."""
        chosen = self.chosen()
        if self._rows.set_table(tuple(columns), tuple(rows)):
            self._widest = {}
            self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.set_chosen(chosen)
        self._fit_columns()

    def chosen(self) -> Hashable:
        """Return the key of the row that is chosen, or None."""
        index = self.currentIndex()
        return self._key(index) if index.isValid() else None

    def set_chosen(self, key: Hashable) -> None:
        """Show the row of this key as chosen; of an unknown key none is."""
        if key == self.chosen():
            return
        place = self._rows.place(key)
        was_blocked = self.blockSignals(True)
        try:
            self.setCurrentIndex(
                QModelIndex() if place is None else self._sorted.mapFromSource(self._rows.index(place, 0))
            )
            if place is None:
                self.clearSelection()
        finally:
            self.blockSignals(was_blocked)

    def set_marked(self, keys: Collection[Hashable]) -> None:
        """Mark the rows of these keys, because what they are part of is pointed at elsewhere."""
        self._rows.set_marked(frozenset(keys))

    def keys(self) -> tuple[Hashable, ...]:
        """Return the keys of all rows from top to bottom, as they are sorted now."""
        return tuple(self._key(self._sorted.index(row, 0)) for row in range(self._sorted.rowCount()))

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(self.tr("Results"), self.tr("Click a heading to sort; click a row to choose it."))

    def sizeHint(self) -> QSize:
        return QSize(480, (_LEAST_ROWS + 2) * painting.row_height(themes.current()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, (_LEAST_ROWS + 1) * painting.row_height(themes.current()))

    def _fit_columns(self) -> None:
        """Make columns as wide as their headings and the first rows need; wider ones give way to a scroll bar."""
        theme = themes.current()
        for place, column in enumerate(self._rows.columns):
            texts = (row.cells[place].text for row in self._rows.rows[:_MEASURED_ROWS])
            widths = (painting.advance(theme, "text", text) for text in (*texts, column.title))
            wanted = math.ceil(max(widths)) + 2 * _CELL_PADDING_PX
            title = (
                math.ceil(painting.advance(theme, "text", column.title)) + 2 * _CELL_PADDING_PX + _ARROW_PX
            )
            self.header().resizeSection(place, max(wanted, title, self._widest.get(place, 0)))
            self._widest[place] = self.header().sectionSize(place)

    def _key(self, index: Index) -> Hashable:
        return self._rows.rows[self._sorted.mapToSource(index).row()].key

    def _on_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(self._key(index))

    def _point_at(self, key: Hashable) -> None:
        if key != self._pointed:
            self._pointed = key
            self.row_pointed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.chosen()
        super().keyPressEvent(event)
        if self.chosen() not in (before, None):  # by an arrow
            self.row_chosen.emit(self.chosen())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._point_at(self._key(index) if index.isValid() else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._widest = {}
            self._fit_columns()


class _Rows(QAbstractTableModel):
    """The rows in the order in which they came."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[ResultRow, ...] = ()
        self._marked: frozenset[Hashable] = frozenset()

    def set_marked(self, keys: frozenset[Hashable]) -> None:
        """Mark the rows of these keys and no others."""
        if keys != self._marked:
            self._marked = keys
            if self.rows:
                last = self.index(len(self.rows) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def set_table(self, columns: tuple[Column, ...], rows: tuple[ResultRow, ...]) -> bool:
        """Take other rows; return whether the columns are others too."""
        others = [column.title for column in columns] != [column.title for column in self.columns]
        grows = len(rows) > len(self.rows) and all(
            new is old or new == old for new, old in zip(rows, self.rows, strict=False)
        )
        if not others and grows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(rows) - 1)
            self.rows = rows
            self.endInsertRows()
        elif others or rows != self.rows:
            self.beginResetModel()
            self.columns, self.rows = columns, rows
            self.endResetModel()
        self.columns = columns
        return others

    def place(self, key: Hashable) -> int | None:
        """Return where the row of this key is."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], self.columns[index.column()]
        theme = themes.current()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()].text
            case Qt.ItemDataRole.UserRole:
                return row.cells[index.column()].order
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole:
                return themes.color(theme.muted if row.quiet else theme.ink)
            case Qt.ItemDataRole.BackgroundRole if row.key in self._marked:
                return themes.color(theme.field)
            case Qt.ItemDataRole.FontRole:
                return _font()
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            case Qt.ItemDataRole.ToolTipRole:
                return self.columns[section].tip
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(self.columns[section])
        return None


class _Sorted(QSortFilterProxyModel):
    """The rows in the order of a column; what is no number comes last of ascending ones."""

    def lessThan(self, left: Index, right: Index) -> bool:
        one, other = (self.sourceModel().data(index, _SORT_ROLE) for index in (left, right))
        if isinstance(one, str) or isinstance(other, str):
            return str(one) < str(other)
        return (math.isnan(one), one) < (math.isnan(other), other)


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _font() -> QFont:
    return painting.typeface(themes.current(), "text")[0]


def _sample() -> QWidget:
    table = ResultTable()
    columns = (Column("learning rate"), Column("seed"), Column("accuracy"), Column("ended", is_number=False))
    rows = [
        ResultRow(
            number,
            (
                ResultCell(f"{rate:g}", rate),
                ResultCell(str(number), number),
                ResultCell(
                    "—" if rate > 1 else f"{90 + number}%", math.nan if rate > 1 else 0.9 + number / 100
                ),
                ResultCell("✕ diverged" if rate > 1 else "finished", "a" if rate > 1 else "b"),
            ),
            rate > 1,
        )
        for number, rate in enumerate((0.01, 0.1, 1, 3), 1)
    ]
    table.set_table(columns, rows)
    return table


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
