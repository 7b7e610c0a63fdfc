"""How the numbers of a matrix are written so that they stand in columns: one way for all cells of a matrix."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.words.numbers import MINUS, format_fixed, format_number
from nnlab.study.small_digits import raised

MOST_DECIMALS = 16
_LARGEST_FIXED = 1e6
_MANTISSA_DECIMALS = 3
_EPS = float(np.finfo(np.float64).eps)
_PROBED = 8  # rows and columns


@dataclass(frozen=True, slots=True)
class Notation:
    """Digits after the point; with a power of ten if `scientific`; and what the longest number needs.

    `whole` digits before the point, a minus sign if `negative`, exponents between those of `exponents`.
    """

    decimals: int
    scientific: bool = False
    whole: int = 1
    negative: bool = False
    exponents: tuple[int, int] = (0, 0)

    @property
    def room(self) -> tuple[int, bool, int, bool, int]:
        """All that the room of a number depends on."""
        longest = max(len(str(power)) for power in self.exponents)
        return self.decimals, self.scientific, self.whole, self.negative, longest

    @property
    def longest_head(self) -> str:
        """The longest text before the point."""
        return (MINUS if self.negative else "") + "0" * self.whole

    @property
    def possible_tails(self) -> tuple[str, ...]:
        """Texts after the whole digits, of which one is the longest."""
        if not self.scientific:
            return (f".{'0' * self.decimals}" if self.decimals else "",)
        return tuple(spell(10.0**power, self).tail for power in self.exponents)


class Spelled(NamedTuple):
    """A number in two halves that meet before the decimal point, which is where columns align."""

    head: str
    tail: str

    @property
    def text(self) -> str:
        """The whole number."""
        return self.head + self.tail


def notation_of(values: NDArray[np.floating], decimals: int) -> Notation:
    """Return how the numbers of a matrix are written with at most `decimals` digits after the point.

    Fewer digits are used if they are all that the numbers have: a matrix of 0.15 and 0.2 is written with two. What
    would be zero everywhere, and what is too long, is written with powers of ten.
    """
    decimals = max(min(decimals, MOST_DECIMALS), 0)
    negative = bool((values < 0).any())
    finite = _finite(values)
    if not finite.size:
        return Notation(0, negative=negative)
    largest = float(max(finite.max(), -finite.min()))
    if largest == 0.0:
        return Notation(0, negative=negative)
    if largest >= _LARGEST_FIXED or largest < 10.0**-decimals < 1.0:
        smallest = float(np.abs(finite[finite != 0]).min())
        mantissa = min(decimals, _MANTISSA_DECIMALS)
        # With room for two digits below zero: the numbers of the next step may be smaller yet.
        powers = (min(_power_of(smallest, mantissa), -10), _power_of(largest, mantissa))
        return Notation(mantissa, True, negative=negative, exponents=powers)
    needed = _needed_decimals(finite, decimals)
    whole = len(f"{largest:.{needed}f}".split(".")[0])
    return Notation(needed, whole=whole, negative=negative)


def _finite(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return the finite numbers of a matrix: itself where all of them are, for it may be large."""
    return values if _all_finite(values) else values[np.isfinite(values)]


def _all_finite(values: NDArray[np.floating]) -> bool:
    return bool(values.size and np.isfinite(values.min()) and np.isfinite(values.max()))


def spell(value: float, notation: Notation) -> Spelled:
    """Return a number as its matrix writes it; what rounds to zero is a plain '0', infinity '∞', nan '—'."""
    if not math.isfinite(value):
        return Spelled(format_number(value), "")
    if value == 0:
        return Spelled("0", "")
    if notation.scientific:
        text = format_scientific(value, notation.decimals)
    else:
        text = format_fixed(value, notation.decimals)
        if not text.strip("0."):
            return Spelled("0", "")
    begin = 1 if text.startswith(MINUS) else 0
    end = begin + next((i for i, sign in enumerate(text[begin:]) if sign in ".·"), len(text) - begin)
    return Spelled(text[:end], text[end:])


def number_alone(value: float, decimals: int) -> str:
    """Return one number as it is written by itself, with at most so many digits after the point.

    It is the notation of a matrix of this one number; formulas have thousands of them, for which arrays are too slow.
    """
    decimals, size = max(min(decimals, MOST_DECIMALS), 0), abs(value)
    if not math.isfinite(value) or size == 0.0:
        notation = Notation(0)
    elif size >= _LARGEST_FIXED or size < 10.0**-decimals < 1.0:
        notation = Notation(min(decimals, _MANTISSA_DECIMALS), scientific=True)
    else:
        notation = Notation(next((d for d in range(decimals) if _is_written(size, d)), decimals))
    return spell(value, notation).text


def _is_written(value: float, decimals: int) -> bool:
    """Return whether so many digits write a number as it is, but for its last bits."""
    scaled = value * 10.0**decimals
    return abs(scaled - round(scaled)) <= 4 * _EPS * max(scaled, _EPS)


def format_scientific(value: float, decimals: int) -> str:
    """Return a finite number, not zero, as '1.20·10⁻⁵', whatever its magnitude."""
    mantissa, exponent = f"{value:.{decimals}e}".split("e")
    return f"{mantissa.replace('-', MINUS)}·10{raised(int(exponent))}"


def _power_of(magnitude: float, decimals: int) -> int:
    return int(f"{magnitude:.{decimals}e}".split("e")[1])


def _needed_decimals(values: NDArray[np.floating], limit: int) -> int:
    """Return the fewest digits, at most `limit`, that write all `values` as they are, but for the last bits."""
    probe = values[:_PROBED, :_PROBED] if values.ndim == 2 else values[:_PROBED]
    start = _fewest(probe, 0, limit)  # most matrices need all digits, and a few of their numbers say so
    return start if start == limit else _fewest(values, start, limit)


def _fewest(values: NDArray[np.floating], start: int, limit: int) -> int:
    eps = float(np.finfo(values.dtype).eps)
    exact = values.astype(np.float64)
    for decimals in range(start, limit):
        scaled = exact * 10.0**decimals
        if bool((np.abs(scaled - np.rint(scaled)) <= 4 * eps * np.maximum(np.abs(scaled), eps)).all()):
            return decimals
    return limit
