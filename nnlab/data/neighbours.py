"""The pictures of a data set that are most like one picture."""

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.pixels import Pixels
from nnlab.files.patience import Cancelled

_CHUNK_ROWS = 4000


def nearest(
    pixels: Pixels, picture: NDArray[np.uint8], count: int, *, cancelled: Cancelled | None = None
) -> NDArray[np.intp]:
    """Return the rows of the `count` samples nearest to `picture` (in,), the nearest first, by Euclidean distance.

    Fewer where there are fewer samples; none when it was cancelled.
    """
    wanted = picture.reshape(-1).astype(np.float32)
    distances = np.empty(len(pixels), dtype=np.float32)
    for start in range(0, len(pixels), _CHUNK_ROWS):
        if cancelled is not None and cancelled():
            return np.empty(0, dtype=np.intp)
        rows = pixels.data[start : start + _CHUNK_ROWS].astype(np.float32)
        # The square of the picture itself is the same for all, and left out.
        distances[start : start + len(rows)] = np.einsum("ij,ij->i", rows, rows) - 2.0 * (rows @ wanted)
    count = min(count, len(pixels))
    close = np.argpartition(distances, count - 1)[:count]
    return close[np.argsort(distances[close], kind="stable")]
