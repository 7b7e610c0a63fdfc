"""A line of text that stands for a value: Enter or leaving it commits, Esc restores, and what cannot be is refused."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolTip, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting

_LEAST_WIDTH_PX = 76
_PADDING_PX = 19  # of the style sheet, and of what QLineEdit keeps inside
_PASSING_REASONS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class TypedLine(QLineEdit):
    """The base of fields whose text is read: a kind of them says what a text means, and what stands there at rest."""

    finished = Signal()  # by Esc, by leaving, or by Enter on what is allowed, changed or not

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault = ""
        self._help = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)
        self.textEdited.connect(self._on_text_edited)

    def shown_text(self) -> str:
        """Return the text of the value that was last set."""
        raise NotImplementedError

    def take(self, text: str) -> None:
        """Emit what `text` means, if that is another value. Raises ValueError with a sentence for the user."""
        raise NotImplementedError

    def fault(self) -> str:
        """Return the sentence that says why the typed text was refused, or ''."""
        return self._fault

    def show_value(self) -> None:
        """Show the value that was last set; what is being typed just now stays as it is."""
        if not (self.hasFocus() and self.isModified()):
            self._restore()

    def setToolTip(self, text: str) -> None:
        self._help = text
        if not self._fault:
            super().setToolTip(text)

    def sizeHint(self) -> QSize:
        theme = themes.current()
        text = self.text() or self.placeholderText()
        width = painting.text_width(painting.value_font(theme), text) + _PADDING_PX
        return QSize(max(width, round(_LEAST_WIDTH_PX * theme.text_px / 13)), painting.row_height(theme) - 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_LEAST_WIDTH_PX * themes.current().text_px / 13), self.sizeHint().height())

    def _commit(self) -> bool:
        """Take what was typed. Return False, and say why, if it is nothing that is allowed here."""
        if self.isModified():
            try:
                self.take(self.text())
            except ValueError as error:
                self._set_fault(str(error))
                QToolTip.showText(self.mapToGlobal(QPoint(0, self.height() - 8)), str(error), self)
                return False
            self._restore()
        return True

    def _restore(self) -> None:
        self._set_fault("")
        text = self.shown_text()
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.setModified(False)

    def _set_fault(self, sentence: str) -> None:
        if sentence != self._fault:
            self._fault = sentence
            super().setToolTip(sentence or self._help)
            self.setAccessibleDescription(sentence)
            self.update()

    def _on_text_edited(self) -> None:
        self._set_fault("")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fault:
            painting.fault_ring(self, painting.CHIP_RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._commit():
                    self.clearFocus()
                    self.finished.emit()
            case Qt.Key.Key_Escape:
                self._restore()
                self.clearFocus()
                self.finished.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _PASSING_REASONS:
            self.show_value()
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING_REASONS:
            if self._fault or not self._commit():
                self._restore()
            self.show_value()
            self.setCursorPosition(0)
            self.finished.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._fault:
            self._restore()
