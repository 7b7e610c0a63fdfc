"""Plays “Who reads your hand?”."""

from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import THREE, click_confusion, click_first_mistake, draw


def play(hand: LearnerHand) -> None:
    # Train on digits.
    hand.guess_option("nine")
    hand.train()
    hand.expect_unseen_said()
    hand.go_on()

    # A mistake.
    hand.expect_open()
    click_first_mistake(hand)
    hand.go_on()

    # The eights that were read as a five.
    hand.guess_option("eight")
    click_confusion(hand, 8, 5)
    hand.go_on()

    # One's own hand.
    hand.expect_open()
    draw(hand, THREE)
    hand.go_on()

    # Too small.
    hand.guess_option("badly")
    hand.expect_open(1)
    hand.widget("seen_strip").step_clicked.emit("scale")
    draw(hand, THREE, 0.25)
    hand.go_on()

    # Three digits of one's own.
    hand.widget("seen_strip").step_clicked.emit("scale")
    for digit in "333":
        draw(hand, THREE)
        hand.keys(digit)
    hand.go_on()
