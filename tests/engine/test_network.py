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
    Parameters,
    Trainer,
    TrainingConfig,
)

TRAINABLE = tuple(name for name in ACTIVATION_NAMES if name != "step")


@st.composite
def networks(draw) -> Network:
    """Draw a network of up to four layers with weights of ordinary size."""
    layers = draw(
        st.lists(
            st.builds(
                LayerSpec,
                units=st.integers(1, 6),
                activation=st.sampled_from(TRAINABLE),
                init=st.just("normal(0.7)"),
                bias=st.booleans(),
                bias_init=st.just("normal(0.3)"),
            ),
            min_size=1,
            max_size=4,
        )
    )
    return Network.create(NetworkSpec(draw(st.integers(1, 5)), tuple(layers)), draw(st.integers(0, 1000)))


def batch_for(network: Network, rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(rows, network.spec.inputs)), rng.random((rows, network.spec.outputs))


def flat(gradients) -> np.ndarray:
    return np.concatenate([part.ravel() for pair in gradients for part in pair if part is not None])


@given(networks(), st.integers(1, 5), st.sampled_from(LOSS_NAMES))
def test_that_every_array_of_a_step_has_the_shape_of_the_conventions(network: Network, rows: int, loss: str):
    X, T = batch_for(network, rows, 0)
    outputs = network.layer_outputs(X)
    fan_in = network.spec.inputs
    for spec, arrays, Y in zip(network.spec.layers, network.trace(X, T, loss), outputs, strict=True):
        assert arrays.X.shape == arrays.dX.shape == (rows, fan_in)
        assert arrays.W.shape == arrays.dW.shape == (fan_in, spec.units)
        assert arrays.Z.shape == arrays.Y.shape == arrays.dZ.shape == Y.shape == (rows, spec.units)
        assert (arrays.b is None) == (arrays.db is None) == (not spec.bias)
        if arrays.b is not None:
            assert arrays.b.shape == arrays.db.shape == (spec.units,)
        fan_in = spec.units
    np.testing.assert_array_equal(network.predict(X), outputs[-1])


@given(networks(), st.integers(2, 7), st.sampled_from(LOSS_NAMES), st.integers(0, 1000))
def test_that_the_order_of_samples_in_a_batch_does_not_matter(network, rows, loss, seed):
    X, T = batch_for(network, rows, seed)
    order = np.random.default_rng(seed).permutation(rows)
    np.testing.assert_allclose(network.predict(X)[order], network.predict(X[order]), rtol=1e-12, atol=1e-14)
    assert network.loss(X, T, loss) == pytest.approx(network.loss(X[order], T[order], loss), rel=1e-12)
    before, after = (flat(network.gradients(x, t, loss)) for x, t in ((X, T), (X[order], T[order])))
    np.testing.assert_allclose(before, after, rtol=1e-9, atol=1e-13)


@given(networks(), st.integers(1, 4), st.sampled_from(LOSS_NAMES), st.integers(2, 5))
def test_that_repeating_a_batch_changes_neither_its_mean_loss_nor_its_gradient(network, rows, loss, times):
    X, T = batch_for(network, rows, 1)
    XX, TT = np.tile(X, (times, 1)), np.tile(T, (times, 1))
    assert network.loss(XX, TT, loss) == pytest.approx(network.loss(X, T, loss), rel=1e-12)
    once, often = flat(network.gradients(X, T, loss)), flat(network.gradients(XX, TT, loss))
    np.testing.assert_allclose(often, once, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("rows", [1, 2047, 2048, 2049, 5000])
def test_that_large_inputs_answered_in_pieces_give_what_each_sample_gives_alone(rows: int):
    spec = NetworkSpec(3, (LayerSpec(4, "tanh"), LayerSpec(2, "softmax")))
    network = Network.create(spec, 1)
    X, T = batch_for(network, rows, 2)
    (W1, b1), (W2, b2) = network.weights
    scores = np.tanh(X @ W1 + b1) @ W2 + b2
    expected = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(network.predict(X), expected, rtol=1e-12)
    expected_loss = -(T * np.log(expected)).sum() / rows
    assert network.loss(X, T, "cross_entropy") == pytest.approx(expected_loss, rel=1e-12)


def test_that_inputs_may_be_lists_of_whole_numbers_or_transposed_views():
    network = Network.create(NetworkSpec(2, (LayerSpec(3, "sigmoid"),)), 1)
    X = np.array([[1, 0], [2, 1], [0, 3]])
    expected = network.predict(X.astype(np.float64))
    for same in (X.tolist(), X, np.ascontiguousarray(X.T).T, X.astype(np.uint8)):
        np.testing.assert_array_equal(network.predict(same), expected)


def test_that_read_only_arrays_are_accepted_and_nothing_given_is_changed():
    rng = np.random.default_rng(0)
    given_arrays = W1, b1, W2, X, T = [rng.random(s) for s in ((2, 3), (3,), (3, 2), (5, 2), (5, 2))]
    before = [array.copy() for array in given_arrays]
    for array in given_arrays:
        array.flags.writeable = False
    spec = NetworkSpec(2, (LayerSpec(3, "linear"), LayerSpec(2, "linear", bias=False)))
    network = Network(spec, [(W1, b1), (W2, None)])
    network.predict(X)
    network.loss(X, T)
    network.gradients(X, T)
    network.theta += 1.0
    for array, copy in zip(given_arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


def test_that_a_trace_shares_nothing_with_the_network():
    network = Network.create(NetworkSpec(2, (LayerSpec(3),)), 1)
    before = network.theta.copy()
    (layer,) = network.trace([[1.0, 2.0]], [[0.0, 0.0, 1.0]])
    layer.W[...] = 9.0
    np.testing.assert_array_equal(network.theta, before)


def test_that_parameters_are_a_copy_that_cannot_be_written_to():
    network = Network.create(NetworkSpec(2, (LayerSpec(3),)), 1)
    parameters = network.parameters
    network.theta[...] = 0.0
    assert parameters.vector.any()
    with pytest.raises(ValueError, match="read-only"):
        parameters.layers[0][0][0, 0] = 1.0
    copy = network.copy()
    copy.theta[...] = 5.0
    assert not network.theta.any()


def test_that_a_network_with_step_units_answers_but_has_no_gradients():
    # Note 003: a threshold answers 1 or 0.
    network = Network(NetworkSpec(2, (LayerSpec(1, "step"),)), [([[1.0], [1.0]], [-1.5])])
    np.testing.assert_array_equal(network.predict([[0, 0], [0, 1], [1, 0], [1, 1]]), [[0], [0], [0], [1]])
    with pytest.raises(EngineError) as refusal:
        network.gradients([[0, 0]], [[1]])
    assert str(refusal.value) == (
        "layer 1: 'step' has no useful gradient, so the network can be asked but not trained. "
        "Choose sigmoid to train it."
    )


TWO_INPUTS = Network.create(NetworkSpec(2, (LayerSpec(3),)), 1)


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([[1, 2, 3]], "X has 3 columns but the network expects 2."),
        ([[1]], "X has 1 columns but the network expects 2."),
        ([1, 2], "X must have two dimensions (samples, columns), but has 1. Give a single sample as [[...]]."),
        (3.0, "X must have two dimensions (samples, columns), but has 0. Give a single sample as [[...]]."),
        ([[[1, 2]]], "X must have two dimensions (samples, columns), but has 3. Give a single sample as [[...]]."),
        (np.zeros((0, 2)), "X has no rows: give at least one sample."),
        ([[1, 2], [3]], "X must be a rectangular table of numbers."),
        ([["a", "b"]], "X must be a rectangular table of numbers."),
        ([["1", "2"]], "X must be a rectangular table of numbers."),
        ([[1, None]], "X must be a rectangular table of numbers."),
        ([[1 + 2j, 0]], "X must be a rectangular table of numbers."),
        ([[0, 1], [float("nan"), 2]], "X[1, 0] is nan, but every number must be finite."),
        ([[0, float("-inf")]], "X[0, 1] is -inf, but every number must be finite."),
    ],
)  # fmt: skip
def test_that_wrong_inputs_are_refused_with_the_exact_reason(X, message: str):
    with pytest.raises(EngineError) as refusal:
        TWO_INPUTS.predict(X)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("T", "message"),
    [
        ([[0.0]], "T has 1 columns but the network has 3."),
        ([[0, 0, 1], [0, 1, 0]], "X has 1 rows but T has 2: each sample needs one target."),
        (
            [0, 0, 1],
            "T must have two dimensions (samples, columns), but has 1. Give a single sample as [[...]].",
        ),
    ],
)
def test_that_targets_are_compared_strictly_and_never_stretched(T, message: str):
    for ask in (TWO_INPUTS.loss, TWO_INPUTS.gradients, TWO_INPUTS.trace):
        with pytest.raises(EngineError) as refusal:
            ask([[1, 2]], T)
        assert str(refusal.value) == message


def test_that_a_number_too_large_for_float32_is_named():
    network = Network.create(NetworkSpec(2, (LayerSpec(3),), dtype="float32"), 1)
    with pytest.raises(EngineError, match=r"^X\[0, 1\] is inf, but every number must be finite\.$"):
        network.predict([[0.0, 1e300]])


def test_that_a_network_that_reads_shares_its_parameters_and_is_not_trained() -> None:
    spec = NetworkSpec(2, (LayerSpec(3, "tanh", "lecun_normal"), LayerSpec(1, "linear", "lecun_normal")))
    parameters = Parameters.drawn(spec, 1)
    network = Network.reading(parameters)
    X = np.array([[0.5, -1.0], [2.0, 0.25]])
    assert np.shares_memory(network.theta, parameters.vector)
    assert np.array_equal(network.predict(X), Network.from_parameters(parameters).predict(X))
    with pytest.raises(EngineError, match="only reads"):
        Trainer(network, X, X[:, :1], TrainingConfig())
    Trainer(network.copy(), X, X[:, :1], TrainingConfig()).advance(steps=1)
    assert np.array_equal(network.theta, Parameters.drawn(spec, 1).vector)
