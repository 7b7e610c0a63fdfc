"""Keeps what the user has chosen, a little after it was chosen."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.desktop import preferences as remembered
from nnlab.desktop.preferences import Preferences
from nnlab.files import SaveError

_SAVE_MS = 1000


class Remembering(QObject):
    """The choices as they are now. What is chosen in one go is written in one go."""

    refused = Signal()  # once: in a home that is read-only the next start is like the first

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self._unsaved: dict[str, object] = {}
        self._has_told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_MS)
        self._timer.timeout.connect(self._save)

    def note(self, changes: dict[str, object]) -> None:
        """Note choices, fields of Preferences, and keep soon those that are new."""
        new = {name: value for name, value in changes.items() if getattr(self.preferences, name) != value}
        if new:
            self.preferences = replace(self.preferences, **new)
            self._unsaved |= new
            self._timer.start()

    def keep(self) -> None:
        """Write now what is not written yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def _save(self) -> None:
        try:
            remembered.save(**self._unsaved)
        except SaveError:
            if not self._has_told:
                self._has_told = True
                self.refused.emit()
        else:
            self._unsaved.clear()
