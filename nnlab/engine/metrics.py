"""Metrics: which outputs are right, and how many.

What "right" means depends on the task, and the data set says which task it is.
"""

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Booleans, Floats
from nnlab.engine.errors import EngineError


class Task(Enum):
    """How outputs are judged against targets."""

    BITS = "bits"  # every output is a yes or no of its own
    CLASSES = "classes"  # one-hot: the largest output is the answer
    VALUES = "values"  # numbers: there is a loss, but no right or wrong


def infer_task(targets: Floats) -> Task:
    """Return the task that targets (N, K) look like: one-hot rows, 0/1 columns, or numbers."""
    binary = bool(np.isin(targets, (0.0, 1.0)).all())
    if binary and targets.shape[0] > 1 and targets.shape[1] > 1 and bool((targets.sum(axis=1) == 1).all()):
        return Task.CLASSES
    return Task.BITS if binary else Task.VALUES


def right_rows(outputs: Floats, targets: Floats, task: Task) -> Booleans:
    """Return for each of N samples whether outputs (N, K) answer targets (N, K) rightly.

    BITS: every output is on the target's side of 0.5. CLASSES: the largest output is the target's largest.
    VALUES: never, for want of a definition. An output that is not a number is wrong.
    """
    _check_shapes(outputs, targets)
    if task is Task.VALUES:
        return np.zeros(len(targets), dtype=np.bool_)
    if task is Task.BITS:
        right = np.logical_and.reduce((outputs >= 0.5) == (targets >= 0.5), axis=1)
    else:
        right = np.equal(outputs.argmax(axis=1), targets.argmax(axis=1))
    return np.asarray(right & np.logical_and.reduce(np.isfinite(outputs), axis=1), dtype=np.bool_)


def accuracy(outputs: Floats, targets: Floats, task: Task) -> float | None:
    """Return the share of right samples, 0 to 1, or None for a VALUES task."""
    return None if task is Task.VALUES else float(right_rows(outputs, targets, task).mean())


def confusion(true: NDArray[np.integer], answered: NDArray[np.integer], classes: int) -> NDArray[np.intp]:
    """Return counts (K, K) of N samples: row = true class, column = answered class, both from 0 to K - 1."""
    pairs = true.astype(np.intp) * classes + answered
    return np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)


def bit_accuracy(outputs: Floats, targets: Floats) -> Floats:
    """Return for each of K outputs the share of samples on the target's side of 0.5, shape (K,).

    An output that is not a number is on neither side.
    """
    _check_shapes(outputs, targets)
    right = ((outputs >= 0.5) == (targets >= 0.5)) & np.isfinite(outputs)
    share: Floats = right.mean(axis=0)
    return share


def _check_shapes(outputs: Floats, targets: Floats) -> None:
    """Raise EngineError rather than let NumPy stretch one array over the other."""
    if outputs.ndim != 2 or outputs.shape != targets.shape:
        raise EngineError(
            f"outputs of shape {outputs.shape} cannot be judged by targets of shape {targets.shape}: "
            "both must be (samples, outputs)."
        )
