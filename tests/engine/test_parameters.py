import numpy as np
import pytest

from nnlab.engine import EngineError, LayerSpec, NetworkSpec, Parameters, layer_views

SPEC = NetworkSpec(2, (LayerSpec(3), LayerSpec(1, bias=False)))
W1, B1, W2 = [[1, 2, 3], [4, 5, 6]], [7, 8, 9], [[10], [11], [12]]


def test_that_all_parameters_lie_in_one_vector_layer_by_layer_weights_first():
    parameters = Parameters.from_layers(SPEC, [(W1, B1), (W2, None)])
    np.testing.assert_array_equal(parameters.vector, np.arange(1, 13))
    (first_W, first_b), (second_W, second_b) = parameters.layers
    np.testing.assert_array_equal(first_W, W1)
    np.testing.assert_array_equal(first_b, B1)
    np.testing.assert_array_equal(second_W, W2)
    assert second_b is None


def test_that_layer_views_are_views():
    vector = np.zeros(12)
    (W, b), (last_W, _) = layer_views(SPEC, vector)
    W[1, 2], b[0], last_W[2, 0] = 1.0, 2.0, 3.0
    np.testing.assert_array_equal(np.flatnonzero(vector), [5, 6, 11])


def test_that_parameters_keep_a_read_only_copy_of_a_vector_that_could_change():
    vector = np.zeros(12)
    parameters = Parameters(SPEC, vector)
    vector[0] = 1.0
    assert not parameters.vector.any()
    assert not parameters.vector.flags.writeable


def test_that_layers_that_say_given_take_the_given_matrices_and_others_are_drawn():
    given = Parameters.from_layers(SPEC, [(W1, B1), (W2, None)])
    mixed = NetworkSpec(2, (LayerSpec(3, init="given"), LayerSpec(1, bias=False, init="he_normal")))
    (W, b), (drawn, _) = Parameters.drawn(mixed, 0, given).layers
    np.testing.assert_array_equal(W, W1)
    np.testing.assert_array_equal(b, B1)
    np.testing.assert_array_equal(drawn, Parameters.drawn(SPEC, 0).layers[1][0])


def test_that_a_float64_start_can_be_given_to_a_float32_network():
    given = Parameters.from_layers(SPEC, [(np.array(W1) + 0.1, B1), (W2, None)])
    spec = NetworkSpec(2, (LayerSpec(3, init="given"), LayerSpec(1, bias=False)), "float32")
    (W, _), _ = Parameters.drawn(spec, 0, given).layers
    np.testing.assert_array_equal(W, (np.array(W1) + 0.1).astype(np.float32))


@pytest.mark.parametrize("given", [None, Parameters.drawn(NetworkSpec(2, (LayerSpec(2),)), 0)])
def test_that_a_given_start_that_does_not_fit_is_refused(given):
    with pytest.raises(EngineError) as refusal:
        Parameters.drawn(NetworkSpec(2, (LayerSpec(3, init="given"),)), 0, given)
    assert str(refusal.value) == (
        "layer 1: the given start does not fit 2 × 3 weights. Choose an initialiser that draws them."
    )


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([(W1, B1)], "the network has 2 layers, but weights for 1 were given."),
        ([(W2, B1), (W2, None)], "layer 1: W must have shape (2, 3), but has (3, 1)."),
        ([(W1, [7]), (W2, None)], "layer 1: b must have shape (3,), but has (1,)."),
        ([(W1, None), (W2, None)], "layer 1: b was not given."),
        ([(W1, B1), (W2, [1])], "layer 2: b was given to a layer without bias."),
        ([(W1, B1), ([[1], [2], [float("nan")]], None)], "layer 2: W holds a number that is not finite."),
        ([([[1, 2], [3]], B1), (W2, None)], "layer 1: W must be a rectangular table of numbers."),
        ([([["a", "b", "c"]] * 2, B1), (W2, None)], "layer 1: W must be a rectangular table of numbers."),
    ],
)
def test_that_weights_that_do_not_fit_are_refused_by_layer(weights, message: str):
    with pytest.raises(EngineError) as refusal:
        Parameters.from_layers(SPEC, weights)
    assert str(refusal.value) == message


def test_that_a_weight_too_large_for_float32_is_refused():
    spec = NetworkSpec(1, (LayerSpec(1),), "float32")
    with pytest.raises(EngineError, match=r"^layer 1: W holds a number that is not finite\.$"):
        Parameters.from_layers(spec, [([[1e300]], [0.0])])


@pytest.mark.parametrize("vector", [np.zeros(11), np.zeros((12, 1)), np.zeros(12, dtype=np.float32)])
def test_that_a_vector_of_another_length_shape_or_dtype_is_refused(vector):
    with pytest.raises(
        EngineError, match=r"^the network 2-3-1 has 12 parameters of float64, but 1[12] of float"
    ):
        Parameters(SPEC, vector)
