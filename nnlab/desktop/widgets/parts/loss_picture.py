"""What pictures of a loss have in common: axes, paths over them, a start that is dragged, and reading by pointing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import descent_marks as marks
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes, lay_out_plane
from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.parts.shown_descents import ShownDescents
from nnlab.desktop.widgets.parts.tip_gives_way import TipGivesWay
from nnlab.desktop.widgets.readout import Pair, Readout

_BLEED_PX = 9.0  # what is marked at the edge of the area may reach over it by this much
_GRIP_PX = 12.0  # the start is taken from this far
_KEY_STEPS = 50  # arrows across the window
_FINE = 0.1  # of such a step, with Shift

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class LossPicture(TipGivesWay, painting.KeyboardFocus, ShownDescents, FollowsLook, QWidget):
    """A loss over one or two parameters, with a descent on it.

    Press or drag anywhere, or use the arrow keys (with Shift finely), to ask for another start. It shows only what
    its `set_` functions gave it.
    """

    start_moved = Signal(object)  # tuple[float, ...]: where the descent shall begin

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._start: tuple[float, ...] | None = None
        self._minima: NDArray[np.floating] = np.zeros((0, 2))
        self._names: tuple[str, str] = ("", "")
        self._laid: tuple[tuple[object, ...], PlaneAxes] | None = None
        self._ground: QPixmap | None = None
        self._drags = False
        self._pointed: QPointF | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def set_start(self, start: tuple[float, ...] | None) -> None:
        """Show where the descent begins."""
        if start != self._start:
            self._start = start
            self.update()

    def start(self) -> tuple[float, ...] | None:
        """Return the start last set."""
        return self._start

    def set_minima(self, minima: Sequence[Sequence[float]]) -> None:
        """Mark the minima, the lowest of them first."""
        self._minima = np.array(list(minima), dtype=np.float64)
        self.update()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""

    # What a subclass says

    def _scales(self) -> tuple[Scale, Scale] | None:
        """Return the scales of both axes, or None while there is nothing to show."""
        raise NotImplementedError

    def _paint_ground(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        """Paint what lies under the paths."""
        raise NotImplementedError

    def _places(
        self, points: NDArray[np.floating], losses: NDArray[np.floating], axes: PlaneAxes
    ) -> NDArray[np.float64]:
        """Return where points (n, d) with their losses (n,) lie, (n, 2) in pixels."""
        raise NotImplementedError

    def _loss_at(self, point: tuple[float, ...]) -> float:
        """Return the loss that is shown at a point of the window."""
        raise NotImplementedError

    def _asked(self, axes: PlaneAxes, place: QPointF) -> tuple[float, ...]:
        """Return the parameters (d,) at a place of the widget."""
        raise NotImplementedError

    def _pairs(self, point: tuple[float, ...]) -> tuple[Pair, ...]:
        """Return what is read at a point of the window."""
        raise NotImplementedError

    # Painting

    def _renew(self) -> None:
        """Show another loss or name: what was kept of the picture under the paths is stale."""
        self._laid = self._ground = None
        self.update()

    def axes(self) -> PlaneAxes | None:
        """Return the axes as they are laid out now, or None while there is nothing to show."""
        scales = self._scales()
        if scales is None:
            return None
        key = (self.size().toTuple(), scales, self._names, themes.current(), self.font().key())
        if self._laid is None or self._laid[0] != key:
            size = (self.width(), self.height())
            self._laid = key, lay_out_plane(size, *scales, themes.current(), self._names)
            self._ground = None
        return self._laid[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, axes = themes.current(), self.axes()
        painter = painting.begin_opaque(self, event)
        if axes is not None:
            self._lay_ground(painter, axes, theme)
            self._paint_descents(painter, axes, theme)
            painter.setClipping(False)
            marks.paint_legend(painter, self._path, self._kept, axes.area, theme)
        if self.focus_shown:
            painting.focus_ring(painter, QRectF(self.rect()), painting.CHIP_RADIUS, theme)
        painter.end()

    def _lay_ground(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        if painting.is_picture(painter, self):
            self._paint_ground(painter, axes, theme)
            return
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground.devicePixelRatio() != ratio:
            self._ground = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(themes.color(theme.surface))
            below = QPainter(self._ground)
            below.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(below, axes, theme)
            below.end()
        painter.drawPixmap(0, 0, self._ground)

    def _paint_descents(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        """Paint minima, paths and start; lines end at the edge of the area, and what is marked there is whole."""
        edge = axes.area.adjusted(-1, -1, 1, 1)
        over = axes.area.adjusted(-_BLEED_PX, -_BLEED_PX, _BLEED_PX, _BLEED_PX)
        painter.setClipRect(over)
        if len(self._minima):
            losses = np.array([self._loss_at(tuple(place)) for place in self._minima.tolist()])
            marks.paint_minima(painter, self._places(self._minima, losses, axes), theme)
        painter.setClipRect(edge)
        for number, path in enumerate(self._kept):
            way = path.upto(self._upto) if path.rolls else path
            marks.paint_kept(painter, self._places(way.points, way.losses, axes), number, theme)
        way = None if self._path is None else self._path.upto(self._upto)
        place = self._start_place(axes)
        painter.setClipRect(over)
        if way is not None and len(way.points):
            self._paint_over(painter, axes, theme, len(way.points) - 1)
        if place is not None and (way is None or len(way.points) != 1):
            marks.paint_start(painter, place, theme, strong=self._drags)
        if way is not None:
            places = marks.finite(self._places(way.points, way.losses, axes))
            painter.setClipRect(edge)
            marks.paint_trail(painter, places, theme)
            painter.setClipRect(over)
            if len(places) and edge.contains(QPointF(*places[-1])):
                marks.paint_ball(painter, QPointF(*places[-1]), theme)

    def _paint_over(self, painter: QPainter, axes: PlaneAxes, theme: Theme, number: int) -> None:
        """Paint what belongs to the point `number` of the path, under the path."""

    def _start_place(self, axes: PlaneAxes) -> QPointF | None:
        if self._start is None:
            return None
        loss = np.array([self._loss_at(self._start)])
        x, y = self._places(np.array([self._start]), loss, axes)[0]
        return QPointF(x, y) if np.isfinite(x + y) else None

    # The start

    def mousePressEvent(self, event: QMouseEvent) -> None:
        axes = self.axes()
        room = _GRIP_PX
        if event.button() != Qt.MouseButton.LeftButton or axes is None:
            super().mousePressEvent(event)
        elif axes.area.adjusted(-room, -room, room, room).contains(event.position()):
            self._drags = True
            self._readout.hide()
            self._ask(self._asked(axes, event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        axes = self.axes()
        if self._drags and axes is not None:
            self._ask(self._asked(axes, event.position()))
            return
        inside = axes is not None and axes.area.contains(event.position())
        self.setCursor(Qt.CursorShape.CrossCursor if inside else Qt.CursorShape.ArrowCursor)
        self._pointed = event.position() if inside else None
        self._show_readout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drags and event.button() == Qt.MouseButton.LeftButton:
            self._drags = False
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        scales = self._scales()
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None or scales is None or self._start is None or not any(arrow[: len(self._start)]):
            super().keyPressEvent(event)
            return
        share = (_FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0) / _KEY_STEPS
        moved = [
            min(max(value + way * share * (scale.high - scale.low), scale.low), scale.high)
            for value, way, scale in zip(self._start, arrow, scales, strict=False)
        ]
        self._ask(tuple(moved))

    def _ask(self, start: tuple[float, ...]) -> None:
        if start != self._start:
            self.start_moved.emit(start)

    # Reading

    def _show_readout(self) -> None:
        axes = self.axes()
        if self._pointed is None or axes is None or self._drags:
            self._readout.hide()
            return
        place: QPoint = self._pointed.toPoint()
        anchor = QRect(place.x() - 6, place.y() - 6, 12, 12)
        self._readout.show_at(anchor, *self._pairs(self._asked(axes, self._pointed)))

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._readout.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        self._drags = False
        self._readout.hide()

    def sizeHint(self) -> QSize:
        return QSize(420, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 140)

    def _renew_look(self) -> None:
        self._renew()
