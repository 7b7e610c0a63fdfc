"""The shape of a spread of numbers: its axis, its bins and the outline of them. Arithmetic of places."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.plot_scale import Scale

BINS = 60


def score_scale(span: tuple[float, float] | None) -> Scale:
    """Return the axis for numbers over `span`, out to the next of about eight round places; 0 to 1 for none."""
    if span is None or span[1] - span[0] <= 1e-9 * max(map(abs, span)):
        return scales.linear_scale(span)
    step = scales.nice_step(span[1] - span[0], 8)
    return Scale(math.floor(span[0] / step) * step, math.ceil(span[1] / step) * step)


def shares(values: NDArray[np.floating], scale: Scale) -> NDArray[np.float64]:
    """Return which share of the finite `values` lies in each of BINS equal bins of `scale`; zeros for none."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return np.zeros(BINS)
    places = np.clip(scale.fractions(finite) * BINS, 0, BINS - 1).astype(np.intp)
    return np.bincount(places, minlength=BINS) / finite.size


def step_line(heights: NDArray[np.floating], area: QRectF) -> QPolygonF:
    """Return the upper edge of a histogram of `heights`, 0 to 1, in `area`: from its lower left to its lower right."""
    across = area.left() + np.arange(len(heights) + 1) * (area.width() / len(heights))
    down = area.bottom() - heights * area.height()
    points = [QPointF(area.left(), area.bottom())]
    for left, right, y in zip(across[:-1].tolist(), across[1:].tolist(), down.tolist(), strict=True):
        points += [QPointF(left, y), QPointF(right, y)]
    return QPolygonF([*points, QPointF(area.right(), area.bottom())])


def rounded(value: float, span: float, places: int) -> float:
    """Return `value` with no more decimals than tell `places` places of an axis `span` long apart."""
    return round(value, max(0, 1 - math.floor(math.log10(span / places))))
