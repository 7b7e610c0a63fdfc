"""Note 003's straight line: samples, the line y = A x before and after a step, and the error between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.numbers import format_number
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.plane_axes import (
    PlaneAxes,
    lay_out_plane,
    paint_hairlines,
    paint_labels,
)

_LINE_PX = 2.0
_BAR_PX = 4.0
_DOT_PX = 6.0
_ROOM = 1.25  # of the farthest sample
_LABEL_SPACE_PX = 10.0


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


class LineFit(QWidget):
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
            painter.setClipRect(axes.area.adjusted(-8, -8, 8, 8))
            if self._state.before is not None:
                self._paint_line(painter, axes, theme, self._state.before, faint=True)
                self._paint_error(painter, axes, theme)
            self._paint_line(painter, axes, theme, self._state.slope, faint=False)
            painter.setClipping(False)
            self._paint_samples(painter, axes, theme)
        painter.end()

    def _axes(self, theme: Theme) -> PlaneAxes:
        x = scales.linear_scale((0.0, _ROOM * max(sample.x for sample in self._samples)))
        y = scales.linear_scale((0.0, _ROOM * max(sample.target for sample in self._samples)))
        return lay_out_plane((self.width(), self.height()), x, y, theme, self._names)

    def _paint_line(
        self, painter: QPainter, axes: PlaneAxes, theme: Theme, slope: float, *, faint: bool
    ) -> None:
        ends = np.array([axes.x.low, axes.x.high])
        start, end = (QPointF(*place) for place in axes.to_pixels(ends, slope * ends))
        style = Qt.PenStyle.DashLine if faint else Qt.PenStyle.SolidLine
        color = theme.faint if faint else theme.ink
        painter.setPen(QPen(themes.color(color), (1.4 if faint else _LINE_PX) * theme.stroke, style))
        painter.drawLine(start, end)

    def _paint_error(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        """Paint E of the last step, from the line as it was to the sample: blue above it, orange below."""
        before, active = self._state.before, self._state.active
        if before is None or active is None:
            return
        sample = self._samples[active]
        answer = before * sample.x
        error = sample.target - answer
        top, bottom = (
            QPointF(*place)
            for place in axes.to_pixels(np.array([sample.x] * 2), np.array([sample.target, answer]))
        )
        color = theme.positive if error >= 0 else theme.negative
        painter.setPen(QPen(themes.color(color), _BAR_PX * theme.stroke, c=Qt.PenCapStyle.FlatCap))
        painter.drawLine(top, bottom)
        font, metrics = painting.typeface(theme, "text", bold=True)
        painter.setFont(font)
        text = f"E = {format_number(error, 4, signed=True, trim=True)}"
        seen = [min(max(end.y(), axes.area.top()), axes.area.bottom()) for end in (top, bottom)]
        middle = sum(seen) / 2
        left = top.x() + _LABEL_SPACE_PX
        width, height = metrics.horizontalAdvance(text), metrics.height()
        painting.fill_round(
            painter, QRectF(left - 4, middle - height / 2, width + 8, height), 4.0, theme.surface
        )
        painter.setPen(themes.color(theme.ink))
        painter.drawText(QPointF(left, middle + metrics.capHeight() / 2), text)

    def _paint_samples(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        radius = _DOT_PX * theme.stroke**0.5
        font, metrics = painting.typeface(theme, "caption")
        before = self._state.before
        for number, sample in enumerate(self._samples):
            (place,) = axes.to_pixels(np.array([sample.x]), np.array([sample.target]))
            active = number == self._state.active
            painter.setPen(QPen(themes.color(theme.ink), 2.0 * theme.stroke))
            painter.setBrush(themes.color(theme.ink if active else theme.surface))
            painter.drawEllipse(QPointF(*place), radius, radius)
            painter.setFont(font)
            painter.setPen(themes.color(theme.muted))
            width = metrics.horizontalAdvance(sample.name)
            left = min(max(place[0] - width / 2, axes.area.left()), axes.area.right() - width)
            # On the side where the error is not.
            is_below = active and before is not None and before * sample.x > sample.target
            baseline = place[1] + radius + 4 + metrics.ascent() if is_below else place[1] - radius - 6
            painter.drawText(QPointF(left, baseline), sample.name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()
        super().changeEvent(event)


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
