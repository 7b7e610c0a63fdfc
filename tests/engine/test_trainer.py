import tracemalloc

import numpy as np
import pytest

from nnlab.engine import (
    LOSS_NAMES,
    OPTIMIZER_NAMES,
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    Task,
    Trainer,
    TrainingConfig,
)
from nnlab.engine.errors import UntrainableError

# Seven segments a-g of the ten digits, and their binary code (notes 3.2.1).
SEGMENTS = (
    "1111110",
    "0110000",
    "1101101",
    "1111001",
    "0110011",
    "1011011",
    "0011111",
    "1110000",
    "1111111",
    "1110011",
)
X7 = np.array([[int(bit) for bit in text] for text in SEGMENTS], dtype=float)
T4 = np.array([[int(bit) for bit in f"{digit:04b}"] for digit in range(10)], dtype=float)


def make_trainer(config: TrainingConfig, dtype: str = "float64", seed: int | None = None) -> Trainer:
    layers = (LayerSpec(8, "tanh", "lecun_normal"), LayerSpec(4, "sigmoid", "lecun_normal"))
    network = Network.create(NetworkSpec(7, layers, dtype), config.seed if seed is None else seed)
    return Trainer(network, X7, T4, config)


def samples_of_one_pass(trainer: Trainer) -> list[int]:
    seen, epoch = [], trainer.epoch
    while trainer.epoch == epoch:
        seen.extend(trainer.next_batch().tolist())
        assert trainer.step()
    return seen


# -- passes, batches, order ------------------------------------------------------------------------------


@pytest.mark.parametrize(("batch_size", "steps"), [(1, 10), (3, 4), (10, 1), (99, 1), (None, 1)])
def test_that_a_pass_uses_every_sample_once_in_batches_with_a_shorter_last_one(batch_size, steps):
    trainer = make_trainer(TrainingConfig(batch_size=batch_size))
    assert sorted(samples_of_one_pass(trainer)) == list(range(10))
    assert (trainer.step_count, trainer.epoch, trainer.position) == (steps, 1, 0)


def test_that_shuffled_passes_differ_and_unshuffled_ones_go_from_first_to_last():
    shuffled = make_trainer(TrainingConfig(shuffle=True))
    assert samples_of_one_pass(shuffled) != samples_of_one_pass(shuffled)
    plain = make_trainer(TrainingConfig(shuffle=False))
    for _ in range(2):
        assert samples_of_one_pass(plain) == list(range(10))


def test_that_the_same_seed_gives_the_same_run_and_another_seed_another_order():
    one, same = make_trainer(TrainingConfig(seed=5)), make_trainer(TrainingConfig(seed=5))
    other = make_trainer(TrainingConfig(seed=6), seed=5)
    for trainer in (one, same, other):
        trainer.advance(steps=100)
    assert np.array_equal(one.network.theta, same.network.theta)
    assert not np.array_equal(one.network.theta, other.network.theta)


def test_that_shuffling_does_not_move_the_initial_weights():
    shuffled, plain = (make_trainer(TrainingConfig(shuffle=shuffle)) for shuffle in (True, False))
    assert np.array_equal(shuffled.network.theta, plain.network.theta)


def test_that_training_leaves_the_global_generator_and_the_data_alone():
    X, T = X7.copy(), T4.copy()
    X.flags.writeable = T.flags.writeable = False
    before = np.random.get_state()[1].copy()
    network = Network.create(NetworkSpec(7, (LayerSpec(4, "sigmoid"),)))
    Trainer(network, X, T, TrainingConfig(batch_size=3)).advance(steps=50)
    np.testing.assert_array_equal(np.random.get_state()[1], before)
    np.testing.assert_array_equal(X, X7)
    np.testing.assert_array_equal(T, T4)


# -- how far to go ---------------------------------------------------------------------------------------


def test_that_advance_makes_so_many_updates_or_goes_to_the_end_of_the_pass():
    trainer = make_trainer(TrainingConfig(epochs=None))
    assert trainer.advance(steps=7) == 7
    assert trainer.advance(to_epoch_end=True) == 3
    assert trainer.advance(to_epoch_end=True) == 10
    assert trainer.advance(steps=4, to_epoch_end=True) == 4
    assert trainer.advance(seconds=0.0) == 1
    assert trainer.advance(seconds=0.01) > 1
    assert trainer.step()


def test_that_the_loss_of_a_pass_is_the_mean_over_its_samples_also_with_a_shorter_last_batch():
    trainer = make_trainer(TrainingConfig(batch_size=4, shuffle=False))
    losses = []
    for rows in (slice(0, 4), slice(4, 8), slice(8, 10)):
        losses.append(trainer.network.loss(X7[rows], T4[rows]))
        trainer.step()
        assert trainer.last_loss == pytest.approx(losses[-1], rel=1e-12)
    assert trainer.epoch_loss == pytest.approx(np.dot(losses, [4, 4, 2]) / 10, rel=1e-12)
    np.testing.assert_allclose(trainer.recent_losses[:3], losses, rtol=1e-12)


def test_that_the_end_of_every_pass_is_announced():
    trainer = make_trainer(TrainingConfig(epochs=3))
    heard = []
    trainer.on_epoch_end = lambda: heard.append(
        (trainer.epoch, trainer.step_count, trainer.stopped_by is None)
    )
    trainer.run()
    assert heard == [(1, 10, True), (2, 20, True), (3, 30, False)]


def test_that_a_step_allocates_next_to_nothing():
    layers = (LayerSpec(64, "relu"), LayerSpec(10, "softmax"))
    rng = np.random.default_rng(0)
    X, T = rng.random((200, 784)), np.eye(10)[rng.integers(10, size=200)]
    network = Network.create(NetworkSpec(784, layers, "float32"))
    trainer = Trainer(
        network, X, T, TrainingConfig(loss="cross_entropy", optimizer="adam", batch_size=50, epochs=None)
    )
    trainer.advance(steps=8)
    tracemalloc.start()
    try:
        trainer.advance(steps=8)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 32_000  # one matrix of weights has 200 000 bytes


# -- settings in mid-run -----------------------------------------------------------------------------------


def test_that_switching_shuffling_in_mid_run_takes_hold_at_the_next_pass():
    trainer = make_trainer(TrainingConfig(shuffle=True))
    trainer.advance(steps=4)
    under_way = trainer.state.order
    trainer.configure(shuffle=False)
    assert samples_of_one_pass(trainer) == under_way[4:].tolist()
    assert samples_of_one_pass(trainer) == list(range(10))
    trainer.configure(shuffle=True)
    assert samples_of_one_pass(trainer) != list(range(10))


def test_that_another_seed_in_mid_run_shuffles_as_a_new_training_with_that_seed():
    trainer, other = make_trainer(TrainingConfig(seed=1)), make_trainer(TrainingConfig(seed=2))
    trainer.advance(steps=10)
    trainer.configure(seed=2)
    assert samples_of_one_pass(trainer) == samples_of_one_pass(other)


def test_that_other_settings_leave_an_order_that_was_looked_at_alone():
    trainer = make_trainer(TrainingConfig())
    looked_at = trainer.next_batch().copy()
    trainer.configure(learning_rate=0.5)
    np.testing.assert_array_equal(trainer.next_batch(), looked_at)


def test_that_a_refused_setting_changes_nothing_not_even_a_step_under_way():
    trainer = make_trainer(TrainingConfig())
    trainer.step_operation()
    theta, config = trainer.network.theta.copy(), trainer.config
    with pytest.raises(EngineError, match=r"^learning_rate must be"):
        trainer.configure(learning_rate=-1.0)
    assert trainer.config == config
    assert trainer.traced_program is not None
    np.testing.assert_array_equal(trainer.network.theta, theta)


def test_that_a_step_under_way_is_finished_with_the_settings_it_began_with():
    one, other = make_trainer(TrainingConfig()), make_trainer(TrainingConfig())
    one.step_operation()
    one.configure(learning_rate=0.0)
    other.step()
    np.testing.assert_array_equal(one.network.theta, other.network.theta)
    one.step()
    np.testing.assert_array_equal(one.network.theta, other.network.theta)


@pytest.mark.parametrize("rows", [5, 10])
def test_that_the_loss_and_the_batch_size_can_be_changed_in_mid_run(rows: int):
    trainer = make_trainer(TrainingConfig(batch_size=10, shuffle=False))
    trainer.step()
    trainer.configure(loss="binary_cross_entropy", batch_size=rows)
    expected = trainer.network.loss(X7[:rows], T4[:rows], "binary_cross_entropy")
    trainer.step()
    assert trainer.last_loss == pytest.approx(expected, rel=1e-12)
    assert trainer.position == rows % 10


# -- float32 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("loss", LOSS_NAMES)
@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
def test_that_a_float32_network_stays_float32_and_learns_what_a_float64_one_does(optimizer: str, loss: str):
    config = TrainingConfig(loss=loss, optimizer=optimizer, batch_size=3)
    single, double = make_trainer(config, "float32"), make_trainer(config, "float64")
    for trainer in (single, double):
        trainer.advance(steps=60)
    assert single.network.predict(X7).dtype == np.float32
    arrays = (single.network.theta, single.gradient, single.change, *single.state.slots)
    assert {array.dtype for array in arrays} == {np.dtype("float32")}
    np.testing.assert_allclose(single.network.theta, double.network.theta, atol=2e-3)


# -- learning --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_that_the_seven_segment_network_reads_all_ten_digits_within_90_passes(seed: int):
    config = TrainingConfig(
        loss="binary_cross_entropy", learning_rate=0.1, epochs=90, stop_all_right=True, seed=seed
    )
    trainer = make_trainer(config)
    trainer.run()
    assert trainer.accuracy() == 1.0


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
def test_that_training_lowers_the_loss_of_a_hidden_layer_too(optimizer: str):
    trainer = make_trainer(
        TrainingConfig(loss="binary_cross_entropy", optimizer=optimizer, learning_rate=0.1, batch_size=None)
    )
    before = trainer.loss()
    trainer.advance(steps=1000)
    assert trainer.loss() < before / 2


def test_that_values_have_no_accuracy():
    network = Network.create(NetworkSpec(7, (LayerSpec(4, "linear"),)))
    assert Trainer(network, X7, T4 * 30, TrainingConfig()).accuracy() is None
    assert Trainer(network, X7, T4, TrainingConfig(), task=Task.VALUES).accuracy() is None


# -- what does not fit ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("X", "T", "message"),
    [
        (X7[:, :6], T4, "X has 6 columns but the network expects 7."),
        (X7, T4[:, :1], "T has 1 columns but the network has 4."),
        (X7, T4[:1], "X has 10 rows but T has 1: each sample needs one target."),
        (X7[:0], T4[:0], "X has no rows: give at least one sample."),
        (X7, T4 * np.nan, "T[0, 0] is nan, but every number must be finite."),
        (
            X7[0],
            T4[0],
            "X must have two dimensions (samples, columns), but has 1. Give a single sample as [[...]].",
        ),
    ],
)
def test_that_data_that_does_not_fit_is_refused_with_the_exact_reason(X, T, message: str):
    network = Network.create(NetworkSpec(7, (LayerSpec(4, "sigmoid"),)))
    with pytest.raises(EngineError) as refusal:
        Trainer(network, X, T, TrainingConfig())
    assert str(refusal.value) == message


def test_that_a_network_with_step_units_is_refused_before_training_begins():
    network = Network.create(NetworkSpec(7, (LayerSpec(8, "step"), LayerSpec(4, "sigmoid"))))
    with pytest.raises(UntrainableError, match=r"^layer 1: 'step' has no useful gradient") as refusal:
        Trainer(network, X7, T4, TrainingConfig())
    assert refusal.value.layer == 0
