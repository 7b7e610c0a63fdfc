"""The lab: what every panel works with."""

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, SignalInstance

from nnlab.data import Dataset
from nnlab.desktop.deeds import Deeds
from nnlab.desktop.document import Document, StateChange
from nnlab.desktop.drawing import Drawing
from nnlab.desktop.figures import Figures, compute, with_probe
from nnlab.desktop.jobs import Jobs
from nnlab.desktop.keeping import Keeping
from nnlab.desktop.my_digits import MyDigits
from nnlab.desktop.notices import Notice
from nnlab.desktop.openings import Openings
from nnlab.desktop.probe import Probe
from nnlab.desktop.running.examiner import Examiner
from nnlab.desktop.running.rewinding import Rewinder
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.running.run_notices import RunNotices
from nnlab.desktop.saving.autosaver import Autosaver
from nnlab.desktop.saving.project_files import ProjectFiles
from nnlab.desktop.view_state import ViewState
from nnlab.engine.errors import UntrainableError
from nnlab.lessons import DeedKind
from nnlab.project import Change, ProjectState
from nnlab.training import Diverged, Snapshot

_CLOSING_S = 2.8  # with what the window itself has to do: three seconds
_LOOKING_S = 0.5  # for what is computed to be looked at, and may not hear that it is cancelled, as an import
_LEAST_S = 0.6  # for digits that are not written yet, even if all of it was taken by others


@dataclass(frozen=True, eq=False, slots=True)
class Picture:
    """One moment as all panels show it: the snapshot, and the figures computed from it."""

    snapshot: Snapshot
    figures: Figures


class Lab(QObject):
    """The document, its run, the probe, what is looked at, and the picture that the panels draw.

    `picture_changed` comes for every snapshot and for every change of the probe.
    While a training goes too fast to be followed, `reading_changed` comes with every second of them and
    `curves_changed` with those between, else both with all: no eye can read faster, and a curve grows by a pixel.
    """

    picture_changed = Signal(object)  # Picture
    reading_changed = Signal(object)  # Picture
    curves_changed = Signal(object)  # Picture
    state_changed = Signal(object)  # StateChange
    noticed = Signal(object)  # Notice
    withdrawn = Signal(object)  # Notice that says nothing true any more

    def __init__(self, state: ProjectState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = Document(state, self)
        self.deeds = Deeds(self)
        self.jobs = Jobs(self)
        self.downloads = Jobs(self)  # a lane of their own: they wait for the network
        # What is only looked at: nothing waits for one that is not wanted any more, nor does the end of the window.
        self.previews = Jobs(self, patience_s=_LOOKING_S)
        self.trials = Jobs(self)  # sweeps go on for minutes, beside everything else
        self.savings = Jobs(self)  # nothing that is to be saved waits for something that is read
        self.probe = Probe(state.dataset, self)
        self.drawing = Drawing(self.probe, self)
        self.view = ViewState(len(state.spec.layers), self)
        # Before the controller's connection: panels learn of a new structure before they are given its numbers.
        self.document.state_changed.connect(self._on_state_changed)
        self.controller = RunController(self.document, self)
        self.rewinder = Rewinder(self.document, self.controller, self)
        self.run_notices = RunNotices(self.controller, self)
        self.examiner = Examiner(self.controller, self.jobs, self)
        self.examiner.adopt(_examined(state.dataset))
        self.openings = Openings(self.controller, self.drawing, self.jobs, self.downloads, self)
        self.my_digits = MyDigits(self.document, self.controller, self.jobs, self)
        self.keeping = Keeping(self.drawing, self.my_digits, self)
        self.files = ProjectFiles(self.document, self.controller, self.savings, self)
        self.autosaver = Autosaver(self.document, self.controller, self.savings, self.files, self)
        self._picture = self._compute()
        self._reads = False  # whether the latest picture of a run was for reading
        self._owed: list[SignalInstance] = []  # by which the latest picture has not been told
        self._leads_probe = False  # while the probe is set because of a picture that is to come
        self.controller.snapshot_changed.connect(self._on_snapshot_changed)
        self.controller.running_changed.connect(self._on_running_changed)
        self.run_notices.noticed.connect(self.noticed)
        self.openings.noticed.connect(self.noticed)
        self.my_digits.noticed.connect(self.noticed)
        self.files.noticed.connect(self.noticed)
        self.autosaver.noticed.connect(self.noticed)
        self.probe.changed.connect(self._on_probe_changed)
        self._tell_deeds()

    @property
    def state(self) -> ProjectState:
        """The document's state."""
        return self.document.state

    @property
    def picture(self) -> Picture:
        """The latest picture."""
        return self._picture

    def tell(self, notice: Notice) -> None:
        """Show a notice."""
        self.noticed.emit(notice)

    def withdraw(self, notice: Notice) -> None:
        """Put a notice away, if it is still on show."""
        self.withdrawn.emit(notice)

    def _tell_deeds(self) -> None:
        """Tell of what is done to runs, files and digits, whoever asked for it."""
        done, controller = self.deeds.done, self.controller
        controller.running_changed.connect(lambda runs: runs and done(DeedKind.TRAINED))
        controller.step_ordered.connect(lambda size: done(DeedKind.STEPPED, size.value))
        controller.step_back_ordered.connect(lambda size: done(DeedKind.STEPPED_BACK, size.value))
        controller.told.connect(lambda event: isinstance(event, Diverged) and done(DeedKind.DIVERGED))
        controller.refused.connect(
            lambda error: isinstance(error, UntrainableError) and done(DeedKind.TRAINING_REFUSED)
        )
        self.files.saved_to.connect(lambda _: done(DeedKind.SAVED))
        self.rewinder.rewound.connect(lambda: done(DeedKind.REWOUND))
        self.openings.preset_opened.connect(lambda preset: done(DeedKind.PRESET_OPENED, preset.key))
        self.my_digits.wished.connect(
            lambda change: change.keeps and done(DeedKind.DIGIT_KEPT, str(change.label))
        )

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._leads_probe = True  # the picture follows with the controller's snapshot, which fits
            self.probe.adopt(self.state.dataset)
            self._leads_probe = False
            self.examiner.adopt(_examined(self.state.dataset))
        # Before the panels take the new structure, so that no layer is asked for that it does not have.
        self.view.clamp(len(self.state.spec.layers))
        self.state_changed.emit(change)

    def shut_down(self, *, forget: bool = False) -> None:
        """End every run and every job; what was to be kept is kept, and so is work that is not saved.

        With `forget` that is not wanted any more.
        """
        end = time.monotonic() + _CLOSING_S
        self.controller.shut_down()
        self.jobs.shut_down(self.downloads, self.savings, self.previews, self.trials)
        self.my_digits.finish(max(end - time.monotonic(), _LEAST_S))
        self.autosaver.finish(max(end - time.monotonic(), _LEAST_S), forget=forget)
        self.files.shut_down()

    def _on_snapshot_changed(self, snapshot: Snapshot) -> None:
        if snapshot.row is not None:
            self._follow(snapshot.row)
        self.examiner.follow(snapshot)
        picture = self._compute()
        if not self.hurries:
            self._tell(picture)
            return
        self._reads = not self._reads
        self._tell(picture, reads=self._reads, curves=not self._reads)

    @property
    def hurries(self) -> bool:
        """Whether a training goes on that is too fast to be followed: pictures come as fast as they can be shown."""
        return self.controller.is_running and self.controller.snapshot.row is None

    def _on_running_changed(self, running: bool) -> None:
        if not running:  # what stays must be the latest
            owed, self._owed = self._owed, []
            for signal in owed:
                signal.emit(self._picture)

    def _follow(self, row: int) -> None:
        """Put the sample that the run works on onto the bench, so that one sees what it sees."""
        self._leads_probe = True
        self.probe.set_row(row)
        self._leads_probe = False

    def _on_probe_changed(self) -> None:
        if self._leads_probe:
            return
        self.controller.give_way()
        before, snapshot = self._picture, self.controller.snapshot
        if before.snapshot is snapshot:  # while the pen moves, the network is asked about the drawing alone
            figures = with_probe(before.figures, snapshot.parameters, self.probe.seen)
            picture = Picture(snapshot, figures)
        else:
            picture = self._compute()
        waits = self.hurries  # the next snapshots will bring the rest
        self._tell(picture, reads=not waits, curves=not waits)

    def _tell(self, picture: Picture, *, reads: bool = True, curves: bool = True) -> None:
        self._picture, self._owed = picture, []
        self.picture_changed.emit(picture)
        for signal, is_due in ((self.reading_changed, reads), (self.curves_changed, curves)):
            if is_due:
                signal.emit(picture)
            else:
                self._owed.append(signal)

    def _compute(self) -> Picture:
        snapshot = self.controller.snapshot
        return Picture(snapshot, compute(snapshot.parameters, self.state.dataset, self.probe.seen))


def _examined(dataset: Dataset) -> Dataset:
    """Return the samples by which a network is judged: those it has never seen, if there are such."""
    return dataset.watched or dataset
