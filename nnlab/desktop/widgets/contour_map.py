"""A loss over two parameters as seen from above: contours, darker where it is lower, and the way of a descent."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import descent_marks as marks
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.contour_lines import Contours, contours_of
from nnlab.desktop.widgets.parts.contour_marks import (
    name_places,
    named_levels,
    paint_key,
    paint_names,
    shade,
)
from nnlab.desktop.widgets.parts.descent_marks import ShownPath
from nnlab.desktop.widgets.parts.loss_picture import LossPicture
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes, paint_labels
from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.readout import Pair
from nnlab.desktop.words.numbers import format_number

_LINE_INK = 0.42  # share of ink in the lines
_RADIUS_PX = 8.0
_KEY_SPACE_PX = 16.0  # between the key to the shades and the name of the axis


class ContourMap(LossPicture):
    """Contours of a loss over two parameters, a start to be dragged, and descents; see `LossPicture`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contours: Contours | None = None
        self.setObjectName("contour_map")
        self.retranslate()

    def set_contours(self, contours: Contours | None, names: tuple[str, str]) -> None:
        """Show a loss over two parameters that are called `names`, the one along x first; None shows nothing."""
        if contours is not self._contours or names != self._names:
            self._contours, self._names = contours, names
            self._renew()

    def retranslate(self) -> None:
        name = self.tr("Contours of the loss")
        tip = self.tr(
            "Seen from above: darker is lower. Drag to choose where the descent begins; arrow keys do too."
        )
        self._texts.set(name, tip)
        self._renew()

    # What LossPicture asks

    def _scales(self) -> tuple[Scale, Scale] | None:
        c = self._contours
        return None if c is None else (_scale(c.x), _scale(c.y))

    def _places(
        self, points: NDArray[np.floating], losses: NDArray[np.floating], axes: PlaneAxes
    ) -> NDArray[np.float64]:
        return axes.to_pixels(points[:, 0], points[:, 1])

    def _loss_at(self, point: tuple[float, ...]) -> float:
        return float("nan") if self._contours is None else self._contours.value_at(point[0], point[1])

    def _asked(self, axes: PlaneAxes, place: QPointF) -> tuple[float, ...]:
        return axes.value_at(place)

    def _pairs(self, point: tuple[float, ...]) -> tuple[Pair, ...]:
        named = [(name, format_number(value)) for name, value in zip(self._names, point, strict=True)]
        return (*named, (self.tr("loss"), format_number(self._loss_at(point))))

    def _paint_ground(self, painter: QPainter, axes: PlaneAxes, theme: Theme) -> None:
        contours = self._contours
        if contours is None:
            return
        painter.save()
        clip = QPainterPath()
        clip.addRoundedRect(axes.area, _RADIUS_PX, _RADIUS_PX)
        painter.setClipPath(clip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = _shading(contours.tones, theme)
        # The outermost values lie on the edge of the area, in the middle of their pixels.
        across = axes.area.width() / (image.width() - 1)
        down = axes.area.height() / (image.height() - 1)
        painter.drawImage(axes.area.adjusted(-across / 2, -down / 2, across / 2, down / 2), image)
        painter.setPen(QPen(marks.mixed(theme.surface, theme.ink, _LINE_INK), theme.stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        lines = [[axes.to_pixels(line[:, 0], line[:, 1]) for line in level] for level in contours.lines]
        for line in (line for level in lines for line in level):
            painter.drawPolyline(marks.polygon(line))
        painter.restore()
        self._paint_losses(painter, axes, theme, contours, lines)
        paint_labels(painter, axes, theme)

    def _paint_losses(
        self,
        painter: QPainter,
        axes: PlaneAxes,
        theme: Theme,
        contours: Contours,
        lines: Sequence[Sequence[NDArray[np.float64]]],
    ) -> None:
        """Write on some lines which loss they are, and below the picture what its shades mean."""
        finite = contours.values[np.isfinite(contours.values)]
        if not finite.size or not contours.levels:
            return
        names, ends = named_levels(contours.levels, float(finite.min()), float(finite.max()))
        metrics = painting.typeface(theme, "caption")[1]
        sizes = [(metrics.horizontalAdvance(text), metrics.height()) for text in names.values()]
        places = name_places([lines[level] for level in names], sizes, axes.area)
        found = [
            (level, text, place)
            for (level, text), place in zip(names.items(), places, strict=True)
            if place is not None
        ]
        tones = [(level + 1) / (len(contours.levels) + 1) for level, _text, _place in found]
        paint_names(painter, [(text, place) for _level, text, place in found], tones, theme)
        finite = contours.values[np.isfinite(contours.values)]
        baseline = max(baseline for _left, baseline, _text in axes.labels)
        right = axes.area.right() - metrics.horizontalAdvance(self._names[0]) - _KEY_SPACE_PX
        paint_key(painter, (self.tr("loss"), *ends), axes.area.left(), baseline, right, theme)


def _scale(values: NDArray[np.floating]) -> Scale:
    return Scale(float(values[0]), float(values[-1]))


def _shading(tones: NDArray[np.float64], theme: Theme) -> QImage:
    """Return tones (ny, nx) as a picture, its first row at the bottom."""
    low, high = (
        np.array([color.red(), color.green(), color.blue()], dtype=np.float64)
        for color in (shade(theme, 0.0), shade(theme, 1.0))
    )
    pixels = np.full((*tones.shape, 4), 255, dtype=np.uint8)
    pixels[..., :3] = np.rint(low + (high - low) * tones[::-1, :, None])
    rows, columns = tones.shape
    return QImage(pixels.tobytes(), columns, rows, 4 * columns, QImage.Format.Format_RGBA8888).copy()


def _sample() -> QWidget:
    x, y = np.linspace(-3, 3, 41), np.linspace(-1.5, 1.5, 41)
    values = 0.5 * (x[None, :] ** 2 + 25 * y[:, None] ** 2)
    points = [np.array([-2.6, 0.8])]
    for _ in range(24):
        points.append(points[-1] - 0.07 * points[-1] * (1, 25))
    contours = ContourMap()
    contours.set_contours(contours_of(x, y, values), ("θ₁", "θ₂"))
    contours.set_minima([(0.0, 0.0)])
    contours.set_start((-2.6, 0.8))
    contours.set_path(ShownPath(np.array(points), np.zeros(len(points)), "SGD 0.07"))
    kept = np.array([[-2.6, 0.8], [-2.2, 0.1], [-1.6, 0.02]])
    contours.set_kept([ShownPath(kept, np.zeros(3), "SGD 0.01")])
    contours.start_moved.connect(contours.set_start)
    contours.setMinimumSize(460, 380)
    return contours


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
