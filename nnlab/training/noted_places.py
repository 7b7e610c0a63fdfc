"""When a training notes where it stands, so that there is a way back, and going that way."""

import time
from collections.abc import Callable

from nnlab.engine import Trainer
from nnlab.training.backward import Stop, go_to
from nnlab.training.trail import Trail, size_of

_NOTE_SECONDS = 0.25  # between two states of a run that are noted: a step back makes no more than that again
_QUICKLY_NOTED_BYTES = 4 * 1024 * 1024  # of weights and optimizer; larger networks are noted more seldom


class NotedPlaces:
    """The places of one training that are noted on its way."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._trail = Trail()
        self._noted = 0.0  # when a place was noted last, by the monotonic clock
        self._seconds = _NOTE_SECONDS

    @property
    def are_due(self) -> bool:
        """Whether it is time to note where a run stands that goes on and on."""
        return time.monotonic() - self._noted > self._seconds

    def note(self, goal: int | None = None) -> None:
        """Note where the training stands, for a way back; in the middle of a step that is its beginning.

        On the way to a `goal` the oldest place stays, so that the step under way can be taken back as a whole.
        """
        if not self._trail.holds(self._trainer.step_count):
            state = self._trainer.state
            if goal is None:
                self._trail.note(state)
            else:
                self._trail.note_on_way(state, goal)
            self._seconds = _NOTE_SECONDS * max(1.0, size_of(state) / _QUICKLY_NOTED_BYTES)
        self._noted = time.monotonic()

    def reach_back_from(self, here: Stop) -> bool:
        """Return whether a step back is possible: within a step, or to the one before."""
        return bool(here.operations or here.samples) or self._trail.reaches(here.step - 1)

    def go_back(self, stop: Stop, gives_up: Callable[[], bool]) -> bool:
        """Bring the training back to `stop`, if a way leads there; return whether it did.

        A way that is given up leaves the training where it was.
        """
        return self._trail.reaches(stop.step) and go_to(self._trainer, self._trail, stop, gives_up)

    def forget(self) -> None:
        """Forget all places: the training goes on by other settings, by which none of them leads here."""
        self._trail.clear()

    def forget_later(self) -> None:
        """Forget the places after where the training stands, to which it has gone back."""
        self._trail.forget_after(self._trainer.step_count)
