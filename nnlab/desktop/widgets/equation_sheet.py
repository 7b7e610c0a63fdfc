"""One training step as lines of matrices with their numbers, to be read cell by cell, or guessed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.equation_area import EquationArea
from nnlab.desktop.widgets.parts.equation_gestures import Drag, WheelHand, can_scroll, show_from
from nnlab.desktop.widgets.parts.equation_layout import TextBox
from nnlab.desktop.widgets.parts.equation_model import (
    Cell,
    LineState,
    ScalarLine,
    ShownLine,
    ShownMatrix,
    matrix_of,
)
from nnlab.desktop.widgets.parts.equation_moves import Move, moved, stops
from nnlab.desktop.widgets.parts.equation_numbers import spell
from nnlab.desktop.widgets.parts.guess_editor import GuessEditor
from nnlab.desktop.widgets.parts.sheet_view import place_names

_MOVES: dict[int, Move] = {
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
    Qt.Key.Key_Home: Move.ROW_START,
    Qt.Key.Key_End: Move.ROW_END,
    Qt.Key.Key_PageUp: Move.PAGE_UP,
    Qt.Key.Key_PageDown: Move.PAGE_DOWN,
}
_TYPED = "0123456789.,-+−"


class EquationSheet(painting.KeyboardFocus, EquationArea):
    """Lines of matrices or of formulas, of which only those in sight are painted.

    Large matrices are windows that scroll with the wheel (Shift: columns), by dragging and with the arrow keys;
    those that share an axis move together. Whoever owns the sheet marks what is pointed at, with `set_marks`.
    """

    cell_pointed = Signal(object)  # Cell or None
    cell_clicked = Signal(object)  # Cell, or None beside all of them
    guessed = Signal(object)  # GuessMade

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointed: Cell | None = None  # by the mouse
        self._cursor: Cell | None = None  # of the keyboard: a place, see `moved`
        self._drag: Drag | None = None
        self._wheel = WheelHand()
        self._texts = DefaultTexts(self)
        self.setObjectName("equation_sheet")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._editor = GuessEditor(self.viewport())
        self._editor.guessed.connect(self.guessed)
        self._editor.next_requested.connect(self._on_next_requested)
        self._editor.left.connect(self._on_editor_left)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(
            self.tr("Equations"),
            self.tr("Point at a number to see where it came from. Large matrices scroll with the wheel."),
        )
        self._editor.setAccessibleName(self.tr("Your guess"))
        self._editor.setToolTip(self.tr("Type the number and press Enter. Esc leaves the cell as it was."))
        self._describe()

    def _read_cell(self) -> Cell | None:
        return self._pointed or self._focus_place()

    def _focus_place(self) -> Cell | None:
        return self._cursor if self.focus_shown else None

    def _on_changed(self) -> None:
        self._place_editor()
        self._describe()

    # -- pointing --------------------------------------------------------------------------------------

    def _point_at(self, cell: Cell | None) -> None:
        if cell == self._pointed:
            return
        lines = {each.line for each in (cell, self._pointed) if each is not None}
        self._pointed = cell
        if cell is None:
            self.viewport().unsetCursor()
        else:
            blank = self._covers.is_blank(cell)
            self.viewport().setCursor(
                Qt.CursorShape.IBeamCursor if blank else Qt.CursorShape.PointingHandCursor
            )
        self._describe()
        self._update_lines(lines)
        self.cell_pointed.emit(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position()
        drag = self._drag
        if drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            far = abs(position.x() - drag.x) + abs(position.y() - drag.y)
            drag.moved = drag.moved or far >= QApplication.startDragDistance()
            if drag.moved and drag.to(position.x(), position.y(), self._windows):
                self._on_windows_moved()
            return
        self._point_at(self._cell_at(position))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            box = self._matrix_at(event.position())
            if box is not None:
                position = event.position()
                self._drag = Drag(box, position.x(), position.y(), box.first(self._windows))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if event.button() != Qt.MouseButton.LeftButton or (drag is not None and drag.moved):
            self._point_at(self._cell_at(event.position()))
            return
        cell = self._cell_at(event.position())
        self._editor.commit()
        if cell is not None:
            self._cursor = self._place_at(event.position())
        self.cell_clicked.emit(cell)
        if cell is not None and self._covers.is_blank(cell):
            self._edit(cell)

    def hideEvent(self, event: QHideEvent) -> None:
        self._drag = None
        super().hideEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        across, down = float(event.angleDelta().x()), float(event.angleDelta().y())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not across:
            across, down = down, 0.0
        box = self._matrix_at(event.position())
        goes_on = box is not None and can_scroll(box, -down, -across, self._windows)
        if not self._wheel.begins_on(goes_on, event.timestamp()):
            self._motion.stop()
            super().wheelEvent(event)
            return
        event.accept()
        if box is None:
            return
        rows, columns = self._wheel.steps(across, down)
        first_row, first_column = box.first(self._windows)
        if show_from(box, first_row + rows, first_column + columns, self._windows):
            self._on_windows_moved()
            self._point_at(self._cell_at(event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Keep the tooltip off the numbers that are being read, and read nothing once the pointer has left."""
        if event.type() == QEvent.Type.ToolTip and self._pointed is not None:
            return True
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        return super().viewportEvent(event)

    # -- keyboard --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        move = _MOVES.get(event.key())
        if control and move in (Move.ROW_START, Move.ROW_END):
            move = Move.SHEET_START if move is Move.ROW_START else Move.SHEET_END
        cell = self._cell_of(self._cursor)
        if move is not None:
            self._move_to(moved(self._lay_out(), self._cursor, move))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and cell is not None:
            self.cell_clicked.emit(cell)
            if self._covers.is_blank(cell):
                self._edit(cell)
        elif event.text() and event.text() in _TYPED and cell is not None and self._covers.is_blank(cell):
            self._edit(cell)
            self._editor.type(event.text())
        else:
            event.ignore()

    def _move_to(self, place: Cell | None) -> None:
        if place is None:
            return
        self._brought_by_keyboard = True  # also where a click gave the focus
        before = self._cell_of(self._cursor)
        self._cursor, self._pointed = place, None
        self._reveal_place(place)
        self._describe()
        self.viewport().update()
        cell = self._cell_of(place)
        if cell != before or cell != self._marks.pointed:
            self.cell_pointed.emit(cell)

    def _cell_of(self, place: Cell | None) -> Cell | None:
        """Return the cell that a place of the keyboard stands for."""
        if place is None or not 0 <= place.line < len(self._lines):
            return None
        if isinstance(self._lines[place.line], ShownLine):
            return place if matrix_of(self._lines, place.line, place.term) is not None else None
        found = (box for box in stops(self._lay_out(), place.line) if box.term == place.term)
        return next((box.cell for box in found if isinstance(box, TextBox)), None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focus_shown and self._cell_of(self._cursor) is None:
            self._move_to(moved(self._lay_out(), None, Move.SHEET_START))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- guessing --------------------------------------------------------------------------------------

    def _edit(self, cell: Cell) -> None:
        """Open the field over a blank cell."""
        self._reveal_place(cell)
        rect = self._rect_of(cell)
        if rect is None:
            return
        self._cursor = cell
        guess = self._covers.guess(cell)
        self._editor.setAccessibleName(
            self.tr("Your guess: {place}").format(place=self._place_sentence(cell))
        )
        self._editor.open(cell, rect, guess.text if guess else "")

    def _place_editor(self) -> None:
        """Keep the field over its cell; where the cell went out of sight, take what was typed."""
        cell = self._editor.cell
        if cell is None:
            return
        rect = self._rect_of(cell)
        if not self._covers.is_asked(cell):
            self._editor.close_quietly()
        elif rect is None:
            self._editor.commit()
        else:
            self._editor.setGeometry(rect)

    def _on_next_requested(self, cell: Cell) -> None:
        """Go on to the next blank of the same result, or back to the sheet."""
        matrix = matrix_of(self._lines, cell.line, cell.term)
        if matrix is None:
            return
        rows, columns = matrix.values.shape
        for place in range(cell.row * columns + cell.column + 1, rows * columns):
            following = cell._replace(row=place // columns, column=place % columns)
            if self._covers.is_blank(following) and self._covers.guess(following) is None:
                self._edit(following)
                return
        self._on_editor_left()

    def _on_editor_left(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- words -----------------------------------------------------------------------------------------

    def _describe(self) -> None:
        """Tell a screen reader what is pointed at."""
        cell = self._pointed or self._cell_of(self._cursor)
        self.setAccessibleDescription("" if cell is None else self._spoken(cell) or self._spoken_piece(cell))

    def _spoken(self, cell: Cell) -> str:
        """Return line, place and value of a cell of a matrix on the sheet."""
        matrix = matrix_of(self._lines, cell.line, cell.term)
        if matrix is None or not _has(matrix, cell):
            return ""
        if self._covers.is_asked(cell) or self._covers.is_covered(cell):
            guess = self._covers.guess(cell)
            value = guess.text if guess else self.tr("to be guessed")
        else:
            value = spell(float(matrix.values[cell.row, cell.column]), self._notations[matrix]).text
        sentence = self.tr("Line {number}, {caption}: {place}, {value}")
        line, place = self._lines[cell.line], self._place_sentence(cell)
        return sentence.format(number=line.number, caption=line.caption, place=place, value=value)

    def _spoken_piece(self, cell: Cell) -> str:
        """Return what formulas call a cell, and what they write for it."""
        pieces = (p for line in self._lines if isinstance(line, ScalarLine) for row in line.rows for p in row)
        texts = [piece.text for piece in pieces if piece.cell == cell]
        if self._covers.is_covered(cell) or self._covers.is_blank(cell):
            texts = texts[:1]
        return ", ".join(dict.fromkeys((*texts[:1], *texts[-1:])))

    def _place_sentence(self, cell: Cell) -> str:
        matrix = matrix_of(self._lines, cell.line, cell.term)
        assert matrix is not None
        names = place_names(matrix, cell.row, cell.column)
        place = f"{matrix.name}[{cell.row + 1}, {cell.column + 1}]"
        return f"{place} {names}".strip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _has(matrix: ShownMatrix, cell: Cell) -> bool:
    rows, columns = matrix.values.shape
    return cell.row < rows and cell.column < columns


def _sample() -> QWidget:
    from nnlab.desktop.widgets.parts.equation_samples import digits_lines, textbook_lines

    small, large = EquationSheet(), EquationSheet()
    small.set_lines(textbook_lines())
    small.set_states([LineState.DONE] * 5 + [LineState.CURRENT] + [LineState.LATER] * 2)
    small.set_marks(Cell(5, 4, 0, 1), {Cell(5, 0, 0, 0), Cell(5, 2, 0, 1)})
    large.set_lines(digits_lines())
    window = QWidget()
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    for sheet in (small, large):
        sheet.cell_pointed.connect(sheet.set_marks)
        sheet.setMinimumSize(720, 680)
        row.addWidget(sheet)
    return window


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
