"""Plays “One weight, one bias”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # One step.
    hand.guess_option("hit")
    hand.step_by("epoch")
    hand.step()
    assert hand.happened() == "up"
    hand.go_on()

    # By hand.
    hand.guess_first()
    for line, number in enumerate(("7", "7", "4.5"), start=1):
        hand.fill(line, number)
    hand.expect_open()
    hand.fill(4, "-3")
    hand.go_on()

    # To the end.
    hand.guess_number(100)
    hand.train()
    assert hand.epoch == 172
    hand.go_on()

    # In one step.
    hand.guess_number(0.2)
    hand.reset()
    hand.set_number("learning_rate_field", 0.2)
    hand.train()
    hand.go_on()

    # There and back for ever.
    hand.guess_option("falls")
    hand.reset()
    hand.set_number("learning_rate_field", 0.4)
    hand.train(50)
    assert hand.happened() == "stays"
    hand.go_on()

    # Explodes.
    hand.reset()
    hand.set_number("learning_rate_field", 0.5)
    hand.train()
    hand.go_on()

    # Two inputs.
    hand.guess_option("more")
    hand.train()
    assert hand.epoch == 65
    hand.go_on()
