"""Edits of single samples: points put onto the plane, or taken from it.

Weights stay as they are, for the network is to be seen changing its mind; counters and curve begin again, as with any
other samples (`with_dataset`), because what they counted were losses over samples that are others now. A training
that was only interrupted for it (`goes_on`) makes one run of all the points that are put one after the other.
"""

from dataclasses import replace

from numpy.typing import ArrayLike

from nnlab.data import Dataset
from nnlab.data.points import with_point, without_point
from nnlab.project.data_edits import with_dataset
from nnlab.project.state import ProjectState


def with_point_added(
    state: ProjectState, inputs: ArrayLike, target: ArrayLike, *, goes_on: bool = False
) -> ProjectState:
    """Return the state with one more sample to train on, `inputs` (in,) and `target` (out,).

    The data are a table of one's own then, named so. Raises EngineError for what is no sample of it.
    """
    return _edited(state, with_point(state.dataset, inputs, target), goes_on)


def with_point_removed(state: ProjectState, part: str, row: int, *, goes_on: bool = False) -> ProjectState:
    """Return the state without sample `row` of `part`: 'train', 'validation' or 'test'.

    Raises EngineError where there is none, and before fewer than two are left to train on.
    """
    return _edited(state, without_point(state.dataset, row, part), goes_on)


def _edited(state: ProjectState, dataset: Dataset, goes_on: bool) -> ProjectState:
    after = with_dataset(state, dataset).state
    return replace(after, runs=state.runs.interrupted()) if goes_on else after
