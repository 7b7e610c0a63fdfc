"""Strokes and sizes that the controls of the chrome share."""

import math
from functools import cache, lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QStyle, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.words import language

PLATE_RADIUS = 10.0
CHIP_RADIUS = 7.0
CHIP_PADDING = 8


def plate_height(theme: Theme) -> int:
    """Return the height of a button on the toolbar in pixels: 34 with 13 px text."""
    return _even(theme.text_px + 21)


def row_height(theme: Theme) -> int:
    """Return the height of a row of label and value in pixels: 28 with 13 px text."""
    return _even(theme.text_px + 15)


def _even(height: int) -> int:
    """Return `height`, or one more: an even height has its middle on whole pixels, as its neighbours do."""
    return height + height % 2


def icon_px(theme: Theme) -> int:
    """Return the side of an icon beside text in pixels: 18 with 13 px text."""
    return round(theme.text_px * 1.4)


def weighted(theme: Theme, weight: QFont.Weight, role: str = "text") -> QFont:
    """Return the font of `role` in another weight. The font is shared: copy it before changing it."""
    return _weighted(theme.name, weight, role)


@cache
def _weighted(theme_name: str, weight: QFont.Weight, role: str) -> QFont:
    font = themes.load(theme_name).font(role)
    font.setWeight(weight)
    return font


def typeface(theme: Theme, role: str, *, bold: bool = False) -> tuple[QFont, QFontMetricsF]:
    """Return the font of `role` and its measures. They are shared: copy them before changing them."""
    return _typeface(theme.name, role, bold)


@cache
def _typeface(theme_name: str, role: str, bold: bool) -> tuple[QFont, QFontMetricsF]:
    font = themes.load(theme_name).font(role, bold=bold)
    return font, QFontMetricsF(font)


def advance(theme: Theme, role: str, text: str, *, bold: bool = False) -> float:
    """Return how wide `text` is in the font of `role`, in pixels; what was measured before is not measured again.

    In another language the same letters may have other widths: fonts shape them by the locale.
    """
    return _advance(theme.name, language.current(), role, bold, text)


@lru_cache(maxsize=4096)
def _advance(theme_name: str, _language: str, role: str, bold: bool, text: str) -> float:
    return _typeface(theme_name, role, bold)[1].horizontalAdvance(text)


def value_font(theme: Theme) -> QFont:
    """Return the font of a value beside its label: a touch stronger than the label."""
    return weighted(theme, QFont.Weight.Medium)


def text_width(font: QFont, text: str) -> int:
    """Return the width of `text` in whole pixels, rounded up so that it is never cut."""
    return math.ceil(QFontMetricsF(font).horizontalAdvance(text))


def begin(widget: QWidget) -> QPainter:
    """Return an antialiasing painter on `widget`."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def make_opaque(widget: QWidget) -> None:
    """Spare Qt the painting of all that lies under `widget`, card and window, whenever it shows new numbers.

    Its painter must come from `begin_opaque`.
    """
    widget.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def begin_opaque(widget: QWidget, event: QPaintEvent, ground: str = "") -> QPainter:
    """Return an antialiasing painter on an opaque widget, with its ground laid: the card's surface if not named."""
    painter = begin(widget)
    painter.fillRect(event.rect(), themes.color(ground or themes.current().surface))
    return painter


def is_vector(painter: QPainter) -> bool:
    """Tell whether `painter` writes shapes, as into an SVG: what is kept as pixels would stay pixels there."""
    return painter.paintEngine().type() == QPaintEngine.Type.SVG


def is_picture(painter: QPainter, widget: QWidget) -> bool:
    """Tell whether `painter` paints `widget` as shapes, or finer than the screen, for which pictures are kept."""
    # Screens between whole ratios, as 1.333, are known to widget and device with other roundings.
    finer = abs(painter.deviceTransform().m11() - widget.devicePixelRatioF()) > 0.01
    return finer or is_vector(painter)


def fill_round(painter: QPainter, rect: QRectF, radius: float, color: str | QColor) -> None:
    """Fill a rounded rectangle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(themes.color(color) if isinstance(color, str) else color)
    painter.drawRoundedRect(rect, radius, radius)


def write_note(painter: QPainter, rect: QRect, text: str, theme: Theme, role: str = "text") -> None:
    """Write a sentence that says why there is no picture, wrapped, where the picture would begin."""
    painter.setFont(typeface(theme, role)[0])
    painter.setPen(themes.color(theme.muted))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), text)


def round_region(rect: QRect, radius: float) -> QRegion:
    """Return a rounded rectangle as a mask for a popup: translucent corners are black without a compositor."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), radius, radius)
    return QRegion(path.toFillPolygon().toPolygon())


def stroke_round(painter: QPainter, rect: QRectF, radius: float, color: str, width: float) -> None:
    """Draw the outline of a rounded rectangle, `width` pixels wide and wholly inside `rect`."""
    inset = width / 2
    painter.setPen(QPen(themes.color(color), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def stroke_brackets(painter: QPainter, box: QRectF, reach: float, radius: float, pen: QPen) -> None:
    """Draw round brackets, the middles of their strokes at the sides of `box`.

    Their corners are `radius` pixels high and reach so far inwards as `reach` says.
    """
    path = QPainterPath()
    for side, inward in ((box.left(), reach), (box.right(), -reach)):
        path.moveTo(side + inward, box.top())
        path.quadTo(side, box.top(), side, box.top() + radius)
        path.lineTo(side, box.bottom() - radius)
        path.quadTo(side, box.bottom(), side + inward, box.bottom())
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, theme: Theme) -> None:
    """Draw the ring that shows where the keyboard is."""
    stroke_round(painter, rect, radius, theme.focus, 2.0)


def fault_ring(widget: QWidget, radius: float) -> None:
    """Draw the ring in ink around a field whose text was refused."""
    painter = begin(widget)
    stroke_round(painter, QRectF(widget.rect()), radius, themes.current().ink, 2.0)
    painter.end()


class KeyboardFocus:
    """A widget that shows where the keyboard is only when the keyboard brought it there.

    To be named before the Qt class among the bases; paint the ring while `focus_shown`.
    """

    _brought_by_keyboard = False

    @property
    def focus_shown(self) -> bool:
        """Whether the ring is to be painted."""
        return self._brought_by_keyboard and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._brought_by_keyboard = event.reason() in _KEYBOARD_REASONS
        super().focusInEvent(event)


_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def motion_ms(widget: QWidget, wanted_ms: int) -> int:
    """Return how long an animation may last: `wanted_ms`, or 0 if the system asks for no motion."""
    allowed = widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
    return wanted_ms if allowed > 0 else 0
