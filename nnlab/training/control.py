"""The controls of a run: written by the window, obeyed by the worker."""

import time
from collections import deque
from dataclasses import dataclass
from enum import Enum
from threading import Condition
from typing import Any

from nnlab.training.divergence import LOOK_EVERY

_SLICE_SECONDS = 0.004  # tiny networks fight the window for the interpreter: work in short slices
_MOST_STEPS_AT_ONCE = LOOK_EVERY  # so that the guard sees every loss
_LONGEST_WAY_SECONDS = 0.02  # given to the window, however much its user moves
_MOST_BEHIND_SECONDS = 0.1  # a paced run that falls behind does not catch up for longer than this


class StepSize(Enum):
    """How far one press on Step goes."""

    EPOCH = "epoch"
    BATCH = "batch"
    SAMPLE = "sample"
    OPERATION = "operation"


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a run goes: `per_second` of `unit` (OPERATION or BATCH), or as fast as it can when None."""

    unit: StepSize
    per_second: float | None


FULL_SPEED = Speed(StepSize.BATCH, None)

# From one operation a second to as fast as the machine goes.
SPEEDS: tuple[Speed, ...] = (
    *(Speed(StepSize.OPERATION, rate) for rate in (1, 3, 10, 30)),
    *(Speed(StepSize.BATCH, rate) for rate in (1, 3, 10, 30, 100, 300, 1000, 3000)),
    FULL_SPEED,
)


@dataclass(frozen=True, slots=True)
class Rest:
    """Tell that you rest, then ask again: the next turn comes when there is something to do."""


@dataclass(frozen=True, slots=True)
class Advance:
    """Make at most `steps` updates in at most `seconds`, or one operation; `paced` if somebody can follow."""

    steps: int
    seconds: float
    unit: StepSize
    paced: bool


@dataclass(frozen=True, slots=True)
class OneStep:
    """Make one step of `size`, then rest."""

    size: StepSize


@dataclass(frozen=True, slots=True)
class OneStepBack:
    """Go one step of `size` back, then rest."""

    size: StepSize


@dataclass(frozen=True, slots=True)
class Turn:
    """What the worker does next, after making `changes` of settings."""

    order: Rest | Advance | OneStep | OneStepBack
    changes: dict[str, Any]


class RunControl:
    """Pause, resume, step, stop, speed and changes of settings of one run. Every method is safe from any thread."""

    def __init__(self, speed: Speed = FULL_SPEED) -> None:
        self._condition = Condition()
        self._speed = speed
        self._playing = False
        self._stopping = False
        self._rest_given = False  # the worker has been told to rest
        self._rest_told = False  # and has told that it does
        self._interrupted = False
        self._reports = False  # somebody wants to know how far it is
        self._traces = False  # somebody looks at the arithmetic
        self._steps: deque[OneStep | OneStepBack] = deque()
        self._hurried = 0  # of these, how many somebody waits for
        self._changes: dict[str, Any] = {}
        self._due = 0.0
        self._way_until = 0.0
        self._advanced = 0.0  # when the last turn of a run that plays was granted

    # -- the window's side ---------------------------------------------------------------------------

    def play(self) -> None:
        """Go on until paused."""
        with self._condition:
            self._playing = True
            self._rest_given = self._rest_told = False
            self._due = time.monotonic()
            self._condition.notify()

    def pause(self, *, keep_steps: bool = False) -> None:
        """Rest after the slice under way; steps that were asked for before are dropped, or still made.

        A pass over the data, also one that is still to come, ends with its next slice: who waits must not wait long.
        """
        with self._condition:
            self._playing, self._interrupted = False, True
            if not keep_steps:
                self._steps.clear()
            self._hurried = len(self._steps)
            self._condition.notify()

    def step(self, size: StepSize) -> None:
        """Make one step and rest; a run that plays is paused first."""
        self._take_step(OneStep(size))

    def step_back(self, size: StepSize) -> None:
        """Go one step back and rest; a run that plays is paused first. Nothing happens where no way leads back."""
        self._take_step(OneStepBack(size))

    def _take_step(self, step: OneStep | OneStepBack) -> None:
        with self._condition:
            self._playing = self._rest_given = self._rest_told = False
            self._steps.append(step)
            self._condition.notify()

    def stop(self) -> None:
        """End the run after the slice under way."""
        with self._condition:
            self._stopping = self._interrupted = True
            self._condition.notify()

    def set_speed(self, speed: Speed) -> None:
        """Go faster or slower from now on."""
        with self._condition:
            self._speed = speed
            self._due = time.monotonic()
            self._condition.notify()

    def give_way(self, seconds: float) -> None:
        """Leave the interpreter to the window for `seconds` from now, once the slice under way has ended."""
        self._way_until = time.monotonic() + seconds  # without the lock: it comes with every point of a pen

    def configure(self, **changes: Any) -> None:
        """Change settings before the next update; weights stay. A run that rests takes them in and rests again."""
        with self._condition:
            self._changes.update(changes)
            self._rest_given = self._rest_told = False
            self._condition.notify()

    def set_traces(self, traces: bool) -> None:
        """Have snapshots carry the step under way whole, or not; a run that rests tells of itself anew."""
        with self._condition:
            self._traces = traces
            if traces:
                self._rest_given = self._rest_told = False
                self._condition.notify()

    def ask_state(self) -> None:
        """Have the worker tell, after the slice under way, how far it is; nothing else changes."""
        self._reports = True

    @property
    def is_resting(self) -> bool:
        """Whether all that was asked for is done, and the worker has told so."""
        with self._condition:
            return self._rest_told

    # -- the worker's side ---------------------------------------------------------------------------

    @property
    def is_interrupted(self) -> bool:
        """Whether a pause or a stop has been asked for since the turn under way began."""
        return self._interrupted

    @property
    def traces(self) -> bool:
        """Whether snapshots carry the step under way."""
        return self._traces

    def claim_report(self) -> bool:
        """Return whether somebody has asked for the state since the last time."""
        if not self._reports:  # without the lock, as the mailbox: it is asked after every slice
            return False
        self._reports = False
        return True

    def wait_turn(self) -> Turn | None:
        """Return what to do next, waiting for it as pause and speed demand; None ends the run."""
        with self._condition:
            while not self._stopping:
                order = self._next_order()
                if order is not None:
                    changes, self._changes = self._changes, {}
                    return Turn(order, changes)
                self._condition.wait(self._seconds_to_wait())
            return None

    def tell_rest(self) -> None:
        """Note that the worker has told that it rests; an order that came in between is not forgotten."""
        with self._condition:
            self._rest_told = self._rest_given

    def rest(self) -> None:
        """Pause from the worker's side: training exploded, or a stop rule held."""
        with self._condition:
            self._playing = False
            self._steps.clear()
            self._hurried = 0

    def _next_order(self) -> Rest | Advance | OneStep | OneStepBack | None:
        self._interrupted = self._hurried > 0
        if self._steps:
            self._hurried -= self._interrupted
            return self._steps.popleft()
        if not self._playing:
            if self._rest_given:
                return None
            self._rest_given = True
            return Rest()
        rate, now = self._speed.per_second, time.monotonic()
        if now < self._end_of_way():
            return None
        self._advanced = now
        if rate is None:
            return Advance(_MOST_STEPS_AT_ONCE, _SLICE_SECONDS, StepSize.BATCH, paced=False)
        self._due = max(self._due, now - max(_MOST_BEHIND_SECONDS, 1.5 / rate))
        steps = int((now - self._due) * rate)
        if steps < 1:
            return None
        steps = 1 if self._speed.unit is StepSize.OPERATION else min(steps, _MOST_STEPS_AT_ONCE)
        self._due += steps / rate
        return Advance(steps, _SLICE_SECONDS, self._speed.unit, paced=rate <= 100)

    def _seconds_to_wait(self) -> float | None:
        """Return how long to wait for the next update of a run that plays, or None to wait for a call."""
        if not self._playing:
            return None
        # The due time is that of the last update granted: the next is one interval later.
        due = 0.0 if self._speed.per_second is None else self._due + 1.0 / self._speed.per_second
        return max(due, self._end_of_way(), time.monotonic() + 0.0005) - time.monotonic()

    def _end_of_way(self) -> float:
        """Return until when the run leaves the interpreter to the window: even a restless hand does not stop it."""
        return min(self._way_until, self._advanced + _LONGEST_WAY_SECONDS)
