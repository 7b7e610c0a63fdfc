"""Pictures of bytes as framed tiles in shades of ink: NumPy scales and colours many at once, Qt draws one frame."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting

FRAME_RADIUS_PX = 6.0

_SHADES = 256


class FramedTiles:
    """Turns pictures of one shape into tiles, `most` at a time at most, in memory that it uses again."""

    def __init__(self, shape: tuple[int, int], most: int, side: int, theme_name: str, ratio: float) -> None:
        """Prepare for pictures of `shape` (height, width) in frames of `side` device pixels."""
        height, width = shape
        self._down = _weights(height, max(shape), side)
        self._across = np.ascontiguousarray(_weights(width, max(shape), side).T)
        self._kinds, self._table = _frame(side, theme_name, ratio)
        self._tall = np.empty((most, side, width), dtype=np.float32)
        self._scaled = np.empty((most, side, side), dtype=np.float32)
        self._places = np.empty((most, side, side), dtype=np.intp)
        self._pixels = np.empty((most, side, side), dtype=np.uint32)

    def pixels(self, images: NDArray[np.uint8]) -> NDArray[np.uint32]:
        """Return `images` (n, h, w), 0 ground to 255 ink, as opaque pixels 0xFFRRGGBB (n, side, side).

        Each fills its frame as far as its shape allows; the corners around the frame have the colour of the surface.
        The array is overwritten by the next call.
        """
        n = len(images)
        tall, scaled, places, pixels = (
            room[:n] for room in (self._tall, self._scaled, self._places, self._pixels)
        )
        # Picture by picture the products are too small for BLAS to hand out to threads, which would wait for each
        # other whenever the cores are busy with a training.
        np.matmul(self._down, images.astype(np.float32), out=tall)
        np.matmul(tall, self._across, out=scaled)
        np.add(scaled, self._kinds, out=places, casting="unsafe")
        return self._table.take(places, out=pixels, mode="clip")


@lru_cache(maxsize=32)
def _weights(samples: int, longest: int, side: int) -> NDArray[np.float32]:
    """Return (side, samples): what each pixel takes of each sample, if `longest` samples fill the `side`.

    Linear between two samples where the picture grows, a mean over all that a pixel covers where it shrinks.
    """
    scale = longest / side
    centre = (np.arange(side) + 0.5) * scale - 0.5 - (longest - samples) / 2
    inside = (centre > -0.5) & (centre < samples - 0.5)
    nearest = np.clip(centre, 0, samples - 1)
    shares = np.maximum(1 - np.abs(nearest[:, None] - np.arange(samples)) / max(scale, 1.0), 0)
    shares *= inside[:, None] / shares.sum(axis=1, keepdims=True)
    return shares.astype(np.float32)


@lru_cache(maxsize=16)
def _frame(side: int, theme_name: str, ratio: float) -> tuple[NDArray[np.float32], NDArray[np.uint32]]:
    """Return what tells the colour of a pixel: table[int(kinds[y, x] + ink)], ink from 0 to 255.

    A frame has few kinds of pixel: inside, on the line, outside, and the mixtures at its rounded corners.
    """
    theme = themes.load(theme_name)
    cover = _frame_image(side, theme_name, ratio)
    pixels = np.frombuffer(cover.constBits(), dtype=np.uint32).reshape(side, side)
    unique, kinds = np.unique(pixels, return_inverse=True)
    shades = _ramp(themes.color(theme.surface), themes.color(theme.ink))
    table = np.full((len(unique), _SHADES), 0xFF000000, dtype=np.uint32)
    seen = 1 - (unique >> np.uint32(24)) / 255  # how much of the picture shows through the frame
    for channel, shift in enumerate((16, 8, 0)):
        mixed = (unique >> np.uint32(shift) & 255)[:, None] + seen[:, None] * shades[:, channel]
        table |= np.minimum(np.rint(mixed), 255).astype(np.uint32) << np.uint32(shift)
    # A half more, so that cutting off the fraction rounds.
    return kinds.reshape(side, side).astype(np.float32) * _SHADES + np.float32(0.5), table.reshape(-1)


def _frame_image(side: int, theme_name: str, ratio: float) -> QImage:
    """Return what lies over a picture (premultiplied): a hairline and the surface around it, clear inside."""
    theme = themes.load(theme_name)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(themes.color(theme.surface))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square, radius = QRectF(0, 0, side, side), FRAME_RADIUS_PX * ratio
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOut)
    painting.fill_round(painter, square, radius, QColor(Qt.GlobalColor.black))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painting.stroke_round(painter, square, radius, theme.line, max(round(theme.stroke * ratio), 1))
    painter.end()
    return image


def _ramp(low: QColor, high: QColor) -> NDArray[np.float64]:
    """Return 256 shades (256, 3) of RGB from `low` to `high`."""
    first, last = (np.array(end.getRgb()[:3], dtype=np.float64) for end in (low, high))
    return first + (last - first) * np.linspace(0, 1, _SHADES)[:, None]
