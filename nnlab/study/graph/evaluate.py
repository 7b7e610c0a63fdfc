"""From a graph to its numbers: forward in the order of computation, back by the chain rule (lecture note 002)."""

import numpy as np

from nnlab.engine.arrays import Floats, read_only
from nnlab.study.graph.graph import Graph, Node
from nnlab.study.graph.kinds import NodeKind
from nnlab.study.graph.operations import Pull, backward, forward, probabilities
from nnlab.study.graph.results import (
    Direction,
    EdgeResult,
    Evaluation,
    Fault,
    FaultKey,
    NodeResult,
    Step,
)

_Edges = dict[tuple[int, int], EdgeResult]


def evaluate(graph: Graph) -> Evaluation:
    """Return the numbers of `graph`, and the gradients of `graph.followed`, whose own is 1 in every cell.

    Faults are values; what takes in something without a number has none either. A node that is used more than once
    gets the sum of the gradients that come back from its uses.
    """
    values, faults = _forward(graph)
    gradients, edges, overflown = _backward(graph, values)
    faults |= dict.fromkeys(overflown, Fault(FaultKey.OVERFLOW))
    nodes = {
        id: NodeResult(
            id, values.get(id), faults.get(id), gradients.get(id), _probabilities(graph.node(id), values)
        )
        for id in graph.order
    }
    steps = [Step(Direction.FORWARD, id) for id in graph.order if id in values]
    steps += [Step(Direction.BACKWARD, id) for id in reversed(graph.order) if id in gradients]
    return Evaluation(graph.order, graph.followed, nodes, edges, tuple(steps))


def _forward(graph: Graph) -> tuple[dict[int, Floats], dict[int, Fault]]:
    """Return the values and the faults by id; a node that waits for another has neither."""
    values: dict[int, Floats] = {}
    faults: dict[int, Fault] = {}
    for id in graph.order:
        node = graph.node(id)
        if None in node.inputs:
            faults[id] = Fault(FaultKey.MISSING_INPUT, slot=node.inputs.index(None))
            continue
        inputs = _inputs(node, values)
        if len(inputs) < len(node.inputs):
            continue
        result = forward(node, inputs)
        if isinstance(result, Fault):
            faults[id] = result
        else:
            values[id] = read_only(result)
    return values, faults


def _inputs(node: Node, values: dict[int, Floats]) -> list[Floats]:
    """Return the values that a node takes in, as far as there are any."""
    return [values[source] for source in node.inputs if source is not None and source in values]


def _backward(graph: Graph, values: dict[int, Floats]) -> tuple[dict[int, Floats], _Edges, list[int]]:
    """Return the gradients by id, all edges, and the ids whose gradients are too large to be summed."""
    edges = {
        (node.id, slot): EdgeResult(source, node.id, slot)
        for node in graph.nodes
        for slot, source in enumerate(node.inputs)
        if source is not None
    }
    gradients: dict[int, Floats] = {}
    overflown: list[int] = []
    output = graph.followed
    if output is None or output not in values:
        return gradients, edges, overflown
    on_the_way = graph.ancestors(output) | {output}
    for id in reversed(graph.order):
        if id not in on_the_way:
            continue
        if id == output:
            gradient: Floats | None = np.ones_like(values[id])
        else:
            gradient = _summed([edges[use] for use in graph.consumers[id] if use[0] in on_the_way])
        if gradient is None:
            continue
        if not np.isfinite(gradient).all():
            overflown.append(id)
            continue
        gradients[id] = read_only(gradient)
        _pull(graph.node(id), values, gradients[id], edges)
    return gradients, edges, overflown


def _summed(uses: list[EdgeResult]) -> Floats | None:
    """Return the sum of what comes back through all uses of a node, None unless all of them give something back."""
    parts = [edge.gradient for edge in uses if edge.gradient is not None]
    if len(parts) < len(uses):
        return None
    with np.errstate(over="ignore", invalid="ignore"):  # said as a fault
        return np.asarray(np.add.reduce(parts))


def _pull(node: Node, values: dict[int, Floats], upstream: Floats, edges: _Edges) -> None:
    """Send the gradient of `node` back through its inputs."""
    pulls = backward(node, _inputs(node, values), values[node.id], upstream)
    for slot, pull in enumerate(pulls):
        plain = edges[node.id, slot]
        edges[node.id, slot] = (
            EdgeResult(plain.source, node.id, slot, upstream=upstream, fault=pull)
            if isinstance(pull, Fault)
            else _edge(plain, pull, upstream)
        )


def _edge(plain: EdgeResult, pull: Pull, upstream: Floats) -> EdgeResult:
    local, gradient = read_only(np.array(pull.local)), read_only(pull.gradient)
    return EdgeResult(plain.source, plain.target, plain.slot, pull.rule, local, upstream, gradient)


def _probabilities(node: Node, values: dict[int, Floats]) -> Floats | None:
    if node.kind is not NodeKind.SOFTMAX_LOSS or node.id not in values:
        return None
    return read_only(probabilities(_inputs(node, values)[0]))
