import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.fields import ChoiceField, FieldRow, NumberField, SwitchField
from nnlab.desktop.widgets.parts.painting import CHIP_PADDING


@pytest.fixture
def card(qtbot):
    card = Card("Network")
    qtbot.addWidget(card)
    card.resize(228, 300)
    return card


def add_row(card: Card, field: QWidget) -> FieldRow:
    row = FieldRow("Width", field)
    card.body.addLayout(row)
    card.show()
    card.layout().activate()
    return row


@pytest.mark.parametrize("make", [NumberField, ChoiceField])
def test_that_the_value_and_not_its_plate_is_level_with_the_edge(card, make):
    field = make()
    add_row(card, field)
    body = card.body.geometry()
    assert field.geometry().right() - CHIP_PADDING == body.right()
    assert card.rect().contains(field.geometry())


def test_that_a_switch_which_has_no_plate_is_level_itself(card):
    field = SwitchField()
    add_row(card, field)
    assert field.geometry().right() == card.body.geometry().right()


def test_that_label_and_field_belong_together(card):
    field = NumberField()
    row = add_row(card, field)
    assert row.label.buddy() is field
    assert field.accessibleName() == "Width"
    row.set_label("너비")
    assert (row.label.text(), field.accessibleName()) == ("너비", "너비")


def test_that_a_name_given_before_is_kept(card):
    field = NumberField()
    field.setAccessibleName("Width of layer 1")
    add_row(card, field)
    assert field.accessibleName() == "Width of layer 1"


def test_that_rows_are_equally_tall_whatever_their_field(qtbot, card):
    rows = [add_row(card, field) for field in (NumberField(), SwitchField(), ChoiceField())]
    card.body.addStretch(1)
    qtbot.waitUntil(lambda: all(row.field.isVisible() for row in rows))
    card.layout().activate()
    assert len({row.geometry().height() for row in rows}) == 1


def test_that_a_hidden_row_takes_no_room(card):
    above, below = add_row(card, NumberField()), add_row(card, NumberField())
    card.body.addStretch(1)
    above.set_visible(False)
    card.layout().activate()
    assert above.geometry() == QRect() or above.geometry().height() == 0 or above.isEmpty()
    assert below.field.y() < card.body.geometry().top() + 10
