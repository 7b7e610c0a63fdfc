import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.curve_plot import CurvePlot

EPOCHS = np.arange(215.0)
LOSS = 2.8 * np.exp(-EPOCHS / 35) + 0.035


@pytest.fixture
def plot(qtbot):
    widget = CurvePlot()
    qtbot.addWidget(widget)
    widget.resize(188, 200)
    widget.set_axis_names("epoch", "loss")
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def ink_columns(widget, color):
    """Return how many pixels of `color` each column of the picture has."""
    image = widget.grab().toImage()
    wanted = themes.color(color).rgb()
    return [sum(image.pixel(x, y) == wanted for y in range(image.height())) for x in range(image.width())]


def hover(widget, point):
    """Move the mouse to `point`: QTest sends nothing if another widget was left at the same place."""
    where = QPointF(point)
    none = Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, where, widget.mapToGlobal(where), none, none, modifiers)
    QApplication.sendEvent(widget, event)


def test_that_a_curve_is_drawn_in_ink_over_named_axes(plot):
    plot.set_log(True)
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    assert plot.y_ticks() == ("0.1", "1")
    assert plot.x_ticks() == ("0", "50", "100", "150")  # the name of the axis stands where 200 would
    assert sum(1 for count in ink_columns(plot, themes.current().ink) if count) > 100


def test_that_the_second_curve_is_grey(plot):
    plot.set_curves({"test": (EPOCHS, LOSS), "training": (EPOCHS, LOSS + 1)})
    assert sum(1 for count in ink_columns(plot, themes.current().faint) if count) > 100


def test_that_a_gap_is_left_where_values_are_not_finite(plot):
    values = LOSS.copy()
    values[60:120] = np.nan
    values[80] = np.inf
    plot.set_curves({"loss": (EPOCHS, values)})
    area = plot._axes.area
    gap = [round(area.left() + area.width() * epoch / 220) for epoch in (70, 110)]
    assert sum(ink_columns(plot, themes.current().ink)[gap[0] : gap[1]]) == 0


def test_that_a_loss_of_zero_drops_to_the_foot_where_a_zero_is_written(plot):
    plot.set_log(True)
    plot.set_curves({"loss": (np.array([0.0, 1.0]), np.array([4.5, 0.0]))})
    assert plot.y_ticks()[0] == "0"
    _across, down = plot._axes.to_pixels(np.array([0.0, 1.0]), np.array([4.5, 0.0]))
    assert down[1] == plot._axes.area.bottom()
    assert down[0] < plot._axes.area.center().y()
    plot.set_curves({"loss": (np.array([0.0, 1.0]), np.array([4.5, 0.1]))})
    assert "0" not in plot.y_ticks()


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    "values",
    [[], [0.7], [np.nan, np.nan], [np.inf, 1.0], [0.0, 0.0], [-1.0, -2.0], [1e308, -1e308], [5e-324, 1.0]],
)
def test_that_any_data_gives_a_picture(plot, values, log):
    plot.set_log(log)
    plot.set_curves({"loss": (np.arange(float(len(values))), np.array(values))})
    plot._set_cursor(100.0)
    assert plot.grab().width() == 188


_EDGES = (0.0, 5e-324, 1e-323, 1e-310, 1e-300, 1e-12, 1.0, 1 + 2**-52, 1e16, 1e300, 1.7e308, np.inf)
_edges = st.sampled_from([*_EDGES, *(-edge for edge in _EDGES)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(_edges | st.floats(allow_nan=False), max_size=4),
    st.lists(_edges | st.just(np.nan) | st.floats(), min_size=4, max_size=4),
    st.booleans(),
    st.sampled_from([1, 300]),
)
@example([0.0, 5e-324, 1e-323], [1.0, 0.5, 0.25, 0.1], True, 1)
def test_that_any_points_can_be_drawn_and_read(plot, x, y, log, times):
    x = np.repeat(np.sort(np.array(x)), times)
    plot.set_log(log)
    plot.set_curves({"loss": (x, np.repeat(y[: len(x) // times], times))})
    plot.resize(300 + 10 * times, 180)
    for across in (0, 150, 299):
        plot._set_cursor(float(across))
    plot.grab()


def test_that_pointing_reads_every_curve_at_the_nearest_point(plot, qtbot):
    plot.set_curves({"test": (EPOCHS, LOSS), "training": (EPOCHS[::2], LOSS[::2] + 1)})
    area = plot._axes.area
    hover(plot, QPoint(round(area.left() + area.width() * 100 / 220), 50))
    readings = dict(plot._readout.pairs())
    assert list(readings) == ["epoch", "test", "training"]
    epoch = int(readings["epoch"])
    assert abs(epoch - 100) <= 1
    assert float(readings["test"]) == pytest.approx(LOSS[epoch], rel=0.01)


def test_that_the_readout_follows_the_curve_under_the_resting_cursor(plot, qtbot):
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    hover(plot, QPoint(100, 100))
    before = dict(plot._readout.pairs())["loss"]
    plot.set_curves({"loss": (EPOCHS, LOSS + 1)})
    assert dict(plot._readout.pairs())["loss"] != before
    plot.set_curves({})
    assert plot._readout.pairs() == ()


def test_that_leaving_ends_the_reading(plot, qtbot):
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    hover(plot, QPoint(100, 100))
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert plot._readout.pairs() == ()


def test_that_an_accuracy_is_read_in_percent(plot, qtbot):
    plot.set_percent(True)
    plot.set_curves({"test": (EPOCHS, np.full(215, 0.965))})
    hover(plot, QPoint(100, 100))
    assert dict(plot._readout.pairs())["test"] == "96.5%"
    assert plot.y_ticks()[-1].endswith("%")


def test_that_the_y_axis_can_be_fixed_and_freed(plot):
    plot.set_curves({"right": (EPOCHS, LOSS)})
    plot.set_y_range(0, 10)
    assert plot.y_ticks() == ("0", "5", "10")
    plot.set_y_range(None)
    assert plot.y_ticks() == ("0", "1", "2", "3")


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1), (0, np.inf), (np.nan, 1)])
def test_that_a_range_without_extent_is_refused(plot, low, high):
    with pytest.raises(ValueError, match="two finite ends"):
        plot.set_y_range(low, high)


def test_that_x_and_y_of_different_length_are_refused_by_name(plot):
    with pytest.raises(ValueError, match=r"Curve 'loss': x has shape \(3,\) but y has \(2,\)"):
        plot.set_curves({"loss": (np.zeros(3), np.zeros(2))})


def test_that_marks_inside_the_range_are_drawn_with_their_labels(plot):
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    plot.set_marks([(100.0, "rate 0.3"), (104.0, "rate 0.1"), (900.0, "rate 9")])
    axes = plot._axes
    assert len(axes.marks) == 2
    labels = {text: baseline for _left, baseline, text in axes.labels}
    assert labels["rate 0.1"] > labels["rate 0.3"]  # a row lower, where they would collide
    assert "rate 9" not in labels


def test_that_the_labels_of_marks_stand_above_the_curves(plot):
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    before = plot._axes.area.top()
    plot.set_marks([(1.0, "Nesterov"), (3.0, "learning rate 0.1")])
    axes = plot._axes
    labels = {text: baseline for _left, baseline, text in axes.labels}
    assert max(labels["Nesterov"], labels["learning rate 0.1"]) < axes.area.top()
    plot.set_marks([])
    assert plot._axes.area.top() == before


def test_that_marks_take_two_rows_at_most_and_those_without_words_none(plot):
    plot.set_axis_names("epoch", "")
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    plot.set_marks([(100.0 + at, f"learning rate {at}") for at in range(4)])
    assert sum(text.startswith("learning rate") for _left, _down, text in plot._axes.labels) == 2
    above = plot._axes.area.top()
    plot.set_marks([(100.0, "3 points added"), (104.0, ""), (109.0, "")])
    assert len(plot._axes.marks) == 3
    assert plot._axes.area.top() < above


@pytest.mark.parametrize("width", [160, 200, 300])
@pytest.mark.parametrize("last", [9.0, 200.0, 27702.0, 1e5])
def test_that_the_axis_of_epochs_tells_how_far_it_goes(plot, width, last):
    plot.resize(width, 180)
    plot.set_log(True)
    epochs = np.linspace(0, last, 60)
    plot.set_curves({"loss": (epochs, np.exp(-epochs / last))})
    assert len(plot.x_ticks()) > 1


def test_that_a_loss_of_little_more_than_a_decade_has_numbers_where_it_is(plot):
    plot.set_log(True)
    plot.set_curves({"loss": (EPOCHS, np.geomspace(0.6, 0.02, len(EPOCHS)))})
    assert plot.y_ticks() == ("0.03", "0.1", "0.3")


def test_that_the_axis_of_epochs_has_whole_numbers_only(plot):
    for last in (1.0, 1.5, 3.0, 4.0):
        plot.set_curves({"loss": (np.linspace(0, last, 7), np.ones(7))})
        assert all(text.isdigit() for text in plot.x_ticks())
        assert plot.x_ticks()[0] == "0"


@pytest.mark.parametrize("log", [False, True])
def test_that_axes_have_no_numbers_before_there_is_a_value(plot, log):
    plot.set_log(log)
    for values in ([], [np.nan, np.nan]):
        plot.set_curves({"loss": (np.arange(float(len(values))), np.array(values))})
        assert (plot.x_ticks(), plot.y_ticks()) == ((), ())


def test_that_a_note_stands_instead_of_the_axes(plot):
    plot.set_curves({"right": (np.zeros(0), np.zeros(0))})
    axes = plot.grab().toImage()
    plot.set_note("There is no curve for this data, and this sentence says why.")
    assert plot.grab().toImage() != axes
    assert any(ink_columns(plot, themes.current().muted))
    plot.set_note("")
    assert plot.grab().toImage() == axes


def test_that_captions_never_overlap(plot):
    for width in (120, 188, 400):
        plot.resize(width, 200)
        for last in (9, 1e3, 1e5):
            plot.set_curves({"loss": (np.linspace(0, last, 50), np.linspace(1, 0, 50))})
            axes = plot._axes
            metrics = plot.fontMetrics()
            row = sorted((left, text) for left, y, text in axes.labels if y > axes.area.bottom() + 6)
            for (left, text), (following, _text) in pairwise(row):
                assert left + 0.8 * metrics.horizontalAdvance(text) < following


def test_that_another_theme_restyles_the_curve(plot):
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    try:
        dark = themes.apply(QApplication.instance(), "dark")
        columns = ink_columns(plot, dark.ink)
    finally:
        themes.apply(QApplication.instance(), "light")
    assert sum(1 for count in columns if count) > 100
    assert sum(1 for count in ink_columns(plot, themes.load("light").ink) if count) > 100


def test_that_wheel_and_drag_change_nothing(plot, qtbot):
    plot.set_curves({"loss": (EPOCHS, LOSS)})
    before = plot._axes
    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    hover(plot, QPoint(120, 120))
    qtbot.mouseRelease(plot, Qt.MouseButton.LeftButton, pos=QPoint(120, 120))
    assert plot.childAt(QPoint(100, 100)) is None
    assert plot._axes == before


def test_that_an_empty_plot_does_not_load_pyqtgraph():
    code = (
        "import sys, shiboken6; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from nnlab.desktop.widgets.curve_plot import CurvePlot;"
        "plot = CurvePlot(); plot.grab(); print('pyqtgraph' in sys.modules);"
        "plot.prepare(); print('pyqtgraph' in sys.modules);"
        "shiboken6.delete(plot)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.split() == ["False", "True"]


def test_that_a_plot_describes_itself(plot):
    assert plot.accessibleName() == "Curve"
    assert "Point at the curve" in plot.toolTip()


def test_that_curves_behind_widen_the_axis_and_are_read_where_they_are(plot_with_ways, qtbot):
    plot = plot_with_ways
    assert float(plot.across(np.array([50.0]))[0]) == pytest.approx(plot.ends[1], abs=1)
    names = list(plot._behind_at(30.0))
    assert names == ["run 1"]
    assert plot._behind_at(5.0) == {}
    assert len(plot._canvas._curves) == 2
    plot.set_behind({})
    assert len(plot._canvas._curves) == 1


def test_that_the_places_of_the_axis_are_told_when_they_move(plot_with_ways, qtbot):
    plot = plot_with_ways
    with qtbot.waitSignal(plot.axes_changed):
        plot.set_behind({"run 2": (np.arange(200.0), np.ones(200))})
    with qtbot.assertNotEmitted(plot.axes_changed):
        plot.set_behind({"run 2": (np.arange(200.0), np.ones(200))})


@pytest.fixture
def plot_with_ways(qtbot):
    plot = CurvePlot()
    qtbot.addWidget(plot)
    plot.resize(400, 200)
    plot.set_curves({"loss": (np.arange(20.0), np.linspace(2, 1, 20))})
    plot.set_behind({"run 1": (np.arange(15.0, 51.0), np.linspace(1.2, 0.5, 36))})
    plot.show()
    qtbot.waitExposed(plot)
    return plot
