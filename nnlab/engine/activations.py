"""Activation functions Y = f(Z) and their backward rules.

Every activation is a pair of kernels that allocate nothing (but for gelu's and silu's backward).
`forward(Z, Y, S, M)` fills Y; Y may be the same array as Z. `backward(Z, Y, dY, dZ, S, M)` fills dZ = dL/dZ;
dZ may be the same array as dY. S (floats) and M (booleans) are scratch arrays. All have one shape, (N, units).
Only activations with `needs_z` read Z in `backward`; for all others Z may have been overwritten by Y.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from nnlab.engine.arrays import Booleans, Floats, ones
from nnlab.engine.errors import EngineError, unknown_name
from nnlab.engine.spelling import parse_call, with_defaults

Forward = Callable[[Floats, Floats, Floats, Booleans], None]
Backward = Callable[[Floats, Floats, Floats, Floats, Floats, Booleans], None]


@dataclass(frozen=True, slots=True)
class Activation:
    """One activation: its name, its formula in plain text and its two kernels.

    `backward` is None for step, whose derivative is zero wherever it exists. `kinks` says that the
    derivative jumps at z = 0, where a numeric gradient is meaningless.
    """

    name: str
    formula: str
    forward: Forward
    backward: Backward | None
    needs_z: bool = False
    kinks: bool = False

    def __call__(self, Z: ArrayLike) -> Floats:
        """Return f(Z) for any array of floats; softmax works along the last axis."""
        given = np.asarray(Z)
        z = np.array(given, dtype=np.result_type(given, np.float32)).reshape(-1, *given.shape[-1:] or (1,))
        with np.errstate(all="ignore"):
            self.forward(z, z, np.empty_like(z), np.empty(z.shape, dtype=np.bool_))
        return z.reshape(given.shape)


def _linear_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    if Y is not Z:
        np.copyto(Y, Z)


def _linear_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    if dZ is not dY:
        np.copyto(dZ, dY)


def _sigmoid_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    # exp may overflow to infinity for very negative z: 1 / inf is the right answer, 0.
    np.negative(Z, out=Y)
    np.exp(Y, out=Y)
    np.add(Y, 1.0, out=Y)
    np.reciprocal(Y, out=Y)


def _sigmoid_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    np.subtract(1.0, Y, out=S)
    np.multiply(S, Y, out=S)
    np.multiply(dY, S, out=dZ)


def _tanh_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    np.tanh(Z, out=Y)


def _tanh_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    np.multiply(Y, Y, out=S)
    np.subtract(1.0, S, out=S)
    np.multiply(dY, S, out=dZ)


def _relu_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    np.maximum(Z, 0.0, out=Y)


def _relu_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    # Y is never negative, so its sign is the derivative: 1, or 0 where the unit is off (relu'(0) = 0).
    np.sign(Y, out=S)
    np.multiply(dY, S, out=dZ)


def _leaky_relu(negative_slope: float) -> tuple[Forward, Backward]:
    def forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
        np.multiply(Z, negative_slope, out=S)
        np.maximum(Z, S, out=Y)

    def backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
        np.greater(Y, 0.0, out=M)
        S.fill(negative_slope)
        np.copyto(S, 1.0, where=M)
        np.multiply(dY, S, out=dZ)

    return forward, backward


def _elu(alpha: float) -> tuple[Forward, Backward]:
    def forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
        np.minimum(Z, 0.0, out=S)
        np.expm1(S, out=S)
        np.multiply(S, alpha, out=S)
        np.maximum(Z, 0.0, out=Y)
        np.add(Y, S, out=Y)

    def backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
        # Below zero y = alpha (e^z - 1), so the derivative alpha e^z is y + alpha.
        np.greater(Y, 0.0, out=M)
        np.add(Y, alpha, out=S)
        np.copyto(S, 1.0, where=M)
        np.multiply(dY, S, out=dZ)

    return forward, backward


def _softplus_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    np.logaddexp(Z, 0.0, out=Y)


def _softplus_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    # The derivative sigmoid(z) is 1 - e^-y.
    np.negative(Y, out=S)
    np.expm1(S, out=S)
    np.negative(S, out=S)
    np.multiply(dY, S, out=dZ)


def _silu_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    _sigmoid_forward(Z, S, S, M)
    np.multiply(Z, S, out=Y)


def _silu_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    # s + y (1 - s), with s = sigmoid(z).
    _sigmoid_forward(Z, S, S, M)
    np.multiply(S, 1.0 + Z * (1.0 - S), out=S)
    np.multiply(dY, S, out=dZ)


_GELU_SCALE = math.sqrt(2.0 / math.pi)
_GELU_CUBIC = 0.044715


def _gelu_inner(Z: Floats, S: Floats) -> None:
    """Fill S with tanh(sqrt(2/pi) (z + 0.044715 z^3))."""
    np.multiply(Z, Z, out=S)
    np.multiply(S, _GELU_CUBIC, out=S)
    np.add(S, 1.0, out=S)
    np.multiply(S, Z, out=S)
    np.multiply(S, _GELU_SCALE, out=S)
    np.tanh(S, out=S)


def _gelu_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    _gelu_inner(Z, S)
    np.add(S, 1.0, out=S)
    np.multiply(S, Z, out=S)
    np.multiply(S, 0.5, out=Y)


def _gelu_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    _gelu_inner(Z, S)
    slope = _GELU_SCALE * (1.0 + 3.0 * _GELU_CUBIC * Z * Z)
    np.multiply(dY, 0.5 * (1.0 + S) + 0.5 * Z * (1.0 - S * S) * slope, out=dZ)


def _step_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    np.greater(Z, 0.0, out=M)
    np.copyto(Y, M)


def _softmax_forward(Z: Floats, Y: Floats, S: Floats, M: Booleans) -> None:
    if len(Z) == 1:
        # A single sample takes half as long without reductions along an axis; and an array without dimensions is
        # taken over faster than a number is.
        np.subtract(Z, Z[0, Z.argmax(), ...], Y)
        np.exp(Y, Y)
        np.divide(Y, Y.dot(ones(Y.shape[1], Y.dtype.char))[0, ...], Y)
        return
    np.subtract(Z, np.maximum.reduce(Z, axis=1, keepdims=True), out=Y)
    np.exp(Y, out=Y)
    np.divide(Y, np.add.reduce(Y, axis=1, keepdims=True), out=Y)


def _softmax_backward(Z: Floats, Y: Floats, dY: Floats, dZ: Floats, S: Floats, M: Booleans) -> None:
    # The Jacobian product dZ = Y * (dY - sum_k dY_k Y_k).
    np.multiply(dY, Y, out=S)
    np.subtract(dY, np.add.reduce(S, axis=1, keepdims=True), out=dZ)
    np.multiply(dZ, Y, out=dZ)


_PLAIN: dict[str, Activation] = {
    a.name: a
    for a in (
        Activation("linear", "y = z", _linear_forward, _linear_backward),
        Activation("sigmoid", "y = 1 / (1 + e⁻ᶻ)", _sigmoid_forward, _sigmoid_backward),
        Activation("tanh", "y = tanh z", _tanh_forward, _tanh_backward),
        Activation("relu", "y = max(0, z)", _relu_forward, _relu_backward, kinks=True),
        Activation("softplus", "y = ln(1 + eᶻ)", _softplus_forward, _softplus_backward),
        Activation("silu", "y = z / (1 + e⁻ᶻ)", _silu_forward, _silu_backward, needs_z=True),
        Activation(
            "gelu", "y = ½ z (1 + tanh(√(2/π)(z + 0.044715 z³)))", _gelu_forward, _gelu_backward, needs_z=True
        ),
        Activation("step", "y = 1 if z > 0, else 0", _step_forward, None),
        Activation("softmax", "y = eᶻ / Σ eᶻ", _softmax_forward, _softmax_backward),
    )
}

ACTIVATION_NAMES: tuple[str, ...] = (
    "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu", "silu", "step", "softmax",
)  # fmt: skip


# What stands in the brackets where a specification leaves them out.
_USUAL_NUMBERS = {"leaky_relu": (0.01,), "elu": (1.0,)}


def activation_call(text: str) -> tuple[str, tuple[float, ...]]:
    """Return the name of an activation and its numbers, the usual ones where none are given: 'elu', (1.0,).

    Raises EngineError where `text` is spelled otherwise, or has more numbers than the activation takes.
    """
    name, numbers = parse_call(text)
    if name not in ACTIVATION_NAMES:
        raise unknown_name("activation", name, ACTIVATION_NAMES)
    return name, with_defaults(text, numbers, _USUAL_NUMBERS.get(name, ()))


@lru_cache(maxsize=256)
def activation(text: str) -> Activation:
    """Return the activation spelled `text`: 'relu', 'leaky_relu', 'leaky_relu(0.2)', 'elu(1.0)'.

    leaky_relu(negative_slope = 0.01, from 0 to below 1) is Maas et al. 2013; elu(alpha = 1, above 0) is
    Clevert et al. 2015; gelu is the tanh form of Hendrycks and Gimpel 2016.
    Raises EngineError for a name or a number outside these.
    """
    name, numbers = activation_call(text)
    if name == "leaky_relu":
        (slope,) = numbers
        if not 0.0 <= slope < 1.0:
            raise EngineError(f"{text!r}: the negative slope must be from 0 to below 1.")
        return Activation(text, f"y = z if z > 0, else {slope:g} z", *_leaky_relu(slope), kinks=True)
    if name == "elu":
        (alpha,) = numbers
        if alpha <= 0.0:
            raise EngineError(f"{text!r}: alpha must be above 0.")
        # With alpha other than 1 the slope jumps at zero from alpha to 1.
        return Activation(text, f"y = z if z > 0, else {alpha:g} (eᶻ − 1)", *_elu(alpha), kinks=alpha != 1.0)
    return _PLAIN[name]
