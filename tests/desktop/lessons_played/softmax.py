"""Plays “Shares, not scores”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # Which is more of a dog?
    hand.guess_option("first")
    hand.choose("layer_1_activation_field", "softmax")
    hand.wait(lambda: round(hand.answer[0], 3) == 0.367)
    hand.next_sample()
    hand.wait(lambda: round(hand.answer[0], 3) == 0.391)
    hand.go_on()

    # Only differences count.
    hand.guess_option("rises")
    hand.set_input(5.5, 5.2, 5.3)
    hand.wait(lambda: round(hand.answer[0], 3) == 0.391)
    hand.go_on()

    # Cross-entropy.
    hand.guess_number(0.5)
    hand.step_by("epoch")
    hand.step()
    assert round(hand.lab.picture.snapshot.loss, 3) == 0.635
    hand.go_on()

    # Y − T.
    hand.guess_first()
    line = hand.line_of("0.4703", "-0.4703")
    hand.fill(line, "0.4703", "-0.4703")
    hand.go_on()

    # ReLU to its end.
    hand.guess_option("sigmoid")
    hand.train()
    assert hand.epoch == 56_961
    hand.go_on()

    # The wrong pair.
    hand.guess_option("same")
    hand.choose("loss_field", "half_squared_error")
    hand.set_number("epochs_field", 1000)
    hand.train()
    assert round(hand.answer[1], 3) == 0.904
    assert hand.happened() == "less"
    hand.go_on()
