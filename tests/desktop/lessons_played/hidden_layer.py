"""Plays “Back through a hidden layer”."""

import numpy as np

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # The hidden sums.
    hand.guess_first()
    hand.fill(1, "0.3775", "0.3925")
    hand.go_on()

    # What came in times what went wrong.
    hand.guess_first()
    hand.guess_option("same")
    hand.step(3)
    hand.expect_open(1)
    hand.step(hand.operations_left())
    assert hand.happened() == "first"
    hand.go_on()

    # A minus sign travels back.
    hand.guess_option("down")
    hand.set_weight(2, 1, 1, -0.4)
    hand.rest()
    hand.expect_open(1)
    hand.step_by("epoch")
    hand.step()
    assert hand.happened() == "up"
    hand.go_on()

    # The curve.
    hand.guess_curve([(0.0, 0.95), (0.5, 0.5), (1.0, 0.0)])
    hand.train()
    assert hand.epoch == 665
    hand.go_on()

    # From zeros.
    hand.guess_option("never")
    hand.choose("layer_1_start_field", "zeros")
    hand.rest()
    hand.expect_open(1)
    hand.choose("layer_2_start_field", "zeros")
    hand.rest()
    hand.train()
    assert hand.epoch == 767
    assert all(not W.any() for W, _ in hand.lab.picture.snapshot.parameters.layers)
    assert hand.happened() == "biases"
    hand.go_on()

    # The same answer to everything.
    before = hand.answer
    hand.set_input(1, 1)
    assert np.array_equal(hand.answer, before)
    hand.go_on()
