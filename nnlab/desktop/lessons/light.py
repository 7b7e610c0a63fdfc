"""What a step of a lesson has looked at: the ring around it, or around the way to it while it is not on show."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from nnlab.desktop.highlight import Highlight
from nnlab.desktop.lessons.locks import is_there
from nnlab.desktop.workspaces import Workspaces
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.workspaces import BENCH, EXPERIMENTS

_BUILDER, _BUILDER_BUTTON = "builder_scroll", "builder_button"
_EXPERIMENT_FIELD = "experiment"
_SCROLL_MARGIN_PX = 24  # around what is brought into sight: room for its ring


class Light(QObject):
    """Lights one control, named as lessons name it; the ring goes on to the control as soon as it is shown."""

    def __init__(self, window: QWidget, workspaces: Workspaces) -> None:
        super().__init__(window)
        self.ring = Highlight(window)
        self._window, self._workspaces = window, workspaces
        self._lit: str | None = None
        self._watched: list[QWidget] = []  # what may come into sight, or go
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show)

    def set_control(self, control: str | None) -> None:
        """Light a control, or the way to it, or nothing."""
        self._lit = control
        self.show()

    def renew(self) -> None:
        """Look for what was made anew, when other data are on the bench."""
        if self._lit is not None and self.ring.target is None:
            self.show()

    def show(self) -> None:
        """Light the first of the ways to the control that is in sight."""
        self._soon.stop()
        found = [widget for way in self._ways() for widget in self._window.findChildren(QWidget, way)]
        self._watch(found)
        before = self.ring.target
        self.ring.set_target(next((widget for widget in found if widget.isVisible()), None))
        if self.ring.target is not None and self.ring.target is not before:
            self.bring_into_sight()

    def _ways(self) -> list[str]:
        """Return the object names of the control and of what leads to it, the control first."""
        if self._lit is None:
            return []
        control = CONTROLS[self._lit]
        if control.workspace not in ("", self._workspaces.current):
            return [f"nav_{control.workspace}"]
        ways = [control.widget, *control.ways]
        if control.workspace == BENCH and self._is_in_builder(control.widget):
            ways.append(_BUILDER_BUTTON)  # in a narrow window the builder is put away
        if control.workspace == EXPERIMENTS:  # in another experiment than the one on show
            ways.append(_EXPERIMENT_FIELD)
        return ways

    def _is_in_builder(self, name: str) -> bool:
        builder = self._window.findChild(QWidget, _BUILDER)
        return builder is not None and builder.findChild(QWidget, name) is not None

    # -- what comes into sight ---------------------------------------------------------------------------

    def _watch(self, widgets: list[QWidget]) -> None:
        for widget in filter(is_there, self._watched):
            widget.removeEventFilter(self)
        self._watched = widgets
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._soon.start(0)  # when everything has found its place
        return False

    def bring_into_sight(self) -> None:
        """Scroll to what is lit, once it has its place: later whoever scrolls on is left in peace."""
        QTimer.singleShot(0, self, self._scroll_to_ring)

    def _scroll_to_ring(self) -> None:
        target = self.ring.target
        around = None if target is None else target.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(target, 0, _SCROLL_MARGIN_PX)
            around = around.parentWidget()
