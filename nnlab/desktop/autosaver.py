"""Keeps work that is not saved, so that a crash or a power cut loses two seconds of it at the most."""

import time
from collections.abc import Callable
from threading import Lock, Thread

from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.data.store import home_folder
from nnlab.desktop import file_sentences as say
from nnlab.desktop.document import Document
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice
from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.project_files import ProjectFiles
from nnlab.desktop.run_controller import RunController
from nnlab.files import FileError
from nnlab.project import ProjectState
from nnlab.project.autosave import About, Leftover, Ring, about_now, discard, leftovers
from nnlab.project.saved import saved

_AFTER_EDIT_MS = 1000
_WHILE_TRAINING_MS = 30_000


class Autosaver(QObject):
    """Writes the ring of this window a second after an edit, and every half minute of a training.

    What is saved needs no keeping: the ring is emptied then. It also finds what other windows have left behind.
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
        self._ring = Ring(home_folder() / "autosave")
        self._writing = Lock()  # of the ring: when the window closes it cannot wait for a job
        self._kept: ProjectState | None = None  # what was written last, or was given to be
        self._told = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_EDIT_MS)
        self._soon.timeout.connect(self._keep)
        self._often = QTimer(self)
        self._often.setInterval(_WHILE_TRAINING_MS)
        self._often.timeout.connect(self._keep)
        document.file_changed.connect(self._on_changed)
        controller.running_changed.connect(self._on_running_changed)

    def look_for_leftovers(self) -> None:
        """Look by a job what other windows have left behind, and tell of it."""
        root = home_folder() / "autosave"
        self._jobs.start(lambda _job: leftovers(root), self._on_found, lambda _error: None)

    def adopt(self, left: Leftover) -> None:
        """Keep what is on the bench at once, and only then remove where it came from."""
        self._controller.tell_state(lambda state: self._write(state, lambda: discard(left.folder)))

    def discard(self, left: Leftover) -> None:
        """Remove what a window has left behind."""
        self._jobs.start(lambda _job: discard(left.folder), lambda _: None)

    def finish(self, wait_s: float, *, forget: bool = False) -> None:
        """Keep what is unsaved when the window closes, or `forget` it, in `wait_s` seconds; no job may run any more."""
        self._soon.stop()
        self._often.stop()
        state, file = self._document.state, self._document.file
        keeps = self._document.is_unsaved and not forget and state is not self._kept
        about = self._about(file)
        end = time.monotonic() + wait_s

        def work() -> None:
            if not self._writing.acquire(timeout=wait_s):
                return
            try:
                if keeps:
                    self._ring.write(about, saved(state, after=file.last))
                elif forget or not self._document.is_unsaved:
                    self._ring.clear()
            except FileError:
                pass  # nobody is there to be told
            finally:
                self._ring.end()
                self._writing.release()

        # A disk that hangs holds up whoever writes to it: that may not be the window.
        thread = Thread(target=work, name="nnlab-autosave", daemon=True)
        thread.start()
        thread.join(max(end - time.monotonic(), 0.0))

    def _on_changed(self) -> None:
        if not self._document.is_unsaved:
            self._soon.stop()
            if self._kept is not None:
                self._kept = None
                self._jobs.start(lambda _job: self._clear(), lambda _: None)
        elif not self._soon.isActive() and self._document.state is not self._kept:
            self._soon.start()  # not again with every edit: a hand that does not rest is kept as well

    def _on_running_changed(self, running: bool) -> None:
        if running:
            self._often.start()
        else:
            self._often.stop()

    def _keep(self) -> None:
        self._controller.tell_state(self._write)

    def _write(self, state: ProjectState, then: Callable[[], object] | None = None) -> None:
        file = self._document.file
        about = self._about(file)
        if state is file.saved:
            return
        self._kept = state

        def work(_job: Job[None]) -> None:
            with self._writing:
                self._ring.write(about, saved(state, after=file.last))
            if then is not None:
                then()

        self._jobs.start(work, lambda _: None, self._on_failed)

    def _clear(self) -> None:
        with self._writing:
            self._ring.clear()

    def _about(self, file: ProjectFile) -> About:
        return about_now(self._files.title, file.path, file.stamp)

    def _on_failed(self, error: Exception) -> None:
        self._kept = None
        if not isinstance(error, FileError):
            raise error
        # Weights that are no numbers any more are told of by the training, and cannot be kept by anybody.
        if not self._told and error.code != "not-finite":
            self._told = True
            reason = error
            self.noticed.emit(Notice(lambda: say.not_kept(reason), "warning"))

    def _on_found(self, found: list[Leftover]) -> None:
        if found:
            self.found.emit(found)
