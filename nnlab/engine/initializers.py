"""Initialisers: how the weights of a fresh layer are drawn.

Weights are drawn in float64, as (fan_in, fan_out), and cast afterwards; the normals are not truncated.
Traps elsewhere: PyTorch's Linear draws U(±1/√fan_in), for the bias too; Keras and JAX truncate normals.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnlab.engine.arrays import Floats
from nnlab.engine.errors import EngineError, unknown_name
from nnlab.engine.spelling import parse_call, with_defaults

Draw = Callable[[np.random.Generator, int, int], Floats]

# A layer with this initialiser starts from matrices that the user gave: there is nothing to draw.
GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Initializer:
    """One initialiser: `draw(rng, fan_in, fan_out)` returns float64 of shape (fan_in, fan_out)."""

    name: str
    formula: str
    draw: Draw


def variance_scaling(scale: float, mode: str, distribution: str) -> Draw:
    """Return a drawer with variance `scale / n`; n is fan_in, or the mean of both fans for 'fan_avg'.

    'normal' draws N(0, √(scale/n)); 'uniform' draws from ±√(3 scale/n), which has the same variance.
    """

    def draw(rng: np.random.Generator, fan_in: int, fan_out: int) -> Floats:
        n = fan_in if mode == "fan_in" else (fan_in + fan_out) / 2
        if distribution == "normal":
            return rng.normal(0.0, math.sqrt(scale / n), (fan_in, fan_out))
        bound = math.sqrt(3.0 * scale / n)
        return rng.uniform(-bound, bound, (fan_in, fan_out))

    return draw


def _constant(value: float) -> Draw:
    return lambda rng, fan_in, fan_out: np.full((fan_in, fan_out), value)


def _normal(sigma: float) -> Draw:
    return lambda rng, fan_in, fan_out: rng.normal(0.0, sigma, (fan_in, fan_out))


def _uniform(low: float, high: float) -> Draw:
    return lambda rng, fan_in, fan_out: rng.uniform(low, high, (fan_in, fan_out))


def _nodes_normal(rng: np.random.Generator, fan_in: int, fan_out: int) -> Floats:
    return rng.normal(0.0, fan_out**-0.5, (fan_in, fan_out))


_PLAIN: dict[str, Initializer] = {
    i.name: i
    for i in (
        # He et al. 2015; LeCun et al. 1998; Glorot and Bengio 2010 (also called Xavier).
        Initializer("he_normal", "σ = √(2 / fan_in)", variance_scaling(2.0, "fan_in", "normal")),
        Initializer("he_uniform", "± √(6 / fan_in)", variance_scaling(2.0, "fan_in", "uniform")),
        Initializer("lecun_normal", "σ = √(1 / fan_in)", variance_scaling(1.0, "fan_in", "normal")),
        Initializer("lecun_uniform", "± √(3 / fan_in)", variance_scaling(1.0, "fan_in", "uniform")),
        Initializer(
            "glorot_normal", "σ = √(2 / (fan_in + fan_out))", variance_scaling(1.0, "fan_avg", "normal")
        ),
        Initializer(
            "glorot_uniform", "± √(6 / (fan_in + fan_out))", variance_scaling(1.0, "fan_avg", "uniform")
        ),
        Initializer("zeros", "0", _constant(0.0)),
        Initializer("randn", "σ = 1", _normal(1.0)),
        # Note 004: normal(0, nodes^-0.5), nodes being those of the layer itself.
        Initializer("nodes_normal", "σ = nodes⁻⁰·⁵", _nodes_normal),
    )
}

_ALIASES = {"xavier_normal": "glorot_normal", "xavier_uniform": "glorot_uniform"}

INITIALIZER_NAMES: tuple[str, ...] = (
    "he_normal", "he_uniform", "lecun_normal", "lecun_uniform", "glorot_normal", "glorot_uniform",
    "zeros", "constant", "normal", "uniform", "randn", "nodes_normal", GIVEN,
)  # fmt: skip


@lru_cache(maxsize=256)
def initializer(text: str) -> Initializer:
    """Return the initialiser spelled `text`: 'he_normal', 'constant(0.5)', 'normal(0.01)', 'uniform(-1, 1)'.

    Raises EngineError for an unknown name or numbers it cannot take.
    """
    name, numbers = parse_call(text)
    name = _ALIASES.get(name, name)
    if name == "constant":
        (value,) = with_defaults(text, numbers, (None,))
        return Initializer(text, f"{value:g}", _constant(value))
    if name == "normal":
        (sigma,) = with_defaults(text, numbers, (None,))
        if sigma < 0.0:
            raise EngineError(f"{text!r}: the standard deviation must not be negative.")
        return Initializer(text, f"σ = {sigma:g}", _normal(sigma))
    if name == "uniform":
        low, high = with_defaults(text, numbers, (None, None))
        if low > high:
            raise EngineError(f"{text!r}: the lower bound must not be above the upper one.")
        return Initializer(text, f"{low:g} … {high:g}", _uniform(low, high))
    with_defaults(text, numbers, ())
    if name == GIVEN:
        return Initializer(GIVEN, "given", _no_draw)
    if name not in _PLAIN:
        raise unknown_name("initialiser", name, INITIALIZER_NAMES)
    return _PLAIN[name]


def _no_draw(rng: np.random.Generator, fan_in: int, fan_out: int) -> Floats:
    raise EngineError(
        f"a layer of {fan_in} × {fan_out} weights starts from given matrices, but none were given. "
        "Give them, or choose an initialiser that draws."
    )
