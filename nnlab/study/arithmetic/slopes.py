"""Derivatives by their textbook formulas, from Z alone: a second opinion on the engine's backward rules.

The engine takes most of them from Y, in place and without allocating; here each is what the formula says, in float64.
"""

import math

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import activation_call
from nnlab.engine.arrays import Floats


def slopes(activation: str, Z: Floats) -> Floats:
    """Return f′(Z), of Z's shape, of any activation that works cell by cell; at a kink that of z below zero."""
    name, numbers = activation_call(activation)
    found: Floats
    match name:
        case "linear":
            return np.ones_like(Z)
        case "sigmoid":
            return _bell(Z)
        case "tanh":
            found = 4.0 * _bell(2.0 * Z)  # tanh z = 2 σ(2z) − 1
            return found
        case "relu":
            return np.where(Z > 0.0, 1.0, 0.0)
        case "leaky_relu":
            return np.where(Z > 0.0, 1.0, numbers[0])
        case "elu":
            below: Floats = numbers[0] * np.exp(np.minimum(Z, 0.0))
            return np.where(Z > 0.0, 1.0, below)
        case "softplus":
            return _sigmoid(Z)
        case "silu":
            found = _sigmoid(Z) + Z * _bell(Z)
            return found
        case "gelu":
            # ½ (1 + tanh u) is σ(2u)
            scale = 2.0 * math.sqrt(2.0 / math.pi)
            inner: Floats = scale * (Z + 0.044715 * Z**3)
            inner_slope: Floats = scale * (1.0 + 3.0 * 0.044715 * Z**2)
            found = _sigmoid(inner) + Z * _bell(inner) * inner_slope
            return found
    raise ValueError(f"{activation} has no derivative of each cell by itself")


def through_softmax(Z: Floats, dY: Floats) -> Floats:
    """Return dE/dZ from dE/dY (N, K): zⱼ moves every pₖ, by pₖ (1 − pₖ) if k is j and by −pₖ pⱼ else."""
    P = shares(Z)
    dZ: Floats = P * dY * (1.0 - P) - P * ((P * dY).sum(axis=1, keepdims=True) - P * dY)
    return dZ


def output_error(loss: str, activation: str, Z: Floats, Y: Floats, T: Floats) -> Floats:
    """Return the gradient (N, K) of the mean loss by Z where the pair is fused, else by Y."""
    name = activation_call(activation)[0]
    error: Floats
    match loss, name:
        case "half_squared_error", _:
            error = Y - T
        case "cross_entropy", "sigmoid":
            error = -T * _sigmoid(-Z)  # −log σ(z) = log(1 + e⁻ᶻ)
        case "cross_entropy", _:
            error = shares(Z if name == "softmax" else Y) * T.sum(axis=1, keepdims=True) - T
        case "binary_cross_entropy", "softmax":
            error = _binary_through_softmax(Z, T)
        case _:
            error = _sigmoid(Z if name == "sigmoid" else Y) - T
    return error / len(T)


def _binary_through_softmax(Z: Floats, T: Floats) -> Floats:
    """Return dⱼ = (1 − tⱼ) pⱼ − tⱼ (1 − pⱼ) − Σₖ≠ⱼ [(1 − tₖ) pₖ · pⱼ/(1 − pₖ) − tₖ pⱼ] of each row, p being softmax(z).

    pⱼ/(1 − pₖ) is the softmax of the scores besides zₖ.
    """
    if Z.shape[1] == 1:
        return np.zeros_like(Z)  # the softmax of one score is 1, whatever the score
    P = shares(Z)
    # Only the largest p can be nearly 1. There 1 − p is the sum of the others, which keeps the digits, and p/(1 − p) is
    # computed from the scores besides it, whose own shares may be too small for any float.
    largest = np.arange(len(P)), P.argmax(axis=1)
    misses = 1.0 - P
    misses[largest] = _sum_but(P, largest)
    besides = Z.copy()
    besides[largest] = -np.inf
    pushed = shares(besides) * ((1.0 - T) * P)[largest][:, np.newaxis]
    pulls = (1.0 - T) * P / np.maximum(misses, 0.5) - T
    pulls[largest] = -T[largest]
    other_pulls = pulls.sum(axis=1, keepdims=True) - pulls
    other_pulls[largest] = _sum_but(pulls, largest)
    error: Floats = (1.0 - T) * P - T * misses - P * other_pulls - pushed
    return error


def _sum_but(matrix: Floats, places: tuple[NDArray[np.intp], NDArray[np.intp]]) -> Floats:
    """Return the sum of each row without the cell at its place."""
    rest = matrix.copy()
    rest[places] = 0.0
    found: Floats = rest.sum(axis=1)
    return found


def shares(Z: Floats) -> Floats:
    """Return softmax(Z) of each row."""
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    found: Floats = powers / powers.sum(axis=1, keepdims=True)
    return found


def _sigmoid(Z: Floats) -> Floats:
    small = np.exp(-np.abs(Z))
    found: Floats = np.where(Z >= 0.0, 1.0, small) / (1.0 + small)
    return found


def _bell(Z: Floats) -> Floats:
    """Return σ(Z) (1 − σ(Z)), which is the same for −Z."""
    small = np.exp(-np.abs(Z))
    found: Floats = small / (1.0 + small) ** 2
    return found
