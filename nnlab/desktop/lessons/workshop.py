"""What teachers do: write lessons of their own, take others' in, try them, and keep a board of the class."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nnlab.desktop.files.chooser import file_dialog
from nnlab.desktop.highlight import Highlight
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.lessons.board import ClassBoard
from nnlab.desktop.lessons.dialogs import UnsavedQuestion
from nnlab.desktop.lessons.draft_keeping import DraftKeeping
from nnlab.desktop.lessons.editor import LessonEditor
from nnlab.desktop.lessons.editor_model import EditorModel
from nnlab.desktop.lessons.pages import LessonPages
from nnlab.desktop.lessons.player import LessonPlayer
from nnlab.desktop.lessons.pointing import Pointing
from nnlab.desktop.lessons.room import LessonRoom
from nnlab.desktop.lessons.step_form import Pointed
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.words.lesson_faults import lesson_fault
from nnlab.desktop.workspaces import Workspaces
from nnlab.engine import EngineError
from nnlab.files import FileError, SaveError, parse_csv, write_atomically
from nnlab.lessons import Lesson, own_files
from nnlab.lessons import drafts as d
from nnlab.lessons.drafts import Draft
from nnlab.lessons.left_drafts import KeptDraft
from nnlab.lessons.shelf import OWN, SUFFIX
from nnlab.lessons.workspaces import BENCH, LESSONS

translate = QCoreApplication.translate  # a name that lupdate knows

Then = Callable[[], object] | None


class Workshop(QObject):
    """Joins the editor and the board to the list of lessons and to the window."""

    remembered = Signal(object)  # dict of preferences

    def __init__(
        self, lab: Lab, workspaces: Workspaces, player: LessonPlayer, highlight: Highlight, window: QWidget
    ) -> None:
        super().__init__(window)
        self._lab, self._workspaces, self._player, self._window = lab, workspaces, player, window
        self.model = EditorModel(self)
        self.drafts = DraftKeeping(lab, self.model, self._bring_back, self)
        self.pointing = Pointing(window, highlight)
        self.pointing.pointed.connect(self._on_pointed)
        self.pointing.ended.connect(self._on_pointing_ended)
        self._takes: Pointed | None = None  # what gets the control that is pointed at
        self._board_folder: Path | None = None
        self._wishes: dict[
            object, list[Then]
        ] = {}  # by sittings that are being saved: who wants it again since
        self.pages: LessonPages | None = None

    def make_pages(self, room: LessonRoom) -> LessonPages:
        """Return the workspace: `room` is the list of lessons."""
        self.pages = LessonPages(room, self._make_editor, self._make_board)
        room.new_requested.connect(self.write_new)
        room.edit_requested.connect(self.edit)
        room.board_requested.connect(self.show_board)
        return self.pages

    def _make_editor(self) -> LessonEditor:
        editor = LessonEditor(self.model, self._window)
        editor.left.connect(lambda: self.ask_about_changes(self._show_list))
        editor.save_wanted.connect(lambda: self.save())
        editor.try_wanted.connect(self.try_out)
        editor.point_wanted.connect(self.point)
        # While a lesson is played its own strip is at the foot of the window.
        self._player.changed.connect(lambda: editor.set_preview_shown(self._player.lesson is None))
        return editor

    def _make_board(self) -> ClassBoard:
        board = ClassBoard(self._lab.previews)
        board.left.connect(self._show_list)
        board.folder_wanted.connect(self._ask_for_folder)
        board.export_wanted.connect(self._export_board)
        board.set_folder(self._board_folder)
        return board

    def _show_list(self) -> None:
        if self.pages is not None:
            self.pages.show_list()

    # -- writing -----------------------------------------------------------------------------------------

    @property
    def edits(self) -> bool:
        """Whether the editor is on show, so that undo is its undo."""
        return self._workspaces.current == LESSONS and self.pages is not None and self.pages.edits

    def write_new(self) -> None:
        """Begin a lesson of one's own."""
        self._open(d.blank_lesson(), None)

    def edit(self, lesson: Lesson) -> None:
        """Edit a lesson of one's own, or a copy of one of nnlab's."""
        is_own = lesson.key.startswith(OWN)
        draft = d.draft_of(lesson)
        if not is_own:
            draft |= {"part": "own"}
        self._open(draft, lesson.key.removeprefix(OWN) if is_own else None)

    def _open(self, draft: Draft, name: str | None) -> None:
        def open_it() -> None:
            assert self.pages is not None
            self._player.leave()
            self.model.open(draft, name, is_new=name is None and draft != d.blank_lesson())
            self.pages.show_editor().begin_to_write()

        self.ask_about_changes(open_it)

    def _bring_back(self, kept: KeptDraft, then: Callable[[], object]) -> None:
        """Go on with a lesson that was not saved when its window ended."""

        def open_it() -> None:
            self._player.leave()
            self._workspaces.show(LESSONS)
            assert self.pages is not None  # they are made when they are shown
            self.model.open(kept.draft, kept.name, was=kept.was)
            self.pages.show_editor().begin_to_write()
            then()

        self.ask_about_changes(open_it)

    def save(self, then: Then = None, *, over: bool = False, as_copy: bool = False) -> None:
        """Keep the draft among the lessons of one's own, and then do what is to be done, if it is still edited.

        A lesson that is just being saved waits for that: only then it is known what its file is called. What another
        program has put into its file meanwhile stays there, unless this is to be written `over` it.
        """
        self.model.judge()
        if self.model.faults:
            return
        draft, sitting, was = self.model.draft, self.model.sitting, None if over else self.model.was
        known = None if as_copy else self.model.name
        if sitting in self._wishes:
            self._wishes[sitting].append(then)
            return
        self._wishes[sitting] = []
        title = draft["title"]["en"] or draft["title"]["ko"]

        def work(_job: Job[str]) -> str:
            if known is None:
                return own_files.add_own(title, draft)
            own_files.save_own(known, draft, was=was)
            return known

        def done(name: str) -> None:
            wishes = self._wishes.pop(sitting)
            self._tell(lambda: translate("LessonEditor", "Saved among your lessons as {name}.").format(
                name=f"{name}{SUFFIX}"
            ))  # fmt: skip
            if self.model.sitting is sitting:  # else another lesson has been opened since
                self.model.note_saved(name, draft)
                self._go_on(then, wishes)

        def failed(error: Exception) -> None:
            del self._wishes[sitting]
            if isinstance(error, SaveError) and error.code == "changed":
                self._tell_of_change(known or "", sitting)
            else:
                self._failed(error)

        self._lab.files.write(work, done, failed)

    def _tell_of_change(self, name: str, sitting: object) -> None:
        """Say that somebody else has saved the lesson, and let it be chosen what becomes of this one."""

        def as_chosen(**way: bool) -> None:
            if self.model.sitting is sitting:  # else another lesson has been opened since
                self.save(**way)

        def say() -> str:
            text = translate(
                "LessonEditor",
                "{name} was changed by another program since it was opened here. It was not saved. Save it as a copy, "
                "or over what is there now.",
            )
            return text.format(name=f"{name}{SUFFIX}")

        copy = NoticeAction(lambda: translate("LessonEditor", "Save a copy"), lambda: as_chosen(as_copy=True))
        over = NoticeAction(lambda: translate("LessonEditor", "Save over it"), lambda: as_chosen(over=True))
        self._lab.tell(Notice(say, "warning", (copy, over)))

    def _go_on(self, then: Then, wishes: list[Then]) -> None:
        """Save what has been written since the last saving if anybody wishes it, and do what is to be done then."""
        last = next((each for each in reversed([then, *wishes]) if each is not None), None)
        if wishes and self.model.is_unsaved:
            self.save(last)
        elif last is not None:
            self.ask_about_changes(last)

    @property
    def is_saving(self) -> bool:
        """Whether a lesson is being saved."""
        return bool(self._wishes)

    def ask_about_changes(self, then: Callable[[], object]) -> bool:
        """Do `then` at once, or after asking about changes of a lesson; return whether nobody had to be asked."""
        if not self.model.is_unsaved:
            then()
            return True
        self._ask(then)
        return False

    def may_leave(self, again: Callable[[], object]) -> bool:
        """Return whether the window may close; else `again` closes it when the question is answered."""
        if not self.model.is_unsaved:
            return True
        self._ask(again)
        return False

    def _ask(self, then: Callable[[], object]) -> None:
        def forget() -> None:
            self.model.open(d.blank_lesson(), None)
            then()

        known = self._window.findChild(UnsavedQuestion)
        if known is not None and known.isVisible():
            known.activateWindow()
            return
        can_save = not self.model.faults
        UnsavedQuestion(lambda: self.save(then), forget, self._window, can_save=can_save).open()

    def try_out(self, step: int) -> None:
        """Play the draft from a step, as far as it is a lesson; how far one comes in it is not kept."""
        lesson, name = self.model.lesson(), self.model.name
        if name is not None:
            lesson = replace(lesson, key=f"{OWN}{name}")  # to which a link leads
        self._player.start(lesson, step, is_trial=True, has_link=name is not None)

    # -- pointing ----------------------------------------------------------------------------------------

    def point(self, take: Pointed) -> None:
        """Let a control of the window be clicked, and give its name to `take`."""
        self._takes = take
        if self._workspaces.current == LESSONS:
            self._workspaces.show(BENCH)
        self._tell(
            lambda: translate(
                "LessonEditor",
                "Click the control that is meant. The rail still changes the workspace; Esc gives up.",
            )
        )
        self.pointing.begin()

    def _on_pointed(self, name: str) -> None:
        if self._takes is not None:
            self._takes(name)

    def _on_pointing_ended(self) -> None:
        self._workspaces.show(LESSONS)

    # -- taking in ---------------------------------------------------------------------------------------

    def take_in(self, path: Path, otherwise: Callable[[], object]) -> None:
        """Add the lesson in the file at `path` to those of one's own; do `otherwise` with a file of another kind."""

        def work(_job: Job[str | None]) -> str | None:
            if not own_files.is_meant_as_lesson(path):
                return None
            return own_files.take_in(path)

        def done(name: str | None) -> None:
            if name is None:
                otherwise()
                return
            self._tell(
                lambda: translate("LessonEditor", "{name} is among your lessons now.").format(name=name)
            )
            self._workspaces.show(LESSONS)
            if not self.edits:
                self._show_list()
            if self.pages is not None:
                self.pages.room.refresh()

        self._lab.files.write(work, done, self._failed)

    # -- the board ---------------------------------------------------------------------------------------

    def adopt(self, board_folder: str) -> None:
        """Remember which folder the board looked at last."""
        self._board_folder = Path(board_folder) if board_folder else None

    def show_board(self) -> None:
        """Show the class board."""
        if self.pages is not None:
            self.pages.show_board()

    def _ask_for_folder(self) -> None:
        dialog = file_dialog(self._window, translate("ClassBoard", "Choose the folder of the class"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        if self._board_folder is not None:
            dialog.setDirectory(str(self._board_folder))
        dialog.fileSelected.connect(lambda path: self.set_board_folder(Path(path)))
        dialog.open()

    def set_board_folder(self, folder: Path) -> None:
        """Have the board look at a folder, now and at the next start."""
        self._board_folder = folder
        self.remembered.emit({"board_folder": str(folder)})
        if self.pages is not None:
            self.pages.show_board().set_folder(folder)

    def _export_board(self, table: bytes) -> None:
        dialog = file_dialog(self._window, translate("ClassBoard", "Export the class board"), saves_as=".csv")
        dialog.selectFile("class-board.csv")
        dialog.fileSelected.connect(lambda path: self.save_board(Path(path), table))
        dialog.open()

    def save_board(self, path: Path, table: bytes) -> None:
        """Write the board as CSV, by a job."""

        def work(_job: Job[None]) -> None:
            write_atomically(path, table, validate=parse_csv)

        def done(_: None) -> None:
            self._tell(lambda: translate("ClassBoard", "{name} is saved.").format(name=path.name))

        self._lab.files.write(work, done, self._failed)

    # -- telling -----------------------------------------------------------------------------------------

    def _tell(self, say: Callable[[], str]) -> None:
        self._lab.tell(Notice(say))

    def _failed(self, error: Exception) -> Any:
        if not isinstance(error, (FileError, EngineError)):
            raise error
        self._lab.tell(Notice(partial(lesson_fault, error), "warning"))
