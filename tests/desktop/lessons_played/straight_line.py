"""Plays “A line between two animals”."""

from tests.desktop.learner import LearnerHand


def weight(hand: LearnerHand) -> float:
    """Return A, the only weight there is."""
    return float(hand.lab.state.parameters.layers[0][0][0, 0])


def play(hand: LearnerHand) -> None:
    # On to the caterpillar.
    hand.next_sample()
    hand.go_on()

    # The ladybird, hit at once: 0.25 + 0.35/3.
    hand.guess_number(0.3667)
    hand.set_number("learning_rate_field", 0.1111)
    hand.step_by("sample")
    hand.expect_open(1)
    hand.step()
    hand.go_on()

    # The caterpillar wipes that out.
    hand.guess_option("both")
    hand.set_number("learning_rate_field", 1)
    hand.step()
    hand.go_on()

    # Half of each error.
    hand.guess_number(1.5)
    hand.reset()
    hand.set_number("learning_rate_field", 0.0556)
    hand.step()
    hand.set_number("learning_rate_field", 0.5)
    hand.step()
    hand.go_on()

    # One rate for both.
    hand.guess_option("middle")
    hand.set_number("learning_rate_field", 0.0556)
    hand.expect_open(2)
    hand.train()
    assert hand.happened() == "ladybird"
    hand.expect_said(f"{weight(hand):.3f}")
    hand.go_on()

    # Too large.
    hand.guess_option("settles")
    hand.reset()
    hand.set_number("learning_rate_field", 0.3)
    hand.train()
    assert hand.happened() == "swings"
    hand.expect_said(f"−{-weight(hand):.1f}")
    hand.go_on()

    # Small steps, and many.
    hand.expect_open()
    hand.reset()
    hand.set_number("learning_rate_field", 0.01)
    hand.set_number("epochs_field", 500)
    hand.train()
    hand.go_on()
