"""Paints the cells of a confusion matrix: shades of ink, with what is written in them."""

from collections.abc import Iterable, Mapping

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
_TEXT_MARGIN_PX = 2


def draw_cells(
    image: QImage,
    grid: Grid,
    depths: NDArray[np.float64],
    texts: Mapping[tuple[int, ...], str],
    theme: Theme,
) -> None:
    """Draw onto `image` the cells of `grid`, 0 to 1 deep, and the `texts` of cells if all of them fit."""
    ratio = image.devicePixelRatio()
    font = _fitting_font(theme, texts.values(), grid.smallest_cell[0] / ratio - 2 * _TEXT_MARGIN_PX)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font or painter.font())
    for cell, depth in np.ndenumerate(depths):
        color, rect = shade(theme, float(depth)), cell_rect(grid, cell, ratio)
        painting.fill_round(painter, rect, cell_radius(rect.width(), rect.height()), color)
        if font is not None and cell in texts:
            painter.setPen(colors.ink_on(color))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, texts[cell])
    painter.end()


def cell_rect(grid: Grid, cell: tuple[int, ...], ratio: float) -> QRectF:
    """Return where a cell (row, column) lies, in pixels."""
    x, y, width, height = (value / ratio for value in grid.rect(cell[0], cell[1]))
    return QRectF(x, y, width, height)


def shade(theme: Theme, depth: float) -> QColor:
    """Return the colour of a cell, from the quiet one of nothing to ink."""
    low, high = (themes.color(end).getRgb()[:3] for end in (theme.field, theme.ink))
    return QColor(*(round(a + (b - a) * depth) for a, b in zip(low, high, strict=True)))


def _fitting_font(theme: Theme, texts: Iterable[str], width: float) -> QFont | None:
    """Return the largest font, up to that of captions, in which all texts fit into `width`; None if none does."""
    longest = max(texts, key=len, default="")
    for size_px in range(theme.caption_px, _SMALLEST_TEXT_PX - 1, -1):
        font = sized_font(theme, "caption", size_px)
        if longest and QFontMetricsF(font).horizontalAdvance(longest) <= width:
            return font
    return None
