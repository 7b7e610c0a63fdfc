import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab.desktop.widgets.parts.contour_lines import contours_of

X, Y = np.linspace(-3, 3, 31), np.linspace(-1, 2, 25)


def bowl(x, y):
    return x**2 + 3 * y**2


def test_that_every_line_lies_at_its_level():
    contours = contours_of(X, Y, bowl(X[None, :], Y[:, None]))
    assert len(contours.levels) == len(contours.lines) > 8
    assert list(contours.levels) == sorted(contours.levels)
    for level, lines in zip(contours.levels, contours.lines, strict=True):
        for line in lines:
            np.testing.assert_allclose(bowl(*line.T), level, atol=0.06)


def test_that_lines_reach_the_edges_of_the_window():
    contours = contours_of(X, Y, np.broadcast_to(X[None, :], (25, 31)) * 1.0)
    for lines in contours.lines:
        (line,) = lines
        assert {line[0, 1], line[-1, 1]} == {Y[0], Y[-1]}


def test_that_tones_run_from_the_lowest_loss_to_the_highest():
    contours = contours_of(X, Y, bowl(X[None, :], Y[:, None]))
    assert contours.tones.min() == 0
    assert contours.tones.max() == 1
    assert 0.35 < np.median(contours.tones) < 0.65


def test_that_a_loss_is_read_between_the_points_of_the_grid():
    contours = contours_of(X, Y, 2 * X[None, :] - 3 * Y[:, None] + 1)
    for x, y in ((0.123, 0.777), (-3, -1), (3, 2), (2.999, -0.5)):
        assert contours.value_at(x, y) == pytest.approx(2 * x - 3 * y + 1, abs=1e-12)


def test_that_a_flat_surface_and_one_without_numbers_have_no_lines():
    for values in (np.full((25, 31), 7.0), np.full((25, 31), np.nan)):
        contours = contours_of(X, Y, values)
        assert contours.lines == ()
        assert np.isfinite(contours.tones).all()


@given(hnp.arrays(np.float64, (5, 6), elements=st.floats(-1e300, 1e300)))
def test_that_any_values_give_tones_and_lines_that_can_be_drawn(values):
    values[0, 0] = np.nan
    contours = contours_of(X[:6], Y[:5], values)
    assert ((contours.tones >= 0) & (contours.tones <= 1)).all()
    assert all(np.isfinite(line).all() for lines in contours.lines for line in lines)
