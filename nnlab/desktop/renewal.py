"""A result that is kept as new as it can be had without making anyone wait: a job, begun again and again."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from nnlab.desktop.jobs import Job, Jobs

Q = TypeVar("Q")
T = TypeVar("T")

Work = Callable[[Job[T | None]], T | None]


class Renewal(Generic[Q, T]):
    """Begins a job whenever there is another question, while somebody watches; after each it rests for `pause_ms`.

    `question` gives what is to be answered now, None for nothing; `work` the work that answers it, which gives None
    when it is cancelled. What is the `same` as the last question is not asked again, also where that one failed.
    """

    def __init__(
        self,
        jobs: Jobs,
        parent: QObject,
        *,
        question: Callable[[], Q | None],
        same: Callable[[Q, Q], bool],
        work: Callable[[Q], Work[T]],
        done: Callable[[T], object],
        pause_ms: int,
    ) -> None:
        self._jobs = jobs
        self._question, self._same, self._work, self._done = question, same, work, done
        self._job: Job[T | None] | None = None
        self._asked: Q | None = None
        self._watched = False
        self._pause = QTimer(parent)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.ask)

    def watch(self, on: bool) -> None:
        """Note whether anybody looks at the result."""
        self._watched = on
        if on:
            self.ask()
        else:
            self._cancel()

    def ask(self) -> None:
        """Begin a job if there is another question, unless one is at work or the last one has only just ended."""
        if not self._watched or self._pause.isActive() or not (self._job is None or self._job.is_over):
            return
        question = self._question()
        if question is not None and (self._asked is None or not self._same(self._asked, question)):
            self._asked = question
            self._job = self._jobs.start(self._work(question), self._on_done)

    def forget(self) -> None:
        """Give up the job under way and the last question: the next one is of something else."""
        self._cancel()
        self._asked = None

    def _on_done(self, result: T | None) -> None:
        self._job = None
        if result is not None:
            self._pause.start()
            self._done(result)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = self._asked = None
