"""What the keyboard does on a computational graph."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from nnlab.desktop.widgets.parts.graph_layout import Layout
from nnlab.desktop.widgets.parts.graph_picture import EdgeRef, Hit, NodeMove, NodeRef, PortRef

_STEP = 0.125  # of a column or row, by which Shift and an arrow move a node
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MOVING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
_JOINING = ("c", "ㅊ")  # the same key of a Korean keyboard in Hangul mode


@dataclass(frozen=True, slots=True)
class Select:
    """The wish to select a node."""

    node: NodeRef


@dataclass(frozen=True, slots=True)
class Edit:
    """The wish to type a value."""

    key: int


@dataclass(frozen=True, slots=True)
class Remove:
    """The wish to remove a node or an edge."""

    what: NodeRef | EdgeRef


@dataclass(frozen=True, slots=True)
class Zoom:
    """The wish to see things larger, or smaller."""

    larger: bool


KeyWish = (
    Select | Edit | Remove | Zoom | NodeMove | EdgeRef | None
)  # an EdgeRef is to be made; None: all is done


class GraphKeys:
    """Arrows walk, with Shift or Alt they move; C pulls an edge `joining` from a node, which Enter lets go."""

    def __init__(self) -> None:
        self.joining: int | None = None

    def takes(self, event: QKeyEvent, selected: Hit) -> bool:
        """Return whether a key is for the graph."""
        key, text = Qt.Key(event.key()), event.text()
        if key in _ARROWS or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or text in ("+", "=", "-"):
            return True
        if key == Qt.Key.Key_Escape:
            return self.joining is not None
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return selected is not None
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return plain and text.lower() in _JOINING and isinstance(selected, NodeRef)

    def press(self, event: QKeyEvent, layout: Layout, selected: Hit) -> KeyWish:
        """Return what a key that is for the graph wishes."""
        key, text = Qt.Key(event.key()), event.text()
        if key in _ARROWS:
            return _arrow(_ARROWS[key], layout, selected, moves=bool(event.modifiers() & _MOVING))
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._enter(layout, selected)
        if key == Qt.Key.Key_Escape:
            self.joining = None
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return Remove(selected) if isinstance(selected, NodeRef | EdgeRef) else None
        elif text in ("+", "=", "-"):
            return Zoom(text != "-")
        elif isinstance(selected, NodeRef):
            self.joining = selected.key
        return None

    def _enter(self, layout: Layout, selected: Hit) -> KeyWish:
        source, self.joining = self.joining, None
        if not isinstance(selected, NodeRef) or selected.key not in layout.boxes:
            return None
        if source is None:
            return Edit(selected.key)
        if source == selected.key or source not in layout.boxes:
            return None
        port = layout.port_for(selected.key, layout.boxes[source].output)
        return None if port is None else EdgeRef(source, selected.key, port)

    def pulled(self, layout: Layout, selected: Hit) -> tuple[PortRef, int] | None:
        """Return where the edge that is pulled begins and the node where it would end, or None if there is none."""
        known = (
            self.joining in layout.boxes and isinstance(selected, NodeRef) and selected.key in layout.boxes
        )
        if self.joining is None or not known or not isinstance(selected, NodeRef):
            return None
        return PortRef(self.joining, -1), selected.key


def _arrow(way: tuple[int, int], layout: Layout, selected: Hit, *, moves: bool) -> KeyWish:
    if not layout.boxes:
        return None
    if not isinstance(selected, NodeRef) or selected.key not in layout.boxes:
        return Select(NodeRef(next(iter(layout.boxes))))
    if moves:
        x, y = layout.boxes[selected.key].node.place
        return NodeMove(selected.key, (x + way[0] * _STEP, y + way[1] * _STEP), by_keys=True)
    return Select(NodeRef(layout.neighbour(selected.key, *way)))
