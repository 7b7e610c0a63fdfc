"""Rows of tiles on one image, drawn when they come into sight and kept until their place is needed."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.tile_captions import Captions, CaptionStamps
from nnlab.desktop.widgets.parts.tile_layout import TileLayout
from nnlab.desktop.widgets.parts.tile_pixels import FramedTiles

_SPARE_ROWS = 2  # beyond those that are in sight at a time
_EMPTY = -1
_PIXELS_AT_ONCE = 250_000  # more are slower: they leave the cache of a core


class TileSheet:
    """The rows near those last looked at. Row r of the grid lies at slot r modulo the number of slots.

    Rows that are missing are drawn many at a time: every NumPy operation may let a training go first. Memory that is
    used again need not be asked of the system at every step of scrolling.
    """

    def __init__(
        self,
        images: NDArray[np.uint8],
        order: NDArray[np.integer],
        captions: Captions | None,
        layout: TileLayout,
        look: tuple[str, float],
    ) -> None:
        """Lay out the pictures `order` of `images` (N, h, w); `look` is the theme's name and the pixel ratio."""
        self._images = images
        self._order = order
        self._captions = captions
        self._layout = layout
        theme_name, self._ratio = look
        size = (layout.cell_width, layout.caption_height)
        self._stamps = CaptionStamps(captions, size, *look) if captions and layout.caption_height else None
        self._surface = themes.color(themes.load(theme_name).surface).rgb()
        columns, side = layout.columns, layout.tile
        self._rows_at_once = max(_PIXELS_AT_ONCE // (columns * side * side), 1)
        self._tiles = FramedTiles(images.shape[1:], self._rows_at_once * columns, side, *look)
        self._make_slots(0)

    def draw(self, painter: QPainter, rows: range, offset: int) -> None:
        """Draw `rows` of a grid that is scrolled down by `offset` device pixels."""
        if len(rows) > len(self._held):
            self._make_slots(len(rows) + _SPARE_ROWS)
        missing = [row for row in rows if self._held[row % len(self._held)] != row]
        for start in range(0, len(missing), self._rows_at_once):
            self._fill(np.array(missing[start : start + self._rows_at_once]))
        height, width = self._layout.cell_height, self._sheet.width()
        for row in rows:
            slot = row % len(self._held)
            place = QPointF(0, (row * height - offset) / self._ratio)
            painter.drawImage(place, self._sheet, QRectF(0, slot * height, width, height))

    def _make_slots(self, count: int) -> None:
        layout = self._layout
        width, height = layout.columns * layout.cell_width, count * layout.cell_height
        self._held = np.full(count, _EMPTY)  # which row lies in each slot
        self._sheet = QImage(width, height, QImage.Format.Format_RGB32)  # opaque: copied, not blended
        self._sheet.setDevicePixelRatio(self._ratio)
        self._sheet.fill(self._surface)
        shape = (count, layout.cell_height, layout.columns, layout.cell_width)
        pixels = np.frombuffer(self._sheet.bits(), dtype=np.uint32) if count else np.zeros(0, np.uint32)
        self._pixels = pixels.reshape(shape)

    def _fill(self, rows: NDArray[np.intp]) -> None:
        """Draw `rows`, ascending, into their slots."""
        layout, slots = self._layout, rows % len(self._held)
        places = np.add.outer(rows * layout.columns, np.arange(layout.columns))
        # The last row is filled up with any picture, which is wiped out again.
        chosen = self._order[np.minimum(places, len(self._order) - 1)]
        down = slice(layout.top, layout.top + layout.tile)
        across = slice(layout.left, layout.left + layout.tile)
        tiles = self._tiles.pixels(self._images[chosen.reshape(-1)]).reshape(
            *chosen.shape, layout.tile, layout.tile
        )
        self._pixels[slots, down, :, across] = tiles.transpose(0, 2, 1, 3)
        if self._stamps is not None:
            below = slice(layout.caption_top, layout.caption_top + layout.caption_height)
            self._pixels[slots, below] = self._stamps.pixels(chosen).transpose(0, 2, 1, 3)
        used = len(self._order) - rows[-1] * layout.columns
        self._pixels[slots[-1], :, used:] = self._surface
        self._held[slots] = rows
