"""A computational graph to look at and to build: nodes that one drags, edges that one pulls, numbers that flow."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.graph_hand import DragNode, Gesture, Pan, PullEdge
from nnlab.desktop.widgets.parts.graph_keys import Edit, GraphKeys, KeyWish, Remove, Select, Zoom
from nnlab.desktop.widgets.parts.graph_layout import Layout, arrange
from nnlab.desktop.widgets.parts.graph_painting import Marks, paint_graph
from nnlab.desktop.widgets.parts.graph_picture import (
    EdgePicture,
    EdgeRef,
    Flow,
    Form,
    Hit,
    NodeMove,
    NodePicture,
    NodeRef,
    PortRef,
    Reach,
    Typed,
)
from nnlab.desktop.widgets.parts.graph_plate import paint_plate, plate_tables
from nnlab.desktop.widgets.parts.graph_value_editor import GraphValueEditor
from nnlab.desktop.widgets.parts.graph_view import View

__all__ = ["EdgePicture", "EdgeRef", "GraphCanvas", "NodeMove", "NodePicture", "NodeRef", "Typed"]

_WHEEL = 1.0015  # for each unit of the wheel, of which a notch has 120
_ZOOM_KEY = 1.2


class GraphCanvas(painting.KeyboardFocus, QWidget):
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
        painting.make_opaque(self)
        self._nodes: tuple[NodePicture, ...] = ()
        self._edges: tuple[EdgePicture, ...] = ()
        self._marks = Marks()
        self._view = View()
        self._gesture: Gesture | None = None
        self._keys = GraphKeys()
        self._layout: tuple[object, Layout] | None = None
        self._editor = GraphValueEditor(self)
        self._texts = DefaultTexts(self)
        self._editor.value_entered.connect(self._on_value_entered)
        self._editor.finished.connect(self._on_editor_finished)
        self._editor.textChanged.connect(self._place_editor)
        self.setObjectName("graph_canvas")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    # What is shown

    def set_graph(self, nodes: Sequence[NodePicture], edges: Sequence[EdgePicture]) -> None:
        """Show a graph. Arrays in it are kept, not copied, and must not change afterwards."""
        was_empty = not self._nodes
        self._nodes, self._edges = tuple(nodes), tuple(edges)
        self._layout, self._gesture, self._keys.joining = None, None, None
        kept = {name: self._known(getattr(self._marks, name)) for name in ("hovered", "selected")}
        self._marks = replace(self._marks, pulled=None, aimed=None, **kept)
        if self._editor.key is not None and self._editor.key not in self._arranged().boxes:
            self._on_editor_finished()
        if was_empty and self._view.is_fitted:  # else it would move under the hand that builds it
            self._view.fit(self._arranged().bounds, self.size())
        self._place_editor()
        self._describe()
        self.update()

    def set_selected(self, selected: NodeRef | EdgeRef | None) -> None:
        """Show what is selected."""
        self._set_marks(selected=self._known(selected))
        self._describe()

    def fit(self) -> None:
        """Show all of the graph, as large as there is room."""
        self._view.fit(self._arranged().bounds, self.size(), shows_all=True)
        self._on_view_changed()

    def show_begin(self) -> None:
        """Show all of the graph, or as much from the left as is legible."""
        self._view.fit(self._arranged().bounds, self.size(), shows_all=False)
        self._on_view_changed()

    def reveal(self, key: int) -> None:
        """Move the view as far as is needed to show a node."""
        box = self._arranged().boxes.get(key)
        if self._gesture is None and box is not None and self._view.reveal(box.rect, self.size()):
            self._on_view_changed()

    def zoom_by(self, factor: float) -> None:
        """Zoom around the middle."""
        self._view.zoom_at(QPointF(self.rect().center()), factor)
        self._on_view_changed()

    def begin_edit(self, key: int) -> None:
        """Let the user type the value of a node in its place."""
        node = next((node for node in self._nodes if node.key == key), None)
        if node is not None:
            name = self.tr("Value of {name}").format(name=node.label)
            self._editor.open_over(node, self.node_rect(key), name)

    # Where things are

    def node_rect(self, key: int) -> QRectF:
        """Return where a node is, in the widget's pixels."""
        return self._view.rect_in_widget(self._arranged().boxes[key].rect)

    def label_place(self, edge: EdgeRef) -> QPointF | None:
        """Return the place between the two numbers of an edge, in the widget's pixels."""
        line = self._arranged().line(edge)
        return None if line is None else self._view.to_widget(line.label)

    @property
    def zoom(self) -> float:
        """How many times larger than at the ordinary size everything is."""
        return self._view.zoom

    def sizeHint(self) -> QSize:
        return QSize(720, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 180)

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        tip = self.tr("Drag a node to move it, its right edge to connect it")
        self._texts.set(self.tr("Computational graph"), tip)
        self._editor.setToolTip(self.tr("A number, or a matrix in rows: 1, 2; 3, 4"))
        self._editor.setAccessibleName(self.tr("Value"))

    def _arranged(self) -> Layout:
        theme, gesture = themes.current(), self._gesture
        moved = (gesture.key, gesture.place) if isinstance(gesture, DragNode) and gesture.place else None
        if self._layout is None or self._layout[0] != (theme, moved):
            nodes = self._nodes
            if moved is not None:
                key, place = moved
                nodes = tuple(replace(node, place=place) if node.key == key else node for node in nodes)
            self._layout = ((theme, moved), arrange(nodes, self._edges, theme))
        return self._layout[1]

    def _known(self, hit: Hit) -> Hit:
        """Return what is pointed at or selected, or None if it is not there any more."""
        if isinstance(hit, EdgeRef):
            return hit if any(edge.ref == hit for edge in self._edges) else None
        node = None if hit is None else next((node for node in self._nodes if node.key == hit.key), None)
        if node is None or (isinstance(hit, PortRef) and hit.port >= len(node.ports)):
            return None
        return hit

    def _describe(self) -> None:
        """Tell those who do not see it what is selected."""
        selected = self._marks.selected
        key = selected.key if isinstance(selected, NodeRef) else None
        self.setAccessibleDescription(next((node.words for node in self._nodes if node.key == key), ""))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        layout = self._arranged()
        marks = replace(self._marks, focus_shown=self.focus_shown)
        if painting.is_picture(painter, self):  # without what is only for the hand
            marks = Marks()
        painter.save()
        painter.translate(self._view.shift)
        painter.scale(self._view.zoom, self._view.zoom)
        paint_graph(painter, layout, marks, theme)
        painter.restore()
        self._paint_plate(painter, layout, marks, theme)
        if marks.focus_shown:
            painting.focus_ring(painter, QRectF(self.rect()), painting.PLATE_RADIUS, theme)
        painter.end()

    def _paint_plate(self, painter: QPainter, layout: Layout, marks: Marks, theme: Theme) -> None:
        """Show the matrices of what is pointed at or, with nothing pointed at, of what is selected."""
        hit = marks.hovered if marks.hovered is not None else marks.selected
        tables = plate_tables(layout, hit, theme) if self._gesture is None else ()
        if tables and isinstance(hit, EdgeRef):
            at = self.label_place(hit) or QPointF()
            beside = QRectF(at - QPointF(30, 18), QSize(60, 36))
            paint_plate(painter, tables, beside, QRectF(self.rect()), theme)
        elif tables and isinstance(hit, NodeRef):
            paint_plate(painter, tables, self.node_rect(hit.key), QRectF(self.rect()), theme)

    def _set_marks(self, **changes: object) -> None:
        marks = replace(self._marks, **changes)
        if marks != self._marks:
            self._marks = marks
            self.update()

    def _on_view_changed(self) -> None:
        self._place_editor()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._view.is_fitted:
            self._view.fit(self._arranged().bounds, self.size())
        self._place_editor()

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

    def _hit(self, at: QPointF) -> Hit:
        return self._arranged().hit(self._view.to_layout(at), self._view.zoom)

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
        elif event.type() == QEvent.Type.StyleChange and self._view.is_fitted:
            self._view.fit(self._arranged().bounds, self.size())


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
