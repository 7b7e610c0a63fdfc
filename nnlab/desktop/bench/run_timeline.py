"""The timeline under a curve: the moments of the run to which one can go back, and the ways that were left."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop.ages import Age, age_text
from nnlab.desktop.lab import Lab
from nnlab.desktop.running.rewinding import Place
from nnlab.desktop.widgets.curve_plot import Curve, CurvePlot
from nnlab.desktop.widgets.scrubber import Scrubber
from nnlab.project import family

_MOST_WAYS = 6  # more lines than that are a tangle

translate = QCoreApplication.translate  # a name that lupdate knows


class RunTimeline(Scrubber):
    """The scrubber of the run on the bench, whose places lie under the points of `plot`."""

    def __init__(self, lab: Lab, plot: CurvePlot, parent: QWidget | None = None) -> None:
        self._lab, self._plot = lab, plot
        super().__init__(parent)
        self.grabbed.connect(self._on_grabbed)
        self.moved.connect(self._on_moved)
        self.released.connect(self._on_released)
        self.cancelled.connect(lab.rewinder.give_up)
        lab.rewinder.changed.connect(self._adopt)
        lab.controller.running_changed.connect(self._on_running_changed)
        plot.axes_changed.connect(self._adopt)
        self._moved_to: Place | None = None

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("Timeline of the run"))
        self.setToolTip(
            self.tr(
                "Drag to look at the network as it was; let go, and it is as it was then, with the settings and "
                "samples of then. Train goes on from there, as a branch: a setting that was changed later is not "
                "changed again. Moments are kept while this window is open, and are not saved."
            )
        )

    def _on_running_changed(self, running: bool) -> None:
        if running:  # what was only looked at is not meant any more
            self.let_go()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._adopt()

    def _adopt(self) -> None:
        if not self.isVisible():
            return
        timeline = self._lab.rewinder.timeline
        pixels = self._plot.across(np.array([place.epochs for place in timeline.places]))
        here = float(self._plot.across(np.array([timeline.here]))[0])
        self.set_places(pixels.tolist(), timeline.at, here, self._plot.ends)
        self.set_reading(age_text(Age(timeline.here, untrained=timeline.here == 0)))

    def _place(self) -> Place | None:
        """Return the place that is held."""
        places = self._lab.rewinder.timeline.places
        return places[self.held] if self.held is not None and self.held < len(places) else None

    def _on_grabbed(self) -> None:
        self._lab.rewinder.grab(self._look)

    def _on_moved(self, _place: int) -> None:
        self._look()

    def _look(self) -> None:
        place = self._place()
        if place is not None:
            self._moved_to = place
            self._lab.rewinder.look(place)

    def _on_released(self) -> None:
        place, self._moved_to = self._moved_to, None
        if place is not None:
            self._lab.rewinder.settle(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._adopt()


def left_ways(lab: Lab, accuracy: bool) -> dict[str, Curve]:
    """Return the curves, by names, of runs that part from that of the network, each from where it is another."""
    snapshot = lab.controller.snapshot
    ways: dict[str, Curve] = {}
    for run, epoch in family(lab.state.runs, snapshot.step, snapshot.epochs_done)[:_MOST_WAYS]:
        history = run.history
        y = (
            _watched(history.test_accuracy, history.accuracy)
            if accuracy
            else _watched(history.test_loss, history.loss)
        )
        known = ~np.isnan(y)
        x, y = history.epochs[known], y[known]
        first = max(int(np.searchsorted(x, epoch, side="right")) - 1, 0)
        ways[translate("runs", "run {number}").format(number=run.number)] = (x[first:], y[first:])
    return ways


def _watched(unseen: NDArray[np.float64], seen: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the curve by which a training is watched: that of unseen samples, where there are such."""
    return seen if np.isnan(unseen).all() else unseen
