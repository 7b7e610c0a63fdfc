import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nnlab.desktop.widgets.candidate_card import CandidateCard
from nnlab.desktop.widgets.spread_ridges import Ridge


@pytest.fixture
def card(qtbot):
    widget = CandidateCard("he")
    qtbot.addWidget(widget)
    widget.set_texts("He", "σ = √(2 / fan_in)", "for ReLU")
    widget.set_above([Ridge(np.ones(4))], "activations", "±1")
    widget.resize(160, 200)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.mark.parametrize("point", [QPoint(20, 15), QPoint(80, 90)])
def test_that_a_click_anywhere_asks_for_it(card, qtbot, point):
    target = card.childAt(point) or card
    with qtbot.waitSignal(card.chosen) as caught:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(card, point))
    assert caught.args == ["he"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_that_the_keyboard_asks_for_it(card, qtbot, key):
    with qtbot.waitSignal(card.chosen):
        QTest.keyClick(card, key)


def test_that_choosing_emits_nothing_and_outlines_it(card, qtbot):
    before = card.grab().toImage()
    with qtbot.assertNotEmitted(card.chosen):
        card.set_chosen(True)
    assert card.is_chosen
    assert card.grab().toImage() != before


def test_that_a_screen_reader_hears_name_and_verdict(card):
    card.set_verdict("12% dead")
    assert (card.accessibleName(), card.accessibleDescription()) == ("He", "12% dead")
