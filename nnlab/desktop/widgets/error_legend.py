"""The key to the scale of relative errors: a bar in shades of ink with the decades of its ends under it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import error_scale, painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts

_BAR_PX = 6
_CAPTION_SPACE_PX = 4


class ErrorLegend(QWidget):
    """The scale from errors that are nothing but rounding to those that are wrong; its middle is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("error_legend")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def captions(self) -> tuple[str, str, str]:
        """Return what stands under the low end, the middle and the high end."""
        ends = (error_scale.LOW, error_scale.MIDDLE, error_scale.HIGH)
        low, middle, high = map(error_scale.power_of_ten, ends)
        return f"≤ {low}", self.tr("{limit}: agrees below").format(limit=middle), f"≥ {high}"

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        tip = self.tr(
            "The more a cell stands out, the larger the relative error of its parameter, decade by decade."
        )
        self._texts.set(self.tr("Scale of relative errors"), tip)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(226, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, _BAR_PX + _CAPTION_SPACE_PX + round(themes.current().caption_px * 1.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        gradient = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
        gradient.setColorAt(0.0, error_scale.shade(0.0, theme))
        gradient.setColorAt(1.0, error_scale.shade(1.0, theme))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _BAR_PX), _BAR_PX / 2, _BAR_PX / 2)
        middle = self.width() / 2
        painter.setPen(QPen(themes.color(theme.surface), 1.5 * theme.stroke))
        painter.drawLine(QPointF(middle, 0), QPointF(middle, _BAR_PX))
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
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.updateGeometry()


def _sample() -> QWidget:
    return ErrorLegend()


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
