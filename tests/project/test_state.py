"""The state of a project, and what changed between two of them."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from nnlab.data import load
from nnlab.engine import ACTIVATION_NAMES, EngineError, LayerSpec, NetworkSpec, Parameters, TrainingConfig
from nnlab.project import Change, ProjectState, changes_between, default_init, reset, with_config, with_layer


def test_that_a_project_begins_untrained_with_weights_drawn_from_its_seed(seven):
    assert (seven.training.step, seven.training.epoch, len(seven.history.epochs)) == (0, 0, 0)
    assert np.array_equal(seven.parameters.vector, Parameters.drawn(seven.spec, 5).vector)
    assert seven.parameters is seven.training.parameters


def test_that_a_project_begins_with_the_matrices_that_are_given(textbook):
    (W, b), _output = textbook.parameters.layers
    assert W.tolist() == [[0.15, 0.25], [0.2, 0.3]]
    assert b.tolist() == [0.35, 0.35]


def test_that_a_start_that_is_said_to_be_given_must_be_given():
    spec = NetworkSpec(7, (LayerSpec(4, "sigmoid", "given"),))
    with pytest.raises(EngineError, match="layer 1: the given start does not fit 7 × 4 weights"):
        ProjectState.begin(load("seven-segments"), spec, TrainingConfig())


def test_that_nothing_in_a_state_can_be_written_to(seven):
    with pytest.raises(FrozenInstanceError):
        seven.preset = "another"
    with pytest.raises(ValueError, match="read-only"):
        seven.parameters.vector[0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        seven.parameters.layers[0][0][0, 0] = 1.0


def test_that_equal_states_differ_in_nothing(seven):
    assert changes_between(seven, seven) is Change.NONE
    assert changes_between(seven, replace(seven)) is Change.NONE


def test_that_each_kind_of_change_is_told_apart(seven, trained):
    assert changes_between(seven, with_config(seven, learning_rate=0.5)) == Change.CONFIG
    assert changes_between(seven, trained(seven)) == Change.PARAMETERS | Change.PROGRESS
    assert changes_between(trained(seven), reset(trained(seven))) == Change.PARAMETERS | Change.PROGRESS
    assert changes_between(seven, replace(seven, preset="other")) == Change.DATASET
    assert (
        changes_between(seven, replace(seven, dataset=replace(seven.dataset, name="other"))) == Change.DATASET
    )
    network = changes_between(seven, with_layer(seven, 0, activation="relu").state)
    assert network == Change.NETWORK | Change.PARAMETERS | Change.PROGRESS


@pytest.mark.parametrize("activation", [*ACTIVATION_NAMES, "leaky_relu(0.2)", "elu(0.5)"])
def test_that_rectifiers_start_with_he_and_all_others_with_lecun(activation):
    rectifies = any(name in activation for name in ("elu", "softplus", "silu"))
    assert default_init(activation) == ("he_normal" if rectifies else "lecun_normal")


def test_that_a_network_that_does_not_fit_the_data_is_no_project(seven):
    with pytest.raises(EngineError, match="7-8-4 does not fit the data, which have 2 inputs and 1 output\\."):
        replace(seven, dataset=load("xor"))
