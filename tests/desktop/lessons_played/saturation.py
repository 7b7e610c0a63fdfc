"""Plays “Deaf sigmoids”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # Where the sigmoids are, and what that does to the error.
    hand.guess_option("most")
    hand.go_on()
    hand.guess_option("tenthousandth")
    hand.go_on()

    # To the letter.
    hand.guess_option("third")
    hand.train()
    hand.expect_unseen_said()
    hand.go_on()

    # Smaller weights.
    for layer in (1, 2, 3):
        hand.expect_open()
        hand.choose(f"layer_{layer}_start_field", "lecun_normal")
        hand.rest()
    hand.go_on()
    hand.guess_option("double")
    hand.train()
    hand.expect_unseen_said()
    hand.go_on()

    # Far too fast.
    hand.set_number("learning_rate_field", 3)
    hand.guess_option("tenth")
    hand.train()
    hand.expect_unseen_said()
    hand.go_on()
