"""Keeps work that is not saved, so that a crash or a power cut loses two seconds of it at the most."""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.data.store import home_folder
from nnlab.desktop.document import Document
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice
from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.saving import sentences as say
from nnlab.desktop.saving.kept_work import KeptWork, Wanted
from nnlab.desktop.saving.project_files import ProjectFiles, began_as
from nnlab.engine import EngineError
from nnlab.files import FileError
from nnlab.project import ProjectState, with_notes
from nnlab.project.autosave import Leftover, Ring, about_now, discard, leftovers

_AFTER_EDIT_MS = 1000
_WHILE_TRAINING_MS = 30_000
_FIRST_WHILE_TRAINING_MS = 5_000  # the first copy comes early
_AGAIN_MS = 10_000  # after a fault: the disk may have room again

Then = Callable[[], object]


class Autosaver(QObject):
    """Writes a ring of files a second after an edit, and every half minute of a training.

    Every file that was on the bench has a ring of its own: what was left without being saved is kept as well, should
    something else be opened. What is saved needs no keeping: its ring is emptied then. It also finds what other windows
    have left behind.
    """

    noticed = Signal(object)  # Notice
    found = Signal(object)  # list[Leftover]: work of windows that live no more

    def __init__(
        self,
        document: Document,
        controller: RunController,
        jobs: Jobs,
        files: ProjectFiles,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._controller, self._jobs, self._files = document, controller, jobs, files
        self._on_bench = document.file, document.state
        self._works: dict[ProjectFile, KeptWork] = {}
        self._due: list[KeptWork] = []  # those that wait for the one that is being written
        self._writes = self._is_over = False
        self._writing = Lock()  # of the rings: when the window closes it cannot wait for a job
        self._told = False
        self._draft: str | None = None  # notes that are being written, and are no edit yet
        self._soon = self._timer(_AFTER_EDIT_MS, self._keep)
        self._soon.setSingleShot(True)
        self._again = self._timer(_AGAIN_MS, self._try_again)
        self._again.setSingleShot(True)
        self._often = self._timer(_WHILE_TRAINING_MS, self._keep_training)
        document.file_changed.connect(self._on_changed)
        controller.running_changed.connect(self._on_running_changed)
        controller.config_changed.connect(self._on_config_changed)
        files.saving.connect(self._on_saving)
        files.settled.connect(self._on_settled)

    def look_for_leftovers(self) -> None:
        """Look by a job what other windows have left behind, and tell of it."""
        root = home_folder() / "autosave"
        self._jobs.start(lambda _job: leftovers(root), self._on_found, lambda _error: None)

    def adopt(self, left: Leftover) -> None:
        """Keep what is on the bench at once, and only then remove where it came from."""
        self._controller.tell_state(
            lambda state: self._want(self._document.file, state, lambda: discard(left.folder))
        )

    def keep_draft(self, notes: str | None) -> None:
        """Keep notes that are being written with what is on the bench; None: nobody writes any more."""
        self._draft = notes
        if notes is None:
            self._on_changed()
        elif not self._soon.isActive():
            self._soon.start()

    def discard(self, left: Leftover) -> None:
        """Remove what a window has left behind."""
        self._jobs.start(lambda _job: discard(left.folder), lambda _: None)

    def finish(self, wait_s: float, *, forget: bool = False) -> None:
        """Keep what is unsaved when the window closes, or `forget` it, in `wait_s` seconds; no job may run any more."""
        for timer in (self._soon, self._often, self._again):
            timer.stop()
        self._is_over = True
        end = time.monotonic() + wait_s
        file = self._document.file
        if forget:
            self._forget(file)
        else:
            self._on_changed()
            self._want(file, self._drafted(self._document.state))
        works = tuple(self._works.values())

        def work() -> None:
            if self._writing.acquire(timeout=wait_s):
                try:
                    _finish(works)
                finally:
                    self._writing.release()

        # A disk that hangs holds up whoever writes to it: that may not be the window.
        thread = Thread(target=work, name="nnlab-autosave", daemon=True)
        thread.start()
        thread.join(max(end - time.monotonic(), 0.0))

    # -- when ------------------------------------------------------------------------------------------

    def _timer(self, interval_ms: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.timeout.connect(act)
        return timer

    def _on_changed(self) -> None:
        document = self._document
        file, state = self._on_bench
        if file is not document.file:
            self._leave(file, state)
        self._on_bench = document.file, document.state
        for other, work in self._works.items():
            if work.wanted is not None and work.wanted.state is other.saved:  # since it was left
                self._forget(other)
        if not document.is_unsaved:
            self._soon.stop()
            self._forget(document.file)
        elif not self._soon.isActive() and not self._is_wanted(document.file, document.state):
            self._soon.start()  # not again with every edit: a hand that does not rest is kept as well

    def _on_saving(self, saving: tuple[ProjectFile, Path, ProjectState]) -> None:
        """Keep what is about to be saved, where an older state is kept: that must not be offered once it is saved."""
        file, path, state = saving
        work = self._works.get(file)
        if work is not None and work.wanted is not None:
            self._want(file, state, path=path)

    def _on_settled(self, is_saved: bool) -> None:
        if not is_saved and self._document.is_unsaved:
            self._keep()  # it does not belong to where it could not be saved

    def _on_config_changed(self, _config: object) -> None:
        # Of a run the document learns at its rest.
        if self._controller.is_busy and not self._soon.isActive():
            self._soon.start()

    def _on_running_changed(self, running: bool) -> None:
        if running:
            self._often.start(_FIRST_WHILE_TRAINING_MS)
        else:
            self._often.stop()

    def _keep_training(self) -> None:
        self._often.setInterval(_WHILE_TRAINING_MS)
        self._keep()

    def _keep(self) -> None:
        self._controller.tell_state(lambda state: self._want(self._document.file, self._drafted(state)))

    def _drafted(self, state: ProjectState) -> ProjectState:
        """Return the state with the notes that are being written."""
        with suppress(EngineError):  # notes that are too long are refused when they are done
            return state if self._draft is None else with_notes(state, self._draft)
        return state

    # -- what ------------------------------------------------------------------------------------------

    def _is_wanted(self, file: ProjectFile, state: ProjectState) -> bool:
        work = self._works.get(file)
        return work is not None and work.wants(state)

    def _want(
        self, file: ProjectFile, state: ProjectState, then: Then | None = None, *, path: Path | None = None
    ) -> None:
        """Keep `state`, which belongs to `file` and will lie at `path`, as soon as what is being kept is."""
        path = path or file.path
        is_wanted = self._is_wanted(file, state) and self._works[file].says(path, self._files.look)
        if state is file.saved or (then is None and is_wanted):
            return
        work = self._works.setdefault(file, KeptWork(Ring(home_folder() / "autosave")))
        if then is None and work.wanted is not None:
            then = work.wanted.then  # done as well when a later state is kept; it does no harm twice
        title, began = self._files.title_of(file, state), "" if path else began_as(file, state)
        about = about_now(title, path, file.stamp, began=began)
        work.wanted, work.is_left = Wanted(state, about, file.last, dict(self._files.look), then), False
        self._order(work)

    def _forget(self, file: ProjectFile) -> None:
        work = self._works.get(file)
        if work is not None and work.wanted is not None:
            work.wanted = None
            self._order(work)

    def _leave(self, file: ProjectFile, state: ProjectState) -> None:
        """Keep the last state of what is not on the bench any more."""
        self._soon.stop()
        self._want(file, state)
        work = self._works.get(file)
        if work is not None:
            work.is_left = True
            self._order(work)

    # -- how -------------------------------------------------------------------------------------------

    def _order(self, work: KeptWork) -> None:
        work.has_failed = False
        if work not in self._due:
            self._due.append(work)
        if not (self._writes or self._is_over):
            self._next()

    def _next(self) -> None:
        """Write what is due; while a slow disk writes, only the latest state waits."""
        self._writes = bool(self._due)
        if not self._due:
            return
        work = self._due.pop(0)

        def write(_job: Job[None]) -> None:
            with self._writing:
                work.obey()

        self._jobs.start(write, lambda _: self._on_kept(), lambda error: self._on_failed(work, error))

    def _on_kept(self) -> None:
        self._told = False
        self._next()

    def _on_failed(self, work: KeptWork, error: Exception) -> None:
        work.has_failed = True
        self._next()
        if not isinstance(error, FileError):
            raise error
        if error.code == "not-finite":
            return  # weights that are no numbers are told of by the training, and cannot be kept by anybody
        self._again.start()
        if not self._told:
            self._told = True
            self.noticed.emit(Notice(lambda: say.not_kept(error), "warning"))

    def _try_again(self) -> None:
        for work in self._works.values():
            if work.has_failed:
                self._order(work)

    def _on_found(self, found: list[Leftover]) -> None:
        if found:
            self.found.emit(found)


def _finish(works: Iterable[KeptWork]) -> None:
    """Keep what is to be kept, the latest first, and let go of all: a fault with one of them is told after the last."""
    faults: list[Exception] = []
    for work in reversed(tuple(works)):
        try:
            work.obey()
        except FileError:
            pass  # nobody is there to be told
        except Exception as fault:
            faults.append(fault)
        work.end()
    if faults:
        raise faults[0]
