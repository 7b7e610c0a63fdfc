"""The samples: the workspace in which one looks through thousands of pictures and at what they are taken for."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nnlab.data import Dataset
from nnlab.desktop import theme as themes
from nnlab.desktop.ages import age_text
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.running.examiner import Examiner
from nnlab.desktop.samples.judged_cards import ConfusionCard
from nnlab.desktop.samples.large_confusion import LargeConfusion
from nnlab.desktop.samples.sample_choice import Order, SampleChoice
from nnlab.desktop.samples.sample_detail import SampleDetail
from nnlab.desktop.sided_workspace import SidedWorkspace
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.class_bars import ClassBars
from nnlab.desktop.widgets.fields import Choice, ChoiceField, SwitchField
from nnlab.desktop.widgets.parts.tile_captions import tile_px
from nnlab.desktop.widgets.sample_grid import SampleGrid
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count
from nnlab.project import Change
from nnlab.training import Answers

TRAINING, TEST = "training", "test"
_SIDE_PX = 324
_TILE_PX = 44
_WIDE_PX = 1150  # of the workspace, at which all filters stand in one line
_PLATE_PX = 8


class Samples(SidedWorkspace):
    """The pictures, filtered and sorted, left; the one on the bench, confusion and accuracy of the classes right."""

    bench_requested = Signal()

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(_SIDE_PX, parent)
        self._lab = lab
        self._choice = SampleChoice()
        self._part = TEST
        self._training_examiner = Examiner(lab.controller, lab.jobs, self)
        self._watched: Examiner | None = None
        self._grid = SampleGrid()
        self._grid.setObjectName("sample_grid")
        self._nothing, self._nothing_text, self._all = QWidget(), label("", "muted"), Button(Look.FIELD)
        self._all.setObjectName("show_all_button")
        self._parts = Segmented()
        self._parts.setObjectName("sample_part")
        self._label, self._answered, self._order = ChoiceField(), ChoiceField(), ChoiceField()
        self._wrong = SwitchField()
        self._count = label("", "muted")
        self.detail = SampleDetail(lab)
        self.confusion = ConfusionCard(lab, numbers="counts")
        self.confusion.offer_large()
        self.large_confusion = LargeConfusion(lab)
        self._classes = Card()
        self._bars = ClassBars()
        self._classes.body.addWidget(self._bars)
        self._fields = {
            "label": self._label,
            "answered": self._answered,
            "wrong": self._wrong,
            "order": self._order,
        }
        self._labels = {name: label("", "muted") for name in self._fields}
        self._arrange()
        self._connect()
        self.retranslate()
        self._adopt()

    @property
    def applies(self) -> bool:
        """Whether the data set has pictures of classes."""
        return self.confusion.applies

    def show_cell(self, cell: tuple[int, int]) -> None:
        """Show the unseen pictures of one class that are taken for another."""
        self.show_confusion(large=False)
        true, answered = cell
        self._part = TEST
        self._choose(label=true, answered=answered, only_wrong=False)

    def show_confusion(self, *, large: bool) -> None:
        """Show the confusion in place of the pictures, or at their side."""
        self._left.setCurrentIndex(int(large))
        self.confusion.setVisible(self.applies and not large)
        if self.isVisible():
            self._take_focus()

    def _take_focus(self) -> None:
        """Let the keyboard move through what is looked at, without a ring until it does."""
        if self.large_confusion.isVisible():
            self.large_confusion.take_focus()
        elif self._nothing.isHidden():
            self._grid.setFocus()
        else:
            self._all.setFocus()

    def step(self, key: Qt.Key) -> None:
        """Go through the pictures by an arrow that was pressed anywhere in this workspace.

        Where there are none in sight, the keyboard goes to what is there instead.
        """
        if not self._grid.isVisible():
            self._take_focus()
            return
        self._grid.setFocus(Qt.FocusReason.TabFocusReason)
        self._grid.step(key)

    # -- putting together ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        card = Card()
        lines = [QHBoxLayout(), QHBoxLayout()]
        lines[0].addWidget(self._parts)
        for name, field in self._fields.items():
            field.setObjectName(f"{name}_filter")
            line = lines[name in ("wrong", "order")]
            line.addWidget(self._labels[name])
            line.addSpacing(-_PLATE_PX)  # the plate of the field brings that much of its own
            line.addWidget(field)
        for line in lines:
            line.setSpacing(14)
            line.addStretch(1)
        lines[1].addWidget(self._count)
        # Side by side where there is room, else one above the other.
        self._filters = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for share, line in zip((0, 1), lines, strict=True):
            self._filters.addLayout(line, share)
        card.body.addLayout(self._filters)
        card.body.addWidget(self._grid, 1)
        card.body.addWidget(self._nothing, 1)
        self._arrange_nothing()
        self._left = QStackedLayout()
        self._left.addWidget(card)
        large = QWidget()  # the card comes and goes with pictures, the page with what is looked at
        page = QVBoxLayout(large)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.large_confusion)
        self._left.addWidget(large)
        self.detail.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.arrange(self._left, (self.detail, self.confusion, self._classes), growing=self.confusion)

    def _arrange_nothing(self) -> None:
        """Put the sentence about an empty choice over the button that leads out of it."""
        self._nothing.hide()
        self._nothing_text.setWordWrap(True)
        self._nothing_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self._nothing)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._nothing_text)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _connect(self) -> None:
        lab = self._lab
        self._parts.value_chosen.connect(self._choose_part)
        self._label.value_chosen.connect(lambda value: self._choose(label=value))
        self._answered.value_chosen.connect(lambda value: self._choose(answered=value))
        self._wrong.value_chosen.connect(lambda on: self._choose(only_wrong=on))
        self._order.value_chosen.connect(lambda order: self._choose(order=order))
        self._all.clicked.connect(lambda: self._choose(label=None, answered=None, only_wrong=False))
        self._grid.picture_clicked.connect(self._on_picture_clicked)
        self._grid.picture_activated.connect(self._on_picture_activated)
        self.confusion.large_requested.connect(lambda: self.show_confusion(large=True))
        self.large_confusion.closed.connect(lambda: self.show_confusion(large=False))
        for card in (self.confusion, self.large_confusion):
            card.cell_clicked.connect(self.show_cell)
        self._bars.row_clicked.connect(lambda row: self._choose(label=row, answered=None))
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(lambda picture: self._training_examiner.follow(picture.snapshot))
        lab.probe.changed.connect(self._show_current)
        for examiner in (lab.examiner, self._training_examiner):
            examiner.changed.connect(self._on_answers)
            examiner.aged.connect(lambda examiner=examiner: self._on_answers(examiner.answers))

    def retranslate(self) -> None:
        self._parts.set_options(
            [
                (TRAINING, self.tr("training"), self.tr("The samples that the network learns from")),
                (TEST, self.tr("test"), self.tr("Samples that the network has never learned from")),
            ]
        )
        self._parts.setAccessibleName(self.tr("Part of the data"))
        for name, text, tip in (
            ("label", self.tr("label"), self.tr("Only pictures of this class")),
            ("answered", self.tr("read as"), self.tr("Only pictures that the network takes for this class")),
            ("wrong", self.tr("only wrong"), self.tr("Only pictures that are read wrongly")),
            ("order", self.tr("sorted by"), self.tr("Which pictures come first")),
        ):
            self._labels[name].setText(text)
            self._fields[name].setToolTip(tip)
            self._fields[name].setAccessibleName(text)
        self._order.set_choices(
            [
                Choice(Order.NUMBER, self.tr("number")),
                Choice(Order.SUREST, self.tr("surest first"), self.tr("by the largest output")),
                Choice(Order.LEAST_SURE, self.tr("least sure first"), self.tr("by the largest output")),
            ]
        )
        self._nothing_text.setText(self.tr("No picture is like that."))
        self._all.setText(self.tr("Show all pictures"))
        self._all.setAccessibleName(self.tr("Show all pictures"))
        self._all.setToolTip(self.tr("Choose pictures of all classes, right and wrong"))
        self._classes.set_title(self.tr("Accuracy by class"))
        self._offer_classes()
        self._show()

    # -- what it shows ---------------------------------------------------------------------------------

    @property
    def _dataset(self) -> Dataset:
        dataset = self._lab.state.dataset
        return dataset.test if self._part == TEST and dataset.test is not None else dataset

    @property
    def _examiner(self) -> Examiner:
        return self._lab.examiner if self._lab.examiner.dataset is self._dataset else self._training_examiner

    def _adopt(self) -> None:
        """Begin with the whole of another data set."""
        self._choice = SampleChoice()
        self._part = TEST if self._lab.state.dataset.test is not None else TRAINING
        self.show_confusion(large=False)
        self._training_examiner.adopt(self._lab.state.dataset)
        self._offer_classes()
        self._show()

    def _offer_classes(self) -> None:
        names = texts.data_names(self._lab.state.dataset.target_names, self._lab.state.dataset)
        every = Choice(None, self.tr("any"))
        for field in (self._label, self._answered):
            field.set_choices([every, *(Choice(number, name) for number, name in enumerate(names))])

    def _choose_part(self, part: Any) -> None:
        self._part = part
        self._show()

    def _choose(self, **changes: Any) -> None:
        self._choice = replace(self._choice, **changes)
        self._show()

    def _on_answers(self, answers: Answers | None) -> None:
        if self.isVisible() and (answers is None or answers.dataset is self._dataset):
            self._show()

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._adopt()

    def _show(self) -> None:
        if not self.isVisible() or not self.applies:
            return
        self._watch(self._examiner)
        dataset, answers = self._dataset, self._examiner.answers
        choice = self._choice
        self._parts.set_value(self._part)
        self._parts.setVisible(self._lab.state.dataset.test is not None)
        self._label.set_value(choice.label)
        self._answered.set_value(choice.answered)
        self._wrong.set_value(choice.only_wrong)
        self._order.set_value(choice.order)
        labels = dataset.labels
        rows = choice.rows(labels, answers)
        names = texts.data_names(dataset.target_names, dataset)
        self._grid.set_tile(tile_px(_TILE_PX, names))
        self._grid.set_pictures(dataset.pictures, rows)
        self._grid.set_captions(labels, None if answers is None else answers.classes, names)
        self._grid.set_confidence(None if answers is None else answers.confidence)
        age = age_text(self._examiner.age)
        shown, count = format_count(len(rows)), format_count(len(labels))
        text = self.tr("{shown} of {count}").format(shown=shown, count=count)
        self._count.setText(f"{shown} · {age}" if age else text)
        self._show_nothing(not len(rows))
        self._show_current()
        self._show_classes(answers, names, age)

    def _show_nothing(self, empty: bool) -> None:
        """Show the way out of an empty choice in place of the grid; the keyboard goes with it."""
        shown, gone = (self._nothing, self._grid) if empty else (self._grid, self._nothing)
        if not gone.isHidden():
            held = self._grid.hasFocus() or self._all.hasFocus()
            gone.hide()
            shown.show()
            if held:
                self._take_focus()

    def _show_classes(self, answers: Answers | None, names: tuple[str, ...], age: str) -> None:
        self._classes.setVisible(answers is not None)
        if answers is not None:
            counts = answers.confusion
            self._bars.set_accuracies(names, counts.diagonal(), counts.sum(axis=1))
            accuracy = f"{100 * answers.accuracy:.2f}%"
            self._classes.set_caption(f"{accuracy} · {age}" if age else accuracy)

    def _show_current(self) -> None:
        probe = self._lab.probe
        self._grid.set_current(probe.row if probe.part is self._dataset else None)

    def _on_picture_clicked(self, row: int) -> None:
        self._lab.probe.set_sample(self._dataset, row)

    def _on_picture_activated(self, row: int) -> None:
        self._on_picture_clicked(row)
        self.bench_requested.emit()

    # -- events ------------------------------------------------------------------------------------------

    def _watch(self, examiner: Examiner | None) -> None:
        if examiner is not self._watched:
            for one, on in ((self._watched, False), (examiner, True)):
                if one is not None:
                    one.watch(on)
            self._watched = examiner

    def fit(self) -> None:
        super().fit()
        unit = themes.current().text_px / 13
        beside = self.width() / unit >= _WIDE_PX
        ways = QBoxLayout.Direction
        self._filters.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()
        self._take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch(None)
