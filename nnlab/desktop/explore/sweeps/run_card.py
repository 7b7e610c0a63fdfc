"""The button that starts and stops something long, and how far it is."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.progress_line import ProgressLine


class RunCard(Card):
    """A sentence, a line that fills, and one button: Run, Stop, or Go on. It shows only what it is given.

    `name` begins the object names of its controls.
    """

    start_requested = Signal()
    stop_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._runs = self._goes_on = False
        self._text, self._line = label("", "caption"), ProgressLine()
        self._text.setObjectName(f"{name}_progress")
        self._text.setWordWrap(True)
        self._button = Button(Look.PRIMARY, "play")
        self._button.setObjectName(f"{name}_start_button")
        buttons = QHBoxLayout()
        buttons.addWidget(self._button)
        buttons.addStretch(1)
        self.body.addWidget(self._text)
        self.body.addWidget(self._line)
        self.body.addLayout(buttons)
        self._button.clicked.connect(self._on_clicked)
        self.retranslate()

    def set_progress(self, text: str, share: float | None) -> None:
        """Say how far it is; `share`, 0 to 1, of the way, None while nothing is under way."""
        self._text.setText(text)
        self._line.set_share(share)

    def set_running(self, runs: bool, *, goes_on: bool = False, can_start: bool = True) -> None:
        """Offer to stop what runs; else to start it or, with `goes_on`, to go on with what was stopped."""
        self._runs, self._goes_on = runs, goes_on
        self._button.setEnabled(runs or can_start)
        self._show_button()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._show_button()

    def _show_button(self) -> None:
        start, stop, on = self.tr("Run"), self.tr("Stop"), self.tr("Go on")
        self._button.reserve(start, stop, on)
        self._button.setText(stop if self._runs else on if self._goes_on else start)
        self._button.set_icon_name("pause" if self._runs else "play")
        self._button.setAccessibleName(self._button.text())
        self._button.setToolTip(
            self.tr("Stop; what is made stays")
            if self._runs
            else self.tr("Make all runs, beside the training on the bench")
        )

    def _on_clicked(self) -> None:
        (self.stop_requested if self._runs else self.start_requested).emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
