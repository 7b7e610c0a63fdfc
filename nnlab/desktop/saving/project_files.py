"""Saves the project on the bench, and knows which file it belongs to and who else has that open."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from nnlab.data.store import home_folder
from nnlab.desktop.document import Document
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.saving import sentences as say
from nnlab.files import FileError, JsonValue, SaveError
from nnlab.lessons import preset_keys
from nnlab.project import ProjectState
from nnlab.project.autosave import stamp_of
from nnlab.project.claims import Claim
from nnlab.project.nnlab_file import SUFFIX, save_project
from nnlab.project.saved import SavedProject, saved

Then = Callable[[], object] | None
_Written = tuple[SavedProject, tuple[int, int] | None]  # and the stamp of its file


def began_as(file: ProjectFile, state: ProjectState) -> str:
    """Return the key of the preset, or the name of the data, by which work is called; '' where it has its own name."""
    if file.path is not None or file.name:
        return ""
    return state.preset if state.preset in preset_keys() else state.dataset.name


@dataclass(frozen=True, eq=False, slots=True)
class _Order:
    """A saving that is wanted: of what, to which file (None: the project's), and what is done then."""

    file: ProjectFile
    path: Path | None
    then: Then
    over: bool = False  # also where somebody else has changed it
    claim: Claim | None = None  # of a path that is to become the project's


class ProjectFiles(QObject):
    """Writes what is on the bench to its file by a job, and claims that file for this window."""

    noticed = Signal(object)  # Notice
    name_wanted = Signal(object)  # Then: somebody is to choose a name, and `save_as` it
    saving = Signal(object)  # (ProjectFile, Path, ProjectState): what is about to be written, and where
    saved_to = Signal(object)  # Path
    settled = Signal(object)  # bool: nothing is being saved any more, and whether the last of it was

    def __init__(
        self, document: Document, controller: RunController, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._controller, self._jobs = document, controller, jobs
        self._folder = home_folder() / "open"
        self._claim = Claim(self._folder)
        self._claimed: tuple[ProjectFile, Path | None] | None = None
        self._under_way: _Order | None = None
        self._orders: list[tuple[_Order, ProjectState]] = []  # that come after it
        self._asked: list[_Order] = []  # of which it is not known yet what is saved
        self._writings = 0  # of other files, such as exports
        self.look: dict[str, JsonValue] = {}  # how the window looks, to be saved as well
        document.file_changed.connect(self._claim_file)

    @property
    def title(self) -> str:
        """The name of what is on the bench, in the language of the interface."""
        return self.title_of(self._document.file, self._document.state)

    def title_of(self, file: ProjectFile, state: ProjectState) -> str:
        """Name the project `state`, which belongs to `file`, in the language of the interface."""
        if file.path is not None:
            return file.path.stem
        return file.name or say.began_with(began_as(file, state))

    @property
    def is_busy(self) -> bool:
        """Whether anything is being saved."""
        return self._under_way is not None or bool(self._asked) or self._writings > 0

    def save(self, then: Then = None) -> None:
        """Save to the project's file, or let a name be chosen where it has none; when it is saved, do `then`."""
        file = self._document.file
        is_being_named = any(order.file is file for order in self._pending())
        if file.path is None and not is_being_named:
            self.name_wanted.emit(then)
        else:
            self._save(_Order(file, None, then))

    def save_as(self, path: Path, then: Then = None) -> None:
        """Save to the file at `path`, which is the project's from then on; when it is saved, do `then`."""
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        file = self._document.file
        ours = (file.path, *(order.path for order in self._pending()))
        claim = None if any(_is_same(path, our) for our in ours) else Claim(self._folder)
        if claim is not None and not claim.take(path):  # before it is written: two may choose it at once
            again = NoticeAction(say.save_as, lambda: self.name_wanted.emit(None))
            self._tell(Notice(partial(say.taken, path.name), "warning", (again,)))
            return
        self._save(_Order(file, path, then, claim=claim))

    def write(
        self,
        work: Callable[[Job[None]], None],
        done: Callable[[None], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Write a file that is not the project's by a job, as `Jobs.start` does; closing waits for it as well."""

        def end(act: Callable[[Any], object], value: Any) -> None:
            self._writings -= 1
            try:
                act(value)
            finally:
                self._settle_if_idle(saved=act is done)

        self._writings += 1
        self._jobs.start(work, partial(end, done), partial(end, failed))

    def shut_down(self) -> None:
        """Let go of the file."""
        for claim in (self._claim, *(order.claim for order in self._pending())):
            if claim is not None:
                claim.release()

    def _pending(self) -> list[_Order]:
        """Return the savings that are not done."""
        under_way = [] if self._under_way is None else [self._under_way]
        return [*under_way, *self._asked, *(order for order, _ in self._orders)]

    def _save(self, order: _Order) -> None:
        """Save what is on the bench as soon as the savings before it are done."""
        self._asked.append(order)
        self._controller.tell_state(lambda state: self._take(order, state))

    def _take(self, order: _Order, state: ProjectState) -> None:
        self._asked.remove(order)
        self._orders.append((order, state))
        if self._under_way is None:
            self._next()

    def _next(self) -> None:
        """Begin what is to be saved next; only now it is known what the saving before has made of the file."""
        order, state = self._orders.pop(0)
        path = order.path or order.file.path
        if path is None:  # the saving that was to give it a name has failed, and has said so
            self._settle(saved=False)
            return
        self._under_way = order
        self._write(order, path, state)

    def _write(self, order: _Order, path: Path, state: ProjectState) -> None:
        file = order.file
        expected, guarded = file.stamp, _is_same(path, file.path) and not order.over
        look = dict(self.look)

        def work(_job: Job[_Written]) -> _Written:
            if guarded and path.is_file() and stamp_of(path) != expected:
                raise SaveError("changed", "Another program has changed it.")
            project = saved(state, after=file.last)
            project = replace(project, ui=project.ui | look)
            save_project(path, project)
            return project, stamp_of(path)

        def done(written: _Written) -> None:
            file.path, file.name, file.saved = path, "", state
            file.last, file.stamp = written
            self._take_over(order)
            self._disown(file)
            self._document.tell_of_file()
            self._tell(Notice(partial(say.saved, path.name)))
            self.saved_to.emit(path)
            if order.then is not None:
                order.then()
            self._settle(saved=True)

        self.saving.emit((file, path, state))
        self._jobs.start(work, done, partial(self._on_failed, order, path, state))

    def _disown(self, file: ProjectFile) -> None:
        """Note that what other work had saved under the same name is not there any more."""
        for other in self._document.undo_steps.files:
            if other is not file and _is_same(file.path, other.path):
                other.saved = None

    def _take_over(self, order: _Order) -> None:
        """Claim what was chosen, in place of the file before; of what is not on the bench nothing is claimed."""
        if order.claim is None:
            return
        if self._document.file is order.file:
            self._claim.release()
            self._claim, self._claimed = order.claim, (order.file, order.file.path)
        else:
            order.claim.release()

    def _on_failed(self, order: _Order, path: Path, state: ProjectState, error: Exception) -> None:
        if isinstance(error, FileError):
            self._tell_of_failure(order, path, state, error)
        if order.claim is not None:
            order.claim.release()
        self._settle(saved=False)
        if not isinstance(error, FileError):
            raise error

    def _tell_of_failure(self, order: _Order, path: Path, state: ProjectState, error: FileError) -> None:
        """Say why it was not saved. Who wanted to leave then has to say so again: much may be done by that time."""
        order = replace(order, then=None)
        elsewhere = NoticeAction(say.save_as, lambda: self.name_wanted.emit(None))
        if error.code == "changed":
            again = replace(order, path=path, over=True)
            over = NoticeAction(say.overwrite, lambda: self._save_over(again, state))
            self._tell(Notice(partial(say.changed_meanwhile, path.name), "warning", (elsewhere, over)))
            return
        if error.code == "not-confirmed" and _is_same(path, order.file.path):
            order.file.stamp = stamp_of(path)  # it was this program that changed it
        self._tell(Notice(partial(say.not_saved, error), "warning", (elsewhere,)))

    def _save_over(self, order: _Order, state: ProjectState) -> None:
        """Save what is on the bench now; should that be something else by now, then what was to be saved."""
        if self._document.file is order.file:
            self._save(order)
        else:
            self._asked.append(order)
            self._take(order, state)

    def _settle(self, *, saved: bool) -> None:
        self._under_way = None
        if self._orders:
            self._next()
        else:
            self._settle_if_idle(saved=saved)

    def _settle_if_idle(self, *, saved: bool) -> None:
        if not self.is_busy:
            self.settled.emit(saved)

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


def _is_same(path: Path | None, other: Path | None) -> bool:
    """Whether two paths are spellings of one file: through links, or in letters that the disk takes for the same."""
    if path is None or other is None:
        return False
    with suppress(OSError, ValueError):
        return path.samefile(other)
    return os.path.realpath(path) == os.path.realpath(other)
