"""Paints the cells of a heatmap into one image: NumPy picks the colours, Qt rounds and writes."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import heatmap_layout as layout
from nnlab.desktop.widgets.parts.masks import Mask, cut_cells, mask_of, to_image
from nnlab.desktop.words.numbers import INFINITY, format_fixed, format_number

_NUMBERED_PX = 30  # cells of this side say their value
_TICKED_PX = 14  # cells of this side say that they are negative
_MOST_NUMBERED = 150  # writing more numbers at every picture would slow the training down
_SMALLEST_TEXT_PX = 9

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_NOT_FINITE = 255  # rows of the table behind the 255 colours of the scale
_CLEAR = 256


def draw_picture(
    values: NDArray[np.floating],
    limit: float,
    grid: layout.Grid,
    theme: Theme,
    dpr: float,
    *,
    ink: bool = False,
) -> QImage:
    """Return the picture of `values` (n, h, w) on `grid`; n > 1 tiles lie in it row by row.

    The image has the grid's size in device pixels and `dpr` set, and is clear between the cells. With `ink`
    tiles of many pixels are photographs: what is positive has shades of ink.
    """
    sampled = _sampled(values, grid)
    index = _color_index(sampled, limit)
    if values.shape[0] > 1:
        _clear_missing_tiles(index, values.shape[0], grid)
    row_map, column_map = _pixel_maps(grid, *sampled.shape)
    table = _ink_table(theme.name) if ink else _table(theme.name)
    one_cell_each = sampled.shape == (grid.rows, grid.columns)
    if one_cell_each and grid.gap:
        pixels = cut_cells(index, row_map, column_map, table, _corners(grid, dpr))
    else:
        pixels = table[index].take(column_map, axis=1).take(row_map, axis=0)
    written, ticked = _said(grid, theme, dpr) if one_cell_each else (False, False)
    if ticked:
        _stamp_minus_ticks(pixels, sampled, index[:-1, :-1], grid, theme, dpr)
    image = to_image(pixels, dpr)
    if written:
        _write(
            image, [(cell, _cell_text(value)) for cell, value in np.ndenumerate(sampled)], index, grid, theme
        )
    elif ticked and (index == _NOT_FINITE).any():
        places = map(tuple, np.argwhere(index == _NOT_FINITE))
        _write(image, [(cell, INFINITY) for cell in places], index, grid, theme)
    return image


def paint_cells(
    painter: QPainter, values: NDArray[np.floating], limit: float, grid: layout.Grid, theme: Theme, dpr: float
) -> None:
    """Paint the cells of `values` (rows, columns) one by one, for a picture of shapes or one finer than the screen."""
    index = _color_index(values, limit)
    table, on_dark = _table(theme.name), _needs_light_text(theme.name)
    written, ticked = _said(grid, theme, dpr)
    width, height = (side / dpr for side in grid.smallest_cell)
    texts = [_cell_text(value) for value in values.ravel()]
    font = QFont(theme.font("caption"))
    if written:
        font.setPixelSize(_fitting_font_px(theme, max(map(len, texts)), width - 4))
    painter.setFont(font)
    radius = cell_radius(width, height)
    for ((row, column), value), text in zip(np.ndenumerate(values), texts, strict=True):
        kind = int(index[row, column])
        rect = QRectF(*(side / dpr for side in grid.rect(row, column)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgb(int(table[kind])))
        painter.drawRoundedRect(rect, radius, radius)
        if written or (ticked and kind == _NOT_FINITE):
            painter.setPen(_text_color(theme, light=bool(on_dark[kind])))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        elif ticked and value < 0:
            tick = QRectF(0, 0, 5 * theme.stroke, theme.stroke)
            tick.moveCenter(rect.center())
            painter.fillRect(tick, QColor.fromRgb(int(_tick_table(theme.name)[kind])))


def _said(grid: layout.Grid, theme: Theme, dpr: float) -> tuple[bool, bool]:
    """Tell whether cells have room for their values, or else for a tick where they are negative."""
    width, height = (side / dpr for side in grid.smallest_cell)
    count = grid.rows * grid.columns
    written = width >= _NUMBERED_PX and height >= theme.caption_px + 4 and count <= _MOST_NUMBERED
    return written, not written and min(width, height) >= _TICKED_PX


def cell_radius(width: float, height: float) -> float:
    """Return the corner radius of a cell of this size."""
    return min(4.0, 0.16 * min(width, height))


def _sampled(values: NDArray[np.floating], grid: layout.Grid) -> NDArray[np.floating]:
    """Return the values as one matrix with no more entries than there are pixels."""
    n, h, w = values.shape
    if n == 1 and (grid.rows, grid.columns) == (h, w):
        return layout.pool(layout.pool(values[0], 0, grid.height), 1, grid.width)
    cell_width, cell_height = grid.smallest_cell
    pooled = layout.pool(layout.pool(values, 1, max(1, cell_height)), 2, max(1, cell_width))
    _n, h, w = pooled.shape
    places = np.zeros((grid.rows * grid.columns, h, w), dtype=pooled.dtype)
    places[:n] = pooled
    lines = places.reshape(grid.rows, grid.columns, h, w).transpose(0, 2, 1, 3)
    return lines.reshape(grid.rows * h, grid.columns * w)


def _color_index(values: NDArray[np.floating], limit: float) -> NDArray[np.intp]:
    """Return the row of `_table` for every value, with a clear row and column at the end for the gaps."""
    index = np.empty((values.shape[0] + 1, values.shape[1] + 1), dtype=np.intp)
    index[-1] = index[:, -1] = _CLEAR
    index[:-1, :-1] = colors.indices(values, limit)
    finite = np.isfinite(values)
    if not finite.all():
        index[:-1, :-1][~finite] = _NOT_FINITE
    return index


@lru_cache(maxsize=32)
def _pixel_maps(grid: layout.Grid, rows: int, columns: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the row and the column of a matrix (rows, columns) that each pixel of `grid` shows."""
    if rows < grid.rows or columns < grid.columns:  # pooled: more cells than pixels
        y_edges, x_edges = layout.edges(0, grid.height, rows, 0), layout.edges(0, grid.width, columns, 0)
        return layout.pixel_map(y_edges, 0), layout.pixel_map(x_edges, 0)
    return (
        layout.pixel_map(grid.y_edges, grid.gap, rows // grid.rows),
        layout.pixel_map(grid.x_edges, grid.gap, columns // grid.columns),
    )


def _clear_missing_tiles(index: NDArray[np.intp], n: int, grid: layout.Grid) -> None:
    """Clear the places behind the last tile in the last row."""
    used = n - (grid.rows - 1) * grid.columns
    h, w = (index.shape[0] - 1) // grid.rows, (index.shape[1] - 1) // grid.columns
    index[(grid.rows - 1) * h :, used * w :] = _CLEAR


def _stamp_minus_ticks(
    pixels: NDArray[np.uint32],
    values: NDArray[np.floating],
    index: NDArray[np.intp],
    grid: layout.Grid,
    theme: Theme,
    dpr: float,
) -> None:
    """Put a small minus into every negative cell, in a darker or lighter shade of the cell's own colour."""
    length, thick = round(5 * dpr * theme.stroke), max(1, round(dpr * theme.stroke))
    shade = np.where(values < 0, _tick_table(theme.name)[index], _table(theme.name)[index])
    pixels[_tick_pixels(grid, length, thick)] = shade.repeat(thick, axis=0).repeat(length, axis=1)


@lru_cache(maxsize=16)
def _tick_pixels(grid: layout.Grid, length: int, thick: int) -> tuple[NDArray[np.intp], ...]:
    """Return the rows and the columns of pixels that a tick in the middle of every cell takes."""
    x_middle = (grid.x_edges[:-1] + grid.x_edges[1:] - grid.gap) // 2 - grid.x_edges[0]
    y_middle = (grid.y_edges[:-1] + grid.y_edges[1:] - grid.gap) // 2
    x = (x_middle - length // 2)[:, None] + np.arange(length)
    y = (y_middle - thick // 2)[:, None] + np.arange(thick)
    return np.ix_(y.ravel(), x.ravel())


@lru_cache(maxsize=16)
def _corners(grid: layout.Grid, dpr: float) -> Mask:
    """Return the mask that rounds the cells; the gaps between them are clear already."""
    left = int(grid.x_edges[0])
    mask = QImage(grid.width, grid.height, _FORMAT)
    mask.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mask)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    radius = cell_radius(*(side / dpr for side in grid.smallest_cell)) * dpr
    for row in range(grid.rows):
        for column in range(grid.columns):
            painter.drawRoundedRect(QRectF(*grid.rect(row, column)).translated(-left, 0), radius, radius)
    painter.end()
    return mask_of(mask)


def _write(
    image: QImage,
    texts: list[tuple[tuple[int, int], str]],
    index: NDArray[np.intp],
    grid: layout.Grid,
    theme: Theme,
) -> None:
    """Write each text into the middle of its cell."""
    dpr = image.devicePixelRatio()
    font_px = _fitting_font_px(
        theme, max(len(text) for _cell, text in texts), grid.smallest_cell[0] / dpr - 4
    )
    on_dark = _needs_light_text(theme.name)
    left = int(grid.x_edges[0])
    painter = QPainter(image)
    for (row, column), text in texts:
        stamp = _text_stamp(text, theme.name, font_px, bool(on_dark[index[row, column]]), dpr)
        x, y, width, height = grid.rect(row, column)
        place = QPointF(
            (x - left + (width - stamp.width()) // 2) / dpr, (y + (height - stamp.height()) // 2) / dpr
        )
        painter.drawImage(place, stamp)
    painter.end()


@lru_cache(maxsize=2048)
def _text_stamp(text: str, theme_name: str, font_px: int, light: bool, dpr: float) -> QImage:
    """Return a clear image of `text`: laying text out takes ten times as long as drawing a picture of it."""
    theme = themes.load(theme_name)
    font = theme.font("caption")
    font.setPixelSize(font_px)
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text), metrics.capHeight() + 4
    stamp = QImage(round(width * dpr + 0.5), round(height * dpr + 0.5), _FORMAT)
    stamp.setDevicePixelRatio(dpr)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setFont(font)
    painter.setPen(_text_color(theme, light=light))
    painter.drawText(QPointF(0, height - 2), text)
    painter.end()
    return stamp


def _cell_text(value: np.floating) -> str:
    """Return a value in two digits for a cell: '−0.42', '3.1', '12', '∞' for what is not finite."""
    if not np.isfinite(value):
        return INFINITY
    number = float(value)
    return format_fixed(number, 2) if abs(number) < 0.995 else format_number(number, 2)


@lru_cache(maxsize=64)
def _fitting_font_px(theme: Theme, characters: int, width: float) -> int:
    """Return the size in which `characters` digits fit into `width` pixels, at least 9."""
    font = theme.font("caption")
    while font.pixelSize() > _SMALLEST_TEXT_PX:
        if QFontMetricsF(font).horizontalAdvance("0" * characters) <= width:
            break
        font.setPixelSize(font.pixelSize() - 1)
    return font.pixelSize()


# Colours as lookup tables of 257 rows: the scale, then what is not finite, then nothing


@lru_cache(maxsize=8)
def _table(theme_name: str) -> NDArray[np.uint32]:
    """Return 0xAARRGGBB for every row: the scale is opaque, the last row clear."""
    theme = themes.load(theme_name)
    grey = themes.color(theme.faint)
    rgb = np.vstack([colors.table(theme), [[grey.red(), grey.green(), grey.blue()]]]).astype(np.uint32)
    packed = 0xFF000000 | rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2]
    return np.append(packed, 0).astype(np.uint32)


@lru_cache(maxsize=8)
def _ink_table(theme_name: str) -> NDArray[np.uint32]:
    """Return the table with shades from unlit to ink in the place of the positive colours."""
    theme, packed = themes.load(theme_name), _table(theme_name).copy()
    low, high = (np.array(themes.color(end).getRgb()[:3]) for end in (theme.off, theme.ink))
    shades = np.rint(low + (high - low) * np.linspace(0, 1, 128)[:, None]).astype(np.uint32)
    packed[127:_NOT_FINITE] = 0xFF000000 | shades[:, 0] << 16 | shades[:, 1] << 8 | shades[:, 2]
    return packed


@lru_cache(maxsize=8)
def _needs_light_text(theme_name: str) -> NDArray[np.bool_]:
    """Return for every row whether white is easier to read on it than black."""
    packed = _table(theme_name)
    return colors.needs_white(np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=1))


@lru_cache(maxsize=8)
def _tick_table(theme_name: str) -> NDArray[np.uint32]:
    """Return for every row a shade that stands out from it a little."""
    packed = _table(theme_name)
    toward = np.where(_needs_light_text(theme_name), 255, 0)
    shaded = np.zeros_like(packed)
    for shift in (0, 8, 16):
        channel = (packed >> shift & 255).astype(np.float64)
        shaded |= np.rint(channel + (toward - channel) * 0.45).astype(np.uint32) << shift
    return (shaded | 0xFF000000).astype(np.uint32)


def _text_color(theme: Theme, *, light: bool) -> QColor:
    """Return the colour of text on dark cells (`light`) or on light ones."""
    if theme.dark:
        return themes.color(theme.ink if light else theme.ground)
    return themes.color(theme.surface if light else theme.ink)
