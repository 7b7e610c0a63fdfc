"""Pictures in the neurons of the diagram: what each of them answers over all inputs, as a small map."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPen, QTransform

from nnlab.desktop import colors
from nnlab.desktop.theme import color
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.diagram_layout import Column, Layout
from nnlab.desktop.widgets.parts.diagram_marks import MAP_CORNER
from nnlab.desktop.widgets.parts.diagram_model import UnitMaps
from nnlab.desktop.widgets.parts.diagram_painting import Palette, pixel_ratio


class MapPainter:
    """Paints the maps of a layout's columns; their pictures are kept while the maps are the same."""

    def __init__(self, layout: Layout, palette: Palette) -> None:
        self._layout, self._palette = layout, palette
        self._kept: dict[int, tuple[UnitMaps, float, list[QImage]]] = {}  # by column

    def paint(self, painter: QPainter, number: int, maps: UnitMaps | None) -> None:
        """Paint the neurons of column `number`, blank ones where there are no maps yet."""
        column, theme = self._layout.columns[number], self._palette.theme
        ratio = pixel_ratio(painter)
        pictures = [] if maps is None else self._pictures(number, maps, ratio)
        rim = QPen(color(theme.faint), theme.stroke)
        for unit, y in enumerate(column.ys.tolist()):
            reach = column.radius
            place = QRectF(column.x - reach, y - reach, 2 * reach, 2 * reach)
            if not pictures:
                painting.fill_round(painter, place, MAP_CORNER, theme.zero)
                continue
            _lay(painter, place, pictures[unit], ratio)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(rim)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), MAP_CORNER, MAP_CORNER)

    def _pictures(self, number: int, maps: UnitMaps, ratio: float) -> list[QImage]:
        kept = self._kept.get(number)
        if kept is None or kept[0] is not maps or kept[1] != ratio:
            pictures = _pictures(self._layout.columns[number], maps, self._palette, ratio)
            kept = self._kept[number] = (maps, ratio, pictures)
        return kept[2]


def _lay(painter: QPainter, place: QRectF, picture: QImage, ratio: float) -> None:
    """Paint a picture with round corners; shapes that are written keep it as it is."""
    if painting.is_vector(painter):
        painter.drawImage(place, picture)
        return
    brush = QBrush(picture)
    brush.setTransform(QTransform.fromTranslate(place.left(), place.top()).scale(1 / ratio, 1 / ratio))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawRoundedRect(place, MAP_CORNER, MAP_CORNER)


def _pictures(column: Column, maps: UnitMaps, palette: Palette, ratio: float) -> list[QImage]:
    """Return a picture for every unit, as many pixels as it has on the screen: the nearest places of its map."""
    side = max(1, round(2 * column.radius * ratio))
    _units, rows, columns = maps.values.shape
    down = ((np.arange(side) * 2 + 1) * rows // (2 * side))[::-1]  # the first row of a map is the lowest
    across = (np.arange(side) * 2 + 1) * columns // (2 * side)
    pixels = palette.scale[colors.indices(maps.values[:, down[:, None], across], maps.limit)]
    pixels = np.ascontiguousarray(pixels)
    return [QImage(unit.data, side, side, 4 * side, QImage.Format.Format_RGB32).copy() for unit in pixels]
