import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import EngineError, TrainingConfig
from nnlab.study.descent import (
    CLASSIC_KEYS,
    CLASSICS,
    Window,
    classic,
    descend,
    grid_of,
    rates_for,
    window_to_lowest,
)
from nnlab.study.descent.rates import rates_of_curvature

SURFACES = pytest.mark.parametrize("surface", CLASSICS, ids=CLASSIC_KEYS)


def differences(surface, point, step=1e-6):
    shifts = np.eye(surface.dimensions) * step
    return [(surface.loss(point + d) - surface.loss(point - d)) / (2 * step) for d in shifts]


@SURFACES
def test_that_gradients_agree_with_finite_differences(surface):
    rng = np.random.default_rng(0)
    for _ in range(20):
        point = rng.uniform(surface.window.low, surface.window.high)
        np.testing.assert_allclose(surface.gradient(point), differences(surface, point), rtol=1e-5, atol=1e-6)


@SURFACES
def test_that_losses_of_many_points_are_those_of_each(surface):
    points = np.random.default_rng(1).uniform(
        surface.window.low, surface.window.high, (7, surface.dimensions)
    )
    np.testing.assert_allclose(surface.losses(points), [surface.loss(p) for p in points], rtol=1e-12)


@SURFACES
def test_that_the_named_minima_are_flat_and_the_global_one_is_the_lowest(surface):
    depths = [surface.loss(np.array(place)) for place in surface.minima]
    assert depths[0] <= min(depths) + 1e-9
    for place in surface.minima:
        np.testing.assert_allclose(surface.gradient(np.array(place)), 0, atol=1e-5)
        around = np.array(place) + np.random.default_rng(2).normal(0, 1e-2, (20, surface.dimensions))
        assert (surface.losses(around) > surface.loss(np.array(place)) - 1e-12).all()


@SURFACES
def test_that_a_small_rate_gets_nowhere_and_the_right_one_arrives(surface):
    ends = {}
    for name in ("small", "right", "large"):
        config = TrainingConfig(batch_size=None, learning_rate=getattr(surface.rates, name))
        path = descend(surface, surface.start, config, 200, surface.window)
        ends[name] = path.losses[-1] if path.ending.name != "DIVERGED" else np.inf
    assert ends["right"] < ends["small"]
    assert ends["right"] < ends["large"]


def test_that_momentum_rolls_through_the_local_minimum_that_holds_plain_descent():
    for key in ("two_valleys", "two_basins"):
        surface = classic(key)
        ends = {}
        for name in ("sgd", "momentum"):
            config = TrainingConfig(optimizer=name, batch_size=None)
            rate = rates_for(surface.rates, config, surface.window).right
            config = TrainingConfig(optimizer=name, batch_size=None, learning_rate=rate)
            ends[name] = descend(surface, surface.start, config, 200, surface.window).points[-1]
        np.testing.assert_allclose(ends["momentum"], surface.minima[0], atol=0.02)
        np.testing.assert_allclose(ends["sgd"], surface.minima[1], atol=0.02)


def test_that_an_unknown_surface_is_refused_with_a_near_name():
    with pytest.raises(EngineError, match="Did you mean 'ravine'"):
        classic("ravin")


def test_that_a_grid_has_the_second_parameter_down_its_rows():
    surface = classic("ravine")
    grid = grid_of(surface, surface.window, 5)
    assert grid.values.shape == (5, 5)
    assert grid.values[0, 4] == surface.loss(np.array([3.0, -1.5]))
    assert grid.values[4, 1] == surface.loss(np.array([-1.5, 1.5]))
    assert grid.lowest == (0.0, 0.0)


def test_that_a_grid_over_one_parameter_is_a_curve():
    surface = classic("parabola")
    grid = grid_of(surface, surface.window, 7)
    np.testing.assert_allclose(grid.values, 0.5 * grid.axes[0] ** 2)
    assert grid.lowest == (0.0,)


@given(st.floats(0.01, 50), st.floats(0.01, 50))
def test_that_curvature_is_that_of_a_quadratic(a, b):
    class Quadratic:
        dimensions, samples = 2, 0

        def losses(self, points, cancelled=None, report=None):
            return 0.5 * (a * points[:, 0] ** 2 + b * points[:, 1] ** 2)

    grid = grid_of(Quadratic(), Window((-1, -1), (1, 1)), 21)
    assert grid.curvature == pytest.approx(max(a, b), rel=1e-6)


def test_that_the_rate_that_is_too_large_for_a_curvature_runs_away():
    rates = rates_of_curvature(4.0, np.array([1e-3]), Window((-1,), (1,)))
    assert rates.right == pytest.approx(0.125, rel=0.1)
    assert rates.large > 2 / 4.0 > rates.right > rates.small


def test_that_on_a_surface_that_hardly_bends_the_right_first_step_stays_in_the_window():
    window, slope = Window((-1, -2), (1, 2)), np.array([0.5, -3.0])
    rates = rates_of_curvature(1e-9, slope, window)
    assert (rates.right * np.abs(slope) <= 0.21 * window.widths).all()
    assert (rates.right * np.abs(slope) >= 0.19 * window.widths).any()
    assert rates.small < rates.right < rates.large
    assert rates_of_curvature(1.0, np.zeros(2), window).right == 0.5


def test_that_numbers_that_are_none_become_gaps_of_the_grid():
    class Broken:
        dimensions, samples = 1, 0

        def losses(self, points, cancelled=None, report=None):
            return np.where(points[:, 0] > 0, np.inf, 1.0 - points[:, 0])

    grid = grid_of(Broken(), Window((-1,), (1,)), 5)
    assert np.isnan(grid.values[3:]).all()
    assert grid.lowest == (0.0,)
    assert np.isfinite(grid.curvature)


@pytest.mark.parametrize(("low", "high"), [((0,), (0,)), ((0,), (1, 2)), ((), ())])
def test_that_a_window_needs_two_ends(low, high):
    with pytest.raises(EngineError, match="a window needs"):
        Window(low, high)


@pytest.mark.parametrize(("low", "high"), [((0,), (np.inf,)), ((-np.inf,), (np.inf,)), ((np.nan,), (1,))])
def test_that_a_window_lies_where_numbers_are(low, high):
    with pytest.raises(EngineError, match="so far out"):
        Window(low, high)


def test_that_a_window_knows_what_is_inside():
    window = Window((0, 0), (2, 4))
    assert window.contains(np.array([1, 4]))
    assert not window.contains(np.array([1, 4.1]))
    assert window.contains(np.array([1, 7.9]), margin=1.0)
    assert window.clamped((3, -1)) == (2.0, 0.0)


class Tilted:
    """A bowl whose lowest point is at `lowest`, far to the right of what is looked at; it bends less and less."""

    dimensions, samples = 2, 0

    def __init__(self, lowest):
        self.lowest = np.array(lowest)

    def losses(self, points, cancelled=None, report=None):
        return np.sqrt(1 + np.sum((points - self.lowest) ** 2, axis=1))


@pytest.mark.parametrize("lowest", [(2.0, 0.0), (-2.5, 1.2), (0.2, -0.3)])
def test_that_a_window_is_widened_to_the_lowest_point_nearby_and_keeps_what_it_had(lowest):
    window = Window((-1.0, -1.0), (1.0, 1.0))
    found = window_to_lowest(Tilted(lowest), window)
    assert found.contains(np.array(lowest))
    assert found.contains(np.array(window.low))
    assert found.contains(np.array(window.high))
    assert (found == window) == (lowest == (0.2, -0.3))


def test_that_a_window_stays_where_the_loss_only_goes_on_downhill():
    window = Window((-1.0, -1.0), (1.0, 1.0))
    assert window_to_lowest(Tilted((1e6, 0.0)), window) == window


def test_that_a_window_reaches_for_the_points_that_are_not_too_far():
    window = Window((-1.0, -1.0), (1.0, 1.0))
    points = np.array([[0.0, 0.0], [3.0, 0.0], [1e9, 0.0], [np.nan, 0.0]])
    found = window.reaching(points, 2.0)
    assert found.low == (-1.0, -1.0)
    assert 3.0 < found.high[0] < 3.5
    assert found.high[1] == 1.0
    assert window.reaching(points[:1], 2.0) == window
