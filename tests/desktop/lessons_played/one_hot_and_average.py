"""Plays “Ten answers, one average”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # 28 · 28
    hand.guess_number(784)
    hand.go_on()

    # One-hot: bring an eight.
    hand.guess_option("order")
    hand.expect_open(1)
    hand.keys("8")
    hand.go_on()

    # W·x of the first picture and of the first eight, and then one that is answered wrongly.
    hand.guess_number(30)
    probe, W = hand.lab.probe, hand.lab.state.parameters.layers[0][0]
    for row, score in ((0, 19.63), (1, 62.9)):
        probe.set_row(row)
        assert round(float(probe.seen @ W[:, 0]), 2) == score
        hand.expect_open(1)
    for _ in range(3):
        hand.expect_open(1)
        hand.click_widget("next_sample_button")
    hand.go_on()

    # Without a bias.
    hand.guess_option("half")
    hand.set_number("digit_bias_field", 0)
    hand.go_on()

    # A better one.
    hand.guess_number(90)
    hand.expect_open(1)
    hand.set_number("digit_bias_field", -70)
    hand.go_on()

    # Trained.
    hand.guess_option("better")
    hand.train()
    hand.go_on()
