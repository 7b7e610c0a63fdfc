"""The guard of a run: sees when training goes wrong, keeps the last good state, and can say why.

Measured over some thousands of random runs, stopping when a number is not finite misses more than a third of
the broken ones; these rules miss almost none.
"""

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import Network, Parameters, Pixels, Trainer, TrainState
from nnlab.engine.pixels import rows_of
from nnlab.engine.trainer import RECENT

_REFERENCE_ROWS = 256
_HIGH_FACTOR = 1.2
_HIGH_STEPS = 200
_EXPLOSION_FACTOR = 1000.0
_LARGEST_WEIGHT = 1e6
_GROWTH_FACTOR = 1.5
LOOK_EVERY = 16
_KEEP_EVERY = 32
_SILENT_EVERY = 192  # a multiple of LOOK_EVERY, as _KEEP_EVERY is
_SILENT_SHARE = 0.95
_LARGE_INPUT = 20.0


class WarningKind(Enum):
    """What looks wrong while training goes on."""

    LOSS_RISES = "loss_rises"
    LAYER_SILENT = "layer_silent"


@dataclass(frozen=True, slots=True)
class TrainingWarning:
    """Something looks wrong: `layer` (from 0) for a silent one; `suggested_rate` where a smaller one may help."""

    kind: WarningKind
    learning_rate: float
    suggested_rate: float
    largest_input: float
    layer: int | None = None

    @property
    def input_is_unscaled(self) -> bool:
        """Whether the inputs are so large that they, rather than the rate, are the likely cause."""
        return self.largest_input > _LARGE_INPUT


@dataclass(frozen=True, eq=False, slots=True)
class Divergence:
    """How training exploded at `step`, and that it was put back to `restored_step`.

    `layer` (from 0) is the one whose weights grew most: from `weight_before` to `weight_after` in `grew_in`
    steps. The record of the last steps, to be shown step by step: `steps` (n,), `losses` (n,), and the largest
    weight and gradient of each layer, (n, layers).
    """

    step: int
    restored_step: int
    layer: int
    weight_before: float
    weight_after: float
    grew_in: int
    learning_rate: float
    suggested_rate: float
    largest_input: float
    steps: NDArray[np.int64]
    losses: NDArray[np.float64]
    weights: NDArray[np.float64]
    gradients: NDArray[np.float64]

    @property
    def input_is_unscaled(self) -> bool:
        """Whether the inputs are so large that they, rather than the rate, are the likely cause."""
        return self.largest_input > _LARGE_INPUT

    @property
    def weights_grew(self) -> bool:
        """Whether weights or biases grew at all; if not, it was the loss alone."""
        return not self.weight_after <= _GROWTH_FACTOR * self.weight_before

    @property
    def was_broken(self) -> bool:
        """Whether the weights were too large already when training was taken up: then there is no record."""
        return len(self.steps) == 0

    @property
    def was_refused(self) -> bool:
        """Whether that is all: the network is as it was when training was taken up."""
        return self.was_broken and self.weight_after == self.weight_before

    @property
    def loss_is_unfit(self) -> bool:
        """Whether the loss is not finite without any growth: it cannot judge such outputs."""
        return not self.was_broken and not self.weights_grew and not math.isfinite(self.losses[-1])


def suggested_rate(rate: float) -> float:
    """Return the rate to try after `rate` was too large: the largest of 1·10ⁿ and 3·10ⁿ up to a tenth of it."""
    if rate < 1e-300:  # a tenth of it is no number to compute with
        return rate
    exponent = math.floor(math.log10(rate / 10 * (1 + 1e-9)))
    three = float(f"3e{exponent}")  # spelled, not multiplied: 0.3, not 0.30000000000000004
    return three if three <= rate / 10 * (1 + 1e-9) else float(f"1e{exponent}")


def measured_loss(parameters: Parameters, trainer: Trainer) -> float:
    """Return the loss of a network on at most 256 samples of `trainer`: the measure of what is high.

    It is a small number at least, and 1 where the loss is not finite.
    """
    rows = slice(0, _REFERENCE_ROWS)
    loss = Network.reading(parameters).loss(trainer.X[rows], trainer.T[rows], trainer.config.loss)
    return max(loss, 1e-6) if math.isfinite(loss) else 1.0


class Guard:
    """Watches one trainer. Call `check` after every few updates, with how many there were.

    Losses are judged step by step, weights where one looks. When every step whose number is a multiple of LOOK_EVERY is
    the last of those updates, what is found and what is put back do not depend on the speed of the machine.
    """

    def __init__(self, trainer: Trainer, fresh: Parameters) -> None:
        self._trainer = trainer
        self._fresh = fresh
        X = trainer.X
        self._largest_input = X.largest if isinstance(X, Pixels) else float(np.abs(X).max())
        # Somebody may want to begin with huge weights: what counts is how they grow.
        self._largest_weight = max(_LARGEST_WEIGHT, 10.0 * float(np.abs(fresh.vector).max()))
        # Of a training that was let explode until nothing is a number any more, only the start is left. Weights that
        # are merely too large may be a slip in the trained network of an hour: they are refused, and stay.
        finite = bool(np.isfinite(trainer.network.theta).all())
        good = trainer.state if finite else TrainState.fresh(fresh, trainer.config.seed)
        self._good = good
        self._recent = [good, good]  # finite, but good or not: where a replay can begin
        self._fast = self._reference = self._highest = math.inf
        self.armed = True
        self.rearm()

    @property
    def last_good(self) -> TrainState:
        """The newest state that was known to be good."""
        return self._good

    def rearm(self) -> None:
        """Forget the past losses: settings were changed, or the weights put back."""
        self._began_sane = self._weights_are_sane()
        self._keep()
        self._recent[0] = self._recent[1]  # a replay must not cross a change of settings
        self._reference = measured_loss(self._fresh, self._trainer)
        # A training may begin with a loss that is high already: what counts is how it grows.
        present = measured_loss(self._trainer.network.parameters, self._trainer)
        self._highest = _EXPLOSION_FACTOR * max(self._reference, present)
        self._fast = self._slow = self._reference
        self._high_steps = 0
        self._peaked = self._rises = False
        self._told: set[tuple[WarningKind, int | None]] = set()
        step = self._trainer.step_count
        self._next_look, self._next_keep = _next(step, LOOK_EVERY), _next(step, _KEEP_EVERY)
        self._next_silence = _next(step, _SILENT_EVERY)

    def go_back(self) -> None:
        """Take the state to which the trainer was put back for the newest good one; what came after is forgotten."""
        if self._good.step > self._trainer.step_count:
            self._good = self._trainer.state
        self.rearm()

    def check(self, updates: int, *, thoroughly: bool = False) -> Divergence | TrainingWarning | None:
        """Look at the losses of the last `updates` steps (at most 64) and, every few steps, at the weights.

        `thoroughly` looks at the weights now: nobody is shown, and nothing is saved from, broken ones.
        """
        trainer = self._trainer
        step = trainer.step_count
        self._follow(range(step - min(updates, RECENT), step))
        exploded = self._peaked
        if not exploded and (thoroughly or step >= self._next_look):
            self._next_look = _next(step, LOOK_EVERY)
            exploded = not self._weights_are_sane()
        if exploded:
            return self._explain() if self.armed else None
        if step >= self._next_keep:
            self._next_keep = _next(step, _KEEP_EVERY)
            self._keep()
        return self._warning(step)

    def _follow(self, steps: range) -> None:
        """Take in the losses of `steps`. It costs time in every step: hence the local names."""
        losses, fast, slow, high_steps = self._trainer.recent_losses, self._fast, self._slow, self._high_steps
        high, highest = _HIGH_FACTOR * self._reference, self._highest
        for number in steps:
            loss = losses[number % RECENT]
            fast = 0.9 * fast + 0.1 * loss
            slow = 0.98 * slow + 0.02 * loss
            high_steps = high_steps + 1 if slow > high else 0
            if not fast <= highest:  # true for NaN too
                self._peaked = True
            if high_steps >= _HIGH_STEPS:
                self._rises, high_steps = True, 0
        self._fast, self._slow, self._high_steps = fast, slow, high_steps

    def _weights_are_sane(self) -> bool:
        theta = self._trainer.network.theta
        return bool(np.maximum.reduce(np.abs(theta)) <= self._largest_weight)

    def _keep(self) -> None:
        if self._weights_are_sane():
            self._recent = [self._recent[1], self._trainer.state]
            if self._fast <= self._highest / 100:
                self._good = self._recent[1]

    # -- warnings --------------------------------------------------------------------------------------

    def _warning(self, step: int) -> TrainingWarning | None:
        if self._rises:
            self._rises = False
            return self._tell(WarningKind.LOSS_RISES, None)
        if step >= self._next_silence:
            self._next_silence = _next(step, _SILENT_EVERY)
            for layer in self._silent_layers():
                warning = self._tell(WarningKind.LAYER_SILENT, layer)
                if warning is not None:
                    return warning
        return None

    def _tell(self, kind: WarningKind, layer: int | None) -> TrainingWarning | None:
        """Return the warning the first time; a class needs to read it once."""
        if (kind, layer) in self._told:
            return None
        self._told.add((kind, layer))
        rate = self._trainer.config.learning_rate
        return TrainingWarning(kind, rate, suggested_rate(rate), self._largest_input, layer)

    def _silent_layers(self) -> list[int]:
        """Return the layers (from 0) nearly all of whose units answer up to 256 samples with one and the same output.

        That is one look every 200 steps, not 200 looks: a unit that no sample moves is moved by no batch either.
        """
        trainer = self._trainer
        rows = rows_of(trainer.X, slice(0, _REFERENCE_ROWS), trainer.network.spec.dtype)
        hidden_layers = len(trainer.network.weights) - 1
        told = sum(kind is WarningKind.LAYER_SILENT for kind, _ in self._told)
        if len(rows) < 2 or told == hidden_layers:
            return []
        hidden = trainer.network.checked_outputs(rows)[:-1]
        with np.errstate(all="ignore"):
            shares = [float((np.ptp(Y, axis=0) <= 1e-9).mean()) for Y in hidden]
        return [index for index, share in enumerate(shares) if share > _SILENT_SHARE]

    # -- explosions ------------------------------------------------------------------------------------

    def _explain(self) -> Divergence:
        """Put the last good state back, and replay the steps to the explosion to see what grew."""
        trainer, good = self._trainer, self.last_good
        exploded_at, present = trainer.step_count, _largest(trainer.network.weights)
        listener, trainer.on_epoch_end = trainer.on_epoch_end, None  # a replay is no training
        trainer.restore(max(good, self._recent[0], key=lambda state: state.step))
        before = np.array(_largest(trainer.network.weights))
        record = self._replayed(exploded_at) if self._began_sane else []
        trainer.restore(good)
        trainer.on_epoch_end = listener
        self.rearm()
        weights = np.array([row[2] for row in record]).reshape(len(record), len(before))
        after = weights[-1] if record else np.array(present)
        layer = _fastest_growing(before, after)
        if not self._weights_are_sane():  # what was put back is what was broken before
            after, layer = before, int(np.argmax(before))
        rate = trainer.config.learning_rate
        return Divergence(
            step=record[-1][0] if record else exploded_at,
            restored_step=good.step,
            layer=layer,
            weight_before=float(before[layer]),
            weight_after=float(after[layer]),
            grew_in=len(record),
            learning_rate=rate,
            suggested_rate=suggested_rate(rate),
            largest_input=self._largest_input,
            steps=np.array([row[0] for row in record], dtype=np.int64),
            losses=np.array([row[1] for row in record]),
            weights=weights,
            gradients=np.array([row[3] for row in record]).reshape(weights.shape),
        )

    def _replayed(self, seen_at: int) -> list[tuple[int, float, list[float], list[float]]]:
        """Make the steps again up to the first that is broken, which may be some before it was seen.

        Return for each its number, its loss, and the largest weight and gradient of each layer.
        """
        trainer = self._trainer
        record: list[tuple[int, float, list[float], list[float]]] = []
        while trainer.step_count < seen_at and len(record) < 2 * RECENT and trainer.advance(steps=1):
            weights, gradients = _largest(trainer.network.weights), _largest(trainer.gradient_layers())
            record.append((trainer.step_count, trainer.last_loss, weights, gradients))
            if not self._weights_are_sane() or not trainer.last_loss <= self._highest:
                break
        return record


def _next(step: int, every: int) -> int:
    """Return the next multiple of `every` after `step`."""
    return (step // every + 1) * every


def _largest(layers: tuple[tuple[NDArray[np.float64], NDArray[np.float64] | None], ...]) -> list[float]:
    """Return the largest |w| of each layer, biases among them."""
    return [float(max(np.abs(part).max() for part in layer if part is not None)) for layer in layers]


def _fastest_growing(before: NDArray[np.float64], after: NDArray[np.float64]) -> int:
    """Return the layer whose largest weight grew most, from `before` to `after` (layers,); NaN counts as most."""
    with np.errstate(all="ignore"):
        growth = after / np.maximum(before, 1e-12)
    return int(np.argmax(np.where(np.isnan(growth), np.inf, growth)))
