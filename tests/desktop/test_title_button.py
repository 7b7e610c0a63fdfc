"""The title of a card that leads on: its word, its icon, and the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.title_button import TitleButton


@pytest.fixture
def card(qtbot, qapp):
    themes.apply(qapp, "light")
    card = Card("Confusion", "true")
    card.set_title_button(TitleButton())
    qtbot.addWidget(card)
    card.show()
    qtbot.waitExposed(card)
    return card


def test_that_it_stands_for_the_title_and_is_no_taller(card):
    button = card.findChild(TitleButton)
    assert button.text() == "Confusion"
    assert not card._title.isVisible()
    assert button.height() <= card._header.height()
    card.set_title("Other")
    assert (button.text(), card.accessibleName()) == ("Other", "Other")


def test_that_a_click_and_the_return_key_press_it(card):
    button, heard = card.findChild(TitleButton), []
    button.clicked.connect(lambda: heard.append(1))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert heard == [1, 1]


def test_that_it_has_room_for_its_word_in_every_theme(card, qapp):
    button = card.findChild(TitleButton)
    narrow = button.sizeHint().width()
    themes.apply(qapp, "projector")
    try:
        assert button.sizeHint().width() > narrow
    finally:
        themes.apply(qapp, "light")
