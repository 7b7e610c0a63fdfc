"""Losses over one or two parameters as values: what they offer, what is looked at of them, and their grids."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import read_only
from nnlab.engine.errors import EngineError
from nnlab.study.cancelling import Cancelled

Vector = NDArray[np.float64]
Report = Callable[[float], object]

_LEAST_CURVATURE_SHARE = 0.05  # of the largest on the grid: what is flat says nothing of how far to go
_LEAST_CURVATURE = 1e-9
_COARSE_POINTS = 13  # along each parameter, for a first look
_WIDENINGS = 3
_WIDENING = 0.5  # of the width, towards what is lower
_MARGIN = 0.12  # of the width: a lowest point nearer to an edge than this lies at it
_EDGE = 0.04  # of the width, between a point that a window reaches for and its edge
_WORTH = 0.02  # of the range of losses: what is not lower by more is not worth a wider look


class Surface(Protocol):
    """A loss over d = 1 or 2 parameters.

    `samples` is how many samples the loss is the mean over; 0 for one that is a formula, which has no batches.
    """

    @property
    def dimensions(self) -> int:
        """How many parameters there are: 1 or 2."""

    @property
    def samples(self) -> int:
        """How many samples the loss is the mean over; 0 for a formula."""

    def loss(self, theta: Vector) -> float:
        """Return the loss at `theta` (d,), over all samples."""

    def gradient(self, theta: Vector, rows: NDArray[np.int64] | None = None) -> Vector:
        """Return the gradient (d,) at `theta` (d,) over the samples `rows`, or over all of them."""

    def losses(
        self, points: Vector, cancelled: Cancelled | None = None, report: Report | None = None
    ) -> Vector:
        """Return the losses (M,) at `points` (M, d); what comes after a cancellation is NaN.

        `report` is told now and then which share is done, 0 to 1.
        """


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at of a surface: from `low` to `high` of each of its d parameters.

    Raises EngineError unless both have d = 1 or 2 finite numbers, the lower first.
    """

    low: tuple[float, ...]
    high: tuple[float, ...]

    def __post_init__(self) -> None:
        ends = zip(self.low, self.high, strict=False)
        sound = len(self.low) == len(self.high) in (1, 2) and all(low < high for low, high in ends)
        if not sound and np.isfinite([*self.low, *self.high]).all():
            raise EngineError(
                f"a window needs a lower and a higher end, but {self.low} to {self.high} was given."
            )
        if not np.isfinite([*self.low, *self.high]).all():
            raise EngineError("the loss cannot be drawn so far out: choose smaller weights.")

    @classmethod
    def around(cls, centre: Sequence[float], half_widths: Sequence[float]) -> "Window":
        """Return the window that reaches so far to both sides of `centre`."""
        pairs = list(zip(centre, half_widths, strict=True))
        return cls(tuple(c - w for c, w in pairs), tuple(c + w for c, w in pairs))

    @property
    def widths(self) -> Vector:
        """The width (d,) along each parameter."""
        return np.subtract(self.high, self.low)

    def contains(self, point: Vector, margin: float = 0.0) -> bool:
        """Return whether `point` (d,) lies inside; `margin` widens the window on each side, in widths."""
        room = margin * self.widths
        return bool(((point >= self.low - room) & (point <= self.high + room)).all())

    def reaching(self, points: Vector, room: float) -> "Window":
        """Return the window with all of `points` (n, d) inside that lie at most `room` widths outside of this one."""
        near = [point for point in points if np.isfinite(point).all() and self.contains(point, room)]
        low, high = (f([*near, ends], axis=0) for f, ends in ((np.min, self.low), (np.max, self.high)))
        margin = _EDGE * (high - low)
        low = np.where(low < self.low, low - margin, low)
        high = np.where(high > self.high, high + margin, high)
        return Window(tuple(low.tolist()), tuple(high.tolist()))

    def clamped(self, point: Sequence[float]) -> tuple[float, ...]:
        """Return the point inside that is nearest to `point`."""
        return tuple(float(x) for x in np.clip(point, self.low, self.high))


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """The losses of a surface over a window: `values` (n,) over one parameter, (n of the second, n of the first) over
    two; `axes` are the parameters' values, ascending. A loss that is not finite is NaN.
    """

    window: Window
    axes: tuple[Vector, ...]
    values: Vector

    @property
    def lowest(self) -> tuple[float, ...]:
        """The point of the grid with the smallest loss; the first point where there is no number at all."""
        values = np.where(np.isnan(self.values), np.inf, self.values)
        place = np.unravel_index(int(np.argmin(values)), values.shape)
        return tuple(float(axis[i]) for axis, i in zip(self.axes, reversed(place), strict=True))

    @property
    def curvature(self) -> float:
        """How strongly the surface bends where it is lowest, > 0: the largest eigenvalue of its second derivatives.

        Gradient descent is stable there up to a rate of 2/curvature. From differences on the grid; where the lowest
        point is flat, a share of the strongest bend seen anywhere.
        """
        bends = np.nan_to_num(_bends(self.values, [float(axis[1] - axis[0]) for axis in self.axes]))
        inner = tuple(slice(1, -1) for _ in self.axes)
        bends, values = bends[inner], np.nan_to_num(self.values[inner], nan=np.inf)
        at_lowest = float(bends.reshape(-1)[int(np.argmin(values))])
        return max(at_lowest, _LEAST_CURVATURE_SHARE * float(bends.max()), _LEAST_CURVATURE)


def grid_of(
    surface: Surface,
    window: Window,
    points: int,
    cancelled: Cancelled | None = None,
    report: Report | None = None,
) -> Grid:
    """Return the losses over `window` at `points` places along each parameter; see `Surface.losses`."""
    axes = tuple(
        read_only(np.linspace(low, high, points)) for low, high in zip(window.low, window.high, strict=True)
    )
    places = np.stack([mesh.reshape(-1) for mesh in np.meshgrid(*axes)], axis=1)
    values = surface.losses(places, cancelled, report).reshape((points,) * surface.dimensions)
    return Grid(window, axes, read_only(np.where(np.isfinite(values), values, np.nan)))


def window_to_lowest(surface: Surface, window: Window, cancelled: Cancelled | None = None) -> Window:
    """Return `window`, or one so much wider that the lowest place nearby lies inside, as a coarse look finds it.

    It is widened to where the loss still goes down at its edge, until it does so no more: there is a minimum, or a
    level that is hardly left. Where it goes on downhill for long, or never went lower, the window stays as it is.
    """
    wider = window
    least: list[float] = []  # losses: of the window, and of each wider one
    worth = 0.0
    for _ in range(_WIDENINGS + 1):
        grid = grid_of(surface, wider, _COARSE_POINTS, cancelled)
        finite = grid.values[np.isfinite(grid.values)]
        if not finite.size:
            break
        worth = worth or _WORTH * float(np.ptp(finite))
        least.append(float(finite.min()))
        low, high, lowest = np.array(wider.low), np.array(wider.high), np.array(grid.lowest)
        is_low = lowest - low < _MARGIN * wider.widths
        is_high = high - lowest < _MARGIN * wider.widths
        is_level = len(least) > 1 and least[-2] - least[-1] <= worth
        if is_level or not (is_low | is_high).any():
            return wider if least[0] - least[-1] > worth else window
        low, high = low - _WIDENING * wider.widths * is_low, high + _WIDENING * wider.widths * is_high
        wider = Window(tuple(low.tolist()), tuple(high.tolist()))
    return window


def _bends(values: Vector, steps: list[float]) -> Vector:
    """Return the largest eigenvalue, by magnitude, of the second derivatives at every point of a grid."""
    if values.ndim == 1:
        return np.abs(np.gradient(np.gradient(values, steps[0]), steps[0]))
    along_y, along_x = np.gradient(values, steps[1], steps[0])
    xy, xx = np.gradient(along_x, steps[1], steps[0])
    yy = np.gradient(along_y, steps[1], axis=0)
    middle, spread = (xx + yy) / 2, np.hypot((xx - yy) / 2, xy)
    bends: Vector = np.abs(middle) + spread
    return bends
