"""Three learning rates for a surface: too small, right, too large."""

import math
from dataclasses import dataclass

import numpy as np

from nnlab.engine.config import MAX_RATE, TrainingConfig
from nnlab.study.descent.surfaces import Vector, Window

_SMALL, _RIGHT, _LARGE = 0.01, 0.5, 2.2  # over the curvature; from 2 on, plain gradient descent runs away
_FIRST_STEP = 0.2  # of the window: a right first step is no longer
_ROLLING = 0.3  # of the right rate: enough to roll out of a shallow valley, and not to swing for ever
_ADAPTIVE = ("adagrad", "rmsprop", "adam")


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates to try: one that gets nowhere, one that arrives, and one that leaps out or to and fro."""

    small: float
    right: float
    large: float


def rates_of_curvature(curvature: float, slope: Vector, window: Window) -> Rates:
    """Return the rates of plain gradient descent on a surface that bends so much where it is lowest (> 0).

    `slope` (d,) is the gradient at the start: on a surface that hardly bends, the right rate is the one whose first
    step crosses a share of `window` and not all of it.
    """
    steepest = float(np.max(np.abs(slope) / window.widths))
    right = min(_RIGHT / curvature, _FIRST_STEP / steepest if steepest > 0 else math.inf)
    rates = (right * _SMALL / _RIGHT, right, max(_LARGE / curvature, right * _LARGE / _RIGHT))
    return Rates(*(_two_digits(rate) for rate in rates))


def rates_for(rates: Rates, config: TrainingConfig, window: Window) -> Rates:
    """Return what `rates` of plain gradient descent become for the optimizer of `config`.

    Momentum μ sums steps up to 1/(1 − μ) of them, so that less is right, but it is stable up to (1 + μ) times the
    rate; Nesterov's up to (1 + μ)/(1 + 2μ) times. Optimizers that scale their steps move by about the rate,
    whatever the slope: theirs are shares of the window.
    """
    mu = config.momentum
    if config.optimizer in _ADAPTIVE:
        width = float(window.widths.mean())
        reach = 3.0 if config.optimizer == "adagrad" else 1.0  # whose steps shrink on their way
        shares = (width / 5000, width * reach / 80, width * 0.6)
        return Rates(*(_two_digits(share) for share in shares))
    if config.optimizer == "momentum":
        factors = (1 - mu, max(1 - mu, _ROLLING), 1 + mu)
    elif config.optimizer == "nesterov":
        factors = (1 - mu, max(1 - mu, _ROLLING), (1 + mu) / (1 + 2 * mu))
    else:
        return rates
    pairs = zip((rates.small, rates.right, rates.large), factors, strict=True)
    return Rates(*(_two_digits(rate * factor) for rate, factor in pairs))


def _two_digits(rate: float) -> float:
    """Return `rate` as one would write it, with two digits, and within what a training takes."""
    return float(f"{min(rate, MAX_RATE):.1e}")
