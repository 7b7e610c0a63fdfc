from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.map_layout import map_layout, neighbour, pattern_bits, pattern_name
from nnlab.desktop.widgets.pattern_map import PatternMap

ANSWERS = np.arange(128) % 16
CERTAINTY = np.linspace(0.0, 1.0, 128)


class CountingMap(PatternMap):
    """A map that counts how often it asked to be painted."""

    updates = 0

    def update(self, *args):
        self.updates += 1
        super().update(*args)


@pytest.fixture
def shown(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = CountingMap()
    qtbot.addWidget(widget)
    widget.resize(216, 226)
    widget.set_answers(ANSWERS, CERTAINTY)
    return widget


def cell(widget, index):
    return widget._layout().cell(index)


def color_at(widget, point):
    return widget.grab().toImage().pixelColor(point.toPoint() if isinstance(point, QPointF) else point)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize(("width", "height"), [(216, 205), (200, 130), (340, 300), (130, 70)])
def test_that_cells_are_equal_squares_apart_and_inside(width, height, ratio):
    layout = map_layout(width, height, 8, 16, ratio)
    cells = [layout.cell(index) for index in range(128)]
    assert {(c.width(), c.height()) for c in cells} == {(layout.side, layout.side)}
    assert all(c.left() >= 1 and c.top() >= 1 and c.right() <= width and c.bottom() <= height for c in cells)
    for index in range(15):
        assert cells[index + 1].left() - cells[index].right() >= 1
        assert (cells[index].left() * ratio) % 1 == pytest.approx(0, abs=1e-6)


def test_that_the_map_fills_the_narrower_side():
    wide, tall = map_layout(216, 400, 8, 16), map_layout(600, 130, 8, 16)
    assert wide.size[0] == pytest.approx(216, abs=1)
    assert tall.size[1] == pytest.approx(130, abs=1)


@pytest.mark.parametrize("index", [0, 15, 16, 91, 127])
def test_that_a_cell_and_the_gap_beside_it_hit_the_pattern(index):
    layout = map_layout(216, 205, 8, 16)
    square = layout.cell(index)
    assert layout.index_at(square.center()) == index
    assert layout.index_at(square.topLeft() - QPointF(0.4, 0.4)) == index


def test_that_beyond_the_map_there_is_no_pattern():
    layout = map_layout(216, 205, 8, 16)
    assert layout.index_at(QPointF(-5, 5)) is None
    assert layout.index_at(QPointF(5, layout.size[1] + 5)) is None


@pytest.mark.parametrize(
    ("index", "letters"),
    [(127, "abcdefg"), (126, "abcdef"), (48, "bc"), (91, "acdfg"), (1, "g"), (64, "a"), (0, "")],
)
def test_that_segment_a_is_the_highest_bit_of_a_pattern(index, letters):
    assert pattern_name(index, 128) == letters


def test_that_other_numbers_of_patterns_are_named_by_their_bits():
    assert pattern_bits(6, 16) == (0, 1, 1, 0)
    assert pattern_name(6, 16) == "0110"


def test_that_arrows_move_to_the_neighbour_and_stop_at_the_edge():
    keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
    assert [neighbour(17, key, 8, 16) for key in keys] == [1, 33, 16, 18]
    assert [neighbour(0, key, 8, 16) for key in keys] == [0, 16, 0, 1]
    assert [neighbour(127, key, 8, 16) for key in keys] == [111, 127, 126, 127]


def test_that_a_click_names_the_pattern(shown, qtbot):
    with qtbot.waitSignal(shown.pattern_clicked) as clicked:
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=cell(shown, 91).center().toPoint())
    assert clicked.args == [91]


def test_that_arrow_keys_ask_for_neighbours_of_the_current_pattern(shown):
    asked = []
    shown.pattern_clicked.connect(asked.append)
    shown.pattern_clicked.connect(shown.set_current)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(shown, key)
    assert asked == [0, 1, 17]


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_the_ink_of_a_cell_is_its_certainty(shown, qapp, name):
    theme = themes.apply(qapp, name)
    image = shown.grab().toImage()
    tones = [image.pixelColor(cell(shown, index).center().toPoint()).lightness() for index in range(128)]
    assert tones == sorted(tones, reverse=not theme.dark)
    assert image.pixelColor(cell(shown, 0).center().toPoint()) == QColor(theme.off)
    assert abs(tones[-1] - tones[0]) > 90


def test_that_every_cell_has_its_own_certainty(shown):
    for index in (0, 15, 16, 77, 127):
        certainty = np.zeros(128)
        certainty[index] = 1.0
        shown.set_answers(ANSWERS, certainty)
        image = shown.grab().toImage()
        off = QColor(themes.load("light").off)
        inked = [i for i in range(128) if image.pixelColor(cell(shown, i).center().toPoint()) != off]
        assert inked == [index]


def test_that_taught_patterns_are_outlined_in_lamp_red(shown):
    theme = themes.load("light")
    edge = QPoint(round(cell(shown, 40).center().x()), round(cell(shown, 40).top()))
    before = color_at(shown, edge)
    shown.set_patterns({40: "5"})
    after = color_at(shown, edge)
    lamp = QColor(theme.lamp)
    assert after.red() - after.green() > before.red() - before.green() + 80
    assert abs(after.hue() - lamp.hue()) < 12 or abs(after.hue() - lamp.hue()) > 348


def test_that_large_cells_hold_the_number_and_small_ones_do_not(shown):
    certainty = np.ones(128)

    def tones(answers):
        shown.set_answers(answers, certainty)
        image = shown.grab().toImage()
        square = cell(shown, 20).toRect().adjusted(2, 2, -2, -2)
        points = [
            (x, y) for x in range(square.left(), square.right()) for y in range(square.top(), square.bottom())
        ]
        return {image.pixelColor(x, y).rgb() for x, y in points}

    eights, none = np.full(128, 8), np.full(128, -1)
    assert tones(eights) == tones(none)
    shown.resize(420, 300)
    assert len(tones(none)) == 1
    assert len(tones(eights)) > 3


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_every_number_can_be_read_on_its_cell(shown, qapp, name):
    themes.apply(qapp, name)
    shown.resize(900, 600)
    eights = np.full(128, 8)
    shown.set_answers(np.full(128, -1), CERTAINTY)
    grounds = shown.grab().toImage()
    shown.set_answers(eights, CERTAINTY)
    image = shown.grab().toImage()
    for index in range(128):
        square = cell(shown, index).toRect()
        ground = luminance(grounds.pixelColor(square.center()))
        points = ((x, y) for x in range(square.left() + 8, square.right() - 8)
                  for y in range(square.top() + 8, square.bottom() - 8))  # fmt: skip
        best = max(contrast(ground, luminance(image.pixelColor(x, y))) for x, y in points)
        assert best >= 4.5, f"cell {index}"


def contrast(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def luminance(color):
    """Return the relative luminance of a QColor by WCAG 2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_that_the_readout_says_pattern_answer_certainty_and_what_was_taught(shown):
    shown.set_patterns({91: "5"})
    certainty = np.full(128, 0.5)
    certainty[91] = 0.984
    shown.set_answers(np.where(np.arange(128) == 91, 7, -1), certainty)
    assert shown._readout(91)[0] == "acdfg → 7 · certainty 0.98 · taught 5"
    assert shown._readout(90) == ["acdf → — · certainty 0.50"]
    shown.set_answers(np.full(128, 3), np.full(128, np.nan))
    assert shown._readout(0) == ["blank → 3 · certainty ∞"]


def test_that_the_legend_is_wrapped_and_not_shrunk_on_a_narrow_map(shown):
    shown.set_patterns({91: "5"})
    shown.resize(118, 226)
    below = round(shown._layout().size[1])
    image = shown.grab().toImage()
    surface = QColor(themes.load("light").surface)
    inked = [
        any(image.pixelColor(x, y) != surface for x in range(image.width()))
        for y in range(below, image.height())
    ]
    lines = sum(here and not before for before, here in pairwise(inked))
    assert lines >= 2


def test_that_no_tooltip_covers_the_cells_while_one_is_read(shown):
    tip = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
    shown._hovered = 3
    assert shown.event(tip)
    assert not QToolTip.isVisible()


def test_that_the_line_under_a_resting_cursor_follows_the_data(shown, qtbot):
    with qtbot.waitExposed(shown):
        shown.show()
    QTest.mouseMove(shown, cell(shown, 100).center().toPoint())
    qtbot.waitUntil(lambda: shown._hovered == 100)
    line = shown.rect().adjusted(20, int(shown._layout().size[1]) + 4, 0, 0)
    before = shown.grab(line).toImage()
    shown.set_answers(ANSWERS, 1 - CERTAINTY)
    assert shown.grab(line).toImage() != before


def test_that_equal_values_do_not_repaint_and_nothing_is_emitted(shown, qtbot):
    shown.set_patterns({1: "1"})
    shown.set_current(1)
    before = shown.updates
    with qtbot.assertNotEmitted(shown.pattern_clicked):
        shown.set_answers(ANSWERS.copy(), CERTAINTY.copy())
        shown.set_patterns({1: "1"})
        shown.set_current(1)
        shown.set_shape(8, 16)
    assert shown.updates == before
    shown.set_answers(ANSWERS, 1 - CERTAINTY)
    assert shown.updates == before + 1


def test_that_another_shape_forgets_the_old_patterns(shown):
    shown.set_patterns({100: "x"})
    shown.set_current(100)
    shown.set_shape(4, 4)
    with pytest.raises(ValueError, match="16 patterns"):
        shown.set_answers(ANSWERS, CERTAINTY)
    shown.set_answers(np.arange(16), np.ones(16))
    assert shown.accessibleName() == "answers to all 16 patterns"
    assert not shown.grab().isNull()


@pytest.mark.parametrize("size", [(20, 10), (130, 90), (1200, 800)])
def test_that_the_map_is_painted_at_any_size(shown, size):
    shown.resize(*size)
    shown.set_answers(ANSWERS, np.where(ANSWERS == 3, np.nan, CERTAINTY))
    shown.set_current(127)
    assert not shown.grab().isNull()
