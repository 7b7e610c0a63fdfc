"""Saves the project on the bench, and knows which file it belongs to and who else has that open."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from nnlab.data.store import home_folder
from nnlab.desktop import data_sentences, language
from nnlab.desktop import file_sentences as say
from nnlab.desktop.document import Document
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.run_controller import RunController
from nnlab.files import FileError, JsonValue, SaveError
from nnlab.lessons import load_preset, preset_keys
from nnlab.project import ProjectState
from nnlab.project.autosave import stamp_of
from nnlab.project.claims import Claim, is_claimed
from nnlab.project.nnlab_file import SUFFIX, save_project
from nnlab.project.saved import SavedProject, saved

Then = Callable[[], object] | None


class ProjectFiles(QObject):
    """Writes what is on the bench to its file by a job, and claims that file for this window."""

    noticed = Signal(object)  # Notice
    name_wanted = Signal(object)  # Then: somebody is to choose a name, and `save_as` it
    saved_to = Signal(object)  # Path
    settled = Signal()  # nothing is being saved any more

    def __init__(
        self, document: Document, controller: RunController, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._controller, self._jobs = document, controller, jobs
        self._folder = home_folder() / "open"
        self._claim = Claim(self._folder)
        self._claimed: tuple[ProjectFile, Path | None] | None = None
        self._under_way = 0  # savings
        self.look: dict[str, JsonValue] = {}  # how the window looks, to be saved as well
        document.file_changed.connect(self._claim_file)

    @property
    def title(self) -> str:
        """The name of what is on the bench, in the language of the interface."""
        file, state = self._document.file, self._document.state
        if file.path is not None:
            return file.path.stem
        if file.name:
            return file.name
        if state.preset in preset_keys():
            return load_preset(state.preset).title[language.current()]
        return data_sentences.dataset_name(state.dataset.name)

    @property
    def is_busy(self) -> bool:
        """Whether anything is being saved."""
        return self._under_way > 0

    def save(self, then: Then = None) -> None:
        """Save to the project's file, or let a name be chosen where it has none; when it is saved, do `then`."""
        path = self._document.file.path
        if path is None:
            self.name_wanted.emit(then)
        else:
            self._save(path, then)

    def save_as(self, path: Path, then: Then = None) -> None:
        """Save to the file at `path`, which is the project's from then on; when it is saved, do `then`."""
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        if path != self._document.file.path and is_claimed(self._folder, path):
            again = NoticeAction(say.save_as, lambda: self.name_wanted.emit(then))
            self._tell(Notice(partial(say.taken, path.name), "warning", (again,)))
            return
        self._save(path, then)

    def shut_down(self) -> None:
        """Let go of the file."""
        self._claim.release()

    def _save(self, path: Path, then: Then, *, over: bool = False) -> None:
        """Save what is on the bench; a file that somebody else has changed only when it is to be written `over`."""
        self._under_way += 1
        self._controller.tell_state(lambda state: self._write(state, path, then, over=over))

    def _write(self, state: ProjectState, path: Path, then: Then, *, over: bool) -> None:
        file = self._document.file
        expected = file.stamp if path == file.path and not over else None
        look = dict(self.look)

        def work(_job: Job[SavedProject]) -> SavedProject:
            if expected is not None and stamp_of(path) not in (None, expected):
                raise SaveError("changed", "Another program has changed it.")
            project = saved(state, after=file.last)
            project = replace(project, ui=project.ui | look)
            save_project(path, project)
            return project

        def done(project: SavedProject) -> None:
            file.path, file.name, file.saved, file.last = path, "", state, project
            file.stamp = stamp_of(path)
            self._document.tell_of_file()
            self._tell(Notice(partial(say.saved, path.name)))
            self.saved_to.emit(path)
            if then is not None:
                then()
            self._end()

        self._jobs.start(work, done, partial(self._on_failed, file, path, then))

    def _on_failed(self, file: ProjectFile, path: Path, then: Then, error: Exception) -> None:
        self._end()
        if not isinstance(error, FileError):
            raise error
        elsewhere = NoticeAction(say.save_as, lambda: self.name_wanted.emit(then))
        if error.code == "changed":
            over = NoticeAction(say.overwrite, lambda: self._save(path, then, over=True))
            self._tell(Notice(partial(say.changed_meanwhile, path.name), "warning", (elsewhere, over)))
            return
        if error.code == "not-confirmed" and path == file.path:
            file.stamp = stamp_of(path)  # it was this program that changed it
        self._tell(Notice(partial(say.not_saved, error), "warning", (elsewhere,)))

    def _end(self) -> None:
        self._under_way -= 1
        if not self.is_busy:
            self.settled.emit()

    def _claim_file(self) -> None:
        """Claim the file that is on the bench now; where another window has it, this is a copy."""
        file = self._document.file
        if self._claimed == (file, file.path):
            return
        if file.path is None:
            self._claim.release()
        elif not self._claim.take(file.path):
            name = file.path.name
            file.name, file.path, file.stamp = say.copy_of(file.path.stem), None, None
            self._tell(Notice(partial(say.is_open_elsewhere, name), "warning"))
        self._claimed = file, file.path

    def _tell(self, notice: Notice) -> None:
        self.noticed.emit(notice)
