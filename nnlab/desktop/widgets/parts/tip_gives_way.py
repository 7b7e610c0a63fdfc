"""A tooltip that gives way to what is read under the cursor."""

from PySide6.QtCore import QEvent


class TipGivesWay:
    """A widget with a readout, which stands where the tooltip would while a part of it is pointed at.

    To be named before the Qt class among the bases.
    """

    _pointed: object | None = None  # the part, or where it is pointed at

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._pointed is not None:
            return True
        return super().event(event)
