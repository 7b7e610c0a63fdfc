"""Plays “One layer, every number”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # 2·3 + 3·4 + 1, and its neighbour.
    hand.guess_first()
    hand.fill(1, "19")
    hand.expect_open()
    hand.fill(1, "19", "30")
    hand.go_on()

    # Operation by operation.
    hand.guess_first()
    hand.guess_option("down")
    hand.step(4)
    hand.expect_open(1)
    hand.step()
    hand.go_on()

    # The update.
    hand.expect_open()
    hand.step(2)
    hand.go_on()

    # The check of gradients.
    hand.check_gradients("arithmetic_check_button")
    hand.go_on()

    # To the end, from here.
    hand.guess_number(50)
    hand.train()
    assert hand.epoch == 79
    hand.go_on()

    # Three by three.
    hand.guess_option("more")
    hand.train()
    assert hand.epoch == 36
    hand.go_on()

    # From zeros.
    hand.guess_option("never")
    hand.choose("layer_1_start_field", "zeros")
    hand.rest()
    hand.expect_open(1)
    hand.train()
    assert hand.epoch == 37
    assert hand.happened() == "learns"
    hand.go_on()
