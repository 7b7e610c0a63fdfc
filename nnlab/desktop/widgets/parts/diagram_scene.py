"""The network diagram as a whole: joins the places, the painters and the marks of one structure and size."""

from functools import cached_property
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from nnlab.desktop.theme import Theme, color
from nnlab.desktop.widgets.parts import diagram_marks as dm
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.diagram_layout import arrange
from nnlab.desktop.widgets.parts.diagram_maps import MapPainter
from nnlab.desktop.widgets.parts.diagram_model import (
    ButtonRef,
    LinkRef,
    Marks,
    NeuronRef,
    Structure,
    UnitMaps,
    Values,
)
from nnlab.desktop.widgets.parts.diagram_painting import (
    ColumnPainter,
    LinkPainter,
    paint_matrix,
    palette_of,
    pixel_ratio,
)

_LABEL_SHARE = 0.2  # of the width, at most, for the names of inputs or of outputs
_LEAST_ROOM = 3.2  # of a column where names stand beside the network / size of the small type
_FADED = 0.3


class Scene:
    """Everything that is worked out once for a structure, a size and a theme, and the order of painting.

    `named` tells whether the names of inputs and of outputs are written beside them, `ends` whether their columns are
    shown at all, `mapped` whether neurons have pictures in them.
    """

    def __init__(
        self,
        structure: Structure,
        size: QSize,
        theme: Theme,
        named: tuple[bool, bool] = (True, True),
        ends: tuple[bool, bool] = (True, True),
        mapped: bool = False,
    ) -> None:
        self.structure = structure
        self.size = QSize(size)
        self.theme = theme
        self._metrics = painting.typeface(theme, "caption")[1]
        self._room = size.width() * _LABEL_SHARE
        self._input_labels, left = self._fitted(structure.input_labels if named[0] and ends[0] else ())
        self._output_labels, right = self._fitted(structure.output_labels if named[1] and ends[1] else ())
        if size.width() - left - right < _LEAST_ROOM * theme.caption_px * (len(structure.sizes) + 1):
            left = right = 0.0  # the network needs the room more, and its sides have the names too
            self._input_labels = self._output_labels = ()
        self.layout = arrange(
            structure.sizes,
            size.width(),
            size.height(),
            left_label=left,
            right_label=right,
            caption=theme.caption_px,
            ends=ends,
            mapped=mapped,
        )
        palette = palette_of(theme)
        self._palette = palette
        self._links = LinkPainter(self.layout, palette)
        self._columns = ColumnPainter(palette)
        self._maps = MapPainter(self.layout, palette)
        self._sheet_key: tuple[object, ...] = ()
        self._sheet_pixmap = QPixmap()

    def _fitted(self, labels: tuple[str, ...]) -> tuple[tuple[str, ...], float]:
        """Return the labels, shortened to the room there is, and the width to keep for them."""
        cut = tuple(
            self._metrics.elidedText(label, Qt.TextElideMode.ElideRight, self._room) for label in labels
        )
        width = max((self._metrics.horizontalAdvance(label) for label in cut), default=0.0)
        return cut, width + 8.0 if width else 0.0

    def paint(
        self,
        painter: QPainter,
        values: Values | None,
        marks: Marks,
        captions: tuple[str, ...],
        maps: tuple[UnitMaps, ...] | None = None,
    ) -> None:
        """Paint the diagram; `captions` one per column, `maps` too, if neurons have pictures in them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if painting.is_vector(painter):
            self._paint_sheet(painter, marks, None, captions)
        else:
            painter.drawPixmap(0, 0, self._sheet(pixel_ratio(painter), marks, captions))
        if values is None:
            values = self._blank
        self._paint_weights(painter, values, marks)
        for number in range(len(self.layout.columns)):
            self._paint_column(painter, number, values, marks, None if maps is None else maps[number])
        self._paint_emphasis(painter, marks)

    def _sheet(self, dpr: float, marks: Marks, captions: tuple[str, ...]) -> QPixmap:
        """Return all that does not change with the numbers, painted once and kept."""
        button = marks.hovered if isinstance(marks.hovered, ButtonRef) else None
        key = (dpr, marks.selected_layer, marks.editable, button, captions)
        if key != self._sheet_key:
            self._sheet_key = key
            self._sheet_pixmap = QPixmap(self.size * dpr)
            self._sheet_pixmap.setDevicePixelRatio(dpr)
            self._sheet_pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._sheet_pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_sheet(painter, marks, button, captions)
            painter.end()
        return self._sheet_pixmap

    def _paint_sheet(
        self,
        painter: QPainter,
        marks: Marks,
        button: ButtonRef | None,
        captions: tuple[str, ...],
    ) -> None:
        layout, theme = self.layout, self.theme
        if marks.selected_layer is not None and layout.columns[marks.selected_layer + 1].shown:
            dm.paint_band(painter, layout, layout.columns[marks.selected_layer + 1], theme)
        dm.paint_captions(painter, layout, captions, marks.selected_layer, theme)
        for column, labels, side in (
            (layout.columns[0], self._input_labels, -1),
            (layout.columns[-1], self._output_labels, 1),
        ):
            if labels and column.grid is None and column.spacing >= 0.9 * theme.caption_px:
                dm.paint_labels(painter, column, labels, side, theme)
        if marks.editable:
            dm.paint_buttons(painter, layout, self.structure.sizes, button, theme)

    @cached_property
    def _blank(self) -> Values:
        """The picture before there are numbers: all zero."""
        sizes = self.structure.sizes
        weights = tuple(np.zeros(shape) for shape in pairwise(sizes))
        return Values(weights, (None,) * len(weights), tuple(map(np.zeros, sizes)))

    def _paint_weights(self, painter: QPainter, values: Values, marks: Marks) -> None:
        self._links.paint(painter, values, marks)
        for layer, gap in enumerate(self.layout.gaps):
            if gap.linked:
                continue
            painter.setOpacity(1.0 if marks.lights(layer) else _FADED)
            if gap.matrix is None:
                dm.paint_arrow(painter, gap, self.layout.height / 2, self.theme)
            else:
                paint_matrix(painter, gap, values.weights[layer], values.limits[layer], self._palette)
        painter.setOpacity(1.0)
        dm.paint_weights(painter, self.layout, values.weights, marks, self.theme)
        for ref in (marks.hovered, *sorted((r for r in marks.lit if isinstance(r, LinkRef)), key=str)):
            if isinstance(ref, LinkRef):
                self._paint_strong(painter, ref, values)

    def _paint_strong(self, painter: QPainter, ref: LinkRef, values: Values) -> None:
        weights = values.weights[ref.layer]
        if self.layout.gaps[ref.layer].linked:
            self._links.paint_strong(painter, ref, float(weights[ref.source, ref.target]), values.limit)
        else:
            dm.paint_weight_mark(painter, self.layout, ref, weights.shape, self.theme)

    def _paint_column(
        self, painter: QPainter, number: int, values: Values, marks: Marks, maps: UnitMaps | None
    ) -> None:
        column, numbers = self.layout.columns[number], values.neurons[number]
        if not column.shown:
            return
        if marks.is_pending(number):
            self._paint_pending(painter, number)
        elif column.squared:
            self._maps.paint(painter, number, maps)
        elif column.grid is None:
            fills = self._columns.fills(number, numbers, marks.binary_inputs)
            self._columns.paint_neurons(painter, column, fills)
            binary = marks.binary_inputs and number == 0
            dm.paint_glyphs(painter, column, numbers, fills, self.theme, binary=binary)
        else:
            selected = marks.selected_layer == number - 1 if number else False
            ground = self.theme.field if selected else self.theme.surface
            self._columns.paint_grid(painter, column, numbers, picture=number == 0, ground=ground)
        dead = [index for where, index in marks.dead_units if where == number and index < column.units]
        if dead:
            dm.paint_dead(painter, column, dead, self.theme)

    def _paint_pending(self, painter: QPainter, number: int) -> None:
        """Paint a column that has no values yet: faint and blank, for any number there would be of another step."""
        column = self.layout.columns[number]
        blank = np.zeros(column.units)
        painter.setOpacity(_FADED)
        if column.squared:
            self._maps.paint(painter, number, None)
        elif column.grid is None:
            self._columns.paint_neurons(painter, column, [color(self.theme.zero)] * column.units)
        else:
            self._columns.paint_grid(painter, column, blank, picture=False, ground=self.theme.surface)
        painter.setOpacity(1.0)

    def _paint_emphasis(self, painter: QPainter, marks: Marks) -> None:
        columns = self.layout.columns
        lit = None if marks.highlight is None else marks.highlight.column
        if lit is not None and columns[lit].shown:
            dm.paint_rings(painter, columns[lit], self.theme)
        for ref, focus in ((marks.focused, True), (marks.hovered, False), *((r, False) for r in marks.lit)):
            if isinstance(ref, NeuronRef):
                dm.paint_ring(painter, columns[ref.column], ref.index, self.theme, focus=focus)
