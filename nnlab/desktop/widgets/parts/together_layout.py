"""Where the names of curves go that end beside one another, and which curve is pointed at. Arithmetic of places."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Points = tuple[NDArray[np.float64], NDArray[np.float64]]


def place_names(wanted: Sequence[float], height: float, low: float, high: float) -> list[float | None]:
    """Return where names `height` high are written between `low` and `high`, each as near as may be to `wanted`.

    They keep the order of `wanted`, the middles of the places that they would like. The first of `wanted` come first
    where there is no room for all: a name that finds none is None.
    """
    room = max(int((high - low) / height), 0)
    kept = sorted(range(min(room, len(wanted))), key=lambda index: wanted[index])
    places: list[float | None] = [None] * len(wanted)
    at = low - height / 2
    middles = []
    for index in kept:
        at = max(at + height, wanted[index])
        middles.append(at)
    limit = high + height / 2
    for place in range(len(middles) - 1, -1, -1):
        limit = min(middles[place], limit - height)
        middles[place] = limit
    for index, middle in zip(kept, middles, strict=True):
        places[index] = middle
    return places


def by_distance(ends: Sequence[float], first: int = 0) -> list[int]:
    """Return the places of `ends` in an order in which each is the farthest from all before it, `first` first.

    So where not all can be named, what lies alone is, and of those that lie together some.
    """
    order = [first] if ends else []
    while len(order) < len(ends):
        left = [place for place in range(len(ends)) if place not in order]
        order.append(max(left, key=lambda place: min(abs(ends[place] - ends[other]) for other in order)))
    return order


def nearest_curve(curves: Sequence[Points], x: float, y: float, reach: float) -> int | None:
    """Return the curve whose line passes nearest below or above (x, y), at most `reach` away; all are in pixels.

    A curve that has ended before x is as near as its end.
    """
    distances = []
    for across, down in curves:
        known = np.isfinite(across) & np.isfinite(down)
        if not known.any():
            distances.append(np.inf)
            continue
        across, down = across[known], down[known]
        beyond = max(x - across[-1], across[0] - x, 0.0)
        distances.append(float(np.hypot(beyond, np.interp(x, across, down) - y)))
    best = int(np.argmin(distances)) if distances else 0
    return best if distances and distances[best] <= reach else None
