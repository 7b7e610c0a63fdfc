"""A loss over one parameter: the curve, the point that rolls on it, and the slope where it is."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import descent_marks as marks
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts import plot_scale as scales
from nnlab.desktop.widgets.parts.descent_marks import ShownPath
from nnlab.desktop.widgets.parts.loss_picture import LossPicture
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes, paint_hairlines, paint_labels
from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.readout import Pair
from nnlab.desktop.words.numbers import format_number

_CURVE_PX = 1.8
_TANGENT_PX = 64.0  # half of its length
_LABEL_SPACE_PX = 10.0


class LossCurve1D(LossPicture):
    """A loss over one parameter, its start to be dragged, and descents; see `LossPicture`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._x: NDArray[np.floating] = np.zeros(0)
        self._losses: NDArray[np.floating] = np.zeros(0)
        self._name = ""
        self._slopes: NDArray[np.floating] | None = None
        self.setObjectName("loss_curve_1d")
        self.retranslate()

    def set_curve(self, x: NDArray[np.floating], losses: NDArray[np.floating], name: str) -> None:
        """Show `losses` (n,) over the values `x` (n,), ascending, of the parameter `name`; none show nothing.

        A loss that is not finite is a gap.
        """
        if x is not self._x or losses is not self._losses or name != self._name:
            self._x, self._losses, self._name = x, losses, name
            self._names = (name, self.tr("loss"))
            self._renew()

    def set_slopes(self, slopes: NDArray[np.floating] | None) -> None:
        """Show at the ball the slope of its point: `slopes` (n,) of every point of the path."""
        self._slopes = slopes
        self.update()

    def retranslate(self) -> None:
        name = self.tr("Loss over one parameter")
        tip = self.tr("The ball rolls down by the slope. Drag to choose where it begins; arrow keys do too.")
        self._texts.set(name, tip)
        self._names = (self._name, self.tr("loss"))
        self._renew()

    # What LossPicture asks

    def _scales(self) -> tuple[Scale, Scale] | None:
        if len(self._x) < 2:
            return None
        return Scale(float(self._x[0]), float(self._x[-1])), scales.linear_scale(
            scales.extremes([self._losses])
        )

    def _places(
        self, points: NDArray[np.floating], losses: NDArray[np.floating], axes: PlaneAxes
    ) -> NDArray[np.float64]:
        return axes.to_pixels(points[:, 0], losses)

    def _loss_at(self, point: tuple[float, ...]) -> float:
        return float(np.interp(point[0], self._x, self._losses))

    def _asked(self, axes: PlaneAxes, place: QPointF) -> tuple[float, ...]:
        return axes.value_at(place)[:1]

    def _pairs(self, point: tuple[float, ...]) -> tuple[Pair, ...]:
        loss = format_number(self._loss_at(point))
        return (self._name, format_number(point[0])), (self.tr("loss"), loss)

    def _paint_ground(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        paint_hairlines(painter, axes, theme)
        painter.setPen(QPen(themes.color(theme.ink), _CURVE_PX * theme.stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        places = axes.to_pixels(self._x, self._losses)
        broken = np.flatnonzero(~np.isfinite(places[:, 1]))
        for piece in np.split(places, broken):
            finite = piece[np.isfinite(piece[:, 1])]
            if len(finite) > 1:
                painter.drawPolyline(marks.polygon(finite))
        paint_labels(painter, axes, theme)

    def _paint_over(self, painter: QPainter, axes: PlaneAxes, theme: Theme, number: int) -> None:
        if self._path is None or self._slopes is None or number >= len(self._slopes):
            return
        slope, x = float(self._slopes[number]), float(self._path.points[number, 0])
        (place,) = axes.to_pixels(np.array([x]), self._path.losses[number : number + 1])
        if not np.isfinite([slope, *place]).all():
            return
        across = axes.area.width() / (axes.x.high - axes.x.low)
        up = axes.area.height() / (axes.y.high - axes.y.low)
        way = np.array([across, -slope * up])
        way *= _TANGENT_PX / np.hypot(*way)
        painter.setPen(QPen(themes.color(theme.muted), 1.4 * theme.stroke))
        painter.drawLine(QPointF(*(place - way)), QPointF(*(place + way)))
        self._paint_slope(painter, axes, theme, QPointF(*place), slope)

    def _paint_slope(
        self, painter: QPainter, axes: PlaneAxes, theme: Theme, at: QPointF, slope: float
    ) -> None:
        text = self.tr("slope {value}").format(value=format_number(slope, signed=True))
        font, metrics = painting.typeface(theme, "caption")
        width = metrics.horizontalAdvance(text)
        # Below the tangent, where a curve that bends upwards does not come.
        left = at.x() + _LABEL_SPACE_PX if slope > 0 else at.x() - _LABEL_SPACE_PX - width
        left = min(max(left, axes.area.left()), axes.area.right() - width)
        baseline = at.y() + _LABEL_SPACE_PX + metrics.ascent()
        if baseline > axes.area.bottom() - metrics.descent():
            baseline = at.y() - _LABEL_SPACE_PX
        painter.setFont(font)
        painter.drawText(QPointF(left, baseline), text)


def _sample() -> QWidget:
    x = np.linspace(-2.5, 2.5, 201)
    points = [2.2]
    for _ in range(5):
        points.append(points[-1] - 0.05 * (points[-1] ** 3 - 2 * points[-1] + 0.3))
    way = np.array(points)
    curve = LossCurve1D()
    curve.set_curve(x, 0.25 * x**4 - x**2 + 0.3 * x + 1.5, "θ")
    curve.set_start((2.2,))
    curve.set_minima([(-1.484,), (1.332,)])
    curve.set_path(ShownPath(way[:, None], 0.25 * way**4 - way**2 + 0.3 * way + 1.5))
    curve.set_slopes(way**3 - 2 * way + 0.3)
    curve.start_moved.connect(curve.set_start)
    curve.setMinimumSize(460, 320)
    return curve


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
