"""Edits of the network's numbers: single weights and biases set by hand, and all of them as they began."""

import math
from dataclasses import replace

import numpy as np

from nnlab.data.learned import Learned
from nnlab.engine import EngineError, Parameters
from nnlab.project.edited import begun_anew, require_layer
from nnlab.project.state import ProjectState


def with_weight(state: ProjectState, layer: int, source: int, target: int, value: float) -> ProjectState:
    """Return the state with W[source, target] of `layer` set and the pass judged anew; optimizer and counters stay."""
    require_layer(state, layer)
    slots = state.spec.slots[layer]
    if not (0 <= source < slots.fan_in and 0 <= target < slots.fan_out):
        raise EngineError(f"layer {layer + 1} has no weight from {source + 1} to {target + 1}.")
    return _with_number(state, slots.weights.start + source * slots.fan_out + target, value)


def with_bias(state: ProjectState, layer: int, unit: int, value: float) -> ProjectState:
    """Return the state with b[unit] of `layer` set and the pass judged anew; optimizer and counters stay."""
    require_layer(state, layer)
    slots = state.spec.slots[layer]
    bias = slots.bias
    if bias is None:
        raise EngineError(f"layer {layer + 1} has no bias.")
    if not 0 <= unit < slots.fan_out:
        raise EngineError(f"layer {layer + 1} has no unit {unit + 1}.")
    return _with_number(state, bias.start + unit, value)


def reset(state: ProjectState) -> ProjectState:
    """Return the state before any training: the same seed draws the same weights."""
    if state.training.step == 0 and state.is_fresh and not state.learned:
        return state
    fresh = state.fresh_parameters()
    return begun_anew(replace(state, learned=Learned()), fresh, redrawn=()).state


def _with_number(state: ProjectState, index: int, value: float) -> ProjectState:
    vector = state.parameters.vector.copy()
    with np.errstate(over="ignore"):  # a number too large for float32 becomes infinite, and is refused
        vector[index] = value
    if not math.isfinite(vector[index]):
        raise EngineError(f"a weight must be a finite number of {state.spec.dtype}, but {value!r} was given.")
    parameters = Parameters(state.spec, vector)
    training = replace(state.training, parameters=parameters).counted_anew()
    return replace(state, training=training, runs=state.runs.turned_off())
