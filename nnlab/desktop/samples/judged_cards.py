"""How the network does on unseen pictures: its mistakes, and which classes it takes for which."""

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop.ages import age_text
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.confusion_matrix import ConfusionMatrix
from nnlab.desktop.widgets.parts.tile_captions import tile_px
from nnlab.desktop.widgets.sample_grid import SampleGrid
from nnlab.desktop.widgets.title_button import TitleButton
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count
from nnlab.engine import Task
from nnlab.project import Change
from nnlab.training import Answers

_TILE_PX = 40  # so that four stand side by side in the smallest card
_NOTHING = np.zeros(0, dtype=np.intp)
_SHORT = 4  # letters of a class's name beside a small matrix


class JudgedCard(Card):
    """A card that follows the examiner while it can be seen, where the samples are pictures of classes."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.lab = lab
        self._watching = False
        lab.examiner.changed.connect(self._on_answers)
        lab.examiner.aged.connect(lambda: self._on_answers(lab.examiner.answers))
        lab.state_changed.connect(self._on_state_changed)

    @property
    def applies(self) -> bool:
        """Whether the data set has pictures of classes."""
        dataset = self.lab.state.dataset
        return dataset.image_shape is not None and dataset.task is Task.CLASSES

    @property
    def age(self) -> str:
        """How long the network that answered was trained, in a word or two; nothing of the one on the bench."""
        return age_text(self.lab.examiner.age)

    def show_answers(self, answers: Answers | None) -> None:
        """Show what the examiner has found."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""

    def _on_answers(self, answers: Answers | None) -> None:
        if self.isVisible():
            self.show_answers(answers)

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self.setVisible(self.applies)

    def _watch(self, on: bool) -> None:
        if on != self._watching:
            self._watching = on
            self.lab.examiner.watch(on)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch(True)
        self.show_answers(self.lab.examiner.answers)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.applies:  # rows of a table are examined, too
                self.show_answers(self.lab.examiner.answers)


class MistakesCard(JudgedCard):
    """The pictures that are read wrongly, those of which the network is surest first."""

    browse_requested = Signal()

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(lab, parent)
        self._grid = SampleGrid()
        self._grid.setObjectName("mistakes_grid")
        self._grid.set_scrolling(False)
        self.body.addWidget(self._grid, 1)
        self._grid.picture_clicked.connect(self._on_picture_clicked)
        self.setVisible(self.applies)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self.tr("Mistakes"))
        self._grid.set_empty_text(self.tr("No picture is read wrongly."))

    def show_answers(self, answers: Answers | None) -> None:
        if answers is None:  # of another data set nothing may stay
            self.set_caption("")
            self._grid.set_order(_NOTHING)
            return
        dataset, wrong = answers.dataset, np.flatnonzero(~answers.right)
        order = wrong[np.argsort(-answers.confidence[wrong], kind="stable")]
        names = texts.data_names(dataset.target_names, dataset)
        self._grid.set_tile(tile_px(_TILE_PX, names))
        self._grid.set_pictures(dataset.pictures, order)
        self._grid.set_captions(dataset.labels, answers.classes, names)
        self._grid.set_confidence(answers.confidence)
        count = self.tr("{wrong} of {count}")
        found = count.format(wrong=format_count(len(wrong)), count=format_count(len(answers.right)))
        self.set_caption(f"{format_count(len(wrong))} · {self.age}" if self.age else found)

    def _on_picture_clicked(self, row: int) -> None:
        answers = self.lab.examiner.answers
        if answers is not None:
            self.lab.probe.set_sample(answers.dataset, row)


class ConfusionCard(JudgedCard):
    """Which classes are taken for which; a click asks to see the pictures, or the matrix large."""

    cell_clicked = Signal(object)  # (true, answered)
    large_requested = Signal()

    def __init__(self, lab: Lab, parent: QWidget | None = None, *, numbers: str = "none") -> None:
        super().__init__(lab, parent)
        self._matrix = ConfusionMatrix()
        self._matrix.setObjectName("confusion")
        self._matrix.set_numbers(numbers)
        self._is_large = numbers != "none"
        self._title_link: TitleButton | None = None
        self.body.addWidget(self._matrix, 1)
        self._matrix.cell_clicked.connect(self.cell_clicked)
        self._matrix.written_changed.connect(lambda _: self._show_caption())
        self.setVisible(self.applies)
        self.retranslate()
        self.show_answers(lab.examiner.answers)

    def retranslate(self) -> None:
        self.set_title(self.tr("Confusion"))
        self._show_caption()
        if self._title_link is not None:
            self._title_link.setToolTip(self.tr("Show it large, with counts or rates"))
            self._title_link.setAccessibleName(self.tr("Confusion, large"))

    def offer_large(self) -> None:
        """Let a click on the title ask to see the matrix large."""
        self._title_link = TitleButton()
        self._title_link.setObjectName("confusion_title")
        self._title_link.clicked.connect(self.large_requested)
        self.set_title_button(self._title_link)
        self.retranslate()

    def show_answers(self, answers: Answers | None) -> None:
        names = texts.data_names(self.lab.state.dataset.target_names, self.lab.state.dataset)
        if not self._is_large:
            names = tuple(name[:_SHORT] for name in names)
        self._matrix.set_matrix(None if answers is None else answers.confusion, names)
        self._show_caption()

    def _show_caption(self) -> None:
        """Say what rows and columns are, what the numbers are, and of which age, as far as there is room."""
        axes = self.tr("true ↓ read →")
        if self._is_large:
            percent = "%" if self._matrix.written == "rates" else ""
            self.set_caption(" · ".join(filter(None, (self.age, axes, percent))))
        else:
            self.set_caption(self.age or axes)
