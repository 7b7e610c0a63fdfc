"""Fetches data sets from their public mirrors, and then does what they were wanted for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nnlab.data.catalog import forget
from nnlab.data.store import cache_folder
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.words import data_sentences as say
from nnlab.files import FileError

if TYPE_CHECKING:
    from nnlab.data.download import Progress

DOWNLOADABLE = ("mnist", "fashion-mnist")


@dataclass(frozen=True, eq=False, slots=True)
class Wish:
    """What is to be opened when its data are there: how a button says it, how it is done, and its name."""

    say: Callable[[], str]
    act: Callable[[], object]
    title: Callable[[], str]


class Fetching(QObject):
    """One download at a time, in a lane of its own."""

    noticed = Signal(object)  # Notice
    failed = Signal(object)  # Exception: a fault of nnlab's own
    files_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being fetched."""
        return self._job is not None

    def fetch(self, name: str, wish: Wish, is_wanted: Callable[[], bool]) -> None:
        """Fetch the data set `name`, and then do `wish`, or offer it where it is not wanted any more."""
        if self._job is not None:
            return

        def work(job: Job[None]) -> None:
            # The libraries of the internet take longer to load than a window may take to open.
            from nnlab.data.download import download

            download(name, cache_folder(name), progress=job.report, cancelled=job.is_cancelled)

        def done(_: None) -> None:
            self._job = None
            forget(name)
            if is_wanted():
                wish.act()
            else:  # meanwhile something else is wanted on the bench
                offer = NoticeAction(wish.say, wish.act)
                self._tell(Notice(partial(say.downloaded, name), actions=(offer,), fades=False))

        def failed(error: Exception) -> None:
            self._job = None
            if not isinstance(error, FileError):
                self.failed.emit(error)
                return
            again = NoticeAction(say.try_again, lambda: self.fetch(name, wish, is_wanted))
            files = NoticeAction(say.open_files, self.files_wanted.emit)
            self._tell(Notice(partial(say.load_error, error), "warning", (again, files)))

        self._tell_how_far(name, None)
        self._job = self._jobs.start(work, done, failed, partial(self._tell_how_far, name))

    def _tell_how_far(self, name: str, progress: "Progress | None") -> None:
        cancel = NoticeAction(say.cancel, self._cancel)
        self._tell(Notice(partial(say.downloading, name, progress), actions=(cancel,), fades=False))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._tell(Notice(say.download_cancelled))

    def _tell(self, notice: Notice) -> None:
        self.noticed.emit(notice)
