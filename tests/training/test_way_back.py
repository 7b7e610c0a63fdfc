"""The way back: short wherever it leads, given up without a trace, and bit for bit for any training."""

import time
from functools import partial

import numpy as np
import pytest

from nnlab.engine import LayerSpec, Network, Trainer
from nnlab.engine.optimizers import OPTIMIZER_NAMES
from nnlab.training import Paused, Run, RunControl, StepSize
from nnlab.training.backward import Stop, go_to
from nnlab.training.mailbox import Mailbox
from nnlab.training.trail import Trail


def trainer_of(setup) -> Trainer:
    data, network = setup.dataset, Network.from_parameters(setup.state.parameters)
    return Trainer(network, data.inputs, data.targets, setup.config, task=data.task)


def bits(state) -> tuple[object, ...]:
    arrays = (state.parameters.vector, *state.slots)
    counters = (
        state.optimizer_step,
        state.step,
        state.epoch,
        state.position,
        state.loss_sum,
        state.epoch_loss,
    )
    return *(array.tobytes() for array in arrays), *map(repr, counters)


def everything(trainer: Trainer) -> tuple[object, ...]:
    """Return all that a step back shows and that training goes on from."""
    last = (trainer.gradient.tobytes(), trainer.change.tobytes(), trainer.last_loss, trainer.operations_done)
    return *bits(trainer.state), trainer.next_batch().tobytes(), *last


class Patience:
    """Gives up when asked for the n-th time."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self) -> bool:
        self.left -= 1
        return self.left <= 0


# -- giving up ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
@pytest.mark.parametrize("operations", [0, 1, 7, 11])
@pytest.mark.parametrize("patience", [1, 2, 3])
def test_that_a_way_back_that_is_given_up_leaves_all_as_it_was(make_setup, optimizer, operations, patience):
    trainer, trail = trainer_of(make_setup(optimizer=optimizer)), Trail()
    trail.note(trainer.state)
    trainer.advance(steps=45)
    for _ in range(operations):
        trainer.step_operation()
    before = everything(trainer)
    assert not go_to(trainer, trail, Stop(40), Patience(patience))
    assert everything(trainer) == before
    straight = trainer_of(make_setup(optimizer=optimizer))
    straight.advance(steps=60)
    trainer.advance(steps=60 - trainer.step_count)
    assert bits(trainer.state) == bits(straight.state)


def test_that_a_second_try_has_less_to_make_again(make_setup):
    trainer, trail = trainer_of(make_setup(rows=600, batch_size=1)), Trail()
    trail.note(trainer.state)
    trainer.advance(steps=560)
    tries = 1
    while not go_to(trainer, trail, Stop(550), Patience(2)):
        tries += 1
        assert tries < 10
    assert trainer.step_count == 550
    assert tries > 2


def test_that_a_listener_at_ends_of_passes_hears_again_after_a_way_back_that_failed(make_setup):
    trainer, trail, heard = trainer_of(make_setup()), Trail(), []
    trail.note(trainer.state)
    trainer.advance(steps=13)
    trainer.on_epoch_end = partial(heard.append, None)

    def breaks() -> bool:
        raise MemoryError

    with pytest.raises(MemoryError):
        go_to(trainer, trail, Stop(8), breaks)
    assert not heard
    trainer.advance(steps=6)
    assert heard


def test_that_a_pause_on_a_long_way_back_leaves_the_run_where_it_was(make_setup, start_run, until):
    # Of so large a network one state is kept: the way back leads from the beginning of the epoch.
    layers = (LayerSpec(1500, "relu"), LayerSpec(1500, "relu"), LayerSpec(2, "linear"))
    run = start_run(make_setup(rows=150, batch_size=1, layers=layers, learning_rate=1e-6))
    until(run, Paused)
    run.control.step(StepSize.EPOCH)
    before = until(run, Paused)[-1]
    run.control.step_back(StepSize.BATCH)
    run.control.pause(keep_steps=True)
    after = until(run, Paused)[-1]
    assert before.state.step == 150
    assert bits(after.state) == bits(before.state)
    assert np.array_equal(after.snapshot.gradient, before.snapshot.gradient)
    assert after.snapshot.history.epochs.tolist() == before.snapshot.history.epochs.tolist() == [0.0, 1.0]
    assert after.snapshot.reaches_back


# -- how long it takes --------------------------------------------------------------------------------------


def test_that_a_way_back_notes_places_so_that_the_next_ones_are_short(make_setup):
    trainer, trail = trainer_of(make_setup(rows=5000, batch_size=1)), Trail()
    trail.note(trainer.state)
    trainer.advance(steps=5000)
    made = []
    for step in range(4999, 4900, -1):
        made.append(step - trail.before(step).step)
        assert go_to(trainer, trail, Stop(step), lambda: False)
    assert made[0] == 4999
    assert sum(made[1:]) < 99 * 16


@pytest.mark.parametrize("size", [StepSize.OPERATION, StepSize.SAMPLE, StepSize.BATCH])
def test_that_after_an_epoch_each_step_back_takes_a_fraction_of_it(make_setup, start_run, until, size):
    run = start_run(make_setup(rows=30_000, batch_size=1))
    until(run, Paused)
    seconds = []
    for order in (
        partial(RunControl.step, size=StepSize.EPOCH),
        *[partial(RunControl.step_back, size=size)] * 4,
    ):
        began = time.perf_counter()
        order(run.control)
        until(run, Paused)
        seconds.append(time.perf_counter() - began)
    assert sum(sorted(seconds[1:])[:3]) < seconds[0] / 2  # one of them may fall into the machine's other work


def test_that_an_epoch_step_that_takes_long_can_be_taken_back_as_a_whole(make_setup, start_run, until):
    run = start_run(make_setup(rows=30_000, batch_size=1))
    until(run, Paused)
    run.control.step(StepSize.EPOCH)
    assert until(run, Paused)[-1].state.step == 30_000
    run.control.step_back(StepSize.BATCH)
    assert until(run, Paused)[-1].state.step == 29_999
    run.control.step_back(StepSize.EPOCH)
    assert until(run, Paused)[-1].state.step == 0


class Album(Mailbox):
    """A mailbox that is asked again at once, and keeps a list of the places that were shown."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[int] = []

    def put(self, item) -> None:
        self.steps.append(item.step)
        super().put(item)
        self.request()


def test_that_an_epoch_step_shows_how_far_it_is(make_setup, until):
    run = Run(7, make_setup(rows=5000, batch_size=1), RunControl())
    run.mailbox = album = Album()
    run.start()
    until(run, Paused)
    run.control.step(StepSize.EPOCH)
    until(run, Paused)
    run.control.stop()
    assert run.join(20.0)
    assert any(0 < step < 5000 for step in album.steps)
    assert album.steps[-1] == 5000


# -- anywhere -----------------------------------------------------------------------------------------------


def random_setup(make_setup, rng):
    rows = int(rng.choice([1, 5, 23, 200, 1200]))
    size = rng.choice([1, 2, 7, 0])
    hidden = tuple(
        LayerSpec(int(rng.integers(1, 7)), str(rng.choice(["tanh", "relu", "sigmoid"])))
        for _ in range(rng.integers(0, 3))
    )
    return make_setup(
        rows=rows,
        layers=(*hidden, LayerSpec(2, "linear", "lecun_normal")),
        dtype=str(rng.choice(["float32", "float64"])),
        batch_size=int(size) or None,
        optimizer=str(rng.choice(OPTIMIZER_NAMES)),
        shuffle=bool(rng.random() < 0.5),
        learning_rate=0.003,
        seed=int(rng.integers(100)),
        guarded=False,
    )


def walk(run, until, rng, orders: int) -> list[tuple[object, ...]]:
    """Give random orders, a third of them interrupted at once; return the bits of each place where the run rested."""
    until(run, Paused)
    visited = []
    for _ in range(orders):
        order = rng.choice([RunControl.step, RunControl.step_back])
        order(run.control, rng.choice(list(StepSize), p=(0.15, 0.25, 0.25, 0.35)))
        if rng.random() < 0.33:
            run.control.pause(keep_steps=bool(rng.random() < 0.5))
        visited.append(bits(until(run, Paused)[-1].state))
    return visited


def require_straight(setup, visited) -> None:
    """Assert that straight training holds these bits after as many updates."""
    straight = trainer_of(setup)
    for place in sorted(visited, key=lambda place: int(place[-5])):
        straight.advance(steps=int(place[-5]) - straight.step_count)
        assert place == bits(straight.state)


@pytest.mark.parametrize("seed", range(16))
def test_that_any_walk_through_any_training_stands_where_straight_training_stood(
    make_setup, start_run, until, seed
):
    rng = np.random.default_rng(seed)
    setup = random_setup(make_setup, rng)
    run = start_run(setup)
    require_straight(setup, walk(run, until, rng, 60))


@pytest.mark.parametrize("shuffle", [True, False])
def test_that_a_walk_through_5000_samples_one_by_one_stands_where_straight_training_stood(
    make_setup, start_run, until, shuffle
):
    setup = make_setup(rows=5000, batch_size=1, optimizer="adam", shuffle=shuffle, learning_rate=0.001)
    run = start_run(setup)
    require_straight(setup, walk(run, until, np.random.default_rng(3), 80))
