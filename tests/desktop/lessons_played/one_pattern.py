"""Plays “It only knows the 2”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # To E < 1e-4.
    hand.guess_number(1000)
    hand.train()
    assert hand.lab.state.training.epoch == 27_702
    hand.go_on()

    # An 8.
    hand.guess_option("eight")
    hand.expect_open(1)
    hand.keys("8")
    assert hand.happened() == "two"
    hand.go_on()

    # Nothing at all.
    hand.guess_option("zero")
    hand.keys("abcdefg")
    hand.wait(lambda: [*hand.lab.picture.figures.probe[0]] == [0.0] * 7)
    hand.expect_said(f"{hand.answer[2]:.2f}")
    hand.go_on()

    # One step, and the rows that do not move.
    hand.guess_option("cf")
    hand.choose("weight_kind", "dW")
    hand.reset()
    hand.keys("2")
    hand.expect_open(2)
    hand.step()
    hand.go_on()

    # All 128.
    hand.guess_number(64)
    hand.hurry()
    hand.train()
    hand.go_on()
