"""The samples of a table: the workspace in which one reads its rows, and what each of them is answered."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.data import Dataset
from nnlab.data.resplit import parts_in
from nnlab.data.splits import Parts
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.confused_card import ConfusedCard
from nnlab.desktop.sided_workspace import SidedWorkspace
from nnlab.desktop.tables import words
from nnlab.desktop.tables.answerer import Answerer, badness, wrong_rows
from nnlab.desktop.tables.row_texts import RowTexts
from nnlab.desktop.tables.score_cards import ClassesCard, ScoreCard, confusion_in
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import ChoiceField, SwitchField
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.widgets.table_grid import GridCell, TableGrid
from nnlab.desktop.words import data_sentences
from nnlab.desktop.words.numbers import format_count
from nnlab.desktop.words.shown_columns import class_names
from nnlab.engine import Task
from nnlab.files import LoadError
from nnlab.project import Change

ALL, TRAINING, VALIDATION, TEST = "all", "training", "validation", "test"
_SIDE_PX = 300
_MOST_LIVE = 5000  # rows that are listed anew while a training goes on
_SHORT_LIST = 16  # rows that the bench shows anyway
_PLATE_PX = 8


class Order(Enum):
    """Which rows come first."""

    NUMBER = "number"
    WORST = "worst"  # answered farthest from the target


@dataclass(frozen=True, eq=False, slots=True)
class Listed:
    """The rows that are listed: for each of them its part, and its place in that part."""

    parts: tuple[Dataset, ...]
    part_of: NDArray[np.intp]
    row_of: NDArray[np.intp]

    def at(self, index: int) -> tuple[Dataset, int]:
        """Return part and row of what is listed at a place."""
        return self.parts[int(self.part_of[index])], int(self.row_of[index])

    def place_of(self, part: Dataset, row: int) -> int | None:
        """Return where a row is listed, or None."""
        if part not in self.parts:
            return None
        found = np.flatnonzero((self.part_of == self.parts.index(part)) & (self.row_of == row))
        return int(found[0]) if len(found) else None


class TableSamples(SidedWorkspace):
    """All rows with target and answer left, how each part is answered right; a click puts a row onto the bench."""

    bench_requested = Signal()

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(_SIDE_PX, parent)
        self._lab = lab
        self._part, self._order, self._only_wrong = ALL, Order.NUMBER, False
        self._listed = Listed((), np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))
        self._texts: RowTexts | None = None
        self._drawn: Parts | None = None  # which numbers the samples of each part have
        self._answerer = Answerer(lab.jobs, self)
        self._grid = TableGrid()
        self._grid.setObjectName("sample_table")
        self._grid.set_chooses_columns(False)
        self._parts = Segmented()
        self._parts.setObjectName("table_part")
        self._sorted, self._wrong = ChoiceField(), SwitchField()
        self._sorted.setObjectName("table_order_filter")
        self._wrong.setObjectName("table_wrong_filter")
        self._sorted_label, self._wrong_label = label("", "muted"), label("", "muted")
        self._count = label("", "muted")
        self._count.setObjectName("table_row_count")
        self._hint = label("", "caption")
        self._hint.setWordWrap(True)
        self.scores, self.confused, self.classes = ScoreCard(), ConfusedCard("table_confusion"), ClassesCard()
        self._arrange()
        self._connect()
        self.retranslate()
        self._adopt()

    @property
    def applies(self) -> bool:
        """Whether there are rows to read that are no pictures, and more than the bench shows."""
        dataset = self._lab.state.dataset
        if dataset.image_shape is not None:
            return False
        return dataset.origin is not None or dataset.split is not None or len(dataset.inputs) > _SHORT_LIST

    def step(self, key: Qt.Key) -> None:
        """Go through the rows by an arrow that was pressed anywhere in this workspace."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}[key]
        count = self._grid.row_count
        if count:
            row = self._grid.current[0]
            self._on_row_chosen(min(max((-1 if row is None else row) + by, 0), count - 1))

    # -- putting together ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(14)
        line.addWidget(self._parts)
        for text, field in ((self._sorted_label, self._sorted), (self._wrong_label, self._wrong)):
            line.addWidget(text)
            line.addSpacing(-_PLATE_PX)  # the plate of the field brings that much of its own
            line.addWidget(field)
        line.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(14)
        below.addWidget(self._hint, 1)
        below.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(line)
        card.body.addLayout(below)
        card.body.addWidget(self._grid, 1)
        left = QVBoxLayout()
        left.addWidget(card)
        rest = QWidget()  # what the cards do not need
        self.arrange(left, (self.scores, self.confused, self.classes, rest), growing=rest)

    def _connect(self) -> None:
        lab = self._lab
        self._parts.value_chosen.connect(lambda part: self._choose(part=part))
        self._sorted.value_chosen.connect(lambda order: self._choose(order=order))
        self._wrong.value_chosen.connect(lambda on: self._choose(only_wrong=on))
        self._grid.row_chosen.connect(self._on_row_chosen)
        self._grid.row_activated.connect(self._on_row_activated)
        self._answerer.changed.connect(self._on_answered)
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(lambda picture: self._answerer.follow(picture.snapshot))
        lab.controller.running_changed.connect(lambda running: running or self._on_answered())
        lab.probe.changed.connect(self._show_current)

    def retranslate(self) -> None:
        self._sorted_label.setText(self.tr("sorted by"))
        self._wrong_label.setText(self.tr("only wrong"))
        self._sorted.setAccessibleName(self.tr("sorted by"))
        self._sorted.setToolTip(self.tr("Which rows come first"))
        self._sorted.set_choices(
            [
                (Order.NUMBER, self.tr("number")),
                (Order.WORST, self.tr("worst answer first"), self.tr("farthest from the target")),
            ]
        )
        self._wrong.setAccessibleName(self.tr("only wrong"))
        self._wrong.setToolTip(self.tr("Only rows that are answered wrongly"))
        self._parts.setAccessibleName(self.tr("Part of the data"))
        self._grid.setAccessibleName(self.tr("Samples"))
        self._grid.setToolTip(self.tr("Click a row to put it onto the bench; a double click goes there"))
        self._offer_parts()
        self._show()

    def _why_unanswered(self) -> str:
        return self.tr(
            "The test samples are not answered here: their score is asked for at the end, on the bench."
        )

    def _what_is_boxed(self) -> str:
        assert self._texts is not None
        return self.tr("Values in a box were not measured, but filled in.") if self._texts.has_filled else ""

    # -- what it shows ---------------------------------------------------------------------------------

    @property
    def _dataset(self) -> Dataset:
        return self._lab.state.dataset

    def _named_parts(self) -> dict[str, Dataset]:
        dataset = self._dataset
        named = {TRAINING: dataset, VALIDATION: dataset.validation, TEST: dataset.test}
        return {name: part for name, part in named.items() if part is not None}

    def _answered_parts(self) -> tuple[Dataset, ...]:
        """Return the parts that the network is asked about: test samples wait behind those for validation."""
        dataset = self._dataset
        return tuple(
            part for name, part in self._named_parts().items() if name != TEST or dataset.validation is None
        )

    def _offer_parts(self) -> None:
        named = self._named_parts()
        words = {
            ALL: (self.tr("all"), self.tr("All rows of the table")),
            TRAINING: (self.tr("training"), self.tr("The samples that the network learns from")),
            VALIDATION: (self.tr("validation"), self.tr("The samples that watch the training")),
            TEST: (self.tr("test"), self.tr("Samples that the network has never learned from")),
        }
        self._parts.set_options([(name, *words[name]) for name in (ALL, *named)])
        self._parts.setVisible(len(named) > 1)

    def _adopt(self) -> None:
        """Begin with the whole of another data set; while nobody looks that waits."""
        self._part, self._order, self._only_wrong = ALL, Order.NUMBER, False
        self._texts = self._drawn = None
        applies = self.applies
        self._answerer.adopt(self._answered_parts() if applies else ())
        if applies:
            self._offer_parts()
            self._show()

    def _choose(self, **changes: Any) -> None:
        self._part = changes.get("part", self._part)
        self._order = changes.get("order", self._order)
        self._only_wrong = changes.get("only_wrong", self._only_wrong)
        self._show()

    def _show(self) -> None:
        if not self.isVisible() or not self.applies:
            return
        dataset = self._dataset
        if self._texts is None or self._texts.dataset is not dataset:
            self._texts = RowTexts(dataset)
        self._parts.set_value(self._part)
        self._sorted.set_value(self._order)
        self._wrong.set_value(self._only_wrong)
        judged = dataset.task is not Task.VALUES
        self._wrong.setVisible(judged)
        self._wrong_label.setVisible(judged)
        hides_test = dataset.validation is not None and dataset.test is not None
        shows_test = hides_test and self._part in (ALL, TEST)
        says = (self._why_unanswered() if shows_test else "", self._what_is_boxed())
        self._hint.setText(" ".join(filter(None, says)))
        self._list()
        self._fill()
        self._show_scores()

    def _list(self) -> None:
        """Find out which rows are listed, and in which order."""
        named = self._named_parts()
        parts = tuple(named.values()) if self._part == ALL else (named[self._part],)
        part_of = np.concatenate([np.full(len(part.inputs), at) for at, part in enumerate(parts)])
        row_of = np.concatenate([np.arange(len(part.inputs)) for part in parts])
        outputs = [self._answerer.outputs(part) for part in parts]
        order = np.argsort(np.concatenate(self._numbers_of(parts)), kind="stable")
        judged = [
            (part.targets, found, part.task)
            for part, found in zip(parts, outputs, strict=True)
            if found is not None
        ]
        known = np.concatenate(
            [np.full(len(p.inputs), found is not None) for p, found in zip(parts, outputs, strict=True)]
        )
        if self._only_wrong:
            wrong = np.zeros(len(order), dtype=np.bool_)
            wrong[known] = np.concatenate([wrong_rows(*one) for one in judged]) if judged else False
            order = order[wrong[order]]
        if self._order is Order.WORST:
            far = np.full(len(row_of), -1.0)
            far[known] = np.concatenate([badness(*one) for one in judged]) if judged else 0.0
            order = order[np.argsort(-far[order], kind="stable")]
        self._listed = Listed(parts, part_of[order], row_of[order])

    def _numbers_of(self, parts: tuple[Dataset, ...]) -> list[NDArray[np.intp]]:
        """Return for the rows of each part which number they have among all samples before the split."""
        named = self._named_parts()
        if self._drawn is None:
            try:
                self._drawn = parts_in(self._dataset)
            except LoadError:  # a table that cannot be read again as it was: its parts follow each other
                self._drawn = parts_in(replace(self._dataset, split=None))
        rows = {TRAINING: self._drawn.train, VALIDATION: self._drawn.validation, TEST: self._drawn.test}
        return [next(rows[name] for name, part in named.items() if part is one) for one in parts]

    def _fill(self, top: int = 0) -> None:
        """Fill the grid with what is listed, scrolled down so far as `top` says."""
        assert self._texts is not None
        shown_texts, listed = self._texts, self._listed
        names = {part: name for name, part in self._named_parts().items()}
        shows_part = len(listed.parts) > 1

        def cell(index: int, column: int) -> GridCell:
            part, row = listed.at(index)
            return shown_texts.cell(part, row, column, names[part], self._answerer.outputs(part))

        def row_name(index: int) -> str:
            part, row = listed.at(index)
            return data_sentences.row_names(part, slice(row, row + 1))[0]

        columns = shown_texts.columns(shows_part=shows_part)
        self._grid.set_table(columns, len(listed.row_of), cell, row_name)
        shown, every = (
            format_count(len(listed.row_of)),
            format_count(sum(len(p.inputs) for p in listed.parts)),
        )
        self._count.setText(self.tr("{shown} of {count}").format(shown=shown, count=every))
        self._show_current()
        self._grid.verticalScrollBar().setValue(top)

    def _show_scores(self) -> None:
        dataset = self._dataset
        answered = {name: (part, self._answerer.outputs(part)) for name, part in self._named_parts().items()}
        self.scores.set_parts(dataset, answered)
        watched = dataset.watched or dataset
        name = next(name for name, (part, _) in answered.items() if part is watched)
        outputs = self._answerer.outputs(watched)
        has_counts = outputs is not None and bool(class_names(watched))
        counts = confusion_in(watched, outputs) if has_counts else None
        for card in (self.confused, self.classes):
            card.set_counts(watched, counts, words.part_name(name))

    def _on_answered(self) -> None:
        """Show new answers: rows that are listed by them change places, else only what they say does.

        Of a long table they do when the training rests: thousands that hop about are neither read nor cheap.
        """
        if not self.isVisible() or not self.applies:
            return
        waits = len(self._listed.row_of) > _MOST_LIVE and self._lab.controller.is_running
        if not waits and (self._only_wrong or self._order is not Order.NUMBER):
            self._list()
            self._fill(self._grid.verticalScrollBar().value())
        else:
            self._grid.refresh()
        self._show_scores()

    def _show_current(self) -> None:
        if self.isVisible():
            probe = self._lab.probe
            place = None if probe.row is None else self._listed.place_of(probe.part, probe.row)
            self._grid.set_current(place, None)

    # -- what happens ------------------------------------------------------------------------------------

    def _on_row_chosen(self, index: int) -> None:
        part, row = self._listed.at(index)
        self._lab.probe.set_sample(part, row)

    def _on_row_activated(self, index: int) -> None:
        self._on_row_chosen(index)
        self.bench_requested.emit()

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._adopt()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._answerer.follow(self._lab.picture.snapshot)
        self._answerer.watch(True)
        self._show()
        self._grid.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._answerer.watch(False)
