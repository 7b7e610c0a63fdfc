import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from nnlab.desktop.widgets import histogram as module
from nnlab.desktop.widgets.histogram import (
    BINS,
    Histogram,
    bar_heights,
    bin_range,
    count_bins,
    place_captions,
)


@pytest.fixture
def histogram(qtbot):
    widget = Histogram()
    qtbot.addWidget(widget)
    widget.resize(226, 74)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def middle_of(widget, index):
    return QPoint(round((index + 0.4) * (widget.width() + 2) / BINS), 30)


def hover(widget, point):
    """Move the mouse to `point`: QTest sends nothing if another widget was left at the same place."""
    where = QPointF(point)
    none = Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, where, widget.mapToGlobal(where), none, none, modifiers)
    QApplication.sendEvent(widget, event)


def test_that_the_middle_bin_stands_over_zero_and_the_ends_hold_the_limit():
    counts = count_bins(np.array([0.0, -2.0, 2.0, 1e-9]), 2.0)
    assert counts[BINS // 2] == 2
    assert (counts[0], counts[-1]) == (1, 1)
    assert bin_range(0, 2.0)[0] == -2.0
    assert bin_range(BINS - 1, 2.0)[1] == 2.0


def test_that_values_beyond_the_limit_count_in_the_outermost_bins():
    counts = count_bins(np.array([-1e300, 1e300, 7.0]), 1e-10)
    assert (counts[0], counts[-1], counts.sum()) == (1, 2, 3)


@given(hnp.arrays(np.float64, st.integers(0, 60), elements=st.floats(-5, 5)), st.floats(0.01, 10))
def test_that_bins_hold_what_lies_in_their_range(values, limit):
    counts = count_bins(values, limit)
    assert counts.shape == (BINS,)
    assert counts.sum() == len(values)
    for index in range(1, BINS - 1):
        low, high = bin_range(index, limit)
        margin = 1e-9 * limit
        assert counts[index] >= np.count_nonzero((values > low + margin) & (values < high - margin))
        assert counts[index] <= np.count_nonzero((values > low - margin) & (values < high + margin))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_that_what_is_not_finite_is_not_counted(dtype):
    values = np.array([[np.nan, np.inf], [-np.inf, 0.5]], dtype=dtype)
    assert count_bins(values, 1.0).sum() == 1


def test_that_the_fullest_bar_fills_the_height_and_a_single_value_is_visible():
    heights = bar_heights(np.array([0, 1, 10_000]), 56.0)
    assert heights.tolist() == [0.0, module._LOWEST_BAR_PX, 56.0]


def test_that_the_smallest_and_largest_finite_value_are_named(histogram):
    histogram.set_values(np.array([-2.5, np.nan, 0.0, np.inf, 3.0]), 3.0)
    assert histogram.captions() == ("min −2.50", "max +3.00")


def test_that_smallest_and_largest_stand_where_they_lie_and_the_ends_of_the_axis_at_its_ends(histogram):
    histogram.set_values(np.array([1.0, 4.0, 6.0]), 6.0)
    placed = {text: left for left, text in histogram.placed_captions()}
    assert list(placed) == ["min +1.00", "max +6.00", "−6.00"]
    assert 226 / 3 < placed["min +1.00"] < placed["max +6.00"]
    assert placed["−6.00"] == 0.0
    histogram.set_values(np.array([0.0, 0.0]), 6.0)
    placed = {text: left for left, text in histogram.placed_captions()}
    assert list(placed) == ["min 0", "max 0", "−6.00", "+6.00"]
    assert placed["min 0"] < 226 / 2 < placed["max 0"]


@given(
    st.tuples(st.floats(0, 174), st.floats(0, 174)).map(lambda pair: tuple(sorted(pair))),
    st.tuples(st.floats(1, 80), st.floats(1, 80)),
)
def test_that_the_captions_are_inside_and_apart(middles, widths):
    first, second = place_captions(middles, widths, 174.0)
    assert first >= 0.0
    assert second >= first + widths[0] + 8 - 1e-9
    assert second + widths[1] <= 174 + 1e-9


@pytest.mark.parametrize("values", [np.zeros(0), np.array([np.nan, np.inf])])
def test_that_nothing_finite_is_an_empty_picture_without_captions(histogram, values):
    histogram.set_values(values, 1.0)
    assert histogram.captions() == ("", "")
    assert histogram.grab().width() == 226


def test_that_pointing_at_a_bar_reads_range_and_count_as_they_change(histogram, qtbot):
    histogram.set_values(np.zeros(1234), 1.25)
    hover(histogram, middle_of(histogram, BINS // 2))
    assert histogram._readout.pairs() == (("−0.050 to 0.050", "1,234"),)
    histogram.set_values(np.zeros(3), 2.5)
    assert histogram._readout.pairs() == (("−0.10 to 0.10", "3"),)
    QApplication.sendEvent(histogram, QEvent(QEvent.Type.Leave))
    assert histogram._readout.pairs() == ()


def test_that_every_bar_is_found_under_the_cursor(histogram, qtbot):
    histogram.set_values(np.zeros(3), 1.0)
    for index in range(BINS):
        hover(histogram, middle_of(histogram, index))
        assert histogram._hovered == index


def test_that_a_histogram_describes_itself(histogram):
    assert histogram.accessibleName() == "Distribution"
    assert "Point at a bar" in histogram.toolTip()
