"""The traced step, made one operation at a time, is the training step: the same numbers to the last bit."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import (
    ACTIVATION_NAMES,
    LOSS_NAMES,
    OPTIMIZER_NAMES,
    Kind,
    LayerSpec,
    Network,
    NetworkSpec,
    StopReason,
    Trainer,
    TrainingConfig,
)
from nnlab.engine.program import Program

LAYERS = st.builds(
    LayerSpec,
    units=st.integers(1, 9),
    activation=st.sampled_from([name for name in ACTIVATION_NAMES if name != "step"]),
    init=st.just("normal(0.7)"),
    bias=st.booleans(),
    bias_init=st.just("normal(0.3)"),
)
SPECS = st.builds(
    NetworkSpec,
    inputs=st.integers(1, 9),
    layers=st.lists(LAYERS, min_size=1, max_size=4).map(tuple),
    dtype=st.sampled_from(["float32", "float64"]),
)
CONFIGS = st.builds(
    TrainingConfig,
    loss=st.sampled_from(LOSS_NAMES),
    optimizer=st.sampled_from(OPTIMIZER_NAMES),
    learning_rate=st.sampled_from([0.01, 0.5, 10.0]),
    batch_size=st.sampled_from([1, 2, 3, None]),
    epochs=st.none(),
    shuffle=st.booleans(),
    seed=st.integers(0, 1000),
)
ROWS = 7


def make_trainer(spec: NetworkSpec, config: TrainingConfig) -> Trainer:
    rng = np.random.default_rng(config.seed)
    X, T = rng.normal(size=(ROWS, spec.inputs)), rng.random((ROWS, spec.outputs))
    return Trainer(Network.create(spec, config.seed), X, T, config)


def step_by_operations(trainer: Trainer) -> list[Kind]:
    kinds = []
    while not kinds or kinds[-1] is not Kind.UPDATE:
        operation = trainer.step_operation()
        assert operation is not None
        kinds.append(operation.kind)
    return kinds


def bits(trainer: Trainer) -> tuple[bytes, ...]:
    """Return everything a step leaves behind, as bytes: NaN equals NaN, and 0 differs from -0."""
    state = trainer.state
    arrays = (state.parameters.vector, trainer.gradient, trainer.change, state.order, *state.slots)
    numbers = np.array(
        [trainer.last_loss, trainer.epoch_loss, state.loss_sum, state.step, state.epoch, state.position]
    )
    return *(array.tobytes() for array in arrays), numbers.tobytes(), repr(state.rng).encode()


@given(SPECS, CONFIGS)
def test_that_a_step_made_operation_by_operation_equals_a_fast_step_bit_for_bit(spec, config):
    fast, traced = make_trainer(spec, config), make_trainer(spec, config)
    for _ in range(9):
        assert fast.step()
        step_by_operations(traced)
        assert bits(traced) == bits(fast)


@given(SPECS, CONFIGS, st.lists(st.booleans(), min_size=4, max_size=10))
def test_that_fast_and_traced_steps_can_be_mixed(spec, config, choices):
    fast, mixed = make_trainer(spec, config), make_trainer(spec, config)
    for by_operations in choices:
        fast.step()
        if by_operations:
            step_by_operations(mixed)
        else:
            mixed.step()
    assert bits(mixed) == bits(fast)


def test_that_a_step_begun_by_operations_is_finished_before_the_next_fast_one():
    spec = NetworkSpec(3, (LayerSpec(4, "tanh"), LayerSpec(2, "sigmoid")))
    config = TrainingConfig(batch_size=2)
    expected = make_trainer(spec, config)
    expected.advance(steps=3)
    for operations_made in range(1, 12):
        trainer = make_trainer(spec, config)
        for _ in range(operations_made):
            trainer.step_operation()
        assert trainer.advance(steps=3) == 3
        assert bits(trainer) == bits(expected)


def test_that_the_operations_come_in_the_order_of_computation():
    trainer = make_trainer(
        NetworkSpec(3, (LayerSpec(4, "tanh"), LayerSpec(2, "softmax"))), TrainingConfig(loss="cross_entropy")
    )
    expected = [
        (Kind.SUM, 0), (Kind.ACTIVATE, 0), (Kind.SUM, 1), (Kind.ACTIVATE, 1), (Kind.LOSS, None),
        (Kind.OUTPUT_ERROR, 1), (Kind.WEIGHT_GRADIENT, 1), (Kind.INPUT_ERROR, 1),
        (Kind.ACTIVATION_ERROR, 0), (Kind.WEIGHT_GRADIENT, 0), (Kind.INPUT_ERROR, 0),
        (Kind.UPDATE, None),
    ]  # fmt: skip
    assert [(operation.kind, operation.layer) for operation in trainer.operations()] == expected
    made = []
    while not made or made[-1][0] is not Kind.UPDATE:
        operation = trainer.step_operation()
        made.append((operation.kind, operation.layer))
        if trainer.traced_program is not None:
            assert [(o.kind, o.layer) for o in trainer.operations()] == expected
    assert made == expected


def test_that_looking_at_the_operations_to_come_changes_nothing():
    spec, config = NetworkSpec(3, (LayerSpec(2, "relu"),)), TrainingConfig(seed=4)
    plain, watched = make_trainer(spec, config), make_trainer(spec, config)
    for _ in range(20):
        watched.operations()
        watched.next_batch()
        plain.step()
        watched.step()
    assert bits(watched) == bits(plain)


def test_that_the_arrays_of_a_traced_step_are_kept_apart_and_say_what_they_mean():
    spec = NetworkSpec(3, (LayerSpec(4, "tanh"), LayerSpec(3, "relu"), LayerSpec(2, "sigmoid")))
    trainer = make_trainer(spec, TrainingConfig(batch_size=3))
    for _ in trainer.operations()[:-1]:  # all but the update
        trainer.step_operation()
    program = trainer.traced_program
    assert program is not None
    layers = program.layers
    for arrays in layers:
        parts = (
            arrays.X,
            arrays.W,
            arrays.b,
            arrays.Z,
            arrays.Y,
            arrays.dY,
            arrays.dZ,
            arrays.dX,
            arrays.dW,
            arrays.db,
        )
        for i, one in enumerate(parts):
            assert one is not None
            assert not any(np.shares_memory(one, other) for other in parts[:i])
        np.testing.assert_allclose(arrays.dW, arrays.X.T @ arrays.dZ, rtol=1e-12)
        np.testing.assert_allclose(arrays.db, arrays.dZ.sum(axis=0), rtol=1e-12, atol=1e-18)
    for before, after in pairwise(layers):
        assert after.X is before.Y
        assert before.dY is after.dX
    np.testing.assert_allclose(layers[-1].dY, (layers[-1].Y - program.T) / 3, rtol=1e-12)


def test_that_the_fast_workspace_shares_arrays_and_skips_the_first_input_error():
    spec = NetworkSpec(3, (LayerSpec(4, "tanh"), LayerSpec(2, "sigmoid")))
    size = spec.parameter_count
    program = Program(spec, "half_squared_error", np.zeros(size), np.zeros(size), 5)
    for arrays in program.layers:
        assert arrays.Z is arrays.Y
        assert arrays.dZ is arrays.dY
    assert program.layers[0].dX is None


def test_that_gradients_use_the_weights_from_before_the_update():
    spec = NetworkSpec(2, (LayerSpec(2, "linear", "randn"), LayerSpec(2, "linear", "randn")))
    trainer = make_trainer(spec, TrainingConfig(batch_size=None, learning_rate=0.5))
    expected = [part for pair in trainer.network.gradients(trainer.X, trainer.T) for part in pair]
    trainer.step()
    found = [part for pair in trainer.gradient_layers() for part in pair]
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)


@pytest.mark.parametrize("epochs_before", [0, 1, 5])
def test_that_stop_loss_also_holds_in_operation_mode(epochs_before: int):
    spec = NetworkSpec(2, (LayerSpec(2, "linear", "randn"),))
    probe = make_trainer(spec, TrainingConfig(batch_size=3, shuffle=False))
    probe.advance(steps=3 * epochs_before)
    probe.advance(to_epoch_end=True)
    config = TrainingConfig(batch_size=3, shuffle=False, stop_loss=probe.epoch_loss * (1 + 1e-9))
    fast, traced = make_trainer(spec, config), make_trainer(spec, config)
    assert fast.run() is StopReason.LOSS
    last = None
    for _ in range(1000):  # more than there are, so that a training that never stops is a failure
        operation = traced.step_operation()
        last = operation or last
    assert operation is None
    assert last.kind is Kind.LOSS
    assert traced.traced_program is None
    assert (traced.stopped_by, traced.stop_epoch) == (StopReason.LOSS, epochs_before)
    assert traced.state.parameters.vector.tobytes() == fast.state.parameters.vector.tobytes()
    assert (traced.last_loss, traced.epoch_loss, traced.position) == (
        fast.last_loss,
        fast.epoch_loss,
        fast.position,
    )
    assert traced.step_operation() is None
    assert not traced.step()
