"""The controls of a run, obeyed turn by turn."""

import time
from collections.abc import Iterator
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from types import SimpleNamespace

import pytest

import nnlab.training.control as control_module
from nnlab.training.control import (
    FULL_SPEED,
    SPEEDS,
    Advance,
    OneStep,
    Rest,
    RunControl,
    Speed,
    StepSize,
    Turn,
)

SHORT_S = 0.05
PATIENCE_S = 20.0


class Worker:
    """A thread that asks for one turn after the other and does nothing in them."""

    def __init__(self, control: RunControl) -> None:
        self.turns: SimpleQueue[Turn | None] = SimpleQueue()
        self._thread = Thread(target=self._work, args=(control,), daemon=True)
        self._thread.start()

    def _work(self, control: RunControl) -> None:
        while (turn := control.wait_turn()) is not None:
            self.turns.put(turn)
        self.turns.put(None)

    def next(self) -> Turn | None:
        return self.turns.get(timeout=PATIENCE_S)

    def waits(self) -> bool:
        """Return whether no turn comes for a moment."""
        try:
            self.turns.get(timeout=SHORT_S)
        except Empty:
            return True
        return False

    def join(self) -> None:
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()


@pytest.fixture
def control() -> RunControl:
    return RunControl()


@pytest.fixture
def worker(control: RunControl) -> Iterator[Worker]:
    worker = Worker(control)
    yield worker
    control.stop()
    worker.join()


def order_of(control: RunControl) -> object:
    turn = control.wait_turn()
    assert turn is not None
    return turn.order


def test_that_a_new_run_tells_once_that_it_rests_and_then_waits(worker):
    assert worker.next() == Turn(Rest(), {})
    assert worker.waits()


def test_that_a_playing_run_goes_in_short_slices_of_at_most_16_updates(control):
    control.play()
    order = order_of(control)
    assert isinstance(order, Advance)
    assert order.steps <= 16
    assert order.seconds <= 0.01
    assert not order.paced


def test_that_a_pause_makes_it_rest_and_play_go_on(control):
    control.play()
    order_of(control)
    control.pause()
    assert order_of(control) == Rest()
    control.play()
    assert isinstance(order_of(control), Advance)


def test_that_a_waiting_run_wakes_for_play_step_changes_and_stop(control, worker):
    assert worker.next().order == Rest()
    control.step(StepSize.BATCH)
    assert worker.next().order == OneStep(StepSize.BATCH)
    assert worker.next().order == Rest()
    control.configure(learning_rate=0.5)
    assert worker.next() == Turn(Rest(), {"learning_rate": 0.5})
    assert worker.waits()
    control.play()
    assert isinstance(worker.next().order, Advance)
    control.pause()
    while worker.next().order != Rest():
        pass
    control.stop()
    assert worker.next() is None


def test_that_steps_are_made_one_by_one_in_the_order_they_were_asked_for(control):
    control.step(StepSize.EPOCH)
    control.step(StepSize.OPERATION)
    assert order_of(control) == OneStep(StepSize.EPOCH)
    assert order_of(control) == OneStep(StepSize.OPERATION)
    assert order_of(control) == Rest()


def test_that_a_step_pauses_a_run_that_plays(control):
    control.play()
    control.step(StepSize.BATCH)
    assert order_of(control) == OneStep(StepSize.BATCH)
    assert order_of(control) == Rest()


def test_that_a_pause_takes_back_steps_that_are_not_made_yet(control):
    control.step(StepSize.EPOCH)
    control.step(StepSize.EPOCH)
    assert order_of(control) == OneStep(StepSize.EPOCH)
    control.pause()
    assert order_of(control) == Rest()


def test_that_a_stop_comes_before_everything_else(control):
    control.play()
    control.step(StepSize.BATCH)
    control.configure(learning_rate=0.5)
    control.stop()
    assert control.wait_turn() is None
    control.play()
    assert control.wait_turn() is None


def test_that_changes_are_handed_over_once_and_the_last_value_of_each_counts(control):
    control.play()
    control.configure(learning_rate=0.5, momentum=0.1)
    control.configure(learning_rate=0.25)
    assert control.wait_turn().changes == {"learning_rate": 0.25, "momentum": 0.1}
    assert control.wait_turn().changes == {}


def test_that_changes_come_before_the_step_that_was_asked_for_after_them(control):
    control.configure(learning_rate=0.5)
    control.step(StepSize.BATCH)
    assert control.wait_turn() == Turn(OneStep(StepSize.BATCH), {"learning_rate": 0.5})


def rest(control):
    assert order_of(control) == Rest()
    assert not control.is_resting
    control.tell_rest()


def test_that_a_run_rests_once_it_has_told_so_and_until_something_is_asked_for(control):
    for ask in (
        control.play,
        partial(control.step, StepSize.EPOCH),
        partial(control.configure, learning_rate=0.5),
    ):
        control.pause()
        rest(control)
        assert control.is_resting
        ask()
        assert not control.is_resting
        order_of(control)
        assert not control.is_resting


def test_that_an_order_given_while_the_worker_tells_of_its_rest_is_not_forgotten(control):
    assert order_of(control) == Rest()
    control.step(StepSize.BATCH)
    control.tell_rest()
    assert not control.is_resting
    assert order_of(control) == OneStep(StepSize.BATCH)


def test_that_a_rest_ordered_by_the_worker_ends_play_and_steps(control):
    control.play()
    order_of(control)
    control.step(StepSize.EPOCH)
    control.rest()
    rest(control)
    assert control.is_resting


def test_that_a_long_turn_learns_of_a_pause_or_a_stop_and_the_next_turn_does_not(control):
    for interrupt in (control.pause, control.stop):
        control.step(StepSize.EPOCH)
        order_of(control)
        assert not control.is_interrupted
        interrupt()
        assert control.is_interrupted
        if interrupt == control.pause:
            control.step(StepSize.EPOCH)
            order_of(control)
            assert not control.is_interrupted


def test_that_the_ladder_of_speeds_rises_from_one_operation_a_second_to_full_speed():
    assert SPEEDS[0] == Speed(StepSize.OPERATION, 1)
    assert SPEEDS[-1] == FULL_SPEED
    for unit in (StepSize.OPERATION, StepSize.BATCH):
        rates = [speed.per_second for speed in SPEEDS if speed.unit is unit and speed.per_second is not None]
        assert rates == sorted(set(rates))


@pytest.mark.parametrize("rate", [30.0, 300.0, 3000.0])
def test_that_a_paced_run_makes_about_as_many_updates_as_it_should(rate):
    control = RunControl(Speed(StepSize.BATCH, rate))
    control.play()
    begin = time.monotonic()
    made = 0
    while (lasted := time.monotonic() - begin) < 0.4:
        order = control.wait_turn().order
        assert order.unit is StepSize.BATCH
        assert order.paced == (rate <= 100)
        made += order.steps
    lasted = time.monotonic() - begin
    # One is due at the start; a busy machine makes it fall behind, and never catch up for more than 0.1 s.
    assert 0.3 * rate * lasted <= made <= rate * lasted + 1


def test_that_a_run_that_was_held_up_does_not_race_to_catch_up(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(control_module, "time", SimpleNamespace(monotonic=lambda: now[0]))
    control = RunControl(Speed(StepSize.BATCH, 100.0))
    control.play()
    now[0] += 3600.0  # the lid of the laptop was closed for an hour
    assert order_of(control).steps == 10
    now[0] += 0.02
    assert order_of(control).steps == 2


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    """The time by which a control goes, in seconds: it goes on by half a millisecond whenever one looks."""
    now = [1000.0]

    def monotonic() -> float:
        now[0] += 0.0005
        return now[0]

    monkeypatch.setattr(control_module, "time", SimpleNamespace(monotonic=monotonic))
    return now


def test_that_a_run_that_plays_gives_way_for_as_long_as_it_is_asked_to(control, clock):
    control.play()
    assert isinstance(order_of(control), Advance)
    control.give_way(0.006)
    began = clock[0]
    assert isinstance(order_of(control), Advance)
    assert 0.006 <= clock[0] - began < 0.01


def test_that_who_asks_for_the_way_again_and_again_does_not_stop_the_run(control, clock):
    control.play()
    order_of(control)
    began = clock[0]
    control.give_way(3600.0)
    assert isinstance(order_of(control), Advance)
    assert clock[0] - began < 0.03


def test_that_steps_and_pauses_are_obeyed_while_a_run_gives_way(control, clock):
    control.play()
    control.give_way(0.006)
    control.step(StepSize.BATCH)
    assert order_of(control) == OneStep(StepSize.BATCH)
    assert order_of(control) == Rest()


def test_that_one_operation_a_second_gives_one_operation_at_a_time():
    control = RunControl(SPEEDS[0])
    control.play()
    order = order_of(control)
    assert (order.steps, order.unit, order.paced) == (1, StepSize.OPERATION, True)


def test_that_a_pause_ends_a_long_wait_between_two_operations_at_once(control, worker):
    assert worker.next().order == Rest()
    control.set_speed(Speed(StepSize.OPERATION, 0.01))
    control.play()
    assert worker.waits()
    control.pause()
    assert worker.next().order == Rest()


def test_that_a_higher_speed_ends_a_long_wait_at_once(control, worker):
    assert worker.next().order == Rest()
    control.set_speed(Speed(StepSize.OPERATION, 0.01))
    control.play()
    assert worker.waits()
    control.set_speed(FULL_SPEED)
    assert worker.next().order.unit is StepSize.BATCH


def test_that_a_change_of_settings_does_not_break_the_pace(control, worker):
    assert worker.next().order == Rest()
    control.set_speed(Speed(StepSize.OPERATION, 0.01))
    control.play()
    control.configure(learning_rate=0.5)
    assert worker.waits()
    control.set_speed(FULL_SPEED)
    assert worker.next().changes == {"learning_rate": 0.5}
