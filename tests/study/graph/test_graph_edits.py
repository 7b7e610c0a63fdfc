"""Edits give a new graph or say which rule is in the way; the old one stays as it is."""

from contextlib import suppress

import pytest
from hypothesis import given, settings

from nnlab.study.graph import (
    PRESETS,
    Graph,
    GraphError,
    Node,
    NodeKind,
    add_node,
    connect,
    disconnect,
    evaluate,
    makes_circle,
    move,
    remove_node,
    rename,
    set_exponent,
    set_function,
    set_output,
    set_value,
)
from tests.study.graph.random_graphs import Edit, edits


def chain() -> Graph:
    """Return x (1) → exp (2) → log (3), and a sum (4) of x, exp and log."""
    return Graph((
        Node(1, NodeKind.VALUE, value=1.0),
        Node(2, NodeKind.EXP, (1,)),
        Node(3, NodeKind.LOG, (2,)),
        Node(4, NodeKind.ADD, (1, 2, 3)),
    ), output=3)  # fmt: skip


def test_that_a_graph_is_drawn_by_hand() -> None:
    graph = add_node(Graph(), NodeKind.VALUE, 0, 0, name="a")
    graph = add_node(graph, NodeKind.VALUE, 0, 1)
    graph = add_node(graph, NodeKind.MULTIPLY, 1, 0.5)
    graph = set_value(graph, 1, 100.0)
    graph = set_value(graph, 2, 2.0)
    graph = connect(connect(graph, 1, 3, 0), 2, 3, 1)
    assert evaluate(graph).nodes[3].value == 200.0
    assert evaluate(graph).nodes[2].gradient == 100.0


def test_that_a_removed_node_leaves_nothing_connected_and_is_no_output() -> None:
    graph = remove_node(chain(), 3)
    assert graph.node(4).inputs == (1, 2)  # an addend more than the least goes
    assert graph.output is None
    graph = remove_node(graph, 2)
    assert graph.node(4).inputs == (1, None)


def test_that_a_node_used_twice_is_taken_out_of_both_places() -> None:
    graph = Graph((Node(1, NodeKind.VALUE, value=1.0), Node(2, NodeKind.ADD, (1, 1, 1))))
    assert remove_node(graph, 1).node(2).inputs == (None, None)


def test_that_connecting_replaces_and_one_more_goes_behind_the_last() -> None:
    graph = connect(chain(), 1, 4, 1)
    assert graph.node(4).inputs == (1, 1, 3)
    assert connect(graph, 2, 4, 3).node(4).inputs == (1, 1, 3, 2)
    assert disconnect(graph, 4, 0).node(4).inputs == (1, 3)
    assert disconnect(graph, 3, 0).node(3).inputs == (None,)
    full = chain()
    for slot in range(3, 9):
        full = connect(full, 1, 4, slot)
    with pytest.raises(GraphError, match="no input 10"):
        connect(full, 1, 4, 9)


@pytest.mark.parametrize(("source", "target"), [(3, 2), (2, 2)])
def test_that_a_circle_is_refused_with_its_nodes(source: int, target: int) -> None:
    graph = chain()
    assert makes_circle(graph, source, target)
    with pytest.raises(GraphError, match="a graph has no circles") as fault:
        connect(graph, source, target, 0)
    assert (fault.value.key, fault.value.nodes) == ("cycle", (source, target))
    assert not makes_circle(graph, 1, 3)


REFUSED = {
    "a slot that is not there": (lambda graph: connect(graph, 1, 2, 1), "slot"),
    "a negative slot": (lambda graph: connect(graph, 1, 4, -1), "slot"),
    "a gap": (lambda graph: connect(graph, 1, 4, 4), "slot"),
    "nothing to take off": (lambda graph: disconnect(graph, 2, 1), "slot"),
    "an input of a value": (lambda graph: connect(graph, 2, 1, 0), "slot"),
    "a source that is not there": (lambda graph: connect(graph, 7, 2, 0), "unknown"),
    "a target that is not there": (lambda graph: connect(graph, 1, 7, 0), "unknown"),
    "a node that is not there": (lambda graph: remove_node(graph, 7), "unknown"),
    "an output that is not there": (lambda graph: set_output(graph, 7), "unknown"),
    "a value of a sum": (lambda graph: set_value(graph, 4, 1.0), "value"),
    "a long name": (lambda graph: rename(graph, 1, "가" * 41), "name"),
    "a place far away": (lambda graph: move(graph, 1, 0, -2000), "position"),
    "an endless exponent": (lambda graph: set_exponent(graph, 1, 101), "exponent"),
    "an unknown function": (lambda graph: set_function(graph, 1, "wave"), "function"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_that_what_is_not_possible_is_refused_with_its_rule(name: str) -> None:
    edit, key = REFUSED[name]
    with pytest.raises(GraphError) as fault:
        edit(chain())
    assert fault.value.key == key


def test_that_the_201st_node_is_refused() -> None:
    graph = Graph(tuple(Node(id, NodeKind.VALUE, value=0.0) for id in range(200)))
    with pytest.raises(GraphError, match="at most 200 nodes"):
        add_node(graph, NodeKind.EXP, 0, 0)


def test_that_an_edit_that_changes_nothing_is_no_new_graph() -> None:
    graph = PRESETS["apples"]()
    apple = graph.nodes[0]
    assert rename(graph, apple.id, "apple") is graph
    assert move(graph, apple.id, 0, 0) is graph
    assert set_value(graph, apple.id, 100) is graph


@settings(max_examples=200)
@given(changes=edits())
def test_that_no_edit_changes_the_graph_it_was_given(changes: list[Edit]) -> None:
    graph = PRESETS["sigmoid_folded"]()
    for change in changes:
        before, ids = repr(graph), {node.id for node in graph.nodes}
        changed = graph
        with suppress(GraphError):
            changed = change(graph)
        assert repr(graph) == before
        assert {node.id for node in graph.nodes} == ids
        graph = changed
