"""Plays “First light”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # A 7 on the display: the 0 without d, e and f.
    hand.expect_open()
    hand.keys("def")
    hand.go_on()

    # Guess, then one epoch.
    hand.guess_option("half")
    hand.expect_open(1)
    hand.step()
    hand.go_on()

    # Train until all are right.
    hand.guess_option("one")
    hand.hurry()
    hand.train()
    hand.go_on()

    # A 1 out of e and f alone, begun from the digit that is shown.
    hand.keys("1bcef")
    hand.go_on()

    # Break one segment of the 8 after the other until the network still says 8.
    hand.keys("8")
    display = hand.widget("input_display")
    hand.click("break_switch")
    for segment in range(7):
        display.segment_clicked.emit(segment)
        hand.player.look()
        if hand.ticks == (True,):
            break
        display.segment_clicked.emit(segment)
    hand.click("break_switch")
    hand.go_on()

    # Four hidden neurons.
    hand.set_shape("7-4-4")
    hand.rest()
    hand.set_number("epochs_field", 3000)
    hand.train()
    hand.go_on()
