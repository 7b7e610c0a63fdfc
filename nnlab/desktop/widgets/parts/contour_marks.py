"""What is written on contours: the losses of some lines, and the key to how dark the ground is."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.descent_marks import mixed
from nnlab.desktop.words.numbers import format_number

_DARKEST = 0.26  # share of ink at one end of the shades
_EVERY = 3  # of so many lines one has its loss written on it
_LEAST_LINE_PX = 90.0  # on shorter lines a number would hide the line
_SHARES = (0.5, 0.35, 0.65, 0.2, 0.8, 0.08, 0.92)  # of a line: where its number may stand, the best first
_APART_PX = 18.0  # between two numbers
_EDGE_PX = 4.0
_BAR_PX = (84.0, 8.0)
_SPACE_PX = 7.0
_LEAST_DIGITS, _MOST_DIGITS = 3, 6

Pixels = NDArray[np.float64]  # (n, 2)


def shade(theme: Theme, height: float, most: float = _DARKEST) -> QColor:
    """Return the grey of a height from 0, the lowest, to 1: lower is darker in every theme."""
    return mixed(theme.surface, theme.ink, most * (height if theme.dark else 1.0 - height))


def named_levels(levels: Sequence[float], low: float, high: float) -> tuple[dict[int, str], tuple[str, str]]:
    """Return which levels have a number, and that number, and the numbers of the lowest and the highest loss.

    They are short, and no two of them alike; where they cannot be told apart, no level has one.
    """
    chosen = range(1, len(levels), _EVERY)
    for digits in range(_LEAST_DIGITS, _MOST_DIGITS + 1):
        ends = (format_number(low, digits), format_number(high, digits))
        names = [format_number(levels[place], digits) for place in chosen]
        if len({*names, *ends}) == len(names) + 2:
            return dict(zip(chosen, names, strict=True)), ends
    return {}, (format_number(low), format_number(high))


def name_places(
    lines: Sequence[Sequence[Pixels]], sizes: Sequence[tuple[float, float]], area: QRectF
) -> list[QRectF | None]:
    """Return where numbers of these `sizes` stand, each on the longest of its `lines`: inside of `area`, and apart.

    None where there is no room.
    """
    inside = area.adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
    taken: list[QRectF] = []
    places: list[QRectF | None] = []
    for pieces, (width, height) in zip(lines, sizes, strict=True):
        found = None
        longest = max(pieces, key=_length, default=np.zeros((0, 2)))
        if _length(longest) >= _LEAST_LINE_PX:
            for x, y in (_along(longest, share) for share in _SHARES):
                place = QRectF(x - width / 2, y - height / 2, width, height)
                around = place.adjusted(-_APART_PX, -_APART_PX, _APART_PX, _APART_PX)
                if inside.contains(place) and not any(map(around.intersects, taken)):
                    found = place
                    taken.append(place)
                    break
        places.append(found)
    return places


def paint_names(
    painter: QPainter,
    names: Sequence[tuple[str, QRectF]],
    tones: Sequence[float],
    theme: Theme,
) -> None:
    """Write each name at its place, on the shade that the ground has there."""
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    for (text, place), tone in zip(names, tones, strict=True):
        painting.fill_round(painter, place.adjusted(-3, 0, 3, 0), 4.0, shade(theme, tone))
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QPointF(place.left(), place.center().y() + metrics.capHeight() / 2), text)


def paint_key(
    painter: QPainter, texts: tuple[str, str, str], left: float, baseline: float, right: float, theme: Theme
) -> bool:
    """Paint the key to the shades from `left`: what they are, the lowest value, a bar and the highest value.

    Nothing where that is wider than up to `right`; return whether it was painted.
    """
    font, metrics = painting.typeface(theme, "caption")
    name, low, high = texts
    ahead = f"{name}  {low}"
    wide = metrics.horizontalAdvance(ahead) + _BAR_PX[0] + metrics.horizontalAdvance(high) + 2 * _SPACE_PX
    if left + wide > right:
        return False
    painter.setFont(font)
    painter.setPen(themes.color(theme.muted))
    painter.drawText(QPointF(left, baseline), ahead)
    start = left + metrics.horizontalAdvance(ahead) + _SPACE_PX
    bar = QRectF(start, baseline - metrics.capHeight() / 2 - _BAR_PX[1] / 2, *_BAR_PX)
    painter.drawText(QPointF(bar.right() + _SPACE_PX, baseline), high)
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    gradient.setColorAt(0.0, shade(theme, 0.0))
    gradient.setColorAt(1.0, shade(theme, 1.0))
    painter.setBrush(gradient)
    painter.setPen(themes.color(theme.line))
    painter.drawRoundedRect(bar, 2.0, 2.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return True


def _length(line: Pixels) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum()) if len(line) > 1 else 0.0


def _along(line: Pixels, share: float) -> tuple[float, float]:
    """Return the point of a line at a share of its length."""
    ways = np.concatenate([[0.0], np.hypot(*np.diff(line, axis=0).T).cumsum()])
    at = share * ways[-1]
    return float(np.interp(at, ways, line[:, 0])), float(np.interp(at, ways, line[:, 1]))
