"""The key below a picture of points: which mark is which class, what small points and rings are, what colours mean."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.numbers import format_number
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting, plane_glyphs
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes
from nnlab.desktop.widgets.parts.plane_model import Answer, Frame

_MARK_SHARE = 1.4  # of the size of the text: the room of a mark
_SPACE_PX = 10.0  # between two entries
_BAR_PX = 46.0
_NAME_SPACE_PX = 12.0  # to the name of the axis


def paint_legend(
    painter: QPainter, axes: PlaneAxes, frame: Frame, words: tuple[str, str], theme: Theme, *, scale: bool
) -> None:
    """Paint the key left of the horizontal axis' name, as many entries as have room.

    `words` are those for small points and for ringed ones, empty where there are none; `scale` tells whether the
    colours of values are explained, which an axis of them does as well.
    """
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    baseline = max(baseline for _left, baseline, _text in axes.labels)
    middle = baseline - metrics.capHeight() / 2
    name = painting.advance(theme, "caption", frame.names[0]) + _NAME_SPACE_PX
    x, end = axes.area.left(), axes.area.right() - name
    unseen, wrong = words
    room = _MARK_SHARE * theme.caption_px
    if frame.answer is Answer.VALUES:
        x = _paint_bar(painter, QPointF(x, middle), end, frame, theme) if scale else x
    else:
        palette = colors.class_colors(theme, max(len(frame.classes), 2))
        for mark, text in enumerate(frame.classes):
            width = painting.advance(theme, "caption", text)
            if x + room + width > end:
                return
            at = QPointF(x + room / 2 - 1, middle)
            plane_glyphs.paint_point(painter, at, mark, palette[mark % len(palette)], theme)
            x = _paint_text(painter, x + room, baseline, text, theme)
    for text, is_unseen in ((unseen, True), (wrong, False)):
        if not text or x + room + painting.advance(theme, "caption", text) > end:
            continue
        at = QPointF(x + room / 2 - 1, middle)
        if is_unseen:
            plane_glyphs.paint_point(painter, at, 0, QColor(theme.surface), theme, unseen=True)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(themes.color(theme.ink), 1.7 * theme.stroke**0.5))
            painter.drawEllipse(at, 4.4, 4.4)
        x = _paint_text(painter, x + room, baseline, text, theme)


def _paint_text(painter: QPainter, x: float, baseline: float, text: str, theme: Theme) -> float:
    """Write an entry, and return where the next one begins."""
    painter.setPen(themes.color(theme.muted))
    painter.drawText(QPointF(x, baseline), text)
    return x + painting.advance(theme, "caption", text) + _SPACE_PX


def _paint_bar(painter: QPainter, at: QPointF, end: float, frame: Frame, theme: Theme) -> float:
    """Paint the scale of values with its ends, if there is room; return where the next entry begins."""
    metrics = painting.typeface(theme, "caption")[1]
    low, high = (format_number(frame.middle + side * frame.reach, trim=True) for side in (-1, 1))
    advance = painting.advance(theme, "caption", low)
    if at.x() + advance + _BAR_PX + painting.advance(theme, "caption", high) + 12 > end:
        return at.x()
    baseline = at.y() + metrics.capHeight() / 2
    painter.setPen(themes.color(theme.muted))
    painter.drawText(QPointF(at.x(), baseline), low)
    bar = QRectF(at.x() + advance + 6, at.y() - 2.5, _BAR_PX, 5.0)
    ramp = QLinearGradient(bar.topLeft(), bar.topRight())
    for place, name in ((0.0, theme.negative), (0.5, theme.zero), (1.0, theme.positive)):
        ramp.setColorAt(place, QColor(name))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ramp)
    painter.drawRoundedRect(bar, 2.5, 2.5)
    return _paint_text(painter, bar.right() + 6, baseline, high, theme)
