"""Plays “Ten points on a plane”."""

from nnlab.desktop.widgets.parts.plane_model import Hand
from nnlab.engine import Network
from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # Twenty epochs, after which the points are told apart that were all of class 0.
    outputs = Network.reading(hand.lab.state.parameters).predict(hand.lab.state.dataset.inputs)
    assert not outputs.argmax(axis=1).any()
    hand.guess_option("zigzag")
    hand.train()
    hand.expect_said(f"{hand.lab.picture.snapshot.loss:.4f}")
    hand.go_on()

    # No man's land: what is written above the map is the value of the class that wins.
    hand.expect_open()
    hand.widget("plane_map").probe_moved.emit((4.5, 3.0))
    hand.go_on()

    # One hidden neuron.
    hand.guess_option("some")
    hand.set_shape("2-1-2")
    hand.rest()
    hand.train()
    assert hand.happened() == "all"
    hand.go_on()

    # A point amid the others.
    hand.choose("plane_hand", Hand.ADD)
    hand.choose_in("plane_class_field", 1)
    hand.widget("plane_map").add_requested.emit((2.0, 2.5))
    hand.rest()
    hand.set_number("epochs_field", 200)
    hand.guess_option("all")
    hand.train()
    assert hand.happened() == "ten"
    hand.go_on()

    # Fenced in.
    hand.set_shape("2-8-2")
    hand.rest()
    hand.choose("layer_1_activation_field", "tanh")
    hand.choose("optimizer_field", "adam")
    hand.set_number("learning_rate_field", 0.05)
    hand.set_number("epochs_field", 2000)
    hand.reset()
    hand.train()
    hand.go_on()
