"""What the mouse does on a computational graph: each gesture is an object that lives from press to release."""

from typing import Protocol

from PySide6.QtCore import QPointF

from nnlab.desktop.widgets.parts.graph_layout import Layout
from nnlab.desktop.widgets.parts.graph_picture import EdgeRef, NodeMove, NodeRef, PortRef
from nnlab.desktop.widgets.parts.graph_view import View

DRAG_PX = 4.0  # of the screen, before a click becomes a drag
_GRID = 8  # places in a column or row that a node can be put to, so that rows come out level


class Gesture(Protocol):
    """A gesture under way. Points are in the pixels of the widget."""

    def move(self, at: QPointF) -> None:
        """Follow the pointer."""

    def release(self) -> object | None:
        """End, and return what is wished for: a NodeMove, an EdgeRef, a NodeRef that is clicked, or None."""


class Pan:
    """A drag on the ground: the graph goes along."""

    def __init__(self, view: View, at: QPointF) -> None:
        self._view = view
        self._last = self._first = at
        self.has_moved = False

    def move(self, at: QPointF) -> None:
        """Shift the view, once it is a drag."""
        self.has_moved = self.has_moved or (at - self._first).manhattanLength() > DRAG_PX
        if self.has_moved:
            self._view.pan(at - self._last)
            self._last = at

    def release(self) -> None:
        """Leave the view where it is."""


class DragNode:
    """A press on a node: a click, or a move of it once the pointer has gone some way."""

    def __init__(self, view: View, layout: Layout, key: int, at: QPointF) -> None:
        self._view, self._pitch = view, layout.pitch
        self._began = at
        self._place = layout.boxes[key].node.place
        self.key = key
        self.place: tuple[float, float] | None = None  # where the node is now, if it is dragged

    def move(self, at: QPointF) -> None:
        """Take the node along."""
        away = at - self._began
        if self.place is None and away.manhattanLength() <= DRAG_PX:
            return
        away /= self._view.zoom
        (x, y), (across, down) = self._place, self._pitch
        self.place = (_on_grid(x + away.x() / across), _on_grid(y + away.y() / down))

    def release(self) -> NodeMove | NodeRef:
        """Return where the node was put, or that it was clicked."""
        if self.place is None or self.place == self._place:
            return NodeRef(self.key)
        return NodeMove(self.key, self.place)


class PullEdge:
    """A drag from a port: an edge on its way to another node."""

    def __init__(self, view: View, layout: Layout, port: PortRef, at: QPointF) -> None:
        self._view, self._layout = view, layout
        self.port = port
        self.to = view.to_layout(at)
        self.aimed: int | None = None  # the node at which it would end
        self._ends: EdgeRef | None = None

    def move(self, at: QPointF) -> None:
        """Lead the loose end, and see what it would join."""
        self.to = self._view.to_layout(at)
        self._ends = _joined(self._layout, self.port, self.to, self._view.zoom)
        ends = self._ends
        self.aimed = None if ends is None else ends.target if self.port.is_output else ends.source

    def release(self) -> EdgeRef | None:
        """Return the edge that is wished for, or None if it was let go on the ground."""
        return self._ends


def _joined(layout: Layout, port: PortRef, at: QPointF, zoom: float) -> EdgeRef | None:
    """Return the edge from a port to what is at a point of the layout."""
    hit = layout.hit(at, zoom)
    if not isinstance(hit, NodeRef | PortRef) or hit.key == port.key:
        return None
    if not port.is_output:
        return EdgeRef(hit.key, port.key, port.port)
    exact = isinstance(hit, PortRef) and not hit.is_output
    slot = hit.port if exact else layout.port_for(hit.key, at)
    return None if slot is None else EdgeRef(port.key, hit.key, slot)


def _on_grid(value: float) -> float:
    return round(value * _GRID) / _GRID
