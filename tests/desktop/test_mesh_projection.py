import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.desktop.widgets.parts.mesh_projection import Projection, View, heights_of, mesh_of, quads

VALUES = np.add.outer(np.linspace(0, 1, 9), np.linspace(0, 3, 11))
CORNERS = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (0, 1)], dtype=float)


@given(st.floats(0, 360), st.floats(8, 88), st.floats(120, 2000), st.floats(120, 1200))
def test_that_the_box_fits_whichever_way_it_is_turned(yaw, pitch, width, height):
    places = Projection(View(yaw, pitch), width, height).places(CORNERS)
    assert (places >= 0).all()
    assert (places <= (width, height)).all()


def test_that_from_above_the_first_parameter_runs_to_the_right_and_the_second_upwards():
    projection = Projection(View(0.0, 88.0), 400, 400)
    middle, right, far = projection.places(np.array([[0.0, 0, 0.5], [1, 0, 0.5], [0, 1, 0.5]]))
    assert middle == pytest.approx((200, 200))
    assert right[0] > middle[0]
    assert far[1] < middle[1]


def test_that_higher_is_higher_and_nearer_is_painted_later():
    projection = Projection(View(0.0, 35.0), 400, 400)
    low, high = projection.places(np.array([[0.0, 0, 0], [0, 0, 1]]))
    assert high[1] < low[1]
    corners, _darkness = mesh_of(VALUES, 41)
    _places, order = quads(corners, projection)
    rows = order // (VALUES.shape[1] - 1)
    assert rows[0] == VALUES.shape[0] - 2
    assert rows[-1] == 0


def test_that_a_mesh_has_at_most_so_many_corners_and_keeps_the_edges():
    corners, darkness = mesh_of(VALUES, 5)
    assert corners.shape == (5, 5, 3)
    assert darkness.shape == (4, 4)
    assert corners[0, 0, :2].tolist() == [-1, -1]
    assert corners[-1, -1].tolist() == [1, 1, 1]
    assert ((darkness >= 0) & (darkness <= 1)).all()


def test_that_low_faces_are_darker_than_high_ones_in_the_same_light():
    _corners, darkness = mesh_of(VALUES, 41)
    assert darkness[0, 0] > darkness[-1, -1]


def test_that_heights_are_between_the_lowest_and_the_highest():
    values = np.array([[1.0, 3.0], [np.nan, 2.0]])
    assert heights_of(values).tolist() == [[0, 1], [1, 0.5]]
    assert heights_of(values, np.array([2.0, 99.0, -5.0, np.nan])).tolist() == [0.5, 1, 0, 1]
    assert heights_of(np.full((2, 2), 4.0)).tolist() == [[0, 0], [0, 0]]


def test_that_the_view_never_goes_under_the_floor():
    assert View(350, 40).turned(20, -100) == View(10, 8.0)
    assert View(0, 40).turned(-10, 100) == View(350, 88.0)
