"""Plays “Inside the sigmoid”."""

from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import choose_graph, select_node, type_value


def play(hand: LearnerHand) -> None:
    # (x + y)²
    hand.guess_number(10)
    choose_graph(hand, "square_of_sum")
    hand.go_on()

    # The floor of the valley.
    type_value(hand, "x", "-3")
    hand.go_on()

    # Unfolded, node by node.
    hand.guess_option("fifth")
    choose_graph(hand, "sigmoid_unfolded")
    hand.click("graph_restart_button")
    for _ in range(8):
        hand.expect_open(2)
        hand.click("graph_step_button")
    hand.go_on()

    # Folded.
    select_node(hand, "y")
    hand.click("graph_fold_button")
    hand.go_on()

    # Saturated.
    hand.guess_option("gone")
    type_value(hand, "x", "10")
    hand.go_on()

    # A batch.
    hand.guess_number(4)
    choose_graph(hand, "batch_affine")
    hand.go_on()

    # Softmax with loss.
    choose_graph(hand, "softmax_with_loss")
    hand.expect_open()
    type_value(hand, "X", "0, 0, 9; 9, 0, 0")
    hand.go_on()
