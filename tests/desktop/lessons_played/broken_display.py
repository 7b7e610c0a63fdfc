"""Plays “The broken display”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # 47 breaks.
    hand.guess_number(40)
    hand.train()
    hand.go_on()

    # A 2 with a break that does no harm, and the one that does.
    display = hand.widget("input_display")
    hand.keys("2")
    hand.click("break_switch")
    display.segment_clicked.emit("abcdefg".index("a"))
    hand.wait(lambda: hand.ticks == (True, False))
    display.segment_clicked.emit("abcdefg".index("a"))
    display.segment_clicked.emit("abcdefg".index("e"))
    hand.go_on()

    # An 8 without its middle is a 0.
    display.segment_clicked.emit("abcdefg".index("e"))
    hand.keys("8")
    hand.guess_option("nobody")
    hand.expect_open(1)
    display.segment_clicked.emit("abcdefg".index("g"))
    hand.go_on()

    # Read as 11: a 7 without c.
    display.segment_clicked.emit("abcdefg".index("g"))
    hand.click("break_switch")
    hand.keys("7")
    hand.expect_open(0)
    hand.keys("c")
    hand.go_on()

    # A 6 with a bar on top.
    hand.guess_option("six")
    hand.keys("6a")
    assert hand.happened() == "zero"
    hand.go_on()

    # Another start, that reads it.
    hand.set_number("seed_field", 2)
    hand.train()
    hand.go_on()
