"""What each class is read as: rows are true, columns answered, and darker cells are a larger share of their row."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.cell_pointing import CellPointing
from nnlab.desktop.widgets.parts.confusion_layout import (
    depths,
    shares,
    square_grid,
    without_common_words,
)
from nnlab.desktop.widgets.parts.confusion_picture import can_be_written, cell_rect, draw_cells
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.heatmap_layout import GAP_PX, Grid
from nnlab.desktop.widgets.parts.heatmap_picture import cell_radius
from nnlab.desktop.widgets.parts.lamps import transparent_image
from nnlab.desktop.widgets.readout import Pair, Readout
from nnlab.desktop.words.numbers import format_count

Cell = tuple[int, int]  # (true, answered), from 0

NUMBERS = ("none", "counts", "rates")

_NATURAL_CELL = 1.25  # side / size of the text
_LARGEST_CELL = {"none": 2.2, "counts": 8.0, "rates": 8.0}  # side / size of the text
_LABEL_GAP_PX = 8
_NAME_GAP_PX = 3  # between two names below
_RING = 2.0  # around a cell / stroke
_WIDEST_LABEL = 0.4  # of the width
_LINE = 1.2  # least distance of names that are turned up / size of their letters


class ConfusionMatrix(CellPointing[Cell], painting.KeyboardFocus, FollowsLook, QWidget):
    """Counts of K x K answers, in shades of ink that make rare confusions visible.

    Pointing at a cell reads it, clicking or Return asks to see its pictures, the arrow keys move a cursor.
    """

    cell_clicked = Signal(object)  # (true, answered), each from 0
    written_changed = Signal(object)  # one of NUMBERS: what has room in the cells as they are painted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._counts: NDArray[np.integer] | None = None
        self._shares = np.zeros((0, 0))
        self._names: tuple[str, ...] = ()
        self._numbers = "none"
        self._selected: Cell | None = None
        self._cells: tuple[object, Grid, QImage] | None = None  # made for what, where, and the picture
        self._written = "none"
        self._readout = Readout(self)
        self.setObjectName("confusion_matrix")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_matrix(self, counts: NDArray[np.integer] | None, names: tuple[str, ...]) -> None:
        """Show `counts` (K, K), rows true and columns answered, of the K classes `names`; None is not yet counted."""
        k = len(names)
        if counts is not None and counts.shape != (k, k):
            raise ValueError(f"{k} classes have {k} x {k} counts, not {counts.shape}.")
        if names == self._names and _same(counts, self._counts):
            return
        if names != self._names:
            self._names, self._selected, self._pointed, self._cursor = tuple(names), None, None, None
            self.updateGeometry()
        self._counts = None if counts is None else np.array(counts)
        self._shares = shares(np.zeros((k, k), dtype=np.intp) if counts is None else counts)
        self._redraw()

    def set_numbers(self, numbers: str) -> None:
        """Write 'counts' or 'rates' (percent of the row) into the cells, or 'none'.

        Where there is no room for them, rates are written in whole percent, and in the smallest cells nothing.
        """
        if numbers not in NUMBERS:
            raise ValueError(f"Cells show one of {NUMBERS}, not {numbers!r}.")
        if numbers != self._numbers:
            self._numbers = numbers
            self.updateGeometry()
            self._redraw()

    @property
    def written(self) -> str:
        """What had room in the cells when they were painted last, one of NUMBERS."""
        return self._written

    def set_selected(self, cell: Cell | None) -> None:
        """Mark the cell (true, answered), or none."""
        if cell != self._selected:
            self._selected = cell
            self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setAccessibleName(self.tr("Confusion matrix"))
        self.setToolTip(
            self.tr(
                "Rows are true classes, columns what they are read as. The darker, the larger the share of "
                "the row; rare ones are darkened to be seen."
            )
        )
        self._show_readout()

    def _redraw(self) -> None:
        self._cells = None
        self._show_readout()
        self.update()

    # Layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        k = len(self._names)
        room = width - self._gutter(width) - self._margin()
        cell = min((room + GAP_PX) / max(k, 1) - GAP_PX, self._largest_cell())
        foot = self._foot(width, math.inf)
        return math.ceil(max(cell, 2) * k + GAP_PX * max(k - 1, 0)) + foot + self._margin()

    def sizeHint(self) -> QSize:
        theme, k = themes.current(), len(self._names)
        side = _NATURAL_CELL * theme.text_px if self._numbers == "none" else 3 * theme.text_px
        width = round((side + GAP_PX) * k)
        width += self._gutter(width) + self._margin()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        side = 8 * max(len(self._names), 2)
        return QSize(side + self._gutter(side) + self._margin(), side + self._flat_foot() + self._margin())

    def _largest_cell(self) -> float:
        return _LARGEST_CELL[self._numbers] * themes.current().text_px

    def _gutter(self, width: float) -> int:
        """Return the room for names at the left, in pixels."""
        theme = themes.current()
        widest = max((painting.advance(theme, "caption", name, bold=True) for name in self._names), default=0)
        return math.ceil(min(widest, _WIDEST_LABEL * width)) + _LABEL_GAP_PX

    def _margin(self) -> int:
        """Return the room above and at the right for the ring around a cell, in pixels."""
        return math.ceil(_RING * themes.current().stroke)

    def _flat_foot(self) -> int:
        return themes.current().caption_px + 8

    def _foot(self, width: float, height: float) -> int:
        """Return the room for names below, in pixels: where columns are too narrow for them, they are turned up."""
        theme, flat = themes.current(), self._flat_foot()
        names = without_common_words(self._names)
        widest = max((painting.advance(theme, "caption", name, bold=True) for name in names), default=0)
        steep = math.ceil(min(widest, _WIDEST_LABEL * width)) + 8

        def pitch(foot: int) -> float:
            across = width - self._gutter(width) - self._margin()
            down = height - foot - self._margin()
            return min((min(across, down) + GAP_PX) / max(len(names), 1), self._largest_cell() + GAP_PX)

        fits = widest <= pitch(flat) - GAP_PX - _NAME_GAP_PX + 1
        return flat if fits or pitch(steep) < _LINE * theme.caption_px else max(steep, flat)

    def _arranged(self) -> tuple[Grid, QImage]:
        """Return the grid for the present size and the picture of its cells."""
        theme, ratio = themes.current(), self.devicePixelRatioF()
        key = (self.size().toTuple(), theme.name, ratio)
        if self._cells is None or self._cells[0] != key:
            left, margin = self._gutter(self.width()), self._margin()
            foot = self._foot(self.width(), self.height())
            room = QRectF(left, margin, self.width() - margin - left, self.height() - foot - margin)
            grid = square_grid(room.getRect(), len(self._names), self._largest_cell(), ratio)
            counts = np.zeros(self._shares.shape, dtype=np.intp) if self._counts is None else self._counts
            picture = transparent_image(self.width(), self.height(), ratio)
            wordings = self._wordings(counts) if can_be_written(grid, ratio) else []
            written = draw_cells(picture, grid, depths(counts), wordings, theme)
            self._cells = (key, grid, picture)
            if written != self._written:
                self._written = written
                self.written_changed.emit(written)
        return self._cells[1], self._cells[2]

    def _rect_of(self, cell: Cell) -> QRectF:
        return cell_rect(self._arranged()[0], cell, self.devicePixelRatioF())

    def _cell_at(self, position: QPointF) -> Cell | None:
        ratio = self.devicePixelRatioF()
        place = (
            self._arranged()[0].locate(position.x() * ratio, position.y() * ratio) if self._names else None
        )
        return None if place is None else (int(place[0]), int(place[1]))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin_opaque(self, event)
        if not self._names:
            return
        theme, ratio = themes.current(), self.devicePixelRatioF()
        grid, cells = self._arranged()
        painter.drawImage(QPointF(0, 0), cells)
        self._paint_names(painter, grid, theme)
        if self._selected is not None:
            _paint_ring(painter, cell_rect(grid, self._selected, ratio), theme.ink, _RING * theme.stroke)
        read = self._read_cell()
        if read is not None and read != self._selected:
            color = theme.muted if read == self._pointed else theme.focus
            _paint_ring(painter, cell_rect(grid, read, ratio), color, 1.5 * theme.stroke)
        painter.end()

    def _wordings(self, counts: NDArray[np.integer]) -> list[tuple[str, dict[tuple[int, ...], str]]]:
        """Return what may be written into the cells and its kind, the first that fits; 0 is not written."""
        if self._numbers == "none":
            return []
        counted = [(cell, int(n)) for cell, n in np.ndenumerate(counts) if n]
        rates = {cell: f"{100 * self._shares[cell]:.1f}" for cell, _ in counted}
        percents = {cell: f"{100 * self._shares[cell]:.0f}" for cell, _ in counted}
        whole = {
            cell: text for cell, text in percents.items() if text != "0"
        }  # their shade says that there are some
        if self._numbers == "rates":
            return [("rates", rates), ("rates", whole)]
        return [("counts", {cell: str(n) for cell, n in counted}), ("rates", whole)]

    def _paint_names(self, painter: QPainter, grid: Grid, theme: Theme) -> None:
        """Write the names at the left and below, as many as have room; those of the cell that is read stand out."""
        ratio, read = self.devicePixelRatioF(), self._read_cell() or self._selected or (-1, -1)
        gutter, top = grid.x_edges[0] / ratio - _LABEL_GAP_PX, (grid.y_edges[0] + grid.height) / ratio + 3
        pitch = (grid.width + grid.gap) / ratio / len(self._names)
        # Beside cells that are hardly more than pixels, names stand as far apart as their letters are wide.
        every = math.ceil((theme.caption_px if grid.gap else 2 * theme.caption_px) / pitch)
        width = every * pitch - grid.gap / ratio - _NAME_GAP_PX
        metrics = painting.typeface(theme, "caption", bold=True)[1]
        below, foot = self._names, self._foot(self.width(), self.height())
        if any(metrics.horizontalAdvance(name) > width + 1 for name in below):
            below = without_common_words(below)
        for index, name in list(enumerate(self._names))[::every]:
            middle = cell_rect(grid, (index, index), ratio).center()
            row = QRectF(0, middle.y() - 10, gutter, 20)
            self._write_name(painter, theme, name, row, Qt.AlignmentFlag.AlignRight, index == read[0])
            if foot == self._flat_foot():
                place, side = QRectF(-width / 2, 0, width, foot - 3), Qt.AlignmentFlag.AlignHCenter
            else:
                place, side = QRectF(3 - foot, -pitch / 2, foot - 3, pitch), Qt.AlignmentFlag.AlignRight
            painter.save()
            painter.translate(middle.x(), top)
            painter.rotate(0 if foot == self._flat_foot() else -90)
            self._write_name(painter, theme, below[index], place, side, index == read[1])
            painter.restore()

    def _write_name(
        self, painter: QPainter, theme: Theme, name: str, rect: QRectF, side: Qt.AlignmentFlag, strong: bool
    ) -> None:
        font, metrics = painting.typeface(theme, "caption", bold=strong)
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink if strong else theme.muted))
        # A pixel more: a width that is just enough must not be taken for too little. Below there is hardly room for the
        # dots, and the whole names stand in the same order at the left.
        room = rect.width() + 1
        if side == Qt.AlignmentFlag.AlignHCenter:
            text = _beginning(name, metrics, room)
        else:
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, text)

    # Reading

    def _read_cell(self) -> Cell | None:
        """Return the cell under the mouse, else the keyboard's."""
        return self._pointed or (self._cursor if self.focus_shown else None)

    def _sentence(self, cell: Cell) -> str:
        true, answered = (self._names[index] for index in cell)
        if self._counts is None:
            return self.tr("true {true}, read as {answered}: not yet counted").format(
                true=true, answered=answered
            )
        return self.tr("true {true}, read as {answered}: {count} of {total} ({rate}%)").format(
            true=true,
            answered=answered,
            count=format_count(int(self._counts[cell])),
            total=format_count(int(self._counts[cell[0]].sum())),
            rate=f"{100 * self._shares[cell]:.1f}",
        )

    def _pair_of(self, cell: Cell) -> Pair:
        return "", self._sentence(cell)

    def _show_readout(self) -> None:
        cell = self._read_cell()
        if cell is None:
            self._readout.hide()
        else:
            self._readout.show_at(self._rect_of(cell).toAlignedRect(), self._pair_of(cell))

    def _stepped(self, down: int, right: int) -> Cell | None:
        if not self._names:
            return None
        start, last = self._cursor or self._selected or (0, 0), len(self._names) - 1
        return min(max(start[0] + down, 0), last), min(max(start[1] + right, 0), last)

    def _move_cursor(self, down: int, right: int) -> None:
        self._brought_by_keyboard = True  # also where the window gave the focus
        super()._move_cursor(down, right)

    # Events

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focus_shown and self._names:
            self._move_cursor(0, 0)


def _same(counts: NDArray[np.integer] | None, old: NDArray[np.integer] | None) -> bool:
    if counts is None or old is None:
        return counts is old
    return np.array_equal(counts, old)


def _beginning(name: str, metrics: QFontMetricsF, room: float) -> str:
    """Return as many letters of a name as have room, at least one."""
    letters = len(name)
    while letters > 1 and metrics.horizontalAdvance(name[:letters]) > room:
        letters -= 1
    return name[:letters]


def _paint_ring(painter: QPainter, cell: QRectF, color: str, width: float) -> None:
    radius = cell_radius(cell.width(), cell.height()) + width
    painting.stroke_round(painter, cell.adjusted(-width, -width, width, width), radius, color, width)


def _sample() -> QWidget:
    k = 10
    counts = np.random.default_rng(3).poisson(3.0, (k, k)) + 950 * np.eye(k, dtype=int)
    counts[4, 9], counts[7, 2] = 23, 14
    matrix = ConfusionMatrix()
    matrix.set_matrix(counts, tuple("0123456789"))
    matrix.set_numbers("counts")
    matrix.set_selected((4, 9))
    return matrix


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
