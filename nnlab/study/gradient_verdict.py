"""What a check of gradients says: whether back-propagation is right, and what a step size spoils."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from nnlab.engine.arrays import Booleans
from nnlab.study.gradient_check import USUAL_EPSILON, Differences
from nnlab.study.gradient_evidence import BEYOND_DOUBT, Evidence, weigh

# In float64 a central difference at ε = 1e-5 is off by some ε² = 1e-10 for its truncation and u/ε = 1e-11 for its
# rounding; three decades above both are room for curvature and for sums of many terms.
AGREEMENT = 1e-7
LARGEST_SUM = 1e4  # |Z| up to which a numeric gradient can contradict; of inputs from 0 to 255 it is hundreds
COARSEST = 1e-3  # where numeric gradients are too noisy for AGREEMENT, three digits must agree at least

# Enough step sizes to tell a wrong gradient, which is wrong at every ε, from an unlucky ε.
FEW_STEPS: tuple[float, ...] = (1e-3, 1e-4, USUAL_EPSILON, 1e-6, 1e-7)


class Verdict(Enum):
    """Whether back-propagated and numeric gradients are the same."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    UNCLEAR = "cannot tell"


class Doubt(Enum):
    """Why it cannot be told."""

    NONE = "none"
    TRUNCATION = "truncation"  # ε is too large: the curve bends on the way
    ROUNDING = "rounding"  # ε is too small: the two losses differ in their last digits only
    KINKS = "kinks"  # every step comes over a kink
    NOISE = "noise"  # at no ε is the numeric gradient sure enough of itself


@dataclass(frozen=True, eq=False)
class GradientLadder:
    """The differences for several step sizes, from the largest ε down, of one study.

    Nothing is concluded from none at all.
    """

    steps: tuple[Differences, ...]

    @classmethod
    def of(cls, steps: Sequence[Differences]) -> "GradientLadder":
        """Return the ladder of `steps`, given in any order."""
        return cls(tuple(sorted(steps, key=lambda step: -step.epsilon)))

    def at(self, epsilon: float) -> Differences | None:
        """Return the differences for `epsilon`, if that step size was tried."""
        return next((step for step in self.steps if step.epsilon == epsilon), None)

    @cached_property
    def best(self) -> Differences:
        """The step size at which the gradients have most digits in common; the larger ε of equals.

        One with errors above COARSEST comes after all others. A parameter that comes over a kink has no digit, and
        digits beyond AGREEMENT do not make up for it: a step is not better for leaving out what disagrees.
        """
        return max(self.steps, key=_worth)

    @cached_property
    def evidence(self) -> Evidence:
        """What the step sizes together say of each parameter."""
        return weigh(self.steps)

    @cached_property
    def conclusion(self) -> tuple[Verdict, Doubt]:
        """What all step sizes together say, and why they cannot if they cannot.

        Every parameter is judged by the step size at which its numeric gradient is surest of itself: it is wrong when
        its error is far more than that one is unsure, and right when it is not, down to COARSEST. Parameters that
        come over a kink at every step size are not judged.
        """
        evidence = self.evidence
        if self.wrong.any():
            return Verdict.DISAGREES, Doubt.NONE
        if not evidence.judged.any():
            return Verdict.UNCLEAR, Doubt.KINKS
        if (evidence.relative_error[evidence.judged] > COARSEST).any():
            return Verdict.UNCLEAR, Doubt.NOISE
        return Verdict.AGREES, Doubt.NONE

    @cached_property
    def wrong(self) -> Booleans:
        """The parameters (n,) whose back-propagated gradient is wrong beyond doubt.

        There is doubt about all of them where sums are so large that any step saturates or explodes something: numeric
        gradients may then agree with each other for every ε, and all be wrong.
        """
        evidence = self.evidence
        if any(not step.largest_sum <= LARGEST_SUM for step in self.steps):
            return np.zeros(len(evidence.judged), dtype=np.bool_)
        beyond: Booleans = evidence.relative_error > np.maximum(AGREEMENT, BEYOND_DOUBT * evidence.unsure)
        return beyond & evidence.judged

    @property
    def most_wrong(self) -> int | None:
        """The number of the wrong parameter with the largest relative error; None where none is wrong."""
        if not self.wrong.any():
            return None
        return int(np.where(self.wrong, self.evidence.relative_error, -1.0).argmax())

    @property
    def not_judged(self) -> int:
        """How many parameters come over a kink at every step size."""
        return int((~self.evidence.judged).sum()) if self.steps else 0

    @property
    def limit(self) -> float:
        """The largest relative error at which a step size agrees: AGREEMENT, or what is within reach of the best."""
        if self.conclusion[0] is Verdict.AGREES:
            return max(AGREEMENT, BEYOND_DOUBT * self.best.max_relative_error)
        return AGREEMENT

    def judge(self, step: Differences) -> tuple[Verdict, Doubt]:
        """Return what one step size says in the light of the ladder, and why it cannot if it cannot.

        `step` is of the same study, but need not be one of the ladder: one that somebody asked for is judged by it
        and has no part in its conclusion.
        """
        if self.conclusion[0] is not Verdict.AGREES:
            return self.conclusion
        if step.max_relative_error <= self.limit:
            return Verdict.AGREES, Doubt.NONE
        if step.crosses.all():
            return Verdict.UNCLEAR, Doubt.KINKS
        return Verdict.UNCLEAR, Doubt.TRUNCATION if step.epsilon > self.best.epsilon else Doubt.ROUNDING


def _worth(step: Differences) -> tuple[bool, float, float]:
    """Return what makes a step size better than others, what counts most first."""
    largest = step.max_relative_error
    errors = np.where(step.crosses, 1.0, np.clip(step.relative_error, AGREEMENT, 1.0))
    return largest <= COARSEST, float(-np.log10(errors).mean()), -np.nan_to_num(largest, nan=np.inf)
