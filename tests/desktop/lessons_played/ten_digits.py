"""Plays “Ten digits, and silent neurons”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # Ten thousand epochs.
    hand.guess_option("exact")
    hand.train()
    hand.go_on()

    # Seed 1.
    hand.set_number("seed_field", 1)
    hand.guess_option("all")
    hand.train(5000)
    assert hand.happened() == "most"
    hand.go_on()

    # Who never lights up?
    dark = set(range(8))
    for digit in "0123456789":
        hand.keys(digit)
        dark &= {unit for unit, answer in enumerate(hand.hidden_answers()) if answer == 0}
    assert dark == {2}
    hand.guess_number(3)
    hand.go_on()

    # A slope everywhere.
    hand.choose("layer_1_activation_field", "tanh")
    hand.guess_option("all")
    hand.reset()
    hand.train(3000)
    assert hand.happened() == "all"
    hand.go_on()

    # Shuffled.
    hand.choose("weight_kind", "update")
    hand.guess_option("same")
    hand.hurry()
    hand.train(3000)
    hand.go_on()
