"""What many trials say together: mean and spread over seeds, the best, performance against a setting and epochs."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.engine import Task
from nnlab.project.spoken import number
from nnlab.trials.plan import Settings, SweepPlan
from nnlab.trials.spread import Spread, spread_of
from nnlab.trials.trial import DIVERGED, CurvePoint, TrialResult

Key = TypeVar("Key")

LOSS_KEY = "loss"  # the setting by which losses have another unit
SEEDS = "seeds"  # what else a mean goes over, beside settings
_MOST_EPOCHS = 65  # places at which mean curves are drawn


class Measure(Enum):
    """By what trials are compared. 'watched' samples are those that the training never saw.

    Errors are those of `data.numeric_errors`, in the units of the data: they compare trainings on other samples too,
    each of which scales targets in its own way, and losses with them. They have no curves.
    """

    WATCHED_ACCURACY = "watched_accuracy"
    ACCURACY = "accuracy"
    WATCHED_LOSS = "watched_loss"
    LOSS = "loss"
    WATCHED_ERROR = "watched_error"
    ERROR = "error"

    @property
    def is_loss(self) -> bool:
        """Whether less is better: a loss, or an error."""
        return self not in (Measure.ACCURACY, Measure.WATCHED_ACCURACY)

    @property
    def is_error(self) -> bool:
        """Whether it is how far numbers are off, in the units of the data."""
        return self in (Measure.ERROR, Measure.WATCHED_ERROR)

    @property
    def is_watched(self) -> bool:
        """Whether it is of samples that the training never saw."""
        return self in (Measure.WATCHED_ACCURACY, Measure.WATCHED_LOSS, Measure.WATCHED_ERROR)

    @property
    def trained(self) -> "Measure":
        """The same of the samples that were learned from."""
        return Measure(self.value.removeprefix("watched_"))

    @property
    def loss(self) -> "Measure":
        """The loss on the same samples."""
        return Measure.WATCHED_LOSS if self.is_watched else Measure.LOSS

    def part_of(self, data: Dataset) -> Literal["training", "validation", "test"]:
        """Return which samples of `data` it is of.

        What was chosen by those of a test has been fitted to them: its score there says too much for it.
        """
        if not self.is_watched:
            return "training"
        return "test" if data.validation is None else "validation"

    @classmethod
    def of_task(cls, task: Task, *, watched: bool) -> "Measure":
        """Return by what trials are compared first: samples never seen, where there are any; of numbers the loss."""
        if task is Task.VALUES:
            return cls.WATCHED_LOSS if watched else cls.LOSS
        return cls.WATCHED_ACCURACY if watched else cls.ACCURACY

    @classmethod
    def of_folds(cls, task: Task) -> "Measure":
        """Return by what folds are judged: answers to the samples held out that are right, or how far they are off."""
        return cls.WATCHED_ERROR if task is Task.VALUES else cls.WATCHED_ACCURACY


@dataclass(frozen=True, slots=True)
class Group:
    """The trials that differ in their seed alone, or in what is not asked about.

    `spread` is that of those that finished, None where none has, and `loss` that of their losses on the same samples;
    `diverged` exploded, `others` came to nothing in another way, and `missing` are in the plan and not made yet. What
    a chart has at a place is told without those.
    """

    settings: Settings
    results: tuple[TrialResult, ...]
    spread: Spread | None
    loss: Spread | None
    diverged: int
    others: int
    missing: int = 0

    @property
    def fallen(self) -> int:
        """How many trials came to nothing."""
        return self.diverged + self.others

    @property
    def wanted(self) -> int:
        """How many trials the plan has, made or not."""
        return len(self.results) + self.missing

    @property
    def is_whole(self) -> bool:
        """Whether every trial of the plan is made and finished; else the mean is one of the others alone."""
        return not self.fallen and not self.missing


@dataclass(frozen=True, slots=True)
class Best:
    """What "best" means wherever it is said: of `compared` settings those with the best mean, and their best run.

    `spread` is that of the mean. The luckiest single run of all may be one of other settings: it is not the best.
    Of `equals` settings that are as good as each other, itself among them, it is the first of the plan.
    """

    group: Group
    spread: Spread
    run: TrialResult
    compared: int
    equals: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chart has a group: `value` as it is written, `number` where that is one, else None."""

    value: str
    number: float | None
    group: Group


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart of performance against a setting; `label` is the value of the other setting, or empty."""

    label: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MeanCurve:
    """Performance against epochs, the mean over `count` trainings with its standard deviation; `label` says whose.

    A training that has stopped stays as it was: where its curve ends, its last value goes on. There are `made` of
    them; those that came to nothing are not in the mean.
    """

    label: str
    epochs: tuple[float, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    count: int
    made: int


def measured(result: TrialResult, measure: Measure) -> float | None:
    """Return a trial's number; None where it did not finish, or there is none."""
    value: float | None = getattr(result, measure.value)
    return value if result.finished else None


def confusion_of(results: Iterable[TrialResult], classes: int) -> NDArray[np.intp] | None:
    """Return the confusion (K, K) of all samples held out, by row the true class; None where no result has one."""
    counts = [np.array(result.confusion, dtype=np.intp) for result in results if result.finished]
    counts = [each for each in counts if each.shape == (classes, classes)]
    return np.sum(counts, axis=0, dtype=np.intp) if counts else None


def are_comparable(plan: SweepPlan, measure: Measure) -> bool:
    """Return whether `measure` ranks the trials of `plan`: losses of different kinds are no numbers of one unit."""
    kinds = any(axis.key == LOSS_KEY and len(axis.values) > 1 for axis in plan.axes)
    return not kinds or measure not in (Measure.LOSS, Measure.WATCHED_LOSS)


def groups(results: Iterable[TrialResult], plan: SweepPlan, measure: Measure) -> tuple[Group, ...]:
    """Return the trials by their settings, in the order of `plan`, each with mean and spread over its seeds."""
    return tuple(
        _group(settings, found, measure, missing=len(plan.seeds) - len(found))
        for settings, found in _parted(results, lambda result: result.settings).items()
    )


def ranked(results: Iterable[TrialResult], plan: SweepPlan, measure: Measure) -> tuple[Group, ...]:
    """Return the groups of `plan`, the best first: by their mean, equals in the order of the plan.

    Those that a seed broke, or of which a seed is not made yet, come after all that are whole, and those without a
    number last. What cannot be compared stays in the order of the plan.
    """
    found = groups(results, plan, measure)
    if not are_comparable(plan, measure):
        return found
    return tuple(sorted(found, key=lambda group: _rank(group, measure)))


def _rank(group: Group, measure: Measure) -> tuple[bool, bool, float]:
    """Return what sorts groups, the best first.

    A smaller loss is no better among those that are equally right: it would always be that of the largest rate, which
    is the next to explode.
    """
    mean = math.inf if group.spread is None else group.spread.mean
    return group.spread is None, not group.is_whole, mean if measure.is_loss else -mean


def best_result(results: Iterable[TrialResult], measure: Measure) -> TrialResult | None:
    """Return the one best trial: of equals the first of the plan."""

    def rank(result: TrialResult) -> tuple[float, int]:
        value = measured(result, measure)
        assert value is not None
        return value if measure.is_loss else -value, result.index

    return min(
        (result for result in results if measured(result, measure) is not None), key=rank, default=None
    )


def best_of(results: Iterable[TrialResult], plan: SweepPlan, measure: Measure) -> Best | None:
    """Return the best settings and the best run of them.

    None while no trial has a number, and where those of `plan` cannot be compared.
    """
    found = ranked(results, plan, measure)
    group = next(iter(found), None)
    run = None if group is None else best_result(group.results, measure)
    if group is None or group.spread is None or run is None or not are_comparable(plan, measure):
        return None
    equals = sum(_rank(other, measure) == _rank(group, measure) for other in found)
    return Best(group, group.spread, run, len(found), equals)


def pooled(results: Iterable[TrialResult], shown: Iterable[str]) -> tuple[str, ...]:
    """Return what varies among trials that are the same in the `shown` settings: SEEDS, then other settings.

    These are what a mean ± spread over such trials goes over. Nothing, where every trial stands alone.
    """
    keys = frozenset(shown)
    parts = _parted(results, lambda result: tuple(pair for pair in result.settings if pair[0] in keys))
    varied: dict[str, None] = {}
    for part in parts.values():
        if len({result.seed for result in part}) > 1:
            varied[SEEDS] = None
    for part in parts.values():
        first = part[0].settings
        varied |= {
            key: None for key, value in first if any(dict(other.settings).get(key) != value for other in part)
        }
    return tuple(varied)


def against(
    results: Iterable[TrialResult], key: str, measure: Measure, *, by: str | None = None
) -> tuple[Line, ...]:
    """Return performance against the setting `key`: a line for each value of the setting `by`, else one.

    Numbers ascend, words keep the order of the plan. A place holds all trials with that value, whatever else varies.
    """
    lines = _parted(results, lambda result: "" if by is None else _value(result, by))
    return tuple(
        Line(label, _places(lines[label], key, measure)) for label in sorted(lines, key=_ordering(lines))
    )


def over_epochs(
    results: Iterable[TrialResult], measure: Measure, *, by: str | None = None
) -> tuple[MeanCurve, ...]:
    """Return performance against epochs: the mean curve of the finished trials with each value of `by`, or of all."""
    lines = _parted(results, lambda result: "" if by is None else _value(result, by))
    curves = (_mean_curve(label, lines[label], measure) for label in sorted(lines, key=_ordering(lines)))
    return tuple(curve for curve in curves if curve is not None)


# -- parts -------------------------------------------------------------------------------------------------


def _parted(
    results: Iterable[TrialResult], key: Callable[[TrialResult], Key]
) -> dict[Key, list[TrialResult]]:
    """Return the results by what `key` says of them, in the order of the plan, whatever the order they come in."""
    parts: dict[Key, list[TrialResult]] = {}
    for result in sorted(results, key=lambda result: result.index):
        parts.setdefault(key(result), []).append(result)
    return parts


def _group(settings: Settings, found: Sequence[TrialResult], measure: Measure, *, missing: int = 0) -> Group:
    diverged = sum(result.ended == DIVERGED for result in found)
    others = sum(not result.finished for result in found) - diverged
    spread, loss = (spread_of(measured(result, each) for result in found) for each in (measure, measure.loss))
    return Group(settings, tuple(found), spread, loss, diverged, others, missing)


def _value(result: TrialResult, key: str) -> str:
    return dict(result.settings).get(key, "")


def _number(value: str) -> float | None:
    try:
        return number(value)
    except ValueError:
        return None


def is_number(value: str) -> bool:
    """Return whether a setting's value is a number, so that it has a place on an axis."""
    return _number(value) is not None


def are_ordered(labels: Sequence[str]) -> bool:
    """Return whether lines with these labels, values of a setting, are in an order as numbers are; one line is."""
    return len(labels) < 2 or all(map(is_number, labels))


def _places(found: Iterable[TrialResult], key: str, measure: Measure) -> tuple[Place, ...]:
    by_value = _parted(found, lambda result: _value(result, key))
    return tuple(
        Place(value, _number(value), _group(((key, value),), by_value[value], measure))
        for value in sorted(by_value, key=_ordering(by_value))
    )


def _ordering(values: Iterable[str]) -> Callable[[str], tuple[float, int]]:
    """Return a key that sorts these values: as numbers where all are, else as they come."""
    places = {value: place for place, value in enumerate(values)}
    numbers = {value: _number(value) for value in places}
    as_numbers = all(value is not None for value in numbers.values())

    def order(value: str) -> tuple[float, int]:
        found = numbers[value]
        return (found if as_numbers and found is not None else 0.0, places[value])

    return order


def _mean_curve(label: str, found: Sequence[TrialResult], measure: Measure) -> MeanCurve | None:
    curves = [points for each in found if each.finished and (points := _points(each.curve, measure))]
    if not curves:
        return None
    first = max(points[0][0] for points in curves)
    last = max(points[-1][0] for points in curves)
    epochs = np.unique(np.linspace(first, max(first, last), _MOST_EPOCHS))
    # Before `first` not all of them have a value; after its own end a training is as it was.
    values = np.stack([np.interp(epochs, *np.array(points).T) for points in curves])
    exponents = np.frexp(np.abs(values).max(axis=0))[1]  # as in `spread_of`
    units = np.ldexp(values, -exponents)
    std = np.ldexp(units.std(axis=0, ddof=1), exponents) if len(curves) > 1 else np.zeros(len(epochs))
    means = np.ldexp(units.mean(axis=0), exponents)
    at, mean, spread = (tuple(map(float, column)) for column in (epochs, means, std))
    return MeanCurve(label, at, mean, spread, len(curves), len(found))


def _points(curve: Iterable[CurvePoint], measure: Measure) -> list[tuple[float, float]]:
    found = ((point.epoch, getattr(point, measure.value)) for point in curve)
    return [(epoch, value) for epoch, value in found if value is not None]
