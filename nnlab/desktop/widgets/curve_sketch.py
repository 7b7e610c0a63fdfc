"""A pad on which one sketches the curve that one expects, by mouse or keys; afterwards the real one is laid over it."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting

Points = tuple[tuple[float, float], ...]

COLUMNS = 24  # places at which a height is taken down
_STEP = 0.05  # of a height, by one press of a key
_FIRST = 0.7  # the height with which the keyboard begins
_DASH = (4.0, 3.0)


class CurveSketch(painting.KeyboardFocus, QWidget):
    """Drawing over a place again changes it. Left and Right go along, Up and Down bend, Delete clears.

    Points have x from 0 (the beginning) to 1 and y from 0 (the foot) to 1. The sketch is dashed, the real curve is not.
    """

    sketched = Signal(object)  # Points: all there is of the sketch, after every change

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._heights = np.full(COLUMNS + 1, np.nan)
        self._real: Points = ()
        self._names = ("", "", "", "")  # left and right end of the x axis, foot and top of the y axis
        self._hint = ""
        self._editable = True
        self._last: int | None = None  # the column under the pen
        self._cursor: int | None = None  # of the keyboard
        self.setObjectName("curve_sketch")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # Values in

    def set_axes(self, left: str, right: str, foot: str, top: str) -> None:
        """Name the ends of the axes: the first and last epoch, the smallest and largest loss."""
        self._names = (left, right, foot, top)
        self.update()

    def set_hint(self, text: str) -> None:
        """Say on the empty pad what to do."""
        self._hint = text
        self.update()

    def set_sketch(self, points: Sequence[tuple[float, float]]) -> None:
        """Show a sketch in place of the one that is there."""
        self._heights[:] = np.nan
        if points:
            x, y = np.array(sorted(points)).T
            columns = np.arange(COLUMNS + 1) / COLUMNS
            inside = (columns >= x[0] - 1e-9) & (columns <= x[-1] + 1e-9)
            self._heights[inside] = np.interp(columns[inside], x, y)
        self.update()

    def set_real(self, points: Sequence[tuple[float, float]]) -> None:
        """Lay the real curve over the sketch; none takes it away."""
        self._real = tuple(points)
        self.update()

    def set_editable(self, editable: bool) -> None:
        """Let the sketch be drawn, or only shown."""
        self._editable = editable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if editable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor if editable else Qt.CursorShape.ArrowCursor)
        self.update()

    @property
    def points(self) -> Points:
        """The sketch as it is."""
        known = np.flatnonzero(np.isfinite(self._heights))
        return tuple((float(column) / COLUMNS, float(self._heights[column])) for column in known)

    # Painting

    def sizeHint(self) -> QSize:
        unit = themes.current().text_px / 13
        return QSize(round(216 * unit), round(112 * unit))

    def minimumSizeHint(self) -> QSize:
        unit = themes.current().text_px / 13
        return QSize(round(150 * unit), round(88 * unit))

    def _area(self) -> QRectF:
        """Return where the curve lies: right of the names of the y axis, above those of the x axis."""
        metrics = QFontMetrics(themes.current().font("caption"))
        left = max(metrics.horizontalAdvance(name) for name in self._names[2:]) + 8
        return QRectF(self.rect()).adjusted(left, 4, -6, -(metrics.height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        area = self._area()
        painting.fill_round(painter, area, 8, theme.field)
        self._paint_names(painter, theme, area)
        if not len(self.points) and not self._real and self._hint:
            painter.setPen(themes.color(theme.muted))
            painter.drawText(
                area.adjusted(8, 4, -8, -4),
                int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap),
                self._hint,
            )
        self._paint_curve(painter, area, self.points, theme.muted, dashed=True)
        self._paint_curve(painter, area, self._real, theme.ink, dashed=False)
        if self.focus_shown:
            if self._cursor is not None:
                painter.setPen(QPen(themes.color(theme.faint), theme.stroke))
                x = area.left() + self._cursor / COLUMNS * area.width()
                painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
            painting.focus_ring(painter, area, 8, theme)
        painter.end()

    def _paint_names(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        left, right, foot, top = self._names
        below = area.bottom() + metrics.ascent() + 3
        painter.drawText(QPointF(area.left(), below), left)
        painter.drawText(QPointF(area.right() - metrics.horizontalAdvance(right), below), right)
        for name, y in ((top, area.top() + metrics.ascent()), (foot, area.bottom() - 2)):
            painter.drawText(QPointF(area.left() - 6 - metrics.horizontalAdvance(name), y), name)

    def _paint_curve(
        self, painter: QPainter, area: QRectF, points: Points, ink: str, *, dashed: bool
    ) -> None:
        if not points:
            return
        theme = themes.current()
        pen = QPen(themes.color(ink), 2.2 * theme.stroke)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashed:
            pen.setDashPattern(_DASH)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        places = [
            QPointF(area.left() + x * area.width(), area.bottom() - y * area.height()) for x, y in points
        ]
        painter.drawPolyline(QPolygonF(places))
        if not dashed or len(places) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(themes.color(ink))
            painter.drawEllipse(places[-1], 3.5, 3.5)

    # A hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._editable and event.button() == Qt.MouseButton.LeftButton:
            self._last = None
            self._draw_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._editable and event.buttons() & Qt.MouseButton.LeftButton:
            self._draw_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._last = None

    def _draw_to(self, place: QPointF) -> None:
        """Take the height at a place down, and those on the way there from the last one."""
        area = self._area()
        column = round(COLUMNS * min(max((place.x() - area.left()) / max(area.width(), 1), 0.0), 1.0))
        height = min(max((area.bottom() - place.y()) / max(area.height(), 1), 0.0), 1.0)
        if self._last is None or self._last == column:
            self._heights[column] = height
        else:
            low, high = sorted((self._last, column))
            ends = (self._heights[self._last], height)
            ordered = ends if self._last < column else ends[::-1]
            self._heights[low : high + 1] = np.linspace(*ordered, high - low + 1)
        self._last = column
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._editable or key not in _KEYS:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._heights[:] = np.nan
            self._cursor = None
            self._tell()
        else:
            self._bend(*_KEYS[key])

    def _bend(self, along: int, up: int) -> None:
        """Go `along` some columns, drawing on at the same height, or move the height here by so many steps."""
        if self._cursor is None:
            self._cursor = 0
            if not np.isfinite(self._heights[0]):
                self._heights[0] = _FIRST
            self._tell()
            return
        here = self._heights[self._cursor]
        self._cursor = min(max(self._cursor + along, 0), COLUMNS)
        if not np.isfinite(self._heights[self._cursor]):
            self._heights[self._cursor] = here
        self._heights[self._cursor] = min(max(self._heights[self._cursor] + up * _STEP, 0.0), 1.0)
        self._tell()

    def _tell(self) -> None:
        self.update()
        self.sketched.emit(self.points)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Delete: (0, 0),
    Qt.Key.Key_Backspace: (0, 0),
}


def _sample() -> QWidget:
    pad = CurveSketch()
    pad.set_axes("0", "300", "0.01", "10")
    pad.set_sketch(((0.0, 0.7), (0.3, 0.3), (1.0, 0.2)))
    pad.set_real(tuple((x / 20, 0.7 * 0.8**x) for x in range(21)))
    return pad


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
