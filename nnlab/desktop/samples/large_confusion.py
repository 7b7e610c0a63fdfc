"""The confusion of classes, as large as a workspace: with counts or rates in its cells."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.lab import Lab
from nnlab.desktop.samples.judged_cards import ConfusionCard
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.segmented import Segmented

COUNTS, RATES = "counts", "rates"


class LargeConfusion(ConfusionCard):
    """The matrix with what is to be written into its cells to choose, and a way back."""

    closed = Signal()

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        self._kind, self._back = Segmented(), Button(Look.BARE, "close")
        super().__init__(lab, parent, numbers=COUNTS)
        self._matrix.setObjectName("large_confusion")
        self._kind.setObjectName("confusion_numbers")
        self._back.setObjectName("confusion_back_button")
        corner = QWidget()
        line = QHBoxLayout(corner)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._kind)
        line.addWidget(self._back)
        self.body.insertWidget(0, corner, 0, Qt.AlignmentFlag.AlignRight)
        self._kind.value_chosen.connect(self._choose)
        self._back.clicked.connect(self.closed)
        self._choose(COUNTS)

    def retranslate(self) -> None:
        super().retranslate()
        self._kind.set_options(
            [
                (COUNTS, self.tr("counts"), self.tr("How many pictures of a class are read as another")),
                (
                    RATES,
                    self.tr("rates"),
                    self.tr("What share of the pictures of a class that is, in percent"),
                ),
            ]
        )
        self._kind.setAccessibleName(self.tr("What the cells say"))
        self._back.setToolTip(self.tr("Back to the pictures (Esc)"))
        self._back.setAccessibleName(self.tr("Back to the pictures"))

    def take_focus(self) -> None:
        """Let the keyboard move through the cells."""
        self._matrix.setFocus()

    def _choose(self, kind: str) -> None:
        self._kind.set_value(kind)
        self._matrix.set_numbers(kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
