"""The list of numbers: how they are written, where they lie, and what is read of them."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.value_layout import (
    MAX_COLUMNS,
    MAX_ROWS,
    TextWidths,
    decimals_for,
    fewest_decimals,
    list_layout,
    number_within,
)
from nnlab.desktop.widgets.value_list import ValueList

WIDTHS = TextWidths(text_px=13, label=20, target=30, arrow=22, output=45, bar=33.8)
TARGETS = np.array([[27.0, -30.0]])


@pytest.fixture
def values(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = ValueList()
    qtbot.addWidget(widget)
    widget.resize(190, 160)
    return widget


def updates_of(widget):
    """Return a list that grows by one each time the widget asks to be painted."""
    asked = []
    paint = widget.update
    widget.update = lambda *args: (asked.append(args), paint(*args))
    return asked


@pytest.mark.parametrize(
    ("values_", "decimals"),
    [([0.0], 2), ([27, -30], 2), ([179.0, 1.0], 1), ([0.01, 0.99], 4), ([12345.0], 0), ([np.nan, 5.0], 3)],
)
def test_that_the_largest_value_gets_four_significant_digits(values_, decimals):
    assert decimals_for(np.array(values_)) == decimals


@pytest.mark.parametrize(
    ("values_", "decimals"),
    [([27.0, -30.0], 0), ([0.5, 0.25], 2), ([0.01, 0.99], 2), ([1 / 3], 4), ([np.nan], 0)],
)
def test_that_targets_are_printed_without_idle_zeros(values_, decimals):
    assert fewest_decimals(np.array(values_)) == decimals


@pytest.mark.parametrize(
    ("value", "text"),
    [(26.998, "27.00"), (-30.0, "−30.00"), (-0.001, "0.00"), (np.nan, "∞"), (-np.inf, "∞"), (3.2e7, "3·10⁷")],
)
def test_that_numbers_are_short_and_signs_are_true(value, text):
    assert number_within(value, 2, 6) == text


def test_that_columns_stand_side_by_side_where_they_fit():
    layout = list_layout(600, 200, 3, 2, WIDTHS)
    assert (layout.stacked, layout.rows, layout.columns) == (False, 3, 2)
    assert layout.cell(0, 1).left() == pytest.approx(layout.cell(0, 0).right())
    assert layout.cell(1, 0).top() == pytest.approx(layout.cell(0, 0).bottom())


def test_that_columns_stand_beneath_each_other_where_the_room_is_narrow():
    layout = list_layout(170, 160, 1, 3, WIDTHS)
    assert (layout.stacked, layout.rows, layout.columns) == (True, 1, 3)
    assert layout.cell(0, 2).top() == pytest.approx(2 * layout.row_height)
    assert layout.cell(0, 2).bottom() <= 160


def test_that_what_does_not_fit_is_left_out_with_room_to_say_so():
    layout = list_layout(170, 160, 40, 3, WIDTHS)
    assert (layout.stacked, layout.columns) == (False, 1)
    assert layout.rows <= MAX_ROWS
    assert (layout.rows + 1) * layout.row_height <= 160
    assert layout.cell(0, 0).right() <= 170 - 13
    assert list_layout(5000, 160, 2, 9, WIDTHS).columns == MAX_COLUMNS


def test_that_rows_of_one_value_are_as_far_apart_as_asked_where_there_is_room():
    layout = list_layout(300, 300, 3, 1, WIDTHS, pitch=100)
    assert [layout.cell(row, 0).center().y() for row in range(3)] == pytest.approx([50, 150, 250])
    assert layout.cell(0, 0).height() < 30
    assert layout.value_at(QPointF(100, 190)) == (1, 0)
    close = list_layout(300, 300, 3, 1, WIDTHS)
    assert list_layout(300, 290, 3, 1, WIDTHS, pitch=100).pitch == close.pitch
    assert list_layout(600, 300, 3, 2, WIDTHS, pitch=100).pitch == close.pitch


def test_that_a_list_with_little_room_keeps_its_type_and_leaves_out_the_bars(values):
    values.set_rows(("y1",), np.array([[27.0]]), np.array([[19.0]]))
    values.grab()
    assert values._still[1].widths.bar > 0
    values.resize(104, 160)
    values.grab()
    widths = values._still[1].widths
    assert widths.bar == 0
    assert widths.text_px >= 11


@pytest.mark.parametrize("size", [(600, 200), (170, 160)])
def test_that_a_point_finds_the_value_whose_room_it_is_in(size):
    layout = list_layout(*size, 2, 3, WIDTHS)
    for row in range(layout.rows):
        for column in range(layout.columns):
            assert layout.value_at(layout.cell(row, column).center()) == (row, column)
    assert layout.value_at(QPointF(5.0, 5.0)) is None
    assert layout.value_at(QPointF(100.0, 199.0)) is None


def test_that_a_difference_bar_grows_from_its_zero_to_its_side():
    layout = list_layout(300, 100, 1, 1, WIDTHS)
    zero, half, full, beyond = (layout.bar(0, 0, share) for share in (0.0, 0.5, 1.0, 7.0))
    negative = layout.bar(0, 0, -1.0)
    assert zero.width() == 0
    assert half.left() == full.left() == zero.left() == negative.right()
    assert full.width() == pytest.approx(2 * half.width())
    assert beyond == full
    assert layout.output_right(0, 0) < negative.left()
    assert full.right() < layout.cell(0, 0).right()


def test_that_the_difference_bar_takes_the_colour_of_its_sign(values):
    theme = themes.load("light")
    values.set_rows(("1",), TARGETS, TARGETS + np.array([60.0, -60.0]))
    image = values.grab().toImage()
    layout = values._still[1]
    too_large, too_small = (layout.bar(0, column, share).center() for column, share in ((0, 0.5), (1, -0.5)))
    assert image.pixelColor(too_large.toPoint()) == QColor(theme.positive)
    assert image.pixelColor(too_small.toPoint()) == QColor(theme.negative)


def test_that_an_output_on_target_has_no_bar(values):
    values.set_rows(("1",), TARGETS, TARGETS)
    image = values.grab().toImage()
    beside = values._still[1].bar(0, 0, 0.5).center().toPoint()
    assert image.pixelColor(beside) == QColor(themes.load("light").surface)


def test_that_the_readout_follows_the_data_under_a_resting_cursor(values, qtbot):
    with qtbot.waitExposed(values):
        values.show()
    values.set_rows(("1",), TARGETS, TARGETS)
    values.repaint()
    QTest.mouseMove(values, values._still[1].cell(0, 1).center().toPoint())
    qtbot.waitUntil(lambda: dict(values._readout.pairs()).get("output") == "−30.0000")
    values.set_rows(("1",), TARGETS, TARGETS + 0.5)
    assert dict(values._readout.pairs()) == {"target": "−30", "output": "−29.5000", "difference": "+0.500"}


def test_that_equal_rows_do_not_repaint_even_with_unknown_targets(values):
    targets = np.array([[np.nan, 1.0]])
    values.set_rows(("1",), targets, TARGETS)
    asked = updates_of(values)
    values.set_rows(("1",), targets.copy(), TARGETS.copy())
    assert asked == []
    values.set_rows(("1",), targets, TARGETS + 1)
    assert len(asked) == 1


def test_that_rows_of_different_shapes_are_refused(values):
    with pytest.raises(ValueError, match="differ"):
        values.set_rows(("1", "2"), TARGETS, TARGETS)


@pytest.mark.parametrize("size", [(60, 20), (158, 160), (900, 700)])
@pytest.mark.parametrize("shape", [(1, 1), (3, 4), (30, 6)])
@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e9, np.nan])
def test_that_any_values_are_painted_at_any_size(values, size, shape, scale):
    values.resize(*size)
    targets = np.arange(float(np.prod(shape))).reshape(shape)
    values.set_rows(tuple(f"row {row}" for row in range(shape[0])), targets, targets * scale)
    assert not values.grab().isNull()
