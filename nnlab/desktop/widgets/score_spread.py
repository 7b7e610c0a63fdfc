"""How a number is spread over two groups of samples, and the line from which on a sample counts to the first."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.histogram import place_captions
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.parts.spread_layout import BINS, rounded, score_scale, shares, step_line
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import format_count, format_number

_GRIP_PX = 9.0  # how far from the line it can be taken
_HANDLE_PADDING_PX = 10.0
_SPACE_PX = 6.0
_TICK_PITCH_PX = 64
_MARK_PX = 5.0
_PLATE_ROOM_PX = 23  # of the readout, without its text and with the gap below it
_STEPS = 200  # of an arrow key, from one end of the axis to the other
_FAR_STEPS = 10  # at once, with Page Up and Page Down
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: -_FAR_STEPS,
    Qt.Key.Key_PageUp: _FAR_STEPS,
}


class ScoreSpread(FollowsLook, QWidget):
    """Two histograms over one axis, each by its own count, and a line that is dragged, or moved with the arrow keys.

    The line shows only where `set_boundary` put it. What lies right of it, or on it, counts to the first group.
    """

    boundary_dragged = Signal(object)  # float: where the line is wanted
    drag_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._groups: tuple[NDArray[np.floating], NDArray[np.floating]] = (np.zeros(0), np.zeros(0))
        self._names = ("", "")
        self._scale = Scale(0.0, 1.0)
        self._shares = (np.zeros(BINS), np.zeros(BINS))
        self._boundary = 0.0
        self._handle_text = ""
        self._mark: float | None = None
        self._movable = True
        self._dragging = False
        self._hovered: float | None = None
        self._readout = Readout(self)
        self._tip = ""
        self.setObjectName("score_spread")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    # -- values ----------------------------------------------------------------------------------------

    def set_groups(self, first: NDArray[np.floating], others: NDArray[np.floating]) -> None:
        """Show how the numbers of the two groups are spread, vectors of any length; the axis fits them."""
        self._groups = (first, others)
        self._scale = score_scale(scales.extremes(self._groups))
        self._shares = (shares(first, self._scale), shares(others, self._scale))
        self._show_readout()
        self.update()

    def set_names(self, first: str, others: str) -> None:
        """Name the two groups."""
        self._names = (first, others)
        self._show_readout()
        self.update()

    def set_boundary(self, value: float, text: str = "") -> None:
        """Put the line at `value`, with `text` on its handle; beyond the axis it stands at the end of it."""
        if (value, text) != (self._boundary, self._handle_text):
            self._boundary, self._handle_text = value, text
            self.setAccessibleDescription(text)
            self.update()

    def set_mark(self, value: float | None) -> None:
        """Mark one number on the axis, or none."""
        if value != self._mark:
            self._mark = value
            self.update()

    def set_movable(self, movable: bool) -> None:
        """Let the line be dragged, as it can be to begin with, or not."""
        self._movable = movable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if movable else Qt.FocusPolicy.NoFocus)
        self.update()

    def counts_from(self, value: float) -> tuple[int, int]:
        """Return how many of each group lie right of `value`, or on it."""
        first, others = (int(np.count_nonzero(group >= value)) for group in self._groups)
        return first, others

    def retranslate(self) -> None:
        """Set all texts again; a tooltip that the owner gave stays."""
        tip = self.tr(
            "Drag the line, or move it with the arrow keys. Point at a place to count what lies right of it."
        )
        if self.toolTip() == self._tip:
            self.setToolTip(tip)
        self._tip = tip
        if not self.accessibleName():
            self.setAccessibleName(self.tr("Distribution"))

    # -- places ----------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(360, 170)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, round(self._handle_height() + 5 * themes.current().caption_px))

    def _handle_height(self) -> float:
        return themes.current().caption_px + 11.0

    def _area(self) -> QRectF:
        """Return where the histograms stand: under the handle and their names, above the axis."""
        line = painting.typeface(themes.current(), "caption")[1].height()
        top = self._handle_height() + line + _SPACE_PX
        return QRectF(1, top, self.width() - 2, max(self.height() - top - line - _SPACE_PX - _MARK_PX, 1))

    def _x_of(self, value: float) -> float:
        """Return where `value` lies, kept inside the axis."""
        area, low, high = self._area(), self._scale.low, self._scale.high
        return area.left() + (min(max(value, low), high) - low) / (high - low) * area.width()

    def _value_at(self, x: float) -> float:
        area = self._area()
        fraction = min(max((x - area.left()) / area.width(), 0.0), 1.0)
        value, span = self._scale.value(fraction), self._scale.high - self._scale.low
        return rounded(value, span, max(self.width(), 1))

    def handle_rect(self) -> QRectF:
        """Return the handle on the line, in the widget's pixels."""
        text = painting.advance(themes.current(), "caption", self._handle_text, bold=True)
        width = text + 2 * _HANDLE_PADDING_PX
        left = min(max(self._x_of(self._boundary) - width / 2, 0.0), max(self.width() - width, 0.0))
        return QRectF(left, 0, width, self._handle_height())

    def _grips(self, position: QPointF) -> bool:
        near = abs(position.x() - self._x_of(self._boundary)) <= _GRIP_PX
        return self._movable and (near or self.handle_rect().contains(position))

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = themes.current(), self._area()
        painter = painting.begin_opaque(self, event)
        self._draw_groups(painter, theme, area)
        self._draw_axis(painter, theme, area)
        if self._hovered is not None and not self._dragging:
            painter.setPen(QPen(themes.color(theme.faint), theme.stroke, Qt.PenStyle.DashLine))
            x = round(self._x_of(self._hovered)) + 0.5
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        self._draw_line(painter, theme, area)
        painter.end()

    def _draw_groups(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        highest = max(float(group.max()) for group in self._shares)
        if highest == 0:
            return
        # The first group last: it is what one looks for, and the others are behind it.
        for group, color, width in ((1, theme.faint, 1.0), (0, theme.ink, 1.75)):
            line = step_line(self._shares[group] / highest, area)
            fill = themes.color(color).toRgb()
            fill.setAlphaF(0.28 if group else 0.14)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(line)
            painter.setPen(QPen(themes.color(color), width * theme.stroke))
            painter.drawPolyline(line)
        self._draw_names(painter, theme, area, highest)

    def _draw_names(self, painter: QPainter, theme: Theme, area: QRectF, highest: float) -> None:
        """Write the name of each group over its highest place, and beside one another where these are close."""
        metrics = painting.typeface(theme, "caption")[1]
        peaks = [int(group.argmax()) for group in self._shares]
        order = (0, 1) if peaks[0] < peaks[1] else (1, 0)
        middles = [area.left() + (peaks[group] + 0.5) * area.width() / BINS for group in order]
        widths = [painting.advance(theme, "caption", self._names[group], bold=group == 0) for group in order]
        lefts = place_captions((middles[0], middles[1]), (widths[0], widths[1]), self.width())
        for group, left in zip(order, lefts, strict=True):
            if self._groups[group].size:
                top = area.bottom() - self._shares[group].max() / highest * area.height()
                painter.setFont(painting.typeface(theme, "caption", bold=group == 0)[0])
                painter.setPen(themes.color(theme.muted if group else theme.ink))
                painter.drawText(QPointF(left, top - metrics.descent() - 2), self._names[group])

    def _draw_axis(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        painter.setPen(QPen(themes.color(theme.faint), theme.stroke))
        floor = round(area.bottom()) + 0.5
        painter.drawLine(QLineF(area.left(), floor, area.right(), floor))
        if self._mark is not None and math.isfinite(self._mark):
            x, size = self._x_of(self._mark), _MARK_PX * theme.stroke
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themes.color(theme.ink))
            painter.drawPolygon(
                QPolygonF(
                    [QPointF(x, floor), QPointF(x - size, floor + size), QPointF(x + size, floor + size)]
                )
            )
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        count = max(2, int(area.width() / _TICK_PITCH_PX))
        ticks = scales.linear_ticks(self._scale.low, self._scale.high, count)
        for tick, text in zip(ticks, scales.tick_texts(ticks), strict=True):
            width = painting.advance(theme, "caption", text)
            left = min(max(self._x_of(tick) - width / 2, 0.0), self.width() - width)
            painter.drawText(QPointF(left, floor + _MARK_PX + _SPACE_PX / 2 + metrics.ascent()), text)

    def _draw_line(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """Draw the line with its handle and, beside that, what lies on either side."""
        handle, x = self.handle_rect(), self._x_of(self._boundary)
        inside = self._scale.low <= self._boundary <= self._scale.high
        style = Qt.PenStyle.SolidLine if inside else Qt.PenStyle.DashLine
        painter.setPen(QPen(themes.color(theme.ink), 2 * theme.stroke, style))
        painter.drawLine(QLineF(x, handle.bottom(), x, area.bottom()))
        grip = theme.primary if self._movable else theme.muted
        painting.fill_round(painter, handle, handle.height() / 2, grip)
        if self.hasFocus():
            ring = handle.adjusted(1.5, 1.5, -1.5, -1.5)
            painting.stroke_round(painter, ring, ring.height() / 2, theme.focus, 2.0)
        font, metrics = painting.typeface(theme, "caption", bold=True)
        baseline = handle.center().y() + metrics.capHeight() / 2
        painter.setFont(font)
        painter.setPen(themes.color(theme.on_primary if self._movable else theme.surface))
        painter.drawText(QPointF(handle.left() + _HANDLE_PADDING_PX, baseline), self._handle_text)
        painter.setFont(painting.typeface(theme, "caption")[0])
        painter.setPen(themes.color(theme.muted))
        left, right = f"← {self._names[1]}", f"{self._names[0]} →"
        width = painting.advance(theme, "caption", left)
        if width + _SPACE_PX <= handle.left():
            painter.drawText(QPointF(handle.left() - _SPACE_PX - width, baseline), left)
        width = painting.advance(theme, "caption", right)
        if handle.right() + _SPACE_PX + width <= self.width():
            painter.drawText(QPointF(handle.right() + _SPACE_PX, baseline), right)

    # -- gestures --------------------------------------------------------------------------------------

    def _set_hovered(self, value: float | None) -> None:
        if value != self._hovered:
            self._hovered = value
            self._show_readout()
            self.update()

    def _show_readout(self) -> None:
        if self._hovered is None or not any(group.size for group in self._groups):
            self._readout.hide()
            return
        counts = zip(self._names, self.counts_from(self._hovered), self._groups, strict=True)
        of = self.tr("{count} of {all}")
        area = self._area()
        # The plate hides the names, which it repeats, and not the handle.
        top = round(self._handle_height() + themes.current().caption_px + _PLATE_ROOM_PX)
        anchor = QRect(round(self._x_of(self._hovered)), top, 1, max(round(area.bottom()) - top, 1))
        self._readout.show_at(
            anchor,
            ("W·x ≥", format_number(self._hovered)),
            *(
                (name, of.format(count=format_count(count), all=format_count(group.size)))
                for name, count, group in counts
            ),
        )

    def event(self, event: QEvent) -> bool:
        # While the line has the focus, the arrow keys move it and do not walk through the samples.
        own = isinstance(event, QKeyEvent) and event.key() in _MOVES
        if event.type() == QEvent.Type.ShortcutOverride and own and self._movable:
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and self._readout.pairs():
            return True  # the readout stands where the tooltip would
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = _MOVES.get(Qt.Key(event.key()))
        if moves is None or not self._movable:
            super().keyPressEvent(event)
            return
        low, high = self._scale.low, self._scale.high
        step = scales.nice_step(high - low, _STEPS)
        value = min(max(self._boundary, low), high) + moves * step
        self.boundary_dragged.emit(rounded(min(max(value, low), high), high - low, _STEPS))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._grips(event.position()):
            event.ignore()
            return
        self._dragging = True
        self._set_hovered(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._dragging:
            value = self._value_at(position.x())
            if value != self._boundary:
                self.boundary_dragged.emit(value)
            return
        grips = self._grips(position)
        self.setCursor(Qt.CursorShape.SplitHCursor if grips else Qt.CursorShape.ArrowCursor)
        over = self._area().contains(position) and not grips
        self._set_hovered(self._value_at(position.x()) if over else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self.drag_ended.emit()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(None)

    def hideEvent(self, event: QHideEvent) -> None:
        self._dragging = False
        self._readout.hide()


def _sample() -> QWidget:
    random = np.random.default_rng(8)
    spread = ScoreSpread()
    spread.set_names("8", "others")
    spread.set_groups(random.normal(56, 12, 5000), random.normal(38, 13, 45_000))
    spread.set_mark(54.2)

    def move(value: float) -> None:
        spread.set_boundary(value, f"bias {format_number(-value)}")

    spread.boundary_dragged.connect(move)
    move(45.0)
    spread.setMinimumSize(480, 200)
    return spread


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
