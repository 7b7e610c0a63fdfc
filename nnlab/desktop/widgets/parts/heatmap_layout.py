"""Where the cells of a matrix, or the tiles of a layer, lie on the screen. Arithmetic without Qt."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FEWEST_CELL_PX = 6.0  # cells with a smaller pitch are pixels
GAP_PX = 2
_TALLEST_CELL_PX = 32.0
_LOWEST_MATRIX_PX = 24.0  # a strip of narrow cells is stretched to this height


@dataclass(frozen=True, eq=False)
class Grid:
    """A grid of cells with whole device pixels as edges, so that every edge is crisp.

    Cell (row, column) reaches from x_edges[column] to x_edges[column + 1] - gap, and so in y.
    """

    x_edges: NDArray[np.intp]
    y_edges: NDArray[np.intp]
    gap: int

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.y_edges) - 1

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.x_edges) - 1

    @property
    def width(self) -> int:
        """Extent of all cells in device pixels."""
        return int(self.x_edges[-1] - self.x_edges[0]) - self.gap

    @property
    def height(self) -> int:
        """Extent of all cells in device pixels."""
        return int(self.y_edges[-1] - self.y_edges[0]) - self.gap

    def rect(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Return (x, y, width, height) of a cell in device pixels, at least one pixel each way."""
        x, y = int(self.x_edges[column]), int(self.y_edges[row])
        width = int(self.x_edges[column + 1]) - x - self.gap
        height = int(self.y_edges[row + 1]) - y - self.gap
        return x, y, max(1, width), max(1, height)

    @cached_property
    def smallest_cell(self) -> tuple[int, int]:
        """The smallest width and the smallest height of a cell in device pixels."""
        return int(np.diff(self.x_edges).min()) - self.gap, int(np.diff(self.y_edges).min()) - self.gap

    def locate(self, x: float, y: float) -> tuple[float, float] | None:
        """Return (row, column) as fractions at device pixel (x, y), or None outside the grid.

        The whole part names the cell (a gap belongs to the cell before it), the rest is the place inside.
        """
        row = _locate(self.y_edges, y, self.gap)
        column = _locate(self.x_edges, x, self.gap)
        return None if row is None or column is None else (row, column)


def _locate(edges: NDArray[np.intp], position: float, gap: int) -> float | None:
    if not edges[0] <= position < edges[-1]:
        return None
    if len(edges) - 1 > edges[-1] - edges[0]:  # several cells share a pixel
        return float((position - edges[0]) * (len(edges) - 1) / (edges[-1] - edges[0]))
    cell = int(np.searchsorted(edges, position, side="right")) - 1
    size = edges[cell + 1] - edges[cell] - gap
    return cell + min((position - edges[cell]) / size, 1 - 1e-9)


def edges(start: int, extent: int, count: int, gap: int) -> NDArray[np.intp]:
    """Return the count + 1 edges of `count` cells that fill `extent` pixels from `start`, rounded to pixels."""
    return np.floor(np.linspace(start, start + extent + gap, count + 1) + 0.5).astype(np.intp)


def matrix_grid(left: int, width: int, height: int, rows: int, columns: int, dpr: float) -> Grid:
    """Return the grid of a matrix in an area of device pixels that starts at (left, 0).

    The cells fill the width; they are squares unless the height forces them flat or a strip would be
    too thin to see, and lose their gaps when they grow too small for one.
    """
    gap = round(GAP_PX * dpr)
    pitch_y = _pitch_y(width, height, rows, columns, gap, dpr)
    if min((width + gap) / columns, pitch_y) < FEWEST_CELL_PX * dpr:
        gap = 0
        pitch_y = _pitch_y(width, height, rows, columns, gap, dpr)
    extent = max(1, round(pitch_y * rows) - gap)
    return Grid(edges(left, width, columns, gap), edges(0, extent, rows, gap), gap)


def _pitch_y(width: int, height: int, rows: int, columns: int, gap: int, dpr: float) -> float:
    square = (width + gap) / columns
    return min(max(square, _LOWEST_MATRIX_PX * dpr / rows), (height + gap) / rows)


def tile_grid(left: int, width: int, height: int, count: int, aspect: float, dpr: float) -> Grid:
    """Return the grid that shows `count` tiles as large as possible; `aspect` is a tile's height by width."""
    gap = round(GAP_PX * dpr)
    sizes = [(_tile_width(width, height, count, n, aspect, gap), -n) for n in range(1, count + 1)]
    tile, columns = max(sizes)
    columns = -columns
    rows = math.ceil(count / columns)
    tile = max(1.0, tile)
    return Grid(
        edges(left, round((tile + gap) * columns) - gap, columns, gap),
        edges(0, round((tile * aspect + gap) * rows) - gap, rows, gap),
        gap,
    )


def _tile_width(width: int, height: int, count: int, columns: int, aspect: float, gap: int) -> float:
    rows = math.ceil(count / columns)
    by_width = (width + gap) / columns - gap
    by_height = ((height + gap) / rows - gap) / aspect
    return min(by_width, by_height)


def natural_height(width: int, rows: int, columns: int) -> int:
    """Return the height in pixels at which a matrix looks best: square cells, but a card's worth of them."""
    pitch = min((width + GAP_PX) / columns, _TALLEST_CELL_PX)
    return round(max(_LOWEST_MATRIX_PX, min(pitch * rows - GAP_PX, width)))


def natural_tiles_height(width: int, count: int, aspect: float) -> int:
    """Return the height in pixels at which `count` tiles in a nearly square grid fill the width."""
    columns = math.ceil(math.sqrt(count))
    tile = (width + GAP_PX) / columns - GAP_PX
    return max(1, round((tile * aspect + GAP_PX) * math.ceil(count / columns)) - GAP_PX)


def pixel_map(cell_edges: NDArray[np.intp], gap: int, per_cell: int = 1) -> NDArray[np.intp]:
    """Return for each pixel which of the count·per_cell samples it shows, -1 in a gap.

    `per_cell` samples share a cell evenly (1 for a matrix, the side of a tile for tiles).
    """
    sizes = np.diff(cell_edges)
    cell = np.repeat(np.arange(len(sizes)), sizes)
    offset = np.arange(len(cell)) - np.repeat(cell_edges[:-1] - cell_edges[0], sizes)
    inside = sizes[cell] - gap
    sample = cell * per_cell + offset * per_cell // np.maximum(inside, 1)
    sample[offset >= inside] = -1
    return sample[: len(sample) - gap]


def pool(values: NDArray[np.floating], axis: int, count: int) -> NDArray[np.floating]:
    """Return `values` with at most `count` entries along `axis`, each the mean of its neighbours.

    A mean over anything that is not finite is not finite either: an explosion stays visible.
    """
    length = values.shape[axis]
    if length <= count:
        return values
    bounds = np.arange(count + 1) * length // count
    with np.errstate(over="ignore", invalid="ignore"):
        if length < 2 * count:  # one or two entries each; this is three times as fast as reduceat
            return (values.take(bounds[:-1], axis=axis) + values.take(bounds[1:] - 1, axis=axis)) / 2
        shape = [1] * values.ndim
        shape[axis] = count
        return np.add.reduceat(values, bounds[:-1], axis=axis) / np.diff(bounds).reshape(shape)
