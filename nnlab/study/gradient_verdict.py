"""What a check of gradients says: whether back-propagation is right, and what a step size spoils."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from nnlab.engine.arrays import Booleans, Floats
from nnlab.study.gradient_check import USUAL_EPSILON, Differences

# In float64 a central difference at ε = 1e-5 is off by some ε² = 1e-10 for its truncation and u/ε = 1e-11 for its
# rounding; three decades above both are room for curvature and for sums of many terms.
AGREEMENT = 1e-7
COARSEST = 1e-3  # where numeric gradients are too noisy for AGREEMENT, three digits must agree at least
_BEYOND_DOUBT = 10.0  # times what a numeric gradient is unsure of itself

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
        """The step size whose largest error away from kinks is least; the larger ε of equals."""
        return min(self.steps, key=lambda step: np.nan_to_num(step.max_relative_error, nan=np.inf))

    @cached_property
    def conclusion(self) -> tuple[Verdict, Doubt]:
        """What all step sizes together say, and why they cannot if they cannot.

        Gradients agree where at some ε no relative error is above AGREEMENT. Otherwise the step size decides whose
        numeric gradients are surest of themselves, which asks nothing of back-propagation: a gradient is wrong when
        its error is far more than the numeric one is unsure, and right when it is not, down to COARSEST.
        """
        if self.best.max_relative_error <= AGREEMENT:
            return Verdict.AGREES, Doubt.NONE
        step, _unsure, near = self._surest
        if self.wrong.any():
            return Verdict.DISAGREES, Doubt.NONE
        if near.all():
            return Verdict.UNCLEAR, Doubt.KINKS
        if (step.relative_error[~near] > COARSEST).any():
            return Verdict.UNCLEAR, Doubt.NOISE
        return Verdict.AGREES, Doubt.NONE

    @property
    def limit(self) -> float:
        """The largest relative error at which a step size agrees: AGREEMENT, or what is within reach of the best."""
        if self.conclusion[0] is Verdict.AGREES:
            return max(AGREEMENT, _BEYOND_DOUBT * self.best.max_relative_error)
        return AGREEMENT

    def judge(self, step: Differences) -> tuple[Verdict, Doubt]:
        """Return what one of the step sizes says in the light of the others, and why it cannot if it cannot."""
        if self.conclusion[0] is not Verdict.AGREES:
            return self.conclusion
        if step.max_relative_error <= self.limit:
            return Verdict.AGREES, Doubt.NONE
        if step.crosses.all():
            return Verdict.UNCLEAR, Doubt.KINKS
        return Verdict.UNCLEAR, Doubt.TRUNCATION if step.epsilon > self.best.epsilon else Doubt.ROUNDING

    @cached_property
    def wrong(self) -> Booleans:
        """The parameters (n,) whose back-propagated gradient is wrong beyond doubt."""
        step, unsure, near = self._surest
        beyond: Booleans = step.relative_error > np.maximum(AGREEMENT, _BEYOND_DOUBT * unsure)
        return beyond & ~near

    @cached_property
    def _surest(self) -> tuple[Differences, Floats, Booleans]:
        """The step size whose numeric gradients are surest, how unsure they are (n,), and which are near a kink."""
        judged = [(step, *self._unsure(index)) for index, step in enumerate(self.steps)]
        return min(judged, key=lambda one: float(np.minimum(one[1], 1.0).mean()))

    def _unsure(self, index: int) -> tuple[Floats, Booleans]:
        """Return how far a step's numeric gradients are from its neighbours', relatively, and which are near a kink.

        They are never surer than rounding allows, and without a neighbour they are not sure at all.
        """
        step = self.steps[index]
        unsure: Floats = step.grain / (step.epsilon * step.scale)
        near = step.crosses
        neighbours = [self.steps[i] for i in (index - 1, index + 1) if 0 <= i < len(self.steps)]
        if not neighbours:
            return np.full_like(unsure, np.inf), near
        for other in neighbours:
            with np.errstate(invalid="ignore"):
                apart = np.abs(step.numeric - other.numeric) / step.scale
            unsure = np.maximum(unsure, np.where(np.isfinite(apart), apart, np.inf))
            near = near | other.crosses
        return unsure, near
