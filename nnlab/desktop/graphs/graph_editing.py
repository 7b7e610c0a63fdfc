"""The graph that is on show: the document's, with its numbers, the place of the walk, and what is selected."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from nnlab.desktop.document import StateChange
from nnlab.desktop.graphs import graph_words as words
from nnlab.desktop.graphs.graph_pictures import Walk
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.undo import Label
from nnlab.desktop.widgets.graph_canvas import EdgeRef, NodeMove, NodeRef, Typed
from nnlab.lessons import DeedKind
from nnlab.project import Change, ProjectState, with_graph
from nnlab.study.graph import (
    PRESETS,
    Evaluation,
    Graph,
    GraphError,
    Node,
    NodeKind,
    add_node,
    can_fold,
    can_unfold,
    connect,
    disconnect,
    evaluate,
    fold,
    move,
    remove_node,
    set_output,
    set_value,
    unfold,
)

translate = QCoreApplication.translate  # a name that lupdate knows

_FIRST = PRESETS["apples"]()  # where a project has no graph
_FREE = 0.95  # nodes that are closer in both directions cover each other
Selected = NodeRef | EdgeRef | None


def graph_of(state: ProjectState) -> Graph:
    """Return the graph of a project, or the one that is shown where it has none."""
    return _FIRST if state.graph is None else state.graph


class GraphEditing(QObject):
    """Joins a workspace and its cards to the document: what is shown is read here, and every wish comes here.

    The place of the walk and what is selected are view state; everything else is an edit of the document.
    """

    changed = Signal()  # the graph, the place of the walk or what is selected
    replaced = Signal()  # another graph is shown
    moved = Signal()  # the node that is selected should be seen: one has walked to it, or made it

    def __init__(self, lab: Lab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._graph: Graph | None = None
        self._evaluation: Evaluation | None = None
        self._done: int | None = None  # steps of the walk; None shows all of it
        self._selected: Selected = None
        lab.state_changed.connect(self._on_state_changed)

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def graph(self) -> Graph:
        """The graph."""
        return graph_of(self._lab.state)

    @property
    def evaluation(self) -> Evaluation:
        """The numbers of the graph."""
        graph = self.graph
        if self._evaluation is None or graph is not self._graph:
            self._graph, self._evaluation = graph, _evaluated(graph)
        return self._evaluation

    @property
    def walk(self) -> Walk:
        """How far one has walked through the graph."""
        return Walk.through(self.graph, self.evaluation, self._done)

    @property
    def selected(self) -> Selected:
        """What is selected, as far as it is there."""
        match self._selected:
            case NodeRef(key) if key in self.graph:
                return self._selected
            case EdgeRef(source, target, port) if _has_edge(self.graph, source, target, port):
                return self._selected
        return None

    @property
    def node(self) -> Node | None:
        """The node that is selected; of an edge that is selected the one where it ends."""
        selected = self.selected
        if isinstance(selected, EdgeRef):
            return self.graph.node(selected.source if selected.target is None else selected.target)
        return None if selected is None else self.graph.node(selected.key)

    # -- walking and selecting ---------------------------------------------------------------------------

    def select(self, selected: Selected) -> None:
        """Select a node, an edge or nothing."""
        if selected != self._selected:
            self._selected = selected
            self.changed.emit()

    def start_over(self) -> None:
        """Go back to before the first step."""
        self._go(0)

    def step(self) -> None:
        """Make the next step; from the picture of all of it, the first one."""
        if self._lab.view.is_covered:
            return
        walk = self.walk
        self._go(1 if walk.is_whole else walk.done + 1)
        if self.walk.now is not None:
            self._lab.deeds.done(DeedKind.GRAPH_STEPPED)

    def step_back(self) -> None:
        """Take the last step back; from the picture of all of it, none."""
        walk = self.walk
        self._go(walk.done if walk.is_whole else walk.done - 1)

    def cover(self) -> None:
        """Start over where all numbers are shown: what is to be guessed must not stand there."""
        if self.walk.is_whole:
            self._go(0)

    def show_all(self) -> None:
        """Show all numbers."""
        self._done = self._unwalked
        self.changed.emit()

    @property
    def _unwalked(self) -> int | None:
        """How far a graph is walked that nobody has walked: all of it is shown, unless that is to be guessed."""
        return 0 if self._lab.view.is_covered else None

    def _go(self, done: int) -> None:
        self._done = min(max(done, 0), len(self.walk.steps))
        now = self.walk.now
        if now is not None:
            self._selected = NodeRef(now.node)
        self.changed.emit()
        self.moved.emit()

    # -- edits -------------------------------------------------------------------------------------------

    def edit(self, label: Label, change: Callable[[Graph], Graph], *, merge_key: str = "") -> bool:
        """Change the graph as one undo step; what cannot be is told of. Return whether it can be."""
        graph = self.graph
        try:
            change(graph)
        except GraphError as error:
            self._lab.tell(Notice(partial(words.refusal, error, graph), "warning"))
            return False
        self._lab.controller.edit(
            label, lambda state: with_graph(state, change(graph_of(state))), merge_key=merge_key
        )
        return True

    def show_graph(self, make: Callable[[], Graph]) -> bool:
        """Put another graph in the place of this one; return whether there is such a graph."""
        if not self.edit(lambda: translate("graph", "Another graph"), lambda _graph: make()):
            return False
        self._done, self._selected = self._unwalked, None
        self.changed.emit()
        self.replaced.emit()  # though it may share most nodes with the one before
        return True

    def add(self, kind: NodeKind) -> None:
        """Add a node beside the one that is selected, where there is room, and select it."""
        beside = self.node

        def added(graph: Graph) -> Graph:
            return add_node(graph, kind, *_free_place(graph, beside))

        if self.edit(lambda: translate("graph", "Add a node"), added):
            self._selected = NodeRef(self.graph.nodes[-1].id)
            self.changed.emit()
            self.moved.emit()

    @property
    def can_remove(self) -> bool:
        """Whether what is selected can be removed: a node, or an edge between two nodes."""
        selected = self.selected
        return selected is not None and not (isinstance(selected, EdgeRef) and selected.target is None)

    def remove(self, what: Selected) -> None:
        """Remove a node or an edge."""
        match what:
            case NodeRef(key):
                self.edit(lambda: translate("graph", "Remove a node"), lambda graph: remove_node(graph, key))
            case EdgeRef(_, int(target), port):
                self.edit(
                    lambda: translate("graph", "Remove an edge"),
                    lambda graph: disconnect(graph, target, port),
                )

    def connect(self, edge: EdgeRef) -> None:
        """Let the result of a node go into an input of another one."""
        if edge.target is not None:
            source, target, port = edge.source, edge.target, edge.port
            self.edit(
                lambda: translate("graph", "Connect nodes"),
                lambda graph: connect(graph, source, target, port),
            )

    def move(self, wish: NodeMove) -> None:
        """Put a node elsewhere; the keys move it in many small steps, which are one undo step."""
        self.edit(
            lambda: translate("graph", "Move a node"),
            lambda graph: move(graph, wish.key, *wish.place),
            merge_key=f"graph-move-{wish.key}" if wish.by_keys else "",
        )

    def set_value(self, typed: Typed) -> None:
        """Set the numbers of a value."""
        number = _number(typed.value)
        self.edit(
            lambda: translate("graph", "Set a value"), lambda graph: set_value(graph, typed.key, number)
        )

    @property
    def folds(self) -> bool | None:
        """Whether the selected node can be folded (True) or unfolded (False); None if neither."""
        node = self.node
        if node is None:
            return None
        return False if can_unfold(self.graph, node.id) else True if can_fold(self.graph, node.id) else None

    def toggle_fold(self) -> None:
        """Fold the selected node, or unfold it."""
        node, folds = self.node, self.folds
        if node is not None and folds is not None:
            label = (lambda: translate("graph", "Fold")) if folds else (lambda: translate("graph", "Unfold"))
            change = fold if folds else unfold
            self.edit(label, lambda graph: change(graph, node.id))

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.GRAPH not in change.changes:
            return
        old, new = graph_of(change.old), graph_of(change.new)
        if _wiring(old) != _wiring(new):
            self._done = self._unwalked
        self.changed.emit()
        if 2 * len(set(old.nodes) & set(new.nodes)) < min(len(old.nodes), len(new.nodes)) or not old.nodes:
            self.replaced.emit()  # and not only changed


def _evaluated(graph: Graph) -> Evaluation:
    """Return the numbers of a graph; nodes that are not connected yet take no gradients from the one result."""
    evaluation = evaluate(graph)
    if evaluation.output is None:
        computed = [id for id in graph.results if evaluation.nodes[id].value is not None]
        if len(computed) == 1:
            return evaluate(set_output(graph, computed[0]))
    return evaluation


def _wiring(graph: Graph) -> tuple[object, ...]:
    return tuple((node.id, node.kind, node.inputs) for node in graph.nodes)


def _has_edge(graph: Graph, source: int, target: int | None, port: int) -> bool:
    if target is None:
        return source in graph
    if target not in graph:
        return False
    inputs = graph.node(target).inputs
    return port < len(inputs) and inputs[port] == source


def _number(value: np.ndarray) -> float | tuple[tuple[float, ...], ...]:
    return tuple(map(tuple, value.tolist())) if value.ndim else float(value)


def _free_place(graph: Graph, beside: Node | None) -> tuple[float, float]:
    """Return the first free place below what stands right of a node, or below the first column."""
    left = min((node.x for node in graph.nodes), default=0.0)
    x, y = (left, 0.0) if beside is None else (beside.x + 1, beside.y)
    while any(abs(node.x - x) < _FREE and abs(node.y - y) < _FREE for node in graph.nodes):
        y += 1.0
    return x, y
