"""A button that keeps a drawing as a digit, and says how many there are: at a press it lights up with the new count."""

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import Button, Look, baseline
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words.numbers import format_count

FLASH_MS = 700

_MOST = 999  # more is not counted in a corner
_ASIDE = 0.16  # how far the digit makes room for the count / width
_CORNER_PX = (6, 4)  # from the right and from above


class KeepButton(Button):
    """The digit, and the count small in the corner."""

    def __init__(self, digit: int, parent: QWidget | None = None) -> None:
        super().__init__(Look.FIELD, parent=parent)
        self._count = 0
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self.update)
        self.setText(str(digit))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int) -> None:
        """Show that `count` of this digit are kept; none are not shown."""
        if count != self._count:
            self._count = count
            self.update()

    @property
    def is_lit(self) -> bool:
        """Whether the button has lit up a moment ago."""
        return self._flash.isActive()

    def light_up(self) -> None:
        """Say for a moment that the count is another one."""
        self._flash.start()
        self.update()

    def sizeHint(self) -> QSize:
        height = painting.plate_height(themes.current())
        return QSize(round(1.2 * height), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_lit:
            theme, rect = themes.current(), QRectF(self.rect())
            painter = painting.begin(self)
            painting.fill_round(painter, rect, painting.PLATE_RADIUS, theme.primary)
            self._paint_content(painter, theme, "on_primary")
            if self.focus_shown:
                painting.focus_ring(painter, rect, painting.PLATE_RADIUS, theme)
            painter.end()
        else:
            super().paintEvent(event)
        if self._count:
            self._paint_count()

    def _paint_content(self, painter: QPainter, theme: Theme, ink: str) -> None:
        painter.save()
        if self._count:  # or 7 with 12 of them would be read as a power
            painter.translate(-round(_ASIDE * self.width()), 0)
        super()._paint_content(painter, theme, ink)
        painter.restore()

    def _paint_count(self) -> None:
        theme = themes.current()
        text = format_count(self._count) if self._count <= _MOST else f"{_MOST}+"
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        right, above = _CORNER_PX
        painter = painting.begin(self)
        painter.setFont(font)
        painter.setPen(themes.color(theme.on_primary if self.is_lit else theme.muted))
        left = self.width() - right - metrics.horizontalAdvance(text)
        painter.drawText(QPointF(left, baseline(metrics, above + metrics.capHeight() / 2 + 1)), text)
        painter.end()


def _sample() -> QWidget:
    board = QWidget()
    layout = QHBoxLayout(board)
    for digit, count in ((0, 0), (3, 7), (8, 120), (9, 2500)):
        button = KeepButton(digit)
        button.set_count(count)
        button.clicked.connect(button.light_up)
        layout.addWidget(button)
    return board


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
