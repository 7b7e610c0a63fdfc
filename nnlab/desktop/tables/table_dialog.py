"""The dialog in which a table is opened: what was guessed of it, to be corrected, and what it will be."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from nnlab.data import Dataset
from nnlab.data.splits import Split
from nnlab.data.tabular.encoding import ODD_CELL
from nnlab.data.tabular.guessing import why_useless
from nnlab.data.tabular.plan import Role, TablePlan
from nnlab.desktop import theme as themes
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.panels.dialog import Sheet, room_for
from nnlab.desktop.tables import words
from nnlab.desktop.tables.column_card import ColumnCard
from nnlab.desktop.tables.draft import (
    Draft,
    is_missing,
    lines_offered,
    many_words_in,
    missing_in,
    prepared,
    read,
    refused_columns,
    row_at,
    with_odd_cells_missing,
    with_split,
)
from nnlab.desktop.tables.form_fields import FormFields
from nnlab.desktop.tables.raw_text import RawText, excerpt
from nnlab.desktop.tables.split_fields import SplitFields
from nnlab.desktop.tables.verdict import Verdict
from nnlab.desktop.widgets.buttons import Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.table_grid import GridCell, GridColumn, TableGrid
from nnlab.desktop.words import data_sentences
from nnlab.engine import EngineError, Task
from nnlab.files import FileError
from nnlab.files.csv_table import CsvForm

_SIZE_PX = (1080, 680)
_CARD_PX = 252
_LINE = re.compile(r"\bLine (\d[\d,]*)\b", re.IGNORECASE)
_LINES_OF_A_TEXT = range(2, 9)  # in which names may be where nothing could be read
_EMPTY_CELL = "–"


class TableDialog(Sheet):
    """Preview, form, columns and split of a table; `take` gets the data set that they make, when it is wanted.

    Reading and preparing are jobs: a newer wish takes the place of an older one, and the window goes on meanwhile.
    """

    def __init__(
        self,
        jobs: Jobs,
        name: str,
        text: bytes,
        take: Callable[[Dataset], object],
        parent: QWidget,
        plan: TablePlan | None = None,
        *,
        is_new: bool = True,
    ) -> None:
        super().__init__("", parent)
        self._jobs, self._name, self._text, self._take = jobs, name, text, take
        self._is_new = is_new
        self._draft: Draft | None = None
        self._dataset: Dataset | None = None  # what the draft makes, once that is known
        self._counted: Dataset | None = None  # the last one, whose counts stay until there is another
        self._form: CsvForm | None = None  # that was asked for last
        self._job: Job[Any] | None = None
        self._column, self._row = 0, None  # type: int, int | None
        self._faulty_row: int | None = None
        self.form, self.split = FormFields(), SplitFields(is_line=True, prefix="table")
        self.grid, self.column = TableGrid(), ColumnCard()
        self.grid.setObjectName("table_preview")
        self._fault, self._raw = label("", "text"), RawText()
        self._foot_card = Card()
        self.verdict = Verdict()
        self._arrange()
        self._connect()
        self.retranslate()
        self.resize(*_SIZE_PX)
        room = room_for(self)
        self.setMaximumSize(room)
        self.resize(self.size().boundedTo(room))
        self.finished.connect(lambda _code: self._cancel())
        self._read(None, plan)

    # -- putting together ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        top, preview, foot = Card(), Card(), self._foot_card
        top.body.addWidget(self.form)
        self._fault.setWordWrap(True)
        self._fault.setObjectName("table_fault")
        self._raw.setObjectName("table_raw")
        unread = QWidget()
        page = QVBoxLayout(unread)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addWidget(self._fault)
        page.addWidget(self._raw)
        page.addStretch(1)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(unread)
        preview.body.addLayout(self._pages, 1)
        self.column.setFixedWidth(round(_CARD_PX * themes.current().text_px / 13))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(preview, 1)
        middle.addWidget(self.column)
        foot.body.addWidget(self.split)
        for card in (top, foot):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.content.addWidget(top)
        self.content.addLayout(middle, 1)
        self.content.addWidget(foot)
        self._arrange_foot()

    def _arrange_foot(self) -> None:
        self._foot.insertWidget(0, self.verdict, 1)
        self._foot.setStretch(1, 0)  # the sentence takes all the room there is
        self._cancel_button = self.add_way_out("table_cancel_button", "", "", self.reject)
        self._open_button = self.add_way_out("table_open_button", "", "", self._open, Look.PRIMARY)

    def _connect(self) -> None:
        self.form.form_chosen.connect(self._on_form_chosen)
        self.column.draft_changed.connect(self._set_draft)
        self.column.cell_wanted.connect(self._look_at)
        self.split.split_chosen.connect(self._on_split_chosen)
        self.grid.column_chosen.connect(lambda column: self._look_at(self._row, column))
        self.grid.row_chosen.connect(lambda row: self._look_at(row, self._column))
        self.verdict.line_wanted.connect(self._on_line_wanted)
        self.verdict.missing_wanted.connect(self._on_missing_wanted)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        title = self.tr("Open a table: {name}") if self._is_new else self.tr("Columns of {name}")
        self.setWindowTitle(title.format(name=self._name))
        for button, text, tip in (
            (self._cancel_button, self.tr("Cancel"), self.tr("Change nothing (Esc)")),
            (
                self._open_button,
                self.tr("Open") if self._is_new else self.tr("Apply"),
                self.tr("Put these samples on the bench; undo brings the others back"),
            ),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
        self.grid.setAccessibleName(self.tr("Preview of the table"))
        self.grid.setToolTip(self.tr("Click a column to say what it is for; the arrows move, too"))
        if self._draft is not None:
            self._show_draft(self._draft)
        if self._dataset is not None:
            self._on_prepared(self._dataset)

    # -- reading -----------------------------------------------------------------------------------------

    def _read(self, form: CsvForm | None, plan: TablePlan | None) -> None:
        self._form = form
        self._say(self.tr("Reading the table …"))
        text = self._text
        self._start(lambda _job: read(text, form, plan), self._on_read, self._on_unread)

    def _on_form_chosen(self, form: CsvForm) -> None:
        self.form.set_form(form)
        self._read(form, None if self._draft is None else self._draft.plan)

    def _on_read(self, draft: Draft) -> None:
        is_same_shape = self._draft is not None and self._draft.table.header == draft.table.header
        target = draft.target
        if not is_same_shape:
            self._column, self._row = 0 if target is None else target, None
        self._draft = draft
        self._show_pages(is_read=True)
        self.form.set_form(draft.table.form)
        self.form.set_lines(*lines_offered(draft.table))
        self.form.set_size(words.size(len(draft.table.rows), len(draft.table.header)))
        self._fill_grid(draft)
        self._set_draft(draft)

    def _on_unread(self, error: Exception) -> None:
        """Say why the text is no table in this form, which stays to be corrected."""
        if not isinstance(error, (FileError, EngineError)):
            self._say(data_sentences.not_opened())
            raise error
        self._draft = None
        self.form.set_form(self._form)
        self.form.set_lines(_LINES_OF_A_TEXT, ())
        self.form.set_size("")
        self.column.set_draft(None, 0, None)
        self._fault.setText(data_sentences.load_error(error))
        encoding = "utf-8" if self._form is None else self._form.encoding
        self._raw.set_excerpt(excerpt(self._text, encoding, _line_of(error)))
        self._show_pages(is_read=False)
        self._say(self.tr("Nothing can be opened yet. Choose above how the table is to be read."))

    def _show_pages(self, *, is_read: bool) -> None:
        """Show the table and what can be done with it; or else why it is none, and how the text begins."""
        self._pages.setCurrentIndex(0 if is_read else 1)
        self.column.setVisible(is_read)
        self._foot_card.setVisible(is_read)

    # -- the draft -----------------------------------------------------------------------------------------

    def _set_draft(self, draft: Draft) -> None:
        """Show another plan, and find out what it makes of the table."""
        self._draft = draft
        self._show_draft(draft)
        roles = [column.role for column in draft.plan.columns]
        if Role.TARGET not in roles:
            self._say(words.no_target())
        elif Role.INPUT not in roles:
            self._say(words.no_input())
        else:
            self._say(self.tr("Preparing …"))
            name = self._name
            self._start(lambda _job: prepared(draft, name), self._on_prepared, self._on_unprepared)

    def _show_draft(self, draft: Draft) -> None:
        self.grid.set_columns(_headers(draft))
        self.column.set_draft(draft, self._column, self._row)
        self.grid.set_current(self._row, self._column)
        self._show_split(draft.plan.split)

    def _show_split(self, split: Split) -> None:
        counts, dataset = None, self._counted
        if dataset is not None:
            counts = (
                0 if dataset.validation is None else len(dataset.validation.inputs),
                0 if dataset.test is None else len(dataset.test.inputs),
            )
        has_classes = dataset is None or dataset.task is not Task.VALUES
        self.split.set_split(split, counts, has_classes=has_classes)

    def _on_prepared(self, dataset: Dataset) -> None:
        draft = self._draft
        assert draft is not None
        self._counted = dataset
        self._show_split(draft.plan.split)
        left_out = len(draft.table.rows) - words.whole_size(dataset)
        self._say(
            words.will_be(dataset),
            words.joined(
                (
                    words.parts(dataset),
                    words.left_out(left_out) if left_out else "",
                    words.lines_outside(draft.table.outside) if draft.table.outside else "",
                    words.many_words(names) if (names := many_words_in(draft)) else "",
                )
            ),
        )
        self._dataset = dataset
        self._open_button.setEnabled(True)

    def _on_unprepared(self, error: Exception) -> None:
        if not isinstance(error, (FileError, EngineError)):
            self._say(data_sentences.not_opened())
            raise error
        self._say(data_sentences.load_error(error))
        draft, line = self._draft, _line_of(error)
        assert draft is not None
        self._faulty_row = None if line is None else row_at(draft, line)
        is_odd = isinstance(error, FileError) and error.code == ODD_CELL
        odd_cells = sum(draft.facts[place].odd_count for place in refused_columns(draft)) if is_odd else 0
        self.verdict.offer(line=self._faulty_row is not None, odd_cells=odd_cells)

    def _on_split_chosen(self, split: Split) -> None:
        if self._draft is not None:
            self._set_draft(with_split(self._draft, split))

    def _on_line_wanted(self) -> None:
        """Go to the line at fault, and to the column where that is one that is refused."""
        draft = self._draft
        if self._faulty_row is not None and draft is not None:
            columns = refused_columns(draft)
            self._look_at(self._faulty_row, columns[0] if columns else self._column)

    def _on_missing_wanted(self) -> None:
        """Treat cells that are no numbers as missing, and show the first of them, where it can be taken back."""
        draft = self._draft
        if draft is not None and (columns := refused_columns(draft)):
            self._column, self._row = columns[0], self._faulty_row
            self._set_draft(with_odd_cells_missing(draft, columns, True))

    def _look_at(self, row: int | None, column: int) -> None:
        if self._draft is None:
            return
        self._row, self._column = row, column
        self.grid.set_current(row, column)
        self.column.set_draft(self._draft, column, row)

    def _fill_grid(self, draft: Draft) -> None:
        table = draft.table

        def cell(row: int, column: int) -> GridCell:
            text = table.rows[row][column]
            present = self._draft or draft  # which cells count as missing can be chosen
            return (
                GridCell(text or _EMPTY_CELL, "missing")
                if is_missing(present, row, column)
                else GridCell(text)
            )

        self.grid.set_table(_headers(draft), len(table.rows), cell, lambda row: str(table.row_numbers[row]))

    # -- how it is done ------------------------------------------------------------------------------------

    def _say(self, first: str, second: str = "") -> None:
        """Say at the foot what it will be, or why it cannot be opened."""
        self._dataset = None
        self._faulty_row = None
        self._open_button.setEnabled(False)
        self.verdict.say(first, second)

    def _start(
        self,
        work: Callable[[Job[Any]], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._cancel()

        def end(act: Callable[[Any], object], value: Any) -> None:
            self._job = None
            act(value)

        self._job = self._jobs.start(work, partial(end, done), partial(end, failed))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _open(self) -> None:
        dataset = self._dataset
        if dataset is not None and self._job is None:
            self.accept()
            self._take(dataset)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _line_of(error: Exception) -> int | None:
    """Return the line that a sentence says is at fault, None where it names none."""
    found = _LINE.search(str(error))
    return None if found is None else int(found[1].replace(",", ""))


def _headers(draft: Draft) -> tuple[GridColumn, ...]:
    """Return what stands over each column of a draft."""
    tones = {Role.TARGET: "strong", Role.IGNORE: "faint", Role.NAME: "faint"}
    return tuple(
        GridColumn(
            plan.name,
            words.role_name(plan.role),
            words.column_notes(fact, plan, missing_in(draft, place), why_useless(fact, place)),
            tones.get(plan.role, "plain"),
            is_number=fact.least is not None,
        )
        for place, (fact, plan) in enumerate(zip(draft.facts, draft.plan.columns, strict=True))
    )
