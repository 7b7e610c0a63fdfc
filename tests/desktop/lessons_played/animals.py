"""Plays “How good is it really?”."""

from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import fold


def play(hand: LearnerHand) -> None:
    # (4 − 0) / (5 − 0)
    hand.guess_number(0.8)
    hand.go_on()

    # One test.
    hand.guess_option("one")
    hand.train()
    hand.go_on()

    # Five folds, and ten.
    hand.guess_option("most")
    fold(hand, 5, "stochastic", 0.05, 60)
    hand.go_on()
    hand.guess_option("grows")
    fold(hand, 10, "stochastic", 0.05, 60)
    hand.go_on()

    # One update per epoch: too few, and then longer ones.
    hand.guess_option("less")
    fold(hand, 5, "batch", 0.05, 60)
    hand.go_on()
    hand.expect_open()
    fold(hand, 5, "batch", 1, 60)
    hand.go_on()
