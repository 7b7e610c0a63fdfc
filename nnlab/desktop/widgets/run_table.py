"""A table of runs: ticked to be drawn, sorted by a heading, chosen by rows, with a note to write in each."""

from collections.abc import Collection, Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.run_rows import (
    MARK_PX,
    Index,
    Rows,
    RunCell,
    RunColumn,
    RunRow,
    Sorted,
    indent,
)

_TICK_PX = 26  # a tick with the room around it
_PADDING_PX = 14
_ARROWS = (" ↑", " ↓")
_LEAST_ROWS = 3
_WIDEST_PX = 210  # of a column at the ordinary size of type


class RunTable(QTableView):
    """Rows with a tick, and the mark of its line, in the first column. Space ticks what is chosen, F2 writes a note."""

    ticked = Signal(object, object)  # keys (tuple), whether they are to be ticked
    selection_changed = Signal(object)  # keys (tuple) of the rows that are chosen, from top to bottom
    text_entered = Signal(object, object)  # key, what was written
    row_pointed = Signal(object)  # key or None
    delete_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows(self)
        self._sorted = Sorted(self)
        self._sorted.setSourceModel(self._rows)
        self._pointed: Hashable = None
        self._is_setting = False
        self._texts = DefaultTexts(self)
        self.setModel(self._sorted)
        self.setObjectName("run_table")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self._corner = self.findChild(QAbstractButton)  # between the headers, of which one is hidden
        self._corner.setObjectName("run_table_corner")
        self._arrange_header()
        self._rows.tick_asked.connect(lambda key, on: self.ticked.emit((key,), on))
        self._rows.text_written.connect(self.text_entered)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self._fit()
        self.retranslate()

    def _arrange_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(24)
        header.sectionClicked.connect(self._on_heading_clicked)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    # -- values ----------------------------------------------------------------------------------------

    def set_table(self, columns: Sequence[RunColumn], rows: Sequence[RunRow]) -> None:
        """Show `rows` under `columns`; what is chosen and how it is sorted stay."""
        given = tuple(columns), tuple(rows)
        if given == (self._rows.columns, self._rows.rows):
            return
        chosen = self.chosen()
        self._is_setting = True
        try:
            self._rows.set_table(*given)
            self.set_chosen(chosen)
        finally:
            self._is_setting = False
        self._fit_columns()
        if self.chosen() != chosen:
            self.selection_changed.emit(self.chosen())

    def set_ticked(self, keys: Collection[Hashable]) -> None:
        """Tick the rows of these keys and no others."""
        self._rows.set_ticked(frozenset(keys))

    def set_marks(self, marks: dict[Hashable, tuple[str, int]]) -> None:
        """Show the mark of each row's line: its colour '#RRGGBB' and its shape."""
        self._rows.set_marks(dict(marks))

    def set_chosen(self, keys: Collection[Hashable]) -> None:
        """Choose the rows of these keys and no others."""
        selection = QItemSelection()
        for key in keys:
            place = self._rows.place(key)
            if place is not None:
                index = self._sorted.mapFromSource(self._rows.index(place, 0))
                selection.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flag.ClearAndSelect | flag.Rows)

    def chosen(self) -> tuple[Hashable, ...]:
        """Return the keys of the rows that are chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._key(self._sorted.index(row, 0)) for row in rows)

    def keys(self) -> tuple[Hashable, ...]:
        """Return the keys of all rows from top to bottom, as they are sorted now."""
        return tuple(self._key(self._sorted.index(row, 0)) for row in range(self._sorted.rowCount()))

    def write(self, key: Hashable) -> None:
        """Begin to write in the row of this key."""
        place = self._rows.place(key)
        column = next((at for at, column in enumerate(self._rows.columns) if column.is_written), None)
        if place is not None and column is not None:
            index = self._sorted.mapFromSource(self._rows.index(place, column))
            self.setCurrentIndex(index)
            self.edit(index)

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(
            self.tr("Runs"),
            self.tr("Click a heading to sort; tick runs to draw them; choose two to compare them."),
        )
        self._name_corner()

    def sizeHint(self) -> QSize:
        return QSize(480, (_LEAST_ROWS + 2) * self.verticalHeader().defaultSectionSize())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, (_LEAST_ROWS + 1) * self.verticalHeader().defaultSectionSize())

    def _name_corner(self) -> None:
        self._corner.setAccessibleName(self.tr("Choose all runs"))
        self._corner.setToolTip(self.tr("Choose all runs"))

    # -- layout ----------------------------------------------------------------------------------------

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(painting.row_height(themes.current()))
        self.setIconSize(QSize(MARK_PX, MARK_PX))
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give every column the width of what it holds, and what is left to the one that is written in."""
        theme, columns = themes.current(), self._rows.columns
        widest, left = _WIDEST_PX * theme.text_px / 13, float(self.viewport().width())
        written = next((at for at, column in enumerate(columns) if column.is_written), None)
        for at, column in enumerate(columns):
            width = painting.advance(theme, "text", column.title) + painting.advance(
                theme, "text", _ARROWS[0]
            )
            for row in self._rows.rows:
                width = max(width, painting.advance(theme, "text", row.cells[at].text, bold=row.strong))
            width += painting.advance(theme, "text", indent(at, column))
            width = min(width, widest) + _PADDING_PX + (_TICK_PX + 2 * MARK_PX if at == 0 else 0)
            left -= width
            self.setColumnWidth(at, round(width))
        if written is not None and left > 0:
            self.setColumnWidth(written, self.columnWidth(written) + int(left))

    def _on_heading_clicked(self, column: int) -> None:
        """Sort by a column: numbers of results from the largest on at the second click, as everywhere."""
        ascends = Qt.SortOrder.AscendingOrder
        again = self._sorted.sortColumn() == column and self._sorted.sortOrder() is ascends
        self._sorted.sort(column, Qt.SortOrder.DescendingOrder if again else ascends)
        self._rows.set_arrow(column, _ARROWS[again])

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _key(self, index: Index) -> Hashable:
        return self._rows.rows[self._sorted.mapToSource(index).row()].key

    # -- events ----------------------------------------------------------------------------------------

    def _on_selection_changed(self) -> None:
        if not self._is_setting:
            self.selection_changed.emit(self.chosen())

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Space and self.chosen():
            chosen = self.chosen()
            self.ticked.emit(chosen, not self._rows.ticks.issuperset(chosen))
        elif event.key() == Qt.Key.Key_Delete and self.chosen():
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: Any) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._point_at(self._key(index) if index.isValid() else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, key: Hashable) -> None:
        if key != self._pointed:
            self._pointed = key
            self.row_pointed.emit(key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._rows.forget_pictures()
            self._fit()


def _sample() -> QWidget:
    table = RunTable()
    columns = (
        RunColumn("run", is_number=True),
        RunColumn("note", is_written=True),
        RunColumn("rate", "", True),
    )
    rates = (0.01, 0.1, 1.0)
    rows = [
        RunRow(
            number, (RunCell(f"{number}", number), RunCell("", ""), RunCell(f"{rate:g}", rate)), number == 2
        )
        for number, rate in enumerate(rates, 1)
    ]
    table.set_table(columns, rows)
    table.set_ticked({1, 3})
    table.set_marks({1: ("#0877BD", 0), 3: ("#E58A1F", 1)})
    table.setMinimumSize(420, 160)
    return table


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
