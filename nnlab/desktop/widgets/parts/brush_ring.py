"""The hand over a pad: a ring as wide as what it would draw or rub out.

It is painted, not a cursor of the system: those are cut above some size, and do not know the theme.
"""

import math

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts.ink import paper

_SMALLEST_PX = 5.0
_RIM_PX = 1.4  # of paper on both sides of the line, so that it is seen on ink
_DASHES = (4.0, 3.0)


def ring_rect(middle: QPointF, diameter: float, theme: Theme) -> QRect:
    """Return all that `paint_ring` may paint."""
    reach = math.ceil(max(diameter, _SMALLEST_PX) / 2 + (_RIM_PX + 1) * theme.stroke + 1)
    return QRect(math.floor(middle.x()) - reach, math.floor(middle.y()) - reach, 2 * reach + 1, 2 * reach + 1)


def paint_ring(painter: QPainter, middle: QPointF, diameter: float, theme: Theme, *, erasing: bool) -> None:
    """Paint a ring of ink with a rim of paper, dashed for an eraser: one of them is seen on any ground."""
    radius = max(diameter, _SMALLEST_PX) / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = 1.2 * theme.stroke
    painter.setPen(QPen(themes.color(paper(theme)), line + 2 * _RIM_PX * theme.stroke))
    painter.drawEllipse(middle, radius, radius)
    pen = QPen(themes.color(theme.ink), line)
    if erasing:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / line for length in _DASHES])
    painter.setPen(pen)
    painter.drawEllipse(middle, radius, radius)
