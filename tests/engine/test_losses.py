import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import (
    ACTIVATION_NAMES,
    LOSS_NAMES,
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    TrainingConfig,
)
from nnlab.engine.activations import activation
from nnlab.engine.losses import pairing

FUSED = [
    ("linear", "half_squared_error"),
    ("softmax", "cross_entropy"),
    ("sigmoid", "cross_entropy"),
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "binary_cross_entropy"),
]
TRAINABLE = tuple(name for name in ACTIVATION_NAMES if name != "step")

# The golden network: worked out independently of this code.
X = [[0.5, -1.0], [1.5, 2.0]]
T = [[1.0, 0.0], [0.0, 1.0]]
WEIGHTS = [
    ([[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]], [0.01, -0.02, 0.03]),
    ([[0.7, -0.8], [0.9, 0.1], [-0.2, 0.3]], [0.05, -0.05]),
]


def golden_network(output: str) -> Network:
    return Network(NetworkSpec(2, (LayerSpec(3, "tanh"), LayerSpec(2, output))), WEIGHTS)


def identity_network(units: int, output: str, dtype: str = "float64") -> Network:
    """Return a network whose scores Z are its inputs."""
    spec = NetworkSpec(units, (LayerSpec(units, output),), dtype)
    return Network(spec, [(np.eye(units), np.zeros(units))])


def test_that_softmax_with_cross_entropy_gives_the_golden_values():
    network = golden_network("softmax")
    assert network.loss(X, T, "cross_entropy") == pytest.approx(1.7783817473491, abs=1e-12, rel=0)
    (_, db1), (_, db2) = network.gradients(X, T, "cross_entropy")
    np.testing.assert_allclose(db1, [-0.214985086895, 0.017035651933, -0.027158894085], rtol=0, atol=1e-12)
    np.testing.assert_allclose(db2, [0.059770491736, -0.059770491736], rtol=0, atol=1e-12)


def test_that_sigmoid_with_half_squared_error_gives_the_golden_values():
    network = golden_network("sigmoid")
    assert network.loss(X, T) == pytest.approx(0.472041819251974, abs=1e-12, rel=0)
    _, (_, db2) = network.gradients(X, T)
    np.testing.assert_allclose(db2, [-0.005976528555, -0.00275234492], rtol=0, atol=1e-12)


@pytest.mark.parametrize("output", ["sigmoid", "softmax"])
@given(seed=st.integers(0, 2**32 - 1))
def test_that_values_from_scores_equal_the_definitions_where_those_can_be_computed(output: str, seed: int):
    rng = np.random.default_rng(seed)
    network = identity_network(3, output)
    Z, targets = rng.normal(0, 2, (4, 3)), rng.random((4, 3))
    P = network.predict(Z)
    definitions = {
        "half_squared_error": ((P - targets) ** 2 / 2).sum() / 4,
        "cross_entropy": -(targets * np.log(P)).sum() / 4,
        "binary_cross_entropy": -(targets * np.log(P) + (1 - targets) * np.log(1 - P)).sum() / 4,
    }
    for loss, expected in definitions.items():
        assert network.loss(Z, targets, loss) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(
    ("loss", "like"), [("cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")]
)
def test_that_outputs_that_are_no_probabilities_are_read_as_scores(loss: str, like: str):
    rng = np.random.default_rng(0)
    Z, targets = rng.normal(0, 2, (4, 3)), rng.random((4, 3))
    scores, shares = identity_network(3, "linear"), identity_network(3, like)
    assert scores.loss(Z, targets, loss) == pytest.approx(shares.loss(Z, targets, loss), rel=1e-12)
    for of_scores, of_shares in zip(
        scores.gradients(Z, targets, loss), shares.gradients(Z, targets, loss), strict=True
    ):
        np.testing.assert_allclose(of_scores[0], of_shares[0], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize(("output", "loss"), FUSED)
def test_that_pairs_with_a_closed_form_use_it(output: str, loss: str):
    assert pairing(loss, output).fused


@pytest.mark.parametrize(
    ("output", "loss"),
    [("linear", "half_squared_error"), ("softmax", "cross_entropy"), ("sigmoid", "binary_cross_entropy")],
)
def test_that_the_output_error_of_the_best_known_pairs_is_output_minus_target(output: str, loss: str):
    rng = np.random.default_rng(1)
    Z, targets = rng.normal(size=(3, 4)), np.eye(4)[[0, 3, 1]]
    (layer,) = identity_network(4, output).trace(Z, targets, loss)
    assert layer.dY is None
    np.testing.assert_allclose(layer.dZ, (layer.Y - targets) / 3, rtol=1e-13, atol=1e-17)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("output", TRAINABLE)
def test_that_scores_of_ten_thousand_leave_loss_and_gradients_finite(output: str, loss: str, dtype: str):
    # Every way to give three scores and three targets, in one batch: one infinite number would spoil the sums.
    scores = list(product((-1e4, -750.0, -88.0, 0.0, 3.0, 88.0, 1e4), repeat=3))
    targets = list(product((0.0, 0.25, 1.0), repeat=3))
    Z, T = np.repeat(scores, len(targets), axis=0), np.tile(targets, (len(scores), 1))
    network = identity_network(3, output, dtype)
    assert math.isfinite(network.loss(Z, T, loss))
    ((dW, db),) = network.gradients(Z, T, loss)
    assert np.isfinite(dW).all()
    assert np.isfinite(db).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("output", ["linear", "sigmoid", "softmax"])
@pytest.mark.parametrize("loss", LOSS_NAMES)
def test_that_a_loss_of_zeros_and_ones_is_never_negative(loss: str, output: str, dtype: str):
    rng = np.random.default_rng(0)
    network = identity_network(5, output, dtype)
    for scale in (1.0, 10.0, 20.0, 100.0):
        classes = rng.integers(5, size=64)
        targets = np.eye(5)[classes]
        scores = scale * (2 * targets - 1) + rng.normal(size=(64, 5))
        assert network.loss(scores, targets, loss) >= 0.0


@pytest.mark.parametrize(("output", "limit"), [("softmax", 1e-8), ("sigmoid", 1e-8)])
def test_that_a_wrong_answer_given_for_certain_still_has_its_full_gradient(output: str, limit: float):
    loss = "cross_entropy" if output == "softmax" else "binary_cross_entropy"
    network = identity_network(2, output)
    (layer,) = network.trace([[40.0, -40.0]], [[0.0, 1.0]], loss)
    np.testing.assert_allclose(layer.dZ, [[1.0, -1.0]], atol=limit)
    assert network.loss([[40.0, -40.0]], [[0.0, 1.0]], loss) == pytest.approx(80.0, rel=1e-12)


@pytest.mark.parametrize("name", ["mse", "cross_entrop"])
def test_that_an_unknown_loss_is_refused_everywhere(name: str):
    for ask in (
        lambda: pairing(name, "linear"),
        lambda: TrainingConfig(loss=name),
        lambda: golden_network("linear").loss(X, T, name),
    ):
        with pytest.raises(EngineError, match=f"^unknown loss '{name}'"):
            ask()


@pytest.mark.parametrize(
    "scores", [(-1e5, -1e5, -1e5), (1000.0, 999.0, 0.0), (50.0, 49.5, -3.0), (0.1, 0.2, 0.3)]
)
def test_that_one_sample_has_the_loss_that_it_has_in_a_batch(scores):
    pair = pairing("cross_entropy", "softmax")
    Z = np.array([scores], dtype=np.float32)
    f = activation("softmax")
    for target in range(3):
        T = np.eye(3, dtype=np.float32)[[target]]
        found = []
        for rows in (1, 2):
            z, t = np.repeat(Z, rows, axis=0), np.repeat(T, rows, axis=0)
            y, d = np.empty_like(z), np.empty_like(z)
            f.forward(z, y, np.empty_like(z), np.empty(z.shape, dtype=np.bool_))
            pair.gradient(z, y, t, d)
            found.append((pair.value(z, y, t, np.empty_like(z)), d[0] * rows))
        exact = float(np.logaddexp.reduce(Z[0].astype(np.float64)) - float(Z[0, target]))
        assert found[0][0] == pytest.approx(found[1][0], rel=1e-6, abs=1e-7)
        assert found[0][0] == pytest.approx(exact, rel=1e-5, abs=1e-6)
        np.testing.assert_allclose(found[0][1], found[1][1], rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize(("dtype", "z"), [("float32", 1e7), ("float64", 1e12), ("float64", 1e17)])
def test_that_binary_cross_entropy_of_softmax_keeps_its_digits_for_large_scores(dtype, z):
    Z = np.array([[z, z, 3 * z]], dtype=dtype)
    T, Y, D = np.array([[1, 0, 0]], dtype=dtype), np.array([[0, 0, 1]], dtype=dtype), np.zeros((1, 3), dtype)
    with np.errstate(all="ignore"):  # as in a step
        pairing("binary_cross_entropy", "softmax").gradient(Z, Y, T, D)
    np.testing.assert_allclose(D, [[-1.5, -0.5, 2.0]], rtol=1e-6)
