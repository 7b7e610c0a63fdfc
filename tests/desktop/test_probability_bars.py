"""The bars of classes: how long they are, what is written beside them, and what is read of them."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.value_layout import bar_rows, fitting_bars
from nnlab.desktop.widgets.probability_bars import ProbabilityBars
from tests.desktop.test_value_list import updates_of


@pytest.fixture
def bars(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = ProbabilityBars()
    qtbot.addWidget(widget)
    widget.resize(180, 240)
    return widget


def bar_image(bars):
    image = bars.grab().toImage()
    rows = [round((row + 0.5) * image.height() / 10) for row in range(10)]
    return image, rows


def colors_of(widget):
    image = widget.grab().toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_that_bars_are_as_long_as_their_probabilities(bars):
    theme = themes.load("light")
    probabilities = np.array([0.0, 1.0, 0.5, *([0.1] * 7)])
    bars.set_bars(tuple("0123456789"), probabilities, 1)
    image, rows = bar_image(bars)
    middle = range(30, 130)
    inked = [sum(image.pixelColor(x, y) == QColor(theme.ink) for x in middle) for y in rows]
    assert inked[0] == 0
    assert inked[1] == len(middle)
    assert 0 < inked[3] < inked[2] < inked[1]


def test_that_outputs_of_classes_are_the_numbers_of_their_neurons(bars):
    bars.set_bars(("0", "1"), np.array([0.8094, 0.7731]), 0)  # of sigmoid: percents would not add up to 100
    assert bars._value_texts(2) == ["0.809", "0.773"]
    bars.set_bars(("0", "1"), np.array([-3.25, np.nan]), 0)
    assert bars._value_texts(2) == ["−3.25", "∞"]


def test_that_probabilities_may_be_read_in_percent(bars):
    bars.set_bars(("0", "1", "2"), np.array([0.9972, 0.0004, 1.0]), 0)
    shares = bars.grab().toImage()
    bars.set_percent(True)
    assert bars._value_texts(3) == ["99.7", "0.0", "100.0"]
    assert bars.toolTip() == "Output of every class, in percent"
    assert bars.grab().toImage() != shares
    bars.set_bars(("0", "1", "2"), np.array([-3.25, np.nan, 0.5]), 0)
    assert bars._value_texts(3) == ["−325", "∞", "50.0"]
    bars.set_bars(("0", "1", "2"), np.array([0.9972, 0.0004, 1.0]), 0)
    bars.set_percent(False)
    assert bars.grab().toImage() == shares


def test_that_lit_bars_stand_on_the_ground_of_a_lit_line(bars):
    ground = themes.color(themes.current().hover).rgb()
    bars.set_bars(("a", "b"), np.array([0.25, 0.75]), 1)
    assert ground not in colors_of(bars)
    bars.set_lit(True)
    assert ground in colors_of(bars)
    bars.set_lit(False)
    assert ground not in colors_of(bars)


def test_that_the_same_way_of_writing_does_not_repaint(bars):
    asked = updates_of(bars)
    bars.set_percent(False)
    assert asked == []
    bars.set_percent(True)
    assert len(asked) == 1


def test_that_a_height_finds_the_class_whose_row_it_is_in():
    shown, first = fitting_bars(180, 240, 10, 0, 13)
    rows = bar_rows(shown, first, 12, 30, 13)
    assert [rows.row_at(rows.row(row, 180).center().y()) for row in range(10)] == list(range(10))
    assert rows.row_at(-1) is None
    assert rows.row_at(241) is None


def test_that_the_accessible_name_says_the_largest_class(bars):
    bars.set_bars(("cat", "dog"), np.array([0.2, 0.8]), 1)
    assert bars.accessibleName() == "class probabilities, largest: dog"
    bars.set_bars(("cat", "dog"), np.array([np.nan, np.nan]), None)
    assert bars.accessibleName() == "class probabilities"


def test_that_the_name_of_a_class_needs_its_room_more_than_the_bar(bars):
    track = QColor(themes.load("light").off).rgb()
    bars.set_bars(("class 0", "class 1"), np.zeros(2), None)
    assert track in colors_of(bars)
    bars.resize(88, 60)
    assert track not in colors_of(bars)


def test_that_equal_bars_do_not_repaint(bars):
    bars.set_bars(("cat", "dog"), np.array([0.2, np.nan]), 1)
    asked = updates_of(bars)
    bars.set_bars(("cat", "dog"), np.array([0.2, np.nan]), 1)
    assert asked == []
    bars.set_bars(("cat", "dog"), np.array([0.2, np.nan]), 0)
    assert len(asked) == 1


def test_that_values_must_match_their_labels(bars):
    with pytest.raises(ValueError, match="as many values"):
        bars.set_bars(("cat", "dog"), np.zeros(3), None)


@pytest.mark.parametrize("size", [(60, 20), (130, 100), (900, 700)])
@pytest.mark.parametrize("numbers", [[0.1, 0.9], [-3.0, 250.0, np.nan, np.inf], [0.04] * 26])
def test_that_any_classes_are_painted_at_any_size(bars, size, numbers):
    bars.resize(*size)
    bars.set_bars(tuple(f"class {i}" for i in range(len(numbers))), np.array(numbers), 0)
    assert not bars.grab().isNull()
