"""The checksum by which the samples of a data set are known again, on whatever scales they are."""

import hashlib
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.tabular.plan import TableSource
from nnlab.engine import Pixels, Task

_digests: "WeakKeyDictionary[Dataset, str]" = WeakKeyDictionary()


def checksum_of(dataset: Dataset) -> str:
    """Return the SHA-256 of the samples to train on, inputs and targets; it is computed once for every data set."""
    digest = _digests.get(dataset)
    if digest is None:  # half a tenth of a second for MNIST
        digest = _digests[dataset] = _digest(dataset)
    return digest


def _digest(dataset: Dataset) -> str:
    """Return the SHA-256 of the inputs and of what they should be answered with, or of where they come from."""
    inputs, targets = dataset.inputs, dataset.targets
    if isinstance(dataset.origin, TableSource):
        names = "\n".join(dataset.row_names).encode("utf-8", errors="replace")
        return hashlib.sha256(hashlib.sha256(dataset.origin.text).digest() + names).hexdigest()
    rows: tuple[NDArray[Any], NDArray[Any]]
    if isinstance(inputs, Pixels):  # on whatever scales
        rows = inputs.data, labels_of(dataset)
    else:
        rows = inputs.astype("<f8"), targets.astype("<f8")
    digest = hashlib.sha256()
    for numbers in rows:
        digest.update(np.ascontiguousarray(numbers).data)
    return digest.hexdigest()


def labels_of(part: Dataset) -> NDArray[np.uint8]:
    """Return the classes (N,); of pictures that are asked for one class, 1 where they show it, else 0."""
    if part.task is Task.CLASSES:
        return part.labels
    shown: NDArray[np.uint8] = (part.targets == 1).astype(np.uint8)
    return shown[:, 0] if shown.shape[1] == 1 else shown
