"""Means with their spread over a setting or over epochs: points with bars, or curves with bands, in one picture."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QLineF, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.line_marks import draw_mark
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes, paint_hairlines, paint_labels
from nnlab.desktop.widgets.parts.spread_axes import lay_out_spread, paint_foot, y_scale
from nnlab.desktop.widgets.parts.spread_picture import SeriesPoint, SpreadPicture, SpreadSeries
from nnlab.desktop.widgets.parts.tip_gives_way import TipGivesWay
from nnlab.desktop.widgets.parts.together_layout import by_distance, place_names
from nnlab.desktop.widgets.readout import Readout

_LINE_PX, _STRONG_PX, _BAR_PX = 1.6, 2.4, 1.4
_POINT_PX, _RUN_PX, _CAP_PX = 3.6, 1.7, 3.5
_NOTE_PX = 12  # between the axes and a sentence that stands in for the picture
_LEAD_PX = 12.0  # between the ends of the series and their names
_BY_GAP_PX = 16  # between the name of the vertical axis and that of what the names are values of
_REACH_PX = 22.0  # how far from a point it is still pointed at
_BAND_ALPHA = 40
_FARTHEST = 10.0  # times as small as a mean


class SpreadPlot(TipGivesWay, FollowsLook, QWidget):
    """Shows a `SpreadPicture`, or a sentence where there is none. Pointing at a point reads it; a click asks for it."""

    point_pointed = Signal(object)  # SeriesPoint or None
    point_clicked = Signal(object)  # SeriesPoint

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._picture = SpreadPicture()
        self._note = self._foot = ""
        self._pointed: SeriesPoint | None = None
        self._front: Hashable = None  # a series that others point at
        self._axes: PlaneAxes
        self._inks: tuple[str, ...] = ()  # of each series
        self._places: list[NDArray[np.float64]] = []  # of the means of each series, (n, 2) in pixels
        self._names: list[float | None] = []
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("spread_plot")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self.retranslate()

    # -- values ----------------------------------------------------------------------------------------

    def set_picture(self, picture: SpreadPicture) -> None:
        """Show `picture`."""
        self._picture = picture
        keys = {series.key: len(series.x) for series in picture.series}
        if self._pointed is not None and self._pointed.index >= keys.get(self._pointed.series, 0):
            self._pointed = None
        self._lay_out()

    def set_note(self, text: str) -> None:
        """Write `text`, a sentence that says why there is nothing, instead of everything; '' shows the picture.

        Where the picture has no series but an axis already, both axes are drawn and the sentence stands between them.
        """
        if text != self._note:
            self._note = text
            self._show_readout()
            self.update()

    def set_foot(self, text: str) -> None:
        """Write `text` below the picture, left of the name of its axis: what its means go over."""
        if text != self._foot:
            self._foot = text
            self.update()

    @property
    def foot(self) -> str:
        """What stands below the picture."""
        return self._foot

    def set_front(self, key: Hashable) -> None:
        """Bring a series to the front because it is pointed at elsewhere; None leaves all as they are."""
        if key != self._front:
            self._front = key
            self.update()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(self.tr("Means and spread"), self.tr("Point at a mean to read it."))

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 120)

    # -- places ----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Bring axes, points and names up to the present picture, size and theme."""
        theme, picture = themes.current(), self._picture
        shown = [array for series in picture.series for array in _heights(series, picture)]
        low, high = scales.extremes(shown, positive=picture.y_log) or (
            (0.1, 1.0) if picture.y_log else (0.0, 1.0)
        )
        self._axes = lay_out_spread(
            (self.width(), self.height()), self._x_scale(), picture.x_ticks,
            y_scale(low, high, log=picture.y_log, percent=picture.percent, zero=scales.has_zero(shown)),
            theme, picture.names,
            percent=picture.percent, gutter=self._gutter(theme), has_marks=bool(picture.marks),
        )  # fmt: skip
        self._inks = colors.kind_colors(len(picture.series), ordered=picture.ordered, theme=theme)
        self._places = [self._axes.to_pixels(series.x, series.mean) for series in picture.series]
        self._place_names(theme)
        self._show_readout()
        self.update()

    def _x_scale(self) -> scales.Scale:
        """Return the scale of the horizontal axis, with half a step of room at both ends where points stand."""
        picture = self._picture
        places = [value for value, _text in picture.x_ticks]
        low, high = min(places, default=1.0), max(places, default=1.0)
        if not picture.bars:
            return scales.Scale(low, high if high > low else low + 1.0)
        if picture.x_log:
            margin = (high / low) ** (0.3 / max(len(places), 2)) if high > low else 2.0
            return scales.Scale(low / margin, high * margin, log=True)
        margin = 0.3 * (high - low) / max(len(places) - 1, 1) if high > low else 1.0
        return scales.Scale(low - margin, high + margin)

    def _gutter(self, theme: Theme) -> float:
        widths = [
            painting.advance(theme, "caption", s.name, bold=True) for s in self._picture.series if s.name
        ]
        return min(_LEAD_PX + max(widths), self.width() / 3) if widths else 0.0

    def _place_names(self, theme: Theme) -> None:
        ends = [self._end(places) for places in self._places]
        known = [index for index, end in enumerate(ends) if end is not None]
        wanted = [end.y() for end in ends if end is not None]
        order = by_distance(wanted)
        top = painting.typeface(theme, "caption")[1].height() if self._picture.by else 0.0
        places = place_names([wanted[i] for i in order], theme.caption_px + 2.0, top, float(self.height()))
        placed = dict(zip((known[i] for i in order), places, strict=True))
        self._names = [placed.get(index) for index in range(len(ends))]

    def _end(self, places: NDArray[np.float64]) -> QPointF | None:
        """Return the last point that has a place."""
        known = np.flatnonzero(np.isfinite(places).all(axis=1))
        return QPointF(*places[known[-1]]) if known.size else None

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, picture = themes.current(), self._picture
        painter = painting.begin_opaque(self, event)
        waits = not picture.series and bool(picture.x_ticks)
        if waits or (picture.series and not self._note):
            paint_hairlines(painter, self._axes, theme)
            paint_labels(painter, self._axes, theme)
        if self._note or not picture.series:
            self._write_note(painter, theme, over_axes=waits)
            painter.end()
            return
        self._paint_by(painter, theme)
        paint_foot(painter, self._foot, self._axes.labels[-1], theme)
        self._paint_marks(painter, theme)
        painter.save()
        painter.setClipRect(self._axes.area.adjusted(-6, -6, 6, 6))
        order = sorted(range(len(picture.series)), key=self._is_front)
        for index in order:
            (self._paint_bars if picture.bars else self._paint_band)(painter, theme, index)
        for index in order:
            self._paint_line(painter, theme, index)
        painter.restore()
        for index in order:
            self._paint_name(painter, theme, index)
        painter.end()

    def _write_note(self, painter: QPainter, theme: Theme, *, over_axes: bool) -> None:
        room = self.rect()
        if over_axes:
            room = self._axes.area.toRect().adjusted(_NOTE_PX, _NOTE_PX, -_NOTE_PX, -_NOTE_PX)
            painter.setFont(painting.typeface(theme, "text")[0])
            written = painter.boundingRect(room, Qt.TextFlag.TextWordWrap, self._note)
            # No line goes through words.
            painter.fillRect(written.adjusted(-4, 0, 4, 0), themes.color(theme.surface))
        painting.write_note(painter, room, self._note, theme)

    def _is_front(self, index: int) -> bool:
        key = self._picture.series[index].key
        return key == self._front or (self._pointed is not None and key == self._pointed.series)

    @property
    def _has_front(self) -> bool:
        return any(map(self._is_front, range(len(self._picture.series))))

    def _color(self, theme: Theme, index: int) -> QColor:
        return themes.color(self._inks[index])

    def _paint_by(self, painter: QPainter, theme: Theme) -> None:
        """Write above the names what they are values of, as far as the name of the axis leaves room."""
        font, metrics = painting.typeface(theme, "caption")
        room = self.width() - painting.advance(theme, "caption", self._picture.names[1]) - _BY_GAP_PX
        text = metrics.elidedText(self._picture.by, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QPointF(self.width() - metrics.horizontalAdvance(text), metrics.ascent()), text)

    def _paint_marks(self, painter: QPainter, theme: Theme) -> None:
        metrics = painting.typeface(theme, "caption")[1]
        painter.setPen(themes.color(theme.ink))
        area = self._axes.area
        places = self._axes.x.fractions(np.array([place for place, _text in self._picture.marks]))
        for place, (_value, text) in zip(places.tolist(), self._picture.marks, strict=True):
            middle = area.left() + place * area.width()
            painter.drawText(QPointF(middle - metrics.horizontalAdvance(text) / 2, area.top() - 3), text)

    def _paint_bars(self, painter: QPainter, theme: Theme, index: int) -> None:
        """Paint the single runs, and the spread of each mean."""
        series, color = self._picture.series[index], self._color(theme, index)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.color(theme.faint))
        radius = _RUN_PX * theme.stroke**0.5
        for place in self._axes.to_pixels(*series.runs):
            if np.isfinite(place).all():
                painter.drawEllipse(QPointF(*place), radius, radius)
        painter.setPen(QPen(color, _BAR_PX * theme.stroke))
        edges = zip(*(self._edge(series.x, ends) for ends in (series.low, series.high)), strict=True)
        for (x, low, low_is_cut), (_x, high, high_is_cut) in edges:
            if np.isfinite([x, low, high]).all() and low - high > 1:
                painter.drawLine(QLineF(x, low, x, high))
                for y, is_cut in ((low, low_is_cut), (high, high_is_cut)):
                    if not is_cut:  # an open end goes on beyond the axis
                        painter.drawLine(QLineF(x - _CAP_PX, y, x + _CAP_PX, y))

    def _edge(self, x: NDArray[np.float64], ends: NDArray[np.float64]) -> list[tuple[float, float, bool]]:
        """Return where ends of spreads lie in pixels, cut off where the axis ends, and whether they are."""
        scale = self._axes.y
        within = np.clip(ends, 0.0 if scale.zero else scale.low, scale.high)
        places = self._axes.to_pixels(x, within).tolist()
        return [(*place, cut) for place, cut in zip(places, (within != ends).tolist(), strict=True)]

    def _paint_band(self, painter: QPainter, theme: Theme, index: int) -> None:
        series = self._picture.series[index]
        if not self._is_front(index) and (self._has_front or not self._picture.all_bands):
            return
        edges = np.array([self._edge(series.x, ends) for ends in (series.low, series.high)])[..., :2]
        known = np.isfinite(edges).all(axis=(0, 2))
        if known.sum() < 2:
            return
        outline = np.concatenate([edges[0][known], edges[1][known][::-1]])
        color = QColor(self._color(theme, index))
        color.setAlpha(_BAND_ALPHA)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in outline.tolist()]))

    def _paint_line(self, painter: QPainter, theme: Theme, index: int) -> None:
        """Paint the line through the means, and of bars the means as points; what is unknown is a gap."""
        places, color = self._places[index], self._color(theme, index)
        width = _STRONG_PX if self._is_front(index) else _LINE_PX
        painter.setPen(QPen(color, width * theme.stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        known = np.isfinite(places).all(axis=1)
        for first in range(len(places) - 1 if self._picture.joined else 0):
            if known[first] and known[first + 1]:
                painter.drawLine(QPointF(*places[first]), QPointF(*places[first + 1]))
        if not self._picture.bars and known.sum() > 1:
            return
        for place, (x, y) in enumerate(places.tolist()):
            if known[place]:
                at = self._pointed == SeriesPoint(self._picture.series[index].key, place)
                rim = theme.ink if at else theme.surface
                radius = _POINT_PX + 1.5 * at
                draw_mark(painter, QPointF(x, y), index, self._inks[index], theme, radius, rim=rim)

    def _paint_name(self, painter: QPainter, theme: Theme, index: int) -> None:
        name, place = self._picture.series[index].name, self._names[index]
        if not name or place is None:
            return
        front = self._is_front(index)
        font, metrics = painting.typeface(theme, "caption", bold=front)
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink if front else theme.muted))
        left = self._axes.area.right() + _LEAD_PX
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, self.width() - left)
        painter.drawText(QPointF(left, round(place + metrics.capHeight() / 2)), text)

    # -- reading ---------------------------------------------------------------------------------------

    def _point_at(self, position: QPointF) -> SeriesPoint | None:
        """Return the point that is nearest, if it is near enough."""
        best, found = _REACH_PX, None
        for series, places in zip(self._picture.series, self._places, strict=True):
            if not self._note and len(places):
                distances = np.hypot(*(places - (position.x(), position.y())).T)
                distances = np.where(np.isnan(distances), np.inf, distances)
                nearest = int(np.argmin(distances))
                if distances[nearest] <= best:
                    best, found = float(distances[nearest]), SeriesPoint(series.key, nearest)
        return found

    def _set_pointed(self, point: SeriesPoint | None) -> None:
        if point != self._pointed:
            self._pointed = point
            self._show_readout()
            self.update()
            self.point_pointed.emit(point)

    def _show_readout(self) -> None:
        point = self._pointed
        index = next(
            (i for i, s in enumerate(self._picture.series) if point is not None and s.key == point.series),
            None,
        )
        if point is None or index is None or self._note or not self._picture.series[index].readings:
            self._readout.hide()
            return
        x, y = self._places[index][point.index]
        self._readout.show_at(
            QRect(round(x) - 4, round(y) - 4, 8, 8), *self._picture.series[index].readings[point.index]
        )

    # -- events ----------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_pointed(self._point_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = self._point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self.point_clicked.emit(point)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_pointed(None)

    def hideEvent(self, event: QHideEvent) -> None:
        self._set_pointed(None)
        self._readout.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def _renew_look(self) -> None:
        self._lay_out()


def _heights(series: SpreadSeries, picture: SpreadPicture) -> tuple[NDArray[np.float64], ...]:
    """Return the values that the vertical axis of `picture` has to hold.

    By decades no axis reaches farther down for the end of a spread than a tenth of the mean, for that end may be at 0,
    which is infinitely far; shares end at 100 %.
    """
    low, high = series.low, series.high
    if picture.y_log:
        low = np.maximum(low, series.mean / _FARTHEST)
    elif picture.percent:
        low, high = np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)
    return series.mean, low, high, series.runs[1]


def _series(key: str, best: float) -> SpreadSeries:
    rates = np.array([0.01, 0.03, 0.1, 0.3, 1.0])
    mean = 0.95 - 0.08 * (np.log10(rates) - np.log10(best)) ** 2
    spread = np.array([0.03, 0.02, 0.01, 0.03, 0.08])
    return SpreadSeries(key, key, rates, mean, mean - spread, mean + spread)


def _samples() -> Sequence[SpreadPlot]:
    points, curves = SpreadPlot(), SpreadPlot()
    rates = tuple((rate, f"{rate:g}") for rate in (0.01, 0.03, 0.1, 0.3, 1.0))
    series = (_series("4 units", 0.03), _series("16 units", 0.1))
    names, marks = ("learning rate", "accuracy"), ((1.0, "✕ 2"),)
    points.set_picture(SpreadPicture(series, rates, x_log=True, percent=True, names=names, marks=marks))
    epochs = np.arange(1.0, 61.0)
    loss = 2.0 * np.exp(-epochs / 15)
    curve = SpreadSeries("0.1", "0.1", epochs, loss, loss * 0.7, loss * 1.3)
    ticks = tuple((float(epoch), str(epoch)) for epoch in (0, 20, 40, 60))
    curves.set_picture(SpreadPicture((curve,), ticks, y_log=True, bars=False, names=("epoch", "loss")))
    return points, curves


def _sample() -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    for plot in _samples():
        layout.addWidget(plot)
    return both


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
