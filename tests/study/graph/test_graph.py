"""A graph that cannot be is never made, and its order is that of computation."""

from dataclasses import replace

import pytest

from nnlab.engine import EngineError
from nnlab.study.graph import KINDS, MAX_NODES, Graph, GraphError, Node, NodeKind, add_node


def value(id: int, number: object = 1.0, **more: object) -> Node:
    return Node(id, NodeKind.VALUE, value=number, **more)


def test_that_numbers_are_floats_however_they_are_given() -> None:
    node = value(1, ((1, 2), (3, 4)), x=2, y=3)
    assert repr(node.value) == "((1.0, 2.0), (3.0, 4.0))"
    assert (repr(node.x), repr(node.y)) == ("2.0", "3.0")
    assert repr(value(1, 100).value) == "100.0"


WRONG = {
    "an infinite number": (lambda: value(1, float("inf")), "number"),
    "a number that is none": (lambda: value(1, ((1.0, float("nan")),)), "number"),
    "a number without end": (lambda: value(1, 10**400), "number"),
    "nine rows": (lambda: value(1, ((1.0,),) * 9), "matrix"),
    "nine columns": (lambda: value(1, ((1.0,) * 9,)), "matrix"),
    "no rows": (lambda: value(1, ()), "matrix"),
    "empty rows": (lambda: value(1, ((), ())), "matrix"),
    "rows of unequal length": (lambda: value(1, ((1.0, 2.0), (1.0,))), "matrix"),
    "a long name": (lambda: value(1, name="a" * 41), "name"),
    "a name of two lines": (lambda: value(1, name="a\nb"), "name"),
    "half a character": (lambda: value(1, name="\ud83d"), "name"),
    "a place far away": (lambda: value(1, x=1001), "position"),
    "a place that is none": (lambda: value(1, y=float("nan")), "position"),
    "a sum with a value": (lambda: Node(1, NodeKind.ADD, (None, None), value=1.0), "value"),
    "a value without one": (lambda: Node(1, NodeKind.VALUE), "value"),
    "a product of three": (lambda: Node(1, NodeKind.MULTIPLY, (None,) * 3), "slot"),
    "a sum of ten": (lambda: Node(1, NodeKind.ADD, (None,) * 10), "slot"),
    "a negative id": (lambda: value(-1), "number"),
    "an endless exponent": (lambda: Node(1, NodeKind.POWER, (None,), exponent=float("inf")), "exponent"),
    "an unknown function": (lambda: Node(1, NodeKind.ACTIVATION, (None,), function="wave"), "function"),
    "a function of a row": (lambda: Node(1, NodeKind.ACTIVATION, (None,), function="softmax"), "function"),
    "a function like a book": (
        lambda: Node(1, NodeKind.ACTIVATION, (None,), function=f"elu({' ' * 99})"),
        "function",
    ),
    "a slope above one": (
        lambda: Node(1, NodeKind.ACTIVATION, (None,), function="leaky_relu(2)"),
        "function",
    ),
    "two nodes with one id": (lambda: Graph((value(1), value(1))), "duplicate"),
    "an input that is no node": (lambda: Graph((Node(1, NodeKind.EXP, (2,)),)), "unknown"),
    "an output that is no node": (lambda: Graph((value(1),), output=2), "unknown"),
    "too many nodes": (lambda: Graph(tuple(value(id) for id in range(MAX_NODES + 1))), "nodes"),
}


@pytest.mark.parametrize("name", WRONG)
def test_that_what_cannot_be_is_refused_with_its_rule(name: str) -> None:
    make, key = WRONG[name]
    with pytest.raises(GraphError) as fault:
        make()
    assert fault.value.key == key
    assert isinstance(fault.value, EngineError)
    assert len(str(fault.value)) <= 240
    assert str(fault.value).endswith(".")


def test_that_circles_are_refused_with_those_in_them() -> None:
    nodes = (value(1), Node(2, NodeKind.ADD, (1, 3)), Node(3, NodeKind.EXP, (2,)))
    with pytest.raises(GraphError, match="round in a circle") as fault:
        Graph(nodes)
    assert (fault.value.key, fault.value.nodes) == ("cycle", (2, 3))


def test_that_the_order_is_that_of_computation_then_from_left_to_right_and_down() -> None:
    nodes = (
        Node(1, NodeKind.EXP, (4,), x=0),
        value(2, x=1, y=2),
        value(3, x=1, y=1),
        value(4, x=5),
        value(5, x=0, y=9),
    )
    assert Graph(nodes).order == (5, 3, 2, 4, 1)
    moved = Graph((*nodes[:1], replace(nodes[1], y=0.5), *nodes[2:]))
    assert moved.order == (5, 2, 3, 4, 1)


def test_that_the_only_result_is_followed_back_and_of_several_the_chosen_one() -> None:
    nodes = (value(1), Node(2, NodeKind.EXP, (1,)), value(9))
    assert Graph(nodes).followed == 2  # the value that stands alone is no result
    two = (*nodes, Node(3, NodeKind.LOG, (1,)))
    assert Graph(two).results == (2, 3)
    assert Graph(two).followed is None
    assert Graph(two, output=3).followed == 3
    assert Graph((value(1),)).followed == 1
    assert Graph().followed is None


def test_that_a_node_that_is_used_twice_by_one_has_two_uses() -> None:
    graph = Graph((value(1), Node(2, NodeKind.MULTIPLY, (1, 1)), Node(3, NodeKind.EXP, (1,))))
    assert graph.consumers == {1: ((2, 0), (2, 1), (3, 0)), 2: (), 3: ()}
    assert graph.ancestors(2) == {1}


@pytest.mark.parametrize("kind", NodeKind)
def test_that_every_kind_is_in_the_table_and_can_be_added(kind: NodeKind) -> None:
    node = add_node(Graph(), kind, 0, 0).nodes[0]
    assert node.inputs == (None,) * KINDS[kind].least
    assert [KINDS[kind].slot_name(slot) for slot in range(KINDS[kind].least)] == list(KINDS[kind].slots)
    assert KINDS[NodeKind.ADD].slot_name(5) == "y"
