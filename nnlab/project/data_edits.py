"""Edits of the data: other samples, the same ones parted, made or scaled otherwise.

Counters and curve begin again. Every function raises EngineError, and changes nothing, when the edit is not possible.
"""

from dataclasses import replace
from typing import Any

from nnlab.data import Dataset, resplit
from nnlab.data.image_data import Scales, rescaled, scales_of
from nnlab.data.learned import Learned
from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.engine import EngineError, NetworkSpec
from nnlab.project.edited import Edited, begun_anew, unchanged
from nnlab.project.state import ProjectState, drawable, in_place_of


def with_dataset(state: ProjectState, dataset: Dataset, *, preset: str | None = None) -> Edited:
    """Return the state with other samples; counters and curve begin again.

    The network stays if the samples fit it, and its weights too, unless samples are to judge it now that they may have
    learned from since they were drawn: then it is drawn afresh. Where they do not fit, the hidden layers stay and the
    others get new widths and weights. What belongs to no network, notes, graph and runs, stays in any case.
    """
    inputs, outputs = dataset.inputs.shape[1], dataset.targets.shape[1]
    key = state.preset if preset is None else preset
    if (inputs, outputs) == (state.spec.inputs, state.spec.outputs):
        learned = Learned() if state.is_fresh else state.learned.with_samples(state.dataset)
        moved = replace(state, dataset=dataset, preset=key, learned=learned.beside(dataset))
        if learned.judges(dataset):
            drawn = state.fresh_parameters()
            return begun_anew(moved, drawn, redrawn=range(len(drawn.layers)))
        return begun_anew(moved, state.parameters, redrawn=())
    *hidden, output = state.spec.layers
    layers = tuple(map(drawable, (*hidden, replace(output, units=outputs))))
    spec = NetworkSpec(inputs, layers, state.spec.dtype)
    fresh = ProjectState.begin(dataset, spec, state.config, preset=key)
    return Edited(in_place_of(state, fresh), tuple(range(len(layers))), ())


def with_split(state: ProjectState, split: Split) -> Edited:
    """Return the state whose samples are parted as `split` says; what becomes of the network, see `with_dataset`.

    Raises EngineError where the samples are parted as they come, as pictures are, or too few; LoadError where a table
    of one's own cannot be prepared so.
    """
    wanted = split if split.validation or split.test else None
    if wanted == state.dataset.split and (
        wanted is not None or resplit.unsplit(state.dataset) is state.dataset
    ):
        return unchanged(state)
    return with_dataset(state, resplit.with_split(state.dataset, split))


def with_made(state: ProjectState, **changes: Any) -> Edited:
    """Return the state with data that are made in another way: fields of MadeData such as samples, noise, seed.

    The shares that are left out of the training stay. What becomes of the network, see `with_dataset`.
    Raises EngineError where the data are not made.
    """
    origin = state.dataset.origin
    if not isinstance(origin, MadeData):
        raise EngineError(
            f"the data set {state.dataset.name!r} is not made: it has no {' or '.join(changes)}."
        )
    made = replace(origin, **changes)
    if made == origin:
        return unchanged(state)
    whole = make(made)
    split = state.dataset.split
    return with_dataset(state, whole if split is None else split_rows(whole, split))


def with_scales(state: ProjectState, scales: Scales) -> ProjectState:
    """Return the state with pixels and targets on other scales; weights stay, counters and curve begin again."""
    if scales == scales_of(state.dataset):
        return state
    return begun_anew(
        replace(state, dataset=rescaled(state.dataset, scales)), state.parameters, redrawn=()
    ).state
