"""Where the cells of a confusion matrix lie and how dark they are. Arithmetic without Qt."""

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.widgets.parts.heatmap_layout import GAP_PX, Grid, edges

_LEAST_DEPTH = 0.08  # of a cell that was counted at all: to be told from an empty one


def shares(counts: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return how much of its row each of the counts (K, K) is; a row without counts has zeros."""
    totals = counts.sum(axis=1, keepdims=True)
    return counts / np.maximum(totals, 1)


def depths(counts: NDArray[np.integer]) -> NDArray[np.float64]:
    """Return how dark each cell is, 0 to 1: the cube root of its share of the row.

    One in a hundred is then a fifth as dark as all, where in proportion to the share nobody would see it.
    """
    return np.where(counts > 0, np.maximum(np.cbrt(shares(counts)), _LEAST_DEPTH), 0.0)


def square_grid(room: tuple[float, float, float, float], k: int, largest_px: float, ratio: float) -> Grid:
    """Return K x K squares of whole device pixels, as large as fit into `room` (x, y, width, height), from its corner.

    No square is larger than `largest_px`; the sizes are pixels of `ratio` device pixels each. Where there are too many
    for squares with gaps between them, they fill the room as the pixels of a picture do, whose sizes differ by one.
    """
    gap = round(GAP_PX * ratio)
    left, top, width, height = (round(size * ratio) for size in room)
    if k * (gap + 1) > min(width, height):
        side = max(min(width, height), 1)
        return Grid(edges(left, side, k, 0), edges(top, side, k, 0), 0)
    pitch = max(int(min((min(width, height) + gap) / max(k, 1), largest_px * ratio + gap)), gap + 1)
    return Grid(edges(left, pitch * k - gap, k, gap), edges(top, pitch * k - gap, k, gap), gap)


def without_common_words(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names without the words that all of them begin with: of 'class 0' and 'class 1', '0' and '1'."""
    words = [name.split(" ") for name in names]
    common = 0
    while len(names) > 1 and all(
        len(each) > common + 1 and each[common] == words[0][common] for each in words
    ):
        common += 1
    return tuple(" ".join(each[common:]) for each in words)
