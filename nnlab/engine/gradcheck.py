"""The gradient check: back-propagated gradients against numeric ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnlab.engine.activations import activation
from nnlab.engine.arrays import Floats
from nnlab.engine.network import Network
from nnlab.engine.parameters import LayerArrays, Parameters, layer_views
from nnlab.engine.program import LayerArraysOfStep
from nnlab.engine.specs import NetworkSpec


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """The result of a check: vectors (P,) over all parameters, and the largest relative error.

    `kinks` names (layer, unit), from 0, of units whose Z came so near a jump of the derivative that the numeric
    gradient means nothing there.
    """

    spec: NetworkSpec
    analytic: Floats
    numeric: Floats
    relative_error: Floats
    kinks: tuple[tuple[int, int], ...]

    @property
    def max_relative_error(self) -> float:
        """The largest relative error of all parameters."""
        return float(self.relative_error.max())

    def layers(self) -> tuple[LayerArrays, ...]:
        """Return the relative errors as (W, b) of each layer."""
        return layer_views(self.spec, self.relative_error)


def check_gradients(
    network: Network, X: ArrayLike, T: ArrayLike, loss: str = "half_squared_error", h: float = 1e-5
) -> GradientCheck:
    """Compare back-propagation with central differences (L(θ + h) − L(θ − h)) / 2h, in float64.

    The relative error of a parameter is |a − n| divided by `error_scale`.
    """
    spec = NetworkSpec(network.spec.inputs, network.spec.layers, dtype="float64")
    double = Network.from_parameters(Parameters(spec, network.theta.astype(np.float64)))
    trace = double.trace(X, T, loss)
    analytic = gradient_vector(spec, trace)
    numeric = _central_differences(double, X, T, loss, h)
    scale = error_scale(analytic, numeric, float(np.abs(analytic).max()))
    near = 100 * h
    kinks = tuple(
        (index, int(unit))
        for index, arrays in enumerate(trace)
        if activation(spec.layers[index].activation).kinks
        for unit in np.flatnonzero((np.abs(arrays.Z) < near).any(axis=0))
    )
    return GradientCheck(spec, analytic, numeric, np.abs(analytic - numeric) / scale, kinks)


def gradient_vector(spec: NetworkSpec, trace: Sequence[LayerArraysOfStep]) -> Floats:
    """Return the gradient (P,) of all parameters that a backward pass has left in its layers."""
    vector = np.zeros(spec.parameter_count)
    for (W, b), arrays in zip(layer_views(spec, vector), trace, strict=True):
        W[...] = arrays.dW
        if b is not None:
            b[...] = arrays.db
    return vector


def error_scale(analytic: Floats, numeric: Floats, largest: float) -> Floats:
    """Return what a difference of gradients is divided by, max(|a|, |n|) + G/100, for a relative error.

    a and n are the analytic and the numeric gradient, G = `largest` is the largest |a| of the network: the second
    term keeps gradients that are zero but for rounding from being compared with each other.
    """
    scale: Floats = np.maximum(np.abs(analytic), np.abs(numeric)) + (largest / 100 or 1.0)
    return scale


def _central_differences(network: Network, X: ArrayLike, T: ArrayLike, loss: str, h: float) -> Floats:
    numeric = np.empty_like(network.theta)
    for index, value in enumerate(network.theta.copy()):
        network.theta[index] = value + h
        above = network.loss(X, T, loss)
        network.theta[index] = value - h
        below = network.loss(X, T, loss)
        network.theta[index] = value
        numeric[index] = (above - below) / (2 * h)
    return numeric
