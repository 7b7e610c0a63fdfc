"""Where maps cross a level: the borders between classes, as short straight pieces, found for all cells at once."""

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.errors import EngineError

Segments = NDArray[np.float64]  # (m, 4): column and row of both ends, in steps of the grid

_LEAST_SIDE = 2
_EDGES = ((0, 1), (1, 3), (2, 3), (0, 2))  # of a cell, between its corners: 0 1 below, 2 3 above
_PAIRS = tuple((i, j) for i in range(4) for j in range(i + 1, 4))


def level_lines(values: NDArray[np.floating], level: float) -> Segments:
    """Return the line on which a map (rows, columns) is `level`, as pieces in no order, one or two for each cell.

    Between places of the grid the map is taken as straight. Cells with a number that is not finite have none.
    This is "marching squares" (Lorensen and Cline 1987, in two dimensions), with arrays in place of a march.
    Raises EngineError for a map that has no cells.
    """
    if values.ndim != 2 or min(values.shape) < _LEAST_SIDE:
        raise EngineError(f"a map of shape {values.shape} has no cells for a line to pass through.")
    rise = np.asarray(values, dtype=np.float64) - level
    finite = np.isfinite(rise)
    above = rise >= 0
    corners = [slice(None, -1), slice(1, None)]
    tops = [(rows, columns) for rows in corners for columns in corners]
    count = sum(above[place].astype(np.int8) for place in tops)
    whole = np.logical_and.reduce([finite[place] for place in tops])
    rows, columns = np.nonzero((count > 0) & (count < 4) & whole)
    if not len(rows):
        return np.empty((0, 4))
    heights = np.stack([rise[rows + up, columns + right] for up in (0, 1) for right in (0, 1)])
    return _pieces(heights, rows, columns)


def borders(outputs: NDArray[np.floating], level: float | None = None) -> Segments:
    """Return where the answer changes, for maps (K, rows, columns) of a network's outputs.

    With `level` (one half, of yes or no) every output is asked by itself; without it the largest output is the answer.
    """
    if level is not None:
        return np.concatenate([level_lines(output, level) for output in outputs])
    if len(outputs) == 2:  # both leads are the same line
        with np.errstate(invalid="ignore"):
            lead = outputs[1] - outputs[0]
        return level_lines(lead, 0.0)
    ordered = np.sort(outputs, axis=0)
    best, second = ordered[-1], ordered[-2]
    # By how much each output leads the best of the others: where that is nothing, its region ends.
    with np.errstate(invalid="ignore"):
        leads = [output - np.where(output == best, second, best) for output in outputs]
    return np.concatenate([level_lines(lead, 0.0) for lead in leads])


def _pieces(heights: Segments, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Segments:
    """Return the pieces in cells (m,) whose corners lie so high (4, m) over the level."""
    above = heights >= 0
    crossed = np.stack([above[a] != above[b] for a, b in _EDGES])  # (4, m)
    places = np.stack([_crossing(heights, a, b, rows, columns) for a, b in _EDGES])  # (4, m, 2)
    saddle = crossed.all(axis=0)
    found = []
    for i, j in _PAIRS:
        cells = crossed[i] & crossed[j] & ~saddle
        found.append(np.concatenate([places[i][cells], places[j][cells]], axis=1))
    # Opposite corners are on one side: the middle tells which pair of the others is cut off.
    joined = above[0] == (heights.mean(axis=0) >= 0)
    for cells, pairs in ((saddle & joined, ((0, 1), (2, 3))), (saddle & ~joined, ((0, 3), (1, 2)))):
        found += [np.concatenate([places[i][cells], places[j][cells]], axis=1) for i, j in pairs]
    return np.concatenate(found)


def _crossing(
    heights: Segments, a: int, b: int, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Return where the level is crossed between corners `a` and `b` (m, 2), as column and row of the grid."""
    (up_a, right_a), (up_b, right_b) = divmod(a, 2), divmod(b, 2)
    with np.errstate(divide="ignore", invalid="ignore"):  # edges that are not crossed are not looked at
        share = heights[a] / (heights[a] - heights[b])
        across = columns + right_a + share * (right_b - right_a)
        up = rows + up_a + share * (up_b - up_a)
    return np.stack([across, up], axis=1)
