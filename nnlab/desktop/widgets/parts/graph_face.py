"""The face of a computational graph: its picture, the part of it that is in sight, and what is marked on it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.graph_hand import DragNode, Gesture
from nnlab.desktop.widgets.parts.graph_layout import Layout, arrange, with_moved
from nnlab.desktop.widgets.parts.graph_painting import Marks, paint_graph
from nnlab.desktop.widgets.parts.graph_picture import EdgePicture, EdgeRef, Hit, NodePicture, NodeRef, PortRef
from nnlab.desktop.widgets.parts.graph_plate import paint_plate, plate_tables
from nnlab.desktop.widgets.parts.graph_view import View


class GraphFace(painting.KeyboardFocus, QWidget):
    """Shows a graph, with what is selected and what a hand does with it; it asks for nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._nodes: tuple[NodePicture, ...] = ()
        self._edges: tuple[EdgePicture, ...] = ()
        self._marks = Marks()
        self._view = View()
        self._gesture: Gesture | None = None
        self._layout: tuple[Theme, Layout] | None = None
        self._dragged: tuple[object, Layout] | None = None  # while a node is dragged: where it is now
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def set_graph(self, nodes: Sequence[NodePicture], edges: Sequence[EdgePicture]) -> None:
        """Show a graph. Arrays in it are kept, not copied, and must not change afterwards."""
        was_empty = not self._nodes
        self._nodes, self._edges = tuple(nodes), tuple(edges)
        self._layout, self._gesture = None, None
        kept = {name: self._known(getattr(self._marks, name)) for name in ("hovered", "selected")}
        self._marks = replace(self._marks, pulled=None, aimed=None, **kept)
        if was_empty and self._view.is_fitted:  # else it would move under the hand that builds it
            self._view.fit(self._arranged().bounds, self.size())
        self._describe()
        self._on_view_changed()

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

    def _hit(self, at: QPointF) -> Hit:
        return self._arranged().hit(self._view.to_layout(at), self._view.zoom)

    def _arranged(self) -> Layout:
        theme, gesture = themes.current(), self._gesture
        if self._layout is None or self._layout[0] is not theme:
            self._layout, self._dragged = (theme, arrange(self._nodes, self._edges, theme)), None
        layout = self._layout[1]
        if not isinstance(gesture, DragNode) or gesture.place is None:
            return layout
        moved = (gesture.key, gesture.place)
        if self._dragged is None or self._dragged[0] != moved:
            self._dragged = (moved, with_moved(layout, *moved))
        return self._dragged[1]

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
        """Show everything where it is now."""
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._view.is_fitted:
            self._view.fit(self._arranged().bounds, self.size())
        self._on_view_changed()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._view.is_fitted:
            self._view.fit(self._arranged().bounds, self.size())
