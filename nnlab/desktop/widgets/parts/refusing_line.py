"""A line that is typed in, and says what is wrong with what was typed: the base of fields that read their text."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolTip, QWidget

from nnlab.desktop.widgets.parts import painting

# Focus that leaves for a menu or another window comes back to the same edit.
PASSING_REASONS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class RefusingLine(QLineEdit):
    """Enter commits what was typed, unless it is refused; Esc restores. What is refused has a ring, and is told.

    A kind of them says what a text means, and what is shown at rest.
    """

    finished = Signal()  # by Esc, or by Enter on what is allowed, changed or not

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault = ""
        self._help = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)
        self.textEdited.connect(self._on_text_edited)

    # What a kind of them says

    def take(self, text: str) -> None:
        """Emit what `text` means, if that is another value. Raises ValueError with a sentence for the user."""
        raise NotImplementedError

    def _restore(self) -> None:
        """Show the value that was last set, in place of what was typed."""
        raise NotImplementedError

    # What they share

    def fault(self) -> str:
        """Return the sentence that says why the typed text was refused, or ''."""
        return self._fault

    def setToolTip(self, text: str) -> None:
        self._help = text
        if not self._fault:
            super().setToolTip(text)

    def _commit(self) -> bool:
        """Take what was typed. Return False, and say why, if it is nothing that is allowed here."""
        if self.isModified():
            try:
                self.take(self.text())
            except ValueError as error:
                self._refuse(str(error))
                return False
            self._restore()
        return True

    def _refuse(self, sentence: str) -> None:
        self._set_fault(sentence)
        QToolTip.showText(self.mapToGlobal(QPoint(0, self.height() - 8)), sentence, self)

    def _set_fault(self, sentence: str) -> None:
        if sentence != self._fault:
            self._fault = sentence
            super().setToolTip(sentence or self._help)
            self.setAccessibleDescription(sentence)
            self.update()

    def _on_text_edited(self) -> None:
        self._set_fault("")

    def _finish(self) -> None:
        """Give the keys back."""
        self.clearFocus()
        self.finished.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fault:
            painting.fault_ring(self, painting.CHIP_RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._commit():
                    self._finish()
            case Qt.Key.Key_Escape:
                self._restore()
                self._finish()
            case _:
                super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._fault:
            self._restore()  # the sentence is in the language before
