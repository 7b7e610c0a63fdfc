import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from nnlab.desktop.widgets.segmented import Segmented


@pytest.fixture
def segmented(qtbot):
    segmented = Segmented()
    qtbot.addWidget(segmented)
    segmented.set_options([("weights", "W"), ("gradients", "dW"), ("update", "update")])
    segmented.set_value("weights")
    segmented.show()
    qtbot.waitExposed(segmented)
    return segmented


@pytest.fixture
def chosen(segmented):
    chosen: list = []
    segmented.value_chosen.connect(chosen.append)
    return chosen


def option(segmented: Segmented, key: str) -> QRadioButton:
    return segmented.findChild(QRadioButton, f"option_{key}")


def test_that_a_click_asks_for_an_option_and_leaves_the_value(qtbot, segmented, chosen):
    qtbot.mouseClick(option(segmented, "gradients"), Qt.MouseButton.LeftButton)
    assert chosen == ["gradients"]
    assert option(segmented, "weights").isChecked()
    assert not option(segmented, "gradients").isChecked()


def test_that_a_click_on_the_value_asks_for_nothing(qtbot, segmented, chosen):
    qtbot.mouseClick(option(segmented, "weights"), Qt.MouseButton.LeftButton)
    assert chosen == []


@pytest.mark.parametrize(
    ("start", "key", "expected"),
    [("weights", Qt.Key.Key_Right, ["gradients"]), ("weights", Qt.Key.Key_Left, []),
     ("update", Qt.Key.Key_Right, []), ("update", Qt.Key.Key_Home, ["weights"]),
     ("weights", Qt.Key.Key_End, ["update"])],
)  # fmt: skip
def test_that_arrows_ask_for_a_neighbour(qtbot, segmented, chosen, start, key, expected):
    segmented.set_value(start)
    option(segmented, start).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(option(segmented, start), key)
    assert chosen == expected


def test_that_the_keyboard_follows_the_value(qtbot, segmented):
    segmented.value_chosen.connect(segmented.set_value)
    option(segmented, "weights").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(option(segmented, "weights"), Qt.Key.Key_Right)
    assert option(segmented, "gradients").hasFocus()


def test_that_the_tab_key_stops_once(segmented):
    policies = [option(segmented, key).focusPolicy() for key in ("weights", "gradients", "update")]
    assert policies.count(Qt.FocusPolicy.TabFocus) == 1


def test_that_choosing_moves_nothing(segmented):
    before = segmented.sizeHint()
    segmented.set_value("update")
    assert segmented.sizeHint() == before


def test_that_new_words_for_the_same_keys_keep_the_buttons(segmented):
    button = option(segmented, "update")
    segmented.set_options([("weights", "W"), ("gradients", "dW"), ("update", "갱신")])
    assert option(segmented, "update") is button
    assert button.text() == "갱신"


def test_that_other_options_replace_the_old_ones(qtbot, segmented):
    segmented.set_options([("a", "matrices"), ("b", "scalars")])
    segmented.set_value("b")
    qtbot.waitUntil(lambda: len(segmented.findChildren(QRadioButton)) == 2)
    assert option(segmented, "b").isChecked()
