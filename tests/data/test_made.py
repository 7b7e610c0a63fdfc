"""Data sets that are made: their shapes, and that noise and seed mean what they say."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.data.made import KINDS, MOST_SAMPLES, MadeData
from nnlab.data.making import make
from nnlab.engine import EngineError, Task

POINTS = ("moons", "circles", "spirals", "blobs")


def clean(kind: str, samples: int = 400, classes: int = 2) -> tuple[np.ndarray, np.ndarray]:
    made = make(MadeData(kind, samples, 0.0, 3, classes))
    return np.asarray(made.inputs), made.targets


@pytest.mark.parametrize("kind", KINDS)
def test_that_equal_descriptions_give_equal_numbers_and_other_seeds_others(kind: str) -> None:
    made = MadeData(kind, 50, 0.2, 7)
    first, again, other = make(made), make(made), make(replace(made, seed=8))
    np.testing.assert_array_equal(first.inputs, again.inputs)
    np.testing.assert_array_equal(first.targets, again.targets)
    assert (np.asarray(first.inputs) != np.asarray(other.inputs)).any()
    assert first.origin == made
    assert first.name == kind


@pytest.mark.parametrize("kind", KINDS)
def test_that_inputs_without_noise_stay_within_one(kind: str) -> None:
    inputs, _targets = clean(kind)
    assert np.abs(inputs).max() <= 1.0 + 1e-12
    assert np.abs(inputs).max() > 0.4


@pytest.mark.parametrize("kind", POINTS)
def test_that_points_are_two_classes_of_equal_size_as_one_bit(kind: str) -> None:
    made = make(MadeData(kind, 51))
    assert made.task is Task.BITS
    assert made.inputs.shape == (51, 2)
    assert made.targets.shape == (51, 1)
    assert set(made.targets[:, 0]) == {0.0, 1.0}
    assert made.targets.sum() == 25


@pytest.mark.parametrize("classes", [3, 4])
def test_that_more_blobs_are_one_target_each(classes: int) -> None:
    made = make(MadeData("blobs", 40, 0.0, classes=classes))
    assert made.task is Task.CLASSES
    assert made.targets.shape == (40, classes)
    middles = np.unique(np.round(made.inputs, 12), axis=0)
    assert len(middles) == classes
    np.testing.assert_allclose(np.linalg.norm(middles, axis=1), 0.6)


def test_that_moons_are_half_circles_that_reach_into_each_other() -> None:
    inputs, targets = clean("moons")
    upper, lower = (inputs[targets[:, 0] == kind] for kind in (0, 1))
    for moon, (x, y) in ((upper, (-1 / 3, -1 / 6)), (lower, (1 / 3, 1 / 6))):
        np.testing.assert_allclose(np.linalg.norm(moon - [x, y], axis=1), 2 / 3)
    assert upper[:, 1].min() < lower[:, 1].max()
    assert upper[:, 0].max() > lower[:, 0].min()


def test_that_circles_have_the_radii_one_and_a_half() -> None:
    inputs, targets = clean("circles")
    np.testing.assert_allclose(np.linalg.norm(inputs, axis=1), np.where(targets[:, 0] == 0, 1.0, 0.5))


def test_that_spirals_turn_one_and_a_half_times_and_are_each_other_turned() -> None:
    inputs, targets = clean("spirals")
    radius = np.linalg.norm(inputs, axis=1)
    angle = 3 * np.pi * radius + np.pi * targets[:, 0]
    np.testing.assert_allclose(
        inputs, np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), atol=1e-9
    )
    assert radius.max() > 0.95


@pytest.mark.parametrize(
    ("kind", "curve"), [("line", lambda x: x / 2 + 0.25), ("sine", lambda x: np.sin(np.pi * x))]
)
def test_that_a_curve_without_noise_is_that_curve(kind: str, curve) -> None:
    inputs, targets = clean(kind)
    made = make(MadeData(kind))
    assert made.task is Task.VALUES
    np.testing.assert_allclose(targets, curve(inputs), atol=1e-12)
    assert inputs.min() < -0.95
    assert inputs.max() > 0.95


@pytest.mark.parametrize("kind", KINDS)
def test_that_noise_is_the_standard_deviation_of_what_is_added(kind: str) -> None:
    made = MadeData(kind, 10_000, 0.3, 1)
    noisy, quiet = make(made), make(replace(made, noise=0.0))
    if made.is_curve:
        np.testing.assert_array_equal(noisy.inputs, quiet.inputs)
        added = noisy.targets - quiet.targets
    else:
        added = np.asarray(noisy.inputs) - np.asarray(quiet.inputs)
    np.testing.assert_allclose(added.std(axis=0), 0.3, rtol=0.03)
    np.testing.assert_allclose(added.mean(axis=0), 0.0, atol=0.012)


@given(
    st.sampled_from(KINDS),
    st.integers(4, 200),
    st.integers(0, 100),
    st.integers(0, 2**63 - 1),
    st.floats(0.0, 1.0),
)
def test_that_more_samples_are_the_same_ones_and_others(
    kind: str, few: int, more: int, seed: int, noise: float
) -> None:
    small, large = make(MadeData(kind, few, noise, seed)), make(MadeData(kind, few + more, noise, seed))
    np.testing.assert_array_equal(np.asarray(large.inputs)[:few], small.inputs)
    np.testing.assert_array_equal(large.targets[:few], small.targets)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "moon"}, "Did you mean 'moons'"),
        ({"samples": 3}, "from 4 to 10000"),
        ({"samples": MOST_SAMPLES + 1}, "from 4 to 10000"),
        ({"noise": -0.1}, "noise must be a number from 0 to 1"),
        ({"noise": float("nan")}, "noise must be a number from 0 to 1"),
        ({"noise": True}, "noise must be a number from 0 to 1"),
        ({"seed": -1}, "seed of the data"),
        ({"classes": 3}, "number of classes of moons"),
        ({"kind": "blobs", "classes": 5}, "from 2 to 4"),
        ({"kind": "blobs", "classes": 1}, "from 2 to 4"),
    ],
)
def test_that_what_cannot_be_made_is_refused(wrong: dict, said: str) -> None:
    with pytest.raises(EngineError, match=said):
        MadeData(**({"kind": "moons"} | wrong))
