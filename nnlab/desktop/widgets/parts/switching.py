"""Pictures whose parts can be switches."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

SWITCH_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Switching:
    """A widget whose parts are switches while it is interactive, and are only looked at otherwise.

    To be named before the Qt class among the bases. While it has the keyboard, its own keys are not the window's.
    """

    _own_keys: Collection[int] = SWITCH_KEYS
    _interactive = False

    def retranslate(self) -> None:
        """Set all texts again."""
        raise NotImplementedError

    def set_interactive(self, interactive: bool) -> None:
        """Make the parts switches, for the mouse and the keyboard, or not (the default)."""
        if interactive == self._interactive:
            return
        self._interactive = interactive
        # Not by click: after a click Space must still start the training.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if interactive else Qt.FocusPolicy.NoFocus)
        self.unsetCursor()
        self.retranslate()
        self.update()

    def event(self, event: QEvent) -> bool:
        own_key = isinstance(event, QKeyEvent) and event.key() in self._own_keys
        if event.type() == QEvent.Type.ShortcutOverride and self._interactive and own_key:
            event.accept()  # Space switches, and does not start the training
            return True
        return super().event(event)
