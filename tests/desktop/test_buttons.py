from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look, baseline


@pytest.fixture
def window(qtbot):
    window = QWidget()
    layout = QVBoxLayout(window)
    for button in (Button(Look.PLATE, "reset"), Button(Look.PRIMARY, "play")):
        button.setText("Word")
        layout.addWidget(button)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.fixture
def pair(window):
    return window.findChildren(Button)


def test_that_enter_presses_the_button_under_the_keyboard(qtbot, pair):
    with qtbot.waitSignal(pair[0].clicked):
        qtbot.keyClick(pair[0], Qt.Key.Key_Return)


def test_that_the_ring_shows_only_where_the_keyboard_came_by_itself(pair):
    pair[0].clearFocus()
    pair[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert pair[0].focus_shown
    pair[1].setFocus(Qt.FocusReason.MouseFocusReason)
    assert pair[1].hasFocus()
    assert not pair[1].focus_shown


def test_that_a_click_does_not_take_the_keyboard(qtbot, pair):
    pair[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.mouseClick(pair[1], Qt.MouseButton.LeftButton)
    assert pair[0].hasFocus()


def test_that_reserved_words_keep_the_width_when_the_word_changes(qtbot):
    button = Button(Look.PRIMARY, "play")
    qtbot.addWidget(button)
    button.reserve("Train", "Pause the run")
    button.setText("Train")
    wide = button.sizeHint()
    button.setText("Pause the run")
    assert button.sizeHint() == wide


def test_that_a_button_without_a_word_is_square(qtbot):
    button = Button(Look.BARE, "close")
    qtbot.addWidget(button)
    assert button.sizeHint().width() == button.sizeHint().height()


def test_that_the_same_icon_again_does_not_repaint(qtbot, pair, count_paints):
    paints = count_paints(pair[0])
    pair[0].set_icon_name("reset")
    qtbot.wait(30)
    assert paints() == 0
    pair[0].set_icon_name("undo")
    qtbot.waitUntil(lambda: paints() == 1)


def test_that_baselines_of_rows_an_odd_height_apart_do_not_stagger(qapp):
    metrics = QFontMetrics(QFont(themes.current().font()))
    places = [baseline(metrics, 16.5 + 33 * row) for row in range(6)]
    assert {lower - upper for upper, lower in pairwise(places)} == {33}
