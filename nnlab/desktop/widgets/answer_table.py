"""The table of targets and outputs: what each example should give, and what the network gives, bit by bit."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.answer_layout import (
    ROW,
    SMALLEST_ROW_PX,
    TableLayout,
    first_shown,
    table_layout,
    wrong_bits,
)
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.lamps import (
    LampPainter,
    blend,
    brightness,
    ink_on_lamp,
    sized_font,
    transparent_image,
)
from nnlab.desktop.widgets.parts.segment_shape import paint_segments
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import INFINITY, format_fixed, format_number

_RADIUS = 6.0  # of the highlight of a row
_PLACES = 2  # of outputs in figures
_OFF_SHARE = 0.25  # of faint ink in an unlit lamp on it


class AnswerTable(painting.KeyboardFocus, FollowsLook, QWidget):
    """Rows 'label · target → output' of lamps or of tiny seven-segment digits, for binary targets.

    A wrong bit is crossed out and its row marked. Click, and the arrow keys, ask for another row.
    """

    row_clicked = Signal(object)  # int

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._labels: tuple[str, ...] = ()
        self._names: tuple[str, ...] = ()
        self._targets = np.zeros((0, 0))
        self._outputs: NDArray[np.float64] | None = None
        self._wrong = np.zeros((0, 0), dtype=bool)
        self._current: int | None = None
        self._digits = False
        self._first = 0
        self._pointed: QPointF | None = None
        self._readout = Readout(self)
        self._still: tuple[object, QImage] | None = None  # what does not change while training
        self.setObjectName("answer_table")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    # Values in

    def set_rows(self, labels: tuple[str, ...], targets: NDArray[np.floating]) -> None:
        """Show one row per label with `targets` (N, K) of zeros and ones; the outputs are forgotten."""
        if labels == self._labels and np.array_equal(targets, self._targets):
            return
        self._labels, self._targets = tuple(labels), np.array(targets, dtype=np.float64)
        if self._targets.ndim != 2 or len(self._targets) != len(self._labels):
            raise ValueError(f"{len(self._labels)} labels need as many targets, got {self._targets.shape}")
        self._outputs, self._wrong = None, np.zeros(self._targets.shape, dtype=bool)
        self._current, self._first, self._still = None, 0, None
        self._describe()
        self.updateGeometry()
        self.update()

    def set_names(self, names: tuple[str, ...]) -> None:
        """Call the lamps by `names`, one for each bit, over them or else where one points; () for none."""
        if names != self._names:
            self._names, self._still = names, None
            self.update()

    def set_outputs(self, outputs: NDArray[np.floating] | None) -> None:
        """Show `outputs` (N, K), each lamp as bright as its value; None while there are none."""
        if outputs is None or self._outputs is None:
            same = outputs is self._outputs
        else:
            same = np.array_equal(outputs, self._outputs, equal_nan=True)
        if same:
            return
        if outputs is not None and outputs.shape != self._targets.shape:
            raise ValueError(
                f"outputs must have the shape {self._targets.shape} of targets, got {outputs.shape}"
            )
        before, was_wrong = self._outputs, self._wrong
        self._outputs, self._wrong = None, np.zeros(self._targets.shape, dtype=bool)
        if outputs is not None:
            self._outputs = np.array(outputs, dtype=np.float64)
            self._wrong = wrong_bits(self._targets, self._outputs)
        self._show_readout()
        if before is None or self._outputs is None:
            self._describe()
        else:
            if not np.array_equal(was_wrong, self._wrong):
                self._describe()
            # While a network trains, outputs change more often than what they are painted as.
            looks_other = brightness(before) != brightness(self._outputs)
            if self._layout().figures is not None:
                looks_other |= np.round(before, _PLACES) != np.round(self._outputs, _PLACES)
            self._update_rows(np.flatnonzero(looks_other.any(axis=1)))
            return
        self.update()

    def _update_rows(self, rows: NDArray[np.intp]) -> None:
        layout = self._layout()
        for row in (rows - self._first).tolist():
            if 0 <= row < layout.shown:
                self.update(layout.row_rect(row).toAlignedRect())

    def set_current(self, row: int | None) -> None:
        """Highlight `row` and bring it into view, or highlight none."""
        if row != self._current:
            self._current = row
            self._bring_into_view()
            self._describe()
            self.update()

    def set_digits(self, digits: bool) -> None:
        """Draw the seven bits of each row as a tiny seven-segment digit instead of lamps."""
        if digits != self._digits:
            self._digits, self._still = digits, None
            self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setToolTip(
            self.tr("Target and output of every example. A cross marks a wrong bit. Click shows a row.")
        )
        self._still = None
        self._describe()

    def _describe(self) -> None:
        right = int((~self._wrong.any(axis=1)).sum()) if self._outputs is not None else 0
        name = self.tr("targets and outputs, {right} of {count} rows right")
        self.setAccessibleName(name.format(right=right, count=len(self._labels)))
        if self._current is not None and self._current < len(self._labels):
            current = self.tr("row {label}").format(label=self._labels[self._current])
            self.setAccessibleDescription(current)

    def _bring_into_view(self) -> None:
        self._first = first_shown(self._first, self._layout().shown, len(self._labels), self._current)

    # The readout under the cursor

    def _show_readout(self) -> None:
        """Show the lamp under the cursor by its name and, where it is an output, in numbers."""
        layout, point = self._layout(), self._pointed
        row = None if point is None or self._digits else layout.row_at(point.y())
        if point is None or row is None:
            self._readout.hide()
            return
        bit = None if self._outputs is None else layout.output_at(point)
        is_output = bit is not None
        bit = bit if is_output else layout.target_at(point)
        name = (("", self._names[bit]),) if bit is not None and bit < len(self._names) else ()
        values = self._values_of(row + self._first, bit) if bit is not None and is_output else ()
        if bit is None or not (name or values):
            self._readout.hide()
            return
        x, y = layout.lamp(row, bit, is_output)
        half = layout.pitch / 2
        place = QRectF(x - half, y - half, 2 * half, 2 * half).toAlignedRect()
        self._readout.show_at(place, *name, *values)

    def _values_of(self, row: int, bit: int) -> tuple[tuple[str, str], ...]:
        """Return target and output of a bit as the readout tells them."""
        assert self._outputs is not None
        target, output = float(self._targets[row, bit]), float(self._outputs[row, bit])
        return (
            (self.tr("target"), format_number(target, 3, trim=True)),
            (self.tr("output"), format_fixed(output, 3) if np.isfinite(output) else INFINITY),
        )

    # Gestures

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._readout.isVisible():
            return True  # the readout says more
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout = self._layout()
        before = None if self._pointed is None else layout.row_at(self._pointed.y())
        self._pointed = event.position()
        row = layout.row_at(self._pointed.y())
        if row != before:
            if row is None:
                self.unsetCursor()
            else:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.update()
        self._show_readout()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._show_readout()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._readout.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        layout = self._layout()
        row = layout.row_at(event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            event.ignore()
            return
        self.row_clicked.emit(row + self._first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._labels) - 1
        current = -1 if self._current is None else self._current
        goals = {
            Qt.Key.Key_Up: current - 1 if current >= 0 else last,
            Qt.Key.Key_Down: current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        goal = goals.get(event.key())
        if goal is None or last < 0:
            super().keyPressEvent(event)
        elif 0 <= goal <= last:
            self._brought_by_keyboard = True
            self.row_clicked.emit(goal)

    def wheelEvent(self, event: QWheelEvent) -> None:
        layout = self._layout()
        if layout.shown == len(self._labels):
            event.ignore()
            return
        step = -1 if event.angleDelta().y() > 0 else 1
        self._first = first_shown(self._first + step, layout.shown, len(self._labels), None)
        self._show_readout()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._bring_into_view()

    # Painting

    def sizeHint(self) -> QSize:
        theme = themes.current()
        bits = self._targets.shape[1]
        width = theme.text_px * (4 + 2 * bits * 0.78 * ROW)
        return QSize(round(width), round(max(len(self._labels), 4) * ROW * theme.text_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(max(48 + 12 * self._targets.shape[1], 96), 4 * round(SMALLEST_ROW_PX))

    def _layout(self) -> TableLayout:
        theme = themes.current()
        rows, bits = self._targets.shape
        widths = (painting.advance(theme, "text", label, bold=True) for label in self._labels)
        label_width = min(max(widths, default=0.0), self.width() / 3)
        names = () if self._digits else self._names
        head_width = max((painting.advance(theme, "caption", name) for name in names), default=0.0)
        return table_layout(self.width(), self.height(), rows, bits, label_width, theme.text_px, head_width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin_opaque(self, event)
        if not self._labels:
            return
        theme, layout = themes.current(), self._layout()
        self._paint_pointed_rows(painter, layout, theme)
        painter.drawImage(QPointF(0, 0), self._still_image(layout, theme))
        asked = event.region()
        rows = [row for row in range(layout.shown) if asked.intersects(layout.row_rect(row).toAlignedRect())]
        if self._current is not None and self._current - self._first in rows:
            # An unlit lamp would vanish on the highlighted row.
            row = self._current - self._first
            self._paint_values(
                painter, layout, row, self._targets[self._current], False, _off_on_highlight(theme), theme
            )
        if self._outputs is not None:
            for row in rows:
                current = row + self._first == self._current
                off = _off_on_highlight(theme) if current else theme.off
                self._paint_values(painter, layout, row, self._outputs[row + self._first], True, off, theme)
            self._paint_figures(painter, layout, rows, theme)
            self._paint_crosses(painter, layout, theme)

    def _paint_figures(self, painter: QPainter, layout: TableLayout, rows: list[int], theme: Theme) -> None:
        """Write the single output of each of the shown `rows` in figures, where the table has room for them."""
        if layout.figures is None or self._outputs is None:
            return
        painter.setFont(sized_font(theme, "text", _label_px(theme, layout)))
        painter.setPen(themes.color(theme.muted))
        left, right = layout.figures
        for row in rows:
            value = float(self._outputs[row + self._first, 0])
            text = format_fixed(value, _PLACES) if np.isfinite(value) else INFINITY
            place = QRectF(left, layout.line(row), right - left, layout.row_height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)

    def _paint_pointed_rows(self, painter: QPainter, layout: TableLayout, theme: Theme) -> None:
        """Paint the highlight of the current row and the outline of the row under the mouse."""
        current = None if self._current is None else self._current - self._first
        if current is not None and 0 <= current < layout.shown:
            painting.fill_round(painter, layout.row_rect(current), _RADIUS, theme.field)
        hovered = None if self._pointed is None else layout.row_at(self._pointed.y())
        if hovered is not None and hovered != current:
            painting.stroke_round(painter, layout.row_rect(hovered), _RADIUS, theme.line, theme.stroke)
        if self.focus_shown:
            painting.focus_ring(painter, layout.row_rect(current or 0), _RADIUS, theme)

    def _still_image(self, layout: TableLayout, theme: Theme) -> QImage:
        """Return labels, target lamps and arrows: everything that stays as it is while training."""
        ratio = self.devicePixelRatioF()
        key = (layout, self.height(), self._first, theme.name, ratio)
        if self._still is None or self._still[0] != key:
            image = transparent_image(self.width(), self.height(), ratio)
            painter = QPainter(image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_heads(painter, layout, theme)
            self._paint_labels(painter, layout, theme)
            for row in range(layout.shown):
                values = self._targets[row + self._first]
                self._paint_values(painter, layout, row, values, False, theme.off, theme)
            self._paint_arrows(painter, layout, theme)
            painter.end()
            self._still = (key, image)
        return self._still[1]

    def _paint_heads(self, painter: QPainter, layout: TableLayout, theme: Theme) -> None:
        """Write the names of the lamps over them, where the layout has room for that."""
        if not layout.top:
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(themes.color(theme.muted))
        for bit, name in enumerate(self._names[: layout.bits]):
            for output in (False, True):
                painter.drawText(layout.head(bit, output), Qt.AlignmentFlag.AlignCenter, name)

    def _paint_labels(self, painter: QPainter, layout: TableLayout, theme: Theme) -> None:
        font = sized_font(theme, "text", _label_px(theme, layout), bold=True)
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink))
        metrics = QFontMetricsF(font)
        left, width = layout.label_left, layout.label_width + 1
        for row in range(layout.shown):
            text = metrics.elidedText(self._labels[row + self._first], Qt.TextElideMode.ElideRight, width)
            place = QRectF(left, layout.line(row), width, layout.row_height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        if layout.shown < len(self._labels):
            painter.setFont(sized_font(theme, "caption", theme.caption_px))
            painter.setPen(themes.color(theme.muted))
            text = self.tr("{first} to {last} of {count}").format(
                first=self._first + 1, last=self._first + layout.shown, count=len(self._labels)
            )
            top = layout.line(layout.shown)
            place = QRectF(left, top, self.width() - left, self.height() - top)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_arrows(self, painter: QPainter, layout: TableLayout, theme: Theme) -> None:
        start = layout.targets_left + layout.bits * layout.pitch
        x = (start + layout.outputs_left) / 2
        long, head = 0.36 * theme.text_px, 0.24 * theme.text_px
        lines = []
        for row in range(layout.shown):
            tip = QPointF(x + long, layout.line(row) + 0.5 * layout.row_height)
            lines.append(QLineF(tip - QPointF(2 * long, 0), tip))
            lines += [QLineF(tip, tip + QPointF(-head, side * head)) for side in (-1, 1)]
        pen = QPen(themes.color(theme.faint), 1.1 * theme.stroke)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLines(lines)

    def _paint_values(
        self,
        painter: QPainter,
        layout: TableLayout,
        row: int,
        values: NDArray[np.float64],
        output: bool,
        off: str,
        theme: Theme,
    ) -> None:
        """Paint the lamps, unlit ones in the colour `off`, or the digit, of one shown row's target or output."""
        if self._digits and layout.bits == 7:
            margin = 0.09 * layout.row_height
            room = layout.block(row, output).adjusted(0, margin, 0, -margin)
            paint_segments(painter, room, values, theme)
            return
        lamps = LampPainter(painter, layout.diameter, theme, self.devicePixelRatioF(), off)
        x, y = layout.lamp(row, 0, output)
        for bit, level in enumerate(values.tolist()):
            lamps.draw(x + bit * layout.pitch, y, level)

    def _paint_crosses(self, painter: QPainter, layout: TableLayout, theme: Theme) -> None:
        """Cross out wrong bits and mark their rows; a shape, because colour alone is not enough."""
        wrong = self._wrong[self._first : self._first + layout.shown]
        if self._outputs is None or not wrong.any():
            return
        marks: dict[str, list[QLineF]] = {theme.muted: []}
        for row in np.flatnonzero(wrong.any(axis=1)).tolist():
            marks[theme.muted] += _cross(layout.mark_x, layout.lamp(row, 0, False)[1], 0.19 * theme.text_px)
        for row, bit in np.argwhere(wrong).tolist():
            level = self._outputs[row + self._first, bit]
            if self._digits or not np.isfinite(level):
                continue  # too small for crosses, or told by the dashed rim
            tone = ink_on_lamp(level, theme).name()
            lines = _cross(*layout.lamp(row, bit, True), 0.24 * layout.diameter)
            marks.setdefault(tone, []).extend(lines)
        for tone, lines in marks.items():
            painter.setPen(QPen(themes.color(tone), 1.3 * theme.stroke))
            painter.drawLines(lines)


def _label_px(theme: Theme, layout: TableLayout) -> int:
    return min(theme.text_px, int(layout.row_height * 0.8))


def _cross(x: float, y: float, arm: float) -> list[QLineF]:
    return [QLineF(x - arm, y - arm, x + arm, y + arm), QLineF(x - arm, y + arm, x + arm, y - arm)]


@cache
def _off_on_highlight(theme: Theme) -> str:
    """Return the colour of an unlit lamp that is seen on the highlighted row."""
    return blend(themes.color(theme.off), themes.color(theme.faint), _OFF_SHARE).name()


def _sample() -> QWidget:
    targets = np.array([[digit >> bit & 1 for bit in (3, 2, 1, 0)] for digit in range(10)], dtype=np.float64)
    table = AnswerTable()
    table.set_rows(tuple(str(digit) for digit in range(10)), targets)
    noise = np.random.default_rng(4).normal(0.0, 0.3, targets.shape)
    table.set_outputs(np.clip(targets + noise, 0.0, 1.0))
    table.set_current(5)
    table.row_clicked.connect(table.set_current)
    return table


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
