"""Plays “Trust, but check”."""

import tempfile
from pathlib import Path

from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import check_gradients, export


def play(hand: LearnerHand) -> None:
    # Two losses for each parameter.
    assert hand.lab.state.spec.parameter_count == 39_760
    hand.guess_number(79_520)
    hand.go_on()

    # The check, whose button stands below the gradients.
    hand.widget("look_kind").value_chosen.emit("dW")
    check_gradients(hand)
    hand.go_on()

    # ε too large, and too small.
    hand.guess_option("curve")
    check_gradients(hand, 1e-1)
    hand.go_on()
    check_gradients(hand, 1e-1)
    hand.expect_open()
    check_gradients(hand, 1e-12)
    hand.go_on()

    # Trained.
    hand.guess_option("most")
    hand.train()
    hand.go_on()

    # Taken home.
    with tempfile.TemporaryDirectory() as folder:
        export(hand, "npz", Path(folder) / "w.npz")
        export(hand, "numpy-predict", Path(folder) / "w.py")
        hand.go_on()
