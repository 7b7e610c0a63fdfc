"""Cuts shapes out of pixels with NumPy.

Qt's other ways of composing images hand larger ones out to several threads and wait for them; that costs far more
than the work itself while a network trains, and the interpreter stands still for as long.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_RED_BLUE = np.uint32(0x00FF00FF)
_HALF = np.uint32(0x00800080)
_EIGHT = np.uint32(8)


@dataclass(frozen=True, slots=True, eq=False)
class Mask:
    """A shape: the places `clear` are outside it, `rim` on its edge, with `alpha` (1 to 254) of it there.

    Places are those of pixels in rows one after the other.
    """

    clear: NDArray[np.intp]
    rim: NDArray[np.intp]
    alpha: NDArray[np.uint32]

    @classmethod
    def of(cls, image: QImage) -> "Mask":
        """Return what is painted in `image` (ARGB32) as a mask."""
        alpha = np.frombuffer(image.constBits(), dtype=np.uint32) >> np.uint32(24)
        rim = np.flatnonzero((alpha > 0) & (alpha < 255))
        return cls(np.flatnonzero(alpha == 0), rim, alpha[rim])


def picture(pixels: NDArray[np.uint32], ratio: float, mask: Mask | None = None) -> QImage:
    """Return premultiplied pixels 0xAARRGGBB (height, width) as an image, cut by a mask of its size.

    The pixels are contiguous and used up; `ratio` is the device's pixel ratio.
    """
    if mask is not None:
        flat = pixels.reshape(-1)
        rim = flat[mask.rim]
        flat[mask.clear] = 0
        red_blue, alpha_green = rim & _RED_BLUE, (rim >> _EIGHT) & _RED_BLUE
        flat[mask.rim] = _scaled(red_blue, mask.alpha) | (_scaled(alpha_green, mask.alpha) << _EIGHT)
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, _FORMAT).copy()
    image.setDevicePixelRatio(ratio)
    return image


def _scaled(pairs: NDArray[np.uint32], alpha: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return two channels 0x00AA00BB times alpha / 255, rounded."""
    product = pairs * alpha
    return ((product + ((product >> _EIGHT) & _RED_BLUE) + _HALF) >> _EIGHT) & _RED_BLUE
