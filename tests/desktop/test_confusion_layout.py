import numpy as np
import pytest

from nnlab.desktop.widgets.parts.confusion_layout import (
    depths,
    shares,
    square_grid,
    without_common_words,
)


def test_that_shares_are_of_the_row_and_a_row_without_counts_has_none():
    assert shares(np.array([[3, 1], [0, 0]])).tolist() == [[0.75, 0.25], [0.0, 0.0]]


def test_that_rare_confusions_are_told_from_none_and_common_ones_from_rare_ones():
    none, rarest, rare, common, all_ = depths(
        np.array([[0, 1, 23, 9976, 0]] + [[0, 0, 0, 0, 7]] + 3 * [[0] * 5])
    )[[0, 0, 0, 0, 1], [0, 1, 2, 3, 4]]
    assert none == 0
    assert all_ == 1
    assert 0.05 < rarest < rare < common < 1
    assert rare > 0.1


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
@pytest.mark.parametrize("k", [1, 2, 10, 20])
def test_that_equal_squares_fill_their_room_as_far_as_they_may(k, ratio):
    grid = square_grid((20, 2, 206, 300), k, 60, ratio)
    sides = {grid.rect(row, column)[2:] for row in range(k) for column in range(k)}
    assert len(sides) == 1
    width, height = sides.pop()
    assert width == height
    assert width <= round(60 * ratio)
    assert int(grid.x_edges[0]) == round(20 * ratio)
    assert int(grid.y_edges[0]) == round(2 * ratio)
    assert grid.width <= round(206 * ratio)
    assert k < 10 or grid.width > round(206 * ratio) - k


@pytest.mark.parametrize("k", [100, 256])
def test_that_however_many_classes_stay_in_their_room(k):
    grid = square_grid((20, 2, 206, 300), k, 60, 1.0)
    assert (grid.width, grid.height) == (206, 206)
    assert [int(value) for value in grid.locate(20 + 205.5, 2 + 0.5)] == [0, k - 1]


def test_that_low_room_makes_the_squares_small():
    assert square_grid((0, 0, 500, 100), 10, 60, 1.0).height <= 100


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("class 0", "class 1"), ("0", "1")),
        (("a b 0", "a c 0"), ("b 0", "c 0")),
        (("class", "class 1"), ("class", "class 1")),
        (("sea lion", "seal"), ("sea lion", "seal")),
        (("class 0",), ("class 0",)),
        ((), ()),
    ],
)
def test_that_what_all_names_begin_with_goes_by_whole_words_and_leaves_one(names, short):
    assert without_common_words(names) == short
