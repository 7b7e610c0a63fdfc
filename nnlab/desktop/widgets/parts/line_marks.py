"""Marks by which lines are told apart without their colours: on the lines, in legends and in tables."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme

SHAPES = 6  # circle, square, triangle, diamond, triangle on its tip, ring


def draw_mark(
    painter: QPainter, at: QPointF, shape: int, ink: str, theme: Theme, radius: float = 3.5, rim: str = ""
) -> None:
    """Draw one of the SHAPES in the colour `ink` around `at`, with a rim, of the surface without another colour.

    Further shapes follow in a circle.
    """
    radius *= theme.stroke**0.5
    shape %= SHAPES
    painter.setPen(QPen(themes.color(rim or theme.surface), theme.stroke))
    painter.setBrush(themes.color(ink))
    if shape in (0, 5):
        if shape == 5:
            painter.setPen(QPen(themes.color(ink), 1.5 * theme.stroke))
            painter.setBrush(themes.color(theme.surface))
        painter.drawEllipse(at, radius, radius)
    elif shape == 1:
        painter.drawRect(QRectF(at.x() - radius * 0.9, at.y() - radius * 0.9, 1.8 * radius, 1.8 * radius))
    else:
        corners, first = {2: (3, -90.0), 3: (4, -90.0), 4: (3, 90.0)}[shape]
        turns = (math.radians(first + 360.0 * corner / corners) for corner in range(corners))
        reach = 1.25 * radius
        painter.drawPolygon(
            QPolygonF([at + reach * QPointF(math.cos(turn), math.sin(turn)) for turn in turns])
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)
