"""The errors of a step computed anew, from its weights, Z, Y and T: what the trace is checked against."""

from dataclasses import dataclass

import numpy as np

from nnlab.engine import TracedStep, activation_call
from nnlab.engine.arrays import Floats
from nnlab.study.arithmetic.equations import Role
from nnlab.study.arithmetic.slopes import output_error, shares, slopes, through_softmax

# How far two ways to compute a sum or a product may part, relative to the magnitudes of its parts.
_TOLERANCE = {"float64": 1e-12, "float32": 1e-4}
_ROUNDINGS = 8  # so many roundings of 1 − y and the like, which cancel where y is nearly 1


@dataclass(frozen=True, eq=False, slots=True)
class Errors:
    """dE/dY and dE/dZ (N, units) by role and layer, in float64, and how far dE/dZ of the lowest layer may be off.

    `allowed` (N, units) grows with the magnitudes on the way, so that gradients which are tiny because large numbers
    cancel are not asked for digits that nobody can have.
    """

    values: dict[tuple[Role, int | None], Floats]
    allowed: Floats


def errors_down_to(step: TracedStep, layer: int) -> Errors:
    """Return the errors of every layer from the last down to `layer`."""
    values: dict[tuple[Role, int | None], Floats] = {}
    tolerance = _TOLERANCE[step.spec.dtype]
    rounding = _ROUNDINGS * float(np.finfo(step.spec.dtype).eps) / tolerance
    last = len(step.layers) - 1
    dY, sizes = _output_error(step, rounding)
    for at in range(last, layer - 1, -1):
        arrays, activation = step.layers[at], step.spec.layers[at].activation
        if arrays.dY is None:
            dZ = dY
        else:
            values[Role.DY, at] = dY
            dZ, sizes = _through(activation, arrays.Z.astype(np.float64), dY, sizes, rounding)
        values[Role.DZ, at] = dZ
        if at > layer:
            W = arrays.W.astype(np.float64)
            dY, sizes = dZ @ W.T, sizes @ np.abs(W).T
    return Errors(values, tolerance * sizes)


def _output_error(step: TracedStep, rounding: float) -> tuple[Floats, Floats]:
    """Return the loss's gradient and its size, which is that of outputs and targets where they nearly cancel."""
    arrays, activation = step.layers[-1], step.spec.layers[-1].activation
    Z, Y, T = (matrix.astype(np.float64) for matrix in (arrays.Z, arrays.Y, step.T))
    error = output_error(step.config.loss, activation, Z, Y, T)
    targets = np.abs(T).sum(axis=1, keepdims=True)
    outputs = np.abs(Y) if step.config.loss == "half_squared_error" else 1.0 + targets
    sizes: Floats = np.abs(error) + rounding * (outputs + targets) / len(T)
    return error, sizes


def _through(activation: str, Z: Floats, dY: Floats, sizes: Floats, rounding: float) -> tuple[Floats, Floats]:
    """Return dE/dZ from dE/dY, and its size."""
    if activation_call(activation)[0] == "softmax":
        P = shares(Z)
        return through_softmax(Z, dY), P * (sizes + (P * sizes).sum(axis=1, keepdims=True))
    slope = slopes(activation, Z)
    return dY * slope, sizes * (np.abs(slope) + rounding)
