"""A table of records: each known by a key; sorted by a heading, chosen by rows, and, where wanted, ticked and noted."""

from collections.abc import Callable, Collection, Hashable, Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.grid_model import GridCell, GridColumn
from nnlab.desktop.widgets.parts.grid_records import GridRow, RecordModel
from nnlab.desktop.widgets.parts.grid_view import GridView

__all__ = ["GridCell", "GridColumn", "GridRow", "RecordTable"]

_FLAG = QItemSelectionModel.SelectionFlag


class RecordTable(GridView):
    """Shows rows as they are given, in the order of the heading that was clicked; a second click turns it round.

    A column that says so begins with its largest numbers, for there the best are the largest.

    What is chosen is chosen here, by clicks and arrows, since nothing else depends on it; ticks and notes are only
    asked for. Space ticks what is chosen, F2 or a double click writes, Delete asks.
    """

    row_chosen = Signal(object)  # the key of the row that a hand chose, or chose again
    selection_changed = Signal(object)  # keys (tuple) of the rows that are chosen, from top to bottom
    ticked = Signal(object, object)  # keys (tuple), whether they are to be ticked
    text_entered = Signal(object, object)  # key, what was written
    delete_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._records = RecordModel()
        super().__init__(self._records, parent)
        self._is_setting = False
        self._texts = DefaultTexts(self)
        self.setObjectName("record_table")
        self._side.hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self._records.tick_asked.connect(lambda key, on: self.ticked.emit((key,), on))
        self._records.text_written.connect(self.text_entered)
        self._head.sectionClicked.connect(self._on_heading_clicked)
        self.clicked.connect(lambda index: self.row_chosen.emit(self.known_by(index.row())))
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.retranslate()

    def set_has_ticks(self, on: bool) -> None:
        """Let rows have ticks, and marks beside them."""
        self._records.set_has_ticks(on)
        self._fit_columns()

    def set_chooses_many(self, on: bool) -> None:
        """Let several rows be chosen, with Ctrl and Shift, or one, which is so at first."""
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if on else modes.SingleSelection)

    # -- values ----------------------------------------------------------------------------------------

    def set_table(self, columns: Sequence[GridColumn], rows: Sequence[GridRow]) -> None:
        """Show `rows` under `columns`; what is chosen and how it is sorted stay where they still mean something."""
        given = tuple(columns), tuple(rows)
        if given == (self._records.columns, self._records.rows):
            return
        self._point_at(None)
        chosen = self.chosen_keys()
        self._keep_chosen(lambda: self._records.set_rows(*given))
        self._fit()
        self._fit_columns()
        if self.chosen_keys() != chosen:
            self.selection_changed.emit(self.chosen_keys())

    def set_ticked(self, keys: Collection[Hashable]) -> None:
        """Tick the rows of these keys and no others."""
        self._records.set_looks(ticks=frozenset(keys))

    def set_marks(self, marks: dict[Hashable, tuple[str, int]]) -> None:
        """Show the mark of each row's line beside its tick: its colour '#RRGGBB' and its shape."""
        self._records.set_looks(marks=dict(marks))

    def set_marked(self, keys: Collection[Hashable]) -> None:
        """Mark the rows of these keys, because what they are part of is pointed at elsewhere."""
        self._records.set_looks(marked=frozenset(keys))

    def set_chosen(self, keys: Collection[Hashable]) -> None:
        """Choose the rows of these keys and no others; the first of them comes into sight."""
        if set(keys) != set(self.chosen_keys()):
            self._choose(keys)
            if self.chosen_keys():
                self.scrollTo(self._index(self.chosen_keys()[0]))

    def sort_by(self, column: str, *, descends: bool = False) -> None:
        """Sort by the column of this name; what has no number comes last. By '' rows stand as they came."""
        self._records.sort_by(column, descends=descends)

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """What stands over the columns."""
        return self._records.columns

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows as they were given."""
        return self._records.rows

    @property
    def marks(self) -> dict[Hashable, tuple[str, int]]:
        """The marks of rows."""
        return dict(self._records.marks)

    @property
    def marked(self) -> frozenset[Hashable]:
        """The keys that are marked."""
        return self._records.marked

    def keys(self) -> tuple[Hashable, ...]:
        """Return the keys of all rows from top to bottom, as they are sorted now."""
        return self._records.keys()

    def chosen_keys(self) -> tuple[Hashable, ...]:
        """Return the keys of the rows that are chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.known_by(row) for row in rows)

    def chosen(self) -> Hashable:
        """Return the key of the first row that is chosen, or None."""
        return next(iter(self.chosen_keys()), None)

    def known_by(self, row: int) -> Hashable:
        return self._records.key(row)

    def write(self, key: Hashable) -> None:
        """Begin to write in the row of this key."""
        column = next((at for at, column in enumerate(self.columns) if column.is_written), None)
        if column is not None and self._records.place(key) is not None:
            index = self._index(key, column)
            self.setCurrentIndex(index)
            self.edit(index)

    def _gives_way(self, column: GridColumn) -> bool:
        return (
            super()._gives_way(column) or column.chip_tone == "faint"
        )  # muted: it tells no row from another

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(self.tr("Results"), self.tr("Click a heading to sort; click a row to choose it."))

    # -- what is chosen --------------------------------------------------------------------------------

    def _index(self, key: Hashable, column: int = 0) -> QModelIndex:
        place = self._records.place(key)
        return QModelIndex() if place is None else self._records.index(place, column)

    def _choose(self, keys: Collection[Hashable]) -> None:
        """Choose rows; the keyboard goes on from the first of them. Nothing scrolls."""
        selection, current = QItemSelection(), QModelIndex()
        for index in filter(QModelIndex.isValid, map(self._index, keys)):
            selection.select(index, index)
            current = current if current.isValid() else index
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(current, _FLAG.NoUpdate)
        self.setAutoScroll(True)
        self.selectionModel().select(selection, _FLAG.ClearAndSelect | _FLAG.Rows)

    def _keep_chosen(self, change: Callable[[], object]) -> None:
        """Change the rows; those that are chosen and still there stay so, and nobody is told."""
        chosen = self.chosen_keys()
        self._is_setting = True
        try:
            change()
            if set(self.chosen_keys()) != set(chosen):
                self._choose(chosen)
        finally:
            self._is_setting = False

    def _on_selection_changed(self) -> None:
        if not self._is_setting:
            self.selection_changed.emit(self.chosen_keys())

    # -- what a hand does ------------------------------------------------------------------------------

    def _on_heading_clicked(self, column: int) -> None:
        head, model = self.columns[column], self._records
        again = model.sorted_by == head.name
        self.sort_by(head.name, descends=not model.descends if again else head.falls)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the first and last row by Home and End, as in every table here; rows are what is chosen."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.chosen_keys()
        if event.key() == Qt.Key.Key_Space and self._records.has_ticks and chosen:
            self.ticked.emit(chosen, not self._records.ticks.issuperset(chosen))
        elif event.key() == Qt.Key.Key_Delete and chosen:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.row_chosen.emit(chosen[0])
        else:
            super().keyPressEvent(event)
            if self.chosen_keys() != chosen and len(self.chosen_keys()) == 1:  # by an arrow
                self.row_chosen.emit(self.chosen())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _sample() -> QWidget:
    table = RecordTable()
    table.set_has_ticks(True)
    table.set_chooses_many(True)
    columns = (
        GridColumn("run", is_number=True),
        GridColumn("note", is_written=True),
        GridColumn("rate", is_number=True),
        GridColumn("ended"),
    )
    rates = (0.01, 0.1, 1.0, 3.0)
    rows = [
        GridRow(
            number,
            (
                GridCell(str(number), order=number),
                GridCell(""),
                GridCell(f"{rate:g}", order=rate),
                GridCell("✕ diverged" if rate > 1 else "finished"),
            ),
            {2: "strong", 4: "muted"}.get(number, ""),
        )
        for number, rate in enumerate(rates, 1)
    ]
    table.set_table(columns, rows)
    table.set_ticked({1, 3})
    table.set_marks({1: ("#0877BD", 0), 3: ("#E58A1F", 1)})
    table.setMinimumSize(460, 180)
    return table


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
