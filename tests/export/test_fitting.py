"""What fits, and the edits that bring weights from elsewhere onto the bench."""

from collections.abc import Callable

import numpy as np
import pytest

from nnlab.data import load
from nnlab.engine import EngineError, LayerSpec, Network, NetworkSpec, Parameters, Trainer, TrainingConfig
from nnlab.export import (
    ExportedNetwork,
    ForeignNetwork,
    fit_of,
    json_text,
    matching_spec,
    npz_archive,
    parse_weights,
    with_matching_network,
    with_weights,
)
from nnlab.project import ProjectState


def network(inputs: int, *layers: LayerSpec, dtype: str = "float64") -> ExportedNetwork:
    return ExportedNetwork(Parameters.drawn(NetworkSpec(inputs, layers, dtype), 77))


def silent(exported: ExportedNetwork) -> ForeignNetwork:
    """Return a network of which the file says no activations."""
    return parse_weights(npz_archive(exported))


def telling(exported: ExportedNetwork) -> ForeignNetwork:
    return parse_weights(json_text(exported))


@pytest.fixture
def state() -> ProjectState:
    """Return a 7-8-4 in the middle of its training."""
    layers = (LayerSpec(8, "tanh", "lecun_normal"), LayerSpec(4, "sigmoid", "lecun_normal"))
    fresh = ProjectState.begin(
        load("seven-segments"), NetworkSpec(7, layers), TrainingConfig(optimizer="adam")
    )
    trainer = Trainer(
        Network.from_parameters(fresh.parameters), fresh.dataset.inputs, fresh.dataset.targets, fresh.config
    )
    trainer.advance(steps=13)
    return ProjectState("seven", fresh.dataset, fresh.config, trainer.state, fresh.history)


SAME = network(7, LayerSpec(8, "relu"), LayerSpec(4, "sigmoid"))
WIDER = network(7, LayerSpec(9, "silu"), LayerSpec(4, "softmax", bias=False))
DEEPER = network(7, LayerSpec(5, "elu"), LayerSpec(6, "elu"), LayerSpec(4, "linear"), dtype="float32")
OTHER_DATA = network(784, LayerSpec(8), LayerSpec(10))


def test_that_the_comparison_has_a_row_a_layer(state: ProjectState) -> None:
    fit = fit_of(state.spec, telling(DEEPER))
    assert [(row.number, row.expected, row.found, row.fits) for row in fit.rows] == [
        (1, (7, 8), (7, 5), False),
        (2, (8, 4), (5, 6), False),
        (3, None, (6, 4), False),
    ]
    assert [(row.expected_activation, row.found_activation) for row in fit.rows] == [
        ("tanh", "elu"),
        ("sigmoid", "elu"),
        (None, "linear"),
    ]
    assert not fit.fits
    (only, missing) = fit_of(state.spec, telling(network(7, LayerSpec(8)))).rows
    assert (only.fits, missing.expected, missing.found, missing.fits) == (True, (8, 4), None, False)


def test_that_shapes_decide_and_activations_are_compared(state: ProjectState) -> None:
    silence, other = fit_of(state.spec, silent(SAME)), fit_of(state.spec, telling(SAME))
    assert (silence.fits, silence.computes_the_same) == (True, True)
    assert (other.fits, other.computes_the_same) == (True, False)
    assert [row.is_same_activation for row in other.rows] == [False, True]
    spelled = NetworkSpec(7, (LayerSpec(8, "leaky_relu"),))
    exported = network(7, LayerSpec(8, "leaky_relu(0.01)"))
    assert fit_of(spelled, telling(exported)).computes_the_same


def test_that_weights_that_fit_are_put_in_and_the_training_begins_anew(state: ProjectState) -> None:
    for foreign in (silent(SAME), telling(SAME)):
        after = with_weights(state, foreign)
        assert after.parameters.vector.tobytes() == SAME.parameters.vector.tobytes()
        assert after.spec == state.spec
        assert (after.training.step, after.training.epoch, after.training.slots) == (0, 0, ())
        assert len(after.history.epochs) == 0
        assert (after.dataset, after.config, after.preset) == (state.dataset, state.config, state.preset)


def test_that_a_missing_bias_is_zero_and_one_too_many_does_not_fit(state: ProjectState) -> None:
    without = silent(network(7, LayerSpec(8, bias=False), LayerSpec(4)))
    _, b = with_weights(state, without).parameters.layers[0]
    assert b is not None
    assert not b.any()
    layers = (LayerSpec(8, bias=False), LayerSpec(4))
    bare = ProjectState.begin(state.dataset, NetworkSpec(7, layers), state.config)
    zeros = silent(network(7, LayerSpec(8), LayerSpec(4)))
    assert with_weights(bare, zeros).spec == bare.spec
    ones = silent(network(7, LayerSpec(8, bias_init="normal(1.0)"), LayerSpec(4)))
    assert not fit_of(bare.spec, ones).fits
    with pytest.raises(EngineError, match="layer 1 does not fit: the file has a bias"):
        with_weights(bare, ones)


def test_that_weights_that_do_not_fit_are_refused_by_layer(state: ProjectState) -> None:
    with pytest.raises(
        EngineError, match="layer 1 does not fit: the network has 7 × 8 weights, the file 7 × 9"
    ):
        with_weights(state, silent(WIDER))
    with pytest.raises(EngineError, match=r"layer 2 .* the file no such layer"):
        with_weights(state, silent(network(7, LayerSpec(8))))


def test_that_float64_weights_are_rounded_to_the_dtype_of_the_network(state: ProjectState) -> None:
    single = ProjectState.begin(state.dataset, NetworkSpec(7, state.spec.layers, "float32"), state.config)
    after = with_weights(single, silent(SAME))
    assert after.parameters.vector.tobytes() == SAME.parameters.vector.astype(np.float32).tobytes()


@pytest.mark.parametrize(
    ("exported", "read", "activations"),
    [
        (WIDER, telling, ["silu", "softmax"]),
        (WIDER, silent, ["tanh", "sigmoid"]),
        (DEEPER, telling, ["elu", "elu", "linear"]),
        (DEEPER, silent, ["relu", "relu", "sigmoid"]),
    ],
)
def test_that_a_matching_network_is_built(
    exported: ExportedNetwork,
    read: Callable[[ExportedNetwork], ForeignNetwork],
    activations: list[str],
    state: ProjectState,
) -> None:
    after = with_matching_network(state, read(exported))
    assert after.spec == matching_spec(state.spec, read(exported))
    assert after.spec.sizes == exported.parameters.spec.sizes
    assert after.spec.dtype == exported.parameters.spec.dtype
    assert [layer.activation for layer in after.spec.layers] == activations
    assert after.parameters.vector.tobytes() == exported.parameters.vector.tobytes()
    assert after.training.step == 0
    after.fresh_parameters()  # a reset is possible
    if read is telling:
        assert fit_of(after.spec, read(exported)).computes_the_same


def test_that_a_network_for_other_data_is_refused(state: ProjectState) -> None:
    with pytest.raises(
        EngineError, match="784-8-10 does not fit the data, which have 7 inputs and 4 outputs"
    ):
        with_matching_network(state, silent(OTHER_DATA))


def test_that_given_matrices_do_not_outlive_their_network(state: ProjectState) -> None:
    layers = (LayerSpec(8, "tanh", "given"), LayerSpec(4, "sigmoid", "given"))
    given = Parameters(NetworkSpec(7, layers), SAME.parameters.vector)
    from_given = ProjectState.begin(state.dataset, given.spec, state.config, given=given)
    assert (
        with_weights(from_given, silent(SAME)).fresh_parameters().vector.tobytes() == given.vector.tobytes()
    )
    assert with_matching_network(from_given, silent(WIDER)).given is None
