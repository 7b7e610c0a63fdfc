"""W·x of every picture of a data set, for a network that is one unit: a job, begun again whenever W has moved."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.renewal import Renewal, Work
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


@dataclass(frozen=True, eq=False, slots=True)
class _Question:
    """W·x of which samples is asked for, by the weights (in,) and the bias of one unit."""

    dataset: Dataset
    weights: NDArray[np.floating]
    bias: float


class Scorer(QObject):
    """Keeps the scores as new as they can be had without making anyone wait, while somebody watches."""

    changed = Signal(object)  # Scores, or None where there are none yet

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._latest: Snapshot | None = None
        self._scores: Scores | None = None
        self._renewal = Renewal(
            jobs,
            self,
            question=self._question,
            same=lambda one, other: np.array_equal(one.weights, other.weights),
            work=_work,
            done=self._on_done,
            pause_ms=_PAUSE_MS,
        )

    @property
    def scores(self) -> Scores | None:
        """The latest scores of the data set."""
        return self._scores

    def adopt(self, dataset: Dataset | None) -> None:
        """Score the pictures of another data set from now on, or none."""
        if dataset is not self._dataset:
            self._renewal.forget()
            self._dataset, self._latest, self._scores = dataset, None, None
            self.changed.emit(None)

    def watch(self, on: bool) -> None:
        """Note whether anybody looks at the scores."""
        self._renewal.watch(on)

    def follow(self, snapshot: Snapshot) -> None:
        """Take note of a new picture of the network."""
        self._latest = snapshot
        self._renewal.ask()

    def _question(self) -> _Question | None:
        """Return what is to be scored by which weights, if these are of one unit for these pictures."""
        dataset, snapshot = self._dataset, self._latest
        if dataset is None or snapshot is None:
            return None
        parameters = snapshot.parameters
        if parameters.spec.sizes != (dataset.inputs.shape[1], 1):
            return None  # a picture of the network before
        W, b = parameters.layers[0]
        return _Question(dataset, W[:, 0], 0.0 if b is None else float(b[0]))

    def _on_done(self, scores: Scores) -> None:
        self._scores = scores
        self.changed.emit(scores)


def _work(asked: _Question) -> Work[Scores]:
    """Return the work that scores both parts of a data set, and gives None if it is cancelled."""
    dataset, weights = asked.dataset, asked.weights

    def work(job: Job[Scores | None]) -> Scores | None:
        training = _scored(dataset, weights, job)
        test = None if dataset.test is None else _scored(dataset.test, weights, job)
        return None if job.is_cancelled() else Scores(dataset, weights, asked.bias, training, test)

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
