"""Which classes are taken for which, of samples that a network has not learned from."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnlab.data import Dataset
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.confusion_matrix import ConfusionMatrix
from nnlab.desktop.words.shown_columns import class_names
from nnlab.engine import Task


class ConfusedCard(Card):
    """A confusion matrix with its counts; `name` is the object name of the matrix."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._samples = ""
        self._matrix = ConfusionMatrix()
        self._matrix.setObjectName(name)
        self._matrix.set_numbers("counts")
        self.body.addWidget(self._matrix, 1)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Confusion"))
        self._show_caption()

    def _show_caption(self) -> None:
        """Say what rows and columns are and, as far as there is room, which samples are counted."""
        self.set_caption(" · ".join(filter(None, (self.tr("true ↓ read →"), self._samples))))

    def set_counts(self, dataset: Dataset, counts: NDArray[np.integer] | None, samples: str) -> None:
        """Show the confusion of `samples`, some of `dataset`: counts (K, K), rows true and columns answered, or None.

        Where there are no classes the card is hidden, and while no and yes that are words are not counted.
        """
        self._samples = samples
        self._show_caption()
        names = class_names(dataset) if dataset.task is Task.CLASSES or counts is not None else ()
        self.setVisible(bool(names))
        if names:
            self._matrix.set_matrix(counts, names)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
