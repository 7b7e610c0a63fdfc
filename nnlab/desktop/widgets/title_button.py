"""The title of a card as a button: a click shows what is on the card large."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import Button, Look, baseline
from nnlab.desktop.widgets.parts import painting

_GAP_PX = 4
_ICON = 0.95  # side / size of the text


class TitleButton(Button):
    """A word that looks like the title of a card, with a small icon behind it that says that there is more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Look.BARE, "expand", parent)

    def sizeHint(self) -> QSize:
        theme = themes.current()
        width = painting.text_width(theme.font("title"), self.text()) + _GAP_PX + _icon_px(theme)
        return QSize(width, theme.text_px + 7)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        font, metrics = painting.typeface(theme, "title")
        side, middle = _icon_px(theme), self.height() / 2
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink))
        painter.drawText(QPointF(0, baseline(metrics, middle)), self.text())
        pointed = self.isEnabled() and self.underMouse()
        place = QRectF(self.width() - side, middle - side / 2, side, side)
        icons.paint(painter, place, "expand", "ink" if pointed else "muted")
        if self.focus_shown:
            painting.focus_ring(painter, QRectF(self.rect()), painting.CHIP_RADIUS, theme)
        painter.end()


def _icon_px(theme: Theme) -> int:
    return round(_ICON * theme.text_px)


def _sample() -> QWidget:
    button = TitleButton()
    button.setText("Confusion")
    return button


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
