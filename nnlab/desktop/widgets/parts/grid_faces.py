"""How a grid looks: its cells, what stands over its columns, and what stands beside its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.grid_model import GridCell, GridColumn, GridModel

_PADDING = 10
_CHIP_PADDING = 6
_RADIUS = 7.0
_GAP = 4  # between the lines of a header
_MISSING_RADIUS = 5.0
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORD = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class CellFace(QStyledItemDelegate):
    """Paints the cells; a column and a row that are looked at lie on a plate, a cell without a value has a rim."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row: int | None = None
        self.column: int | None = None

    def set_place(self, row: int | None, column: int | None) -> bool:
        """Look at a row and a column. Return whether they are others than before."""
        changed = (row, column) != (self.row, self.column)
        self.row, self.column = row, column
        return changed

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, model = themes.current(), index.model()
        assert isinstance(model, GridModel)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        cell, column = model.cell(index.row(), index.column()), model.columns[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, index, theme)
        if cell.tone == "missing":
            self._paint_missing(painter, rect, cell, column, theme)
        else:
            self._write(painter, rect, cell, column, theme)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        rect: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        theme: Theme,
    ) -> None:
        in_row, in_column = index.row() == self.row, index.column() == self.column
        if in_row and in_column:
            painter.fillRect(rect, themes.color(theme.hover))
        elif in_row or in_column:
            painter.fillRect(rect, themes.color(theme.field))

    def _write(
        self, painter: QPainter, rect: QRectF, cell: GridCell, column: GridColumn, theme: Theme
    ) -> None:
        strong = cell.tone == "strong"
        passed_over = cell.tone == "muted" or column.chip_tone == "faint"
        font, metrics = painting.typeface(theme, "text", bold=strong)
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted if passed_over else theme.ink))
        room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        text = metrics.elidedText(_one_line(cell.text), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _NUMBER if column.is_number else _WORD, text)

    def _paint_missing(
        self, painter: QPainter, rect: QRectF, cell: GridCell, column: GridColumn, theme: Theme
    ) -> None:
        """Paint an empty plate with a rim, and in it what stands for 'nothing' in the file."""
        plate = rect.adjusted(_PADDING - 6, 4, -(_PADDING - 6), -4)
        painting.stroke_round(painter, plate, _MISSING_RADIUS, theme.muted, theme.stroke)
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        room = plate.adjusted(4, 0, -4, 0)
        text = metrics.elidedText(_one_line(cell.text), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _NUMBER if column.is_number else _WORD, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, painting.row_height(themes.current()) - 2)


class ColumnHeader(QHeaderView):
    """Over each column its name, what it is for on a plate, and lines about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._current: int | None = None
        self._lines = 0
        self._has_chips = False
        self.setObjectName("table_grid_head")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumSectionSize(24)

    def set_current(self, column: int | None) -> None:
        """Mark the column that is looked at."""
        if column != self._current:
            self._current = column
            self.viewport().update()

    def fit(self, columns: Sequence[GridColumn]) -> None:
        """Be as high as the tallest of these headers."""
        self._lines = max((len(column.notes) for column in columns), default=0)
        self._has_chips = any(column.chip for column in columns)
        theme = themes.current()
        height = _GAP + _line(theme, "text") + self._lines * _line(theme, "caption") + _GAP
        if self._has_chips:
            height += _line(theme, "caption") + _GAP + 4
        self.setFixedHeight(round(height))
        self.viewport().update()

    def wanted(self, column: GridColumn) -> float:
        """Return how wide the texts over a column are, in pixels."""
        theme = themes.current()
        widths = [painting.advance(theme, "text", _one_line(column.title), bold=True)]
        widths += [painting.advance(theme, "caption", note) for note in column.notes]
        widths.append(painting.advance(theme, "caption", column.chip) + 2 * _CHIP_PADDING)
        return max(widths)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, GridModel) or logicalIndex >= len(model.columns):
            return
        theme, column = themes.current(), model.columns[logicalIndex]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect)
        if logicalIndex == self._current:  # its foot runs into the cells below
            painter.setClipRect(box)
            painting.fill_round(painter, box.adjusted(0, 0, 0, _RADIUS), _RADIUS, theme.field)
        self._paint_texts(painter, box.adjusted(_PADDING, _GAP, -_PADDING, -_GAP), column, theme)
        painter.setPen(themes.color(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _paint_texts(self, painter: QPainter, box: QRectF, column: GridColumn, theme: Theme) -> None:
        place = _NUMBER if column.is_number else _WORD
        font, metrics = painting.typeface(theme, "text", bold=True)
        painter.setFont(font)
        faint = column.chip_tone == "faint"
        painter.setPen(themes.color(theme.muted if faint else theme.ink))
        title = metrics.elidedText(_one_line(column.title), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(QRectF(box.left(), box.top(), box.width(), _line(theme, "text")), place, title)
        top = box.top() + _line(theme, "text")
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        if self._has_chips:
            self._paint_chip(painter, QRectF(box.left(), top, box.width(), 0), column, metrics, theme)
            top += _line(theme, "caption") + _GAP + 4
        painter.setPen(themes.color(theme.muted))
        for note in column.notes:
            room = QRectF(box.left(), top, box.width(), _line(theme, "caption"))
            painter.drawText(room, place, metrics.elidedText(note, Qt.TextElideMode.ElideRight, room.width()))
            top += _line(theme, "caption")

    def _paint_chip(
        self, painter: QPainter, line: QRectF, column: GridColumn, metrics: QFontMetricsF, theme: Theme
    ) -> None:
        if not column.chip:
            return
        text = metrics.elidedText(column.chip, Qt.TextElideMode.ElideRight, line.width() - 2 * _CHIP_PADDING)
        width = metrics.horizontalAdvance(text) + 2 * _CHIP_PADDING
        left = line.right() - width if column.is_number else line.left()
        chip = QRectF(left, line.top() + 1, width, _line(theme, "caption") + 3)
        ground, ink = {
            "strong": (theme.primary, theme.on_primary),
            "faint": ("", theme.muted),
        }.get(column.chip_tone, (theme.hover, theme.ink))
        if ground:
            painting.fill_round(painter, chip, chip.height() / 2, ground)
        else:
            painting.stroke_round(painter, chip, chip.height() / 2, theme.line, theme.stroke)
        painter.setPen(themes.color(ink))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)


class RowHeader(QHeaderView):
    """Beside each row its number or name, muted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("table_grid_side")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fit(self, model: GridModel) -> None:
        """Be as wide as the last of the numbers, which is the longest."""
        theme = themes.current()
        last = model.row_name(model.rowCount() - 1) if model.rowCount() else ""
        self.setFixedWidth(round(painting.advance(theme, "caption", last)) + 2 * _PADDING)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, GridModel) or logicalIndex >= model.rowCount():
            return
        theme = themes.current()
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        room = QRectF(rect).adjusted(0, 0, -_PADDING, 0)
        text = metrics.elidedText(model.row_name(logicalIndex), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _NUMBER, text)


def _line(theme: Theme, role: str) -> float:
    """Return the height of a line in pixels."""
    return round(1.45 * (theme.text_px if role == "text" else theme.caption_px))


def _one_line(text: str) -> str:
    """Return the beginning of a text from outside without its line breaks: a cell may hold a page."""
    return " ".join(text[:200].split())
