"""The curves of a training as drawings: loss on a logarithmic axis, accuracies, and what was changed on the way."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import History
from nnlab.export.exported import Exported
from nnlab.export.pictures import look
from nnlab.export.pictures.drawing import Circle, Drawing, Line, Point, Shape, Text, beside_each_other
from nnlab.export.words import Words, words_of
from nnlab.study.written_numbers import format_count, format_number

_WIDTH, _HEIGHT = 330.0, 230.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 16.0, 34.0, 34.0
_PLOT = (_WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM)
_MOST_MARKS = 12
_LARGEST = 1e300
_FOOT = 0.14  # share of a logarithmic axis below its decades, at whose end stands zero

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of numbers, low < high; with `log` both are positive and decades are equally long.

    With `zero` a logarithmic one has a place for 0 at its foot, below the decades.
    """

    low: float
    high: float
    log: bool = False
    zero: bool = False

    def places(self, values: Values) -> Values:
        """Return where `values` lie, 0 at low and 1 at high; NaN for what the axis cannot show."""
        low, high = self.low, self.high
        is_zero = values == 0.0
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            if self.log:
                values, low, high = np.log10(values), math.log10(low), math.log10(high)
            places = (values - low) / (high - low)
            if self.zero:
                places = np.where(is_zero, 0.0, _FOOT + (1.0 - _FOOT) * places)
        return np.where(np.isfinite(places), places, np.nan)

    def ticks(self, most: int) -> tuple[float, ...]:
        """Return at most about `most` round values on the axis, and 0 where it has its place."""
        if self.zero:
            return (0.0, *replace(self, zero=False).ticks(most))
        if self.log:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            if last > first:
                stride = -(-(last - first + 1) // most)
                return tuple(10.0**power for power in range(first, last + 1, stride))
            steps = (factor * 10.0**power for power in range(first - 1, last + 1) for factor in (1, 2, 5))
            ticks = tuple(step for step in steps if self.low <= step <= self.high * (1 + 1e-9))
            if len(ticks) > 1:
                return ticks
        step = _round_step((self.high - self.low) / most)
        first, last = math.ceil(self.low / step - 1e-6), math.floor(self.high / step + 1e-6)
        return tuple(at * step for at in range(first, last + 1))


def _round_step(least: float) -> float:
    """Return 1, 2 or 5 times a power of ten, `least` > 0 or more."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if least <= factor * power * (1 + 1e-9))


def curve_drawing(project: Exported) -> Drawing:
    """Return all curves beside each other."""
    return beside_each_other(curve_pictures(project), margin=16.0)


def curve_pictures(project: Exported) -> tuple[Drawing, ...]:
    """Return the curve of the loss, and that of the accuracies where any was measured."""
    words = words_of(project.language)
    history = project.history
    drawings = [_loss(history, words)]
    if np.isfinite(history.accuracy).any() or np.isfinite(history.test_accuracy).any():
        drawings.append(_accuracy(history, words))
    return tuple(drawings)


def _loss(history: History, words: Words) -> Drawing:
    both = np.concatenate([history.loss, history.test_loss])
    losses = both[np.isfinite(both) & (both > 0)]
    zero = bool((both == 0.0).any())
    axis = _log_axis(losses, zero=zero) if len(losses) else Axis(0.1, 1.0, log=True, zero=zero)
    measured = ~np.isnan(history.test_loss)
    if not measured.any():
        line = _Curve(history.epochs, history.loss, look.INK, 1.8)
        return _plot(history, words, words("loss"), words("log_by_epoch"), axis, (line,), percent=False)
    lines = (
        _Curve(history.epochs, history.loss, look.FAINT, 1.8, dash=5.0),
        _Curve(history.epochs[measured], history.test_loss[measured], look.INK, 1.8),
    )
    subtitle = " · ".join(words(key) for key in ("training_dashed", "unseen_solid", "log_by_epoch"))
    return _plot(history, words, words("loss"), subtitle, axis, lines, percent=False)


def _accuracy(history: History, words: Words) -> Drawing:
    both = np.concatenate([history.accuracy, history.test_accuracy])
    low = float(both[np.isfinite(both)].min())
    axis = Axis(0.0 if low < 0.5 else math.floor(min(low, 0.95) * 10) / 10, 1.0)
    lines, names = [], []
    tested = bool(np.isfinite(history.test_accuracy).any())
    if np.isfinite(history.accuracy).any():
        lines.append(
            _Curve(
                history.epochs, history.accuracy, look.FAINT if tested else look.INK, 1.8, dash=5.0 * tested
            )
        )
        names.append(words("training_dashed" if tested else "training_samples"))
    if tested:
        lines.append(_Curve(history.epochs, history.test_accuracy, look.INK, 1.8))
        names.append(words("unseen_solid"))
    return _plot(history, words, words("accuracy"), " · ".join(names), axis, tuple(lines), percent=True)


@dataclass(frozen=True, slots=True, eq=False)
class _Curve:
    x: Values
    y: Values
    color: str
    width: float
    dash: float = 0.0


def _log_axis(losses: Values, *, zero: bool) -> Axis:
    low, high = (math.log10(min(max(float(end), 1e-300), _LARGEST)) for end in (losses.min(), losses.max()))
    if high - low < 0.2:
        low, high = low - 0.1, high + 0.1
    ends = 10.0 ** (math.floor(low * 10) / 10), 10.0 ** (math.ceil(high * 10) / 10)
    return Axis(*ends, log=True, zero=zero)


def _plot(
    history: History,
    words: Words,
    title: str,
    subtitle: str,
    axis: Axis,
    curves: tuple[_Curve, ...],
    *,
    percent: bool,
) -> Drawing:
    """Return a plot over epochs: a title, hairlines with numbers, marks of changed settings, the curves."""
    epochs = history.epochs
    across = Axis(0.0, max(float(epochs[-1]), 1e-3) if len(epochs) else 1.0)
    shapes: list[Shape] = [
        Text(0, 14, title, look.INK, 12.0, bold=True),
        Text(_WIDTH - _RIGHT, 14, subtitle, look.MUTED, 10.5, "end"),
    ]
    for tick in axis.ticks(4):
        y = _y(float(axis.places(np.array([tick]))[0]))
        shapes.append(Line(((_LEFT, y), (_WIDTH - _RIGHT, y)), look.HAIRLINE))
        text = f"{tick * 100:.6g}%" if percent else format_number(tick, trim=True)
        shapes.append(Text(_LEFT - 8, y + 3.8, text, look.MUTED, 10.5, "end"))
    for tick in across.ticks(4):
        x = _x(tick / across.high)
        text = format_count(round(tick)) if tick >= 1 or tick == 0 else format_number(tick, trim=True)
        shapes.append(Text(x, _HEIGHT - 16, text, look.MUTED, 10.5, "middle"))
    shapes.append(Text(_WIDTH - _RIGHT, _HEIGHT - 2, words("epochs_axis"), look.MUTED, 10.5, "end"))
    shapes += _marks(history, across)
    for curve in curves:
        shapes += _curve(curve, across, axis)
    return Drawing(_WIDTH, _HEIGHT, tuple(shapes), title)


def _marks(history: History, across: Axis) -> list[Shape]:
    """Return a dotted upright line where a setting was changed; the list below the plot says which."""
    marks = history.marks[-_MOST_MARKS:]
    return [
        Line(((_x(at), _TOP), (_x(at), _HEIGHT - _BOTTOM)), look.FAINT, 1.0, dash=2.5)
        for at in (mark.epoch / across.high for mark in marks)
        if 0 <= at <= 1
    ]


def _curve(curve: _Curve, across: Axis, axis: Axis) -> list[Shape]:
    """Return the pieces of a curve between its gaps, and a dot at its end.

    A loss that is not finite is a gap; what was not measured at all is not.
    """
    if axis.log:
        x, y = thin(curve.x, curve.y, int(_PLOT[0]))
    else:
        measured = ~np.isnan(curve.y)
        x, y = thin(curve.x[measured], curve.y[measured], int(_PLOT[0]))
    places = axis.places(y)
    shapes: list[Shape] = []
    for piece in np.split(np.arange(len(places)), np.flatnonzero(np.isnan(places))):
        inside = piece[~np.isnan(places[piece])]
        if len(inside) == 0:
            continue
        points: list[Point] = [(_x(float(x[at]) / across.high), _y(float(places[at]))) for at in inside]
        if len(points) > 1:
            shapes.append(Line(tuple(points), curve.color, curve.width, curve.dash))
        if len(points) == 1 or inside[-1] == len(places) - 1:
            shapes.append(Circle(*points[-1], 2.6, curve.color))
    return shapes


def thin(x: Values, y: Values, columns: int) -> tuple[Values, Values]:
    """Return at most 2·columns + 2 points that draw the line (x, y) on so many columns of pixels.

    `x` ascends. Of each column the least and the largest y are kept, and the last point.
    """
    if len(x) <= 2 * columns:
        return x, y
    share = (x - x[0]) / ((x[-1] - x[0]) or 1.0)
    column = np.minimum((share * columns).astype(int), columns - 1)
    kept = {0, len(x) - 1}
    for group in np.split(np.arange(len(x)), np.flatnonzero(np.diff(column)) + 1):
        values = y[group]
        if np.isnan(values).all():
            kept.add(int(group[0]))  # it stays a gap
        else:
            kept |= {int(group[np.nanargmin(values)]), int(group[np.nanargmax(values)])}
    order = np.array(sorted(kept))
    return x[order], y[order]


def _x(share: float) -> float:
    return _LEFT + share * _PLOT[0]


def _y(share: float) -> float:
    return _TOP + (1.0 - share) * _PLOT[1]
