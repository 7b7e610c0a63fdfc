"""Means with their spread as a chart: how good trainings are against a setting, or against epochs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnlab.export.pictures import look
from nnlab.export.pictures.curves import Axis
from nnlab.export.pictures.drawing import Circle, Drawing, Line, Point, Shape, Text
from nnlab.export.pictures.spelling import width_of
from nnlab.study.written_numbers import format_count, format_number

MOST_LINES = 8  # that can still be told apart
_MOST_SEAMS = 4  # of curves whose spread does not hide the curves
_WIDTH, _HEIGHT = 440.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 16.0, 62.0, 44.0
_PLOT = (_WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM)
_BOLDER = 1.12  # how much wider letters are in the title
_MOST_NUMBERED = 12  # values of the axis across that are all written beneath it
_DECADES = 20.0  # from the smallest to the largest value: more, and the axis is logarithmic
_LARGEST = 1e300  # number that has a place on an axis
_INSET, _WORDS_INSET = 0.04, 0.14  # of the plot's width, left free at both ends of the axis across
_TICKS_UP = 6
_ROW = 14.0  # from one line of the foot to the next
_MARK = 12.0  # the room of an entry's mark in the legend
_ROOMY, _TIGHT = 14.0, 5.0  # from one entry to the next, and where there is little room
# How much wider letters are than on average, in heights; all others are a little.
_LETTERS = {
    **dict.fromkeys("mMW%", 0.38),
    "w": 0.24,
    **dict.fromkeys("iljI.,:' ", -0.28),
    **dict.fromkeys("tfr", -0.18),
}
_FARTHEST = 10.0  # times as small as the mean: no axis of losses reaches farther down for the end of a spread


@dataclass(frozen=True, slots=True)
class SpreadPoint:
    """What was reached at one place: `x` across, the mean and the standard deviation, None where there is none.

    `broken` is how many trainings exploded there.
    """

    x: float
    mean: float | None
    std: float = 0.0
    broken: int = 0


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """Points that belong together, from left to right; `name` is the value that they share."""

    name: str
    points: tuple[SpreadPoint, ...]


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """What a chart shows.

    `parted` is what the names of several lines are values of, `ordered` whether these are numbers. `words` are the
    names of the places 0, 1, 2 … where these are no numbers; points there are not joined, for words have no order. With
    `percent` heights are shares from 0 to 1, else losses. With `dense` lines are drawn as curves with a seam, else as
    points with bars. `broken` is what is said of the cross that stands for trainings that exploded.
    """

    title: str
    subtitle: str
    across: str
    lines: tuple[SpreadLine, ...]
    parted: str = ""
    words: tuple[str, ...] = ()
    percent: bool = True
    dense: bool = False
    broken: str = ""
    ordered: bool = True


def spread_chart(chart: SpreadChart) -> Drawing:
    """Return the drawing of `chart`; of more than eight lines the first eight."""
    lines = chart.lines[:MOST_LINES]
    x_axis, y_axis = _x_axis(chart, lines), _y_axis(chart, lines)
    frame = _Frame(x_axis, y_axis, _WORDS_INSET if chart.words else _INSET)
    foot = _foot(chart, lines, frame)
    shapes: list[Shape] = [
        Text(0, 14, chart.title, look.INK, 12.0, bold=True),
        *(Text(_LEFT, _HEIGHT - 4 + row * _ROW, text, look.MUTED, 10.5) for row, text in enumerate(foot)),
        *_scales(chart, lines, frame),
    ]
    colors = look.kind_colors(len(lines), ordered=chart.ordered)
    if len(lines) > 1:
        shapes += _names(chart.parted, lines, colors)
    for at, (line, color) in enumerate(zip(lines, colors, strict=True)):
        if chart.dense:
            shapes += _curve(line, color, frame, seam=_has_seams(lines))
        else:  # side by side, so that bars at one place do not cover each other
            aside = (at - (len(lines) - 1) / 2) * (9.0 if chart.words else 4.0)
            shapes += _bars(line, color, frame, aside, joined=not chart.words)
    return Drawing(_WIDTH, _HEIGHT + (len(foot) - 1) * _ROW, tuple(shapes), chart.title)


def _foot(chart: SpreadChart, lines: Sequence[SpreadLine], frame: "_Frame") -> list[str]:
    """Return in lines what points, crosses, bars without an end and dashes mean: beside a title there is no room.

    The first line leaves room for the name of the axis across.
    """
    points = [point for line in lines for point in line.points]
    parts = [chart.subtitle]
    if chart.broken and any(point.broken for point in points):
        parts.append(f"× {chart.broken}")
    if not chart.dense and any(not frame.reaches(end) for point in points for end in _ends(point)):
        parts.append("open bars go on beyond the axis")
    if chart.dense and _has_seams(lines):
        cut = any(not frame.reaches(end) for point in points for end in _ends(point))
        parts.append(f"dashed: ± standard deviation{', as far as the axis goes' if cut else ''}")
    rows, room = [""], _PLOT[0] - width_of(chart.across, 10.5) - 12
    for word in " · ".join(filter(None, parts)).split(" "):
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and width_of(longer, 10.5) > room:
            rows.append(word)
            room = _PLOT[0]
        else:
            rows[-1] = longer
    return rows


def _has_seams(lines: Sequence[SpreadLine]) -> bool:
    """Tell whether curves show their spread, if they have one."""
    spreads = any(_ends(point) for line in lines for point in line.points)
    return spreads and len(lines) <= _MOST_SEAMS


def _ends(point: SpreadPoint) -> tuple[float, ...]:
    """Return the ends of a point's spread, none where there is none."""
    return () if point.mean is None or not point.std > 0 else (point.mean - point.std, point.mean + point.std)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where numbers lie on the page."""

    across: Axis
    up: Axis
    inset: float

    def x(self, value: float) -> float:
        place = float(self.across.places(np.array([value]))[0])
        return _LEFT + (self.inset + place * (1 - 2 * self.inset)) * _PLOT[0]

    def reaches(self, value: float) -> bool:
        """Return whether the axis of heights goes that far."""
        return self.up.low <= value <= self.up.high

    def y(self, value: float) -> float:
        """Return the height of a value; what the axis does not reach lies at its end."""
        value = min(max(value, self.up.low), self.up.high)
        return _TOP + (1.0 - float(self.up.places(np.array([value]))[0])) * _PLOT[1]


def _x_axis(chart: SpreadChart, lines: Sequence[SpreadLine]) -> Axis:
    places = [point.x for line in lines for point in line.points] or [0.0]
    low, high = min(places), max(places)
    if low == high:
        return Axis(low - 0.5, high + 0.5)
    log = not chart.words and not chart.dense and low > 0 and high / low >= _DECADES
    return Axis(low, high, log=log)


def _y_axis(chart: SpreadChart, lines: Sequence[SpreadLine]) -> Axis:
    """Return the axis of heights: of shares from a round one up to 100%, of losses logarithmic.

    A mean − standard deviation of losses may be 0 or less, which no logarithm has: there the axis ends before it. Means
    below 0, as the cross-entropy of targets that are no shares can have, lie on a linear axis.
    """
    points = [(p.mean, p.std) for line in lines for p in line.points if p.mean is not None]
    if chart.percent:
        low = min((mean - std for mean, std in points), default=0.0)
        return Axis(max(0.0, math.floor(min(low, 0.95) * 10) / 10), 1.0)
    if any(mean < 0 for mean, _std in points):
        return _linear_axis([end for mean, std in points for end in (mean - std, mean + std)])
    ends = [
        min(end, _LARGEST)
        for mean, std in points
        for end in (mean, max(mean - std, mean / _FARTHEST), mean + std)
        if end > 0
    ]
    low, high = (math.log10(end) for end in (min(ends, default=0.1), max(ends, default=1.0)))
    if high - low < 0.2:
        low, high = low - 0.1, high + 0.1
    return Axis(10.0 ** (math.floor(low * 10) / 10), 10.0 ** (math.ceil(high * 10) / 10), log=True)


def _linear_axis(ends: Sequence[float]) -> Axis:
    """Return an axis on which all `ends` lie, some of them below 0, with some room beyond them."""
    low, high = max(min(ends), -_LARGEST), min(max(ends), _LARGEST)
    room = max(0.05 * (high - low), 1e-3 * max(-low, high))
    return Axis(low - room, high + room)


def _scales(chart: SpreadChart, lines: Sequence[SpreadLine], frame: _Frame) -> list[Shape]:
    """Return hairlines with the numbers of both axes, and what the one across is."""
    shapes: list[Shape] = []
    for tick in frame.up.ticks(_TICKS_UP):
        y = frame.y(tick)
        shapes.append(Line(((_LEFT, y), (_WIDTH - _RIGHT, y)), look.HAIRLINE))
        text = f"{tick * 100:.6g}%" if chart.percent else format_number(tick, trim=True)
        shapes.append(Text(_LEFT - 8, y + 3.8, text, look.MUTED, 10.5, "end"))
    places = sorted({point.x for line in lines for point in line.points})
    if chart.words:
        named = [(float(at), word) for at, word in enumerate(chart.words)]
    elif chart.dense or len(places) > _MOST_NUMBERED:
        named = [(tick, _across(tick)) for tick in frame.across.ticks(4)]
    else:
        named = [(place, _across(place)) for place in places]
    y, free = _HEIGHT - _BOTTOM + 18, -math.inf
    for place, text in named:
        x, half = frame.x(place), width_of(text, 10.5) / 2
        if x - half < free:  # it would run into the one before
            continue
        free = x + half + 4
        shapes.append(Text(x, y, text, look.MUTED, 10.5, "middle"))
    shapes.append(Text(_WIDTH - _RIGHT, _HEIGHT - 4, chart.across, look.MUTED, 10.5, "end"))
    return shapes


def _across(value: float) -> str:
    return format_count(round(value)) if value == round(value) else format_number(value, trim=True)


def _names(parted: str, lines: Sequence[SpreadLine], colors: Sequence[str]) -> list[Shape]:
    """Return the legend, from left to right over the plot; where there is little room its entries are closer."""
    shapes: list[Shape] = [Text(0, 39.8, parted, look.MUTED, 10.5)]
    x = max(_letters(parted) + 14, _LEFT)
    widths = [_MARK + _letters(line.name) for line in lines]
    room = _WIDTH - _RIGHT - x
    gap = min(max((room - sum(widths)) / max(len(lines) - 1, 1), _TIGHT), _ROOMY)
    for line, color, width in zip(lines, colors, widths, strict=True):
        if x + width > _WIDTH - _RIGHT + _TIGHT:
            break
        shapes += [Circle(x + 4, 36, 3.6, color), Text(x + 12, 39.8, line.name, look.MUTED, 10.5)]
        x += width + gap
    return shapes


def _letters(name: str) -> float:
    """Return about how wide a name in the legend is: what follows it must stand as far from an m as from an i."""
    more = sum(_LETTERS.get(letter, 0.04) for letter in name)
    return width_of(name, 10.5) + 10.5 * more


def _bars(line: SpreadLine, color: str, frame: _Frame, aside: float, *, joined: bool) -> list[Shape]:
    """Return the means, joined where neighbours have one, a bar of one standard deviation up and down, and crosses.

    A bar has a stroke across at its ends, but not where the axis cuts it off.
    """
    shapes: list[Shape] = []
    pieces: list[list[Point]] = [[]]
    for point in line.points:
        x = frame.x(point.x) + aside
        if point.broken:
            shapes.append(Text(x, _TOP + _PLOT[1] - 3, "×", look.MUTED, 12.0, "middle", bold=True))
        if point.mean is None:
            pieces.append([])
            continue
        pieces[-1].append((x, frame.y(point.mean)))
        if ends := _ends(point):
            shapes.append(Line(tuple((x, frame.y(end)) for end in ends), color, 1.2))
            there = [frame.y(end) for end in ends if frame.reaches(end)]
            shapes += [Line(((x - 3, y), (x + 3, y)), color, 1.2) for y in there]
        shapes.append(Circle(x, frame.y(point.mean), 3.2, color))
    return [*_pieces(pieces if joined else (), color), *shapes]


def _curve(line: SpreadLine, color: str, frame: _Frame, *, seam: bool) -> list[Shape]:
    """Return the mean as a curve and, as a seam, pale ones a standard deviation above and below it."""
    there = [(point.x, point.mean, point.std) for point in line.points if point.mean is not None]
    mean = [(frame.x(x), frame.y(y)) for x, y, _ in there]
    shapes: list[Shape] = []
    if seam and any(std > 0 for *_, std in there):
        pale = look.mixed("#FFFFFF", color, 0.4)
        for sign in (-1.0, 1.0):
            edge: list[list[Point]] = [[]]
            for x, y, std in there:
                if frame.reaches(y + sign * std):
                    edge[-1].append((frame.x(x), frame.y(y + sign * std)))
                else:  # the axis cuts it off
                    edge.append([])
            shapes += _pieces(edge, pale, 1.0, 3.0)
    shapes += _pieces([mean], color, 1.8)
    if mean:
        shapes.append(Circle(*mean[-1], 2.6, color))
    return shapes


def _pieces(
    pieces: Sequence[Sequence[Point]], color: str, width: float = 1.5, dash: float = 0.0
) -> list[Shape]:
    return [Line(tuple(piece), color, width, dash) for piece in pieces if len(piece) > 1]
