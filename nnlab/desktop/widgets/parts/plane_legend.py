"""The key below a picture of points: which mark is which class, what small points and rings are, what colours mean."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting, plane_glyphs
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes
from nnlab.desktop.widgets.parts.plane_model import Answer, Frame
from nnlab.desktop.words.numbers import format_number

_MARK_SHARE = 1.4  # of the size of the text: the room of a mark
_SPACE_PX = 10.0  # between two entries
_BAR_PX = 46.0
_UNSEEN, _WRONG = -1, -2  # entries that are no class
_Entry = tuple[int, str]  # which class, or one of the two, and its text
_TIGHT_PX = 6.0  # between two of them where there is little room
_NAME_SPACE_PX = 12.0  # to the name of the axis
_CAPTION_PX = (8.0, 6.0)  # from the corner of the picture to its caption
_CAPTION_ALPHA = 225


def paint_legend(
    painter: QPainter, axes: PlaneAxes, frame: Frame, words: tuple[str, str], theme: Theme, *, scale: bool
) -> None:
    """Paint the key left of the horizontal axis' name, as many entries as have room.

    `words` are those for small points and for ringed ones, empty where there are none; `scale` tells whether the
    colours of values are explained, which an axis of them does as well. Of a small picture the key begins under the
    numbers of the vertical axis; what has no room then is left out whole, the ringed ones last.
    """
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    baseline = max(baseline for _left, baseline, _text in axes.labels)
    middle = baseline - metrics.capHeight() / 2
    x, end = axes.area.left(), axes.area.right()
    if frame.names[0]:
        end -= painting.advance(theme, "caption", frame.names[0]) + _NAME_SPACE_PX
    if frame.answer is Answer.VALUES:
        x = _paint_bar(painter, QPointF(x, middle), end, frame, theme) if scale else x
        entries: list[_Entry] = []
    else:
        entries = list(enumerate(frame.classes))
    entries += [(which, text) for which, text in zip((_UNSEEN, _WRONG), words, strict=True) if text]
    x, space, entries = _fitted(entries, x, end, theme, may_begin_left=bool(frame.classes))
    room = _MARK_SHARE * theme.caption_px
    for which, text in entries:
        _paint_mark(painter, QPointF(x + room / 2 - 1, middle), which, len(frame.classes), theme)
        x = _paint_text(painter, x + room, baseline, text, theme) - _SPACE_PX + space


def _fitted(
    entries: list[_Entry], x: float, end: float, theme: Theme, *, may_begin_left: bool
) -> tuple[float, float, list[_Entry]]:
    """Return where the entries begin, the space between two, and those for which there is room."""
    starts = [(x, _SPACE_PX), (x, _TIGHT_PX)]
    if may_begin_left:
        starts.append((0.0, _TIGHT_PX))
    for start, space in starts:
        if start + _width(entries, space, theme) <= end:
            return start, space, entries
    start, space = starts[-1]
    kept = list(entries)
    for which in (_UNSEEN, _WRONG):
        kept = [entry for entry in kept if entry[0] != which]
        if start + _width(kept, space, theme) <= end:
            break
    while kept and start + _width(kept, space, theme) > end:
        kept.pop()
    return start, space, kept


def _width(entries: list[_Entry], space: float, theme: Theme) -> float:
    room = _MARK_SHARE * theme.caption_px
    texts = sum(room + painting.advance(theme, "caption", text) for _which, text in entries)
    return texts + space * max(len(entries) - 1, 0)


def _paint_mark(painter: QPainter, at: QPointF, which: int, classes: int, theme: Theme) -> None:
    """Paint the mark of an entry: that of a class, or of small or ringed points."""
    if which == _UNSEEN:
        plane_glyphs.paint_point(painter, at, 0, QColor(theme.surface), theme, unseen=True)
    elif which == _WRONG:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(themes.color(theme.ink), 1.7 * theme.stroke**0.5))
        painter.drawEllipse(at, 4.4, 4.4)
    else:
        palette = colors.class_colors(theme, max(classes, 2))
        plane_glyphs.paint_point(painter, at, which, palette[which % len(palette)], theme)


def paint_caption(painter: QPainter, axes: PlaneAxes, text: str, theme: Theme) -> None:
    """Paint what the picture shows for a while into its upper left corner."""
    font, metrics = painting.typeface(theme, "caption", bold=True)
    across, down = _CAPTION_PX
    width = painting.advance(theme, "caption", text, bold=True) + 2 * across
    plate = QRectF(
        axes.area.left() + across, axes.area.top() + across, width, metrics.height() + 2 * down - 4
    )
    ground = QColor(theme.surface)
    ground.setAlpha(_CAPTION_ALPHA)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(plate, 6.0, 6.0)
    painter.setFont(font)
    painter.setPen(themes.color(theme.ink))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


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
