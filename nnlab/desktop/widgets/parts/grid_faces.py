"""How the cells of a grid look: their ground, text, tick and mark, and the field in which one writes."""

import math

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.grid_model import GridCell, GridColumn, GridModel, RowLook
from nnlab.desktop.widgets.parts.line_marks import draw_mark

Index = QModelIndex | QPersistentModelIndex

PADDING = 8  # beside every text, over the columns and in the cells
NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
WORD = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

_MISSING_RADIUS = 5.0
_TICK_RADIUS = 5.0
_GAP = 8  # between tick, mark and text
_MARK_PX = 10
_SHOWN_LETTERS = 200


class CellFace(QStyledItemDelegate):
    """Paints the cells: rows that are chosen or pointed at, and a column that is looked at, lie on plates."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row: int | None = None
        self.column: int | None = None
        self.pointed: int | None = None

    def set_place(self, row: int | None, column: int | None) -> bool:
        """Look at a row and a column. Return whether they are others than before."""
        changed = (row, column) != (self.row, self.column)
        self.row, self.column = row, column
        return changed

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model = themes.current(), index.model()
        assert isinstance(model, GridModel)
        rect = QRectF(option.rect)
        cell, column = model.cell(index.row(), index.column()), model.columns[index.column()]
        look = model.row_look(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = self.ground(index.row(), look, chosen=chosen)
        if not ground and index.column() == self.column:
            ground = theme.field
        if ground:
            painter.fillRect(rect, themes.color(ground))
        if look.is_ticked is not None and index.column() == 0:
            _paint_tick(painter, tick_box(rect, theme), look, theme)
        rect.setLeft(rect.left() + lead(model, index.column(), theme))
        if cell.tone == "missing":
            _paint_missing(painter, rect, cell, column, theme)
        else:
            _write(painter, rect, cell, column, theme)
        painter.restore()

    def ground(self, row: int, look: RowLook, *, chosen: bool) -> str:
        """Return the colour of the plate on which a row lies, empty for none."""
        theme = themes.current()
        if chosen or row == self.row:
            return theme.hover
        return theme.field if row == self.pointed or look.is_marked else ""

    # -- what a hand does ------------------------------------------------------------------------------

    def editorEvent(self, event: QEvent, model: QObject, option: QStyleOptionViewItem, index: Index) -> bool:
        """Ask for a tick where a click meets its box, or the narrow room around it."""
        assert isinstance(model, GridModel)
        kinds = (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
        )
        if index.column() > 0 or not model.has_ticks or event.type() not in kinds:
            return False
        assert isinstance(event, QMouseEvent)
        rect = QRectF(option.rect)
        side = tick_box(rect, themes.current()).right() + _GAP / 2
        if event.position().x() > side or event.button() is not Qt.MouseButton.LeftButton:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            ticked = model.row_look(index.row()).is_ticked
            state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
            model.setData(index, state.value, Qt.ItemDataRole.CheckStateRole)
        return True

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show what a cell adds, or all of a text that is cut; elsewhere what the whole table is."""
        model = index.model()
        if not isinstance(model, GridModel):
            return False
        cell = model.cell(index.row(), index.column())
        rect = view.visualRect(index)
        room = rect.width() - 2 * PADDING - lead(model, index.column(), themes.current())
        tip = cell.tip or (cell.text if cell_width(cell) > room + 1 else "")
        if not tip:
            return False
        QToolTip.showText(event.globalPos(), one_line(tip), view, rect)
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, GridModel)
        field, title = QLineEdit(parent), model.columns[index.column()].title
        field.setObjectName("grid_field")
        field.setAccessibleName(title)
        field.setToolTip(model.columns[index.column()].tip or title)
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, painting.row_height(themes.current()))


def lead(model: GridModel, column: int, theme: Theme) -> float:
    """Return the room that tick and mark take before the texts of a column, in pixels."""
    if column > 0 or not model.has_ticks:
        return 0.0
    return _tick_side(theme) + _GAP + _MARK_PX * theme.text_px / 13


def tick_box(rect: QRectF, theme: Theme) -> QRectF:
    """Return where the tick of a row is, in its first cell."""
    side = _tick_side(theme)
    return QRectF(rect.left() + PADDING, math.floor(rect.center().y() - side / 2 + 1), side, side)


def cell_width(cell: GridCell) -> float:
    """Return how wide the text of a cell is, in pixels."""
    bold = cell.tone == "strong"
    return painting.advance(themes.current(), "text", one_line(cell.text), bold=bold)


def one_line(text: str) -> str:
    """Return the beginning of a text from outside without its line breaks: a cell may hold a page."""
    return " ".join(text[:_SHOWN_LETTERS].split())


def _tick_side(theme: Theme) -> float:
    return float(round(theme.text_px * 16 / 13))


def _paint_tick(painter: QPainter, box: QRectF, look: RowLook, theme: Theme) -> None:
    """Paint the box of a row, and beside it the mark of its line, if that is drawn."""
    if look.is_ticked:
        painting.fill_round(painter, box, _TICK_RADIUS, theme.primary)
        icons.paint(painter, box.adjusted(1, 1, -1, -1), "check", "on_primary")
    else:
        painting.stroke_round(painter, box, _TICK_RADIUS, theme.faint, 1.6 * theme.stroke)
    if look.mark is not None:
        at = QPointF(box.right() + _GAP + _MARK_PX / 2 * theme.text_px / 13, box.center().y())
        draw_mark(painter, at, look.mark[1], look.mark[0], theme)


def _write(painter: QPainter, rect: QRectF, cell: GridCell, column: GridColumn, theme: Theme) -> None:
    passed_over = cell.tone == "muted" or (column.chip_tone == "faint" and cell.tone != "strong")
    font, metrics = painting.typeface(theme, "text", bold=cell.tone == "strong")
    painter.setFont(font)
    painter.setPen(themes.color(theme.muted if passed_over else theme.ink))
    room = rect.adjusted(PADDING, 0, -PADDING, 0)
    text = metrics.elidedText(one_line(cell.text), Qt.TextElideMode.ElideRight, room.width() + 0.5)
    painter.drawText(room, NUMBER if column.is_number else WORD, text)


def _paint_missing(painter: QPainter, rect: QRectF, cell: GridCell, column: GridColumn, theme: Theme) -> None:
    """Paint an empty plate with a rim, and in it what stands for 'nothing' in the file."""
    plate = rect.adjusted(PADDING - 5, 4, -(PADDING - 5), -4)
    painting.stroke_round(painter, plate, _MISSING_RADIUS, theme.muted, theme.stroke)
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    painter.setPen(themes.color(theme.muted))
    room = plate.adjusted(5, 0, -5, 0)  # in line with the other cells
    text = metrics.elidedText(one_line(cell.text), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, NUMBER if column.is_number else WORD, text)
