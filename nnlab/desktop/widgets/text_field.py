"""A large line of text on a field, with room below for a sentence that says what is wrong with it."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.parts import painting

_INSIDE_PX = 5  # what QLineEdit keeps free beside its text, and its cursor


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
        self._edit.textChanged.connect(self._edit.fit)
        self._edit.committed.connect(self.commit)
        self._edit.entered.connect(self._on_entered)
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

    def _on_entered(self) -> None:
        """Take Enter for the end of typing, and give the keys back, unless there is something to mend."""
        self.commit()
        if not self.error():
            self._edit.clearFocus()

    def _on_restored(self) -> None:
        self.restore()
        self._edit.clearFocus()

    def _on_text_edited(self) -> None:
        if self.error():
            self.set_error(None)


class _Edit(QLineEdit):
    """Says when its text is meant and when it is to be forgotten, and shrinks long text until it fits."""

    committed = Signal()
    entered = Signal()  # by Enter
    restored = Signal()
    _fault = False
    _size_px = 0  # of the type; 0 is what the style sheet says

    def set_fault(self, fault: bool) -> None:
        self._fault = fault
        self.update()

    def fit(self) -> None:
        """Set long text in smaller type, down to that of a caption; what still does not fit ends out of sight."""
        theme = themes.current()
        room = self._room()
        sizes = range(theme.counter_px, theme.caption_px - 1, -1)
        fitting = (size for size in sizes if self._text_width(size) <= room)
        size = next(fitting, theme.caption_px)
        wanted = 0 if size == theme.counter_px else size
        if wanted != self._size_px:
            self._size_px = wanted
            self.setStyleSheet(f"font-size: {wanted}px;" if wanted else "")
        if not self.hasFocus():
            self.setCursorPosition(0)

    def _text_width(self, size: int) -> int:
        font = themes.current().font("counter")
        font.setPixelSize(size)
        return painting.text_width(font, self.text())

    def _room(self) -> int:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        return contents.width() - _INSIDE_PX

    def sizeHint(self) -> QSize:
        """Return the size of the field with large type, so that small type moves nothing below it."""
        hint = super().sizeHint()
        large = QFontMetrics(themes.current().font("counter")).height()
        return QSize(hint.width(), hint.height() + max(large - self.fontMetrics().height(), 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fault:
            painting.fault_ring(self, painting.PLATE_RADIUS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.restored.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.committed.emit()
            self.fit()


def _sample() -> QWidget:
    field = TextField()
    field.set_value("7 – 8 – 4")
    field.text_entered.connect(lambda text: field.set_error(f"“{text}” is only a sample."))
    return field


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
