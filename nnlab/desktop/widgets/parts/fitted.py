"""Widgets that are as high as what they show needs at their width."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent


class FittedToWidth:
    """For a widget, before its Qt class: `_fit` is called when its width is another, or the look of the window."""

    def _fit(self) -> None:
        """Be as high as is needed at this width."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
