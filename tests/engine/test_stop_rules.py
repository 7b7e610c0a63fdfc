import numpy as np
import pytest

from nnlab.engine import EngineError, LayerSpec, Network, NetworkSpec, StopReason, Trainer, TrainingConfig

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.5, 0.2]])
T = np.array([[0.0], [1.0], [1.0], [1.0], [0.0]])


def make_trainer(**settings) -> Trainer:
    network = Network.create(NetworkSpec(2, (LayerSpec(1, "sigmoid", "lecun_normal"),)), seed=1)
    settings = {"loss": "binary_cross_entropy", "learning_rate": 0.5, "epochs": 5000} | settings
    return Trainer(network, X, T, TrainingConfig(**settings))


# -- epochs ----------------------------------------------------------------------------------------------------


def test_that_no_epochs_at_all_means_no_update():
    trainer = make_trainer(epochs=0)
    before = trainer.network.theta.copy()
    assert trainer.run() is StopReason.EPOCHS
    assert not trainer.step()
    assert trainer.step_operation() is None
    assert (trainer.step_count, trainer.stop_epoch) == (0, 0)
    np.testing.assert_array_equal(trainer.network.theta, before)


@pytest.mark.parametrize("batch_size", [1, 2, None])
def test_that_training_ends_after_so_many_passes(batch_size):
    trainer = make_trainer(epochs=3, batch_size=batch_size)
    assert trainer.run() is StopReason.EPOCHS
    assert (trainer.epoch, trainer.stop_epoch, trainer.position) == (3, 2, 0)
    assert not trainer.step()
    assert trainer.advance(steps=100) == 0
    assert trainer.step_operation() is None


def test_that_more_epochs_let_a_stopped_training_go_on_as_if_it_had_never_stopped():
    stopped, straight = make_trainer(epochs=3), make_trainer(epochs=8)
    stopped.run()
    stopped.configure(epochs=8)
    assert stopped.stopped_by is None
    assert stopped.run() is StopReason.EPOCHS
    straight.run()
    np.testing.assert_array_equal(stopped.network.theta, straight.network.theta)


# -- stop_loss -------------------------------------------------------------------------------------------------


def test_that_stop_loss_is_tested_before_the_update_as_the_notes_do():
    reference = make_trainer(batch_size=None)
    losses = []
    for _ in range(20):
        losses.append(reference.loss())
        reference.step()
    trainer = make_trainer(batch_size=None, stop_loss=losses[12] * (1 + 1e-9))
    assert trainer.run() is StopReason.LOSS
    assert (trainer.stop_epoch, trainer.step_count) == (12, 12)
    assert trainer.last_loss == pytest.approx(losses[12], rel=1e-12)
    assert trainer.loss() < trainer.config.stop_loss


def test_that_with_mini_batches_stop_loss_compares_the_mean_over_the_pass_before_its_last_update():
    probe = make_trainer(batch_size=2, shuffle=False)
    probe.advance(steps=3 * 4)
    seen = 0.0
    for rows in (slice(0, 2), slice(2, 4), slice(4, 5)):
        seen += probe.network.loss(X[rows], T[rows], "binary_cross_entropy") * len(X[rows])
        probe.step()
    trainer = make_trainer(batch_size=2, shuffle=False, stop_loss=seen / 5 * (1 + 1e-9))
    assert trainer.run() is StopReason.LOSS
    assert (trainer.stop_epoch, trainer.epoch, trainer.position) == (4, 4, 4)
    assert trainer.step_count == 4 * 3 + 2
    assert trainer.epoch_loss == pytest.approx(seen / 5, rel=1e-12)


def test_that_one_good_batch_does_not_stop_a_pass():
    probe = make_trainer(batch_size=1, shuffle=False)
    first_losses = []
    for _ in range(5):
        probe.step()
        first_losses.append(probe.last_loss)
    limit = (min(first_losses) + sum(first_losses) / 5) / 2
    trainer = make_trainer(batch_size=1, shuffle=False, stop_loss=limit)
    trainer.run()
    assert trainer.stop_epoch > 0


def test_that_a_stop_loss_of_zero_is_never_reached():
    trainer = make_trainer(stop_loss=0.0, epochs=50, batch_size=None)
    assert trainer.run() is StopReason.EPOCHS


def test_that_a_stricter_stop_loss_lets_a_stopped_training_go_on_where_it_stood():
    stopped, straight = make_trainer(batch_size=2, stop_loss=0.3), make_trainer(batch_size=2, stop_loss=0.2)
    assert stopped.run() is StopReason.LOSS
    assert not stopped.step()
    stopped.configure(stop_loss=0.2)
    assert stopped.run() is StopReason.LOSS
    straight.run()
    assert (stopped.step_count, stopped.stop_epoch) == (straight.step_count, straight.stop_epoch)
    np.testing.assert_array_equal(stopped.network.theta, straight.network.theta)


def test_that_a_loss_that_is_not_a_number_stops_nothing():
    spec = NetworkSpec(1, (LayerSpec(1, "linear", "constant(1000)"),))
    trainer = Trainer(
        Network.create(spec), [[1000.0]], [[0.0]], TrainingConfig(learning_rate=1e6, stop_loss=1.0, epochs=60)
    )
    assert trainer.run() is StopReason.EPOCHS
    assert not np.isfinite(trainer.last_loss)


# -- stop_epoch_error --------------------------------------------------------------------------------------------


def test_that_stop_epoch_error_compares_the_summed_error_of_a_pass_after_it():
    # As 323 of the notes: shuffle, train on each sample, sum the errors, stop when the sum is small.
    trainer = make_trainer(stop_epoch_error=1.0)
    sums = []
    trainer.on_epoch_end = lambda: sums.append(trainer.epoch_loss * len(X))
    assert trainer.run() is StopReason.EPOCH_ERROR
    assert sums[-1] < 1.0 <= min(sums[:-1])
    assert trainer.stop_epoch == len(sums) - 1
    assert trainer.step_count == len(sums) * len(X)
    assert trainer.position == 0


def test_that_the_summed_error_stops_even_in_the_last_pass_allowed():
    free = make_trainer(stop_epoch_error=1.0)
    free.run()
    limited = make_trainer(stop_epoch_error=1.0, epochs=free.epoch)
    assert limited.run() is StopReason.EPOCH_ERROR


# -- stop_all_right ----------------------------------------------------------------------------------------------


def test_that_stop_all_right_ends_after_the_first_pass_that_leaves_every_answer_right():
    trainer = make_trainer(stop_all_right=True, epochs=2000)
    accuracies = []
    trainer.on_epoch_end = lambda: accuracies.append(trainer.accuracy())
    assert trainer.run() is StopReason.ALL_RIGHT
    assert accuracies[-1] == 1.0
    assert max(accuracies[:-1], default=0.0) < 1.0
    assert trainer.stop_epoch == len(accuracies) - 1


def test_that_a_training_stopped_by_a_rule_stays_stopped_until_a_setting_is_changed():
    for rule in ({"stop_all_right": True}, {"stop_epoch_error": 1.0}, {"stop_loss": 0.3}):
        trainer = make_trainer(**rule)
        trainer.run()
        steps = trainer.step_count
        assert not trainer.step()
        assert trainer.step_operation() is None
        assert trainer.step_count == steps
        trainer.configure(**dict.fromkeys(rule, None if "stop_all_right" not in rule else False))
        assert trainer.step()


# -- no rule -----------------------------------------------------------------------------------------------------


def test_that_running_without_any_stop_rule_is_refused():
    for trainer in (
        make_trainer(epochs=None),
        Trainer(Network.create(NetworkSpec(2, (LayerSpec(1, "linear"),))), X, T * 30,
                TrainingConfig(epochs=None, stop_all_right=True)),
    ):  # fmt: skip
        with pytest.raises(EngineError) as refusal:
            trainer.run()
        assert str(refusal.value) == "training would never stop: set epochs, stop_loss or another stop rule."
