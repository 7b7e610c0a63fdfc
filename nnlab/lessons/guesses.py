"""Guess before you run: what a learner expects, kept until the result is there, and then laid beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal, TypeAlias

import numpy as np

from nnlab.engine import MAX_UNITS
from nnlab.engine.arrays import Floats
from nnlab.lessons.checks import Check
from nnlab.lessons.facts import LessonFacts
from nnlab.lessons.known import require_whole, require_word
from nnlab.lessons.presets import Text

NumberOf: TypeAlias = Literal["epoch", "loss", "accuracy", "unseen_accuracy", "answer"]
Points: TypeAlias = tuple[tuple[float, float], ...]

MOST_POINTS = 64
MOST_GUESSED = 1e12  # a number that is guessed, whatever its sign
_LOWEST, _HIGHEST = 1e-12, 1e12  # of the pad for a curve
_CLOSE, _NEAR = (
    0.08,
    0.2,
)  # mean distance of a curve, in heights of the pad; none that is drawn is the curve itself
_CLOSE_SHARE, _NEAR_SHARE = 0.1, 0.5  # distance of a number, as a share of the true one
_NEAR_TOLERANCES = 3.0  # distance of a number whose author says how far off is still right
_SHOWN_DIGITS = 3  # of a number that is no whole one


class Nearness(Enum):
    """How a guess and the result lie to each other. None of them is a mark: a surprise teaches most."""

    SPOT_ON = "spot on"
    CLOSE = "close"
    NEAR = "near"
    SURPRISE = "surprise"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that may be expected; it is what happened where the check `when` holds after the run."""

    key: str
    text: Text
    when: Check | None = None


@dataclass(frozen=True, slots=True)
class ChoiceGuess:
    """One of two to six options. `answer` is the key of the right one, unless the options' checks find it.

    The first option whose check holds is what happened. `reveal` says why, when guess and result are there.
    """

    question: Text
    options: tuple[Option, ...]
    answer: str | None = None
    reveal: Text | None = None

    def __post_init__(self) -> None:
        keys = [option.key for option in self.options]
        if not 2 <= len(keys) <= 6:
            raise ValueError("a choice has two to six options")
        for key in keys:
            require_word("the key of an option", key)
        if len(set(keys)) != len(keys):
            raise ValueError("the options of a choice have keys of their own")
        if self.answer is not None and self.answer not in keys:
            raise ValueError(f"answer is the key of one of the options: {', '.join(keys)}")
        if self.answer is None and all(option.when is None for option in self.options):
            raise ValueError("give answer, or when for the options")

    def happened(self, facts: LessonFacts) -> str | None:
        """Return the key of the option that is what happened, or None where none of them is."""
        if self.answer is not None:
            return self.answer
        return next((o.key for o in self.options if o.when is not None and o.when.holds(facts)), None)


@dataclass(frozen=True, slots=True)
class SketchGuess:
    """A loss curve drawn by hand over `epochs` passes, from `low` to `high` on a logarithmic axis."""

    question: Text
    epochs: int
    low: float
    high: float
    reveal: Text | None = None

    def __post_init__(self) -> None:
        require_whole("epochs", self.epochs, least=2)
        if not (self.low >= _LOWEST and 2.0 * self.low <= self.high <= _HIGHEST):
            raise ValueError(
                f"low and high are numbers above 0 from {_LOWEST:g} to {_HIGHEST:g}, high at least twice low"
            )


@dataclass(frozen=True, slots=True)
class NumberGuess:
    """A number: that of the run which `of` names, or `answer`. With 'answer', of output `output` (from 1).

    `tolerance` is how far off still is right, where that is not the rounding in which numbers are shown.
    """

    question: Text
    of: NumberOf | None = None
    answer: float | None = None
    output: int = 1
    reveal: Text | None = None
    tolerance: float | None = None

    def __post_init__(self) -> None:
        if (self.of is None) == (self.answer is None):
            raise ValueError("give either of or answer")
        require_whole("output", self.output, most=MAX_UNITS)
        if self.answer is not None and not abs(self.answer) <= MOST_GUESSED:
            raise ValueError(f"answer is a number from -{MOST_GUESSED:g} to {MOST_GUESSED:g}")
        if self.tolerance is not None and not 0.0 <= self.tolerance <= MOST_GUESSED:
            raise ValueError(f"tolerance is a number from 0 to {MOST_GUESSED:g}")

    def happened(self, facts: LessonFacts) -> float | None:
        """Return the true number, or None where there is none."""
        match self.of:
            case None:
                return self.answer
            case "epoch":
                return float(facts.epoch)
            case "loss":
                return facts.loss
            case "accuracy":
                return facts.accuracy
            case "unseen_accuracy":
                return facts.unseen_accuracy
            case "answer":
                place = self.output - 1
                return float(facts.answer[place]) if 0 <= place < len(facts.answer) else None


Guess: TypeAlias = ChoiceGuess | SketchGuess | NumberGuess
GUESSES: dict[str, type[Guess]] = {"choice": ChoiceGuess, "sketch": SketchGuess, "number": NumberGuess}
Guessed: TypeAlias = str | float | Points  # the key of an option, a number, or the points of a curve


def curve_points(epochs: Floats, losses: Floats, guess: SketchGuess) -> Points:
    """Return a loss curve (n,), (n,) as points of the pad: x and y from 0 to 1, y upwards on the logarithmic axis.

    What lies outside is put on the rim, a loss that is no number on the upper one; what comes after `epochs` is left
    out. At most MOST_POINTS are returned.
    """
    inside = np.asarray(epochs) <= guess.epochs
    x = np.asarray(epochs, dtype=np.float64)[inside] / guess.epochs
    with np.errstate(all="ignore"):
        heights = np.log10(np.asarray(losses, dtype=np.float64)[inside] / guess.low)
    y = np.clip(
        np.nan_to_num(heights / (math.log10(guess.high) - math.log10(guess.low)), nan=1.0, posinf=1.0),
        0.0,
        1.0,
    )
    if len(x) > MOST_POINTS:
        places = np.unique(np.linspace(0, len(x) - 1, MOST_POINTS).round().astype(int))
        x, y = x[places], y[places]
    return tuple((float(a), float(b)) for a, b in zip(x, y, strict=True))


def distance(sketch: Sequence[tuple[float, float]], real: Sequence[tuple[float, float]]) -> float | None:
    """Return the mean vertical distance of two curves over the x they share, in heights of the pad, or None.

    On a logarithmic axis that is how many times too high or too low the guess is on average, whatever the scale.
    """
    if len(sketch) < 2 or len(real) < 2:
        return None
    (ax, ay), (bx, by) = (np.array(sorted(curve)).T for curve in (sketch, real))
    low, high = max(ax[0], bx[0]), min(ax[-1], bx[-1])
    if high <= low:
        return None
    x = np.linspace(low, high, 101)
    return float(np.abs(np.interp(x, ax, ay) - np.interp(x, bx, by)).mean())


def nearness_of_curves(
    sketch: Sequence[tuple[float, float]], real: Sequence[tuple[float, float]]
) -> Nearness | None:
    """Return how a sketch and the curve that came lie to each other, or None where they cannot be compared."""
    apart = distance(sketch, real)
    if apart is None:
        return None
    return Nearness.CLOSE if apart <= _CLOSE else Nearness.NEAR if apart <= _NEAR else Nearness.SURPRISE


def nearness_of_numbers(guessed: float, true: float, tolerance: float | None = None) -> Nearness:
    """Return how a guessed number and the true one lie to each other: spot on where one reads the same of both.

    With a `tolerance` what is farther off is right no more, and soon not even near: a slip of thought may cost less
    than a tenth.
    """
    if not math.isfinite(true):
        return Nearness.SURPRISE
    apart = abs(guessed - true)
    if tolerance is not None:
        if apart <= tolerance:
            return Nearness.SPOT_ON
        return Nearness.CLOSE if apart <= _NEAR_TOLERANCES * tolerance else Nearness.SURPRISE
    if apart <= _half_a_digit(true):
        return Nearness.SPOT_ON
    share = apart / max(abs(true), 1e-9)
    if share <= _CLOSE_SHARE:
        return Nearness.CLOSE
    return Nearness.NEAR if share <= _NEAR_SHARE else Nearness.SURPRISE


def _half_a_digit(value: float) -> float:
    """Return half of the last digit that is shown of a number: of three, but never less than whole ones.

    >>> _half_a_digit(0.3667), _half_a_digit(27702.0)
    (0.0005, 0.5)
    """
    if value == 0.0:
        return 0.0
    last = math.floor(math.log10(abs(value))) - (_SHOWN_DIGITS - 1)
    return 0.5 * 10.0 ** min(last, 0) * (1.0 + 1e-9)
