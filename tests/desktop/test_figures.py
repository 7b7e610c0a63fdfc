"""The figures that all panels show, against the engine's own answers."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data.segments import all_patterns, has_segments
from nnlab.desktop.figures import compute
from nnlab.engine import LayerSpec, Network, Parameters
from nnlab.lessons import begin, load_preset
from nnlab.project import with_dtype, with_layer
from tests.presets_here import presets_here


@pytest.mark.usefixtures("strokes")
@pytest.mark.parametrize("key", presets_here())
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_that_every_answer_is_the_engines(key, dtype):
    state = with_dtype(begin(load_preset(key)), dtype).state
    probe = state.dataset.inputs[-1] * 0.5
    figures = compute(state.parameters, state.dataset, probe)
    network = Network.from_parameters(state.parameters)
    tolerance = 1e-5 if dtype == "float32" else 1e-12
    for shown, (Y) in zip(figures.probe[1:], network.layer_outputs(probe[None]), strict=True):
        np.testing.assert_allclose(shown, Y[0], rtol=tolerance, atol=tolerance)
    assert np.array_equal(figures.probe[0], probe)
    np.testing.assert_allclose(
        figures.outputs, network.predict(state.dataset.inputs[:64]), rtol=tolerance, atol=tolerance
    )
    assert (figures.patterns is not None) == has_segments(state.dataset.input_names)


def test_that_all_128_patterns_are_answered_in_their_order():
    state = begin(load_preset("seven-segment"))
    figures = compute(state.parameters, state.dataset, state.dataset.inputs[0])
    expected = Network.from_parameters(state.parameters).predict(all_patterns())
    np.testing.assert_allclose(figures.patterns, expected, atol=1e-12)


def test_that_units_that_never_answer_are_dead_and_others_are_not():
    state = with_layer(begin(load_preset("seven-segment")), 0, activation="relu").state
    vector = state.parameters.vector.copy()
    (W, b), _output = Parameters(state.spec, vector).layers
    assert W.shape == (7, 8)
    bias = state.spec.slots[0].bias
    vector[bias] = 100.0
    vector[bias.start + 2] = vector[bias.start + 5] = -100.0
    figures = compute(Parameters(state.spec, vector), state.dataset, state.dataset.inputs[0])
    assert figures.dead == {(1, 2), (1, 5)}
    assert b is not None


def test_that_outputs_are_never_called_dead():
    spec = LayerSpec(4, "relu", "zeros")
    state = with_layer(
        begin(load_preset("seven-segment")), 1, activation=spec.activation, init=spec.init
    ).state
    assert compute(state.parameters, state.dataset, state.dataset.inputs[0]).dead == frozenset()


def test_that_one_sample_alone_kills_nobody():
    state = with_layer(begin(load_preset("textbook/316_1")), 0, activation="relu", init="zeros").state
    state = replace(state, training=replace(state.training, parameters=Parameters(
        state.spec, np.zeros_like(state.parameters.vector)
    )))  # fmt: skip
    assert compute(state.parameters, state.dataset, state.dataset.inputs[0]).dead == frozenset()


def test_that_broken_weights_give_figures_without_a_word_from_numpy():
    state = with_layer(begin(load_preset("seven-segment")), 0, activation="relu").state
    for value in (np.nan, np.inf, -np.inf, 1e308):
        vector = np.full_like(state.parameters.vector, value)
        figures = compute(Parameters(state.spec, vector), state.dataset, state.dataset.inputs[0])
        assert figures.outputs.shape == (10, 4)
