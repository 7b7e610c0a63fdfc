"""Points added and removed as edits of a project."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.data import load
from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.data.resplit import split_of
from nnlab.data.splits import Split
from nnlab.data.tabular.preparing import prepare, scales_of
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import POINTS_ADDED, POINTS_REMOVED, EngineError, History, Network, Trainer
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    Change,
    ProjectState,
    changes_between,
    epochs_done,
    suited,
    with_point_added,
    with_point_removed,
    with_split,
)
from nnlab.project.nnlab_file import parse_project, project_bytes
from nnlab.project.saved import restored, saved


@pytest.fixture
def trained():
    """Return XOR after some epochs."""
    state = begin(load_preset("xor"))
    data = state.dataset
    trainer = Trainer(
        Network.from_parameters(state.parameters), data.inputs, data.targets, state.config, task=data.task
    )
    trainer.advance(steps=40)
    return replace(state, training=trainer.state)


def test_that_the_training_goes_on_with_weights_optimizer_counters_and_curve(trained):
    added = with_point_added(trained, [0.5, 0.5], [1.0])
    removed = with_point_removed(added, "train", 0)
    for edited in (added, removed):
        before, after = trained.training, edited.training
        assert after.parameters is before.parameters
        assert after.slots is before.slots
        assert (after.step, after.optimizer_step, after.epoch) == (40, before.optimizer_step, before.epoch)
        assert after.rng == before.rng
        assert edited.history.loss.tolist() == trained.history.loss.tolist()
        assert edited.config == trained.config
        assert edited.runs is trained.runs
    assert changes_between(trained, added) & Change.DATASET
    assert len(added.dataset.inputs) == 5
    assert len(removed.dataset.inputs) == 4


def test_that_the_curve_is_marked_with_how_many_points_came_and_went(trained):
    state = trained
    for place in (0.25, 0.5, 0.75):
        state = with_point_added(state, [place, 0.5], [1.0])
    state = with_point_removed(state, "train", 0)
    assert [(mark.setting, mark.value) for mark in state.history.marks] == [
        (POINTS_ADDED, "3"),
        (POINTS_REMOVED, "1"),
    ]
    assert all(mark.epoch == pytest.approx(epochs_done(trained), abs=1) for mark in state.history.marks)
    again = restored(parse_project(project_bytes(saved(state))))
    assert again.history.marks == state.history.marks


def test_that_before_the_first_step_nothing_is_marked_and_no_curve_is_left():
    fresh = begin(load_preset("xor"))
    begun = replace(
        fresh, history=History(*np.zeros((4, 1)))
    )  # the loss before any step, of the samples of then
    edited = with_point_added(begun, [0.5, 0.5], [1.0])
    assert not len(edited.history.epochs)
    assert edited.history.marks == ()


@pytest.mark.parametrize("batch_size", [None, 1, 3])
@pytest.mark.parametrize("shuffle", [False, True])
@settings(max_examples=15)
@given(edits=st.lists(st.integers(-30, 30), max_size=12), steps=st.integers(1, 40))
def test_that_every_edit_leaves_a_training_that_can_go_on_and_be_saved(edits, steps, batch_size, shuffle):
    state = begin(load_preset("moons"))
    config = replace(state.config, batch_size=batch_size, shuffle=shuffle, epochs=None, stop_loss=None)
    state = on_for(replace(state, config=config), steps)
    for edit in edits:
        rows = len(state.dataset.inputs)
        before = state.training
        if edit < 0:
            state = with_point_removed(state, "train", -edit % rows)
        else:
            state = with_point_added(state, [0.1 * edit, 0.2], [1.0])
        after = state.training
        after.require_sound()
        assert len(after.order) in (0, len(state.dataset.inputs))
        assert (after.epoch, after.position) in (
            (before.epoch, before.position),
            (before.epoch, before.position - 1),
            (before.epoch + 1, 0),
        )
        state = on_for(state, abs(edit) % 3)
    again = restored(parse_project(project_bytes(saved(state))))
    assert np.array_equal(on_for(again, 5).parameters.vector, on_for(state, 5).parameters.vector)


def test_that_a_pass_goes_on_with_the_samples_that_are_left_in_it():
    state = begin(load_preset("xor"))
    config = replace(state.config, batch_size=1, shuffle=True, epochs=None, stop_loss=None)
    state = on_for(replace(state, config=config), 2)
    first, second, third, fourth = state.training.order.tolist()
    more = with_point_added(state, [0.5, 0.5], [1.0])
    assert more.training.order.tolist() == [first, second, third, fourth, 4]
    assert more.training.position == 2
    fewer = with_point_removed(more, "train", first).training  # one that was learned from
    assert fewer.order.tolist() == [row - (row > first) for row in (second, third, fourth, 4)]
    assert fewer.position == 1
    last = on_for(state, 1)
    done = with_point_removed(last, "train", fourth).training  # the only one that was to come
    assert (done.epoch, done.position, len(done.order)) == (last.training.epoch + 1, 0, 0)


def on_for(state: ProjectState, steps: int) -> ProjectState:
    """Return the project so many updates later."""
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)
    trainer.advance(steps=steps)
    return replace(state, training=trainer.state)


def test_that_what_cannot_be_leaves_everything_as_it_is(trained):
    with pytest.raises(EngineError):
        with_point_added(trained, [0.5], [1.0])
    with pytest.raises(EngineError):
        with_point_removed(trained, "test", 0)
    assert len(trained.dataset.inputs) == 4


def test_that_edited_samples_are_saved_with_the_project(trained):
    edited = with_point_removed(with_point_added(trained, [0.25, 0.75], [1.0]), "train", 0)
    again = restored(parse_project(project_bytes(saved(edited)))).dataset
    np.testing.assert_array_equal(again.inputs, edited.dataset.inputs)
    np.testing.assert_array_equal(again.targets, edited.dataset.targets)
    assert again.name == "xor, edited"
    assert again.row_names == edited.dataset.row_names


@pytest.mark.parametrize("split", [Split(), Split(validation=0.2, test=0.2)])
def test_that_a_point_leaves_a_table_in_its_units(split):
    rows = "".join(f"{150 + n * 7 % 50},{40 + n * 11 % 60},{'ab'[n % 2]}\n" for n in range(40))
    source = table_from_text("height,weight,label\n" + rows)
    dataset = prepare(replace(source, plan=replace(source.plan, split=split)), "people")
    edited = with_point_added(suited(dataset), [0.25, -0.5], dataset.targets[0])
    again = restored(parse_project(project_bytes(saved(edited)))).dataset
    before = scales_of(dataset)
    for after in (edited.dataset, again):
        scales = scales_of(after)
        assert scales.raw_inputs(np.eye(2)).tolist() == before.raw_inputs(np.eye(2)).tolist()
        assert [scale.name for scale in scales.targets] == ["a", "b"]
    np.testing.assert_array_equal(edited.dataset.inputs[:-1], dataset.inputs)


def test_that_samples_parted_after_an_edit_are_saved_in_their_units():
    rows = "".join(f"{150 + n * 7 % 50},{'ab'[n % 2]}\n" for n in range(12))
    dataset = prepare(table_from_text("height,label\n" + rows), "people")
    parted = with_split(with_point_added(suited(dataset), [0.25], dataset.targets[0]), Split(test=0.5)).state
    again = restored(parse_project(project_bytes(saved(parted)))).dataset
    for part in (again, again.test, again.whole):
        assert scales_of(part).inputs[0].raw(0.0) == scales_of(dataset).inputs[0].raw(0.0)


@pytest.mark.parametrize("parted", [Split(), Split(validation=0.25, test=0.25)])
def test_that_edited_samples_are_parted_anew_with_all_that_were_held_out(parted):
    dataset = make(MadeData("moons", samples=40))
    state = with_split(suited(dataset), parted).state
    edited = with_point_added(state, [0.25, -0.5], dataset.targets[0])
    every = {row.tobytes() for row in [*dataset.inputs, np.array([0.25, -0.5])]}
    for split in (Split(test=0.5), Split(validation=0.1, seed=3), Split()):
        after = with_split(edited, split).state.dataset
        parts = [part for part in (after, after.validation, after.test) if part is not None]
        assert sorted(row.tobytes() for part in parts for row in part.inputs) == sorted(every)
        assert len(after.test.inputs) == 20 if split.test else after.test is None
        assert after.split == (split if split.validation or split.test else None)
        assert after.name == edited.dataset.name
    again = with_point_added(with_split(edited, Split(test=0.5)).state, [1.0, 1.0], dataset.targets[0])
    assert len(again.dataset.test.inputs) == 20


def test_that_a_new_split_of_edited_samples_leaves_their_units():
    rows = "".join(f"{150 + n * 7 % 50},{'ab'[n % 2]}\n" for n in range(30))
    dataset = prepare(table_from_text("height,label\n" + rows), "people")
    edited = with_point_added(suited(dataset), [0.25], dataset.targets[0])
    after = with_split(edited, Split(test=0.3)).state
    again = restored(parse_project(project_bytes(saved(after)))).dataset
    for data in (after.dataset, again):
        assert scales_of(data).inputs[0].raw(0.0) == scales_of(dataset).inputs[0].raw(0.0)
        assert len(data.test.inputs) == 9
        assert len(data.inputs) == 22


def test_that_a_split_of_edited_samples_begins_with_the_shares_they_have():
    dataset = make(MadeData("moons", samples=40))
    state = with_split(suited(dataset), Split(validation=0.25, test=0.1)).state
    assert split_of(state.dataset) == Split(validation=0.25, test=0.1)
    edited = with_point_added(state, [0.0, 0.0], dataset.targets[0])
    assert split_of(edited.dataset) == Split(validation=0.24, test=0.1)
    assert split_of(load("xor")) == Split()
