"""Whether samples that a network may have learned from are to judge it after an edit of the data."""

import numpy as np

from nnlab.data.dataset import Dataset
from nnlab.data.tabular.encoding import encode
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import parts_of_table, scales_of
from nnlab.engine import Pixels

_Keys = set[bytes]


def newly_held_out(before: Dataset, after: Dataset) -> bool:
    """Return whether a sample that `before` trains on is for validation or test in `after`, and was not before.

    Samples of one table are told by their rows, whatever its columns are made into; all others by their numbers, which
    are those of the table where they came from one. Pictures are parted as they come, and never parted anew.
    """
    if before is after or after.watched is None or isinstance(after.inputs, Pixels):
        return False
    if isinstance(before.inputs, Pixels):
        return False
    first, second = before.origin, after.origin
    if isinstance(first, TableSource) and isinstance(second, TableSource) and first.text == second.text:
        (trained, kept), (_, unseen) = _rows_of_table(first), _rows_of_table(second)
    else:
        (trained, kept), (_, unseen) = _numbers(before), _numbers(after)
    return bool((trained - kept) & unseen)


def _rows_of_table(source: TableSource) -> tuple[_Keys, _Keys]:
    """Return the rows of the text that are trained on, and those that are held out."""
    rows, parts = np.array(encode(source.text, source.plan).rows), parts_of_table(source)
    held_out = np.concatenate([parts.validation, parts.test])
    return {row.tobytes() for row in rows[parts.train]}, {row.tobytes() for row in rows[held_out]}


def _numbers(dataset: Dataset) -> tuple[_Keys, _Keys]:
    """Return the samples that are trained on, and those held out, as the bytes of their numbers."""
    held_out = [part for part in (dataset.validation, dataset.test) if part is not None]
    return _samples(dataset, dataset), set().union(*(_samples(part, dataset) for part in held_out))


def _samples(part: Dataset, dataset: Dataset) -> _Keys:
    inputs, targets = np.asarray(part.inputs), part.targets
    scales = scales_of(dataset)
    if scales is not None:
        inputs, targets = scales.raw_inputs(inputs), scales.raw_targets(targets)
    # As float32, for scaling and back loses the last digits; and without a minus before a zero.
    samples = np.hstack([inputs, targets]).astype(np.float32) + np.float32(0.0)
    return {sample.tobytes() for sample in samples}
