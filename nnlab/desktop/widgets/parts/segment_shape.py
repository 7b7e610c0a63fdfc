"""The shape of a seven-segment digit: where its bars lie, and how they are painted."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts.lamps import HALO, bar_path, lamp_color

LETTERS = "abcdefg"

_ASPECT = 0.6  # width of a digit / its height
_THICKNESS = 0.145  # thickness of a bar / width of the digit
_THINNEST_PX = 2.0  # a bar of a tiny digit, where the thickness above would leave a hair
_GAP = 0.11  # distance of a bar's tip from the corner it points at / thickness

# A segment runs between two corners of the digit, numbered 0 1 over 2 3 over 4 5.
_ENDS = ((0, 1), (1, 3), (3, 5), (4, 5), (2, 4), (0, 2), (2, 3))


def segment_rects(rect: QRectF) -> tuple[QRectF, ...]:
    """Return the seven bars a b c d e f g of the largest upright digit that fits centred into `rect`."""
    lines, thickness = _centre_lines(rect)
    half = thickness / 2
    return tuple(
        QRectF(p, q).adjusted(0, -half, 0, half)
        if p.y() == q.y()
        else QRectF(p, q).adjusted(-half, 0, half, 0)
        for p, q in lines
    )


def segment_at(rect: QRectF, point: QPointF) -> int | None:
    """Return the segment nearest to `point` in the digit drawn into `rect`, or None if none is near.

    A segment can be hit half a thickness beyond its rim: thin bars stay easy to click.
    """
    lines, thickness = _centre_lines(rect)
    distances = [_distance(point, *line) for line in lines]
    nearest = int(np.argmin(distances))
    return nearest if distances[nearest] <= thickness else None


def digit_rect(rect: QRectF) -> QRectF:
    """Return the rectangle of the digit itself inside `rect`, leaving room for the halo around it."""
    margin = 2 * HALO * _THICKNESS  # both sides together, in widths of the digit
    width = min(rect.width() / (1 + margin), rect.height() / (1 / _ASPECT + margin))
    inner = QRectF(0, 0, width, width / _ASPECT)
    inner.moveCenter(rect.center())
    return inner


def _centre_lines(rect: QRectF) -> tuple[list[tuple[QPointF, QPointF]], float]:
    """Return the middle line of every bar, tip to tip, and the thickness of a bar."""
    width = min(rect.width(), rect.height() * _ASPECT)
    thickness = max(width * _THICKNESS, min(_THINNEST_PX, width * 0.22))
    dx, dy = (width - thickness) / 2, (width / _ASPECT - thickness) / 2
    centre, gap = rect.center(), thickness * _GAP
    corners = [centre + QPointF(x * dx, y * dy) for y in (-1, 0, 1) for x in (-1, 1)]
    lines = []
    for start, end in _ENDS:
        p, q = corners[start], corners[end]
        tip = QPointF(gap, 0) if p.y() == q.y() else QPointF(0, gap)
        lines.append((p + tip, q - tip))
    return lines, thickness


def _distance(point: QPointF, p: QPointF, q: QPointF) -> float:
    """Return the distance of `point` from the horizontal or vertical line p q, with p left of or above q."""
    dx = max(p.x() - point.x(), 0.0, point.x() - q.x())
    dy = max(p.y() - point.y(), 0.0, point.y() - q.y())
    return float(np.hypot(dx, dy))


def fill_segments(painter: QPainter, rect: QRectF, colors: Sequence[QColor]) -> None:
    """Fill the seven bars of the digit that fits into `rect`, one colour each: the picture without halo."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corner = rect.topLeft()
    painter.translate(corner)
    for path, color in zip(_digit_paths(rect.width(), rect.height()), colors, strict=True):
        painter.fillPath(path, color)
    painter.translate(-corner)


@lru_cache(maxsize=64)
def _digit_paths(width: float, height: float) -> list[QPainterPath]:
    bars = segment_rects(QRectF(0, 0, width, height))
    return [bar_path(*rounded_size(bar)).translated(bar.center()) for bar in bars]


def rounded_size(bar: QRectF) -> tuple[float, float]:
    """Return width and height without the last digits, so that equal bars share a kept picture."""
    return round(bar.width(), 2), round(bar.height(), 2)


def paint_segments(painter: QPainter, rect: QRectF, levels: NDArray[np.floating], theme: Theme) -> None:
    """Paint a small digit into `rect` for tables and lists; `levels` (7,) in 0..1, in the order a to g."""
    fill_segments(painter, rect, [lamp_color(level, theme) for level in levels.tolist()])
