"""Plays “Which rate, how long?”."""

from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import sweep_rates


def play(hand: LearnerHand) -> None:
    # 0.01 and 0.99
    hand.guess_option("reach")
    hand.go_on()

    # Against the rate.
    hand.guess_option("middle")
    sweep_rates(hand, "0.01 0.1 0.3 1 3 10", epochs=1, seeds=3)
    hand.go_on()

    # Against epochs.
    hand.guess_option("turned")
    sweep_rates(hand, "0.3 1", epochs=10, seeds=2)
    hand.go_on()

    # Far too fast.
    hand.guess_option("same")
    hand.set_number("learning_rate_field", 10)
    hand.train()
    hand.go_on()

    # One's own turn.
    hand.set_number("learning_rate_field", 1)
    hand.set_number("epochs_field", 10)
    hand.train()
    hand.go_on()
