"""A surface of losses as contours: levels that suit it, the lines at them, and how dark each place is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyqtgraph.functions import isocurve

LEVELS = 12
_POWERS = (1.0, 3.0)  # least and most crowding of levels towards the lowest loss

Line = NDArray[np.float64]  # (n, 2): x and y, in the units of the axes


@dataclass(frozen=True, eq=False, slots=True)
class Contours:
    """Losses `values` (ny, nx) over `x` (nx,) and `y` (ny,), ascending; NaN where there is no number.

    `tones` (ny, nx) are 0 at the lowest loss and 1 at the highest, evenly spread between the `levels` of `lines`.
    """

    x: NDArray[np.floating]
    y: NDArray[np.floating]
    values: NDArray[np.floating]
    tones: NDArray[np.float64]
    levels: tuple[float, ...]
    lines: tuple[tuple[Line, ...], ...]  # for every level

    def value_at(self, x: float, y: float) -> float:
        """Return the loss at a point of the window, between the nearest four of the grid in proportion."""
        column, row = (
            np.interp(x, self.x, np.arange(len(self.x))),
            np.interp(y, self.y, np.arange(len(self.y))),
        )
        left, low = min(int(column), len(self.x) - 2), min(int(row), len(self.y) - 2)
        right_share, high_share = column - left, row - low
        corners = self.values[low : low + 2, left : left + 2]
        along = corners @ np.array([1 - right_share, right_share])
        return float(along @ np.array([1 - high_share, high_share]))


def contours_of(
    x: NDArray[np.floating], y: NDArray[np.floating], values: NDArray[np.floating], levels: int = LEVELS
) -> Contours:
    """Return the contours of `values` (ny, nx); it takes some milliseconds. Flat surfaces have no lines.

    Levels lie the closer to the lowest loss the more of the surface does: evenly over a plane, as squares in a bowl.
    """
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    if not np.isfinite(high - low) or high - low <= 1e-12 * max(abs(low), abs(high), 1e-300):
        return Contours(x, y, values, np.ones(values.shape), (), ())
    power = _power((float(np.median(finite)) - low) / (high - low))
    heights = low + (high - low) * (np.arange(1, levels) / levels) ** power
    filled = np.where(np.isfinite(values), values, high)
    tones = ((filled - low) / (high - low)) ** (1 / power)
    lines = tuple(tuple(_line(points, x, y) for points in _curves(filled, level)) for level in heights)
    return Contours(x, y, values, tones, tuple(heights.tolist()), lines)


def _power(median: float) -> float:
    """Return the power by which even shares become levels, so that half of the surface has half of the levels."""
    return float(np.clip(np.log(max(median, 1e-6)) / np.log(0.5), *_POWERS)) if median < 1 else _POWERS[0]


def _curves(values: NDArray[np.floating], level: float) -> list[NDArray[np.float64]]:
    curves = isocurve(values.T, level, connected=True)
    return [np.array(curve, dtype=np.float64) for curve in curves]


def _line(points: NDArray[np.float64], x: NDArray[np.floating], y: NDArray[np.floating]) -> Line:
    """Return a curve in the units of the axes; pyqtgraph counts in pixels, with a value in the middle of each."""
    across, up = points.T - 0.5
    return np.stack([np.interp(across, np.arange(len(x)), x), np.interp(up, np.arange(len(y)), y)], axis=1)
