"""The bench: the workspace on which a network is built, trained and watched."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.answers_panel import AnswerCard, PatternCard
from nnlab.desktop.panels.builder_panel import BuilderPanel
from nnlab.desktop.panels.curves_panel import ACCURACY, LINEAR, LOG, CurveCard
from nnlab.desktop.panels.look_panel import LookPanel
from nnlab.desktop.panels.stage_panel import StagePanel

GAP_PX = 12
_WIDE_PX = 940  # of the middle column, at which accuracy has a card of its own


class Bench(QWidget):
    """Builder left, stage and results in the middle, the look right; it only arranges them."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.builder = BuilderPanel(lab)
        self.stage = StagePanel(lab)
        self.look = LookPanel(lab)
        self.loss = CurveCard(lab, (LOG, LINEAR, ACCURACY))
        self.accuracy = CurveCard(lab, (ACCURACY,))
        self.answers = AnswerCard(lab)
        self.patterns = PatternCard(lab)
        self._arrange()
        self.look.layer_chosen.connect(self._choose_layer)
        self.stage.layer_chosen.connect(self._choose_layer)
        self.look.weight_clicked.connect(self._on_weight_clicked)

    def _arrange(self) -> None:
        results = QHBoxLayout()
        results.setSpacing(GAP_PX)
        for card, share in ((self.loss, 22), (self.accuracy, 22), (self.answers, 20), (self.patterns, 25)):
            results.addWidget(card, share)
        middle = QVBoxLayout()
        middle.setSpacing(GAP_PX)
        middle.addWidget(self.stage, 60)
        middle.addLayout(results, 39)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addWidget(self.builder)
        layout.addLayout(middle, 1)
        layout.addWidget(self.look)
        self._fit()

    def _fit(self) -> None:
        """Give the side columns their width, and accuracy a card where there is room."""
        unit = themes.current().text_px / 13
        narrow = self.width() < 1080 * unit
        self.builder.setFixedWidth(round((208 if narrow else 228) * unit))
        self.look.setFixedWidth(round((216 if narrow else 258) * unit))
        middle = self.width() - self.builder.width() - self.look.width() - 2 * GAP_PX
        self.accuracy.setVisible(middle >= _WIDE_PX * unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _choose_layer(self, layer: int) -> None:
        self.look.set_layer(layer)
        self.stage.set_selected_layer(layer)

    def _on_weight_clicked(self, place: tuple[int, int | None, int]) -> None:
        layer, source, target = place
        if source is None:
            self.stage.edit_bias(layer, target)
        else:
            self.stage.edit_weight(layer, source, target)
