"""The curve of a training: loss and accuracy over epochs, in bounded memory."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

CAPACITY = 4096
# What changes how a training goes on; a stop rule only says how far.
MARKED_SETTINGS = (
    "loss",
    "optimizer",
    "learning_rate",
    "momentum",
    "rho",
    "beta1",
    "beta2",
    "batch_size",
    "shuffle",
)
POINTS_ADDED, POINTS_REMOVED = (
    "points_added",
    "points_removed",
)  # marks of other samples; the value is how many
_EPOCH, _TEST, _TEST_LOSS = 0, 3, 4  # columns of the points
_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A setting that was changed in mid-run, at `epoch` (a fraction counts the pass under way), or other samples."""

    epoch: float
    setting: str
    value: str


@dataclass(frozen=True, eq=False, slots=True)
class History:
    """Points of one training: epochs, loss, accuracy, and accuracy and loss of unseen samples, float64 (n,).

    They are NaN where they were not measured; `test_loss` may be left out altogether. `per_epoch` is how many points
    a pass over the data has before every `stride`th of them is kept.
    """

    epochs: NDArray[np.float64]
    loss: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    test_accuracy: NDArray[np.float64]
    stride: int = 1
    marks: tuple[Mark, ...] = ()
    per_epoch: int = 1
    test_loss: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        if not len(self.test_loss) and len(self.epochs):
            object.__setattr__(self, "test_loss", np.full(len(self.epochs), np.nan))

    @classmethod
    def empty(cls) -> "History":
        """Return a history without a point."""
        none = np.zeros(0)
        return cls(none, none, none, none)


class HistoryRecorder:
    """Collects points; when full it keeps every second one and from then on every second of those to come.

    A point has a running number, `per_epoch` to a pass. Which points are kept depends on their number alone, so the
    same training has the same curve. A history that was recorded with another number of points goes on in its own.
    """

    def __init__(self, history: History, per_epoch: int = 1) -> None:
        self._points = np.empty((CAPACITY, _COLUMNS))
        self._count = len(history.epochs)
        columns = (
            history.epochs, history.loss, history.accuracy, history.test_accuracy, history.test_loss
        )  # fmt: skip
        for column, values in enumerate(columns):
            self._points[: self._count, column] = values
        self._stride = history.stride
        self._marks = list(history.marks)
        self.per_epoch = history.per_epoch if self._count else per_epoch

    def wants(self, number: int) -> bool:
        """Return whether the point with this running number would be kept."""
        return number % self._stride == 0

    def add(
        self, epoch: float, loss: float, accuracy: float | None, test_accuracy: float | None = None
    ) -> None:
        """Append a point. One that is not after the last is left out: more samples make less of a pass under way."""
        if self._count and epoch <= self._points[self._count - 1, _EPOCH]:
            return
        measured = (np.nan if share is None else share for share in (accuracy, test_accuracy))
        self._points[self._count] = epoch, loss, *measured, np.nan
        self._count += 1
        # At once, so that the next point is already measured against the new stride.
        if self._count == CAPACITY:
            self._stride *= 2
            numbers = np.floor(self._points[:, _EPOCH] * self.per_epoch + 1e-6)
            kept = self._points[numbers % self._stride == 0]
            self._points[: len(kept)] = kept
            self._count = len(kept)

    def set_test(self, epoch: float, share: float | None, loss: float) -> None:
        """Note accuracy and loss of unseen samples after `epoch`, which were measured while training went on.

        Without a point there nothing is noted.
        """
        at = int(np.searchsorted(self._points[: self._count, _EPOCH], epoch))
        if at < self._count and self._points[at, _EPOCH] == epoch:
            self._points[at, _TEST] = np.nan if share is None else share
            self._points[at, _TEST_LOSS] = loss

    def mark(self, epoch: float, setting: str, value: str) -> None:
        """Note that a setting was changed; of a drag through many values only the last one stays.

        A stop rule changes nothing about the curve, and is not marked.
        """
        if setting not in MARKED_SETTINGS:
            return
        near = self._stride / self.per_epoch
        if self._marks and self._marks[-1].setting == setting and epoch - self._marks[-1].epoch < near:
            self._marks.pop()
        self._marks.append(Mark(epoch, setting, value))

    def mark_samples(self, epoch: float, change: str) -> None:
        """Note that a sample was added (POINTS_ADDED) or removed; several one after the other are one mark."""
        near, last, count = self._stride / self.per_epoch, self._marks[-1] if self._marks else None, 1
        if last is not None and last.setting == change and epoch - last.epoch < near:
            self._marks.pop()
            epoch, count = min(epoch, last.epoch), int(last.value) + 1
        self._marks.append(Mark(epoch, change, str(count)))

    def forget_after(self, epoch: float) -> None:
        """Drop the points and marks after `epoch`: the network has been put back to it."""
        self._marks = [mark for mark in self._marks if mark.epoch <= epoch]
        self._count = int(np.searchsorted(self._points[: self._count, _EPOCH], epoch, side="right"))

    def freeze(self) -> History:
        """Return what has been collected, as a value."""
        epochs, loss, accuracy, test, test_loss = self._points[: self._count].T.copy()
        marks = tuple(self._marks)
        return History(epochs, loss, accuracy, test, self._stride, marks, self.per_epoch, test_loss)
