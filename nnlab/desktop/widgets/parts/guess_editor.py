"""The field in which a blank cell of an equation sheet is filled."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nnlab.desktop.widgets.parts.equation_model import Cell, GuessMade

_LONGEST = 24


class GuessEditor(QLineEdit):
    """Lies over one cell. Enter and Tab take what was typed and ask for the next blank; Escape takes nothing."""

    guessed = Signal(object)  # GuessMade
    next_requested = Signal(object)  # Cell: the one that was left by Enter or Tab
    left = Signal()  # by Escape

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell: Cell | None = None
        self.setObjectName("guess_edit")
        self.setMaxLength(_LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def open(self, cell: Cell, rect: QRect, text: str) -> None:
        """Lie over `cell` at `rect` with `text` to change."""
        self.commit()
        self.cell = cell
        self.setText(text)
        self.setModified(False)
        self.setGeometry(rect)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def type(self, text: str) -> None:
        """Replace the text by what was typed before the field was there."""
        self.setText(text)
        self.setModified(True)
        self.deselect()

    def commit(self) -> None:
        """Tell what was typed, if anything was, and close."""
        cell, text = self.cell, self.text().strip()
        modified = self.isModified()
        self.close_quietly()
        if cell is not None and modified:
            self.guessed.emit(GuessMade(cell, text))

    def close_quietly(self) -> None:
        """Close without a word."""
        self.cell = None
        self.setModified(False)
        self.hide()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
        ):
            self._finish()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_quietly()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.commit()

    def _finish(self) -> None:
        cell = self.cell
        self.commit()
        if cell is not None:
            self.next_requested.emit(cell)
