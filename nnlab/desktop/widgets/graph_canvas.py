"""A computational graph to look at and to build: nodes that one drags, edges that one pulls, numbers that flow."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.graph_face import GraphFace
from nnlab.desktop.widgets.parts.graph_hand import DragNode, Pan, PullEdge
from nnlab.desktop.widgets.parts.graph_keys import Edit, GraphKeys, KeyWish, Remove, Select, Zoom
from nnlab.desktop.widgets.parts.graph_picture import (
    EdgePicture,
    EdgeRef,
    Flow,
    Form,
    NodeMove,
    NodePicture,
    NodeRef,
    PortRef,
    Reach,
    Typed,
)
from nnlab.desktop.widgets.parts.graph_value_editor import GraphValueEditor

__all__ = ["EdgePicture", "EdgeRef", "GraphCanvas", "NodeMove", "NodePicture", "NodeRef", "Typed"]

_WHEEL = 1.0015  # for each unit of the wheel, of which a notch has 120
_ZOOM_KEY = 1.2


class GraphCanvas(GraphFace):
    """Shows a graph and says what a hand asks of it; it shows only what it is given.

    Click selects, double click or Enter types a value, a drag moves a node or, from a port, pulls an edge; a drag on
    the ground moves the view, Ctrl and the wheel zoom. Arrows walk, Shift and arrows move, Delete removes, and C pulls
    an edge by the keyboard: arrows choose where it ends, Enter joins it.
    """

    clicked = Signal(object)  # NodeRef, EdgeRef or None: what is to be selected
    node_moved = Signal(object)  # NodeMove, once for each drag or key
    connect_requested = Signal(object)  # EdgeRef
    remove_requested = Signal(object)  # NodeRef or EdgeRef
    value_entered = Signal(object)  # Typed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = GraphKeys()
        self._editor = GraphValueEditor(self)
        self._texts = DefaultTexts(self)
        self._editor.value_entered.connect(self._on_value_entered)
        self._editor.finished.connect(self._on_editor_finished)
        self._editor.textChanged.connect(self._place_editor)
        self.setObjectName("graph_canvas")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()

    # What is shown

    def set_graph(self, nodes: Sequence[NodePicture], edges: Sequence[EdgePicture]) -> None:
        """Show a graph. Arrays in it are kept, not copied, and must not change afterwards."""
        self._keys.joining = None
        super().set_graph(nodes, edges)
        if self._editor.key is not None and self._editor.key not in self._arranged().boxes:
            self._on_editor_finished()

    def begin_edit(self, key: int) -> None:
        """Let the user type the value of a node in its place."""
        node = next((node for node in self._nodes if node.key == key), None)
        if node is not None:
            name = self.tr("Value of {name}").format(name=node.label)
            self._editor.open_over(node, self.node_rect(key), name)

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        tip = self.tr("Drag a node to move it, its right edge to connect it")
        self._texts.set(self.tr("Computational graph"), tip)
        self._editor.setToolTip(self.tr("A number, or a matrix in rows: 1, 2; 3, 4"))
        self._editor.setAccessibleName(self.tr("Value"))

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._keys.joining = None
        at = event.position()
        hit = self._hit(at)
        if not isinstance(hit, PortRef):
            self.clicked.emit(hit)  # before the gesture, for the graph may be shown again
        layout = self._arranged()
        match hit:
            case PortRef():
                self._gesture = PullEdge(self._view, layout, hit, at)
            case NodeRef(key):
                self._gesture = DragNode(self._view, layout, key, at)
            case _:
                self._gesture = Pan(self._view, at)
        self._show_gesture()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._gesture is None:
            self._set_marks(hovered=self._hit(event.position()))
        else:
            self._gesture.move(event.position())
        self._show_gesture()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture = self._gesture
        if event.button() is not Qt.MouseButton.LeftButton or gesture is None:
            super().mouseReleaseEvent(event)
            return
        gesture.move(event.position())
        wish = gesture.release()
        self._gesture = None
        self._show_gesture()
        if isinstance(wish, NodeMove):
            self.node_moved.emit(wish)
        elif isinstance(wish, EdgeRef):
            self.connect_requested.emit(wish)
        self._set_marks(hovered=self._hit(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if event.button() is Qt.MouseButton.LeftButton and isinstance(hit, NodeRef):
            self._gesture = None
            self.begin_edit(hit.key)
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._view.zoom_at(event.position(), _WHEEL ** event.angleDelta().y())
        else:
            moved = event.angleDelta() / 2 if event.pixelDelta().isNull() else event.pixelDelta()
            self._view.pan(QPointF(moved))
        self._on_view_changed()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Say why a node cannot be computed where one points at it; the widget's own tooltip is that of the ground."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            key = None if hit is None or isinstance(hit, EdgeRef) else hit.key
            fault = next((node.fault for node in self._nodes if node.key == key), "")
            QToolTip.showText(event.globalPos(), fault if hit is not None else self.toolTip(), self)
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_marks(hovered=None)
        super().leaveEvent(event)

    def _show_gesture(self) -> None:
        """Show what the gesture under way does, and the pointer that goes with it."""
        gesture, hovered = self._gesture, self._marks.hovered
        if isinstance(gesture, PullEdge):
            self._set_marks(pulled=(gesture.port, gesture.to), aimed=gesture.aimed)
        else:
            self._show_joining()
        if isinstance(gesture, Pan | DragNode):
            self._on_view_changed()
        shape = Qt.CursorShape.ArrowCursor
        if isinstance(gesture, PullEdge) or isinstance(hovered, PortRef):
            shape = Qt.CursorShape.CrossCursor
        elif hovered is not None:
            shape = Qt.CursorShape.PointingHandCursor
        if shape is not self.cursor().shape():
            self.setCursor(shape)

    def _cancel(self) -> None:
        """Give up what is under way."""
        self._gesture, self._keys.joining = None, None
        self._show_gesture()

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._gesture is not None:
            self._cancel()
        elif self._keys.takes(event, self._marks.selected):
            self._obey(self._keys.press(event, self._arranged(), self._marks.selected))
        else:
            super().keyPressEvent(event)

    def _obey(self, wish: KeyWish) -> None:
        match wish:
            case Select(node):
                joining = self._keys.joining
                self.clicked.emit(node)
                self._keys.joining = joining  # though the graph may have been shown again
            case Edit(key):
                self.begin_edit(key)
            case Remove(what):
                self.remove_requested.emit(what)
            case Zoom(larger):
                self.zoom_by(_ZOOM_KEY if larger else 1 / _ZOOM_KEY)
            case NodeMove():
                self.node_moved.emit(wish)
            case EdgeRef():
                self.connect_requested.emit(wish)
        self._show_joining()

    def _show_joining(self) -> None:
        """Show the edge that the keyboard pulls, up to the node where it stands."""
        layout = self._arranged()
        pulled = self._keys.pulled(layout, self._marks.selected)
        if pulled is None:
            self._set_marks(pulled=None, aimed=None)
            return
        port, aimed = pulled
        box = layout.boxes[aimed]
        self._set_marks(pulled=(port, box.inputs[0] if box.inputs else box.rect.center()), aimed=aimed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cancel()
        self.update()

    # Typing a value

    def _on_view_changed(self) -> None:
        super()._on_view_changed()
        self._place_editor()

    def _place_editor(self) -> None:
        if self._editor.key is not None and self._editor.key in self._arranged().boxes:
            self._editor.place(self.node_rect(self._editor.key))

    def _on_value_entered(self, value: NDArray[np.float64]) -> None:
        if self._editor.key is not None:
            self.value_entered.emit(Typed(self._editor.key, value))

    def _on_editor_finished(self) -> None:
        if self._editor.close_over():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._cancel()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _sample() -> QWidget:
    number = np.array
    canvas = GraphCanvas()
    canvas.setMinimumSize(680, 300)
    canvas.set_graph(
        [
            NodePicture(1, Form.VALUE, "apple", (0, 0), value=number(100.0)),
            NodePicture(2, Form.VALUE, "count", (0, 1), value=number(2.0)),
            NodePicture(3, Form.VALUE, "tax", (1, 1.5), value=number(1.1)),
            NodePicture(4, Form.ROUND, "×", (1, 0.5), ("x", "y")),
            NodePicture(5, Form.ROUND, "×", (2, 1), ("x", "y"), reach=Reach.NOW),
        ],
        [
            EdgePicture(1, 4, 0, number(100.0)),
            EdgePicture(2, 4, 1, number(2.0)),
            EdgePicture(4, 5, 0, number(200.0), number(1.1), Flow.BACKWARD),
            EdgePicture(3, 5, 1, number(1.1), number(200.0), Flow.BACKWARD),
            EdgePicture(5, None, 0, number(220.0), number(1.0)),
        ],
    )
    canvas.set_selected(NodeRef(5))
    return canvas


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
