"""The frame of a picture over one or two numbers: where its area lies, its ticks and the names of its axes."""

import math
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales

_TICK_SPACE_PX = 6  # between a caption and the area
_NAME_SPACE_PX = 9  # between the name of the vertical axis and the area
_CAPTION_SPACE_PX = 14  # between two captions
_PITCH_PX = (64, 40)  # least distance of two ticks along x and y
_LOW_LINES = 17  # of captions: a widget not higher than that is low
_LOWEST_LINES = 11  # below that many a map is worth more than the numbers under it
_SHORT_NAME = 2.5  # the width of a short name / size of its letters
_FAR_PX = 4000.0  # lines are cut this far outside: Qt's painter counts in small integers

Label = tuple[float, float, str]  # left, baseline, text


@dataclass(frozen=True, slots=True)
class PlaneAxes:
    """Laid-out axes; places are pixels of the widget, x to the right and y upwards."""

    area: QRectF
    x: scales.Scale
    y: scales.Scale
    labels: tuple[Label, ...]
    y_lines: tuple[float, ...]  # of every tick of the vertical axis

    def to_pixels(self, x: NDArray[np.floating], y: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return where points lie, (n, 2), cut far outside; NaN for what is not finite."""
        across = self.area.left() + self.x.fractions(x) * self.area.width()
        down = self.area.bottom() - self.y.fractions(y) * self.area.height()
        return np.clip(np.stack([across, down], axis=-1), -_FAR_PX, _FAR_PX)

    def value_at(self, place: QPointF) -> tuple[float, float]:
        """Return the numbers at a place of the widget, those at the edge of the area for one outside."""
        across = (place.x() - self.area.left()) / self.area.width()
        up = (self.area.bottom() - place.y()) / self.area.height()
        return self.x.value(min(max(across, 0.0), 1.0)), self.y.value(min(max(up, 0.0), 1.0))


def lay_out_plane(
    size: tuple[int, int],
    x: scales.Scale,
    y: scales.Scale,
    theme: Theme,
    names: tuple[str, str],
    *,
    spares_ticks: bool = False,
) -> PlaneAxes:
    """Lay out the axes named `names` in a widget of `size`: the vertical one's name above, the other's below right.

    In a low widget a short name stands in the place of the uppermost ticks instead and, if the picture `spares_ticks`,
    a still lower one has none below.
    """
    metrics = painting.typeface(theme, "caption")[1]
    advance = partial(painting.advance, theme, "caption")
    line = metrics.height()
    beside = size[1] < _LOW_LINES * line and advance(names[1]) <= _SHORT_NAME * theme.caption_px
    top = line + _NAME_SPACE_PX if names[1] and not beside else metrics.capHeight() / 2 + 1
    bare = spares_ticks and bool(names[0]) and size[1] < _LOWEST_LINES * line
    rows = 2 if names[0] and not bare else 1
    height = max(size[1] - top - rows * line - _TICK_SPACE_PX, 1.0)
    y_ticks = scales.linear_ticks(y.low, y.high, max(2, min(6, int(height / _PITCH_PX[1]))))
    y_texts = scales.tick_texts(y_ticks)
    left = max((advance(text) for text in (*y_texts, *[names[1]] * beside)), default=0.0) + _TICK_SPACE_PX
    area = QRectF(round(left), round(top), max(round(size[0] - left - 2), 1), round(height))
    down = (area.bottom() - y.fractions(np.array(y_ticks)) * area.height()).tolist()
    labels = [
        (area.left() - _TICK_SPACE_PX - advance(text), place + metrics.capHeight() / 2, text)
        for place, text in zip(down, y_texts, strict=True)
        if not beside or not names[1] or place > area.top() + 1.2 * line
    ]
    # Where both axes have the same measure, ticks as fine as those of the other one are tried first.
    alike = math.isclose(x.high - x.low, y.high - y.low)
    finest = int(area.width() / _PITCH_PX[1 if alike else 0])
    first = area.bottom() + _TICK_SPACE_PX + metrics.ascent()
    labels += [] if bare else _x_labels(area, x, theme, first, finest)
    if names[1]:
        end = area.left() - _TICK_SPACE_PX - advance(names[1])
        labels.append(
            (end, area.top() + metrics.capHeight(), names[1]) if beside else (0.0, metrics.ascent(), names[1])
        )
    if names[0]:
        baseline = first if bare else first + line
        labels.append((max(area.right() - advance(names[0]), 0.0), baseline, names[0]))
    return PlaneAxes(area, x, y, tuple(labels), tuple(down))


def paint_labels(painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
    """Paint the numbers of the ticks and the names of the axes."""
    painter.setFont(painting.typeface(theme, "caption")[0])
    painter.setPen(themes.color(theme.muted))
    for left, baseline, text in axes.labels:
        painter.drawText(QPointF(left, baseline), text)


def paint_hairlines(painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
    """Paint a hairline at every tick of the vertical axis."""
    painter.setPen(QPen(themes.color(theme.line), theme.stroke))
    left, right = axes.area.left(), axes.area.right()
    # Half a pixel down, so that the hairline fills one row of pixels.
    painter.drawLines([QLineF(left, round(y) + 0.5, right, round(y) + 0.5) for y in axes.y_lines])


def _x_labels(area: QRectF, x: scales.Scale, theme: Theme, baseline: float, finest: int) -> list[Label]:
    """Return evenly spaced captions: `finest` or as many as stand apart, but two where round numbers allow that."""
    most = max(2, min(8, finest))
    labels: list[Label] = []
    for count in (*range(most, 1, -1), most + 1, most + 2):
        ticks = scales.linear_ticks(x.low, x.high, count)
        across = (area.left() + x.fractions(np.array(ticks)) * area.width()).tolist()
        labels = []
        for middle, text in zip(across, scales.tick_texts(ticks), strict=True):
            width = painting.advance(theme, "caption", text)
            labels.append((min(max(middle - width / 2, 0.0), area.right() + 2 - width), baseline, text))
        ends = [left + painting.advance(theme, "caption", text) for left, _baseline, text in labels]
        apart = all(
            b[0] - end >= _CAPTION_SPACE_PX for end, (_a, b) in zip(ends, pairwise(labels), strict=False)
        )
        if apart and len(labels) > 1:
            break
    return labels
