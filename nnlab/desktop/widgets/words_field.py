"""Text that is typed and told at once, letter by letter: a line, or some lines that grow with what is written."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.fitted import FittedToWidth

_ROUND_PX = 20  # above and below the lines, with the border


class WordsLine(QLineEdit):
    """One line. What is set while somebody types in it leaves the cursor where it is."""

    text_typed = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(lambda text: self.text_typed.emit(text))

    def set_value(self, text: str) -> None:
        """Show `text`, from its beginning unless somebody types here."""
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def set_fault(self, sentence: str) -> None:
        """Mark the field as one that needs mending, and say why to a screen reader; '' takes it back."""
        _mark(self, sentence)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), painting.plate_height(themes.current()))


class WordsArea(FittedToWidth, QPlainTextEdit):
    """Some lines, from `least` to `most` high; Tab leads on to the next field."""

    text_typed = Signal(object)  # str

    def __init__(self, least: int = 2, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._is_setting = False
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def set_value(self, text: str) -> None:
        """Show `text`; the same again leaves cursor and steps of undo as they are."""
        if text == self.toPlainText():
            return
        place = self.textCursor().position()
        self._is_setting = True
        self.setPlainText(text)
        self._is_setting = False
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)
        self._fit()

    def set_fault(self, sentence: str) -> None:
        """Mark the field as one that needs mending, and say why to a screen reader; '' takes it back."""
        _mark(self, sentence)

    def _on_text_changed(self) -> None:
        self._fit()
        if not self._is_setting:
            self.text_typed.emit(self.toPlainText())

    def _fit(self) -> None:
        """Be as high as the lines need."""
        needed = round(self.document().size().height())  # in lines, as they are wrapped
        rows = min(max(needed, self._least), self._most)
        height = rows * self.fontMetrics().lineSpacing() + _ROUND_PX + round(self.document().documentMargin())
        if height != self.height():
            self.setFixedHeight(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clearFocus()
        else:
            super().keyPressEvent(event)


def _mark(field: QWidget, sentence: str) -> None:
    """Put a ring around a field whose text has to be mended; the style sheet knows it by its property."""
    field.setAccessibleDescription(sentence)
    if bool(field.property("fault")) != bool(sentence):
        field.setProperty("fault", bool(sentence))
        field.style().unpolish(field)
        field.style().polish(field)


def _sample() -> QWidget:
    board = QWidget()
    layout = QVBoxLayout(board)
    line, text = WordsLine(), WordsArea()
    line.setObjectName("line")
    text.setObjectName("text")
    line.set_value("One line")
    text.set_value("Press **Train**.\n\nThen read the loss.")
    layout.addWidget(line)
    layout.addWidget(text)
    return board


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
