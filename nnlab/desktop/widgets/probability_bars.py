"""Outputs that are probabilities of classes: a bar for each, with its number."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.lamps import sized_font, transparent_image
from nnlab.desktop.widgets.parts.value_layout import (
    LEAST_WIDTH,
    MAX_ROWS,
    SMALLEST_ROW_PX,
    BarRows,
    bar_rows,
    bars_width,
    fitting_bars,
    number_within,
    widest,
)

_MOST_LEAST_WIDTH = 12.0  # that is asked for so that names are whole / size of the text
_PITCH = 1.85  # from one class to the next / size of the text, where there is room
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ProbabilityBars(FollowsLook, QWidget):
    """One horizontal bar per class, with its label and its output: the number that the neuron has, 0 to 1.

    Where outputs are probabilities that add up to 1 they may be read in percent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._labels: tuple[str, ...] = ()
        self._values = np.zeros(0)
        self._highlight: int | None = None
        self._percent = False
        self._lit = False
        self._pitch = 0.0  # asked for; 0 for as many pixels as a row needs
        self._still: tuple[object, QImage] | None = None  # labels and tracks
        self.setObjectName("probability_bars")
        self.retranslate()

    def set_bars(self, labels: tuple[str, ...], values: NDArray[np.floating], highlight: int | None) -> None:
        """Show `values` (K,), 0..1, of the classes `labels`; the class `highlight` is printed bold.

        Values outside 0..1 are drawn as an empty or full bar and printed as they are.
        """
        if values.shape != (len(labels),):
            raise ValueError(f"{len(labels)} labels need as many values, got {values.shape}")
        same_values = np.array_equal(values, self._values, equal_nan=True)
        if labels == self._labels and same_values and highlight == self._highlight:
            return
        named = labels != self._labels
        told = highlight != self._highlight or named
        self._labels, self._highlight = tuple(labels), highlight
        if named:
            self.updateGeometry()
        self._values = np.array(values, dtype=np.float64)
        if told:
            self._describe()
        self.update()

    def set_lit(self, lit: bool) -> None:
        """Light the ground of the bars, as a line of code is lit while what it computes is pointed at."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def set_percent(self, percent: bool) -> None:
        """Write 99.7 for the probability 0.997, or 0.997."""
        if percent != self._percent:
            self._percent = percent
            self.retranslate()
            self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        if self._percent:
            self.setToolTip(self.tr("Output of every class, in percent"))
        else:
            self.setToolTip(self.tr("Output of every class, 0 to 1"))
        self._still = None
        self._describe()

    def set_row_pitch(self, pitch: float) -> None:
        """Put the bars `pitch` pixels apart, so that they stand beside their neurons; 0 is close together."""
        if pitch != self._pitch:
            self._pitch, self._still = pitch, None
            self.updateGeometry()
            self.update()

    @property
    def is_pitched(self) -> bool:
        """Whether all bars are as far apart as was asked for, so that each stands beside its neuron."""
        shown, first = fitting_bars(
            self.width(), self.height(), len(self._labels), self._pitch, themes.current().text_px
        )
        return shown == len(self._labels) and abs(first.height() - self._pitch) < 0.5

    def _describe(self) -> None:
        if self._highlight is None:
            self.setAccessibleName(self.tr("class probabilities"))
        else:
            name = self.tr("class probabilities, largest: {label}")
            self.setAccessibleName(name.format(label=self._labels[self._highlight]))

    def sizeHint(self) -> QSize:
        theme = themes.current()
        pitch = max(self._pitch, _PITCH * theme.text_px)
        return QSize(round(13.5 * theme.text_px), math.ceil(max(len(self._labels), 2) * pitch))

    def minimumSizeHint(self) -> QSize:
        theme = themes.current()
        longest = max(
            (painting.advance(theme, "text", label, bold=True) for label in self._labels), default=0
        )
        number = painting.advance(theme, "caption", self._widest_number())
        needed = min(bars_width(longest, number, theme.text_px), _MOST_LEAST_WIDTH * theme.text_px)
        return QSize(
            math.ceil(max(needed, LEAST_WIDTH * theme.text_px)),
            round(max(min(len(self._labels), MAX_ROWS), 2) * SMALLEST_ROW_PX),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin_opaque(self, event)
        if not self._labels:
            return
        theme = themes.current()
        rows = self._bar_rows(theme)
        if self._lit:
            painting.fill_round(painter, QRectF(self.rect()), painting.CHIP_RADIUS, theme.hover)
        painter.drawImage(QPointF(0, 0), self._still_image(rows.track, rows.count, rows.label_width, theme))
        self._paint_values(painter, rows.track, rows.count, self._number_font(rows.track.height()), theme)
        painter.fillPath(_bars(rows.track, self._values[: rows.count], theme), themes.color(theme.ink))

    def _bar_rows(self, theme: Theme) -> BarRows:
        """Return where the rows lie at the present size."""
        shown, first = fitting_bars(
            self.width(), self.height(), len(self._labels), self._pitch, theme.text_px
        )
        bold = sized_font(theme, "text", min(theme.text_px, int(first.height() * 0.8)), bold=True)
        longest = widest(QFontMetricsF(bold), self._labels)
        numbers = QFontMetricsF(self._number_font(first.height()))
        return bar_rows(
            shown, first, longest, numbers.horizontalAdvance(self._widest_number()), theme.text_px
        )

    def _number_font(self, row_height: float) -> QFont:
        theme = themes.current()
        return sized_font(theme, "caption", min(theme.caption_px, int(row_height * 0.75)))

    def _widest_number(self) -> str:
        return "100.0" if self._percent else "0.000"

    def _still_image(self, track: QRectF, shown: int, label_width: float, theme: Theme) -> QImage:
        """Return labels and tracks, which stay while only the values change; `track` is the room of the first bar."""
        ratio = self.devicePixelRatioF()
        key = (self._labels, self._highlight, self._percent, self.size(), theme.name, ratio)
        if self._still is not None and self._still[0] == key:
            return self._still[1]
        image = transparent_image(self.width(), self.height(), ratio)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size_px = min(theme.text_px, int(track.height() * 0.8))
        for row, label in enumerate(self._labels[:shown]):
            highlighted = row == self._highlight
            painter.setFont(sized_font(theme, "text", size_px, bold=highlighted))
            painter.setPen(themes.color(theme.ink if highlighted else theme.muted))
            line = QRectF(0, track.top() + row * track.height(), label_width + 1, track.height())
            text = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, round(line.width()))
            painter.drawText(line, _RIGHT, text)
        painter.fillPath(_bars(track, np.ones(shown), theme), themes.color(theme.off))
        if shown < len(self._labels):
            left_out = self.tr("… {count} more").format(count=len(self._labels) - shown)
            painter.setFont(sized_font(theme, "caption", theme.caption_px))
            painter.setPen(themes.color(theme.muted))
            painter.drawText(track.translated(0, shown * track.height()), _LEFT, left_out)
        painter.end()
        self._still = (key, image)
        return image

    def _value_texts(self, shown: int) -> list[str]:
        """Return the first `shown` values with three decimals, or with two if any of all is not 0 to 1.

        In percent all have one decimal.
        """
        if self._percent:
            return [number_within(100 * value, 1, 5) for value in self._values[:shown].tolist()]
        finite = self._values[np.isfinite(self._values)]
        decimals = 3 if np.all((finite > -0.0005) & (finite < 1.0005)) else 2
        return [number_within(value, decimals, 6) for value in self._values[:shown].tolist()]

    def _paint_values(self, painter: QPainter, track: QRectF, shown: int, font: QFont, theme: Theme) -> None:
        """Write the values of the rows at the right edge."""
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        baseline = track.center().y() + (metrics.ascent() - metrics.descent()) / 2
        for row, text in enumerate(self._value_texts(shown)):
            place = QPointF(self.width() - metrics.horizontalAdvance(text), baseline + row * track.height())
            if row == self._highlight:
                painter.setPen(themes.color(theme.ink))
                painter.drawText(place, text)
                painter.setPen(themes.color(theme.muted))
            else:
                painter.drawText(place, text)


def _bars(track: QRectF, shares: NDArray[np.float64], theme: Theme) -> QPainterPath:
    """Return a bar for each of `shares`, 0 to 1, below one another; `track` is the room of the first full one."""
    thickness = min(0.4 * track.height(), 0.72 * theme.text_px)
    top, path = track.center().y() - thickness / 2, QPainterPath()
    for row, share in enumerate(np.clip(np.nan_to_num(shares, nan=0.0), 0.0, 1.0).tolist()):
        width = share * track.width()
        if width >= 0.5:
            bar = QRectF(track.left(), top + row * track.height(), width, thickness)
            path.addRoundedRect(bar, min(thickness, width) / 2, thickness / 2)
    return path


def _sample() -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    probabilities = np.array([0.0, 0.001, 0.0, 0.957, 0.0, 0.032, 0.0, 0.0, 0.01, 0.0])
    for percent in (False, True):
        bars = ProbabilityBars()
        bars.set_bars(tuple("0123456789"), probabilities, 3)
        bars.set_percent(percent)
        layout.addWidget(bars)
    return both


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
