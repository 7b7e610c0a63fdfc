"""One training run on a thread of its own."""

import traceback
from queue import SimpleQueue
from threading import Thread

from threadpoolctl import threadpool_limits

from nnlab.engine import EngineError
from nnlab.training.control import RunControl
from nnlab.training.events import Ended, Event, Failed, Refused, Started
from nnlab.training.mailbox import Mailbox
from nnlab.training.run_setup import RunSetup
from nnlab.training.snapshot import Snapshot
from nnlab.training.worker import Worker


class Run:
    """A training as it is seen from outside: orders go in by `control`, news come by `events` and `mailbox`."""

    def __init__(self, run_id: int, setup: RunSetup, control: RunControl) -> None:
        self.run_id = run_id
        self.control = control
        self.events: SimpleQueue[Event] = SimpleQueue()
        self.mailbox: Mailbox[Snapshot] = Mailbox()
        # Arrays of large networks are made by the thread too: that takes longer than a window may wait.
        self._thread = Thread(target=self._work, args=(setup,), name=f"nnlab-run-{run_id}", daemon=True)
        self._started = False

    def start(self) -> None:
        """Start the thread, once; it does what `control` says and rests when that says nothing."""
        if not self._started:
            self._started = True
            self._thread.start()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the thread's end; return whether it has ended."""
        if self._started:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self, setup: RunSetup) -> None:
        worker = None
        try:
            # Small products are several times slower on two BLAS threads than on one.
            with threadpool_limits(limits=1, user_api="blas"):
                worker = Worker(self.run_id, setup, self.control, self.events, self.mailbox)
                self.events.put(Started(self.run_id))
                worker.work()
        except Exception as error:
            if worker is None and isinstance(error, EngineError):
                # Its traceback would keep the arrays that were made so far.
                self.events.put(Refused(self.run_id, error.with_traceback(None)))
            else:
                good = setup.state if worker is None else worker.last_good
                self.events.put(
                    Failed(self.run_id, str(error) or type(error).__name__, traceback.format_exc(), good)
                )
        finally:
            self.events.put(Ended(self.run_id))
