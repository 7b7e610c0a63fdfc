"""Which step of a training is looked at whole: the one under way, the one just made, or the next."""

from nnlab.engine import TracedStep, Trainer
from nnlab.engine.errors import TooLargeError
from nnlab.training.backward import Stop
from nnlab.training.snapshot import TraceView


class Tracing:
    """Has the steps of one training traced while somebody looks, each of them once."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._traced: TracedStep | None = None  # the step under way or the one made last
        self._shows_made = False  # whether the step made last is to be looked at, not the next one

    def trace(self) -> TracedStep | None:
        """Return the step under way, or the next one, whole; None if it has too many numbers."""
        if self._traced is None or self._traced.number != self._trainer.step_count:
            try:
                self._traced = self._trainer.trace_step()
            except TooLargeError:
                self._traced = None
        return self._traced

    def show_made(self, shows: bool) -> None:
        """Look at the step made last from now on, or else at the next one."""
        self._shows_made = shows

    def forget(self) -> None:
        """Forget the traced step: its numbers are no longer those of the training, or nobody looks."""
        self._traced = None

    def went_back(self) -> None:
        """Forget a step that was not the one to which the training has gone back, and look at that."""
        self._shows_made = False
        if self._traced is not None and self._traced.number != self._trainer.step_count:
            self._traced = None

    def view(self, here: Stop) -> TraceView | None:
        """Return the step that is looked at from `here`; None if it has too many numbers."""
        made = self._traced
        if made is not None and self._shows_made and made.number == here.step - 1:
            return TraceView(made, len(made.operations))
        step = self.trace()
        return None if step is None else TraceView(step, here.operations)
