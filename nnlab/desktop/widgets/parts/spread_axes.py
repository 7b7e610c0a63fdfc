"""The frame of a plot of means: ticks where the values that were tried lie, marks above, names beside the ends."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.plane_axes import Label, PlaneAxes

_TICK_SPACE_PX = 6  # between a caption and the area
_NAME_SPACE_PX = 8  # between the name of the vertical axis and the area
_CAPTION_SPACE_PX = 8  # between two captions of the horizontal axis
_PITCH_PX = 36  # least distance of two hairlines
_EDGE_PX = 10  # right of the area, where no names stand

Tick = tuple[float, str]


def y_scale(low: float, high: float, *, log: bool, percent: bool, zero: bool = False) -> scales.Scale:
    """Return the scale of values from `low` to `high`; shares end at 100 %. With `zero` some of a `log` one are 0."""
    if log:
        return scales.log_scale((low, high), zero=zero)
    scale = scales.linear_scale((low, high))
    if not percent:
        return scale
    return scales.Scale(max(scale.low, 0.0), 1.0 if scale.high > 0.9 else scale.high)


def lay_out_spread(
    size: tuple[int, int],
    x: scales.Scale,
    x_ticks: Sequence[Tick],
    y: scales.Scale,
    theme: Theme,
    names: tuple[str, str],
    *,
    percent: bool,
    gutter: float,
    has_marks: bool = False,
) -> PlaneAxes:
    """Lay out axes named `names` in a widget of `size`.

    `gutter` pixels at the right are kept for names of series, and with `has_marks` a line above the area for marks.

    Of the ticks of the horizontal axis those are written that have room, the first and the last before the others. The
    last of all labels is the name of that axis.
    """
    metrics = painting.typeface(theme, "caption")[1]
    advance = partial(painting.advance, theme, "caption")
    line = metrics.height()
    top = (2 if has_marks else 1) * line + _NAME_SPACE_PX
    height = max(size[1] - top - 2 * line - _TICK_SPACE_PX, 1.0)
    y_ticks = scales.ticks_of(y, max(2, min(5, int(height / _PITCH_PX))))
    y_texts = scales.tick_texts(y_ticks, percent=percent, log=y.log)
    left = max(map(advance, y_texts), default=0.0) + _TICK_SPACE_PX
    area = QRectF(
        round(left), round(top), max(round(size[0] - left - max(gutter, _EDGE_PX)), 1), round(height)
    )
    down = (area.bottom() - y.fractions(np.array(y_ticks)) * area.height()).tolist()
    labels: list[Label] = [
        (area.left() - _TICK_SPACE_PX - advance(text), place + metrics.capHeight() / 2, text)
        for place, text in zip(down, y_texts, strict=True)
    ]
    baseline = area.bottom() + _TICK_SPACE_PX + metrics.ascent()
    labels += _x_labels(area, x, x_ticks, advance, baseline, float(size[0]))
    labels.append((0.0, metrics.ascent(), names[1]))
    labels.append((max(size[0] - advance(names[0]), 0.0), baseline + line, names[0]))
    return PlaneAxes(area, x, y, tuple(labels), tuple(down))


def paint_foot(painter: QPainter, text: str, name: Label, theme: Theme) -> None:
    """Write `text` into the line of the axis' `name`, left of that and as far as it leaves room."""
    font, metrics = painting.typeface(theme, "caption")
    left, baseline, _name = name
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(left - 2 * _CAPTION_SPACE_PX))
    painter.setFont(font)
    painter.setPen(themes.color(theme.muted))
    painter.drawText(QPointF(0.0, baseline), shown)


def _x_labels(
    area: QRectF,
    x: scales.Scale,
    ticks: Sequence[Tick],
    advance: Callable[[str], float],
    baseline: float,
    end: float,
) -> list[Label]:
    """Return the captions that stand apart, left of `end`, in the order in which they were given room."""
    order = [0, len(ticks) - 1, *range(1, len(ticks) - 1)] if len(ticks) > 1 else range(len(ticks))
    across = (area.left() + x.fractions(np.array([value for value, _text in ticks])) * area.width()).tolist()
    labels: list[Label] = []
    for index in order:
        text = ticks[index][1]
        width = advance(text)
        left = max(min(across[index] - width / 2, end - width), 0.0)
        free = all(
            left >= other + advance(word) + _CAPTION_SPACE_PX or other >= left + width + _CAPTION_SPACE_PX
            for other, _baseline, word in labels
        )
        if free:
            labels.append((left, baseline, text))
    return labels
