"""The comparison of starts that goes on in the background: slices of work in a thread, pictures in the window."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset
from nnlab.desktop.jobs import Job, Jobs
from nnlab.engine import EngineError, NetworkSpec, TrainingConfig
from nnlab.project import ProjectState
from nnlab.study.starts import StartLab, StartsView, shaped, started
from nnlab.study.starts.laboratory import MOST_SAMPLES

_SLICE_S = 0.1  # of work between two pictures
_USUAL_UPDATES = 10_000  # of each candidate, which take some seconds


@dataclass(frozen=True, slots=True)
class Shape:
    """Hidden layers that are chosen in place of the bench's."""

    activation: str
    depth: int
    width: int


@dataclass(frozen=True, slots=True)
class _Question:
    """All that the answer depends on; data sets are equal only when they are the same."""

    spec: NetworkSpec
    dataset: Dataset
    config: TrainingConfig


class StartComparison(QObject):
    """Holds the candidates, trains them while it runs, and tells of every picture.

    Nothing is computed while it is asleep. The laboratory is touched by one job at a time, and by nobody else.
    """

    view_changed = Signal(object)  # StartsView, or None while there is none
    running_changed = Signal(object)  # bool
    failed = Signal(object)  # EngineError: the starts cannot be compared on this network

    def __init__(self, jobs: Jobs, state: ProjectState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._state = state
        self._shape: Shape | None = None
        self._epochs: int | None = None
        self._question: _Question | None = None
        self._lab: StartLab | None = None
        self._view: StartsView | None = None
        self._job: Job[tuple[StartLab, StartsView]] | None = None
        self._is_awake = self._runs = False

    # -- what it knows ---------------------------------------------------------------------------------

    @property
    def view(self) -> StartsView | None:
        """The latest picture, None while there is none."""
        return self._view

    @property
    def is_running(self) -> bool:
        """Whether the candidates train."""
        return self._runs

    @property
    def shape(self) -> Shape | None:
        """The hidden layers that were chosen, None for those of the bench."""
        return self._shape

    @property
    def spec(self) -> NetworkSpec:
        """The network that is compared; its initialisers mean nothing."""
        spec = self._state.spec
        return spec if self._shape is None else shaped(
            spec, self._shape.activation, self._shape.depth, self._shape.width
        )  # fmt: skip

    @property
    def epochs(self) -> int:
        """After how many epochs the training ends: as chosen, or those that take some seconds."""
        return self._epochs or usual_epochs(self._state)

    # -- what is asked of it ---------------------------------------------------------------------------

    def adopt(self, state: ProjectState) -> None:
        """Compare on another state of the project; what only trains or only starts otherwise changes nothing."""
        if state.dataset is not self._state.dataset:
            self._epochs = None
        self._state = state
        self._renew()

    def set_shape(self, shape: Shape | None) -> None:
        """Compare on other hidden layers, or on those of the bench."""
        self._shape = shape
        self._renew()

    def set_epochs(self, epochs: int) -> None:
        """Let the training end after so many epochs."""
        self._epochs = epochs

    def run(self) -> None:
        """Train; what is over begins again."""
        if self._view is not None and self._view.is_over and self._view.epoch >= self.epochs:
            self.again()
        self._set_running(True)
        self._go_on()

    def pause(self) -> None:
        """Rest after the slice under way."""
        self._set_running(False)

    def again(self) -> None:
        """Go back to the first weights of all candidates, and rest."""
        self._question = None
        self._renew()

    def wake(self) -> None:
        """Somebody looks: compute what is to be seen."""
        self._is_awake = True
        self._renew()
        self._go_on()

    def sleep(self) -> None:
        """Nobody looks: rest at once."""
        self._is_awake = False
        self._set_running(False)
        self._cancel()

    # -- the work --------------------------------------------------------------------------------------

    def _renew(self) -> None:
        """Begin anew if the question is another one."""
        config = replace(
            self._state.config, epochs=None, stop_loss=None, stop_epoch_error=None, stop_all_right=False
        )
        question = _Question(started(self.spec, "zeros"), self._state.dataset, config)
        if question == self._question:
            return
        self._question, self._lab, self._view = question, None, None
        self._set_running(False)
        self._cancel()
        self.view_changed.emit(None)
        self._go_on()

    def _go_on(self) -> None:
        """Start the next slice, unless one is under way, nobody looks, or there is nothing to do."""
        if not self._is_awake or (self._job is not None and not self._job.is_over):
            return
        question = self._question
        if question is None or not (self._runs or self._view is None):
            return
        work = partial(_work, self._lab, question, self.epochs, self._runs)
        self._job = self._jobs.start(work, self._on_done, self._on_failed)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_done(self, done: tuple[StartLab, StartsView]) -> None:
        self._lab, view = done
        self._view = view
        if self._runs and view.is_over:
            self._set_running(False)
        self.view_changed.emit(view)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._set_running(False)
        if not isinstance(error, EngineError):
            raise error
        self.failed.emit(error)

    def _set_running(self, runs: bool) -> None:
        if runs != self._runs:
            self._runs = runs
            self.running_changed.emit(runs)


def usual_epochs(state: ProjectState) -> int:
    """Return how many epochs take some seconds: at most those of the bench, and round."""
    samples = min(len(state.dataset.inputs), MOST_SAMPLES)
    updates = -(-samples // min(state.config.batch_size or samples, samples))
    epochs = int(float(f"{max(_USUAL_UPDATES // updates, 1):.1g}"))
    return min(state.config.epochs or epochs, epochs)


def _work(
    lab: StartLab | None,
    question: _Question,
    epochs: int,
    trains: bool,
    job: Job[tuple[StartLab, StartsView]],
) -> tuple[StartLab, StartsView]:
    """Build the laboratory if there is none yet, train it for a slice, and look at it; in the thread of the jobs."""
    if lab is None:
        dataset = question.dataset
        lab = StartLab(
            question.spec, dataset.inputs, dataset.targets, question.config, epochs=epochs, task=dataset.task
        )
    if lab.config.epochs != epochs:
        lab.set_epochs(epochs)
    if trains:
        lab.advance(_SLICE_S, cancelled=job.is_cancelled)
    return lab, lab.view()
