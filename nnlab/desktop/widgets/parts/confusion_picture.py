"""Paints the cells of a confusion matrix: shades of ink, with what is written in them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.heatmap_layout import Grid
from nnlab.desktop.widgets.parts.heatmap_picture import cell_radius
from nnlab.desktop.widgets.parts.lamps import sized_font

_SMALLEST_TEXT_PX = 9
_TEXT = 0.27  # size of the text / side of a cell that has more room than captions need
_TEXT_MARGIN_PX = 2
_PIXEL_PX = 4  # smaller cells are the pixels of a picture: of sixty thousand, nobody sees the corners

Texts: TypeAlias = Mapping[tuple[int, ...], str]  # by cells


def can_be_written(grid: Grid, ratio: float) -> bool:
    """Return whether there is room for anything at all in the cells of `grid`, of `ratio` device pixels a pixel."""
    return grid.smallest_cell[0] / ratio > _SMALLEST_TEXT_PX


def draw_cells(
    image: QImage,
    grid: Grid,
    depths: NDArray[np.float64],
    wordings: Sequence[tuple[str, Texts]],
    theme: Theme,
) -> str:
    """Draw onto `image` the cells of `grid`, 0 to 1 deep, and in them the first of `wordings` that fits into all.

    A wording is a kind and what it writes into which cells. Return the kind that is written, or 'none'.
    """
    ratio = image.devicePixelRatio()
    side = grid.smallest_cell[0] / ratio
    kind, texts, font = _fitting(wordings, theme, side)
    painter = QPainter(image)
    if side < _PIXEL_PX:
        _draw_pixels(painter, grid, depths, theme, ratio)
        painter.end()
        return kind
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font or painter.font())
    for cell, depth in np.ndenumerate(depths):
        color, rect = shade(theme, float(depth)), cell_rect(grid, cell, ratio)
        painting.fill_round(painter, rect, cell_radius(rect.width(), rect.height()), color)
        if font is not None and cell in texts:
            painter.setPen(colors.ink_on(color))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, texts[cell])
    painter.end()
    return kind


def _draw_pixels(
    painter: QPainter, grid: Grid, depths: NDArray[np.float64], theme: Theme, ratio: float
) -> None:
    """Draw cells that are no larger than pixels as one picture."""
    low, high = (np.array(themes.color(end).getRgb()[2::-1]) for end in (theme.field, theme.ink))
    pixels = np.full((*depths.shape, 4), 255, dtype=np.uint8)
    pixels[..., :3] = np.rint(low + (high - low) * depths[..., np.newaxis])
    rows, columns = depths.shape
    picture = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    first, last = cell_rect(grid, (0, 0), ratio), cell_rect(grid, (rows - 1, columns - 1), ratio)
    painter.drawImage(first.united(last), picture)


def cell_rect(grid: Grid, cell: tuple[int, ...], ratio: float) -> QRectF:
    """Return where a cell (row, column) lies, in pixels."""
    x, y, width, height = (value / ratio for value in grid.rect(cell[0], cell[1]))
    return QRectF(x, y, width, height)


def shade(theme: Theme, depth: float) -> QColor:
    """Return the colour of a cell, from the quiet one of nothing to ink."""
    low, high = (themes.color(end).getRgb()[:3] for end in (theme.field, theme.ink))
    return QColor(*(round(a + (b - a) * depth) for a, b in zip(low, high, strict=True)))


def _fitting(
    wordings: Sequence[tuple[str, Texts]], theme: Theme, side: float
) -> tuple[str, Texts, QFont | None]:
    """Return the first of `wordings` that fits into cells of `side` pixels, and its font; nothing if none does."""
    for kind, texts in wordings:
        font = _fitting_font(theme, texts.values(), side)
        if font is not None:
            return kind, texts, font
    return "none", {}, None


def _fitting_font(theme: Theme, texts: Iterable[str], side: float) -> QFont | None:
    """Return the largest font in which all texts fit into cells of `side` pixels; None if none does."""
    longest = max(texts, key=len, default="")
    largest = max(theme.caption_px, min(round(_TEXT * side), theme.counter_px))
    for size_px in range(largest, _SMALLEST_TEXT_PX - 1, -1):
        font = sized_font(theme, "caption", size_px)
        if longest and QFontMetricsF(font).horizontalAdvance(longest) <= side - 2 * _TEXT_MARGIN_PX:
            return font
    return None
