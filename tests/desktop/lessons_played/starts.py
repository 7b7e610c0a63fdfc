"""Plays “Where learning begins”."""

from tests.desktop.learner import LearnerHand


def play(hand: LearnerHand) -> None:
    # Zeros in both layers.
    hand.choose("layer_1_start_field", "zeros")
    hand.choose("layer_2_start_field", "zeros")
    hand.guess_option("half")
    hand.train(100)
    history = hand.lab.picture.snapshot.history
    hand.expect_said(f"{history.loss[history.epochs.tolist().index(100)]:.2f}")
    assert hand.happened() == "stuck"
    hand.go_on()

    # Zeros in the first layer only.
    hand.choose("layer_2_start_field", "lecun_normal")
    hand.reset()
    hand.guess_option("stuck")
    hand.train()
    hand.go_on()

    # Eight starts of the network on the bench.
    hand.guess_number(8)
    hand.click("starts_run_button")
    hand.go_on()

    # Six layers.
    hand.guess_option("lecun")
    hand.click("starts_bench_field")
    hand.choose("starts_activation_field", "tanh")
    hand.set_number("starts_depth_field", 6)
    hand.set_number("starts_width_field", 16)
    hand.expect_open(1)
    hand.click("starts_run_button")
    hand.go_on()

    # Two dead neurons.
    hand.guess_option("far")
    hand.train(2000)
    hand.go_on()

    # One that lives.
    hand.set_number("seed_field", 5)
    hand.guess_number(100_000)
    hand.train()
    assert hand.lab.state.training.epoch == 36_052
    hand.go_on()
