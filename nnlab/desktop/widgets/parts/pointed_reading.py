"""Reading a picture of several bars or the like by pointing at one of them."""

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QHideEvent, QMouseEvent

from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.readout import Readout


class PointedReading(FollowsLook):
    """A widget of several parts, the one that is pointed at read in its `_readout`.

    To be named before the Qt class among the bases. The widget says where its parts are and what is read.
    """

    _readout: Readout
    _hovered: int | None = None

    # What the widget says

    def _part_at(self, position: QPointF) -> int | None:
        """Return the number of the part at a place of the widget, or None."""
        raise NotImplementedError

    def _show_readout(self) -> None:
        """Read the part that is pointed at, or hide the readout."""
        raise NotImplementedError

    # What it shares

    def _set_hovered(self, index: int | None) -> None:
        if index != self._hovered:
            self._hovered = index
            self._show_readout()
            self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._hovered is not None:
            return True  # the readout stands where the tooltip would
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._set_hovered(self._part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(None)

    def hideEvent(self, event: QHideEvent) -> None:
        self._readout.hide()
