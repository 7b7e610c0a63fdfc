"""The phases of a step in one line of text: Forward 1–4 · Backward 5–9 · Update 10–11."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import baseline
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.clicked_by_return import ClickedByReturn

_PADDING = 5
_DOT_SPACE = 7


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase: its key, its name, and its first and last operation, counted from 1."""

    key: Hashable
    text: str
    first: int
    last: int

    @property
    def label(self) -> str:
        """The name with its operations: 'Forward 1–4', 'Update 10'."""
        return f"{self.text} {self.first}" + (f"–{self.last}" if self.last > self.first else "")


class PhaseStrip(QWidget):
    """Phases side by side, the current one in strong ink. A click, Space or Return asks to go to one."""

    phase_clicked = Signal(object)  # the key of a phase

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phases: tuple[Phase, ...] = ()
        self._current: Hashable = None
        self._buttons: list[_PhaseButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setObjectName("phase_strip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_phases(self, phases: Sequence[Phase]) -> None:
        """Show `phases`; with the same keys as before only their texts change."""
        phases = tuple(phases)
        if phases == self._phases:
            return
        if [phase.key for phase in phases] != [phase.key for phase in self._phases]:
            self._rebuild(phases)
        self._phases = phases
        self._show()

    def set_current(self, key: Hashable) -> None:
        """Show the phase of this key as the current one; an unknown key leaves all of them in plain ink."""
        if key != self._current:
            self._current = key
            self._show()

    def retranslate(self) -> None:
        """Set all texts again but those of the phases."""
        for button in self._buttons:
            button.setToolTip(self.tr("Go to the first operation of this phase"))

    def _rebuild(self, phases: tuple[Phase, ...]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = []
        for place, phase in enumerate(phases):
            button = _PhaseButton(self, dotted=place > 0)
            button.setObjectName(f"phase_{phase.key}")
            button.clicked.connect(lambda _checked, key=phase.key: self.phase_clicked.emit(key))
            self._row.addWidget(button)
            self._buttons.append(button)
        self.retranslate()

    def _show(self) -> None:
        for button, phase in zip(self._buttons, self._phases, strict=True):
            button.setText(phase.label)
            button.setAccessibleName(phase.label)
            button.set_current(phase.key == self._current)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _PhaseButton(painting.KeyboardFocus, ClickedByReturn, QPushButton):
    """A phase as a word, after a dot that parts it from the one before."""

    def __init__(self, parent: QWidget, *, dotted: bool) -> None:
        super().__init__(parent)
        self._dotted = dotted
        self._is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_current(self, current: bool) -> None:
        if current != self._is_current:
            self._is_current = current
            self.update()

    def sizeHint(self) -> QSize:
        theme = themes.current()
        # Measured in the stronger weight, so that another current phase moves nothing.
        width = painting.text_width(_font(theme, strong=True), self.text()) + 2 * _PADDING
        return QSize(width + (_DOT_SPACE if self._dotted else 0), painting.row_height(theme))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        room = QRectF(self.rect()).adjusted(_DOT_SPACE if self._dotted else 0, 0, 0, 0)
        font = _font(theme, strong=self._is_current)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        line = baseline(metrics, self.height() / 2)
        if self._dotted:
            painter.setPen(themes.color(theme.muted))
            painter.drawText(QPointF((_DOT_SPACE - metrics.horizontalAdvance("·")) / 2, line), "·")
        if self.underMouse() and not self._is_current:
            painting.fill_round(painter, room, painting.CHIP_RADIUS, theme.field)
        painter.setPen(themes.color(theme.ink))
        left = room.center().x() - metrics.horizontalAdvance(self.text()) / 2
        painter.drawText(QPointF(left, line), self.text())
        if self.focus_shown:
            painting.focus_ring(painter, room, painting.CHIP_RADIUS, theme)
        painter.end()


def _font(theme: Theme, *, strong: bool) -> QFont:
    return painting.weighted(theme, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)


def _sample() -> QWidget:
    strip = PhaseStrip()
    strip.set_phases(
        [
            Phase("forward", "Forward", 1, 5),
            Phase("backward", "Backward", 6, 12),
            Phase("update", "Update", 13, 13),
        ]
    )
    strip.set_current("backward")
    strip.phase_clicked.connect(strip.set_current)
    return strip


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
