"""The guard of a run: what it sees, what it puts back, and what it tells."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from queue import Empty

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.engine import (
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    Task,
    Trainer,
    TrainingConfig,
    TrainState,
)
from nnlab.training import (
    Diverged,
    Divergence,
    Ended,
    Finished,
    Guard,
    Paused,
    RunControl,
    RunSetup,
    Speed,
    Started,
    StepSize,
    TrainingWarning,
    WarningKind,
    suggested_rate,
)
from nnlab.training.divergence import measured_loss

RELU_STACK = (
    LayerSpec(6, "relu", "he_normal"),
    LayerSpec(6, "relu", "he_normal"),
    LayerSpec(2, "linear", "he_normal"),
)


def make_trainer(setup: RunSetup) -> Trainer:
    data = setup.dataset
    network = Network.from_parameters(setup.state.parameters)
    return Trainer(network, data.inputs, data.targets, setup.config, task=data.task, state=setup.state)


def watched(trainer: Trainer, guard: Guard, steps: int, slice_: int = 1) -> list[tuple[int, object]]:
    """Train for so many updates and return what the guard found, each with the step, up to an explosion."""
    found: list[tuple[int, object]] = []
    for _ in range(0, steps, slice_):
        finding = guard.check(trainer.advance(steps=slice_))
        if finding is not None:
            found.append((trainer.step_count, finding))
        if isinstance(finding, Divergence):
            break
    return found


def explode(setup: RunSetup, slice_: int = 1) -> tuple[Trainer, Guard, Divergence]:
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    finding = watched(trainer, guard, 5000, slice_)[-1][1]
    assert isinstance(finding, Divergence)
    return trainer, guard, finding


def state_at(setup: RunSetup, step: int) -> TrainState:
    trainer = make_trainer(setup)
    trainer.advance(steps=step) if step else None
    return trainer.state


def bits(state: TrainState) -> tuple[object, ...]:
    return (
        state.parameters.vector.tobytes(), *(slot.tobytes() for slot in state.slots),
        state.optimizer_step, state.step, state.epoch, state.position, state.loss_sum,
    )  # fmt: skip


# -- the suggestion ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rate", "suggestion"), [
    (5.0, 0.3), (3.0, 0.3), (10.0, 1.0), (1.0, 0.1), (0.1, 0.01), (0.3, 0.03), (30.0, 3.0), (29.9, 1.0),
    (1e6, 1e5), (0.02, 0.001), (1e-5, 1e-6), (7e-7, 3e-8), (0.0, 0.0), (5e-324, 5e-324),
])  # fmt: skip
def test_that_the_suggested_rate_is_a_rung_of_the_ladder_up_to_a_tenth(rate, suggestion):
    assert suggested_rate(rate) == suggestion


@pytest.mark.parametrize("exponent", range(-12, 7))
@pytest.mark.parametrize("digits", [1.0, 1.5, 2.9, 3.0, 5.0, 9.99])
def test_that_a_suggested_rate_is_always_well_below_and_not_too_small(digits, exponent):
    rate = digits * 10.0**exponent
    assert rate / 40 <= suggested_rate(rate) <= rate / 10 * 1.000001


# -- explosions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "nesterov", "adam", "rmsprop", "adagrad"])
def test_that_a_far_too_high_rate_is_seen_and_the_start_put_back_bit_for_bit(make_setup, optimizer):
    setup = make_setup(learning_rate=1e5, optimizer=optimizer, momentum=0.99)
    trainer, _guard, found = explode(setup)
    assert found.restored_step < found.step
    assert bits(trainer.state) == bits(state_at(setup, found.restored_step))


@pytest.mark.parametrize("slice_", [1, 7, 16])
@pytest.mark.parametrize("settings", [
    {"optimizer": "momentum", "momentum": 0.9}, {"optimizer": "adam"}, {"batch_size": None}, {"shuffle": False}
])  # fmt: skip
def test_that_a_later_explosion_puts_the_last_good_state_back_bit_for_bit(make_setup, settings, slice_):
    setup = make_setup(**settings)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    assert watched(trainer, guard, 160, slice_) == []
    kept = guard.last_good
    assert 160 - 48 <= kept.step <= 160 + slice_
    assert bits(kept) == bits(state_at(setup, kept.step))
    trainer.network.theta[:] = np.nan
    assert isinstance(guard.check(trainer.advance(steps=slice_), thoroughly=True), Divergence)
    assert bits(trainer.state) == bits(kept)
    assert trainer.next_batch().tolist() == list(state_at_batch(setup, kept.step))


def state_at_batch(setup: RunSetup, step: int) -> list[int]:
    trainer = make_trainer(setup)
    trainer.advance(steps=step)
    return trainer.next_batch().tolist()


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 2e6, -2e6])
def test_that_one_broken_or_huge_weight_is_an_explosion_within_16_steps(make_setup, value):
    setup = make_setup(learning_rate=1e-12)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    watched(trainer, guard, 40)
    trainer.network.theta[-1] = value
    found = watched(trainer, guard, 17)
    assert isinstance(found[-1][1], Divergence)
    assert np.abs(trainer.network.theta).max() < 10


def test_that_a_thorough_look_sees_a_broken_weight_at_once(make_setup):
    setup = make_setup()
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    watched(trainer, guard, 40)
    assert guard.check(0, thoroughly=True) is None
    trainer.network.theta[0] = np.nan
    assert isinstance(guard.check(0, thoroughly=True), Divergence)


def test_that_the_record_is_what_really_happened(make_setup):
    setup = make_setup(layers=RELU_STACK, learning_rate=2.0)
    _trainer, _guard, found = explode(setup, slice_=16)
    again = make_trainer(setup)
    for row, step in enumerate(found.steps):
        again.advance(steps=int(step) - again.step_count)
        np.testing.assert_equal(found.losses[row], again.last_loss)
        for layer, ((W, b), (dW, db)) in enumerate(
            zip(again.network.weights, again.gradient_layers(), strict=True)
        ):
            np.testing.assert_equal(found.weights[row, layer], max(np.abs(W).max(), np.abs(b).max()))
            np.testing.assert_equal(found.gradients[row, layer], max(np.abs(dW).max(), np.abs(db).max()))


def assert_coherent(found: Divergence, layers: int) -> None:
    count = len(found.steps)
    assert 0 < count <= 128
    assert found.steps.tolist() == list(range(found.step - count + 1, found.step + 1))
    assert found.losses.shape == (count,)
    assert found.weights.shape == found.gradients.shape == (count, layers)
    assert found.grew_in == count
    assert 0 <= found.layer < layers
    np.testing.assert_equal(found.weight_after, found.weights[-1, found.layer])
    assert np.isfinite(found.weight_before)


@pytest.mark.parametrize("rate", [1.0, 2.0, 10.0, 1000.0])
@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_that_the_record_ends_with_the_explosion_and_its_parts_agree(make_setup, rate, optimizer):
    setup = make_setup(layers=RELU_STACK, learning_rate=rate, optimizer=optimizer)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    for _step, found in watched(trainer, guard, 3000, 16):
        if isinstance(found, Divergence):
            assert_coherent(found, 3)


def test_that_a_record_shows_an_explosion_that_came_long_after_the_last_good_state(make_setup):
    # The loss stands between 10 and 1 000 times its start for long: too bad to be kept, too good to be stopped.
    setup = make_setup(learning_rate=0.0)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    watched(trainer, guard, 40)
    good = guard.last_good
    trainer.network.theta[-2:] = 15.0
    watched(trainer, guard, 400)
    assert guard.last_good is good
    trainer.network.theta[-2:] = 1e5
    ((_step, found),) = watched(trainer, guard, 400)
    assert found.step > 440
    assert found.restored_step == good.step
    assert_coherent(found, 2)


def test_that_what_is_found_does_not_depend_on_the_speed_of_the_machine(make_setup):
    setup = make_setup(layers=RELU_STACK, learning_rate=0.5, batch_size=1)
    found = set()
    for seed in range(8):
        rng = np.random.default_rng(seed)
        trainer = make_trainer(setup)
        guard = Guard(trainer, setup.state.parameters)
        finding = None
        while not isinstance(finding, Divergence):
            assert trainer.step_count < 500
            steps = int(min(rng.integers(1, 17), 16 - trainer.step_count % 16))
            finding = guard.check(trainer.advance(steps=steps), thoroughly=bool(rng.integers(2)))
        found.add((finding.step, finding.restored_step, finding.weight_after, bits(trainer.state)))
    ((step, restored_step, _weight, _bits),) = found
    assert step > restored_step > 0


def test_that_weights_that_were_broken_before_have_no_record(make_setup):
    setup = make_setup()
    trainer = make_trainer(setup)
    trainer.advance(steps=50)
    trainer.network.weights[1][0][0, 0] = np.inf
    guard = Guard(trainer, setup.state.parameters)
    found = guard.check(0, thoroughly=True)
    assert isinstance(found, Divergence)
    assert found.was_broken
    assert not found.was_refused
    assert (found.layer, found.weight_after, found.restored_step) == (1, np.inf, 0)
    assert found.weights.shape == found.gradients.shape == (0, 2)
    assert not found.loss_is_unfit


def test_that_weights_that_are_merely_too_large_are_refused_and_stay(make_setup):
    setup = make_setup()
    trainer = make_trainer(setup)
    trainer.advance(steps=50)
    trainer.network.weights[0][0][0, 0] = 1e30
    before = trainer.state
    guard = Guard(trainer, setup.state.parameters)
    found = guard.check(trainer.advance(steps=3), thoroughly=True)
    assert isinstance(found, Divergence)
    assert found.was_broken
    assert found.was_refused
    assert (found.layer, found.weight_after, found.restored_step) == (0, 1e30, 50)
    assert bits(trainer.state) == bits(before)


@pytest.mark.parametrize("outlier", [100.0, 130.0, 155.0, 180.0])
def test_that_a_peak_that_passes_is_seen_or_not_whatever_the_speed_of_the_machine(outlier):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(512, 2))
    T = X @ np.array([[1.0], [0.5]])
    T[288] = outlier
    spec = NetworkSpec(2, (LayerSpec(1, "linear", "zeros"),))
    config = TrainingConfig(learning_rate=1e-7, batch_size=1, shuffle=False, epochs=5)
    fresh = Parameters.drawn(spec, 0)
    found = set()
    for slice_ in (1, 2, 3, 5, 16):
        trainer = Trainer(Network.from_parameters(fresh), X, T, config)
        guard = Guard(trainer, fresh)
        story: list[tuple[object, ...]] = []
        while trainer.step_count < 1000 and len(story) < 3:
            finding = guard.check(trainer.advance(steps=min(slice_, 16 - trainer.step_count % 16)))
            if isinstance(finding, Divergence):
                assert not finding.weights_grew
                assert not finding.loss_is_unfit
                story.append((finding.step, finding.restored_step))
            elif finding is not None:
                story.append((finding.kind, finding.layer))
        found.add(tuple(story))
    assert len(found) == 1


def test_that_a_high_loss_from_the_start_is_no_explosion_and_what_is_reached_is_kept(make_setup):
    """Training may be taken up again after it was let explode."""
    setup = make_setup()
    trainer = make_trainer(setup)
    trainer.network.theta[:] *= 300
    trainer.configure(learning_rate=1e-6)
    guard = Guard(trainer, Parameters.drawn(trainer.network.spec, 3))
    assert trainer.loss() > 1000 * measured_loss(setup.state.parameters, trainer)
    assert not any(isinstance(finding, Divergence) for _, finding in watched(trainer, guard, 320, 16))
    assert guard.last_good.step == 320


def test_that_a_bias_that_explodes_is_growth(make_setup):
    rng = np.random.default_rng(1)
    X = rng.uniform(0.0, 0.003, (50, 2))
    spec = NetworkSpec(2, (LayerSpec(1, "linear", "zeros"),))
    fresh = Parameters.drawn(spec, 0)
    config = TrainingConfig(learning_rate=2.5, batch_size=None)
    trainer = Trainer(Network.from_parameters(fresh), X, np.ones((50, 1)), config)
    found = watched(trainer, Guard(trainer, fresh), 500, 16)[-1][1]
    assert isinstance(found, Divergence)
    assert found.weights_grew


def test_that_a_loss_that_is_infinite_without_any_growth_is_told_apart(make_setup):
    layers = (LayerSpec(5, "tanh", "lecun_normal"), LayerSpec(1, "softmax", "lecun_normal"))
    setup = make_setup(layers=layers, loss="binary_cross_entropy")
    data = setup.dataset
    setup = replace(
        setup, dataset=Dataset.from_arrays("bits", data.inputs, np.zeros((len(data.inputs), 1)), Task.BITS)
    )
    _trainer, _guard, found = explode(setup)
    assert found.loss_is_unfit
    assert np.isinf(found.losses[-1])
    _trainer, _guard, found = explode(make_setup(learning_rate=1e5))
    assert found.weights_grew
    assert not found.loss_is_unfit


def test_that_the_layer_that_grew_most_is_named(make_setup):
    setup = make_setup(layers=RELU_STACK, learning_rate=3.0)
    _trainer, _guard, found = explode(setup, slice_=16)
    growth = found.weights[-1] / [
        np.abs(W).max() for W, _ in state_at(setup, found.restored_step).parameters.layers
    ]
    assert found.layer == int(np.argmax(np.nan_to_num(growth, nan=np.inf)))
    assert found.weight_after > 10 * found.weight_before


def test_that_a_replay_is_no_training(make_setup):
    setup = make_setup(layers=RELU_STACK, learning_rate=3.0, batch_size=1, rows=3)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    ends: list[int] = []
    trainer.on_epoch_end = lambda: ends.append(trainer.epoch)
    ((_step, found),) = watched(trainer, guard, 16, 16)
    assert found.step < 16
    assert ends == [1, 2, 3, 4, 5]
    restored = trainer.epoch
    trainer.advance(steps=3)
    assert ends[-1] == restored + 1


def test_that_after_a_smaller_rate_training_goes_on_well(make_setup):
    setup = make_setup(learning_rate=50.0)
    trainer, guard, found = explode(setup)
    while not found.suggested_rate < 0.1:
        trainer.configure(learning_rate=found.suggested_rate)
        guard.rearm()
        finding = watched(trainer, guard, 200)
        if not finding or not isinstance(finding[-1][1], Divergence):
            break
        found = finding[-1][1]
    assert trainer.loss() < measured_loss(setup.state.parameters, trainer)


def test_that_a_change_of_settings_is_a_new_good_state_so_that_the_record_holds_one_rate(make_setup):
    setup = make_setup()
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    watched(trainer, guard, 37)
    trainer.configure(learning_rate=1e5)
    guard.rearm()
    ((_step, found),) = watched(trainer, guard, 50)
    assert found.restored_step == 37
    assert found.learning_rate == 1e5
    assert_coherent(found, 2)


def test_that_a_training_resumed_from_broken_weights_is_put_back_to_the_start(make_setup):
    setup = make_setup()
    state = state_at(setup, 50)
    broken = Parameters(state.parameters.spec, np.full_like(state.parameters.vector, np.nan))
    trainer = make_trainer(replace(setup, state=replace(state, parameters=broken)))
    guard = Guard(trainer, setup.state.parameters)
    finding = guard.check(trainer.advance(steps=1), thoroughly=True)
    assert isinstance(finding, Divergence)
    assert finding.restored_step == 0
    assert np.array_equal(trainer.network.theta, setup.state.parameters.vector)


# -- unscaled inputs -----------------------------------------------------------------------------------------


def test_that_unscaled_inputs_are_named_before_the_rate(make_setup):
    unscaled = explode(make_setup(layers=RELU_STACK, scale=255.0, learning_rate=0.5))[2]
    assert unscaled.input_is_unscaled
    assert 200 < unscaled.largest_input <= 255
    assert not explode(make_setup(learning_rate=1e4))[2].input_is_unscaled


# -- warnings --------------------------------------------------------------------------------------------------


def test_that_a_loss_that_stays_high_is_told_after_200_steps_and_once(make_setup):
    setup = make_setup(learning_rate=0.0)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    trainer.network.theta[-2:] += 3.0
    found = watched(trainer, guard, 1000)
    assert [type(finding) for _, finding in found] == [TrainingWarning]
    step, warning = found[0]
    assert warning.kind is WarningKind.LOSS_RISES
    assert 200 <= step <= 260


def test_that_the_warning_carries_the_rate_and_a_smaller_one(make_setup):
    setup = make_setup(optimizer="adam", learning_rate=2.0)
    trainer = make_trainer(setup)
    found = watched(trainer, Guard(trainer, setup.state.parameters), 1500)
    warning = next(f for _, f in found if f.kind is WarningKind.LOSS_RISES)
    assert (warning.learning_rate, warning.suggested_rate) == (2.0, 0.1)


def test_that_after_a_change_of_settings_a_warning_comes_again(make_setup):
    setup = make_setup(learning_rate=0.0)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    trainer.network.theta[-2:] += 3.0
    assert len(watched(trainer, guard, 300)) == 1
    guard.rearm()
    assert len(watched(trainer, guard, 300)) == 1


def test_that_another_loss_is_measured_against_its_own_start(make_setup):
    layers = (LayerSpec(5, "tanh", "lecun_normal"), LayerSpec(2, "sigmoid", "lecun_normal"))
    setup = make_setup(layers=layers, learning_rate=0.0)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    assert watched(trainer, guard, 10) == []
    trainer.configure(loss="binary_cross_entropy")  # some three times as large a number for the same answers
    guard.rearm()
    assert watched(trainer, guard, 600) == []


def test_that_dead_units_are_told_as_a_silent_layer(make_setup):
    setup = make_setup(layers=RELU_STACK)
    trainer = make_trainer(setup)
    guard = Guard(trainer, setup.state.parameters)
    trainer.network.weights[1][0][:], trainer.network.weights[1][1][:] = 0.0, -1.0
    found = watched(trainer, guard, 1000)
    assert [(f.kind, f.layer) for _, f in found] == [(WarningKind.LAYER_SILENT, 1)]
    assert found[0][0] == 192


def test_that_one_unit_that_still_answers_is_not_silence(make_setup):
    setup = make_setup(layers=RELU_STACK, learning_rate=0.0)
    trainer = make_trainer(setup)
    trainer.network.weights[1][1][1:] = -100.0
    assert watched(trainer, Guard(trainer, setup.state.parameters), 450) == []


def test_that_a_layer_is_not_called_silent_for_want_of_a_second_sample(make_setup):
    setup = make_setup(rows=1, learning_rate=0.0)
    trainer = make_trainer(setup)
    assert watched(trainer, Guard(trainer, setup.state.parameters), 450) == []


# -- in a run ----------------------------------------------------------------------------------------------------


def test_that_a_run_tells_of_the_explosion_rests_with_good_weights_and_can_go_on(
    make_setup, start_run, until
):
    setup = make_setup(learning_rate=100.0)
    run = start_run(setup, RunControl.play)
    events = until(run, Paused)
    divergence = next(e.divergence for e in events if isinstance(e, Diverged))
    assert bits(events[-1].state) == bits(state_at(setup, divergence.restored_step))
    run.control.configure(learning_rate=0.01)
    run.control.step(StepSize.EPOCH)
    assert np.isfinite(until(run, Paused)[-1].snapshot.loss)


def test_that_the_curve_ends_where_the_network_was_put_back(make_setup, start_run, until):
    run = start_run(make_setup(layers=RELU_STACK, learning_rate=3.0, batch_size=1, rows=7), RunControl.play)
    paused = until(run, Paused)[-1]
    assert paused.snapshot.history.epochs.max() <= paused.state.epoch
    assert np.isfinite(paused.snapshot.history.loss).all()


@pytest.mark.parametrize("count", range(1, 6))
def test_that_a_pause_never_hands_over_broken_weights(make_setup, start_run, until, count):
    setup = make_setup(layers=RELU_STACK, learning_rate=1e6, batch_size=1)
    run = start_run(setup, *[partial(RunControl.step, size=StepSize.BATCH)] * count)
    assert np.abs(until(run, Paused)[-1].state.parameters.vector).max() < 1e6


def test_that_a_pause_of_an_unwatched_run_hands_over_no_broken_weights_either(make_setup, start_run, until):
    # Each update throws the weights far out; between two looks at them a pause may come at any moment.
    setup = make_setup(layers=RELU_STACK, learning_rate=1e6, batch_size=1)
    for _ in range(20):
        run = start_run(setup, speed=Speed(StepSize.BATCH, 101))
        until(run, Paused)
        run.mailbox.claim()
        run.control.play()
        with suppress(Empty):
            run.events.get(timeout=0.015)
        run.control.pause()
        assert np.abs(until(run, Paused)[-1].state.parameters.vector).max() < 1e6
        run.control.stop()


@pytest.mark.parametrize("activation", ["relu", "linear", "tanh", "gelu", "softplus", "leaky_relu", "elu"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_that_without_the_guard_a_run_goes_on_through_infinity_without_a_word(
    make_setup, start_run, until, activation, dtype
):
    layers = (LayerSpec(6, activation, "he_normal"), LayerSpec(2, "linear", "he_normal"))
    setup = make_setup(layers=layers, dtype=dtype, learning_rate=1e6, guarded=False, epochs=200)
    events = until(start_run(setup, RunControl.play), Ended)
    assert [type(event) for event in events] == [Started, Finished, Ended]
    assert events[1].state.epoch == 200
    assert not np.isfinite(events[1].state.parameters.vector).all()
