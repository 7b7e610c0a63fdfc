"""The button that keeps a drawing as a digit."""

import pytest
from PySide6.QtGui import QImage

from nnlab.desktop.widgets.keep_button import FLASH_MS, KeepButton


@pytest.fixture
def button(qtbot) -> KeepButton:
    button = KeepButton(3)
    qtbot.addWidget(button)
    button.resize(60, 34)
    return button


def look(button: KeepButton) -> QImage:
    return button.grab().toImage()


def test_that_the_count_is_seen_and_none_is_not(button):
    plain = look(button)
    button.set_count(7)
    seven = look(button)
    button.set_count(8)
    assert len({image.constBits().tobytes() for image in (plain, seven, look(button))}) == 3
    button.set_count(0)
    assert look(button) == plain


def test_that_many_are_more_than_can_be_counted_in_a_corner(button):
    button.set_count(1000)
    many = look(button)
    button.set_count(20_000)
    assert look(button) == many


def test_that_it_lights_up_for_a_moment(button, qtbot):
    button.set_count(7)
    before = look(button)
    button.light_up()
    assert button.is_lit
    assert look(button) != before
    qtbot.waitUntil(lambda: not button.is_lit, timeout=10 * FLASH_MS)
    assert look(button) == before
