"""Points added and removed as edits of a project."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import load
from nnlab.data.made import MadeData, make
from nnlab.data.resplit import split_of
from nnlab.data.splits import Split
from nnlab.data.tabular.preparing import prepare, scales_of
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import EngineError, History, Network, Trainer
from nnlab.lessons import begin, load_preset
from nnlab.project import Change, changes_between, suited, with_point_added, with_point_removed, with_split
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


def test_that_weights_stay_and_the_curve_begins_again(trained):
    added = with_point_added(trained, [0.5, 0.5], [1.0])
    removed = with_point_removed(added, "train", 0)
    for edited in (added, removed):
        np.testing.assert_array_equal(edited.parameters.vector, trained.parameters.vector)
        assert edited.training.step == 0
        assert len(edited.history.epochs) == len(History.empty().epochs)
        assert edited.config == trained.config
    assert changes_between(trained, added) & Change.DATASET
    assert len(added.dataset.inputs) == 5
    assert len(removed.dataset.inputs) == 4


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
