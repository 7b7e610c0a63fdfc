"""Points put into a table by hand, and taken out of it."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset, load
from nnlab.data.made import MadeData
from nnlab.data.parting import split_rows
from nnlab.data.points import with_point, without_point
from nnlab.data.splits import Split
from nnlab.engine import EngineError, Task


@pytest.fixture
def corners():
    """Return the four corners of a square in two classes."""
    return Dataset.from_arrays(
        "corners", [[0, 0], [0, 1], [1, 0], [1, 1]], np.eye(2)[[0, 1, 1, 0]], Task.CLASSES
    )


def test_that_a_point_is_the_last_sample_and_nothing_else_changes(corners):
    more = with_point(corners, [0.5, 2.0], [0, 1])
    np.testing.assert_array_equal(more.inputs, [*corners.inputs.tolist(), [0.5, 2.0]])
    np.testing.assert_array_equal(more.targets[-1], [0, 1])
    assert more.row_names == ("1", "2", "3", "4", "5")
    assert len(corners.inputs) == 4


def test_that_a_point_is_called_by_a_number_that_no_other_has():
    gates = load("xor")  # its rows are called 00, 01, 10, 11
    more = with_point(with_point(gates, [0.5, 0.5], [1]), [0.2, 0.2], [0])
    assert more.row_names[-2:] == ("5", "6")
    assert len(set(more.row_names)) == 6


def test_that_removing_a_point_leaves_the_others_in_order(corners):
    fewer = without_point(corners, 1)
    np.testing.assert_array_equal(fewer.inputs, [[0, 0], [1, 0], [1, 1]])
    np.testing.assert_array_equal(fewer.labels, [0, 1, 0])
    assert fewer.row_names == ("1", "2", "3")  # plain numbers count again


def test_that_rows_with_names_keep_them():
    assert without_point(load("xor"), 1).row_names == ("00", "10", "11")


def test_that_edited_samples_are_a_table_of_ones_own(corners):
    made = replace(split_rows(corners, Split(test=0.25)), origin=MadeData("moons"))
    edited = with_point(made, [2, 2], [1, 0])
    assert edited.name == "corners, edited"
    assert (edited.origin, edited.split, edited.whole) == (None, None, None)
    assert with_point(edited, [3, 3], [1, 0]).name == "corners, edited"  # said once
    assert edited.test is made.test


def test_that_an_unseen_point_can_be_removed_and_its_part_goes_with_its_last(corners):
    parted = split_rows(corners, Split(test=0.25))
    assert len(parted.test.inputs) == 1
    fewer = without_point(parted, 0, "test")
    assert fewer.test is None
    np.testing.assert_array_equal(fewer.inputs, parted.inputs)
    two = replace(corners, validation=corners)
    assert len(without_point(two, 3, "validation").validation.inputs) == 3


@pytest.mark.parametrize(("row", "part"), [(4, "train"), (-1, "train"), (0, "test"), (0, "anything")])
def test_that_what_is_not_there_cannot_be_removed(corners, row, part):
    with pytest.raises(EngineError, match="no sample"):
        without_point(corners, row, part)


def test_that_two_samples_stay_at_least(corners):
    two = without_point(without_point(corners, 0), 0)
    with pytest.raises(EngineError, match="2 samples stay"):
        without_point(two, 0)


@pytest.mark.parametrize(
    ("inputs", "target", "complaint"),
    [
        ([1.0], [0, 1], "2 inputs and 2 targets"),
        ([1.0, 2.0], [1], "2 inputs and 2 targets"),
        ([np.nan, 2.0], [0, 1], "finite"),
        ([1.0, 2.0], [0.5, 0.5], "no class"),
    ],
)
def test_that_what_is_no_sample_is_refused(corners, inputs, target, complaint):
    with pytest.raises(EngineError, match=complaint):
        with_point(corners, inputs, target)


def test_that_pictures_have_no_points():
    strokes = load("strokes")
    with pytest.raises(EngineError, match="pictures"):
        with_point(strokes, strokes.inputs[0], strokes.targets[0])
    with pytest.raises(EngineError, match="pictures"):
        without_point(strokes, 0)
