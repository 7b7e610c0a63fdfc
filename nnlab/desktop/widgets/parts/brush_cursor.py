"""The mouse over a pad: a ring as wide as what it would draw or rub out."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QPainter, QPen, QPixmap

_SMALLEST_PX, _LARGEST_PX = 5.0, 120.0  # systems cut cursors that are larger than 128 pixels
_RIM_PX = 3


def brush_cursor(diameter: float, dpr: float, *, erasing: bool) -> QCursor:
    """Return a ring of `diameter` pixels, dashed for an eraser: black with a white rim, seen on any ground."""
    diameter = min(max(diameter, _SMALLEST_PX), _LARGEST_PX)
    side = math.ceil(diameter) + 2 * _RIM_PX
    side += 1 - side % 2  # the middle, which points, is then a whole pixel
    picture = QPixmap(round(side * dpr), round(side * dpr))
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle, radius = QPointF(side / 2, side / 2), diameter / 2
    painter.setPen(QPen(Qt.GlobalColor.white, 2.6))
    painter.drawEllipse(middle, radius, radius)
    pen = QPen(Qt.GlobalColor.black, 1.1)
    if erasing:
        pen.setDashPattern([2.5, 2.0])
    painter.setPen(pen)
    painter.drawEllipse(middle, radius, radius)
    painter.end()
    return QCursor(picture, side // 2, side // 2)
