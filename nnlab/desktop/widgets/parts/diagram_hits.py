"""What lies under a point of the network diagram, and where the arrow keys lead: plain geometry, no Qt."""

import math

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.widgets.parts.diagram_curves import places_at
from nnlab.desktop.widgets.parts.diagram_layout import Column, Layout
from nnlab.desktop.widgets.parts.diagram_model import Hit, LinkRef, NeuronRef

_REACH = 5.0  # how near to a link the cursor must be


def hit_test(
    layout: Layout,
    x: float,
    y: float,
    weights: tuple[NDArray[np.floating], ...] = (),
    limit: float = 1.0,
    *,
    editable: bool = True,
) -> Hit:
    """Return what lies under (x, y): a button if `editable`, then a unit, then a weight, else None.

    With `weights`, (in, out) per layer, and their largest magnitude `limit`, a strong link wins over a
    weak one as near.
    """
    if editable:
        for button, area in layout.buttons:
            if area.contains(x, y):
                return button
    for number, column in enumerate(layout.columns):
        if column.shown and abs(x - column.x) <= column.half_width + 3.0:
            index = _unit_at(column, x, y)
            return None if index is None else NeuronRef(number, index)
    for layer, gap in enumerate(layout.gaps):
        if gap.left <= x <= gap.right:
            if gap.linked:
                strength = _strength(weights[layer], limit) if weights else 0.0
                return _link_at(layout, layer, x, y, strength)
            return _matrix_cell_at(layout, layer, x, y)
    return None


def _strength(weights: NDArray[np.floating], limit: float) -> NDArray[np.floating]:
    """Return the magnitude of each weight from 0 to 1; what is no number is weak, the infinite is strong."""
    return np.clip(np.abs(np.nan_to_num(weights, posinf=limit, neginf=-limit)), 0.0, limit) / limit


def _unit_at(column: Column, x: float, y: float) -> int | None:
    grid = column.grid
    if grid is None:
        index = int(np.argmin(np.abs(column.ys - y)))
        across, down = abs(x - column.x), abs(y - float(column.ys[index]))
        distance = max(across, down) if column.squared else math.hypot(across, down)
        return index if distance <= column.radius + 3.0 else None
    if not grid.area.contains(x, y):
        return None
    row, col = int((y - grid.area.top) / grid.pitch), int((x - grid.area.left) / grid.pitch)
    index = row * grid.cols + col
    return index if index < column.units and col < grid.cols else None


def _link_at(
    layout: Layout, layer: int, x: float, y: float, strength: NDArray[np.floating] | float
) -> LinkRef | None:
    """Return the link nearest to the point, within reach."""
    gap, source, target = layout.gaps[layer], layout.columns[layer], layout.columns[layer + 1]
    heights, slopes = places_at(x, gap.left, gap.right, source.ys, target.ys)
    distance = np.abs(heights - y) / np.hypot(1.0, slopes)
    score = np.where(distance <= _REACH, distance - 2.0 * strength, np.inf)
    i, j = np.unravel_index(int(np.argmin(score)), score.shape)
    return LinkRef(layer, int(i), int(j)) if distance[i, j] <= _REACH else None


def _matrix_cell_at(layout: Layout, layer: int, x: float, y: float) -> LinkRef | None:
    area = layout.gaps[layer].matrix
    if area is None or not area.contains(x, y):
        return None
    rows, cols = layout.columns[layer].units, layout.columns[layer + 1].units
    row, col = int((y - area.top) / area.height * rows), int((x - area.left) / area.width * cols)
    return LinkRef(layer, min(row, rows - 1), min(col, cols - 1))


def moved(layout: Layout, ref: NeuronRef, dx: int, dy: int) -> NeuronRef:
    """Return the unit one arrow key away from `ref`: inside its column, or the nearest of the next one."""
    column = layout.columns[ref.column]
    y = column.center(ref.index)[1]
    if column.grid is None:
        index = ref.index + dy
        inside = dx == 0 and 0 <= index < column.units
    else:
        row, col = divmod(ref.index, column.grid.cols)
        index = (row + dy) * column.grid.cols + col + dx
        inside = 0 <= col + dx < column.grid.cols and 0 <= index < column.units
    if inside:
        return NeuronRef(ref.column, index)
    number = ref.column + dx
    if dx == 0 or not 0 <= number < len(layout.columns) or not layout.columns[number].shown:
        return ref
    target = layout.columns[number]
    if target.grid is None:
        return NeuronRef(number, int(np.argmin(np.abs(target.ys - y))))
    row = min(max(int((y - target.grid.area.top) / target.grid.pitch), 0), target.grid.rows - 1)
    col = 0 if dx > 0 else target.grid.cols - 1
    return NeuronRef(number, min(row * target.grid.cols + col, target.units - 1))
