"""Samples with the same inputs: what one of them is asked says little of what is learned from the other."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.splits import Rows
from nnlab.engine import Pixels


def kinds_of(dataset: Dataset) -> NDArray[np.intp]:
    """Return a number for each sample (N,), the same for those whose inputs are the same, to the last bit."""
    inputs = dataset.inputs
    # A zero is the same with a minus.
    rows = inputs.data.reshape(len(inputs), -1) if isinstance(inputs, Pixels) else inputs + 0.0
    numbers: dict[bytes, int] = {}
    return np.array([numbers.setdefault(row.tobytes(), len(numbers)) for row in rows], dtype=np.intp)


def twins_held_out(dataset: Dataset, folds: Sequence[Rows]) -> tuple[int, ...]:
    """Return of how many samples of each fold the very inputs are in another fold as well, and so are learned from.

    `folds` are rows of `dataset`, each of which is in one of them at most.
    """
    kinds = kinds_of(dataset)
    count = int(kinds.max()) + 1
    inside = [np.bincount(kinds[fold], minlength=count) for fold in folds]
    everywhere = np.sum(inside, axis=0)
    return tuple(
        int(np.count_nonzero((everywhere - own)[kinds[fold]]))
        for fold, own in zip(folds, inside, strict=True)
    )
