"""Work that is done once and takes longer than a picture may: loading, judging, fetching. One thread, one pump."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

_PUMP_MS = 33

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Job(Generic[T]):
    """One piece of work, as both sides see it.

    The worker asks `is_cancelled` now and then and writes `progress`, any immutable value; the window reads it.
    """

    work: "Callable[[Job[T]], T]"
    done: Callable[[T], object]
    failed: Callable[[Exception], object]
    progressed: Callable[[Any], object] | None = None
    progress: Any = None
    _cancelled: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the work to end; neither `done` nor `failed` will be called."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether nobody wants the result any more."""
        return self._cancelled.is_set()


class Jobs(QObject):
    """Does jobs one after the other in a thread of its own, and tells of them in the window's.

    No Qt signal crosses a thread: a timer looks at what has become of the jobs while there are any.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="nnlab-job")
        self._open: list[tuple[Job[Any], Future[Any], Any]] = []
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

        An exception goes to `failed`, or to the hook of unhandled ones. `progressed` gets every new `job.progress`
        that the pump sees.
        """
        job = Job(work, done, failed or _raise, progressed)
        self._open.append((job, self._executor.submit(_do, job), None))
        self._pump.start()
        return job

    @property
    def is_busy(self) -> bool:
        """Whether any job is not done."""
        return any(not job.is_cancelled() for job, _, _ in self._open)

    def shut_down(self) -> None:
        """Cancel everything; what is being done ends as soon as it notices."""
        self._pump.stop()
        for job, _, _ in self._open:
            job.cancel()
        self._open.clear()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _look(self) -> None:
        still_open = []
        finished = []
        for job, future, shown in self._open:
            if future.done():
                finished.append((job, future))
                continue
            if job.progress is not shown and not job.is_cancelled() and job.progressed is not None:
                shown = job.progress
                job.progressed(shown)
            still_open.append((job, future, shown))
        self._open = still_open
        if not self._open:
            self._pump.stop()
        for job, future in finished:  # after the list is in order: what is done may start a new job
            _tell(job, future)


def _do(job: Job[T]) -> T | None:
    return None if job.is_cancelled() else job.work(job)


def _tell(job: Job[Any], future: Future[Any]) -> None:
    if job.is_cancelled():
        return
    fault = future.exception()
    if fault is None:
        job.done(future.result())
    elif isinstance(fault, Exception):
        job.failed(fault)
    else:
        raise fault


def _raise(fault: Exception) -> None:
    raise fault
