"""Optimizers: each one a rule over flat vectors.

θ are all parameters, g the gradient of the loss, η the learning rate. Every rule first fills `change` with
what is subtracted from θ, so that the last update can be shown; state vectors start at zero.

sgd       change = ηg
momentum  v = μv + ηg; change = v          (classical; equal to PyTorch's only while η is constant)
nesterov  v = μv + ηg; change = μv + ηg    (Sutskever et al. 2013)
adagrad   s += g²; change = ηg/(√s + ε)    (Duchi et al. 2011), ε = 1e-10
rmsprop   s = ρs + (1 − ρ)g²; change = ηg/(√s + ε)   (Hinton's lecture 6e), ε = 1e-8
adam      m, v means of g and g², bias-corrected; change = η m̂/(√v̂ + ε)   (Kingma and Ba 2014), ε = 1e-8
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnlab.engine.arrays import Floats, read_only
from nnlab.engine.errors import unknown_name


@dataclass(frozen=True, slots=True)
class Hyper:
    """The numbers a rule reads; each rule uses some of them."""

    learning_rate: float
    momentum: float
    rho: float
    beta1: float
    beta2: float


# update(gradient, change, scratch, state vectors, hyper, number of this step from 1)
Update = Callable[[Floats, Floats, Floats, tuple[Floats, ...], Hyper, int], None]


@dataclass(frozen=True, slots=True)
class Optimizer:
    """One rule: how many state vectors it keeps, and the function that fills `change`."""

    name: str
    state_names: tuple[str, ...]
    update: Update


def _sgd(g: Floats, change: Floats, S: Floats, state: tuple[Floats, ...], c: Hyper, step: int) -> None:
    np.multiply(g, _rate(c.learning_rate, g.dtype.char), change)


@lru_cache(maxsize=64)
def _rate(rate: float, dtype: str) -> Floats:
    """Return the rate without dimensions: ufuncs take that over faster than a number."""
    return read_only(np.array(rate, dtype))


def _momentum(g: Floats, change: Floats, S: Floats, state: tuple[Floats, ...], c: Hyper, step: int) -> None:
    (v,) = state
    np.multiply(v, c.momentum, out=v)
    np.multiply(g, c.learning_rate, out=S)
    np.add(v, S, out=v)
    np.copyto(change, v)


def _nesterov(g: Floats, change: Floats, S: Floats, state: tuple[Floats, ...], c: Hyper, step: int) -> None:
    (v,) = state
    np.multiply(v, c.momentum, out=v)
    np.multiply(g, c.learning_rate, out=S)
    np.add(v, S, out=v)
    np.multiply(v, c.momentum, out=change)
    np.add(change, S, out=change)


def _scaled(g: Floats, change: Floats, S: Floats, squares: Floats, rate: float, epsilon: float) -> None:
    """Fill `change` with rate · g / (√squares + epsilon)."""
    np.sqrt(squares, out=S)
    np.add(S, epsilon, out=S)
    np.multiply(g, rate, out=change)
    np.divide(change, S, out=change)


def _adagrad(g: Floats, change: Floats, S: Floats, state: tuple[Floats, ...], c: Hyper, step: int) -> None:
    (s,) = state
    np.multiply(g, g, out=S)
    np.add(s, S, out=s)
    _scaled(g, change, S, s, c.learning_rate, 1e-10)


def _mean(average: Floats, news: Floats, keep: float) -> None:
    """Let `average` = keep · average + (1 − keep) · news; `news` is destroyed."""
    np.multiply(average, keep, out=average)
    np.multiply(news, 1.0 - keep, out=news)
    np.add(average, news, out=average)


def _rmsprop(g: Floats, change: Floats, S: Floats, state: tuple[Floats, ...], c: Hyper, step: int) -> None:
    (s,) = state
    np.multiply(g, g, out=S)
    _mean(s, S, c.rho)
    _scaled(g, change, S, s, c.learning_rate, 1e-8)


def _adam(g: Floats, change: Floats, S: Floats, state: tuple[Floats, ...], c: Hyper, step: int) -> None:
    m, v = state
    np.copyto(S, g)
    _mean(m, S, c.beta1)
    np.multiply(g, g, out=S)
    _mean(v, S, c.beta2)
    np.multiply(v, 1.0 / (1.0 - c.beta2**step), out=S)
    np.sqrt(S, out=S)
    np.add(S, 1e-8, out=S)
    np.multiply(m, c.learning_rate / (1.0 - c.beta1**step), out=change)
    np.divide(change, S, out=change)


_OPTIMIZERS = {
    o.name: o
    for o in (
        Optimizer("sgd", (), _sgd),
        Optimizer("momentum", ("v",), _momentum),
        Optimizer("nesterov", ("v",), _nesterov),
        Optimizer("adagrad", ("s",), _adagrad),
        Optimizer("rmsprop", ("s",), _rmsprop),
        Optimizer("adam", ("m", "v"), _adam),
    )
}

OPTIMIZER_NAMES: tuple[str, ...] = tuple(_OPTIMIZERS)

_CHUNK = 65_536  # large vectors are updated in pieces that stay in the cache
_FLUSH_EVERY = 100


def optimizer(name: str) -> Optimizer:
    """Return the optimizer `name`; raises EngineError for an unknown one."""
    if name not in _OPTIMIZERS:
        raise unknown_name("optimizer", name, OPTIMIZER_NAMES)
    return _OPTIMIZERS[name]


class Updater:
    """Applies an optimizer to one flat vector of parameters, in place and without allocating.

    `theta` and `gradient` have shape (P,) and one dtype; `state` holds the optimizer's vectors, and
    `change` what the last update subtracted.
    """

    def __init__(
        self, rule: Optimizer, theta: Floats, gradient: Floats, state: tuple[Floats, ...], change: Floats
    ) -> None:
        self._update = rule.update
        self.state = state
        scratch = np.empty_like(theta[:_CHUNK])
        cuts = [slice(at, at + _CHUNK) for at in range(0, len(theta), _CHUNK)]
        self._pieces = [
            (theta[c], gradient[c], change[c], scratch[: len(theta[c])], tuple(s[c] for s in state))
            for c in cuts
        ]
        self._flushes = theta.dtype == np.float32

    def apply(self, hyper: Hyper, step: int) -> None:
        """Update theta from the gradient; `step` counts updates from 1."""
        for theta, gradient, change, scratch, state in self._pieces:
            self._update(gradient, change, scratch, state, hyper, step)
            np.subtract(theta, change, out=theta)
        if self._flushes and step % _FLUSH_EVERY == 0:
            self._flush_subnormals()

    def _flush_subnormals(self) -> None:
        """Set subnormal state to zero: they make float32 arithmetic many times slower (dead units have them)."""
        tiny = np.finfo(np.float32).tiny
        for vector in self.state:
            vector[np.abs(vector) < tiny] = 0.0
