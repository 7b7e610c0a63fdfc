import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.desktop.widgets.parts.diagram_curves import curve, dashed, flattened, places_at

heights = st.floats(0, 600)


def test_that_a_link_leaves_and_arrives_level():
    points = curve(10, 210, 40, 300, samples=1001)
    assert points[0].tolist() == [10, 40]
    assert points[-1].tolist() == [210, 300]
    for step in (points[1] - points[0], points[-1] - points[-2]):
        assert abs(step[1] / step[0]) < 0.01


def test_that_a_level_link_is_one_piece():
    assert flattened(curve(10, 210, 40, 40)).tolist() == [[10, 40, 210, 40]]


@given(heights, heights)
def test_that_the_pieces_join_and_stay_near_the_curve(y0, y1):
    points = curve(0, 180, y0, y1, samples=2001)
    pieces = flattened(curve(0, 180, y0, y1))
    assert pieces[1:, :2] == pytest.approx(pieces[:-1, 2:])
    assert pieces[0, :2] == pytest.approx(points[0])
    assert pieces[-1, 2:] == pytest.approx(points[-1])
    on_chord = np.interp(points[:, 0], np.append(pieces[:, 0], 180), np.append(pieces[:, 1], y1))
    slope = np.gradient(points[:, 1], points[:, 0])
    assert np.max(np.abs(on_chord - points[:, 1]) / np.hypot(1, slope)) < 0.5


@given(heights, heights)
def test_that_dashes_begin_and_end_with_the_curve_and_leave_spaces(y0, y1):
    points = curve(0, 180, y0, y1)
    dashes = dashed(points, 11, 2.6)
    assert dashes[0, :2] == pytest.approx(points[0])
    assert dashes[-1, 2:] == pytest.approx(points[-1])
    spaces = np.hypot(*(dashes[1:, :2] - dashes[:-1, 2:]).T)
    assert spaces == pytest.approx(np.full(len(spaces), 2.6), abs=0.2)


@given(heights, heights, st.floats(0.01, 0.99))
def test_that_the_place_at_an_x_lies_on_the_curve(y0, y1, share):
    points = curve(0, 180, y0, y1, samples=4001)
    x = 180 * share
    height, slope = places_at(x, 0, 180, np.array([y0]), np.array([y1]))
    assert height[0, 0] == pytest.approx(np.interp(x, *points.T), abs=0.1)
    nearby = np.interp([x - 0.5, x + 0.5], *points.T)
    assert slope[0, 0] == pytest.approx(nearby[1] - nearby[0], abs=0.05 * abs(y1 - y0) / 10 + 0.01)
