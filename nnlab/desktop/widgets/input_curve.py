"""What a network of one input answers, as a curve with the samples around it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts.descent_marks import polygon
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes, paint_hairlines
from nnlab.desktop.widgets.parts.plane_model import THRESHOLD, Answer, Answers, Field, Frame, Points
from nnlab.desktop.widgets.parts.plane_picture import PlanePicture

_LINE_PX = 2.2


class InputCurve(PlanePicture):
    """The output over the one input, live behind the samples, which stand at their targets; see `PlanePicture`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("input_curve")
        self.retranslate()

    def retranslate(self) -> None:
        name = self.tr("Curve of what the network answers")
        tip = self.tr(
            "The output for every input, and the samples at their targets. Drag to try an input. Keys: arrows move "
            "it, Enter adds a point, Delete removes one."
        )
        self._texts.set(name, tip)

    def curves(self) -> list[NDArray[np.float64]]:
        """Return the curve of every output that is shown, (n, 2) in the widget's pixels."""
        if self._field is None:
            return []
        return [self._curve_of(output) for output in self._field.outputs]

    def _curve_of(self, output: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return the places (n, 2), in pixels, of what is given (1, n) along the input."""
        low, high = self._frame.bounds[0]
        return self.axes().to_pixels(np.linspace(low, high, output.shape[-1]), output[0])

    # What PlanePicture asks

    def _paint_ground(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        paint_hairlines(painter, axes, theme)
        painter.setClipRect(axes.area.adjusted(0, -_LINE_PX, 0, _LINE_PX))
        if self._frame.answer is Answer.YES_NO:
            y = self.place_of((0.0, THRESHOLD)).y()
            painter.setPen(QPen(themes.color(theme.faint), theme.stroke, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(axes.area.left(), y, axes.area.right(), y))
        curves = self.curves()
        alone = theme.ink if self._unit is None else theme.faint
        tones = [themes.color(alone)] if len(curves) == 1 else colors.class_colors(theme, len(curves))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for curve, tone in zip(curves, tones, strict=True):
            painter.setPen(QPen(tone, _LINE_PX * theme.stroke, j=Qt.PenJoinStyle.RoundJoin))
            painter.drawPolyline(polygon(curve[np.isfinite(curve).all(axis=1)]))
        if self._unit is not None:
            painter.setPen(QPen(themes.color(theme.positive), _LINE_PX * theme.stroke))
            painter.drawPolyline(polygon(self._curve_of(self._unit.field.outputs[0])))
        painter.setClipping(False)

    def _cross(self, axes: PlaneAxes, at: QPointF) -> list[QLineF]:
        x = round(at.x()) + 0.5
        return [QLineF(x, axes.area.top(), x, axes.area.bottom())]

    def _rings(self, at: QPointF) -> list[QPointF]:
        """Return the places on the curves at which the input is answered."""
        outputs = None if self._probe is None else self._output_at(self._probe)
        if self._probe is None or outputs is None:
            return []
        finite = outputs[np.isfinite(outputs)].tolist()
        places = [self.place_of((self._probe[0], output)) for output in finite]
        area = self.axes().area
        return [place for place in places if area.contains(place)]

    def _output_at(self, place: tuple[float, float]) -> NDArray[np.float64] | None:
        if self._field is None:
            return None
        low, high = self._frame.bounds[0]
        return self._field.at((place[0] - low) / (high - low), 0.0)


def _sample() -> QWidget:
    rng = np.random.default_rng(3)
    x = rng.uniform(-3.0, 3.0, 60)
    y = np.sin(x) + rng.normal(0.0, 0.12, 60)
    curve = InputCurve()
    curve.set_frame(Frame(Answer.VALUES, ("x", "y"), ((-3.4, 3.4), (-1.4, 1.4)), reach=1.4))
    numbers = np.arange(60)
    labels = tuple(map(str, range(1, 61)))
    parts = np.where(numbers % 5 == 4, 1, 0)
    curve.set_points(Points(np.stack([x, y], 1), np.zeros(60, np.intp), y, parts, numbers, labels))
    outputs = 0.9 * np.sin(np.linspace(-3.4, 3.4, 200))[None, None]
    curve.set_answers(Field(outputs), Answers(0.9 * np.sin(x), np.zeros(60, bool)))
    curve.set_probe((1.1, 0.0))
    curve.probe_moved.connect(curve.set_probe)
    curve.setMinimumSize(400, 320)
    return curve


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
