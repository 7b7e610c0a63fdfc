"""The style sheet resources/themes/nnlab.qss; a rule that Qt cannot read would warn, and so fail."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QScrollBar

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card


@pytest.fixture(params=themes.THEME_NAMES)
def theme(request, qapp):
    yield themes.apply(qapp, request.param)
    themes.apply(qapp, "light")


def test_that_no_token_is_left_over(theme, qapp):
    assert "@" not in qapp.styleSheet()


def test_that_every_picture_exists(theme, qapp):
    pictures = re.findall(r'url\("([^"]+)"\)', qapp.styleSheet())
    assert len(pictures) >= 5
    assert [picture for picture in pictures if not Path(picture).is_file()] == []


def test_that_a_primary_button_is_ink_even_on_a_card(qtbot, theme):
    card = Card("Title")
    qtbot.addWidget(card)
    button = QPushButton("Save")
    button.setProperty("primary", True)
    card.body.addWidget(button)
    card.resize(200, 120)
    image = card.grab().toImage()
    place = button.geometry().center()
    assert image.pixelColor(button.geometry().left() + 8, place.y()) == QColor(theme.primary)


def test_that_our_own_buttons_are_out_of_reach_of_the_sheet(qtbot, theme):
    button = Button(Look.BARE, "close")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    corner = button.grab().toImage().pixelColor(1, button.height() // 2)
    assert corner == QColor(theme.ground)


def test_that_what_a_field_completes_lies_on_a_ground(qtbot, theme):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setCompleter(QCompleter(["tests", "text"]))
    field.show()
    QTest.keyClicks(field, "te")
    popup = field.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.grab().toImage().pixelColor(popup.width() - 8, 10) == QColor(theme.surface)


def test_that_scroll_bars_are_thin(qtbot, theme):
    bar = QScrollBar()
    qtbot.addWidget(bar)
    assert bar.sizeHint().width() <= 14
