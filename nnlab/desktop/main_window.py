"""The main window: it only assembles the toolbar, the rail and the workspaces, and passes keys on."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nnlab.data.segments import SEGMENT_NAMES
from nnlab.desktop import language as languages
from nnlab.desktop import preferences as remembered
from nnlab.desktop import sentences
from nnlab.desktop import theme as themes
from nnlab.desktop.bench import Bench
from nnlab.desktop.dialogs import ExplosionDialog, KeysDialog, TextDialog
from nnlab.desktop.document import StateChange
from nnlab.desktop.figures import has_segments
from nnlab.desktop.lab import Lab
from nnlab.desktop.notice_host import NoticeHost
from nnlab.desktop.notices import Notice
from nnlab.desktop.panels.toolbar import Toolbar
from nnlab.desktop.preferences import SYSTEM, Preferences
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.menus import RoundMenu
from nnlab.desktop.widgets.nav_rail import NavRail
from nnlab.files import SaveError
from nnlab.project import Change
from nnlab.training import Divergence, StepSize, TrainingWarning

_SMALLEST = (1024, 700)
_FIRST_SIZE = (1280, 800)
_FRAME_PX = (30, 10)  # above and below: how thick the frame will be nobody knows before the window is shown
_FARTHEST_PX = 100_000  # no screen reaches so far; a damaged file may say anything
_BENCH = "bench"
_SAVE_MS = 1000
# With a Korean keyboard in Hangul mode the same keys give these letters.
_HANGUL_KEYS = str.maketrans("ㅁㅠㅊㅇㄷㄹㅎㄴㄱ", "abcdefgsr")


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
        self._preferences = preferences
        self._unsaved: dict[str, object] = {}
        self._told_of_unsaved = False
        self.follows_system = preferences.theme == SYSTEM  # whether the theme changes with the desktop's
        self.toolbar = Toolbar(lab)
        self._rail = NavRail()
        self._workspaces = QStackedWidget()
        self._notices = NoticeHost(self._workspaces)
        self._save_timer = QTimer(self)  # what is chosen in one go is kept in one go
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(_SAVE_MS)
        self._save_timer.timeout.connect(self._save_preferences)
        self.bench = Bench(lab)
        self._workspaces.addWidget(self.bench)
        self._builder = Button(Look.BARE, "panel")
        self._undo = Button(Look.BARE, "undo")
        self._redo = Button(Look.BARE, "redo")
        self._settings = Button(Look.BARE, "settings")
        self._menu = RoundMenu(parent=self)
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
            (self._builder, "builder_button"),
            (self._undo, "undo_button"),
            (self._redo, "redo_button"),
            (self._settings, "settings_button"),
        ):
            button.setObjectName(name)
            self._rail.add_bottom_widget(button)
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(self._rail)
        below.addWidget(self._workspaces, 1)
        ground = QWidget()
        ground.setObjectName("ground")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(4, 8, 14, 10)
        layout.setSpacing(8)
        layout.addWidget(self.toolbar)
        layout.addLayout(below, 1)
        self.setCentralWidget(ground)
        self.setMinimumSize(*_SMALLEST)

    def _connect(self) -> None:
        lab, controller = self.lab, self.lab.controller
        lab.noticed.connect(self._notices.show)
        lab.state_changed.connect(self._on_state_changed)
        lab.run_notices.explosion_shown.connect(self._on_explosion_shown)
        lab.run_notices.explained.connect(self._on_explained)
        controller.running_changed.connect(self._on_running_changed)
        self._builder.clicked.connect(self.bench.toggle_builder)
        self._undo.clicked.connect(controller.undo)
        self._redo.clicked.connect(controller.redo)
        self._settings.clicked.connect(self._open_menu)
        self.toolbar.remembered.connect(self._remember)
        QApplication.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)
        for keys, run in (
            (("Ctrl+Z",), controller.undo),
            (("Ctrl+Y", "Ctrl+Shift+Z"), controller.redo),
            (("F9",), self.bench.toggle_builder),
            (("F11",), self._toggle_full_screen),
            (("Alt+1",), lambda: self._workspaces.setCurrentWidget(self.bench)),
        ):
            action = QAction(self)
            action.setShortcuts(list(keys))
            action.triggered.connect(lambda _checked=False, run=run: run())
            self.addAction(action)

    # -- preferences -----------------------------------------------------------------------------------

    def _adopt_preferences(self) -> None:
        chosen = self._preferences
        self.toolbar.adopt(chosen)
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

    def _remember(self, changes: dict[str, object]) -> None:
        """Note choices, and keep soon those that are new."""
        new = {name: value for name, value in changes.items() if getattr(self._preferences, name) != value}
        if new:
            self._preferences = replace(self._preferences, **new)
            self._unsaved |= new
            self._save_timer.start()

    def _save_preferences(self) -> None:
        try:
            remembered.save(**self._unsaved)
        except SaveError:  # a read-only home: the next start is like the first
            if not self._told_of_unsaved:
                self._told_of_unsaved = True
                self.lab.tell(Notice(sentences.preferences_not_kept))
        else:
            self._unsaved.clear()

    def set_theme(self, name: str) -> None:
        """Put a theme in force: 'system', 'light', 'dark' or 'projector'."""
        self._remember({"theme": name})
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
        self._remember({"language": name})
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        languages.apply(application, name)

    # -- texts -----------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setWindowTitle("nnlab")
        self._rail.set_items([(_BENCH, "bench", self.tr("Bench"))])
        self._rail.set_current(_BENCH)
        self._rail.set_tool_tip(_BENCH, self.tr("Build, train and watch a network (Alt+1)"))
        self._builder.setToolTip(self.tr("Show the network's settings, or put them away (F9)"))
        self._builder.setAccessibleName(self.tr("Network settings"))
        self._settings.setToolTip(self.tr("Theme, language and keys"))
        self._settings.setAccessibleName(self.tr("Settings"))
        self._show_undo()
        self._notices.retranslate()

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
        menu = self._menu
        menu.clear()
        for old in menu.findChildren(QMenu):
            old.deleteLater()
        self._add_choices(
            self.tr("Theme"),
            (
                (SYSTEM, self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
                ("projector", self.tr("Projector")),
            ),
            self._preferences.theme,
            self.set_theme,
        )
        self._add_choices(
            self.tr("Language"),
            ((SYSTEM, self.tr("As the system")), ("en", "English"), ("ko", "한국어")),
            self._preferences.language,
            self.set_language,
        )
        menu.addSeparator()
        menu.addAction(self.tr("Keys…")).triggered.connect(lambda: KeysDialog(self).open())
        corner = self._settings.mapToGlobal(self._settings.rect().topRight())
        menu.popup(corner)

    def _add_choices(
        self, title: str, choices: tuple[tuple[str, str], ...], current: str, choose: Callable[[str], None]
    ) -> None:
        menu = RoundMenu(title, self._menu)
        self._menu.addMenu(menu)
        group = QActionGroup(menu)
        for key, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(lambda _checked=False, key=key: choose(key))
            group.addAction(action)

    # -- notices ---------------------------------------------------------------------------------------

    def _on_running_changed(self, running: bool) -> None:
        if running:
            self._notices.hide()

    def _on_state_changed(self, change: StateChange) -> None:
        """Show what can be undone, and put away what was said of another network or of a training that is reset."""
        self._show_undo()
        if change.changes & (Change.NETWORK | Change.DATASET) or change.new.training.step == 0:
            self._notices.hide()

    def _on_explosion_shown(self, divergence: Divergence) -> None:
        ExplosionDialog(divergence, self).open()

    def _on_explained(self, warning: TrainingWarning) -> None:
        TextDialog(self.tr("Why?"), sentences.explanation(warning), self).open()

    # -- keys and closing --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys that no control with the keyboard focus has taken."""
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
            return
        text = event.text().lower().translate(_HANGUL_KEYS)
        controller, dataset = self.lab.controller, self.lab.state.dataset
        segments = has_segments(dataset.input_names)
        if event.isAutoRepeat() and (text in (" ", "r") or (text == "s" and controller.is_busy)):
            return  # a key that is held down neither flickers nor runs ahead of the machine
        if event.key() == Qt.Key.Key_Space:
            controller.toggle()
        elif text == "s":
            controller.step(StepSize(self.toolbar.step_unit))
        elif text == "r":
            self.toolbar.reset()
        elif text == "?":
            KeysDialog(self).open()
        elif text in (",", "."):
            self.toolbar.change_speed(-1 if text == "," else 1)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.bench.stage.walk(-1)
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.bench.stage.walk(+1)
        elif segments and text and text in SEGMENT_NAMES:
            self.lab.probe.toggle(SEGMENT_NAMES.index(text))
        elif text.isdigit() and text in dataset.row_names:
            self.lab.probe.set_row(dataset.row_names.index(text))
        else:
            super().keyPressEvent(event)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.WindowStateChange:
            self.lab.controller.set_watched(not self.isMinimized())

    def closeEvent(self, event: QCloseEvent) -> None:
        """End every run and keep the preferences; nothing here may keep the window from closing."""
        self.lab.controller.shut_down()
        place = self.normalGeometry()
        self._remember(
            {
                "geometry": (place.x(), place.y(), place.width(), place.height()),
                "maximized": self.isMaximized(),
                "curve": self.bench.loss.view,
            }
        )
        if self._save_timer.isActive():
            self._save_timer.stop()
            self._save_preferences()
        super().closeEvent(event)
