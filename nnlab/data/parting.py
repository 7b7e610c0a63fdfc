"""A table parted into data sets: what is trained on, what watches the training, what judges it in the end."""

from dataclasses import replace

import numpy as np

from nnlab.data.dataset import Dataset
from nnlab.data.splits import Rows, Split, parts_of
from nnlab.engine import Pixels
from nnlab.engine.errors import EngineError


def split_rows(whole: Dataset, split: Split) -> Dataset:
    """Return the samples of `whole` parted as `split` says; it is remembered as `whole` and `split` of the result.

    Without shares the result is `whole` itself. Raises EngineError where there are too few samples, and for pictures,
    which come with test samples of their own.
    """
    if isinstance(whole.inputs, Pixels):
        raise EngineError(f"the pictures of {whole.name!r} are parted as they come.")
    if not split.validation and not split.test:
        return whole
    parts = parts_of(whole.targets, whole.task, split)
    return replace(
        taken(whole, parts.train),
        validation=taken(whole, parts.validation) if len(parts.validation) else None,
        test=taken(whole, parts.test) if len(parts.test) else None,
        split=split,
        whole=whole,
    )


def taken(whole: Dataset, rows: Rows) -> Dataset:
    """Return these samples of a table, without parts of their own."""
    return replace(
        whole,
        inputs=np.asarray(whole.inputs)[rows],
        targets=whole.targets[rows],
        row_names=tuple(whole.row_names[row] for row in rows),
        validation=None,
        test=None,
        split=None,
        whole=None,
    )
