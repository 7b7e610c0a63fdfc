"""The losses as lines of NumPy: E, and Yb at the output."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import activation_call
from nnlab.export.scripts.activations import backward_lines
from nnlab.study.symbols import Symbols


@dataclass(frozen=True, slots=True)
class LossLines:
    """Lines of one loss after one output: `E` is the mean over the batch, `Yb` ends as dE/dZ of the output.

    `keeps_z` says that they read Z of the output.
    """

    E: tuple[str, ...]
    Yb: tuple[str, ...]
    keeps_z: bool = False


def loss_lines(
    loss: str, activation: str, s: Symbols, targets: NDArray[np.float64], *, several: bool, bare: bool = False
) -> LossLines:
    """Return the lines for a loss, as `nnlab.engine.losses` defines it; `several` samples are in a batch.

    What the targets are decides how simple they may be: one-hot ones have one 1 in each row. `bare` leaves out what
    leads from dE/dY on to dE/dZ where the two are apart.
    """
    backward = [] if bare else backward_lines(activation, s)
    mean = " / len(T)" if several else ""
    if loss == "half_squared_error":
        over = "(2 * len(T))" if several else "2"
        E = (f"E = (({s.Y} - T) ** 2).sum() / {over}",)
        return LossLines(E, (_difference(s.Y, s, mean), *backward))
    if loss == "cross_entropy":
        return _cross_entropy(activation, s, targets, mean, backward)
    return _binary_cross_entropy(activation, s, targets.shape[1], mean, backward)


def _difference(y: str, s: Symbols, mean: str) -> str:
    return f"{s.Yb} = ({y} - T){mean}" if mean else f"{s.Yb} = {y} - T"


def _cross_entropy(
    activation: str, s: Symbols, targets: NDArray[np.float64], mean: str, backward: list[str]
) -> LossLines:
    name, _ = activation_call(activation)
    if name == "sigmoid":
        return LossLines(
            (f"# -(T * log({s.Y}))", f"E = (T * np.logaddexp(0, -{s.Z})).sum(){mean}"),
            (f"{s.Yb} = ({s.Y} - 1) * T{mean}",),
            keeps_z=True,
        )
    p = s.Y
    before: tuple[str, ...] = ()
    if name != "softmax":  # the loss reads outputs as scores, and makes probabilities of them
        p = "P"
        before = (
            f"P = np.exp({s.Y} - {s.Y}.max(axis=1, keepdims=True))",
            "P = P / P.sum(axis=1, keepdims=True)",
        )
    binary, sums = bool(np.isin(targets, (0.0, 1.0)).all()), targets.sum(axis=1)
    if binary and bool((sums == 1).all()):
        E = f"E = -np.log({p}[T == 1]).sum(){mean}"
    else:
        E = f"E = -(T[T != 0] * np.log({p}[T != 0])).sum(){mean}"
    share = p if bool((sums == 1).all()) else f"{p} * T.sum(axis=1, keepdims=True)"
    after = [] if name == "softmax" else backward
    return LossLines((*before, E), (_difference(share, s, mean), *after))


def _binary_cross_entropy(
    activation: str, s: Symbols, outputs: int, mean: str, backward: list[str]
) -> LossLines:
    name, _ = activation_call(activation)
    if name == "softmax":
        if outputs == 1:
            return LossLines(
                (f"E = np.where(T == 1, 0.0, np.inf).sum(){mean}",), (f"{s.Yb} = np.zeros_like({s.Y})",)
            )
        return LossLines(
            (f"E = -(T * np.log({s.Y}) + (1 - T) * np.log(1 - {s.Y})).sum(){mean}",),
            (
                f"S = T - (1 - T) * {s.Y} / (1 - {s.Y})",
                _difference(f"{s.Y} * (1 + S.sum(axis=1, keepdims=True) - S)", s, mean),
            ),
        )
    # Y being the sigmoid of z, -T log(Y) - (1 - T) log(1 - Y) is log(1 + e^z) - T z, which is never infinite.
    z = s.Z if name == "sigmoid" else s.Y
    E = (f"E = (np.logaddexp(0, {z}) - T * {z}).sum(){mean}",)
    if name == "sigmoid":
        note = f"# -(T * log({s.Y}) + (1 - T) * log(1 - {s.Y}))"
        return LossLines((note, *E), (_difference(s.Y, s, mean),), keeps_z=True)
    return LossLines(E, (_difference(f"1 / (1 + np.exp(-{s.Y}))", s, mean), *backward))
