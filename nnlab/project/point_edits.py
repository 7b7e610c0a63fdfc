"""Edits of single samples: points put onto the plane, or taken from it.

Weights stay as they are, for the network is to be seen changing its mind; counters and curve begin again, as with any
other samples (`with_dataset`), because what they counted were losses over samples that are others now.
"""

from numpy.typing import ArrayLike

from nnlab.data.points import with_point, without_point
from nnlab.project.edits import with_dataset
from nnlab.project.state import ProjectState


def with_point_added(state: ProjectState, inputs: ArrayLike, target: ArrayLike) -> ProjectState:
    """Return the state with one more sample to train on, `inputs` (in,) and `target` (out,).

    The data are a table of one's own then, named so. Raises EngineError for what is no sample of it.
    """
    return with_dataset(state, with_point(state.dataset, inputs, target)).state


def with_point_removed(state: ProjectState, part: str, row: int) -> ProjectState:
    """Return the state without sample `row` of `part`: 'train', 'validation' or 'test'.

    Raises EngineError where there is none, and before fewer than two are left to train on.
    """
    return with_dataset(state, without_point(state.dataset, row, part)).state
