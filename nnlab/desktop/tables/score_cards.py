"""How the samples of a table are answered: the score of each part, which of the classes go wrong."""

from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnlab.data import Dataset
from nnlab.data.numeric_errors import errors_of, joint_error, usual_errors
from nnlab.data.resplit import unsplit
from nnlab.data.tabular.preparing import scales_of
from nnlab.desktop.tables import words
from nnlab.desktop.tables.answerer import wrong_rows
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.class_bars import ClassBars
from nnlab.desktop.widgets.fields import FieldRow
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count, format_error
from nnlab.desktop.words.shown_columns import class_names
from nnlab.engine import Task, confusion

Outputs = NDArray[np.floating]
_FEW_CLASSES = 10  # whose bars keep their height in a low window, where the matrix is made smaller
_YES = 0.5  # the least output that says yes
_MOST_TARGETS = 4  # whose errors stand below each other
_INDENT = "\u2003"
_PARTS = ("training", "validation", "test")


class ScoreCard(Card):
    """The share of right answers of each part or, of numbers, how far they are off; nothing of a part not asked.

    Of several targets a part has their joint error, and below it that of each, in its own units.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._values: dict[str, QLabel] = {}
        self._rows: dict[str, FieldRow] = {}
        self._targets: dict[str, list[FieldRow]] = {}
        self._dataset: Dataset | None = None
        self._usual: tuple[float, ...] = ()
        self._parts: dict[str, tuple[Dataset, Outputs | None]] = {}
        self.body.setSpacing(0)
        for name in _PARTS:
            self._rows[name] = self._row(name)
            self._targets[name] = [self._row(f"{name}_{at + 1}") for at in range(_MOST_TARGETS)]
        self.retranslate()

    def _row(self, name: str) -> FieldRow:
        value = self._values[name] = label("", "value")
        value.setObjectName(f"score_{name}")
        row = FieldRow("", value)
        self.body.addLayout(row)
        return row

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, row in self._rows.items():
            row.set_label(words.part_name(name))
        self._show()

    def set_parts(self, dataset: Dataset, parts: dict[str, tuple[Dataset, Outputs | None]]) -> None:
        """Show the scores of parts of `dataset`, by their names: their samples, and the outputs (N, K) or None."""
        if dataset is not self._dataset:
            self._dataset = dataset
            self._usual = usual_errors(unsplit(dataset)) if dataset.task is Task.VALUES else ()
        self._parts = parts
        self._show()

    def text(self, name: str) -> str:
        """Return what is said of a part, or 'training_1' of one of several targets in it."""
        value = self._values[name]
        return value.text() if not value.isHidden() else ""

    def _show(self) -> None:
        if self._usual:
            self.set_title(self.tr("Error"))
            several = len(self._usual) > 1
            self.set_caption(
                self.tr("1: as far off as the means") if several else self.tr("root mean square")
            )
        else:
            self.set_title(self.tr("Accuracy"))
            self.set_caption(self.tr("answers that are right"))
        for name, row in self._rows.items():
            row.set_visible(name in self._parts)
            errors = self._errors(name)
            self._show_targets(name, errors)
            if name in self._parts:
                self._values[name].setText(self._score(*self._parts[name], errors))

    def _errors(self, name: str) -> tuple[float, ...]:
        """Return the error of each target in a part, () where it is not answered, or is right or wrong."""
        part, outputs = self._parts.get(name, (None, None))
        if part is None or outputs is None or self._dataset is None or not self._usual:
            return ()
        return errors_of(outputs, part.targets, scales_of(self._dataset))

    def _show_targets(self, name: str, errors: tuple[float, ...]) -> None:
        shows = self._dataset is not None and 1 < len(errors) <= _MOST_TARGETS
        names = texts.data_names(self._dataset.target_names, self._dataset) if shows else ()
        for at, (row, target, error) in enumerate(
            zip_longest(self._targets[name], names, errors if shows else ()), start=1
        ):
            row.set_visible(target is not None)
            row.set_label(_INDENT + (target or ""), f"{words.part_name(name)}: {target or ''}")
            self._values[f"{name}_{at}"].setText("" if error is None else format_error(error))

    def _score(self, part: Dataset, outputs: Outputs | None, errors: tuple[float, ...]) -> str:
        if outputs is None:
            return "–"
        if errors:
            return format_error(joint_error(errors, self._usual))
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
