"""Edits of a graph: pure functions from graph to graph, each raising GraphError where it is not possible."""

from dataclasses import replace

from nnlab.study.graph.graph import Graph, GraphError, Node, Number
from nnlab.study.graph.kinds import KINDS, NodeKind


def add_node(graph: Graph, kind: NodeKind, x: float, y: float, *, name: str = "") -> Graph:
    """Return the graph with one more node of `kind`, its last, with nothing connected; a value begins as 1."""
    node = Node(
        id=next_id(graph),
        kind=kind,
        inputs=(None,) * KINDS[kind].least,
        value=1.0 if kind is NodeKind.VALUE else None,
        name=name,
        x=x,
        y=y,
    )
    return replace(graph, nodes=(*graph.nodes, node))


def next_id(graph: Graph) -> int:
    """Return the id that the next new node gets."""
    return max((node.id for node in graph.nodes), default=0) + 1


def remove_node(graph: Graph, id: int) -> Graph:
    """Return the graph without a node; what took it in has nothing connected there."""
    graph.node(id)
    kept = tuple(_without(node, id) for node in graph.nodes if node.id != id)
    return Graph(kept, None if graph.output == id else graph.output)


def connect(graph: Graph, source: int, target: int, slot: int) -> Graph:
    """Return the graph with node `source` as input `slot` (from 0) of node `target`, instead of what was there.

    The slot after the last is one more input where the target's kind can have more. Raises GraphError for a circle.
    """
    node = graph.node(target)
    graph.node(source)
    if not 0 <= slot <= len(node.inputs) or slot >= KINDS[node.kind].most:
        raise GraphError("slot", f"node {target} ({node.kind.value}) has no input {slot + 1}.", target)
    if makes_circle(graph, source, target):
        what = f"node {source} is computed from node {target}, and cannot go into it as well"
        raise GraphError("cycle", f"{what}: a graph has no circles.", source, target)
    inputs = list(node.inputs)
    inputs[slot : slot + 1] = [source]
    return _with(graph, replace(node, inputs=tuple(inputs)))


def makes_circle(graph: Graph, source: int, target: int) -> bool:
    """Return whether an edge from node `source` to node `target` would close a circle."""
    return source == target or target in graph.ancestors(source)


def disconnect(graph: Graph, target: int, slot: int) -> Graph:
    """Return the graph with nothing at input `slot` (from 0) of node `target`; an input more than the least goes."""
    node = graph.node(target)
    if not 0 <= slot < len(node.inputs):
        raise GraphError("slot", f"node {target} ({node.kind.value}) has no input {slot + 1}.", target)
    return _with(graph, replace(node, inputs=_emptied(node, slot)))


def set_value(graph: Graph, id: int, value: Number) -> Graph:
    """Return the graph with another number, a scalar or the rows of a matrix, in the value node `id`."""
    return _with(graph, replace(graph.node(id), value=value))


def set_exponent(graph: Graph, id: int, exponent: float) -> Graph:
    """Return the graph with another exponent of the power `id`."""
    return _with(graph, replace(graph.node(id), exponent=exponent))


def set_function(graph: Graph, id: int, function: str) -> Graph:
    """Return the graph with another function, in the engine's spelling, of the activation `id`."""
    return _with(graph, replace(graph.node(id), function=function))


def rename(graph: Graph, id: int, name: str) -> Graph:
    """Return the graph with another name of a node, '' for none."""
    return _with(graph, replace(graph.node(id), name=name))


def move(graph: Graph, id: int, x: float, y: float) -> Graph:
    """Return the graph with a node elsewhere: `x` columns to the right, `y` rows down."""
    return _with(graph, replace(graph.node(id), x=x, y=y))


def set_output(graph: Graph, id: int | None) -> Graph:
    """Return the graph with the gradient of node `id` followed back; None for that of its only result."""
    return replace(graph, output=id)


def _with(graph: Graph, changed: Node) -> Graph:
    """Return the graph with `changed` in the place of the node that has its id; the same graph if nothing differs."""
    nodes = tuple(changed if node.id == changed.id else node for node in graph.nodes)
    return graph if nodes == graph.nodes else replace(graph, nodes=nodes)


def _without(node: Node, source: int) -> Node:
    while source in node.inputs:
        node = replace(node, inputs=_emptied(node, node.inputs.index(source)))
    return node


def _emptied(node: Node, slot: int) -> tuple[int | None, ...]:
    """Return the inputs with nothing at `slot`, which is left out where there are more than the least."""
    left, right = node.inputs[:slot], node.inputs[slot + 1 :]
    return (*left, *right) if len(node.inputs) > KINDS[node.kind].least else (*left, None, *right)
