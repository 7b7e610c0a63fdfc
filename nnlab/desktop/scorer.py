"""W·x of every picture of a data set, for a network that is one unit: a job, begun again whenever W has moved."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.data import Dataset
from nnlab.desktop.jobs import Job, Jobs
from nnlab.engine.pixels import rows_of
from nnlab.training import Snapshot

_PAUSE_MS = 250  # between two jobs: W moves with every picture of a training
_SLICE_ROWS = 1000


@dataclass(frozen=True, eq=False, slots=True)
class ScoredPart:
    """W·x of the samples of one part (N,), and which of them are of the class that is asked for (N,)."""

    scores: NDArray[np.floating]
    wanted: NDArray[np.bool_]

    def accuracy(self, boundary: float) -> float:
        """Return which share is right when W·x ≥ `boundary` means the class, 0 to 1; what is no number is wrong."""
        right = ((self.scores >= boundary) == self.wanted) & ~np.isnan(self.scores)
        return float(np.mean(right))

    def found(self, boundary: float) -> float:
        """Return which share of those of the class is taken for it, 0 to 1; NaN where there are none."""
        wanted = self.scores[self.wanted]
        return float(np.mean(wanted >= boundary)) if wanted.size else float("nan")


@dataclass(frozen=True, eq=False, slots=True)
class Scores:
    """Both parts of a data set under the weights (in,) and the bias of one moment; `test` is None without one."""

    dataset: Dataset
    weights: NDArray[np.floating]
    bias: float
    training: ScoredPart
    test: ScoredPart | None

    def is_of(self, weights: NDArray[np.floating]) -> bool:
        """Return whether the scores are those of `weights`."""
        return np.array_equal(self.weights, weights)


class Scorer(QObject):
    """Keeps the scores as new as they can be had without making anyone wait, while somebody watches."""

    changed = Signal(object)  # Scores, or None where there are none yet

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._dataset: Dataset | None = None
        self._latest: Snapshot | None = None
        self._scores: Scores | None = None
        self._job: Job[Scores | None] | None = None
        self._asked: NDArray[np.floating] | None = None  # the weights of the last job, also if it has failed
        self._watched = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def scores(self) -> Scores | None:
        """The latest scores of the data set."""
        return self._scores

    def adopt(self, dataset: Dataset | None) -> None:
        """Score the pictures of another data set from now on, or none."""
        if dataset is not self._dataset:
            self._cancel()
            self._dataset, self._latest, self._scores, self._asked = dataset, None, None, None
            self.changed.emit(None)

    def watch(self, on: bool) -> None:
        """Note whether anybody looks at the scores."""
        self._watched = on
        if on:
            self._ask()
        else:
            self._cancel()

    def follow(self, snapshot: Snapshot) -> None:
        """Take note of a new picture of the network."""
        self._latest = snapshot
        self._ask()

    def _ask(self) -> None:
        """Begin a job if W has moved, unless one is at work or the last one has only just ended."""
        dataset, snapshot = self._dataset, self._latest
        if dataset is None or snapshot is None or not self._watched:
            return
        if self._pause.isActive() or not (self._job is None or self._job.is_over):
            return
        parameters = snapshot.parameters
        if parameters.spec.sizes != (dataset.inputs.shape[1], 1):
            return  # a picture of the network before
        W, b = parameters.layers[0]
        weights, bias = W[:, 0], 0.0 if b is None else float(b[0])
        if self._asked is None or not np.array_equal(self._asked, weights):
            self._asked = weights
            self._job = self._jobs.start(_work(dataset, weights, bias), self._on_done)

    def _on_done(self, scores: Scores | None) -> None:
        self._job = None
        if scores is not None:
            self._scores = scores
            self._pause.start()
            self.changed.emit(scores)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = self._asked = None


def _work(
    dataset: Dataset, weights: NDArray[np.floating], bias: float
) -> Callable[[Job[Scores | None]], Scores | None]:
    """Return the work that scores both parts of a data set, and gives None if it is cancelled."""

    def work(job: Job[Scores | None]) -> Scores | None:
        training = _scored(dataset, weights, job)
        test = None if dataset.test is None else _scored(dataset.test, weights, job)
        return None if job.is_cancelled() else Scores(dataset, weights, bias, training, test)

    return work


def _scored(dataset: Dataset, weights: NDArray[np.floating], job: Job[Scores | None]) -> ScoredPart:
    """Return W·x of every sample; of those that come after a cancellation it is 0."""
    scores = np.zeros(len(dataset.inputs), dtype=weights.dtype)
    for begin in range(0, len(scores), _SLICE_ROWS):
        if job.is_cancelled():
            break
        rows = slice(begin, begin + _SLICE_ROWS)
        with np.errstate(all="ignore"):  # weights that have exploded have no scores
            scores[rows] = rows_of(dataset.inputs, rows, weights.dtype.name) @ weights
    return ScoredPart(scores, dataset.targets[:, 0] >= 0.5)
