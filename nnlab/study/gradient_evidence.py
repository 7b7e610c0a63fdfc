"""What several step sizes together say of each parameter: the numeric gradient that is surest of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnlab.engine.arrays import Booleans, Floats
from nnlab.study.gradient_check import Differences

BEYOND_DOUBT = 10.0  # times what a numeric gradient is unsure of itself


@dataclass(frozen=True, eq=False, slots=True)
class Evidence:
    """For each of n parameters the step size whose numeric gradient is surest of itself, and what it finds.

    A parameter is `judged` where at least one of its steps stays on one side of every kink; of the others nothing
    here means anything. `epsilon`, `numeric` and `relative_error` are those of the chosen step sizes, and `unsure` is
    how far the numeric gradient may be off, relatively: infinite where a single step size speaks for a parameter.
    All are (n,).
    """

    epsilon: Floats
    numeric: Floats
    relative_error: Floats
    unsure: Floats
    judged: Booleans


def weigh(steps: Sequence[Differences]) -> Evidence:
    """Return the evidence of `steps`, one at least, from the largest ε down.

    The choice asks nothing of back-propagation, so that a wrong gradient cannot choose the step that suits it, and
    every parameter has its own, so that a step that takes most of them over kinks does not speak for the rest.
    """
    epsilon = np.array([step.epsilon for step in steps])
    crosses = np.stack([step.crosses for step in steps])
    found = np.stack([step.numeric for step in steps])
    numeric = np.where(np.isfinite(found), found, np.inf)
    grain = np.array([step.grain for step in steps])[:, np.newaxis] / epsilon[:, np.newaxis]
    off = np.maximum(grain, np.maximum(_apart(numeric, crosses), _contradicted(numeric, grain, crosses)))
    unsure = off / np.stack([step.scale for step in steps])
    unsure[~np.isfinite(unsure)] = np.inf
    doubt = np.where(crosses, np.inf, np.minimum(unsure, np.finfo(np.float64).max))
    chosen, all_of = doubt.argmin(axis=0), np.arange(crosses.shape[1])
    errors = np.stack([step.relative_error for step in steps])
    judged: Booleans = np.any(~crosses, axis=0)
    return Evidence(
        epsilon[chosen],
        found[chosen, all_of],
        errors[chosen, all_of],
        unsure[chosen, all_of],
        judged,
    )


def _apart(numeric: Floats, crosses: Booleans) -> Floats:
    """Return how far gradients (steps, n) are from those of the nearest steps that cross no kink, up and down.

    Without such a step on either side they are not sure at all.
    """
    distances = []
    for order in (slice(None), slice(None, None, -1)):
        nearest = np.full(numeric.shape[1], np.nan)
        distance = np.empty_like(numeric)
        for row, values, over in zip(distance[order], numeric[order], crosses[order], strict=True):
            with np.errstate(invalid="ignore"):
                np.abs(values - nearest, out=row)
            nearest = np.where(over, nearest, values)
        distances.append(distance)
    apart: Floats = np.fmax(*distances)
    apart[np.isnan(apart)] = np.inf
    return apart


def _contradicted(numeric: Floats, grain: Floats, crosses: Booleans) -> Floats:
    """Return how far gradients (steps, n) are outside what every smaller step allows, its rounding granted.

    Truncation only shrinks with the step. Where a large step runs into saturation on both sides, several of its
    neighbours find the same wrong gradient, 0; the smaller ones do not.
    """
    says = ~crosses & np.isfinite(numeric) & np.isfinite(grain)
    with np.errstate(invalid="ignore"):
        lowest = np.where(says, numeric - BEYOND_DOUBT * grain, -np.inf)
        highest = np.where(says, numeric + BEYOND_DOUBT * grain, np.inf)
        lowest = np.maximum.accumulate(lowest[::-1])[::-1]
        highest = np.minimum.accumulate(highest[::-1])[::-1]
        outside: Floats = np.maximum(lowest - numeric, numeric - highest)
    return np.maximum(outside, 0.0)
