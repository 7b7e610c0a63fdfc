import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop.widgets.parts.plot_scale import Scale
from nnlab.desktop.widgets.parts.spread_layout import BINS, rounded, score_scale, shares, step_line
from nnlab.desktop.widgets.score_spread import ScoreSpread

LEFT = Qt.MouseButton.LeftButton
FIRST = np.array([40.0, 60.0, 60.0, 80.0])
OTHERS = np.array([0.0, 20.0, 20.0, 20.0, 50.0])


@pytest.fixture
def spread(qtbot):
    widget = ScoreSpread()
    qtbot.addWidget(widget)
    widget.set_names("8", "others")
    widget.set_groups(FIRST, OTHERS)
    widget.set_boundary(45.0, "bias −45")
    widget.resize(402, 200)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def move(widget, point, *, button=Qt.MouseButton.NoButton):
    """Move the mouse to `point`: QTest sends nothing if another widget was left at the same place."""
    where = QPointF(point)
    kind, modifiers = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, where, widget.mapToGlobal(where), Qt.MouseButton.NoButton, button, modifiers)
    QApplication.sendEvent(widget, event)


def place(widget, value, y=120):
    return QPoint(round(widget._x_of(value)), y)


@given(hnp.arrays(np.float64, st.integers(1, 60), elements=st.floats(0, 10)))
def test_that_the_shares_of_the_bins_are_one_together(values):
    found = shares(values, Scale(0.0, 10.0))
    assert found.shape == (BINS,)
    assert found.sum() == pytest.approx(1.0)


def test_that_groups_of_unlike_size_are_as_high_and_what_is_not_finite_is_left_out():
    few, many = np.array([1.0, np.nan]), np.ones(1000)
    scale = Scale(0.0, 2.0)
    assert np.array_equal(shares(few, scale), shares(many, scale))
    assert shares(np.array([np.inf, np.nan]), scale).sum() == 0


def test_that_the_axis_fits_the_numbers_closely():
    assert score_scale((3.2, 108.0)) == Scale(0.0, 120.0)
    assert score_scale(None) == Scale(0.0, 1.0)
    flat = score_scale((5.0, 5.0))
    assert flat.low < 5.0 < flat.high


def test_that_the_outline_begins_and_ends_on_the_axis():
    line = step_line(np.array([0.5, 1.0]), QRectF(10, 20, 100, 60))
    points = [(point.x(), point.y()) for point in line.toList()]
    assert points == [(10, 80), (10, 50), (60, 50), (60, 20), (110, 20), (110, 80)]


def test_that_a_place_is_read_with_the_digits_that_the_axis_can_tell():
    assert rounded(45.0000001, 100, 400) == 45.0
    assert rounded(0.123456, 1, 400) == 0.1235


def test_that_setting_emits_nothing_and_the_line_stays_where_it_was_set(spread):
    wanted = []
    spread.boundary_dragged.connect(wanted.append)
    spread.set_boundary(60.0, "bias −60")
    spread.set_groups(OTHERS, FIRST)
    assert wanted == []
    assert spread.handle_rect().center().x() == pytest.approx(spread._x_of(60.0), abs=1)


def test_that_dragging_asks_for_each_place_and_ends_once(spread):
    wanted, ends = [], []
    spread.boundary_dragged.connect(wanted.append)
    spread.drag_ended.connect(lambda: ends.append(None))
    QTest.mousePress(spread, LEFT, pos=place(spread, 45.0))
    move(spread, place(spread, 30.0), button=LEFT)
    move(spread, place(spread, 20.0), button=LEFT)
    move(spread, QPoint(-500, 120), button=LEFT)
    QTest.mouseRelease(spread, LEFT, pos=place(spread, 20.0))
    assert wanted[:2] == [pytest.approx(30.0, abs=0.2), pytest.approx(20.0, abs=0.2)]
    assert wanted[2] == 0.0
    assert len(ends) == 1
    assert spread._boundary == 45.0  # it shows what it is given


def test_that_the_handle_takes_the_line_too_and_other_places_do_not(spread):
    wanted = []
    spread.boundary_dragged.connect(wanted.append)
    QTest.mousePress(spread, LEFT, pos=place(spread, 70.0))
    move(spread, place(spread, 75.0), button=LEFT)
    QTest.mouseRelease(spread, LEFT, pos=place(spread, 75.0))
    assert wanted == []
    QTest.mousePress(spread, LEFT, pos=spread.handle_rect().center().toPoint())
    move(spread, place(spread, 50.0), button=LEFT)
    assert len(wanted) == 1


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_Right, 45.5),
        (Qt.Key.Key_Left, 44.5),
        (Qt.Key.Key_PageUp, 50.0),
        (Qt.Key.Key_PageDown, 40.0),
    ],
)
def test_that_keys_move_the_line(spread, key, expected):
    wanted = []
    spread.boundary_dragged.connect(wanted.append)
    QTest.keyClick(spread, key)
    assert wanted == [expected]


def test_that_a_line_that_is_held_fast_takes_no_focus_and_no_drag(spread):
    wanted = []
    spread.boundary_dragged.connect(wanted.append)
    spread.set_movable(False)
    QTest.mousePress(spread, LEFT, pos=place(spread, 45.0))
    move(spread, place(spread, 30.0), button=LEFT)
    QTest.keyClick(spread, Qt.Key.Key_Right)
    assert wanted == []
    assert spread.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_that_a_line_beyond_the_axis_stands_at_its_end(spread):
    spread.set_boundary(float("inf"), "bias")
    assert spread.handle_rect().right() == pytest.approx(spread.width())
    spread.set_boundary(-1e9, "bias")
    assert spread.handle_rect().left() == 0
    QTest.keyClick(spread, Qt.Key.Key_Left)
    assert spread.grab().width() == 402


def test_that_pointing_counts_what_lies_right_of_a_place(spread):
    assert spread.counts_from(60.0) == (3, 0)
    move(spread, place(spread, 20.0))
    value, first, others = spread._readout.pairs()
    assert value[0] == "W·x ≥"
    assert first == ("8", "4 of 4")
    assert others == ("others", "4 of 5")
    QApplication.sendEvent(spread, QEvent(QEvent.Type.Leave))
    assert spread._readout.pairs() == ()


def test_that_nothing_to_show_is_an_empty_picture(spread):
    spread.set_groups(np.zeros(0), np.array([np.nan]))
    spread.set_mark(float("nan"))
    assert spread.grab().width() == 402
