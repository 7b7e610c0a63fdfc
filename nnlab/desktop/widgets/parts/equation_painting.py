"""Paints the lines of an equation sheet: numbers in brackets with a name above and a shape below."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPolygonF

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import baseline
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.equation_cells import CELL_RADIUS, COVERED, CellPainter
from nnlab.desktop.widgets.parts.equation_layout import MatrixBox, TextBox
from nnlab.desktop.widgets.parts.equation_lines import note_of
from nnlab.desktop.widgets.parts.equation_model import Cell, LineState, ScalarLine, ShownMatrix, matrix_of
from nnlab.desktop.widgets.parts.sheet_view import (
    Inks,
    SheetView,
    draw_symbol,
    inks_of,
    matrix_symbol,
    place_names,
    qrect,
)

BAND_RADIUS = 12.0
_BRACKET_RADIUS = 5.0


class SheetPainter:
    """Paints lines with a painter whose origin is the upper left corner of the sheet."""

    def __init__(self, painter: QPainter, theme: Theme, view: SheetView) -> None:
        self._painter = painter
        self._theme = theme
        self._view = view
        self._font, self._metrics = painting.typeface(theme, "text")
        self._cells = CellPainter(painter, theme, view)
        self._small, self._small_metrics = painting.typeface(theme, "caption")

    def paint(self, number: int, width: float) -> None:
        """Paint a line of a sheet of so many pixels."""
        view, painter = self._view, self._painter
        box, state = view.layout.lines[number], view.states[number]
        painter.save()
        painter.translate(0, box.top)
        if state is LineState.CURRENT:
            painting.fill_round(painter, QRectF(0, 0, width, box.height), BAND_RADIUS, self._theme.field)
        self._paint_head(number, state)
        inks = inks_of(self._theme, state)
        for part in box.boxes:
            if isinstance(part, TextBox):
                self._paint_text(number, part, inks, is_sign=not isinstance(view.lines[number], ScalarLine))
            else:
                matrix = matrix_of(view.lines, number, part.term)
                assert matrix is not None
                self._paint_matrix(number, matrix, part, inks)
        painter.restore()

    def _paint_head(self, number: int, state: LineState) -> None:
        """Paint number and caption of a line, the middle of both at its axis."""
        view, painter, theme = self._view, self._painter, self._theme
        box, line = view.layout.lines[number], view.lines[number]
        later = state is LineState.LATER
        painter.setFont(self._font)
        painter.setPen(themes.color(theme.faint if later else theme.muted))
        painter.drawText(QPointF(view.layout.number_x, self._baseline(box.axis)), line.number)
        current = state is LineState.CURRENT
        if current:
            painter.setFont(painting.weighted(theme, QFont.Weight.DemiBold))
            painter.setPen(themes.color(theme.ink))
        pitch = view.measures.row * 0.8
        y = box.axis - pitch * (len(box.caption) - 1) / 2
        for text in box.caption:
            painter.drawText(QPointF(view.layout.caption_x, self._baseline(y)), text)
            y += pitch

    def _baseline(self, middle: float) -> float:
        return baseline(self._metrics, middle)

    # Text

    def _paint_text(self, number: int, box: TextBox, inks: Inks, *, is_sign: bool) -> None:
        painter, marks = self._painter, self._view.marks
        rect = qrect(box.rect)
        color = inks.sign if is_sign else inks.value
        plate = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        if box.cell is not None and box.cell == marks.pointed:
            painting.fill_round(painter, plate, CELL_RADIUS, self._theme.ink)
            color = self._theme.surface
        elif box.cell is not None and box.cell in marks.sources:
            self._cells.frame(plate)
        elif box.cell is not None and self._view.focus == Cell(number, box.term, 0, 0):
            painting.focus_ring(painter, plate, CELL_RADIUS, self._theme)
        painter.setFont(self._font)
        painter.setPen(themes.color(color))
        covered = box.cell is not None and (
            self._view.covers.is_blank(box.cell) or self._view.covers.is_covered(box.cell)
        )
        text = COVERED if covered else box.text
        x = rect.center().x() - self._view.measures.text(text) / 2
        painter.drawText(QPointF(x, self._baseline(rect.center().y())), text)

    # Matrices

    def _paint_matrix(self, number: int, matrix: ShownMatrix, box: MatrixBox, inks: Inks) -> None:
        painter, theme, view = self._painter, self._theme, self._view
        body = qrect(box.body)
        painter.setPen(themes.color(inks.name))
        above = body.top() - box.size.axis_height - view.measures.name_height * 0.35
        draw_symbol(painter, theme, body.center().x(), round(above), matrix_symbol(matrix))
        self._stroke_brackets(body, inks)
        self._paint_note(number, matrix, box, inks)
        if box.size.windowed:
            self._paint_window(number, matrix, box, inks)
        self._cells.paint(number, matrix, box, inks)

    def _stroke_brackets(self, body: QRectF, inks: Inks) -> None:
        # Strokes on the middles of pixels are sharp.
        left, right = round(body.left()) + 0.5, round(body.right()) - 0.5
        top, bottom = round(body.top()) + 0.5, round(body.bottom()) - 0.5
        box = QRectF(QPointF(left, top), QPointF(right, bottom))
        pen = QPen(themes.color(inks.bracket), self._theme.stroke)
        painting.stroke_brackets(self._painter, box, 0.8 * _BRACKET_RADIUS, _BRACKET_RADIUS, pen)

    def _paint_note(self, number: int, matrix: ShownMatrix, box: MatrixBox, inks: Inks) -> None:
        """Write below a matrix what it is, or, while one of its cells is read, where that cell stands."""
        painter, view = self._painter, self._view
        read = view.read
        names = ""
        if read is not None and (read.line, read.term) == (number, box.term):
            names = place_names(matrix, read.row, read.column)
        size = box.size
        text = names or note_of(matrix, (size.rows, size.columns), box.first(view.windows))
        painter.setFont(self._small)
        painter.setPen(themes.color(self._theme.ink if names else inks.note))
        middle = box.x + size.inner_width / 2
        line = box.y + size.inner_height + view.measures.note_height * 0.85
        painter.drawText(QPointF(middle - view.measures.caption(text) / 2, round(line)), text)

    def _paint_window(self, number: int, matrix: ShownMatrix, box: MatrixBox, inks: Inks) -> None:
        """Paint the names of the rows and columns in sight, and dots where there is more."""
        size = box.size
        first_row, first_column = box.first(self._view.windows)
        if size.names_width:
            for row, name in enumerate(matrix.row_names[first_row : first_row + size.rows]):
                middle = box.cells_y + (row + 0.5) * size.cell_height
                self._paint_name(
                    name, box.x - self._view.measures.pad * 0.6, middle, size.names_width, inks, 1.0
                )
        if size.axis_height:
            middle = box.y - size.axis_height / 2
            names = matrix.column_names[first_column : first_column + size.columns]
            for name, left, right in zip(names, size.edges, size.edges[1:], strict=False):
                self._paint_name(name, box.cells_x + (left + right) / 2, middle, right - left, inks, 0.5)
        self._paint_edges(number, box, inks)

    def _paint_edges(self, number: int, box: MatrixBox, inks: Inks) -> None:
        """Paint dots at the edges behind which there is more, or arrow heads where marked cells lie behind them."""
        size, hints = box.size, self._view.marks.hints(number, box, self._view.windows)
        first_row, first_column = box.first(self._view.windows)
        more = {
            (-1, 0): first_row > 0,
            (1, 0): first_row + size.rows < size.all_rows,
            (0, -1): first_column > 0,
            (0, 1): first_column + size.columns < size.all_columns,
        }
        middle = QPointF(box.x + size.inner_width / 2, box.y + size.inner_height / 2)
        apart = QPointF(size.edges[-1] / 2 + size.strip_x / 2, (size.inner_height - size.strip_y) / 2)
        for (down, across), is_more in more.items():
            if is_more and not any((hint.down, hint.across) == (down, across) for hint in hints):
                at = middle + QPointF(across * apart.x(), down * apart.y())
                self._paint_dots(at, inks, across=across != 0)
        for hint in hints:
            self._paint_hint(QPointF(hint.x, hint.y), hint.down, hint.across)

    def _paint_name(self, name: str, x: float, middle: float, room: float, inks: Inks, align: float) -> None:
        painter = self._painter
        painter.setFont(self._small)
        painter.setPen(themes.color(inks.sign))
        width = self._view.measures.caption(name)
        if width > room:
            name = self._small_metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            width = self._view.measures.caption(name)
        painter.drawText(QPointF(x - width * align, baseline(self._small_metrics, middle)), name)

    def _paint_dots(self, at: QPointF, inks: Inks, *, across: bool) -> None:
        painter, step, radius = self._painter, 3.6, 1.1 * self._theme.stroke
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.color(inks.sign))
        for place in (-step, 0.0, step):
            painter.drawEllipse(at + (QPointF(place, 0) if across else QPointF(0, place)), radius, radius)

    def _paint_hint(self, at: QPointF, down: int, across: int) -> None:
        """Paint an arrow head that points to where a marked cell lies out of sight."""
        size = self._view.measures.pad * 0.5
        self._painter.save()
        self._painter.translate(at)
        turn = {(0, 1): 0, (1, 1): 45, (1, 0): 90, (1, -1): 135, (0, -1): 180, (-1, -1): 225, (-1, 0): 270}
        self._painter.rotate(turn.get((down, across), 315))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(themes.color(self._theme.ink))
        self._painter.drawPolygon(QPolygonF([QPointF(size, 0), QPointF(-size, -size), QPointF(-size, size)]))
        self._painter.restore()
