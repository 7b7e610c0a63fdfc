"""What all tables share: how rows, columns and headers look, fit, and are pointed at."""

import math
from collections.abc import Hashable

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QFrame, QTableView, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.grid_faces import PADDING, CellFace, cell_width, lead
from nnlab.desktop.widgets.parts.grid_heads import ColumnHeader, RowHeader
from nnlab.desktop.widgets.parts.grid_model import GridCell, GridColumn, GridModel

_LEAST_PX, _MOST_PX = 48, 220  # of a column, at the ordinary size of type
_MOST_HEAD_PX = 140  # for what stands over a column of short cells
_WRITTEN_PX = 120  # the least of one in which one writes
_GIVEN_PX = 52  # to which a column gives way where the room is too little
_LEAST_ROWS = 3
_RING_RADIUS = 6.0


class GridView(painting.KeyboardFocus, QTableView):
    """The look of a table over a GridModel. TableGrid and RecordTable say what one does with it."""

    row_pointed = Signal(object)  # what the row is known by, or None

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._widths: dict[str, int] = {}  # that a hand gave to columns, by their names
        self._wanted: list[int] = []  # what each column needs
        self._least_rows = _LEAST_ROWS
        self._is_fitting = False
        model.setParent(self)
        self.setModel(model)
        self._face = CellFace(self)
        self.setItemDelegate(self._face)
        self._head, self._side = ColumnHeader(self), RowHeader(self)
        self.setHorizontalHeader(self._head)
        self.setVerticalHeader(self._side)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):  # Qt's own, which does nothing here
            corner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self._head.sectionResized.connect(self._on_resized)
        self.selectionModel().currentChanged.connect(lambda _to, _from: self.viewport().update())
        self._fit()

    def known_by(self, row: int) -> Hashable:
        """Return what a row is known by outside: here its number."""
        return row

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return self._model.rowCount()

    def set_least_rows(self, rows: int) -> None:
        """Ask for so much height that this many rows are always seen, as far as a window has it."""
        self._least_rows = max(rows, _LEAST_ROWS)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(480, (self._least_rows + 2) * painting.row_height(themes.current()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, (self._least_rows + 1) * painting.row_height(themes.current()))

    # -- what is pointed at ----------------------------------------------------------------------------

    def _point_at(self, row: int | None) -> None:
        before = self._face.pointed
        if row == before:
            return
        self._face.pointed = row
        for one in (before, row):
            if one is not None and one < self.row_count:
                self._update_row(one)
        self.row_pointed.emit(None if row is None else self.known_by(row))

    def _update_row(self, row: int) -> None:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        self.viewport().update(0, top, self.viewport().width(), height)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._point_at(index.row() if index.isValid() else None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(None)

    # -- how it looks ----------------------------------------------------------------------------------

    def _fit(self) -> None:
        self._side.setDefaultSectionSize(painting.row_height(themes.current()))
        self._side.fit(self._model)
        self._head.fit(self._model.columns)

    def _fit_columns(self) -> None:
        """Make columns as wide as their headers and first cells, within limits; what a hand set stays."""
        theme, model = themes.current(), self._model
        unit = theme.text_px / 13
        self._wanted = []
        for at, column in enumerate(model.columns):
            cells = (*model.measured(at), *map(GridCell, column.may_say))
            head = min(self._head.wanted(column), _MOST_HEAD_PX * unit)  # its tooltip has all of a long title
            text = max((head, *map(cell_width, cells)))
            least = _WRITTEN_PX if column.is_written else _LEAST_PX
            wanted = min(max(text + 2 * PADDING, least * unit), _MOST_PX * unit) + lead(model, at, theme)
            self._wanted.append(math.ceil(wanted))
        self._share_room()

    def _share_room(self) -> None:
        """Give columns their widths; what is left over belongs to the one in which one writes.

        Where the room is too little that one gives way first, then others that may, as far as one can still tell what
        they say: what is cut is read by pointing at it.
        """
        columns = self._model.columns
        widths = [
            self._widths.get(column.name, wanted)
            for column, wanted in zip(columns, self._wanted, strict=True)
        ]
        left = self.viewport().width() - sum(widths)
        written = next((at for at, column in enumerate(columns) if column.is_written), None)
        if written is not None and left > 0 and columns[written].name not in self._widths:
            widths[written] += left
        if left < 0:
            self._give_way(widths, -left)
        self._is_fitting = True
        try:
            for at, width in enumerate(widths):
                self.setColumnWidth(at, width)
        finally:
            self._is_fitting = False

    def _gives_way(self, column: GridColumn) -> bool:
        """Return whether a column may be cut where the room is too little: one in which one writes."""
        return column.is_written

    def _give_way(self, widths: list[int], lack: int) -> None:
        """Take up to `lack` pixels from the columns that can spare some, in `widths`."""
        unit, columns = themes.current().text_px / 13, self._model.columns
        for writes in (True, False):
            giving = [
                at
                for at, column in enumerate(columns)
                if column.name not in self._widths and self._gives_way(column) and column.is_written == writes
            ]
            spare = [max(widths[at] - round(_GIVEN_PX * unit), 0) for at in giving]
            share = min(max(lack, 0) / sum(spare), 1.0) if sum(spare) else 0.0
            for at, most in zip(giving, spare, strict=True):
                taken = min(math.ceil(share * most), most)
                widths[at] -= taken
                lack -= taken

    def _on_resized(self, column: int, _before: int, width: int) -> None:
        if not self._is_fitting and column < len(self._model.columns):
            self._widths[self._model.columns[column].name] = width

    def _ringed(self) -> QModelIndex:
        """Return where the keyboard is: the ring is around that row."""
        return self.currentIndex()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = painting.begin(self.viewport())
        self._paint_rest(painter)
        if self.focus_shown:
            self._paint_ring(painter)
        painter.end()

    def _paint_rest(self, painter: QPainter) -> None:
        """Carry the plates of rows on to the right where columns end before the table does."""
        begin, end = self._head.length() - self._head.offset(), self.viewport().width()
        if begin >= end or not self.row_count:
            return
        last = self.rowAt(self.viewport().height() - 1)
        for row in range(max(self.rowAt(0), 0), (self.row_count - 1 if last < 0 else last) + 1):
            chosen = self.selectionModel().isRowSelected(row)
            ground = self._face.ground(row, self._model.row_look(row), chosen=chosen)
            if ground:
                top, height = self.rowViewportPosition(row), self.rowHeight(row)
                painter.fillRect(begin, top, end - begin, height, themes.color(ground))

    def _paint_ring(self, painter: QPainter) -> None:
        """Show the row in which the keyboard is, or that it is in this table."""
        at, rect = self._ringed(), QRectF(self.viewport().rect())
        if at.isValid():
            top, height = self.rowViewportPosition(at.row()), self.rowHeight(at.row())
            rect = QRectF(0.0, top, rect.width(), height)
        painting.focus_ring(painter, rect, _RING_RADIUS, themes.current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if len(self._wanted) == len(self._model.columns):
            self._share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._widths = {}
            self._fit()
            self._fit_columns()
        elif event.type() == QEvent.Type.LanguageChange:  # the same letters may be wider
            self._fit_columns()
