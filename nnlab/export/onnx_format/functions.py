"""Which activation a piece of an ONNX graph computes, however it is spelled: it is asked for its values.

A piece between two layers is a function of one number, z. It is computed for the numbers of GRID, and the activation
that gives the same values is the one.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import EngineError, activation, activation_call
from nnlab.engine.spelling import spell_call
from nnlab.export.onnx_format.graph import Node

Values = NDArray[np.float64]

# Coarse where activations are flat, and with both sides of zero, where they bend.
GRID: Values = np.concatenate([np.linspace(-6, 6, 121), [-40, -20, -10, -1e-3, 0, 1e-3, 10, 20, 40]])
_BELOW = int(np.flatnonzero(np.isclose(GRID, -1))[0])  # where z is -1

# The constants of graphs in float32 have seven digits.
_TOLERANCE = 1e-6
_PLAIN = ("linear", "relu", "sigmoid", "tanh", "softplus", "silu", "gelu", "step")

_UNARY: Mapping[str, Callable[..., Any]] = {
    "Abs": np.abs,
    "Exp": np.exp,
    "Log": np.log,
    "Neg": np.negative,
    "Relu": lambda z: np.maximum(z, 0),
    "Sigmoid": activation("sigmoid"),
    "Softplus": activation("softplus"),
    "Sqrt": np.sqrt,
    "Tanh": np.tanh,
}
_BINARY: Mapping[str, Callable[..., Any]] = {
    "Add": np.add,
    "Div": np.divide,
    "Greater": np.greater,
    "GreaterOrEqual": np.greater_equal,
    "Less": np.less,
    "Max": np.maximum,
    "Min": np.minimum,
    "Mul": np.multiply,
    "Pow": np.power,
    "Sub": np.subtract,
}


def computed(node: Node, inputs: list[Values]) -> Values | None:
    """Return what an operator makes of functions of z, each by its values on GRID; None for one that is not known."""
    match node.operator, inputs:
        case ("LeakyRelu", [z]):
            return np.where(z > 0, z, node.number("alpha", 0.01) * z)
        case ("Elu", [z]):
            return np.where(z > 0, z, node.number("alpha", 1.0) * np.expm1(np.minimum(z, 0)))
        case ("Gelu", [z]) if node.words("approximate") == "tanh":
            return activation("gelu")(z)
        case (name, [z]) if name in _UNARY:
            return np.asarray(_UNARY[name](z), dtype=np.float64)
        case (name, [one, other]) if name in _BINARY:
            return np.asarray(_BINARY[name](one, other), dtype=np.float64)
        case ("Where", [condition, one, other]):
            return np.where(condition != 0, one, other)
    return None


def named_activation(values: Values, single: bool) -> str | None:
    """Return the activation that has these values on GRID, as a specification spells it, or None.

    `single` says that its numbers went through float32, as the slope of a LeakyRelu did.
    """
    slope, alpha = values[_BELOW] / GRID[_BELOW], values[_BELOW] / np.expm1(GRID[_BELOW])
    candidates = [*_PLAIN]
    for name, number in (("leaky_relu", slope), ("elu", alpha)):
        if np.isfinite(number):
            short = _shortest(float(number), single)
            candidates.append(spell_call(name, () if activation_call(name) == (name, (short,)) else [short]))
    for text in candidates:
        try:
            expected = activation(text)(GRID)
        except EngineError:  # a slope or an alpha outside what nnlab allows
            continue
        if np.allclose(values, expected, rtol=_TOLERANCE, atol=_TOLERANCE):
            return text
    return None


def _shortest(number: float, single: bool) -> float:
    """Return the number of the fewest digits that is the same but for rounding."""
    near = 1e-7 if single else 1e-14
    spelled = (float(f"{number:.{digits}g}") for digits in range(1, 18))
    return next(short for short in spelled if abs(short - number) <= near * abs(number))
