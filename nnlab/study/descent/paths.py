"""The way an optimizer takes over a surface, step by step, by the engine's own rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import read_only
from nnlab.engine.config import TrainingConfig
from nnlab.engine.errors import EngineError
from nnlab.engine.optimizers import Updater, optimizer
from nnlab.engine.seeds import Stream, generator
from nnlab.study.cancelling import Cancelled, check
from nnlab.study.descent.surfaces import Surface, Vector, Window

_ROOM = 2.0  # a path may leave the window by so many widths
_RESTING = 1e-4  # a step of less than this share of the window is none that can be seen
_FLAT = 1e-3  # of the steepest slope seen: with a tiny rate, short steps alone do not mean rest
_RESTING_STEPS = 10  # in a row: what turns round at the end of a swing does not rest


class Ending(Enum):
    """Why a path ends."""

    STEPS = "steps"  # all that were wanted are made
    SETTLED = "settled"  # it moves no more
    LEFT = "left"  # it went far out of what is looked at, downhill
    DIVERGED = "diverged"  # it went far out, uphill, or to where there are no numbers


@dataclass(frozen=True, eq=False, slots=True)
class Path:
    """A descent of n steps over d parameters.

    `points` (n + 1, d) with their `losses` (n + 1,) over all samples; `gradients` (n + 1, d) of the batch that was
    drawn at each point; `changes` (n, d) is what each step subtracted: for momentum its velocity v.
    """

    config: TrainingConfig
    points: Vector
    losses: Vector
    gradients: Vector
    changes: Vector
    ending: Ending

    @property
    def steps(self) -> int:
        """How many steps were made."""
        return len(self.changes)


def descend(
    surface: Surface,
    start: tuple[float, ...],
    config: TrainingConfig,
    steps: int,
    window: Window,
    cancelled: Cancelled | None = None,
) -> Path:
    """Return the path from `start` of at most `steps` updates.

    Of `config` the optimizer with its numbers is used, and batch size, shuffle and seed, with which batches are drawn
    as a trainer draws them; batch_size None is all samples. Raises EngineError when batches are asked of a surface
    without samples, or the start does not fit, and CancelledError as soon as `cancelled` says so.
    """
    theta = np.array(start, dtype=np.float64)
    if theta.shape != (surface.dimensions,) or not np.isfinite(theta).all():
        raise EngineError(f"a start needs {surface.dimensions} finite numbers, but {start} was given.")
    walk = _Walk(surface, theta, config)
    judge = _Judge(surface, config, window, walk.losses[0])
    for number in range(1, steps + 1):
        check(cancelled)
        if not walk.step(number):
            return walk.path(Ending.DIVERGED)
        ending = judge.ending(walk.points[-1], walk.losses[-1], walk.gradients[-1], walk.changes[-1])
        if ending is not None:
            return walk.path(ending)
    return walk.path(Ending.STEPS)


class _Walk:
    """A path while it is made, which begins at `theta` (d,) and moves it."""

    def __init__(self, surface: Surface, theta: Vector, config: TrainingConfig) -> None:
        self._surface = surface
        self._config = config
        self._theta, self._gradient, self._change = theta, np.zeros_like(theta), np.zeros_like(theta)
        self._batches = _batches(surface, config)
        rule = optimizer(config.optimizer)
        slots = tuple(np.zeros_like(theta) for _ in rule.state_names)
        self._updater = Updater(rule, theta, self._gradient, slots, self._change)
        self.points: list[Vector] = []
        self.losses: list[float] = []
        self.gradients: list[Vector] = []
        self.changes: list[Vector] = []
        self._arrive()

    def _arrive(self) -> None:
        self.points.append(self._theta.copy())
        self.losses.append(self._surface.loss(self._theta))
        self.gradients.append(self._surface.gradient(self._theta, next(self._batches)))

    def step(self, number: int) -> bool:
        """Make the update of this number, from 1; return False, and stay, where it leads to no finite point."""
        self._gradient[...] = self.gradients[-1]
        with np.errstate(all="ignore"):
            self._updater.apply(self._config.hyper, number)
        if not np.isfinite(self._theta).all():
            return False
        self.changes.append(self._change.copy())
        self._arrive()
        return True

    def path(self, ending: Ending) -> Path:
        """Return it as it is now."""
        return Path(
            self._config,
            read_only(np.array(self.points)),
            read_only(np.array(self.losses)),
            read_only(np.array(self.gradients)),
            read_only(np.array(self.changes).reshape(-1, self._surface.dimensions)),
            ending,
        )


class _Judge:
    """Looks at every step for whether the path ends with it."""

    def __init__(self, surface: Surface, config: TrainingConfig, window: Window, first_loss: float) -> None:
        self._window = window
        self._first_loss = first_loss
        # From batches, a step that is short says nothing of the next one.
        self._may_settle = config.batch_size is None or config.batch_size >= surface.samples > 0
        self._steepest = 0.0
        self._resting = 0  # steps in a row

    def ending(self, theta: Vector, loss: float, gradient: Vector, change: Vector) -> Ending | None:
        """Return how the path ends with the step that brought it to `theta`, or None if it goes on."""
        if not (np.isfinite(loss) and np.isfinite(gradient).all()):
            return Ending.DIVERGED
        if not self._window.contains(theta, _ROOM):
            return Ending.LEFT if loss <= self._first_loss else Ending.DIVERGED
        slope = float(np.abs(gradient).max())
        self._steepest = max(self._steepest, slope)
        is_short = bool((np.abs(change) < _RESTING * self._window.widths).all())
        self._resting = self._resting + 1 if is_short and slope <= _FLAT * self._steepest else 0
        return Ending.SETTLED if self._resting >= _RESTING_STEPS and self._may_settle else None


def _batches(surface: Surface, config: TrainingConfig) -> Iterator[NDArray[np.int64] | None]:
    """Return the rows of each update without end, in the order in which a trainer takes them; None are all."""
    if config.batch_size is not None and not surface.samples:
        raise EngineError("this surface is a formula without samples: it has no batches to draw.")
    return _drawn(surface.samples, config)


def _drawn(samples: int, config: TrainingConfig) -> Iterator[NDArray[np.int64] | None]:
    size = config.batch_size
    if size is None or size >= samples:
        while True:
            yield None
    rng = generator(config.seed, Stream.SHUFFLING)
    natural = np.arange(samples, dtype=np.int64)
    while True:
        order = rng.permutation(natural) if config.shuffle else natural
        for at in range(0, samples, size):
            yield order[at : at + size]
