"""The curves of a training: loss and accuracy over epochs."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.bench.run_timeline import RunTimeline, left_ways
from nnlab.desktop.bench.running_counts import RunningCounts
from nnlab.desktop.document import StateChange
from nnlab.desktop.files.picture_menu import PictureMenu
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.curve_plot import CurvePlot
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.words import sentences, texts
from nnlab.desktop.words.numbers import format_number
from nnlab.engine import POINTS_ADDED, POINTS_REMOVED, History, Mark, Task
from nnlab.project import Change
from nnlab.training import Snapshot

_MOST_MARKS = 200
_LEAST_TIMED_PX = 160  # of height, below which the curve takes the room of its timeline
_FARTHEST_EPOCH = 1e300
_NEAR = 0.3  # of the epochs that are shown: so wide is about what a mark says
_OF_POINTS = (POINTS_ADDED, POINTS_REMOVED)

LOG, LINEAR, ACCURACY = "log", "linear", "accuracy"


class CurveCard(Card):
    """One plot with its scale to choose. `offers` are the views one can choose between, the first to begin with."""

    def __init__(self, lab: Lab, offers: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._offers = offers
        self._plot = CurvePlot()
        self._plot.setObjectName(f"{offers[0]}_plot")
        self._chosen = offers[0]
        self._leaves_accuracy = False  # to another card
        self._shown: tuple[History | None, float | None] = None, None  # and the loss at rest
        self._view = ChoiceField(muted=True)
        self._view.setObjectName(f"{offers[0]}_view_field")
        self._view.value_chosen.connect(self.set_view)
        if len(offers) > 1:
            self.set_corner_widget(self._view)
        else:  # it only holds the view, and belongs to the card all the same
            self._view.setParent(self)
            self._view.hide()
        self.body.addWidget(self._plot, 1)
        self._timeline = RunTimeline(lab, self._plot)
        self._timeline.setObjectName(f"{offers[0]}_timeline")
        self.body.addWidget(self._timeline)
        PictureMenu(self, lab, "curve")
        self._running = RunningCounts(lab)
        self.body.addWidget(self._running, 0, Qt.AlignmentFlag.AlignRight)
        self.retranslate()
        lab.state_changed.connect(self._on_state_changed)
        lab.curves_changed.connect(self._on_picture_changed)
        lab.controller.running_changed.connect(lambda _runs: self._on_picture_changed(lab.picture))

    @property
    def view(self) -> str:
        """The curve and scale that was chosen; another is shown while there is none such."""
        return self._chosen

    def set_view(self, view: str) -> None:
        """Show the loss on a 'log' or 'linear' scale, or the 'accuracy'."""
        self._chosen = view
        self._adopt()

    def leave_accuracy(self, leaves: bool) -> None:
        """Leave the accuracy to another card, which shows it beside this one."""
        if leaves != self._leaves_accuracy:
            self._leaves_accuracy = leaves
            self._adopt()

    @property
    def applies(self) -> bool:
        """Whether there is anything to show for the data: values are neither right nor wrong."""
        return self._offers != (ACCURACY,) or self._lab.state.dataset.task is not Task.VALUES

    def _adopt(self) -> None:
        """Offer the views that there are, and show the chosen one or the first."""
        lacks = self._leaves_accuracy or self._lab.state.dataset.task is Task.VALUES
        offers = [offer for offer in self._offers if offer != ACCURACY or not lacks] or [ACCURACY]
        shown = self._chosen if self._chosen in offers else offers[0]
        names = {
            LOG: Choice(LOG, self.tr("log"), self.tr("the loss, in powers of ten")),
            LINEAR: Choice(LINEAR, self.tr("linear"), self.tr("the loss, in even steps")),
            ACCURACY: Choice(ACCURACY, "%", self.tr("the accuracy: answers that are right")),
        }
        self._running.setVisible(self._running.applies and not self._leaves_accuracy)
        self._view.set_choices([names[offer] for offer in offers])
        self._view.set_value(shown)
        self._plot.set_log(shown == LOG)
        self._plot.set_percent(shown == ACCURACY)
        self._plot.set_y_range(*((0.0, 1.0) if shown == ACCURACY else (None, None)))
        self._show_texts()
        self._show(self._lab.picture)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._view.setAccessibleName(self.tr("Curve"))
        self._view.setToolTip(self.tr("Which curve is shown, and on which scale"))
        self._adopt()

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._adopt()
        if Change.RUNS in change.changes and self.isVisible():
            self._show(self._lab.picture)

    def _show_texts(self) -> None:
        accuracy = self._view.value() == ACCURACY
        watched = self._lab.state.dataset.watched is not None
        self.set_caption(*((self.tr("training") + " ·", self._watched_name) if watched else ("", "")))
        self.set_title(self.tr("Accuracy") if accuracy else self.tr("Loss"))
        self._plot.set_axis_names(self.tr("epoch"), "")  # the title says what goes up

    @property
    def _watched_name(self) -> str:
        """What the samples are called that the training is watched by."""
        return self.tr("test") if self._lab.state.dataset.validation is None else self.tr("validation")

    def _on_picture_changed(self, picture: Picture) -> None:
        # A hidden plot is drawn when it is shown; another input on the bench changes no curve.
        snapshot = picture.snapshot
        is_shown = self._shown[0] is snapshot.history and self._shown[1] == self._rest_loss(snapshot)
        if self.isVisible() and not is_shown:
            self._show(picture)

    def _show(self, picture: Picture) -> None:
        history, rest = picture.snapshot.history, self._rest_loss(picture.snapshot)
        self._shown = history, rest
        if self._view.value() == ACCURACY:
            known, tested = ~np.isnan(history.accuracy), ~np.isnan(history.test_accuracy)
            training = (history.epochs[known], history.accuracy[known])
            curves = {self.tr("right"): training}
            if self._lab.state.dataset.watched is not None:
                test = (history.epochs[tested], history.test_accuracy[tested])
                curves = {self._watched_name: test, self.tr("training"): training}
                self._plot.set_y_range(least_accuracy(training[1], test[1]), 1.0)
        elif self._lab.state.dataset.watched is not None:
            tested = ~np.isnan(history.test_loss)
            test = (history.epochs[tested], history.test_loss[tested])
            curves = {self._watched_name: test, self.tr("training"): (history.epochs, history.loss)}
        else:
            curves = {self.tr("loss"): _down_to(rest, history)}
        self._plot.set_curves(curves)
        self._plot.set_behind(left_ways(self._lab, self._view.value() == ACCURACY))
        self._plot.set_note("" if len(history.epochs) else self.tr("Train, and the curve is drawn here."))
        self._plot.set_marks(worded(marks_to_draw(history.marks), history))

    def _rest_loss(self, snapshot: Snapshot) -> float | None:
        """Return the loss that is told of a network at rest, after whole epochs; None while it trains."""
        rests = not self._lab.controller.is_running and snapshot.part == 0.0 and snapshot.running is None
        return snapshot.loss if rests and math.isfinite(snapshot.loss) else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self._show(self._lab.picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timeline.setVisible(self.height() >= _LEAST_TIMED_PX * themes.current().text_px / 13)


def _down_to(rest: float | None, history: History) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the curve of the loss, at whose end it goes to that of the network at `rest`, as the counter says it.

    An epoch has the mean over its updates; where the loss that stopped the training is far below, it has no epoch.
    """
    if rest is None or not len(history.epochs) or rest == history.loss[-1]:
        return history.epochs, history.loss
    return np.append(history.epochs, history.epochs[-1]), np.append(history.loss, rest)


def least_accuracy(*curves: NDArray[np.float64]) -> float:
    """Return where the axis of accuracies begins: a round number below all but their first steep rise."""
    values = np.concatenate(curves)
    values = values[np.isfinite(values)]
    if not len(values):
        return 0.0
    tenth = min(max(float(np.sort(values)[len(values) // 10]), 0.0), 1.0)
    return max(0.0, math.floor((tenth - 0.005) * 20) / 20)


def marks_to_draw(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Return as many marks as a plot has room for: of many the first in each of so many parts of the time."""
    if len(marks) <= _MOST_MARKS:
        return marks
    epochs = np.array([mark.epoch for mark in marks])
    epochs = np.clip(np.where(np.isfinite(epochs), epochs, 0.0), -_FARTHEST_EPOCH, _FARTHEST_EPOCH)
    parts = np.searchsorted(np.linspace(epochs.min(), epochs.max(), _MOST_MARKS + 1)[1:-1], epochs, "right")
    return [marks[first] for first in np.unique(parts, return_index=True)[1].tolist()]


def worded(marks: Sequence[Mark], history: History) -> list[tuple[float, str]]:
    """Return where marks stand and what they say.

    Of points that came, or went, soon after each other the first mark says for all how many: each keeps its line.
    """
    near = _NEAR * float(np.ptp(history.epochs)) if len(history.epochs) else 0.0
    groups: list[list[Mark]] = []
    for mark in marks:
        if groups and _are_told_together(groups[-1][0], mark, near):
            groups[-1].append(mark)
        else:
            groups.append([mark])
    found = []
    for first, *others in groups:
        found.append((first.epoch, _marks_text(first, others)))
        found += [(mark.epoch, "") for mark in others]
    return found


def _are_told_together(first: Mark, mark: Mark, near: float) -> bool:
    is_same = mark.setting in _OF_POINTS and mark.setting == first.setting
    return is_same and first.value.isdecimal() and mark.value.isdecimal() and mark.epoch - first.epoch <= near


def _marks_text(first: Mark, others: Sequence[Mark]) -> str:
    if not others:
        return _mark_text(first)
    count = sum(int(mark.value) for mark in (first, *others))
    return sentences.samples_changed(first.setting, str(count))


def _mark_text(mark: Mark) -> str:
    """Return a few words for a change; the name of an optimizer or a loss says itself what it is."""
    if mark.setting == "optimizer":
        return texts.optimizer_name(mark.value)
    if mark.setting == "loss":
        return texts.loss_name(mark.value)
    if mark.setting in _OF_POINTS:
        return sentences.samples_changed(mark.setting, texts.foreign(mark.value))
    try:
        value = format_number(float(mark.value), trim=True)
    except ValueError:
        value = texts.foreign(mark.value)
    return f"{texts.foreign(sentences.setting_name(mark.setting))} {value}"
