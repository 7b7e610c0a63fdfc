"""The curve of a training: loss and accuracy over epochs, in bounded memory."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CAPACITY = 4096
_MARKED = ("loss", "optimizer", "learning_rate", "momentum", "batch_size", "shuffle")


@dataclass(frozen=True, slots=True)
class Mark:
    """A setting that was changed in mid-run, at `epoch` (a fraction counts the pass under way)."""

    epoch: float
    setting: str
    value: str


@dataclass(frozen=True, eq=False, slots=True)
class History:
    """Points of one training: epochs, loss and accuracy (NaN where there is none), float64 of shape (n,)."""

    epochs: NDArray[np.float64]
    loss: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    stride: int = 1
    marks: tuple[Mark, ...] = ()

    @classmethod
    def empty(cls) -> "History":
        """Return a history without a point."""
        none = np.zeros(0)
        return cls(none, none, none)


class HistoryRecorder:
    """Collects points; when full it keeps every second one and from then on every second of those to come.

    Which points are kept depends on their number alone, so the same training has the same curve.
    """

    def __init__(self, history: History) -> None:
        self._points = np.empty((CAPACITY, 3))
        self._count = len(history.epochs)
        for column, values in enumerate((history.epochs, history.loss, history.accuracy)):
            self._points[: self._count, column] = values
        self._stride = history.stride
        self._marks = list(history.marks)

    def wants(self, number: int) -> bool:
        """Return whether the point with this running number would be kept."""
        return number % self._stride == 0

    def add(self, epoch: float, loss: float, accuracy: float | None) -> None:
        """Append a point."""
        self._points[self._count] = epoch, loss, np.nan if accuracy is None else accuracy
        self._count += 1
        # At once, so that the next point is already measured against the new stride.
        if self._count == CAPACITY:
            self._stride *= 2
            kept = self._points[self._points[:, 0] % self._stride == 0]
            self._points[: len(kept)] = kept
            self._count = len(kept)

    def mark(self, epoch: float, setting: str, value: str) -> None:
        """Note that a setting was changed; of a drag through many values only the last one stays.

        A stop rule changes nothing about the curve, and is not marked.
        """
        if setting not in _MARKED:
            return
        if (
            self._marks
            and self._marks[-1].setting == setting
            and epoch - self._marks[-1].epoch < self._stride
        ):
            self._marks.pop()
        self._marks.append(Mark(epoch, setting, value))

    def forget_after(self, epoch: float) -> None:
        """Drop the points and marks after `epoch`: the network has been put back to it."""
        self._marks = [mark for mark in self._marks if mark.epoch <= epoch]
        self._count = int(np.searchsorted(self._points[: self._count, 0], epoch, side="right"))

    def freeze(self) -> History:
        """Return what has been collected, as a value."""
        epochs, loss, accuracy = self._points[: self._count].T.copy()
        return History(epochs, loss, accuracy, self._stride, tuple(self._marks))
