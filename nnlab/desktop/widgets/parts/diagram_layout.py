"""Where everything of the network diagram lies: plain geometry, no Qt.

A network has columns (column 0 is the input, column k the output of layer k - 1) and gaps between
them (gap k holds the weights of layer k). A narrow column is a row of neurons and a wide one a grid;
a gap between two narrow columns holds curved links, any other the weight matrix as a picture.
All lengths are logical pixels, y grows downward.
"""

import math
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.widgets.parts.diagram_model import ButtonKind, ButtonRef

NARROW_UNITS = 24  # more than the eye can follow become a grid
MIN_RADIUS = 5.0
BUTTON = 18.0  # side of the square that takes a click

_UNIT_CLEARANCE = 3.0  # least space between two neurons
_LINK_GAP = 110.0  # widths that look right where there is room for them
_MATRIX_GAP = 78.0
_ARROW_GAP = 54.0
_CELL_PITCH = 22.0
_LEAST_MATRIX = 24.0  # a narrower picture of a weight matrix says nothing: an arrow does
_MATRIX_MARGIN = 14.0  # beside it, where there is room
_LEAST_MARGIN = 6.0
_LEAST_LINK_GAP = 56.0
# The width of a gap with a picture of weights, and the finest cells beside it for which it is kept free.
_RESERVES = ((62.0, 4.0), (_LEAST_MATRIX + 2 * _LEAST_MARGIN + 2.0, 1.0))
_LEAST_CAPTION = 4.0  # width of a caption / its height
_STAGGER = 8.0
_BUTTON_REACH = 1.9  # from the number between − and + to these / height of small type
_DIGIT = 0.64  # width of a digit / height of small type
_SIGN_PX = 5.0  # half of a sign, with some air
_MAP_SHARE, _LEAST_MAP, _MOST_MAP = (
    0.065,
    14.0,
    30.0,
)  # half of a picture in a neuron: of the height, in pixels


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.top + self.height

    def contains(self, x: float, y: float) -> bool:
        """Tell whether the point lies inside."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """A wide column: `rows` x `cols` cells of side `pitch`, filled row by row, the last row maybe short."""

    rows: int
    cols: int
    pitch: float
    area: Rect


@dataclass(frozen=True, slots=True)
class Column:
    """One column, around x. A narrow one has neuron centres `ys` (units,) and a radius, a wide one a grid.

    One that is not `shown` is a place at the edge: what stands beside the diagram shows its units. The units of a
    `squared` one are squares, `radius` from the middle to a side: they have pictures in them.
    """

    x: float
    units: int
    ys: NDArray[np.float64]
    radius: float
    grid: Grid | None
    shown: bool = True
    squared: bool = False

    @property
    def half_width(self) -> float:
        """The distance from x to the rim."""
        return self.grid.area.width / 2 if self.grid else self.radius

    @property
    def top(self) -> float:
        """The y of the highest rim."""
        return self.grid.area.top if self.grid else float(self.ys[0]) - self.radius

    @property
    def bottom(self) -> float:
        """The y of the lowest rim."""
        return self.grid.area.bottom if self.grid else float(self.ys[-1]) + self.radius

    @property
    def spacing(self) -> float:
        """The distance of neighbouring neurons (of cells in a grid); infinite for a single neuron."""
        if self.grid is not None:
            return self.grid.pitch
        return float(self.ys[1] - self.ys[0]) if self.units > 1 else math.inf

    def center(self, index: int) -> tuple[float, float]:
        """Return the centre of unit `index`."""
        if self.grid is None:
            return self.x, float(self.ys[index])
        row, col = divmod(index, self.grid.cols)
        pitch, area = self.grid.pitch, self.grid.area
        return area.left + (col + 0.5) * pitch, area.top + (row + 0.5) * pitch


@dataclass(frozen=True, slots=True)
class Gap:
    """The room between two columns, from rim to rim. `matrix` is the place of the weight picture, if any."""

    left: float
    right: float
    linked: bool
    matrix: Rect | None

    @property
    def x(self) -> float:
        """The middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole diagram. `strip` is the height that captions take above the columns and buttons take below.

    `top` and `bottom` are the ends of the highest and the lowest column; the strips lie beyond them. Where
    columns are so close that captions and buttons would meet, they are `staggered`: captions above buttons.
    """

    width: float
    height: float
    strip: float
    top: float
    bottom: float
    staggered: bool
    columns: tuple[Column, ...]
    gaps: tuple[Gap, ...]
    buttons: tuple[tuple[ButtonRef, Rect], ...]

    @property
    def caption_y(self) -> float:
        """The y of the captions above the columns."""
        return self.top - self.strip / 2 - (_STAGGER if self.staggered else 0.0)


def grid_shape(units: int) -> tuple[int, int]:
    """Return (rows, cols) for a wide layer: an exact upright rectangle if one is near a square.

    >>> grid_shape(784), grid_shape(64), grid_shape(392), grid_shape(37)
    ((28, 28), (8, 8), (28, 14), (7, 6))
    """
    root = math.isqrt(units)
    for cols in range(root, 0, -1):
        rows = units // cols
        if rows > 2 * cols:
            break
        if rows * cols == units:
            return rows, cols
    return -(-units // root), root


def stepped_units(units: int, direction: int) -> int:
    """Return the width one click away: a narrow layer moves by one, a wide one to the next multiple of 8."""
    if units < NARROW_UNITS or (units == NARROW_UNITS and direction < 0):
        return units + direction
    return (units // 8 + 1) * 8 if direction > 0 else (units - 1) // 8 * 8


def arrange(
    sizes: tuple[int, ...],
    width: float,
    height: float,
    *,
    left_label: float = 0.0,
    right_label: float = 0.0,
    caption: float = 11.0,
    ends: tuple[bool, bool] = (True, True),
    mapped: bool = False,
) -> Layout:
    """Lay out the columns `sizes` in `width` x `height`.

    `left_label` and `right_label` are the widths kept for the names of inputs and outputs, `caption`
    the height of small type. `ends` tells whether the first and the last column are shown; to one that is not, an arrow
    leads. `mapped` makes room for a picture in every neuron. The diagram is centred when there is more room than it
    needs.
    """
    strip = caption + 20.0
    tall = max(height - 2 * strip, 4 * MIN_RADIUS)
    shown = [ends[0], *[True] * (len(sizes) - 2), ends[1]]
    wide = [n > NARROW_UNITS or n * (2 * MIN_RADIUS + _UNIT_CLEARANCE) > tall for n in sizes]
    margin = min(12.0, 0.04 * width)
    available = max(width - left_label - right_label - 2 * margin, 40.0)
    radii = _radii(sizes, wide, min(width, height), available, tall, caption, mapped=mapped)
    radii = [radius if show else 0.0 for radius, show in zip(radii, shown, strict=True)]
    grids = {i: grid_shape(n) for i, n in enumerate(sizes) if wide[i] and shown[i]}
    picture_height = max(tall - caption - 8.0, MIN_RADIUS)  # large type in a low row leaves nothing of it
    kinds = [_gap_kind(*pair) for pair in zip(pairwise(wide), pairwise(shown), strict=True)]
    pitches, gap_widths = _share(kinds, radii, grids, available, picture_height, height)

    widths = [grids[i][1] * pitches[i] if i in grids else 2 * radii[i] for i in range(len(sizes))]
    x = margin + left_label + (available - sum(widths) - sum(gap_widths)) / 2
    columns = []
    for i, units in enumerate(sizes):
        center = x + widths[i] / 2
        if not shown[i]:
            columns.append(Column(center, units, np.full(units, height / 2), 0.0, None, shown=False))
        elif i in grids:
            columns.append(_grid_column(center, units, grids[i], pitches[i], height / 2))
        else:
            columns.append(_neuron_column(center, units, radii[i], height, tall, squared=mapped))
        x += widths[i] + (gap_widths[i] if i < len(gap_widths) else 0.0)
    gaps = tuple(_gap(a, b) for a, b in pairwise(columns))
    top = max(min(column.top for column in columns), strip)
    below = caption + 8.0  # the caption of a grid
    bottom = max(column.bottom + (below if column.grid else 0.0) for column in columns)
    bottom = min(bottom, height - strip)
    staggered = min(b.x - a.x for a, b in pairwise(columns)) < _LEAST_CAPTION * caption + BUTTON
    high = top - strip / 2 + (_STAGGER if staggered else 0.0)
    buttons = _buttons(columns, gaps, high, bottom + strip / 2, caption)
    return Layout(width, height, strip, top, bottom, staggered, tuple(columns), gaps, buttons)


def _spacing(units: int, tall: float, radius: float) -> float:
    """Return the distance of neighbours: they span the height, but a few stay together."""
    span = tall - 2 * radius
    return span * min(1 / max(units - 1, 1), 0.42)


def _radii(
    sizes: tuple[int, ...],
    wide: list[bool],
    side: float,
    available: float,
    tall: float,
    caption: float,
    *,
    mapped: bool,
) -> list[float]:
    """Return the neuron radius of each column (0 for a grid)."""
    largest = min(max(side * 0.03, 7.0), 20.0)
    if mapped:
        largest = min(max(side * _MAP_SHARE, _LEAST_MAP), _MOST_MAP)
    elif max(sizes) <= 3 and len(sizes) <= 4:
        largest = max(1.75 * largest, 1.9 * caption)  # room for the number inside
    largest = min(largest, 0.17 * available / max(len(sizes) - 1, 1))
    return [
        0.0 if grid else max(MIN_RADIUS, min(largest, 0.36 * _spacing(units, tall, largest)))
        for units, grid in zip(sizes, wide, strict=True)
    ]


class GapKind(Enum):
    """What stands between two columns; the value is the width that looks right where there is room for it."""

    LINKS = _LINK_GAP
    MATRIX = _MATRIX_GAP
    ARROW = _ARROW_GAP


def _gap_kind(wide: tuple[bool, bool], shown: tuple[bool, bool]) -> GapKind:
    if not all(shown):
        return GapKind.ARROW
    return GapKind.MATRIX if any(wide) else GapKind.LINKS


_LEAST_GAPS = {GapKind.LINKS: _LEAST_LINK_GAP, GapKind.ARROW: _LEAST_MATRIX}


def _share(
    kinds: list[GapKind],
    radii: list[float],
    grids: dict[int, tuple[int, int]],
    available: float,
    picture_height: float,
    height: float,
) -> tuple[dict[int, float], list[float]]:
    """Divide the width: return the cell pitch of every grid and the width of every gap."""
    cell = max(_CELL_PITCH, 0.055 * picture_height)
    ideal = {i: min(0.75 * picture_height / rows, cell) for i, (rows, _) in grids.items()}
    gap_ideal = [kind.value for kind in kinds]
    room = available - 2 * sum(radii)
    grid_ideal = sum(ideal[i] * cols for i, (_, cols) in grids.items())
    factor = min(1.0, room / (grid_ideal + sum(gap_ideal)))
    # A picture of the weights says more than larger cells: its room comes first, if enough is left for them.
    least = [0.0] * len(kinds)
    for matrix_gap, least_pitch in _RESERVES if grids else ():
        wanted = [_LEAST_GAPS.get(kind, matrix_gap) for kind in kinds]
        reserved = (room - sum(wanted)) / grid_ideal
        if reserved * min(ideal.values()) >= least_pitch:
            factor, least = min(factor, reserved), wanted
            break
    pitches = {i: _crisp(p * factor) for i, p in ideal.items()}
    rest = room - sum(pitches[i] * cols for i, (_, cols) in grids.items())
    spare = (rest - sum(least)) / (sum(gap_ideal) - sum(least))
    gap_widths = [low + (wish - low) * spare for low, wish in zip(least, gap_ideal, strict=True)]
    largest = [max(160.0, 0.5 * height) if kind is GapKind.LINKS else 1.5 * kind.value for kind in kinds]
    return pitches, [min(width, cap) for width, cap in zip(gap_widths, largest, strict=True)]


def _crisp(pitch: float) -> float:
    """Return the pitch in whole pixels, which keep the cells equal; only a grid too fine for them has quarters."""
    if pitch >= 3:
        return math.floor(pitch)
    return math.floor(4 * pitch) / 4 if pitch >= 1 else pitch


def _neuron_column(
    x: float, units: int, radius: float, height: float, tall: float, *, squared: bool
) -> Column:
    spacing = _spacing(units, tall, radius)
    # Whole pixels, so that circles are crisp and alike.
    ys = np.rint(height / 2 + (np.arange(units) - (units - 1) / 2) * spacing)
    return Column(round(x), units, ys, math.floor(radius) if squared else radius, None, squared=squared)


def _grid_column(x: float, units: int, shape: tuple[int, int], pitch: float, middle: float) -> Column:
    rows, cols = shape
    left, top = round(x - cols * pitch / 2), round(middle - rows * pitch / 2)
    area = Rect(left, top, cols * pitch, rows * pitch)
    return Column(left + area.width / 2, units, np.empty(0), 0.0, Grid(rows, cols, pitch, area))


def _gap(source: Column, target: Column) -> Gap:
    left, right = source.x + source.half_width, target.x - target.half_width
    if not (source.shown and target.shown):
        return Gap(left, right, False, None)
    linked = source.grid is None and target.grid is None
    margin = min(max((right - left - 2 * _LEAST_MATRIX) / 2, _LEAST_MARGIN), _MATRIX_MARGIN)
    matrix_width = right - left - 2 * margin
    if linked or matrix_width < _LEAST_MATRIX:
        return Gap(left, right, linked, None)
    # The rows of W are the sources: the picture is as tall as the column it starts from.
    top, bottom = round(source.top), round(source.bottom)
    matrix = Rect(round(left + margin), top, round(matrix_width), max(bottom - top, BUTTON))
    return Gap(left, right, False, matrix)


def _buttons(
    columns: list[Column], gaps: tuple[Gap, ...], high: float, low: float, caption: float
) -> tuple[tuple[ButtonRef, Rect], ...]:
    """Place − n + at y `low` below every hidden column and a + at y `high` above every gap.

    Where − and + would touch the n between them, or each other, n stands alone; the builder changes it as well.
    """

    def square(x: float, y: float, side: float = BUTTON) -> Rect:
        return Rect(x - side / 2, y - BUTTON / 2, side, BUTTON)

    result = []
    centers = [column.x for column in columns]
    for layer, x in enumerate(centers[1:-1]):
        room = min(x - centers[layer], centers[layer + 2] - x)
        reach = min(_BUTTON_REACH * caption, max(room / 2 - BUTTON / 2, BUTTON * 0.72))
        side = min(BUTTON, 2 * reach - BUTTON)
        result.append((ButtonRef(ButtonKind.REMOVE, layer), square(x, low, max(side, 8.0))))
        if reach < _DIGIT * caption * len(str(columns[layer + 1].units)) / 2 + _SIGN_PX:
            continue
        result.append((ButtonRef(ButtonKind.FEWER, layer), square(x - reach, low)))
        result.append((ButtonRef(ButtonKind.MORE, layer), square(x + reach, low)))
    for position, gap in enumerate(gaps):
        result.append((ButtonRef(ButtonKind.INSERT, position), square(gap.x, high)))
    return tuple(result)
