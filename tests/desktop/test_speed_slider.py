import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt

from nnlab.desktop.widgets.speed_slider import SpeedSlider, position_at, x_of

LADDER = ("1 operation/s", "1 epoch/s", "10 epochs/s", "100 epochs/s", "full speed")


@pytest.fixture
def slider(qtbot):
    slider = SpeedSlider()
    qtbot.addWidget(slider)
    slider.set_ladder(LADDER)
    slider.set_position(2)
    slider.resize(140, 40)
    slider.show()
    qtbot.waitExposed(slider)
    return slider


@pytest.fixture
def chosen(slider):
    chosen: list = []
    slider.position_chosen.connect(chosen.append)
    return chosen


def point(slider: SpeedSlider, position: int) -> QPoint:
    return QPoint(round(x_of(position, len(LADDER), slider.width())), slider.height() // 2)


@given(st.integers(2, 20), st.integers(60, 400), st.data())
def test_that_the_place_of_a_position_is_that_position(count, width, data):
    position = data.draw(st.integers(0, count - 1))
    assert position_at(x_of(position, count, width), count, width) == position


@given(st.floats(-1000, 1000), st.integers(0, 20), st.integers(0, 400))
def test_that_no_place_is_beyond_the_ladder(x, count, width):
    assert 0 <= position_at(x, count, width) <= max(count - 1, 0)


def test_that_a_drag_names_every_position_it_passes_once(qtbot, slider, chosen):
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=point(slider, 2))
    for position in (2, 3, 3, 4, 3):
        qtbot.mouseMove(slider, point(slider, position))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=point(slider, 3))
    assert chosen == [3, 4, 3]
    assert slider.label() == "100 epochs/s"


def test_that_a_click_goes_straight_to_the_place(qtbot, slider, chosen):
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=point(slider, 0))
    assert chosen == [0]


def test_that_arrows_move_by_one_and_stop_at_the_ends(qtbot, slider, chosen):
    for _ in range(4):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert chosen == [3, 4]


def test_that_setting_emits_nothing_and_names_the_speed(slider, chosen):
    slider.setToolTip("How fast training goes")
    slider.set_position(4)
    assert chosen == []
    assert slider.toolTip() == "full speed\nHow fast training goes"
    assert slider.accessibleDescription() == "full speed"


def test_that_setting_leaves_a_dragged_handle_alone(qtbot, slider):
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=point(slider, 3))
    slider.set_position(0)
    assert slider.value() == 3
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=point(slider, 3))


def test_that_a_slider_without_a_ladder_stays_at_its_start(qtbot):
    slider = SpeedSlider()
    qtbot.addWidget(slider)
    chosen: list = []
    slider.position_chosen.connect(chosen.append)
    slider.show()
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton)
    assert (chosen, slider.label()) == ([], "")
