import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QListView

from nnlab.desktop.widgets.buttons import Look
from nnlab.desktop.widgets.choice_field import ChoiceField
from nnlab.desktop.widgets.choice_popup import PICTURE_SIZE, Choice


@pytest.fixture
def field(qtbot):
    field = ChoiceField()
    qtbot.addWidget(field)
    field.set_choices([("tanh", "tanh"), Choice("relu", "ReLU", "max(0, z)"), ("sigmoid", "sigmoid")])
    field.set_value("relu")
    field.show()
    qtbot.waitExposed(field)
    return field


@pytest.fixture
def chosen(field):
    chosen: list = []
    field.value_chosen.connect(chosen.append)
    return chosen


def open_list(field: ChoiceField) -> QListView:
    field.open()
    return field.findChild(QListView, "choice_list")


def test_that_it_shows_the_text_of_its_value(field):
    assert field.text() == "ReLU"
    field.set_value("tanh")
    assert (field.text(), field.value()) == ("tanh", "tanh")


def test_that_a_value_that_is_not_offered_shows_nothing(field):
    field.set_value("gelu")
    assert field.text() == ""


def test_that_offering_others_leaves_what_is_shown(field):
    field.offer([("gelu", "GELU")])
    assert (field.text(), field.value()) == ("ReLU", "relu")
    assert not field.sizeHint().isEmpty()
    assert open_list(field).model().rowCount() == 1
    field.set_value("gelu")
    assert field.text() == "GELU"


def test_that_setting_emits_nothing(field, chosen):
    field.set_value("tanh")
    field.set_choices([("tanh", "tanh")])
    assert chosen == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_F4])
def test_that_a_key_opens_the_choices(qtbot, field, key):
    qtbot.keyClick(field, key)
    assert field.findChild(QListView, "choice_list").isVisible()


def test_that_a_click_opens_the_choices(qtbot, field):
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.findChild(QListView, "choice_list").isVisible()


def test_that_arrows_and_enter_choose(qtbot, field, chosen):
    choices = open_list(field)
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    assert chosen == ["sigmoid"]
    assert not choices.isVisible()
    assert field.value() == "relu"  # until its owner sets another


def test_that_a_click_on_a_row_chooses_it(qtbot, field, chosen):
    choices = open_list(field)
    place = choices.visualRect(choices.model().index(0, 0)).center()
    qtbot.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["tanh"]


def test_that_escape_leaves_all_as_it_was(qtbot, field, chosen):
    choices = open_list(field)
    qtbot.keyClick(choices, Qt.Key.Key_Up)
    qtbot.keyClick(choices, Qt.Key.Key_Escape)
    assert chosen == []
    assert not choices.isVisible()


def test_that_a_second_click_closes_the_choices_and_does_not_open_them_again(qtbot, field):
    choices = open_list(field)
    popup = choices.window()
    on_field = popup.mapFromGlobal(field.mapToGlobal(field.rect().center()))
    qtbot.mousePress(popup, Qt.MouseButton.LeftButton, pos=on_field)
    assert not choices.isVisible()
    assert popup.testAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)


def test_that_choosing_the_same_again_asks_for_nothing(qtbot, field, chosen):
    qtbot.keyClick(open_list(field), Qt.Key.Key_Return)
    assert chosen == []


def test_that_typing_finds_a_choice(qtbot, field, chosen):
    choices = open_list(field)
    qtbot.keyClicks(choices, "sig")
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    assert chosen == ["sigmoid"]


def test_that_the_picture_of_the_value_is_painted_and_takes_its_room(qtbot, field):
    painted: list[QRectF] = []
    without = field.sizeHint().width()
    field.set_choices([Choice("relu", "ReLU", "", lambda painter, rect, theme: painted.append(rect))])
    assert field.sizeHint().width() > without
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0].size().toSize() == PICTURE_SIZE


def test_that_a_note_widens_the_field_and_is_told_to_a_screen_reader(field):
    without = field.sizeHint().width()
    field.set_note("σ=√1/7")
    assert field.sizeHint().width() > without
    assert field.accessibleDescription() == "σ=√1/7"


def test_that_a_chooser_on_the_toolbar_is_as_tall_as_its_buttons(qtbot, field):
    plate = ChoiceField(Look.PLATE)
    qtbot.addWidget(plate)
    assert plate.sizeHint().height() > field.sizeHint().height()
