"""Samples with the same inputs are found, and counted where folds part them."""

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.data.twins import kinds_of, twins_held_out
from nnlab.engine import Pixels, Task

INPUTS = np.array([[0.0, 1.0], [2.0, 1.0], [-0.0, 1.0], [2.0, 1.0], [3.0, 1.0], [2.0, 1.0]])
TARGETS = np.arange(6.0)[:, None]


def pictures() -> Dataset:
    pixels = Pixels(INPUTS.astype(np.uint8), 0.0, 1.0)
    names = tuple("ab")
    rows = tuple(map(str, range(6)))
    return Dataset("p", pixels, TARGETS, Task.VALUES, names, ("y",), rows, "", image_shape=(1, 2))


@pytest.fixture(params=["numbers", "pictures"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return (
        pictures() if request.param == "pictures" else Dataset.from_arrays("t", INPUTS, TARGETS, Task.VALUES)
    )


def test_that_samples_of_the_same_inputs_are_of_one_kind_whatever_their_targets(dataset: Dataset) -> None:
    assert kinds_of(dataset).tolist() == [0, 1, 0, 1, 2, 1]


@pytest.mark.parametrize(
    ("folds", "twins"),
    [
        (([0, 1, 3], [2, 4, 5]), (3, 2)),
        (([0, 2], [1, 3, 5], [4]), (0, 0, 0)),  # twins in one fold are held out together
        (([0], [1], [4]), (0, 0, 0)),  # and those that are in no fold are not learned from
    ],
)
def test_that_those_are_counted_whose_inputs_are_in_another_fold(
    dataset: Dataset, folds: tuple[list[int], ...], twins: tuple[int, ...]
) -> None:
    assert twins_held_out(dataset, [np.array(fold) for fold in folds]) == twins
