"""Histograms over common bins, one laid over the other, so that their widths can be compared."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.pointed_reading import PointedReading
from nnlab.desktop.widgets.parts.spread_layout import step_line
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.words.numbers import format_count, format_number

_TICK_PITCH_PX = 62
_SPACE_PX = 4.0
_SWATCH_PX = 14.0
_MOST_HEIGHT = 0.9  # of the histograms / their width
# The first lies on top: ink, stroke and opacity of the fill of each.
_LOOKS = (("ink", 1.75, 0.14), ("faint", 1.0, 0.28), ("muted", 1.0, 0.1))
MOST = len(_LOOKS)


class Series(NamedTuple):
    """One histogram: its name, a note such as its spread, and how many numbers lie in each bin."""

    name: str
    note: str
    counts: NDArray[np.integer]


class OverlaidHistograms(PointedReading, QWidget):
    """Up to three histograms over one axis and on one scale, the first in ink on top; their names above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._edges: NDArray[np.floating] = np.array([-1.0, 1.0])
        self._series: tuple[Series, ...] = ()
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("overlaid_histograms")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_histograms(self, edges: NDArray[np.floating], series: Sequence[Series]) -> None:
        """Show `series`, at most three, over the bins between `edges` (bins + 1,), which ascend and are equally wide.

        Raises ValueError for more, or where counts and bins differ in number.
        """
        if len(series) > MOST:
            raise ValueError(f"At most {MOST} histograms are told apart, but {len(series)} were given.")
        for one in series:
            if len(one.counts) != len(edges) - 1:
                raise ValueError(f"'{one.name}' has {len(one.counts)} counts for {len(edges) - 1} bins.")
        self._edges, self._series = edges, tuple(series)
        if self._hovered is not None and self._hovered >= len(edges) - 1:
            self._hovered = None
        self._show_readout()
        self.update()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(
            self.tr("Distributions"), self.tr("How many numbers lie where. Point at a place to count them.")
        )

    def sizeHint(self) -> QSize:
        return QSize(220, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, round(3.5 * painting.typeface(themes.current(), "caption")[1].height()))

    # Places

    def _area(self) -> QRectF:
        """Return where the histograms stand: above the captions of the axis, not too high for their width."""
        line = painting.typeface(themes.current(), "caption")[1].height()
        height = min(self.height() - line - _SPACE_PX - 2, _MOST_HEIGHT * self.width())
        return QRectF(1, 2, self.width() - 2, max(height, 1.0))

    def _part_at(self, position: QPointF) -> int | None:
        area, bins = self._area(), len(self._edges) - 1
        index = int((position.x() - area.left()) / area.width() * bins)
        return index if self._series and 0 <= index < bins else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = themes.current(), self._area()
        painter = painting.begin_opaque(self, event)
        if self._series:
            self._draw_series(painter, theme, area)
            self._draw_axis(painter, theme, area)
            self._draw_names(painter, theme, area)
        if self._hovered is not None:
            painter.setPen(QPen(themes.color(theme.faint), theme.stroke, Qt.PenStyle.DashLine))
            x = area.left() + (self._hovered + 0.5) * area.width() / (len(self._edges) - 1)
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
        painter.end()

    def _draw_series(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        highest = max(int(one.counts.max(initial=0)) for one in self._series) or 1
        for one, (ink, width, opacity) in reversed(list(zip(self._series, _LOOKS, strict=False))):
            line = step_line(one.counts / highest, area)
            fill = themes.color(getattr(theme, ink)).toRgb()
            fill.setAlphaF(opacity)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(line)
            painter.setPen(QPen(themes.color(getattr(theme, ink)), width * theme.stroke))
            painter.drawPolyline(line)

    def _draw_names(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """Write the names in the upper corners, which bells leave free; before each a stroke as its histogram has."""
        metrics = painting.typeface(theme, "caption")[1]
        for place, (one, (ink, width, _opacity)) in enumerate(zip(self._series, _LOOKS, strict=False)):
            lines = ((one.name, True), (one.note, False))
            wide = max(painting.advance(theme, "caption", text, bold=strong) for text, strong in lines)
            left = area.right() - wide if place == 1 else area.left() + _SWATCH_PX + 5
            top = area.top() + (2.0 * metrics.height() + 3 if place == 2 else 0.0)
            middle = top + metrics.height() / 2
            painter.setPen(QPen(themes.color(getattr(theme, ink)), (width + 0.75) * theme.stroke))
            painter.drawLine(QLineF(left - _SWATCH_PX - 4, middle, left - 5, middle))
            for line, (text, strong) in enumerate(lines):
                painter.setFont(painting.typeface(theme, "caption", bold=strong)[0])
                painter.setPen(themes.color(theme.ink if strong else theme.muted))
                painter.drawText(QPointF(left, top + line * metrics.height() + metrics.ascent()), text)

    def _draw_axis(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        font, metrics = painting.typeface(theme, "caption")
        low, high = float(self._edges[0]), float(self._edges[-1])
        painter.setPen(QPen(themes.color(theme.faint), theme.stroke))
        floor = round(area.bottom()) + 0.5
        painter.drawLine(QLineF(area.left(), floor, area.right(), floor))
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        ticks = scales.linear_ticks(low, high, max(2, int(area.width() / _TICK_PITCH_PX)))
        for tick, text in zip(ticks, scales.tick_texts(ticks), strict=True):
            width = painting.advance(theme, "caption", text)
            x = area.left() + (tick - low) / (high - low) * area.width()
            left = min(max(x - width / 2, 0.0), self.width() - width)
            painter.drawText(QPointF(left, floor + _SPACE_PX + metrics.ascent() - 1), text)

    # Reading

    def _show_readout(self) -> None:
        if self._hovered is None or not self._series:
            self._readout.hide()
            return
        area, index = self._area(), self._hovered
        low, high = (format_number(float(self._edges[index + side]), 2) for side in (0, 1))
        x = area.left() + (index + 0.5) * area.width() / (len(self._edges) - 1)
        self._readout.show_at(
            QRect(round(x), round(area.top()), 1, round(area.height())),
            ("", self.tr("{low} to {high}").format(low=low, high=high)),
            *((one.name, format_count(int(one.counts[index]))) for one in self._series),
        )


def _sample() -> QWidget:
    histograms = OverlaidHistograms()
    rng, edges = np.random.default_rng(4), np.linspace(-0.06, 0.06, 101)
    wide, narrow = (np.histogram(rng.normal(0, sigma, 100_000), edges)[0] for sigma in (0.0141, 0.01))
    histograms.set_histograms(edges, [Series("He", "σ 0.0141", wide), Series("LeCun", "σ 0.0100", narrow)])
    histograms.setMinimumSize(240, 150)
    return histograms


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
