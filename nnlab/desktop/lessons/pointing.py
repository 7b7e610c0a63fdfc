"""Points at a control of the window instead of naming it: what lies under the pointer is lit, a click takes it."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from nnlab.desktop.highlight import Highlight
from nnlab.lessons.controls import CONTROLS

_RAIL = "nav_"  # what leads to another workspace does so while one points, too


class Pointing(QObject):
    """While it is on, clicks reach nothing but the rail of workspaces; Esc gives up."""

    pointed = Signal(object)  # str: the name of the control as lessons name it
    ended = Signal()

    def __init__(self, window: QWidget, highlight: Highlight) -> None:
        super().__init__(window)
        self._window, self._highlight = window, highlight
        self._names = {control.widget: name for name, control in CONTROLS.items()}
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """Whether one points just now."""
        return self._is_on

    def begin(self) -> None:
        """Begin to point."""
        if not self._is_on:
            self._is_on = True
            QCoreApplication.instance().installEventFilter(self)

    def end(self) -> None:
        """Point no more."""
        if self._is_on:
            self._is_on = False
            QCoreApplication.instance().removeEventFilter(self)
            self._highlight.set_target(None)
            self.ended.emit()

    def named(self, widget: QWidget | None) -> tuple[str, QWidget] | None:
        """Return the control that `widget` is, or is a part of, and its name in lessons."""
        while widget is not None and widget is not self._window:
            name = self._names.get(widget.objectName())
            if name is not None:
                return name, widget
            widget = widget.parentWidget()
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
            return False
        if not isinstance(event, QMouseEvent) or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._window:
            return False
        place = event.globalPosition().toPoint()
        under = QApplication.widgetAt(place) or QApplication.widgetAt(QCursor.pos()) or watched
        return self._on_mouse(kind, self.named(under))

    def _on_mouse(self, kind: QEvent.Type, found: tuple[str, QWidget] | None) -> bool:
        if found is not None and found[1].objectName().startswith(_RAIL):
            return False
        self._highlight.set_target(None if found is None else found[1])
        if kind == QEvent.Type.MouseButtonPress and found is not None:
            self.end()
            self.pointed.emit(found[0])
        return kind != QEvent.Type.MouseMove
