"""Plays “A ball that rolls on”."""

from nnlab.desktop.explore.descent.workspace import Descent
from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # The ravine, with SGD and with momentum.
    model = hand.window.findChild(Descent).model

    def choose(landscape: str) -> None:
        hand.choose("landscape_field", landscape)
        hand.wait(lambda: model.landscape is not None and model.landscape.subject.key == landscape)

    choose("ravine")
    hand.guess_option("along")
    hand.click("descent_run_button")
    model.player.set_pace(1)  # a test has no time to watch
    hand.wait(lambda: model.player.is_at_end)
    assert (model.config.learning_rate, model.descent.path.steps) == (0.07, 89)
    hand.go_on()
    hand.guess_number(0.5)
    hand.expect_open(1)
    hand.choose("descent_optimizer_field", "momentum")
    hand.click("descent_run_button")
    hand.go_on()

    # The two basins.
    choose("two_basins")
    hand.guess_option("shallow")
    hand.click("descent_run_button")
    model.player.set_pace(1)
    hand.go_on()

    # A rate of 0.01 on the bench, and what momentum makes of it.
    hand.set_number("learning_rate_field", 0.01)
    hand.guess_number(100)
    hand.train()
    hand.expect_open(2)
    hand.choose("optimizer_field", "momentum")
    hand.reset()
    hand.train()
    assert hand.lab.state.training.epoch == 331
    hand.go_on()

    # Adam, and the three runs over each other.
    hand.choose("optimizer_field", "adam")
    hand.reset()
    hand.guess_option("sgd")
    hand.train()
    assert hand.lab.state.training.epoch == 305
    hand.click("experiments_tab")
    hand.choose("experiment_choice", "runs")
    table = hand.widget("run_table")
    hand.expect_open(2)
    table.set_chosen((1, 2))
    table.selection_changed.emit((1, 2))
    hand.go_on()

    # Too much of it.
    hand.choose("optimizer_field", "momentum")
    hand.guess_option("fast")
    hand.train(200)
    assert hand.happened() == "stuck"
    hand.go_on()
