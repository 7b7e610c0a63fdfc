"""What a descent can go over: the network on the bench, a line through ten points, or a classic surface."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.tables import load_table
from nnlab.desktop.jobs import Job
from nnlab.desktop.widgets.parts.contour_lines import Contours, contours_of
from nnlab.engine import NetworkSpec, Parameters
from nnlab.study.descent import (
    CLASSIC_KEYS,
    Grid,
    NetworkSlice,
    ParameterPlace,
    Rates,
    Surface,
    Window,
    classic,
    fitted_line,
    grid_of,
    rates_of_curvature,
    window_to_lowest,
)

NETWORK, TEN_POINTS, NOTE = "network", "ten_points", "note"
_POINTS_2D, _POINTS_1D = 91, 301  # of the grid, along each parameter: formulas cost nothing
_NETWORK_POINTS_2D, _NETWORK_POINTS_1D = 61, 181
_LINE_WINDOW = Window((-1.2, -2.0), (2.0, 5.0))
_LINE_START = (-0.8, -1.0)
_REACH = 2.0  # of the usual window to each side: so far a path may be followed
_MANY_INPUTS = 32  # of pictures and the like the first inputs are a dark corner: outputs say more


@dataclass(frozen=True, slots=True)
class Subject:
    """What is descended: NETWORK with the places of one or two parameters, TEN_POINTS, or the key of a classic."""

    key: str
    places: tuple[ParameterPlace, ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class Source:
    """The network that a landscape is taken from: weights, samples and loss of one moment."""

    parameters: Parameters
    dataset: Dataset
    loss: str


@dataclass(frozen=True, eq=False, slots=True)
class Landscape:
    """A surface as it is shown: its grid with contours (None for a curve), and what to begin a descent with.

    `minima` are known ones; of samples it is the lowest point that the grid found,
    unless that lies at its edge, and `sought` is True. `usual` is the window by which paths are judged; one that was
    widened to show all of a path is larger.
    """

    subject: Subject
    source: Source | None
    surface: Surface
    grid: Grid
    contours: Contours | None
    start: tuple[float, ...]
    rates: Rates
    minima: tuple[tuple[float, ...], ...]
    sought: bool
    usual: Window

    @property
    def window(self) -> Window:
        """What is looked at."""
        return self.grid.window

    def judging(self, start: tuple[float, ...]) -> Window:
        """Return by which window a path from `start` is judged: the usual one, unless it begins outside of it."""
        return self.usual if self.usual.contains(np.array(start)) else self.window

    def reaching(self, points: NDArray[np.float64]) -> Window:
        """Return what must be looked at to see all of a path, `points` (n, d), that is not beyond reach."""
        return self.usual.reaching(points, _REACH)


def default_places(spec: NetworkSpec) -> tuple[ParameterPlace, ...]:
    """Return two parameters of a network to begin with: weights of its first unit, from inputs that say something."""
    layer = 0 if spec.inputs <= _MANY_INPUTS else len(spec.layers) - 1
    fan_in = spec.sizes[layer]
    first = ParameterPlace(layer, 0, 0)
    if fan_in > 1:
        return first, ParameterPlace(layer, 1, 0)
    if spec.layers[layer].bias:
        return first, ParameterPlace(layer, None, 0)
    others = spec.layers[layer].units > 1
    return (first, ParameterPlace(layer, 0, 1)) if others else (first,)


def has_place(spec: NetworkSpec, place: ParameterPlace) -> bool:
    """Return whether a network has this parameter."""
    if not 0 <= place.layer < len(spec.layers) or not 0 <= place.target < spec.sizes[place.layer + 1]:
        return False
    return spec.layers[place.layer].bias if place.source is None else place.source < spec.sizes[place.layer]


def survey(subject: Subject, source: Source | None) -> Callable[[Job[Landscape]], Landscape]:
    """Return the work that looks at a subject whole; a network needs its `source`. See `NetworkSlice` for errors."""

    def work(job: Job[Landscape]) -> Landscape:
        if subject.key in CLASSIC_KEYS:
            return _classic_landscape(subject, job)
        if subject.key == TEN_POINTS or source is None:
            points = load_table("ten-points").inputs
            part = fitted_line(points[:, 0], points[:, 1])
            return _sampled_landscape(subject, None, part, _LINE_WINDOW, _LINE_START, job)
        data = source.dataset
        part = NetworkSlice(source.parameters, data.inputs, data.targets, source.loss, subject.places)
        start = tuple(part.centre.tolist())
        window = window_to_lowest(part, part.window, job.is_cancelled)
        return _sampled_landscape(subject, source, part, window, start, job)

    return work


def widened(landscape: Landscape, window: Window) -> Callable[[Job[Landscape]], Landscape]:
    """Return the work that looks at the same surface over another window; start and rates stay."""

    def work(job: Job[Landscape]) -> Landscape:
        points = len(landscape.grid.axes[0])
        grid = grid_of(landscape.surface, window, points, job.is_cancelled, job.report)
        minima = _lowest(grid) if landscape.sought else landscape.minima
        return replace(landscape, grid=grid, contours=_contours(grid), minima=minima)

    return work


def _classic_landscape(subject: Subject, job: Job[Landscape]) -> Landscape:
    surface = classic(subject.key)
    points = _POINTS_1D if surface.dimensions == 1 else _POINTS_2D
    grid = grid_of(surface, surface.window, points, job.is_cancelled)
    contours = _contours(grid)
    return Landscape(
        subject,
        None,
        surface,
        grid,
        contours,
        surface.start,
        surface.rates,
        surface.minima,
        False,
        grid.window,
    )


def _sampled_landscape(
    subject: Subject,
    source: Source | None,
    part: NetworkSlice,
    window: Window,
    start: tuple[float, ...],
    job: Job[Landscape],
) -> Landscape:
    points = _NETWORK_POINTS_1D if part.dimensions == 1 else _NETWORK_POINTS_2D
    grid = grid_of(part, window, points, job.is_cancelled, job.report)
    rates = rates_of_curvature(grid.curvature, part.gradient(np.array(start)), window)
    return Landscape(subject, source, part, grid, _contours(grid), start, rates, _lowest(grid), True, window)


def _lowest(grid: Grid) -> tuple[tuple[float, ...], ...]:
    """Return the lowest point of a grid, or none: at the edge it goes on downhill."""
    lowest = grid.lowest
    is_inside = all(axis[0] < value < axis[-1] for axis, value in zip(grid.axes, lowest, strict=True))
    return (lowest,) if is_inside else ()


def _contours(grid: Grid) -> Contours | None:
    return contours_of(*grid.axes, grid.values) if len(grid.axes) == 2 else None
