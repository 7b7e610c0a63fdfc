"""Where the rows and lamps of the answer table lie: arithmetic without a widget."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from nnlab.desktop.widgets.parts.lamps import LIT

ROW = 1.75  # height of a row / size of the text, where there is room
SMALLEST_ROW_PX = 14.0
_SMALLEST_BELOW_HEADS_PX = 13.0
_DIAMETER = 0.68  # of a lamp / pitch
_WIDEST_GAP = 5.5  # between targets and outputs / size of the text: farther apart no eye keeps to the row
_HEAD = 1.2  # height of the heads / size of the text
_HEAD_GAP = 0.5  # from one head to the next / size of the text
_FIGURE = 3.0  # room for an output in figures / size of the text


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where rows and lamps lie, in pixels. Rows are counted from the first one shown."""

    width: float
    row_height: float
    shown: int  # rows that fit
    mark_x: float  # centre of the mark of a wrong row
    label_left: float
    label_width: float
    targets_left: float
    outputs_left: float
    pitch: float  # distance of two lamps
    bits: int
    figures: tuple[float, float] | None  # left and right of the single output in figures, if there is room
    top: float = 0.0  # of the first row: the height of the heads over the lamps, 0 without any

    @property
    def diameter(self) -> float:
        """Return the diameter of a lamp without its ring."""
        return min(self.pitch * _DIAMETER, self.row_height * 0.56)

    def row_rect(self, row: int) -> QRectF:
        """Return the whole row, a pixel apart from its neighbours."""
        return QRectF(0, self.line(row) + 0.5, self.width, self.row_height - 1)

    def line(self, row: int) -> float:
        """Return where a row begins; that after the last one shown is what is left below."""
        return self.top + row * self.row_height

    def head(self, bit: int, output: bool) -> QRectF:
        """Return the room of the name over a target's or an output's lamps."""
        left = self.outputs_left if output else self.targets_left
        return QRectF(left + bit * self.pitch, 0, self.pitch, self.top)

    def lamp(self, row: int, bit: int, output: bool) -> tuple[float, float]:
        """Return the centre of a target's or an output's lamp."""
        left = self.outputs_left if output else self.targets_left
        return left + (bit + 0.5) * self.pitch, self.line(row) + 0.5 * self.row_height

    def block(self, row: int, output: bool) -> QRectF:
        """Return the room of all the lamps of a row's target or output."""
        left = self.outputs_left if output else self.targets_left
        return QRectF(left, self.line(row), self.bits * self.pitch, self.row_height)

    def row_at(self, y: float) -> int | None:
        """Return the shown row at height `y`, or None."""
        row = int((y - self.top) // self.row_height)
        return row if 0 <= row < self.shown else None

    def target_at(self, point: QPointF) -> int | None:
        """Return the bit whose target lies at `point`, in whatever row, or None."""
        return self._bit_at(point.x() - self.targets_left)

    def output_at(self, point: QPointF) -> int | None:
        """Return the bit whose output lies at `point`, in whatever row, or None."""
        return self._bit_at(point.x() - self.outputs_left)

    def _bit_at(self, x: float) -> int | None:
        bit = int(x // self.pitch)
        return bit if 0 <= bit < self.bits else None


def table_layout(
    width: float,
    height: float,
    rows: int,
    bits: int,
    label_width: float,
    text_px: float,
    head_width: float = 0.0,
) -> TableLayout:
    """Lay out `rows` of label, `bits` target lamps, an arrow and `bits` output lamps.

    Rows shrink to 14 pixels, or 13 below heads; when even so not all of them fit, as many are shown as leave room for
    one line beneath that says which. Lamps move together where the table is narrow; outputs end at the right edge. A
    single output that would lie far from its target comes near it, and stands in figures at the right edge as well.
    Of several lamps each has its name over it, at most `head_width` wide, where there is room for all names and none
    takes that of a row.
    """
    mark, arrow, padding = 0.6 * text_px, 1.5 * text_px, 0.25 * text_px
    targets_left = padding + mark + label_width + 0.5 * text_px
    room = max(width - targets_left - arrow - padding, 2.0 * bits)
    widest = room / (2 * max(bits, 1))
    named = head_width + _HEAD_GAP * text_px
    has_heads = bits > 1 and head_width > 0 and named <= widest
    top = _HEAD * text_px
    if rows * SMALLEST_ROW_PX <= height < top + rows * _SMALLEST_BELOW_HEADS_PX:
        has_heads = False  # all rows are seen, and would not be any more
    smallest = _SMALLEST_BELOW_HEADS_PX if has_heads else SMALLEST_ROW_PX
    top = top if has_heads else 0.0
    height -= top
    row_height = min(max(height / max(rows, 1), smallest), ROW * text_px)
    shown = rows
    if rows * row_height > height + 0.01:
        shown = min(max(int(height // row_height) - 1, 1), rows)
    pitch = min(widest, max(0.78 * row_height, named) if has_heads else 0.78 * row_height)
    outputs_left = width - padding - bits * pitch
    nearest = targets_left + bits * pitch + _WIDEST_GAP * text_px
    figures_left = width - padding - _FIGURE * text_px
    has_figures = bits == 1 and nearest + bits * pitch < figures_left
    return TableLayout(
        width=width,
        row_height=row_height,
        shown=shown,
        mark_x=padding + mark * 0.4,
        label_left=padding + mark,
        label_width=label_width,
        targets_left=targets_left,
        outputs_left=nearest if has_figures else outputs_left,
        pitch=pitch,
        bits=bits,
        figures=(figures_left, width - padding) if has_figures else None,
        top=top,
    )


def first_shown(first: int, shown: int, count: int, current: int | None) -> int:
    """Return the first row to show so that `current` is among the `shown` rows, moving as little as may be."""
    if current is not None:
        first = min(max(first, current - shown + 1), current)
    return max(min(first, count - shown), 0)


def wrong_bits(targets: NDArray[np.floating], outputs: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Return which outputs (N, K) are on the other side of 0.5 than their targets, or not finite."""
    return ((outputs >= LIT) != (targets >= LIT)) | ~np.isfinite(outputs)
