"""The maps of a network over its inputs: they are what the network itself answers there."""

import numpy as np
import pytest

from nnlab.engine import EngineError, LayerSpec, Network, NetworkSpec, Parameters
from nnlab.study.plane import PlaneView, bounds_of, plane_maps, resolution_for, still_suit

BOUNDS = ((-1.5, 2.0), (0.0, 4.0))
ACTIVATIONS = (
    "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu", "step", "softmax",
)  # fmt: skip


def network(inputs, *layers, dtype="float64", seed=3):
    specs = tuple(LayerSpec(units, activation, "glorot_normal") for units, activation in layers)
    return Network.create(NetworkSpec(inputs, specs, dtype), seed)


def grid(maps):
    return np.stack([axis.ravel() for axis in np.meshgrid(*maps.axes)], axis=1)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_that_every_map_is_what_the_network_answers_on_the_grid(activation, dtype):
    asked = network(2, (5, activation), (3, activation), dtype=dtype)
    maps = plane_maps(asked.parameters, BOUNDS, 9)
    answers = asked.layer_outputs(grid(maps))
    assert [values.shape for values in maps.layers] == [(5, 9, 9), (3, 9, 9)]
    for values, answer in zip(maps.layers, answers, strict=True):
        assert values.dtype == np.float32
        np.testing.assert_allclose(values.reshape(len(values), -1).T, answer, atol=2e-5)


def test_that_the_first_row_of_a_map_is_the_lowest_of_the_plane():
    spec = NetworkSpec(2, (LayerSpec(2, "linear", "given"),))
    same = Parameters.from_layers(spec, [(np.eye(2), [0.0, 0.0])])
    x, y = plane_maps(same, BOUNDS, 3).outputs
    np.testing.assert_allclose(x[0], (-1.5, 0.25, 2.0))
    np.testing.assert_allclose(y[:, 0], (0.0, 2.0, 4.0))


def test_that_a_single_input_has_maps_of_one_row():
    asked = network(1, (4, "tanh"), (1, "linear"))
    maps = plane_maps(asked.parameters, ((-2.0, 2.0),), 11)
    assert [values.shape for values in maps.layers] == [(4, 1, 11), (1, 1, 11)]
    np.testing.assert_allclose(maps.outputs[0, 0], asked.predict(grid(maps))[:, 0], atol=1e-5)


def test_that_maps_stay_as_they_are_when_the_next_ones_are_made():
    view = PlaneView(network(2, (4, "gelu"), (1, "sigmoid")).spec, BOUNDS, 8)
    first, second = (network(2, (4, "gelu"), (1, "sigmoid"), seed=seed).parameters for seed in (1, 2))
    maps = view.maps(first)
    kept = maps.outputs.copy()
    assert not np.array_equal(view.maps(second).outputs, kept)
    np.testing.assert_array_equal(maps.outputs, kept)
    with pytest.raises(ValueError, match="read-only"):
        maps.outputs[0, 0, 0] = 1.0


def test_that_exploded_weights_give_maps_without_numbers_and_no_fault():
    parameters = network(2, (3, "relu"), (1, "linear")).parameters
    broken = Parameters(parameters.spec, np.full_like(parameters.vector, np.inf))
    assert not np.isfinite(plane_maps(broken, BOUNDS, 4).outputs).any()


def test_that_large_networks_have_coarser_pictures_so_that_none_takes_long():
    small, wide = (network(2, (units, "tanh"), (units, "tanh"), (1, "sigmoid")).spec for units in (8, 200))
    assert resolution_for(small) == 80
    assert 16 <= resolution_for(wide) < 40


@pytest.mark.parametrize(("inputs", "bounds"), [(2, ((0.0, 1.0),)), (3, ((0.0, 1.0),) * 3)])
def test_that_only_networks_of_as_many_inputs_as_the_plane_are_shown(inputs, bounds):
    with pytest.raises(EngineError, match="no picture over"):
        plane_maps(network(inputs, (2, "tanh")).parameters, bounds)


# -- what is looked at -------------------------------------------------------------------------------------


def test_that_the_bounds_leave_room_around_all_samples():
    train, test = np.array([[0.0, 10.0], [1.0, 30.0]]), np.array([[-1.0, 20.0]])
    (left, right), (low, high) = bounds_of((train, test))
    assert left < -1 < 1 < right
    assert low < 10 < 30 < high


def test_that_nearly_equal_spans_are_made_equal_and_others_are_not():
    (left, right), (low, high) = bounds_of((np.array([[0.0, 0.0], [2.0, 1.0]]),))
    assert right - left == pytest.approx(high - low)
    (left, right), (low, high) = bounds_of((np.array([[0.0, 0.0], [2.0, 100.0]]),))
    assert (high - low) == pytest.approx(50 * (right - left))


@pytest.mark.parametrize("samples", [[[3.0, 5.0]], [[1.0, 7.0], [4.0, 7.0]], [[0.0], [0.0]]])
def test_that_samples_without_a_span_have_room_too(samples):
    for low, high in bounds_of((np.array(samples),)):
        assert high - low > 0.5


def test_that_the_picture_stays_while_the_samples_fill_it_well():
    samples = np.array([[0.0, 0.0], [4.0, 4.0], [2.0, 2.0]])
    bounds = bounds_of((samples,))
    assert still_suit(bounds, (np.array([[0.0, 0.0], [4.0, 4.0], [4.4, -0.4]]),))
    assert not still_suit(bounds, (np.array([[0.0, 0.0], [9.0, 4.0]]),))  # one lies outside
    assert not still_suit(bounds, (np.array([[2.0, 2.0], [2.5, 2.5]]),))  # all lie in a corner
    assert not still_suit(bounds, (samples[:, :1],))


def test_that_pictures_and_tables_of_more_inputs_have_no_bounds():
    with pytest.raises(EngineError, match="one or two inputs"):
        bounds_of((np.zeros((4, 3)),))
    with pytest.raises(EngineError, match="one or two inputs"):
        bounds_of(())
