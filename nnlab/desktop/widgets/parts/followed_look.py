"""Following the language and the theme: what every widget does that paints itself."""

from PySide6.QtCore import QEvent


class FollowsLook:
    """A widget that sets its texts again in another language, and measures itself again in another theme.

    To be named before the Qt class among the bases.
    """

    def retranslate(self) -> None:
        """Set all texts again."""
        raise NotImplementedError

    def _renew_look(self) -> None:
        """Take the theme, and the size of its type, anew."""
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._renew_look()
        super().changeEvent(event)
