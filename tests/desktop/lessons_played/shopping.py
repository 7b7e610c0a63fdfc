"""Plays “Shopping backwards”."""

from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import choose_graph, type_value


def play(hand: LearnerHand) -> None:
    # The bill, node by node: it does not stand there yet.
    assert not hand.widget("graph_restart_button").isEnabled()
    hand.guess_number(220)
    hand.click("graph_step_button")
    hand.expect_open(1)
    hand.click("graph_step_button")
    hand.go_on()

    # The way back.
    hand.guess_number(2.2)
    hand.click("graph_step_button")
    hand.click("graph_step_button")
    hand.go_on()

    # One more for an apple.
    type_value(hand, "apple", "101")
    hand.go_on()

    # Three apples.
    type_value(hand, "count", "3")
    hand.go_on()

    # Oranges as well.
    hand.guess_number(715)
    choose_graph(hand, "apples_and_oranges")
    hand.go_on()

    # Everything is free.
    hand.guess_option("zero")
    type_value(hand, "tax", "0")
    hand.go_on()
