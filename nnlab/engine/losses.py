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

from nnlab.engine.arrays import Floats
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
    flat = S.reshape(-1)
    return 0.5 * float(np.dot(flat, flat)) / len(T)


def _residual_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    _mean_residual(Y, T, D)


def _softmax_likelihood(scores: Floats, T: Floats, S: Floats) -> float:
    """Return (1/N) Σₙ [logsumexp(z) Σ t − Σ t z]: with one-hot or other unit-sum targets, −Σ t log softmax(z)."""
    highest = np.maximum.reduce(scores, axis=1, keepdims=True)
    np.subtract(scores, highest, out=S)
    linear = float(np.dot(S.reshape(-1), T.reshape(-1)))
    np.exp(S, out=S)
    log_sums = np.log(np.add.reduce(S, axis=1))
    return (float(np.dot(log_sums, np.add.reduce(T, axis=1))) - linear) / len(T)


def _sigmoid_likelihood(scores: Floats, T: Floats, S: Floats) -> float:
    """Return (1/N) Σₙ Σₖ [max(z, 0) − z t + log(1 + e^−|z|)]."""
    np.abs(scores, out=S)
    np.negative(S, out=S)
    np.exp(S, out=S)
    np.log1p(S, out=S)
    total = float(np.add.reduce(S, axis=None))
    np.maximum(scores, 0.0, out=S)
    total += float(np.add.reduce(S, axis=None))
    return (total - float(np.dot(scores.reshape(-1), T.reshape(-1)))) / len(T)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - np.maximum.reduce(scores, axis=1, keepdims=True))
    shares: Floats = powers / np.add.reduce(powers, axis=1, keepdims=True)
    return shares


def _softmax_cross_entropy_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    # dZ = (Y Σ t − T)/N, which is (Y − T)/N for targets that sum to one.
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
    return float(np.dot(S.reshape(-1), T.reshape(-1))) / len(T)


def _sigmoid_cross_entropy_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    # −t/y · y(1 − y) = −t(1 − y), without the division.
    np.subtract(Y, 1.0, out=D)
    np.multiply(D, T, out=D)
    np.multiply(D, 1.0 / len(D), out=D)


def _log_odds(Z: Floats) -> Floats:
    """Return log(p / (1 − p)) of softmax(Z): each score minus the log-sum-exp of all the others."""
    classes = Z.shape[1]
    if classes == 1:  # softmax of one score is 1 whatever it is
        return np.full_like(Z, np.inf)
    others = np.repeat(Z[:, None, :], classes, axis=1)
    others[:, np.arange(classes), np.arange(classes)] = -np.inf
    rest: Floats = np.logaddexp.reduce(others, axis=2)
    return Z - rest


def _softmax_binary_cross_entropy(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    odds = _log_odds(Z)
    # −t log p − (1 − t) log(1 − p), each logarithm from the log-odds; 0 · ∞ counts as 0.
    lit, unlit = np.logaddexp(-odds, 0.0), np.logaddexp(odds, 0.0)
    both = np.where(T != 0.0, T * lit, 0.0) + np.where(T != 1.0, (1.0 - T) * unlit, 0.0)
    return float(both.sum()) / len(T)


def _softmax_binary_gradient(Z: Floats, Y: Floats, T: Floats, D: Floats) -> None:
    if Z.shape[1] == 1:  # a constant output has no gradient
        D.fill(0.0)
        return
    # y dL/dy = −t + (1 − t) y/(1 − y); then softmax's Jacobian product.
    share = (1.0 - T) * np.exp(_log_odds(Z)) - T
    np.subtract(share, Y * np.add.reduce(share, axis=1, keepdims=True), out=D)
    np.multiply(D, 1.0 / len(D), out=D)


def _scores_cross_entropy(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    return _softmax_likelihood(Y, T, S)


def _scores_binary(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
    return _sigmoid_likelihood(Y, T, S)


def _logits_cross_entropy(Z: Floats, Y: Floats, T: Floats, S: Floats) -> float:
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
