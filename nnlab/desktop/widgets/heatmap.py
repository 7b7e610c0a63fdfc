"""A matrix as a picture: rounded cells while they are few, pixels or small images when they are many."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import heatmap_layout as layout
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.arrays import kept, same_numbers
from nnlab.desktop.widgets.parts.cell_pointing import CellPointing
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.heatmap_picture import cell_radius, draw_picture, paint_cells
from nnlab.desktop.widgets.readout import Pair, Readout
from nnlab.desktop.words.numbers import format_number

_LABEL_SPACE_PX = 8
_WIDEST_LABEL_PX = 72


@dataclass(frozen=True, slots=True)
class CellRef:
    """One entry of a matrix.

    In a heatmap of tiles `column` is the tile and `row` the index of the pixel in it, row by row, so that
    W[row, column] is the value when the tiles are the columns of W.
    """

    row: int
    column: int


class Heatmap(CellPointing[CellRef], FollowsLook, QWidget):
    """A matrix (rows, columns), or n tiles (n, h, w), coloured on the two-ended scale.

    Pointing at a cell reads it, clicking or Return asks to edit it, the arrow keys move a cell cursor.
    """

    cell_clicked = Signal(object)  # CellRef

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._values: NDArray[np.floating] = np.zeros((1, 0, 0))  # (tiles, height, width); a matrix is one
        self._tiled = False
        self._limit = 1.0
        self._ink = False
        self._row_labels: tuple[str, ...] = ()
        self._column_labels: tuple[str, ...] = ()
        self._draws_columns = False
        self._picture: QImage | None = None
        self._labels: QPixmap | None = None
        self._drawn_for: tuple[object, ...] = ()
        self._grid: layout.Grid | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("heatmap")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_matrix(self, matrix: NDArray[np.floating], limit: float) -> None:
        """Show `matrix` (rows, columns); `limit` > 0 is the magnitude of the strongest colour."""
        if matrix.ndim != 2:
            raise ValueError(f"A heatmap shows a matrix of two dimensions, not of {matrix.ndim}.")
        self._set_values(matrix[None], limit, tiled=False)

    def set_tiles(self, tiles: NDArray[np.floating], limit: float) -> None:
        """Show `tiles` (n, h, w) as a grid of small images; `limit` > 0 is the strongest magnitude."""
        if tiles.ndim != 3:
            raise ValueError(f"Tiles have three dimensions (n, h, w), not {tiles.ndim}.")
        self._set_values(tiles, limit, tiled=True)

    def set_ink(self, ink: bool) -> None:
        """Show positive pixels of tiles in shades of ink, as a photograph, instead of the scale's colour."""
        if ink != self._ink:
            self._ink, self._picture = ink, None
            self.update()

    def set_labels(
        self, rows: tuple[str, ...], columns: tuple[str, ...], *, draw_columns: bool = False
    ) -> None:
        """Name the rows and columns (of tiles: the pixels and the tiles); empty names are numbered.

        Row names stand left of a matrix where they fit; column names are read with the cursor, and stand
        below the matrix if `draw_columns` asks for them.
        """
        if (rows, columns, draw_columns) == (self._row_labels, self._column_labels, self._draws_columns):
            return
        self._row_labels, self._column_labels, self._draws_columns = rows, columns, draw_columns
        self._forget_picture()
        self._show_readout()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Heatmap")
        tip = self.tr("Orange is negative, blue is positive. Point at a cell to read it, click to edit it.")
        self._texts.set(name, tip)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        n, h, w = self._values.shape
        if not self._values.size:
            return 24
        if self._tiled:
            return layout.natural_tiles_height(width, n, h / w)
        labels = self._column_label_height()
        return layout.natural_height(width - self._gutter_width(), h, w) + labels

    def sizeHint(self) -> QSize:
        return QSize(226, self.heightForWidth(226))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 24)

    def _set_values(self, values: NDArray[np.floating], limit: float, *, tiled: bool) -> None:
        same_shape = values.shape == self._values.shape and tiled == self._tiled
        if same_shape and limit == self._limit and same_numbers(values, self._values):
            return
        self._values, self._limit, self._tiled = kept(values), limit, tiled
        self._picture = None
        if not same_shape:
            self._pointed = self._cursor = None
            self._readout.hide()
            self._forget_picture()
        self._show_readout()
        self.update()

    def _forget_picture(self) -> None:
        self._drawn_for = ()
        self.updateGeometry()
        self.update()

    # Layout

    def _gutter_width(self) -> int:
        """Return the width in pixels that the row names take, 0 if they would not fit."""
        rows = self._values.shape[1]
        theme = themes.current()
        if self._tiled or len(self._row_labels) != rows or not any(self._row_labels):
            return 0
        widest = max(painting.advance(theme, "caption", text) for text in self._row_labels)
        return round(min(widest, _WIDEST_LABEL_PX)) + _LABEL_SPACE_PX if widest else 0

    def _lowest_named_row(self) -> float:
        """Return how far apart rows must be, in pixels, for their names not to touch: Korean letters are taller."""
        theme = themes.current()
        metrics = QFontMetricsF(theme.font("caption"))
        tallest = max(metrics.tightBoundingRect(text).height() for text in self._row_labels)
        return max(theme.caption_px - 1, tallest + 1)

    def _column_label_height(self) -> int:
        drawn = self._draws_columns and not self._tiled and len(self._column_labels) == self._values.shape[2]
        return themes.current().caption_px + 7 if drawn else 0

    def _lay_out(self) -> layout.Grid | None:
        """Return the grid for the present size, built again only when something it depends on changed."""
        key = (self._values.shape, self._tiled, self.size(), self.devicePixelRatioF(), themes.current().name)
        if key == self._drawn_for:
            return self._grid
        self._drawn_for, self._grid, self._picture, self._labels = key, None, None, None
        n, h, w = self._values.shape
        dpr = self.devicePixelRatioF()
        width, height = round(self.width() * dpr), round((self.height() - self._column_label_height()) * dpr)
        if not self._values.size or width < 8 or height < 4:
            return None
        if self._tiled:
            self._grid = layout.tile_grid(0, width, height, n, h / w, dpr)
            return self._grid
        gutter = round(self._gutter_width() * dpr)
        self._grid = layout.matrix_grid(gutter, width - gutter, height, h, w, dpr)
        if gutter and self._grid.height / h < self._lowest_named_row() * dpr:
            self._grid = layout.matrix_grid(0, width, height, h, w, dpr)
        return self._grid

    def _rect_of(self, cell: CellRef) -> QRectF:
        """Return where a cell (of tiles: the tile) lies, in the widget's pixels."""
        grid = self._lay_out()
        if grid is None:
            return QRectF()
        row, column = divmod(cell.column, grid.columns) if self._tiled else (cell.row, cell.column)
        dpr = self.devicePixelRatioF()
        x, y, width, height = grid.rect(row, column)
        return QRectF(x / dpr, y / dpr, width / dpr, height / dpr)

    def _cell_at(self, position: QPointF) -> CellRef | None:
        grid = self._lay_out()
        dpr = self.devicePixelRatioF()
        place = grid.locate(position.x() * dpr, position.y() * dpr) if grid else None
        if grid is None or place is None:
            return None
        row, column = int(place[0]), int(place[1])
        if not self._tiled:
            return CellRef(row, column)
        n, h, w = self._values.shape
        tile = row * grid.columns + column
        pixel = int(place[0] % 1 * h) * w + int(place[1] % 1 * w)
        return CellRef(pixel, tile) if tile < n else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        grid = self._lay_out()
        if grid is None:
            return
        dpr = self.devicePixelRatioF()
        if self._picture is None:
            self._picture = draw_picture(self._values, self._limit, grid, theme, dpr, ink=self._ink)
        if self._labels is None:
            self._labels = self._draw_labels(grid, dpr)
        if painting.is_picture(painter, self):
            self._paint_finely(painter, grid, dpr)
            painter.end()
            return
        painter.drawPixmap(0, 0, self._labels)
        painter.drawImage(QPointF(int(grid.x_edges[0]) / dpr, 0.0), self._picture)
        marked = self._marked_cell()
        if marked is not None:
            self._draw_mark(painter, theme, self._rect_of(marked))
        painter.end()

    def _paint_finely(self, painter: QPainter, grid: layout.Grid, dpr: float) -> None:
        """Paint names and cells one by one; pixels that are many stay pixels."""
        assert self._picture is not None
        self._paint_labels(painter, grid, dpr)
        if grid.gap and self._values.shape == (1, grid.rows, grid.columns):
            paint_cells(painter, self._values[0], self._limit, grid, themes.current(), dpr)
        else:
            painter.drawImage(QPointF(int(grid.x_edges[0]) / dpr, 0.0), self._picture)

    def _draw_mark(self, painter: QPainter, theme: Theme, cell: QRectF) -> None:
        width = 1.5 * theme.stroke
        outline = cell.adjusted(-width, -width, width, width).intersected(QRectF(self.rect()))
        radius = cell_radius(cell.width(), cell.height()) + width
        painting.stroke_round(painter, outline, radius, theme.ink, width)

    def _draw_labels(self, grid: layout.Grid, dpr: float) -> QPixmap:
        """Return the row and column names as a transparent picture of the widget's size."""
        pixmap = QPixmap(self.size() * dpr)
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._paint_labels(painter, grid, dpr)
        painter.end()
        return pixmap

    def _paint_labels(self, painter: QPainter, grid: layout.Grid, dpr: float) -> None:
        theme = themes.current()
        painter.setFont(theme.font("caption"))
        painter.setPen(themes.color(theme.muted))
        gutter = grid.x_edges[0] / dpr
        if gutter:
            metrics = QFontMetricsF(painter.font())
            for row, text in enumerate(self._row_labels):
                _x, y, _width, height = (value / dpr for value in grid.rect(row, 0))
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST_LABEL_PX)
                painter.drawText(QRectF(0, y - 8, gutter, height + 16), Qt.AlignmentFlag.AlignVCenter, text)
        if self._column_label_height():
            self._draw_column_names(painter, grid, dpr)

    def _draw_column_names(self, painter: QPainter, grid: layout.Grid, dpr: float) -> None:
        metrics = QFontMetricsF(painter.font())
        widest = max(metrics.horizontalAdvance(text) for text in self._column_labels)
        if widest > grid.smallest_cell[0] / dpr:
            return
        top = (grid.y_edges[0] + grid.height) / dpr + 4
        for column, text in enumerate(self._column_labels):
            x, _y, width, _height = (value / dpr for value in grid.rect(0, column))
            rect = QRectF(x, top, width, self._column_label_height() - 4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)

    # Reading

    def _marked_cell(self) -> CellRef | None:
        """Return the cell that is read: the one under the mouse, else the keyboard's."""
        return self._pointed or (self._cursor if self.hasFocus() else None)

    def _show_readout(self) -> None:
        cell = self._marked_cell()
        if cell is None:
            self._readout.hide()
            return
        anchor = self._rect_of(cell).toAlignedRect()
        self._readout.show_at(anchor, self._pair_of(cell))

    def _pair_of(self, cell: CellRef) -> Pair:
        return self._name_of(cell), format_number(float(self._value_of(cell)), 4)

    def _value_of(self, cell: CellRef) -> np.floating:
        if not self._tiled:
            return self._values[0, cell.row, cell.column]
        return self._values[cell.column].reshape(-1)[cell.row]

    def _name_of(self, cell: CellRef) -> str:
        """Return 'a → h3': the named or numbered row and column of a cell."""
        numbered = self._values.shape[1] > 1
        row = _label(self._row_labels, cell.row, str(cell.row + 1) if numbered else "")
        if self._tiled and not self._row_labels:
            row = self._place_of(cell.row)
        column = _label(self._column_labels, cell.column, str(cell.column + 1))
        if not row or not column:
            return row or column
        return self.tr("{row} → {column}").format(row=row, column=column)

    def _place_of(self, pixel: int) -> str:
        """Return where a pixel lies in its tile, nothing if it is the only one."""
        _n, h, w = self._values.shape
        place = self.tr("row {row}, column {column}").format(row=pixel // w, column=pixel % w)
        return place if h * w > 1 else ""

    # Events

    def _stepped(self, down: int, right: int) -> CellRef | None:
        """Return the cell that the cursor comes to: of tiles, from tile to tile."""
        n, h, w = self._values.shape
        if not self._values.size:
            return None
        cell = self._cursor or CellRef(h // 2 * w + w // 2 if self._tiled else 0, 0)
        grid = self._lay_out()
        if self._tiled and grid is not None:
            tile = cell.column + down * grid.columns + right
            return CellRef(cell.row, tile if 0 <= tile < n else cell.column)
        if self._tiled:
            return cell
        return CellRef(min(max(cell.row + down, 0), h - 1), min(max(cell.column + right, 0), w - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if keyboard and self._values.size:
            self._move_cursor(0, 0)

    def _renew_look(self) -> None:
        self._forget_picture()


def _label(labels: tuple[str, ...], index: int, number: str) -> str:
    """Return a label, or the number where it is missing: labels may come before or after their matrix."""
    return labels[index] if index < len(labels) else number


def _sample() -> QWidget:
    heatmap = Heatmap()
    heatmap.set_matrix(np.random.default_rng(4).normal(0, 1.2, (7, 8)), 3.33)
    heatmap.set_labels(tuple("abcdefg"), tuple(f"h{unit}" for unit in range(1, 9)))
    return heatmap


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
