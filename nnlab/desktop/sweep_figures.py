"""Which figures of a sweep are looked at: what its runs can be judged by, the best of them, the ends of a spread."""

from collections.abc import Sequence
from dataclasses import dataclass

from nnlab.data import Dataset
from nnlab.engine import Task
from nnlab.trials.summary import Group, Measure, Spread, best_group, best_result, groups
from nnlab.trials.trial import TrialResult


def measures_of(dataset: Dataset) -> tuple[Measure, ...]:
    """Return what runs on `dataset` can be judged by, the first one unless another is chosen.

    Numbers are not right or wrong; samples that are never learned from come first where there are some.
    """
    own: tuple[Measure, ...] = (Measure.ACCURACY, Measure.LOSS)
    watched: tuple[Measure, ...] = (Measure.WATCHED_ACCURACY, Measure.WATCHED_LOSS)
    if dataset.task is Task.VALUES:
        own, watched = own[1:], watched[1:]
    return own if dataset.watched is None else (*watched, *own)


def ends_of(spread: Spread, measure: Measure) -> tuple[float, float]:
    """Return mean − and + one standard deviation, within what the measure can be: a loss stays above 0."""
    low, high = spread.mean - spread.std, spread.mean + spread.std
    if measure.is_loss:
        return (low if low > 0 else spread.low), high
    return max(low, 0.0), min(high, 1.0)


@dataclass(frozen=True, slots=True)
class Best:
    """The settings that do best in the mean over their seeds, and the best run of them."""

    group: Group
    spread: Spread
    run: TrialResult


def best_of(results: Sequence[TrialResult], measure: Measure) -> Best | None:
    """Return the best settings and their best run; None while no run has finished.

    Of settings that do equally well, as those that get everything right, the one with the smallest loss is best.
    """
    every = groups(results, measure)
    first = best_group(every, measure)
    if first is None or first.spread is None:
        return None
    equals = [each for each in every if each.is_whole == first.is_whole and _mean(each) == first.spread.mean]
    losses = groups([result for each in equals for result in each.results], _loss_beside(measure))
    settled = best_group(losses, _loss_beside(measure))
    group = next(
        (each for each in equals if settled is not None and each.settings == settled.settings), first
    )
    run = best_result(group.results, measure)
    return None if run is None or group.spread is None else Best(group, group.spread, run)


def _mean(group: Group) -> float | None:
    return None if group.spread is None else group.spread.mean


def _loss_beside(measure: Measure) -> Measure:
    watched = measure in (Measure.WATCHED_ACCURACY, Measure.WATCHED_LOSS)
    return Measure.WATCHED_LOSS if watched else Measure.LOSS
