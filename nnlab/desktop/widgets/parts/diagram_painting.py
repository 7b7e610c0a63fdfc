"""Paints the data of the network diagram: links, neurons, grids and pictures of weight matrices.

The painters keep what a layout fixes (curve segments, pens, masks) and are given everything else.
"""

import math
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform

from nnlab.desktop import colors
from nnlab.desktop.theme import Theme, color
from nnlab.desktop.widgets.parts import diagram_curves as curves
from nnlab.desktop.widgets.parts import diagram_layout as dl
from nnlab.desktop.widgets.parts.diagram_layout import Column, Gap, Layout
from nnlab.desktop.widgets.parts.diagram_model import LinkRef, Marks, NeuronRef, Values, neuron_limit
from nnlab.desktop.widgets.parts.lamps import transparent_image
from nnlab.desktop.widgets.parts.painting import is_vector

LINK_BUDGET = 240  # the strongest links; weaker ones drown below them
FEW_LINKS = 24  # up to here even the weakest negative link is dashed
LEVELS = 64  # of strength that can be told apart, for each sign
_DASH, _SPACE = 11.0, 2.6
_HAIRLINE = 5  # quarter pixels: up to here a link is one pixel wide
_LEAST_CELL = 6.0  # smaller cells have no room for a gap
_LEAST_PICTURE_CELL = 12.0  # the pixels of a picture hang together


def pixel_ratio(painter: QPainter) -> float:
    """Return device pixels per logical pixel; also right for a widget that is rendered into a finer image."""
    return painter.deviceTransform().m11()


def _blend(low: str, high: str, parts: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return the colours (n, 3) a fraction `parts` (n,) of the way from `low` to `high`."""
    ends = [np.array([color(c).red(), color(c).green(), color(c).blue()], float) for c in (low, high)]
    return np.rint(ends[0] + (ends[1] - ends[0]) * parts[:, None]).astype(np.uint8)


def _packed(rgb: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """Return RGB triples as the pixels of QImage.Format_RGB32."""
    wide = rgb.astype(np.uint32)
    red, green, blue = (wide[..., k] << np.uint32(8 * (2 - k)) for k in range(3))
    return np.uint32(0xFF000000) | red | green | blue


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme in the forms the painters look up.

    Links have 255 colours from most negative to most positive, blended into the surface; faded ones
    recede. `scale` and `ink` are pixels: the two-ended scale, and 256 steps from unlit to ink.
    """

    theme: Theme
    links: tuple[QColor, ...]
    faded: tuple[QColor, ...]
    scale: NDArray[np.uint32]
    ink: NDArray[np.uint32]


@cache
def palette_of(theme: Theme) -> Palette:
    """Return the palette of `theme`."""
    strength = np.abs(np.linspace(-1.0, 1.0, 255))

    def links(parts: NDArray[np.float64]) -> tuple[QColor, ...]:
        low, high = (_blend(theme.surface, end, parts) for end in (theme.negative, theme.positive))
        rgb = np.where(np.arange(255)[:, None] < 127, low, high)
        return tuple(QColor.fromRgb(pixel) for pixel in _packed(rgb).tolist())

    return Palette(
        theme,
        links(0.14 + 0.86 * strength**0.75),
        links(0.05 + 0.12 * strength),
        _packed(colors.table(theme)),
        _packed(_blend(theme.off, theme.ink, np.linspace(0.0, 1.0, 256))),
    )


class LinkPainter:
    """Paints the links of all gaps between narrow columns: weak first, strong on top.

    Straight pieces are the one thing a raster painter strokes fast, so each curve is kept as pieces;
    a negative link has spaces between them. The picture of all links is kept while none of them looks different.
    """

    def __init__(self, layout: Layout, palette: Palette) -> None:
        self._layout = layout
        self._palette = palette
        self._layers = [k for k, gap in enumerate(layout.gaps) if gap.linked]
        self._first: dict[int, int] = {}  # the number of the first link of a layer
        parts = [np.empty((0, 3), int)]
        for layer in self._layers:
            rows, cols = layout.columns[layer].units, layout.columns[layer + 1].units
            self._first[layer] = sum(map(len, parts))
            parts.append(
                np.column_stack((np.full(rows * cols, layer), *np.divmod(np.arange(rows * cols), cols)))
            )
        self._refs = np.concatenate(parts)  # (links, 3): layer, source, target
        self._whole: list[list[QLineF]] = [[] for _ in self._refs]  # made when first drawn
        self._dashed: list[list[QLineF]] = [[] for _ in self._refs]
        self._pens: dict[tuple[int, int, bool], QPen] = {}
        self._picture: tuple[object, QImage] | None = None  # what it shows, and the links
        # Crowded links are thinner, so that they stay apart, and none is as thick as its neurons.
        stroke = palette.theme.stroke
        smallest = min((c.radius for c in layout.columns if c.grid is None), default=0.0)
        largest = 4.4 if len(self._refs) <= 100 else max(2.4, 4.4 * (100 / len(self._refs)) ** 0.5)
        self._widest = max(min(largest * stroke, 0.5 * smallest), 2.0 * stroke)
        self._thinnest = 0.7 * stroke

    def paint(self, painter: QPainter, values: Values, marks: Marks) -> None:
        """Paint every link that can be told apart."""
        if not self._layers:
            return
        weights = np.concatenate([np.ravel(values.weights[k]) for k in self._layers])
        signed = np.clip(weights / values.limit, -1.0, 1.0)
        levels = np.rint(LEVELS * np.where(np.isnan(signed), 0.0, signed)).astype(int)
        levels[(levels == 0) & (signed < 0)] = -1  # so that it is dashed
        bright = self._bright(marks)
        if is_vector(painter):
            self._paint_links(painter, levels, bright)
            return
        dpr = pixel_ratio(painter)
        key = (levels.tobytes(), None if bright is None else bright.tobytes(), dpr)
        if self._picture is None or self._picture[0] != key:
            self._picture = (key, self._new_picture(levels, bright, dpr))
        painter.drawImage(0, 0, self._picture[1])

    def _new_picture(self, levels: NDArray[np.intp], bright: NDArray[np.bool_] | None, dpr: float) -> QImage:
        """Return a picture of the links at `levels` (links,), −LEVELS to LEVELS; those not `bright` are faded."""
        picture = transparent_image(self._layout.width, self._layout.height, dpr)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_links(painter, levels, bright)
        painter.end()
        return picture

    def _paint_links(
        self, painter: QPainter, levels: NDArray[np.intp], bright: NDArray[np.bool_] | None
    ) -> None:
        strength = np.abs(levels) / LEVELS
        order = np.argsort(strength, kind="stable")[-LINK_BUDGET:]
        if bright is not None:
            own = np.nonzero(bright)[0]
            strongest = own[np.argsort(strength[own], kind="stable")][-LINK_BUDGET:]
            order = np.concatenate((order[~bright[order]], strongest))
        tints = np.rint((levels[order] / LEVELS + 1.0) * 127.0).astype(int)
        quarters = np.rint(4 * self._widths(strength[order])).astype(int)
        faded = np.zeros(len(order), bool) if bright is None else ~bright[order]
        dashes = levels[order] < 0
        if len(self._refs) > FEW_LINKS:
            dashes &= quarters > _HAIRLINE
        pens, lines = self._pens, (self._whole, self._dashed)
        vector = is_vector(painter)
        for number, dash, *key in zip(
            *(array.tolist() for array in (order, dashes, tints, np.where(faded, 0, quarters), faded)),
            strict=True,
        ):
            pen = pens.get(tuple(key)) or self._new_pen(*key)
            if vector:
                self._paint_path(painter, number, pen, dash)
                continue
            painter.setPen(pen)
            painter.drawLines(lines[dash][number] or self._new_lines(number, dash))

    def _paint_path(self, painter: QPainter, number: int, pen: QPen, dash: bool) -> None:
        """Paint link `number` as one curve."""
        layer, source, target = self._refs[number].tolist()
        gap, columns = self._layout.gaps[layer], self._layout.columns
        y0, y1 = float(columns[layer].ys[source]), float(columns[layer + 1].ys[target])
        path = QPainterPath(QPointF(gap.left, y0))
        path.cubicTo(QPointF(gap.x, y0), QPointF(gap.x, y1), QPointF(gap.right, y1))
        pen = QPen(pen)
        pen.setCosmetic(False)
        if dash:
            stroke = self._palette.theme.stroke
            pen.setDashPattern([length * stroke / pen.widthF() for length in (_DASH, _SPACE)])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def paint_strong(self, painter: QPainter, ref: LinkRef, weight: float, limit: float) -> None:
        """Paint one link on top of all, in the full colour of its sign."""
        negative = weight < 0
        strength = min(abs(weight) / limit, 1.0) if np.isfinite(weight) else 1.0
        width = float(self._widths(np.array([strength]))[0]) + 1.5 * self._palette.theme.stroke
        painter.setPen(QPen(self._palette.links[0 if negative else -1], width, c=Qt.PenCapStyle.FlatCap))
        targets = self._layout.columns[ref.layer + 1].units
        number = self._first[ref.layer] + ref.source * targets + ref.target
        painter.drawLines(self._new_lines(number, negative))

    def _widths(self, strength: NDArray[np.float64]) -> NDArray[np.float64]:
        return self._thinnest + (self._widest - self._thinnest) * strength**1.25

    def _bright(self, marks: Marks) -> NDArray[np.bool_] | None:
        """Return which links stand out (n,), or None when all are equal."""
        layer, source, target = self._refs.T
        match marks.hovered or marks.focused:
            case NeuronRef(column, index):
                return ((layer == column) & (source == index)) | ((layer == column - 1) & (target == index))
        return None if marks.highlight is None else np.isin(layer, list(marks.highlight.layers))

    def _new_pen(self, tint: int, quarter: int, fade: bool) -> QPen:
        """Keep and return a pen of `quarter` quarter pixels."""
        thin = quarter <= _HAIRLINE
        color = (self._palette.faded if fade else self._palette.links)[tint]
        pen = QPen(color, 1.0 if thin else quarter / 4, c=Qt.PenCapStyle.FlatCap)
        pen.setCosmetic(thin)  # one pixel of the device is far faster than any other width
        self._pens[tint, quarter, fade] = pen
        return pen

    def _new_lines(self, number: int, dash: bool) -> list[QLineF]:
        """Keep and return the pieces of link `number`."""
        layer, source, target = self._refs[number].tolist()
        gap, columns = self._layout.gaps[layer], self._layout.columns
        y0, y1 = float(columns[layer].ys[source]), float(columns[layer + 1].ys[target])
        points = curves.curve(gap.left, gap.right, y0, y1)
        stroke = self._palette.theme.stroke
        if dash:
            pieces = curves.dashed(points, _DASH * stroke, _SPACE * stroke)
        else:
            pieces = curves.flattened(points)
            _overlap(pieces, 0.3)
        lines = [QLineF(*piece) for piece in pieces.tolist()]
        (self._dashed if dash else self._whole)[number] = lines
        return lines


def _overlap(pieces: NDArray[np.float64], by: float) -> None:
    """Lengthen the pieces (k, 4) where they meet, in place: no light seam at the joints."""
    if len(pieces) == 1:
        return
    along = pieces[:, 2:] - pieces[:, :2]
    along *= by / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    pieces[1:, :2] -= along[1:]
    pieces[:-1, 2:] += along[:-1]


def paint_matrix(
    painter: QPainter, gap: Gap, weights: NDArray[np.floating], limit: float, palette: Palette
) -> None:
    """Paint a weight matrix (in, out) as a picture, rows downward; every pixel is one weight of its place.

    `limit` is the end of its scale: that of this matrix, as in any other picture of it.
    """
    area = gap.matrix
    if area is None:
        return
    dpr = pixel_ratio(painter)
    picked = []
    for count, length in zip(weights.shape, (area.height, area.width), strict=True):
        pixels = min(count, max(1, round(length * dpr)))
        picked.append((np.arange(pixels) * 2 + 1) * count // (2 * pixels))
    pixels = palette.scale[colors.indices(weights[np.ix_(*picked)], limit)]
    _draw_pixels(painter, pixels, area)


def _draw_pixels(painter: QPainter, pixels: NDArray[np.uint32], area: dl.Rect) -> None:
    """Draw a picture over `area`, its corners a little rounded."""
    # Enlarged by NumPy: a brush that only has to be moved is painted many times faster than one that is scaled.
    dpr = pixel_ratio(painter)
    rows, cols = (max(1, round(length * dpr)) for length in (area.height, area.width))
    picked = [np.arange(size) * count // size for size, count in zip((rows, cols), pixels.shape, strict=True)]
    pixels = np.ascontiguousarray(pixels[np.ix_(*picked)])
    image = QImage(pixels.data, cols, rows, 4 * cols, QImage.Format.Format_RGB32)
    if is_vector(painter):
        painter.drawImage(QRectF(area.left, area.top, area.width, area.height), image)
        return
    brush = QBrush(image)
    brush.setTransform(
        QTransform.fromTranslate(area.left, area.top).scale(area.width / cols, area.height / rows)
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(QRectF(area.left, area.top, area.width, area.height), 4.0, 4.0)


class ColumnPainter:
    """Paints the units of the columns: circles, or a grid of rounded squares, or a picture."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._masks: dict[tuple[object, ...], QPixmap] = {}

    def fills(self, column: int, values: NDArray[np.floating], binary: bool) -> list[QColor]:
        """Return the colour of every unit of a narrow column; a value that is no number is grey."""
        theme = self._palette.theme
        if binary and column == 0:
            lit, off = color(theme.lamp), color(theme.off)
            result = [lit if value else off for value in (values > 0.5).tolist()]
        else:
            table = colors.qcolors(theme)
            result = [table[i] for i in colors.indices(values, neuron_limit(values)).tolist()]
        for index in np.nonzero(~np.isfinite(values))[0].tolist():
            result[index] = color(theme.faint)
        return result

    def paint_neurons(self, painter: QPainter, column: Column, fills: list[QColor]) -> None:
        """Paint the circles of a narrow column, with a hairline that shows a pale one on a pale ground."""
        dpr = pixel_ratio(painter)
        rim = self._palette.theme.line
        if is_vector(painter):
            for y, fill in zip(column.ys.tolist(), fills, strict=True):
                _paint_disc(painter, QPointF(column.x, y), column.radius, fill, rim)
            return
        for y, fill in zip(column.ys.tolist(), fills, strict=True):
            disc = _disc(column.radius, fill.rgb(), rim, dpr)
            half = disc.width() / dpr / 2
            painter.drawPixmap(QPointF(column.x - half, y - half), disc)

    def paint_grid(
        self, painter: QPainter, column: Column, values: NDArray[np.floating], *, picture: bool, ground: str
    ) -> None:
        """Paint a wide column on `ground`. A `picture` of values that are not negative is drawn in ink."""
        grid = column.grid
        if grid is None:
            return
        limit = neuron_limit(values)
        pixels = np.full(grid.rows * grid.cols, color(ground).rgb(), np.uint32)
        if picture and not np.any(values < 0):
            levels = np.clip(np.nan_to_num(values / limit), 0.0, 1.0)
            pixels[: column.units] = self._palette.ink[np.rint(levels * 255).astype(int)]
        else:
            pixels[: column.units] = self._palette.scale[colors.indices(values, limit)]
        _draw_pixels(painter, pixels.reshape(grid.rows, grid.cols), grid.area)
        if grid.pitch >= (_LEAST_PICTURE_CELL if picture else _LEAST_CELL):
            place = QPointF(grid.area.left, grid.area.top)
            if is_vector(painter):
                painter.fillPath(_holes(grid).translated(place), color(ground))
            else:
                painter.drawPixmap(place, self._mask(grid, ground, pixel_ratio(painter)))

    def _mask(self, grid: dl.Grid, ground: str, dpr: float) -> QPixmap:
        """Return a sheet of `ground` with a rounded hole for every cell, to lay over plain pixels."""
        key = (grid.rows, grid.cols, grid.pitch, ground, dpr)
        if key not in self._masks:
            width, height = grid.area.width, grid.area.height
            mask = QPixmap(round(width * dpr), round(height * dpr))
            mask.setDevicePixelRatio(dpr)
            mask.fill(Qt.GlobalColor.transparent)
            painter = QPainter(mask)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(_holes(grid), color(ground))
            painter.end()
            self._masks[key] = mask
        return self._masks[key]


@lru_cache(maxsize=1024)
def _disc(radius: float, fill: int, rim: str, dpr: float) -> QPixmap:
    """Return a circle in the middle of a square; laying it down is faster than drawing it."""
    side = 2 * math.ceil(radius + 1)
    disc = QPixmap(round(side * dpr), round(side * dpr))
    disc.setDevicePixelRatio(dpr)
    disc.fill(Qt.GlobalColor.transparent)
    painter = QPainter(disc)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_disc(painter, QPointF(side / 2, side / 2), radius, QColor(fill), rim)
    painter.end()
    return disc


def _paint_disc(painter: QPainter, center: QPointF, radius: float, fill: QColor, rim: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for tone, reach in ((color(rim), radius), (fill, radius - 1.0)):
        painter.setBrush(tone)
        painter.drawEllipse(center, reach, reach)


def _holes(grid: dl.Grid) -> QPainterPath:
    """Return a sheet as large as the grid with a rounded hole for every cell."""
    sheet = QPainterPath()
    sheet.addRect(QRectF(0, 0, grid.area.width, grid.area.height))
    gap = 2.0 if grid.pitch >= 10 else 1.0
    side, corner = grid.pitch - gap, min(4.0, 0.2 * grid.pitch)
    for row in range(grid.rows):
        for col in range(grid.cols):
            x, y = col * grid.pitch + gap / 2, row * grid.pitch + gap / 2
            sheet.addRoundedRect(QRectF(x, y, side, side), corner, corner)
    return sheet
