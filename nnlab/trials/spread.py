"""Mean and standard deviation, as they are told wherever a ± stands."""

import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """`count` numbers: their mean, standard deviation (with n - 1; None of one, which has none), least and largest."""

    mean: float
    std: float | None
    low: float
    high: float
    count: int

    @property
    def ends(self) -> tuple[float, float]:
        """Mean − and + one standard deviation; beyond what the measure can be where few numbers lie far apart.

        Of one number both are that number.
        """
        std = self.std or 0.0
        return self.mean - std, self.mean + std


def spread_of(values: Iterable[float | None]) -> Spread | None:
    """Return the spread of those values that are there, or None where none is."""
    there = [value for value in values if value is not None]
    if not there:
        return None
    # In units of the next power of two, which loses no digit: the square of a large loss would be beyond all numbers.
    exponent = math.frexp(max(map(abs, there)))[1]
    units = [math.ldexp(value, -exponent) for value in there]
    # The sum of fsum does not depend on the order in which results came.
    mean = min(max(math.fsum(units) / len(units), min(units)), max(units))
    std = None
    if len(units) > 1:
        squares = math.fsum((value - mean) ** 2 for value in units)
        std = _times_power(math.sqrt(squares / (len(units) - 1)), exponent)
    return Spread(_times_power(mean, exponent), std, min(there), max(there), len(there))


def _times_power(value: float, exponent: int) -> float:
    """Return `value` times two to the `exponent`; the largest number there is where that is beyond all."""
    try:
        return math.ldexp(value, exponent)
    except OverflowError:
        return math.copysign(sys.float_info.max, value)
