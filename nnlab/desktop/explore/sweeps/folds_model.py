"""The cross-validation of a window: what is filled in, the folds that are made, and the results to compare."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.sweeps.sweep_form import is_same_task, usual_epochs
from nnlab.desktop.explore.sweeps.trial_work import MakeBackend, TrialWork, Workers, most_workers, workers_for
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.engine import EngineError
from nnlab.lessons import DeedKind
from nnlab.project import Change, ProjectState
from nnlab.trials.backend import Backend
from nnlab.trials.crossval import FoldsResult, held_out_counts, measure_of, run_folds
from nnlab.trials.plan import MOST_FOLDS, FoldsPlan, Settings
from nnlab.trials.resampling import count_for_folds
from nnlab.trials.spread import Spread, spread_of
from nnlab.trials.summary import Measure, confusion_of, measured
from nnlab.trials.trial import TrialResult

MOST_KEPT = 50  # results to compare
_USUAL_FOLDS = 5
_LEAST_FOLDS = 2
_FULL = "full"


@dataclass(frozen=True, slots=True)
class FoldsForm:
    """All that is filled in: the folds and how they are dealt out, and how each training goes.

    `batch` is the samples for each update: 1 is stochastic, None the whole batch.
    """

    count: int
    learning_rate: float
    epochs: int
    batch: int | None = 1
    seed: int = 0
    stratified: bool = True

    def plan(self, start_seed: int) -> FoldsPlan:
        """Return the plan, whose trainings begin with the weights of `start_seed`. Raises EngineError."""
        settings: Settings = (
            ("learning_rate", f"{self.learning_rate:.12g}"),
            ("batch_size", _FULL if self.batch is None else str(self.batch)),
            ("epochs", str(self.epochs)),
        )
        return FoldsPlan(self.count, self.seed, self.stratified, start_seed, settings)


@dataclass(frozen=True, eq=False, slots=True)
class Folded:
    """A cross-validation: of which network, how, and the folds that are made so far."""

    number: int
    state: ProjectState
    form: FoldsForm
    results: tuple[TrialResult, ...] = ()
    twins: int = 0  # of the samples held out, when all are: those whose inputs were learned from as well
    held_out: tuple[int, ...] = ()  # samples of each fold, known when they are dealt

    @property
    def measure(self) -> Measure:
        """What folds are judged by: right answers to the samples held out or, for numbers, how far they are off."""
        return measure_of(self.state)

    @property
    def spread(self) -> Spread | None:
        """Mean and standard deviation over the folds that have a score; None while none has one."""
        return spread_of(measured(result, self.measure) for result in self.results)

    @property
    def is_whole(self) -> bool:
        """Whether every fold has a score; else the mean leaves out folds, and says too much for the network."""
        return self.spread is not None and self.spread.count == self.form.count

    @property
    def confusion(self) -> NDArray[np.intp] | None:
        """Counts (K, K) over the samples held out so far: row = true class, column = answered; None without any."""
        return confusion_of(self.results, self.state.dataset.targets.shape[1])


@dataclass(frozen=True, slots=True)
class Dealt:
    """What is told while folds are made: how many samples each holds out, and those that are made so far."""

    held_out: tuple[int, ...]
    results: tuple[TrialResult, ...] = ()


class FoldsModel(TrialWork):
    """Holds the form and all results; makes the folds of one of them at a time, beside the training on the bench."""

    form_changed = Signal(object)  # FoldsForm
    shown_changed = Signal(object)  # Folded or None: what is looked at, or there is more of it
    kept_changed = Signal(object)  # tuple[Folded, ...]

    def __init__(
        self, lab: Lab, parent: QObject | None = None, *, backend: MakeBackend = workers_for
    ) -> None:
        super().__init__(lab, backend, parent)
        self._under_way: Folded | None = None
        self._shown: Folded | None = None
        self._count = 0
        self._asked: int | None = None  # folds, which few samples may not allow for now
        self.kept: tuple[Folded, ...] = ()
        self.form = self._usual = usual_folds(lab.state)
        lab.state_changed.connect(self._on_state_changed)

    # -- what it knows ---------------------------------------------------------------------------------

    @property
    def shown(self) -> Folded | None:
        """The cross-validation that is looked at."""
        return self._shown

    @property
    def under_way(self) -> Folded | None:
        """The cross-validation whose folds are being made."""
        return self._under_way

    @property
    def most_folds(self) -> int:
        """Into how many folds the samples on the bench can be dealt; below two they cannot be dealt at all."""
        return min(count_for_folds(self._lab.state.dataset), MOST_FOLDS)

    def seconds_left(self) -> float | None:
        """Return how long the folds that are left will take, as far as those that are made tell."""
        folded = self._under_way
        if folded is None or not folded.results:
            return None
        made = len(folded.results)
        return self.seconds_so_far / made * (folded.form.count - made)

    # -- what is asked of it ---------------------------------------------------------------------------

    def set_form(self, form: FoldsForm) -> None:
        """Take what is filled in."""
        if form != self.form:
            if form.count != self.form.count:
                self._asked = form.count
            self.form = form
            self.form_changed.emit(form)

    def show(self, number: int) -> None:
        """Look at an earlier result."""
        found = next((folded for folded in self.kept if folded.number == number), None)
        if found is not None:
            self._show(found)

    def start(self) -> None:
        """Train once for each fold."""
        if self._under_way is not None:
            return
        state = self._lab.state
        try:
            plan = self.form.plan(state.config.seed)
        except EngineError as error:
            self.failed.emit(error)
            return
        self._count += 1
        self._under_way = Folded(self._count, state, self.form)
        workers = Workers(min(most_workers(), self.form.count))
        self._begin(partial(_work, state, plan), workers, self._on_done)
        self._show(self._under_way)
        self.running_changed.emit(True)

    # -- the work --------------------------------------------------------------------------------------

    def take_results(self, results: tuple[TrialResult, ...]) -> None:
        self._take(results=results)

    def _on_progressed(self, told: Dealt) -> None:
        self._take(held_out=told.held_out)
        super()._on_progressed(told.results)

    def _take(self, **found: Any) -> None:
        """Take note of what is found out about the folds that are being made."""
        if self._under_way is not None:
            looks = self._shown is self._under_way
            self._under_way = replace(self._under_way, **found)
            if looks:
                self._show(self._under_way)

    def _on_done(self, result: FoldsResult) -> None:
        self._take(results=result.results, twins=sum(result.twins), held_out=result.held_out)
        made = self._under_way
        self._end()
        if made is not None:
            self._lab.deeds.done(DeedKind.FOLDS_FINISHED, _told(made))

    def on_end(self) -> None:
        made, self._under_way = self._under_way, None
        if made is not None and made.results:
            self.kept = (*self.kept, made)[-MOST_KEPT:]
            self.kept_changed.emit(self.kept)
        elif made is not None and self._shown is made:
            self._show(self.kept[-1] if self.kept else None)

    def _show(self, folded: Folded | None) -> None:
        self._shown = folded
        self.shown_changed.emit(folded)

    def _on_state_changed(self, change: StateChange) -> None:
        """Fill the form in anew for other samples; what was chosen stays, if they are of the same task.

        Fewer samples than folds take as many folds as they can; more of them bring back what was asked for.
        """
        if change.old.dataset is change.new.dataset or Change.DATASET not in change.changes:
            return
        form, before, usual = self.form, self._usual, usual_folds(change.new)
        self._usual = usual
        if is_same_task(change.old, change.new):
            names = [each.name for each in fields(FoldsForm)]
            kept = {
                name: getattr(form, name) for name in names if getattr(form, name) != getattr(before, name)
            }
            usual = replace(usual, **kept)
        else:
            self._asked = None
        self.form = replace(usual, count=_possible(self._asked or _USUAL_FOLDS, change.new))
        self.form_changed.emit(self.form)  # also where it is the same: what can be filled in is not


def usual_folds(state: ProjectState) -> FoldsForm:
    """Return a form that trains as the bench does, for as many epochs as take a part of a second."""
    samples = len(state.dataset.inputs)
    batch = state.config.batch_size
    return FoldsForm(
        count=_possible(_USUAL_FOLDS, state),
        learning_rate=state.config.learning_rate,
        epochs=usual_epochs(state),
        batch=None if batch is None or batch >= samples else batch,
        seed=state.config.seed,
    )


def _possible(count: int, state: ProjectState) -> int:
    """Return so many folds of those asked for as there are samples for."""
    return max(min(count, count_for_folds(state.dataset)), _LEAST_FOLDS)


def _told(folded: Folded) -> str:
    """Return what a lesson is told of folds: 'count=5 way=batch share=0.9667'.

    Numbers have no share that is right, nor have folds of which some came to nothing.
    """
    batch, spread = folded.form.batch, folded.spread
    way = "batch" if batch is None else "stochastic" if batch == 1 else "mini-batch"
    share = spread.mean if spread is not None and folded.is_whole and not folded.measure.is_loss else 0.0
    return f"count={folded.form.count} way={way} share={share:.6f}"


def _work(
    state: ProjectState,
    plan: FoldsPlan,
    backend: Callable[[Callable[[], bool]], Backend],
    job: Job[FoldsResult],
) -> FoldsResult:
    """Train all folds in the thread of the jobs, and report those that are made with each that comes."""
    results: list[TrialResult] = []
    held_out = held_out_counts(state, plan)
    job.report(Dealt(held_out))  # it has begun

    def take(result: TrialResult) -> None:
        results.append(result)
        job.report(Dealt(held_out, tuple(sorted(results, key=lambda each: each.index))))

    return run_folds(
        state, plan, backend=backend(job.is_cancelled), on_result=take, cancelled=job.is_cancelled
    )
