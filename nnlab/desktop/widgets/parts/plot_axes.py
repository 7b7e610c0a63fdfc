"""The paper under a curve plot: where its axes lie, and their hairlines and captions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales

_TICK_SPACE_PX = 6  # between a caption and the plot area
_RIGHT_PX = 8  # room for the dot at the end of a curve
_X_CAPTION_SPACE_PX = 12  # between two captions of the x axis
_ROW_SPACE_PX = 3  # between two rows of labels of marks
_MARK_SPACE_PX = 6  # between two labels of marks in a row
_MOST_MARK_ROWS = 2  # beside that in which the name of the vertical axis stands
_MOST_MARK_SHARE = 0.25  # of the height of the widget: marks must not crowd out the curve
_Y_PITCH_PX = 36  # least distance of two hairlines
_FAR_PX = 4000.0  # lines are cut this far outside: Qt's painter counts in small integers

Label = tuple[float, float, str]  # left, baseline, text


@dataclass(frozen=True, slots=True)
class Axes:
    """A laid-out pair of axes in a widget of `size`; places are pixels of the widget."""

    size: tuple[int, int]
    area: QRectF  # what the curves fill
    x: scales.Scale
    y: scales.Scale
    x_texts: tuple[str, ...]
    y_texts: tuple[str, ...]
    labels: tuple[Label, ...]
    gridlines: tuple[float, ...]  # y of every hairline
    marks: tuple[float, ...]  # x of every mark

    def to_pixels(
        self, x: NDArray[np.floating], y: NDArray[np.floating]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return where the points (x, y) lie; NaN for what the scales cannot show."""
        across = self.across(x)
        down = self.area.bottom() - self.y.fractions(y) * self.area.height()
        return np.clip(across, -_FAR_PX, _FAR_PX), np.clip(down, -_FAR_PX, _FAR_PX)

    def across(self, x: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the horizontal places of `x`."""
        return self.area.left() + self.x.fractions(x) * self.area.width()


def lay_out_axes(
    size: tuple[int, int],
    x: scales.Scale,
    y: scales.Scale,
    theme: Theme,
    names: tuple[str, str],
    marks: tuple[tuple[float, str], ...],
    percent: bool,
    numbered: bool,
) -> Axes:
    """Lay the axes out; without `numbered` (there is nothing to show yet) only hairlines and names are placed."""
    rows = 1 if marks else 0
    while True:
        axes, needed = _laid_out(size, x, y, theme, names, marks, percent, numbered, rows)
        if needed <= rows:
            return axes
        rows = needed


def _laid_out(
    size: tuple[int, int],
    x: scales.Scale,
    y: scales.Scale,
    theme: Theme,
    names: tuple[str, str],
    marks: tuple[tuple[float, str], ...],
    percent: bool,
    numbered: bool,
    rows: int,
) -> tuple[Axes, int]:
    """Return the axes under `rows` rows of labels of marks, and how many rows the labels would fill."""
    metrics = painting.typeface(theme, "caption")[1]
    advance = partial(painting.advance, theme, "caption")
    line = metrics.height()
    rows_height = max(rows, bool(names[1])) * (line + _ROW_SPACE_PX)
    top = rows_height + metrics.capHeight() / 2 + 3 if rows_height else metrics.capHeight() / 2 + 1
    height = max(1.0, size[1] - top - line - _TICK_SPACE_PX)
    ticks = scales.ticks_of(y, max(2, min(5, int(height / _Y_PITCH_PX))))
    texts = scales.tick_texts(ticks, percent=percent, log=y.log) if numbered else ()
    left = max((advance(text) for text in texts), default=0.0) + (_TICK_SPACE_PX if texts else 0)
    area = QRectF(round(left), round(top), max(1, round(size[0] - _RIGHT_PX - left)), round(height))
    down = area.bottom() - y.fractions(np.array(ticks)) * area.height()
    labels = [
        (area.left() - _TICK_SPACE_PX - advance(text), tick_y + metrics.capHeight() / 2, text)
        for tick_y, text in zip(down.tolist(), texts, strict=False)
    ]
    baseline = area.bottom() + _TICK_SPACE_PX + metrics.ascent()
    x_labels = _x_labels(area, x, names[0], advance, baseline) if numbered else []
    places = (size[0] - advance(names[0]), baseline), (0.0, metrics.ascent())
    labels += [(*place, name) for place, name in zip(places, names, strict=True) if name]
    placed = _placed_marks(area, x, marks)
    most = _MOST_MARK_ROWS + bool(names[1])
    ends = [0.0 - _MARK_SPACE_PX] * min(max(int(_MOST_MARK_SHARE * size[1] / line), 1), most)
    ends[0] += advance(names[1]) + _MARK_SPACE_PX if names[1] else 0.0
    mark_labels, filled = _mark_labels(placed, area, ends, advance)
    labels += [(x, metrics.ascent() + row * (line + _ROW_SPACE_PX), text) for x, row, text in mark_labels]
    axes = Axes(
        size, area, x, y, tuple(text for _x, _y, text in x_labels), texts,
        tuple(labels + x_labels), tuple(down.tolist()), tuple(across for across, _text in placed),
    )  # fmt: skip
    return axes, filled


def draw_axes(axes: Axes, theme: Theme, dpr: float) -> QPixmap:
    """Return the hairlines and captions as a transparent picture of the widget's size."""
    pixmap = QPixmap(round(axes.size[0] * dpr), round(axes.size[1] * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_axes(painter, axes, theme)
    painter.end()
    return pixmap


def paint_axes(painter: QPainter, axes: Axes, theme: Theme) -> None:
    """Paint the hairlines and captions."""
    painter.setPen(QPen(themes.color(theme.line), theme.stroke))
    left, right = axes.area.left(), axes.area.right()
    # Half a pixel down, so that the hairline fills one row of pixels.
    painter.drawLines([QLineF(left, round(y) + 0.5, right, round(y) + 0.5) for y in axes.gridlines])
    painter.setPen(QPen(themes.color(theme.faint), theme.stroke, Qt.PenStyle.DashLine))
    top, bottom = axes.area.top(), axes.area.bottom()
    painter.drawLines([QLineF(round(x) + 0.5, top, round(x) + 0.5, bottom) for x in axes.marks])
    painter.setFont(painting.typeface(theme, "caption")[0])
    painter.setPen(themes.color(theme.muted))
    for x, y, text in axes.labels:
        painter.drawText(QPointF(x, y), text)


def _x_labels(
    area: QRectF, x: scales.Scale, name: str, advance: Callable[[str], float], baseline: float
) -> list[Label]:
    """Return as many evenly spaced captions as fit left of the axis' name.

    Where only the first of them would, the last that fits stands beside it: it tells how far the axis goes.
    """
    for count in (6, 5, 4, 3, 2):
        places = _x_places(area, x, name, count, advance, baseline)
        if len(places) > 1 and _are_apart(places, advance):
            return places
    for count in (6, 12, 24):
        places = _x_places(area, x, name, count, advance, baseline)
        ends = [places[0], places[-1]] if len(places) > 1 else []
        if ends and _are_apart(ends, advance):
            return ends
    return places[:1]


def _x_places(
    area: QRectF,
    x: scales.Scale,
    name: str,
    count: int,
    advance: Callable[[str], float],
    baseline: float,
) -> list[Label]:
    """Return where about `count` captions stand, without those where the axis' name does."""
    end = area.right() + _RIGHT_PX
    free = end - advance(name) - _X_CAPTION_SPACE_PX if name else end
    ticks = scales.linear_ticks(x.low, x.high, count, whole=True)  # epochs
    texts = scales.tick_texts(ticks)
    across = (area.left() + x.fractions(np.array(ticks)) * area.width()).tolist()
    places = [
        (min(max(middle - advance(text) / 2, 0.0), end - advance(text)), baseline, text)
        for middle, text in zip(across, texts, strict=True)
    ]
    return [place for place in places if place[0] + advance(place[2]) <= free]


def _are_apart(places: list[Label], advance: Callable[[str], float]) -> bool:
    return all(b[0] - a[0] - advance(a[2]) >= _X_CAPTION_SPACE_PX for a, b in pairwise(places))


def _placed_marks(
    area: QRectF, x: scales.Scale, marks: tuple[tuple[float, str], ...]
) -> list[tuple[float, str]]:
    """Return the marks inside the axis as (place, text) from left to right, one for each pixel of the width."""
    inside = sorted((mark for mark in marks if x.low <= mark[0] <= x.high), key=lambda mark: mark[0])
    places = area.left() + x.fractions(np.array([place for place, _text in inside])) * area.width()
    first: dict[int, tuple[float, str]] = {}
    for place, (_place, text) in zip(places.tolist(), inside, strict=True):
        first.setdefault(round(place), (place, text))
    return list(first.values())


def _mark_labels(
    marks: list[tuple[float, str]], area: QRectF, ends: list[float], advance: Callable[[str], float]
) -> tuple[list[tuple[float, int, str]], int]:
    """Return the labels of the marks as (left, row, text), and how many rows they fill.

    `ends` says for every row how far it is taken. A label that finds no room in any row is left out; a mark without
    words has none.
    """
    ends = list(ends)
    labels = []
    for x, text in marks:
        if not text:
            continue
        left = max(min(x + 3, area.right() + _RIGHT_PX - advance(text)), 0.0)
        for row, end in enumerate(ends):
            if left >= end + _MARK_SPACE_PX:
                labels.append((left, row, text))
                ends[row] = left + advance(text)
                break
    return labels, max((row + 1 for _left, row, _text in labels), default=0)
