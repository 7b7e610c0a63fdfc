"""The experiments: the workspace in which networks are compared and watched from outside."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nnlab.desktop.explore.descent.workspace import Descent
from nnlab.desktop.explore.runs.workspace import Runs
from nnlab.desktop.explore.sklearn_button import SklearnButton
from nnlab.desktop.explore.starts.workspace import Starts
from nnlab.desktop.explore.sweeps.folds import FoldsWorkspace
from nnlab.desktop.explore.sweeps.sweep import SweepWorkspace
from nnlab.desktop.lab import Lab
from nnlab.desktop.notice_host import Workspace
from nnlab.desktop.widgets.card import GAP_PX
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.lessons import DeedKind
from nnlab.lessons.workspaces import DESCENT, FOLDS, RUNS, STARTS, SWEEP


class Experiments(QWidget):
    """A switch above, and below it one experiment at a time; each is made when it is first wanted."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._makers: dict[str, Callable[[], QWidget]] = {
            RUNS: lambda: Runs(lab),
            SWEEP: lambda: SweepWorkspace(lab),
            FOLDS: lambda: FoldsWorkspace(lab),
            STARTS: lambda: Starts(lab),
            DESCENT: lambda: Descent(lab),
        }
        self._made: dict[str, QWidget] = {}
        self._choice, self._stack = Segmented(), QStackedWidget()
        self._choice.setObjectName("experiment")
        above = QHBoxLayout()
        above.addWidget(self._choice)
        above.addStretch(1)
        above.addWidget(SklearnButton(lab))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX - 4)
        layout.addLayout(above)
        layout.addWidget(self._stack, 1)
        self._choice.value_chosen.connect(self.show_experiment)
        self.retranslate()
        self.show_experiment(RUNS if lab.state.runs.records else STARTS)

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""
        shown = self._stack.currentWidget()
        return shown.notice_ground if isinstance(shown, Workspace) else self._stack

    def show_experiment(self, key: str) -> None:
        """Show one of the experiments."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
        self._stack.setCurrentWidget(self._made[key])
        self._choice.set_value(key)
        self._lab.deeds.done(DeedKind.EXPERIMENT_SHOWN, key)

    def begin(self, key: str, optimizer: str | None = None) -> None:
        """Show one of the experiments as a lesson begins with it: a descent by `optimizer`, if one is named."""
        self.show_experiment(key)
        shown = self._made[key]
        if optimizer is not None and isinstance(shown, Descent):
            shown.model.begin_with(optimizer)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._choice.setAccessibleName(self.tr("Experiment"))
        self._choice.set_options(
            [
                (RUNS, self.tr("Runs"), self.tr("All trainings of this project, compared")),
                (SWEEP, self.tr("Sweep"), self.tr("Many trainings, compared by their settings")),
                (
                    FOLDS,
                    self.tr("Folds"),
                    self.tr("Cross-validation: each part of the samples held out once"),
                ),
                (STARTS, self.tr("Initialisation"), self.tr("Eight starts of one network, side by side")),
                (DESCENT, self.tr("Descent"), self.tr("The loss as a landscape, and ways down")),
            ]
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
