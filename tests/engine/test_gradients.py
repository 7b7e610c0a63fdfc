"""Back-propagation is checked against central differences for every pairing that a user can choose."""

import numpy as np
import pytest

from nnlab.engine import LOSS_NAMES, LayerSpec, Network, NetworkSpec, check_gradients
from nnlab.engine.gradcheck import GradientCheck

ACTIVATIONS = (
    "linear", "sigmoid", "tanh", "relu", "leaky_relu", "leaky_relu(0.2)", "elu", "elu(1.5)",
    "softplus", "gelu", "silu", "softmax",
)  # fmt: skip
LIMIT = 1e-7


def checked_away_from_kinks(
    layers: tuple[LayerSpec, ...], loss: str, *, inputs: int = 3, rows: int = 4, one_hot: bool = False
) -> GradientCheck:
    """Check a random network on random data, drawn again while a unit is near a jump of its derivative."""
    spec = NetworkSpec(inputs, layers)
    for seed in range(100):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(rows, inputs))
        T = rng.uniform(0.05, 0.95, (rows, spec.outputs))
        if one_hot:
            T = np.eye(spec.outputs)[rng.integers(spec.outputs, size=rows)]
        check = check_gradients(Network.create(spec, seed), X, T, loss)
        if not check.kinks and np.abs(check.analytic).max() > 0:
            return check
    raise AssertionError("no draw was free of kinks")


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("output", ACTIVATIONS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_that_backpropagation_agrees_with_central_differences(hidden: str, output: str, loss: str):
    layers = (
        LayerSpec(4, hidden, "normal(0.8)", bias_init="normal(0.3)"),
        LayerSpec(3, output, "normal(0.8)", bias_init="normal(0.3)"),
    )
    assert checked_away_from_kinks(layers, loss).max_relative_error < LIMIT


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("output", ACTIVATIONS)
def test_that_gradients_are_right_for_one_hot_targets(output: str, loss: str):
    layers = (LayerSpec(4, "tanh", "normal(0.8)"), LayerSpec(3, output, "normal(0.8)"))
    assert checked_away_from_kinks(layers, loss, one_hot=True).max_relative_error < LIMIT


# Softmax and the cross-entropy of scores take one class for certain, whatever its score: see the next test.
SINGLE_OUTPUTS = [
    (output, loss)
    for output in ACTIVATIONS
    for loss in LOSS_NAMES
    if output != "softmax" and (loss != "cross_entropy" or output == "sigmoid")
]


@pytest.mark.parametrize(("output", "loss"), SINGLE_OUTPUTS)
def test_that_gradients_are_right_for_a_single_output(output: str, loss: str):
    layers = (LayerSpec(4, "tanh", "normal(0.8)"), LayerSpec(1, output, "normal(0.8)"))
    assert checked_away_from_kinks(layers, loss).max_relative_error < LIMIT


@pytest.mark.parametrize(
    ("output", "loss"), [*(("softmax", loss) for loss in LOSS_NAMES), ("linear", "cross_entropy")]
)
def test_that_a_single_class_is_always_certain_and_has_no_gradient(output: str, loss: str):
    network = Network.create(NetworkSpec(2, (LayerSpec(1, output),)), seed=1)
    ((dW, db),) = network.gradients([[0.3, -0.4], [1.0, 2.0]], [[1.0], [0.0]], loss)
    assert not dW.any()
    assert db is not None
    assert not db.any()


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("output", ["linear", "sigmoid", "softmax"])
def test_that_gradients_are_right_without_biases(output: str, loss: str):
    layers = (
        LayerSpec(4, "tanh", "normal(0.8)", bias=False),
        LayerSpec(3, "sigmoid", "normal(0.8)"),
        LayerSpec(2, output, "normal(0.8)", bias=False),
    )
    assert checked_away_from_kinks(layers, loss).max_relative_error < LIMIT


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("hidden", ["tanh", "relu", "gelu", "softmax"])
def test_that_gradients_are_right_through_deep_networks(hidden: str, loss: str):
    widths = (4, 3, 5, 2, 4)
    layers = (
        *(LayerSpec(w, hidden, "normal(0.9)", bias_init="normal(0.3)") for w in widths),
        LayerSpec(2, "sigmoid", "normal(0.9)"),
    )
    assert checked_away_from_kinks(layers, loss, rows=2).max_relative_error < LIMIT


def test_that_the_formulas_of_the_notes_hold_at_any_depth():
    # I-H-M-N-O of the exercises: Xb = Yb W^T, Wb = X^T Yb, Bb = 1 Yb, layer by layer, for one sample.
    rng = np.random.default_rng(7)
    spec = NetworkSpec(2, tuple(LayerSpec(units, "linear", "randn") for units in (3, 4, 3, 2)))
    network = Network.create(spec, seed=7)
    X, T = rng.normal(size=(1, 2)), rng.normal(size=(1, 2))
    outputs = [X]
    for W, b in network.weights:
        outputs.append(outputs[-1] @ W + b)
    Yb = outputs[-1] - T
    expected = []
    for X_of_layer, (W, _) in zip(outputs[-2::-1], network.weights[::-1], strict=True):
        expected.append((X_of_layer.T @ Yb, Yb[0]))
        Yb = Yb @ W.T
    for (dW, db), (Wb, Bb) in zip(network.gradients(X, T), expected[::-1], strict=True):
        np.testing.assert_allclose(dW, Wb, rtol=1e-12)
        np.testing.assert_allclose(db, Bb, rtol=1e-12)


def test_that_a_unit_at_its_kink_is_named_and_its_numeric_gradient_differs():
    spec = NetworkSpec(1, (LayerSpec(2, "relu"), LayerSpec(1, "linear")))
    network = Network(spec, [([[1.0, 2.0]], [-1.0, 0.0]), ([[1.0], [1.0]], [0.0])])
    check = check_gradients(network, [[1.0]], [[0.0]])
    assert check.kinks == ((0, 0),)
    assert check.max_relative_error > 0.1


def test_that_a_check_reports_relative_errors_layer_by_layer_and_leaves_the_network_alone():
    network = Network.create(
        NetworkSpec(3, (LayerSpec(4, "tanh"), LayerSpec(2, "linear", bias=False))), seed=3
    )
    before = network.theta.copy()
    check = check_gradients(network, np.ones((2, 3)), np.zeros((2, 2)))
    (W1, b1), (W2, b2) = check.layers()
    assert (W1.shape, b1 is not None and b1.shape, W2.shape, b2) == ((3, 4), (4,), (4, 2), None)
    assert check.max_relative_error == max(W1.max(), b1.max(), W2.max())
    assert np.array_equal(network.theta, before)


def test_that_a_float32_network_is_checked_in_float64():
    network = Network.create(NetworkSpec(3, (LayerSpec(2, "tanh"),), dtype="float32"), seed=2)
    check = check_gradients(network, np.eye(3), np.zeros((3, 2)))
    assert check.analytic.dtype == np.float64
    assert check.max_relative_error < LIMIT


def test_that_smooth_units_have_no_kink_at_zero():
    network = Network(NetworkSpec(1, (LayerSpec(1, "tanh"),)), [([[1.0]], [-1.0])])
    check = check_gradients(network, [[1.0]], [[0.5]])
    assert check.kinks == ()
    assert check.max_relative_error < LIMIT
