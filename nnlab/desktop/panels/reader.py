"""What follows the lab's pictures to be read, and only while it can be seen."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent

from nnlab.desktop.lab import Lab, Picture


class Reader:
    """A widget that shows every picture for reading, and the latest one when it comes to be seen.

    To be named before the Qt class among the bases; call `follow` when all of it is there.
    """

    def follow(self, lab: Lab) -> None:
        """Show the pictures of `lab` from now on."""
        self._lab = lab
        self.retranslate()
        lab.reading_changed.connect(self._on_picture)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.show_picture(self._lab.picture)

    def show_picture(self, picture: Picture) -> None:
        """Show one picture."""
        raise NotImplementedError

    def _on_picture(self, picture: Picture) -> None:
        if self.isVisible():
            self.show_picture(picture)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_picture(self._lab.picture)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
