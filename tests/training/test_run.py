"""A run: its events in order, its end however it ends, and that it trains exactly as the engine does."""

import gc
import weakref
from dataclasses import replace
from functools import partial
from queue import Empty

import numpy as np
import pytest

import nnlab.engine.program as engine_program
from nnlab.engine import (
    LayerSpec,
    Network,
    Parameters,
    StopReason,
    Trainer,
    TrainState,
    activation,
)
from nnlab.lessons import begin, load_preset
from nnlab.training import (
    Diverged,
    Ended,
    Failed,
    Finished,
    Paused,
    Reached,
    Refused,
    RunControl,
    RunSetup,
    Speed,
    Started,
    StepSize,
)

PLAY, PAUSE = RunControl.play, RunControl.pause


def trained_by_the_engine(setup: RunSetup) -> Trainer:
    trainer = Trainer(
        Network.from_parameters(setup.state.parameters),
        setup.dataset.inputs,
        setup.dataset.targets,
        setup.config,
        task=setup.dataset.task,
        state=setup.state,
    )
    trainer.run()
    return trainer


def bits(state: TrainState) -> tuple[object, ...]:
    """Return what makes two trainings go on alike, but for an order of samples that is drawn and not yet used."""
    arrays = (state.parameters.vector, *state.slots)
    counters = (
        state.optimizer,
        state.optimizer_step,
        state.step,
        state.epoch,
        state.position,
        state.loss_sum,
    )
    return *(array.tobytes() for array in arrays), *counters


def kinds(events: list) -> list[type]:
    return [type(event) for event in events]


class Faulty:
    """The tanh of the engine, whose forward kernel fails from the n-th call on."""

    def __init__(self, calls: int) -> None:
        self._left = calls

    def __call__(self, name: str) -> object:
        real = activation(name)
        return replace(real, forward=partial(self._forward, real.forward)) if name == "tanh" else real

    def _forward(self, real, *arrays) -> None:
        self._left -= 1
        if self._left < 0:
            raise ArithmeticError("the kernel broke")
        real(*arrays)


# -- the order of events ---------------------------------------------------------------------------------


def test_that_a_run_without_an_order_rests_at_once_and_tells_where_it_stands(make_setup, start_run, until):
    setup = make_setup()
    events = until(start_run(setup), Paused)
    assert kinds(events) == [Started, Paused]
    assert np.array_equal(events[-1].state.parameters.vector, setup.state.parameters.vector)
    assert events[-1].state.step == events[-1].snapshot.step == 0


def test_that_nothing_starts_before_start(make_setup, start_run):
    run = start_run(make_setup())
    run.start()  # a second time is no second thread
    run.control.stop()
    assert run.join(20)
    assert kinds(list(drained(run))).count(Started) == 1


def drained(run) -> list:
    events = []
    while True:
        try:
            events.append(run.events.get(timeout=0.05))
        except Empty:
            return events


def test_that_a_run_to_a_stop_rule_starts_finishes_and_ends(make_setup, start_run, until):
    events = until(start_run(make_setup(epochs=5), PLAY), Ended)
    assert kinds(events) == [Started, Finished, Ended]
    assert {event.run_id for event in events} == {7}
    assert (events[1].reason, events[1].stop_epoch) == (StopReason.EPOCHS, 4)


def test_that_a_run_that_had_already_finished_says_so_again(make_setup, start_run, until):
    events = until(start_run(make_setup(epochs=0), PLAY), Ended)
    assert kinds(events) == [Started, Finished, Ended]
    assert events[1].state.step == 0


def test_that_a_pause_and_a_stop_end_with_one_end_event(make_setup, start_run, until):
    run = start_run(make_setup(), PLAY)
    assert kinds(until(run, Started)) == [Started]
    run.control.pause()
    assert kinds(until(run, Paused)) == [Paused]
    run.control.stop()
    assert kinds(until(run, Ended)) == [Ended]
    assert run.join(20)
    assert run.events.empty()


@pytest.mark.parametrize("calls", [1, 2, 50, 500])
def test_that_a_fault_of_the_worker_is_an_event_with_the_last_good_state_and_ends_the_run(
    make_setup, start_run, until, monkeypatch, calls
):
    setup = make_setup()
    monkeypatch.setattr(engine_program, "activation", Faulty(calls))
    run = start_run(setup, PLAY)
    events = until(run, Ended)
    assert kinds(events) == [Started, Failed, Ended]
    failed = events[1]
    assert failed.message == "the kernel broke"
    assert "ArithmeticError" in failed.detail
    assert failed.state.step <= calls
    assert np.isfinite(failed.state.parameters.vector).all()
    assert run.join(20)


@pytest.mark.parametrize("size", StepSize)
def test_that_a_fault_during_a_step_ends_the_run_as_well(make_setup, start_run, until, monkeypatch, size):
    monkeypatch.setattr(engine_program, "activation", Faulty(0))
    run = start_run(make_setup(batch_size=1), *[partial(RunControl.step, size=size)] * 3)
    events = until(run, Ended)
    assert kinds(events[-2:]) == [Failed, Ended]


def test_that_a_setting_that_cannot_be_is_a_fault_and_not_a_dead_worker(make_setup, start_run, until):
    run = start_run(make_setup(), PLAY)
    run.control.configure(learning_rate=-1.0)
    assert kinds(until(run, Ended)[-2:]) == [Failed, Ended]


def test_that_an_explosion_is_told_before_the_pause_with_the_good_state(make_setup, start_run, until):
    run = start_run(make_setup(learning_rate=100.0), PLAY)
    events = until(run, Paused)
    assert kinds(events) == [Started, Diverged, Paused]
    assert events[2].state.step == events[1].divergence.restored_step
    assert np.isfinite(events[2].state.parameters.vector).all()


def test_that_a_network_that_cannot_be_trained_is_refused_before_training_begins(
    make_setup, start_run, until
):
    layers = (LayerSpec(5, "step", "lecun_normal"), LayerSpec(2, "linear", "lecun_normal"))
    events = until(start_run(make_setup(layers=layers), PLAY), Ended)
    assert kinds(events) == [Refused, Ended]
    assert "no useful gradient" in str(events[0].error)
    assert events[0].error.__traceback__ is None  # it would keep the arrays that were made so far


def test_that_a_network_too_large_for_the_memory_is_a_fault_told_with_the_weights_it_had(
    make_setup, start_run, until, monkeypatch
):
    def draw(*_args: object) -> Parameters:
        raise MemoryError("no room for the weights")

    setup = make_setup()
    monkeypatch.setattr(Parameters, "drawn", draw)
    events = until(start_run(setup, PLAY), Ended)
    assert kinds(events) == [Failed, Ended]
    assert events[0].state is setup.state
    assert "no room" in events[0].message


def test_that_a_run_leaves_no_arrays_behind(make_setup, start_run, until, monkeypatch):
    """A large network has hundreds of megabytes; the garbage collector comes when objects, not bytes, are many."""
    arrays: list[weakref.ref] = []
    prepare = engine_program.Program.__init__

    def remember(program, *args: object, **named: object) -> None:
        prepare(program, *args, **named)
        arrays.extend(weakref.ref(array) for array in (program.X, program.layers[-1].dW.base))

    monkeypatch.setattr(engine_program.Program, "__init__", remember)
    gc.disable()
    try:
        run = start_run(make_setup(epochs=20), PLAY)
        until(run, Ended)
        assert run.join(20.0)
        del run
        assert arrays
        assert [array() for array in arrays if array() is not None] == []
    finally:
        gc.enable()


# -- that it is the engine's training ----------------------------------------------------------------------


@pytest.mark.parametrize("settings", [
    {"batch_size": 1, "shuffle": False},
    {"batch_size": 4},
    {"batch_size": None, "optimizer": "momentum"},
    {"batch_size": 7, "optimizer": "adam", "learning_rate": 0.01},
    {"stop_loss": 0.02},
    {"stop_epoch_error": 0.3},
])  # fmt: skip
def test_that_a_run_at_full_speed_equals_the_engines_training_bit_for_bit(
    make_setup, start_run, until, settings
):
    setup = make_setup(epochs=60, **settings)
    finished = until(start_run(setup, PLAY), Finished)[-1]
    straight = trained_by_the_engine(setup)
    assert bits(finished.state) == bits(straight.state)
    assert (finished.reason, finished.stop_epoch) == (straight.stopped_by, straight.stop_epoch)


def test_that_the_same_seed_gives_the_same_run_and_curve_and_another_seed_another(
    make_setup, start_run, until
):
    first, second, other = (
        until(start_run(make_setup(epochs=40, seed=seed), PLAY), Finished)[-1] for seed in (1, 1, 2)
    )
    assert bits(first.state) == bits(second.state) != bits(other.state)
    assert np.array_equal(first.snapshot.history.loss, second.snapshot.history.loss)
    assert first.snapshot.history.epochs.tolist() == list(range(41))


def test_that_pausing_and_going_on_many_times_changes_nothing(make_setup, start_run, until):
    setup = make_setup(epochs=100, batch_size=3, optimizer="adam", learning_rate=0.003)
    run = start_run(setup, speed=Speed(StepSize.BATCH, 3000))
    until(run, Paused)
    for pause in range(30):
        run.control.play()
        run.control.pause()
        if pause % 5 == 4:
            run.control.step(StepSize.OPERATION)
        assert isinstance(run.events.get(timeout=20), Paused)
    run.control.play()
    finished = until(run, Finished)[-1]
    assert bits(finished.state) == bits(trained_by_the_engine(setup).state)


def test_that_a_run_taken_up_by_another_run_changes_nothing(make_setup, start_run, until):
    setup = make_setup(epochs=200, batch_size=3, optimizer="nesterov", learning_rate=0.01)
    first = start_run(setup, PLAY, PAUSE, speed=Speed(StepSize.BATCH, 1000))
    paused = until(first, Paused)[-1]
    first.control.stop()
    resumed = replace(setup, state=paused.state, history=paused.snapshot.history)
    finished = until(start_run(resumed, PLAY), Finished)[-1]
    straight = until(start_run(setup, PLAY), Finished)[-1]
    assert bits(finished.state) == bits(straight.state)
    assert np.array_equal(finished.snapshot.history.loss, straight.snapshot.history.loss)


def test_that_a_slow_run_makes_the_same_updates_as_a_fast_one(make_setup, start_run, until):
    setup = make_setup(epochs=3, batch_size=4)
    for speed in (Speed(StepSize.BATCH, 1000), Speed(StepSize.OPERATION, 5000)):
        finished = until(start_run(setup, PLAY, speed=speed), Finished)[-1]
        assert bits(finished.state) == bits(trained_by_the_engine(setup).state)


def test_that_float32_networks_run_in_float32(make_setup, start_run, until):
    setup = make_setup(epochs=10, dtype="float32")
    finished = until(start_run(setup, PLAY), Finished)[-1]
    assert finished.state.parameters.vector.dtype == np.float32
    assert bits(finished.state) == bits(trained_by_the_engine(setup).state)


# -- settings changed on the way -----------------------------------------------------------------------------


def test_that_a_change_of_settings_keeps_the_weights_and_is_marked_on_the_curve(make_setup, start_run, until):
    run = start_run(make_setup(), partial(RunControl.step, size=StepSize.EPOCH))
    before = until(run, Paused)[-1]
    run.control.configure(learning_rate=0.5, optimizer="adam")
    after = until(run, Paused)[-1]
    assert after.state.parameters.vector.tobytes() == before.state.parameters.vector.tobytes()
    assert [(mark.epoch, mark.setting, mark.value) for mark in after.snapshot.history.marks] == [
        (1.0, "learning_rate", "0.5"),
        (1.0, "optimizer", "adam"),
    ]


def test_that_a_change_in_the_middle_of_a_pass_is_marked_at_its_place(make_setup, start_run, until):
    run = start_run(make_setup(rows=20, batch_size=5), partial(RunControl.step, size=StepSize.BATCH))
    until(run, Paused)
    run.control.configure(learning_rate=0.5)
    assert until(run, Paused)[-1].snapshot.history.marks[0].epoch == 0.25


def test_that_a_change_holds_from_the_next_update_on(make_setup, start_run, until):
    run = start_run(make_setup(), partial(RunControl.step, size=StepSize.BATCH))
    before = until(run, Paused)[-1]
    run.control.configure(learning_rate=0.0)
    run.control.step(StepSize.BATCH)
    after = until(run, Paused)[-1]
    assert after.state.step == before.state.step + 1
    assert np.array_equal(after.state.parameters.vector, before.state.parameters.vector)


def test_that_a_finished_rule_that_is_lifted_in_time_lets_the_run_go_on(make_setup, start_run, until):
    run = start_run(make_setup(epochs=2), partial(RunControl.step, size=StepSize.EPOCH))
    until(run, Paused)
    run.control.configure(epochs=4)
    run.control.play()
    assert until(run, Finished)[-1].state.epoch == 4


def test_that_the_parameters_of_the_setup_are_never_written_to(make_setup, start_run, until):
    setup = make_setup(epochs=20)
    before = setup.state.parameters.vector.copy()
    until(start_run(setup, PLAY), Finished)
    assert np.array_equal(setup.state.parameters.vector, before)


def test_that_the_curve_does_not_depend_on_when_pictures_were_drawn(start_run, until):
    state = begin(load_preset("seven-segment"))
    config = replace(state.config, stop_loss=None, epochs=900)
    setup = RunSetup(state.dataset, state.training, config, state.given)
    alone = start_run(setup, RunControl.play)
    watched = start_run(setup, RunControl.play, run_id=8)
    for _ in range(2000):
        watched.mailbox.request()
        watched.mailbox.take()
    curves = []
    for run in (alone, watched):
        (finished,) = [event for event in until(run, Ended) if isinstance(event, Finished)]
        curves.append(finished.snapshot.history)
    np.testing.assert_array_equal(curves[0].loss, curves[1].loss)
    np.testing.assert_array_equal(curves[0].accuracy, curves[1].accuracy)
    assert np.isfinite(curves[0].accuracy).sum() > 300


def test_that_a_run_tells_how_far_it_is_and_goes_on(make_setup, start_run, until):
    setup = make_setup()
    run = start_run(setup, PLAY, RunControl.ask_state)
    reached = until(run, Reached)[-1]
    further = replace(setup, state=reached.state)
    run.control.ask_state()
    later = until(run, Reached)[-1]
    assert later.state.step > reached.state.step  # it went on
    trainer = Trainer(
        Network.from_parameters(reached.state.parameters),
        setup.dataset.inputs,
        setup.dataset.targets,
        setup.config,
        task=setup.dataset.task,
        state=further.state,
    )
    trainer.advance(steps=later.state.step - reached.state.step)
    assert bits(trainer.state) == bits(later.state)


def test_that_a_stopped_run_tells_where_it_stood_when_it_was_asked(make_setup, start_run, until):
    run = start_run(make_setup(), PLAY)
    until(run, Started)
    run.control.ask_state()
    run.control.stop()
    last = until(run, Ended)
    reached = [event for event in last if isinstance(event, Reached)]
    assert len(reached) == 1
    assert reached[0].state.step == reached[0].snapshot.step


def test_that_a_pause_answers_who_asked(make_setup, start_run, until):
    run = start_run(make_setup(), PLAY, RunControl.ask_state, PAUSE)
    events = until(run, Paused)
    run.control.stop()
    events += until(run, Ended)
    assert Reached not in kinds(events)
