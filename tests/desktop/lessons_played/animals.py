"""Plays “How good is it really?”, and compares the numbers of its texts with those that come out."""

from nnlab.desktop.explore.sweeps.folds import FoldsWorkspace
from nnlab.desktop.explore.sweeps.folds_model import Folded
from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import fold


def play(hand: LearnerHand) -> None:
    # (4 − 0) / (5 − 0)
    hand.guess_number(0.8)
    hand.go_on()

    # 23 animals that are put aside.
    hand.guess_option("one")
    hand.train()
    assert hand.happened() == "all"
    held_out = hand.lab.state.dataset.validation
    assert held_out is not None
    hand.expect_said(f"{len(held_out.inputs)}")
    hand.go_on()

    # Five folds, and ten.
    hand.guess_option("most")
    five = folded(hand, 5, "stochastic", 0.05)
    worst = min(five.results, key=lambda result: result.watched_accuracy)
    share, asked = worst.watched_accuracy, five.held_out[worst.index]
    assert round((1 - share) * asked) == 3
    hand.expect_said(f"**{100 * share:.0f}", (f"three of {asked}", f"{asked}마리 가운데 세 마리"))
    assert five.spread.high == 1.0
    hand.expect_said(f"{percent(five)}", f"{percent(five)} ± {spread(five)}")
    hand.go_on()
    hand.guess_option("grows")
    ten = folded(hand, 10, "stochastic", 0.05)
    assert ten.spread.std > five.spread.std
    hand.expect_said(spread(five), spread(ten), percent(ten))
    hand.go_on()

    # One update per epoch: too few, and then longer ones.
    hand.guess_option("less")
    batch = folded(hand, 5, "batch", 0.05)
    hand.expect_said(f"**{100 * batch.spread.mean:.0f}")
    hand.go_on()
    hand.expect_open()
    fold(hand, 5, "batch", 1, 60, seed=1)
    hand.go_on()


def folded(hand: LearnerHand, count: int, way: str, rate: float) -> Folded:
    """Make the folds that the text asks for, and return them when the step is done."""
    fold(hand, count, way, rate, 60, seed=1)
    hand.wait(lambda: hand.player.reveals)
    shown = hand.window.findChild(FoldsWorkspace).model.shown
    assert shown is not None
    assert shown.is_whole
    return shown


def percent(made: Folded) -> str:
    return f"{100 * made.spread.mean:.1f}"


def spread(made: Folded) -> str:
    return f"{100 * made.spread.std:.1f}"
