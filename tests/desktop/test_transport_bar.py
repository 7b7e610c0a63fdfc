import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton, QSlider, QWidget

from nnlab.desktop.widgets.transport_bar import UNITS, TransportBar


@pytest.fixture
def bar(qtbot):
    bar = TransportBar()
    qtbot.addWidget(bar)
    bar.set_speed_ladder(("1 operation/s", "1 epoch/s", "full speed"))
    bar.show()
    qtbot.waitExposed(bar)
    return bar


@pytest.fixture
def asked(bar):
    asked: list = []
    for name in ("reset", "train", "pause", "step"):
        signal = getattr(bar, f"{name}_requested")
        signal.connect(lambda *values, name=name: asked.append((name, *values)))
    bar.step_unit_chosen.connect(lambda unit: asked.append(("unit", unit)))
    bar.speed_chosen.connect(lambda position: asked.append(("speed", position)))
    return asked


def press(qtbot, bar: TransportBar, name: str) -> None:
    qtbot.mouseClick(bar.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_that_the_primary_button_trains_and_then_pauses(qtbot, bar, asked):
    press(qtbot, bar, "train_button")
    bar.set_running(True)
    press(qtbot, bar, "train_button")
    bar.set_running(False)
    press(qtbot, bar, "train_button")
    assert asked == [("train",), ("pause",), ("train",)]


def test_that_the_button_says_what_it_will_do(bar):
    button = bar.findChild(QPushButton, "train_button")
    assert button.accessibleName() == "Train"
    bar.set_running(True)
    assert button.accessibleName() == "Pause"


def test_that_starting_and_pausing_moves_no_button(bar):
    before = [child.geometry() for child in bar.findChildren(QWidget)]
    bar.set_running(True)
    bar.layout().activate()
    assert [child.geometry() for child in bar.findChildren(QWidget)] == before


def test_that_reset_asks(qtbot, bar, asked):
    press(qtbot, bar, "reset_button")
    assert asked == [("reset",)]


@pytest.mark.parametrize("unit", UNITS)
def test_that_a_step_carries_its_unit(qtbot, bar, asked, unit):
    bar.set_step_unit(unit)
    press(qtbot, bar, "step_button")
    assert asked == [("step", unit)]


def test_that_a_unit_can_be_chosen(qtbot, bar, asked):
    press(qtbot, bar, "step_unit_field")
    choices = bar.findChild(QListView, "choice_list")
    qtbot.keyClick(choices, Qt.Key.Key_End)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    assert asked == [("unit", "operation")]


def test_that_the_speed_can_be_chosen_and_set(qtbot, bar, asked):
    slider = bar.findChild(QSlider, "speed_slider")
    bar.set_speed(1)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert asked == [("speed", 2)]


def test_that_every_control_says_what_it_is(bar):
    controls = [*bar.findChildren(QPushButton), *bar.findChildren(QSlider)]
    assert len(controls) == 5
    for control in controls:
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
