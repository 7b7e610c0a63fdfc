"""The trail: what it has room for, what it forgets first, and what it never loses."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from nnlab.engine import LayerSpec, NetworkSpec, Parameters, TrainState
from nnlab.training.trail import Trail

ROOM = 32 * 1024 * 1024
FORMS = {  # parameters of networks, by how many of their states there is room for
    "more than 200": 10,
    "a dozen": 320_000,
    "four": 1_000_000,
    "one": 2_500_000,
    "none": 4_500_000,
}


def states(parameters: int):
    """Return a function that makes the state of a network of so many parameters after `step` updates.

    They share what they can in this test: only what they say of their size counts.
    """
    inputs = min(parameters, 2000)
    spec = NetworkSpec(inputs, (LayerSpec(parameters // inputs, bias=False),))
    fresh = TrainState.fresh(Parameters(spec, np.zeros(parameters)), 1)

    def after(step: int) -> TrainState:
        return replace(fresh, step=step)

    return after


def kept(trail: Trail, newest: int) -> list[int]:
    return [step for step in range(newest + 1) if trail.holds(step)]


@pytest.mark.parametrize("form", FORMS)
def test_that_a_trail_keeps_32_mib_or_one_state_of_a_larger_network(form):
    state, trail = states(FORMS[form]), Trail()
    for step in range(300):
        trail.note(state(step))
        assert trail.holds(step)
    assert len(kept(trail, 300)) == min(max(ROOM // (8 * FORMS[form]), 1), 200)


def test_that_an_order_of_samples_that_states_share_is_counted_once():
    spec = NetworkSpec(2, (LayerSpec(1),))
    fresh = TrainState.fresh(Parameters(spec, np.zeros(3)), 1)
    trail, order = Trail(), np.arange(1_000_000)
    for step in range(20):
        trail.note(replace(fresh, order=order, step=step))
    assert len(kept(trail, 20)) == 20


def test_that_a_trail_gets_sparser_with_the_way_and_reaches_its_beginning():
    state, trail = states(10), Trail()
    for step in range(5000):
        trail.note(state(step))
    steps = kept(trail, 5000)
    assert steps[0] == 0
    assert steps[-10:] == list(range(4990, 5000))
    for before, after in itertools.pairwise(steps):
        assert after - before <= max(1, 0.1 * (5000 - before))


def test_that_of_a_large_network_the_newest_states_are_kept():
    state, trail = states(1_000_000), Trail()
    for step in range(1000):
        trail.note(state(step))
    steps = kept(trail, 1000)
    assert steps[-2:] == [998, 999]
    assert steps[0] >= 990  # no way is offered that takes a hundred times as long as any other


@pytest.mark.parametrize("form", FORMS)
def test_that_what_is_noted_on_the_way_does_not_cost_the_oldest_state(form):
    state, trail = states(FORMS[form]), Trail()
    trail.note(state(7))
    for step in range(8, 500):
        trail.note_on_way(state(step), goal=step)
    assert trail.holds(7)
    assert len(kept(trail, 500)) == min(max(ROOM // (8 * FORMS[form]), 1), 200)


def test_that_on_the_way_back_states_after_the_goal_make_room_first():
    state, trail = states(1_000_000), Trail()
    for step in (0, 100, 200, 300):
        trail.note(state(step))
    trail.note_on_way(state(142), goal=150)
    assert kept(trail, 300) == [0, 100, 142, 200]
    trail.note_on_way(state(148), goal=150)
    assert kept(trail, 300) == [0, 100, 142, 148]
    trail.note_on_way(state(149), goal=150)
    assert kept(trail, 300)[0] == 0
    assert kept(trail, 300)[-1] == 149


def test_that_a_way_leads_from_the_newest_state_before_a_step():
    state, trail = states(10), Trail()
    for step in (4, 8, 12):
        trail.note(state(step))
    assert [trail.before(step).step for step in (4, 5, 8, 9, 12, 99)] == [4, 4, 4, 8, 8, 12]
    assert [trail.reaches(step) for step in (-1, 3, 4, 99)] == [False, False, True, True]


def test_that_a_state_that_is_there_is_not_noted_again():
    state, trail = states(10), Trail()
    first = state(4)
    trail.note(first)
    trail.note(state(4))
    assert trail.before(4) is first
    trail.forget_after(3)
    assert not trail.reaches(4)
