"""A ring over the window around the control that one is to look at: it follows the control and takes no click."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting

_PULSE_MS = 200
_OUT_PX = 5.0  # from the control to the ring
_SMALL_PX = (
    40  # of a side at the ordinary size of type: a button with a margin of its own, in which the ring lies
)
_PULSE_PX = 9.0  # farther out, where the pulse begins
_RADIUS_PX = 12.0
_WIDTH_PX = 2.5
_FOLLOWED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
)


class Highlight(QWidget):
    """The ring, a child of the window. It pulses once, for 200 ms at most, and then stands still."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._followed: list[QWidget] = []
        self._share = 1.0  # of the pulse
        self._out = _OUT_PX
        self._pulse = QVariantAnimation(self)
        self._pulse.setStartValue(0.0)
        self._pulse.setEndValue(1.0)
        self._pulse.valueChanged.connect(self._on_pulse)
        self.setObjectName("highlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """The control that is lit."""
        return self._target

    def set_target(self, target: QWidget | None) -> None:
        """Light another control, or none; the same one again stays as it is."""
        if target is self._target:
            return
        for widget in self._followed:
            widget.removeEventFilter(self)
            widget.destroyed.disconnect(self._on_destroyed)
        self._followed, self._target = [], target
        if target is None:
            self.hide()
            return
        widget: QWidget | None = target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            widget.destroyed.connect(self._on_destroyed)
            self._followed.append(widget)
            widget = widget.parentWidget()
        self._place()
        duration = painting.motion_ms(self, _PULSE_MS)
        if duration:
            self._pulse.setDuration(duration)
            self._pulse.start()

    def _on_destroyed(self) -> None:
        """Forget all that was followed: whoever lights controls looks for what has come in its place."""
        self._followed, self._target = [], None
        self.hide()

    def _on_pulse(self, share: float) -> None:
        self._share = share
        self.update()

    def _place(self) -> None:
        """Lie over the control, with room for the ring and its pulse; nothing is lit that cannot be seen."""
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self.window(), QPoint(0, 0))
        seen = QRect(corner, target.size())
        for widget in self._followed[1:]:  # of a control that is scrolled half away the rest is lit
            seen &= QRect(widget.mapTo(self.window(), QPoint(0, 0)), widget.size())
        if seen.isEmpty():
            self.hide()
            return
        small = _SMALL_PX * themes.current().text_px / 13
        self._out = 0.0 if max(target.width(), target.height()) <= small else _OUT_PX
        reach = round(self._out + _PULSE_PX + 2 * _WIDTH_PX)
        self.setGeometry(seen.adjusted(-reach, -reach, reach, reach))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def sizeHint(self) -> QSize:
        return QSize(80, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        reach = self._out + _PULSE_PX + 2 * _WIDTH_PX
        out = self._out + _PULSE_PX * (1.0 - self._share)
        inside = QRectF(self.rect()).adjusted(reach - out, reach - out, out - reach, out - reach)
        # A rim in the colour of the surface parts the ring from whatever lies under it.
        rim = inside.adjusted(-1.5, -1.5, 1.5, 1.5)
        painting.stroke_round(painter, rim, _RADIUS_PX + 1.5, theme.surface, _WIDTH_PX * theme.stroke + 3)
        painting.stroke_round(painter, inside, _RADIUS_PX, theme.ink, _WIDTH_PX * theme.stroke)
        painter.end()
