"""The small editor at the cursor: how it closes, and what it hands over."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from nnlab.desktop.panels.value_editor import ValueEditor
from nnlab.desktop.widgets.number_field import NumberField


@pytest.fixture
def entered() -> list[float]:
    return []


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def editor(qtbot, window, entered) -> ValueEditor:
    editor = ValueEditor(window)
    editor.open_editor("weight", 0.5, QPoint(10, 10), entered.append)
    qtbot.waitExposed(editor)
    return editor


@pytest.fixture
def field(editor) -> NumberField:
    return editor.findChild(NumberField)


def test_that_escape_closes_at_once(qtbot, editor, field, entered):
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert entered == []


def test_that_enter_closes_even_if_nothing_was_changed(qtbot, editor, field, entered):
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not editor.isVisible()
    assert entered == []


def test_that_enter_hands_the_number_over_once(qtbot, editor, field, entered):
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not editor.isVisible()
    assert entered == [3.0]


def test_that_a_refused_number_keeps_it_open(qtbot, editor, field, entered):
    qtbot.keyClicks(field, "three")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert field.fault()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert entered == []
