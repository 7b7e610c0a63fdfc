"""Where labels stand so that no line strikes through them."""

import pytest
from PySide6.QtCore import QLineF, QRectF

from nnlab.desktop.widgets.parts.clear_places import clear_place, crosses

ROOM = QRectF(0, 0, 100, 100)
ABOVE, BELOW, ASIDE = QRectF(40, 20, 20, 10), QRectF(40, 70, 20, 10), QRectF(70, 45, 20, 10)
OUTSIDE = QRectF(90, 45, 20, 10)


@pytest.mark.parametrize(
    ("line", "touches"),
    [
        (QLineF(0, 25, 100, 25), True),
        (QLineF(50, 0, 50, 22), True),
        (QLineF(45, 24, 50, 26), True),
        (QLineF(0, 0, 30, 100), False),
        (QLineF(0, 25, 39, 25), False),
    ],
)
def test_that_a_line_is_seen_only_between_its_ends(line, touches):
    assert crosses(ABOVE, line) is touches


def test_that_the_first_place_that_nothing_touches_is_taken():
    line = QLineF(0, 25, 100, 25)
    assert clear_place([ABOVE, BELOW], [], [], ROOM) == ABOVE
    assert clear_place([ABOVE, BELOW], [line], [], ROOM) == BELOW
    assert clear_place([ABOVE, BELOW, ASIDE], [line], [BELOW], ROOM) == ASIDE
    assert clear_place([OUTSIDE, BELOW], [], [], ROOM) == BELOW


def test_that_where_all_are_touched_the_least_touched_is_taken():
    lines = [QLineF(0, 25, 100, 25), QLineF(0, 22, 100, 22), QLineF(0, 75, 100, 75)]
    assert clear_place([ABOVE, BELOW], lines, [], ROOM) == BELOW
