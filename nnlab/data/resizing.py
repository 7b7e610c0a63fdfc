"""Pictures in other sizes, by averages of areas: as fine lines thin out under an eye that steps back."""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import read_only


def times(shape: tuple[int, ...], factor: float) -> tuple[int, int]:
    """Return the rows and columns of a picture of `shape` resized by `factor`: one of each at least."""
    rows, columns = (max(1, round(size * factor)) for size in shape)
    return rows, columns


def resized(picture: NDArray[Any], shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return `picture` (h, w) of bytes or floats with as many rows and columns as `shape` says."""
    down, across = (_weights(*sizes) for sizes in zip(picture.shape, shape, strict=True))
    result: NDArray[np.float32] = down @ picture.astype(np.float32) @ across.T
    return result


@lru_cache(maxsize=32)  # a drawing mostly keeps its box from one point of a stroke to the next
def _weights(source: int, target: int) -> NDArray[np.float32]:
    """Return (target, source): the share of each of `source` pixels in a row in each of `target` pixels.

    A target pixel is the mean over its own length, or over that of one source pixel where it is shorter, which is
    linear interpolation.
    """
    step = source / target
    middles, half = (np.arange(target) + 0.5) * step, max(step, 1.0) / 2
    pixels = np.arange(source)
    ends = np.minimum.outer(middles + half, pixels + 1.0)
    shares = (ends - np.maximum.outer(middles - half, pixels)).clip(0.0)
    return read_only((shares / shares.sum(axis=1, keepdims=True)).astype(np.float32))
