"""What every input panel has: a way to walk through the samples, and the probe that it shows."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.words import data_sentences

_LEAST_NAME_PX = 48
_GAP_PX = 4  # beside the name: the ring around a button must not cover it


class RowWalker(QWidget):
    """Walks through the samples of the data set, and names the one on the bench."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._back = Button(Look.BARE, "previous", self)
        self._back.setObjectName("previous_sample_button")
        self._on = Button(Look.BARE, "next", self)
        self._on.setObjectName("next_sample_button")
        self._name = label("", "muted")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setMinimumWidth(_LEAST_NAME_PX)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        layout.addStretch(1)
        for widget in (self._back, self._name, self._on):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._back.clicked.connect(lambda: self.walk(-1))
        self._on.clicked.connect(lambda: self.walk(+1))
        self.retranslate()

    def walk(self, by: int) -> None:
        """Put the sample `by` places on from the present one on the bench."""
        probe = self._lab.probe
        start = -1 if probe.row is None and by > 0 else (probe.row or 0)
        probe.set_sample(probe.part, start + by)

    def refresh(self) -> None:
        """Name the sample on the bench."""
        probe = self._lab.probe
        self._name.setText(
            data_sentences.sample_name(probe.part, probe.row, probe.part is not self._lab.state.dataset)
        )

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for button, text in (
            (self._back, self.tr("Previous sample (←)")),
            (self._on, self.tr("Next sample (→)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._name.setToolTip(self.tr("The sample of the data set that lies on the bench"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()


class InputPanel(QWidget):
    """One way to set the probe. `refresh` shows the probe as it is now."""

    width_share = 0.26  # of the stage, where there is room
    most_px = 300

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self.lab = lab
        self.walker = RowWalker(lab, self)
        self._stand_in: QWidget | None = None  # where the walker stands at home, while it is lent

    def lend_walker(self, place: QBoxLayout) -> None:
        """Have the walker stand at the end of `place`, because this panel is put away: one walks on without it."""
        if self._stand_in is None:
            self._stand_in = QWidget()
            self.layout().replaceWidget(self.walker, self._stand_in)
            place.addWidget(self.walker)
            self.walker.show()

    def take_walker_back(self) -> None:
        """Have the walker stand in this panel again."""
        if self._stand_in is not None:
            self.layout().replaceWidget(self._stand_in, self.walker)
            self._stand_in.deleteLater()
            self._stand_in = None

    def stack(self, *widgets: QWidget, grows: int = 0) -> QVBoxLayout:
        """Put widgets one below the other into the middle of the height, and return their layout.

        `grows` is how much of the height the first one takes, against 1 for the room above and below.
        """
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addStretch(1)
        for widget in widgets:
            layout.addWidget(widget, grows if widget is widgets[0] else 0)
        layout.addStretch(1)
        return layout

    def refresh(self) -> None:
        """Show the probe."""
        self.walker.refresh()

    def set_row_pitch(self, pitch: float) -> None:
        """Line rows up with neurons that are `pitch` pixels apart, around the middle; 0 for no neurons."""

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
