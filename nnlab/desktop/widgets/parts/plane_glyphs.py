"""The points of a plane: a mark of its own for every class, filled where it is trained on and small where unseen."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme, load
from nnlab.desktop.widgets.parts.lamps import transparent_image

RADIUS_PX = 4.8  # of a point that is trained on
_UNSEEN_SHARE = 0.74  # of that, for one that is not
_RIM_PX = 1.4
_RING_PX = 3.6  # from a point to the ring around a wrong one
_ROOM_PX = 3.0
_FREE_SHARE = 0.045  # of the picture's area, that the squares around all points may take together
_LEAST_SHARE = 0.6  # of their size

# Corners around the middle, each (angle in turns, distance); circles have none. Areas are alike.
_POLYGONS: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    tuple((-0.25 + k / 3, 1.38) for k in range(3)),
    tuple((0.125 + k / 4, 1.26) for k in range(4)),
    tuple((k / 4, 1.3) for k in range(4)),
    tuple((0.25 + k / 3, 1.38) for k in range(3)),
    tuple((-0.25 + k / 10, 1.55 if k % 2 == 0 else 0.7) for k in range(10)),
    tuple((k / 6, 1.14) for k in range(6)),
    tuple((0.125 + k / 8, 1.4 if k % 2 == 0 else 0.62) for k in range(8)),
)
GLYPHS = len(_POLYGONS)


def radius(theme: Theme) -> float:
    """Return the radius of a point that is trained on, in pixels."""
    return RADIUS_PX * theme.stroke**0.5


def glyph(mark: int, size: float) -> QPainterPath:
    """Return the mark of class `mark` around the origin, as large as a circle of radius `size`."""
    path, corners = QPainterPath(), _POLYGONS[mark % GLYPHS]
    if not corners:
        path.addEllipse(QPointF(0, 0), size, size)
        return path
    for number, (turn, reach) in enumerate(corners):
        angle = 2 * math.pi * turn
        place = QPointF(size * reach * math.cos(angle), size * reach * math.sin(angle))
        if number:
            path.lineTo(place)
        else:
            path.moveTo(place)
    path.closeSubpath()
    return path


def crowded_share(count: int, area: float) -> float:
    """Return how large `count` points are drawn in `area` square pixels, as a share of their size: many are smaller."""
    return round(min(max((area * _FREE_SHARE / max(count, 1)) ** 0.5 / RADIUS_PX, _LEAST_SHARE), 1.0), 1)


def paint_point(
    painter: QPainter,
    at: QPointF,
    mark: int,
    fill: QColor,
    theme: Theme,
    *,
    unseen: bool = False,
    wrong: bool = False,
    share: float = 1.0,
) -> None:
    """Paint one point, `share` of its size. An `unseen` one is small and in a rim of ink, a `wrong` one ringed."""
    ratio = painter.deviceTransform().m11()
    sprite = _sprite(theme.name, mark % GLYPHS, fill.rgb(), unseen, wrong, ratio, share)
    half = sprite.width() / ratio / 2
    painter.drawImage(QPointF(at.x() - half, at.y() - half), sprite)


@lru_cache(maxsize=2048)
def _sprite(
    theme_name: str, mark: int, fill: int, unseen: bool, wrong: bool, ratio: float, share: float
) -> QImage:
    """Return a point in the middle of a square; laying it down is many times faster than drawing it."""
    theme = load(theme_name)
    half = math.ceil(radius(theme) * 1.6 + _RING_PX + _ROOM_PX)
    sprite = transparent_image(2 * half, 2 * half, ratio)
    painter = QPainter(sprite)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(half, half)
    painter.scale(share, share)
    _paint(painter, theme, mark, QColor(fill), unseen=unseen, wrong=wrong)
    painter.end()
    return sprite


def _paint(painter: QPainter, theme: Theme, mark: int, fill: QColor, *, unseen: bool, wrong: bool) -> None:
    surface, ink = themes.color(theme.surface), themes.color(theme.ink)
    stroke = theme.stroke**0.5
    size = radius(theme) * (_UNSEEN_SHARE if unseen else 1.0)
    shape = glyph(mark, size)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if wrong:
        reach = size + _RING_PX * stroke
        for tone, width in ((surface, 3.4), (ink, 1.7)):
            painter.setPen(QPen(tone, width * stroke))
            painter.drawEllipse(QPointF(0, 0), reach, reach)
    # A halo of surface keeps the mark apart from a ground of its own colour.
    outer, inner = (ink, surface) if unseen else (surface, ink)
    painter.setPen(_pen(outer, (2 * _RIM_PX + (0.6 if unseen else 1.0)) * stroke))
    painter.drawPath(shape)
    painter.setPen(_pen(inner, (1.1 if unseen else 0.9) * stroke))
    painter.setBrush(surface if unseen else fill)
    painter.drawPath(shape)
    if unseen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPath(glyph(mark, size * 0.72))


def _pen(color: QColor, width: float) -> QPen:
    return QPen(color, width, j=Qt.PenJoinStyle.RoundJoin)
