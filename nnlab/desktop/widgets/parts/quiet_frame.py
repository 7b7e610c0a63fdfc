"""A frame within which texts may change all the time without the window being laid out anew."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class QuietFrame(QWidget):
    """Gives its one widget all of its room, whatever that would like to have.

    Qt's layouts tell their parents of every change up to the window, which then lays out all of it, hidden workspaces
    included. This has no layout, so that it ends here. Whoever puts it somewhere says how high and how wide it is.
    """

    resized = Signal()  # there is more or less room for a text than before

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        content.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._content.setGeometry(self.rect())
        self.resized.emit()
