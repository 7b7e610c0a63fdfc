"""The same samples, parted in another way."""

from dataclasses import replace

import numpy as np

from nnlab.data.dataset import Dataset
from nnlab.data.parting import split_rows, taken
from nnlab.data.splits import NO_ROWS, Parts, Rows, Split, parts_of
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import fold_of_table, parts_of_table, prepare
from nnlab.engine import Pixels
from nnlab.engine.errors import EngineError


def unsplit(dataset: Dataset) -> Dataset:
    """Return all the samples of a data set in parts as one, else the data set itself.

    Parts that no split drew, as those of a table whose samples were edited, follow each other: samples to train on,
    for validation, for the test. Those of pictures, which come with a test of their own, stay parts.
    """
    if dataset.whole is not None:
        return dataset.whole
    parts = [part for part in (dataset, dataset.validation, dataset.test) if part is not None]
    if len(parts) == 1 or isinstance(dataset.inputs, Pixels):
        return dataset
    return replace(
        dataset,
        inputs=np.concatenate([np.asarray(part.inputs) for part in parts]),
        targets=np.concatenate([part.targets for part in parts]),
        row_names=tuple(name for part in parts for name in part.row_names),
        validation=None,
        test=None,
        split=None,
    )


def parts_in(dataset: Dataset) -> Parts:
    """Return which of the samples before any split (`unsplit`) are in which part of a data set.

    The test that pictures come with is not among those samples.
    """
    if dataset.split is None:
        held_out = () if isinstance(dataset.inputs, Pixels) else (dataset.validation, dataset.test)
        sizes = [len(dataset.targets), *(0 if part is None else len(part.targets) for part in held_out)]
        ends = np.cumsum(sizes)
        train, *rest = (np.arange(end - size, end) for size, end in zip(sizes, ends, strict=True))
        return Parts(train, *(rest or (NO_ROWS, NO_ROWS)))
    if isinstance(dataset.origin, TableSource):
        return parts_of_table(dataset.origin)
    return parts_of(unsplit(dataset).targets, dataset.task, dataset.split)


def split_of(dataset: Dataset) -> Split:
    """Return the split that was drawn; where samples were edited since, the shares of the parts that there are."""
    if dataset.split is not None or isinstance(dataset.inputs, Pixels):
        return dataset.split or Split()
    parts = parts_in(dataset)
    count = len(parts.train) + len(parts.validation) + len(parts.test)
    validation, test = (round(len(rows) / count, 2) for rows in (parts.validation, parts.test))
    return Split(validation, test) if validation + test < 1.0 else Split()


def with_split(dataset: Dataset, split: Split) -> Dataset:
    """Return the samples of `dataset` parted as `split` says, all of them anew.

    Those of a table of one's own are scaled by the new training samples; where samples were edited, they keep the
    units they have. Raises EngineError where there are too few samples, and for pictures; LoadError as `prepare`.
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
    return whole
