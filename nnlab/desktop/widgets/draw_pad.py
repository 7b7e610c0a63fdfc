"""A square of paper on which one draws a digit, with mouse, pen or finger; it also shows pictures of a data set."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.brush_ring import paint_ring, ring_rect
from nnlab.desktop.widgets.parts.ink import enlarged
from nnlab.desktop.widgets.parts.offered import offered_picture, offers_picture
from nnlab.desktop.widgets.parts.pad_face import (
    RADIUS,
    CropBox,
    PadFace,
    device_rect,
    paint_crop_box,
    paint_word,
)
from nnlab.desktop.widgets.parts.pad_hand import Gesture, Hand, Phase, is_place, is_touch_of_screen
from nnlab.desktop.widgets.parts.strokes import SIDE, WHOLE, Box, InkCanvas

THIN, MEDIUM, THICK = 0.05, 0.075, 0.115  # widths of the brush / side of the pad

_ERASER = 2.0  # width of the eraser / width of the brush
_SIDE_PX = 240


class DrawPad(painting.KeyboardFocus, QWidget):
    """Takes strokes and tells the ink after every point of them. A picture shown goes away with the first stroke.

    The ink is always 280×280, whatever the size on the screen. Where the pad has the keyboard, Ctrl+Z and Ctrl+Y
    take strokes back and do them again, Delete clears, Ctrl+V pastes; all other keys go on to the window.
    """

    drawn = Signal(object)  # NDArray[np.uint8] (280, 280), read-only, 0 ground to 255 ink
    undone = Signal(object)  # NDArray[np.uint8] (280, 280): the ink that is there after a step was taken back
    state_changed = Signal()  # one of can_undo, can_redo, is_empty is another, by a hand on the pad or a slot
    # Pasted or dropped: NDArray[np.uint8] brightness (h, w), or a file's Path.
    picture_offered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._canvas = InkCanvas()
        self._face = PadFace()
        self._hand = Hand()
        self._picture: NDArray[np.uint8] | None = None  # as it was given
        self._enlarged: NDArray[np.uint8] | None = None  # the same, (280, 280)
        self._brush = MEDIUM
        self._erasing = False
        self._turned = False  # the pen of the stroke in hand
        self._pointer: tuple[QPointF, bool] | None = (
            None  # where mouse or pen is, and whether it is a turned pen
        )
        self._crop_box: CropBox | None = None
        self._word = ""  # said on the empty pad in place of the hint
        self._dropping = False
        self._told = self._state()
        self.setObjectName("draw_pad")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAcceptDrops(True)
        # Also by click: after a stroke Ctrl+Z must mean the stroke. The keys of the window are not taken.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)  # the point; the ring around it is painted
        self.retranslate()

    # Values in

    def set_picture(self, pixels: NDArray[np.uint8] | None, *, photograph: bool = False) -> None:
        """Show `pixels` (h, w), 0 ground to 255 ink, until one draws, and forget what was drawn.

        They are shown as strokes of ink, or as a photograph with all its shades. None takes the picture away; a
        drawing in its place stays.
        """
        if pixels is None:
            if self._drop_picture():
                self._adopt()
            return
        if self._picture is not None and np.array_equal(pixels, self._picture):
            return
        self._canvas.forget()
        self._hand.lift()
        self._picture = np.array(pixels, dtype=np.uint8)
        self._enlarged = enlarged(self._picture, SIDE, photograph=photograph)
        self._adopt()

    def set_ink(self, pixels: NDArray[np.uint8]) -> None:
        """Put finished ink (h, w), 0 ground to 255 ink, on the pad, as a step that can be taken back."""
        self._hand.lift()
        self._drop_picture()
        self._canvas.put(on_pad(pixels))
        self._adopt()

    def set_brush(self, width: float) -> None:
        """Draw strokes of `width`, in units of the pad's side: 0.03 is thin, 0.12 thick."""
        if width != self._brush:
            self._brush = width
            self.update()

    def set_erasing(self, erasing: bool) -> None:
        """Take ink away where one draws, twice as wide as the brush, instead of laying it."""
        if erasing != self._erasing:
            self._erasing = erasing
            self.update()

    def set_crop_box(self, box: CropBox | None) -> None:
        """Mark a rectangle by a dashed hairline, in units of the pad's side; None marks nothing."""
        if box != self._crop_box:
            self._crop_box = box
            self.update()

    def set_word(self, word: str) -> None:
        """Say `word` until one draws: in place of the hint as soon as the pad is empty, below the ink before."""
        self._word = word
        self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self._word = ""
        self.setAccessibleName(self.tr("Draw pad"))
        self.setToolTip(
            self.tr(
                "Draw a digit with mouse, pen or finger, or drop a picture here. "
                "Ctrl+Z takes the last stroke back, Delete clears, Ctrl+V pastes."
            )
        )
        self.update()

    # What there is

    @property
    def ink(self) -> NDArray[np.uint8]:
        """What is drawn: (280, 280), read-only, 0 ground to 255 ink; a picture shown is no ink."""
        return self._canvas.copy()

    @property
    def brush(self) -> float:
        """The width of the brush in units of the pad's side."""
        return self._brush

    @property
    def is_erasing(self) -> bool:
        """Whether strokes take ink away."""
        return self._erasing

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke, a clearing or a finished ink to take back."""
        return self._canvas.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something taken back to do again."""
        return self._canvas.can_redo

    @property
    def is_empty(self) -> bool:
        """Whether there is neither ink nor a picture."""
        return self._picture is None and self._canvas.is_empty

    # Steps

    def undo_stroke(self) -> None:
        """Take the last stroke back, or the last clearing."""
        self._hand.lift()
        box = self._canvas.undo()
        self._tell(box)
        if box is not None:
            self.undone.emit(self._canvas.copy())

    def redo_stroke(self) -> None:
        """Do again what was taken back last."""
        self._tell(self._canvas.redo())

    def clear(self) -> None:
        """Take everything away; ink can be had back with `undo_stroke`."""
        self._hand.lift()
        box = self._canvas.clear()
        self._tell(WHOLE if self._drop_picture() else box)

    def paste(self) -> None:
        """Offer the picture in the clipboard, if there is one."""
        self._offer(offered_picture(QGuiApplication.clipboard().mimeData()))

    def _offer(self, picture: object) -> None:
        if picture is not None:
            self.picture_offered.emit(picture)

    def _drop_picture(self) -> bool:
        """Take the picture away; return whether there was one."""
        shown = self._picture is not None
        self._picture = self._enlarged = None
        return shown

    def _state(self) -> tuple[bool, bool, bool]:
        return self.can_undo, self.can_redo, self.is_empty

    def _adopt(self) -> None:
        """Show what the owner has set, who need not be told."""
        self._told = self._state()
        self._forget_word()
        self._face.change(WHOLE)
        self.update()

    def _tell(self, box: Box | None) -> None:
        """Show and tell what a hand has done to the ink in `box`."""
        before, self._told = self._told, self._state()
        self._forget_word()
        if box is not None:
            self._face.change(box)
            self._update_box(WHOLE if before[2] != self._told[2] else box)  # the hint comes or goes
            self.drawn.emit(self._canvas.copy())
        if self._told != before:
            self.state_changed.emit()

    def _forget_word(self) -> None:
        if not self._told[2] and self._word:
            self._word = ""
            self.update()

    # Strokes

    def _follow(self, gesture: Gesture) -> None:
        match gesture.phase:
            case Phase.BEGIN:
                self._begin(gesture)
            case Phase.GO_ON:
                self._tell(self._canvas.extend(*self._point(gesture)))
            case Phase.END:
                self._tell(self._canvas.end())
            case Phase.CANCEL:
                self._tell(self._canvas.cancel())

    def _begin(self, gesture: Gesture) -> None:
        self._turned = gesture.turned
        erasing = self._erasing or self._turned
        given_up = self._canvas.cancel()  # of a finger, when the pen comes
        picture = self._enlarged
        replaced = self._drop_picture()
        if erasing and picture is not None:
            self._canvas.put(picture)  # what is to be rubbed out must be ink
        box = self._canvas.begin(*self._point(gesture), erasing=erasing)
        self._tell(WHOLE if given_up or replaced else box)

    def _point(self, gesture: Gesture) -> tuple[float, float, float]:
        """Return x, y and width for the canvas; ink is as wide as the brush at half the greatest pressure."""
        square = self._square()
        erasing = self._erasing or self._turned
        width = self._brush * (_ERASER if erasing else 0.5 + gesture.pressure)
        place, side = gesture.place, max(square.width(), 1)
        return (place.x() - square.left()) / side, (place.y() - square.top()) / side, width

    def _on_mouse(self, event: QMouseEvent) -> None:
        self._point_at(event.position(), event.pointerType())
        gesture = self._hand.mouse(event)
        if gesture is None:
            event.ignore()
        else:
            self._follow(gesture)

    mousePressEvent = mouseMoveEvent = mouseReleaseEvent = mouseDoubleClickEvent = _on_mouse

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._point_at(event.position(), event.pointerType())
        if event.type() == QEvent.Type.TabletRelease:
            self._set_pointer(None)  # it may go away without a word; if it stays in the air, it will be told
        gesture = self._hand.pen(event)
        if gesture is None:
            event.ignore()  # a pen in the air is a mouse
            return
        event.accept()
        self._follow(gesture)

    # The ring around the pointer

    def _point_at(self, place: QPointF, pointer: QPointingDevice.PointerType) -> None:
        turned = pointer == QPointingDevice.PointerType.Eraser
        self._set_pointer((place, turned) if is_place(place) else None)

    def _set_pointer(self, pointer: tuple[QPointF, bool] | None) -> None:
        self._update_ring()
        self._pointer = pointer
        self._update_ring()

    def _ring(self) -> tuple[QPointF, float, bool] | None:
        """Return the ring's middle and diameter, and whether it is an eraser's."""
        if self._pointer is None:
            return None
        place, turned = self._pointer
        erasing = self._erasing or turned
        return place, self._brush * (_ERASER if erasing else 1.0) * self._square().width(), erasing

    def _update_ring(self) -> None:
        ring = self._ring()
        if ring is not None:
            self.update(ring_rect(*ring[:2], themes.current()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_pointer(None)

    # Keys, tooltips, pictures from elsewhere

    def event(self, event: QEvent) -> bool:
        if is_touch_of_screen(event):
            event.accept()  # or Qt would make a mouse of the finger as well
            for gesture in self._hand.fingers(event):
                if gesture.phase is Phase.BEGIN:
                    self._set_pointer(None)  # a finger hides what is below it
                    self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._follow(gesture)
            return True
        if event.type() == QEvent.Type.ShortcutOverride and self._action_of(event) is not None:
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip and not self.is_empty:
            return True  # who has drawn knows how
        return super().event(event)

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key does here and now, or None: then it is the window's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.paste
        match QKeySequence(event.keyCombination()).toString():
            case "Ctrl+Z" if self.can_undo:
                return self.undo_stroke
            case "Ctrl+Y" | "Ctrl+Shift+Z" if self.can_redo:
                return self.redo_stroke
            case "Del" | "Num+Del" | "Backspace" if not self.is_empty:
                return self.clear
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._action_of(event)
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if offers_picture(event.mimeData()):
            event.acceptProposedAction()
            self._set_dropping(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_dropping(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dropping(False)
        event.acceptProposedAction()
        self._offer(offered_picture(event.mimeData()))

    def _set_dropping(self, dropping: bool) -> None:
        self._dropping = dropping
        self.update()

    # Layout and painting

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width

    def sizeHint(self) -> QSize:
        return QSize(_SIDE_PX, _SIDE_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 150)

    def _square(self) -> QRect:
        """Return where the paper lies, in the widget's pixels."""
        side = min(self.width(), self.height())
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def _update_box(self, box: Box) -> None:
        square = self._square()
        self.update(device_rect(box, square.width()).translated(square.topLeft()).adjusted(-1, -1, 1, 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, square, dpr = themes.current(), self._square(), self.devicePixelRatioF()
        painter = painting.begin_opaque(self, event)
        pixels = self._canvas.pixels if self._enlarged is None else self._enlarged
        frame = theme.ink if self._dropping else theme.line
        face = self._face.picture(pixels, round(square.width() * dpr), dpr, frame)
        painter.drawImage(square.topLeft(), face)
        if self._crop_box is not None:
            paint_crop_box(painter, self._crop_box, square, theme)
        if self._told[2]:
            painter.setFont(theme.font("text"))
            painter.setPen(themes.color(theme.muted))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self._word or self.tr("draw a digit"))
        elif self._word:
            paint_word(painter, self._word, square, theme)
        ring = self._ring()
        if ring is not None:
            paint_ring(painter, *ring[:2], theme, erasing=ring[2])
        if self.focus_shown:
            painting.focus_ring(painter, QRectF(square), RADIUS, theme)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def on_pad(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return finished ink (h, w), 0 ground to 255 ink, as it lies on a pad, (280, 280)."""
    return pixels if pixels.shape == (SIDE, SIDE) else enlarged(pixels, SIDE, photograph=True)


def _sample() -> QWidget:
    canvas = InkCanvas()
    canvas.begin(0.34, 0.24, MEDIUM)
    for x, y in ((0.48, 0.17), (0.66, 0.2), (0.64, 0.4), (0.5, 0.62), (0.44, 0.82)):
        canvas.extend(x, y, MEDIUM)
    canvas.end()
    pad = DrawPad()
    pad.set_ink(canvas.copy())
    pad.picture_offered.connect(print)
    return pad


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
