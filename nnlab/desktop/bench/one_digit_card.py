"""One unit that tells one class of pictures from all others: W·x of each, bias, threshold and what they give."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnlab.desktop.bench.scorer import Scorer, Scores
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.view_state import THRESHOLD
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import NumberField
from nnlab.desktop.widgets.score_spread import ScoreSpread
from nnlab.desktop.words import sentences, texts
from nnlab.desktop.words.numbers import format_count, format_fixed, format_number
from nnlab.engine import Task
from nnlab.project import Change, with_bias

_UNKNOWN = "–"
_LEAST_THRESHOLD, _MOST_THRESHOLD = 0.001, 0.999
_THRESHOLD_RUNGS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
_BIAS_RUNGS = tuple(float(value) for value in range(-200, 201))
_MOST_BIAS = 1e6

# Of the sum W·x + b: from where on the output reaches a threshold between 0 and 1.
_TURNS: dict[str, Callable[[float], float]] = {
    "sigmoid": lambda threshold: math.log(threshold / (1 - threshold)),
    "tanh": math.atanh,
    "linear": lambda threshold: threshold,
    "relu": lambda threshold: threshold,
}


class OneDigitCard(Card):
    """The spread of W·x with the line where the answer turns, and how much of each part is then right (note 000)."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._scorer = Scorer(lab.jobs, self)
        self._drags = 0  # each is an undo step of its own
        self._spread = ScoreSpread()
        self._spread.setObjectName("one_digit_spread")
        self._bias = NumberField(rungs=_BIAS_RUNGS)
        self._bias.setObjectName("one_digit_bias_field")
        self._bias.set_range(-_MOST_BIAS, _MOST_BIAS)
        self._threshold = NumberField(rungs=_THRESHOLD_RUNGS)
        self._threshold.setObjectName("one_digit_threshold_field")
        self._threshold.set_range(_LEAST_THRESHOLD, _MOST_THRESHOLD)
        self._score, self._training, self._test, self._found = (
            _figure(f"one_digit_{name}") for name in ("score", "training", "test", "found")
        )
        self._values: dict[QWidget, QLabel] = {}  # and their captions
        self._arrange()
        self._connect()
        self.retranslate()
        self._adopt()

    @property
    def applies(self) -> bool:
        """Whether the network is one unit that is asked for one class of pictures."""
        state = self._lab.state
        dataset, layers = state.dataset, state.spec.layers
        one_class = dataset.image_shape is not None and dataset.task is Task.BITS
        return one_class and state.spec.sizes[1:] == (1,) and layers[0].activation in _TURNS

    def _arrange(self) -> None:
        self.body.addWidget(self._spread, 1)
        row = QHBoxLayout()
        row.setSpacing(4)
        for value in (self._bias, self._threshold, self._score, self._training, self._test, self._found):
            caption = self._values[value] = label("", "caption")
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            value.setAlignment(Qt.AlignmentFlag.AlignCenter)
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(value, 1)
            cell.addWidget(caption)
            if value is not self._bias:
                row.addStretch(1)
            row.addLayout(cell)
        self.body.addLayout(row)

    def _connect(self) -> None:
        lab = self._lab
        self._spread.boundary_dragged.connect(self._on_boundary_dragged)
        self._spread.drag_ended.connect(self._on_drag_ended)
        self._bias.value_entered.connect(self._on_bias_entered)
        self._threshold.value_entered.connect(lab.view.set_threshold)
        lab.view.threshold_changed.connect(lambda _threshold: self._show_line())
        self._scorer.changed.connect(self._on_scores)
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._show)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        name = texts.data_names(self._lab.state.dataset.target_names, self._lab.state.dataset)[0]
        self.set_title(self.tr("{name} or not?").format(name=name))
        self._spread.set_names(name, self.tr("others"))
        self._spread.setAccessibleName(self.tr("W·x of all pictures"))
        self._spread.setToolTip(
            self.tr(
                "W·x of every training picture. Drag the line: it moves the bias, and with it every answer."
            )
        )
        for value, caption, tip in (
            (self._bias, self.tr("bias"), self.tr("Added to W·x: moves the line above")),
            (
                self._threshold,
                self.tr("threshold"),
                self.tr("The output, between 0 and 1, from which the answer is yes: moves the line above"),
            ),
            (
                self._score,
                self.tr("W·x ▲"),
                self.tr("W·x of the picture on the bench, marked on the axis above"),
            ),
            (self._training, self.tr("training"), self.tr("Right answers to the training pictures")),
            (self._test, self.tr("test"), self.tr("Right answers to the test pictures")),
            (
                self._found,
                self.tr("only {name}").format(name=name),
                self.tr("Right answers to the pictures of {name} in the test set").format(name=name),
            ),
        ):
            value.setToolTip(tip)
            self._values[value].setText(caption)
            self._values[value].setToolTip(tip)
            if isinstance(value, NumberField):
                value.setAccessibleName(caption)

    # -- what it shows ---------------------------------------------------------------------------------

    def _adopt(self) -> None:
        """Begin with another network or other data."""
        self._scorer.adopt(self._lab.state.dataset if self.applies else None)
        self.setVisible(self.applies)
        tested = self._lab.state.dataset.test is not None
        for value in (self._test, self._found):
            value.setVisible(tested)
            self._values[value].setVisible(tested)
        if self.applies:
            has_bias = self._lab.state.spec.layers[0].bias
            self._bias.setEnabled(has_bias)
            self._spread.set_movable(has_bias)
            self._show_scores(self._scorer.scores)

    def _show(self, picture: Picture) -> None:
        if not self.isVisible() or picture.snapshot.parameters.spec != self._lab.state.spec:
            return
        self._scorer.follow(picture.snapshot)
        W, b = picture.snapshot.parameters.layers[0]
        with np.errstate(all="ignore"):  # weights that have exploded
            score = float(self._lab.probe.seen @ W[:, 0])
        self._score.setText(format_fixed(score, 2) if math.isfinite(score) else _UNKNOWN)
        self._spread.set_mark(score)
        self._bias.set_value(0.0 if b is None else float(b[0]))
        self._show_line()

    def _show_scores(self, scores: Scores | None) -> None:
        if scores is None:
            self._spread.set_groups(np.zeros(0), np.zeros(0))
            self.set_caption("")
            return
        part = scores.training
        self._spread.set_groups(part.scores[part.wanted], part.scores[~part.wanted])
        self.set_caption(self.tr("W·x of {count} pictures").format(count=format_count(len(part.scores))))

    def _show_line(self) -> None:
        """Show where the answer turns, and how many are then right."""
        if not self.applies:
            return
        threshold, scores = self._lab.view.threshold, self._scorer.scores
        self._threshold.set_value(threshold)
        boundary = self._turn() - self._shown_bias()
        bias = self.tr("bias {value}").format(value=format_number(self._shown_bias(), trim=True))
        has_bias = self._lab.state.spec.layers[0].bias
        self._spread.set_boundary(boundary, bias if has_bias else self.tr("no bias"))
        test = None if scores is None else scores.test
        for value, share in (
            (self._training, None if scores is None else scores.training.accuracy(boundary)),
            (self._test, None if test is None else test.accuracy(boundary)),
            (self._found, None if test is None else test.found(boundary)),
        ):
            value.setText(_UNKNOWN if share is None or math.isnan(share) else f"{100 * share:.2f}%")

    def _turn(self) -> float:
        """Return the sum W·x + b at which the answer turns."""
        return _TURNS[self._lab.state.spec.layers[0].activation](self._lab.view.threshold)

    def _shown_bias(self) -> float:
        """Return the bias now or, while the scores are of weights that have moved on, the one that belonged to them."""
        W, b = self._lab.picture.snapshot.parameters.layers[0]
        scores = self._scorer.scores
        if scores is None or scores.is_of(W[:, 0]):
            return 0.0 if b is None else float(b[0])
        return scores.bias

    # -- what it asks for ------------------------------------------------------------------------------

    def _on_boundary_dragged(self, boundary: float) -> None:
        # At the threshold 0.5 this is −boundary, to the digit.
        self._set_bias(self._turn() - boundary, f"one digit, drag {self._drags}")

    def _on_drag_ended(self) -> None:
        self._drags += 1

    def _on_bias_entered(self, bias: float) -> None:
        self._set_bias(bias, "one digit, steps" if self._bias.was_stepped() else "")

    def _set_bias(self, bias: float, merge_key: str) -> None:
        self._lab.controller.edit(
            sentences.change_bias, lambda state: with_bias(state, 0, 0, bias), merge_key=merge_key
        )

    # -- events ----------------------------------------------------------------------------------------

    def _on_scores(self, scores: Scores | None) -> None:
        if self.applies:
            self._show_scores(scores)
            self._show_line()

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.DATASET | Change.NETWORK):
            if Change.DATASET in change.changes:
                self._lab.view.set_threshold(THRESHOLD)
            self.retranslate()
            self._adopt()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._scorer.watch(True)
        self._show(self._lab.picture)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._scorer.watch(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.applies:
                self._show_scores(self._scorer.scores)
                self._show_line()


def _figure(name: str) -> QLabel:
    figure = label(_UNKNOWN, "section")
    figure.setObjectName(name)
    return figure
