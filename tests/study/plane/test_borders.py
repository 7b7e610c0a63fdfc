"""The borders between answers: they lie where the output crosses the level, and nowhere else."""

import numpy as np
import pytest

from nnlab.engine import EngineError
from nnlab.study.plane import borders, level_lines

N = 41


def plane(function):
    """Return a map (N, N) of a function of x and y, both from −1 to 1."""
    axis = np.linspace(-1.0, 1.0, N)
    return function(*np.meshgrid(axis, axis))


def ends(segments):
    """Return both ends of the pieces (2 m, 2) as x and y, from −1 to 1."""
    return segments.reshape(-1, 2) / (N - 1) * 2 - 1


def test_that_the_border_of_a_slope_is_a_straight_line_through_the_whole_map():
    points = ends(level_lines(plane(lambda x, y: 0.5 + x - 0.5 * y), 0.5))
    np.testing.assert_allclose(points[:, 0], 0.5 * points[:, 1], atol=1e-12)
    assert points[:, 1].min() == -1
    assert points[:, 1].max() == 1


def test_that_the_border_of_a_round_hill_is_a_circle_without_a_gap():
    segments = level_lines(plane(lambda x, y: np.exp(-4 * (x * x + y * y))), np.exp(-4 * 0.47**2))
    points = ends(segments)
    np.testing.assert_allclose(np.hypot(*points.T), 0.47, atol=0.003)
    _places, counts = np.unique(np.round(points, 9), axis=0, return_counts=True)
    assert (counts == 2).all()  # every end is the beginning of another piece


def test_that_the_output_is_at_its_level_on_every_border():
    values = plane(lambda x, y: 1 / (1 + np.exp(-6 * (x * y + 0.3 * np.sin(4 * x)))))
    segments = level_lines(values, 0.5)
    assert len(segments) > N
    for column, row in segments.reshape(-1, 2):
        low, left = int(min(row, N - 2)), int(min(column, N - 2))
        up, right = row - low, column - left
        corners = values[low : low + 2, left : left + 2]
        at = np.array([1 - up, up]) @ corners @ np.array([1 - right, right])
        assert at == pytest.approx(0.5, abs=1e-9)


@pytest.mark.parametrize("middle", [0.6, 0.4])
def test_that_a_saddle_is_parted_as_its_middle_says(middle):
    high = 2 * middle
    values = np.array([[high, 0.0], [0.0, high]])
    segments = level_lines(values, 0.5)
    assert len(segments) == 2
    # A high middle joins the high corners: the low ones are cut off, and so the other way round.
    cut = {(1.0, 0.0), (0.0, 1.0)} if middle > 0.5 else {(0.0, 0.0), (1.0, 1.0)}
    near = set()
    for x0, y0, x1, y1 in segments.tolist():
        near.add((float(round((x0 + x1) / 2)), float(round((y0 + y1) / 2))))
    assert near == cut


@pytest.mark.parametrize("value", [0.2, 0.9, np.nan, np.inf])
def test_that_a_flat_map_and_one_without_numbers_have_no_border(value):
    assert level_lines(np.full((N, N), value), 0.5).shape == (0, 4)


def test_that_only_cells_with_numbers_have_a_border():
    values = plane(lambda x, y: x)
    values[N // 2 :] = np.nan
    points = ends(level_lines(values, 0.05))
    assert len(points) > 0
    assert points[:, 1].max() < 0


def test_that_a_map_without_cells_is_refused():
    with pytest.raises(EngineError, match="no cells"):
        level_lines(np.zeros((1, 8)), 0.5)


def test_that_two_classes_have_one_border_and_each_yes_or_no_has_its_own():
    x, y = plane(lambda x, y: x), plane(lambda x, y: y)
    between = ends(borders(np.stack([x, y])))
    np.testing.assert_allclose(between[:, 0], between[:, 1], atol=1e-12)
    each = borders(np.stack([x, y]) + 0.5, 0.5)
    assert len(each) == 2 * (N - 1)


def test_that_the_borders_of_three_classes_are_where_the_largest_output_changes():
    outputs = np.stack([plane(lambda x, y: x), plane(lambda x, y: -x), plane(lambda x, y: y + 0 * x)])
    points = ends(borders(outputs))
    leads = np.sort(np.stack([points[:, 0], -points[:, 0], points[:, 1]]), axis=0)
    np.testing.assert_allclose(leads[-1], leads[-2], atol=0.06)  # a cell wide, where all three meet
    assert ((points[:, 1] < -0.2) & (np.abs(points[:, 0]) < 0.01)).any()  # below, between the first two
    assert ((points[:, 0] > 0.2) & (np.abs(points[:, 0] - points[:, 1]) < 0.01)).any()
