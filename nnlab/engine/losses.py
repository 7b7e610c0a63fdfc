"""Loss functions: means over the batch, with the gradients that belong to them.

half_squared_error   (1/N) Σₙ ½ Σₖ (y − t)²
cross_entropy        (1/N) Σₙ −Σₖ t log p
binary_cross_entropy (1/N) Σₙ −Σₖ [t log p + (1 − t) log(1 − p)]

Logarithms are computed from Z by log-sum-exp, never as log(p + tiny). For softmax and sigmoid outputs p is
the output itself. Every other activation gives no probability: its outputs are then read as scores, to which
the loss applies softmax (cross_entropy) or sigmoid (binary_cross_entropy) of its own, so that each pair of
activation and loss has a finite value and a true gradient.

Where a pair has a closed form for dZ it is used (`fused`), and dY is not computed; the best known are
softmax with cross-entropy, sigmoid with binary cross-entropy, and linear with half squared error, whose dZ
is simply (Y − T)/N. Every other pair gives dY, which then goes through the activation's backward rule.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Floats, ones
from nnlab.engine.errors import unknown_name

Value = Callable[[Floats, Floats, Floats, Floats], float]
Gradient = Callable[[Floats, Floats, Floats, Floats], None]


@dataclass(frozen=True, slots=True)
class Pairing:
    """A loss joined to an output activation.

    `value(Z, Y, T, S)` returns the loss; `gradient(Z, Y, T, D)` fills D with dZ when `fused`, else with dY.
    All arrays are (N, K); S is scratch. `needs_z` says that Z must survive the forward pass.
    """

    value: Value
    gradient: Gradient
    fused: bool
    needs_z: bool


def _mean_residual(Y: Floats, T: Floats, D: Floats) -> None:
    """Fill D with (Y − T)/N."""
    np.subtract(Y, T, out=D)
    if len(D) > 1:
        np.multiply(D, 1.0 / len(D), out=D)


def _half_squared_error(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    np.subtract(Y, T, out=S)
    return 0.5 * float(np.vdot(S, S)) / len(T)


def _residual_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    _mean_residual(Y, T, D)


def _softmax_likelihood(scores: Floats, T: Floats, S: Floats) -> float:
    """Return (1/N) Σₙ Σₖ t [logsumexp(z) − z], each bracket being −log softmax(z) and never negative."""
    np.subtract(scores, np.maximum.reduce(scores, axis=1, keepdims=True), out=S)
    log_sums = np.log(np.add.reduce(np.exp(S), axis=1, keepdims=True))
    np.subtract(log_sums, S, out=S)
    return float(np.vdot(S, T)) / len(T)


def _sigmoid_likelihood(scores: Floats, T: Floats, S: Floats) -> float:
    """Return (1/N) Σₙ Σₖ [log(1 + eᶻ) − z t]; summed term by term, for in float32 the sums would not cancel."""
    np.logaddexp(scores, 0.0, out=S)
    np.subtract(S, scores * T, out=S)
    return float(np.add.reduce(S, axis=None)) / len(T)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - np.maximum.reduce(scores, axis=1, keepdims=True))
    shares: Floats = powers / np.add.reduce(powers, axis=1, keepdims=True)
    return shares


def _softmax_cross_entropy_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    # dZ = (Y Σ t − T)/N, which is (Y − T)/N for targets that sum to one.
    if len(T) == 1:
        total = T.dot(ones(T.shape[1], T.dtype.char))[0, ...]
        np.subtract(Y if total == 1.0 else np.multiply(Y, total, D), T, D)
        return
    np.multiply(Y, np.add.reduce(T, axis=1, keepdims=True), out=D)
    _mean_residual(D, T, D)


def _scores_cross_entropy_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    np.multiply(_softmax(Y), np.add.reduce(T, axis=1, keepdims=True), out=D)
    _mean_residual(D, T, D)


def _scores_binary_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    _mean_residual(1.0 / (1.0 + np.exp(-Y)), T, D)


def _sigmoid_cross_entropy(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    # −log sigmoid(z) = log(1 + e^−z)
    np.logaddexp(-Z, 0.0, out=S)
    return float(np.vdot(S, T)) / len(T)


def _sigmoid_cross_entropy_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    # −t/y · y(1 − y) = −t(1 − y), without the division.
    np.subtract(Y, 1.0, out=D)
    np.multiply(D, T, out=D)
    np.multiply(D, 1.0 / len(D), out=D)


def _scores_besides_largest(Z: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Return the place (rows, columns) of the largest score of each sample and the log-sum-exp of its others."""
    place = np.arange(len(Z)), Z.argmax(axis=1)
    others = Z.copy()
    others[place] = -np.inf
    return *place, np.logaddexp.reduce(others, axis=1)


def _softmax_binary_cross_entropy(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    rows, largest, rest = _scores_besides_largest(Z)
    log_sums = np.logaddexp(Z[rows, largest], rest)
    minus_log_p = log_sums[:, np.newaxis] - Z
    # 1 − p loses its digits when p is nearly 1, which only the largest can be: there it is the sum of the others.
    minus_log_rest = -np.log1p(-Y)
    minus_log_rest[rows, largest] = log_sums - rest
    # With one class p is always 1 and −log(1 − p) infinite; 0 · ∞ counts as 0.
    misses = np.where(T != 1.0, (1.0 - T) * minus_log_rest, 0.0)
    return float(np.vdot(T, minus_log_p) + misses.sum()) / len(T)


def _softmax_binary_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    if Z.shape[1] == 1:  # softmax of one score is 1, whatever the score
        D.fill(0.0)
        return
    # yᵢ dL/dyᵢ = −tᵢ + (1 − tᵢ) yᵢ/(1 − yᵢ), through softmax's Jacobian product, is
    # dzⱼ = yⱼ − tⱼ + yⱼ Σᵢ≠ⱼ [tᵢ − (1 − tᵢ) yᵢ/(1 − yᵢ)].
    rows, largest = np.arange(len(Z)), Z.argmax(axis=1)
    share = T - (1.0 - T) * Y / (1.0 - Y)
    share[rows, largest] = T[rows, largest]
    np.multiply(Y, 1.0 + np.add.reduce(share, axis=1, keepdims=True) - share, out=D)
    # The largest yᵢ may be 1; of it, yⱼ/(1 − yᵢ) is the softmax of the other scores, by their distances from each
    # other: subtracting a log-sum-exp would lose the digits of large scores.
    missed = (1.0 - T[rows, largest]) * Y[rows, largest]
    others = Z.copy()
    others[rows, largest] = -np.inf
    pull = _softmax(others) * missed[:, np.newaxis]
    np.subtract(D, pull, out=D)
    _mean_residual(D, T, D)


def _scores_cross_entropy(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    return _softmax_likelihood(Y, T, S)


def _scores_binary(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    return _sigmoid_likelihood(Y, T, S)


def _logits_cross_entropy(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    if len(Z) == 1:
        # −log softmax(z) is the distance to the largest score and the −log of its share, which has all its digits.
        largest = Z.argmax()
        share = np.empty((), Y.dtype)
        np.log(Y[0, largest, ...], share)
        np.subtract(Z[0, largest, ...], Z, S)
        np.subtract(S, share, S)
        return float(S.dot(T.T).item())
    return _softmax_likelihood(Z, T, S)


def _logits_binary(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    return _sigmoid_likelihood(Z, T, S)


# loss -> output activation -> pairing; '' is every other activation.
_PAIRINGS: dict[str, dict[str, Pairing]] = {
    "half_squared_error": {
        "linear": Pairing(_half_squared_error, _residual_gradient, fused=True, needs_z=False),
        "": Pairing(_half_squared_error, _residual_gradient, fused=False, needs_z=False),
    },
    "cross_entropy": {
        "softmax": Pairing(_logits_cross_entropy, _softmax_cross_entropy_gradient, fused=True, needs_z=True),
        "sigmoid": Pairing(_sigmoid_cross_entropy, _sigmoid_cross_entropy_gradient, fused=True, needs_z=True),
        "": Pairing(_scores_cross_entropy, _scores_cross_entropy_gradient, fused=False, needs_z=False),
    },
    "binary_cross_entropy": {
        "sigmoid": Pairing(_logits_binary, _residual_gradient, fused=True, needs_z=True),
        "softmax": Pairing(_softmax_binary_cross_entropy, _softmax_binary_gradient, fused=True, needs_z=True),
        "": Pairing(_scores_binary, _scores_binary_gradient, fused=False, needs_z=False),
    },
}

LOSS_NAMES: tuple[str, ...] = tuple(_PAIRINGS)


def pairing(loss: str, output_activation: str) -> Pairing:
    """Return the loss `loss` joined to the output activation; raises EngineError for an unknown loss."""
    if loss not in _PAIRINGS:
        raise unknown_name("loss", loss, LOSS_NAMES)
    table = _PAIRINGS[loss]
    return table.get(output_activation, table[""])
