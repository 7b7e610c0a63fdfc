import pytest
from PySide6.QtCore import Qt

from nnlab.desktop.widgets.switch_field import SwitchField


@pytest.fixture
def switch(qtbot):
    switch = SwitchField()
    qtbot.addWidget(switch)
    switch.show()
    qtbot.waitExposed(switch)
    return switch


@pytest.fixture
def chosen(switch):
    chosen: list = []
    switch.value_chosen.connect(chosen.append)
    return chosen


def test_that_a_click_asks_for_the_other_state_and_leaves_this_one(qtbot, switch, chosen):
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert chosen == [True]
    assert switch.value() is False


def test_that_space_asks_too(qtbot, switch, chosen):
    switch.set_value(True)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert chosen == [False]


def test_that_setting_emits_nothing_and_is_seen(switch, chosen):
    off = switch.grab().toImage()
    switch.set_value(True)
    assert switch.grab().toImage() != off
    assert chosen == []


def test_that_a_disabled_switch_asks_for_nothing(qtbot, switch, chosen):
    switch.setEnabled(False)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert chosen == []
