"""How the samples of a table are answered: the score of each part, which of the classes go wrong."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnlab.data import Dataset
from nnlab.desktop.tables import words
from nnlab.desktop.tables.answerer import wrong_rows
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.class_bars import ClassBars
from nnlab.desktop.widgets.fields import FieldRow
from nnlab.desktop.words.numbers import format_count
from nnlab.desktop.words.shown_columns import class_names, raw_targets, written
from nnlab.engine import Task, confusion

Outputs = NDArray[np.floating]
_FEW_CLASSES = 10  # whose bars keep their height in a low window, where the matrix is made smaller
_YES = 0.5  # the least output that says yes
_PARTS = ("training", "validation", "test")


class ScoreCard(Card):
    """The share of right answers of each part or, of numbers, how far they are off; nothing of a part not asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._values: dict[str, QLabel] = {}
        self._rows: dict[str, FieldRow] = {}
        self._parts: dict[str, tuple[Dataset, Outputs | None]] = {}
        self.body.setSpacing(0)
        for name in _PARTS:
            self._values[name] = label("", "value")
            self._values[name].setObjectName(f"score_{name}")
            self._rows[name] = FieldRow("", self._values[name])
            self.body.addLayout(self._rows[name])
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, row in self._rows.items():
            row.set_label(words.part_name(name))
        self._show()

    def set_parts(self, parts: dict[str, tuple[Dataset, Outputs | None]]) -> None:
        """Show the scores of these parts, by their names: their samples, and the outputs (N, K) or None."""
        self._parts = parts
        self._show()

    def text(self, name: str) -> str:
        """Return what is said of a part."""
        value = self._values[name]
        return value.text() if not value.isHidden() else ""

    def _show(self) -> None:
        tasks = {part.task for part, _ in self._parts.values()}
        are_numbers = tasks == {Task.VALUES}
        self.set_title(self.tr("Error") if are_numbers else self.tr("Accuracy"))
        self.set_caption(self.tr("root mean square") if are_numbers else self.tr("answers that are right"))
        for name, row in self._rows.items():
            row.set_visible(name in self._parts)
            if name in self._parts:
                self._values[name].setText(self._score(*self._parts[name]))

    def _score(self, part: Dataset, outputs: Outputs | None) -> str:
        if outputs is None:
            return "–"
        if part.task is Task.VALUES:
            return written(root_mean_square(part, outputs))
        count = len(outputs)
        right = count - int(wrong_rows(part.targets, outputs, part.task).sum())
        return f"{100 * right / count:.1f}% · {format_count(right)}/{format_count(count)}"

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class ClassesCard(Card):
    """How many of each class are answered rightly."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._bars = ClassBars()
        self._bars.setObjectName("table_class_bars")
        self.body.addWidget(self._bars)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Accuracy by class"))

    def set_counts(self, dataset: Dataset, counts: NDArray[np.integer] | None, samples: str) -> None:
        """Show the classes of `samples`, some of `dataset`, by their confusion (K, K); nothing where there is none."""
        self.set_caption(samples)
        self.setVisible(counts is not None)
        if counts is not None:
            names = class_names(dataset)
            self._bars.set_accuracies(names, counts.diagonal(), counts.sum(axis=1))
            few = len(names) <= _FEW_CLASSES
            policy = QSizePolicy.Policy.Minimum if few else QSizePolicy.Policy.Preferred
            self._bars.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def confusion_in(part: Dataset, outputs: Outputs) -> NDArray[np.intp]:
    """Return counts (K, K): row = true class, column = answered class; what is not finite answers nothing."""
    answered = np.isfinite(outputs).all(axis=1)
    targets, outputs = part.targets[answered], outputs[answered]
    if outputs.shape[1] == 1:  # no and yes
        return confusion((targets[:, 0] >= _YES).astype(int), (outputs[:, 0] >= _YES).astype(int), 2)
    return confusion(targets.argmax(axis=1), outputs.argmax(axis=1), outputs.shape[1])


def root_mean_square(part: Dataset, outputs: Outputs) -> float:
    """Return the root of the mean squared difference between targets and outputs, in the units of the table."""
    with np.errstate(all="ignore"):  # what has exploded is infinitely far off
        off = raw_targets(part, outputs) - raw_targets(part, part.targets)
        return float(np.sqrt(np.mean(np.square(off))))
