"""The small editor at the cursor: how it closes, and what it hands over."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.bench.value_editor import ValueEditor
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


@pytest.mark.parametrize("corner", ["topLeft", "topRight", "bottomLeft", "bottomRight", "center"])
def test_that_it_stays_on_the_screen_and_off_the_place_that_was_clicked(window, entered, corner):
    screen = window.screen().availableGeometry()
    at = getattr(screen, corner)()
    editor = ValueEditor(window)
    editor.open_editor("weight of layer 1, b → h3", 0.5, at, entered.append)
    assert screen.contains(editor.geometry())
    assert not editor.geometry().contains(at)
    editor.close_editor()


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_its_edge_stands_out_from_the_surface_below(qapp, editor, name):
    theme = themes.apply(qapp, name)
    image = editor.grab().toImage()
    middle = image.height() // 2
    edge, inner = image.pixelColor(0, middle), image.pixelColor(4, middle)
    themes.apply(qapp, "light")
    assert inner == QColor(theme.popup)
    assert abs(edge.lightness() - QColor(theme.surface).lightness()) >= 40
    assert not editor.mask().contains(QPoint(0, 0))
