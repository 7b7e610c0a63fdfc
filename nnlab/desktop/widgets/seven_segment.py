"""The seven-segment digit: a big clickable input, an output of probabilities, or a tiny picture in a table.

Segments are numbered as the truth table writes them, a b c d e f g. The geometry is a plain function of a
rectangle, so that a click, a test and a paint event agree on where a segment lies.
"""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.lamps import (
    HALO,
    bar_halo,
    bar_path,
    ink_on_lamp,
    is_lit,
    lamp_color,
    sized_font,
)
from nnlab.desktop.widgets.parts.segment_shape import (
    LETTERS,
    digit_rect,
    rounded_size,
    segment_at,
    segment_rects,
)
from nnlab.desktop.widgets.parts.switching import SWITCH_KEYS, Switching
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import INFINITY, format_fixed

# For each arrow key, the segments reached from a b c d e f g.
_NEIGHBOURS = {
    Qt.Key.Key_Up: "aabgfaa",
    Qt.Key.Key_Down: "gcddded",
    Qt.Key.Key_Left: "fggeeff",
    Qt.Key.Key_Right: "bbccggb",
}


def next_segment(segment: int, key: int) -> int:
    """Return the segment an arrow key leads to from `segment`; the same one where there is none."""
    return LETTERS.index(_NEIGHBOURS[key][segment])


class SevenSegmentDisplay(Switching, QWidget):
    """A seven-segment digit that shows levels 0..1 and reports clicks on its segments.

    Left click, Space and Enter ask to switch a segment; right click, Ctrl+click, Ctrl+Space and Delete
    ask to break or mend it. Arrow keys move between segments. The display changes nothing by itself.
    """

    segment_clicked = Signal(object)  # int, 0..6 for a..g
    segment_broken_requested = Signal(object)  # int, 0..6

    _own_keys = (*SWITCH_KEYS, *_NEIGHBOURS)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels = np.zeros(7)
        self._broken: frozenset[int] = frozenset()
        self._labels_visible = True
        self._hovered: int | None = None
        self._focused = 0
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("seven_segment_display")
        self.setMouseTracking(True)
        self.retranslate()

    # Values in

    def set_levels(self, levels: NDArray[np.floating]) -> None:
        """Show `levels` (7,), brightness 0..1 of a b c d e f g; NaN is shown as '∞' on a grey segment."""
        if np.array_equal(levels, self._levels, equal_nan=True):
            return
        lit_before = self._lit()
        self._levels = np.array(levels, dtype=np.float64).reshape(7)
        if self._lit() != lit_before:
            self._describe()
        self._show_readout()
        self.update()

    def set_broken(self, broken: frozenset[int]) -> None:
        """Show the segments `broken` (0..6) as cracked: they never light."""
        if broken != self._broken:
            self._broken = frozenset(broken)
            self._describe()
            self.update()

    def set_interactive(self, interactive: bool) -> None:
        """Let segments be clicked and reached by keyboard, or not (the default)."""
        super().set_interactive(interactive)
        policy = Qt.ContextMenuPolicy
        self.setContextMenuPolicy(policy.PreventContextMenu if interactive else policy.DefaultContextMenu)

    def set_labels_visible(self, visible: bool) -> None:
        """Write the letters a to g on the segments, or not; a small digit never has them."""
        if visible != self._labels_visible:
            self._labels_visible = visible
            self.update()

    def retranslate(self) -> None:
        """Set all texts again; a tooltip that the owner gave stays."""
        self._texts.set_tip(
            self.tr("Seven segments: click switches one, right click breaks or mends it")
            if self._interactive
            else self.tr("Seven segments, each as bright as its value from 0 to 1")
        )
        self._describe()

    def _lit(self) -> list[str]:
        levels = self._levels.tolist()
        return [c for i, c in enumerate(LETTERS) if is_lit(levels[i]) and i not in self._broken]

    def _describe(self) -> None:
        lit = ", ".join(self._lit())
        self.setAccessibleName(
            self.tr("segments lit: {letters}").format(letters=lit) if lit else self.tr("no segment lit")
        )
        broken = ", ".join(LETTERS[i] for i in sorted(self._broken))
        self.setAccessibleDescription(
            self.tr("segments broken: {letters}").format(letters=broken) if broken else self.toolTip()
        )

    # The readout under the cursor

    def _value_text(self, segment: int) -> str:
        if segment in self._broken:
            return self.tr("broken")
        level = float(self._levels[segment])
        return format_fixed(level, 3) if np.isfinite(level) else INFINITY

    def _show_readout(self) -> None:
        # An input is 0 or 1, which everyone sees.
        if self._hovered is None or self._interactive:
            self._readout.hide()
            return
        bar = segment_rects(digit_rect(QRectF(self.rect())))[self._hovered].toAlignedRect()
        self._readout.show_at(bar, (LETTERS[self._hovered], self._value_text(self._hovered)))

    def _segment_under(self, point: QPointF) -> int | None:
        return segment_at(digit_rect(QRectF(self.rect())), point)

    # Gestures

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._readout.isVisible():
            return True  # the readout says more
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._segment_under(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            if self._interactive and hovered is not None:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.unsetCursor()
            self._show_readout()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._show_readout()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._readout.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        segment = self._segment_under(event.position())
        if not self._interactive or segment is None:
            event.ignore()
            return
        self._focused = segment
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask(segment, event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self.segment_broken_requested.emit(segment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._interactive:
            super().keyPressEvent(event)
        elif key in _NEIGHBOURS:
            self._focused = next_segment(self._focused, key)
            told = self.tr("segment {letter}: {value}")
            value = self._value_text(self._focused)
            self.setAccessibleDescription(told.format(letter=LETTERS[self._focused], value=value))
            self.update()
        elif key == Qt.Key.Key_Delete:
            self.segment_broken_requested.emit(self._focused)
        elif key in SWITCH_KEYS:
            self._ask(self._focused, event.modifiers())
        else:
            super().keyPressEvent(event)

    def _ask(self, segment: int, modifiers: Qt.KeyboardModifier) -> None:
        breaking = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        (self.segment_broken_requested if breaking else self.segment_clicked).emit(segment)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # Painting

    def sizeHint(self) -> QSize:
        return QSize(160, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(32, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        bars = segment_rects(digit_rect(QRectF(self.rect())))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_halos(painter, bars, theme)
        for segment, bar in enumerate(bars):
            painter.save()
            painter.translate(bar.center())
            self._paint_bar(painter, segment, bar_path(*rounded_size(bar)), theme)
            painter.restore()
        thickness = bars[0].height()
        if self._labels_visible and thickness >= 11:
            self._paint_labels(painter, bars, theme)

    def _paint_halos(self, painter: QPainter, bars: tuple[QRectF, ...], theme: Theme) -> None:
        """Glow beneath all bars, so that no halo tints a neighbour."""
        strength = 0.7 if theme.dark else 0.5
        reach = bars[0].height() * HALO
        for segment, (bar, level) in enumerate(zip(bars, self._levels.tolist(), strict=True)):
            if is_lit(level) and segment not in self._broken:
                halo = bar_halo(*rounded_size(bar), theme.lamp, strength, self.devicePixelRatioF())
                painter.setOpacity(min(2 * level - 0.8, 1.0))  # a fifth where it starts to be lit
                painter.drawImage(bar.topLeft() - QPointF(reach, reach), halo)
        painter.setOpacity(1.0)

    def _paint_bar(self, painter: QPainter, segment: int, path: QPainterPath, theme: Theme) -> None:
        """Paint one bar around the origin: its brightness or its crack, the hover and the focus."""
        if segment in self._broken:
            self._paint_broken(painter, path, theme)
        else:
            painter.fillPath(path, lamp_color(self._levels[segment], theme))
        if not self._interactive:
            return
        if segment == self._hovered:
            tint = QColor(theme.ink)
            tint.setAlphaF(0.10)
            painter.fillPath(path, tint)
        if segment == self._focused and self.hasFocus():
            painter.strokePath(path, QPen(themes.color(theme.ink), 2 * theme.stroke))

    def _paint_broken(self, painter: QPainter, path: QPainterPath, theme: Theme) -> None:
        pen = QPen(themes.color(theme.muted), 1.2 * theme.stroke, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2.5])
        painter.strokePath(path, pen)
        pen = QPen(themes.color(theme.muted), 1.2 * theme.stroke)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.save()
        painter.setPen(pen)
        box = path.boundingRect()
        if box.width() < box.height():
            painter.rotate(90)
        half, along = min(box.width(), box.height()) / 2, max(box.width(), box.height()) / 4
        zigzag = ((0.25, -1.0), (-0.2, -0.15), (0.25, 0.1), (-0.25, 1.0))
        for centre in (-along, along):
            painter.drawPolyline([QPointF(centre + x * half, y * half) for x, y in zigzag])
        painter.restore()  # what is pointed at or focused is painted over it

    def _paint_labels(self, painter: QPainter, bars: tuple[QRectF, ...], theme: Theme) -> None:
        painter.setFont(sized_font(theme, "caption", max(9, round(bars[0].height() * 0.66)), bold=True))
        for segment, bar in enumerate(bars):
            level = self._levels[segment]
            if segment in self._broken or not level >= 0.15:
                painter.setPen(themes.color(theme.muted))
            else:
                painter.setPen(ink_on_lamp(level, theme))
            text = LETTERS[segment] if np.isfinite(level) else INFINITY
            painter.drawText(bar.adjusted(-9, -9, 9, 9), Qt.AlignmentFlag.AlignCenter, text)


def _sample() -> QWidget:
    display = SevenSegmentDisplay()
    display.set_levels(np.array([1.0, 0.0, 1.0, 1.0, 0.3, 1.0, 0.7]))
    display.set_broken(frozenset({1}))
    display.set_interactive(True)
    display.segment_clicked.connect(lambda segment: print("clicked", LETTERS[segment]))
    return display


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
