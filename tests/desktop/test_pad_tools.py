import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton

from nnlab.desktop.widgets.draw_pad import MEDIUM, THICK, THIN
from nnlab.desktop.widgets.pad_tools import BrushChoice, PadTools


@pytest.fixture
def tools(qtbot):
    tools = PadTools()
    qtbot.addWidget(tools)
    tools.set_state(can_undo=True, is_empty=False, erasing=False, brush=MEDIUM)
    tools.show()
    qtbot.waitExposed(tools)
    return tools


@pytest.fixture
def asked(tools):
    asked: list = []
    tools.undo_requested.connect(lambda: asked.append("undo"))
    tools.clear_requested.connect(lambda: asked.append("clear"))
    tools.brush_chosen.connect(asked.append)
    tools.erasing_chosen.connect(asked.append)
    return asked


def button(tools, name) -> QPushButton:
    return tools.findChild(QPushButton, name)


def click_brush(qtbot, tools, index) -> None:
    brushes = tools.findChild(BrushChoice)
    place = QPoint(round((index + 0.5) * brushes.width() / 3), brushes.height() // 2)
    qtbot.mouseClick(brushes, Qt.MouseButton.LeftButton, pos=place)


def test_that_the_buttons_ask(qtbot, tools, asked):
    for name in ("undo_stroke_button", "clear_pad_button", "eraser_button"):
        qtbot.mouseClick(button(tools, name), Qt.MouseButton.LeftButton)
    assert asked == ["undo", "clear", True]


def test_that_the_eraser_is_put_away_by_its_button_and_by_a_brush(qtbot, tools, asked):
    tools.set_state(can_undo=True, is_empty=False, erasing=True, brush=MEDIUM)
    qtbot.mouseClick(button(tools, "eraser_button"), Qt.MouseButton.LeftButton)
    assert asked == [False]
    click_brush(qtbot, tools, 1)
    assert asked == [False, False, MEDIUM]


def test_that_a_click_on_a_dot_asks_for_its_brush(qtbot, tools, asked):
    for index in range(3):
        click_brush(qtbot, tools, index)
    assert asked == [THIN, THICK], "the brush in hand need not be asked for"


@pytest.mark.parametrize(
    ("brush", "key", "expected"),
    [(MEDIUM, Qt.Key.Key_Right, [THICK]), (MEDIUM, Qt.Key.Key_Left, [THIN]), (THICK, Qt.Key.Key_Right, []),
     (0.2, Qt.Key.Key_Left, [MEDIUM])],
)  # fmt: skip
def test_that_arrows_ask_for_a_neighbour(qtbot, tools, asked, brush, key, expected):
    tools.set_state(can_undo=True, is_empty=False, erasing=False, brush=brush)
    qtbot.keyClick(tools.findChild(BrushChoice), key)
    assert asked == expected


def test_that_what_cannot_be_done_is_disabled_and_setting_asks_for_nothing(tools, asked):
    tools.set_state(can_undo=False, is_empty=True, erasing=True, brush=THIN)
    assert not button(tools, "undo_stroke_button").isEnabled()
    assert not button(tools, "clear_pad_button").isEnabled()
    assert asked == []


def test_that_the_eraser_in_hand_looks_otherwise(tools):
    eraser = button(tools, "eraser_button")
    before = eraser.grab().toImage()
    tools.set_state(can_undo=True, is_empty=False, erasing=True, brush=MEDIUM)
    assert eraser.grab().toImage() != before


def test_that_every_brush_looks_otherwise(tools):
    brushes, looks = tools.findChild(BrushChoice), []
    for brush in (THIN, MEDIUM, THICK, None):
        brushes.set_brush(brush)
        looks.append(brushes.grab().toImage())
    assert all(looks[i] != looks[j] for i in range(4) for j in range(i))
