"""The card of the pointed cell: what it shows, and what it says when nothing is pointed at."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.derivation_card import DerivationCard, ShownDerivation

SHOWN = ShownDerivation(
    "WOb", (1, 2), "−0.0226", "h₁ · o₂b + 1", "0.5933 · (−0.0381) < 1", "It is negative.", transposed=True
)


@pytest.fixture
def card(home, qtbot):
    card = DerivationCard(home)
    card.resize(320, 200)
    with qtbot.waitExposed(home):
        home.show()
    return card


def text(card, name):
    part = card.findChild(QLabel, name)
    return part.text() if part.isVisible() else None


def test_that_value_formulas_and_sentence_are_shown(card):
    card.set_derivation(SHOWN)
    assert "−0.0226" in text(card, "derivation_result")
    assert "= h₁\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}o₂b + 1" in text(card, "derivation_result")
    assert "(−0.0381) &lt; 1" in text(card, "derivation_numbers")
    assert text(card, "derivation_sentence") == "It is negative."
    assert "W<sub>Ob</sub>ᵀ [1, 2]" in [label.text() for label in card.findChildren(QLabel)]
    assert card.accessibleDescription() == (
        "WObᵀ[1, 2] = −0.0226 = h₁ · o₂b + 1 = 0.5933 · (−0.0381) < 1. It is negative."
    )


def test_that_a_given_number_has_no_formulas(card):
    card.set_derivation(ShownDerivation("X", (1, 1), "0.05"))
    assert "=" not in text(card, "derivation_result").replace("='", "").replace("style=", "")
    assert text(card, "derivation_numbers") is None
    assert text(card, "derivation_sentence") is None
    assert card.accessibleDescription() == "X[1, 1] = 0.05"


def test_that_without_a_cell_there_is_a_hint(card):
    assert text(card, "derivation_sentence").startswith("Point at a number")
    card.set_derivation(SHOWN)
    card.set_derivation(None)
    assert text(card, "derivation_sentence").startswith("Point at a number")
    assert text(card, "derivation_result") is None
    assert card.accessibleDescription() == ""


def test_that_the_type_follows_the_theme(card, qapp):
    card.set_derivation(SHOWN)
    themes.apply(qapp, "projector")
    assert f"font-size: {themes.load('projector').counter_px - 2}px" in text(card, "derivation_result")
    themes.apply(qapp, "light")


def test_that_a_long_formula_scrolls_and_makes_the_card_no_wider(card, qtbot):
    card.set_derivation(SHOWN)
    card.resize(320, 180)
    card.show()
    bar = card.findChild(QScrollArea).verticalScrollBar()
    least = card.minimumSizeHint().width()
    QApplication.sendPostedEvents()
    assert bar.maximum() == 0
    long = " + ".join(["0.5933 · 0.1234"] * 12)
    card.set_derivation(ShownDerivation("WOb", (1, 2), "1", long, long, "It is long."))
    QApplication.sendPostedEvents()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert card.minimumSizeHint().width() < max(least, 300)
