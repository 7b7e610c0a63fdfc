"""A badge that says which way a step goes just now: forward, backward, or the update of the weights."""

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.followed_look import FollowsLook


class Phase(Enum):
    """A part of a training step."""

    FORWARD = "forward"
    BACKWARD = "backward"
    UPDATE = "update"


class PhaseBadge(FollowsLook, QWidget):
    """Names a phase in surface on ink; empty between steps, but of one size always, so that nothing moves."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phase: Phase | None = None
        self._texts: dict[Phase, str] = {}
        self.setObjectName("phase_badge")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_phase(self, phase: Phase | None) -> None:
        """Name `phase`, or nothing."""
        if phase is not self._phase:
            self._phase = phase
            self._describe()
            self.update()

    def text(self) -> str:
        """Return what is written on the badge."""
        return "" if self._phase is None else self._texts[self._phase]

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._texts = {
            Phase.FORWARD: self.tr("forward →"),
            Phase.BACKWARD: self.tr("← backward"),
            Phase.UPDATE: self.tr("update"),
        }
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        theme = themes.current()
        metrics = painting.typeface(theme, "caption", bold=True)[1]
        widest = max(metrics.horizontalAdvance(text) for text in self._texts.values())
        return QSize(round(widest) + 18, theme.caption_px + 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._phase is None:
            return
        theme = themes.current()
        font, metrics = painting.typeface(theme, "caption", bold=True)
        width = min(metrics.horizontalAdvance(self.text()) + 16.0, float(self.width()))
        plate = QRectF(self.width() - width, 0.0, width, float(self.height()))
        painter = painting.begin(self)
        painting.fill_round(painter, plate, plate.height() / 2, theme.ink)
        painter.setFont(font)
        painter.setPen(themes.color(theme.surface))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


def _sample() -> PhaseBadge:
    badge = PhaseBadge()
    badge.set_phase(Phase.FORWARD)
    return badge


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
