"""Paints the cells of a matrix: numbers, marks, and what is to be guessed."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import baseline
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.equation_layout import MatrixBox, Rect
from nnlab.desktop.widgets.parts.equation_model import Cell, GuessState, ShownMatrix
from nnlab.desktop.widgets.parts.equation_numbers import Notation, Spelled, spell
from nnlab.desktop.widgets.parts.sheet_view import Inks, SheetView, qrect
from nnlab.desktop.words.numbers import MINUS

CELL_RADIUS = 5.0
COVERED = "?"


class CellPainter:
    """Paints cells with a painter whose origin is the upper left corner of their line."""

    def __init__(self, painter: QPainter, theme: Theme, view: SheetView) -> None:
        self._painter = painter
        self._theme = theme
        self._view = view
        self._font, self._metrics = painting.typeface(theme, "text")

    def frame(self, rect: QRectF) -> None:
        """Draw the frame of a source."""
        stroke = 1.5 * self._theme.stroke
        painting.stroke_round(self._painter, rect, CELL_RADIUS + 1, self._theme.ink, stroke)

    def paint(self, number: int, matrix: ShownMatrix, box: MatrixBox, inks: Inks) -> None:
        """Paint the cells in sight of the matrix at `box` in the line `number`, with their marks."""
        view, painter, size = self._view, self._painter, box.size
        first_row, first_column = box.first(view.windows)
        part = matrix.values[first_row : first_row + size.rows, first_column : first_column + size.columns]
        kept = view.covers.touches(matrix)
        notation = view.notations[matrix]
        tail = self._tail(notation)
        painter.setFont(self._font)
        color = themes.color(inks.value)
        painter.setPen(color)
        for frame in view.marks.frames(number, box, view.windows):
            self.frame(qrect(frame).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(color)
        y = box.cells_y
        for row, values in enumerate(part.tolist()):
            line = self._baseline(y + size.cell_height / 2)
            for column, value in enumerate(values):
                cell = Cell(number, box.term, first_row + row, first_column + column) if kept else None
                point = box.cells_x + size.points[column]
                if cell is not None and (view.covers.is_asked(cell) or view.covers.is_covered(cell)):
                    left, right = size.edges[column], size.edges[column + 1]
                    self._paint_kept(cell, Rect(box.cells_x + left, y, right - left, size.cell_height), point)
                    painter.setPen(color)
                else:
                    self._draw_number(spell(value, notation), point, line, tail)
            y += size.cell_height
        self._paint_pointed(number, matrix, box)

    def _draw_number(self, number: Spelled, point: float, line: float, tail: float = 0.0) -> None:
        """Draw a number with its point at `point`; a plain zero ends where the others do, `tail` after it."""
        end = tail if number.head == "0" and not number.tail else 0.0
        self._painter.drawText(
            QPointF(point + end - self._view.measures.text(number.head), line), number.text
        )

    def _tail(self, notation: Notation) -> float:
        """Return how far the numbers of a matrix reach beyond their points."""
        return max(map(self._view.measures.text, notation.possible_tails))

    def _paint_pointed(self, number: int, matrix: ShownMatrix, box: MatrixBox) -> None:
        """Invert the pointed cell, and draw the ring of the keyboard around the cell where it is."""
        view, painter, theme = self._view, self._painter, self._theme
        for cell in (view.marks.pointed, view.focus):
            if cell is None or (cell.line, cell.term) != (number, box.term):
                continue
            room = box.cell_rect(cell.row, cell.column, view.windows)
            if room is None:
                continue
            rect = qrect(room).adjusted(0.5, 0.5, -0.5, -0.5)
            if cell == view.marks.pointed and not (
                view.covers.is_asked(cell) or view.covers.is_covered(cell)
            ):
                painting.fill_round(painter, rect, CELL_RADIUS, theme.ink)
                painter.setFont(self._font)
                painter.setPen(themes.color(theme.surface))
                value = float(matrix.values[cell.row, cell.column])
                line = self._baseline(room.y + room.height / 2)
                point = box.cells_x + box.size.points[cell.column - box.first(view.windows)[1]]
                notation = view.notations[matrix]
                self._draw_number(spell(value, notation), point, line, self._tail(notation))
            elif cell == view.marks.pointed:
                self.frame(rect)
            else:
                painting.focus_ring(painter, rect, CELL_RADIUS, theme)

    def _paint_kept(self, cell: Cell, room: Rect, point: float) -> None:
        """Paint a cell whose value is to be guessed: blank, or with what was typed."""
        view, painter, theme = self._view, self._painter, self._theme
        rect = qrect(room)
        if not view.covers.is_asked(cell):
            painter.setPen(themes.color(theme.faint))
            self._draw_number(Spelled(COVERED, ""), point, self._baseline(rect.center().y()))
            return
        guess = view.covers.guess(cell)
        if guess is None or guess.state is GuessState.OPEN:
            plate = rect.adjusted(2, 1.5, -2, -1.5)
            painting.fill_round(painter, plate, CELL_RADIUS, theme.surface)
            painting.stroke_round(painter, plate, CELL_RADIUS, theme.faint, theme.stroke)
        if guess is not None:
            self._paint_guess(guess.text, guess.state, rect)

    def _paint_guess(self, text: str, state: GuessState, rect: QRectF) -> None:
        painter, theme, measures = self._painter, self._theme, self._view.measures
        color = themes.color(theme.right if state is GuessState.RIGHT else theme.ink)
        room = rect.adjusted(measures.pad * 0.7, 0, -measures.pad * 0.7 - measures.tick * 0.8, 0)
        text = self._metrics.elidedText(text.replace("-", MINUS), Qt.TextElideMode.ElideRight, room.width())
        width = measures.text(text)
        line = self._baseline(rect.center().y())
        painter.setFont(self._font)
        painter.setPen(color)
        painter.drawText(QPointF(room.right() - width, line), text)
        if state is GuessState.WRONG:
            painter.setPen(QPen(color, 1.2 * theme.stroke, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(room.right() - width, line + 2.5, room.right(), line + 2.5))
        elif state is GuessState.RIGHT:
            middle = QPointF(room.right() + measures.tick * 0.65, rect.center().y())
            _draw_tick(painter, middle, measures.tick * 0.32, color, theme)
        painter.setPen(color)

    def _baseline(self, middle: float) -> float:
        return baseline(self._metrics, middle)


def _draw_tick(painter: QPainter, at: QPointF, size: float, color: QColor, theme: Theme) -> None:
    pen = QPen(
        color, 1.6 * theme.stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    painter.setPen(pen)
    offsets = (QPointF(-size, 0), QPointF(-size * 0.25, size * 0.8), QPointF(size, -size * 0.8))
    painter.drawPolyline(QPolygonF([at + offset for offset in offsets]))
