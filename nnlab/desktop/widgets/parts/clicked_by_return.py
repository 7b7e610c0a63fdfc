"""Buttons that the return key clicks as well: Qt's own leave that to a dialog."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class ClickedByReturn:
    """A button that is clicked by Return and Enter as by Space. To be named before the Qt class among the bases."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
