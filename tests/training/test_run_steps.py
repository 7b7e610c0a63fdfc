"""Steps of every size, the pictures a run gives of itself, and what it obeys in the middle of a long step."""

from contextlib import suppress
from functools import partial
from queue import Empty

import numpy as np
import pytest

from nnlab.engine import Kind, LayerSpec, Network, Trainer
from nnlab.training import (
    Finished,
    Mailbox,
    Paused,
    Run,
    RunControl,
    RunSetup,
    Snapshot,
    Speed,
    StepSize,
)
from nnlab.training.measures import measures_accuracy

PLAY = RunControl.play
EPOCH, BATCH, SAMPLE, OPERATION = (partial(RunControl.step, size=size) for size in StepSize)
OPERATIONS = 12  # of one update of two layers, the first of them with a dX of its own


def weights_after(setup: RunSetup, steps: int) -> bytes:
    data = setup.dataset
    trainer = Trainer(
        Network.from_parameters(setup.state.parameters),
        data.inputs,
        data.targets,
        setup.config,
        task=data.task,
    )
    trainer.advance(steps=steps)
    return trainer.network.theta.tobytes()


def paused_after(run, until, order, times: int = 1) -> Paused:
    """Return the last of the pauses that follow `order`, given `times` times one by one."""
    for _ in range(times):
        order(run.control)
        event = until(run, Paused)[-1]
    return event


@pytest.mark.parametrize(("order", "times", "updates"), [
    (EPOCH, 1, 6), (EPOCH, 3, 18), (BATCH, 7, 7), (SAMPLE, 23, 6), (SAMPLE, 4, 1), (SAMPLE, 3, 0),
    (OPERATION, OPERATIONS, 1), (OPERATION, 3 * OPERATIONS, 3), (OPERATION, OPERATIONS - 1, 0),
])  # fmt: skip
@pytest.mark.parametrize("shuffle", [True, False])
def test_that_every_size_of_step_leaves_the_weights_of_straight_training(
    make_setup, start_run, until, order, times, updates, shuffle
):
    setup = make_setup(shuffle=shuffle)
    run = start_run(setup)
    until(run, Paused)
    event = paused_after(run, until, order, times)
    assert event.state.step == event.snapshot.step == updates
    assert event.state.parameters.vector.tobytes() == weights_after(setup, updates)


def test_that_steps_of_all_sizes_in_any_order_leave_the_weights_of_straight_training(
    make_setup, start_run, until
):
    setup = make_setup(optimizer="momentum")
    run = start_run(setup)
    until(run, Paused)
    rng = np.random.default_rng(1)
    for _ in range(120):
        event = paused_after(
            run, until, (EPOCH, BATCH, SAMPLE, OPERATION)[rng.choice(4, p=(0.1, 0.2, 0.3, 0.4))]
        )
    assert event.state.step > 20
    assert event.state.parameters.vector.tobytes() == weights_after(setup, event.state.step)


def test_that_a_step_of_an_epoch_in_the_middle_of_a_pass_ends_that_pass(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    paused_after(run, until, BATCH)
    event = paused_after(run, until, EPOCH)
    assert (event.state.epoch, event.state.position, event.state.step) == (1, 0, 6)


def test_that_a_stop_rule_ends_a_run_that_is_stepped(make_setup, start_run, until):
    run = start_run(make_setup(epochs=2), EPOCH, EPOCH)
    assert until(run, Finished)[-1].state.epoch == 2


@pytest.mark.parametrize("order", [EPOCH, BATCH, OPERATION])
def test_that_a_step_after_the_last_epoch_says_that_training_is_finished(make_setup, start_run, until, order):
    run = start_run(make_setup(epochs=0), order)
    assert until(run, Finished)[-1].state.step == 0


# -- samples and operations -----------------------------------------------------------------------------------


def test_that_steps_by_sample_show_the_samples_of_a_batch_one_by_one(make_setup, start_run, until):
    run = start_run(make_setup(shuffle=False))
    until(run, Paused)
    rows = [paused_after(run, until, SAMPLE).snapshot.row for _ in range(8)]
    assert rows == list(range(8))


def test_that_an_update_on_the_way_begins_the_batch_of_samples_anew(make_setup, start_run, until):
    run = start_run(make_setup(shuffle=False))
    until(run, Paused)
    paused_after(run, until, SAMPLE, 3)
    paused_after(run, until, BATCH)
    assert [paused_after(run, until, SAMPLE).snapshot.row for _ in range(3)] == [4, 5, 6]


def test_that_a_shorter_batch_after_some_samples_is_no_fault(make_setup, start_run, until):
    run = start_run(make_setup(shuffle=False))
    until(run, Paused)
    paused_after(run, until, SAMPLE, 3)
    run.control.configure(batch_size=2)
    event = paused_after(run, until, SAMPLE, 2)
    assert event.snapshot.row in (0, 1)


def test_that_operations_are_numbered_from_the_first_to_the_update(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    views = [paused_after(run, until, OPERATION).snapshot.operation for _ in range(OPERATIONS + 1)]
    assert [view.number for view in views] == [*range(1, OPERATIONS + 1), 1]
    assert {view.total for view in views} == {OPERATIONS}
    assert (views[0].kind, views[0].layer) == (Kind.SUM, 0)
    assert views[OPERATIONS - 1].kind is Kind.UPDATE


def test_that_an_operation_keeps_its_number_when_other_steps_come_between(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    paused_after(run, until, OPERATION, 3)
    paused_after(run, until, SAMPLE)
    view = paused_after(run, until, OPERATION).snapshot.operation
    assert (view.kind, view.layer, view.number) == (Kind.ACTIVATE, 1, 4)


def test_that_an_update_in_the_middle_of_the_operations_begins_them_anew(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    paused_after(run, until, OPERATION, 3)
    event = paused_after(run, until, BATCH)
    assert event.state.step == 1  # the update that had begun, and no other
    assert event.snapshot.operation is None
    assert paused_after(run, until, OPERATION).snapshot.operation.number == 1


def test_that_operations_of_one_layer_are_numbered_too(make_setup, start_run, until):
    run = start_run(make_setup(layers=(LayerSpec(1, "linear", "zeros"),)))
    until(run, Paused)
    kinds = [paused_after(run, until, OPERATION).snapshot.operation.kind for _ in range(7)]
    assert kinds == [
        Kind.SUM, Kind.ACTIVATE, Kind.LOSS, Kind.OUTPUT_ERROR, Kind.WEIGHT_GRADIENT, Kind.INPUT_ERROR, Kind.UPDATE
    ]  # fmt: skip


# -- a long step is interrupted ---------------------------------------------------------------------------------


@pytest.fixture
def long_epoch(make_setup) -> RunSetup:
    """Return a setup whose epoch takes 20 000 updates: longer than a click on Pause."""
    return make_setup(rows=20_000, batch_size=1, learning_rate=1e-4)


def begin_epoch(run) -> None:
    """Order a step of an epoch, and give the worker time to be in the middle of it."""
    run.control.step(StepSize.EPOCH)
    with suppress(Empty):
        run.events.get(timeout=0.1)


def test_that_a_pause_interrupts_a_long_step(long_epoch, start_run, until):
    run = start_run(long_epoch)
    until(run, Paused)
    begin_epoch(run)
    run.control.pause()
    event = until(run, Paused)[-1]
    assert event.state.epoch == 0
    assert event.state.step < 20_000
    assert event.state.parameters.vector.tobytes() == weights_after(long_epoch, event.state.step)


def test_that_an_interrupted_step_is_made_whole_by_the_next(long_epoch, start_run, until):
    run = start_run(long_epoch)
    until(run, Paused)
    begin_epoch(run)
    run.control.pause()
    until(run, Paused)
    event = paused_after(run, until, EPOCH)
    assert (event.state.epoch, event.state.step) == (1, 20_000)


def test_that_a_stop_interrupts_a_long_step(long_epoch, start_run):
    run = start_run(long_epoch)
    begin_epoch(run)
    run.control.stop()
    assert run.join(3)
    assert run.mailbox.take().step < 20_000


# -- snapshots ---------------------------------------------------------------------------------------------------


def assert_consistent(snapshot: Snapshot, setup: RunSetup) -> None:
    """Check that all of a snapshot belongs to one step, and that nobody can write to it."""
    assert snapshot.parameters.vector.tobytes() == weights_after(setup, snapshot.step)
    if snapshot.step:
        before = np.frombuffer(weights_after(setup, snapshot.step - 1))
        assert np.array_equal(before - snapshot.change, snapshot.parameters.vector)
        assert np.array_equal(snapshot.change, setup.config.learning_rate * snapshot.gradient)
    assert snapshot.epoch == snapshot.step // 6
    for array in (snapshot.parameters.vector, snapshot.gradient, snapshot.change):
        assert not array.flags.writeable


def test_that_every_snapshot_of_a_run_in_motion_is_of_one_step(make_setup, start_run, until):
    setup = make_setup(batch_size=4)
    run = start_run(setup, PLAY, speed=Speed(StepSize.BATCH, 3000))
    snapshots: list[Snapshot] = []
    while len(snapshots) < 12:
        snapshot = run.mailbox.take()
        if snapshot is not None:
            snapshots.append(snapshot)
            run.mailbox.request()
    run.control.stop()
    for snapshot in snapshots:
        assert_consistent(snapshot, setup)
    assert [s.step for s in snapshots] == sorted(s.step for s in snapshots)


def test_that_the_snapshot_of_a_pause_is_of_the_step_of_its_state(make_setup, start_run, until):
    setup = make_setup()
    run = start_run(setup)
    until(run, Paused)
    for order in (BATCH, EPOCH, BATCH, EPOCH):
        event = paused_after(run, until, order)
        assert event.snapshot.step == event.state.step
        assert_consistent(event.snapshot, setup)


def test_that_snapshots_are_made_only_when_they_are_asked_for(make_setup):
    class CountingMailbox(Mailbox[Snapshot]):
        puts = 0

        def put(self, item: Snapshot) -> None:
            self.puts += 1
            super().put(item)

    run = Run(1, make_setup(epochs=300), RunControl())
    mailbox = run.mailbox = CountingMailbox()
    run.control.play()
    run.start()
    assert run.join(20)
    assert mailbox.puts == 2  # for the request a mailbox begins with, and the last one, offered at the end
    assert mailbox.take().step == 1800


def test_that_slow_runs_name_the_sample_under_way_and_fast_ones_do_not(make_setup, start_run, until):
    for rate, named in ((100, True), (1000, False)):
        run = start_run(make_setup(shuffle=False), PLAY, speed=Speed(StepSize.BATCH, rate))
        for _ in range(1_000_000):
            snapshot = run.mailbox.take()
            if snapshot is not None and snapshot.step > 0:
                break
        assert (snapshot.row is not None) == named
        run.control.stop()


def test_that_loss_and_curve_of_a_snapshot_agree(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    snapshot = paused_after(run, until, EPOCH, 5).snapshot
    assert snapshot.history.epochs.tolist() == [0, 1, 2, 3, 4, 5]
    assert snapshot.history.loss[-1] == snapshot.loss


def test_that_accuracy_is_measured_for_every_epoch_at_first_and_later_less_often():
    assert all(measures_accuracy(epoch) for epoch in range(100))
    measured = np.array([epoch for epoch in range(100_000) if measures_accuracy(epoch)])
    assert len(measured) < 3000
    assert (np.diff(measured)[100:] / measured[100:-1]).max() < 0.02  # too short on the curve to be seen
