"""Who draws on a pad: of mouse, pen and fingers the first that comes down, until it is lifted."""

import math
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent

_MOUSE, _PEN = -1, -2  # a finger has a number from 0
_MEDIUM = 0.5  # pressure of what cannot tell it
_FARTHEST_PX = 100_000  # no screen reaches so far; drivers of tablets send places that are none, even NaN


class Phase(Enum):
    """What happens to a stroke."""

    BEGIN = "begin"
    GO_ON = "go on"
    END = "end"
    CANCEL = "cancel"  # as if it had never begun


@dataclass(frozen=True, slots=True)
class Gesture:
    """One event of the hand that draws: where, with which pressure (0 to 1), and whether a pen is turned round."""

    phase: Phase
    place: QPointF
    pressure: float = _MEDIUM
    turned: bool = False


class Hand:
    """Makes gestures of Qt's events; an event that is not one of the hand that draws gives None.

    A pen takes over from a finger, which may be the ball of the hand that leads it. Where the place is nonsense,
    nothing begins and nothing goes on, but a stroke ends.
    """

    def __init__(self) -> None:
        self._who: int | None = None

    def lift(self) -> None:
        """Forget who draws: what it does until it comes down again is no stroke."""
        self._who = None

    def mouse(self, event: QMouseEvent) -> Gesture | None:
        """Return what a press, a move or a release of the left button is."""
        kind, left = event.type(), event.button() == Qt.MouseButton.LeftButton
        presses = kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        sensible = is_place(event.position())
        if presses and left and sensible and self._who in (None, _MOUSE):
            self._who = _MOUSE
            return Gesture(Phase.BEGIN, event.position())
        if kind == QEvent.Type.MouseMove and sensible and self._who == _MOUSE:
            return Gesture(Phase.GO_ON, event.position())
        if kind == QEvent.Type.MouseButtonRelease and left and self._who == _MOUSE:
            self._who = None
            return Gesture(Phase.END, event.position())
        return None

    def pen(self, event: QTabletEvent) -> Gesture | None:
        """Return what a pen does on the pad; in the air, or with its other buttons, it does nothing."""
        kind, position, pressure = event.type(), event.position(), _pressure(event.pressure())
        turned = event.pointerType() == QPointingDevice.PointerType.Eraser
        sensible = is_place(position)
        if kind == QEvent.Type.TabletPress and sensible and event.button() == Qt.MouseButton.LeftButton:
            self._who = _PEN
            return Gesture(Phase.BEGIN, position, pressure, turned)
        if kind == QEvent.Type.TabletMove and sensible and self._who == _PEN:
            return Gesture(Phase.GO_ON, position, pressure, turned)
        if kind == QEvent.Type.TabletRelease and self._who == _PEN:
            self._who = None
            return Gesture(Phase.END, position, pressure, turned)
        return None

    def fingers(self, event: QTouchEvent) -> list[Gesture]:
        """Return what the finger that draws has done; those that come after it do nothing."""
        if event.type() == QEvent.Type.TouchCancel:
            return [Gesture(Phase.CANCEL, QPointF())] if self._lift_finger() else []
        if event.type() == QEvent.Type.TouchBegin:
            self._lift_finger()  # the first finger of all: the end of another was not told
        gestures = []
        for point in event.points():
            if point.state() != point.State.Released and not is_place(point.position()):
                continue
            if point.state() == point.State.Pressed and self._who is None:
                self._who = point.id()
                gestures.append(Gesture(Phase.BEGIN, point.position()))
            elif point.state() == point.State.Updated and point.id() == self._who:
                gestures.append(Gesture(Phase.GO_ON, point.position()))
            elif point.state() == point.State.Released and point.id() == self._who:
                self._who = None
                gestures.append(Gesture(Phase.END, point.position()))
        return gestures

    def _lift_finger(self) -> bool:
        finger = self._who is not None and self._who >= 0
        if finger:
            self._who = None
        return finger


def is_place(position: QPointF) -> bool:
    """Return whether a hand can be there. Every comparison with NaN is false."""
    return abs(position.x()) < _FARTHEST_PX and abs(position.y()) < _FARTHEST_PX


def _pressure(told: float) -> float:
    """Return the pressure that was told, within 0 to 1; what is no number is a medium one."""
    return min(max(told, 0.0), 1.0) if math.isfinite(told) else _MEDIUM


def is_touch_of_screen(event: QEvent) -> bool:
    """Return whether `event` tells of fingers on the screen; those on a touchpad move the pointer."""
    return isinstance(event, QTouchEvent) and event.device().type() == QInputDevice.DeviceType.TouchScreen
