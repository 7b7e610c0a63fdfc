import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.text_field import TextField


@pytest.fixture
def window(qtbot, qapp):
    themes.apply(qapp, "light")
    window = QWidget()
    layout = QVBoxLayout(window)
    field = TextField()
    layout.addWidget(field)
    layout.addWidget(QPushButton("elsewhere"))
    qtbot.addWidget(window)
    field.set_value("7 – 8 – 4")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    return window


@pytest.fixture
def field(window):
    return window.findChild(TextField)


@pytest.fixture
def edit(field):
    return field.findChild(QLineEdit)


@pytest.fixture
def entered(field):
    entered: list = []
    field.text_entered.connect(entered.append)
    return entered


def type_over(qtbot, edit: QLineEdit, text: str) -> None:
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def test_that_enter_emits_the_text_once(qtbot, field, edit, entered):
    type_over(qtbot, edit, " 7-6-4 ")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    field.window().findChild(QPushButton).setFocus()
    assert entered == ["7-6-4"]


def test_that_leaving_emits_the_text(qtbot, field, edit, entered):
    type_over(qtbot, edit, "7-6-4")
    field.window().findChild(QPushButton).setFocus()
    assert entered == ["7-6-4"]


def test_that_nothing_is_emitted_when_nothing_was_changed(qtbot, edit, entered):
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert entered == []


def test_that_escape_restores_text_and_takes_the_error_away(qtbot, field, edit, entered):
    type_over(qtbot, edit, "7-x")
    field.set_error("“x” is not a width.")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert (edit.text(), field.error(), entered) == ("7 – 8 – 4", "", [])


def test_that_a_refused_text_stays_to_be_mended(qtbot, field, edit):
    def refuse(text: str) -> None:
        field.set_error("“x” is not a width.")
        field.set_value("7 – 8 – 4")  # as a panel does that shows its unchanged state again

    field.text_entered.connect(refuse)
    type_over(qtbot, edit, "7-x")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.text(), field.error()) == ("7-x", "“x” is not a width.")


def test_that_a_new_value_replaces_a_refused_text(field, edit):
    field.set_error("“x” is not a width.")
    field.set_value("7 – 6 – 4")
    assert (edit.text(), field.error()) == ("7 – 6 – 4", "")


def test_that_the_error_is_seen_and_read_out_and_goes_with_the_next_key(qtbot, field, edit):
    low = field.sizeHint().height()
    field.set_error("Write whole numbers.")
    assert edit.accessibleDescription() == "Write whole numbers."
    assert field.sizeHint().height() > low
    qtbot.keyClicks(edit, "1")
    assert field.error() == ""


def test_that_setting_emits_nothing_and_spares_a_text_being_typed(qtbot, field, edit, entered):
    type_over(qtbot, edit, "1-2")
    field.set_value("3 – 4")
    assert (edit.text(), entered) == ("1-2", [])


def test_that_long_text_is_set_in_smaller_type_and_moves_nothing(field, edit):
    field.window().setFixedWidth(190)
    field.window().layout().activate()
    large, height = edit.font().pixelSize(), field.sizeHint().height()
    edit.clearFocus()
    field.set_value("784 – 392 – 196 – 10")
    assert edit.fontMetrics().horizontalAdvance(edit.text()) <= edit.width() - 20
    assert edit.font().pixelSize() < large
    assert field.sizeHint().height() == height
    field.set_value("7 – 8 – 4")
    assert edit.font().pixelSize() == large


def test_that_text_too_long_for_any_type_is_read_from_its_beginning(field, edit):
    field.window().setFixedWidth(190)
    edit.clearFocus()
    field.set_value(" – ".join(["16"] * 30))
    assert edit.cursorPosition() == 0
