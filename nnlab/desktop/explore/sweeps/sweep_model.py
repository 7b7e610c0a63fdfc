"""The sweep of a window: what is filled in, the runs that are made in the background, and what has come of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.sweep_figures import measures_of
from nnlab.desktop.explore.sweeps.sweep_form import SweepForm, form_of, is_same_task, usual_epochs, usual_form
from nnlab.desktop.explore.sweeps.sweep_store import Unfinished, folder_of, tidy, unfinished
from nnlab.desktop.explore.sweeps.trial_work import MakeBackend, TrialWork, Workers, most_workers, workers_for
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.engine import EngineError
from nnlab.files import SaveError
from nnlab.lessons import DeedKind
from nnlab.project import Change, ProjectState, in_place_of
from nnlab.project.settings import with_settings
from nnlab.trials.backend import Backend
from nnlab.trials.plan import SweepPlan, base_of, trials
from nnlab.trials.summary import Best, Measure, best_of, best_result
from nnlab.trials.sweep import run_sweep
from nnlab.trials.trial import TrialResult

_EPOCHS = "epochs"


@dataclass(frozen=True, eq=False, slots=True)
class Sweep:
    """A sweep that was started: of which project, by which plan, and the runs that are made so far."""

    state: ProjectState
    form: SweepForm
    plan: SweepPlan
    total: int
    results: tuple[TrialResult, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The settings that are varied."""
        return tuple(axis.key for axis in self.plan.axes)

    @property
    def is_complete(self) -> bool:
        """Whether all runs are made."""
        return len(self.results) >= self.total

    @property
    def fallen(self) -> int:
        """How many runs came to nothing."""
        return sum(not result.finished for result in self.results)


@dataclass(frozen=True, slots=True)
class _Progress:
    """The runs so far, of which `found` were there before the workers began, and whether the disk keeps them."""

    results: tuple[TrialResult, ...]
    found: int
    are_kept: bool = True


class SweepModel(TrialWork):
    """Holds the form and the latest sweep; runs one sweep at a time, in a lane of its own beside the training.

    Runs that are made are never lost: a sweep that is stopped keeps them.
    """

    form_changed = Signal(object)  # SweepForm
    sweep_changed = Signal(object)  # Sweep or None: there are more results, or it is another one
    measure_changed = Signal(object)  # Measure
    unfinished_found = Signal(object)  # Unfinished or None

    def __init__(
        self, lab: Lab, parent: QObject | None = None, *, backend: MakeBackend = workers_for
    ) -> None:
        super().__init__(lab, backend, parent)
        self._sweep: Sweep | None = None
        self._by_index: dict[int, TrialResult] = {}
        self._are_kept = True  # on the disk, as far as is known
        self._found = 0  # how many runs were made before the workers began this time
        self._seeking: Job[Unfinished | None] | None = None
        self.form = usual_form(lab.state, most_workers())
        self._usual_epochs = self.form.epochs
        self._measure = measures_of(lab.state.dataset)[0]
        lab.state_changed.connect(self._on_state_changed)

    # -- what it knows ---------------------------------------------------------------------------------

    @property
    def sweep(self) -> Sweep | None:
        """The latest sweep, None before the first one."""
        return self._sweep

    @property
    def measure(self) -> Measure:
        """What runs are judged by."""
        return self._measure

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What the runs of the latest sweep, or of the next one, can be judged by."""
        state = self._lab.state if self._sweep is None else self._sweep.state
        return measures_of(state.dataset)

    @property
    def best(self) -> Best | None:
        """The best settings so far."""
        return None if self._sweep is None else best_of(self._sweep.results, self._sweep.plan, self._measure)

    def result(self, index: int) -> TrialResult | None:
        """Return the run of this number, if it is made."""
        return self._by_index.get(index)

    def best_among(self, indices: Sequence[int]) -> TrialResult | None:
        """Return the best of some runs; where all came to nothing, the first."""
        runs = [result for index in indices if (result := self.result(index)) is not None]
        return best_result(runs, self._measure) or next(iter(runs), None)

    @property
    def can_go_on(self) -> bool:
        """Whether a sweep was stopped that the form still asks for."""
        sweep = self._sweep
        if sweep is None or self.is_running or sweep.is_complete or not sweep.results:
            return False
        try:
            return self._asks_for(sweep, self.plan())
        except (EngineError, ValueError):
            return False

    def plan(self) -> SweepPlan:
        """Return what the form asks for. Raises ValueError or EngineError with a sentence."""
        return self.form.plan(self._lab.state.config.seed)

    def seconds_left(self) -> float | None:
        """Return how long the runs that are left will take, as far as those that are made tell."""
        sweep = self._sweep
        if sweep is None or not self.is_running or not sweep.results:
            return None
        left = sweep.total - len(sweep.results)
        if sweep.form.scheduler:  # nobody knows how many workers there are
            made = len(sweep.results) - self._found
            return self.seconds_so_far / made * left if made > 0 else None
        seconds = sum(result.seconds for result in sweep.results) / len(sweep.results)
        return seconds * left / min(sweep.form.workers, max(left, 1))

    def seconds_expected(self, runs: int) -> float | None:
        """Return about how long so many runs will take, as far as the latest sweep of the same samples tells."""
        sweep = self._sweep
        if sweep is None or sweep.state.dataset is not self._lab.state.dataset:
            return None
        epochs = sum(result.epochs for result in sweep.results)
        seconds = sum(result.seconds for result in sweep.results)
        if not epochs:
            return None
        return runs * self.form.epochs * seconds / epochs / max(self.form.workers, 1)

    # -- what is asked of it ---------------------------------------------------------------------------

    def set_form(self, form: SweepForm) -> None:
        """Take what is filled in."""
        if form != self.form:
            self.form = form
            self.form_changed.emit(form)

    def set_measure(self, measure: Measure) -> None:
        """Judge runs by another measure."""
        if measure != self._measure:
            self._measure = measure
            self.measure_changed.emit(measure)

    def start(self) -> None:
        """Make the runs that the form asks for; those of the same sweep that are made already stay."""
        if self.is_running:
            return
        try:
            state, plan = self._lab.state, self.plan()
        except (EngineError, ValueError) as error:
            self.failed.emit(error)
            return
        sweep = self._sweep
        if sweep is None or sweep.is_complete or not self._asks_for(sweep, plan):
            sweep = Sweep(state, self.form, plan, len(trials(plan)))
        self._set_sweep(sweep)
        self._are_kept = True
        workers = Workers(self.form.workers, self.form.scheduler)
        self._begin(partial(_work, sweep), workers, self._on_done)
        self.running_changed.emit(True)

    def look_for_unfinished(self) -> None:
        """Look whether a sweep of what is on the bench was broken off; `unfinished_found` tells of it."""
        if self._seeking is not None:
            self._seeking.cancel()
        if not self.is_running:
            self._seeking = self._lab.previews.start(partial(_sought, self._lab.state), self._on_sought)

    def resume(self, found: Unfinished) -> None:
        """Go on with a sweep that was broken off."""
        self.set_form(form_of(found.plan, found.base, self.form))
        self.start()

    def on_bench(self, result: TrialResult, state: ProjectState) -> ProjectState:
        """Return the untrained project of which a run was made, with the notes and the graph of `state`.

        Trained from there, it comes to the same weights, bit for bit. Raises EngineError.
        """
        if self._sweep is None:
            raise EngineError("there is no sweep of which that could be a run.")
        fresh = with_settings(base_for(self._sweep), result.settings, seed=result.seed)
        return in_place_of(state, fresh)

    # -- the work --------------------------------------------------------------------------------------

    def _asks_for(self, sweep: Sweep, plan: SweepPlan) -> bool:
        """Whether the form asks for this very sweep of what is on the bench now."""
        same = _question(sweep.state) == _question(self._lab.state)
        return same and sweep.plan == plan and sweep.form.epochs == self.form.epochs

    def _on_sought(self, found: Unfinished | None) -> None:
        if not self.is_running and self._sweep is None:
            self.unfinished_found.emit(found)

    def _on_progressed(self, progress: _Progress) -> None:
        self._found = progress.found
        self._tell_whether_kept(progress.are_kept)
        super()._on_progressed(progress.results)

    def take_results(self, results: tuple[TrialResult, ...]) -> None:
        if self._sweep is not None:
            self._set_sweep(replace(self._sweep, results=results))

    def _tell_whether_kept(self, are_kept: bool) -> None:
        if self._are_kept and not are_kept:
            self._lab.tell(Notice(sweep_texts.unkept, "warning"))
        self._are_kept = are_kept

    def _on_done(self, made: _Progress) -> None:
        self._tell_whether_kept(made.are_kept)
        self.take_results(made.results)
        self._end()
        if self._sweep is not None:
            self._lab.deeds.done(DeedKind.SWEEP_FINISHED, _told(self._sweep))

    def _set_sweep(self, sweep: Sweep | None) -> None:
        if sweep is not None and (self._sweep is None or sweep.state is not self._sweep.state):
            measures = measures_of(sweep.state.dataset)
            if self._measure not in measures:
                self._measure = measures[0]
        self._sweep = sweep
        self._by_index = {} if sweep is None else {result.index: result for result in sweep.results}
        self.sweep_changed.emit(sweep)

    def _on_state_changed(self, change: StateChange) -> None:
        """Fill the epochs in anew for other samples, unless they were chosen for the same task.

        A sweep that goes on is of the samples before.
        """
        if Change.DATASET not in change.changes or change.old.dataset is change.new.dataset:
            return
        if self._sweep is None:
            self._measure = measures_of(change.new.dataset)[0]
        before, self._usual_epochs = self._usual_epochs, usual_epochs(change.new)
        if self.form.epochs == before or not is_same_task(change.old, change.new):
            self.set_form(replace(self.form, epochs=self._usual_epochs))


def base_for(sweep: Sweep) -> ProjectState:
    """Return the project that all runs of a sweep begin with: that of the bench, untrained, with the form's epochs."""
    return with_settings(base_of(sweep.state), ((_EPOCHS, str(sweep.form.epochs)),))


def _told(sweep: Sweep) -> str:
    """Return what a lesson is told of a sweep: 'epochs=10 learning_rate=5', and so for every setting."""
    words = (f"{axis.key}={len(axis.values)}" for axis in sweep.plan.axes)
    return " ".join((f"epochs={sweep.form.epochs}", *words))


def _question(state: ProjectState) -> tuple[object, ...]:
    """Return all of a project that its runs depend on, but for the seed and the epochs, which a sweep has its own."""
    return state.dataset, state.spec, replace(state.config, seed=0, epochs=None), state.given


def _work(
    sweep: Sweep,
    backend: Callable[[Callable[[], bool]], Backend],
    job: Job[_Progress],
) -> _Progress:
    """Make the runs in the thread of the jobs, and report all that are made when there are more than were known."""
    faults: list[SaveError] = []  # of the disk, without which it goes on
    results: list[TrialResult] = []
    found: list[int] = []  # how many there are when `cancelled` is asked first, once the folder has been read
    base = base_for(sweep)

    def is_cancelled() -> bool:
        if not found:
            found.append(len(results))
        return job.is_cancelled()

    def take(result: TrialResult) -> None:
        results.append(result)
        if len(results) > len(sweep.results):
            job.report(_Progress(tuple(results), found[0] if found else len(results), not faults))

    job.report(_Progress(sweep.results, len(sweep.results)))  # it has begun
    folder = folder_of(base, sweep.plan)
    tidy(keeping=folder)
    made = run_sweep(
        base,
        sweep.plan,
        backend=backend(job.is_cancelled),
        folder=folder,
        on_result=take,
        cancelled=is_cancelled,
        unkept=faults.append,
    )
    return _Progress(made.results, found[0] if found else len(made.results), not faults)


def _sought(state: ProjectState, job: Job[Unfinished | None]) -> Unfinished | None:
    return unfinished(state, job.is_cancelled)
