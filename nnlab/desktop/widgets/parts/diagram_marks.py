"""Paints what surrounds the data of the network diagram: captions, buttons, rings, glyphs and the lit step."""

from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from nnlab.desktop.colors import ink_on
from nnlab.desktop.theme import Theme, color, load
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.diagram_curves import places_at
from nnlab.desktop.widgets.parts.diagram_layout import BUTTON, Column, Gap, Layout, Rect
from nnlab.desktop.widgets.parts.diagram_model import ButtonKind, ButtonRef, LinkRef, Marks, neuron_limit
from nnlab.desktop.widgets.parts.lamps import sized_font
from nnlab.desktop.words.numbers import INFINITY, format_number

_SIGN_RADIUS = 6.5  # from here on a neuron has room for a minus sign
_WIDEST_VALUE = format_number(-0.99, 2)
_LEAST_VALUE_PX = 10  # smaller numbers in neurons are not worth reading
_VISIBLE = 0.04  # a value below this share of the limit has no sign worth a glyph

_FEW_WEIGHTS = 4  # in one gap
_WEIGHT_PLACE = 0.34  # of the way along a link: nearer the source the numbers would touch

MAP_CORNER = 4.0  # radius of the corners of a picture in a neuron

_CENTER = Qt.AlignmentFlag.AlignCenter


def rect(area: Rect) -> QRectF:
    """Return the rectangle as Qt's."""
    return QRectF(area.left, area.top, area.width, area.height)


def paint_band(painter: QPainter, layout: Layout, column: Column, theme: Theme) -> None:
    """Paint the ground that shows which layer is selected."""
    half = column.half_width + 10.0
    band = QRectF(column.x - half, layout.top - 6.0, 2 * half, layout.bottom - layout.top + 12.0)
    painting.fill_round(painter, band, 10.0, theme.field)


def paint_arrow(painter: QPainter, gap: Gap, y: float, theme: Theme) -> None:
    """Paint a calm arrow that stands for links too many to draw."""
    half = min(6.5, (gap.right - gap.left) / 2 - 3.0)
    painter.setPen(_pen(theme.faint, 1.5, theme))
    tip = QPointF(gap.x + half, y)
    back = 0.75 * half
    painter.drawLines(
        [
            QLineF(QPointF(gap.x - half, y), tip),
            QLineF(tip, tip + QPointF(-back, -back)),
            QLineF(tip, tip + QPointF(-back, back)),
        ]
    )


def paint_captions(
    painter: QPainter,
    layout: Layout,
    captions: tuple[str, ...],
    selected: int | None,
    theme: Theme,
) -> None:
    """Paint one caption per column: above neurons, below a grid.

    A name too wide for its place, or that would lie on the picture of weights, is left out; the selected one takes its
    place first.
    """
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    taken = [rect(gap.matrix) for gap in layout.gaps if gap.matrix is not None]
    for number in sorted(range(len(captions)), key=lambda number: number - 1 != selected):
        column, caption = layout.columns[number], captions[number]
        half = metrics.horizontalAdvance(caption) / 2
        x = min(max(column.x, half + 4.0), layout.width - half - 4.0)
        if column.grid is None:
            y = layout.caption_y
            free = min(abs(gap.x - x) for gap in layout.gaps) - BUTTON / 2
            fits = layout.staggered or half <= max(free, 12.0)
        else:
            y = column.bottom + 8.0 + theme.caption_px / 2
            fits = half <= min(abs(other.x - x) for other in layout.columns if other is not column) / 2
        place = QRectF(x - half, y - 6.0, 2 * half, 12.0)
        if caption and fits and not any(place.intersects(other) for other in taken):
            taken.append(place.adjusted(-2, 0, 2, 0))
            painter.setPen(color(theme.ink if selected == number - 1 else theme.muted))
            painter.drawText(place.adjusted(-8, -8, 8, 8), _CENTER, caption)


def paint_weights(
    painter: QPainter, layout: Layout, weights: tuple[NDArray[np.floating], ...], marks: Marks, theme: Theme
) -> None:
    """Write the weights on the links that stand out, where there are so few that every number has a place."""
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    for layer, (gap, matrix, source, target) in enumerate(
        zip(layout.gaps, weights, layout.columns, layout.columns[1:], strict=False)
    ):
        x = gap.left + _WEIGHT_PLACE * (gap.right - gap.left)
        if (
            not gap.linked
            or not marks.lights(layer)
            or matrix.size > _FEW_WEIGHTS
            or gap.right - gap.left < 100
        ):
            continue
        heights = places_at(x, gap.left, gap.right, source.ys, target.ys)[0].ravel()
        if np.diff(np.sort(heights)).min(initial=np.inf) < theme.caption_px + 4:
            continue
        for y, weight in zip(heights.tolist(), matrix.ravel().tolist(), strict=True):
            text = format_number(weight)
            half = metrics.horizontalAdvance(text) / 2 + 4.0
            plate = QRectF(x - half, y - theme.caption_px / 2 - 2, 2 * half, theme.caption_px + 4)
            painting.fill_round(painter, plate, 5.0, theme.surface)
            painter.setPen(color(theme.ink))
            painter.drawText(plate, _CENTER, text)


def paint_labels(painter: QPainter, column: Column, labels: tuple[str, ...], side: int, theme: Theme) -> None:
    """Paint the names of a narrow column on its left (`side` -1) or right (+1)."""
    painter.setFont(painting.typeface(theme, "caption")[0])
    painter.setPen(color(theme.muted))
    edge = column.x + side * (column.radius + 8.0)
    left = edge if side > 0 else edge - 400.0
    align = Qt.AlignmentFlag.AlignVCenter | (
        Qt.AlignmentFlag.AlignLeft if side > 0 else Qt.AlignmentFlag.AlignRight
    )
    for y, label in zip(column.ys.tolist(), labels, strict=True):
        painter.drawText(QRectF(left, y - 12, 400, 24), align, label)


def paint_glyphs(
    painter: QPainter,
    column: Column,
    values: NDArray[np.floating],
    fills: list[QColor],
    theme: Theme,
    *,
    binary: bool,
) -> None:
    """Write into the neurons: the number where there is room, else a minus sign, and ∞ for what is no number."""
    room = 2 * column.radius - 4.0
    value_px = 0 if binary else _value_px(theme, room)
    font, metrics = _value_type(theme.name, value_px or theme.caption_px)
    painter.setFont(font)
    threshold = _VISIBLE * neuron_limit(values)
    half = 0.3 * column.radius
    for y, value, fill in zip(column.ys.tolist(), values.tolist(), fills, strict=True):
        if not np.isfinite(value):
            text = INFINITY
        elif value_px:
            text = format_number(value, 2)
            text = text if metrics(text) <= room else ""
        else:
            text = ""
        if text:
            painter.setPen(ink_on(fill))
            painter.drawText(QRectF(column.x - 30, y - 12, 60, 24), _CENTER, text)
        elif value < -threshold and column.radius >= _SIGN_RADIUS:
            painter.setPen(QPen(ink_on(fill) if theme.dark else color(theme.ink), 1.4 * theme.stroke))
            painter.drawLine(QLineF(column.x - half, y, column.x + half, y))


def _value_px(theme: Theme, room: float) -> int:
    """Return the size in pixels in which a neuron with so much room holds any usual number, 0 for none."""
    for size_px in range(theme.caption_px, min(_LEAST_VALUE_PX, theme.caption_px) - 1, -1):
        if _value_type(theme.name, size_px)[1](_WIDEST_VALUE) <= room:
            return size_px
    return 0


@cache
def _value_type(theme_name: str, size_px: int) -> tuple[QFont, Callable[[str], float]]:
    """Return the font of the numbers in neurons, and a function that tells how wide a text is in it."""
    font = sized_font(load(theme_name), "caption", size_px, bold=True)
    return font, lru_cache(maxsize=4096)(QFontMetricsF(font).horizontalAdvance)


def paint_dead(painter: QPainter, column: Column, indices: list[int], theme: Theme) -> None:
    """Cross out the units that never fire."""
    painter.setPen(_pen(theme.ink, 1.2, theme))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach = column.radius if column.grid is None else column.grid.pitch / 2 - 1.5
    if reach < 2.0:
        return
    slant = 0.72 * reach
    for x, y in (column.center(index) for index in indices):
        if column.grid is None:
            _draw_rim(painter, column, QPointF(x, y), reach - 0.7)
        painter.drawLine(QLineF(x - slant, y + slant, x + slant, y - slant))


def paint_rings(painter: QPainter, column: Column, theme: Theme) -> None:
    """Ring the whole column: it is what the present step computes."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(theme.ink, 1.6, theme))
    if column.grid is not None:
        painter.drawRoundedRect(rect(column.grid.area).adjusted(-4, -4, 4, 4), 6.0, 6.0)
        return
    for y in column.ys.tolist():
        _draw_rim(painter, column, QPointF(column.x, y), column.radius + 2.2)


def paint_ring(painter: QPainter, column: Column, index: int, theme: Theme, *, focus: bool) -> None:
    """Ring one unit: the cursor (ink) or the keyboard (focus colour) is on it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(theme.focus if focus else theme.ink, 2.0 if focus else 1.5, theme))
    x, y = column.center(index)
    if column.grid is None:
        _draw_rim(painter, column, QPointF(x, y), column.radius + (3.5 if focus else 2.2))
        return
    half = max(column.grid.pitch / 2, 4.0)
    painter.drawRoundedRect(QRectF(x - half, y - half, 2 * half, 2 * half), 0.5 * half, 0.5 * half)


def _draw_rim(painter: QPainter, column: Column, center: QPointF, reach: float) -> None:
    """Draw a line around a neuron, or around the picture in it, `reach` from its middle."""
    if column.squared:
        corner = MAP_CORNER + reach - column.radius
        painter.drawRoundedRect(
            QRectF(center.x() - reach, center.y() - reach, 2 * reach, 2 * reach), corner, corner
        )
    else:
        painter.drawEllipse(center, reach, reach)


def paint_weight_mark(
    painter: QPainter, layout: Layout, ref: LinkRef, shape: tuple[int, int], theme: Theme
) -> None:
    """Frame one weight in the picture of a weight matrix of `shape` (in, out)."""
    area = layout.gaps[ref.layer].matrix
    if area is None:
        return
    height, width = area.height / shape[0], area.width / shape[1]
    x, y = area.left + (ref.target + 0.5) * width, area.top + (ref.source + 0.5) * height
    half_x, half_y = max(width / 2, 2.5), max(height / 2, 2.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(theme.ink, 1.5, theme))
    painter.drawRoundedRect(QRectF(x - half_x, y - half_y, 2 * half_x, 2 * half_y), 1.5, 1.5)


def paint_buttons(
    painter: QPainter,
    layout: Layout,
    sizes: tuple[int, ...],
    hovered: ButtonRef | None,
    theme: Theme,
) -> None:
    """Paint − n + below the hidden columns and + above the gaps; the n becomes × under the cursor."""
    painter.setFont(painting.typeface(theme, "caption")[0])
    for button, area in layout.buttons:
        at = button == hovered
        if at:
            painting.fill_round(painter, rect(area).adjusted(1, 1, -1, -1), 6.0, theme.hover)
        if button.kind is ButtonKind.REMOVE and not at:
            painter.setPen(color(theme.muted))
            painter.drawText(rect(area).adjusted(-20, 0, 20, 0), _CENTER, str(sizes[button.layer + 1]))
            continue
        painter.setPen(_pen(theme.ink if at else theme.faint, 1.4, theme))
        painter.drawLines(_glyph(button.kind, area))


def _glyph(kind: ButtonKind, area: Rect) -> list[QLineF]:
    x, y, reach = area.left + area.width / 2, area.top + area.height / 2, 3.5
    match kind:
        case ButtonKind.FEWER:
            return [QLineF(x - reach, y, x + reach, y)]
        case ButtonKind.REMOVE:
            reach = 3.0
            return [
                QLineF(x - reach, y - reach, x + reach, y + reach),
                QLineF(x - reach, y + reach, x + reach, y - reach),
            ]
    return [QLineF(x - reach, y, x + reach, y), QLineF(x, y - reach, x, y + reach)]


def _pen(name: str, width: float, theme: Theme) -> QPen:
    return QPen(color(name), width * theme.stroke, c=Qt.PenCapStyle.RoundCap)
