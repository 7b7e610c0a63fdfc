"""Where trials are made: something that gives an executor of `concurrent.futures`, whatever stands behind it."""

import logging
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, Protocol, TypeVar

from nnlab.engine import EngineError
from nnlab.files import Cancelled
from nnlab.trials.worker import hold, release

P = ParamSpec("P")
T = TypeVar("T")
_log = logging.getLogger("nnlab")


class BackendError(EngineError):
    """Workers that cannot be had, or cannot be used; the sentence says why. What has been made so far is kept.

    `code` is the kind of trouble, for who says it in another language; '' for one of its own.
    """

    def __init__(self, sentence: str, code: str = "") -> None:
        super().__init__(sentence)
        self.code = code


class GivenUpError(Exception):
    """A sweep was cancelled before its workers were there."""


def fault_of_run(error: BaseException) -> BackendError:
    """Return the refusal for a worker that raised `error`; what it says itself is for the log alone."""
    _log.error("a run failed", exc_info=error)
    return BackendError(f"a run came upon a fault of nnlab's own ({type(error).__name__}).", "fault")


def no_processes(error: BaseException) -> BackendError:
    """Return the refusal for workers that the system, or the program nnlab is part of, did not let begin."""
    _log.error("processes cannot be started", exc_info=error)
    return BackendError(
        f"this computer did not start processes for the runs ({type(error).__name__}). Take fewer of them, or close "
        "other programs.",
        "no-processes",
    )


class Crew(Protocol):
    """Workers that have a base at hand, while a sweep goes on."""

    key: str  # under which they have it
    executor: Executor  # who makes what is submitted; after `renew` it may be another one

    @property
    def ahead(self) -> int:
        """How many trials are submitted at a time: so many that no worker waits, so few that an end is quick."""

    def trouble(self, error: BaseException) -> BackendError | None:
        """Return why the sweep cannot go on after `error`, of a future; None where only workers were lost."""

    def losses(self, error: BaseException) -> int:
        """Return how many losses of a trial's workers such an error tells of: one, where nobody has tried again."""

    def renew(self) -> None:
        """Replace workers that were lost; trials under way with an executor that is replaced come to an end first."""

    def idle(self, seconds: float) -> None:
        """Hear, some times a second, how long nothing has come of any trial: workers may have to be looked after."""

    def end(self) -> None:
        """Have trials under way come to nothing, as nobody waits for them."""


class Backend(Protocol):
    """A kind of workers."""

    def crew(self, base: bytes) -> AbstractContextManager[Crew]:
        """Return workers for trials of the project `base`, the bytes of its file; after the context they are gone.

        Raises BackendError where there are none, and GivenUpError where it is cancelled before there are any.
        """


class SerialExecutor(Executor):
    """Makes everything at once, in the thread that submits it."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return a future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class InProcess:
    """No workers at all: trials are made one after the other in the thread that asks for them.

    A trial under way is given up when it is `cancelled`.
    """

    def __init__(self, cancelled: Cancelled = bool) -> None:
        self._cancelled = cancelled

    @contextmanager
    def crew(self, base: bytes) -> Iterator[Crew]:
        """Return this very thread."""
        crew = _Alone(uuid.uuid4().hex)
        hold(crew.key, base, self._cancelled)
        try:
            yield crew
        finally:
            release(crew.key)


@dataclass(slots=True)
class _Alone:
    key: str
    ahead: int = 1
    executor: Executor = field(default_factory=SerialExecutor)

    def trouble(self, error: BaseException) -> BackendError | None:
        return fault_of_run(error)

    def losses(self, _error: BaseException) -> int:
        return 1

    def renew(self) -> None:
        pass

    def idle(self, seconds: float) -> None:
        pass

    def end(self) -> None:
        pass
