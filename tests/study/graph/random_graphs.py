"""Graphs as Hypothesis draws them: complete ones whose gradients exist, and whatever a hand may leave behind."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from nnlab.study.graph import (
    KINDS,
    Evaluation,
    Graph,
    GraphError,
    Node,
    NodeKind,
    add_node,
    connect,
    disconnect,
    evaluate,
    fold,
    move,
    remove_node,
    rename,
    set_exponent,
    set_function,
    set_output,
    set_value,
    unfold,
)

SMOOTH = ("tanh", "gelu", "silu", "softplus", "linear", "sigmoid")
KINKED = ("leaky_relu(0.1)", "elu(0.5)", "relu")
_OPERATIONS = [kind for kind in NodeKind if kind is not NodeKind.VALUE]
_NUMBERS = st.floats(-2.0, 2.0).map(lambda number: round(number, 3))
_LARGEST, _STEEPEST, _FAR = 20.0, 50.0, 0.3


def _value(draw: st.DrawFn, shape: tuple[int, ...], low: float = -2.0) -> object:
    numbers = st.floats(low, 2.0).map(lambda number: round(number, 3))
    if not shape:
        return draw(numbers)
    return tuple(tuple(draw(numbers) for _ in range(shape[1])) for _ in range(shape[0]))


@st.composite
def differentiable_graphs(draw: st.DrawFn) -> Graph:
    """Draw a graph of scalars and matrices, with its output chosen, that is nowhere near a kink or a pole."""
    shapes = st.sampled_from([(), (), (1, 2), (3, 2), (2, 3), (1, 3), (1, 1)])
    nodes = [
        Node(number, NodeKind.VALUE, value=_value(draw, draw(shapes)), x=0.0, y=float(number))
        for number in range(1, draw(st.integers(2, 4)))
    ]
    graph = Graph(tuple(nodes))
    for _ in range(draw(st.integers(1, 9))):
        kind = draw(st.sampled_from(_OPERATIONS))
        longer = _with_operation(draw, graph, kind)
        if _is_tame(longer):
            graph = longer
    return replace(graph, output=graph.nodes[-1].id)


def _with_operation(draw: st.DrawFn, graph: Graph, kind: NodeKind) -> Graph:
    """Return the graph with one more operation, on nodes that are there or on new values of fitting shapes."""
    results = evaluate(graph).nodes
    ids = st.sampled_from([node.id for node in graph.nodes])
    inputs = [draw(ids)]
    nodes, shape = list(graph.nodes), results[inputs[0]].shape or ()
    wanted: list[tuple[int, ...]] = []
    if kind in (NodeKind.MATMUL, NodeKind.AFFINE) and shape:
        width = draw(st.integers(1, 3))
        wanted = [(shape[1], width), draw(st.sampled_from([(1, width), (), (shape[0], width)]))]
    elif kind is NodeKind.SOFTMAX_LOSS:
        wanted = [shape]
    least, most = KINDS[kind].least, KINDS[kind].most
    while len(inputs) < least or (most > least and len(inputs) < 4 and draw(st.booleans())):
        if wanted and draw(st.integers(0, 3)):
            low = 0.0 if kind is NodeKind.SOFTMAX_LOSS else -2.0
            place = wanted[min(len(inputs) - 1, len(wanted) - 1)]
            nodes.append(Node(len(nodes) + 1, NodeKind.VALUE, value=_value(draw, place, low)))
            inputs.append(nodes[-1].id)
        else:
            inputs.append(draw(ids))
    exponent = draw(st.sampled_from([2.0, 3.0, -1.0, 0.5, 1.5, 1.0, 0.0]))
    function = draw(st.sampled_from(SMOOTH + KINKED))
    new = Node(len(nodes) + 1, kind, tuple(inputs), x=float(len(nodes)), exponent=exponent, function=function)
    return Graph((*nodes, new))


def _is_tame(graph: Graph) -> bool:
    node = graph.nodes[-1]
    results = evaluate(replace(graph, output=node.id)).nodes
    value = results[node.id].value
    if value is None or np.abs(value).max() > _LARGEST:
        return False
    slopes = [result.gradient for result in results.values() if result.gradient is not None]
    if any(np.abs(slope).max() > _STEEPEST for slope in slopes):
        return False
    (first, *_) = node.inputs
    x = results[first or 0].value
    if x is None:
        return False
    if node.kind in (NodeKind.RELU, NodeKind.RECIPROCAL, NodeKind.ACTIVATION):
        return bool(np.abs(x).min() > _FAR)
    if node.kind is NodeKind.POWER:
        return bool(x.min() > _FAR) or node.exponent in (0.0, 1.0, 2.0, 3.0)
    return node.kind is not NodeKind.LOG or bool(x.min() > _FAR)


Edit = Callable[[Graph], Graph]
_IDS = st.integers(0, 9)
_SLOTS = st.integers(0, 3)
_PLACES = st.floats(-1000.0, 1000.0)
NUMBERS_AND_ROWS = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
        lambda shape: st.tuples(
            *[st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * shape[1])] * shape[0]
        )
    ),
    _NUMBERS,
)


def edits() -> st.SearchStrategy[list[Edit]]:
    """Draw edits of any kind; many of them are refused by the graph they meet."""
    add = st.tuples(st.sampled_from(list(NodeKind)), _PLACES, _PLACES)
    one = st.one_of(
        add.map(lambda a: lambda g: add_node(g, *a)),
        add.map(lambda a: lambda g: add_node(g, *a)),
        st.tuples(_IDS, _IDS, _SLOTS).map(lambda a: lambda g: connect(g, *a)),
        st.tuples(_IDS, _IDS, _SLOTS).map(lambda a: lambda g: connect(g, *a)),
        st.tuples(_IDS, _SLOTS).map(lambda a: lambda g: disconnect(g, *a)),
        _IDS.map(lambda id: lambda g: remove_node(g, id)),
        st.tuples(_IDS, NUMBERS_AND_ROWS).map(lambda a: lambda g: set_value(g, *a)),
        st.tuples(_IDS, st.floats(-100.0, 100.0)).map(lambda a: lambda g: set_exponent(g, *a)),
        st.tuples(_IDS, st.sampled_from([*SMOOTH, *KINKED, "step", "softmax", "none"])).map(
            lambda a: lambda g: set_function(g, *a)
        ),
        st.tuples(_IDS, _PLACES, _PLACES).map(lambda a: lambda g: move(g, *a)),
        st.tuples(_IDS, st.text(max_size=45)).map(lambda a: lambda g: rename(g, *a)),
        st.one_of(st.none(), _IDS).map(lambda id: lambda g: set_output(g, id)),
        _IDS.map(lambda id: lambda g: unfold(g, id)),
        _IDS.map(lambda id: lambda g: fold(g, id)),
    )
    return st.lists(one, max_size=25)


def any_graphs() -> st.SearchStrategy[Graph]:
    """Draw what a hand may leave behind: half connected, with faults, of any numbers."""
    return st.one_of(differentiable_graphs(), edits().map(edited))


def edited(changes: list[Edit], graph: Graph | None = None) -> Graph:
    """Return the graph after all edits that are possible."""
    graph = Graph() if graph is None else graph
    for change in changes:
        with suppress(GraphError):
            graph = change(graph)
    return graph


def output_sum(evaluation: Evaluation) -> float:
    """Return the sum over the cells of what is followed back: its gradient is what `evaluate` gives."""
    output = evaluation.output
    assert output is not None
    value = evaluation.nodes[output].value
    assert value is not None
    return float(value.sum())
