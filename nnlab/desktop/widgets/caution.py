"""A word of caution below a figure: the sign of a warning, and a short sentence after it."""

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.labels import PlainLabel

_GAP_PX = 5  # between the sign and the sentence


class Caution(PlainLabel):
    """Shows its text in small type after the sign; where that has no room in one line, it is broken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setProperty("role", "caption")
        self.setWordWrap(True)
        self._fit()

    def _icon_px(self) -> int:
        return themes.current().caption_px + 2

    def _fit(self) -> None:
        self.setContentsMargins(self._icon_px() + _GAP_PX, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._icon_px()
        first_line = self.fontMetrics().height()
        painter = QPainter(self)
        icons.paint(painter, QRectF(0, (first_line - side) / 2, side, side), "warning")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()


def _sample() -> QWidget:
    caution = Caution()
    caution.setText("Chosen by the test samples: flattering")
    return caution


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
