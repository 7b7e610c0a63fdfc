"""Plays “A race of three slopes”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # Sigmoid, a thousand epochs.
    hand.guess_number(0.01)
    hand.set_number("epochs_field", 1000)
    hand.train()
    assert [round(value, 3) for value in hand.answer] == [0.305, 0.844]
    hand.go_on()

    # And ten thousand.
    hand.guess_number(0.02)
    hand.set_number("epochs_field", 10_000)
    hand.train()
    assert [round(value, 3) for value in hand.answer] == [0.063, 0.943]
    hand.go_on()

    # The slope.
    hand.guess_number(0.25)
    hand.click("arithmetic_tab")
    hand.expect_open(2)
    hand.step(6)
    hand.go_on()

    # Tanh.
    hand.guess_option("behind")
    hand.set_number("epochs_field", 1000)
    hand.train()
    assert [round(value, 3) for value in hand.answer] == [0.012, 0.907]
    assert hand.happened() == "ahead"
    hand.go_on()

    # ReLU.
    hand.guess_number(665)
    hand.train()
    assert hand.epoch == 665
    hand.go_on()

    # A dead one.
    hand.guess_option("back")
    hand.set_bias(2, 2, -2)
    hand.set_number("epochs_field", 1000)
    hand.train()
    assert hand.happened() == "dead"
    hand.go_on()

    # Awake again.
    hand.choose("layer_2_activation_field", "leaky_relu")
    hand.rest()
    hand.expect_open(1)
    hand.set_number("epochs_field", 20_000)
    hand.train()
    hand.go_on()
