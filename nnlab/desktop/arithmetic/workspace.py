"""The arithmetic: the workspace in which one training step is read number by number."""

from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.arithmetic.arithmetic_cards import LinesCard, NetworkCard
from nnlab.desktop.arithmetic.cell_card import CellCard
from nnlab.desktop.arithmetic.equations_card import EquationsCard
from nnlab.desktop.arithmetic.gradient_dialog import open_gradient_check
from nnlab.desktop.arithmetic.step_study import StepStudy
from nnlab.desktop.files.worksheet import Worksheets
from nnlab.desktop.lab import Lab
from nnlab.desktop.sided_workspace import SidedWorkspace
from nnlab.desktop.widgets.parts.quiet_frame import QuietFrame

_SIDE_PX, _NARROW_SIDE_PX = 334, 276
_NARROW_PX = 900  # of the workspace, below which the cards are narrower
_NETWORK_SHARE, _CELL_SHARE = 0.28, 0.3  # of the height
_LEAST_NETWORK_PX, _LEAST_CELL_PX = 150, 170


class Arithmetic(SidedWorkspace):
    """The equations of the step left; the cell that is read, the network and the code right."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(_SIDE_PX, parent)
        self._lab = lab
        self.study = StepStudy(lab, self)
        self.equations = EquationsCard(lab, self.study)
        self.cell = CellCard(lab, self.study)
        self.network = NetworkCard(lab, self.study)
        self.lines = LinesCard(lab, self.study)
        self._worksheets = Worksheets(lab, self)
        self.equations.check_requested.connect(self._check)
        self.equations.worksheet_requested.connect(self._open_worksheet)
        main = QVBoxLayout()
        main.addWidget(self.equations)
        self._frames = [QuietFrame(card) for card in (self.cell, self.network, self.lines)]
        self.arrange(main, tuple(self._frames), growing=self._frames[-1])

    def _check(self) -> None:
        open_gradient_check(self._lab, self)

    def _open_worksheet(self) -> None:
        if self.study.step is not None:
            self._worksheets.open(self.study.step, self.study.done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give network and chain rule a share of the height, and the cards a narrow column where room is rare.

        The code has the height that is left.
        """
        unit = themes.current().text_px / 13
        self.set_side(_NARROW_SIDE_PX if self.width() < _NARROW_PX * unit else _SIDE_PX)
        least = _LEAST_NETWORK_PX * unit
        self._frames[1].setFixedHeight(round(max(_NETWORK_SHARE * self.height(), least)))
        self._frames[0].setFixedHeight(round(max(_CELL_SHARE * self.height(), _LEAST_CELL_PX * unit)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.study.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.study.watch(False)
