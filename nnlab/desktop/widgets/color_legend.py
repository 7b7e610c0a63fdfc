"""The key to the two-ended colour scale: a gradient bar with the values of its ends under it."""

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts.scale_legend import ScaleLegend
from nnlab.desktop.words.numbers import format_number


class ColorLegend(ScaleLegend):
    """The scale from the strongest negative colour over zero to the strongest positive one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._limit = 1.0
        self.setObjectName("color_legend")
        self.retranslate()

    def set_limit(self, limit: float) -> None:
        """Name the value of the strongest colour, a magnitude > 0."""
        captions, self._limit = self.captions(), limit
        if captions != self.captions():
            self.update()

    def colors(self, theme: Theme) -> tuple[QColor, ...]:
        return tuple(themes.color(name) for name in (theme.negative, theme.zero, theme.positive))

    def captions(self) -> tuple[str, str, str]:
        return format_number(-self._limit), "0", format_number(self._limit, signed=True)

    def retranslate(self) -> None:
        name = self.tr("Colour scale")
        tip = self.tr("Negative values are orange, zero is grey, positive values are blue.")
        self.texts.set(name, tip)


def _sample() -> QWidget:
    legend = ColorLegend()
    legend.set_limit(3.33)
    return legend


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
