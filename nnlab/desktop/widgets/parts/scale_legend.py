"""A thin bar of colours with the values of its ends and its middle under it: what keys to a scale are made on."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts

_BAR_PX = 6
_CAPTION_SPACE_PX = 4


class ScaleLegend(QWidget):
    """A scale from its low to its high end; a kind of legend gives its colours, captions and texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self.texts = DefaultTexts(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def colors(self, theme: Theme) -> tuple[QColor, ...]:
        """Return the colours of the bar from its low to its high end, evenly spread; two at least."""
        raise NotImplementedError

    def captions(self) -> tuple[str, str, str]:
        """Return what stands under the low end, the middle and the high end."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(226, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, _BAR_PX + _CAPTION_SPACE_PX + round(themes.current().caption_px * 1.3))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        gradient = QLinearGradient(QPointF(0, 0), QPointF(self.width(), 0))
        colors = self.colors(theme)
        for number, color in enumerate(colors):
            gradient.setColorAt(number / (len(colors) - 1), color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        bar = QRectF(0, 0, self.width(), _BAR_PX)
        painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
        self.mark(painter, bar, theme)
        self._draw_captions(painter, theme)
        painter.end()

    def mark(self, painter: QPainter, bar: QRectF, theme: Theme) -> None:
        """Draw what marks places of the bar; nothing here."""

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
