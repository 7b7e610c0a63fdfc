"""The controls under the picture of a descent: again, run, step, and keeping a path to compare."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.widgets.buttons import Button, Look

_GAP_PX = 8


class DescentTransport(QWidget):
    """Asks to run, pause, step, begin again, keep and forget."""

    run_requested = Signal()
    pause_requested = Signal()
    step_requested = Signal()
    again_requested = Signal()
    keep_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self._again, self._run, self._step = (Button(Look.FIELD, icon) for icon in ("reset", "play", "step"))
        self._keep, self._clear = Button(Look.BARE), Button(Look.BARE)
        for button, name in (
            (self._again, "again_button"),
            (self._run, "run_button"),
            (self._step, "descent_step_button"),
            (self._keep, "keep_path_button"),
            (self._clear, "clear_paths_button"),
        ):
            button.setObjectName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        for widget in (self._again, self._run, self._step, self._keep, self._clear):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._again.clicked.connect(lambda: self.again_requested.emit())
        self._run.clicked.connect(
            lambda: (self.pause_requested if self._running else self.run_requested).emit()
        )
        self._step.clicked.connect(lambda: self.step_requested.emit())
        self._keep.clicked.connect(lambda: self.keep_requested.emit())
        self._clear.clicked.connect(lambda: self.clear_requested.emit())
        self.retranslate()

    def set_running(self, running: bool) -> None:
        """Let the button offer to pause or to run."""
        self._running = running
        text = self.tr("Pause") if running else self.tr("Run")
        self._run.setText(text)
        self._run.setAccessibleName(text)
        self._run.setToolTip(self.tr("Stay where it is") if running else self.tr("Let it roll to the end"))
        self._run.set_icon_name("pause" if running else "play")

    def offer_keeping(self, keep: bool, clear: bool) -> None:
        """Offer to keep the path, and to let go of those that are kept."""
        self._keep.setVisible(keep)
        self._clear.setVisible(clear)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._run.reserve(self.tr("Run"), self.tr("Pause"))
        for button, text, tip in (
            (self._again, self.tr("Again"), self.tr("Back to the start")),
            (self._step, self.tr("Step"), self.tr("One step of the optimizer")),
            (self._keep, self.tr("Keep path"), self.tr("Leave this path faint, and try another way")),
            (self._clear, self.tr("Clear paths"), self.tr("Take the kept paths away")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
            button.updateGeometry()
        self.set_running(self._running)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
