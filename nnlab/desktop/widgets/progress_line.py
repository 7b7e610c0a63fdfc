"""A thin line that fills while something long goes on."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting

_HEIGHT_PX = 4


class ProgressLine(QWidget):
    """Shows a share of the way, 0 to 1; None is nothing under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share: float | None = None
        self.setObjectName("progress_line")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def share(self) -> float | None:
        """Return the share last set."""
        return self._share

    def set_share(self, share: float | None) -> None:
        """Show `share`."""
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(_HEIGHT_PX * themes.current().stroke))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        rect, radius = QRectF(self.rect()), self.height() / 2
        if self._share is not None:
            painting.fill_round(painter, rect, radius, theme.field)
            rect.setWidth(max(rect.width() * min(max(self._share, 0.0), 1.0), rect.height()))
            painting.fill_round(painter, rect, radius, theme.ink)
        painter.end()


def _sample() -> QWidget:
    line = ProgressLine()
    line.set_share(0.4)
    return line


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
