"""Parts of a table: what is trained on, what the training is watched by, what it is judged by in the end."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import Task
from nnlab.engine.arrays import read_only
from nnlab.engine.config import MAX_SEED
from nnlab.engine.errors import EngineError
from nnlab.engine.seeds import FOLDS, SPLIT, Stream, generator
from nnlab.engine.specs import check_count
from nnlab.files.errors import counted

Rows = NDArray[np.intp]
NO_ROWS: Rows = read_only(np.zeros(0, dtype=np.intp))

MOST_FOLDS = 1000


class TooManyFoldsError(EngineError):
    """So few `samples` that not each of `count` folds has one."""

    def __init__(self, samples: int, count: int) -> None:
        super().__init__(f"{counted(samples, 'sample')} cannot be parted into {count} folds. Take fewer.")
        self.samples, self.count = samples, count


@dataclass(frozen=True, slots=True)
class Split:
    """Which shares of the samples, 0 to below 1, are left out of the training, and the seed that draws them.

    `validation` samples watch the training, `test` samples judge it in the end. With `stratified` every class keeps
    its share in every part, as nearly as whole samples allow. Raises EngineError for shares that leave nothing.
    """

    validation: float = 0.0
    test: float = 0.0
    stratified: bool = True
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("validation", "test"):
            share = getattr(self, name)
            if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0.0 <= share < 1.0:
                raise EngineError(f"the share for {name} must be a number from 0 to below 1, not {share!r}.")
        if self.validation + self.test >= 1.0:
            raise EngineError(
                f"validation {self.validation:g} and test {self.test:g} together leave nothing to train on."
            )
        check_count("the seed of the split", self.seed, MAX_SEED, least=0)


@dataclass(frozen=True, eq=False, slots=True)
class Parts:
    """The rows of each part, ascending; no row is in two of them, and each is in one."""

    train: Rows
    validation: Rows
    test: Rows


def parts_of(targets: NDArray[np.float64], task: Task, split: Split) -> Parts:
    """Return which of the N samples with these targets (N, K) go where; the same seed draws the same rows.

    A share that is not 0 takes one sample at least. Raises EngineError when that leaves none to train on.
    """
    rng = generator(split.seed, Stream.SPLITTING, SPLIT)
    groups = _groups(targets, task) if split.stratified else [np.arange(len(targets))]
    ordered = _interleaved([rng.permutation(group) for group in groups])
    counts = [_count(share, len(targets)) for share in (split.test, split.validation)]
    if sum(counts) >= len(targets):
        raise EngineError(
            f"{counted(len(targets), 'sample')} cannot be split so that one is left to train on. Take smaller shares."
        )
    test, validation, train = np.split(ordered, np.cumsum(counts))
    return Parts(np.sort(train), np.sort(validation), np.sort(test))


def folds(
    targets: NDArray[np.float64], task: Task, count: int, seed: int, *, stratified: bool = True
) -> tuple[Rows, ...]:
    """Return the rows of each of `count` folds: every sample is in exactly one, and their sizes differ by one at most.

    With `stratified` so do the numbers of every class's samples in them. Raises TooManyFoldsError for fewer samples
    than folds, EngineError for fewer than two folds.
    """
    check_count("the number of folds", count, MOST_FOLDS, least=2)
    if len(targets) < count:
        raise TooManyFoldsError(len(targets), count)
    rng = generator(seed, Stream.SPLITTING, FOLDS)
    groups = _groups(targets, task) if stratified else [np.arange(len(targets))]
    # Dealt out one after the other, class by class, so that neither classes nor sizes lean to one fold.
    dealt = np.concatenate([rng.permutation(group) for group in groups])
    return tuple(np.sort(dealt[first::count]) for first in range(count))


def _groups(targets: NDArray[np.float64], task: Task) -> list[Rows]:
    """Return the rows of each class, or of each pattern of bits; numbers are one group."""
    if task is Task.VALUES:
        return [np.arange(len(targets))]
    if task is Task.CLASSES:
        keys = targets.argmax(axis=1)
    else:
        keys = np.unique(targets >= 0.5, axis=0, return_inverse=True)[1].reshape(-1)
    return [np.flatnonzero(keys == key) for key in np.unique(keys)]


def _interleaved(groups: list[Rows]) -> Rows:
    """Return all rows so that every beginning of them has the groups in their shares, as nearly as it can."""
    rows = np.concatenate(groups)
    places = np.concatenate([(np.arange(len(group)) + 0.5) / len(group) for group in groups])
    return rows[np.argsort(places, kind="stable")]


def _count(share: float, samples: int) -> int:
    return max(1, round(share * samples)) if share else 0
