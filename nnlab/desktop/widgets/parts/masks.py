"""Cuts shapes out of coloured cells with one table look-up for each pixel.

Qt's ways of composing larger images hand them out to several threads and wait for them, and every NumPy operation on
many pixels lets the training have the interpreter: both cost more than the work itself while a network trains.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_LEVELS = 32  # of coverage, from none to all of a pixel: enough for a rim that looks smooth

Mask = NDArray[np.intp]  # (height, width): how far each pixel lies inside a shape, from 0 to _LEVELS - 1


def mask_of(image: QImage) -> Mask:
    """Return what is painted in `image` (ARGB32) as a mask."""
    alpha = np.frombuffer(image.constBits(), dtype=np.uint32) >> np.uint32(24)
    return np.rint(alpha * ((_LEVELS - 1) / 255)).astype(np.intp).reshape(image.height(), image.width())


@lru_cache(maxsize=32)
def _tints(colors: bytes) -> NDArray[np.uint32]:
    """Return every colour at every level of coverage, premultiplied."""
    packed = np.frombuffer(colors, dtype=np.uint32)[:, None]
    shares = np.linspace(0.0, 1.0, _LEVELS)
    tints = np.zeros((len(packed), _LEVELS), dtype=np.uint32)
    for shift in (0, 8, 16, 24):
        tints |= np.rint((packed >> shift & 255) * shares).astype(np.uint32) << np.uint32(shift)
    return tints.reshape(-1)


def cut_cells(
    cells: NDArray[np.intp],
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    colors: NDArray[np.uint32],
    mask: Mask,
) -> NDArray[np.uint32]:
    """Return premultiplied pixels (height, width) of cells in their colours, cut by a mask of that size.

    `cells` (n, m) are numbers of `colors`, opaque 0xFFRRGGBB or 0; `rows` (height,) and `columns` (width,) say which
    cell a pixel shows.
    """
    places = (cells * _LEVELS).take(columns, axis=1).take(rows, axis=0)
    places += mask
    return _tints(colors.tobytes()).take(places)


def to_image(pixels: NDArray[np.uint32], ratio: float) -> QImage:
    """Return premultiplied pixels 0xAARRGGBB (height, width) as an image; `ratio` is the device's pixel ratio."""
    height, width = pixels.shape
    pixels = np.ascontiguousarray(pixels)
    image = QImage(pixels.data, width, height, 4 * width, _FORMAT).copy()
    image.setDevicePixelRatio(ratio)
    return image
