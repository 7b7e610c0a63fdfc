"""Pictures of bytes, 0 ground to 255 ink, in the ink of the theme: colours, sizes and small framed tiles."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting

TILE_RADIUS = 5.0

_SHARPER = 2.2  # contrast of enlarged strokes
# A row for each power of the way from one pixel to the next, a column for each of the four pixels around.
_CATMULL_ROM = np.array([[0, 2, 0, 0], [-1, 0, 1, 0], [2, -5, 4, -1], [-1, 3, -3, 1]]) / 2
_B_SPLINE = np.array([[1, 4, 1, 0], [-3, 0, 3, 0], [3, -6, 3, 0], [-1, 3, -3, 1]]) / 6


def paper(theme: Theme) -> str:
    """Return the colour that ink is drawn on: a dark paper lies lower than its card."""
    return theme.ground if theme.dark else theme.surface


@lru_cache(maxsize=8)
def ink_colors(theme_name: str) -> NDArray[np.uint32]:
    """Return 0xFFRRGGBB for each of the 256 shades from paper to ink."""
    theme = themes.load(theme_name)
    low, high = (np.array(themes.color(end).getRgb()[:3]) for end in (paper(theme), theme.ink))
    shades = np.rint(low + (high - low) * np.linspace(0, 1, 256)[:, None]).astype(np.uint32)
    packed: NDArray[np.uint32] = 0xFF000000 | shades[:, 0] << 16 | shades[:, 1] << 8 | shades[:, 2]
    packed.flags.writeable = False
    return packed


def ink_image(pixels: NDArray[np.uint8], theme: Theme) -> QImage:
    """Return `pixels` (h, w), not empty, as an opaque image of as many pixels."""
    tinted = np.ascontiguousarray(ink_colors(theme.name)[pixels])
    height, width = tinted.shape
    return QImage(tinted.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def fitted(pixels: NDArray[np.uint8], room: int, theme: Theme, *, smooth: bool) -> QImage:
    """Return `pixels` as large as a square of `room` device pixels allows, sides kept in proportion.

    What grows shows its pixels as squares unless `smooth`, all of one size if the square has room for them twice;
    what shrinks is always smooth.
    """
    image = ink_image(pixels, theme)
    longer = max(image.width(), image.height())
    scale = room / longer
    if not smooth and scale >= 2:
        scale = int(scale)
    size = QSize(max(round(image.width() * scale), 1), max(round(image.height() * scale), 1))
    softly = smooth or scale < 1
    mode = Qt.TransformationMode.SmoothTransformation if softly else Qt.TransformationMode.FastTransformation
    return image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)


def paint_tile(painter: QPainter, rect: QRectF, image: QImage | None, frame: str, theme: Theme) -> None:
    """Paint a rounded tile of paper with `image`, in device pixels, in its middle and a frame in the colour `frame`."""
    painting.fill_round(painter, rect, TILE_RADIUS, paper(theme))
    if image is not None:
        dpr = painter.device().devicePixelRatioF()
        # On whole device pixels, or the squares of the pixels would blur.
        x = round((rect.center().x() * dpr) - image.width() / 2) / dpr
        y = round((rect.center().y() * dpr) - image.height() / 2) / dpr
        painter.drawImage(QRectF(x, y, image.width() / dpr, image.height() / dpr), image)
    painting.stroke_round(painter, rect, TILE_RADIUS, frame, theme.stroke)


def enlarged(pixels: NDArray[np.uint8], side: int, *, photograph: bool = False) -> NDArray[np.uint8]:
    """Return `pixels` (h, w) in the middle of a square and this enlarged to (side, side), smoothly.

    Strokes get round edges, about as sharp as they were before they were made so small; a photograph keeps all its
    shades.
    """
    height, width = pixels.shape
    longer = max(height, width)
    square = np.zeros((longer, longer), dtype=np.float32)
    top, left = (longer - height) // 2, (longer - width) // 2
    square[top : top + height, left : left + width] = pixels
    weights = _spline(longer, side, photograph)
    large = weights @ square @ weights.T
    if not photograph:
        large = (large - 127.5) * np.float32(_SHARPER) + 127.5
    return np.rint(np.clip(large, 0, 255)).astype(np.uint8)


@lru_cache(maxsize=8)
def _spline(few: int, many: int, through: bool) -> NDArray[np.float32]:
    """Return the matrix (many, few) of cubic interpolation between pixels, whose outermost go on outside.

    Either a Catmull-Rom spline `through` the pixels, or the B-spline near them, which has no ripples.
    """
    places = (np.arange(many) + 0.5) * few / many - 0.5
    first = np.floor(places).astype(np.intp)
    shares = (places - first)[:, None] ** np.arange(4) @ (_CATMULL_ROM if through else _B_SPLINE)
    weights = np.zeros((many, few), dtype=np.float32)
    for neighbour in range(4):
        column = np.clip(first + neighbour - 1, 0, few - 1)
        np.add.at(weights, (np.arange(many), column), shares[:, neighbour])
    return weights
