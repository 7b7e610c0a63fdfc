"""Edits: pure functions from a state to a state.

A structural edit keeps the matrices whose shapes survive, draws the others afresh from the seed, and says which
those are; the counters and the curve begin again. Every function raises EngineError, and changes nothing, when
the edit is not possible.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnlab.data import Dataset, resplit
from nnlab.data.image_data import Scales, rescaled, scales_of
from nnlab.data.made import MadeData, make
from nnlab.data.seen import newly_held_out
from nnlab.data.splits import Split, split_rows
from nnlab.engine import (
    EngineError,
    History,
    HistoryRecorder,
    LayerSpec,
    NetworkSpec,
    Parameters,
    TrainState,
)
from nnlab.engine.arrays import Floats
from nnlab.files.errors import counted
from nnlab.files.limits import NOTES_BYTES
from nnlab.project.state import ProjectState, default_hidden_layer, drawable, in_place_of
from nnlab.study.graph import Graph
from nnlab.study.starts import started


@dataclass(frozen=True, eq=False, slots=True)
class Edited:
    """The state after a structural edit, and the layers (from 0) whose weights were drawn afresh or kept."""

    state: ProjectState
    redrawn: tuple[int, ...]
    kept: tuple[int, ...]


def with_hidden_widths(state: ProjectState, widths: Sequence[int]) -> Edited:
    """Return the state with hidden layers of these widths, none for an empty sequence.

    Layers keep their activations; new ones take that of the last hidden layer.
    """
    *hidden, output = state.spec.layers
    pattern = hidden[-1] if hidden else _new_layer(state)
    layers = [
        replace(hidden[index] if index < len(hidden) else pattern, units=width)
        for index, width in enumerate(widths)
    ]
    origins = [index if index < len(hidden) else None for index in range(len(widths))]
    return _rebuild(state, [*layers, output], [*origins, len(hidden)])


def insert_layer(state: ProjectState, position: int) -> Edited:
    """Return the state with one more hidden layer at `position`, from 0: before the present layer there."""
    _check_layer(state, position)
    layers: list[LayerSpec] = list(state.spec.layers)
    origins: list[int | None] = list(range(len(layers)))
    layers.insert(position, _new_layer(state))
    origins.insert(position, None)
    return _rebuild(state, layers, origins)


def remove_layer(state: ProjectState, index: int) -> Edited:
    """Return the state without the hidden layer `index`, from 0; the output layer cannot be removed."""
    if not 0 <= index < len(state.spec.layers) - 1:
        raise EngineError("the output layer cannot be removed: its width comes from the data.")
    kept = [i for i in range(len(state.spec.layers)) if i != index]
    return _rebuild(state, [state.spec.layers[i] for i in kept], kept)


def with_layer(state: ProjectState, index: int, **changes: Any) -> Edited:
    """Return the state with fields of layer `index` (from 0) changed: units, activation, init, bias.

    Another initialiser draws this layer's weights afresh; another activation keeps them.
    """
    _check_layer(state, index)
    layers = list(state.spec.layers)
    layers[index] = replace(layers[index], **changes)
    if "units" in changes and index == len(layers) - 1 and layers[index].units != state.spec.outputs:
        raise EngineError(
            f"the output layer has {counted(state.spec.outputs, 'unit')} because the data has as many targets."
        )
    origins: list[int | None] = list(range(len(layers)))
    redraw = (index,) if "init" in changes or "bias_init" in changes else ()
    return _rebuild(state, layers, origins, redraw)


def with_start(state: ProjectState, init: str) -> Edited:
    """Return the state whose network starts from the initialiser `init`: every layer gets it and is drawn afresh.

    Of He's start an output layer that is no rectifier gets LeCun's in its place, as in note 001, 3.10.
    """
    spec = started(state.spec, init)
    every = range(len(spec.layers))
    return _rebuild(state, spec.layers, every, redraw=every)


def with_dtype(state: ProjectState, dtype: str) -> Edited:
    """Return the state with all numbers as 'float32' or 'float64', drawn afresh if that is another type."""
    if dtype == state.spec.dtype:
        return _unchanged(state)
    spec = replace(state.spec, dtype=dtype)
    given = None if state.given is None else _cast(state.given, dtype)
    parameters = Parameters.drawn(spec, state.config.seed, given)
    return _edited(replace(state, given=given), parameters, redrawn=range(len(spec.layers)))


def with_dataset(state: ProjectState, dataset: Dataset, *, preset: str | None = None) -> Edited:
    """Return the state with other samples; counters and curve begin again.

    The network stays if the samples fit it, and its weights too, unless samples are to judge it now that they may have
    learned from: then it is drawn afresh. Where they do not fit, the hidden layers stay and the others get new widths
    and weights. What belongs to no network, notes, graph and runs, stays in any case.
    """
    inputs, outputs = dataset.inputs.shape[1], dataset.targets.shape[1]
    key = state.preset if preset is None else preset
    if (inputs, outputs) == (state.spec.inputs, state.spec.outputs):
        moved = replace(state, dataset=dataset, preset=key)
        if newly_held_out(state.dataset, dataset):
            drawn = state.fresh_parameters()
            if not np.array_equal(state.parameters.vector, drawn.vector):
                return _edited(moved, drawn, redrawn=range(len(drawn.layers)))
        return _edited(moved, state.parameters, redrawn=())
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
        return _unchanged(state)
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
        return _unchanged(state)
    whole = make(made)
    split = state.dataset.split
    return with_dataset(state, whole if split is None else split_rows(whole, split))


def with_scales(state: ProjectState, scales: Scales) -> ProjectState:
    """Return the state with pixels and targets on other scales; weights stay, counters and curve begin again."""
    if scales == scales_of(state.dataset):
        return state
    return _edited(
        replace(state, dataset=rescaled(state.dataset, scales)), state.parameters, redrawn=()
    ).state


def with_config(state: ProjectState, **changes: Any) -> ProjectState:
    """Return the state with settings of the training changed; another seed also resets the network."""
    config = replace(state.config, **changes)
    if config == state.config:
        return state
    changed = replace(state, config=config)
    if config.loss != state.config.loss:
        training = state.training
        changed = replace(
            changed,
            training=replace(training, epoch_loss=math.nan, loss_sum=0.0, loss_from=training.position),
        )
    if config.seed != state.config.seed:
        return reset(changed)
    return replace(changed, history=_marked(state, changes))


def with_notes(state: ProjectState, notes: str) -> ProjectState:
    """Return the state with other notes of the user; those longer than a file holds are refused."""
    written = notes.encode("utf-8", errors="replace")  # a text field may hold halves of characters
    if len(written) > NOTES_BYTES:
        raise EngineError(f"the notes have more than {NOTES_BYTES:,} bytes. Shorten them.")
    notes = written.decode("utf-8")
    return state if notes == state.notes else replace(state, notes=notes)


def with_graph(state: ProjectState, graph: Graph | None) -> ProjectState:
    """Return the state with another computational graph, None for none; the network stays as it is."""
    return state if graph == state.graph else replace(state, graph=graph)


def with_weight(state: ProjectState, layer: int, source: int, target: int, value: float) -> ProjectState:
    """Return the state with W[source, target] of `layer` set and the pass judged anew; optimizer and counters stay."""
    _check_layer(state, layer)
    slots = state.spec.slots[layer]
    if not (0 <= source < slots.fan_in and 0 <= target < slots.fan_out):
        raise EngineError(f"layer {layer + 1} has no weight from {source + 1} to {target + 1}.")
    return _with_number(state, slots.weights.start + source * slots.fan_out + target, value)


def with_bias(state: ProjectState, layer: int, unit: int, value: float) -> ProjectState:
    """Return the state with b[unit] of `layer` set and the pass judged anew; optimizer and counters stay."""
    _check_layer(state, layer)
    slots = state.spec.slots[layer]
    bias = slots.bias
    if bias is None:
        raise EngineError(f"layer {layer + 1} has no bias.")
    if not 0 <= unit < slots.fan_out:
        raise EngineError(f"layer {layer + 1} has no unit {unit + 1}.")
    return _with_number(state, bias.start + unit, value)


def reset(state: ProjectState) -> ProjectState:
    """Return the state before any training: the same seed draws the same weights."""
    fresh = state.fresh_parameters()
    if state.training.step == 0 and np.array_equal(state.parameters.vector, fresh.vector):
        return state
    return _edited(state, fresh, redrawn=()).state


def _check_layer(state: ProjectState, index: int) -> None:
    """Raise EngineError if there is no layer `index`: an edit may come late, when the network is another."""
    if not 0 <= index < len(state.spec.layers):
        raise EngineError(f"the network has no layer {index + 1}: it has {len(state.spec.layers)}.")


def _marked(state: ProjectState, changes: dict[str, Any]) -> History:
    """Return the curve with a mark for each setting that is changed after the training has begun."""
    training, recorder = state.training, HistoryRecorder(state.history)
    changed = {name: value for name, value in changes.items() if getattr(state.config, name) != value}
    if training.step == 0 or not changed:
        return state.history
    for name, value in changed.items():
        recorder.mark(training.epoch + training.position / len(state.dataset.inputs), name, str(value))
    return recorder.freeze()


def _with_number(state: ProjectState, index: int, value: float) -> ProjectState:
    vector = state.parameters.vector.copy()
    with np.errstate(over="ignore"):  # a number too large for float32 becomes infinite, and is refused
        vector[index] = value
    if not math.isfinite(vector[index]):
        raise EngineError(f"a weight must be a finite number of {state.spec.dtype}, but {value!r} was given.")
    parameters = Parameters(state.spec, vector)
    training = _counted_anew(replace(state.training, parameters=parameters))
    return replace(state, training=training, runs=state.runs.turned_off())


def _counted_anew(training: TrainState) -> TrainState:
    """Return a training whose losses and hits, those of other weights, are counted anew from where it stands."""
    at = training.position
    begun = replace(training, loss_sum=0.0, loss_from=at, hits=0, hits_from=at)
    return replace(begun, epoch_loss=math.nan, epoch_accuracy=math.nan)


def _new_layer(state: ProjectState) -> LayerSpec:
    hidden = state.spec.layers[:-1]
    return drawable(hidden[-1]) if hidden else default_hidden_layer()


def _rebuild(
    state: ProjectState,
    layers: Sequence[LayerSpec],
    origins: Sequence[int | None],
    redraw: Sequence[int] = (),
) -> Edited:
    """Return the state with `layers`; layer i keeps the matrices of old layer `origins[i]` if they still fit.

    Layers in `redraw` start afresh in any case.
    """
    sizes = [state.spec.inputs, *(layer.units for layer in layers)]
    old = state.parameters.layers
    fits = [
        i not in redraw and origin is not None and old[origin][0].shape == (sizes[i], sizes[i + 1])
        for i, origin in enumerate(origins)
    ]
    # A start that was given cannot be drawn: where it no longer fits, the layer's own default takes over.
    settled = [
        layer if fit or i in redraw or not _lost_given(state, i, origins[i], sizes) else drawable(layer)
        for i, (layer, fit) in enumerate(zip(layers, fits, strict=True))
    ]
    spec = NetworkSpec(state.spec.inputs, tuple(settled), state.spec.dtype)
    if spec == state.spec and not redraw:
        return _unchanged(state)
    given = _remapped_given(state, spec, origins)
    parameters = Parameters.drawn(spec, state.config.seed, given)
    vector = parameters.vector.copy()
    for slots, origin, fit in zip(spec.slots, origins, fits, strict=True):
        if fit and origin is not None:
            _copy_layer(vector, slots.weights, slots.bias, old[origin])
    merged = Parameters(spec, vector)
    return _edited(replace(state, given=given), merged, [i for i, fit in enumerate(fits) if not fit])


def _lost_given(state: ProjectState, index: int, origin: int | None, sizes: Sequence[int]) -> bool:
    shape = sizes[index], sizes[index + 1]
    return state.given is None or origin is None or not state.given.covers(origin, shape)


def _remapped_given(
    state: ProjectState, spec: NetworkSpec, origins: Sequence[int | None]
) -> Parameters | None:
    """Return the given matrices in the order of the new layers; NaN where there are none that fit.

    While the layers keep their order all of them are kept, so that a layer can be given its start again.
    """
    given = state.given
    if given is None or list(origins) == list(range(len(given.layers))):
        return given
    vector = np.full(spec.parameter_count, np.nan, dtype=spec.dtype)
    for slots, origin in zip(spec.slots, origins, strict=True):
        layer = None if origin is None or origin >= len(given.layers) else given.layers[origin]
        if layer is not None and layer[0].shape == (slots.fan_in, slots.fan_out):
            _copy_layer(vector, slots.weights, slots.bias, layer)
    return Parameters(spec, vector)


def _copy_layer(
    vector: Floats, weights: slice, bias: slice | None, layer: tuple[Floats, Floats | None]
) -> None:
    W, b = layer
    vector[weights] = W.reshape(-1)
    if bias is not None and b is not None:
        vector[bias] = b


def _cast(parameters: Parameters, dtype: str) -> Parameters:
    return Parameters(replace(parameters.spec, dtype=dtype), parameters.vector.astype(dtype))


def _unchanged(state: ProjectState) -> Edited:
    return Edited(state, (), tuple(range(len(state.spec.layers))))


def _edited(state: ProjectState, parameters: Parameters, redrawn: Sequence[int]) -> Edited:
    fresh = TrainState.fresh(parameters, state.config.seed)
    count = len(parameters.spec.layers)
    return Edited(
        replace(state, training=fresh, history=History.empty(), runs=state.runs.left()),
        tuple(redrawn),
        tuple(i for i in range(count) if i not in redrawn),
    )
