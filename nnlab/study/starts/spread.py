"""How activations and gradients are spread in each layer, and how many units have stopped to listen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import LayerSpec, activation, activation_call
from nnlab.engine.arrays import Floats, read_only
from nnlab.engine.program import LayerArraysOfStep

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
BINS = 48
# Decades of the magnitude of a gradient, ends included; what is smaller or larger counts in the outermost bins.
LOW_DECADE, HIGH_DECADE = -16, 8
_FLAT = 0.05
_ALIKE = {"float64": 1e-9, "float32": 1e-4}  # of the largest output: what sums in another order may differ by
_SURE_QUANTILE = 0.995

# The largest slope of the activations that flatten out. Those that are straight on both sides of zero never saturate:
# where ReLU is off, a unit may be dead, which is counted apart.
_STEEPEST = {
    "sigmoid": 0.25,
    "softmax": 0.25,
    "tanh": 1.0,
    "elu": 1.0,
    "softplus": 1.0,
    "gelu": 1.0,
    "silu": 1.0,
}
_BOUNDED = ("sigmoid", "softmax", "tanh", "step")
_NOT_NEGATIVE = ("sigmoid", "softmax", "step", "relu", "softplus")


@dataclass(frozen=True, eq=False, slots=True)
class Distribution:
    """How the numbers of one layer and batch are spread.

    `quantiles` are those of QUANTILES. `shares` (BINS,) says which share of all numbers lies in each of the equal bins
    from `low` to `high`: of the numbers themselves, or of the decadic logarithms of their magnitudes where `log`.
    What is exactly 0, as half of what ReLU lets through, is left out of them: `zeros` is its share.
    """

    mean: float
    std: float
    quantiles: tuple[float, ...]
    shares: NDArray[np.float64]
    low: float
    high: float
    zeros: float
    log: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class LayerSpread:
    """One layer while a batch flows through it.

    `activations` are Y, `gradients` are dZ of every sample by itself (the batch's mean is not taken, so that the size
    of the batch does not matter). `saturated` is the share of outputs where the activation is so flat that its slope
    is below a twentieth of its steepest: tanh beyond ±0.975, sigmoid outside of 0.013 to 0.987. It is None for what
    never saturates. `dead` is the share of units whose dZ is exactly 0 for every sample: nothing that flows through
    changes them. `alike` says that all units, two or more, answer alike: the layer is one unit, many times.
    """

    activations: Distribution
    gradients: Distribution
    saturated: float | None
    dead: float
    alike: bool


def measure(
    layers: Sequence[LayerSpec], arrays: Sequence[LayerArraysOfStep]
) -> tuple[tuple[LayerSpread, ...], float]:
    """Return the spread in each of `layers` from the arrays of a traced pass, and the end of the common axis.

    The axis of the activations reaches as far as nearly all of them do in any layer, or to 1 where every hidden
    activation is bounded: to both sides, or from 0 on where no layer's can be negative.
    """
    limit = _axis_limit(layers, [a.Y for a in arrays])
    low = 0.0 if all(activation_call(layer.activation)[0] in _NOT_NEGATIVE for layer in layers) else -limit
    with np.errstate(all="ignore"):
        spreads = tuple(_measured(layer, a, low, limit) for layer, a in zip(layers, arrays, strict=True))
    return spreads, limit


def _axis_limit(layers: Sequence[LayerSpec], outputs: Sequence[Floats]) -> float:
    if all(activation_call(layer.activation)[0] in _BOUNDED for layer in layers[:-1] or layers):
        return 1.0
    ends = [
        float(np.quantile(finite, _SURE_QUANTILE)) for Y in outputs if (finite := _finite(np.abs(Y))).size
    ]
    return max(ends, default=0.0) or 1.0


def _measured(layer: LayerSpec, a: LayerArraysOfStep, low: float, high: float) -> LayerSpread:
    Y, rows = a.Y, len(a.Y)
    gradients = a.dZ.astype(np.float64) * rows
    spread = np.ptp(Y, axis=1).max()
    return LayerSpread(
        activations=_plain(Y, low, high),
        gradients=_logarithmic(gradients),
        saturated=_saturated(layer, a),
        dead=float((gradients == 0).all(axis=0).mean()),
        alike=layer.units > 1 and bool(spread <= _ALIKE[Y.dtype.name] * np.abs(Y).max()),
    )


def _saturated(layer: LayerSpec, a: LayerArraysOfStep) -> float | None:
    name, numbers = activation_call(layer.activation)
    f, steepest = activation(layer.activation), _STEEPEST.get(name)
    if steepest is None or f.backward is None:
        return None
    if name == "elu":
        steepest = max(steepest, numbers[0])
    if name == "softmax":  # the slope of an output along its own sum
        slope = a.Y * (1.0 - a.Y)
    else:
        slope = np.empty_like(a.Y)
        f.backward(
            a.Z, a.Y, np.ones_like(a.Y), slope, np.empty_like(a.Y), np.empty(a.Y.shape, dtype=np.bool_)
        )
    return float((np.abs(slope) < _FLAT * steepest).mean())


def _plain(values: Floats, low: float, high: float) -> Distribution:
    finite = _finite(values)
    places = np.clip((finite[finite != 0] - low) / (high - low) * BINS, 0, BINS - 1)
    return _distribution(finite, places, values.size, low, high, log=False)


def _logarithmic(values: Floats) -> Distribution:
    finite = _finite(values)
    decades = np.log10(np.abs(finite[finite != 0]))
    places = np.clip((decades - LOW_DECADE) * (BINS / (HIGH_DECADE - LOW_DECADE)), 0, BINS - 1)
    return _distribution(finite, places, values.size, LOW_DECADE, HIGH_DECADE, log=True)


def _distribution(
    finite: Floats, places: Floats, count: int, low: float, high: float, *, log: bool
) -> Distribution:
    shares = np.bincount(places.astype(np.intp), minlength=BINS) / count
    if not finite.size:
        nothing = float("nan")
        return Distribution(
            nothing, nothing, (nothing,) * len(QUANTILES), read_only(shares), low, high, 0.0, log
        )
    return Distribution(
        mean=float(finite.mean()),
        std=float(finite.std()),
        quantiles=tuple(np.quantile(finite, QUANTILES).tolist()),
        shares=read_only(shares),
        low=low,
        high=high,
        zeros=float((finite == 0).mean()),
        log=log,
    )


def _finite(values: Floats) -> Floats:
    flat: Floats = values.astype(np.float64).reshape(-1)
    return flat[np.isfinite(flat)]
