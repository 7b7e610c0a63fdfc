"""The scrubber: what the hand and the keys ask for, and what it shows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nnlab.desktop.widgets.scrubber import Scrubber

PLACES = [10.0, 20.0, 40.0, 80.0, 100.0]


@pytest.fixture
def scrubber(qtbot):
    widget = Scrubber()
    qtbot.addWidget(widget)
    widget.resize(120, widget.sizeHint().height())
    widget.set_places(PLACES, 4, 100.0, (10.0, 110.0))
    widget.show()
    qtbot.waitExposed(widget)
    widget.said = []
    widget.grabbed.connect(lambda: widget.said.append("grabbed"))
    widget.moved.connect(widget.said.append)
    widget.released.connect(lambda: widget.said.append("released"))
    widget.cancelled.connect(lambda: widget.said.append("cancelled"))
    return widget


def at(x):
    return QPoint(x, 9)


def test_that_a_drag_grabs_moves_along_the_places_and_releases(scrubber):
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=at(78))
    QTest.mouseMove(scrubber, at(45))
    QTest.mouseMove(scrubber, at(42))
    QTest.mouseMove(scrubber, at(0))
    assert scrubber.held == 0
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=at(0))
    assert scrubber.said == ["grabbed", 3, 2, 0, "released"]
    assert scrubber.held is None


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_Left, 3),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, 0),
        (Qt.Key.Key_End, 4),
        (Qt.Key.Key_Right, 4),
    ],
)
def test_that_keys_move_and_return_releases(scrubber, key, place):
    QTest.keyClick(scrubber, key)
    QTest.keyClick(scrubber, Qt.Key.Key_Return)
    assert scrubber.said == ["grabbed", place, "released"]


def test_that_between_two_places_the_one_to_the_left_is_a_step_of_its_own(scrubber):
    scrubber.set_places(PLACES, 3, 90.0, (10.0, 110.0))
    QTest.keyClick(scrubber, Qt.Key.Key_Left)
    QTest.keyClick(scrubber, Qt.Key.Key_Left)
    assert scrubber.said == ["grabbed", 3, 2]


def test_that_escape_cancels_and_is_left_to_others_when_nothing_is_held(scrubber):
    QTest.keyClick(scrubber, Qt.Key.Key_Escape)
    assert scrubber.said == []
    QTest.keyClick(scrubber, Qt.Key.Key_Left)
    QTest.keyClick(scrubber, Qt.Key.Key_Escape)
    assert scrubber.said == ["grabbed", 3, "cancelled"]
    assert scrubber.held is None


def test_that_what_keys_have_chosen_is_released_when_they_rest(scrubber, qtbot):
    QTest.keyClick(scrubber, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "released" in scrubber.said, timeout=5000)
    assert scrubber.said == ["grabbed", 3, "released"]


def test_that_a_setter_says_nothing_and_a_run_without_moments_is_still(scrubber):
    for places in ([], [10.0]):
        scrubber.set_places(places, 0, 10.0, (10.0, 110.0))
        assert not scrubber.isEnabled()
    assert scrubber.said == []


def test_that_a_place_that_is_gone_is_let_go(scrubber):
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=at(100))
    scrubber.set_places(PLACES[:2], 1, 20.0, (10.0, 110.0))
    assert scrubber.held is None
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=at(100))
    assert scrubber.said == ["grabbed", 4]


def test_that_the_handle_is_drawn_where_the_network_stands_and_follows_the_hand(scrubber):
    def darkest(widget):
        image = widget.grab().toImage()
        middle = image.height() // 2
        return min(range(image.width()), key=lambda x: image.pixelColor(x, middle).lightness())

    scrubber.set_places(PLACES, 2, 40.0, (10.0, 110.0))
    QTest.mousePress(scrubber, Qt.MouseButton.LeftButton, pos=at(80))
    assert abs(darkest(scrubber) - 80) <= 6
    QTest.mouseRelease(scrubber, Qt.MouseButton.LeftButton, pos=at(80))
