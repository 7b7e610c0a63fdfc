"""What a network of two inputs answers, as a map with the samples on it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPen, QTransform
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes
from nnlab.desktop.widgets.parts.plane_model import Answer, Answers, Field, Frame, Points
from nnlab.desktop.widgets.parts.plane_picture import PlanePicture
from nnlab.desktop.widgets.parts.plane_shades import shade

_RADIUS_PX = 6.0
_BORDER_PX = 1.7


class PlaneMap(PlanePicture):
    """The decision map of classes, or the surface of a number, live behind the samples; see `PlanePicture`."""

    _is_square = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground: tuple[object, QImage] | None = None
        self.setObjectName("plane_map")
        self.retranslate()

    def retranslate(self) -> None:
        name = self.tr("Map of what the network answers")
        tip = self.tr(
            "What the network answers everywhere, and the samples. Drag to try an input. Keys: arrows move it, "
            "Enter adds a point, Delete removes one."
        )
        self._texts.set(name, tip)

    def border_lines(self) -> list[QLineF]:
        """Return the lines at which the answer changes, in the widget's pixels."""
        field, area = self._on_show()[0], self.axes().area
        if field is None:
            return []
        rows, columns = field.outputs.shape[1:]
        scale = np.array([area.width() / (columns - 1), -area.height() / (rows - 1)] * 2)
        origin = np.array([area.left(), area.bottom()] * 2)
        return [QLineF(*piece) for piece in (origin + scale * field.borders).tolist()]

    # What PlanePicture asks

    def _on_show(self) -> tuple[Field | None, Frame]:
        """Return the values that are painted, and how they are read: those of the answers, or of one unit."""
        return (self._field, self._frame) if self._unit is None else (self._unit.field, self._unit.frame)

    def _renew(self) -> None:
        self._ground = None
        super()._renew()

    def _paint_ground(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        field, frame = self._on_show()
        if field is None:
            painting.fill_round(painter, axes.area, _RADIUS_PX, theme.field)
            return
        ratio = painter.deviceTransform().m11()
        key = (axes.area.size(), ratio, theme)
        if self._ground is None or self._ground[0] != key:
            self._ground = key, _enlarged(shade(field.outputs, frame, theme), axes.area, ratio)
        image = self._ground[1]
        # The outermost places of the grid lie on the edges: half a cell of the picture reaches beyond them.
        left = axes.area.left() - (image.width() / ratio - axes.area.width()) / 2
        top = axes.area.top() - (image.height() / ratio - axes.area.height()) / 2
        brush = QBrush(image)
        brush.setTransform(QTransform.fromTranslate(left, top).scale(1 / ratio, 1 / ratio))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush)
        painter.drawRoundedRect(axes.area, _RADIUS_PX, _RADIUS_PX)
        self._paint_borders(painter, axes, theme)

    def _paint_borders(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        lines = self.border_lines()
        if not lines:
            return
        painter.setClipRect(axes.area)
        width = _BORDER_PX * theme.stroke**0.5
        painter.setPen(QPen(themes.color(theme.ink), width, c=Qt.PenCapStyle.RoundCap))
        painter.drawLines(lines)
        painter.setClipping(False)

    def _cross(self, axes: PlaneAxes, at: QPointF) -> list[QLineF]:
        area, x, y = axes.area, round(at.x()) + 0.5, round(at.y()) + 0.5
        return [QLineF(x, area.top(), x, area.bottom()), QLineF(area.left(), y, area.right(), y)]

    def _output_at(self, place: tuple[float, float]) -> NDArray[np.float64] | None:
        field = self._on_show()[0]
        if field is None:
            return None
        shares = [
            (value - low) / (high - low) for value, (low, high) in zip(place, self._frame.bounds, strict=True)
        ]
        return field.at(*shares)


def _enlarged(image: QImage, area: QRectF, ratio: float) -> QImage:
    """Return a picture of a grid so large that the outermost places of the grid are on the edges of `area`."""
    width = round(area.width() * ratio * image.width() / (image.width() - 1))
    height = round(area.height() * ratio * image.height() / (image.height() - 1))
    modes = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(max(width, 1), max(height, 1), *modes)


def _sample() -> QWidget:
    rng = np.random.default_rng(3)
    turn = rng.uniform(0.0, 2 * np.pi, 120)
    ring = np.arange(120) % 2
    places = np.stack([np.cos(turn), np.sin(turn)], axis=1) * np.where(ring, 0.45, 1.0)[:, None]
    places += rng.normal(0.0, 0.08, places.shape)
    axis = np.linspace(-1.3, 1.3, 80)
    outputs = 1 / (1 + np.exp(8 * (np.hypot(*np.meshgrid(axis, axis)) - 0.72)))
    points = Points(
        places,
        ring,
        ring.astype(float),
        np.where(np.arange(120) % 5 == 4, 2, 0),
        np.arange(120),
        tuple(map(str, range(1, 121))),
    )
    plane = PlaneMap()
    plane.set_frame(Frame(Answer.YES_NO, ("x1", "x2"), ((-1.3, 1.3), (-1.3, 1.3)), ("outer", "inner")))
    plane.set_points(points)
    values = 1 / (1 + np.exp(8 * (np.hypot(*places.T) - 0.72)))
    plane.set_answers(Field(outputs[None]), Answers(values, (values >= 0.5) != ring.astype(bool)))
    plane.set_probe((0.4, -0.2))
    plane.probe_moved.connect(plane.set_probe)
    plane.setMinimumSize(380, 400)
    return plane


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
