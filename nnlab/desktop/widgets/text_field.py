"""A large line of text on a field, with room below for a sentence that says what is wrong with it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nnlab.desktop.widgets import _paint
from nnlab.desktop.widgets.card import label


class TextField(QWidget):
    """A large line of text on a field, such as the shape '7 – 8 – 4', with room for a sentence below.

    Enter or leaving it emits what was typed, Esc restores. It shows only what `set_value` gave it.
    """

    text_entered = Signal(object)  # str, stripped

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._edit = _Edit(self)
        self._edit.setObjectName("text_field_edit")
        self._edit.textEdited.connect(self._on_text_edited)
        self._edit.committed.connect(self.commit)
        self._edit.restored.connect(self._on_restored)
        self._error = label("", "caption")
        self._error.setWordWrap(True)
        self._error.hide()
        self.setFocusProxy(self._edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._edit)
        layout.addWidget(self._error)

    def set_value(self, text: str) -> None:
        """Show `text`; a text being typed just now stays as it is."""
        refused = bool(self.error()) and text == self._value
        self._value = text
        # A refused text stays to be mended while its value has not changed.
        if not refused and not (self._edit.hasFocus() and self._edit.isModified()):
            self.restore()

    def set_placeholder(self, text: str) -> None:
        """Show `text` in muted ink while the field is empty."""
        self._edit.setPlaceholderText(text)

    def set_error(self, sentence: str | None) -> None:
        """Show a sentence below that says what is wrong with the text, or take it away."""
        self._error.setText(sentence or "")
        self._error.setVisible(bool(sentence))
        self._edit.setAccessibleDescription(sentence or "")
        self._edit.set_fault(bool(sentence))

    def error(self) -> str:
        """Return the sentence shown below, or ''."""
        return self._error.text()

    def restore(self) -> None:
        """Show the value last set again, and no error."""
        if self.error():
            self.set_error(None)
        self._edit.setText(self._value)
        self._edit.setModified(False)

    def commit(self) -> None:
        """Emit what was typed, if it is something else than the value."""
        text = self._edit.text().strip()
        if self._edit.isModified() and text != self._value:
            # The owner either sets the value in answer, or an error: then the text stays to be mended.
            self._edit.setModified(False)
            self.text_entered.emit(text)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def setToolTip(self, text: str) -> None:
        super().setToolTip(text)
        self._edit.setToolTip(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.error():
            self.restore()  # the sentence is in the language before

    def _on_restored(self) -> None:
        self.restore()
        self._edit.clearFocus()

    def _on_text_edited(self) -> None:
        if self.error():
            self.set_error(None)


class _Edit(QLineEdit):
    """Says when its text is meant and when it is to be forgotten."""

    committed = Signal()
    restored = Signal()
    _fault = False

    def set_fault(self, fault: bool) -> None:
        self._fault = fault
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fault:
            _paint.fault_ring(self, _paint.PLATE_RADIUS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.committed.emit()
            case Qt.Key.Key_Escape:
                self.restored.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.committed.emit()


def _sample() -> QWidget:
    field = TextField()
    field.set_value("7 – 8 – 4")
    field.text_entered.connect(lambda text: field.set_error(f"“{text}” is only a sample."))
    return field


if __name__ == "__main__":
    from nnlab.desktop.widgets._gallery import show

    show(_sample)
