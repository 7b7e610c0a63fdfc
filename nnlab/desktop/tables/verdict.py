"""What a table will be, at the foot of its dialog; or what keeps it from being opened, and the ways out of that."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.tables import words
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label

_GAP_PX = 8


class Verdict(QWidget):
    """Two sentences, and beside them the ways out that are offered."""

    line_wanted = Signal()
    missing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = label("", "section"), label("", "muted")
        self._line, self._missing = Button(Look.BARE), Button(Look.FIELD)
        self._odd_cells = 0
        self._line.setObjectName("table_show_fault_button")
        self._missing.setObjectName("table_as_missing_button")
        self._line.clicked.connect(lambda: self.line_wanted.emit())
        self._missing.clicked.connect(lambda: self.missing_wanted.emit())
        sentences = QVBoxLayout()
        sentences.setSpacing(2)
        for text, name in ((self.first, "table_will_be"), (self.second, "table_parts")):
            text.setObjectName(name)
            text.setWordWrap(True)
            sentences.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addLayout(sentences, 1)
        row.addWidget(self._line)
        row.addWidget(self._missing)
        self.say("")

    def say(self, first: str, second: str = "") -> None:
        """Say this, and offer nothing."""
        self.first.setText(first)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        self.offer(line=False, odd_cells=0)

    def offer(self, *, line: bool, odd_cells: int) -> None:
        """Offer to go to the line that is named, and to treat so many cells that are no numbers as missing."""
        self._odd_cells = odd_cells
        self._line.setVisible(line)
        self._missing.setVisible(bool(odd_cells))
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for button, text, tip in (
            (self._line, self.tr("Show the line"), self.tr("Go to the line that the sentence names")),
            (
                self._missing,
                words.take_as_missing(self._odd_cells),
                self.tr("Cells that are no number count as missing; in each column this can be taken back"),
            ),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
