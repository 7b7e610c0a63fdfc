"""A slider over a ladder of named speeds; the name shows below it while it is pointed at or moved."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import baseline
from nnlab.desktop.widgets.parts import painting

_HANDLE_PX = 16
_GROOVE_PX = 4
_CAPTION_DROP_PX = 9  # from the handle's lower edge to the middle of the caption


def x_of(position: int, count: int, width: float) -> float:
    """Return the x of the handle's middle at `position` of `count` positions on a slider `width` wide."""
    reach = width - _HANDLE_PX
    return _HANDLE_PX / 2 + (reach * position / (count - 1) if count > 1 else 0.0)


def position_at(x: float, count: int, width: float) -> int:
    """Return the position nearest to `x`, the inverse of `x_of`."""
    reach = width - _HANDLE_PX
    if count < 2 or reach <= 0:
        return 0
    return min(max(round((x - _HANDLE_PX / 2) / reach * (count - 1)), 0), count - 1)


class SpeedSlider(painting.KeyboardFocus, QSlider):
    """Whole positions over the ladder given by `set_ladder`, slowest first."""

    position_chosen = Signal(object)  # int, by the user's hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ladder: tuple[str, ...] = ()
        self._help = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setPageStep(2)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_ladder(self, labels: tuple[str, ...]) -> None:
        """Name the positions; there is one for each label, from slowest to fastest."""
        self._ladder = labels
        self.blockSignals(True)
        self.setRange(0, max(len(labels) - 1, 0))
        self.blockSignals(False)
        self._show_label()

    def set_position(self, position: int) -> None:
        """Put the handle at `position`, unless it is being dragged."""
        if position != self.value() and not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(position)
            self.blockSignals(False)
            self._show_label()

    def label(self) -> str:
        """Return the name of the present position, or '' without a ladder."""
        return self._ladder[self.value()] if self.value() < len(self._ladder) else ""

    def setToolTip(self, text: str) -> None:
        self._help = text
        self._show_label()

    def _show_label(self) -> None:
        lines = [line for line in (self.label(), self._help) if line]
        super().setToolTip("\n".join(lines))
        self.setAccessibleDescription(self.label())
        self.update()

    def _choose(self, position: int) -> None:
        position = min(max(position, self.minimum()), self.maximum())
        if position != self.value():
            self.setValue(position)
            self._show_label()
            self.position_chosen.emit(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.value()
        super().keyPressEvent(event)
        if self.value() != before:
            self._show_label()
            self.position_chosen.emit(self.value())

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y()
        if notches:
            self._choose(self.value() + (1 if notches > 0 else -1))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._choose(position_at(event.position().x(), len(self._ladder), self.width()))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._choose(position_at(event.position().x(), len(self._ladder), self.width()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)
        self.update()

    def sizeHint(self) -> QSize:
        theme = themes.current()
        # As much room above the groove as the caption takes below it keeps the groove in the middle.
        return QSize(136, _HANDLE_PX + 2 * (_CAPTION_DROP_PX + theme.caption_px // 2 + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(72, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        middle = self.height() / 2
        x = x_of(self.value(), len(self._ladder), self.width())
        groove = QRectF(0, middle - _GROOVE_PX / 2, self.width(), _GROOVE_PX)
        painting.fill_round(painter, groove, _GROOVE_PX / 2, theme.line)
        pointed = self.isEnabled() and (self.underMouse() or self.isSliderDown())
        color = theme.faint if not self.isEnabled() else theme.primary_hover if pointed else theme.primary
        handle = QRectF(x - _HANDLE_PX / 2, middle - _HANDLE_PX / 2, _HANDLE_PX, _HANDLE_PX)
        painting.fill_round(painter, handle, _HANDLE_PX / 2, color)
        if self.focus_shown:
            painting.focus_ring(painter, handle.adjusted(-4, -4, 4, 4), _HANDLE_PX / 2 + 4, theme)
        if pointed or self.focus_shown:
            self._paint_caption(painter, theme, x, middle + _HANDLE_PX / 2 + _CAPTION_DROP_PX)
        painter.end()

    def _paint_caption(self, painter: QPainter, theme: Theme, x: float, middle: float) -> None:
        """Write the present speed below the handle, kept inside the widget."""
        font = theme.font("caption")
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(self.label())
        left = min(max(x - width / 2, 0), max(self.width() - width, 0))
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QPointF(round(left), baseline(metrics, middle)), self.label())


def _sample() -> QWidget:
    slider = SpeedSlider()
    slider.set_ladder(
        ("1 operation/s", "3 operations/s", "1 epoch/s", "10 epochs/s", "100 epochs/s", "full speed")
    )
    slider.set_position(4)
    slider.setMinimumWidth(160)
    return slider


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
