"""The points of a plane as one layer, which is kept: while a network learns, few of its answers turn right or wrong."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.lamps import transparent_image
from nnlab.desktop.widgets.parts.plane_axes import PlaneAxes
from nnlab.desktop.widgets.parts.plane_glyphs import crowded_share, paint_point
from nnlab.desktop.widgets.parts.plane_model import Answer, Answers, Frame, Part, Points
from nnlab.desktop.widgets.parts.plane_shades import value_color

Shown = tuple[Frame, Points, "Answers | None"]


class PointLayer:
    """Paints points over a picture: all of them from a layer that stays, and the wrong ones once more above it."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], QImage] | None = None  # what it shows, and the layer

    def paint(self, painter: QPainter, widget: QWidget, axes: PlaneAxes, shown: Shown) -> None:
        """Paint the points of `widget`, as they were painted before where nothing of them is new."""
        theme, (frame, points, answers) = themes.current(), shown
        every = np.arange(len(points))
        wrong = every[:0] if answers is None else np.nonzero(answers.wrong)[0]
        if painting.is_picture(painter, widget):
            _paint_points(painter, axes, frame, points, np.setdiff1d(every, wrong), theme)
        else:
            ratio = painter.deviceTransform().m11()
            key = (points, frame, axes, theme, ratio)
            if self._kept is None or self._kept[0] != key:
                layer = transparent_image(widget.width(), widget.height(), ratio)
                above = QPainter(layer)
                _paint_points(above, axes, frame, points, every, theme)
                above.end()
                self._kept = key, layer
            painter.drawImage(0, 0, self._kept[1])
        _paint_points(painter, axes, frame, points, wrong, theme, wrong=True)


def _paint_points(
    painter: QPainter,
    axes: PlaneAxes,
    frame: Frame,
    points: Points,
    which: NDArray[np.intp],
    theme: Theme,
    *,
    wrong: bool = False,
) -> None:
    """Paint the points `which` with the marks and in the colours of their classes, or in those of their numbers."""
    share = crowded_share(len(points), axes.area.width() * axes.area.height())
    rows = zip(
        axes.to_pixels(points.places[which, 0], points.places[which, 1]).tolist(),
        points.marks[which].tolist(),
        _fills(frame, points, which, theme),
        (points.parts[which] != Part.TRAIN).tolist(),
        strict=True,
    )
    for (x, y), mark, fill, is_unseen in rows:
        paint_point(painter, QPointF(x, y), mark, fill, theme, unseen=is_unseen, wrong=wrong, share=share)


def _fills(frame: Frame, points: Points, which: NDArray[np.intp], theme: Theme) -> list[QColor]:
    if frame.answer is Answer.VALUES:
        return [value_color(target, frame, theme) for target in points.targets[which].tolist()]
    palette = colors.class_colors(theme, max(len(frame.classes), 2))
    return [palette[mark % len(palette)] for mark in points.marks[which].tolist()]
