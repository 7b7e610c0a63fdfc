"""The few dialogs: an explosion step by step, an explanation, the keys."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from nnlab.desktop.key_binding import Binding
from nnlab.desktop.panels.dialog import Dialog
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.curve_plot import CurvePlot
from nnlab.desktop.words import run_sentences
from nnlab.training import Divergence


class ExplosionDialog(Dialog):
    """The last steps before an explosion: the loss, and the largest weight of each layer."""

    def __init__(self, divergence: Divergence, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("How training exploded"))
        text = label(run_sentences.diverged(divergence), "text")
        text.setWordWrap(True)
        self.content.addWidget(text)
        plots = QHBoxLayout()
        plots.setSpacing(12)
        steps = divergence.steps.astype(np.float64)
        plots.addWidget(
            self._plot(self.tr("Loss"), self.tr("loss"), {self.tr("loss"): (steps, divergence.losses)})
        )
        weights = {
            self.tr("layer {number}").format(number=i + 1): (steps, divergence.weights[:, i])
            for i in range(divergence.weights.shape[1])
        }
        # The layer that grew most is drawn in ink, so it comes first.
        first = list(weights)[divergence.layer]
        ordered = {first: weights[first], **weights}
        plots.addWidget(self._plot(self.tr("Largest weight"), self.tr("largest |w|"), ordered))
        self.content.addLayout(plots, 1)
        self.resize(680, 420)

    def _plot(self, title: str, axis: str, curves: dict[str, tuple[np.ndarray, np.ndarray]]) -> Card:
        card = Card(title, self.tr("log"))
        plot = CurvePlot()
        plot.set_log(True)
        plot.set_axis_names(self.tr("step"), axis)
        plot.set_curves(curves)
        card.body.addWidget(plot, 1)
        return card


class TextDialog(Dialog):
    """A few sentences."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        body = label(text, "text")
        body.setWordWrap(True)
        body.setMinimumWidth(420)
        self.content.addWidget(body)


class KeysDialog(Dialog):
    """The keys, in two columns."""

    def __init__(self, table: Sequence[Binding], parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(8)
        for row, binding in enumerate(table):
            name = label(binding.shown, "title")
            grid.addWidget(name, row, 0)
            grid.addWidget(label(binding.about, "text"), row, 1)
        card = Card()
        card.body.addLayout(grid)
        self.content.addWidget(card)
