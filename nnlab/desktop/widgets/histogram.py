"""How values are distributed: bars over the two-ended colour scale."""

from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.arrays import kept, same_numbers
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.pointed_reading import PointedReading
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import format_count, format_number

BINS = 25  # odd: the middle bar stands over zero

_BAR_GAP_PX = 2.0
_LOWEST_BAR_PX = 3.0
_RADIUS_PX = 2.0
_CAPTION_SPACE_PX = 4
_CAPTION_GAP_PX = 8  # between two captions


def count_bins(values: NDArray[np.floating], limit: float) -> NDArray[np.intp]:
    """Return how many of the finite `values` fall into each of BINS equal bins over ±limit.

    What lies beyond the limit counts in the outermost bins, which also have the outermost colours.
    """
    flat = values.reshape(-1)
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = flat * (BINS / 2 / limit) + BINS / 2
    if not np.isfinite(scaled).all():
        scaled = np.nan_to_num(scaled[np.isfinite(flat)])
    return np.bincount(np.clip(scaled, 0, BINS - 1).astype(np.intp), minlength=BINS)


def bin_range(index: int, limit: float) -> tuple[float, float]:
    """Return the lower and upper end of a bin."""
    return (2 * index / BINS - 1) * limit, (2 * (index + 1) / BINS - 1) * limit


def bar_heights(counts: NDArray[np.intp], height: float) -> NDArray[np.float64]:
    """Return the heights of the bars in pixels: the fullest fills `height`, none that counts is invisible."""
    fullest = max(int(counts.max()), 1)
    return np.where(counts > 0, np.maximum(counts * (height / fullest), _LOWEST_BAR_PX), 0.0)


def place_captions(
    middles: tuple[float, float], widths: tuple[float, float], room: float
) -> tuple[float, float]:
    """Return the left edges of two captions under `middles`: inside `room`, in their order and apart."""
    first, second = (middle - width / 2 for middle, width in zip(middles, widths, strict=True))
    overlap = first + widths[0] + _CAPTION_GAP_PX - second
    if overlap > 0:
        first, second = first - overlap / 2, second + overlap / 2
    first = max(min(first, room - widths[1] - _CAPTION_GAP_PX - widths[0]), 0.0)
    second = max(min(second, room - widths[1]), first + widths[0] + _CAPTION_GAP_PX)
    return first, second


class Histogram(PointedReading, QWidget):
    """The distribution of values over ±limit, with the smallest and the largest named where they lie.

    The ends of the axis are named too, where the two leave room.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._values: NDArray[np.floating] = np.zeros(0)
        self._limit = 1.0
        self._counts = np.zeros(BINS, dtype=np.intp)
        self._range: tuple[float, float] | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("histogram")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.retranslate()

    def set_values(self, values: NDArray[np.floating], limit: float) -> None:
        """Show the distribution of `values`, of any shape; `limit` > 0 is the end of the colour scale."""
        if limit == self._limit and same_numbers(values, self._values):
            return
        counts, captions = self._counts, (*self.captions(), *self.ends())
        self._values, self._limit = kept(values), limit
        self._counts = count_bins(self._values, limit)
        self._range = _finite_range(self._values)
        self._show_readout()
        if captions != (*self.captions(), *self.ends()) or not np.array_equal(counts, self._counts):
            self.update()

    def captions(self) -> tuple[str, str]:
        """Return the texts that name the smallest and the largest value."""
        if self._range is None:
            return "", ""
        low, high = (format_number(value, signed=True) for value in self._range)
        return self.tr("min {value}").format(value=low), self.tr("max {value}").format(value=high)

    def ends(self) -> tuple[str, str]:
        """Return the texts of the ends of the axis."""
        return format_number(-self._limit, signed=True), format_number(self._limit, signed=True)

    def placed_captions(self) -> list[tuple[float, str]]:
        """Return all captions with their left edges: those of `captions` first, then the ends that find room."""
        if self._range is None:
            return []
        theme, width = themes.current(), float(self.width())
        texts = self.captions()
        widths = tuple(painting.advance(theme, "caption", text) for text in texts)
        low, high = ((min(max(value / self._limit, -1.0), 1.0) + 1) / 2 * width for value in self._range)
        lefts = place_captions((low, high), widths, width)
        placed = list(zip(lefts, texts, strict=True))
        left_end, right_end = self.ends()
        if painting.advance(theme, "caption", left_end) + _CAPTION_GAP_PX <= lefts[0]:
            placed.append((0.0, left_end))
        right = width - painting.advance(theme, "caption", right_end)
        if lefts[1] + widths[1] + _CAPTION_GAP_PX <= right:
            placed.append((right, right_end))
        return placed

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Distribution")
        tip = self.tr("How many values lie where, from negative to positive. Point at a bar to read it.")
        self._texts.set(name, tip)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(226, 56 + self._caption_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 24 + self._caption_height())

    # Painting

    def _caption_height(self) -> int:
        return _CAPTION_SPACE_PX + round(themes.current().caption_px * 1.3)

    def _bar_rect(self, index: int, height: float) -> QRectF:
        edges = _bar_edges(self.width())
        floor = self.height() - self._caption_height()
        return QRectF(edges[index], floor - height, edges[index + 1] - edges[index] - _BAR_GAP_PX, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        room = self.height() - self._caption_height()
        if self._hovered is not None:
            slot = self._bar_rect(self._hovered, room).adjusted(-1, 0, 1, 0)
            painting.fill_round(painter, slot, _RADIUS_PX, theme.hover)
        painter.setPen(Qt.PenStyle.NoPen)
        edges = _bar_edges(self.width())
        bars = zip(
            bar_heights(self._counts, room).tolist(), _bin_colors(theme.name), pairwise(edges), strict=True
        )
        for height, color, (left, right) in bars:
            if height:
                painter.setBrush(color)
                bar = QRectF(left, room - height, right - left - _BAR_GAP_PX, height)
                painter.drawRoundedRect(bar, _RADIUS_PX, _RADIUS_PX)
        self._draw_captions(painter, theme)
        painter.end()

    def _draw_captions(self, painter: QPainter, theme: Theme) -> None:
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        baseline = self.height() - self._caption_height() + _CAPTION_SPACE_PX + metrics.ascent()
        for left, text in self.placed_captions():
            painter.drawText(QPointF(left, baseline), text)

    # Reading

    def _part_at(self, position: QPointF) -> int | None:
        inside = 0 <= position.x() < self.width() and 0 <= position.y() < self.height()
        if not inside or not self._values.size:
            return None
        return bisect_right(_bar_edges(self.width()), position.x()) - 1

    def _show_readout(self) -> None:
        if self._hovered is None:
            self._readout.hide()
            return
        low, high = (format_number(value, 2) for value in bin_range(self._hovered, self._limit))
        label = self.tr("{low} to {high}").format(low=low, high=high)
        room = self.height() - self._caption_height()
        height = bar_heights(self._counts, room)[self._hovered]
        anchor: QRect = self._bar_rect(self._hovered, height).toAlignedRect()
        self._readout.show_at(anchor, (label, format_count(int(self._counts[self._hovered]))))


@lru_cache(maxsize=8)
def _bar_edges(width: int) -> list[int]:
    """Return the left edges of the bars in whole pixels, and where another one would begin."""
    return [round(index * (width + _BAR_GAP_PX) / BINS) for index in range(BINS + 1)]


def _finite_range(values: NDArray[np.floating]) -> tuple[float, float] | None:
    low, high = (float(values.min()), float(values.max())) if values.size else (np.nan, np.nan)
    if np.isfinite(low) and np.isfinite(high):
        return low, high
    finite = values[np.isfinite(values)]
    return (float(finite.min()), float(finite.max())) if finite.size else None


@lru_cache(maxsize=8)
def _bin_colors(theme_name: str) -> list[QColor]:
    middles = np.linspace(-1, 1, 2 * BINS + 1)[1::2]
    scale = colors.qcolors(themes.load(theme_name))
    return [scale[index] for index in colors.indices(middles / middles.max(), 1.0)]


def _sample() -> QWidget:
    histogram = Histogram()
    values = np.random.default_rng(4).normal(0, 1.1, 92)
    histogram.set_values(values, colors.symmetric_limit(values))
    return histogram


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
