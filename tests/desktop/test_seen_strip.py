import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.ink import ink_colors, paper
from nnlab.desktop.widgets.seen_strip import STEPS, SeenStrip

CHECKERS = (np.indices((28, 28)).sum(axis=0) % 2 * 255).astype(np.uint8)


@pytest.fixture
def strip(qtbot):
    strip = SeenStrip()
    qtbot.addWidget(strip)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


@pytest.fixture
def clicked(strip):
    clicked: list = []
    strip.step_clicked.connect(clicked.append)
    return clicked


def tile(strip, step) -> QAbstractButton:
    return strip.findChild(QAbstractButton, f"step_{step}")


def shades(widget) -> set[int]:
    image = widget.grab().toImage()
    inside = range(6, image.width() - 6)
    return {image.pixel(x, y) for x in inside for y in inside}


@pytest.mark.parametrize("step", STEPS)
def test_that_a_click_and_the_keys_ask_for_a_step(qtbot, strip, clicked, step):
    qtbot.mouseClick(tile(strip, step), Qt.MouseButton.LeftButton)
    qtbot.keyClick(tile(strip, step), Qt.Key.Key_Space)
    qtbot.keyClick(tile(strip, step), Qt.Key.Key_Return)
    assert clicked == [step] * 3


@pytest.mark.parametrize("step", STEPS)
def test_that_a_click_on_its_name_asks_for_a_step_too(qtbot, strip, clicked, step):
    spans = {name: (left + right) / 2 for name, left, right in strip._spans(QFontMetricsF(strip_font()))}
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(spans[step]), strip.height() - 6))
    assert clicked == [step]


def strip_font() -> QFont:
    return themes.current().font("caption")


def test_that_asking_changes_nothing_and_setting_asks_for_nothing(qtbot, strip, clicked):
    before = strip.grab().toImage()
    tile(strip, "crop").click()
    assert strip.grab().toImage() == before
    strip.set_steps(False, True, False)
    strip.set_pictures(CHECKERS, None, CHECKERS)
    assert clicked == ["crop"]


def test_that_the_pixels_of_the_last_picture_are_squares(strip):
    strip.set_pictures(None, None, CHECKERS)
    assert shades(tile(strip, "centre")) == {int(ink_colors("light")[i]) for i in (0, 255)}


def test_that_nothing_drawn_leaves_empty_frames(strip):
    strip.set_pictures(CHECKERS, CHECKERS, CHECKERS)
    strip.set_pictures(None, None, None)
    for step in STEPS:
        assert shades(tile(strip, step)) == {themes.color(paper(themes.current())).rgb()}


@pytest.mark.parametrize("shape", [(1, 1), (280, 3), (3, 280), (20, 20), (0, 4)])
def test_that_pictures_of_any_size_are_shown(strip, shape):
    strip.set_pictures(*[np.full(shape, 255, dtype=np.uint8)] * 3)
    strip.grab()
    seen = int(ink_colors("light")[255]) in shades(tile(strip, "crop"))
    assert seen == bool(np.prod(shape))


def test_that_a_picture_may_change_after_it_was_given(strip):
    pixels = CHECKERS.copy()
    strip.set_pictures(None, None, pixels)
    before = strip.grab().toImage()
    pixels[:] = 0
    strip.update()
    assert strip.grab().toImage() == before


def test_that_a_step_left_out_says_so_in_words_and_looks_otherwise(strip):
    strip.set_pictures(CHECKERS, CHECKERS, CHECKERS)
    on = strip.grab().toImage()
    for index, step in enumerate(STEPS):
        strip.set_steps(*[place != index for place in range(3)])
        assert tile(strip, step).accessibleName().endswith("off")
        assert strip.grab().toImage() != on
    strip.set_steps(True, True, True)
    assert tile(strip, "crop").accessibleName().endswith("on")
    assert strip.grab().toImage() == on


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_tiles_and_words_have_room(qtbot, qapp, strip, name):
    themes.apply(qapp, name)
    try:
        strip.adjustSize()
        assert all(strip.rect().contains(tile(strip, step).geometry()) for step in STEPS)
        assert all(44 <= tile(strip, step).width() <= 60 for step in STEPS)
        edge = strip.grab().toImage()
        last = {edge.pixel(edge.width() - 1, y) for y in range(62, edge.height())}
        assert last == {themes.color(themes.current().surface).rgb()}
    finally:
        themes.apply(qapp, "light")
