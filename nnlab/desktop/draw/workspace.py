"""Draw: the workspace with a large pad, in which one draws digits and sees why they are read as they are."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.bench.output_choice import output_panel
from nnlab.desktop.bench.outputs import OutputPanel
from nnlab.desktop.document import StateChange
from nnlab.desktop.draw.drawing_cards import NearestCard, SeenCard
from nnlab.desktop.draw.keep_card import KeepCard
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.panels.pad_group import PadGroup
from nnlab.desktop.panels.step_strip import StepStrip
from nnlab.desktop.sided_workspace import SidedWorkspace
from nnlab.desktop.widgets.card import GAP_PX, Card
from nnlab.project import Change

_SIDE_PX = 300


class Draw(SidedWorkspace):
    """The pad and its steps left, what the network sees and heeds in the middle, the answer and what to keep right."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(_SIDE_PX, parent)
        self._lab = lab
        self._pad_card, self._answer_card = Card(), Card()
        self.pads = PadGroup(lab)
        self._pad_card.body.addWidget(self.pads, 1)
        self._pad_card.body.addWidget(StepStrip(lab))
        self._seen = SeenCard(lab)
        self._nearest = NearestCard(lab)
        self._keep = KeepCard(lab)
        self._output: OutputPanel | None = None
        self._needs_rebuild = False
        self._arrange()
        self.retranslate()
        self._rebuild()
        lab.state_changed.connect(self._on_state_changed)
        lab.picture_changed.connect(self._on_picture_changed)

    @property
    def notice_ground(self) -> QWidget:
        return self._nearest  # of all that is here, one can do without it the longest

    @property
    def applies(self) -> bool:
        """Whether the network takes pictures of the size that a drawing becomes."""
        return self._lab.drawing.fits

    def retranslate(self) -> None:
        self._pad_card.set_title(self.tr("Draw"))
        self._answer_card.set_title(self.tr("Answer"))

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(GAP_PX)
        above.addWidget(self._pad_card, 10)
        above.addWidget(self._seen, 9)
        left = QVBoxLayout()
        left.setSpacing(GAP_PX)
        left.addLayout(above, 1)
        left.addWidget(self._nearest)
        self.arrange(left, (self._answer_card, self._keep), growing=self._answer_card)

    def _rebuild(self) -> None:
        """Show the answer as the data set asks for."""
        if self._output is not None:
            self._answer_card.body.removeWidget(self._output)
            self._output.hide()
            self._output.deleteLater()
        self._output = output_panel(self._lab, large=True)
        self._answer_card.body.addWidget(self._output, 1)
        self._output.show_picture(self._lab.picture)

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._needs_rebuild = True  # when there is a picture of it

    def _on_picture_changed(self, picture: Picture) -> None:
        if self._needs_rebuild:
            self._needs_rebuild = False
            self._rebuild()
        elif self.isVisible() and self._output is not None:
            self._output.show_picture(picture)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self._on_picture_changed(self._lab.picture)
