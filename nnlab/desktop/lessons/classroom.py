"""Joins lessons to the window: the player, the coach, the ring, the locks, and links that are copied and opened."""

import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from nnlab.desktop import preferences
from nnlab.desktop.files.chooser import file_dialog
from nnlab.desktop.graphs.workspace import GraphWorkspace
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.lessons.coach import Coach
from nnlab.desktop.lessons.dialogs import LinkDialog, NameDialog
from nnlab.desktop.lessons.light import Light
from nnlab.desktop.lessons.locks import Locks
from nnlab.desktop.lessons.player import LessonPlayer
from nnlab.desktop.lessons.room import LessonRoom
from nnlab.desktop.lessons.workshop import Workshop
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.preferences import Preferences
from nnlab.desktop.words.lesson_faults import lesson_fault
from nnlab.desktop.workspaces import Workspaces
from nnlab.engine import EngineError
from nnlab.files import FileError, SaveError
from nnlab.files.errors import named, reason_of
from nnlab.lessons import Deed, DeedKind, Lesson, load_lesson, own_folder
from nnlab.lessons.links import LessonLink, Link, encode, is_link, is_own, parse_link
from nnlab.lessons.results import LearnerResult, file_name, is_sign, new_sign, result_of, save_result
from nnlab.lessons.set_ups import SetUp, setup_of
from nnlab.lessons.workspaces import EXPERIMENTS, GRAPH, LESSONS

translate = QCoreApplication.translate  # a name that lupdate knows

_TRAIN_BUTTON = "train_button"  # which is also the one that pauses
# After which there is more to see.
_SHOWING = (DeedKind.EXPERIMENT_SHOWN, DeedKind.SWEEP_FINISHED, DeedKind.FOLDS_FINISHED)


class Classroom(QObject):
    """Owns what lessons add to the window. Closing it, or leaving a lesson, gives the window back as it was."""

    remembered = Signal(object)  # dict of preferences
    lesson_begun = Signal()  # another one than before
    lesson_ended = Signal()  # and its strip is gone
    speed_lent = Signal(object)  # int, updates a second, or None: the reader's own speed again

    def __init__(self, lab: Lab, workspaces: Workspaces, window: QWidget) -> None:
        super().__init__(window)
        self._lab, self._workspaces, self._window = lab, workspaces, window
        self.locks = Locks(window)
        self._light = Light(window, workspaces)
        self.highlight = self._light.ring
        self._experiment: tuple[str, str | None] | None = (
            None  # to be shown with its workspace, and the way down
        )
        self.player = LessonPlayer(lab, self, self)
        self._learner = ""  # under which name somebody handed in last
        self._played: Lesson | None = None
        self._sign = ""  # that tells namesakes on other computers apart
        self.workshop = Workshop(lab, workspaces, self.player, self.highlight, window)
        self.workshop.remembered.connect(self.remembered)
        self.coach = Coach(self.player)
        self.coach.copy_requested.connect(self.copy_lesson_link)
        self.coach.hand_in_requested.connect(self.hand_in)
        self.player.left.connect(self._on_left)
        self.player.changed.connect(self._on_changed)
        self.player.prepared.connect(self._light.bring_into_sight)
        workspaces.shown.connect(self._on_workspace_shown)
        lab.state_changed.connect(self._renew)
        lab.picture_changed.connect(self._renew)
        lab.deeds.happened.connect(self._on_deed)
        lab.controller.running_changed.connect(self._on_running_changed)

    def room(self) -> QWidget:
        """Return the workspace of lessons: the list of them, the editor, and the class board."""
        room = LessonRoom(self.player, self._lab.previews)
        room.link_requested.connect(self.ask_for_link)
        room.folder_requested.connect(self.open_folder)
        room.copy_requested.connect(lambda lesson: self._copy(LessonLink(lesson.key)))
        return self.workshop.make_pages(room)

    def adopt(self, chosen: Preferences) -> None:
        """Remember what was chosen before the last start."""
        self._learner, self._sign = chosen.learner, chosen.sign
        self.workshop.adopt(chosen.board_folder)

    def open_folder(self) -> None:
        """Show the folder of lessons of one's own, as the system shows folders, and make it if need be."""
        folder = own_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = reason_of(error)
            message = (
                f"{named(folder)} cannot be made: {reason.what}. Lessons of nnlab are there all the same."
            )
            self._refuse(SaveError(reason.code, message, str(error)))
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # -- what the player asks (Stage) ----------------------------------------------------------------------

    def show_workspace(self, key: str) -> None:
        """Show a workspace, if it applies; in a graph nothing is computed yet where a guess is asked for."""
        self._workspaces.show(key)
        graph = self._workspaces.widget(key) if key == GRAPH == self._workspaces.current else None
        if isinstance(graph, GraphWorkspace) and self.player.awaits_guess:
            graph.editing.cover()

    def shown_workspace(self) -> str:
        """Return the key of the workspace that is shown."""
        return self._workspaces.current

    def show_experiment(self, key: str | None, optimizer: str | None) -> None:
        """Turn the workspace of experiments to one of them now or, while another one is shown, when it is shown."""
        self._experiment = None if key is None else (key, optimizer)
        if self._workspaces.current == EXPERIMENTS:
            self._turn_to_experiment()

    def _turn_to_experiment(self) -> None:
        from nnlab.desktop.explore.workspace import Experiments  # as late as its workspace is made

        room = self._workspaces.widget(EXPERIMENTS)
        if self._experiment is not None and isinstance(room, Experiments):
            wanted, self._experiment = self._experiment, None
            room.begin(*wanted)

    def set_speed(self, speed: int | None) -> None:
        """Have trainings go at so many updates a second for now; None is what the reader has chosen."""
        self.speed_lent.emit(speed)

    def cover(self, covered: bool) -> None:
        """Keep what would come back for now: it is to be guessed."""
        self._lab.view.set_covered(covered)

    def hold(self, locked: frozenset[str], hidden: frozenset[str]) -> None:
        """Lock and hide these controls, and no others."""
        self.locks.set(locked, hidden)

    def light(self, control: str | None) -> None:
        """Light a control, or the way to it."""
        self._light.set_control(control)

    def _on_deed(self, deed: Deed) -> None:
        if deed.kind in _SHOWING:
            self._light.show()
            if self.player.lesson is not None:
                self.locks.renew()

    def _on_workspace_shown(self, key: str) -> None:
        if key == EXPERIMENTS:
            self._turn_to_experiment()
        if key == LESSONS and not self.workshop.edits:
            self.workshop.drafts.offer()
        self._light.show()
        self.player.look_soon()
        if self.player.lesson is not None:
            self.locks.renew()

    def _on_running_changed(self, running: bool) -> None:
        """Leave the way to pause a training that goes on, also where none may be begun."""
        self.locks.spare((_TRAIN_BUTTON,) if running else ())

    def _renew(self, _: object = None) -> None:
        """Hold and light what was made anew, when other data are on the bench."""
        if self.player.step is not None:
            self.locks.renew()
            self._light.renew()

    def _on_changed(self) -> None:
        """Tell once that another lesson is played, or none any more."""
        played = self.player.lesson
        if played is not self._played:
            self._played = played
            (self.lesson_ended if played is None else self.lesson_begun).emit()

    def _on_left(self) -> None:
        self._workspaces.show(LESSONS)

    def release(self) -> None:
        """Let go of everything: the window closes."""
        self.workshop.pointing.end()
        self.workshop.drafts.finish()
        self.player.release()

    # -- links ---------------------------------------------------------------------------------------------

    def copy_lesson_link(self) -> None:
        """Copy the link to the step that is played."""
        lesson, progress = self.player.lesson, self.player.progress
        if lesson is not None and progress is not None:
            self._copy(LessonLink(lesson.key, progress.step))

    def copy_setup_link(self) -> None:
        """Copy a link to the preset on the bench with all that was changed of it."""
        try:
            link = setup_of(replace(self._lab.state, config=self._lab.controller.config))
        except EngineError as error:
            self._refuse(error)
        else:
            self._copy(link)

    def _copy(self, link: Link) -> None:
        try:
            QGuiApplication.clipboard().setText(encode(link))
        except EngineError as error:
            self._refuse(error)
            return
        show = NoticeAction(lambda: translate("lessons", "Show its file"), self.open_folder)
        self._lab.tell(Notice(partial(_copied, link), actions=(show,) if is_own(link) else ()))

    def ask_for_link(self) -> None:
        """Let a link be typed or pasted, and open it; the clipboard may hold one."""
        text = QGuiApplication.clipboard().text().strip()
        LinkDialog(text if is_link(text) else "", self.open_link, self._window).open()

    def paste_link(self) -> bool:
        """Open the link in the clipboard; return whether there is one."""
        text = QGuiApplication.clipboard().text()
        if not is_link(text):
            return False
        self.open_link(text)
        return True

    def open_link(self, text: str) -> None:
        """Open what a link leads to; what is wrong with one is told."""
        try:
            link = parse_link(text)
            if isinstance(link, SetUp):
                self._open_setup(link)
            else:
                self.player.start(load_lesson(link.lesson), link.step, again=False)
        except (FileError, EngineError) as error:
            self._refuse(error)

    def _open_setup(self, link: SetUp) -> None:
        self.player.leave()
        self._lab.openings.open_setup(link, lambda: translate("lessons", "Open a set-up"))

    def _refuse(self, error: Exception) -> None:
        self._lab.tell(Notice(partial(lesson_fault, error), "warning"))

    # -- handing in ----------------------------------------------------------------------------------------

    def hand_in(self) -> None:
        """Ask for a name, and then for a file to keep what was done in."""
        if self.player.progress is not None:
            NameDialog(self._learner, self._hand_in_as, self._window).open()

    def _hand_in_as(self, name: str) -> None:
        progress = self.player.progress
        if progress is None:
            return
        try:
            sign = self._agreed_sign()
            result = result_of(name, progress, time.time(), sign)
        except EngineError as error:
            self._refuse(error)
            return
        self._learner = result.name
        self.remembered.emit({"learner": result.name, "sign": sign})
        dialog = file_dialog(self._window, translate("lessons", "Hand in"), saves_as=".json")
        dialog.selectFile(file_name(result))
        dialog.fileSelected.connect(lambda path: self.save_result(Path(path), result))
        dialog.open()

    def _agreed_sign(self) -> str:
        """Return the sign of this computer, which all windows on it share; where none can be kept, that of this one."""
        if not is_sign(self._sign):
            self._sign = new_sign()
            with suppress(SaveError):
                self._sign = preferences.agreed("sign", self._sign, is_sign)
        return self._sign

    def save_result(self, path: Path, result: LearnerResult) -> None:
        """Write the file that is handed in, by a job."""

        def work(_job: Job[None]) -> None:
            save_result(path, result)

        def done(_: None) -> None:
            self._lab.tell(
                Notice(
                    lambda: translate("lessons", "{name} is saved: give it to your teacher.").format(
                        name=path.name
                    )
                )
            )

        def failed(error: Exception) -> None:
            if not isinstance(error, FileError):
                raise error
            self._refuse(error)

        self._lab.files.write(work, done, failed)


def _copied(link: Link) -> str:
    """Say that a link is copied, and what it cannot carry."""
    if isinstance(link, SetUp):
        return translate(
            "lessons",
            "The link to this set-up is copied: Ctrl+V opens it elsewhere. It holds preset, network and settings, and "
            "how data are made and split, but no data of your own, and nothing that was learned.",
        )
    if is_own(link):
        return translate(
            "lessons",
            "The link is copied. The lesson is one of your own: on another computer the link opens it when its file "
            "was dropped on the window there. Give both.",
        )
    return translate("lessons", "The link is copied: “Open link…” or Ctrl+V opens it elsewhere.")
