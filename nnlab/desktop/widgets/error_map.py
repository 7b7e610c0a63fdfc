"""Relative errors as a matrix: the more a cell stands out, the further apart are two numbers that should be one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import error_scale, painting
from nnlab.desktop.widgets.parts import heatmap_layout as layout
from nnlab.desktop.widgets.parts.cell_pointing import CellPointing
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.heatmap_picture import cell_radius
from nnlab.desktop.widgets.readout import Pair, Readout, spoken
from nnlab.desktop.words.numbers import format_number

_WIDEST_CELL_PX = 80  # so that few cells do not become bars; at the ordinary size of type
_TALLEST_CELL_PX = 32
_MOST_HEIGHT = 1.6  # times its width, so that one layer does not hide all others
_WRITTEN_PX = 34  # cells of this width say their decade
_MOST_WRITTEN = 150
_WIDEST_LABEL_PX = 72
_LABEL_SPACE_PX = 8

Cell = tuple[int, int]  # row and column


@dataclass(frozen=True, eq=False, slots=True)
class ErrorCells:
    """What a map shows, all (rows, columns): two numbers, their relative error, and what each is called.

    Where `names` is '' there is no cell. `left_out` marks cells that are shown and not judged. `row_names` stand left
    of the rows, or are none.
    """

    errors: NDArray[np.floating]
    analytic: NDArray[np.floating]
    numeric: NDArray[np.floating]
    left_out: NDArray[np.bool_]
    names: NDArray[np.str_]
    row_names: tuple[str, ...] = ()


class ErrorMap(CellPointing[Cell], QWidget):
    """A matrix of relative errors in shades of ink; pointing at a cell reads its numbers, arrow keys move a cursor."""

    cell_clicked = Signal(object)  # (row, column)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._cells: ErrorCells | None = None
        self._grid: layout.Grid | None = None
        self._picture: QPixmap | None = None
        self._drawn_for: tuple[object, ...] = ()
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("error_map")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_cells(self, cells: ErrorCells | None) -> None:
        """Show `cells`; None is an empty map. A cell that is read stays so while the shape does."""
        before, self._cells = self._cells, cells
        same = before is not None and cells is not None and before.errors.shape == cells.errors.shape
        if not same:
            self._pointed = self._cursor = None
            self.updateGeometry()
        self._drawn_for = ()
        self._show_readout()
        self.update()

    def readings(self, cell: Cell) -> tuple[Pair, ...]:
        """Return what is read of a cell: its name, both numbers, and their relative error."""
        cells = self._cells
        assert cells is not None
        error = format_number(float(cells.errors[cell]), 2)
        said = self.tr("{error}, at a kink").format(error=error) if cells.left_out[cell] else error
        return (
            ("", str(cells.names[cell])),
            (self.tr("back-propagated"), format_number(float(cells.analytic[cell]), 6)),
            (self.tr("numeric"), format_number(float(cells.numeric[cell]), 6)),
            (self.tr("relative error"), said),
        )

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Relative errors")
        tip = self.tr("The more a cell stands out, the larger the error. Point at it to read both gradients.")
        self._texts.set(name, tip)
        self._show_readout()

    # Layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._cells is None or not self._cells.errors.size:
            return 24
        rows, columns = self._cells.errors.shape
        unit = themes.current().text_px / 13
        room = self._room(width - self._gutter_width())
        pitch = min((room + layout.GAP_PX) / columns, _TALLEST_CELL_PX * unit)
        return round(
            max(min(pitch * rows - layout.GAP_PX, _MOST_HEIGHT * width), _TALLEST_CELL_PX * unit / 2)
        )

    def sizeHint(self) -> QSize:
        return QSize(226, self.heightForWidth(226))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 24)

    def _room(self, width: int) -> int:
        """Return how much of `width` the cells take."""
        columns = 1 if self._cells is None else self._cells.errors.shape[1]
        widest = round(_WIDEST_CELL_PX * themes.current().text_px / 13)
        return max(min(width, columns * widest), 8)

    def _gutter_width(self) -> int:
        if self._cells is None or not any(self._cells.row_names):
            return 0
        theme = themes.current()
        widest = max(painting.advance(theme, "caption", text) for text in self._cells.row_names)
        return round(min(widest, _WIDEST_LABEL_PX)) + _LABEL_SPACE_PX

    def _lay_out(self) -> layout.Grid | None:
        """Return the grid for the present size; the picture goes when anything that it depends on changed."""
        cells, dpr = self._cells, self.devicePixelRatioF()
        if cells is None or not cells.errors.size or self.height() < 4:
            return None
        key = (self.size(), dpr, themes.current().name)
        if key != self._drawn_for:
            self._drawn_for, self._picture = key, None
            gutter = self._gutter_width()
            room = self._room(self.width() - gutter)
            left, width, height = (round(side * dpr) for side in (gutter, room, self.height()))
            self._grid = layout.matrix_grid(left, width, height, *cells.errors.shape, dpr)
        return self._grid

    def _rect_of(self, cell: Cell) -> QRectF:
        grid, dpr = self._lay_out(), self.devicePixelRatioF()
        return QRectF() if grid is None else QRectF(*(side / dpr for side in grid.rect(*cell)))

    def _cell_at(self, position: QPointF) -> Cell | None:
        grid, dpr = self._lay_out(), self.devicePixelRatioF()
        place = grid.locate(position.x() * dpr, position.y() * dpr) if grid else None
        if place is None:
            return None
        cell = int(place[0]), int(place[1])
        return cell if self._is_there(cell) else None

    def _is_there(self, cell: Cell) -> bool:
        return self._cells is not None and bool(self._cells.names[cell])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        grid = self._lay_out()
        if grid is None:
            painter.end()
            return
        if painting.is_picture(painter, self):
            self._paint_cells(painter, grid, theme)
            painter.end()
            return
        if self._picture is None:
            self._picture = self._draw(grid, theme)
        painter.drawPixmap(0, 0, self._picture)
        marked = self._marked_cell()
        if marked is not None:
            width = 1.5 * theme.stroke
            outline = self._rect_of(marked).adjusted(-width, -width, width, width)
            outline = outline.intersected(QRectF(self.rect()))
            painting.stroke_round(painter, outline, 4.0 + width, theme.ink, width)
        painter.end()

    def _draw(self, grid: layout.Grid, theme: Theme) -> QPixmap:
        dpr = self.devicePixelRatioF()
        picture = QPixmap(self.size() * dpr)
        picture.setDevicePixelRatio(dpr)
        picture.fill(themes.color(theme.surface))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_cells(painter, grid, theme)
        painter.end()
        return picture

    def _paint_cells(self, painter: QPainter, grid: layout.Grid, theme: Theme) -> None:
        cells = self._cells
        assert cells is not None
        dpr = self.devicePixelRatioF()
        width, height = (side / dpr for side in grid.smallest_cell)
        written = width >= _WRITTEN_PX and height >= theme.caption_px + 3
        written = written and cells.errors.size <= _MOST_WRITTEN
        radius = cell_radius(width, height)
        rects, fills = _rects(grid, dpr), error_scale.shades(cells.errors, theme)
        painter.setPen(Qt.PenStyle.NoPen)
        names, left_outs = cells.names.ravel().tolist(), cells.left_out.ravel().tolist()
        flat = zip(rects, fills, names, left_outs, strict=True)
        for rect, fill, name, left_out in flat:  # as plain as can be: there may be thousands
            if name and not left_out:
                painter.setBrush(fill)
                painter.drawRoundedRect(rect, radius, radius)
        for number in np.flatnonzero(cells.left_out & (cells.names != "")).tolist():
            painting.stroke_round(painter, rects[number], radius, theme.faint, theme.stroke)
        painter.setFont(painting.typeface(theme, "caption")[0])
        if written:
            self._write_decades(painter, theme, rects, fills)
        self._write_row_names(painter, theme, rects[:: grid.columns])

    def _write_decades(
        self, painter: QPainter, theme: Theme, rects: list[QRectF], fills: list[QColor]
    ) -> None:
        cells = self._cells
        assert cells is not None
        flat = zip(rects, fills, cells.names.flat, cells.left_out.flat, cells.errors.flat, strict=True)
        for rect, fill, name, left_out, error in flat:
            if name:
                painter.setPen(themes.color(theme.muted) if left_out else colors.ink_on(fill))
                text = error_scale.power_of_ten(float(error))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _write_row_names(self, painter: QPainter, theme: Theme, firsts: list[QRectF]) -> None:
        """Write the names left of the first cells of the rows, where the rows are high enough."""
        assert self._cells is not None
        names, metrics = self._cells.row_names, painting.typeface(theme, "caption")[1]
        if not any(names) or firsts[0].height() < theme.caption_px - 3:
            return
        painter.setPen(themes.color(theme.muted))
        for rect, name in zip(firsts, names, strict=True):
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST_LABEL_PX)
            place = QRectF(0, rect.top() - 8, rect.left(), rect.height() + 16)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)

    # Reading

    def _marked_cell(self) -> Cell | None:
        return self._pointed or (self._cursor if self.hasFocus() else None)

    def _show_readout(self) -> None:
        cell = self._marked_cell()
        if cell is None or self._cells is None:
            self._readout.hide()
            return
        self._readout.show_at(self._rect_of(cell).toAlignedRect(), *self.readings(cell))

    def _pair_of(self, cell: Cell) -> Pair:
        name, *rest = self.readings(cell)
        return name[1], spoken(*rest)

    def _stepped(self, down: int, right: int) -> Cell | None:
        if self._cells is None or not self._cells.errors.size:
            return None
        rows, columns = self._cells.errors.shape
        row, column = self._cursor or (0, 0)
        cell = min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1)
        return cell if self._is_there(cell) else (row, column)

    # Events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if keyboard and self._cells is not None:
            self._move_cursor(0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._drawn_for = ()
            self.updateGeometry()
            self.update()


def _rects(grid: layout.Grid, dpr: float) -> list[QRectF]:
    """Return where all cells lie, row by row: for thousands of them one by one would take too long."""
    lefts, tops = (grid.x_edges[:-1] / dpr).tolist(), (grid.y_edges[:-1] / dpr).tolist()
    widths = (np.maximum(np.diff(grid.x_edges) - grid.gap, 1) / dpr).tolist()
    heights = (np.maximum(np.diff(grid.y_edges) - grid.gap, 1) / dpr).tolist()
    return [
        QRectF(left, top, width, height)
        for top, height in zip(tops, heights, strict=True)
        for left, width in zip(lefts, widths, strict=True)
    ]


def _sample() -> QWidget:
    errors = 10.0 ** np.random.default_rng(4).uniform(-13, -6, (8, 8))
    names = np.array([[f"W1[{row + 1}, {column + 1}]" for column in range(8)] for row in range(8)])
    numbers, left_out = np.full((8, 8), 0.0123), np.zeros((8, 8), dtype=np.bool_)
    left_out[2, 3] = True
    widget = ErrorMap()
    widget.set_cells(ErrorCells(errors, numbers, numbers, left_out, names, (*"abcdefg", "b")))
    return widget


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
