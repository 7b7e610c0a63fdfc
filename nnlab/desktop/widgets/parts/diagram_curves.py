"""The links of the network diagram as curves: horizontal-tangent cubics, cut into straight pieces."""

import math

import numpy as np
from numpy.typing import NDArray


def curve(left: float, right: float, y0: float, y1: float, samples: int = 65) -> NDArray[np.float64]:
    """Return points (samples, 2) of the link from (left, y0) to (right, y1).

    The cubic Bézier curve with horizontal tangents: control points at the middle x.
    """
    t = np.linspace(0.0, 1.0, samples)
    return np.column_stack((left + (right - left) * bezier_x(t), y0 + (y1 - y0) * t * t * (3 - 2 * t)))


def bezier_x(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the fraction of the width that a link has covered at its parameter t in 0..1."""
    return t * (1.5 + t * (t - 1.5))


def flattened(points: NDArray[np.float64], tolerance: float = 0.2) -> NDArray[np.float64]:
    """Return line segments (k, 4) as x0, y0, x1, y1 that stay about `tolerance` near the curve `points`.

    Segments are shorter where the curve bends: a chord of length s across curvature c is c·s²/8 off.
    """
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    turns = np.abs(np.diff(np.arctan2(steps[:, 1], steps[:, 0])))
    bends = np.sqrt(turns * (lengths[1:] + lengths[:-1]) / 2)  # at the inner points: √c·ds
    bend = np.concatenate(
        ([0.0], np.cumsum(np.interp(np.arange(len(steps)), np.arange(len(bends)) + 0.5, bends)))
    )
    count = max(1, math.ceil(bend[-1] / math.sqrt(8 * tolerance)))
    bend += np.linspace(0.0, 1e-6, len(bend))  # a straight link still rises, so that interp is defined
    at = np.interp(np.linspace(0.0, bend[-1], count + 1), bend, np.arange(len(points)))
    return _segments(points, at[:-1], at[1:])


def dashed(points: NDArray[np.float64], dash: float, space: float) -> NDArray[np.float64]:
    """Return line segments (k, 4) along the curve `points`, about `dash` long with `space` between.

    The curve starts and ends with a whole dash.
    """
    steps = np.diff(points, axis=0)
    along = np.concatenate(([0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))))
    count = max(1, round((along[-1] + space) / (dash + space)))
    period = (along[-1] + space) / count
    starts = np.arange(count) * period
    index = np.arange(len(points))
    return _segments(
        points, np.interp(starts, along, index), np.interp(starts + period - space, along, index)
    )


def _segments(
    points: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the chords between fractional positions `starts` and `ends` along `points`."""
    index = np.arange(len(points))
    x, y = points.T
    return np.column_stack([np.interp(at, index, v) for at in (starts, ends) for v in (x, y)])


def places_at(
    x: float, left: float, right: float, y0: NDArray[np.float64], y1: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return heights and slopes (sources, targets) at `x` of the links from every y0 to every y1.

    All links of a gap share x(t), so one t answers for all of them.
    """
    grid = np.linspace(0.0, 1.0, 129)
    t = float(np.interp((x - left) / (right - left), bezier_x(grid), grid))
    rise = y1[None, :] - y0[:, None]
    slope = rise * (6 * t * (1 - t)) / ((right - left) * (1.5 - 3 * t + 3 * t * t))
    return y0[:, None] + rise * (t * t * (3 - 2 * t)), slope
