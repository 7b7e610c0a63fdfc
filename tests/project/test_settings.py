"""Settings as they are typed: those of whole stacks of hidden layers, short names, seeds."""

import numpy as np
import pytest

from nnlab.engine import EngineError
from nnlab.lessons import begin, load_preset
from nnlab.project.settings import apply_settings, canonical_key, with_settings

BASE = begin(load_preset("seven-segment"))  # 7-8-4


@pytest.mark.parametrize(
    ("settings", "sizes"),
    [
        (["hidden=5"], (7, 5, 4)),
        (["hidden=5-6"], (7, 5, 6, 4)),
        (["hidden=none"], (7, 4)),
        (["depth=0"], (7, 4)),
        (["depth=3"], (7, 8, 8, 8, 4)),
        (["hidden=5-6", "depth=1"], (7, 5, 4)),
        (["hidden=5-6", "depth=3"], (7, 5, 6, 6, 4)),
        (["depth=2", "hidden=5"], (7, 5, 5, 4)),
        (["shape=7-3-2-4", "hidden=9"], (7, 9, 9, 4)),
        (["hidden=none", "depth=2"], (7, 8, 8, 4)),
    ],
)
def test_that_width_and_depth_say_what_the_hidden_layers_are(
    settings: list[str], sizes: tuple[int, ...]
) -> None:
    assert apply_settings(BASE, settings).spec.sizes == sizes
    assert apply_settings(BASE, settings[::-1]).spec.sizes == sizes


def test_that_one_activation_is_that_of_all_hidden_layers_and_not_of_the_outputs() -> None:
    state = apply_settings(BASE, ["activation=relu", "depth=3"])
    assert [layer.activation for layer in state.spec.layers] == ["relu", "relu", "relu", "sigmoid"]


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (
            "hidden=4,8",
            "hidden must be a width like 8, widths joined by '-' like 8-4, or none, but '4,8' was given.",
        ),
        ("hidden=0", "layer 1: units must be a whole number from 1 to 4096, but 0 was given."),
        ("depth=-1", "depth must be a number of hidden layers from 0 to 63, but '-1' was given."),
        ("depth=64", "depth must be a number of hidden layers from 0 to 63, but '64' was given."),
        ("activation=rellu", "layer 1: unknown activation 'rellu'. Did you mean 'relu'?"),
    ],
)
def test_that_what_no_stack_can_be_is_refused_in_a_sentence(setting: str, sentence: str) -> None:
    with pytest.raises(EngineError) as refusal:
        apply_settings(BASE, [setting])
    assert str(refusal.value) == sentence


def test_that_an_activation_of_no_hidden_layers_is_refused() -> None:
    with pytest.raises(EngineError, match="there are none"):
        apply_settings(BASE, ["activation=relu", "depth=0"])


def test_that_short_names_are_the_keys_they_stand_for() -> None:
    assert canonical_key("rate") == "learning_rate"
    assert (
        apply_settings(BASE, ["rate=0.5", "batch=2"]).config
        == apply_settings(BASE, ["learning_rate=0.5", "batch_size=2"]).config
    )


def test_that_a_seed_draws_the_weights_of_a_network_built_so_from_the_beginning() -> None:
    state = with_settings(BASE, [("hidden", "5")], seed=11)
    assert state.config.seed == 11
    assert np.array_equal(state.parameters.vector, state.fresh_parameters().vector)
    assert not np.array_equal(
        state.parameters.vector, with_settings(BASE, [("hidden", "5")], seed=12).parameters.vector
    )
