"""Cross-validation: every sample is judged once by a network that did not learn from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nnlab.data.resplit import unsplit
from nnlab.data.twins import twins_held_out
from nnlab.engine import Task
from nnlab.files import Cancelled
from nnlab.project import ProjectState
from nnlab.trials.backend import Backend
from nnlab.trials.plan import FoldsPlan, base_of
from nnlab.trials.resampling import rows_of_folds
from nnlab.trials.spread import Spread, spread_of
from nnlab.trials.summary import Measure, confusion_of, measured
from nnlab.trials.sweep import OnResult, run_sweep
from nnlab.trials.trial import TrialResult


@dataclass(frozen=True, slots=True)
class FoldsResult:
    """What came of a cross-validation: a result for each fold that was judged, in their order, of `plan.count`.

    `measure` is what folds are judged by: the share of right answers to the samples held out or, for numbers, their
    error (`data.numeric_errors`), in the units of the data. `targets` are the names of these numbers; of several the
    score is their joint error, and each has a spread of its own. `held_out` is how many samples each fold has, `twins`
    how many of these have the very inputs of a sample that was learned from: they tell little of what is new.
    `classes` are the names of what they are told apart into.
    """

    plan: FoldsPlan
    measure: Measure
    held_out: tuple[int, ...]
    results: tuple[TrialResult, ...]
    classes: tuple[str, ...] = ()
    twins: tuple[int, ...] = ()
    targets: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every fold was judged."""
        return len(self.results) == self.plan.count

    @property
    def scores(self) -> tuple[float | None, ...]:
        """What each of the `plan.count` folds has by the measure; None where it is not judged, or came to no end."""
        found = {result.index: measured(result, self.measure) for result in self.results}
        return tuple(found.get(fold) for fold in range(self.plan.count))

    @property
    def spread(self) -> Spread | None:
        """Mean and standard deviation over the folds that have a score, `count` of them; None where none has one."""
        return spread_of(self.scores)

    @property
    def target_spreads(self) -> tuple[Spread | None, ...]:
        """Mean and standard deviation over the folds of the error of each target, in its own units."""
        return target_spreads(self.results, len(self.targets))

    @property
    def is_whole(self) -> bool:
        """Whether every fold has a score; else the mean leaves out folds, and says too much for the network."""
        return self.spread is not None and self.spread.count == self.plan.count

    @property
    def confusion(self) -> NDArray[np.intp] | None:
        """Counts (K, K) over the samples of all folds: row = true class, column = answered; None without classes."""
        return confusion_of(self.results, len(self.classes)) if self.classes else None


def run_folds(
    base: ProjectState,
    plan: FoldsPlan,
    *,
    backend: Backend,
    folder: Path | None = None,
    on_result: OnResult | None = None,
    cancelled: Cancelled | None = None,
) -> FoldsResult:
    """Train `base` once for each fold, all from the same start, on the samples outside it; judge it by those inside.

    Samples for a test stay out of all folds. Raises as `run_sweep`, and EngineError for fewer samples than folds.
    """
    held_out = held_out_counts(base, plan)
    made = run_sweep(
        base_of(base), plan, backend=backend, folder=folder, on_result=on_result, cancelled=cancelled
    )
    return folds_result(base, plan, held_out, made.results)


def folds_result(
    base: ProjectState, plan: FoldsPlan, held_out: tuple[int, ...], results: tuple[TrialResult, ...]
) -> FoldsResult:
    """Return what came of the folds of `base`; `held_out` as `held_out_counts`, `results` in the order of the folds."""
    measure, twins = measure_of(base), twins_of(base, plan)
    return FoldsResult(plan, measure, held_out, results, classes_of(base), twins, numbers_of(base))


def held_out_counts(base: ProjectState, plan: FoldsPlan) -> tuple[int, ...]:
    """Return how many samples each fold holds out. Raises EngineError for fewer samples than folds."""
    return tuple(len(rows) for rows in rows_of_folds(base.dataset, plan))


def twins_of(base: ProjectState, plan: FoldsPlan) -> tuple[int, ...]:
    """Return how many samples of each fold have the inputs of one outside. Raises EngineError as `held_out_counts`."""
    return twins_held_out(unsplit(base.dataset), rows_of_folds(base.dataset, plan))


def measure_of(base: ProjectState) -> Measure:
    """Return by what folds are judged: the answers to the samples held out."""
    return Measure.of_folds(base.dataset.task)


def target_spreads(results: Iterable[TrialResult], count: int) -> tuple[Spread | None, ...]:
    """Return over the results that finished the spread of the error of each of `count` targets; None without any."""
    errors = [result.watched_errors for result in results if result.finished and result.watched_errors]
    return tuple(spread_of(each[target] for each in errors) for target in range(count))


def classes_of(base: ProjectState) -> tuple[str, ...]:
    """Return the names of the classes that answers are told apart into; () where there are none."""
    return base.dataset.target_names if base.dataset.task is Task.CLASSES else ()


def numbers_of(base: ProjectState) -> tuple[str, ...]:
    """Return the names of the targets that are numbers; () where answers are right or wrong."""
    return base.dataset.target_names if base.dataset.task is Task.VALUES else ()
