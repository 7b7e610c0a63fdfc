"""The laboratory of starts: eight networks that differ only in how they begin, trained side by side."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.engine import (
    HistoryRecorder,
    Network,
    NetworkSpec,
    Parameters,
    Pixels,
    Task,
    Trainer,
    TrainingConfig,
)
from nnlab.engine.arrays import Floats, as_matrix
from nnlab.engine.errors import TooLargeError
from nnlab.engine.history import History
from nnlab.engine.network import as_inputs, check_rows
from nnlab.engine.pixels import Inputs
from nnlab.engine.seeds import Stream, generator
from nnlab.study.starts.candidates import STARTS, Start, shaped, started
from nnlab.study.starts.spread import LayerSpread, measure

MOST_SAMPLES = 1_000  # of larger data sets so many are drawn, the same for every candidate
MOST_PARAMETERS = 500_000  # of one candidate: eight of them, with gradients and optimizers, must fit
_MOST_POINTS = 20  # of the curve in one pass
_LEAST_UPDATES = 16  # for one point of the curve
_LOOK_NUMBERS, _LEAST_LOOK, _MOST_LOOK = 16_384, 16, 128  # of a layer that is looked at; in rows
_LARGEST_WEIGHT = 1e6


@dataclass(frozen=True, eq=False, slots=True)
class CandidateView:
    """One candidate at one moment.

    `layers` are its layers while the next samples flow through (`next_rows`), and `limit` the end of the axis of
    their activations.
    `epochs` and `losses` are its curve: the loss of all samples at epoch 0, then means over the updates between two
    points. `saturated` (None where nothing can saturate) and `dead` are the shares over all hidden units, or over the
    outputs of a network without any; `alike` says that the units of every hidden layer are one unit, many times.
    `exploded_at` is the epoch in which it left the finite numbers or its weights passed a million; it rests then.
    """

    start: Start
    spec: NetworkSpec
    layers: tuple[LayerSpread, ...]
    limit: float
    epochs: NDArray[np.float64]
    losses: NDArray[np.float64]
    saturated: float | None
    dead: float
    alike: bool
    exploded_at: float | None

    @property
    def loss(self) -> float:
        """The latest point of its curve, NaN if it began with none."""
        return float(self.losses[-1]) if len(self.losses) else math.nan


@dataclass(frozen=True, eq=False, slots=True)
class StartsView:
    """All candidates at one moment; `updates` and `epoch` are those of the candidate that is farthest."""

    candidates: tuple[CandidateView, ...]
    updates: int
    epoch: float
    samples: int
    is_over: bool


class StartLab:
    """Builds the same network from every start and trains all of them in step, a slice at a time.

    `spec` is the network to compare the starts on; with `activation`, `depth` and `width` its hidden layers are
    replaced by so many equal ones. All have the same seed (that of `config`), the same samples in the same order, and
    the settings of `config`, whose stop rules do not hold here: `epochs` ends it. A candidate trains exactly as a
    Trainer of its own does. Of more than MOST_SAMPLES samples so many are drawn by the seed.
    Raises EngineError when the arrays do not fit, the network cannot be trained, or is too large for eight of it.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        inputs: ArrayLike | Pixels,
        targets: ArrayLike,
        config: TrainingConfig,
        *,
        activation: str | None = None,
        depth: int | None = None,
        width: int | None = None,
        epochs: int | None = None,
        task: Task | None = None,
        starts: Sequence[Start] = STARTS,
    ) -> None:
        if activation is not None and depth is not None and width is not None:
            spec = shaped(spec, activation, depth, width)
        if spec.parameter_count > MOST_PARAMETERS:
            raise TooLargeError(
                f"the network {spec.shape_text} has {spec.parameter_count:,} parameters, but eight of it are compared "
                f"up to {MOST_PARAMETERS:,} each. Choose fewer or narrower layers."
            )
        self.X, self.T = _sampled(
            as_inputs(inputs, spec),
            as_matrix(targets, spec.outputs, spec.dtype, "T", "the network has"),
            config.seed,
        )
        self.config = replace(
            config, epochs=epochs, stop_loss=None, stop_epoch_error=None, stop_all_right=False
        )
        self._candidates = [_Candidate(start, spec, self.X, self.T, self.config, task) for start in starts]
        self._turn = 0  # of the candidate that goes on next

    @property
    def is_over(self) -> bool:
        """Whether every candidate has done its epochs or has exploded."""
        return all(candidate.is_over for candidate in self._candidates)

    def set_epochs(self, epochs: int | None) -> None:
        """Let the training end after so many epochs, or never; candidates that were done may go on."""
        self.config = replace(self.config, epochs=epochs)
        for candidate in self._candidates:
            candidate.trainer.configure(epochs=epochs)

    def advance(
        self,
        seconds: float = math.inf,
        *,
        points: float = math.inf,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Train all in step for about `seconds`, or to so many more points of each curve; return whether it goes on.

        `cancelled` is asked before every piece, of some dozen updates of one candidate.
        """
        deadline = time.perf_counter() + seconds
        pieces = points * len(self._candidates)
        while not self.is_over and pieces > 0 and not cancelled():
            self._candidates[self._turn].advance()
            self._turn = (self._turn + 1) % len(self._candidates)
            pieces -= 1
            if time.perf_counter() >= deadline:
                break
        return not self.is_over

    def view(self) -> StartsView:
        """Return all candidates as they are now, with the next samples flowing through."""
        views = tuple(candidate.view() for candidate in self._candidates)
        farthest = max((candidate.trainer for candidate in self._candidates), key=lambda t: t.step_count)
        epoch = farthest.epoch + farthest.position / len(self.T)
        return StartsView(views, farthest.step_count, epoch, len(self.T), self.is_over)


def chosen_rows(count: int, seed: int) -> NDArray[np.int64]:
    """Return which of `count` samples are used, in their order: all, or MOST_SAMPLES drawn by `seed`."""
    if count <= MOST_SAMPLES:
        return np.arange(count)
    return np.sort(generator(seed, Stream.SPLITTING).choice(count, MOST_SAMPLES, replace=False))


def next_rows(trainer: Trainer, most: int) -> NDArray[np.int64]:
    """Return the row numbers of the next `most` samples, of fewer all.

    They are the batch of the next update, or its first; to a smaller one come those that follow its last sample in
    the data, which without shuffling are the next ones too.
    """
    batch, count = trainer.next_batch(), len(trainer.T)
    following = (batch[-1] + 1 + np.arange(count)) % count
    others = following[~np.isin(following, batch)]
    return np.concatenate([batch, others])[:most]


def _sampled(X: Inputs, T: Floats, seed: int) -> tuple[Inputs, Floats]:
    """Return the samples that are used."""
    check_rows(X, T)
    rows = chosen_rows(len(T), seed)
    if len(rows) == len(T):
        return X, T
    return Pixels(X.data[rows], X.low, X.high) if isinstance(X, Pixels) else X[rows], T[rows]


class _Candidate:
    """One network in training, its curve, and the last look at it that had finite numbers."""

    def __init__(
        self, start: Start, spec: NetworkSpec, X: Inputs, T: Floats, config: TrainingConfig, task: Task | None
    ) -> None:
        self.start, self.spec = start, started(spec, start.init)
        network = Network.from_parameters(Parameters.drawn(self.spec, config.seed))
        self.trainer = Trainer(network, X, T, config, task=task)
        batch = min(config.batch_size or len(T), len(T))
        self._updates = -(-len(T) // batch)  # in one pass
        self._per_epoch = min(_MOST_POINTS, max(1, self._updates // _LEAST_UPDATES))
        self._recorder = HistoryRecorder(History.empty(), self._per_epoch)
        self._number = 0  # of the latest point
        self._seen = (0.0, 0)  # loss and samples of the pass under way at the latest point
        self._exploded_at: float | None = None
        self._look: tuple[tuple[LayerSpread, ...], float] | None = None
        first = self.trainer.loss()
        if math.isfinite(first):
            self._recorder.add(0.0, first, None)
        else:
            self._exploded_at = 0.0

    @property
    def is_over(self) -> bool:
        """Whether it trains no more."""
        epochs = self.trainer.config.epochs
        return self._exploded_at is not None or (epochs is not None and self.trainer.epoch >= epochs)

    def advance(self) -> None:
        """Train to the next point of the curve."""
        if self.is_over:
            return
        trainer, number = self.trainer, self._number + 1
        passes, part = divmod(number, self._per_epoch)
        trainer.advance(
            steps=passes * self._updates + part * self._updates // self._per_epoch - trainer.step_count
        )
        loss = self._mean_since()
        self._number, self._seen = number, (trainer.loss_sum, trainer.position)
        epoch = number / self._per_epoch
        # Written so that what is not a number counts as too large.
        if not (math.isfinite(loss) and float(np.abs(trainer.network.theta).max()) <= _LARGEST_WEIGHT):
            self._exploded_at = epoch
        elif self._recorder.wants(number):
            self._recorder.add(epoch, loss, None)

    def _mean_since(self) -> float:
        """Return the mean loss of the samples since the latest point."""
        trainer, (total, rows) = self.trainer, self._seen
        if trainer.position > 0:
            return (trainer.loss_sum - total) / (trainer.position - rows)
        if rows == 0:
            return trainer.epoch_loss
        count = len(trainer.T)
        return (trainer.epoch_loss * count - total) / (count - rows)

    def view(self) -> CandidateView:
        """Return it as it is now; of one that has exploded, the layers as they were seen before."""
        if self._look is None or self._exploded_at is None:
            self._look = self._looked()
        layers, limit = self._look
        hidden = list(zip(self.spec.layers, layers, strict=True))[:-1] or [(self.spec.layers[-1], layers[-1])]
        units = sum(layer.units for layer, _ in hidden)
        can_saturate = [(layer.units, s.saturated) for layer, s in hidden if s.saturated is not None]
        history = self._recorder.freeze()
        return CandidateView(
            start=self.start,
            spec=self.spec,
            layers=layers,
            limit=limit,
            epochs=history.epochs,
            losses=history.loss,
            saturated=sum(n * share for n, share in can_saturate) / sum(n for n, _ in can_saturate)
            if can_saturate
            else None,
            dead=sum(layer.units * s.dead for layer, s in hidden) / units,
            alike=all(s.alike for _, s in hidden),
            exploded_at=self._exploded_at,
        )

    def _looked(self) -> tuple[tuple[LayerSpread, ...], float]:
        """Let the next samples flow through, forward and back, and measure them."""
        trainer = self.trainer
        most = min(max(_LOOK_NUMBERS // max(self.spec.sizes[1:]), _LEAST_LOOK), _MOST_LOOK)
        rows = np.sort(next_rows(trainer, most))
        arrays = trainer.network.trace(trainer.X[rows], trainer.T[rows], trainer.config.loss)
        return measure(self.spec.layers, arrays)
