import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop.widgets.curves_together import CurvesTogether, TogetherCurve
from nnlab.desktop.widgets.parts.together_layout import by_distance, nearest_curve, place_names

EPOCHS = np.arange(0.0, 51.0)
HIGH = TogetherCurve("high", "High", EPOCHS, np.full(51, 2.0))
LOW = TogetherCurve("low", "Low", EPOCHS, 2.0 * np.exp(-EPOCHS / 10))
BROKEN = TogetherCurve("broken", "Broken", EPOCHS[:3], np.array([2.0, 1e9, 1e30]), True)


@pytest.fixture
def plot(qtbot):
    widget = CurvesTogether()
    qtbot.addWidget(widget)
    widget.set_axis_names("epoch", "loss")
    widget.resize(420, 180)
    widget.set_curves([HIGH, LOW, BROKEN])
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def hover(widget, point):
    where = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, widget.mapToGlobal(where), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def shown_names(plot):
    """Return the names that found room, from top to bottom."""
    placed = zip(plot._places, plot._curves, strict=True)
    return tuple(name for _, name in sorted((y, curve.name) for y, curve in placed if y is not None))


def end_of(widget, index):
    return widget._end(index).toPoint()


@given(st.lists(st.floats(0, 100), max_size=12), st.floats(4, 40))
def test_that_names_keep_their_order_and_never_overlap(wanted, height):
    places = place_names(wanted, height, 0.0, 100.0)
    found = sorted((want, place) for want, place in zip(wanted, places, strict=True) if place is not None)
    assert len(found) == min(len(wanted), int(100 / height))
    middles = [place for _want, place in found]
    assert all(height / 2 - 1e-6 <= middle <= 100 - height / 2 + 1e-6 for middle in middles)
    assert all(b - a >= height - 1e-6 for a, b in zip(sorted(middles), sorted(middles)[1:], strict=False))


def test_that_a_name_stands_where_it_wants_to_if_there_is_room():
    assert place_names([20.0, 80.0], 10.0, 0.0, 100.0) == [20.0, 80.0]
    assert place_names([50.0, 50.0], 10.0, 0.0, 100.0) == [50.0, 60.0]
    assert place_names([2.0], 10.0, 0.0, 100.0) == [5.0]


def test_that_the_first_names_come_first_where_there_is_no_room_for_all():
    assert place_names([90.0, 10.0, 50.0], 50.0, 0.0, 100.0) == [75.0, 25.0, None]


def test_that_what_lies_alone_is_named_before_what_lies_together():
    ends = [50.0, 51.0, 52.0, 90.0, 10.0]
    assert by_distance(ends, 1)[:3] in ([1, 4, 3], [1, 3, 4])
    assert sorted(by_distance(ends, 2)) == [0, 1, 2, 3, 4]
    assert by_distance([]) == []


def test_that_the_nearest_curve_is_found_within_reach_only():
    flat, gone = (
        (np.array([0.0, 100.0]), np.array([10.0, 10.0])),
        (np.array([0.0, 20.0]), np.array([50.0, 50.0])),
    )
    assert nearest_curve([flat, gone], 50.0, 14.0, 8.0) == 0
    assert nearest_curve([flat, gone], 10.0, 46.0, 8.0) == 1
    assert nearest_curve([flat, gone], 50.0, 50.0, 8.0) is None
    assert nearest_curve([(np.array([np.nan]), np.array([np.nan]))], 0.0, 0.0, 8.0) is None
    assert nearest_curve([], 0.0, 0.0, 8.0) is None


def test_that_a_curve_that_broke_off_does_not_make_the_others_small(plot):
    assert plot._y_scale().high < 10
    plot.set_curves([BROKEN])
    assert plot._y_scale().high > 1e29


def test_that_pointing_at_a_curve_or_its_name_reads_it(plot):
    hover(plot, end_of(plot, 1))
    assert plot._readout.pairs() == (("", "Low"), ("epoch", "50"), ("loss", "0.0135"))
    name = QPoint(plot.width() - 5, round(plot._places[0]))
    hover(plot, name)
    assert plot._readout.pairs()[0] == ("", "High")
    hover(plot, (end_of(plot, 0) + end_of(plot, 1)) / 2)
    assert plot._readout.pairs() == ()


def test_that_a_click_asks_for_the_curve(plot, qtbot):
    with qtbot.waitSignal(plot.curve_clicked) as caught:
        QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=end_of(plot, 1))
    assert caught.args == ["low"]


def test_that_setting_emits_nothing(plot, qtbot):
    with qtbot.assertNotEmitted(plot.curve_clicked):
        plot.set_chosen("low")
        plot.set_curves([HIGH])


def test_that_the_chosen_curve_lies_in_front_and_keeps_its_name_where_there_is_little_room(plot):
    curves = [TogetherCurve(str(n), f"Curve {n}", EPOCHS, np.full(51, 1.0)) for n in range(30)]
    plot.set_curves(curves)
    plot.set_chosen("29")
    assert plot._front() == 29
    names = shown_names(plot)
    assert len(names) < 30
    assert "Curve 29" in names


def inks_of(plot):
    """Return the colours and the widths of the lines, by the keys of their curves."""
    order = [*plot._strong(), *(i for i in range(len(plot._curves)) if i not in plot._strong())]
    pens = [item.opts["pen"] for item in plot._canvas._curves]
    return {
        plot._curves[i].key: (pen.color().name(), pen.widthF()) for i, pen in zip(order, pens, strict=True)
    }


def test_that_two_chosen_curves_are_told_apart_from_the_rest_and_from_each_other(plot):
    plot.set_chosen("low", "broken")
    inks = inks_of(plot)
    assert len({ink for ink, _width in inks.values()}) == 3
    assert inks["low"][1] == inks["broken"][1] > inks["high"][1]
    assert set(plot.chosen_inks()) == {"low", "broken"}
    plot.set_chosen("low")
    assert inks_of(plot)["broken"] == inks_of(plot)["high"]


def test_that_a_row_that_is_pointed_at_elsewhere_reads_no_point_of_its_curve(plot):
    plot.set_front("low")
    for renewed in (lambda: plot.set_chosen("high"), lambda: plot.set_curves([LOW, HIGH]), plot._refresh):
        renewed()
        assert plot._readout.pairs() == ()
    hover(plot, end_of(plot, 0))
    assert plot._readout.pairs()[0] == ("", "Low")


def test_that_a_note_takes_the_place_of_the_curves(plot):
    plot.set_note("Nothing yet.")
    hover(plot, end_of(plot, 1))
    assert plot._readout.pairs() == ()
    assert not plot._canvas.isVisible()
    plot.set_note("")
    assert plot._canvas.isVisible()


def test_that_curves_without_a_place_are_no_harm(plot):
    nothing = TogetherCurve("none", "None", np.zeros(0), np.zeros(0))
    below = TogetherCurve("below", "Below", EPOCHS, np.full(51, -1.0))
    plot.set_curves([nothing, below, LOW])
    assert shown_names(plot) == ("Low",)
    plot.set_curves([nothing])
    assert not plot.grab().isNull()


def test_that_a_loss_of_zero_runs_along_the_foot_of_a_logarithmic_axis(plot):
    zeros = TogetherCurve("zero", "Zero", EPOCHS, np.zeros(51))
    plot.set_curves([zeros, LOW])
    assert shown_names(plot) == ("Low", "Zero")
    assert plot._end(0).y() == plot._axes.area.bottom() > plot._end(1).y()
    assert plot._axes.y_texts[0] == "0"


def test_that_a_linear_axis_shows_what_is_not_positive_and_percent_ends_at_all(plot):
    below = TogetherCurve("below", "Below", EPOCHS, np.linspace(1.0, -1.0, 51))
    plot.set_scale(log=False)
    plot.set_curves([below])
    assert plot._end(0) is not None
    assert plot._axes.y.value(0.0) <= -1.0
    plot.set_scale(log=False, percent=True)
    plot.set_curves([TogetherCurve("share", "Share", EPOCHS, np.linspace(0.1, 0.9, 51))])
    assert plot._axes.y_texts[-1] == "100%"


def test_that_curves_of_kinds_have_their_colour_and_a_mark_along_the_line(plot, qapp):
    plot.set_curves([HIGH._replace(ink="#DC8420", shape=1), LOW._replace(ink="#1780C4", shape=0)])
    image = plot.grab().toImage()
    end = plot._end(1)
    assert image.pixelColor(end.toPoint() * image.devicePixelRatio()).name().upper() == "#1780C4"
    orange = [pen.color().name().upper() for pen in (item.opts["pen"] for item in plot._canvas._curves)]
    assert orange == ["#DC8420", "#1780C4"]


def test_that_a_curve_can_be_brought_to_the_front_from_elsewhere(plot):
    plot.set_front("low")
    assert plot._curves[plot._front()].key == "low"
    assert plot._readout.isHidden()
    plot.set_front(None)
    assert plot._front() is None
