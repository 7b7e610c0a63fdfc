import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.tile_captions import Captions, CaptionStamps, fitting, tile_px

TRUE = np.array([8, 8, 3, 3], dtype=np.uint8)
ANSWERED = np.array([4, 8, 3, 8], dtype=np.uint8)
DIGITS = tuple("0123456789")


def stamps_of(captions, size=(48, 14)):
    return CaptionStamps(captions, size, "light", 1.0).pixels(np.arange(4))


@pytest.mark.parametrize(
    ("widths", "room", "shares"),
    [
        ((10, 10), 30, (10, 10)),
        ((40, 10), 30, (20, 10)),
        ((10, 40), 30, (10, 20)),
        ((40, 40), 30, (15, 15)),
    ],
)
def test_that_two_names_share_the_room_and_leave_what_they_do_not_need(widths, room, shares):
    assert fitting(widths, room) == shares


def test_that_a_wrong_answer_stands_beside_the_class_in_ink_and_a_right_one_says_the_class_quietly(qapp):
    wrong, right, *_others = stamps_of(Captions(TRUE, ANSWERED, DIGITS))
    ink, muted = (QColor(getattr(themes.load("light"), name)).rgb() for name in ("ink", "muted"))
    written = [int((stamp != stamp[0, 0]).any(axis=0).sum()) for stamp in (wrong, right)]
    assert written[0] > 2 * written[1]
    darkest = [int((stamp & 0xFF).min()) for stamp in (wrong, right)]
    assert darkest[0] < muted & 0xFF
    assert darkest[1] >= ink & 0xFF
    assert darkest[1] > darkest[0]


def test_that_pictures_without_answers_say_their_class(qapp):
    unanswered = stamps_of(Captions(TRUE, None, DIGITS))
    right = stamps_of(Captions(TRUE, TRUE, DIGITS))
    assert np.array_equal(unanswered, right)
    assert np.array_equal(unanswered[0], unanswered[1])
    assert not np.array_equal(unanswered[0], unanswered[2])


def test_that_long_names_leave_a_space_to_their_neighbours(qapp):
    names = tuple(f"Ankle boot number {index}" for index in range(10))
    for stamp in stamps_of(Captions(TRUE, ANSWERED, names)):
        assert (stamp[:, :1] == stamp[0, 0]).all()
        assert (stamp[:, -1:] == stamp[0, 0]).all()
        assert (stamp != stamp[0, 0]).any()


def test_that_a_class_without_a_name_is_named_by_its_number(qapp):
    named = stamps_of(Captions(TRUE, None, tuple("012345678")))
    nameless = stamps_of(Captions(TRUE, None, ()))
    assert np.array_equal(named, nameless)


def test_that_tiles_are_wider_where_their_captions_are_words():
    assert tile_px(44, tuple("0123456789")) == 44
    assert tile_px(44, ("Bag", "Ankle boot")) > 44
