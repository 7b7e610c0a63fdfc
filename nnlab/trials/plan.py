"""What a sweep varies: axes of settings, seeds, and the trials that come of them, by grid or drawn at random."""

import itertools
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from nnlab.data.splits import MOST_FOLDS
from nnlab.engine import EngineError
from nnlab.engine.config import MAX_SEED
from nnlab.engine.seeds import Stream, generator
from nnlab.engine.specs import check_count
from nnlab.project import ProjectState
from nnlab.project.runs import RunLog
from nnlab.project.settings import SEPARATOR, canonical_key, with_settings
from nnlab.project.spoken import number, shown, whole_number

MOST_TRIALS = 10_000
MOST_AXES = 12
_TRIES = 20  # draws for each setting that is wanted, until enough different ones have come
_DIGITS = 3  # of a number that is drawn: nobody reads more, and what is read is what was used
# Keys whose numbers are whole: the key decides, however the ends of a range are spelled.
_WHOLE = frozenset({"hidden", "depth", "batch_size", "epochs", "samples", "classes", "data_seed"})
_NUMBER = r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?"
_RANGE = re.compile(rf"({_NUMBER}?)\.\.({_NUMBER})|log\(\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\)")

Settings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """A setting that is varied: its `key`, in full, and the values that it takes, as they would be typed.

    At random a value may be a range as well: '4..32', or 'log(0.001, 1)' with decades equally likely.
    Raises EngineError for an unknown key, or values that are none or the same.
    """

    key: str
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", canonical_key(self.key))
        values = tuple(value.strip() for value in self.values)
        object.__setattr__(self, "values", values)
        if not values or not all(values):
            raise EngineError(f"{self.key} needs a value or several, like {self.key}=A,B, and none is empty.")
        meant = [_meant(self.key, value) for value in values]
        for place, value in enumerate(values):
            if meant[place] in meant[:place]:
                first = values[meant.index(meant[place])]
                known = "" if value == first else f", once written {shown(first)}"
                raise EngineError(
                    f"{self.key} has the value {shown(value)} twice{known}. Remove one of them."
                )

    @classmethod
    def parsed(cls, text: str) -> "Axis":
        """Return the axis that `text` spells: 'learning_rate=0.01,0.1'. Values that hold commas are parted by ';'.

        >>> Axis.parsed("activations=relu,sigmoid;tanh,sigmoid").values
        ('relu,sigmoid', 'tanh,sigmoid')
        """
        key, equals, values = text.partition("=")
        if not equals:
            raise EngineError(
                f"an axis is written KEY=A,B,C, like learning_rate=0.01,0.1, but {shown(text)} was given."
            )
        parts = values.split(";") if ";" in values else SEPARATOR.split(values)
        return cls(key, tuple(parts))

    @property
    def ranges(self) -> "tuple[Range, ...]":
        """The ranges among the values."""
        found = (Range.parsed(self.key, value) for value in self.values)
        return tuple(range_ for range_ in found if range_ is not None)


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, both included, of which one is drawn; with `log` decades are equally likely."""

    low: float
    high: float
    log: bool
    whole: bool

    @classmethod
    def parsed(cls, key: str, text: str) -> "Range | None":
        """Return the range that `text` spells, or None where it is a plain value.

        Raises EngineError for a range whose ends are wrong.
        """
        match = _RANGE.fullmatch(text)
        if match is None:
            return None
        log = match[3] is not None
        try:
            low, high = (number(end) for end in match.group(*((3, 4) if log else (1, 2))))
        except ValueError:
            raise EngineError(f"{key}: the ends of the range {shown(text)} must be numbers.") from None
        whole = key in _WHOLE
        if not (math.isfinite(low) and math.isfinite(high) and low < high) or (log and low <= 0):
            least = "from above 0 up" if log else "from low to high"
            raise EngineError(f"{key}: the range {shown(text)} must go {least}, like log(0.001, 1) or 4..32.")
        if whole and (low != int(low) or high != int(high)):
            raise EngineError(f"{key}: the ends of the range {shown(text)} must be whole numbers.")
        return cls(low, high, log, whole)

    def drawn(self, rng: np.random.Generator) -> str:
        """Return a number of the range as it would be typed."""
        if self.log:
            drawn = math.exp(rng.uniform(math.log(self.low), math.log(self.high)))
        elif self.whole:
            return str(int(rng.integers(int(self.low), int(self.high), endpoint=True)))
        else:
            drawn = rng.uniform(self.low, self.high)
        value = round(drawn) if self.whole else float(f"{drawn:.{_DIGITS}g}")
        return f"{min(max(value, self.low), self.high):.{16 if self.whole else 6}g}"


def _meant(key: str, value: str) -> int | float | str | Range:
    """Return what tells two values apart, however they are spelled: '0.1' and '1e-1' are one, as '4..8' and '4..8.0'.

    >>> _meant("learning_rate", "0.10")
    0.1
    """
    for read in (whole_number, number):  # whole ones first: a seed may have more digits than a float
        try:
            found = read(value)
        except ValueError:
            continue
        return value if math.isnan(found) else found
    return Range.parsed(key, value) or ",".join(part.strip() for part in SEPARATOR.split(value)).lower()


@dataclass(frozen=True, slots=True)
class Fold:
    """Which samples a trial leaves out of its training: those of fold `number`, from 0, of `count`, drawn by `seed`."""

    number: int
    count: int
    seed: int = 0
    stratified: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """One training of a sweep: its place in it, the settings that differ from the base, the seed, and the fold."""

    index: int
    settings: Settings
    seed: int
    fold: Fold | None = None

    def state(self, base: ProjectState) -> ProjectState:
        """Return the untrained project that the trial begins with. Raises EngineError, one sentence.

        Of one seed all trials whose layers are the same start with the same weights: those are drawn from the seed
        alone.
        """
        return with_settings(base, self.settings, seed=self.seed)


@dataclass(frozen=True, slots=True)
class SweepPlan:
    """What is tried: every combination of the axes' values, or `count` of them drawn at random; each with all seeds.

    `draw_seed` draws the random ones. Raises EngineError for what cannot be tried.
    """

    axes: tuple[Axis, ...]
    seeds: tuple[int, ...]
    mode: Literal["grid", "random"] = "grid"
    count: int = 0
    draw_seed: int = 0

    def __post_init__(self) -> None:
        keys = [axis.key for axis in self.axes]
        for key in keys:
            if keys.count(key) > 1:
                raise EngineError(f"{key} is varied twice. Give all its values at once.")
        if len(self.axes) > MOST_AXES:
            raise EngineError(f"at most {MOST_AXES} settings can be varied, but {len(self.axes)} were given.")
        if not self.seeds:
            raise EngineError("a sweep needs one seed at least.")
        for seed in self.seeds:
            check_count("a seed", seed, MAX_SEED, least=0)
        if len(set(self.seeds)) < len(self.seeds):
            raise EngineError("every seed of a sweep is used once. Remove those that occur twice.")
        check_count("the seed of the draw", self.draw_seed, MAX_SEED, least=0)
        if self.mode == "random":
            check_count("the number of random settings", self.count, MOST_TRIALS)
            if not self.axes:
                raise EngineError("give the settings to draw, like learning_rate=log(0.001, 1).")
        elif self.mode != "grid":
            raise EngineError(f"a sweep goes by 'grid' or 'random', but {self.mode!r} was given.")
        elif any(axis.ranges for axis in self.axes):
            axis = next(axis for axis in self.axes if axis.ranges)
            raise EngineError(
                f"{axis.key}={axis.values[0]} is a range, of which values are drawn at random: say how many, or write "
                "the values."
            )
        for axis in self.axes:
            _ = axis.ranges  # says what is wrong with them
        if self.size > MOST_TRIALS:
            raise EngineError(
                f"that would be {self.size:,} runs, and a sweep has at most {MOST_TRIALS:,}. Take fewer values or "
                "seeds, or draw some at random."
            )

    @property
    def size(self) -> int:
        """How many trials there are; at random the most there can be."""
        settings = self.count if self.mode == "random" else math.prod(len(axis.values) for axis in self.axes)
        return settings * len(self.seeds)


@dataclass(frozen=True, slots=True)
class FoldsPlan:
    """Cross-validation: `count` trainings, each of which leaves out one fold of the samples and is judged by it.

    `seed` deals out the samples, `stratified` so that every fold has each class in its share; `settings` hold for all
    of them. Every training begins with the weights of the same `start_seed`. Raises EngineError for what cannot be.
    """

    count: int = 5
    seed: int = 0
    stratified: bool = True
    start_seed: int = 0
    settings: Settings = ()

    def __post_init__(self) -> None:
        check_count("the number of folds", self.count, MOST_FOLDS, least=2)
        for seed in (self.seed, self.start_seed):
            check_count("a seed", seed, MAX_SEED, least=0)
        settings = tuple((canonical_key(key), value.strip()) for key, value in self.settings)
        object.__setattr__(self, "settings", settings)


Plan: TypeAlias = SweepPlan | FoldsPlan


def trials(plan: Plan) -> tuple[Trial, ...]:
    """Return the trials of `plan`; equal plans give equal trials.

    Of a sweep seeds change fastest, the first axis slowest. At random no settings come twice, so that there are fewer
    trials than asked for where there are not enough.
    """
    if isinstance(plan, FoldsPlan):
        parts = (Fold(number, plan.count, plan.seed, plan.stratified) for number in range(plan.count))
        return tuple(Trial(part.number, plan.settings, plan.start_seed, part) for part in parts)
    settings = _drawn(plan) if plan.mode == "random" else _grid(plan)
    pairs = itertools.product(settings, plan.seeds)
    return tuple(Trial(index, chosen, seed) for index, (chosen, seed) in enumerate(pairs))


def _grid(plan: SweepPlan) -> Iterable[Settings]:
    columns = ([(axis.key, value) for value in axis.values] for axis in plan.axes)
    return itertools.product(*columns)


def _drawn(plan: SweepPlan) -> Iterable[Settings]:
    rng = generator(plan.draw_seed, Stream.TRIALS)
    found: dict[tuple[object, ...], Settings] = {}  # in the order in which they came
    for _ in range(plan.count * _TRIES):
        if len(found) == plan.count:
            break
        drawn = tuple((axis.key, _value(axis, rng)) for axis in plan.axes)
        # The range 0..1 may draw what is written beside it in other digits.
        found.setdefault(tuple(_meant(*setting) for setting in drawn), drawn)
    return found.values()


def _value(axis: Axis, rng: np.random.Generator) -> str:
    value = axis.values[int(rng.integers(len(axis.values)))]
    range_ = Range.parsed(axis.key, value)
    return value if range_ is None else range_.drawn(rng)


def check_plan(base: ProjectState, plan: Plan) -> None:
    """Raise EngineError, one sentence, where a value of an axis cannot be used, or a training would never end.

    Every value is tried by itself; what only some combinations cannot be, those trials say. Of ranges the ends are
    tried.
    """
    if isinstance(plan, FoldsPlan):
        _require_end(with_settings(base, plan.settings), plan.settings)
        return
    for axis in plan.axes:
        for value in axis.values:
            range_ = Range.parsed(axis.key, value)
            ends = (value,) if range_ is None else (_typed(range_.low), _typed(range_.high))
            for end in ends:
                _try(base, plan, (axis.key, end))
    if not plan.axes:
        _require_end(base, ())


def _typed(value: float) -> str:
    return f"{value:.16g}"


def _try(base: ProjectState, plan: SweepPlan, setting: tuple[str, str]) -> None:
    """Try one setting by itself; where it needs others that the plan varies, their first values help it."""
    alone: Settings = (setting,)
    others = tuple(
        (axis.key, axis.values[0]) for axis in plan.axes if axis.key != setting[0] and not axis.ranges
    )
    try:
        state = with_settings(base, alone)
    except EngineError:
        state = with_settings(base, (*others, setting))
    _require_end(state, alone)


def _require_end(state: ProjectState, settings: Settings) -> None:
    if not state.config.ends(state.dataset.task):
        told = "".join(f"with {key}={value} " for key, value in settings)
        raise EngineError(f"{told}training would never stop. Set epochs, or a loss at which to stop.")


def base_of(state: ProjectState) -> ProjectState:
    """Return what all trials of a sweep of `state` share: without its training, its runs, its notes and its graph.

    Of what a trial does not depend on nothing is left, so that a sweep is the same whatever else was done meanwhile.
    """
    return replace(with_settings(state, ()), notes="", graph=None, runs=RunLog())
