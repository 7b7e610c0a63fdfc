"""What pictures over a network's inputs have in common: axes, points, the input on the bench, and the hand."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting, plane_glyphs
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes, lay_out_plane, paint_labels
from nnlab.desktop.widgets.parts.plane_legend import paint_caption, paint_legend
from nnlab.desktop.widgets.parts.plane_model import (
    Answer,
    Answers,
    Field,
    Frame,
    Hand,
    Part,
    Points,
    UnitField,
    nearest,
)
from nnlab.desktop.widgets.parts.plane_points import PointLayer
from nnlab.desktop.widgets.parts.plane_reading import Reading
from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.parts.tip_gives_way import TipGivesWay
from nnlab.desktop.widgets.readout import Pair, Readout, spoken

_REACH_PX = 9.0  # a point is taken from this far
_DRAG_PX = 3.0  # a press that moves by less is a click
_KEY_STEPS = 50  # arrows across the picture
_FINE = 0.1  # of such a step, with Shift
_PROBE_PX = 7.0
_CROSS_ALPHA = 110

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}
_BLANK = Frame(Answer.VALUES, ("", ""), ((0.0, 1.0), (0.0, 1.0)))


class PlanePicture(TipGivesWay, painting.KeyboardFocus, QWidget):
    """Points, and what a network answers everywhere between them.

    A press puts the input on the bench to that place and drags it; with another hand it adds a point or removes one.
    The right button, or a press with Alt, removes with any hand. Arrow keys move the input (with Shift finely), Enter
    adds a point where it is, Delete removes the nearest. It shows only what its `set_` functions gave it: the answers
    of the network or, for a while, what one of its units gives.
    """

    probe_moved = Signal(object)  # tuple[float, float]: a place on both axes
    point_clicked = Signal(object)  # PointRef: a sample to be put on the bench
    add_requested = Signal(object)  # tuple[float, float]
    remove_requested = Signal(object)  # PointRef

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._frame = _BLANK
        self._points = Points()
        self._answers: Answers | None = None
        self._field: Field | None = None
        self._unit: UnitField | None = None
        self._probe: tuple[float, float] | None = None
        self._hand = Hand.PROBE
        self._laid: tuple[tuple[object, ...], PlaneAxes] | None = None
        self._layer = PointLayer()
        self._pressed: QPointF | None = None
        self._drags = False
        self._pointed: QPointF | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def set_frame(self, frame: Frame) -> None:
        """Show these axes, and read answers so. Other ones forget what the network answers."""
        if frame != self._frame:
            if replace(frame, names=self._frame.names, classes=self._frame.classes) != self._frame:
                self._field = None
            self._frame = frame
            self._renew()

    def set_points(self, points: Points) -> None:
        """Show these samples; what the network answers to them is not known yet."""
        self._points, self._answers = points, None
        self._renew()

    def set_answers(self, field: Field, answers: Answers) -> None:
        """Show what the network answers everywhere, and to the points; the values are kept, not copied.

        Raises ValueError for other points.
        """
        if len(answers.values) != len(self._points) or len(answers.wrong) != len(self._points):
            raise ValueError(f"there are {len(self._points)} points, but {len(answers.values)} answers.")
        if field is self._field and answers is self._answers:
            return  # only the input on the bench was moved
        self._field, self._answers = field, answers
        self._renew()
        self._show_readout()

    def set_unit(self, unit: UnitField | None) -> None:
        """Show what one unit gives everywhere, in place of the answers; None shows these again."""
        if unit is not self._unit:
            self._unit = unit
            self._renew()
            self._show_readout()

    def unit(self) -> UnitField | None:
        """Return the unit that is shown, None while the answers are."""
        return self._unit

    def set_probe(self, place: tuple[float, float] | None) -> None:
        """Show where the input on the bench is."""
        if place != self._probe:
            self._probe = place
            self._describe()
            self.update()

    def set_hand(self, hand: Hand) -> None:
        """Let a press do this from now on."""
        self._hand = hand
        self.setCursor(self._cursor_shape(self._pointed is not None))

    def hand(self) -> Hand:
        """Return what a press does."""
        return self._hand

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""

    # What a subclass says

    _is_square = False  # whether both axes are equally long on the screen

    def _paint_ground(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        """Paint what the network answers, under the points."""
        raise NotImplementedError

    def _cross(self, axes: PlaneAxes, at: QPointF) -> list[QLineF]:
        """Return the lines that lead from the input on the bench, at `at`, to the axes."""
        raise NotImplementedError

    def _rings(self, at: QPointF) -> list[QPointF]:
        """Return what is ringed for the input on the bench."""
        return [at]

    def _output_at(self, place: tuple[float, float]) -> NDArray[np.float64] | None:
        """Return the K outputs at a place, if they are known."""
        raise NotImplementedError

    # Places

    def axes(self) -> PlaneAxes:
        """Return the axes as they are laid out now."""
        frame, theme = self._frame, themes.current()
        key = (self.size().toTuple(), frame.bounds, frame.names, theme, self.font().key())
        if self._laid is None or self._laid[0] != key:
            self._laid = key, self._lay_out(theme)
        return self._laid[1]

    def _lay_out(self, theme: Theme) -> PlaneAxes:
        x, y = (Scale(*ends) for ends in self._frame.bounds)
        size = (self.width(), self.height())
        axes = lay_out_plane(size, x, y, theme, self._frame.names, spares_ticks=self._is_square)
        if not self._is_square:
            return axes
        spare = axes.area.width() - axes.area.height()
        across, down = max(round(spare), 0), max(round(-spare), 0)
        size = (size[0] - across, size[1] - down)
        axes = lay_out_plane(size, x, y, theme, self._frame.names, spares_ticks=True)
        return _moved(axes, across // 2, down // 2)

    def _pixels(self, axes: PlaneAxes) -> NDArray[np.float64]:
        places = self._points.places
        return axes.to_pixels(places[:, 0], places[:, 1])

    def point_place(self, index: int) -> QPointF:
        """Return where a point lies, in the widget's pixels."""
        return QPointF(*self._pixels(self.axes())[index])

    def place_of(self, place: tuple[float, float]) -> QPointF:
        """Return where a place on both axes lies, in the widget's pixels."""
        x, y = self.axes().to_pixels(np.array([place[0]]), np.array([place[1]]))[0]
        return QPointF(x, y)

    def _point_at(self, position: QPointF) -> int | None:
        return nearest(self._pixels(self.axes()), position.x(), position.y(), _REACH_PX)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, axes = themes.current(), self.axes()
        painter = painting.begin_opaque(self, event)
        paint_labels(painter, axes, theme)
        self._paint_ground(painter, axes, theme)
        room = plane_glyphs.radius(theme)
        painter.setClipRect(axes.area.adjusted(-room, -room, room, room))
        at = None if self._probe is None else self.place_of(self._probe)
        seen = at is not None and np.isfinite(at.x() + at.y()) and axes.area.contains(at)
        if at is not None and seen:
            painter.setPen(self._cross_pen(theme))
            painter.drawLines(self._cross(axes, at))
        answers = self._answers if self._unit is None else None  # a unit judges nothing
        self._layer.paint(painter, self, axes, (self._frame, self._points, answers))
        for ringed in self._rings(at) if at is not None and seen else ():
            self._paint_ring(painter, ringed, theme)
        painter.setClipping(False)
        if self._unit is not None:
            paint_caption(painter, axes, self._unit.name, theme)
        paint_legend(painter, axes, self._read_frame, self._legend_words(), theme, scale=self._is_square)
        if self.focus_shown:
            painting.focus_ring(painter, QRectF(self.rect()), painting.CHIP_RADIUS, theme)
        painter.end()

    def _legend_words(self) -> tuple[str, str]:
        """Return the words for small points and for rings, empty where there are none of them."""
        answers = self._answers
        unseen = self.tr("unseen") if (self._points.parts != Part.TRAIN).any() else ""
        judged = answers is not None and self._unit is None
        wrong = self.tr("wrong") if answers is not None and judged and answers.wrong.any() else ""
        return unseen, wrong

    def _paint_ring(self, painter: QPainter, at: QPointF, theme: Theme) -> None:
        """Paint the ring around the input on the bench."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = _PROBE_PX * theme.stroke**0.5
        for tone, width in ((theme.surface, 3.6), (theme.ink, 1.8)):
            painter.setPen(QPen(themes.color(tone), width * theme.stroke**0.5))
            painter.drawEllipse(at, reach, reach)

    def _cross_pen(self, theme: Theme) -> QPen:
        tone = QColor(theme.ink)
        tone.setAlpha(_CROSS_ALPHA)
        return QPen(tone, theme.stroke)

    def _renew(self) -> None:
        self.update()

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position, left = event.position(), event.button() == Qt.MouseButton.LeftButton
        removes = event.button() == Qt.MouseButton.RightButton or bool(
            left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        inside = self.axes().area.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX).contains(position)
        if not inside or not (left or removes):
            super().mousePressEvent(event)
        elif removes or self._hand is Hand.REMOVE:
            self._remove(self._point_at(position))
        elif self._hand is Hand.ADD:
            self.add_requested.emit(self.axes().value_at(position))
        else:
            self._press(position)

    def _press(self, position: QPointF) -> None:
        """Put the sample under the cursor on the bench, or the input to that place."""
        self._pressed, self._drags = position, False
        self._readout.hide()
        index = self._point_at(position)
        if index is not None:
            self.point_clicked.emit(self._points.ref(index))
        else:
            self._ask(self.axes().value_at(position))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        if self._pressed is not None:
            self._drags = self._drags or (position - self._pressed).manhattanLength() > _DRAG_PX
            if self._drags:
                self._ask(self.axes().value_at(position))
            return
        inside = self.axes().area.contains(position) or self._point_at(position) is not None
        self.setCursor(self._cursor_shape(inside))
        self._pointed = position if inside else None
        self._show_readout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._drags = None, False
        else:
            super().mouseReleaseEvent(event)

    def _cursor_shape(self, inside: bool) -> Qt.CursorShape:
        if not inside:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.PointingHandCursor if self._hand is Hand.REMOVE else Qt.CursorShape.CrossCursor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._probe is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._ask(self._stepped(_ARROWS[key], _FINE if fine else 1.0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert):
            self.add_requested.emit(self._probe)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            at = self.place_of(self._probe)
            self._remove(nearest(self._pixels(self.axes()), at.x(), at.y(), _REACH_PX))
        else:
            super().keyPressEvent(event)

    def _stepped(self, arrow: tuple[int, int], share: float) -> tuple[float, float]:
        assert self._probe is not None
        moved = [
            min(max(value + way * share / _KEY_STEPS * (high - low), low), high)
            for value, way, (low, high) in zip(self._probe, arrow, self._frame.bounds, strict=True)
        ]
        return moved[0], moved[1]

    def _ask(self, place: tuple[float, float]) -> None:
        if place != self._probe:
            self.probe_moved.emit(place)

    def _remove(self, index: int | None) -> None:
        if index is not None:
            self._readout.hide()
            self.remove_requested.emit(self._points.ref(index))

    # Reading

    @property
    def _read_frame(self) -> Frame:
        """How the values are read that are on show."""
        return self._frame if self._unit is None or not self._is_square else self._unit.frame

    @property
    def _reading(self) -> Reading:
        return Reading(self._frame, 2 if self._is_square else 1)

    def _pairs_at(self, place: tuple[float, float]) -> list[Pair]:
        """Return what is read where there is no point."""
        return replace(self._reading, frame=self._read_frame).at(place, self._output_at(place))

    def _show_readout(self) -> None:
        if self._pointed is None or self._pressed is not None:
            self._readout.hide()
            return
        index = self._point_at(self._pointed)
        if index is None:
            at, pairs = self._pointed, self._pairs_at(self.axes().value_at(self._pointed))
        else:
            at, pairs = self.point_place(index), self._reading.of_point(self._points, self._answers, index)
        # Above the picture, not in it: the plate is often as wide as that, and would hide what is looked at.
        area = self.axes().area.toAlignedRect()
        self._readout.show_at(QRect(round(at.x()) - 1, area.top(), 2, area.height()), *pairs)

    def _describe(self) -> None:
        """Tell those who do not see it where the input on the bench is, and what is answered there."""
        if self._probe is not None:
            pairs: Sequence[Pair] = self._pairs_at(self._probe)
            self.setAccessibleDescription(spoken(*pairs))

    # Events

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._readout.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pressed, self._drags = None, False
        self._readout.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._describe()
            self.update()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._renew()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(300, 330)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 150)


def _moved(axes: PlaneAxes, across: int, down: int) -> PlaneAxes:
    """Return the axes so many pixels further right and down."""
    labels = tuple((left + across, baseline + down, text) for left, baseline, text in axes.labels)
    lines = tuple(y + down for y in axes.y_lines)
    return replace(axes, area=axes.area.translated(across, down), labels=labels, y_lines=lines)
