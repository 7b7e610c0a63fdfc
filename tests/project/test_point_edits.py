"""Points added and removed as edits of a project."""

from dataclasses import replace

import numpy as np
import pytest

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
