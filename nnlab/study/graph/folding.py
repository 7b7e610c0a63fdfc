"""One node for several and back: σ and the nodes it is made of (× −1, exp, + 1, 1/x), affine and its product and sum.

The node that holds the result keeps its id, so that whatever takes it in does not notice.
"""

from dataclasses import replace
from typing import NamedTuple

from nnlab.study.graph.edits import next_id
from nnlab.study.graph.evaluate import evaluate
from nnlab.study.graph.graph import Graph, GraphError, Node
from nnlab.study.graph.kinds import NodeKind

_NEAR = 0.95  # nodes closer than this in both directions cover each other
_SIGMOID_COLUMNS = 3  # how much wider σ is when it is unfolded; affine is one column wider


class _Pattern(NamedTuple):
    """What folding makes one node of: `last` holds the result, `parts` are the others that go, `into` is the new node.

    `constants` are values that go with them unless something else takes them in.
    """

    last: Node
    parts: tuple[Node, ...]
    constants: tuple[Node, ...]
    into: Node


def can_fold(graph: Graph, id: int) -> bool:
    """Return whether the node holds the result of several that can be one."""
    return _pattern(graph, id) is not None


def can_unfold(graph: Graph, id: int) -> bool:
    """Return whether the node can be shown as the several that it is made of."""
    return graph.node(id).kind in (NodeKind.SIGMOID, NodeKind.AFFINE)


def fold(graph: Graph, id: int) -> Graph:
    """Return the graph with the nodes whose result is in node `id` as one; value and gradients stay.

    What stood to the right moves left where there is room. Raises GraphError where nothing can be folded.
    """
    pattern = _pattern(graph, id)
    if pattern is None:
        raise GraphError("fold", f"node {id} is not the result of a σ or an affine that is unfolded.", id)
    gone = {part.id for part in (*pattern.parts, *pattern.constants)}
    nodes = [pattern.into if node.id == id else node for node in graph.nodes if node.id not in gone]
    width = pattern.last.x - min(part.x for part in pattern.parts)
    closer = [
        replace(node, x=node.x - width) if node.id == id or node.x > pattern.last.x else node
        for node in nodes
    ]
    return replace(graph, nodes=tuple(nodes if width <= 0.0 or _overlap(closer) else closer))


def unfold(graph: Graph, id: int) -> Graph:
    """Return the graph with a σ or an affine as the nodes it is made of; value and gradients stay.

    What stands to the right moves further, to make room. Raises GraphError for other nodes.
    """
    node = graph.node(id)
    if not can_unfold(graph, id):
        raise GraphError("unfold", f"node {id} ({node.kind.value}) is not made of others.", id)
    width = _SIGMOID_COLUMNS if node.kind is NodeKind.SIGMOID else 1
    rest = [
        replace(other, x=other.x + width) if other.x > node.x else other
        for other in graph.nodes
        if other.id != id
    ]
    first = next_id(graph)
    parts = _sigmoid_parts(node, first) if node.kind is NodeKind.SIGMOID else _affine_parts(node, first)
    placed = list(rest)
    for part in parts:
        placed.append(_placed(part, placed) if part.kind is NodeKind.VALUE else part)
    # The result stays where it was in the order of the nodes; its parts are new.
    by_id = {part.id: part for part in placed}
    order = [*(other.id for other in graph.nodes), *(part.id for part in parts if part.id != id)]
    return replace(graph, nodes=tuple(by_id[each] for each in order))


def _sigmoid_parts(node: Node, first: int) -> tuple[Node, ...]:
    minus_one, negated, power, one, sum_ = range(first, first + 5)
    (x, y), source = (node.x, node.y), node.inputs[0]
    return (
        Node(negated, NodeKind.MULTIPLY, (source, minus_one), x=x, y=y),
        Node(power, NodeKind.EXP, (negated,), x=x + 1, y=y),
        Node(sum_, NodeKind.ADD, (power, one), x=x + 2, y=y),
        Node(node.id, NodeKind.RECIPROCAL, (sum_,), name=node.name, x=x + _SIGMOID_COLUMNS, y=y),
        Node(minus_one, NodeKind.VALUE, value=-1.0, x=x - 1, y=y + 1),
        Node(one, NodeKind.VALUE, value=1.0, x=x + 1, y=y + 1),
    )


def _affine_parts(node: Node, product: int) -> tuple[Node, ...]:
    X, W, B = node.inputs
    return (
        Node(product, NodeKind.MATMUL, (X, W), x=node.x, y=node.y),
        Node(node.id, NodeKind.ADD, (product, B), name=node.name, x=node.x + 1, y=node.y),
    )


def _placed(node: Node, others: list[Node]) -> Node:
    """Return the node as far down as it covers no other."""
    while any(_covers(node, other) for other in others):
        node = replace(node, y=node.y + 1)
    return node


def _covers(one: Node, other: Node) -> bool:
    return abs(one.x - other.x) < _NEAR and abs(one.y - other.y) < _NEAR


def _overlap(nodes: list[Node]) -> bool:
    return any(_covers(one, other) for index, one in enumerate(nodes) for other in nodes[:index])


def _pattern(graph: Graph, id: int) -> _Pattern | None:
    node = graph.node(id)
    if node.kind is NodeKind.RECIPROCAL:
        return _sigmoid_pattern(graph, node)
    return _affine_pattern(graph, node) if node.kind is NodeKind.ADD else None


def _sigmoid_pattern(graph: Graph, last: Node) -> _Pattern | None:
    sum_ = _part(graph, last.inputs[0], NodeKind.ADD)
    power, one = _with_constant(graph, sum_, NodeKind.EXP, 1.0)
    if sum_ is None or power is None or one is None:
        return None
    negated = _part(graph, power.inputs[0], NodeKind.MULTIPLY)
    if negated is None:
        return None
    for source, other in (negated.inputs, negated.inputs[::-1]):
        minus_one = _constant(graph, other, -1.0)
        if minus_one is not None:
            into = Node(last.id, NodeKind.SIGMOID, (source,), name=last.name, x=last.x, y=last.y)
            parts = (sum_, power, negated)
            constants = tuple(value for value in (one, minus_one) if value.id != source)
            return _Pattern(last, parts, _unused(graph, constants, parts), into)
    return None


def _affine_pattern(graph: Graph, last: Node) -> _Pattern | None:
    if len(last.inputs) != 2:
        return None
    for factor, bias in (last.inputs, last.inputs[::-1]):
        product = _part(graph, factor, NodeKind.MATMUL)
        if product is not None and _fits(graph, product, bias):
            inputs = (*product.inputs, bias)
            into = Node(last.id, NodeKind.AFFINE, inputs, name=last.name, x=last.x, y=last.y)
            return _Pattern(last, (product,), (), into)
    return None


def _fits(graph: Graph, product: Node, bias: int | None) -> bool:
    """Return whether affine can add the bias: a sum also takes one of more rows than the product has."""
    results = evaluate(graph).nodes
    shape, wanted = None if bias is None else results[bias].shape, results[product.id].shape
    return not shape or not wanted or shape[0] in (1, wanted[0])


def _part(graph: Graph, id: int | None, kind: NodeKind) -> Node | None:
    """Return the node if it is of that kind, used only once and not the one that is followed back."""
    if id is None or id == graph.output or len(graph.consumers[id]) != 1:
        return None
    node = graph.node(id)
    return node if node.kind is kind else None


def _constant(graph: Graph, id: int | None, number: float) -> Node | None:
    node = None if id is None else graph.node(id)
    return node if node is not None and node.value == number else None


def _with_constant(
    graph: Graph, node: Node | None, kind: NodeKind, number: float
) -> tuple[Node | None, Node | None]:
    """Return the two inputs of a node as the one of `kind` and the value `number`, whichever comes first."""
    if node is None or len(node.inputs) != 2:
        return None, None
    for source, other in (node.inputs, node.inputs[::-1]):
        part, constant = _part(graph, source, kind), _constant(graph, other, number)
        if part is not None and constant is not None:
            return part, constant
    return None, None


def _unused(graph: Graph, constants: tuple[Node, ...], parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the constants that nothing but `parts` takes in, and that are not followed back."""
    inside = {part.id for part in parts}
    return tuple(
        constant
        for constant in constants
        if constant.id != graph.output and {use[0] for use in graph.consumers[constant.id]} <= inside
    )
