"""The film of a run: which moments are kept, how many bytes they take, and that each of them leads on as it did."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.data import Dataset
from nnlab.engine import (
    OPTIMIZER_NAMES,
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
    Event,
    Film,
    Finished,
    Moment,
    Paused,
    Run,
    RunControl,
    RunSetup,
    StepSize,
    spliced,
)
from nnlab.training.film import MOST_BYTES, MOST_MOMENTS

POINTS = Dataset.from_arrays("points", np.eye(2), np.eye(2), Task.CLASSES)
SETTINGS = [(None, True), (None, False), (1, True), (4, True), (4, False), (23, True)]


def trainer_of(setup: RunSetup, state: TrainState | None = None) -> Trainer:
    data = setup.dataset
    network = Network.from_parameters((state or setup.state).parameters)
    return Trainer(
        network, data.inputs, data.targets, setup.config, task=data.task, state=state or setup.state
    )


def bits(state: TrainState) -> tuple[object, ...]:
    vectors = (state.parameters.vector, *state.slots)
    numbers = (state.optimizer_step, state.step, state.epoch, state.position, state.loss_sum, state.rng)
    return *(vector.tobytes() for vector in vectors), state.order.tobytes(), *numbers


def film_of(state: TrainState, steps: int, config: TrainingConfig | None = None) -> Film:
    """Return the film of a training whose weights do not change: only the steps matter."""
    config = config or TrainingConfig()
    film = Film(state, config, POINTS)
    for step in range(state.step + 1, state.step + steps + 1):
        if film.wants(step):
            film.note(replace(state, step=step), config)
    return film


@pytest.fixture
def tiny() -> TrainState:
    return TrainState.fresh(Parameters.drawn(NetworkSpec(2, (LayerSpec(3),)), 1), 1)


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
@pytest.mark.parametrize(("batch_size", "shuffle"), SETTINGS)
def test_that_every_moment_leads_on_bit_for_bit_as_it_did(
    make_setup, start_run, until, optimizer, batch_size, shuffle
):
    setup = make_setup(optimizer=optimizer, batch_size=batch_size, shuffle=shuffle, epochs=60)
    event = until(start_run(setup, RunControl.play), Finished)[-1]
    film = event.snapshot.film
    assert film[0].step == 0
    assert len(film) > 50
    for moment in film[:: max(1, len(film) // 12)]:
        trainer = trainer_of(setup, moment.state)
        trainer.advance(steps=event.state.step - moment.step)
        assert bits(trainer.state) == bits(event.state)


def test_that_the_same_training_leaves_the_same_film_however_it_was_paused(make_setup, start_run, until):
    setup = make_setup(epochs=200)
    straight = until(start_run(setup, RunControl.play), Finished)[-1].snapshot.film
    halting = start_run(setup, RunControl.play)
    for _ in range(3):
        halting.control.ask_state()
        halting.control.pause()
        until(halting, Paused)
        halting.control.play()
    again = until(halting, Finished)[-1].snapshot.film
    assert [moment.step for moment in again] == [moment.step for moment in straight]
    assert all(bits(a.state) == bits(b.state) for a, b in zip(again, straight, strict=True))


def steps_made(run: Run, until: Callable[[Run, type], list[Event]], count: int, goal: int) -> Paused:
    """Make so many steps, and return the rest after the one to `goal`."""
    for _ in range(count):
        run.control.step(StepSize.BATCH)
    while (rest := until(run, Paused)[-1]).state.step < goal:
        pass
    return rest


def test_that_a_moment_has_the_settings_of_then_and_the_one_of_the_change_the_new_ones(
    make_setup, start_run, until
):
    run = start_run(make_setup())
    steps_made(run, until, 5, goal=5)
    run.control.configure(learning_rate=0.01, optimizer="adam")
    end = steps_made(run, until, 3, goal=8)
    film = end.snapshot.film
    assert [moment.step for moment in film] == list(range(9))
    assert [moment.config.learning_rate for moment in film] == [0.05] * 5 + [0.01] * 4
    for moment in film[5:]:
        setup = replace(make_setup(), config=moment.config)
        trainer = trainer_of(setup, moment.state)
        trainer.advance(steps=8 - moment.step)
        assert bits(trainer.state) == bits(end.state)


def test_that_a_change_before_the_first_update_is_that_of_the_first_moment(make_setup, start_run, until):
    run = start_run(make_setup())
    until(run, Paused)
    run.control.configure(learning_rate=0.01)
    film = steps_made(run, until, 2, goal=2).snapshot.film
    assert [(moment.step, moment.config.learning_rate) for moment in film] == [
        (0, 0.01),
        (1, 0.01),
        (2, 0.01),
    ]


def test_that_a_change_leaves_the_spacing_as_it_is(tiny):
    film, other = film_of(tiny, 300), TrainingConfig(learning_rate=0.5)
    film.turn(replace(tiny, step=301), other)
    assert {moment.step % 2 for moment in film.moments} == {0}
    film.turn(replace(tiny, step=200), other)
    assert film.moments[-1].step == 200
    assert [moment.config is other for moment in film.moments[-2:]] == [False, True]


@given(st.integers(1, 5000))
def test_that_moments_lie_evenly_and_are_never_too_many(steps):
    state = TrainState.fresh(Parameters.drawn(NetworkSpec(2, (LayerSpec(3),)), 1), 1)
    kept = [moment.step for moment in film_of(state, steps).moments]
    gaps = np.diff(kept)
    assert len(kept) <= MOST_MOMENTS
    assert len(kept) > min(steps, MOST_MOMENTS // 2 - 1)
    assert len(set(gaps.tolist())) == 1
    assert steps - kept[-1] < gaps[0]


def test_that_the_moment_a_film_begins_with_stays(tiny):
    kept = [moment.step for moment in film_of(replace(tiny, step=137), 9000).moments]
    assert kept[0] == 137
    assert len(kept) <= MOST_MOMENTS


def test_that_large_networks_have_fewer_moments_and_huge_ones_none():
    spec = NetworkSpec(784, (LayerSpec(512), LayerSpec(10, "softmax", "lecun_normal")))
    large = TrainState.fresh(Parameters.drawn(spec, 1), 1)
    film, config = Film(large, TrainingConfig(), POINTS), TrainingConfig()
    for step in range(1, 200):
        if film.wants(step):
            copied = Parameters(spec, large.parameters.vector.copy())
            film.note(replace(large, step=step, parameters=copied), config)
    assert 2 <= len(film.moments) < MOST_MOMENTS
    assert sum(moment.state.parameters.vector.nbytes for moment in film.moments) <= MOST_BYTES
    spec = NetworkSpec(4000, (LayerSpec(1100),))
    film = Film(TrainState.fresh(Parameters.drawn(spec, 1), 1), config, POINTS)
    film.note(replace(film.moments[0].state, step=1), config)
    assert film.moments == ()
    assert not film.wants(2)


def test_that_what_goes_on_is_joined_to_what_was_before(tiny):
    config = TrainingConfig()
    before = film_of(tiny, 1000).moments
    onward = film_of(replace(tiny, step=600), 1000).moments
    joined = spliced(before, onward)
    steps = [moment.step for moment in joined]
    assert steps == sorted(set(steps))
    assert len(joined) <= MOST_MOMENTS
    assert steps[0] == 0
    assert all(moment in onward for moment in joined if moment.step >= 600)
    assert spliced(before, ()) == before
    assert spliced((), onward) == onward
    assert spliced((Moment(tiny, config, POINTS),), onward)[0].step == 0


def test_that_moments_after_a_turn_are_forgotten(tiny):
    film = film_of(tiny, 100)
    film.forget_after(40)
    assert [moment.step for moment in film.moments] == list(range(41))
    film.forget_after(-1)
    assert [moment.step for moment in film.moments] == [0]
