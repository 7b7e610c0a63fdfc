"""Stepping back: where a step of each size leads to, and the way there."""

from collections.abc import Callable
from dataclasses import dataclass

from nnlab.engine import Trainer, TrainState
from nnlab.engine.arrays import Floats
from nnlab.training.control import StepSize
from nnlab.training.trail import Trail

ALL_BUT_ONE = -1
_SLICE_SECONDS = 0.05  # of a way back, between two looks whether to give it up


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a training: so many updates made, and of the next step so many operations or samples.

    `samples` is ALL_BUT_ONE where it is not known before one is there how many the step uses.
    """

    step: int
    operations: int = 0
    samples: int = 0


def stop_before(trainer: Trainer, size: StepSize, here: Stop) -> Stop:
    """Return where a step of `size` back from `here` leads, be it reachable or not.

    A step under way is left by its beginning first: who is in the middle of a batch goes back to its start.
    """
    inside = here.operations > 0 or here.samples > 0
    match size:
        case StepSize.OPERATION:
            if here.operations > 0:
                return Stop(here.step, here.operations - 1)
            return Stop(here.step - 1, len(trainer.operations()) - 1)
        case StepSize.SAMPLE:
            if inside:
                return Stop(here.step, samples=max(here.samples - 1, 0))
            return Stop(here.step - 1, samples=ALL_BUT_ONE)
        case StepSize.BATCH:
            return Stop(here.step - (not inside))
        case StepSize.EPOCH:
            rows = trainer.position or (0 if inside else len(trainer.X))
            return Stop(here.step - _updates(trainer, rows))


@dataclass(frozen=True, eq=False, slots=True)
class _Departure:
    """All that is needed to stand again where a way back began, in the middle of a step, too."""

    state: TrainState
    operations: int
    gradient: Floats
    change: Floats
    last_loss: float

    @classmethod
    def of(cls, trainer: Trainer) -> "_Departure":
        gradient, change = trainer.gradient.copy(), trainer.change.copy()
        return cls(trainer.state, trainer.operations_done, gradient, change, trainer.last_loss)

    def return_to(self, trainer: Trainer) -> None:
        trainer.restore(self.state)
        for _ in range(self.operations):
            trainer.step_operation()
        trainer.gradient[...], trainer.change[...] = self.gradient, self.change
        trainer.last_loss = self.last_loss


def go_to(trainer: Trainer, trail: Trail, stop: Stop, gives_up: Callable[[], bool]) -> bool:
    """Put the trainer to `stop`, which the trail reaches, by making the steps again that lead there.

    `gives_up` is asked every now and then. Once it says so, the trainer returns to where it was, as if nothing had
    been asked for, last gradient and all, and False is returned: a place half-way is one that nobody chose, and a stop
    must not cost what has been trained. Places near the goal are noted on the way, so that the next step back from
    there is short, and so is a second try. The listener at ends of passes hears nothing: it has heard of them before.
    """
    departure = _Departure.of(trainer)
    listener, trainer.on_epoch_end = trainer.on_epoch_end, None
    try:
        trainer.restore(trail.before(stop.step))
        if not _repeat(trainer, trail, stop.step, gives_up):
            departure.return_to(trainer)
            return False
        for _ in range(stop.operations):
            trainer.step_operation()
    finally:
        trainer.on_epoch_end = listener
    trail.forget_after(stop.step)
    return True


def _repeat(trainer: Trainer, trail: Trail, goal: int, gives_up: Callable[[], bool]) -> bool:
    """Make the steps up to `goal` again; return whether it is reached."""
    # No rule ended the training on the way that it came, and none does now.
    for place in (*_places_to_note(trainer.step_count, goal), goal):
        while trainer.step_count < place:
            if gives_up():
                return False
            trainer.advance(steps=place - trainer.step_count, seconds=_SLICE_SECONDS)
        if place < goal:
            trail.note_on_way(trainer.state, goal)
    return True


def _places_to_note(start: int, goal: int) -> list[int]:
    """Return the steps between `start` and `goal` to note: the nearer to the goal, the closer.

    >>> _places_to_note(0, 100)
    [68, 92, 98]
    """
    back = 2  # a way leads from before the place where it ends, hence not the very next one
    places = []
    while goal - back > start:
        places.append(goal - back)
        back *= 4
    return places[::-1]


def _updates(trainer: Trainer, rows: int) -> int:
    """Return how many updates use the first `rows` samples of a pass."""
    return -(-rows // (trainer.config.batch_size or len(trainer.X)))
