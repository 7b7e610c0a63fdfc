"""The key to the scale of relative errors: a bar in shades of ink with the decades of its ends under it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import error_scale
from nnlab.desktop.widgets.parts.scale_legend import ScaleLegend


class ErrorLegend(ScaleLegend):
    """The scale from errors that are nothing but rounding to those that are wrong; its middle is marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error_legend")
        self.retranslate()

    def colors(self, theme: Theme) -> tuple[QColor, ...]:
        return error_scale.shade(0.0, theme), error_scale.shade(1.0, theme)

    def captions(self) -> tuple[str, str, str]:
        ends = (error_scale.LOW, error_scale.MIDDLE, error_scale.HIGH)
        low, middle, high = map(error_scale.power_of_ten, ends)
        return f"≤ {low}", self.tr("{limit}: agrees below").format(limit=middle), f"≥ {high}"

    def retranslate(self) -> None:
        tip = self.tr(
            "The more a cell stands out, the larger the relative error of its parameter, decade by decade."
        )
        self.texts.set(self.tr("Scale of relative errors"), tip)
        self.update()

    def mark(self, painter: QPainter, bar: QRectF, theme: Theme) -> None:
        middle = bar.center().x()
        painter.setPen(QPen(themes.color(theme.surface), 1.5 * theme.stroke))
        painter.drawLine(QPointF(middle, bar.top()), QPointF(middle, bar.bottom()))


def _sample() -> QWidget:
    return ErrorLegend()


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
