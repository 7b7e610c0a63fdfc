"""The input on the bench."""

import numpy as np
import pytest

from nnlab.data import load
from nnlab.data.image_data import Scales, rescaled
from nnlab.desktop.probe import Probe
from tests.desktop.pictures import pictures


@pytest.fixture
def dataset():
    return load("seven-segments")


@pytest.fixture
def probe(qapp, dataset) -> Probe:
    return Probe(dataset)


@pytest.fixture
def changes(probe) -> list[int]:
    heard: list[int] = []
    probe.changed.connect(lambda: heard.append(1))
    return heard


def test_that_it_begins_with_the_first_sample_and_nothing_broken(probe, dataset):
    assert np.array_equal(probe.values, dataset.inputs[0])
    assert np.array_equal(probe.seen, dataset.inputs[0])
    assert (probe.row, probe.broken) == (0, frozenset())


@pytest.mark.parametrize(("asked", "row"), [(0, 0), (9, 9), (10, 0), (-1, 9), (25, 5), (-12, 8)])
def test_that_walking_goes_round_at_the_ends(probe, dataset, changes, asked, row):
    probe.set_row(asked)
    assert probe.row == row
    assert np.array_equal(probe.values, dataset.inputs[row])
    assert len(changes) == 1


def test_that_a_toggled_value_is_recognised_as_the_sample_it_has_become(probe, dataset, changes):
    probe.set_row(8)
    probe.toggle(6)  # an 8 without its middle is a 0
    assert probe.row == 0
    probe.toggle(0)
    assert probe.row is None
    assert len(changes) == 3


def test_that_two_toggles_are_none(probe, dataset):
    before = probe.values.copy()
    for _ in range(2):
        probe.toggle(3)
    assert np.array_equal(probe.values, before)


@pytest.mark.parametrize(("value", "toggled"), [(0.0, 1.0), (0.49, 1.0), (0.5, 0.0), (1.0, 0.0), (-3.0, 1.0)])
def test_that_half_lit_counts_as_lit(probe, dataset, value, toggled):
    probe.set_value(2, value)
    probe.toggle(2)
    assert probe.values[2] == toggled


def test_that_a_broken_input_is_dark_for_the_network_whatever_is_set(probe, dataset):
    probe.set_row(8)
    probe.toggle_broken(6)
    probe.toggle_broken(0)
    assert probe.broken == {0, 6}
    assert probe.seen.tolist() == [0, 1, 1, 1, 1, 1, 0]
    assert probe.values.tolist() == [1] * 7
    assert probe.row == 8
    probe.toggle_broken(0)
    assert probe.broken == {6}


def test_that_mending_mends_all_and_says_so_only_if_something_was_broken(probe, changes):
    probe.mend()
    assert changes == []
    probe.toggle_broken(3)
    probe.mend()
    assert probe.broken == frozenset()
    assert len(changes) == 2


def test_that_another_data_set_starts_over_unbroken(probe):
    probe.toggle_broken(6)
    xor = load("xor")
    probe.adopt(xor)
    assert np.array_equal(probe.seen, xor.inputs[0])
    assert (probe.row, probe.broken) == (0, frozenset())


def test_that_nobody_changes_the_samples_through_the_probe(probe, dataset):
    probe.values[0] = 7.0
    probe.seen[0] = 9.0
    assert dataset.inputs[0, 0] != 7.0
    assert probe.seen[0] != 9.0


# -- pictures ----------------------------------------------------------------------------------------------


@pytest.fixture
def digits():
    return pictures()


@pytest.fixture
def picture_probe(qapp, digits) -> Probe:
    return Probe(digits)


def test_that_training_and_test_samples_are_told_apart(picture_probe, digits):
    picture_probe.set_sample(digits.test, 5)
    assert picture_probe.part is digits.test
    assert (picture_probe.row, picture_probe.training_row) == (5, None)
    assert np.array_equal(picture_probe.picture, digits.test.picture(5))
    assert np.array_equal(picture_probe.values, digits.test.inputs[5])
    assert np.array_equal(picture_probe.target, digits.test.targets[5])
    picture_probe.set_row(7)
    assert picture_probe.part is digits
    assert (picture_probe.row, picture_probe.training_row) == (7, 7)


def test_that_walking_goes_round_at_the_ends_of_the_test_samples(picture_probe, digits):
    picture_probe.set_sample(digits.test, -1)
    assert picture_probe.row == len(digits.test.inputs) - 1
    picture_probe.set_sample(digits.test, len(digits.test.inputs))
    assert picture_probe.row == 0


def test_that_a_picture_of_another_shape_is_not_taken(picture_probe, probe):
    picture_probe.set_picture(np.zeros((8, 8), dtype=np.uint8))
    assert picture_probe.row == 0
    probe.set_picture(np.zeros((28, 28), dtype=np.uint8))
    assert probe.row == 0
    assert (picture_probe.takes((28, 28)), picture_probe.takes((8, 8))) == (True, False)
    assert not probe.takes((28, 28))


@pytest.mark.parametrize("unseen", [False, True])
def test_that_another_scale_keeps_the_place_among_training_and_test_samples(picture_probe, digits, unseen):
    picture_probe.set_sample(digits.test if unseen else digits, 9)
    before = picture_probe.picture
    scaled = rescaled(digits, Scales((0.01, 1.0)))
    picture_probe.adopt(scaled)
    assert picture_probe.part is (scaled.test if unseen else scaled)
    assert picture_probe.row == 9
    assert np.array_equal(picture_probe.picture, before)
    assert picture_probe.values.min() >= 0.01


def test_that_another_scale_keeps_a_drawing(picture_probe, digits):
    drawn = np.full((28, 28), 255, dtype=np.uint8)
    picture_probe.set_picture(drawn)
    picture_probe.adopt(rescaled(digits, Scales((0.01, 0.5))))
    assert picture_probe.picture is drawn
    assert set(picture_probe.values) == {0.5}


def test_that_pictures_that_have_grown_keep_the_place_and_those_that_lack_it_begin_anew(
    picture_probe, digits
):
    picture_probe.set_row(9)
    picture_probe.adopt(pictures(301))
    assert picture_probe.row == 9
    picture_probe.set_row(300)
    picture_probe.adopt(digits)
    assert picture_probe.row == 0
    picture_probe.set_sample(digits.test, 3)
    picture_probe.adopt(pictures(300, None))
    assert (picture_probe.row, picture_probe.training_row) == (0, 0)


def test_that_other_pictures_begin_with_their_first(picture_probe):
    picture_probe.set_row(9)
    picture_probe.adopt(pictures(name="others"))
    assert picture_probe.row == 0
