"""A grid of results over two settings: the stronger the colour the better, and each cell says its number."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.cell_pointing import CellPointing
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.spread_axes import paint_foot
from nnlab.desktop.widgets.readout import Pair, Readout, spoken

_GAP_PX = 2
_RADIUS_PX = 6.0
_SPACE_PX = 6  # between captions and cells
_TALLEST_PX = 64
_LEAST_TONE = 0.12  # of the scale: the worst of all is still a cell

Cell = tuple[int, int]  # row and column


@dataclass(frozen=True, eq=False, slots=True)
class MapCells:
    """What a map shows: `goodness` (rows, columns) from 0 to 1, NaN where nothing is known; all else for each cell.

    `texts` stand in the cells; `readings` are what is read of them. `names` are those of the two settings: of the
    rows and of the columns.
    """

    goodness: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))
    texts: tuple[tuple[str, ...], ...] = ()
    readings: tuple[tuple[tuple[Pair, ...], ...], ...] = ()
    row_labels: tuple[str, ...] = ()
    column_labels: tuple[str, ...] = ()
    names: tuple[str, str] = ("", "")


class ValueMap(CellPointing[Cell], QWidget):
    """Shows `MapCells`. Pointing at a cell reads it, clicking or Return asks for it, arrow keys move a cursor."""

    cell_clicked = Signal(object)  # (row, column)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._cells = MapCells()
        self._foot = ""
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("value_map")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_cells(self, cells: MapCells) -> None:
        """Show `cells`."""
        if cells.goodness.shape != self._cells.goodness.shape:
            self._pointed = self._cursor = None
        self._cells = cells
        self._show_readout()
        self.update()

    def set_foot(self, text: str) -> None:
        """Write `text` below the cells, left of the name of the columns: what the numbers are means over."""
        if text != self._foot:
            self._foot = text
            self.update()

    @property
    def foot(self) -> str:
        """What stands below the picture."""
        return self._foot

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(self.tr("Map of two settings"), self.tr("Point at a cell to read it."))

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 100)

    # -- places ----------------------------------------------------------------------------------------

    def _area(self, theme: Theme) -> QRectF:
        """Return the room of all cells: right of the names of the rows, between the two lines of captions."""
        metrics = painting.typeface(theme, "caption")[1]
        advance = [painting.advance(theme, "caption", text) for text in self._cells.row_labels]
        left = math.ceil(min(max(advance, default=0.0) + 1, self.width() / 3)) + _SPACE_PX
        top, foot = metrics.height() + _SPACE_PX, 2 * metrics.height() + _SPACE_PX
        rows = max(len(self._cells.goodness), 1)
        tallest = rows * _TALLEST_PX * theme.text_px / 13
        return QRectF(
            left, top, max(self.width() - left, 1), max(min(self.height() - top - foot, tallest), 1)
        )

    def _rect(self, area: QRectF, cell: Cell) -> QRectF:
        rows, columns = self._cells.goodness.shape
        width, height = area.width() / columns, area.height() / rows
        place = QRectF(area.left() + cell[1] * width, area.top() + cell[0] * height, width, height)
        return place.adjusted(0, 0, -_GAP_PX, -_GAP_PX)

    def _cell_at(self, position: QPointF) -> Cell | None:
        rows, columns = self._cells.goodness.shape
        area = self._area(themes.current())
        if not rows or not columns or not area.contains(position):
            return None
        across, down = (
            (position.x() - area.left()) / area.width(),
            (position.y() - area.top()) / area.height(),
        )
        return min(int(down * rows), rows - 1), min(int(across * columns), columns - 1)

    def _stepped(self, down: int, right: int) -> Cell | None:
        rows, columns = self._cells.goodness.shape
        if not rows or not columns:
            return None
        row, column = (0, 0) if self._cursor is None else (self._cursor[0] + down, self._cursor[1] + right)
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def _pairs(self, cell: Cell) -> tuple[Pair, ...]:
        return self._cells.readings[cell[0]][cell[1]] if self._cells.readings else ()

    def _pair_of(self, cell: Cell) -> Pair:
        return "", spoken(*self._pairs(cell))

    def _show_readout(self) -> None:
        cell = self._pointed or (self._cursor if self.hasFocus() else None)
        pairs = () if cell is None else self._pairs(cell)
        if cell is None or not pairs:
            self._readout.hide()
            return
        self._readout.show_at(self._rect(self._area(themes.current()), cell).toRect(), *pairs)

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, cells = themes.current(), self._cells
        painter = painting.begin_opaque(self, event)
        if cells.goodness.size:
            area = self._area(theme)
            self._paint_labels(painter, theme, area)
            for (row, column), goodness in np.ndenumerate(cells.goodness):
                self._paint_cell(
                    painter, theme, self._rect(area, (row, column)), goodness, cells.texts[row][column]
                )
            marked = self._pointed or (self._cursor if self.hasFocus() else None)
            if marked is not None:
                painting.stroke_round(painter, self._rect(area, marked), _RADIUS_PX, theme.ink, 2.0)
        painter.end()

    def _paint_cell(self, painter: QPainter, theme: Theme, rect: QRectF, goodness: float, text: str) -> None:
        ground = themes.color(theme.field)
        if np.isfinite(goodness):
            tone = _LEAST_TONE + (1 - _LEAST_TONE) * goodness
            ground = colors.qcolors(theme)[int(colors.indices(np.array([tone]), 1.0)[0])]
        painting.fill_round(painter, rect, min(_RADIUS_PX, rect.height() / 2), ground)
        font, metrics = painting.typeface(theme, "text", bold=True)
        if metrics.horizontalAdvance(text) > rect.width() - 4 or metrics.height() > rect.height():
            font, metrics = painting.typeface(theme, "caption")
        if metrics.horizontalAdvance(text) > rect.width() or metrics.height() > rect.height():
            return
        painter.setFont(font)
        painter.setPen(colors.ink_on(ground) if np.isfinite(goodness) else themes.color(theme.muted))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_labels(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        cells = self._cells
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QPointF(0, metrics.ascent()), cells.names[0])
        for row, text in enumerate(cells.row_labels):
            room = self._rect(area, (row, 0))
            place = QRectF(0, room.top(), area.left() - _SPACE_PX, room.height())
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)
        below = area.bottom() + _SPACE_PX - _GAP_PX
        for column, text in enumerate(cells.column_labels):
            room = self._rect(area, (0, column))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            place = QRectF(room.left(), below, room.width(), metrics.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
        name = cells.names[1]
        right = area.right() - _GAP_PX - metrics.horizontalAdvance(name)
        baseline = below + metrics.height() + metrics.ascent()
        painter.drawText(QPointF(right, baseline), name)
        paint_foot(painter, self._foot, (right, baseline, name), theme)

    # -- events ----------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.update()


def _sample() -> QWidget:
    goodness = np.array([[0.0, 0.4, 0.7, 0.2], [0.3, 0.8, 1.0, np.nan]])
    texts = tuple(tuple("✕" if np.isnan(g) else f"{g:.2f}" for g in row) for row in goodness)
    readings = tuple(tuple((("accuracy", text),) for text in row) for row in texts)
    plot = ValueMap()
    plot.set_cells(
        MapCells(
            goodness, texts, readings, ("4", "16"), ("0.01", "0.1", "0.3", "1"), ("width", "learning rate")
        )
    )
    return plot


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
