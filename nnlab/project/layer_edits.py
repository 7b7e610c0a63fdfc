"""Edits of the network: its layers, their activations and starts, and the type of its numbers.

Matrices whose shapes survive are kept, the others are drawn afresh from the seed; the counters and the curve begin
again. Every function raises EngineError, and changes nothing, when the edit is not possible.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nnlab.engine import EngineError, LayerSpec, NetworkSpec, Parameters
from nnlab.engine.arrays import Floats
from nnlab.files.errors import counted
from nnlab.project.edited import Edited, begun_anew, require_layer, unchanged
from nnlab.project.state import ProjectState, default_hidden_layer, drawable
from nnlab.study.starts import started


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
    require_layer(state, position)
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
    require_layer(state, index)
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
        return unchanged(state)
    spec = replace(state.spec, dtype=dtype)
    given = None if state.given is None else _cast(state.given, dtype)
    parameters = Parameters.drawn(spec, state.config.seed, given)
    return begun_anew(replace(state, given=given), parameters, redrawn=range(len(spec.layers)))


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
        return unchanged(state)
    given = _remapped_given(state, spec, origins)
    parameters = Parameters.drawn(spec, state.config.seed, given)
    vector = parameters.vector.copy()
    for slots, origin, fit in zip(spec.slots, origins, fits, strict=True):
        if fit and origin is not None:
            _copy_layer(vector, slots.weights, slots.bias, old[origin])
    merged = Parameters(spec, vector)
    return begun_anew(replace(state, given=given), merged, [i for i, fit in enumerate(fits) if not fit])


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
