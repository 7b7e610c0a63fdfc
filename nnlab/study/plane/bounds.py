"""What is looked at of one or two inputs: the samples, and some room around them."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.errors import EngineError

Bounds: TypeAlias = tuple[tuple[float, float], ...]  # the least and the largest value of each input

_MARGIN = 0.14  # of the span, on each side
_ALIKE = 2.5  # spans that differ by less are made equal: a circle of samples is to look like one
_LEAST_SHARE = 0.6  # of a span, that samples must fill for it still to suit them


def bounds_of(parts: Sequence[NDArray[np.floating]]) -> Bounds:
    """Return the stretch of every input that shows the samples of all `parts`, (N, d) each, with room around them.

    d is 1 or 2. Two spans that are nearly alike are made equal. Raises EngineError for other d, or no samples.
    """
    rows = _joined(parts)
    low, high = rows.min(axis=0), rows.max(axis=0)
    spans = high - low
    # Samples that all share an input leave it a span of its own: that of the other one, or one unit.
    spans = np.where(spans > 1e-9 * np.maximum(np.abs(low), np.abs(high)), spans, spans.max() or 1.0)
    if spans.max() <= _ALIKE * spans.min():
        spans = np.full_like(spans, spans.max())
    middle, reach = (low + high) / 2, spans * (0.5 + _MARGIN)
    return tuple(zip((middle - reach).tolist(), (middle + reach).tolist(), strict=True))


def still_suit(bounds: Bounds, parts: Sequence[NDArray[np.floating]]) -> bool:
    """Tell whether `bounds` show the samples of all `parts` well, so that the picture need not move for them."""
    rows = _joined(parts)
    if rows.shape[1] != len(bounds):
        return False
    low, high = np.array(bounds).T
    inside = bool((rows >= low).all() and (rows <= high).all())
    wanted = np.array(bounds_of(parts))
    return inside and bool((wanted[:, 1] - wanted[:, 0] >= _LEAST_SHARE * (high - low)).all())


def _joined(parts: Sequence[NDArray[np.floating]]) -> NDArray[np.float64]:
    rows = (
        np.concatenate([np.asarray(part, dtype=np.float64) for part in parts]) if parts else np.empty((0, 0))
    )
    if rows.ndim != 2 or not 1 <= rows.shape[1] <= 2 or not len(rows):
        raise EngineError("only samples of one or two inputs lie on a line or a plane.")
    return rows
