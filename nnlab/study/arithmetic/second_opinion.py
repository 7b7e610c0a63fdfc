"""The errors of a step computed anew, from its weights, Z, Y and T: what the trace is checked against."""

from dataclasses import dataclass

import numpy as np

from nnlab.engine import TracedStep, activation_call
from nnlab.engine.arrays import Floats
from nnlab.study.arithmetic.equations import Role
from nnlab.study.arithmetic.slopes import output_error, shares, slopes, through_softmax

# How far two ways to compute a sum or a product may part, relative to the magnitudes of its parts.
_TOLERANCE = {"float64": 1e-12, "float32": 1e-4}
_ROUNDINGS = 16  # so many roundings of 1 − y and the like, which cancel where y is nearly 1


@dataclass(frozen=True, eq=False, slots=True)
class Errors:
    """dE/dY and dE/dZ (N, units) by role and layer, in float64, and those of one unit of the lowest layer.

    Of the lowest layer only the columns from `first` on are there, which is the unit itself unless softmax needs all.
    `dZ` (N,) is that unit's dE/dZ, and `allowed` (N,) how far the trainer's may be off. It grows with the magnitudes
    on the way, so that gradients which are tiny because large numbers cancel are not asked for digits that nobody
    can have. `tolerance` is how far two numbers may part by their own magnitude, and below `smallest` the trainer's
    floats have ever fewer digits.
    """

    dZ: Floats
    allowed: Floats
    tolerance: float
    smallest: float
    values: dict[tuple[Role, int | None], Floats]
    lowest: int
    first: int

    def value(self, role: Role, layer: int | None, row: int, column: int) -> float | None:
        """Return one cell of dE/dY or dE/dZ; None of any other matrix."""
        held = self.values.get((role, layer))
        if held is None:
            return None
        return float(held[row, column - (self.first if layer == self.lowest else 0)])


def errors_down_to(step: TracedStep, layer: int, unit: int) -> Errors:
    """Return the errors of every layer from the last down to `layer`, and there of `unit`."""
    values: dict[tuple[Role, int | None], Floats] = {}
    precision = _Precision(step.spec.dtype)
    last = len(step.layers) - 1
    softmax = activation_call(step.spec.layers[layer].activation)[0] == "softmax"
    own = slice(None) if softmax else slice(unit, unit + 1)
    dY, sizes = _output_error(step, precision)
    if last == layer:
        dY, sizes = dY[:, own], sizes[:, own]
    for at in range(last, layer - 1, -1):
        arrays, activation = step.layers[at], step.spec.layers[at].activation
        if arrays.dY is None:
            dZ = dY
        else:
            values[Role.DY, at] = dY
            Z = arrays.Z[:, own] if at == layer else arrays.Z
            dZ, sizes = _through(activation, Z.astype(np.float64), dY, sizes, precision)
        values[Role.DZ, at] = dZ
        if at > layer:
            W = arrays.W.astype(np.float64)
            W = W[own] if at == layer + 1 else W
            dY, sizes = dZ @ W.T, sizes @ np.abs(W).T
    column = unit if softmax else 0
    allowed = precision.tolerance * sizes[:, column]
    return Errors(
        dZ[:, column], allowed, precision.tolerance, precision.smallest, values, layer, unit - column
    )


class _Precision:
    """What the trainer's numbers are good for, relative to `tolerance`: near 1 (`rounding`), and near 0 (`tiny`)."""

    def __init__(self, dtype: str) -> None:
        self.tolerance = _TOLERANCE[dtype]
        self.rounding = _ROUNDINGS * float(np.finfo(dtype).eps) / self.tolerance
        self.smallest = float(np.finfo(dtype).tiny)
        self.tiny = self.smallest / self.tolerance


def _output_error(step: TracedStep, precision: _Precision) -> tuple[Floats, Floats]:
    """Return the loss's gradient and its size, which is that of outputs and targets where they nearly cancel."""
    arrays, activation = step.layers[-1], step.spec.layers[-1].activation
    Z, Y, T = (matrix.astype(np.float64) for matrix in (arrays.Z, arrays.Y, step.T))
    error = output_error(step.config.loss, activation, Z, Y, T)
    targets = np.abs(T).sum(axis=1, keepdims=True)
    outputs = np.abs(Y) if step.config.loss == "half_squared_error" else 1.0 + targets
    sizes: Floats = np.abs(error) + precision.rounding * (outputs + targets) / len(T)
    return error, sizes


def _through(
    activation: str, Z: Floats, dY: Floats, sizes: Floats, precision: _Precision
) -> tuple[Floats, Floats]:
    """Return dE/dZ from dE/dY, and its size."""
    name, numbers = activation_call(activation)
    if name == "softmax":
        P = shares(Z)
        sizes = sizes + (P * sizes).sum(axis=1, keepdims=True)
        return through_softmax(Z, dY), (P + precision.tiny) * sizes + precision.tiny
    slope = slopes(activation, Z)
    rounding = precision.rounding * max(1.0, *numbers, 0.0)
    return dY * slope, sizes * (np.abs(slope) + rounding) + precision.tiny
