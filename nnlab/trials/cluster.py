"""Workers of a Dask cluster that is there already. `distributed` (the extra 'cluster') is needed only here."""

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from threadpoolctl import threadpool_limits

from nnlab import __version__
from nnlab.trials.addresses import require_address
from nnlab.trials.backend import BackendError, fault_of_run
from nnlab.trials.versions import difference, maker
from nnlab.trials.worker import hold, release

if TYPE_CHECKING:
    from distributed import Client

ANSWER_SECONDS = 5.0  # after which a scheduler is said not to answer
_END_SECONDS = 1.0
_COUNT_SECONDS = 2.0  # after which workers are counted again: some come later
_COUNTED_SECONDS = 1.0  # within which a scheduler says how many there are, or it stays at those before


class DaskCluster:
    """The workers behind the Dask scheduler at `address`, such as 'tcp://host:8786'.

    All must run this nnlab, this Python and this NumPy, and compute to the same bits as this program does
    (`versions.maker`): only then are their results those of any other workers. Who is there at the beginning is asked
    at once, who comes later before the first trial.
    """

    def __init__(self, address: str, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self._address, self._seconds = address, answer_seconds

    @contextmanager
    def crew(self, base: bytes) -> Iterator["_Workers"]:
        """Return the cluster's workers, each of which has `base`, those too that come later.

        Raises BackendError where there is no scheduler, no worker, or one that is another kind.
        """
        with _unheard():
            yield from self._crew(base)

    def _crew(self, base: bytes) -> Iterator["_Workers"]:
        client = self._client()
        try:
            self._require_workers(client)
            key = uuid.uuid4().hex
            plugin = _plugin(key, base, maker())
            watch = _watch(plugin.name, client.id)
            # A scheduler may take no plugins; then only a client that ends well tidies up.
            with suppress(Exception):
                client.register_plugin(watch, name=watch.name)
            client.register_plugin(plugin, name=plugin.name)
            workers = _Workers(client, key)
            try:
                yield workers
            finally:
                workers.executor.shutdown(wait=False)
                with suppress(Exception):  # a scheduler that is gone has no workers to be told
                    client.unregister_worker_plugin(plugin.name)
        finally:
            with suppress(Exception):
                client.close(timeout=_END_SECONDS)

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
            return _answer_of(
                lambda: kind(self._address, timeout=self._seconds, set_as_default=False), 2 * self._seconds
            )
        except (OSError, ValueError, TypeError) as error:  # TimeoutError is an OSError
            raise BackendError(
                f"the scheduler {self._address!r} does not answer. Check its address, like tcp://host:8786, and that "
                "it runs the same 'distributed'.",
                "no-answer",
            ) from error

    def _require_workers(self, client: "Client") -> None:
        """Raise BackendError unless there are workers, all with the versions and the kernels of this program."""
        from distributed import TimeoutError as NoWorkers

        try:
            client.wait_for_workers(1, timeout=self._seconds)
        except NoWorkers as error:
            raise BackendError(
                f"the scheduler {self._address!r} has no workers. Start some: dask worker {self._address}",
                "no-workers",
            ) from error
        try:
            answers: dict[str, tuple[str, ...]] = client.run(maker)
        except Exception as error:  # whatever kept a worker from importing this module
            raise BackendError(
                f"the workers of {self._address!r} cannot run nnlab {__version__}: install it there as well.",
                "not-there",
            ) from error
        for worker, theirs in answers.items():
            _require_same(worker, theirs)


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


def _answer_of(ask: "Callable[[], Client]", seconds: float) -> "Client":
    """Return what `ask` returns, or raise what it raises; TimeoutError when it does neither in so many seconds.

    Dask gives a port time to answer, but none to whoever listens there and says nothing: that may last for ever. The
    thread that waits for it is left behind.
    """
    answers: SimpleQueue[Client | Exception] = SimpleQueue()

    def wait() -> None:
        try:
            answers.put(ask())
        except Exception as error:
            answers.put(error)

    Thread(target=wait, name="nnlab-cluster", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError("nothing was said") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


class _Workers:
    def __init__(self, client: "Client", key: str) -> None:
        self.key = key
        self._client = client
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
            return BackendError("the scheduler of the cluster does not answer any more.", "gone")
        return fault_of_run(error)

    def losses(self, error: BaseException) -> int:
        """Return two where Dask has itself given the trial to one worker after the other, and lost them all.

        Any that were on their way to those are under the same suspicion; made once more alone, each shows its own.
        """
        from distributed import KilledWorker

        return 2 if isinstance(error, KilledWorker) else 1

    def renew(self) -> None:
        """Nothing is to be done: the cluster has other workers, or gets some."""

    def end(self) -> None:
        with suppress(Exception):
            self._client.run(release, self.key)


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
