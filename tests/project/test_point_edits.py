"""Points added and removed as edits of a project."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.engine import EngineError, History, Network, Trainer
from nnlab.lessons import begin, load_preset
from nnlab.project import Change, changes_between, with_point_added, with_point_removed
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
