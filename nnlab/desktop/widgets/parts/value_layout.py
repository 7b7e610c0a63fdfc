"""How numbers are written and where they lie in the list of values: arithmetic without a widget."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, isfinite, log10

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from nnlab.desktop.words.numbers import INFINITY, format_fixed, format_number

MAX_ROWS = 10
MAX_COLUMNS = 4
ROW = 1.75  # height of a row / size of the text, where there is room
SMALLEST_ROW_PX = 14.0
LEAST_WIDTH = 7.5  # of a list / size of the text

_DIGITS = 4  # significant digits of the largest target
BAR = 2.6  # least width of a difference bar with its margins / size of the text
_MARGIN = 0.5  # on either side of a difference bar / size of the text


_BAR_PITCH_MOST = 2.2  # from one class to the next / size of the text, however much room there is
_BAR_PITCH_LEAST = 1.4  # that may be asked for / size of the text
_BAR_LEAST = 1.5  # that names leave of a bar / size of the text
_BAR_GAP = 0.9  # on either side of a bar / size of the text
_WIDEST_LABEL = 0.4  # of the room


def widest(metrics: QFontMetricsF, texts: Iterable[str]) -> float:
    """Return the width of the longest text, in pixels; 0 of none."""
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)


def decimals_for(values: NDArray[np.floating]) -> int:
    """Return how many decimals, 0 to 4, give the largest finite magnitude four significant digits."""
    largest = float(np.abs(values[np.isfinite(values)]).max(initial=0.0))
    if largest == 0.0:
        return 2
    return min(max(_DIGITS - 1 - floor(log10(largest)), 0), 4)


def fewest_decimals(values: NDArray[np.floating]) -> int:
    """Return the fewest decimals that print every value as exactly as `decimals_for` would."""
    most = decimals_for(values)
    exact = np.round(values, most)
    return next(d for d in range(most + 1) if np.array_equal(np.round(values, d), exact, equal_nan=True))


def number_within(value: float, decimals: int, room: int) -> str:
    """Return `value` with `decimals`, or with one digit if that takes more than `room` characters.

    A value that is not finite is '∞'.
    """
    if not isfinite(value):
        return INFINITY
    text = format_fixed(value, decimals)
    return text if len(text) <= room else format_number(value, 1)


@dataclass(frozen=True, slots=True)
class TextWidths:
    """The widest texts of a list, in pixels, with the space around them, written `text_px` high."""

    text_px: float
    label: float
    target: float
    arrow: float
    output: float
    bar: float  # the least room of a difference bar with its margins; 0 for no bar

    @property
    def cell(self) -> float:
        """Return the least width of one value with its bar."""
        return self.target + self.arrow + self.output + self.bar


@dataclass(frozen=True, slots=True)
class ListLayout:
    """How rows and columns of values share the room, in pixels."""

    widths: TextWidths
    stacked: bool  # the values of a row lie beneath each other
    rows: int  # shown
    columns: int  # shown
    row_height: float  # of one line
    pitch: float  # from one line to the next
    cell_width: float

    def cell(self, row: int, column: int) -> QRectF:
        """Return the room of one value: target, arrow, output and bar."""
        line, place = (row * self.columns + column, 0) if self.stacked else (row, column)
        left = self.widths.label + place * self.cell_width
        top = line * self.pitch + (self.pitch - self.row_height) / 2
        return QRectF(left, top, self.cell_width, self.row_height)

    def output_right(self, row: int, column: int) -> float:
        """Return where the number of the output ends."""
        return self.cell(row, column).left() + self.widths.target + self.widths.arrow + self.widths.output

    def bar(self, row: int, column: int, share: float) -> QRectF:
        """Return the bar of a difference, `share` in -1..1 (clipped) of half the bar's room, from its zero."""
        cell = self.cell(row, column)
        left = self.output_right(row, column) + _MARGIN * self.widths.text_px
        half = max((cell.right() - _MARGIN * self.widths.text_px - left) / 2, 0.0)
        zero = left + half
        length = min(max(share, -1.0), 1.0) * half
        height = 0.36 * self.row_height
        return QRectF(zero, cell.center().y() - height / 2, length, height).normalized()

    def value_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return (row, column) of the value at `point`, or None."""
        line = int(point.y() // self.pitch)
        place = int((point.x() - self.widths.label) // self.cell_width)
        row, column = divmod(line, self.columns) if self.stacked and place == 0 else (line, place)
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None


def list_layout(
    width: float, height: float, count: int, columns: int, widths: TextWidths, pitch: float = 0.0
) -> ListLayout:
    """Lay out `count` rows of `columns` values beside their labels.

    The columns lie side by side if they fit, else beneath each other if they fit so, else only those are
    shown that do fit. Where rows are left out, one line is kept free to say so; where columns are, the room
    of an ellipsis. Rows of one value are `pitch` apart, in the middle, if that is given and there is room.
    """
    least_cell, text_px = widths.cell, widths.text_px
    room = max(width - widths.label, least_cell)
    lines = max(int(height // SMALLEST_ROW_PX), 1)
    rows, shown = min(count, MAX_ROWS), min(columns, MAX_COLUMNS)
    beside = shown * least_cell <= room
    stacked = not beside and count <= MAX_ROWS and rows * shown <= lines
    if not beside and not stacked:
        shown = max(int((room - text_px) // least_cell), 1)
    if stacked:
        needed = rows * shown
    else:
        rows = rows if count <= min(lines, MAX_ROWS) else max(min(rows, lines - 1), 1)
        needed = rows + (rows < count)
    if shown < columns:
        room -= text_px
    row_height = min(max(height / max(needed, 1), SMALLEST_ROW_PX), ROW * text_px)
    pitched = columns == 1 and rows == count and row_height <= pitch <= height / max(count, 1) + 1
    return ListLayout(
        widths=widths,
        stacked=stacked,
        rows=rows,
        columns=shown,
        row_height=row_height,
        pitch=pitch if pitched else row_height,
        cell_width=min(room if stacked else room / shown, least_cell + 6 * text_px),
    )


@dataclass(frozen=True, slots=True)
class BarRows:
    """How classes share the room, a row with a bar each, in pixels."""

    count: int  # shown; a line below says how many are not
    label_width: float
    track: QRectF  # the room of the first bar, as high as its row

    def row_at(self, y: float) -> int | None:
        """Return which row lies at a height."""
        row = floor((y - self.track.top()) / self.track.height()) if self.count else -1
        return row if 0 <= row < self.count else None

    def row(self, index: int, width: float) -> QRectF:
        """Return the room of a row with its label and its number, over the whole `width`."""
        return QRectF(0, self.track.top() + index * self.track.height(), width, self.track.height())


def fitting_bars(width: float, height: float, count: int, pitch: float, text_px: float) -> tuple[int, QRectF]:
    """Return how many of `count` classes are shown, and the first row.

    They are `pitch` pixels apart where there is room, unless that is too close for the text.
    """
    fits = max(int(height // SMALLEST_ROW_PX), 1)
    shown = count if count <= fits else max(fits - 1, 1)
    lines = shown + (shown < count)
    wanted = pitch if pitch >= _BAR_PITCH_LEAST * text_px else _BAR_PITCH_MOST * text_px
    row_height = min(height / max(lines, 1), wanted)
    return shown, QRectF(0, max((height - lines * row_height) / 2, 0.0), width, row_height)


def bars_width(widest: float, value_width: float, text_px: float) -> float:
    """Return how wide bars must be for labels up to `widest` to be whole beside a short bar."""
    return widest + value_width + (2 * _BAR_GAP + _BAR_LEAST) * text_px + 1


def bar_rows(shown: int, first: QRectF, widest: float, value_width: float, text_px: float) -> BarRows:
    """Return the rows from the `first` on, with labels up to `widest` and numbers `value_width` wide.

    Whole labels are worth more than long bars, as far as something is left of these.
    """
    gap, width = _BAR_GAP * text_px, first.width()
    label = min(widest, width * _WIDEST_LABEL)
    if bars_width(widest, value_width, text_px) <= width:
        label = widest
    if width - label - value_width - 2 * gap < gap:  # no bar, but a name that can be read
        label = min(widest, width - value_width - gap)
    track = QRectF(label + gap, first.top(), width - label - value_width - 2 * gap, first.height())
    return BarRows(shown, label, track)
