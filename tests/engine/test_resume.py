"""A training taken apart and put together again goes on as if nothing had happened, bit for bit."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.engine import (
    OPTIMIZER_NAMES,
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    Trainer,
    TrainingConfig,
    TrainState,
)

ROWS = 10


def make_spec(dtype: str = "float64") -> NetworkSpec:
    return NetworkSpec(
        4, (LayerSpec(5, "tanh", "lecun_normal"), LayerSpec(3, "softmax", "lecun_normal")), dtype
    )


def make_trainer(config: TrainingConfig, dtype: str = "float64", state: TrainState | None = None) -> Trainer:
    rng = np.random.default_rng(9)
    X, T = rng.normal(size=(ROWS, 4)), np.eye(3)[rng.integers(3, size=ROWS)]
    seed = config.seed if state is None else 12345  # a resumed network's own weights must not matter
    return Trainer(Network.create(make_spec(dtype), seed), X, T, config, state=state)


def saved_and_loaded(state: TrainState) -> TrainState:
    """Return the state after its way through bytes, as a file would hold it."""

    def loaded(array: np.ndarray) -> np.ndarray:
        return np.frombuffer(array.tobytes(), dtype=array.dtype)

    return replace(
        state,
        parameters=Parameters(make_spec(state.parameters.spec.dtype), loaded(state.parameters.vector)),
        slots=tuple(loaded(slot) for slot in state.slots),
        order=loaded(state.order),
        loss_sum=float(repr(state.loss_sum)),
        rng=tuple(int(str(number)) for number in state.rng),
    )


def stepped(steps: int) -> TrainState:
    trainer = make_trainer(TrainingConfig(optimizer="momentum", batch_size=4, epochs=None, seed=4))
    trainer.advance(steps=steps)
    return trainer.state


def bits(trainer: Trainer) -> tuple[bytes, ...]:
    state = trainer.state
    arrays = (state.parameters.vector, trainer.gradient, trainer.change, state.order, *state.slots)
    numbers = (
        state.step,
        state.optimizer_step,
        state.epoch,
        state.position,
        state.loss_sum,
        state.rng,
        trainer.last_loss,
    )
    return *(array.tobytes() for array in arrays), repr(numbers).encode()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("batch_size", [1, 3, None])
@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
def test_that_100_steps_equal_37_then_save_load_and_63(optimizer, batch_size, shuffle, dtype):
    config = TrainingConfig(
        loss="cross_entropy", optimizer=optimizer, batch_size=batch_size, shuffle=shuffle, epochs=None, seed=7
    )
    straight = make_trainer(config, dtype)
    assert straight.advance(steps=100) == 100
    first = make_trainer(config, dtype)
    first.advance(steps=37)
    second = make_trainer(config, dtype, saved_and_loaded(first.state))
    assert second.advance(steps=63) == 63
    assert bits(second) == bits(straight)


def test_that_a_run_continues_in_the_middle_of_a_pass_with_its_order_of_samples():
    config = TrainingConfig(batch_size=3, seed=1)
    trainer = make_trainer(config)
    trainer.advance(steps=2)
    resumed = make_trainer(config, state=saved_and_loaded(trainer.state))
    assert resumed.position == 6
    np.testing.assert_array_equal(resumed.next_batch(), trainer.next_batch())
    trainer.advance(to_epoch_end=True)
    resumed.advance(to_epoch_end=True)
    assert resumed.epoch_loss == trainer.epoch_loss


CHANGES = [
    {"learning_rate": 0.5},
    {"momentum": 0.5, "beta1": 0.5},
    {"optimizer": "momentum"},
    {"batch_size": 4},
    {"batch_size": None, "loss": "half_squared_error"},
    {"shuffle": False},
    {"seed": 99},
    {"epochs": 50},
]


@pytest.mark.parametrize("changes", CHANGES, ids=lambda changes: "-".join(changes))
@pytest.mark.parametrize("steps_before", [13, 16])  # in the middle of a pass, and between two
def test_that_settings_changed_in_mid_run_can_be_resumed_too(changes, steps_before):
    config = TrainingConfig(loss="cross_entropy", optimizer="adam", batch_size=3, epochs=None, seed=3)
    straight = make_trainer(config)
    straight.advance(steps=steps_before)
    straight.configure(**changes)
    straight.advance(steps=10)
    resumed = make_trainer(replace(config, **changes), state=saved_and_loaded(straight.state))
    straight.advance(steps=40)
    resumed.advance(steps=40)
    assert bits(resumed) == bits(straight)


def test_that_a_state_taken_between_two_operations_is_the_state_before_the_step():
    config = TrainingConfig(optimizer="adam", batch_size=3, seed=2)
    straight = make_trainer(config)
    straight.advance(steps=30)
    trainer = make_trainer(config)
    operations = len(trainer.operations())
    trainer.advance(steps=4)
    for made in range(operations):
        resumed = make_trainer(config, state=saved_and_loaded(trainer.state))
        assert resumed.step_count == 4, made
        resumed.advance(steps=26)
        assert bits(resumed) == bits(straight)
        trainer.step_operation()
    assert trainer.step_count == 5


def test_that_a_trainer_can_be_put_back_to_an_earlier_state():
    config = TrainingConfig(optimizer="rmsprop", batch_size=3)
    trainer = make_trainer(config)
    trainer.advance(steps=11)
    earlier = trainer.state
    trainer.advance(steps=20)
    expected = bits(trainer)
    trainer.step_operation()
    trainer.restore(earlier)
    assert trainer.traced_program is None
    trainer.advance(steps=20)
    assert bits(trainer) == expected


def test_that_a_state_is_not_touched_by_the_training_that_goes_on():
    trainer = make_trainer(TrainingConfig(optimizer="adam", batch_size=3))
    trainer.advance(steps=5)
    state = trainer.state
    arrays = (state.parameters.vector, state.order, *state.slots)
    before = [array.copy() for array in arrays]
    resumed = make_trainer(trainer.config, state=state)
    trainer.advance(steps=50)
    resumed.advance(steps=50)
    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)
        assert not array.flags.writeable


def test_that_another_optimizer_begins_with_empty_state():
    config = TrainingConfig(optimizer="adam", batch_size=None)
    trainer = make_trainer(config)
    trainer.advance(steps=5)
    resumed = make_trainer(replace(config, optimizer="momentum"), state=trainer.state)
    assert [slot.any() for slot in resumed.state.slots] == [False]
    assert resumed.state.optimizer_step == 0
    assert resumed.step_count == 5


@pytest.mark.parametrize("shuffle", [True, False])
def test_that_a_run_resumed_between_two_passes_obeys_its_own_setting_of_shuffling(shuffle: bool):
    trainer = make_trainer(TrainingConfig(batch_size=None, shuffle=not shuffle))
    trainer.advance(steps=3)
    trainer.next_batch()  # the order of the pass to come has been looked at
    resumed = make_trainer(replace(trainer.config, shuffle=shuffle), state=trainer.state)
    assert (resumed.next_batch().tolist() == list(range(ROWS))) == (not shuffle)


@pytest.mark.parametrize("rows", [4, 25])
@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("steps_before", [2, 4])  # in the middle of a pass over ten samples, and after it
def test_that_with_another_number_of_samples_a_new_pass_over_all_of_them_begins(rows, shuffle, steps_before):
    config = TrainingConfig(batch_size=3, shuffle=shuffle, loss="cross_entropy")
    trainer = make_trainer(config)
    trainer.advance(steps=steps_before)
    rng = np.random.default_rng(3)
    X, T = rng.normal(size=(rows, 4)), np.eye(3)[rng.integers(3, size=rows)]
    resumed = Trainer(Network.create(make_spec()), X, T, config, state=trainer.state)
    assert resumed.position == 0
    seen = []
    epoch = resumed.epoch
    while resumed.epoch == epoch:
        seen.extend(resumed.next_batch().tolist())
        resumed.step()
    assert sorted(seen) == list(range(rows))


@pytest.mark.parametrize("spec", [
    NetworkSpec(4, (LayerSpec(3, "softmax"),)),
    NetworkSpec(4, (LayerSpec(5, "tanh"), LayerSpec(3, "softmax", bias=False))),
    NetworkSpec(4, (LayerSpec(5, "tanh"), LayerSpec(3, "softmax")), "float32"),
])  # fmt: skip
def test_that_the_state_of_another_network_is_refused(spec: NetworkSpec):
    trainer = make_trainer(TrainingConfig())
    other = Trainer(Network.create(spec), trainer.X, trainer.T, TrainingConfig()).state
    expected = (
        f"the state to resume is of a network {spec.shape_text} of {spec.dtype}, "
        "but this network is 4-5-3 of float64."
    )
    for ask in (lambda: make_trainer(TrainingConfig(), state=other), lambda: trainer.restore(other)):
        with pytest.raises(EngineError) as refusal:
            ask()
        assert str(refusal.value) == expected


def test_that_the_same_weights_may_go_on_with_other_activations():
    trainer = make_trainer(TrainingConfig(loss="cross_entropy"))
    trainer.advance(steps=5)
    spec = NetworkSpec(4, (LayerSpec(5, "relu"), LayerSpec(3, "sigmoid")))
    resumed = Trainer(Network.create(spec), trainer.X, trainer.T, trainer.config, state=trainer.state)
    np.testing.assert_array_equal(resumed.network.theta, trainer.network.theta)


def test_that_the_loss_of_the_last_pass_is_part_of_the_state():
    state = stepped(7)
    assert np.isfinite(state.epoch_loss)
    resumed = make_trainer(TrainingConfig(optimizer="momentum", epochs=None, seed=4), state=state)
    assert resumed.epoch_loss == state.epoch_loss
    resumed.configure(loss="cross_entropy")
    assert np.isnan(resumed.epoch_loss)


@pytest.mark.parametrize(("broken", "words"), [
    ({"step": -1}, "step -1"),
    ({"epoch": -3}, "epoch -3"),
    ({"optimizer_step": -1}, "optimizer_step -1"),
    ({"position": -2}, "position -2"),
    ({"position": 10}, "sample 10 of 10"),
    ({"order": np.zeros(0, dtype=np.int64)}, "sample 8 of 0"),
    ({"order": np.arange(7, 17)}, "each of them once"),
    ({"order": np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 8])}, "each of them once"),
    ({"hits": 9}, "9 hits, but judged 8 samples"),
    ({"hits": 3, "hits_from": 6}, "3 hits, but judged 2 samples"),
    ({"epoch_accuracy": 7.0}, "epoch_accuracy of 7, but it is from 0 to 1"),
    ({"epoch_accuracy": -0.1}, "epoch_accuracy of -0.1"),
    ({"step": 10**30}, "a step that no training can reach"),
    ({"epoch": 2**63}, "an? epoch that no training can reach"),
    ({"slots": (np.zeros(5),)}, "5 numbers of float64"),
    ({"slots": (np.zeros(43, dtype=np.float32),)}, "43 numbers of float32"),
], ids=str)  # fmt: skip
def test_that_a_state_that_no_training_leaves_is_refused(broken, words):
    state = stepped(2)
    assert (state.position, state.parameters.vector.size) == (8, 43)
    with pytest.raises(EngineError, match=words):
        make_trainer(TrainingConfig(optimizer="momentum"), state=replace(state, **broken))
