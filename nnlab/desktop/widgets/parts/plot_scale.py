"""Ranges, ticks and thinning for curves. Arithmetic without Qt; no result is ever infinite or NaN."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.words.numbers import MINUS, format_count, format_fixed, format_number

_LARGEST = 1e300  # beyond it, differences of two values overflow
_LEAST_SPAN = 1e-290  # below it, parts of a span vanish
_FOOT = 0.14  # share of a logarithmic axis below its decades, at whose end stands zero


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of an axis, low < high; with `log` both are positive and decades are equally long.

    A logarithm has no place for zero. A scale with `zero` gives it the very foot, some way below the decades.
    """

    low: float
    high: float
    log: bool = False
    zero: bool = False

    def fractions(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return where `values` lie, 0 at low and 1 at high; NaN for what the scale cannot show."""
        values = np.asarray(values, dtype=np.float64)
        low, high = self.low, self.high
        is_zero = values == 0.0
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            if self.log:
                values, low, high = np.log10(values), math.log10(low), math.log10(high)
            result = (values - low) / (high - low)
            if self.zero:
                result = np.where(is_zero, 0.0, _FOOT + (1.0 - _FOOT) * result)
                values = np.where(is_zero, 0.0, values)
        return np.where(np.isfinite(values) & np.isfinite(result), result, np.nan)

    def value(self, fraction: float) -> float:
        """Return the value at a fraction of the axis, the inverse of `fractions`."""
        if self.zero:
            if fraction < _FOOT / 2:
                return 0.0
            fraction = max(fraction - _FOOT, 0.0) / (1.0 - _FOOT)
        if self.log:
            low, high = math.log10(self.low), math.log10(self.high)
            return float(10 ** (low + fraction * (high - low)))
        return self.low + fraction * (self.high - self.low)


def extremes(arrays: Iterable[NDArray[np.floating]], *, positive: bool = False) -> tuple[float, float] | None:
    """Return the smallest and largest finite (and, if asked, positive) value, or None if there is none."""
    lows, highs = [], []
    for values in arrays:
        usable = np.isfinite(values)
        if positive:
            usable &= values > 0
        if not usable.all():
            values = values[usable]
        if values.size:
            lows.append(float(values.min()))
            highs.append(float(values.max()))
    if not lows:
        return None
    low, high = (min(max(end, -_LARGEST), _LARGEST) for end in (min(lows), max(highs)))
    return low, high


def horizontal_scale(span: tuple[float, float] | None) -> Scale:
    """Return the scale of a growing x axis.

    It ends at the next number of two digits, so that it moves only now and then while a curve grows, and
    starts at zero if the data starts near it.
    """
    if span is None:
        return Scale(0.0, 1.0)
    low, high = span
    if 0 <= low <= 0.1 * high:
        low = 0.0
    if high - low < _LEAST_SPAN:
        high = low + max(1.0, abs(low) * 1e-6)
    step = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    return _wide_enough(low, low + math.ceil(round((high - low) / step, 6)) * step)


def linear_scale(span: tuple[float, float] | None) -> Scale:
    """Return the scale of a linear y axis: the data's range, out to the next ticks."""
    if span is None:
        return Scale(0.0, 1.0)
    low, high = span
    if high - low < _LEAST_SPAN:
        margin = abs(low) * 0.1 if abs(low) >= _LEAST_SPAN else 0.5
        low, high = low - margin, high + margin
    step = nice_step(high - low, 3)
    return _wide_enough(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step)


def has_zero(arrays: Iterable[NDArray[np.floating]]) -> bool:
    """Return whether any value is exactly zero: a loss can be, and has no place among powers of ten."""
    return any(bool((values == 0.0).any()) for values in arrays)


def log_scale(span: tuple[float, float] | None, *, zero: bool = False) -> Scale:
    """Return the scale of a logarithmic y axis over a positive range, out to the next tenth of a decade.

    With `zero` there is a place for it below.
    """
    if span is None:
        return Scale(0.1, 1.0, log=True, zero=zero)
    low, high = (math.log10(max(end, 1e-300)) for end in span)
    if high - low < 0.2:
        low, high = low - 0.1, high + 0.1
    low, high = math.floor(low * 10 - 0.3) / 10, math.ceil(high * 10 + 0.3) / 10
    return Scale(10.0 ** max(low, -300.0), 10.0 ** min(high, 300.0), log=True, zero=zero)


def _wide_enough(low: float, high: float) -> Scale:
    """Return a linear scale whose ends differ also where floating point numbers are far apart."""
    if high - low <= 1e-12 * max(abs(low), abs(high)):
        margin = max(abs(low), abs(high)) * 1e-6
        low, high = low - margin, high + margin
    return Scale(low, high)


def nice_step(span: float, count: int) -> float:
    """Return the step of 1, 2 or 5 times a power of ten that cuts `span` > 0 into at most about `count`."""
    raw = span / count
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1.0, 2.0, 5.0):
        if raw <= factor * power * (1 + 1e-9):
            return factor * power
    return 10.0 * power


def ticks_of(scale: Scale, count: int) -> tuple[float, ...]:
    """Return about `count` round values on a scale, and zero below them where it has its place."""
    ticks = (log_ticks if scale.log else linear_ticks)(scale.low, scale.high, count)
    return (0.0, *ticks) if scale.zero else ticks


def linear_ticks(low: float, high: float, count: int, *, whole: bool = False) -> tuple[float, ...]:
    """Return about `count` round values within low..high; with `whole` only whole numbers."""
    step = max(nice_step(high - low, count), 1.0 if whole else 0.0)
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return tuple(index * step for index in range(first, last + 1))


def log_ticks(low: float, high: float, count: int) -> tuple[float, ...]:
    """Return at most about `count` values within low..high: decades, or finer where there are too few.

    Finer ones are still evenly spread over the axis: even steps would crowd at its upper end.
    """
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    if last > first:
        for stride in (1, 2, 3, 5, 10, 20, 30, 50, 100, 200):
            powers = range(-(-first // stride) * stride, last + 1, stride)
            if len(powers) <= max(count, 3):
                break
        return tuple(10.0**power for power in powers)
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for factors in ((1, 2, 5), (1, 3), (1, 2, 3, 5)):
        steps = (factor * 10.0**power for power in powers for factor in factors)
        ticks = tuple(value for value in steps if low <= value <= high)
        if 2 <= len(ticks) <= max(count, 3):
            return ticks
    for cuts in (3, 4, 5):  # less than a third of a decade: five cuts leave at least two round values
        ticks = linear_ticks(low, high, cuts)
        if 2 <= len(ticks) <= count:
            break
    return ticks


def tick_texts(ticks: Sequence[float], *, percent: bool = False, log: bool = False) -> tuple[str, ...]:
    """Return the captions of ticks; evenly spaced ones (not `log`) all with the same decimals."""
    if percent:
        return tuple(f"{tick * 100:g}%".replace("-", MINUS) for tick in ticks)
    largest = max((abs(tick) for tick in ticks), default=0.0)
    step = ticks[1] - ticks[0] if len(ticks) > 1 and not log else 0.0
    if largest < 1e6 and step >= 1 and all(float(tick).is_integer() for tick in ticks):
        return tuple(format_count(int(tick)) for tick in ticks)
    if step >= 1e-4 and largest < 1e5:
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
        return tuple(format_fixed(tick, decimals) if abs(tick) > step / 2 else "0" for tick in ticks)
    return tuple(format_number(tick, trim=True) for tick in ticks)


def placed(
    x: NDArray[np.floating], y: NDArray[np.floating]
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return the points (x, y) whose x has a place on some axis: all, of any curve over epochs."""
    has_place = np.abs(x) <= _LARGEST
    return (x, y) if has_place.all() else (x[has_place], y[has_place])


def thin(
    x: NDArray[np.floating], y: NDArray[np.floating], columns: int
) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return at most 2·columns points that draw the same line as (x, y) on `columns` pixels.

    `x` ascends. Of every column the smallest and the largest y are kept, in the order in which the line
    runs; a column with nothing finite becomes a gap.
    """
    if len(x) <= 2 * columns:
        return x, y
    finite = np.isfinite(y)
    if not finite.all():
        y = np.where(finite, y, np.nan)
    starts = np.searchsorted(x, np.linspace(x[0], x[-1], columns + 1)[:-1])
    starts = starts[
        np.append(True, np.diff(starts) > 0)
    ]  # columns without points begin where the next one does
    ends = np.append(starts[1:], len(x)) - 1
    low, high = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    rises = y[ends] >= y[starts]
    thin_x, thin_y = np.empty(2 * len(starts)), np.empty(2 * len(starts))
    thin_x[::2], thin_x[1::2] = x[starts], x[ends]
    thin_y[::2], thin_y[1::2] = np.where(rises, low, high), np.where(rises, high, low)
    return thin_x, thin_y


def nearest_index(x: NDArray[np.floating], value: float) -> int:
    """Return the index of the entry of ascending `x` (not empty) that is nearest to `value`."""
    right = min(int(np.searchsorted(x, value)), len(x) - 1)
    left = max(right - 1, 0)
    return left if abs(x[left] - value) <= abs(x[right] - value) else right
