"""The main window: it only assembles the toolbar, the rail and the workspaces, and passes keys on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from nnlab.desktop import keys
from nnlab.desktop import theme as themes
from nnlab.desktop.bench.workspace import Bench
from nnlab.desktop.dialogs import ExplosionDialog, KeysDialog, TextDialog
from nnlab.desktop.document import StateChange
from nnlab.desktop.draw.workspace import Draw
from nnlab.desktop.files.actions import FileActions
from nnlab.desktop.lab import Lab
from nnlab.desktop.lessons.classroom import Classroom
from nnlab.desktop.notice_host import NoticeHost
from nnlab.desktop.notices import Notice
from nnlab.desktop.panels.toolbar import Toolbar
from nnlab.desktop.preferences import SYSTEM, Preferences
from nnlab.desktop.remembering import Remembering
from nnlab.desktop.samples.workspace import Samples
from nnlab.desktop.settings_menu import SettingsMenu
from nnlab.desktop.tables.table_samples import TableSamples
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.parts.offered import local_file
from nnlab.desktop.words import language as languages
from nnlab.desktop.words import run_sentences, sentences
from nnlab.desktop.workspaces import Workspaces, places
from nnlab.lessons import DeedKind, Preset
from nnlab.lessons.workspaces import ARITHMETIC, BENCH, DRAW, SAMPLES
from nnlab.project import Change
from nnlab.training import Divergence, StepSize, TrainingWarning

_SMALLEST = (1024, 700)
_FIRST_SIZE = (1280, 800)
_FRAME_PX = (30, 10)  # above and below: how thick the frame will be nobody knows before the window is shown
_FARTHEST_PX = 100_000  # no screen reaches so far; a damaged file may say anything


def inside(room: QRect, place: QRect) -> QRect:
    """Return `place` so that the window and its title bar lie between the top and the foot of `room`.

    It is made no larger than the room and moved up or down only; it may stand out to the left or right.
    """
    above, below = _FRAME_PX
    room = room.adjusted(0, above, 0, -below)
    size = place.size().boundedTo(room.size())
    y = max(room.top(), min(place.y(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(place.x(), y), size)


class MainWindow(QMainWindow):
    """Toolbar above, rail left, workspaces right of it; closing it ends every run."""

    def __init__(self, lab: Lab, preferences: Preferences) -> None:
        super().__init__()
        self.lab = lab
        self._step_before: StepSize | None = None  # how far a step went before the arithmetic was opened
        self._own_view: tuple[StepSize, str] | None = (
            None  # size of a step, what is inspected, without lessons
        )
        self.follows_system = preferences.theme == SYSTEM  # whether the theme changes with the desktop's
        self.toolbar = Toolbar(lab)
        self.workspaces = Workspaces(self)
        self._notices = NoticeHost(self.workspaces.stack)
        self._choices = Remembering(preferences, self)
        self.bench = Bench(lab)
        self.samples = Samples(lab)
        self.table_samples = TableSamples(lab)
        self.draw = Draw(lab)
        self.classroom = Classroom(lab, self.workspaces, self)
        self.workspaces.offer(
            places(lab, self.bench, self.samples, self.table_samples, self.draw, self.classroom.room)
        )
        self.file_actions = FileActions(lab, self)
        self._leaves = False  # it is decided: nobody is asked
        self._forgets = False  # what is not saved is not wanted
        self._files = Button(Look.BARE, "open")
        self._code = Button(Look.BARE, "code")
        self._builder = Button(Look.BARE, "panel")
        self._undo = Button(Look.BARE, "undo")
        self._redo = Button(Look.BARE, "redo")
        self._settings = Button(Look.BARE, "settings")
        self._menu = SettingsMenu(self)
        self._arrange()
        self._connect()
        self._adopt_preferences()
        self.retranslate()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()  # not the first control: Space trains

    # -- putting together ------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.setObjectName("main_window")
        for button, name in (
            (self._files, "files_button"),
            (self._code, "code_button"),
            (self._builder, "builder_button"),
            (self._undo, "undo_button"),
            (self._redo, "redo_button"),
            (self._settings, "settings_button"),
        ):
            button.setObjectName(name)
            self.workspaces.rail.add_bottom_widget(button)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self.workspaces.rail)
        beside = QVBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self.workspaces.stack, 1)
        beside.addWidget(self.classroom.coach)
        below.addLayout(beside, 1)
        ground = QWidget()
        ground.setObjectName("ground")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(4, 8, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(self.toolbar)
        layout.addLayout(below, 1)
        self.setCentralWidget(ground)
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        lab, controller = self.lab, self.lab.controller
        lab.noticed.connect(self._notices.show)
        lab.withdrawn.connect(self._notices.withdraw)
        lab.document.file_changed.connect(self._show_title)
        self._choices.refused.connect(self._on_choices_refused)
        self.file_actions.remembered.connect(self._choices.note)
        self.file_actions.link_copy_asked.connect(self.classroom.copy_setup_link)
        self.file_actions.link_open_asked.connect(self.classroom.ask_for_link)
        self.classroom.remembered.connect(self._choices.note)
        self.classroom.speed_lent.connect(self.toolbar.lend_speed)
        self.classroom.lesson_begun.connect(self._lend_view)
        self.classroom.lesson_ended.connect(self._give_view_back)
        self.classroom.player.prepared.connect(self._notices.hide)  # the coach says what it is about
        self._files.clicked.connect(self._open_files)
        lab.state_changed.connect(self._on_state_changed)
        lab.run_notices.explosion_shown.connect(self._on_explosion_shown)
        lab.run_notices.explained.connect(self._on_explained)
        controller.running_changed.connect(self._on_running_changed)
        self.workspaces.shown.connect(self._on_workspace_shown)
        lab.view.bench_wanted.connect(self.show_bench)
        self.samples.bench_requested.connect(self.show_bench)
        self.table_samples.bench_requested.connect(self.show_bench)
        self.bench.confusion.cell_clicked.connect(self._show_cell)
        self.bench.confusion.large_requested.connect(self._show_confusion)
        lab.view.layer_changed.connect(self._note_look)
        lab.openings.project_opened.connect(self._adopt_look)
        lab.openings.preset_opened.connect(self._show_preset)
        self._builder.clicked.connect(self.bench.toggle_builder)
        self._code.clicked.connect(self.toggle_code)
        self._undo.clicked.connect(controller.undo)
        self._redo.clicked.connect(controller.redo)
        self._settings.clicked.connect(self._open_menu)
        self.toolbar.remembered.connect(self._choices.note)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
        self._menu.theme_chosen.connect(self.set_theme)
        self._menu.language_chosen.connect(self.set_language)
        self._menu.keys_asked.connect(self.show_keys)
        for binding in keys.bindings(self):
            for shortcut, run in binding.shortcuts:
                action = QAction(self)
                action.setShortcut(shortcut)
                action.triggered.connect(
                    lambda _checked=False, run=run, of_bench=binding.of_bench: self._obey(run, of_bench)
                )
                self.addAction(action)

    # -- preferences -----------------------------------------------------------------------------------

    def _adopt_preferences(self) -> None:
        chosen = self._choices.preferences
        self.toolbar.adopt(chosen)
        self.classroom.adopt(chosen)
        self.bench.loss.set_view(chosen.curve if chosen.curve in ("log", "linear", "accuracy") else "log")
        room = self.screen().availableGeometry()
        first = QRect(QPoint(), QSize(*_FIRST_SIZE).boundedTo(room.size()))
        first.moveCenter(room.center())
        self.setGeometry(inside(room, first))
        if chosen.geometry is not None and max(map(abs, chosen.geometry)) < _FARTHEST_PX:
            place = QRect(*chosen.geometry)
            for screen in QApplication.screens():
                if screen.availableGeometry().intersects(place):
                    self.setGeometry(inside(screen.availableGeometry(), place))
                    break
        if chosen.maximized:
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _on_choices_refused(self) -> None:
        self.lab.tell(Notice(sentences.preferences_not_kept, fades=False))

    def set_theme(self, name: str) -> None:
        """Put a theme in force: 'system', 'light', 'dark' or 'projector'."""
        self._choices.note({"theme": name})
        self.follows_system = name == SYSTEM
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        themes.apply(application, themes.system_theme_name() if name == SYSTEM else name)

    def _on_color_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        application = QApplication.instance()
        if self.follows_system and isinstance(application, QApplication):
            themes.apply(application, themes.system_theme_name(scheme))

    def set_language(self, name: str) -> None:
        """Put a language in force: 'system', 'en' or 'ko'."""
        self._choices.note({"language": name})
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        languages.apply(application, name)

    # -- texts -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._show_title()
        self.workspaces.retranslate()
        self._files.setAccessibleName(self.tr("Files"))
        self._builder.setToolTip(self.tr("Show the network's settings, or put them away (F9)"))
        self._builder.setAccessibleName(self.tr("Network settings"))
        self._code.setToolTip(self.tr("Show the code of the network beside it, or put it away (F8)"))
        self._code.setAccessibleName(self.tr("Code"))
        self._settings.setToolTip(self.tr("Theme, language and keys"))
        self._settings.setAccessibleName(self.tr("Settings"))
        self._show_undo()
        self._notices.retranslate()

    def _show_title(self) -> None:
        """Say which project is on the bench, and whether it has changes that are not saved."""
        unsaved = self.lab.document.is_unsaved or self.lab.controller.is_running
        self.setWindowTitle(f"{self.lab.files.title}[*] – nnlab")
        self.setWindowModified(unsaved)
        self._files.set_marked(unsaved)
        self._files.setToolTip(
            self.tr("Open, save, notes: {name} has changes that are not saved").format(
                name=self.lab.files.title
            )
            if unsaved
            else self.tr("Open, save, notes")
        )

    def _show_undo(self) -> None:
        steps = self.lab.document.undo_steps
        for button, step, name in (
            (self._undo, steps.next_undo, self.tr("Undo")),
            (self._redo, steps.next_redo, self.tr("Redo")),
        ):
            button.setEnabled(step is not None)
            button.setAccessibleName(name)
            button.setToolTip(name if step is None else f"{name}: {step.text}")

    def _open_menu(self) -> None:
        self._menu.open_at(
            self._settings.mapToGlobal(self._settings.rect().topRight()), self._choices.preferences
        )

    def _open_files(self) -> None:
        self.file_actions.open_menu(self._files.mapToGlobal(self._files.rect().topRight()))

    # -- notices ---------------------------------------------------------------------------------------

    def _on_running_changed(self, running: bool) -> None:
        self._show_title()
        if running:
            self._notices.hide()

    def _on_state_changed(self, change: StateChange) -> None:
        """Show what can be undone, and put away what was said of another network or of a training that is reset."""
        self._show_undo()
        if Change.DATASET in change.changes:
            self.workspaces.adopt()
        if change.changes & (Change.NETWORK | Change.DATASET) or change.new.training.step == 0:
            self._notices.hide()

    def _on_explosion_shown(self, divergence: Divergence) -> None:
        ExplosionDialog(divergence, self).open()

    def _on_explained(self, warning: TrainingWarning) -> None:
        TextDialog(self.tr("Why?"), run_sentences.explanation(warning), self).open()

    # -- keys and closing --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys that no control with the keyboard focus has taken."""
        table = [each for each in keys.bindings(self) if not (each.of_bench and self._writes_lesson)]
        if not keys.obey(tuple(table), event, locked=self.classroom.locks.keys):
            super().keyPressEvent(event)

    @property
    def _writes_lesson(self) -> bool:
        """Whether a lesson is being written: what is typed beside a field is meant for it, and not for the bench."""
        return self.classroom.workshop.edits

    def _obey(self, run: Callable[[], object], of_bench: bool) -> None:
        if not (of_bench and self._writes_lesson):
            run()

    def show_keys(self) -> None:
        """Show what the keys are for."""
        KeysDialog(keys.bindings(self), self).open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = local_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_dropped(path)

    def open_dropped(self, path: Path) -> None:
        """Open a file that was dropped: a lesson is added to those of one's own."""

        def open_it() -> None:
            self.lab.openings.open_path(str(path))

        if path.suffix.lower() == ".json":
            self.classroom.workshop.take_in(path, open_it)
        else:
            open_it()

    def show_bench(self) -> None:
        """Show the bench."""
        self.workspaces.show(BENCH)

    def show_samples(self) -> None:
        """Show the samples, where there are pictures or a table of them."""
        self.workspaces.show(SAMPLES)

    def undo(self) -> None:
        """Take back the last step, where one draws the last stroke, in the editor of lessons the last edit.

        Never what was done elsewhere.
        """
        if self.workspaces.current == DRAW:
            self.draw.pads.undo_stroke()
        elif self.classroom.workshop.edits:
            self.classroom.workshop.model.undo()
        else:
            self.lab.controller.undo()

    def redo(self) -> None:
        """Make again what was taken back."""
        if self.workspaces.current == DRAW:
            self.draw.pads.redo_stroke()
        elif self.classroom.workshop.edits:
            self.classroom.workshop.model.redo()
        else:
            self.lab.controller.redo()

    def show_draw(self) -> None:
        """Show the large pad, where the network takes pictures."""
        self.workspaces.show(DRAW)

    def _show_confusion(self) -> None:
        self.show_samples()
        self.samples.show_confusion(large=True)

    def _show_cell(self, cell: tuple[int, int]) -> None:
        self.show_samples()
        self.samples.show_cell(cell)

    def toggle_code(self) -> None:
        """Show the code beside the network, on the bench, or put it away."""
        shown = self.workspaces.current == BENCH
        self.show_bench()
        if shown or not self.bench.shows_code:
            self.bench.toggle_code()
            self._note_look()

    def _on_workspace_shown(self, key: str) -> None:
        """Go by operations where one reads each of them, and as before wherever else."""
        self.lab.deeds.done(DeedKind.WORKSPACE_SHOWN, key)
        is_arithmetic = key == ARITHMETIC
        if is_arithmetic and self._step_before is None:
            self._step_before = self.lab.view.step_size
            self.toolbar.use_unit(StepSize.OPERATION.value)
        elif not is_arithmetic and self._step_before is not None:
            self.toolbar.use_unit(self._step_before.value)
            self._step_before = None
        self._note_look()

    def _lend_view(self) -> None:
        """Begin a lesson by epochs and with the weights, as its text takes for granted; what is chosen is not kept."""
        if self._own_view is None:
            self._own_view = self._step_before or self.lab.view.step_size, self.bench.look.kind
        self.toolbar.keep_unit(False)
        self._go_by(StepSize.EPOCH)
        self.bench.look.set_kind()

    def _give_view_back(self) -> None:
        """Look and step again as before the lessons."""
        if self._own_view is not None:
            size, kind = self._own_view
            self._own_view = None
            self._go_by(size)
            self.bench.look.set_kind(kind)
            self.toolbar.keep_unit(True)

    def _go_by(self, size: StepSize) -> None:
        """Make steps of this size, where operations are read as soon as they are left."""
        if self._step_before is None:
            self.toolbar.use_unit(size.value)
        else:
            self._step_before = size

    def _note_look(self) -> None:
        """Have saved how the window looks, beside the project."""
        self.lab.files.look = {
            "workspace": self.workspaces.current,
            "layer": self.lab.view.selected_layer,
            "code": self.bench.shows_code,
        }

    def _show_preset(self, preset: Preset) -> None:
        """Show a preset where it is seen best; one without a wish leaves the window as it is."""
        if preset.workspace != BENCH:
            self.workspaces.show(preset.workspace)

    def _adopt_look(self) -> None:
        """Look as the window looked when the project was saved; a file may say anything."""
        last = self.lab.document.file.last
        look = {} if last is None else last.ui
        if look.get("workspace") in self.workspaces.keys:
            self.workspaces.show(look["workspace"])
        layer, code = look.get("layer"), look.get("code")
        if isinstance(layer, int) and layer >= 0:
            self.lab.view.select_layer(layer)
        if isinstance(code, bool) and code is not self.bench.shows_code:
            self.bench.toggle_code()
            self._note_look()

    def paste(self) -> None:
        """Open what the clipboard holds: the link to a lesson or a set-up, or else a table."""
        if not self.classroom.paste_link():
            self.file_actions.paste_table()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.lab.controller.set_watched(not self.isMinimized())

    def leave(self) -> None:
        """Close without asking anybody: what is not saved is kept, and offered at the next start."""
        self._leaves = True
        self.close()

    def _leave_and_forget(self) -> None:
        self._forgets = True
        self.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End every run and keep the preferences, after asking about changes of a file."""
        if not (self._leaves or self.classroom.workshop.may_leave(self.close)):
            event.ignore()
            return
        if not (self._leaves or self.file_actions.may_leave(self.close, self.leave, self._leave_and_forget)):
            event.ignore()
            return
        self.classroom.release()
        self.lab.shut_down(forget=self._forgets)
        place = self.normalGeometry()
        self._choices.note(
            {
                "geometry": (place.x(), place.y(), place.width(), place.height()),
                "maximized": self.isMaximized(),
                "curve": self.bench.loss.view,
            }
        )
        self._choices.keep()
        super().closeEvent(event)
