"""What is drawn over a loss: the way of a descent, where it is now, where it began, and the minima."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting

BALL_PX = 6.0
START_PX = 5.0
_DOT_PX = 2.2
_LEAST_DOT_DISTANCE_PX = 7.0  # dots closer than this would be a thick line
_TRAIL_PX = 1.8
_KEPT_PX = 1.4
_CROSS_PX = 4.0
_LABEL_SPACE_PX = 8.0
_LEGEND_LINE_PX = 22.0
_DASHES = ([4.0, 2.5], [1.0, 2.0], [6.0, 2.0, 1.0, 2.0], [8.0, 4.0])  # tell kept paths apart

Pixels = NDArray[np.float64]  # (n, 2)


@dataclass(frozen=True, eq=False, slots=True)
class ShownPath:
    """A descent to be drawn: `points` (n, d) with their `losses` (n,); `label` is what the legend calls it.

    One that is kept `rolls` if it goes on step by step with the path that it is compared with.
    """

    points: NDArray[np.floating]
    losses: NDArray[np.floating]
    label: str = ""
    rolls: bool = False

    def upto(self, last: int | None) -> "ShownPath":
        """Return the way up to its point number `last` from 0; None is all of it."""
        if last is None or last + 1 >= len(self.points):
            return self
        return replace(self, points=self.points[: last + 1], losses=self.losses[: last + 1])


def paint_trail(painter: QPainter, places: Pixels, theme: Theme) -> None:
    """Paint the way so far, finite `places` (n, 2) in pixels: a line, and a dot for each step that was made."""
    if len(places) < 2:
        return
    color = themes.color(theme.positive)
    painter.setPen(QPen(color, _TRAIL_PX * theme.stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))  # fmt: skip
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(polygon(places))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    for x, y in _apart(places[:-1]):
        painter.drawEllipse(QPointF(x, y), _DOT_PX * theme.stroke, _DOT_PX * theme.stroke)


def paint_ball(painter: QPainter, place: QPointF, theme: Theme) -> None:
    """Paint the point that rolls."""
    radius = BALL_PX * theme.stroke**0.5
    painter.setPen(QPen(themes.color(theme.surface), 2.0 * theme.stroke))
    painter.setBrush(themes.color(theme.positive))
    painter.drawEllipse(place, radius, radius)


def paint_kept(painter: QPainter, places: Pixels, number: int, theme: Theme) -> None:
    """Paint the path that was kept as `number`, from 0: dashed in its own way, in muted ink."""
    places = finite(places)
    if not len(places):
        return
    painter.setPen(_kept_pen(number, theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(polygon(places))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(themes.color(theme.muted))
    painter.drawEllipse(QPointF(*places[-1]), 3.5 * theme.stroke, 3.5 * theme.stroke)


def paint_legend(
    painter: QPainter, shown: ShownPath | None, kept: Sequence[ShownPath], room: QRectF, theme: Theme
) -> None:
    """Say at the upper right of `room` which line is which path, as soon as there is more than one to tell apart."""
    lines = [(path.label, _kept_pen(number, theme)) for number, path in enumerate(kept)]
    if shown is not None:
        lines.append((shown.label, QPen(themes.color(theme.positive), 2 * theme.stroke)))
    if not kept:
        return
    font, metrics = painting.typeface(theme, "caption")
    width = (
        max(metrics.horizontalAdvance(text) for text, _pen in lines) + _LEGEND_LINE_PX + 3 * _LABEL_SPACE_PX
    )
    pitch = metrics.height() + 3
    plate = QRectF(room.right() - width - 8, room.top() + 8, width, len(lines) * pitch + 8)
    painting.fill_round(painter, plate, 7.0, theme.surface)
    painter.setFont(font)
    for row, (text, pen) in enumerate(lines):
        middle = plate.top() + 4 + (row + 0.5) * pitch
        left = plate.left() + _LABEL_SPACE_PX
        painter.setPen(pen)
        painter.drawLine(QPointF(left, middle), QPointF(left + _LEGEND_LINE_PX, middle))
        painter.setPen(themes.color(theme.ink))
        at = QPointF(left + _LEGEND_LINE_PX + _LABEL_SPACE_PX, middle + metrics.capHeight() / 2)
        painter.drawText(at, text)


def paint_start(painter: QPainter, place: QPointF, theme: Theme, *, strong: bool) -> None:
    """Paint the ring where a descent begins; `strong` while it is pointed at or dragged."""
    radius = (START_PX + (1.5 if strong else 0.0)) * theme.stroke**0.5
    painter.setPen(QPen(themes.color(theme.ink), (2.4 if strong else 1.8) * theme.stroke))
    painter.setBrush(themes.color(theme.surface))
    painter.drawEllipse(place, radius, radius)


def paint_minima(painter: QPainter, places: Pixels, theme: Theme) -> None:
    """Paint a cross at every minimum, the first of which is the lowest and the stronger."""
    arm = _CROSS_PX * theme.stroke**0.5
    for index, (x, y) in enumerate(places):
        if not math.isfinite(x + y):
            continue
        painter.setPen(QPen(themes.color(theme.ink), (2.0 if index == 0 else 1.2) * theme.stroke))
        painter.drawLine(QPointF(x - arm, y), QPointF(x + arm, y))
        painter.drawLine(QPointF(x, y - arm), QPointF(x, y + arm))


def polygon(places: Pixels) -> QPolygonF:
    """Return places (n, 2) as Qt draws them."""
    return QPolygonF([QPointF(x, y) for x, y in places.tolist()])


def mixed(under: str, over: str, share: float) -> QColor:
    """Return the colour that lies `share`, 0 to 1, of the way from one to the other."""
    a, b = themes.color(under), themes.color(over)
    parts = zip((a.red(), a.green(), a.blue()), (b.red(), b.green(), b.blue()), strict=True)
    return QColor(*(round(low + (high - low) * share) for low, high in parts))


def _kept_pen(number: int, theme: Theme) -> QPen:
    pen = QPen(themes.color(theme.muted), _KEPT_PX * theme.stroke)
    pen.setDashPattern(_DASHES[number % len(_DASHES)])
    return pen


def finite(places: Pixels) -> Pixels:
    """Return the places (n, 2) that have both numbers."""
    return places[np.isfinite(places).all(axis=1)]


def _apart(places: Pixels) -> Sequence[tuple[float, float]]:
    """Return the places that lie apart from the one taken before them."""
    taken: list[tuple[float, float]] = []
    for x, y in places.tolist():
        if not taken or math.hypot(x - taken[-1][0], y - taken[-1][1]) >= _LEAST_DOT_DISTANCE_PX:
            taken.append((x, y))
    return taken
