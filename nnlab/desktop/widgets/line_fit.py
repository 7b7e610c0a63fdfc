"""Note 003's straight line: samples, the line y = A x before and after a step, and the error between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.clear_places import clear_place
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.plane_axes import (
    PlaneAxes,
    lay_out_plane,
    paint_hairlines,
    paint_labels,
)
from nnlab.desktop.words.numbers import format_number

_LINE_PX = 2.0
_BAR_PX = 4.0
_DOT_PX = 6.0
_ROOM = 1.25  # of the farthest sample
_LABEL_SPACE_PX = 10.0
_SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)  # of the bar: where its name may stand, the best first


@dataclass(frozen=True, slots=True)
class LineSample:
    """One sample: its x, its target, and what it is called."""

    x: float
    target: float
    name: str


@dataclass(frozen=True, slots=True)
class LineState:
    """The line y = A x with `slope` A. `before` is the A of the step before, whose error is that of sample `active`."""

    slope: float
    before: float | None = None
    active: int | None = None


class LineFit(FollowsLook, QWidget):
    """Samples as points, the line as it is, faint as it was, and the error E = t − y of the last step as a bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._samples: tuple[LineSample, ...] = ()
        self._state = LineState(0.0)
        self._names = ("", "")
        self._texts = DefaultTexts(self)
        self.setObjectName("line_fit")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_samples(self, samples: Sequence[LineSample], names: tuple[str, str]) -> None:
        """Show `samples` over axes called `names`, x first."""
        if tuple(samples) != self._samples or names != self._names:
            self._samples, self._names = tuple(samples), names
            self.update()

    def set_state(self, state: LineState) -> None:
        """Show the line of one moment."""
        if state != self._state:
            self._state = state
            self.update()

    def state(self) -> LineState:
        """Return the moment last set."""
        return self._state

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("A straight line through zero")
        tip = self.tr(
            "The line y = A x, as it is and, faint, as it was; the bar is the error of the last step."
        )
        self._texts.set(name, tip)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 140)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        if self._samples:
            axes = self._axes(theme)
            paint_hairlines(painter, axes, theme)
            paint_labels(painter, axes, theme)
            painter.setClipRect(axes.area)
            lines = [self._line(axes, self._state.slope)]
            if self._state.before is not None:
                lines.append(self._line(axes, self._state.before))
                self._paint_line(painter, theme, lines[1], faint=True)
            bar = self._error_bar(axes)
            if bar is not None:
                self._paint_error(painter, theme, *bar)
                lines.append(bar[0])
            self._paint_line(painter, theme, lines[0], faint=False)
            painter.setClipping(False)
            plates = self._paint_samples(painter, axes, theme, lines)
            if bar is not None:
                self._paint_error_name(painter, axes, theme, *bar, lines, plates)
        painter.end()

    def _axes(self, theme: Theme) -> PlaneAxes:
        x = scales.linear_scale((0.0, _ROOM * max(sample.x for sample in self._samples)))
        y = scales.linear_scale((0.0, _ROOM * max(sample.target for sample in self._samples)))
        return lay_out_plane((self.width(), self.height()), x, y, theme, self._names)

    def _line(self, axes: PlaneAxes, slope: float) -> QLineF:
        """Return where the line y = A x lies that has this slope A."""
        ends = np.array([axes.x.low, axes.x.high])
        start, end = (QPointF(*place) for place in axes.to_pixels(ends, slope * ends))
        return QLineF(start, end)

    def _paint_line(self, painter: QPainter, theme: Theme, line: QLineF, *, faint: bool) -> None:
        style = Qt.PenStyle.DashLine if faint else Qt.PenStyle.SolidLine
        color = theme.faint if faint else theme.ink
        painter.setPen(QPen(themes.color(color), (1.4 if faint else _LINE_PX) * theme.stroke, style))
        painter.drawLine(line)

    def _error_bar(self, axes: PlaneAxes) -> tuple[QLineF, float] | None:
        """Return where E of the last step stands, from the sample to the line as it was, and E."""
        before, active = self._state.before, self._state.active
        if before is None or active is None:
            return None
        sample = self._samples[active]
        answer = before * sample.x
        ends = axes.to_pixels(np.array([sample.x] * 2), np.array([sample.target, answer]))
        return QLineF(*(QPointF(*place) for place in ends)), sample.target - answer

    def _paint_error(self, painter: QPainter, theme: Theme, bar: QLineF, error: float) -> None:
        """Paint the bar: blue where the sample is above the line, orange below."""
        color = theme.positive if error >= 0 else theme.negative
        painter.setPen(QPen(themes.color(color), _BAR_PX * theme.stroke, c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(bar)

    def _paint_error_name(
        self,
        painter: QPainter,
        axes: PlaneAxes,
        theme: Theme,
        bar: QLineF,
        error: float,
        lines: Sequence[QLineF],
        plates: Sequence[QRectF],
    ) -> None:
        """Write E beside its bar, where neither a line nor a name is."""
        font, metrics = painting.typeface(theme, "text", bold=True)
        text = f"E = {format_number(error, 4, signed=True, trim=True)}"
        width, height = metrics.horizontalAdvance(text), metrics.height()
        top, bottom = (min(max(y, axes.area.top()), axes.area.bottom()) for y in (bar.y1(), bar.y2()))
        right, left = bar.x1() + _LABEL_SPACE_PX, bar.x1() - _LABEL_SPACE_PX - width
        wanted = [
            QRectF(x, top + share * (bottom - top) - height / 2, width, height)
            for x in (right, left)
            for share in _SHARES
        ]
        low, middle = max(top, bottom) + _LABEL_SPACE_PX, bar.x1() - width / 2
        wanted += [QRectF(x, y, width, height) for y in (low, low + height) for x in (middle, right, left)]
        place = clear_place(wanted, lines, plates, axes.area)
        painting.fill_round(painter, place.adjusted(-4, 0, 4, 0), 4.0, theme.surface)
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink))
        painter.drawText(QPointF(place.left(), place.center().y() + metrics.capHeight() / 2), text)

    def _paint_samples(
        self, painter: QPainter, axes: PlaneAxes, theme: Theme, lines: Sequence[QLineF]
    ) -> list[QRectF]:
        """Paint the samples with their names clear of `lines`; return where they all lie."""
        radius = _DOT_PX * theme.stroke**0.5
        font, metrics = painting.typeface(theme, "caption")
        taken = []
        for number, sample in enumerate(self._samples):
            (place,) = axes.to_pixels(np.array([sample.x]), np.array([sample.target]))
            at = QPointF(*place)
            painter.setPen(QPen(themes.color(theme.ink), 2.0 * theme.stroke))
            painter.setBrush(themes.color(theme.ink if number == self._state.active else theme.surface))
            painter.drawEllipse(at, radius, radius)
            taken.append(QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius))
            wanted = _around(at, radius + 5, metrics.horizontalAdvance(sample.name), metrics.height())
            name = clear_place(wanted, lines, taken, axes.area)
            painter.setFont(font)
            painter.setPen(themes.color(theme.muted))
            painter.drawText(QPointF(name.left(), name.top() + metrics.ascent()), sample.name)
            taken.append(name)
        return taken

    def _renew_look(self) -> None:
        self.update()


def _around(at: QPointF, space: float, width: float, height: float) -> list[QRectF]:
    """Return the places beside `at` for a name of this size, the best first: above, below, and at the sides."""
    above, below, level = at.y() - space - height, at.y() + space, at.y() - height / 2
    middle, left, right = at.x() - width / 2, at.x() - space - width, at.x() + space
    corners = [(middle, above), (middle, below), (left, above), (right, below), (right, above), (left, below)]
    return [QRectF(x, y, width, height) for x, y in (*corners, (right, level), (left, level))]


def _sample() -> QWidget:
    fit = LineFit()
    samples = (LineSample(3.0, 1.1, "ladybird (3, 1.1)"), LineSample(1.0, 2.9, "caterpillar (1, 2.9)"))
    fit.set_samples(samples, ("width", "length"))
    fit.set_state(LineState(0.25 + 0.35 / 3, 0.25, 0))
    fit.setMinimumSize(460, 360)
    return fit


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
