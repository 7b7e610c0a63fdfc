"""Plays “The other way round”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # To a loss of 0.1.
    hand.guess_number(100)
    hand.train()
    assert hand.lab.state.training.epoch == 276
    hand.go_on()

    # 11, and 10.
    hand.guess_option("mess")
    hand.set_switches(1, 0, 1, 1)
    hand.go_on()
    hand.set_switches(1, 0, 1, 0)
    hand.go_on()

    # Without biases, and nothing coming in.
    hand.guess_number(0)
    hand.click("layer_1_bias_field")
    hand.click("layer_2_bias_field")
    hand.expect_open(3)
    hand.set_switches(0, 0, 0, 0)
    hand.go_on()

    # Nine of ten.
    hand.guess_option("all")
    hand.train(500)
    assert hand.happened() == "nine"
    hand.go_on()

    # Four hidden neurons.
    hand.click("layer_1_bias_field")
    hand.click("layer_2_bias_field")
    hand.set_shape("4-4-7")
    hand.rest()
    hand.train()
    hand.go_on()
