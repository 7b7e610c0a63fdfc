"""The two kinds of labels: one shows its text as it is, one reads markup that nnlab has written.

Qt's own label guesses from a text whether it is markup. A text from outside, such as the name of a file or of a class,
could then give itself any size, and have a picture opened from any path, which may never answer.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget


class _Label(QLabel):
    """A text that is measured anew for another language, in which fonts may have letters of another width."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.text():
            text = self.text()
            self.clear()
            self.setText(text)


class PlainLabel(_Label):
    """Shows every character of its text, whatever it is: the label for all that nnlab has not marked up itself."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class RichLabel(_Label):
    """Reads its text as markup, in which everything that nnlab has not written itself is escaped."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(text)
