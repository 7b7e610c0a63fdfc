"""The table of all targets beside the outputs, and the map of all 128 patterns."""

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from nnlab.data.segments import PATTERN_COUNT, has_segments, pattern_index, pattern_levels
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.widgets.answer_table import AnswerTable
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.pattern_map import PatternMap
from nnlab.desktop.widgets.value_list import ValueList
from nnlab.desktop.words import data_sentences, texts
from nnlab.desktop.words.numbers import format_count
from nnlab.desktop.words.shown_columns import coded_target, raw_targets
from nnlab.engine import Task
from nnlab.project import Change

_ROWS = 16
_MOST_CODES = 12  # words whose numbers are told
_MAP_ROWS = 8
_MAP_COLUMNS = PATTERN_COUNT // _MAP_ROWS

_NO_ANSWER = -1


class AnswerCard(Card):
    """Target and output of the first samples: lamps for bits and classes, numbers for values."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._lamps = AnswerTable()
        self._numbers = ValueList()
        self._numbers.setObjectName("answer_values")
        self._stack = QStackedLayout()
        self._stack.addWidget(self._lamps)
        self._stack.addWidget(self._numbers)
        self._codes = label("", "caption")
        self._codes.setObjectName("answer_codes")
        self._codes.setWordWrap(True)
        self.body.addWidget(self._codes)
        self.body.addLayout(self._stack, 1)
        self._lamps.row_clicked.connect(lab.probe.set_row)
        self.retranslate()
        self._adopt_dataset()
        self._show(lab.picture)
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._show)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Target"))
        self._say_which()

    def _say_which(self) -> None:
        """Say, where there are more samples than rows, that these are only the first."""
        dataset = self._lab.state.dataset
        count = len(dataset.inputs)
        said = self.tr("output")
        if count > _ROWS:
            text = self.tr("output · first {rows} of {count}")
            said = text.format(rows=_ROWS, count=format_count(count))
        coded = coded_target(dataset) if self.applies else None
        self._codes.setVisible(coded is not None)
        self._codes.setText("" if coded is None else ", ".join(coded.coded_words[:_MOST_CODES]))
        self.set_caption(said)

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._adopt_dataset()

    @property
    def applies(self) -> bool:
        """Whether a table says anything: of pictures it would name numbers."""
        return self._lab.state.dataset.image_shape is None

    def _adopt_dataset(self) -> None:
        dataset = self._lab.state.dataset
        self.setVisible(self.applies)
        self._say_which()
        values = dataset.task is Task.VALUES
        self._stack.setCurrentWidget(self._numbers if values else self._lamps)
        if not values:
            self._lamps.set_digits(has_segments(dataset.target_names))
            several = len(dataset.target_names) > 1
            self._lamps.set_names(texts.data_names(dataset.target_names, dataset) if several else ())
            self._lamps.set_rows(data_sentences.row_names(dataset, slice(_ROWS)), dataset.targets[:_ROWS])

    def _show(self, picture: Picture) -> None:
        dataset = self._lab.state.dataset
        if not self.applies:
            return
        outputs = picture.figures.outputs[:_ROWS]
        if outputs.shape != dataset.targets[:_ROWS].shape:
            return  # a picture of the data set before
        if dataset.task is Task.VALUES:
            names = data_sentences.row_names(dataset, slice(_ROWS))
            targets = raw_targets(dataset, dataset.targets[:_ROWS])
            self._numbers.set_rows(names, targets, raw_targets(dataset, outputs))
            return
        self._lamps.set_outputs(outputs)
        row = self._lab.probe.training_row
        self._lamps.set_current(row if row is not None and row < _ROWS else None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._adopt_dataset()
            self._show(self._lab.picture)


class PatternCard(Card):
    """What the network answers for each of the 128 patterns; shown only where the inputs are segments."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._map = PatternMap()
        self._map.set_shape(_MAP_ROWS, _MAP_COLUMNS)
        self.body.addWidget(self._map, 1)
        self._map.pattern_clicked.connect(self._on_pattern_clicked)
        self.retranslate()
        self._adopt_dataset()
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._show)

    @property
    def applies(self) -> bool:
        """Whether the data set has segments as inputs."""
        return has_segments(self._lab.state.dataset.input_names)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("128 patterns"))
        self.set_caption(self.tr("certainty"))

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._adopt_dataset()

    def _adopt_dataset(self) -> None:
        self.setVisible(self.applies)
        if self.applies:
            dataset = self._lab.state.dataset
            taught = {
                pattern_index(levels): name
                for levels, name in zip(dataset.inputs, dataset.row_names, strict=True)
            }
            self._map.set_patterns(taught)

    def _show(self, picture: Picture) -> None:
        outputs = picture.figures.patterns
        if outputs is None or not self.isVisible():
            return
        bits = (outputs >= 0.5).astype(np.int64)
        weights = 1 << np.arange(outputs.shape[1])[::-1]
        # The chance that every bit is as it is read, if the outputs are probabilities.
        certainty = np.clip(np.maximum(outputs, 1.0 - outputs), 0.0, 1.0).prod(axis=1)
        answers = np.where(np.isfinite(outputs).all(axis=1), bits @ weights, _NO_ANSWER)
        self._map.set_answers(answers, certainty)
        self._map.set_current(
            pattern_index(self._lab.probe.seen)
        )  # where segments are broken, not what is set

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._lab.picture)

    def _on_pattern_clicked(self, pattern: int) -> None:
        self._lab.probe.set_values(pattern_levels(pattern))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
