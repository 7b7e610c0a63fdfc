"""The document: one state, and every change of it undone and made again."""

import pytest

from nnlab.desktop.document import Document, StateChange
from nnlab.lessons import begin, load_preset
from nnlab.project import Change, ProjectState, with_config, with_layer, with_weight


@pytest.fixture
def state() -> ProjectState:
    return begin(load_preset("xor"))


@pytest.fixture
def document(qapp, state) -> Document:
    return Document(state)


@pytest.fixture
def heard(document) -> list[StateChange]:
    changes: list[StateChange] = []
    document.state_changed.connect(changes.append)
    return changes


def rate(state: ProjectState, value: float) -> ProjectState:
    return with_config(state, learning_rate=value)


def test_that_a_new_document_has_nothing_to_undo(document, state):
    assert document.state is state
    assert document.undo_steps.next_undo is None
    assert document.undo_steps.next_redo is None


def test_that_a_change_is_told_with_both_states_and_its_kinds(document, state, heard):
    new = rate(state, 0.25)
    document.apply("Change the rate", new)
    assert document.state is new
    (change,) = heard
    assert (change.old, change.new, change.changes) == (state, new, Change.CONFIG)


def test_that_undo_and_redo_go_through_the_very_states(document, state, heard):
    first, second = rate(state, 0.25), with_layer(rate(state, 0.25), 0, units=7).state
    document.apply("one", first)
    document.apply("two", second)
    assert document.undo_steps.next_undo.text == "two"
    assert document.undo_steps.next_redo is None
    seen = []
    for move in (document.undo, document.undo, document.redo, document.redo):
        move()
        seen.append(document.state)
    assert [s is e for s, e in zip(seen, (first, state, first, second), strict=True)] == [True] * 4
    assert [change.new for change in heard[2:]] == seen


def test_that_the_present_state_again_is_no_step(document, state, heard):
    document.apply("nothing", state)
    assert heard == []
    assert document.undo_steps.next_undo is None


def test_that_changes_of_one_drag_are_one_step(document, state):
    for value in (0.15, 0.2, 0.25):
        document.apply("Change the rate", rate(state, value), merge_key="rate")
    assert len(document.undo_steps) == 1
    assert document.state.config.learning_rate == 0.25
    document.undo()
    assert document.state is state
    document.redo()
    assert document.state.config.learning_rate == 0.25


@pytest.mark.parametrize("keys", [("a", "b"), ("", ""), ("a", ""), ("", "a")])
def test_that_changes_of_different_controls_are_steps_of_their_own(document, state, keys):
    for value, key in zip((0.15, 0.2), keys, strict=True):
        document.apply("Change", rate(state, value), merge_key=key)
    assert len(document.undo_steps) == 2


def test_that_a_drag_after_something_else_does_not_join_the_drag_before_it(document, state):
    document.apply("drag", rate(state, 0.15), merge_key="rate")
    document.apply("weight", with_weight(document.state, 0, 0, 0, 0.5))
    document.apply("drag", rate(document.state, 0.2), merge_key="rate")
    assert len(document.undo_steps) == 3


def test_that_a_change_after_undo_forgets_what_could_be_made_again(document, state):
    document.apply("one", rate(state, 0.15))
    document.undo()
    document.apply("other", rate(state, 0.2))
    assert document.undo_steps.next_redo is None
    document.undo()
    assert document.state is state


def test_that_the_oldest_steps_are_forgotten_in_the_end(document, state):
    for step in range(200):
        document.apply(f"step {step}", rate(state, 0.0015 * (step + 1)))
    assert len(document.undo_steps) == 50
    while document.undo_steps.next_undo:
        document.undo()
    assert document.state.config.learning_rate == pytest.approx(0.225)


def test_that_opening_another_project_is_told_and_forgets_all_steps(document, state, heard):
    document.apply("one", rate(state, 0.15))
    other = begin(load_preset("gates/and"))
    document.open(other)
    assert document.state is other
    assert Change.DATASET in heard[-1].changes
    assert document.undo_steps.next_undo is None
    assert document.undo_steps.next_redo is None


def test_that_a_listener_may_change_the_document_again(document, state, heard):
    first, second = rate(state, 0.15), rate(state, 0.2)

    def change_again(change: StateChange) -> None:
        if change.new is first and document.state is first:
            document.state_changed.disconnect(change_again)
            document.apply("again", second)

    document.state_changed.connect(change_again)
    late: list[StateChange] = []
    document.state_changed.connect(late.append)
    document.apply("first", first)
    assert document.state is second
    # Everybody hears of both changes, in their order.
    for changes in (heard, late):
        assert [(c.old, c.new) for c in changes] == [(state, first), (first, second)]
    assert document.undo_steps.texts == ["first", "again"]
    document.undo()
    assert document.state is first
    document.undo()
    assert document.state is state


def test_that_a_listener_that_fails_does_not_silence_the_document(document, state, heard, qtbot):
    def fail(change: StateChange) -> None:
        document.state_changed.disconnect(fail)
        raise RuntimeError("a panel broke")

    document.state_changed.connect(fail)
    with qtbot.captureExceptions() as exceptions:
        document.apply("one", rate(state, 0.15))
    assert len(exceptions) == 1
    document.apply("two", rate(state, 0.2))
    assert len(heard) == 2
