"""What initialisers draw, as histograms over common bins (lecture note 001, 3.10)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import EngineError, initializer
from nnlab.engine.arrays import read_only
from nnlab.engine.seeds import Stream, generator

FAN_IN = 10_000  # as in the note
DRAWS = 1_000_000
MOST_DRAWS = 10_000_000
_BINS = 100


@dataclass(frozen=True, eq=False, slots=True)
class StartHistogram:
    """How many of the drawn weights fall into each bin: `edges` (bins + 1,), `counts` (bins,), and their spread.

    Histograms that were made together share their edges. `std` is the standard deviation of the draws, not that of
    the formula.
    """

    init: str
    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    mean: float
    std: float


def start_histograms(
    fan_in: int = FAN_IN,
    draws: int = DRAWS,
    seed: int = 0,
    names: Sequence[str] = ("he_normal", "lecun_normal"),
) -> tuple[StartHistogram, ...]:
    """Return histograms of `draws` weights of each initialiser of `names`, over bins that they share.

    The weights are those of a matrix of `fan_in` rows and as many columns as make `draws` of them, row by row; each
    initialiser has a random stream of its own. The bins reach as far out as the farthest weight, to both sides.
    Raises EngineError for numbers out of range.
    """
    for what, number in (("fan_in", fan_in), ("draws", draws)):
        if not 1 <= number <= MOST_DRAWS:
            raise EngineError(f"{what} must be from 1 to {MOST_DRAWS:,}, but {number!r} was given.")
    fan_out = -(-draws // fan_in)
    drawn = [
        initializer(name)
        .draw(generator(seed, Stream.INITIALIZATION, index), fan_in, fan_out)
        .reshape(-1)[:draws]
        for index, name in enumerate(names)
    ]
    limit = max(float(np.abs(weights).max()) for weights in drawn) or 1.0
    edges = read_only(np.linspace(-limit, limit, _BINS + 1))
    return tuple(
        StartHistogram(
            name,
            edges,
            read_only(np.histogram(weights, _BINS, (-limit, limit))[0].astype(np.int64)),
            float(weights.mean()),
            float(weights.std()),
        )
        for name, weights in zip(names, drawn, strict=True)
    )
