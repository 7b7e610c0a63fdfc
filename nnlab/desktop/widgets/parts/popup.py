"""A small window that opens over another one and closes with a click beside it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting

_RADIUS = 12.0


class Popup(QFrame):
    """A frame with round corners on the popup colour; `rim` names the theme's colour of its edge."""

    def __init__(self, parent: QWidget, rim: str = "faint") -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._rim = rim

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        painter.fillRect(self.rect(), themes.color(theme.popup))
        painting.stroke_round(painter, QRectF(self.rect()), _RADIUS, getattr(theme, self._rim), 1.0)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(painting.round_region(self.rect(), _RADIUS))
