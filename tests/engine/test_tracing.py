"""A step traced whole: bit for bit the step that the trainer makes, and a value that nothing changes."""

import numpy as np
import pytest

from nnlab.engine import EngineError, LayerSpec, Network, NetworkSpec, Trainer, TrainingConfig
from nnlab.engine.errors import TooLargeError
from nnlab.engine.optimizers import OPTIMIZER_NAMES

RNG = np.random.default_rng(5)
X, T = RNG.normal(size=(7, 3)), RNG.uniform(size=(7, 2))


def trainer(**settings: object) -> Trainer:
    spec = NetworkSpec(3, (LayerSpec(4, "tanh"), LayerSpec(2, "sigmoid", "lecun_normal")))
    return Trainer(Network.create(spec, 3), X, T, TrainingConfig(**{"batch_size": 3, **settings}))


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
@pytest.mark.parametrize("shuffle", [False, True])
def test_that_the_traced_step_is_bit_for_bit_the_step_that_follows(optimizer: str, *, shuffle: bool) -> None:
    training = trainer(optimizer=optimizer, shuffle=shuffle, seed=2)
    for _ in range(8):  # over the end of a pass, whose last batch is smaller
        traced = training.trace_step()
        assert np.array_equal(traced.before.vector, training.network.theta)
        assert np.array_equal(traced.T, T[traced.rows])
        training.step()
        assert traced.loss == training.last_loss
        assert np.array_equal(traced.after.vector, training.network.theta)
        assert np.array_equal(traced.change, training.change)
        for slot, now in zip(traced.slots_after, training.state.slots, strict=True):
            assert np.array_equal(slot, now)
        for arrays, (dW, db) in zip(traced.layers, training.gradient_layers(), strict=True):
            assert np.array_equal(arrays.dW, dW)
            assert arrays.db is not None
            assert db is not None
            assert np.array_equal(arrays.db, db)


def test_that_every_array_is_what_the_operations_of_the_trainer_leave() -> None:
    training = trainer()
    traced = training.trace_step()
    made = [training.step_operation() for _ in traced.operations[:-1]]
    program = training.traced_program
    assert program is not None
    assert [(o.kind, o.layer) for o in made if o is not None] == list(traced.operations[:-1])
    for arrays, own in zip(traced.layers, program.layers, strict=True):
        for name in ("X", "W", "b", "Z", "Y", "dY", "dZ", "dX", "dW", "db"):
            assert np.array_equal(getattr(arrays, name), getattr(own, name)), name


def test_that_tracing_in_the_middle_of_a_step_traces_that_step_and_changes_nothing() -> None:
    training, other = trainer(shuffle=True), trainer(shuffle=True)
    first = training.trace_step()
    for _ in range(5):
        training.step_operation()
        assert np.array_equal(training.trace_step().after.vector, first.after.vector)
    training.advance(steps=4)
    other.advance(steps=4)
    assert np.array_equal(training.network.theta, other.network.theta)


def test_that_no_array_of_a_traced_step_can_be_written_to() -> None:
    traced = trainer(optimizer="adam").trace_step()
    arrays = [traced.T, traced.change, traced.before.vector, traced.after.vector, *traced.slots_after]
    arrays += [getattr(layer, name) for layer in traced.layers for name in ("X", "W", "Z", "Y", "dW", "dX")]
    for array in arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0


def test_that_a_step_with_too_many_numbers_is_refused_with_what_to_do() -> None:
    spec = NetworkSpec(100, (LayerSpec(4096), LayerSpec(1, "sigmoid")))
    samples = np.zeros((2000, 100))
    big = Trainer(Network.create(spec), samples, samples[:, :1], TrainingConfig(batch_size=None))
    with pytest.raises(
        TooLargeError, match=r"a step over 2,000 samples has .* Choose a smaller batch\."
    ) as told:
        big.trace_step()
    assert isinstance(told.value, EngineError)
