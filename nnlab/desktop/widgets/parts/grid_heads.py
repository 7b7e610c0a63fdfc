"""What stands over the columns of a grid, and beside its rows."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.grid_faces import NUMBER, PADDING, WORD, lead, one_line
from nnlab.desktop.widgets.parts.grid_model import MEASURED_ROWS, GridColumn, GridModel

_CHIP_PADDING = 6
_RADIUS = 7.0
_GAP = 4  # between the lines of a header
_MOST_PX = 140  # of the names beside the rows, at the ordinary size of type
_ARROW_PX = 5.6  # from a title to the middle of the arrow of an order


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
        self.setFixedHeight(round(height) if columns else 0)  # no line over nothing
        self.viewport().update()

    def wanted(self, column: GridColumn) -> float:
        """Return how wide the texts over a column are, in pixels."""
        theme = themes.current()
        widths = [painting.advance(theme, "text", one_line(column.title), bold=self._is_block)]
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
        indent = lead(model, logicalIndex, theme)
        box.adjust(PADDING + indent, _GAP, -PADDING, -_GAP)
        self._paint_title(painter, box, column, model.arrow(logicalIndex))
        self._paint_more(painter, box, column, theme)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, foot = themes.current(), self.viewport().rect()
        painter = QPainter(self.viewport())
        painter.setPen(themes.color(theme.line))
        painter.drawLine(foot.bottomLeft(), foot.bottomRight())
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what a column means or, where its texts are cut, all of them."""
        model = self.model()
        if isinstance(event, QHelpEvent) and isinstance(model, GridModel):
            at = self.logicalIndexAt(event.pos())
            if 0 <= at < len(model.columns):
                column, theme = model.columns[at], themes.current()
                room = self.sectionSize(at) - 2 * PADDING - lead(model, at, theme)
                cut = column.spoken if self.wanted(column) > room + 1 else ""
                if column.tip or cut:
                    QToolTip.showText(event.globalPos(), column.tip or cut, self)
                    return True
        return super().viewportEvent(event)

    @property
    def _is_block(self) -> bool:
        """Whether titles head more lines about their columns, or stand alone and step back behind the cells."""
        return self._has_chips or self._lines > 0

    def _paint_title(self, painter: QPainter, box: QRectF, column: GridColumn, arrow: str) -> None:
        theme = themes.current()
        place = NUMBER if column.is_number else WORD
        font, metrics = painting.typeface(theme, "text", bold=self._is_block)
        painter.setFont(font)
        quiet = column.chip_tone == "faint" or not self._is_block
        painter.setPen(themes.color(theme.muted if quiet and not arrow else theme.ink))
        line = QRectF(box.left(), box.top(), box.width(), _line(theme, "text"))
        title = metrics.elidedText(one_line(column.title), Qt.TextElideMode.ElideRight, line.width() + 0.5)
        painter.drawText(line, place, title)
        if arrow:  # beside the title, where no cell is in line with it; the padding is wide enough
            aside = metrics.horizontalAdvance(title) + _ARROW_PX * theme.text_px / 13
            x = line.right() - aside if column.is_number else line.left() + aside
            _paint_arrow(painter, QPointF(x, line.center().y()), points_up=arrow == "↑")

    def _paint_more(self, painter: QPainter, box: QRectF, column: GridColumn, theme: Theme) -> None:
        """Paint the plate and the lines below the title."""
        place = NUMBER if column.is_number else WORD
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
        """Be as wide as the first of the names and the last, of numbers the longest, within a limit."""
        theme, count = themes.current(), model.rowCount()
        shown = {*range(min(MEASURED_ROWS, count)), *range(count)[-1:]}
        widest = max((painting.advance(theme, "caption", model.row_name(row)) for row in shown), default=0.0)
        self.setFixedWidth(math.ceil(min(widest, _MOST_PX * theme.text_px / 13)) + 2 * PADDING)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        model = self.model()
        if not isinstance(model, GridModel) or logicalIndex >= model.rowCount():
            return
        theme = themes.current()
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        room = QRectF(rect).adjusted(0, 0, -PADDING, 0)
        text = metrics.elidedText(model.row_name(logicalIndex), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, NUMBER, text)


def _line(theme: Theme, role: str) -> float:
    """Return the height of a line in pixels."""
    return round(1.45 * (theme.text_px if role == "text" else theme.caption_px))


def _paint_arrow(painter: QPainter, at: QPointF, *, points_up: bool) -> None:
    """Paint the triangle of an order around `at`."""
    theme = themes.current()
    half = 2.6 * theme.text_px / 13
    tip = -half if points_up else half
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(themes.color(theme.ink))
    painter.drawPolygon(
        QPolygonF([at + QPointF(-half, -tip), at + QPointF(half, -tip), at + QPointF(0.0, tip)])
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
