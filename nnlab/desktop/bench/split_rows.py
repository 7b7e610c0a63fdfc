"""In the builder: which samples are left out of the training, what they are made of, and the score at the end."""

import math
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from nnlab.data import Dataset
from nnlab.data.known_tests import marks_of_test
from nnlab.data.numeric_errors import errors_of, joint_error, usual_errors
from nnlab.data.resplit import split_of, unsplit, with_split
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import scales_of
from nnlab.desktop.document import StateChange
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.notices import Notice
from nnlab.desktop.tables import words
from nnlab.desktop.tables.split_fields import SplitFields
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.words import data_sentences
from nnlab.desktop.words.numbers import format_count, format_error
from nnlab.engine import EngineError, Network, Parameters, Pixels, Task
from nnlab.files import FileError
from nnlab.project import Change, ProjectState, with_dataset
from nnlab.training import evaluate

_LEAST_ROWS = 20  # of a data set that is worth parting, unless it is a table of one's own


def can_be_split(dataset: Dataset) -> bool:
    """Return whether the samples can be parted here: a table of some rows, or one that has parts, as after an edit."""
    if isinstance(dataset.inputs, Pixels) or dataset.image_shape is not None:
        return False
    has_parts = dataset.watched is not None or dataset.split is not None
    return has_parts or dataset.origin is not None or len(dataset.inputs) >= _LEAST_ROWS


class SplitRows(QWidget):
    """The split of the data set on the bench, and a button that leads to its columns."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._job: Job[Any] | None = None
        self.fields = SplitFields(is_line=False, prefix="split")
        self._columns = Button(Look.FIELD)
        self._columns.setObjectName("columns_button")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.fields)
        layout.addSpacing(4)
        layout.addWidget(self._columns)
        self.fields.split_chosen.connect(self._on_split_chosen)
        self._columns.clicked.connect(lab.openings.columns_wanted)
        lab.state_changed.connect(self._on_state_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        text = self.tr("Columns…")
        self._columns.setText(text)
        self._columns.setAccessibleName(text)
        self._columns.setToolTip(
            self.tr("Choose again what is an input, what is learned, and how it is scaled")
        )
        self._show()

    def _show(self) -> None:
        dataset = self._lab.state.dataset
        self.setVisible(can_be_split(dataset))
        self._columns.setVisible(isinstance(dataset.origin, TableSource))
        sizes = [0 if part is None else len(part.inputs) for part in (dataset.validation, dataset.test)]
        has_classes = dataset.task is not Task.VALUES
        self.fields.set_split(split_of(dataset), (sizes[0], sizes[1]), has_classes=has_classes)

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._cancel()
            self._show()

    def _on_split_chosen(self, split: Split) -> None:
        """Part the samples anew by a job, for a long table takes a while; a later wish replaces it."""
        self._cancel()
        dataset = self._lab.state.dataset
        self._job = self._lab.previews.start(
            lambda _job: with_split(dataset, split), partial(self._take, dataset), self._refuse
        )

    def _take(self, before: Dataset, after: Dataset) -> None:
        self._job = None

        def edit(state: ProjectState) -> Any:
            return with_dataset(state, after) if state.dataset is before else state

        self._lab.controller.edit(words.change_split, edit)

    def _refuse(self, error: Exception) -> None:
        self._job = None
        self._show()
        if not isinstance(error, (FileError, EngineError)):
            raise error
        self._lab.tell(Notice(partial(data_sentences.load_error, error), "warning"))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


@dataclass(frozen=True, slots=True)
class _Score:
    """What came of the samples of a test: how many are right or, of numbers, how far they are off."""

    marks: frozenset[str]
    right: int = 0
    error: float = math.nan


class FinalScore(QWidget):
    """The score of the test samples that wait behind those for validation: it is asked for, and counted how often."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._times: Counter[str] = Counter()  # that test samples were asked, by their marks
        self._marks: frozenset[str] | None = None  # of the test on the bench; None till anybody wants to know
        self._scored: Parameters | None = None
        self._text = ""
        self._ask = Button(Look.FIELD)
        self._ask.setObjectName("final_score_button")
        self._name = label("", "muted")
        self._warning = label("", "caption")
        self._warning.setObjectName("final_score_warning")
        self._warning.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        row = QHBoxLayout()  # no FieldRow: the plate of a button may not reach out of the card
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._ask)
        layout.addLayout(row)
        layout.addWidget(self._warning)
        self._ask.clicked.connect(self._on_asked)
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._on_picture_changed)
        self.retranslate()

    @property
    def applies(self) -> bool:
        """Whether there are test samples behind others by which the training is watched."""
        dataset = self._lab.state.dataset
        return dataset.validation is not None and dataset.test is not None

    @property
    def asked(self) -> int:
        """How often these test samples have been asked, whatever has been on the bench between."""
        if not self._times or not self.applies:
            return 0
        if self._marks is None:
            self._marks = None
        return max((self._times[mark] for mark in self._marks), default=0)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._name.setText(self.tr("Final score"))
        self._ask.setToolTip(
            self.tr("Answer the test samples, once, when everything is chosen: validation is for choosing")
        )
        self._show()

    def _show(self) -> None:
        self.setVisible(self.applies)
        text = self._text or self.tr("Ask")
        self._ask.setText(text)
        self._ask.setAccessibleName(f"{self._name.text()}: {text}")
        self._ask.updateGeometry()
        self._warning.setVisible(self.asked > 0)
        once = self.tr("Asked once. Who goes on choosing by this score makes it less honest.")
        often = self.tr("Asked {count} times. Who chooses by this score makes it less honest.")
        self._warning.setText(once if self.asked == 1 else often.format(count=format_count(self.asked)))

    def _on_asked(self) -> None:
        """Have the network answer the test samples; a run that is at work is paused, so that the score is of one."""
        self._lab.controller.at_rest(self._score)

    def _score(self) -> None:
        state = self._lab.state
        test = state.dataset.test
        if test is None:
            return
        parameters, dataset = state.parameters, state.dataset

        def work(_job: Job[_Score]) -> _Score:
            marks, network = marks_of_test(dataset), Network.reading(parameters)
            if test.task is not Task.VALUES:
                return _Score(marks, right=int(evaluate(parameters, test).right.sum()))
            errors = errors_of(network.predict(test.inputs), test.targets, scales_of(dataset))
            return _Score(marks, error=joint_error(errors, usual_errors(unsplit(dataset))))

        self._lab.jobs.start(work, partial(self._on_scored, parameters, test))

    def _on_scored(self, parameters: Parameters, test: Dataset, found: "_Score") -> None:
        if self._lab.state.dataset.test is not test:
            return
        right, count = found.right, len(test.inputs)
        if test.task is Task.VALUES:
            self._text = self.tr("error {error}").format(error=format_error(found.error))
        else:
            self._text = f"{100 * right / count:.1f}% · {format_count(right)}/{format_count(count)}"
        self._marks = found.marks
        self._times |= dict.fromkeys(found.marks, self.asked + 1)
        self._scored = parameters
        self._show()
        QTimer.singleShot(0, self, self._bring_into_view)  # when what was said has its place

    def _bring_into_view(self) -> None:
        """Scroll the builder so that what is said beside the score is read."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(self, 0, 0)

    def _on_picture_changed(self, picture: Picture) -> None:
        """Forget the score of a network that has learned since, not how often it was asked for."""
        scored = self._scored
        if scored is None or picture.snapshot.parameters is scored:
            return
        now = picture.snapshot.parameters
        if now.spec != scored.spec or not np.array_equal(now.vector, scored.vector):
            self._scored, self._text = None, ""
            self._show()

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._marks = marks_of_test(self._lab.state.dataset)
            self._scored, self._text = None, ""
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
