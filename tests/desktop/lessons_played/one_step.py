"""Plays “One step by hand”."""

from PySide6.QtWidgets import QDialog

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # 2·3 + 3·4 + 1
    hand.guess_number(19)
    hand.go_on()

    # Operation by operation.
    hand.step(4)
    hand.expect_open()
    hand.step()
    hand.go_on()

    # The update.
    hand.expect_open()
    hand.step(2)
    hand.go_on()

    # The check of gradients.
    hand.click("arithmetic_check_button")
    hand.wait(lambda: hand.ticks == (True,))
    for dialog in hand.window.findChildren(QDialog):
        dialog.close()
    hand.go_on()

    # To the end, from here.
    hand.guess_number(50)
    hand.train()
    assert hand.lab.state.training.epoch == 79
    hand.go_on()
