"""The widgets of lessons: the ticks, the prose, the pad for a curve, and the options of an answer."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout

from nnlab.desktop.widgets.answer_option import AnswerOption
from nnlab.desktop.widgets.curve_sketch import CurveSketch
from nnlab.desktop.widgets.prose import Prose, rich
from nnlab.desktop.widgets.tick_list import TickList
from tests.desktop.conftest import settle


@pytest.fixture
def show(home, qtbot):
    def put(widget, width=300, height=160):
        QVBoxLayout(home).addWidget(widget)
        home.resize(width, height)
        home.show()
        qtbot.waitExposed(home)
        return widget

    return put


# -- prose ---------------------------------------------------------------------------------------------------


def test_that_strong_words_and_code_are_marked_and_paragraphs_parted():
    text = rich("Press **Train**.\n\nThe rate is `0.1`.")
    assert "<b>Train</b>" in text
    assert 'monospace">0.1</span>' in text
    assert text.count("<p ") == 2


@pytest.mark.parametrize("text", ["<img src='file:///etc/passwd'>", "<a href='x'>y</a>", "a & b < c"])
def test_that_nothing_else_in_a_text_means_anything(text):
    said = rich(text)
    assert "<img" not in said
    assert "<a " not in said
    assert "&lt;" in said


@pytest.mark.parametrize("long", ["`" + "x" * 120 + "`", "y" * 120, "**" + "z" * 120 + "**", "&" * 120])
def test_that_a_word_too_long_for_a_line_is_not_cut(show, long):
    prose = show(Prose(), width=200)
    prose.set_text(f"A {long} b")
    settle()
    assert prose.widget().width() <= prose.viewport().width()
    assert prose.text() == f"A {long} b"


def test_that_prose_is_as_high_as_it_needs_up_to_some_lines(show):
    prose = show(Prose())
    prose.set_text("short")
    low = prose.minimumHeight()
    prose.set_text("many words " * 30)
    middle = prose.minimumHeight()
    prose.set_text("many words " * 60)
    assert low < middle == prose.minimumHeight()


# -- ticks ---------------------------------------------------------------------------------------------------


def test_that_ticks_are_told_to_a_screen_reader(show, qtbot):
    ticks = show(TickList())
    ticks.set_items((("Train", True), ("All right", False)))
    rows = [row for row in ticks.children() if getattr(row, "accessibleName", str)()]
    assert [(row.accessibleName(), row.accessibleDescription()) for row in rows] == [
        ("Train", "done"),
        ("All right", "to do"),
    ]
    ticks.set_items((("Train", True),))
    qtbot.waitUntil(lambda: [t.text() for t in ticks.findChildren(QLabel) if t.isVisible()] == ["Train"])


# -- the pad -------------------------------------------------------------------------------------------------


def drag(pad, *places):
    area = pad._area()
    points = [
        QPoint(round(area.left() + x * area.width()), round(area.bottom() - y * area.height()))
        for x, y in places
    ]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def test_that_a_fast_hand_leaves_no_gaps(show, qtbot):
    pad = show(CurveSketch())
    with qtbot.waitSignal(pad.sketched):
        drag(pad, (0.0, 1.0), (1.0, 0.0))
    points = pad.points
    assert len(points) == 25
    for x, y in points:
        assert y == pytest.approx(1.0 - x, abs=0.04)


def test_that_drawing_over_a_place_changes_it_and_delete_clears(show):
    pad = show(CurveSketch())
    drag(pad, (0.0, 0.2), (1.0, 0.2))
    drag(pad, (0.5, 0.8), (1.0, 0.8))
    heights = dict(pad.points)
    assert heights[0.25] == pytest.approx(0.2, abs=0.03)
    assert heights[0.75] == pytest.approx(0.8, abs=0.03)
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.points == ()


def test_that_a_sketch_that_is_only_shown_takes_no_hand(show):
    pad = show(CurveSketch())
    pad.set_sketch(((0.0, 0.5), (1.0, 0.25)))
    before = pad.points
    assert (before[0], before[-1]) == ((0.0, 0.5), (1.0, 0.25))
    pad.set_editable(False)
    drag(pad, (0.0, 1.0), (1.0, 1.0))
    QTest.keyClick(pad, Qt.Key.Key_Up)
    assert pad.points == before
    assert pad.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_that_the_real_curve_is_painted_over_the_sketch(show):
    pad = show(CurveSketch())
    pad.set_sketch(((0.0, 0.2), (1.0, 0.2)))
    before = pad.grab().toImage()
    pad.set_real(((0.0, 0.8), (1.0, 0.8)))
    assert pad.grab().toImage() != before
    pad.set_real(())
    assert pad.grab().toImage() == before


# -- options -------------------------------------------------------------------------------------------------


def test_that_an_option_is_as_high_as_its_words_need(show):
    option = show(AnswerOption())
    option.setText("yes")
    low = option.heightForWidth(160)
    option.setText("it has learned everything, only much later than anybody would like to wait")
    assert option.heightForWidth(160) > 2 * low > option.heightForWidth(700)
    assert option.minimumSizeHint().width() < 160
