"""The same network trained by nnlab and by scikit-learn: same start, same samples in the same order, same settings.

scikit-learn takes a start only through attributes that it makes itself, so it is asked for one pass first, its
`coefs_` and `intercepts_` are overwritten, and with `warm_start` the next `fit` goes on from there with a fresh
optimizer. Every later pass is a `partial_fit`, which keeps the optimizer. `SklearnSettings.code` shows these lines.
"""

import time
import warnings
from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from nnlab.data import Dataset
from nnlab.data.sklearn_digits import require_sklearn
from nnlab.engine import Network, Parameters, Task, Trainer, accuracy
from nnlab.engine.specs import check_count
from nnlab.files import Cancelled
from nnlab.project import ProjectState
from nnlab.trials.sklearn_settings import SklearnSettings, as_inputs, as_targets, compared, sklearn_settings

USUAL_PASSES = 200  # where no number of epochs ends the training
MOST_PASSES = 100_000
_REPORT_SECONDS = 0.1

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Side:
    """What one of the two made of the network.

    loss         (P,) of every pass, the mean over its samples while they were learned from
    accuracy     the share of training samples that are right at the end; None for numbers
    unseen       the same of the samples that watch the training; None where there are none, and for numbers
    unseen_loss  of numbers half the squared error of those samples, the mean over them; None where there are none,
                 and for classes and bits, which are judged by the share that is right
    seconds      what the passes took
    broke_off    whether numbers exploded, so that there are fewer passes
    """

    loss: Floats
    accuracy: float | None
    unseen: float | None
    unseen_loss: float | None
    seconds: float
    broke_off: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """Both trainings, side by side; `passes` are wanted, and made where neither broke off.

    `apart` is the largest difference between a weight or bias of one and the same one of the other, NaN where numbers
    exploded.
    """

    settings: SklearnSettings
    passes: int
    ours: Side
    theirs: Side
    apart: float

    @property
    def done(self) -> int:
        """How many passes both have made."""
        return min(len(self.ours.loss), len(self.theirs.loss))


def compare(
    state: ProjectState,
    *,
    passes: int | None = None,
    cancelled: Cancelled | None = None,
    progress: Callable[[Comparison], object] | None = None,
) -> Comparison:
    """Train the network of `state` from its first weights with nnlab and with scikit-learn, and return what came of it.

    Both make as many `passes` over the samples: those that are asked for, else those after which the training of
    `state` ends, else USUAL_PASSES. Two classes are learned as one yes or no. Pass by pass `cancelled` is asked, and
    `progress` hears some ten times a second of what there is. Raises NoTwinError where scikit-learn has no such
    network, LoadError where it is not installed, EngineError for a number of passes out of range, and CancelledError as
    soon as `cancelled` says so.
    """
    settings = sklearn_settings(state)
    state = compared(state)
    require_sklearn()
    wanted = passes if passes is not None else min(state.config.epochs or USUAL_PASSES, MOST_PASSES)
    check_count("the number of passes", wanted, MOST_PASSES)
    race = _Race(state, settings, wanted)
    told = time.perf_counter()
    with threadpool_limits(limits=1, user_api="blas"):  # for both: on small products more are slower
        while race.goes_on():
            if cancelled is not None and cancelled():
                raise CancelledError
            race.make_pass()
            if progress is not None and time.perf_counter() - told >= _REPORT_SECONDS:
                progress(race.standing())
                told = time.perf_counter()
    return race.standing()


class _Race:
    """Both trainings under way, pass by pass in turn."""

    def __init__(self, state: ProjectState, settings: SklearnSettings, passes: int) -> None:
        start = state.fresh_parameters()
        self._settings, self._passes, self._data = settings, passes, state.dataset
        self._ours = _Ours(state, start)
        self._theirs = _Theirs(state.dataset, settings, start)

    def goes_on(self) -> bool:
        """Whether there are passes to make."""
        return self._ours.can_go_on(self._passes) or self._theirs.can_go_on(self._passes)

    def make_pass(self) -> None:
        """Let both make a pass, over the samples in one order."""
        order = self._ours.next_order()
        for side in (self._ours, self._theirs):
            if side.can_go_on(self._passes):
                began = time.perf_counter()
                loss = side.learn(order)
                side.seconds += time.perf_counter() - began
                side.broke_off = not np.isfinite(loss)
                if not side.broke_off:
                    side.losses.append(loss)

    def standing(self) -> Comparison:
        """Return where both stand."""
        ours, theirs = self._ours.parameters(), self._theirs.parameters()
        with np.errstate(all="ignore"):  # of numbers that have exploded
            apart = max(float(np.abs(a - b).max()) for a, b in zip(ours, theirs, strict=True))
            sides = (self._ours.side(self._data), self._theirs.side(self._data))
        return Comparison(self._settings, self._passes, *sides, apart)


class _Runner:
    """One of the two: its curve and what it took."""

    def __init__(self) -> None:
        self.losses: list[float] = []
        self.seconds = 0.0
        self.broke_off = False

    def can_go_on(self, passes: int) -> bool:
        """Return whether it has passes left to make."""
        return not self.broke_off and len(self.losses) < passes

    def learn(self, order: NDArray[np.int64]) -> float:
        """Make one pass over the samples in this order; return the mean loss, not finite where numbers exploded."""
        raise NotImplementedError

    def answers(self, data: Dataset) -> Floats:
        """Return answers (N, out) to the samples of `data`."""
        raise NotImplementedError

    def loss_of(self, outputs: Floats, data: Dataset) -> float:
        """Return half the squared error of answers to numbers, the mean over samples."""
        return float(0.5 * np.square(outputs - data.targets).sum(axis=1).mean())

    def side(self, data: Dataset) -> Side:
        """Return what came of it."""
        unseen = data.watched
        is_numbers = data.task is Task.VALUES
        seen_right = accuracy(self.answers(data), data.targets, data.task)
        unseen_right = unseen_loss = None
        if unseen is not None:
            outputs = self.answers(unseen)
            unseen_right = accuracy(outputs, unseen.targets, unseen.task)
            unseen_loss = self.loss_of(outputs, unseen) if is_numbers else None
        return Side(
            np.array(self.losses), seen_right, unseen_right, unseen_loss, self.seconds, self.broke_off
        )


class _Ours(_Runner):
    """nnlab's own training, without stop rules."""

    def __init__(self, state: ProjectState, start: Parameters) -> None:
        super().__init__()
        data = state.dataset
        config = replace(
            state.config, epochs=None, stop_loss=None, stop_epoch_error=None, stop_all_right=False
        )
        self._network = Network.from_parameters(start)
        self._trainer = Trainer(self._network, data.inputs, data.targets, config, task=data.task)
        self._samples = np.arange(len(data.targets))

    def next_order(self) -> NDArray[np.int64]:
        """Return the order of the samples in the next pass."""
        self._trainer.next_batch()  # draws it
        order = self._trainer.state.order
        return order if len(order) else self._samples

    def learn(self, order: NDArray[np.int64]) -> float:
        self._trainer.advance(to_epoch_end=True)
        return self._trainer.epoch_loss

    def answers(self, data: Dataset) -> Floats:
        outputs: Floats = self._network.predict(data.inputs).astype(np.float64)
        return outputs

    def parameters(self) -> list[NDArray[Any]]:
        """Return the weights and biases of every layer."""
        return [array for layer in self._network.weights for array in layer if array is not None]


class _Theirs(_Runner):
    """scikit-learn's training, in the lines that `SklearnSettings.code` shows."""

    def __init__(self, data: Dataset, settings: SklearnSettings, start: Parameters) -> None:
        super().__init__()
        from sklearn import neural_network  # half a second, and not everybody has it

        self._dtype = start.spec.dtype
        self._settings = settings
        self._outputs = data.targets.shape[1]
        self._X = as_inputs(data, self._dtype)
        self._y = as_targets(data, settings.classifies, self._dtype)
        self._model = getattr(neural_network, settings.model)(**settings.arguments)
        self._began = False
        if self._asked(self._model.fit, self._X, self._y):
            arrays = zip(self._model.coefs_, self._model.intercepts_, start.layers, strict=True)
            for W, b, (start_W, start_b) in arrays:
                W[:], b[:] = start_W, start_b
        else:
            self.broke_off = True

    def learn(self, order: NDArray[np.int64]) -> float:
        ask = self._model.partial_fit if self._began else self._model.fit
        self._began = True
        if not self._asked(ask, self._X[order], self._y[order]):
            return np.nan
        # Of several numbers scikit-learn reports the mean, but follows the gradient of the sum (as nnlab does).
        return float(self._model.loss_) * (1 if self._settings.classifies else self._outputs)

    @staticmethod
    def _asked(ask: Callable[..., object], X: NDArray[Any], y: NDArray[Any]) -> bool:
        """Return whether a pass went well: it says in a ValueError that numbers have exploded."""
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # that one pass may not be enough
            try:
                ask(X, y)
            except ValueError:
                return False
        return True

    def answers(self, data: Dataset) -> Floats:
        X = as_inputs(data, self._dtype)
        with np.errstate(all="ignore"):
            if self._settings.classifies:
                said = self._model.predict_proba(X)
                if self._outputs == 1:
                    said = said[:, 1]  # of no and yes
            else:
                said = self._model.predict(X)
        return np.asarray(said, dtype=np.float64).reshape(len(X), self._outputs)

    def parameters(self) -> list[NDArray[Any]]:
        """Return the weights and biases of every layer."""
        pairs = zip(self._model.coefs_, self._model.intercepts_, strict=True)
        return [array for pair in pairs for array in pair]
