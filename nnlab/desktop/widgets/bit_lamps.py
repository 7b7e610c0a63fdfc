"""A row of lamps, one per bit: the answer of a network with binary outputs, or the switches of its input.

Lit is told by a ring and by the number beneath as well as by colour.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.lamps import RING, LampPainter, brightness, is_lit, sized_font
from nnlab.desktop.widgets.parts.switching import SWITCH_KEYS, Switching
from nnlab.desktop.words.numbers import INFINITY, format_fixed

_PITCH = 2.6  # distance of two lamps / size of the text, where there is room
_DIAMETER = 0.65  # of a lamp / pitch
_MOVE_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


# Geometry


@dataclass(frozen=True, slots=True)
class BitLayout:
    """Where the parts of the row lie, in pixels. A line of text is given by its rectangle's top and height."""

    pitch: float
    left: float  # of the first lamp's cell
    lamp_y: float  # centre
    label_top: float
    value_top: float
    bottom: float  # of the last line beneath the lamps
    answer_top: float
    caption_top: float
    scale: float  # of every text against its size in the theme

    @property
    def diameter(self) -> float:
        """Return the diameter of a lamp without its ring."""
        return self.pitch * _DIAMETER

    def lamp_x(self, bit: int) -> float:
        """Return the centre of the lamp `bit`."""
        return self.left + (bit + 0.5) * self.pitch


def natural_height(text_px: float, caption_px: float, answer_px: float) -> float:
    """Return the height of everything at the sizes of the theme; without an answer `answer_px` is 0."""
    lamps = _PITCH * _DIAMETER * RING * text_px
    answer = 1.1 * answer_px + 2.7 * caption_px if answer_px else 0.0
    return lamps + 1.7 * text_px + 1.45 * caption_px + answer


def bit_layout(
    width: float, height: float, count: int, text_px: float, caption_px: float, answer_px: float
) -> BitLayout:
    """Lay out `count` lamps, two lines beneath each and, if `answer_px` > 0, an answer with its caption.

    The sizes are those of the theme. Everything shrinks together where the room is small, down to a third,
    and grows by at most a half where it is large; many lamps move closer together.
    """
    lamps = _PITCH * _DIAMETER * RING * text_px
    natural = natural_height(text_px, caption_px, answer_px)
    scale = min(height / natural, width / (4 * _PITCH * text_px))
    scale = min(max(scale, 0.33), 1.5)
    pitch = min(_PITCH * text_px * scale, width / max(count, 1))
    top = max((height - natural * scale) / 2, 0.0)
    label_top = top + (lamps + 0.35 * text_px) * scale
    value_top = label_top + 1.35 * text_px * scale
    bottom = value_top + 1.45 * caption_px * scale
    answer_top = bottom + 1.1 * caption_px * scale
    return BitLayout(
        pitch=pitch,
        left=(width - pitch * count) / 2,
        lamp_y=top + lamps * scale / 2,
        label_top=label_top,
        value_top=value_top,
        bottom=bottom,
        answer_top=answer_top,
        caption_top=answer_top + 1.1 * answer_px * scale,
        scale=scale,
    )


def bit_at(layout: BitLayout, count: int, point: QPointF) -> int | None:
    """Return the lamp whose cell, down to the number beneath it, holds `point`, or None."""
    bit = int((point.x() - layout.left) // layout.pitch)
    reach = layout.diameter * RING / 2 + 4
    inside = layout.lamp_y - reach <= point.y() <= layout.bottom and 0 <= bit < count
    return bit if inside else None


class BitLamps(Switching, FollowsLook, QWidget):
    """Lamps for bits with their place values and levels beneath, and the answer they spell in large type.

    Interactive lamps are switches: click, or arrows with Space, asks to flip one; nothing flips by itself.
    """

    bit_clicked = Signal(object)  # int, counted from the left

    _own_keys = (*_MOVE_KEYS, *SWITCH_KEYS)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._levels = np.zeros(4)
        self._labels: tuple[str, ...] = ()
        self._answer = ""
        self._caption = ""
        self._hovered: int | None = None
        self._focused = 0
        self._texts = DefaultTexts(self)
        self.setObjectName("bit_lamps")
        self.setMouseTracking(True)
        self.retranslate()

    # Values in

    def set_levels(self, levels: NDArray[np.floating]) -> None:
        """Show `levels` (n,), one lamp each, brightness 0..1; a level that is not finite is shown as '∞'."""
        if np.array_equal(levels, self._levels, equal_nan=True):
            return
        before, looked = self._bits(), self._look()
        self._levels = np.array(levels, dtype=np.float64).ravel()
        if len(before) != self._levels.size:
            self._focused = 0
            self.updateGeometry()
        if self._look() == looked:
            return  # while a network trains, levels change more often than what they are painted as
        if self._bits() != before:
            self._describe()
        self.update()

    def set_labels(self, labels: tuple[str, ...]) -> None:
        """Write `labels` beneath the lamps, such as ('8', '4', '2', '1')."""
        if labels != self._labels:
            self._labels = tuple(labels)
            self._describe()
            self.update()

    def set_answer(self, text: str, caption: str) -> None:
        """Write the answer in large type with its caption beneath; an empty text shows no answer."""
        if (text, caption) != (self._answer, self._caption):
            self._answer, self._caption = text, caption
            self._describe()
            self.updateGeometry()
            self.update()

    def retranslate(self) -> None:
        """Set all texts again; a tooltip that the owner gave stays."""
        self._texts.set_tip(
            self.tr("Input bits: click one to switch it between 0 and 1")
            if self._interactive
            else self.tr("Output bits, each as bright as its value; a ring marks 0.5 and above")
        )
        self._describe()

    def _bits(self) -> str:
        return "".join("1" if is_lit(level) else "0" for level in self._levels.tolist())

    def _look(self) -> tuple[list[int], list[str]]:
        """Return what the levels are painted as."""
        return brightness(self._levels).tolist(), [self._value_text(level) for level in self._levels.tolist()]

    def _describe(self) -> None:
        text = self.tr("bits {bits}, answer {answer}") if self._answer else self.tr("bits {bits}")
        self.setAccessibleName(text.format(bits=" ".join(self._bits()), answer=self._answer))
        self.setAccessibleDescription(self.toolTip())

    # Gestures

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = bit_at(self._layout(), self._levels.size, event.position()) if self._interactive else None
        if hovered != self._hovered:
            self._hovered = hovered
            if hovered is None:
                self.unsetCursor()
            else:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bit = bit_at(self._layout(), self._levels.size, event.position())
        if not self._interactive or bit is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._focused = bit
        self.bit_clicked.emit(bit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._interactive:
            super().keyPressEvent(event)
        elif key in _MOVE_KEYS:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._focused = min(max(self._focused + step, 0), self._levels.size - 1)
            self.update()
        elif key in SWITCH_KEYS:
            self.bit_clicked.emit(self._focused)
        else:
            super().keyPressEvent(event)

    # Painting

    def sizeHint(self) -> QSize:
        theme = themes.current()
        height = natural_height(theme.text_px, theme.caption_px, theme.answer_px if self._answer else 0)
        return QSize(round(max(self._levels.size, 4) * _PITCH * theme.text_px), round(height))

    def minimumSizeHint(self) -> QSize:
        # Enough for the answer to be read; many lamps move closer together.
        return QSize(round(6.5 * themes.current().text_px), 84 if self._answer else 40)

    def _layout(self) -> BitLayout:
        theme = themes.current()
        answer_px = theme.answer_px if self._answer else 0
        return bit_layout(
            self.width(), self.height(), self._levels.size, theme.text_px, theme.caption_px, answer_px
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, layout = themes.current(), self._layout()
        painter = painting.begin_opaque(self, event)
        lamps = LampPainter(painter, layout.diameter, theme, self.devicePixelRatioF())
        for bit, level in enumerate(self._levels.tolist()):
            lamps.draw(layout.lamp_x(bit), layout.lamp_y, level)
            self._paint_pointer(painter, bit, layout, theme)
        self._paint_lines(painter, layout, theme)
        if self._answer:
            self._paint_answer(painter, layout, theme)

    def _paint_pointer(self, painter: QPainter, bit: int, layout: BitLayout, theme: Theme) -> None:
        """Show that the mouse or the keyboard is at this switch."""
        focused = self.hasFocus() and bit == self._focused
        if self._interactive and (focused or bit == self._hovered):
            tone = theme.ink if focused else theme.faint
            painter.setPen(QPen(themes.color(tone), (2.0 if focused else 1.5) * theme.stroke))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            centre, radius = QPointF(layout.lamp_x(bit), layout.lamp_y), layout.diameter / 2 + 1
            painter.drawEllipse(centre, radius, radius)

    def _paint_lines(self, painter: QPainter, layout: BitLayout, theme: Theme) -> None:
        """Write the place values and, beneath them, the levels."""
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        value_font = sized_font(theme, "caption", max(round(theme.caption_px * layout.scale), 8))
        painter.setFont(sized_font(theme, "text", max(round(theme.text_px * layout.scale), 8), bold=True))
        painter.setPen(themes.color(theme.ink))
        line = QRectF(0, layout.label_top, layout.pitch, 2 * theme.text_px)
        room = layout.pitch if self._levels.size > 1 else self.width()  # one alone has all of it
        named, metrics = QRectF(0, layout.label_top, room, line.height()), QFontMetricsF(painter.font())
        for bit, label in enumerate(self._labels[: self._levels.size]):
            named.moveLeft(layout.lamp_x(bit) - room / 2)
            painter.drawText(named, middle, metrics.elidedText(label, Qt.TextElideMode.ElideRight, room))
        texts = self._value_texts(QFontMetricsF(value_font), 0.95 * layout.pitch)
        painter.setFont(value_font)
        painter.setPen(themes.color(theme.muted))
        for bit, text in enumerate(texts):
            line.moveTopLeft(QPointF(layout.left + bit * layout.pitch, layout.value_top))
            painter.drawText(line, middle, text)

    def _value_texts(self, metrics: QFontMetricsF, room: float) -> list[str]:
        """Return the numbers with as many digits as fit side by side; none if they would run into each other."""
        for decimals in (2, 1, 0):
            texts = [self._value_text(level, decimals) for level in self._levels.tolist()]
            if all(metrics.horizontalAdvance(text) <= room for text in texts):
                return texts
        return []

    def _value_text(self, level: float, decimals: int = 2) -> str:
        if not np.isfinite(level):
            return INFINITY
        return f"{level:g}" if self._interactive else format_fixed(level, decimals)

    def _paint_answer(self, painter: QPainter, layout: BitLayout, theme: Theme) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        height = layout.caption_top - layout.answer_top
        painter.setFont(_fitted(theme, "answer", self._answer, theme.answer_px * layout.scale, self.width()))
        painter.setPen(themes.color(theme.ink))
        painter.drawText(QRectF(0, layout.answer_top, self.width(), height), middle, self._answer)
        caption_px = theme.caption_px * layout.scale
        painter.setFont(_fitted(theme, "caption", self._caption, caption_px, self.width()))
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QRectF(0, layout.caption_top, self.width(), 1.7 * caption_px), middle, self._caption)


def _fitted(theme: Theme, role: str, text: str, size_px: float, width: float) -> QFont:
    """Return the font of `role` at `size_px`, or smaller if `text` would be wider than `width`; at least 8 px."""
    font = sized_font(theme, role, max(round(size_px), 8))
    needed = QFontMetricsF(font).horizontalAdvance(text)
    if needed <= width:
        return font
    return sized_font(theme, role, max(int(size_px * width / needed), 8))


def _sample() -> QWidget:
    lamps = BitLamps()
    lamps.set_levels(np.array([0.02, 0.998, 0.3, 0.7]))
    lamps.set_labels(("8", "4", "2", "1"))
    lamps.set_answer("5", "the network reads")
    lamps.set_interactive(True)
    lamps.bit_clicked.connect(lambda bit: print("clicked", bit))
    return lamps


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
