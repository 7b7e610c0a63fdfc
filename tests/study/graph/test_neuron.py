"""A neuron of a network as a graph has the network's numbers and its gradients."""

import numpy as np
import pytest

from nnlab.engine import (
    LOSS_NAMES,
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
)
from nnlab.study.graph import PRESET_NAMES, Graph, GraphError, NodeKind, evaluate, neuron_graph

ACTIVATIONS = ("linear", "sigmoid", "tanh", "relu", "leaky_relu(0.1)", "elu(0.5)", "gelu", "silu", "softplus")


def drawn(*widths: int, output: str = "sigmoid", hidden: str = "tanh", dtype: str = "float64") -> Parameters:
    layers = tuple(LayerSpec(width, hidden, "lecun_normal", True, "normal(0.3)") for width in widths[1:-1])
    spec = NetworkSpec(
        widths[0], (*layers, LayerSpec(widths[-1], output, "lecun_normal", True, "normal(0.3)")), dtype
    )
    return Parameters.drawn(spec, 3)


def sample_and_target(parameters: Parameters, *, one_hot: bool) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    outputs = parameters.spec.outputs
    target = np.eye(outputs)[1 % outputs] if one_hot else rng.uniform(0.1, 0.9, outputs)
    return rng.uniform(-1.0, 1.0, parameters.spec.inputs), target


def network_gradients(
    parameters: Parameters, sample: np.ndarray, target: np.ndarray, loss: str
) -> list[tuple[np.ndarray, np.ndarray | None]]:
    """Return dW and db of every layer for one sample."""
    return Network.from_parameters(parameters).gradients(sample[None, :], target[None, :], loss)


def named(graph: Graph) -> dict[str, float]:
    nodes = evaluate(graph).nodes
    return {node.name: float(nodes[node.id].gradient) for node in graph.nodes if node.name}


def check_gradients(
    graph: Graph, gradients: list[tuple[np.ndarray, np.ndarray | None]], layer: int, unit: int
) -> None:
    dW, db = gradients[layer]
    found = named(graph)
    weights = [found[f"w{chr(ord('₁') + index)}"] for index in range(len(dW))]
    assert weights == pytest.approx(dW[:, unit], rel=1e-11, abs=1e-14)
    assert found["b"] == pytest.approx(db[unit], rel=1e-11, abs=1e-14)


@pytest.mark.parametrize("one_hot", [True, False])
@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("output", ACTIVATIONS)
def test_that_an_output_unit_has_the_gradients_of_the_network(output: str, loss: str, one_hot: bool) -> None:
    parameters = drawn(3, 4, 3, output=output)
    sample, target = sample_and_target(parameters, one_hot=one_hot)
    gradients = network_gradients(parameters, sample, target, loss)
    for unit in range(3):
        graph = neuron_graph(parameters, sample, target, loss, 1, unit)
        check_gradients(graph, gradients, 1, unit)
        assert evaluate(graph).nodes[graph.results[0]].shape == ()


@pytest.mark.parametrize("one_hot", [True, False])
def test_that_a_softmax_output_needs_of_the_others_only_their_log_sum(one_hot: bool) -> None:
    parameters = drawn(4, 3, output="softmax")
    sample, target = sample_and_target(parameters, one_hot=one_hot)
    if not one_hot:
        target = target / target.sum()
    gradients = network_gradients(parameters, sample, target, "cross_entropy")
    outputs = Network.from_parameters(parameters).predict(sample[None, :])[0]
    for unit in range(3):
        graph = neuron_graph(parameters, sample, target, "cross_entropy", 0, unit)
        check_gradients(graph, gradients, 0, unit)
        y = next(node.id for node in graph.nodes if node.name == "y")
        assert evaluate(graph).nodes[y].value == pytest.approx(outputs[unit], rel=1e-13)
        without = neuron_graph(parameters, sample, target, "half_squared_error", 0, unit)
        assert without.node(without.results[0]).name == "y"


@pytest.mark.parametrize("hidden", [*ACTIVATIONS, "step", "softmax"])
def test_that_a_hidden_unit_ends_in_what_it_puts_out(hidden: str) -> None:
    parameters = drawn(3, 4, 2, hidden=hidden, dtype="float32")
    sample, target = sample_and_target(parameters, one_hot=True)
    sample = sample.astype(np.float32)
    shown = Network.from_parameters(parameters).layer_outputs(sample[None, :])[0]
    for unit in range(4):
        graph = neuron_graph(parameters, sample, target, "half_squared_error", 0, unit)
        evaluation = evaluate(graph)
        assert graph.node(graph.results[0]).name == "y"
        y = evaluation.nodes[graph.results[0]].value
        assert y == pytest.approx(shown[0, unit], rel=1e-5, abs=1e-6)


def test_that_of_many_inputs_the_heaviest_are_drawn_and_the_rest_is_one_sum() -> None:
    parameters = drawn(20, 2)
    sample, target = sample_and_target(parameters, one_hot=True)
    graph = neuron_graph(parameters, sample, target, "half_squared_error", 0, 0)
    (W, b), *_ = parameters.layers
    products = sample * W[:, 0]
    values = {node.name: node.value for node in graph.nodes}
    drawn_inputs = sorted(value for name, value in values.items() if name.startswith("x"))
    heaviest = np.argsort(np.abs(products))[-7:]
    assert drawn_inputs == sorted(sample[heaviest])
    assert values["rest"] == pytest.approx(products.sum() - products[heaviest].sum(), rel=1e-12)
    z = next(node.id for node in graph.nodes if node.name == "z")
    assert evaluate(graph).nodes[z].value == pytest.approx(products.sum() + b[0], rel=1e-12)


@pytest.mark.parametrize("inputs", [1, 2, 8, 9])
@pytest.mark.parametrize(
    ("output", "loss"),
    [("sigmoid", "half_squared_error"), ("softmax", "cross_entropy"), ("tanh", "binary_cross_entropy")],
)
def test_that_nothing_covers_anything(inputs: int, output: str, loss: str) -> None:
    parameters = drawn(inputs, 2, output=output)
    sample, _target = sample_and_target(parameters, one_hot=True)
    graph = neuron_graph(parameters, sample, np.array([0.4, 0.6]), loss, 0, 0)
    for node in graph.nodes:
        for other in graph.nodes:
            assert node is other or max(abs(node.x - other.x), abs(node.y - other.y)) >= 1.0
        for source in node.inputs:
            assert source is None or graph.node(source).x < node.x
        assert node.name in PRESET_NAMES or len(node.name) <= 5


def test_that_a_unit_without_bias_and_with_one_input_is_a_product_and_a_function() -> None:
    spec = NetworkSpec(1, (LayerSpec(1, "relu", "he_normal", bias=False),))
    parameters = Parameters.from_layers(spec, [([[2.0]], None)])
    graph = neuron_graph(parameters, np.array([3.0]), np.array([1.0]), "half_squared_error", 0, 0)
    kinds = [node.kind for node in graph.nodes]
    assert kinds[:4] == [NodeKind.VALUE, NodeKind.VALUE, NodeKind.MULTIPLY, NodeKind.RELU]
    assert evaluate(graph).nodes[graph.results[0]].value == 12.5


@pytest.mark.parametrize(("layer", "unit"), [(0, 2), (1, 0), (-1, 0), (0, -1)])
def test_that_a_unit_that_is_not_there_is_refused(layer: int, unit: int) -> None:
    parameters = drawn(3, 2)
    with pytest.raises(GraphError, match="has no unit"):
        neuron_graph(parameters, np.zeros(3), np.zeros(2), "half_squared_error", layer, unit)


def test_that_weights_that_are_none_and_a_softmax_of_one_class_are_refused() -> None:
    parameters = drawn(3, 2)
    vector = parameters.vector.copy()
    vector[0] = np.nan
    broken = Parameters(parameters.spec, vector)
    with pytest.raises(GraphError, match="finite"):
        neuron_graph(broken, np.ones(3), np.zeros(2), "half_squared_error", 0, 0)
    single = drawn(3, 1, output="softmax")
    with pytest.raises(GraphError, match="always 1"):
        neuron_graph(single, np.ones(3), np.ones(1), "cross_entropy", 0, 0)
