"""Plays “Fire or not: a threshold”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # Other inputs.
    hand.set_input(0, 1)
    hand.go_on()

    # Two fire at a threshold of 0.
    hand.guess_option("first")
    hand.next_sample()
    hand.choose("layer_1_activation_field", "step")
    hand.wait(lambda: hand.answer == [1, 1])
    hand.go_on()

    # A threshold of 0.8.
    hand.set_bias(1, 1, -0.8)
    hand.set_bias(1, 2, -0.8)
    hand.wait(lambda: hand.answer == [1, 0])
    hand.go_on()

    # No slope, no training.
    hand.guess_option("works")
    hand.click("train_button")
    hand.rest()
    hand.go_on()

    # Soft edges.
    hand.guess_number(0.6)
    hand.reset()
    hand.expect_open(2)
    hand.choose("layer_1_activation_field", "sigmoid")
    hand.wait(lambda: [round(value, 4) for value in hand.answer] == [0.7408, 0.6457])
    hand.go_on()

    # Below 0.5 only with a negative sum.
    hand.guess_option("nnlab")
    hand.set_input(1, -1)
    hand.go_on()

    # It finds a threshold of its own.
    hand.guess_option("up")
    hand.next_sample()
    hand.train()
    assert hand.lab.state.training.epoch == 500
    assert hand.happened() == "down"
    assert [round(value, 3) for value in hand.answer] == [0.969, 0.032]
    hand.go_on()
