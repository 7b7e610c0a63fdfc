"""One training step, whole, as a value: what the pictures of the arithmetic are made of."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Floats, read_only
from nnlab.engine.config import TrainingConfig
from nnlab.engine.parameters import Parameters
from nnlab.engine.program import Kind, LayerArraysOfStep
from nnlab.engine.specs import NetworkSpec


@dataclass(frozen=True, eq=False, slots=True)
class TracedStep:
    """Every array of one step, made by the kernels that train, and the parameters before and after its update.

    `number` is how many updates were made before it, `rows` (N,) are the numbers of its samples. `operations` are
    the places of its operations in the order of computation, the update last. `slots_before` and `slots_after` are
    the optimizer's vectors (P,), `change` (P,) what the update subtracts, and `update_number` counts the
    optimizer's updates, this one included (Adam's t). No array can be written to, and none is changed later.
    """

    spec: NetworkSpec
    config: TrainingConfig
    number: int
    epoch: int
    rows: NDArray[np.int64]
    T: Floats
    layers: tuple[LayerArraysOfStep, ...]
    loss: float
    operations: tuple[tuple[Kind, int | None], ...]
    before: Parameters
    after: Parameters
    change: Floats
    slots_before: tuple[Floats, ...]
    slots_after: tuple[Floats, ...]
    update_number: int


def freeze(layers: tuple[LayerArraysOfStep, ...]) -> tuple[LayerArraysOfStep, ...]:
    """Return `layers` after forbidding writes to any array of theirs."""
    for layer in layers:
        for field in fields(layer):
            array: Floats | None = getattr(layer, field.name)
            if array is not None:
                read_only(array)
    return layers


def arrays_of_trace(spec: NetworkSpec, rows: int) -> int:
    """Return how many numbers a traced step over `rows` samples has."""
    of_samples = rows * (2 * spec.inputs + 4 * sum(layer.units for layer in spec.layers) + spec.outputs)
    return of_samples + 4 * spec.parameter_count
