"""One unit that answers whether a picture shows one digit: its scores, its bias, its threshold, three accuracies."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.data import Dataset
from nnlab.desktop import sentences
from nnlab.desktop.document import StateChange
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.numbers import format_number
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import FieldRow, NumberField
from nnlab.desktop.widgets.score_spread import ScoreSpread
from nnlab.engine import Network, NetworkSpec, Parameters, Pixels, Task
from nnlab.project import Change, with_bias

_REST_MS = 120
_ROWS = 4000  # between two looks whether anybody still wants the scores
_LEAST, _MOST = 1e-4, 1 - 1e-4  # of a threshold: at 0 and 1 there is no boundary


class OneDigitCard(Card):
    """Shown where pictures are asked one question by a single unit (note 000: the average image as weights).

    The scores W·x of all pictures are computed by a job when W changes; bias and threshold only move the boundary.
    """

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._threshold = 0.5
        self._scores: tuple[NDArray[np.float64], NDArray[np.float64] | None] | None = None
        self._of: tuple[Dataset, NDArray[np.floating]] | None = None  # the data and the W that these are of
        self._job: Job[tuple[NDArray[np.float64], NDArray[np.float64] | None]] | None = None
        self._drags = 0
        self._spread = ScoreSpread()
        self._bias, self._limit = NumberField(), NumberField()
        self._bias.setObjectName("one_digit_bias")
        self._limit.setObjectName("one_digit_threshold")
        self._limit.set_range(_LEAST, _MOST)
        self._rows = {"bias": FieldRow("", self._bias), "threshold": FieldRow("", self._limit)}
        self._shares = {name: (label("", "muted"), label("", "section")) for name in ("train", "test", "own")}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._compute)
        self._arrange()
        self._spread.boundary_dragged.connect(self._on_boundary_dragged)
        self._spread.drag_ended.connect(self._on_drag_ended)
        self._bias.value_entered.connect(self._set_bias)
        self._limit.value_entered.connect(self._set_threshold)
        self.setVisible(self.applies)
        self.retranslate()
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._on_picture)

    @property
    def applies(self) -> bool:
        """Whether a single unit is asked one question about pictures."""
        state = self._lab.state
        data = state.dataset
        asks_one = data.image_shape is not None and data.task is Task.BITS and data.targets.shape[1] == 1
        return asks_one and len(state.spec.layers) == 1 and state.spec.layers[0].bias

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Score W·x"))
        self._rows["bias"].set_label(self.tr("Bias"))
        self._rows["threshold"].set_label(self.tr("Threshold"))
        self._bias.setToolTip(self.tr("Added to the score; dragging the line moves it too"))
        self._limit.setToolTip(self.tr("The output from which the answer is yes, between 0 and 1"))
        digit = self._lab.state.dataset.target_names[0]
        for name, text in (
            ("train", self.tr("training")),
            ("test", self.tr("test")),
            ("own", self.tr("only the {digit}s of test").format(digit=digit)),
        ):
            self._shares[name][0].setText(text)
        self._show(self._lab.picture)

    def _arrange(self) -> None:
        self.body.addWidget(self._spread, 1)
        foot = QHBoxLayout()
        foot.setSpacing(20)
        fields = QVBoxLayout()
        fields.setSpacing(0)
        for row in self._rows.values():
            fields.addLayout(row)
        foot.addLayout(fields, 1)
        foot.addSpacing(8)
        for caption, value in self._shares.values():
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addStretch(1)
            column.addWidget(value)
            column.addWidget(caption)
            column.addStretch(1)
            foot.addLayout(column)
        self.body.addLayout(foot)

    # -- what it shows ---------------------------------------------------------------------------------

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.DATASET | Change.NETWORK):
            self.setVisible(self.applies)
            if self.applies:
                self.retranslate()

    def _on_picture(self, picture: Picture) -> None:
        if self.isVisible():
            self._show(picture)

    def _show(self, picture: Picture) -> None:
        parameters = picture.snapshot.parameters
        if not self.applies or parameters.spec.sizes != self._lab.state.spec.sizes:
            return
        W, b = parameters.layers[0]
        assert b is not None
        bias = float(b[0])
        self._bias.set_value(bias)
        self._limit.set_value(self._threshold)
        score = float(self._lab.probe.seen @ W[:, 0])
        self.set_caption(self.tr("on the bench {score}").format(score=format_number(score)))
        self._spread.set_mark(score)
        self._spread.set_boundary(self._boundary(bias))
        self._show_shares(bias)
        known = self._of
        if known is None or known[0] is not self._lab.state.dataset or not np.array_equal(known[1], W):
            self._ask()

    def _ask(self) -> None:
        """Have the scores computed soon, unless they are being computed."""
        if not self._rest.isActive() and self._job is None:
            self._rest.start()

    def _boundary(self, bias: float) -> float:
        """Return the score from which the output reaches the threshold."""
        return math.log(self._threshold / (1 - self._threshold)) - bias

    def _show_shares(self, bias: float) -> None:
        shares: dict[str, float | None] = dict.fromkeys(self._shares)
        if self._scores is not None and self._of is not None and self._of[0] is self._lab.state.dataset:
            boundary, data = self._boundary(bias), self._of[0]
            train, test = self._scores
            shares["train"] = _share(train, data, boundary)
            if test is not None and data.test is not None:
                shares["test"] = _share(test, data.test, boundary)
                own = data.test.targets[:, 0] == 1
                shares["own"] = float((test[own] >= boundary).mean()) if own.any() else None
        for name, share in shares.items():
            caption, value = self._shares[name]
            # The notes round halves up, which plain formatting of a binary fraction does not: 67.35 is 67.4.
            value.setText("–" if share is None else f"{100 * share + 1e-9:.1f}%")
            shown = name == "train" or self._lab.state.dataset.test is not None
            caption.setVisible(shown)
            value.setVisible(shown)

    # -- the scores ------------------------------------------------------------------------------------

    def _compute(self) -> None:
        """Have the scores of all pictures computed for the weights as they are now."""
        if not self.isVisible() or not self.applies:
            return
        data, parameters = self._lab.state.dataset, self._lab.picture.snapshot.parameters
        if parameters.spec.sizes != self._lab.state.spec.sizes:
            return
        linear = _scoring(parameters)

        def work(job: Job) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
            return _scores(linear, data, job), None if data.test is None else _scores(linear, data.test, job)

        def done(scores: tuple[NDArray[np.float64], NDArray[np.float64] | None]) -> None:
            self._job = None
            self._scores, self._of = scores, (data, parameters.layers[0][0])
            own = data.targets[:, 0] == 1
            names = (data.target_names[0], self.tr("others"))
            self._spread.set_scores(names, scores[0][own], scores[0][~own])
            self._show(self._lab.picture)

        self._job = self._lab.jobs.start(work, done)

    # -- what it asks for ------------------------------------------------------------------------------

    def _set_bias(self, bias: float) -> None:
        self._lab.controller.edit(
            sentences.change_bias,
            lambda state: with_bias(state, 0, 0, bias),
            merge_key=f"one digit {self._drags}",
        )

    def _on_boundary_dragged(self, score: float) -> None:
        self._set_bias(math.log(self._threshold / (1 - self._threshold)) - score)

    def _on_drag_ended(self) -> None:
        self._drags += 1  # the next drag is another undo step

    def _set_threshold(self, threshold: float) -> None:
        self._threshold = min(max(threshold, _LEAST), _MOST)
        self._show(self._lab.picture)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show(self._lab.picture)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _scoring(parameters: Parameters) -> Network:
    """Return the unit without bias and activation: it answers with the score W·x."""
    layer = parameters.spec.layers[0]
    spec = NetworkSpec(parameters.spec.inputs, (type(layer)(1, "linear", bias=False),), parameters.spec.dtype)
    return Network.reading(Parameters.from_layers(spec, [(parameters.layers[0][0], None)]))


def _scores(network: Network, part: Dataset, job: Job) -> NDArray[np.float64]:
    X, pieces = part.inputs, []
    for start in range(0, len(X), _ROWS):
        job.report(start / len(X))
        rows = slice(start, start + _ROWS)
        pieces.append(network.predict(X.part(rows) if isinstance(X, Pixels) else X[rows])[:, 0])
    return np.concatenate(pieces).astype(np.float64)


def _share(scores: NDArray[np.float64], part: Dataset, boundary: float) -> float:
    """Return the share of pictures on the right side of the boundary."""
    return float(((scores >= boundary) == (part.targets[:, 0] == 1)).mean())
