"""Plays “Downhill in the fog”."""

from nnlab.desktop.explore.descent.landscapes import TEN_POINTS
from nnlab.desktop.explore.descent.ways_down import SideBySide
from nnlab.desktop.explore.descent.workspace import Descent
from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # A parabola.
    model = hand.window.findChild(Descent).model

    def choose(landscape: str) -> None:
        hand.choose("landscape_field", landscape)
        hand.wait(lambda: model.landscape is not None and model.landscape.subject.key == landscape)

    def roll() -> None:
        hand.click("descent_run_button")
        model.player.set_pace(1)  # a test has no time to watch

    choose("parabola")
    hand.guess_number(1.2)
    roll()
    hand.go_on()

    # Three rates.
    hand.guess_option("bounce")
    hand.choose("side_by_side", SideBySide.RATES)
    model.player.set_pace(1)
    hand.go_on()

    # The shallow valley, and the deep one.
    choose("two_valleys")
    hand.guess_option("left")
    roll()
    hand.go_on()
    hand.choose("descent_optimizer_field", "momentum")
    hand.click("descent_run_button")
    model.player.set_pace(1)
    hand.go_on()

    # Batches.
    choose(TEN_POINTS)
    hand.guess_option("one")
    hand.choose("side_by_side", SideBySide.BATCHES)
    model.player.set_pace(1)
    hand.go_on()

    # In one step.
    hand.guess_number(0.2)
    hand.set_number("learning_rate_field", 0.2)
    hand.train()
    assert hand.lab.state.training.epoch == 1
    hand.go_on()

    # Too far.
    hand.reset()
    hand.set_number("learning_rate_field", 0.5)
    hand.train()
    hand.go_on()
