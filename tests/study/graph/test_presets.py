"""The graphs of note 002 give its numbers."""

import numpy as np
import pytest

from nnlab.study.graph import PRESET_NAMES, PRESETS, Evaluation, Graph, NodeKind, evaluate, fold


def by_name(graph: Graph) -> dict[str, tuple[object, object]]:
    """Return value and gradient of all nodes that have a name."""
    nodes = evaluate(graph).nodes
    named = [node for node in graph.nodes if node.name]
    assert len({node.name for node in named}) == len(named)
    found = {node.name: nodes[node.id] for node in named}
    return {
        name: (np.asarray(result.value).tolist(), np.asarray(result.gradient).tolist())
        for name, result in found.items()
    }


def near(number: float) -> object:
    return pytest.approx(number, rel=1e-15)


def test_that_two_apples_cost_220() -> None:
    assert by_name(PRESETS["apples"]()) == {
        "apple": (100.0, near(2.2)),
        "count": (2.0, near(110.0)),
        "tax": (1.1, near(200.0)),
        "total": (near(220.0), 1.0),
    }


def test_that_apples_and_oranges_cost_715() -> None:
    assert by_name(PRESETS["apples_and_oranges"]()) == {
        "apple": (100.0, near(2.2)),
        "apples": (2.0, near(110.0)),
        "orange": (150.0, near(3.3)),
        "oranges": (3.0, near(165.0)),
        "tax": (1.1, near(650.0)),
        "total": (near(715.0), 1.0),
    }


def test_that_the_square_of_a_sum_shows_the_chain_rule() -> None:
    graph = PRESETS["square_of_sum"]()
    assert by_name(graph) == {"x": (2.0, 10.0), "y": (3.0, 10.0), "t": (5.0, 10.0), "z": (25.0, 1.0)}
    power = next(node for node in graph.nodes if node.kind is NodeKind.POWER)
    edge = evaluate(graph).edges[power.id, 0]
    assert (edge.local, edge.upstream, edge.gradient) == (10.0, 1.0, 10.0)


def test_that_sigmoid_has_the_derivative_y_times_one_minus_y_folded_and_unfolded() -> None:
    y = 1.0 / (1.0 + np.exp(-1.0))
    expected = {"x": (1.0, pytest.approx(y * (1 - y), rel=1e-14)), "y": (near(y), 1.0)}
    unfolded, folded = PRESETS["sigmoid_unfolded"](), PRESETS["sigmoid_folded"]()
    assert by_name(folded) == expected
    assert by_name(unfolded) == expected
    kinds = {node.kind for node in unfolded.nodes}
    assert {NodeKind.MULTIPLY, NodeKind.EXP, NodeKind.ADD, NodeKind.RECIPROCAL} < kinds
    again = fold(unfolded, unfolded.nodes[1].id)
    assert again == folded


@pytest.mark.parametrize(("key", "samples"), [("affine", 1), ("batch_affine", 4)])
def test_that_affine_has_the_shapes_and_gradients_of_the_note(key: str, samples: int) -> None:
    graph = PRESETS[key]()
    named = {node.name: node.id for node in graph.nodes if node.name}
    nodes = evaluate(graph).nodes
    X, W, B, Y = (nodes[named[name]] for name in "XWBY")
    shapes = [result.shape for result in (X, W, B, Y)]
    assert shapes == [(samples, 2), (2, 3), (1, 3), (samples, 3)]
    assert np.array_equal(Y.value, X.value @ W.value + B.value)
    assert np.array_equal(X.gradient, np.ones((samples, 3)) @ W.value.T)
    assert np.array_equal(W.gradient, X.value.T @ np.ones((samples, 3)))
    assert np.array_equal(B.gradient, np.full((1, 3), float(samples)))


def test_that_softmax_with_loss_gives_back_outputs_minus_targets() -> None:
    graph = PRESETS["softmax_with_loss"]()
    nodes = evaluate(graph).nodes
    scores, targets, loss = (nodes[node.id] for node in graph.nodes)
    shares = np.exp(scores.value) / np.exp(scores.value).sum(axis=1, keepdims=True)
    assert loss.probabilities == pytest.approx(shares, rel=1e-14)
    assert loss.value == pytest.approx(-np.log(shares[targets.value == 1.0]).mean(), rel=1e-14)
    assert scores.gradient == pytest.approx((shares - targets.value) / 2, rel=1e-13)


def whole(evaluation: Evaluation) -> bool:
    return all(result.fault is None and result.gradient is not None for result in evaluation.nodes.values())


@pytest.mark.parametrize("key", PRESETS)
def test_that_presets_are_whole_and_nothing_covers_anything(key: str) -> None:
    graph = PRESETS[key]()
    assert whole(evaluate(graph))
    for node in graph.nodes:
        assert len(node.name) < 3 or node.name in PRESET_NAMES
        for source in filter(None, node.inputs):
            assert graph.node(source).x < node.x
        for other in graph.nodes:
            assert other is node or max(abs(node.x - other.x), abs(node.y - other.y)) >= 1.0
