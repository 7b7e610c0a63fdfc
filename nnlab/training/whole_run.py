"""One training from its beginning to its end, at full speed: what a command line and a sweep make of a run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from queue import Empty

from nnlab.engine import History, Parameters, StopReason, TrainState
from nnlab.training.control import FULL_SPEED, RunControl
from nnlab.training.divergence import Divergence, TrainingWarning
from nnlab.training.events import Diverged, Ended, Failed, Finished, Paused, Refused, Started, Warned
from nnlab.training.measures import Running
from nnlab.training.run import Run
from nnlab.training.run_setup import RunSetup
from nnlab.training.snapshot import Snapshot

_TICK_SECONDS = 0.1


class Fate(Enum):
    """How a training ended that no stop rule ended."""

    INTERRUPTED = "interrupted"
    DIVERGED = "diverged"
    FAILED = "failed"


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """What came of a training: why it ended, where it stands and what it took.

    From `training` one can go on; `history` is the curve up to there. `stop_epoch` is the index, from 0, of the epoch
    in which a stop rule held. `message` says what went wrong in a fault of nnlab's own. `running` holds the counts of
    the pass under way, or of the last one, where there are such.
    """

    ended_by: StopReason | Fate
    training: TrainState
    history: History
    seconds: float
    stop_epoch: int | None = None
    divergence: Divergence | None = None
    message: str = ""
    running: Running | None = None

    @property
    def parameters(self) -> Parameters:
        """The weights and biases that were reached."""
        return self.training.parameters


def train_whole(
    setup: RunSetup,
    *,
    cancelled: Callable[[], bool] | None = None,
    on_start: Callable[[], None] | None = None,
    on_progress: Callable[[Snapshot], None] | None = None,
    on_warning: Callable[[TrainingWarning], None] | None = None,
) -> Outcome:
    """Train until a stop rule holds, training explodes or it is `cancelled`; return what came of it.

    `cancelled` is asked, and `on_progress` called, some ten times a second, `on_start` when all is prepared: all in the
    thread that calls this. Raises EngineError when the network cannot be trained on the data.
    """
    control = RunControl(FULL_SPEED)
    control.play()
    run = Run(1, setup, control)
    watch = Watch(run, on_start, on_progress, on_warning)
    began = time.perf_counter()
    run.start()
    while not watch.ended:
        if cancelled is not None and cancelled():
            control.pause()  # it rests where one could go on
        watch.wait()
    return watch.outcome(time.perf_counter() - began)


class Watch:
    """Reads the events of one run until its end; call `wait` until `ended`, then `outcome`."""

    def __init__(
        self,
        run: Run,
        on_start: Callable[[], None] | None,
        on_progress: Callable[[Snapshot], None] | None,
        on_warning: Callable[[TrainingWarning], None] | None,
    ) -> None:
        self.ended = False
        self._run = run
        self._on_start = on_start
        self._on_progress = on_progress
        self._on_warning = on_warning
        self._rested: Paused | None = None
        self._finished: Finished | None = None
        self._failed: Failed | None = None
        self._refused: Refused | None = None
        self._divergence: Divergence | None = None

    def wait(self) -> None:
        """Wait for the next event for a tick, and deal with it."""
        try:
            event = self._run.events.get(timeout=_TICK_SECONDS)
        except Empty:
            self._show_progress()
            return
        match event:
            case Started() if self._on_start is not None:
                self._on_start()
            case Finished():
                self._finished = event
            case Failed():
                self._failed = event
            case Refused():
                self._refused = event
            case Diverged(divergence=divergence):
                self._divergence = divergence
            case Paused():  # after an explosion, or an interruption
                self._rested = event
                self._run.control.stop()
            case Warned(warning=warning) if self._on_warning is not None:
                self._on_warning(warning)
            case Ended():
                self.ended = True

    def _show_progress(self) -> None:
        if self._on_progress is None:
            return
        snapshot = self._run.mailbox.take()
        if snapshot is not None:
            self._on_progress(snapshot)
        self._run.mailbox.request()

    def outcome(self, seconds: float) -> Outcome:
        """Return what came of the run, which has ended; raises EngineError when it was refused."""
        if self._refused is not None:
            raise self._refused.error
        if self._failed is not None:
            nothing = History.empty()  # the curve may be part of what went wrong
            return Outcome(Fate.FAILED, self._failed.state, nothing, seconds, message=self._failed.message)
        last = self._finished or self._rested
        assert last is not None
        ended_by: StopReason | Fate = Fate.INTERRUPTED
        stop_epoch = None
        if self._divergence is not None:
            ended_by = Fate.DIVERGED
        elif self._finished is not None:
            ended_by, stop_epoch = self._finished.reason, self._finished.stop_epoch
        return Outcome(
            ended_by,
            last.state,
            last.snapshot.history,
            seconds,
            stop_epoch,
            divergence=self._divergence,
            running=last.snapshot.running,
        )
