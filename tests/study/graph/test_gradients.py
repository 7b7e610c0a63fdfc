"""Gradients of graphs of every kind agree with central finite differences."""

import numpy as np
import pytest
from hypothesis import given, settings

from nnlab.study.graph import Evaluation, Graph, NodeKind, Rule, evaluate, set_value
from tests.study.graph.random_graphs import differentiable_graphs, output_sum

_H = 1e-5


def numeric_gradient(graph: Graph, id: int) -> np.ndarray:
    """Return the gradient of the output with respect to a value node, by differences of the fourth order."""
    value = np.array(graph.node(id).value, dtype=np.float64)
    gradient = np.zeros_like(value)
    for cell in np.ndindex(value.shape):

        def at(step: float, cell: tuple[int, ...] = cell) -> float:
            moved = value.copy()
            moved[cell] += step
            number = float(moved) if moved.ndim == 0 else tuple(map(tuple, moved.tolist()))
            return output_sum(evaluate(set_value(graph, id, number)))

        gradient[cell] = (8 * (at(_H) - at(-_H)) - (at(2 * _H) - at(-2 * _H))) / (12 * _H)
    return gradient


@settings(max_examples=250)
@given(graph=differentiable_graphs())
def test_that_gradients_agree_with_finite_differences(graph: Graph) -> None:
    evaluation = evaluate(graph)
    scale = max(1.0, abs(output_sum(evaluation)))
    for node in graph.nodes:
        if node.kind is not NodeKind.VALUE:
            continue
        found = evaluation.nodes[node.id].gradient
        expected = numeric_gradient(graph, node.id)
        if found is None:  # the output does not depend on it
            assert not expected.any()
        else:
            assert found == pytest.approx(expected, rel=1e-6, abs=1e-7 * scale)


@given(graph=differentiable_graphs())
def test_that_every_gradient_is_the_sum_of_what_its_uses_give_back(graph: Graph) -> None:
    evaluation = evaluate(graph)
    for id, result in evaluation.nodes.items():
        parts = [evaluation.edges[use].gradient for use in graph.consumers[id]]
        given_back = [part for part in parts if part is not None]
        if id != graph.output and result.gradient is not None:
            assert np.array_equal(result.gradient, np.sum(given_back, axis=0))


@given(graph=differentiable_graphs())
def test_that_each_edge_shows_the_product_it_is_formed_by(graph: Graph) -> None:
    evaluation = evaluate(graph)
    for edge in evaluation.edges.values():
        if edge.gradient is not None:
            assert edge.upstream is evaluation.nodes[edge.target].gradient
            assert np.array_equal(edge.gradient, product_of(evaluation, edge.target, edge.slot))
            assert edge.gradient.shape == evaluation.nodes[edge.source].shape


def product_of(evaluation: Evaluation, target: int, slot: int) -> np.ndarray:
    edge = evaluation.edges[target, slot]
    assert edge.local is not None
    assert edge.upstream is not None
    match edge.rule:
        case Rule.PRODUCT:
            return np.asarray(edge.local * edge.upstream)
        case Rule.SUM:
            return np.asarray((edge.local * edge.upstream).sum())
        case Rule.COLUMN_SUM:
            return np.asarray((edge.local * edge.upstream).sum(axis=0, keepdims=True))
        case Rule.UPSTREAM_TIMES:
            return np.asarray(edge.upstream @ edge.local)
        case _:
            return np.asarray(edge.local @ edge.upstream)
