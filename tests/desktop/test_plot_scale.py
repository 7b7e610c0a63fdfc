import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnlab.desktop.widgets.parts import plot_scale as scales

anything = st.floats(allow_nan=True, allow_infinity=True)
_EDGES = (
    0.0,
    5e-324,
    1e-323,
    1e-310,
    2.3e-308,
    1e-300,
    1e-290,
    1e-12,
    1.0,
    1 + 2**-52,
    3.0,
    1e16,
    1e300,
    1.7e308,
)
edges = st.sampled_from([*_EDGES, *(-edge for edge in _EDGES), np.inf, -np.inf, np.nan]) | anything


@given(st.lists(edges, max_size=4), st.booleans())
@example([0.0, 5e-324, 1e-323], False)
@example([1e300, 1.1e300], False)
def test_that_any_data_have_a_scale_with_ticks_and_captions(values, log):
    span = scales.extremes([np.array(values)], positive=log)
    for scale in (scales.horizontal_scale(span), (scales.log_scale if log else scales.linear_scale)(span)):
        assert math.isfinite(scale.low)
        assert math.isfinite(scale.high)
        assert scale.low < scale.high
        for count in (2, 3, 5):
            ticks = (scales.log_ticks if scale.log else scales.linear_ticks)(scale.low, scale.high, count)
            assert np.isfinite(ticks).all()
            assert len(scales.tick_texts(ticks, log=scale.log)) == len(ticks) <= 12
        assert len(scales.linear_ticks(scale.low, scale.high, 6, whole=True)) <= 12
        assert math.isfinite(scale.value(0.5))


@given(st.lists(anything, max_size=20), st.booleans())
def test_that_no_data_makes_an_infinite_or_empty_scale(values, log):
    span = scales.extremes([np.array(values)], positive=log)
    for scale in (scales.horizontal_scale(span), (scales.log_scale if log else scales.linear_scale)(span)):
        assert math.isfinite(scale.low)
        assert math.isfinite(scale.high)
        assert scale.low < scale.high
        places = scale.fractions(np.array(values))
        assert not np.isinf(places).any()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_that_a_linear_scale_holds_its_data(values):
    places = scales.linear_scale(scales.extremes([np.array(values)])).fractions(np.array(values))
    assert places.min() >= -1e-6
    assert places.max() <= 1 + 1e-6


@given(st.lists(st.floats(1e-12, 1e12), min_size=1, max_size=20))
def test_that_a_log_scale_holds_its_data(values):
    places = scales.log_scale(scales.extremes([np.array(values)], positive=True)).fractions(np.array(values))
    assert places.min() >= 0
    assert places.max() <= 1


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 214, (0, 220)),
        (1, 214, (0, 220)),
        (0, 3, (0, 3)),
        (500, 1204, (500, 1210)),
        (0, 1204, (0, 1300)),
        (5, 5, (5, 6)),
    ],
)
def test_that_the_x_axis_ends_at_the_next_round_number(low, high, expected):
    scale = scales.horizontal_scale((low, high))
    assert (scale.low, scale.high) == pytest.approx(expected)


def test_that_a_growing_curve_moves_its_axis_only_now_and_then():
    assert len({scales.horizontal_scale((0, last)) for last in range(100, 1000)}) <= 91


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0.03, 3.0, ("0.1", "1")),
        (0.001, 20.0, ("0.001", "0.01", "0.1", "1", "10")),
        (0.04, 0.2, ("0.05", "0.1", "0.2")),
        (0.2, 0.5, ("0.2", "0.5")),
        (0.21, 0.75, ("0.3", "0.5")),
        (0.0502, 0.126, ("0.06", "0.08", "0.1", "0.12")),
        (0.31, 0.36, ("0.32", "0.34", "0.36")),
        (1e-9, 1.0, ("10⁻⁸", "10⁻⁶", "0.0001", "0.01", "1")),
    ],
)
def test_that_a_log_axis_has_decades_or_where_they_lack_finer_ticks(low, high, texts):
    assert scales.tick_texts(scales.log_ticks(low, high, 5), log=True) == texts


@given(st.floats(-290, 290), st.floats(0.05, 300))
def test_that_a_log_axis_has_a_handful_of_ticks_inside(start, decades):
    scale = scales.log_scale((10.0**start, 10.0 ** min(start + decades, 299)))
    ticks = scales.log_ticks(scale.low, scale.high, 5)
    assert 2 <= len(ticks) <= 7
    assert all(scale.low * (1 - 1e-6) <= tick <= scale.high * (1 + 1e-6) for tick in ticks)


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (0.0, 3.0, ("0", "1", "2", "3")),
        (0.85, 1.0, ("0.85", "0.90", "0.95", "1.00")),
        (0.0, 0.3, ("0", "0.1", "0.2", "0.3")),
        (-2.0, 1.0, ("−2", "−1", "0", "1")),
        (0.0, 3000.0, ("0", "1,000", "2,000", "3,000")),
        (0.0, 3e-7, ("0", "10⁻⁷", "2·10⁻⁷", "3·10⁻⁷")),
    ],
)
def test_that_linear_ticks_are_round_and_written_alike(low, high, texts):
    assert scales.tick_texts(scales.linear_ticks(low, high, 3)) == texts


def test_that_percent_ticks_bear_the_sign():
    assert scales.tick_texts((0.85, 0.9, 1.0), percent=True) == ("85%", "90%", "100%")


@given(st.floats(0.01, 100), st.booleans())
def test_that_a_place_on_the_axis_leads_back_to_its_value(value, log):
    scale = scales.Scale(0.005, 200.0, log)
    assert scale.value(float(scale.fractions(np.array(value)))) == pytest.approx(value)


def test_that_a_log_axis_has_no_place_for_what_is_not_positive():
    places = scales.Scale(0.1, 10.0, log=True).fractions(np.array([0.0, -1.0, np.nan, np.inf, 1.0]))
    assert np.isnan(places).tolist() == [True, True, True, True, False]


def test_that_zero_stands_at_the_foot_of_a_log_axis_that_has_a_place_for_it():
    scale = scales.log_scale((0.01, 4.5), zero=True)
    foot, low, high = scale.fractions(np.array([0.0, scale.low, scale.high])).tolist()
    assert foot == 0.0 < low < 0.25
    assert high == pytest.approx(1.0)
    assert np.isnan(scale.fractions(np.array([-1.0, np.nan, np.inf]))).all()
    assert scale.value(0.0) == 0.0
    assert scale.value(low) == pytest.approx(scale.low)
    assert scales.tick_texts(scales.ticks_of(scale, 3), log=True)[:2] == ("0", "0.01")


def test_that_a_zero_is_found_among_values_that_are_none():
    assert scales.has_zero([np.array([1.0]), np.array([np.nan, 0.0])])
    assert not scales.has_zero([np.array([1e-300, np.nan, np.inf])])


def test_that_few_points_are_left_alone():
    x = np.arange(10.0)
    assert scales.thin(x, x, 5) == (x, x)


@given(st.integers(50, 400), st.integers(2, 20))
def test_that_thinning_keeps_both_ends_and_every_extreme_of_a_column(length, columns):
    x = np.arange(float(length))
    y = np.random.default_rng(length).normal(size=length)
    thin_x, thin_y = scales.thin(x, y, columns)
    assert len(thin_x) == len(thin_y) <= max(2 * columns, length if length <= 2 * columns else 0)
    assert (thin_x[0], thin_x[-1]) == (0, length - 1)
    assert (thin_y.min(), thin_y.max()) == (y.min(), y.max())
    assert np.all(np.diff(thin_x) >= 0)


def test_that_a_falling_line_stays_a_falling_line_when_thinned():
    x = np.arange(1000.0)
    assert np.all(np.diff(scales.thin(x, -x, 100)[1]) <= 0)


def test_that_thinning_keeps_gaps_and_drops_the_infinite():
    x = np.arange(1000.0)
    y = np.ones(1000)
    y[300:500] = np.nan
    y[700] = np.inf
    _x, thin_y = scales.thin(x, y, 50)
    assert 15 <= np.count_nonzero(np.isnan(thin_y)) <= 22
    assert not np.isinf(thin_y).any()


def test_that_columns_without_points_are_left_out():
    x = np.concatenate([np.arange(500.0), [10_000.0]])
    thin_x, _y = scales.thin(x, x, 20)
    assert thin_x.tolist() == [0.0, 499.0, 10_000.0, 10_000.0]


@pytest.mark.parametrize(("value", "index"), [(-5, 0), (0.4, 0), (0.6, 1), (2.4, 1), (2.6, 2), (99, 2)])
def test_that_the_nearest_point_is_found(value, index):
    assert scales.nearest_index(np.array([0.0, 1.0, 4.0]), value) == index
