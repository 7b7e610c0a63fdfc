"""Plays “Guess the rate”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # The curve that is expected.
    hand.guess_curve([(0.0, 0.82), (0.2, 0.6), (0.5, 0.4), (1.0, 0.25)])
    hand.train(200)
    hand.go_on()

    # Too small.
    hand.set_number("learning_rate_field", 0.001)
    hand.guess_option("stands")
    hand.train(100)
    hand.go_on()

    # Far too large.
    hand.set_number("learning_rate_field", 10)
    hand.guess_option("fast")
    hand.train(20)
    hand.go_on()

    # Explodes.
    hand.set_number("learning_rate_field", 1)
    hand.train()
    hand.go_on()

    # A good one.
    hand.set_number("learning_rate_field", 0.03)
    hand.reset()
    hand.train()
    hand.go_on()
