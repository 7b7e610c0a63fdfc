"""The digits that are drawn and kept, as the window knows them; jobs read and write them."""

import logging
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock, Thread

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.data import Dataset, my_digits
from nnlab.data.catalog import MY_DIGITS, STROKES, forget, load
from nnlab.data.image_data import rescaled, scales_of
from nnlab.data.images import LabelledImages
from nnlab.data.my_digits import Change, Kept
from nnlab.desktop.document import Document
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.words import data_sentences as say
from nnlab.files import Cancelled, FileError, LoadError
from nnlab.project import Edited, ProjectState, with_dataset

_ASKS_S = 0.2  # a job waits so long for somebody else's lock: longer than a write takes, and no job after it starves
_AGAIN_MS = 200
_PATIENCE_S = 10.0  # after which somebody else is told to hold the lock for ever
_ASKS_LAST_S = 1.0  # when the window closes
_PUTS_OFF_S = 0.5  # of the time that closing may take

_log = logging.getLogger("nnlab")


class MyDigits(QObject):
    """Keeps drawn pictures with their labels, and forgets them. A bench that learns from them learns from what is left.

    What is wished is counted at once and written by a job, together with what else is wished by then. The window never
    waits for the file, which other windows change as well.
    """

    changed = Signal()  # the counts or the digits
    wished = Signal(object)  # Change: a digit is to be kept or forgotten, and is counted so
    not_kept = Signal(object)  # list[Change] that could not be written
    not_forgotten = Signal(object)  # list[Change]: these digits are still there
    noticed = Signal(object)  # Notice

    def __init__(
        self, document: Document, controller: RunController, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._controller, self._jobs = document, controller, jobs
        self._kept = Kept()  # what was in the file when it was last read or written
        self._digits: LabelledImages | None = None  # that, with all that is wished
        self._is_read = False
        self._refused: my_digits.Version | None = None  # the file of which it was told that it cannot be read
        self._told: tuple[my_digits.Version | None, str] | None = None  # of which file what fault was told
        self._wished: list[Change] = []  # counted, but not known to be written
        self._desk = _Desk()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._write)

    @property
    def digits(self) -> LabelledImages | None:
        """All kept digits, the latest last, with all that is wished since the file was last read or written."""
        return self._digits

    @property
    def counts(self) -> NDArray[np.intp]:
        """How many of each digit are kept (10,), with all that is wished."""
        labels = np.zeros(0, np.uint8) if self._digits is None else self._digits.labels
        return np.bincount(labels, minlength=my_digits.CLASSES)

    def look(self) -> None:
        """Read the file by a job, if it is another one than it was: somebody comes to see what is kept."""
        known = self._kept.version if self._is_read else self._refused
        self._jobs.start(partial(_read, known), self._adopt, self._on_unreadable)

    def keep(self, picture: NDArray[np.uint8], label: int) -> Change:
        """Keep a picture (28, 28) as the digit `label`; return what `not_kept` would name."""
        return self._wish(Change(picture, label))

    def forget(self, digit: Change) -> Change:
        """Forget `digit`, kept now or before; return what `not_forgotten` would name."""
        return self._wish(Change(digit.picture, digit.label, keeps=False))

    def share(self, path: str) -> None:
        """Write all kept digits to a file of the user's choice."""

        def done(count: int) -> None:
            told = partial(say.shared, Path(path).name, count) if count else partial(say.missing, MY_DIGITS)
            self.noticed.emit(Notice(told))

        self._jobs.start(lambda _job: _shared(Path(path)), done, self._refuse)

    def finish(self, wait_s: float) -> None:
        """Write what no job has written before the end, in `wait_s` seconds; else it waits for the next start."""
        self._again.stop()
        if self._desk.is_empty:
            return
        end = time.monotonic() + wait_s
        # A disk that hangs holds up whoever writes to it: that may not be the window.
        thread = Thread(target=self._desk.finish, args=(end,), name="nnlab-digits", daemon=True)
        thread.start()
        thread.join(wait_s)

    def _wish(self, change: Change) -> Change:
        self._wished.append(change)
        self._digits = my_digits.changed(self._digits, [change])
        self._desk.wish(change)
        self.changed.emit()
        self.wished.emit(change)
        self._write()
        return change

    def _write(self) -> None:
        learns = self._document.state.dataset.name == MY_DIGITS
        self._jobs.start(
            lambda job: self._desk.work(learns=learns, cancelled=job.is_cancelled),
            self._on_done,
            self._on_held,
        )

    def _on_done(self, done: "_Done | None") -> None:
        if done is None:
            return  # an earlier job has done it already
        self._wished = [change for change in self._wished if change not in done.changes]
        if done.error is not None:
            self._on_failed(done.changes, done.error)
            return
        assert done.kept is not None
        self._adopt(done.kept)
        if done.dataset is not None and self._document.state.dataset.name == MY_DIGITS:
            self._teach(done.dataset, grows=done.changes[-1].keeps)

    def _on_held(self, error: Exception) -> None:
        """Try again soon: somebody else is changing the file."""
        if not isinstance(error, FileError):
            raise error
        self._again.start()

    def _teach(self, dataset: Dataset, *, grows: bool) -> None:
        """Put what is kept now onto the bench, or, where nothing is, the built-in digits, and say so."""
        label = say.keep_digit if grows else say.forget_digit
        self._controller.edit(label, partial(_with_digits, dataset))
        if dataset.name != MY_DIGITS:
            self.noticed.emit(Notice(say.no_digits_left, fades=False))

    def _on_failed(self, changes: list[Change], error: FileError) -> None:
        self._take(self._kept)
        self._told = my_digits.version(), error.code  # the look below need not say it again
        self.not_forgotten.emit([change for change in changes if not change.keeps])
        unkept = [change for change in changes if change.keeps]
        if unkept:
            self.not_kept.emit(unkept)
            self.noticed.emit(Notice(partial(say.not_kept, error, len(unkept)), "warning"))
        else:
            self._refuse(error)
        self.look()

    def _take(self, kept: Kept) -> None:
        self._kept = kept
        self._digits = my_digits.changed(kept.digits, self._wished)
        self.changed.emit()

    def _adopt(self, kept: Kept | None) -> None:
        if kept is None:
            return  # it is as it was
        self._is_read, self._refused, self._told = True, None, None
        self._take(kept)
        if kept.aside is not None:
            self.noticed.emit(Notice(partial(say.my_digits_put_aside, str(kept.aside)), "warning"))

    def _on_unreadable(self, error: Exception) -> None:
        if not isinstance(error, LoadError):
            raise error
        version = my_digits.version()
        if error.blames_content:
            self._is_read, self._refused = False, version
            self._take(Kept())
        if self._told == (version, error.code):
            return  # one need not be told at every look
        self._told = version, error.code
        if error.blames_content:
            path = str(my_digits.my_digits_path())
            self.noticed.emit(Notice(partial(say.my_digits_unreadable, path), "warning"))
        else:
            self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FileError):
            raise error
        self.noticed.emit(Notice(partial(say.load_error, error), "warning"))


@dataclass(frozen=True, slots=True, eq=False)
class _Done:
    """What became of `changes`: what is `kept` now, as a data set too where a bench learns from it, or an error."""

    changes: list[Change]
    kept: Kept | None = None
    dataset: Dataset | None = None
    error: FileError | None = None


class _Desk:
    """Where wishes lie until a thread has done all of them at once."""

    def __init__(self) -> None:
        self._open: deque[Change] = deque()  # also while they are written: they may have to be put off
        self._busy = Lock()  # while they are written
        self._held_since: float | None = None  # when somebody else's lock was first met

    @property
    def is_empty(self) -> bool:
        """Whether all that was wished is done."""
        return not self._open

    def wish(self, change: Change) -> None:
        self._open.append(change)

    def work(self, *, learns: bool, cancelled: Cancelled) -> _Done | None:
        """Write what is wished by now, and make it a data set if a bench `learns` from it; None for no wishes.

        Raises FileError when the wishes stay here, because somebody else holds the lock or this was cancelled.
        """
        with self._busy:
            changes = self._wishes()
            if not changes:
                return None
            kept, error = None, None
            wait_s = _ASKS_S if self._held_since is None else 0.0  # it holds up all other jobs
            try:
                kept = my_digits.change(changes, wait_s=wait_s, cancelled=cancelled)
            except FileError as fault:
                if cancelled() or (fault.code == "held" and self._is_patient()):
                    raise
                error = fault
            self._held_since = None
            for _ in changes:
                self._open.popleft()
            forget(MY_DIGITS)
        dataset = None
        if learns and kept is not None:
            with suppress(FileError):  # whoever has damaged the file since will be told when they look at it
                dataset = load(STROKES if kept.digits is None else MY_DIGITS, cancelled=cancelled)
        return _Done(changes, kept, dataset, error)

    def finish(self, end: float) -> None:
        """Write what is wished, or put it off if that would take until `end`, by the monotonic clock."""

        def left() -> float:
            return max(end - _PUTS_OFF_S - time.monotonic(), 0.0)

        is_free = self._busy.acquire(timeout=left())  # else a job's disk hangs: it may never be done
        try:
            changes = self._wishes()
            if is_free:
                my_digits.change(changes, wait_s=min(left(), _ASKS_LAST_S), cancelled=lambda: left() == 0.0)
            else:
                my_digits.put_off(changes)
        except FileError:
            try:
                my_digits.put_off(changes)
            except FileError as error:  # there is nobody left to tell of it
                _log.error("%d digits were not kept: %s", len(changes), error)

    def _wishes(self) -> list[Change]:
        return [self._open[place] for place in range(len(self._open))]  # the window adds to them meanwhile

    def _is_patient(self) -> bool:
        now = time.monotonic()
        if self._held_since is None:
            self._held_since = now
        return now - self._held_since < _PATIENCE_S


def _read(known: my_digits.Version | None, job: Job[Kept | None]) -> Kept | None:
    """Return what is kept; None where the file is that of the `known` version."""
    if known is not None and my_digits.version() == known and not my_digits.put_off_files():
        return None
    forget(MY_DIGITS)  # somebody else has written it
    return my_digits.read(cancelled=job.is_cancelled)


def _shared(path: Path) -> int:
    """Write what is kept to `path`, if there is anything, and return how many digits that are."""
    kept = my_digits.load_my_digits()
    if kept is None:
        return 0
    my_digits.save(kept, path)
    return len(kept)


def _with_digits(dataset: Dataset, state: ProjectState) -> Edited | ProjectState:
    """Return the state with the digits that are there now, on the scales of those before."""
    scales = scales_of(state.dataset)
    if state.dataset.name != MY_DIGITS or scales is None:
        return state  # while a run was paused, something else was opened
    fitting = dataset if scales == scales_of(dataset) else rescaled(dataset, scales)
    return with_dataset(state, fitting, preset=None if dataset.name == MY_DIGITS else "")
