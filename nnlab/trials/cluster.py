"""Workers of a Dask cluster that is there already. `distributed` (the extra 'cluster') is needed only here."""

import logging
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from threadpoolctl import threadpool_limits

from nnlab import __version__
from nnlab.files import Cancelled
from nnlab.files.errors import counted
from nnlab.trials.addresses import require_address
from nnlab.trials.backend import BackendError, GivenUpError, fault_of_run
from nnlab.trials.cluster_calls import answer_of, ask_each, say_last
from nnlab.trials.versions import difference, maker
from nnlab.trials.worker import hold, release

if TYPE_CHECKING:
    from distributed import Client

Tell = Callable[[BackendError], object]
T = TypeVar("T")

ANSWER_SECONDS = 5.0  # after which a scheduler is said not to answer
WORKER_SECONDS = 20.0  # after which a worker is; it may have to load nnlab first, from a disk far away
_END_SECONDS = 1.0
_COUNT_SECONDS = 2.0  # after which workers are counted again: some come later
_COUNTED_SECONDS = 1.0  # within which a scheduler says how many there are, or it stays at those before
_QUIET_SECONDS = (
    10.0  # without any result, after which workers are asked, again and again, whether they are there
)
_PING_SECONDS = 3.0
_LOOKS = 3  # at the workers while a sweep begins, in the midst of which some may be lost
_LOOK_SECONDS = 0.5  # between two of them; in it a scheduler hears that a worker is gone


class DaskCluster:
    """The workers behind the Dask scheduler at `address`, such as 'tcp://host:8786'.

    All must run this nnlab, this Python and this NumPy, and compute to the same bits as this program does
    (`versions.maker`): only then are their results those of any other workers. Who is there at the beginning is asked
    at once, who comes later before the first trial.

    No call to the cluster is waited for without an end, and while one is, `cancelled` is asked. What keeps trials
    waiting meanwhile, such as a worker that does not answer, is told to `tell`, in the thread of the sweep.
    """

    def __init__(
        self,
        address: str,
        cancelled: Cancelled = bool,  # bool() is False
        tell: Tell | None = None,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        worker_seconds: float = WORKER_SECONDS,
    ) -> None:
        self._address, self._cancelled, self._tell = address, cancelled, tell
        self._seconds, self._worker_seconds = answer_seconds, worker_seconds

    @contextmanager
    def crew(self, base: bytes) -> Iterator["_Workers"]:
        """Return the cluster's workers, each of which has `base`, those too that come later.

        Raises BackendError where there is no scheduler, no worker, or one that is another kind or does not answer,
        and GivenUpError when it is cancelled before.
        """
        with _unheard():
            yield from self._crew(base)

    def _crew(self, base: bytes) -> Iterator["_Workers"]:
        client = self._client()
        try:
            self._require_workers(client)
            key = uuid.uuid4().hex
            plugin = _plugin(key, base, maker())
            self._give_watch(client, _watch(plugin.name, client.id))
            try:
                self._give_base(client, plugin)
                workers = _Workers(client, key, self._cancelled, self._tell)
                try:
                    yield workers
                finally:
                    say_last(lambda: workers.executor.shutdown(wait=False))
            finally:
                say_last(lambda: client.unregister_worker_plugin(plugin.name))
        finally:
            say_last(lambda: client.close(timeout=_END_SECONDS), 2 * _END_SECONDS)

    def _asked(self, ask: Callable[[], T], seconds: float) -> T:
        return answer_of(ask, seconds, self._cancelled)

    def _client(self) -> "Client":
        require_address(self._address)
        try:
            kind = _client_class()
        except ImportError as error:
            raise BackendError(
                "a cluster needs the library 'distributed', which is not installed: pip install nnlab[cluster].",
                "no-library",
            ) from error
        try:
            return self._asked(
                lambda: kind(self._address, timeout=self._seconds, set_as_default=False), 2 * self._seconds
            )
        except (OSError, ValueError, TypeError) as error:  # TimeoutError is an OSError
            raise BackendError(
                f"the scheduler {self._address!r} does not answer. Check its address, like tcp://host:8786, and that "
                "it runs the same 'distributed'.",
                "no-answer",
            ) from error

    # -- who is there ------------------------------------------------------------------------------------

    def _require_workers(self, client: "Client") -> None:
        """Raise BackendError unless there are workers, all with the versions and the kernels of this program."""
        try:
            self._asked(lambda: client.wait_for_workers(1, timeout=self._seconds), 2 * self._seconds)
        except OSError as error:
            raise self._no_workers() from error
        for worker, theirs in self._answers(client, maker).items():
            if isinstance(theirs, Exception):  # whatever kept it from importing this module
                raise BackendError(
                    f"the workers of {self._address!r} cannot run nnlab {__version__}: install it there as well.",
                    "not-there",
                ) from theirs
            _require_same(worker, theirs)

    def _answers(self, client: "Client", question: Callable[[], T]) -> dict[str, T | Exception]:
        """Return what each worker answers; those that are lost while they are asked are looked for no more.

        Raises BackendError where one says nothing, where one cannot be reached that the scheduler does not give up,
        and where none is left.
        """
        for look in range(_LOOKS):
            ask = partial(
                ask_each, client, question, self._worker_seconds, pause=_LOOK_SECONDS if look else 0.0
            )
            try:
                answers = self._asked(ask, self._worker_seconds + self._seconds)
            except OSError as error:
                raise _gone() from error
            silent = [worker for worker, answer in answers.items() if isinstance(answer, TimeoutError)]
            if silent:
                raise BackendError(f"{_silent(silent)}. End it, or start it anew.", "silent-worker")
            if not any(isinstance(answer, OSError) for answer in answers.values()):
                if not answers:
                    raise self._no_workers()
                return answers
        raise _lost()

    def _no_workers(self) -> BackendError:
        return BackendError(
            f"the scheduler {self._address!r} has no workers. Start some: dask worker {self._address}",
            "no-workers",
        )

    # -- what they are given -----------------------------------------------------------------------------

    def _give_watch(self, client: "Client", watch: Any) -> None:
        """Have the scheduler tidy up. It may take no plugins; then only a client that ends well does."""
        try:
            self._asked(lambda: client.register_plugin(watch, name=watch.name), self._seconds)
        except GivenUpError:
            raise
        except Exception:
            return

    def _give_base(self, client: "Client", plugin: Any) -> None:
        """Give the base to the workers. Raises BackendError where one says nothing, or too many are lost meanwhile."""
        for _ in range(_LOOKS):
            try:
                self._asked(lambda: client.register_plugin(plugin, name=plugin.name), self._worker_seconds)
                return
            except OSError:  # of a worker that is lost; one that says nothing is named here
                self._answers(client, bool)
        raise _lost()


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Dask from writing to the terminal: what a user has to know is told in a sentence."""
    with suppress(ImportError):
        import_module("distributed")  # which says how much its loggers write
    levels = {name: logging.getLogger(name).level for name in ("distributed", "distributed.client")}
    for name in levels:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _require_same(worker: str, theirs: tuple[str, ...]) -> None:
    """Raise BackendError where a worker's results could differ from those made here."""
    ours = maker()
    other = difference(theirs, ours)
    if other:
        does = "Use workers of one kind." if theirs[:3] == ours[:3] else "Install the same there."
        raise BackendError(
            f"the worker {worker} has {other}, and results could differ. {does}", "another-kind"
        )


class _Workers:
    def __init__(self, client: "Client", key: str, cancelled: Cancelled, tell: Tell | None) -> None:
        self.key = key
        self._client, self._cancelled, self._tell = client, cancelled, tell
        self._looks, self._told = 0, ""  # since the last result
        self.executor: Executor = client.get_executor(pure=False)
        self._threads, self._next_count = 1, time.monotonic()

    @property
    def ahead(self) -> int:
        """Two trials for each thread of those workers that are there now, who may be more than at the beginning."""
        if time.monotonic() >= self._next_count:
            with suppress(Exception):  # a scheduler that is gone shows in what was submitted
                threads = self._client.sync(self._client.scheduler.ncores, callback_timeout=_COUNTED_SECONDS)
                self._threads = max(sum(threads.values()), 1)
            self._next_count = time.monotonic() + _COUNT_SECONDS
        return 2 * self._threads

    def trouble(self, error: BaseException) -> BackendError | None:
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return None
        if self._client.status != "running":
            return _gone()
        return fault_of_run(error)

    def losses(self, error: BaseException) -> int:
        """Return two where Dask has itself given the trial to one worker after the other, and lost them all.

        Any that were on their way to those are under the same suspicion; made once more alone, each shows its own.
        """
        from distributed import KilledWorker

        return 2 if isinstance(error, KilledWorker) else 1

    def renew(self) -> None:
        """Nothing is to be done: the cluster has other workers, or gets some."""

    def idle(self, seconds: float) -> None:
        """Look now and then whether there are workers, and whether all of them answer; tell where it is not so."""
        if seconds < _QUIET_SECONDS:
            self._looks, self._told = 0, ""
        elif seconds >= _QUIET_SECONDS * (1 + self._looks) and self._tell is not None:
            self._looks += 1
            missing = self._missing()
            if missing is not None and str(missing) != self._told:
                self._told = str(missing)
                self._tell(missing)

    def _missing(self) -> BackendError | None:
        """Return what keeps trials waiting, None for nothing: they may only be long."""
        try:
            ask = partial(ask_each, self._client, bool, _PING_SECONDS)
            answers = answer_of(ask, _PING_SECONDS + _COUNTED_SECONDS, self._cancelled)
        except (GivenUpError, Exception):  # a scheduler that is gone shows in what was submitted
            return None
        silent = [worker for worker, answer in answers.items() if isinstance(answer, TimeoutError)]
        if not answers:
            return BackendError(
                "the cluster has no workers any more. The runs wait for new ones.", "no-workers-left"
            )
        if not silent:
            return None
        return BackendError(
            f"{_silent(silent)}. Its runs wait until the cluster gives it up: end it, or start it anew.",
            "waits-for-worker",
        )

    def end(self) -> None:
        say_last(lambda: self._client.run(release, self.key, on_error="ignore"))


def _gone() -> BackendError:
    return BackendError("the scheduler of the cluster does not answer any more.", "gone")


def _lost() -> BackendError:
    return BackendError(
        "workers of the cluster were lost while the sweep began. Begin it again when they are there.",
        "lost-worker",
    )


def _silent(workers: Sequence[str]) -> str:
    """Return who does not answer, in words."""
    first = f"the worker {workers[0]} does not answer"
    return first if len(workers) == 1 else f"{first}, nor {counted(len(workers) - 1, 'other')}"


def _client_class() -> "type[Client]":
    """Return the client of Dask; one that never got an answer is not waited for once more when it is thrown away."""
    from distributed import Client

    class Patient(Client):
        def __del__(self) -> None:
            with suppress(Exception):
                self.close(timeout=_END_SECONDS)

    return Patient


def _plugin(key: str, base: bytes, ours: tuple[str, ...]) -> Any:
    """Return what gives `base` to every worker, to be used where that is like `ours`, and takes it away at the end."""
    from distributed import WorkerPlugin

    class Base(WorkerPlugin):
        """Holds the base of a sweep in a worker. It goes there by value, for its class lives in this function."""

        name = f"nnlab-{key}"

        def setup(self, worker: object) -> None:
            # For ever: a trial that ended would else give its threads back while others in the process go on.
            threadpool_limits(limits=1, user_api="blas")
            hold(key, base, like=ours)

        def teardown(self, worker: object) -> None:
            release(key)

    return Base()


def _watch(name: str, owner: str) -> Any:
    """Return what has the scheduler take the base of the plugin `name` away when the client `owner` is gone.

    A client that was killed tells nobody: every worker, also those that come later, would keep its base for ever, and
    trials that nobody waits for would go on.
    """
    from distributed import SchedulerPlugin

    own_name = f"{name}-watch"

    class Watch(SchedulerPlugin):
        """Waits in the scheduler for the end of a client. It goes there by value, and needs no nnlab there."""

        name = own_name

        def remove_client(self, scheduler: Any, client: str) -> None:
            if client != owner:
                return
            scheduler.remove_plugin(name=own_name)
            if name in scheduler.worker_plugins:  # else the client has ended well
                scheduler.loop.add_callback(scheduler.unregister_worker_plugin, None, name)

    return Watch()
