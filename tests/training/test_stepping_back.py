"""Stepping back: every step is taken back bit for bit, and made again; and the step that is looked at goes along."""

from functools import partial

import numpy as np
import pytest

from nnlab.engine import LayerSpec, Network, Trainer
from nnlab.engine.optimizers import OPTIMIZER_NAMES
from nnlab.training import Diverged, Finished, Paused, Reached, RunControl, RunSetup, StepSize

EPOCH, BATCH, SAMPLE, OPERATION = (partial(RunControl.step, size=size) for size in StepSize)
EPOCH_BACK, BATCH_BACK, SAMPLE_BACK, OPERATION_BACK = (
    partial(RunControl.step_back, size=size) for size in StepSize
)
OPERATIONS = 12  # of one update


def traced(control: RunControl) -> None:
    control.set_traces(True)


def states(setup: RunSetup, steps: int) -> list[tuple[object, ...]]:
    """Return what straight training holds after 0, 1, … updates."""
    data = setup.dataset
    network = Network.from_parameters(setup.state.parameters)
    trainer = Trainer(network, data.inputs, data.targets, setup.config, task=data.task)
    found = []
    for _ in range(steps + 1):
        found.append(bits(trainer.state))
        trainer.step()
    return found


def bits(state) -> tuple[object, ...]:
    arrays = (state.parameters.vector, *state.slots)
    counters = (state.optimizer_step, state.step, state.epoch, state.position, state.loss_sum)
    return *(array.tobytes() for array in arrays), *counters


def after(run, until, *orders) -> Paused:
    """Return the last of the pauses that follow these orders, given one by one."""
    for order in orders:
        order(run.control)
        event = until(run, Paused)[-1]
    return event


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
@pytest.mark.parametrize("shuffle", [True, False])
def test_that_any_walk_forward_and_back_stands_where_straight_training_stood(
    make_setup, start_run, until, optimizer, shuffle
):
    setup = make_setup(optimizer=optimizer, shuffle=shuffle)
    straight = states(setup, 80)
    run = start_run(setup)
    until(run, Paused)
    rng = np.random.default_rng(4)
    forward = (EPOCH, BATCH, SAMPLE, OPERATION)
    back = (EPOCH_BACK, BATCH_BACK, SAMPLE_BACK, OPERATION_BACK)
    went_back = 0
    for _ in range(120):
        goes_back = rng.random() < 0.5
        order = (back if goes_back else forward)[rng.choice(4, p=(0.06, 0.24, 0.3, 0.4))]
        before = run_step = after(run, until, order).state
        assert bits(before) == straight[run_step.step]
        went_back += goes_back and run_step.step > 0
    assert went_back > 20


def test_that_a_step_back_by_operation_shows_the_operation_before_it(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    after(run, until, *[OPERATION] * 5)
    event = after(run, until, OPERATION_BACK)
    assert event.snapshot.operation.number == 4
    assert event.state.step == 0
    event = after(run, until, *[OPERATION_BACK] * 4)
    assert event.snapshot.operation is None
    assert not event.snapshot.reaches_back


def test_that_a_step_back_by_operation_goes_into_the_update_before(make_setup, start_run, until):
    setup = make_setup(optimizer="adam")
    run = start_run(setup)
    until(run, Paused)
    after(run, until, BATCH, BATCH)
    event = after(run, until, OPERATION_BACK)
    assert (event.state.step, event.snapshot.operation.number) == (1, OPERATIONS - 1)
    event = after(run, until, OPERATION)
    assert bits(event.state) == states(setup, 2)[2]


def test_that_a_step_back_by_sample_takes_an_update_back_and_shows_the_sample_before_it(
    make_setup, start_run, until
):
    run = start_run(make_setup(shuffle=False))
    until(run, Paused)
    event = after(run, until, *[SAMPLE] * 6)
    assert (event.snapshot.row, event.state.step) == (5, 1)
    rows = [(e.snapshot.row, e.state.step) for e in (after(run, until, SAMPLE_BACK) for _ in range(5))]
    assert rows == [(4, 1), (None, 1), (2, 0), (1, 0), (0, 0)]


def test_that_a_step_back_by_epoch_goes_to_the_beginning_of_the_pass_and_then_of_the_one_before(
    make_setup, start_run, until
):
    setup = make_setup()
    run = start_run(setup)
    until(run, Paused)
    after(run, until, EPOCH, EPOCH, BATCH, OPERATION)
    steps = [after(run, until, EPOCH_BACK).state.step for _ in range(4)]
    assert steps == [12, 6, 0, 0]


def test_that_the_curve_goes_back_too(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    event = after(run, until, EPOCH, EPOCH, EPOCH, EPOCH_BACK, EPOCH_BACK)
    assert event.snapshot.history.epochs.tolist() == [0.0, 1.0]
    again = after(run, until, EPOCH)
    assert again.snapshot.history.epochs.tolist() == [0.0, 1.0, 2.0]


def test_that_there_is_a_way_back_into_a_run_that_played(make_setup, start_run, until):
    setup = make_setup()
    run = start_run(setup)
    until(run, Paused)
    run.control.ask_state()
    run.control.play()
    assert until(run, Reached)[-1].state.step > 0
    reached = after(run, until, RunControl.pause).state.step
    event = after(run, until, BATCH_BACK, BATCH_BACK, BATCH_BACK)
    assert event.state.step == reached - 3
    assert bits(event.state) == states(setup, reached)[reached - 3]


def test_that_other_settings_forget_the_way(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    after(run, until, BATCH, BATCH)
    event = after(run, until, partial(RunControl.configure, learning_rate=0.2))
    assert not event.snapshot.reaches_back
    assert after(run, until, BATCH_BACK).state.step == 2


def test_that_the_last_gradient_is_there_again_after_a_step_back(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    first = after(run, until, BATCH, BATCH).snapshot
    again = after(run, until, BATCH, BATCH_BACK).snapshot
    assert again.step == first.step == 2
    assert np.array_equal(again.gradient, first.gradient)
    assert np.array_equal(again.change, first.change)


def test_that_a_training_that_explodes_after_a_step_back_returns_to_a_state_it_has_been_in(
    make_setup, start_run, until
):
    setup = make_setup(learning_rate=40.0, batch_size=None)
    run = start_run(setup)
    until(run, Paused)
    after(run, until, BATCH, BATCH, BATCH_BACK, BATCH_BACK)
    run.control.play()
    until(run, Diverged)
    assert until(run, Paused)[-1].state.step == 0


# -- the step that is looked at ---------------------------------------------------------------------------


def test_that_nothing_is_traced_until_somebody_looks(make_setup, start_run, until):
    run = start_run(make_setup())
    assert until(run, Paused)[-1].snapshot.trace is None
    assert after(run, until, traced).snapshot.trace is not None


def test_that_the_trace_is_of_the_next_step_then_of_the_one_under_way_then_of_the_one_made(
    make_setup, start_run, until
):
    setup = make_setup()
    run = start_run(setup)
    until(run, Paused)
    trace = after(run, until, traced).snapshot.trace
    assert (trace.step.number, trace.done) == (0, 0)
    for done in range(1, OPERATIONS + 1):
        trace = after(run, until, OPERATION).snapshot.trace
        assert (trace.step.number, trace.done) == (0, done)
    trace = after(run, until, OPERATION).snapshot.trace
    assert (trace.step.number, trace.done) == (1, 1)
    trace = after(run, until, BATCH).snapshot.trace
    assert (trace.step.number, trace.done) == (1, OPERATIONS)
    trace = after(run, until, EPOCH).snapshot.trace
    assert trace.done == 0
    trace = after(run, until, OPERATION_BACK).snapshot.trace
    assert trace.done == OPERATIONS - 1


def test_that_operation_by_operation_a_step_leaves_the_weights_that_its_trace_promised(
    make_setup, start_run, until
):
    run = start_run(make_setup(optimizer="adam", layers=(LayerSpec(4, "relu"), LayerSpec(2, "sigmoid"))))
    until(run, Paused)
    promised = after(run, until, traced).snapshot.trace.step.after.vector
    event = until_update(run, until)
    assert event.state.parameters.vector.tobytes() == promised.tobytes()


def until_update(run, until) -> Paused:
    event = after(run, until, OPERATION)
    while event.state.step == 0:
        event = after(run, until, OPERATION)
    return event


def test_that_a_step_with_too_many_numbers_is_made_without_a_trace(make_setup, start_run, until):
    layers = (LayerSpec(4000, "relu"), LayerSpec(2, "linear"))
    run = start_run(make_setup(rows=2000, batch_size=None, layers=layers, learning_rate=1e-9), traced)
    assert until(run, Paused)[-1].snapshot.trace is None
    event = after(run, until, BATCH)
    assert event.snapshot.trace is None
    assert event.state.step == 1


def test_that_a_finished_run_tells_of_its_last_step(make_setup, start_run, until):
    run = start_run(make_setup(epochs=1), traced)
    until(run, Paused)
    run.control.step(StepSize.EPOCH)
    assert until(run, Finished)[-1].snapshot.trace is not None


def test_that_the_points_of_a_large_set_are_those_of_a_training_that_never_went_back(
    make_setup, start_run, until
):
    setup = make_setup(rows=2100, batch_size=50, shuffle=False)
    straight = start_run(setup)
    until(straight, Paused)
    expected = after(straight, until, *[BATCH] * 60).snapshot.history
    walked = start_run(setup)
    until(walked, Paused)
    rng = np.random.default_rng(2)
    event = after(walked, until, BATCH)
    while event.state.step < 60:
        goes_back = event.state.step > 0 and rng.random() < 0.4
        event = after(walked, until, BATCH_BACK if goes_back else BATCH)
    found = event.snapshot.history
    assert len(expected.epochs) > 10
    assert np.array_equal(found.epochs, expected.epochs)
    assert np.array_equal(found.loss, expected.loss)


def test_that_a_step_back_by_sample_counts_the_samples_of_the_batch_that_was_made(
    make_setup, start_run, until
):
    run = start_run(make_setup(shuffle=False, batch_size=3))
    until(run, Paused)
    after(run, until, BATCH, partial(RunControl.configure, batch_size=2), BATCH)
    event = after(run, until, SAMPLE_BACK)
    assert (event.state.position, event.snapshot.row) == (3, 3)
