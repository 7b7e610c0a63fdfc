"""Strict decoding: every fault has a path, and nothing is taken for something else."""

from dataclasses import dataclass

import pytest

from nnlab.engine import LayerSpec, TrainingConfig
from nnlab.files import JsonValue, LoadError
from nnlab.lessons.presets import DataSource, PresetFile
from nnlab.project.strict import decode


@dataclass(frozen=True)
class Box:
    name: str
    layers: tuple[LayerSpec, ...] = ()
    training: TrainingConfig | None = None


def test_that_values_become_frozen_dataclasses_all_the_way_down() -> None:
    box = decode({"name": "a", "layers": [{"units": 3}], "training": {"learning_rate": 1}}, Box)
    assert box == Box("a", (LayerSpec(3),), TrainingConfig(learning_rate=1.0))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"nam": "a"}, "$ has an unknown key. Write name instead of “nam”."),
        ({"name": "a", "colour": 1}, "$ has an unknown key. Remove “colour”."),
        (
            {"name": "a", "layers": [{"units": 1}, {"unit": 3}]},
            "$.layers[1] has an unknown key. Write units instead of “unit”.",
        ),
        (
            {"name": "a", "training": {"learning": 1}},
            "$.training has an unknown key. Write learning_rate instead of “learning”.",
        ),
        ({}, "Object missing required field `name`. Correct it."),
        (
            {"name": "a", "layers": [{"units": "8"}]},
            "Expected `int`, got `str` - at `$.layers[0].units`. Correct it.",
        ),
        (
            {"name": "a", "training": {"shuffle": 1}},
            "Expected `bool`, got `int` - at `$.training.shuffle`. Correct it.",
        ),
        (
            {"name": "a", "training": {"seed": True}},
            "Expected `int`, got `bool` - at `$.training.seed`. Correct it.",
        ),
        (
            {"name": "a", "training": {"loss": "hinge"}},
            "unknown loss 'hinge'. Choose one of: binary_cross_entropy, cross_entropy, half_squared_error - at "
            "`$.training`. Correct it.",
        ),
        ([], "Expected `object`, got `array`. Correct it."),
    ],
)
def test_that_a_fault_is_told_with_its_path(value: JsonValue, message: str) -> None:
    with pytest.raises(LoadError) as caught:
        decode(value, Box)
    assert caught.value.message == message


def test_that_unknown_keys_may_pass_and_nothing_else() -> None:
    value: JsonValue = {"name": "a", "colour": 1, "layers": [{"units": 3, "dropout": 0.5}]}
    assert decode(value, Box, passes_unknown=True) == Box("a", (LayerSpec(3),))
    with pytest.raises(LoadError) as caught:
        decode({"name": 1}, Box, passes_unknown=True, advice="Ask for another.")
    assert caught.value.message == "In it, “name” is a whole number, where text is needed. Ask for another."


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "What it holds has no “name”, which is needed."),
        ([], "What it holds is a list, where an object is needed."),
        (
            {"name": "a", "training": {"batch_size": 2.5}},
            "In it, “training.batch_size” is a number with a point, where a whole number or null is needed.",
        ),
        ({"name": "a", "layers": [{}]}, "In it, “layers[0]” has no “units”, which is needed."),
    ],
)
def test_that_faults_of_what_a_program_wrote_are_told_in_words(value: JsonValue, message: str) -> None:
    with pytest.raises(LoadError) as caught:
        decode(value, Box, passes_unknown=True, advice="")
    assert caught.value.message.strip() == message


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"inputs": [[1]], "targets": [[1]]},
        {"name": "xor", "task": "bits"},
        {"name": "xor", "inputs": [[1]], "targets": [[1]], "task": "bits"},
        {"rows": ["2"], "inputs": [[1]], "targets": [[1]], "task": "bits"},
    ],
)
def test_that_data_are_either_named_or_given(value: JsonValue) -> None:
    with pytest.raises(LoadError, match="Expected"):
        decode(value, DataSource)


def test_that_a_preset_needs_both_languages() -> None:
    text = {"en": "a", "ko": "가"}
    value: JsonValue = {
        "title": {"en": "a"}, "about": text, "source": "a", "data": {"name": "xor"}, "layers": [], "training": {},
    }  # fmt: skip
    with pytest.raises(LoadError, match=r"missing required field `ko` - at `\$.title`"):
        decode(value, PresetFile)
