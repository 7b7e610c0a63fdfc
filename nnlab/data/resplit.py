"""The same samples, parted in another way."""

from dataclasses import replace

import numpy as np

from nnlab.data.dataset import Dataset
from nnlab.data.splits import NO_ROWS, Parts, Rows, Split, parts_of, split_rows, taken
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import fold_of_table, parts_of_table, prepare
from nnlab.engine import Pixels
from nnlab.engine.errors import EngineError


def unsplit(dataset: Dataset) -> Dataset:
    """Return all the samples of a data set that was parted, else the data set itself."""
    return dataset if dataset.whole is None else dataset.whole


def parts_in(dataset: Dataset) -> Parts:
    """Return which of the samples before any split (`unsplit`) are in which part of a data set.

    Parts that no split drew are not among those samples.
    """
    if dataset.split is None:
        return Parts(np.arange(len(dataset.targets)), NO_ROWS, NO_ROWS)
    if isinstance(dataset.origin, TableSource):
        return parts_of_table(dataset.origin)
    return parts_of(unsplit(dataset).targets, dataset.task, dataset.split)


def with_split(dataset: Dataset, split: Split) -> Dataset:
    """Return the samples of `dataset` parted as `split` says, all of them anew.

    Those of a table of one's own are scaled by the new training samples. Raises EngineError where there are too few
    samples, for pictures and for a data set with test samples that no split drew; LoadError as `prepare`.
    """
    origin = dataset.origin
    if isinstance(origin, TableSource):
        return prepare(replace(origin, plan=replace(origin.plan, split=split)), dataset.name)
    return split_rows(_samples(dataset), split)


def fold_of(dataset: Dataset, held_out: Rows, *, left_out: Rows = NO_ROWS) -> Dataset:
    """Return the data set that trains on all samples but `held_out`, which are its test, and `left_out`.

    Both are rows of the samples before any split (`unsplit`). Scaling is measured on the samples that are trained
    on. Raises EngineError as `with_split`, and where nothing is left to train on.
    """
    if isinstance(dataset.origin, TableSource):
        return fold_of_table(dataset.origin, dataset.name, held_out, left_out=left_out)
    whole = _samples(dataset)
    rest = np.setdiff1d(np.arange(len(whole.targets)), np.concatenate([held_out, left_out]))
    if not len(rest) or not len(held_out):
        raise EngineError("a fold needs samples to train on and samples that are held out.")
    return replace(taken(whole, rest), test=taken(whole, np.sort(held_out)))


def _samples(dataset: Dataset) -> Dataset:
    whole = unsplit(dataset)
    if isinstance(whole.inputs, Pixels):
        raise EngineError(f"the pictures of {whole.name!r} are parted as they come.")
    if whole.test is not None or whole.validation is not None:
        raise EngineError(f"the samples of {whole.name!r} are parted as they come.")
    return whole
