"""Work that is done once and takes longer than a picture may: loading, judging, fetching. One thread, one pump."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

_PUMP_MS = 33
_JOIN_SECONDS = 2.0

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Job(Generic[T]):
    """One piece of work, as both sides see it.

    The worker asks `is_cancelled` and calls `report` now and then; the window reads `progress`.
    """

    work: "Callable[[Job[T]], T]"
    done: Callable[[T], object]
    failed: Callable[[Exception], object]
    progressed: Callable[[Any], object] | None = None
    progress: Any = None
    _shown: Any = None  # the progress that was told last
    _cancelled: Event = field(default_factory=Event)
    _outcome: Future[Any] = field(default_factory=Future)
    _is_told: bool = False

    def cancel(self) -> None:
        """Ask the work to end; neither `done` nor `failed` will be called."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether nobody wants the result any more."""
        return self._cancelled.is_set()

    def report(self, progress: Any) -> None:
        """Note in the worker how far it is, by any immutable value."""
        self.progress = progress

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be heard of it: it has been told, well or badly, or it was cancelled.

        Who waits for a job asks this rather than keep a note that only `done` takes away.
        """
        return self._is_told or self.is_cancelled()

    def do(self) -> None:
        """Do the work, in the worker."""
        try:
            self._outcome.set_result(None if self.is_cancelled() else self.work(self))
        except BaseException as fault:
            # Nobody will look then, and the way it came would keep the job, and its window, alive.
            if self.is_cancelled():
                self._outcome.set_result(None)
            else:
                self._outcome.set_exception(fault)

    def look(self) -> bool:
        """Tell in the window what is new; return whether this was the last there is to tell."""
        if self.is_cancelled():
            return True
        if self._outcome.done():
            return True
        if self.progress is not self._shown and self.progressed is not None:
            self._shown = self.progress
            self.progressed(self._shown)
        return False

    def tell(self) -> None:
        """Tell in the window what has come of it, unless it was cancelled."""
        if self.is_cancelled():
            return
        self._is_told = True
        fault = self._outcome.exception()
        if fault is None:
            self.done(self._outcome.result())
        elif isinstance(fault, Exception):
            self.failed(fault)
        else:
            raise fault


class Jobs(QObject):
    """Does jobs one after the other in a thread of its own, and tells of them in the window's.

    No Qt signal crosses a thread: a timer looks at what has become of the jobs while there are any.
    """

    def __init__(self, parent: QObject | None = None, *, patience_s: float = _JOIN_SECONDS) -> None:
        """Begin without jobs; when all ends, what is being done is waited for so long, and then left to itself."""
        super().__init__(parent)
        self._patience_s = patience_s
        self._orders: SimpleQueue[Job[Any] | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._is_shut_down = False
        self._open: list[Job[Any]] = []
        self._given, self._ended = 0, _Ended()
        self._pump = QTimer(self)
        self._pump.setInterval(_PUMP_MS)
        self._pump.timeout.connect(self._look)

    def start(
        self,
        work: Callable[[Job[T]], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        progressed: Callable[[Any], object] | None = None,
    ) -> Job[T]:
        """Do `work` as soon as the jobs before it are done, then call `done` with its result here.

        An exception goes to `failed`, or to the hook of unhandled ones, which logs it and tells of it once; the job
        is over in either case. `progressed` gets every new `job.progress`
        that the pump sees. After `shut_down` nothing is done any more, and the job is cancelled from the start.
        """
        job = Job(work, done, failed or _raise, progressed)
        if self._is_shut_down:
            job.cancel()
            return job
        if self._thread is None:
            self._thread = Thread(
                target=_work, args=(self._orders, self._ended), name="nnlab-jobs", daemon=True
            )
            self._thread.start()
        self._open.append(job)
        self._given += 1
        self._orders.put(job)
        if not self._pump.isActive():  # to start it again would put off its next look
            self._pump.start()
        return job

    @property
    def is_busy(self) -> bool:
        """Whether any job is not done that somebody still waits for."""
        return any(not job.is_cancelled() for job in self._open)

    @property
    def is_at_work(self) -> bool:
        """Whether a new job would have to wait: jobs are being done, or cancelled ones are coming to their end."""
        return self._given > self._ended.count

    def shut_down(self, *others: "Jobs") -> bool:
        """Cancel everything, here and in `others`, and wait at most some seconds in all for what is being done.

        Return whether nothing is being done any more.
        """
        every = (self, *others)
        for jobs in every:  # all hear of it before anybody is waited for
            jobs._close()
        began = time.monotonic()
        joined = [jobs._join(began + jobs._patience_s) for jobs in every]  # each has its chance
        return all(joined)

    def _close(self) -> None:
        self._is_shut_down = True
        self._pump.stop()
        for job in self._open:
            job.cancel()
        self._open.clear()
        self._orders.put(None)

    def _join(self, deadline: float) -> bool:
        if self._thread is None:
            return True
        self._thread.join(max(deadline - time.monotonic(), 0.0))
        return not self._thread.is_alive()

    def _look(self) -> None:
        # A callback may start jobs, cancel others or shut everything down. Should it raise, the others have their
        # turn at the next look.
        for job in tuple(self._open):
            if job in self._open and job.look():
                self._open.remove(job)
                job.tell()
        if not self._open:
            self._pump.stop()


@dataclass(slots=True)
class _Ended:
    """How many jobs the thread is through with. It alone counts; the window only looks."""

    count: int = 0


def _work(orders: "SimpleQueue[Job[Any] | None]", ended: _Ended) -> None:
    while (job := orders.get()) is not None:
        job.do()
        ended.count += 1
        del job  # while it waits for the next one it holds no result of the last


def _raise(fault: Exception) -> None:
    raise fault
