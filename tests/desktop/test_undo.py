"""The steps that can be taken back: their order, their names and their limit."""

import gc
import weakref

import pytest

from nnlab.desktop.undo import UndoStep, UndoSteps
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, with_config


@pytest.fixture(scope="module")
def states() -> list[ProjectState]:
    start = begin(load_preset("xor"))
    return [start, *(with_config(start, learning_rate=rate) for rate in (0.15, 0.2, 0.25))]


def step(states: list[ProjectState], index: int, key: str = "") -> UndoStep:
    return UndoStep(f"to {index}", states[index - 1], states[index], key)


def test_that_without_steps_there_is_nothing_to_take_back():
    steps = UndoSteps()
    assert (steps.next_undo, steps.next_redo, steps.undo(), steps.redo()) == (None, None, None, None)
    assert (len(steps), steps.texts) == (0, [])


def test_that_steps_are_taken_back_from_the_last_and_made_again_from_the_first(states):
    steps = UndoSteps()
    for index in (1, 2, 3):
        steps.push(step(states, index))
    assert [steps.undo().text for _ in range(3)] == ["to 3", "to 2", "to 1"]
    assert steps.undo() is None
    assert [steps.redo().text for _ in range(3)] == ["to 1", "to 2", "to 3"]
    assert steps.redo() is None


def test_that_a_new_step_takes_the_place_of_those_taken_back(states):
    steps = UndoSteps()
    for index in (1, 2):
        steps.push(step(states, index))
    steps.undo()
    steps.push(UndoStep("another", states[1], states[3]))
    assert steps.texts == ["to 1", "another"]
    assert steps.next_redo is None


def test_that_steps_with_one_key_are_one_step_from_the_first_state_to_the_last(states):
    steps = UndoSteps()
    for index in (1, 2, 3):
        steps.push(step(states, index, "rate"))
    only = steps.undo()
    assert (only.old, only.new, steps.undo()) == (states[0], states[3], None)


def test_that_a_step_does_not_join_one_that_has_been_taken_back(states):
    steps = UndoSteps()
    steps.push(step(states, 1, "rate"))
    steps.undo()
    steps.push(UndoStep("again", states[0], states[2], "rate"))
    assert steps.texts == ["again"]
    assert steps.next_undo.old is states[0]


def test_that_a_name_is_asked_for_when_it_is_shown(states):
    language = ["Reset"]
    named = UndoStep(lambda: language[0], states[0], states[2])
    assert named.text == "Reset"
    language[0] = "초기화"
    assert named.text == "초기화"


def test_that_states_that_can_no_longer_be_reached_are_let_go(states):
    """Fifty trainings of a large network are fifty sets of weights; the one before them must go."""
    steps = UndoSteps()
    oldest = begin(load_preset("xor"))
    weights = weakref.ref(oldest.parameters)
    steps.push(UndoStep("oldest", oldest, states[1]))
    del oldest
    for _ in range(50):
        steps.push(step(states, 1))
    gc.collect()
    assert (len(steps), weights()) == (50, None)


def test_that_the_oldest_steps_go_when_their_weights_need_too_much_memory(states):
    """Steps and resets by turns: every other state has weights of its own."""
    trained = [begin(load_preset("xor"), seed) for seed in range(6)]
    size = states[0].parameters.vector.nbytes
    steps = UndoSteps(limit_bytes=4 * size)
    for number, state in enumerate(trained, start=1):
        steps.push(UndoStep(f"train {number}", states[0], state))
        steps.push(UndoStep(f"reset {number}", state, states[0]))
    # Three trainings and the start that they share.
    assert steps.texts == [name for number in (4, 5, 6) for name in (f"train {number}", f"reset {number}")]


def test_that_the_last_step_stays_however_large_it_is(states):
    steps = UndoSteps(limit_bytes=1)
    for index in (1, 2):
        steps.push(step(states, index))
    assert steps.texts == ["to 2"]
