"""The error of a numeric derivative against its step size: it falls with the bend and rises with the rounding."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import error_scale, painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.tip_gives_way import TipGivesWay
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.widgets.speed_slider import position_at, x_of
from nnlab.desktop.words.numbers import format_number

_FLOOR = 1e-17  # an error of 0 has a place at the foot
_LEAST_DECADES = -16
_LINE_PX = 1.6
_DOT_PX = 4.0
_GAP_PX = 6
_WORD_PX = 16  # of the words to the ends, where the chosen place may be
_TICK_DECADES = 3


@dataclass(frozen=True, eq=False, slots=True)
class ErrorCurve:
    """Step sizes (n,), ascending, with the largest and the middle error of each; NaN where it is not known yet."""

    epsilons: NDArray[np.floating]
    largest: NDArray[np.floating]
    median: NDArray[np.floating]


class EpsilonPlot(TipGivesWay, FollowsLook, QWidget):
    """Two curves over positions that a slider below it has too: the largest error in ink, the median in grey.

    Clicking or dragging chooses a position. The area of the curves begins `gutter()` pixels from the left.
    """

    position_chosen = Signal(object)  # int, by the user's hand

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._curve = ErrorCurve(np.zeros(0), np.zeros(0), np.zeros(0))
        self._chosen = 0
        self._limit = 1e-7
        self._pointed: int | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("epsilon_plot")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_curve(self, curve: ErrorCurve) -> None:
        """Show `curve`."""
        self._curve = curve
        self._show_readout()
        self.update()

    def set_position(self, position: int) -> None:
        """Mark the step size at `position`."""
        if position != self._chosen:
            self._chosen = position
            self.update()

    def set_limit(self, limit: float) -> None:
        """Draw the line below which gradients agree."""
        if limit != self._limit:
            self._limit = limit
            self.update()

    def gutter(self) -> int:
        """Return the width in pixels that the captions of the y axis take."""
        return round(painting.advance(themes.current(), "caption", "10⁻¹⁵")) + _GAP_PX

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Error against step size")
        tip = self.tr("Largest error in ink, median in grey. Point to read, click to choose the step size ε.")
        self._texts.set(name, tip)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 110)

    # Layout

    def _area(self) -> QRectF:
        line = painting.typeface(themes.current(), "caption")[1].height()
        top = line * 1.5 + _GAP_PX  # below the key, and half of the uppermost caption
        return QRectF(self.gutter(), top, self.width() - self.gutter(), self.height() - top - line - _GAP_PX)

    def _decades(self) -> tuple[int, int]:
        """Return the lowest and the highest power of ten on the y axis."""
        known = np.concatenate([self._curve.largest, self._curve.median, [self._limit]])
        known = known[np.isfinite(known)]
        low = max(int(np.floor(np.log10(max(float(known.min()), _FLOOR)))), _LEAST_DECADES)
        high = int(np.ceil(np.log10(max(float(known.max()), 10.0**low))))
        return min(low - 1, -12), max(high, 0)  # with room for the words at the foot

    def _x(self, position: int) -> float:
        area = self._area()
        return area.left() + x_of(position, len(self._curve.epsilons), area.width())

    def _y(self, error: float) -> float:
        area, (low, high) = self._area(), self._decades()
        share = (np.log10(max(error, _FLOOR)) - low) / (high - low)
        return float(area.bottom() - min(max(share, 0.0), 1.0) * area.height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        painter.setFont(painting.typeface(theme, "caption")[0])
        self._paint_axes(painter, theme)
        if len(self._curve.epsilons):
            self._paint_limit(painter, theme)
            self._paint_chosen(painter, theme)
            self._paint_key(painter, theme)
            self._paint_curve(painter, theme, self._curve.median, theme.faint)
            self._paint_curve(painter, theme, self._curve.largest, theme.ink)
            self._paint_dot(painter, theme)
        painter.end()

    def _paint_axes(self, painter: QPainter, theme: Theme) -> None:
        area, (low, high) = self._area(), self._decades()
        metrics = painting.typeface(theme, "caption")[1]
        for power in range(high - high % _TICK_DECADES, low - 1, -_TICK_DECADES):
            y = self._y(10.0**power)
            painter.setPen(QPen(themes.color(theme.line), theme.stroke))
            painter.drawLine(QLineF(area.left(), round(y) + 0.5, area.right(), round(y) + 0.5))
            self._write(painter, theme, QPointF(0, y + metrics.capHeight() / 2), error_scale.decade(power))
        baseline = area.bottom() + _GAP_PX + metrics.ascent()
        for position, epsilon in enumerate(self._curve.epsilons.tolist()):
            power = round(np.log10(epsilon))
            if power % _TICK_DECADES == 0 and np.isclose(epsilon, 10.0**power, rtol=1e-6, atol=0):
                text = error_scale.decade(power)
                half = metrics.horizontalAdvance(text) / 2
                x = min(max(self._x(position) - half, area.left()), self.width() - 2 * half)
                self._write(painter, theme, QPointF(x, baseline), text)
        # The curve is high at both ends, so there is room below it.
        foot = area.bottom() - 5
        rounding, truncation = self.tr("← rounding"), self.tr("truncation →")
        self._write(painter, theme, QPointF(area.left() + _WORD_PX, foot), rounding)
        right = area.right() - metrics.horizontalAdvance(truncation) - _WORD_PX
        self._write(painter, theme, QPointF(right, foot), truncation)

    def _paint_key(self, painter: QPainter, theme: Theme) -> None:
        """Name both curves, in their inks, above the plot."""
        metrics = painting.typeface(theme, "caption")[1]
        x, baseline = self._area().left(), metrics.ascent()
        y = baseline - metrics.xHeight() / 2
        for word, ink in ((self.tr("largest"), theme.ink), (self.tr("median"), theme.faint)):
            painter.setPen(QPen(themes.color(ink), _LINE_PX * theme.stroke))
            painter.drawLine(QLineF(x, y, x + _WORD_PX, y))
            x += _WORD_PX + _GAP_PX
            self._write(painter, theme, QPointF(x, baseline), word)
            x += metrics.horizontalAdvance(word) + _WORD_PX

    def _write(self, painter: QPainter, theme: Theme, place: QPointF, text: str) -> None:
        painter.setPen(themes.color(theme.muted))
        painter.drawText(place, text)

    def _paint_limit(self, painter: QPainter, theme: Theme) -> None:
        area, y = self._area(), round(self._y(self._limit)) + 0.5
        painter.setPen(QPen(themes.color(theme.faint), theme.stroke, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(area.left(), y, area.right(), y))

    def _paint_chosen(self, painter: QPainter, theme: Theme) -> None:
        area, x = self._area(), round(self._x(self._chosen)) + 0.5
        painter.setPen(QPen(themes.color(theme.muted), theme.stroke))
        painter.drawLine(QLineF(x, area.top(), x, area.bottom()))

    def _paint_curve(self, painter: QPainter, theme: Theme, errors: NDArray[np.floating], color: str) -> None:
        pen = QPen(themes.color(color), _LINE_PX * theme.stroke)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        line = QPolygonF()
        for position, error in enumerate(errors.tolist()):
            if np.isnan(error):
                painter.drawPolyline(line)
                line = QPolygonF()
            else:
                line.append(QPointF(self._x(position), self._y(error)))
        painter.drawPolyline(line)

    def _paint_dot(self, painter: QPainter, theme: Theme) -> None:
        place = self._chosen if self._pointed is None else self._pointed
        for position in {self._chosen, place}:
            if position < len(self._curve.largest) and not np.isnan(self._curve.largest[position]):
                painter.setPen(QPen(themes.color(theme.ink), _LINE_PX * theme.stroke))
                filled = position == self._chosen
                painter.setBrush(themes.color(theme.ink if filled else theme.surface))
                radius = _DOT_PX * theme.stroke**0.5
                middle = QPointF(self._x(position), self._y(float(self._curve.largest[position])))
                painter.drawEllipse(middle, radius, radius)

    # Reading and choosing

    def _position_at(self, x: float) -> int:
        area = self._area()
        return position_at(x - area.left(), len(self._curve.epsilons), area.width())

    def _point_at(self, position: int | None) -> None:
        if position != self._pointed:
            self._pointed = position
            self._show_readout()
            self.update()

    def _show_readout(self) -> None:
        position = self._pointed
        if position is None or position >= len(self._curve.epsilons):
            self._readout.hide()
            return
        anchor = QRect(round(self._x(position)), round(self._area().top()), 1, 1)
        self._readout.show_at(
            anchor,
            ("ε", format_number(float(self._curve.epsilons[position]), 1, trim=True)),
            (self.tr("largest"), format_number(float(self._curve.largest[position]), 2)),
            (self.tr("median"), format_number(float(self._curve.median[position]), 2)),
        )

    def _choose(self, x: float) -> None:
        if len(self._curve.epsilons):
            self.position_chosen.emit(self._position_at(x))

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position().x())
        if len(self._curve.epsilons):
            self._point_at(self._position_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointed = None
        self._readout.hide()

    def _renew_look(self) -> None:
        super()._renew_look()
        self.update()


def _sample() -> QWidget:
    epsilons = 10.0 ** np.linspace(-12, -1, 23)
    largest = 0.3 * epsilons**2 + 2e-14 / epsilons
    plot = EpsilonPlot()
    plot.set_curve(ErrorCurve(epsilons, largest, largest / 20))
    plot.set_position(14)
    return plot


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
