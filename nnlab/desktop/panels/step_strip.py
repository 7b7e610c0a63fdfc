"""The way of a drawing into the network, joined to the one drawing that all pads share."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.seen_strip import SeenStrip


class StepStrip(QWidget):
    """Shows each step of the drawing and, while there is none, the sample on the bench; a click switches a step."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._strip = SeenStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._strip)
        self._strip.step_clicked.connect(lab.drawing.toggle_step)
        lab.drawing.changed.connect(self._show)
        lab.probe.changed.connect(self._on_probe_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _on_probe_changed(self) -> None:
        if self._lab.drawing.ink is None:  # else the drawing tells of itself
            self._show()

    def _show(self) -> None:
        if not self.isVisible():
            return
        drawing = self._lab.drawing
        steps, seen = drawing.steps, drawing.seen
        self._strip.set_steps(steps.crop, steps.scale, steps.centre)
        if seen is None:
            self._strip.set_pictures(None, None, self._lab.probe.picture)
        elif seen.is_empty:
            self._strip.set_pictures(None, None, None)
        else:
            self._strip.set_pictures(seen.cropped, seen.scaled, seen.final)
