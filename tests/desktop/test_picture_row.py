import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from nnlab.desktop.widgets.picture_row import PictureRow

PICTURES = [np.full((28, 28), level, dtype=np.uint8) for level in (40, 120, 200)]
CAPTIONS = ["3", "8", "3"]


@pytest.fixture
def row(qtbot):
    row = PictureRow()
    qtbot.addWidget(row)
    row.set_pictures(PICTURES, CAPTIONS)
    row.show()
    qtbot.waitExposed(row)
    return row


@pytest.fixture
def clicked(row):
    clicked: list = []
    row.picture_clicked.connect(clicked.append)
    return clicked


def test_that_a_click_asks_for_the_picture_or_its_caption(qtbot, row, clicked):
    for index, y in enumerate((10, 30, row.height() - 3)):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(50 * index + 20, y))
    assert clicked == [0, 1, 2]


def test_that_a_click_between_two_pictures_asks_for_none(qtbot, row, clicked):
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(47, 20))
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() + 50, 20))
    qtbot.mouseClick(row, Qt.MouseButton.RightButton, pos=QPoint(20, 20))
    assert clicked == []


def test_that_the_keys_walk_and_ask(qtbot, row, clicked):
    row.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(row, key)
    assert clicked == [0, 1]
    assert row.accessibleDescription() == "8"
    for _ in range(5):
        qtbot.keyClick(row, Qt.Key.Key_Right)
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert clicked == [0, 1, 2]


def test_that_what_has_no_room_is_neither_shown_nor_asked_for(qtbot, row, clicked):
    row.resize(100, row.height())
    qtbot.waitUntil(lambda: row.width() == 100)
    row.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        qtbot.keyClick(row, Qt.Key.Key_Right)
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert clicked == [1]


def test_that_other_pictures_are_shown_and_ask_for_nothing(row, clicked):
    before = row.grab().toImage()
    row.set_pictures(PICTURES[::-1], CAPTIONS)
    assert row.grab().toImage() != before
    row.set_pictures([], [])
    row.grab()
    assert clicked == []


def test_that_pictures_without_as_many_captions_are_refused(row):
    with pytest.raises(ValueError, match="3 pictures"):
        row.set_pictures(PICTURES, ["3"])


def test_that_names_of_the_owner_stay(row):
    row.setAccessibleName("Nearest training pictures")
    row.retranslate()
    assert row.accessibleName() == "Nearest training pictures"
