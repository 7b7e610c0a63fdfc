"""The points of a plane as one layer, which is kept: while a network learns, few of its answers turn right or wrong."""

import numpy as np
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
    """Paints points over a picture."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[object, ...], QImage] | None = None  # what it shows, and the layer

    def paint(self, painter: QPainter, widget: QWidget, axes: PlaneAxes, shown: Shown) -> None:
        """Paint the points of `widget`, as they were painted before where nothing of them is new."""
        theme, (frame, points, answers) = themes.current(), shown
        if painting.is_picture(painter, widget):
            paint_points(painter, axes, shown, theme)
            return
        ratio = painter.deviceTransform().m11()
        wrong = b"" if answers is None else answers.wrong.tobytes()
        key = (points, wrong, frame, axes, theme, ratio)
        if self._kept is None or self._kept[0] != key:
            layer = transparent_image(widget.width(), widget.height(), ratio)
            above = QPainter(layer)
            paint_points(above, axes, shown, theme)
            above.end()
            self._kept = key, layer
        painter.drawImage(0, 0, self._kept[1])


def paint_points(painter: QPainter, axes: PlaneAxes, shown: Shown, theme: Theme) -> None:
    """Paint every point with the mark and in the colour of its class, or in that of its number."""
    frame, points, answers = shown
    share = crowded_share(len(points), axes.area.width() * axes.area.height())
    wrong = np.zeros(len(points), bool) if answers is None else answers.wrong
    rows = zip(
        axes.to_pixels(points.places[:, 0], points.places[:, 1]).tolist(),
        points.marks.tolist(),
        _fills(frame, points, theme),
        (points.parts != Part.TRAIN).tolist(),
        wrong.tolist(),
        strict=True,
    )
    for (x, y), mark, fill, is_unseen, is_wrong in rows:
        paint_point(painter, QPointF(x, y), mark, fill, theme, unseen=is_unseen, wrong=is_wrong, share=share)


def _fills(frame: Frame, points: Points, theme: Theme) -> list[QColor]:
    if frame.answer is Answer.VALUES:
        return [value_color(target, frame, theme) for target in points.targets.tolist()]
    palette = colors.class_colors(theme, max(len(frame.classes), 2))
    return [palette[mark % len(palette)] for mark in points.marks.tolist()]
