"""A computational graph at one place of the walk through it, as the canvas shows it."""

from dataclasses import dataclass

import numpy as np

from nnlab.desktop.graphs import graph_words as words
from nnlab.desktop.widgets.parts.bracket_table import shape_text, short_number
from nnlab.desktop.widgets.parts.graph_picture import EdgePicture, Flow, Form, NodePicture, Reach
from nnlab.study.graph import KINDS, Direction, Evaluation, Fault, Graph, Node, NodeKind, Step

_BOXES = {NodeKind.AFFINE, NodeKind.SOFTMAX_LOSS, NodeKind.ACTIVATION, NodeKind.RELU, NodeKind.MATMUL}


@dataclass(frozen=True, eq=False, slots=True)
class Walk:
    """The steps that one walks, and how many of them are done: first forward through the graph, then back.

    Values are there from the beginning, so that no step is spent on them; a step back to a value is one only where
    several gradients are summed in it. It `is_whole` where one looks at all of it.
    """

    steps: tuple[Step, ...]
    done: int
    is_whole: bool

    @classmethod
    def through(cls, graph: Graph, evaluation: Evaluation, done: int | None = None) -> "Walk":
        """Return the walk through a graph, `done` steps along; None shows all of it."""
        steps = tuple(step for step in evaluation.steps if _is_walked(step, graph))
        reached = len(steps) if done is None else min(max(done, 0), len(steps))
        return cls(steps, reached, done is None)

    @property
    def now(self) -> Step | None:
        """The step that was done last, or None before the first and when one looks at all of it."""
        return self.steps[self.done - 1] if self.done > 0 and not self.is_whole else None

    def reached(self, direction: Direction) -> set[int]:
        """Return the nodes that were passed in one direction."""
        return {step.node for step in self.steps[: self.done] if step.direction is direction}

    def has_passed(self, node: Node, direction: Direction, graph: Graph) -> bool:
        """Return whether all that a node does in one direction is done.

        A value does nothing forward; back it is done when all that it goes into have passed their gradients on.
        """
        reached = self.reached(direction)
        if self.is_whole or node.id in reached:
            return True
        if node.kind is not NodeKind.VALUE or direction is Direction.FORWARD:
            return node.kind is NodeKind.VALUE
        walked = {step.node for step in self.steps if step.direction is direction}
        if node.id in walked:
            return False  # a step of its own sums what comes back
        uses = {target for target, _slot in graph.consumers[node.id]} & walked
        return bool(uses) and uses <= reached


def _is_walked(step: Step, graph: Graph) -> bool:
    if graph.node(step.node).kind is not NodeKind.VALUE:
        return True
    return step.direction is Direction.BACKWARD and len(graph.consumers[step.node]) > 1


def pictures(
    graph: Graph, evaluation: Evaluation, walk: Walk
) -> tuple[tuple[NodePicture, ...], tuple[EdgePicture, ...]]:
    """Return the nodes and the edges of `graph` as far as the walk has come."""
    forward, backward = walk.reached(Direction.FORWARD), walk.reached(Direction.BACKWARD)
    forward |= {node.id for node in graph.nodes if node.kind is NodeKind.VALUE}
    nodes = tuple(_node(node, graph, evaluation, walk, node.id in forward) for node in graph.nodes)
    edges = [
        _edge(source, node.id, slot, evaluation, walk, (source in forward, node.id in backward))
        for node in graph.nodes
        for slot, source in enumerate(node.inputs)
        if source is not None
    ]
    for id in graph.results:
        result = evaluation.nodes[id]
        if graph.node(id).kind is not NodeKind.VALUE:
            value = result.value if id in forward else None
            gradient = result.gradient if id in backward else None
            kept = (result.value, result.gradient)
            edges.append(EdgePicture(id, None, 0, value, gradient, kept=kept))
    return nodes, tuple(edges)


def _node(node: Node, graph: Graph, evaluation: Evaluation, walk: Walk, is_reached: bool) -> NodePicture:
    fault = fault_of(node, evaluation)
    now = walk.now
    is_now = now is not None and now.node == node.id
    reach = Reach.NOW if is_now else Reach.DONE if is_reached else Reach.LATER
    is_value = node.kind is NodeKind.VALUE
    value = None if node.value is None else np.asarray(node.value, dtype=np.float64)
    name = words.node_name(node.name)
    return NodePicture(
        node.id,
        Form.VALUE if is_value else Form.BOX if node.kind in _BOXES else Form.ROUND,
        name if is_value else words.glyph(node),
        (node.x, node.y),
        tuple(KINDS[node.kind].slot_name(slot) for slot in range(len(node.inputs))),
        value,
        reach,
        len(node.inputs) < KINDS[node.kind].most,
        "" if is_value else name,
        "" if fault is None else words.fault_sentence(fault, node),
        spoken(node, evaluation),
    )


def fault_of(node: Node, evaluation: Evaluation) -> Fault | None:
    """Return why a node has no number, or why nothing comes back through one of its inputs."""
    slots = range(len(node.inputs))
    faults = [evaluation.edges[node.id, slot].fault for slot in slots if (node.id, slot) in evaluation.edges]
    return next((fault for fault in (evaluation.nodes[node.id].fault, *faults) if fault is not None), None)


def spoken(node: Node, evaluation: Evaluation) -> str:
    """Return a node as a screen reader says it: what it is, its number and its gradient."""
    result = evaluation.nodes[node.id]
    parts = [words.kind_name(node.kind), words.node_name(node.name)]
    for sign, values in (("=", result.value), ("←", result.gradient)):
        if values is not None:
            parts.append(f"{sign} {shape_text(values.shape) if values.ndim else short_number(float(values))}")
    return " ".join(filter(None, parts))


def _edge(
    source: int, target: int, slot: int, evaluation: Evaluation, walk: Walk, passed: tuple[bool, bool]
) -> EdgePicture:
    """Return one edge; `passed` tells whether its source was passed forward, and its target backward."""
    now, flow = walk.now, Flow.NOTHING
    if now is not None and now.node == target:
        flow = Flow.FORWARD if now.direction is Direction.FORWARD else Flow.BACKWARD
    value, gradient = kept = evaluation.nodes[source].value, evaluation.edges[target, slot].gradient
    return EdgePicture(
        source, target, slot, value if passed[0] else None, gradient if passed[1] else None, flow, kept
    )
