"""Plays “Shapes, and a chain of any length”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # The shape of W.
    hand.guess_option("3x2")
    hand.expect_open(1)
    hand.click("arithmetic_tab")
    hand.go_on()

    # Wb = X.T @ Yb.
    hand.guess_option("ybtx")
    hand.click("arithmetic_tab")
    hand.guess_first()
    hand.fill(hand.line_of("24", "176"), "24", "176")
    hand.expect_open(1)
    hand.fill(hand.line_of("24", "176"), "36", row=2)
    hand.go_on()

    # W.T on the way back.
    hand.guess_option("2x3")
    hand.click("arithmetic_tab")
    hand.step(8)
    hand.go_on()

    # A zero in the chain.
    hand.guess_option("none")
    hand.choose("layer_2_start_field", "zeros")
    hand.rest()
    hand.expect_open(2)
    hand.step_by("epoch")
    hand.step()
    assert hand.happened() == "layer1"
    hand.go_on()

    # Three products.
    hand.guess_number(4)
    hand.click("arithmetic_tab")
    hand.go_on()

    # A network of one's own.
    hand.set_shape("6-5-4-3-3-2")
    hand.rest()
    hand.expect_open(1)
    hand.train()
    hand.go_on()

    # Checked.
    hand.reset()
    hand.check_gradients("arithmetic_check_button")
    hand.go_on()
