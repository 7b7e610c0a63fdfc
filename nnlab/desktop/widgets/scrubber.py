"""The timeline of a run: a thin line with a mark for every moment that is kept; dragging along it goes back in time."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook

_HANDLE_PX = 11.0
_MARK_PX = 5.0
_MARK_SPACE_PX = 4.0  # between two marks that can be told apart
_SETTLE_MS = 900  # after the last key: then what is looked at is meant
_PAGE = 10


class Scrubber(painting.KeyboardFocus, FollowsLook, QWidget):
    """Places on a line, given in pixels, so that they stand under the points of a plot.

    Dragging, or the arrow keys, move along them: `grabbed` comes first, then `moved` with the number of a place, and in
    the end `released` or, after Escape, `cancelled`. Keys release by Return, by leaving, or by waiting a moment.
    """

    grabbed = Signal()
    moved = Signal(object)  # int
    released = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._places: tuple[float, ...] = ()
        self._ends = (0.0, 0.0)
        self._at = 0
        self._here = 0.0
        self._held: int | None = None  # the place that is looked at
        self._drags = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SETTLE_MS)
        self._rest.timeout.connect(self._release)
        self._texts = DefaultTexts(self)
        self.setObjectName("scrubber")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_places(self, places: Sequence[float], at: int, here: float, ends: tuple[float, float]) -> None:
        """Show marks at `places` and the handle at `here`, all in pixels, on a line from `ends[0]` to `ends[1]`.

        `at` is the number of the place at or before the handle. While one is held the handle stays with the hand.
        """
        given = (tuple(places), at, here, ends)
        if given != (self._places, self._at, self._here, self._ends):
            self._places, self._at, self._here, self._ends = given
            if self._held is not None and self._held >= len(self._places):
                self.let_go()
            self.setEnabled(len(self._places) > 1)
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def set_reading(self, text: str) -> None:
        """Say for those who cannot see it where the handle stands."""
        self.setAccessibleDescription(text)

    @property
    def held(self) -> int | None:
        """The number of the place that is looked at, None while nobody holds the handle."""
        return self._held

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(self.tr("Timeline"), self.tr("Drag to look at earlier moments"))

    def sizeHint(self) -> QSize:
        return QSize(120, round(_HANDLE_PX) + 7)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    # -- the hand --------------------------------------------------------------------------------------

    def place_at(self, x: float) -> int:
        """Return the place that is nearest to `x`."""
        return int(np.abs(np.asarray(self._places) - x).argmin())

    def _move(self, place: int) -> None:
        place = min(max(place, 0), len(self._places) - 1)
        if self._held is None:
            self.grabbed.emit()
        if place != self._held:
            self._held = place
            self.moved.emit(place)
            self.update()

    def _release(self) -> None:
        if self._held is not None and not self._drags:
            self.let_go()
            self.released.emit()

    def _cancel(self) -> None:
        self.let_go()
        self.cancelled.emit()

    def let_go(self) -> None:
        """Take the handle out of the hand, without a word."""
        self._held, self._drags = None, False
        self._rest.stop()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._places) > 1:
            self._drags = True
            self._move(self.place_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drags and self._places:
            self._move(self.place_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._drags:
            self._drags = False
            self._release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._at if self._held is None else self._held
        # Between two places the one to the left is a step of its own.
        back = at - 1 if self._held is not None or self._stands_on_place else at
        moves = {
            Qt.Key.Key_Left: back,
            Qt.Key.Key_Down: back,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at + 1,
            Qt.Key.Key_PageDown: back - _PAGE + 1,
            Qt.Key.Key_PageUp: at + _PAGE,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._places) - 1,
        }
        key = Qt.Key(event.key())
        if key in moves and len(self._places) > 1:
            self._move(moves[key])
            self._rest.start()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._held is not None:
            self._release()
        elif key == Qt.Key.Key_Escape and self._held is not None:
            self._cancel()
        else:
            super().keyPressEvent(event)

    @property
    def _stands_on_place(self) -> bool:
        return bool(self._places) and self._places[min(self._at, len(self._places) - 1)] >= self._here

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._release()

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        middle = self.height() / 2
        left, right = self._ends
        if right > left:
            painter.setPen(QPen(themes.color(theme.line), theme.stroke))
            painter.drawLine(QLineF(left, middle, right, middle))
        if len(self._places) > 1:
            self._paint_marks(painter, theme, middle)
            self._paint_handle(painter, theme, middle)
        painter.end()

    def _paint_marks(self, painter: QPainter, theme: Theme, middle: float) -> None:
        """Draw a mark for each moment, of those that lie too close for every one of them some."""
        painter.setPen(QPen(themes.color(theme.faint), theme.stroke))
        last = -np.inf
        for x in self._places:
            if x - last >= _MARK_SPACE_PX:
                painter.drawLine(QLineF(x, middle - _MARK_PX / 2, x, middle + _MARK_PX / 2))
                last = x

    def _paint_handle(self, painter: QPainter, theme: Theme, middle: float) -> None:
        x = self._here if self._held is None else self._places[self._held]
        way = QPen(themes.color(theme.muted), 2 * theme.stroke)
        way.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(way)
        painter.drawLine(QLineF(self._places[0], middle, x, middle))
        if self._held is not None:  # where the network stands while another moment is looked at
            painter.setPen(QPen(themes.color(theme.faint), 2 * theme.stroke))
            painter.drawLine(QLineF(self._here, middle - _MARK_PX, self._here, middle + _MARK_PX))
        strong = self._held is not None or self.underMouse()
        radius = (_HANDLE_PX if strong else _HANDLE_PX - 2) / 2
        painter.setPen(QPen(themes.color(theme.surface), 2 * theme.stroke))
        painter.setBrush(themes.color(theme.ink if strong else theme.muted))
        painter.drawEllipse(QPointF(x, middle), radius, radius)
        if self.focus_shown:
            reach = _HANDLE_PX / 2 + 2
            ring = QRectF(x - reach, middle - reach, 2 * reach, 2 * reach)
            painting.focus_ring(painter, ring, reach, theme)

    def _renew_look(self) -> None:
        self.update()


def _sample() -> QWidget:
    scrubber = Scrubber()
    scrubber.setMinimumWidth(320)
    scrubber.set_places([10.0 + 5 * step for step in range(60)], 42, 220.0, (10.0, 310.0))
    return scrubber


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
