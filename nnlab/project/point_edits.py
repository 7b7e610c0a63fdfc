"""Edits of single samples: points put onto the plane, or taken from it.

The training goes on with them: the network is to be seen changing its mind. Weights, optimizer, counters, curve and run
stay, with a mark in the curve; only the loss of the pass under way is summed anew, for it was that of other samples.
"""

from dataclasses import replace

from numpy.typing import ArrayLike

from nnlab.data import Dataset
from nnlab.data.points import with_point, without_point
from nnlab.engine import POINTS_ADDED, POINTS_REMOVED, History, HistoryRecorder, TrainState
from nnlab.project.run_edits import epochs_done
from nnlab.project.state import ProjectState


def with_point_added(state: ProjectState, inputs: ArrayLike, target: ArrayLike) -> ProjectState:
    """Return the state with one more sample to train on, `inputs` (in,) and `target` (out,).

    The data are a table of one's own then, named so. Raises EngineError for what is no sample of it.
    """
    dataset = with_point(state.dataset, inputs, target)
    return _edited(state, dataset, state.training.with_sample(), POINTS_ADDED)


def with_point_removed(state: ProjectState, part: str, row: int) -> ProjectState:
    """Return the state without sample `row` of `part`: 'train', 'validation' or 'test'.

    Raises EngineError where there is none, and before fewer than two are left to train on.
    """
    dataset, training = without_point(state.dataset, row, part), state.training
    if part == "train":
        training = training.without_sample(row)
        if training.step > 0 or not state.is_fresh:  # it has left its mark in the weights
            state = replace(state, learned=state.learned.with_sample(state.dataset, row))
    return _edited(state, dataset, training, POINTS_REMOVED)


def _edited(state: ProjectState, dataset: Dataset, training: TrainState, change: str) -> ProjectState:
    """Return the state that goes on with `training` over other samples; before its first step nothing is marked."""
    after = replace(state, dataset=dataset, training=training)
    if training.step == 0:
        return replace(after, history=History.empty())
    curve = HistoryRecorder(state.history)
    curve.mark_samples(epochs_done(after), change)
    return replace(after, history=curve.freeze())
