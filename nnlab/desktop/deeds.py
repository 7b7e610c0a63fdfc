"""What somebody does in the window, told to whoever counts it: a lesson's checks."""

from PySide6.QtCore import QObject, Signal

from nnlab.lessons import Deed, DeedKind


class Deeds(QObject):
    """The one place to which every part of the window tells what was done and leaves no trace in the project."""

    happened = Signal(object)  # Deed

    def done(self, kind: DeedKind, what: str = "") -> None:
        """Tell that something was done; `what` says to what, where the kind alone does not."""
        self.happened.emit(Deed(kind, what))
