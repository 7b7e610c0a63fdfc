"""Stepping back: where a step of each size leads to, and the way there."""

from dataclasses import dataclass

from nnlab.engine import Trainer
from nnlab.training.control import StepSize
from nnlab.training.trail import Trail


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in a training: so many updates made, and of the next step so many operations or samples."""

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
            rows = _rows_of_last_batch(trainer)
            return Stop(here.step - 1, samples=rows - 1)
        case StepSize.BATCH:
            return Stop(here.step - (not inside))
        case StepSize.EPOCH:
            rows = trainer.position or (0 if inside else len(trainer.X))
            return Stop(here.step - _updates(trainer, rows))


def go_to(trainer: Trainer, trail: Trail, stop: Stop) -> None:
    """Put the trainer to `stop`, which the trail reaches, by making the steps again that lead there."""
    trainer.restore(trail.before(stop.step))
    # No rule ended the training on the way that it came, and none does now.
    trainer.advance(steps=stop.step - trainer.step_count)
    for _ in range(stop.operations):
        trainer.step_operation()
    trail.forget_after(stop.step)


def _updates(trainer: Trainer, rows: int) -> int:
    """Return how many updates use the first `rows` samples of a pass."""
    return -(-rows // (trainer.config.batch_size or len(trainer.X)))


def _rows_of_last_batch(trainer: Trainer) -> int:
    size = min(trainer.config.batch_size or len(trainer.X), len(trainer.X))
    return trainer.position % size or size if trainer.position else len(trainer.X) % size or size
