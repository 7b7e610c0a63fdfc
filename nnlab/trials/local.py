"""Workers that are processes of this machine."""

import multiprocessing
import os
import signal
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

from nnlab.engine.specs import check_count
from nnlab.trials.backend import BackendError, fault_of_run, no_processes
from nnlab.trials.worker import hold

P = ParamSpec("P")
T = TypeVar("T")

MOST_PROCESSES = 61  # as many as Windows can wait for


class LocalProcesses:
    """Up to `jobs` processes; None for as many as this program may use processors. Raises EngineError.

    They are started afresh, with nothing of this program in them ('spawn'), so that it is the same on every system
    and beside threads and windows; and they end with it, however it ends.
    """

    def __init__(self, jobs: int | None = None) -> None:
        jobs = min(usable_processors(), MOST_PROCESSES) if jobs is None else jobs
        check_count("the number of processes", jobs, MOST_PROCESSES)
        self.jobs = jobs

    @contextmanager
    def crew(self, base: bytes) -> Iterator["_Processes"]:
        """Return processes that have `base`; those that still work when the context ends are told to stop.

        Raises BackendError where there cannot be any.
        """
        try:
            crew = _Processes(self.jobs, base)
        except OSError as error:  # no more semaphores, or files
            raise no_processes(error) from error
        try:
            yield crew
        finally:
            crew.close()


def usable_processors() -> int:
    """Return how many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait, in this thread and for good in the processes that it starts meanwhile.

    A terminal sends it to them all, and one that is still loading Python would say so with a traceback. Windows has
    no such mask: there a worker hears it until `_begin` is reached, some tenths of a second.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Pool(ProcessPoolExecutor):
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Submit as any pool does. Raises BackendError where a process that it takes cannot be started."""
        try:
            with _interrupts_held():  # a new process begins with the mask of the thread that starts it
                return super().submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            raise
        except (OSError, RuntimeError) as error:  # the latter in a program whose main module has no guard
            raise no_processes(error) from error


class _Processes:
    def __init__(self, jobs: int, base: bytes) -> None:
        self.key = uuid.uuid4().hex
        self._jobs, self._base = jobs, base
        self._context = multiprocessing.get_context("spawn")
        self._stop = self._context.Event()
        self.ahead = 2 * jobs
        self.executor: Executor = self._pool()

    def _pool(self) -> ProcessPoolExecutor:
        return _Pool(
            self._jobs,
            mp_context=self._context,
            initializer=_begin,
            initargs=(self.key, self._base, self._stop),
        )

    def trouble(self, error: BaseException) -> BackendError | None:
        return None if isinstance(error, BrokenProcessPool) else fault_of_run(error)

    def losses(self, _error: BaseException) -> int:
        return 1

    def renew(self) -> None:
        """Start other processes: those of a pool that has lost one are ended by it."""
        self.executor.shutdown(wait=True, cancel_futures=True)
        try:
            self.executor = self._pool()
        except OSError as error:
            raise no_processes(error) from error

    def idle(self, seconds: float) -> None:
        """Nothing is to be done: a process that ends breaks its pool."""

    def end(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self._stop.set()
        self.executor.shutdown(wait=True, cancel_futures=True)


def _begin(key: str, base: bytes, stop: Event) -> None:
    """Make a worker of a new process. Ctrl-C is for the program that started it, which then sets `stop`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # For ever: a trial that ended would else give its threads back while others go on.
    threadpool_limits(limits=1, user_api="blas")
    threading.Thread(target=_end_with_parent, name="nnlab-parent", daemon=True).start()
    hold(key, base, stop.is_set)


def _end_with_parent() -> None:
    """Wait until the program that started this process is gone, and go too: else it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
