"""A small switch: a question answered by yes or no, at once."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting


class SwitchField(painting.KeyboardFocus, QCheckBox):
    """On or off. It shows only what `set_value` gave it; a click or Space emits the other."""

    value_chosen = Signal(object)  # bool

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_value(self, on: bool) -> None:
        """Show the switch on or off."""
        self.setChecked(on)

    def value(self) -> bool:
        """Return what was last set."""
        return self.isChecked()

    def nextCheckState(self) -> None:
        """Ask for the other state instead of taking it."""
        self.value_chosen.emit(not self.isChecked())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        height = round(themes.current().text_px * 1.4)
        return QSize(round(height * 1.75), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        track = QRectF(self.rect())
        radius = track.height() / 2
        on = self.isChecked()
        if not self.isEnabled():
            ground, knob = theme.field, theme.faint
        elif on:
            ground, knob = (theme.primary_hover if self.underMouse() else theme.primary), theme.on_primary
        else:
            ground, knob = (theme.muted if self.underMouse() else theme.faint), theme.surface
        painting.fill_round(painter, track, radius, ground)
        left = track.right() - 2 * radius if on else track.left()
        spot = QRectF(left, track.top(), 2 * radius, 2 * radius).adjusted(2.5, 2.5, -2.5, -2.5)
        painting.fill_round(painter, spot, spot.height() / 2, knob)
        if self.focus_shown:
            painting.focus_ring(painter, track, radius, theme)
        painter.end()


def _sample() -> QWidget:
    field = SwitchField()
    field.set_value(True)
    field.value_chosen.connect(field.set_value)
    return field


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
