"""The key to the two-ended colour scale: a gradient bar with the values of its ends under it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.numbers import format_number
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts

_BAR_PX = 6
_CAPTION_SPACE_PX = 4


class ColorLegend(QWidget):
    """The scale from the strongest negative colour over zero to the strongest positive one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._limit = 1.0
        self._texts = DefaultTexts(self)
        self.setObjectName("color_legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_limit(self, limit: float) -> None:
        """Name the value of the strongest colour, a magnitude > 0."""
        captions, self._limit = self.captions(), limit
        if captions != self.captions():
            self.update()

    def captions(self) -> tuple[str, str, str]:
        """Return what stands under the negative end, zero and the positive end."""
        return format_number(-self._limit), "0", format_number(self._limit, signed=True)

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Colour scale")
        tip = self.tr("Negative values are orange, zero is grey, positive values are blue.")
        self._texts.set(name, tip)

    def sizeHint(self) -> QSize:
        return QSize(226, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        caption_px = themes.current().caption_px
        return QSize(64, _BAR_PX + _CAPTION_SPACE_PX + round(caption_px * 1.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_gradient(theme, self.width()))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _BAR_PX), _BAR_PX / 2, _BAR_PX / 2)
        self._draw_captions(painter, theme)
        painter.end()

    def _draw_captions(self, painter: QPainter, theme: Theme) -> None:
        top = _BAR_PX + _CAPTION_SPACE_PX
        rect = QRectF(0, top, self.width(), self.height() - top)
        painter.setFont(painting.typeface(theme, "caption")[0])
        painter.setPen(themes.color(theme.muted))
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)
        for side, text in zip(sides, self.captions(), strict=True):
            painter.drawText(rect, side | Qt.AlignmentFlag.AlignTop, text)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)


def _gradient(theme: Theme, width: int) -> QBrush:
    gradient = QLinearGradient(QPointF(0, 0), QPointF(width, 0))
    gradient.setColorAt(0.0, themes.color(theme.negative))
    gradient.setColorAt(0.5, themes.color(theme.zero))
    gradient.setColorAt(1.0, themes.color(theme.positive))
    return QBrush(gradient)


def _sample() -> QWidget:
    legend = ColorLegend()
    legend.set_limit(3.33)
    return legend


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
