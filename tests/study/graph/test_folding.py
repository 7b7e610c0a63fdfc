"""Folding keeps value and gradients, and what takes the result in does not notice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.study.graph import (
    PRESETS,
    Graph,
    GraphError,
    Node,
    NodeKind,
    can_fold,
    can_unfold,
    evaluate,
    fold,
    rename,
    set_output,
    set_value,
    unfold,
)
from tests.study.graph.random_graphs import differentiable_graphs


def same_numbers(one: Graph, other: Graph) -> None:
    """Compare the nodes that both graphs have."""
    first, second = evaluate(one).nodes, evaluate(other).nodes
    for id in first.keys() & second.keys():
        for a, b in ((first[id].value, second[id].value), (first[id].gradient, second[id].gradient)):
            assert (a is None) == (b is None)
            if a is not None:
                np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-12)


def covered(graph: Graph) -> bool:
    return any(
        one is not other and max(abs(one.x - other.x), abs(one.y - other.y)) < 0.9
        for one in graph.nodes
        for other in graph.nodes
    )


@given(graph=differentiable_graphs(), data=st.data())
def test_that_unfolding_keeps_value_and_gradients(graph: Graph, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from([node.id for node in graph.nodes]))
    sigmoid = Node(1000, NodeKind.SIGMOID, (source,), x=20.0)
    graph = Graph((*graph.nodes, sigmoid, Node(1001, NodeKind.EXP, (1000,), x=21.0)), output=1001)
    for node in graph.nodes:
        if can_unfold(graph, node.id):
            unfolded = unfold(graph, node.id)
            assert unfolded.node(node.id).kind in (NodeKind.RECIPROCAL, NodeKind.ADD)
            same_numbers(graph, unfolded)
            assert can_fold(unfolded, node.id)
            again = fold(unfolded, node.id)
            same_numbers(graph, again)
            assert {each.id: (each.kind, each.inputs) for each in again.nodes} == {
                each.id: (each.kind, each.inputs) for each in graph.nodes
            }


def neuron() -> Graph:
    """Return X · W + B, σ of it and a power behind, in one row."""
    return Graph((
        Node(1, NodeKind.VALUE, value=((1.0, 2.0),), y=0),
        Node(2, NodeKind.VALUE, value=((0.5,), (-0.5,)), y=1),
        Node(3, NodeKind.VALUE, value=((0.1,),), y=2),
        Node(4, NodeKind.AFFINE, (1, 2, 3), x=1, y=0),
        Node(5, NodeKind.SIGMOID, (4,), x=2, y=0, name="y"),
        Node(6, NodeKind.POWER, (5,), x=3, y=0),
    ))  # fmt: skip


def test_that_unfolding_makes_room_and_folding_takes_it_back() -> None:
    graph = neuron()
    unfolded = unfold(unfold(graph, 5), 4)
    assert not covered(unfolded)
    assert unfolded.node(5).name == "y"
    assert unfolded.node(6).x == 7.0
    same_numbers(graph, unfolded)
    assert fold(fold(unfolded, 4), 5) == graph


def test_that_what_moved_into_the_way_stays_where_it_is() -> None:
    unfolded = unfold(neuron(), 5)
    crowded = Graph((*unfolded.nodes, Node(50, NodeKind.VALUE, value=1.0, x=3.5, y=0)))
    folded = fold(crowded, 5)
    assert not covered(Graph(tuple(node for node in folded.nodes if node.id != 50)))
    assert (folded.node(5).x, folded.node(6).x) in ((2.0, 3.0), (5.0, 6.0))


def test_that_parts_that_something_else_needs_are_not_folded_away() -> None:
    unfolded = unfold(neuron(), 5)
    last = unfolded.node(5)
    (inner,) = last.inputs
    assert inner is not None
    used = Graph((*unfolded.nodes, Node(70, NodeKind.LOG, (inner,), x=9)), output=6)
    followed = set_output(unfolded, inner)
    for graph in (used, followed):
        assert not can_fold(graph, 5)
        with pytest.raises(GraphError) as fault:
            fold(graph, 5)
        assert fault.value.key == "fold"


def test_that_a_constant_that_something_else_needs_stays() -> None:
    unfolded = unfold(neuron(), 5)
    minus_one = next(node.id for node in unfolded.nodes if node.value == -1.0)
    used = Graph((*unfolded.nodes, Node(70, NodeKind.EXP, (minus_one,), x=9)), output=6)
    folded = fold(used, 5)
    assert minus_one in folded
    assert evaluate(folded).nodes[70].value == np.exp(-1.0)
    assert evaluate(folded).nodes[5].value == pytest.approx(evaluate(used).nodes[5].value, rel=1e-15)


def test_that_a_sigmoid_of_its_own_minus_one_can_be_folded() -> None:
    nodes = (
        Node(1, NodeKind.VALUE, value=-1.0),
        Node(2, NodeKind.VALUE, value=1.0),
        Node(3, NodeKind.MULTIPLY, (1, 1)),
        Node(4, NodeKind.EXP, (3,)),
        Node(5, NodeKind.ADD, (2, 4)),
        Node(6, NodeKind.RECIPROCAL, (5,)),
    )
    folded = fold(Graph(nodes), 6)
    assert [node.kind for node in folded.nodes] == [NodeKind.VALUE, NodeKind.SIGMOID]
    assert evaluate(folded).nodes[6].value == pytest.approx(1 / (1 + np.e), rel=1e-15)


@pytest.mark.parametrize("number", [1.0, -1.5])
def test_that_another_number_makes_no_sigmoid(number: float) -> None:
    unfolded = unfold(neuron(), 5)
    minus_one = next(node.id for node in unfolded.nodes if node.value == -1.0)
    assert can_fold(unfolded, 5)
    assert not can_fold(set_value(unfolded, minus_one, number), 5)


def test_that_a_sum_of_more_rows_than_its_product_is_no_affine() -> None:
    nodes = (
        Node(1, NodeKind.VALUE, value=((1.0, 2.0),)),
        Node(2, NodeKind.VALUE, value=((0.5,), (-0.5,))),
        Node(3, NodeKind.VALUE, value=((1.0,), (2.0,), (3.0,))),
        Node(4, NodeKind.MATMUL, (1, 2)),
        Node(5, NodeKind.ADD, (3, 4)),
    )
    graph = Graph(nodes)
    assert not can_fold(graph, 5)
    row = set_value(graph, 3, ((7.0,),))
    assert fold(row, 5).node(5).inputs == (1, 2, 3)
    same_numbers(row, fold(row, 5))


@pytest.mark.parametrize("id", [1, 3])
def test_that_other_nodes_are_neither_folded_nor_unfolded(id: int) -> None:
    graph = rename(PRESETS["apples"](), 1, "x")
    assert not can_fold(graph, id)
    assert not can_unfold(graph, id)
    with pytest.raises(GraphError) as fault:
        unfold(graph, id)
    assert fault.value.key == "unfold"


def test_that_the_output_that_was_chosen_stays_the_output() -> None:
    graph = replace(neuron(), output=5)
    assert unfold(graph, 5).output == 5
    assert fold(unfold(graph, 5), 5).output == 5
