"""One training step, whole, as a value: what the pictures of the arithmetic are made of."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Floats, read_only
from nnlab.engine.config import TrainingConfig
from nnlab.engine.errors import TooLargeError
from nnlab.engine.optimizers import Updater, optimizer
from nnlab.engine.parameters import Parameters
from nnlab.engine.pixels import Inputs, loader
from nnlab.engine.program import Kind, LayerArraysOfStep, Program
from nnlab.engine.specs import NetworkSpec
from nnlab.engine.state import TrainState

MAX_TRACED = (
    6_000_000  # numbers in a step that is traced whole: a window can still show it without being late
)


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


def traced_step(
    state: TrainState, X: Inputs, T: Floats, config: TrainingConfig, rows: NDArray[np.int64]
) -> TracedStep:
    """Return the step that a training in `state` makes with these `rows` of X (N, inputs) and T (N, outputs).

    It is computed by the kernels of training in arrays of its own. The optimizer of `config` is that of `state`.
    """
    spec, number = state.parameters.spec, state.optimizer_step + 1
    theta = state.parameters.vector
    gradient, after, change = np.zeros_like(theta), theta.copy(), np.zeros_like(theta)
    program = Program(spec, config.loss, theta, gradient, len(rows), traced=True)
    loader(X, program.X)(rows)
    loader(T, program.T)(rows)
    slots = tuple(slot.copy() for slot in state.slots)
    with np.errstate(all="ignore"):
        for run in (*program.run_forward, *program.run_backward):
            run()
        Updater(optimizer(config.optimizer), after, gradient, slots, change).apply(config.hyper, number)
    made = tuple((operation.kind, operation.layer) for operation in (*program.forward, *program.backward))
    return TracedStep(
        spec=spec,
        config=config,
        number=state.step,
        epoch=state.epoch,
        rows=read_only(rows.copy()),
        T=read_only(program.T),
        layers=_frozen(program.layers),
        loss=program.loss,
        operations=(*made, (Kind.UPDATE, None)),
        before=state.parameters,
        after=Parameters(spec, after),
        change=read_only(change),
        slots_before=state.slots,
        slots_after=tuple(read_only(slot) for slot in slots),
        update_number=number,
    )


def require_traceable(spec: NetworkSpec, rows: int) -> None:
    """Raise TooLargeError when a step over `rows` samples has more than MAX_TRACED numbers."""
    numbers = arrays_of_trace(spec, rows)
    if numbers > MAX_TRACED:
        raise TooLargeError(
            f"a step over {rows:,} samples has {numbers:,} numbers, but at most {MAX_TRACED:,} are shown. "
            "Choose a smaller batch."
        )


def arrays_of_trace(spec: NetworkSpec, rows: int) -> int:
    """Return how many numbers a traced step over `rows` samples has."""
    of_samples = rows * (2 * spec.inputs + 4 * sum(layer.units for layer in spec.layers) + spec.outputs)
    return of_samples + 4 * spec.parameter_count


def _frozen(layers: tuple[LayerArraysOfStep, ...]) -> tuple[LayerArraysOfStep, ...]:
    """Return `layers` after forbidding writes to any array of theirs."""
    for layer in layers:
        for field in fields(layer):
            array: Floats | None = getattr(layer, field.name)
            if array is not None:
                read_only(array)
    return layers
