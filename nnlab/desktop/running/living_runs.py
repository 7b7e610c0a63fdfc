"""The threads of training that are alive: the run that goes on from the document, and those that are about to end."""

import time
from collections.abc import Iterator

from nnlab.project import ProjectState
from nnlab.training import SPEEDS, Event, Run, RunControl, RunSetup, Speed

_JOIN_SECONDS = 3.0
_WAY_SECONDS = 0.006  # a picture, or the answer to a hand, takes about as long


class LivingRuns:
    """Begins runs, at one speed for all of them, and keeps those that were dropped until they have ended."""

    def __init__(self) -> None:
        self.current: Run | None = None
        self.speed = SPEEDS[-1]
        self._dropped: list[Run] = []
        self._last_id = 0

    @property
    def are_ending(self) -> bool:
        """Whether runs that were dropped have not ended yet."""
        return bool(self._dropped)

    def begin(self, state: ProjectState, *, guarded: bool, traces: bool) -> Run:
        """Return a run that goes on from `state`, the current one from now on; it is not started yet."""
        self._last_id += 1
        setup = RunSetup(
            state.dataset, state.training, state.config, state.given, state.history, guarded=guarded
        )
        control = RunControl(self.speed)
        control.set_traces(traces)
        self.current = Run(self._last_id, setup, control)
        return self.current

    def events(self) -> Iterator[tuple[Run, Event]]:
        """Yield what runs tell, of each in order; whoever takes it may drop the current run on the way."""
        for run in (*self._dropped, self.current):
            while run is not None and not run.events.empty():
                yield run, run.events.get()

    def set_speed(self, speed: Speed) -> None:
        """Go faster or slower, now and in later runs."""
        self.speed = speed
        if self.current is not None:
            self.current.control.set_speed(speed)

    def give_way(self) -> None:
        """Let training rest for the few milliseconds in which the window answers a hand or shows a picture."""
        if self.current is not None:
            self.current.control.give_way(_WAY_SECONDS)

    def drop(self) -> None:
        """Have the current run end; its thread is joined when its last event has come."""
        if self.current is not None:
            self.current.control.stop()
            self._dropped.append(self.current)
            self.current = None

    def forget(self, run: Run) -> bool:
        """Join a run whose last event has come; return whether it was the current one."""
        run.join(_JOIN_SECONDS)
        self._dropped = [other for other in self._dropped if other is not run]
        if run is not self.current:
            return False
        self.current = None
        return True

    def end_all(self) -> None:
        """End every run and wait for its thread, at most some seconds; the current one can still be asked."""
        runs = [*self._dropped, *([self.current] if self.current else [])]
        for run in runs:
            run.control.stop()
        deadline = time.monotonic() + _JOIN_SECONDS
        for run in runs:
            run.join(max(deadline - time.monotonic(), 0.0))
        self._dropped.clear()
