"""Trainings beside that of the bench, one plan at a time: who makes them, when they began, and how they end."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.engine import EngineError
from nnlab.files.errors import FileError
from nnlab.trials.backend import Backend
from nnlab.trials.local import LocalProcesses, usable_processors
from nnlab.trials.trial import TrialResult


@dataclass(frozen=True, slots=True)
class Workers:
    """Who is asked to train: so many processes of this computer, or the cluster of a `scheduler` where one is named."""

    processes: int
    scheduler: str = ""


Cancelled = Callable[[], bool]
MakeBackend = Callable[[Workers, Cancelled], Backend]


def workers_for(workers: Workers, cancelled: Cancelled) -> Backend:
    """Return who makes trainings: processes of this computer, or a cluster."""
    if workers.scheduler:
        from nnlab.trials.cluster import DaskCluster

        return DaskCluster(workers.scheduler, cancelled)
    return LocalProcesses(workers.processes)


def most_workers() -> int:
    """Return how many processes there are to begin with: one is left to the window where there are some."""
    return max(usable_processors() - 1, 1)


class TrialWork(QObject):
    """Has a plan worked through in the lane of trials, which sweeps and cross-validations share.

    Who derives from it takes the results so far (`take_results`), what came of it all, and what is to be done at the
    end, however it comes (`on_end`).
    """

    running_changed = Signal(object)  # bool
    failed = Signal(object)  # Exception with a sentence: trainings cannot be, or not go on

    def __init__(self, lab: Lab, backend: MakeBackend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab, self._backend = lab, backend
        self._job: Job[Any] | None = None
        self._began = 0.0  # by the monotonic clock
        self._waits = False  # for other trainings in the same lane

    @property
    def is_running(self) -> bool:
        """Whether trainings are being made."""
        return self._job is not None

    @property
    def waits(self) -> bool:
        """Whether no training is being made yet, for another plan is worked through, or comes to its end."""
        return self.is_running and self._waits

    @property
    def seconds_so_far(self) -> float:
        """How long trainings have been made."""
        return time.monotonic() - self._began

    def stop(self) -> None:
        """Make no more trainings; those that are made stay."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def take_results(self, results: tuple[TrialResult, ...]) -> None:
        """Take note of all results so far."""
        raise NotImplementedError

    def on_end(self) -> None:
        """Do what is to be done when no more trainings are made."""

    def _begin(
        self,
        work: Callable[[Callable[[Cancelled], Backend], Job[Any]], Any],
        workers: Workers,
        done: Callable[[Any], object],
    ) -> None:
        """Start `work`, which is given what makes the backend; it reports its results, first of all those it has."""
        # Trainings that were stopped go on until their workers have heard of it.
        self._waits, self._began = self._lab.trials.is_at_work, time.monotonic()
        job = partial(work, partial(self._backend, workers))
        self._job = self._lab.trials.start(job, done, self._on_failed, self._on_progressed)

    def _on_progressed(self, results: tuple[TrialResult, ...]) -> None:
        if self._waits:
            self._waits, self._began = False, time.monotonic()
        self.take_results(results)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, EngineError | FileError):
            raise error
        self.failed.emit(error)

    def _end(self) -> None:
        if self._waits:  # it came to its end before there was anything to report
            self._waits, self._began = False, time.monotonic()
        self._job = None
        self.on_end()
        self.running_changed.emit(False)
