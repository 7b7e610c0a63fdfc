"""What a user does with files: the dialogs of the system, the menu of files, and leaving the window."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nnlab.desktop import preferences
from nnlab.desktop.files.chooser import file_dialog, file_name
from nnlab.desktop.files.dialogs import LeaveQuestion, LeftoversDialog, NotesDialog, WaitQuestion
from nnlab.desktop.files.menu import FileMenu
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.saving import sentences as say
from nnlab.project import with_notes
from nnlab.project.autosave import Leftover
from nnlab.project.nnlab_file import SUFFIX

if TYPE_CHECKING:
    from nnlab.desktop.files.exchange import Exchange
    from nnlab.desktop.tables.actions import TableActions
    from nnlab.export import ForeignNetwork

_MOST_RECENT = 10
_PATIENCE_MS = 2000  # of a window that is to close and still writes

Then = Callable[[], object] | None


class FileActions(QObject):
    """Joins the menu of files, its keys and its dialogs to the lab."""

    remembered = Signal(object)  # dict of fields of Preferences
    link_copy_asked = Signal()
    link_open_asked = Signal()

    def __init__(self, lab: Lab, window: QWidget) -> None:
        super().__init__(window)
        self._lab, self._window = lab, window
        self._left: list[Leftover] = []
        self._recent: list[str] = []  # what this window has opened and saved, the latest first
        self._gone: set[str] = set()
        self._waits_to_leave = False  # until what is being saved is
        menu = self._menu = FileMenu(window)
        menu.open_asked.connect(self.choose_file)
        menu.folder_asked.connect(self.choose_folder)
        menu.paste_asked.connect(self.paste_table)
        menu.recent_chosen.connect(lab.openings.open_path)
        menu.save_asked.connect(self.save)
        menu.save_as_asked.connect(self.save_as)
        menu.notes_asked.connect(self.show_notes)
        menu.export_asked.connect(self.export)
        menu.import_asked.connect(self.import_weights)
        menu.leftovers_asked.connect(self._show_leftovers)
        menu.link_copy_asked.connect(self.link_copy_asked)
        menu.link_open_asked.connect(self.link_open_asked)
        lab.openings.files_wanted.connect(self.choose_file)
        lab.openings.weights_read.connect(self._take_weights)
        lab.openings.table_read.connect(lambda name, source, path: self._open_table(name, source.text, path))
        lab.openings.table_unread.connect(self._open_table)
        lab.openings.table_opened.connect(self._note_recent)
        lab.openings.columns_wanted.connect(lambda: self.tables.correct())
        lab.openings.not_found.connect(self._on_not_found)
        lab.openings.project_opened.connect(self._note_recent)
        lab.files.name_wanted.connect(self._choose_name)
        lab.files.saved_to.connect(self._note_recent)
        lab.autosaver.found.connect(self._on_leftovers_found)
        lab.document.left_unsaved.connect(self._on_left_unsaved)

    def _on_left_unsaved(self, file: ProjectFile) -> None:
        """Say where changes of a file are, now that something else is on the bench."""
        if file.path is None:
            return  # a preset that one has tried is left for another all the time
        name = file.path.name
        back = NoticeAction(say.go_back, self._lab.controller.undo)
        notice = Notice(partial(say.left_for_other, name), "warning", (back,))
        # After what the other one has to say of itself, which matters less.
        QTimer.singleShot(0, self, lambda: self._lab.tell(notice))

    def open_menu(self, corner: QPoint) -> None:
        """Pop the menu up; `corner` is in global pixels."""
        self._menu.open_at(corner, self._all_recent(), has_leftovers=bool(self._left))

    # -- opening ---------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Let the user choose a project, pictures or a data set, and open it."""
        dialog = file_dialog(self._window, self.tr("Open"))
        dialog.setNameFilters(
            [
                self.tr("Projects, pictures and data sets (*)"),
                self.tr("Projects of nnlab (*{suffix})").format(suffix=SUFFIX),
            ]
        )
        dialog.fileSelected.connect(self._lab.openings.open_path)
        dialog.open()

    def choose_folder(self) -> None:
        """Let the user choose a folder of pictures, and open it: no dialog offers files and folders at once."""
        dialog = file_dialog(self._window, self.tr("Open a folder of pictures"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._lab.openings.open_path)
        dialog.open()

    def _on_not_found(self, path: str) -> None:
        """Take a file that is not there any more off the list; why it was not opened has been told."""
        if path in self._all_recent():
            self._recent = [other for other in self._recent if other != path]
            self._gone.add(path)
            self.remembered.emit({"recent": self._all_recent()})

    def _note_recent(self, path: Path) -> None:
        spelled = str(path.absolute())
        self._recent = [spelled, *(other for other in self._recent if other != spelled)]
        self._gone.discard(spelled)
        self.remembered.emit({"recent": self._all_recent()})

    def _all_recent(self) -> tuple[str, ...]:
        """Return the last files, also those of other windows that have closed."""
        others = (path for path in preferences.load().recent if path not in self._gone)
        return tuple(dict.fromkeys((*self._recent, *others)))[:_MOST_RECENT]

    # -- tables ----------------------------------------------------------------------------------------

    @cached_property
    def tables(self) -> "TableActions":
        """What opens and corrects tables; a window opens without it."""
        from nnlab.desktop.tables.actions import TableActions

        tables = TableActions(self._lab, self._window)
        tables.taken_from.connect(self._note_recent)
        return tables

    def _open_table(self, name: str, text: bytes, path: Path) -> None:
        """Let the table in a file be corrected; it is one of the recent files when it is on the bench."""
        told = self._lab.openings.told_of_table
        dialog = self.tables.open(name, text, path.absolute())
        if told is not None:  # of a table that is not opened after all nothing is left to say
            dialog.rejected.connect(partial(self._lab.withdraw, told))

    def paste_table(self) -> None:
        """Open the table that lies in the clipboard."""
        self.tables.paste()

    # -- saving ----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save to the project's file, or let a name be chosen."""
        self._lab.files.save()

    def save_as(self) -> None:
        """Let a name be chosen, and save there."""
        self._choose_name(None)

    def _choose_name(self, then: Then) -> None:
        file = self._lab.document.file
        dialog = file_dialog(self._window, self.tr("Save as"), saves_as=SUFFIX)
        dialog.setNameFilter(self.tr("Projects of nnlab (*{suffix})").format(suffix=SUFFIX))
        if file.path is not None:
            dialog.setDirectory(str(file.path.parent))
        dialog.selectFile(f"{file_name(self._lab.files.title)}{SUFFIX}")
        dialog.fileSelected.connect(lambda path: self._lab.files.save_as(Path(path), then))
        leave = partial(self._leave_dialog, dialog, file)  # what it asks for must be what is saved
        self._lab.document.file_changed.connect(leave)
        dialog.finished.connect(lambda _code: self._lab.document.file_changed.disconnect(leave))
        dialog.open()

    def _leave_dialog(self, dialog: QFileDialog, file: ProjectFile) -> None:
        if self._lab.document.file is not file:
            dialog.reject()

    # -- other programs --------------------------------------------------------------------------------

    @cached_property
    def exchange(self) -> "Exchange":
        """What reads and writes the files of other programs; its libraries are not needed to open a window."""
        from nnlab.desktop.files.exchange import Exchange

        return Exchange(self._lab, self._window)

    def export(self) -> None:
        """Show what the project can be written as."""
        self.exchange.export()

    def _take_weights(self, name: str, foreign: "ForeignNetwork") -> None:
        self.exchange.take(name, foreign)

    def import_weights(self) -> None:
        """Let weights of another program be chosen."""
        self.exchange.choose_weights()

    # -- notes -----------------------------------------------------------------------------------------

    def show_notes(self) -> None:
        """Let the user write about the project."""
        dialog = NotesDialog(self._lab.state.notes, self._take_notes, self._window)
        dialog.written.connect(self._lab.autosaver.keep_draft)
        dialog.open()

    def _take_notes(self, notes: str) -> None:
        if notes != self._lab.state.notes:
            self._lab.controller.edit(say.change_notes, lambda state: with_notes(state, notes))
        self._lab.controller.at_rest(lambda: self._lab.autosaver.keep_draft(None))

    # -- work that was left behind ---------------------------------------------------------------------

    def _on_leftovers_found(self, found: list[Leftover]) -> None:
        self._left = found
        first = found[0]
        actions = [NoticeAction(say.bring_back, partial(self._bring_back, first))]
        if len(found) > 1:
            actions.append(NoticeAction(say.show_all, self._show_leftovers))
        else:
            actions.append(NoticeAction(say.drop, partial(self._discard, first)))
        self._lab.tell(
            Notice(
                partial(say.left_behind, first.about, len(found)),
                actions=tuple(actions),
                fades=False,
                waits=True,
                due=lambda: first in self._left,
            )
        )

    def _show_leftovers(self) -> None:
        LeftoversDialog(self._left, self._bring_back, self._discard, self._window).open()

    def _bring_back(self, left: Leftover) -> None:
        def there() -> None:
            self._left = [other for other in self._left if other is not left]
            self._lab.autosaver.adopt(left)
            self._lab.tell(Notice(partial(say.brought_back, left.about)))

        def gone() -> None:
            self._left = [other for other in self._left if other is not left]
            self._lab.tell(Notice(say.taken_elsewhere))

        self._lab.openings.recover(left, there, gone)

    def _discard(self, left: Leftover) -> None:
        self._left = [other for other in self._left if other is not left]
        self._lab.autosaver.discard(left)
        self._lab.tell(Notice(say.dropped))

    # -- leaving ---------------------------------------------------------------------------------------

    def may_leave(
        self, again: Callable[[], object], leave: Callable[[], object], forget: Callable[[], object]
    ) -> bool:
        """Return whether the window may close now; else it will be told what to do.

        `again` asks once more when what is being saved is, unless that fails: then the window stays, and says so.
        `leave` and `forget` close the window, which keeps what is not saved, or does not.

        Work that was never saved does not hold anybody up: it is kept, and offered at the next start.
        """
        files, document = self._lab.files, self._lab.document
        if files.is_busy:
            self._wait_to_leave(again, leave)
            return False
        changed = document.is_unsaved or self._lab.controller.is_busy
        if document.file.path is None or not changed:
            return True
        question = self._window.findChild(LeaveQuestion)
        if question is not None and question.isVisible():  # asked already
            question.activateWindow()
            return False
        at_rest = self._lab.controller.at_rest  # so that nothing is learned after it is saved
        LeaveQuestion(
            document.file.path.name, lambda: at_rest(lambda: files.save(leave)), forget, self._window
        ).open()
        return False

    def _wait_to_leave(self, again: Callable[[], object], leave: Callable[[], object]) -> None:
        """Leave when all is written; where a disk takes long, or hangs, ask whether to leave all the same."""
        if self._waits_to_leave:
            return
        self._waits_to_leave = True
        question = WaitQuestion(leave, self._window)
        patience = QTimer(question)
        patience.setSingleShot(True)
        patience.timeout.connect(question.open)
        patience.start(_PATIENCE_MS)

        def on_settled(is_saved: bool) -> None:
            self._waits_to_leave = False
            question.done(0)
            question.deleteLater()
            if is_saved and self._window.isVisible():  # else it was left meanwhile
                again()

        self._lab.files.settled.connect(on_settled, Qt.ConnectionType.SingleShotConnection)
