"""What has no number is a fault of its own node alone, and the steps walk through the rest."""

import numpy as np
import pytest
from hypothesis import given

from nnlab.study.graph import Direction, Fault, FaultKey, Graph, Node, NodeKind, Step, evaluate
from tests.study.graph.random_graphs import any_graphs

SCALAR, ROW, COLUMNS = 2.0, ((1.0, 2.0),), ((1.0, 2.0), (3.0, 4.0), (5.0, 6.0))
WIDE = ((1.0, 2.0, 3.0),)


def operation(kind: NodeKind, *numbers: object, **more: object) -> Graph:
    """Return a graph of one operation, node 0, on values 1, 2 … and an exp behind it."""
    values = [Node(id, NodeKind.VALUE, value=number) for id, number in enumerate(numbers, start=1)]
    inputs = tuple(range(1, len(numbers) + 1))
    return Graph((Node(0, kind, inputs, **more), *values, Node(99, NodeKind.EXP, (0,))))


FAULTS = {
    "the logarithm of zero": (
        operation(NodeKind.LOG, ((1.0, 0.0),)),
        Fault(FaultKey.LOG_DOMAIN, number=0.0),
    ),
    "the logarithm of a negative": (
        operation(NodeKind.LOG, -3.0),
        Fault(FaultKey.LOG_DOMAIN, number=-3.0),
    ),
    "one by zero": (operation(NodeKind.RECIPROCAL, 0.0), Fault(FaultKey.RECIPROCAL_OF_ZERO)),
    "a root of a negative": (
        operation(NodeKind.POWER, ((4.0, -4.0),), exponent=0.5),
        Fault(FaultKey.POWER_DOMAIN, number=-4.0),
    ),
    "a negative power of zero": (
        operation(NodeKind.POWER, 0.0, exponent=-2.0),
        Fault(FaultKey.POWER_DOMAIN, number=0.0),
    ),
    "too large a power": (operation(NodeKind.POWER, 1e300), Fault(FaultKey.OVERFLOW)),
    "too large an exponential": (operation(NodeKind.EXP, 710.0), Fault(FaultKey.OVERFLOW)),
    "too large a sum": (operation(NodeKind.ADD, 1.7e308, 1.7e308), Fault(FaultKey.OVERFLOW)),
    "rows of other lengths": (
        operation(NodeKind.ADD, ROW, SCALAR, WIDE),
        Fault(FaultKey.SHAPES, shapes=((1, 2), (), (1, 3))),
    ),
    "a row times rows": (
        operation(NodeKind.MULTIPLY, ROW, COLUMNS),
        Fault(FaultKey.SHAPES, shapes=((1, 2), (3, 2))),
    ),
    "matrices that do not follow": (
        operation(NodeKind.MATMUL, COLUMNS, COLUMNS),
        Fault(FaultKey.SHAPES, shapes=((3, 2), (3, 2))),
    ),
    "a scalar as a matrix": (
        operation(NodeKind.MATMUL, COLUMNS, SCALAR),
        Fault(FaultKey.NEEDS_MATRIX, slot=1),
    ),
    "a bias of another width": (
        operation(NodeKind.AFFINE, ROW, ((1.0,), (2.0,)), WIDE),
        Fault(FaultKey.SHAPES, shapes=((1, 2), (2, 1), (1, 3))),
    ),
    "targets of another shape": (
        operation(NodeKind.SOFTMAX_LOSS, ROW, WIDE),
        Fault(FaultKey.SHAPES, shapes=((1, 2), (1, 3))),
    ),
    "a score alone": (
        operation(NodeKind.SOFTMAX_LOSS, SCALAR, ROW),
        Fault(FaultKey.NEEDS_MATRIX, slot=0),
    ),
    "nothing connected": (
        Graph((Node(0, NodeKind.ADD, (1, None)), Node(1, NodeKind.VALUE, value=1.0))),
        Fault(FaultKey.MISSING_INPUT, slot=1),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_that_what_cannot_be_computed_is_a_fault_of_that_node_alone(name: str) -> None:
    graph, fault = FAULTS[name]
    evaluation = evaluate(graph)
    assert evaluation.nodes[0].fault == fault
    assert evaluation.nodes[0].value is None
    assert [id for id, result in evaluation.nodes.items() if result.fault is not None] == [0]
    assert all(result.gradient is None for result in evaluation.nodes.values())
    assert {step.direction for step in evaluation.steps} == {Direction.FORWARD}


def test_that_a_root_at_zero_has_a_value_but_no_gradient() -> None:
    evaluation = evaluate(operation(NodeKind.POWER, 0.0, exponent=0.5))
    assert evaluation.nodes[0].value == 0.0
    assert evaluation.nodes[0].gradient == 1.0
    assert evaluation.nodes[1].gradient is None
    assert evaluation.edges[0, 0].fault == Fault(FaultKey.POWER_DOMAIN, number=0.0)


def test_that_gradients_too_large_for_their_sum_are_a_fault_beside_the_value() -> None:
    nodes = (
        Node(1, NodeKind.VALUE, value=1.0),
        Node(2, NodeKind.VALUE, value=1e308),
        Node(3, NodeKind.VALUE, value=-1e308),
        Node(4, NodeKind.MULTIPLY, (1, 2)),
        Node(5, NodeKind.MULTIPLY, (1, 2)),
        Node(6, NodeKind.ADD, (4, 3, 5)),
    )
    evaluation = evaluate(Graph(nodes))
    assert evaluation.nodes[6].value == 1e308
    assert evaluation.nodes[1].value == 1.0
    assert evaluation.nodes[1].gradient is None
    assert evaluation.nodes[1].fault == Fault(FaultKey.OVERFLOW)


def test_that_a_value_used_twice_gets_the_sum_of_both() -> None:
    squared = evaluate(Graph((Node(1, NodeKind.VALUE, value=3.0), Node(2, NodeKind.MULTIPLY, (1, 1)))))
    assert squared.nodes[1].gradient == 6.0
    assert [squared.edges[2, slot].gradient for slot in (0, 1)] == [3.0, 3.0]


def test_that_a_scalar_and_a_row_get_the_sums_of_the_cells_they_went_into() -> None:
    nodes = evaluate(Graph((
        Node(1, NodeKind.VALUE, value=COLUMNS),
        Node(2, NodeKind.VALUE, value=ROW),
        Node(3, NodeKind.VALUE, value=SCALAR),
        Node(4, NodeKind.ADD, (1, 2)),
        Node(5, NodeKind.MULTIPLY, (4, 3)),
    ))).nodes  # fmt: skip
    assert nodes[5].shape == (3, 2)
    assert nodes[2].gradient.tolist() == [[6.0, 6.0]]
    assert nodes[3].gradient == 30.0


def test_that_relu_at_zero_gives_nothing_back() -> None:
    nodes = evaluate(operation(NodeKind.RELU, ((-1.0, 0.0, 2.0),))).nodes
    assert nodes[1].gradient.tolist() == [[0.0, 0.0, np.exp(2.0)]]


def test_that_a_step_gives_nothing_back() -> None:
    nodes = evaluate(operation(NodeKind.ACTIVATION, ((-1.0, 2.0),), function="step")).nodes
    assert nodes[0].value.tolist() == [[0.0, 1.0]]
    assert nodes[1].gradient.tolist() == [[0.0, 0.0]]


def test_that_targets_need_not_sum_to_one() -> None:
    scores, targets = np.array([[0.5, -1.0]]), np.array([[0.2, 0.3]])
    nodes = evaluate(operation(NodeKind.SOFTMAX_LOSS, ((0.5, -1.0),), ((0.2, 0.3),))).nodes
    shares = np.exp(scores) / np.exp(scores).sum()
    upstream = float(nodes[0].gradient)
    assert nodes[1].gradient == pytest.approx(upstream * (shares * 0.5 - targets), rel=1e-13)


def test_that_what_the_output_does_not_depend_on_has_no_gradient() -> None:
    nodes = (
        Node(1, NodeKind.VALUE, value=1.0),
        Node(2, NodeKind.EXP, (1,)),
        Node(3, NodeKind.LOG, (1,)),
        Node(4, NodeKind.VALUE, value=5.0),
    )
    evaluation = evaluate(Graph(nodes, output=2))
    assert [evaluation.nodes[id].gradient is None for id in (1, 2, 3, 4)] == [False, False, True, True]
    assert evaluation.nodes[1].gradient == np.exp(1.0)
    assert evaluation.edges[3, 0].gradient is None
    undecided = evaluate(Graph(nodes))
    assert undecided.output is None
    assert all(result.gradient is None for result in undecided.nodes.values())


def test_that_the_steps_walk_forward_and_back() -> None:
    graph = operation(NodeKind.MULTIPLY, 2.0, 3.0)
    assert [(step.direction.value, step.node) for step in evaluate(graph).steps] == [
        *(("forward", id) for id in (1, 2, 0, 99)),
        *(("backward", id) for id in (99, 0, 2, 1)),
    ]


@given(graph=any_graphs())
def test_that_whatever_a_hand_leaves_behind_has_numbers_or_faults(graph: Graph) -> None:
    evaluation = evaluate(graph)
    assert set(evaluation.nodes) == {node.id for node in graph.nodes}
    for id, result in evaluation.nodes.items():
        waits = any(
            source is not None and evaluation.nodes[source].value is None for source in graph.node(id).inputs
        )
        assert not waits if result.value is not None else waits or result.fault is not None
        for array in (result.value, result.gradient):
            assert array is None or (np.isfinite(array).all() and not array.flags.writeable)
        assert result.gradient is None or result.gradient.shape == result.shape
    forward = [step.node for step in evaluation.steps if step.direction is Direction.FORWARD]
    done: set[int] = set()
    for id in forward:
        assert {source for source in graph.node(id).inputs if source is not None} <= done
        done.add(id)
    assert evaluation.steps[: len(forward)] == tuple(Step(Direction.FORWARD, id) for id in forward)
