"""Whether samples that a network may have learned from are to judge it after an edit of the data."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.parting import taken
from nnlab.data.tabular.encoding import encode
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import parts_of_table, scales_of
from nnlab.engine import Pixels

_Keys = frozenset[int]
_NO_TABLE = b""
_NONE: _Keys = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """What weights may have learned from that is not among the samples they learn from now.

    `rows` and `numbers` have, by the text of the table that the samples are from, their rows in it and hashes of their
    numbers; of samples from no table there are numbers alone. `others` says that there are more, nobody knows which:
    those of a project that was saved, or of weights from another program. Pictures are parted as they come, never
    anew, and are not among them.
    """

    rows: Mapping[bytes, _Keys] = field(default_factory=dict)
    numbers: Mapping[bytes, _Keys] = field(default_factory=dict)
    others: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return self.others or bool(self.numbers)

    def with_samples(self, dataset: Dataset) -> "Learned":
        """Return it with the samples that `dataset` trains on, but for those that are held out of it as well."""
        if isinstance(dataset.inputs, Pixels):
            return self
        learned, held_out = _numbers(dataset)
        numbers = _joined(self.numbers, _text(dataset), learned - held_out)
        if not isinstance(dataset.origin, TableSource):
            return replace(self, numbers=numbers)
        learned, held_out = _rows_of_table(dataset.origin)
        return replace(self, rows=_joined(self.rows, _text(dataset), learned - held_out), numbers=numbers)

    def with_sample(self, dataset: Dataset, row: int) -> "Learned":
        """Return it with one of the samples that `dataset` trains on, which is about to be removed."""
        learned = _samples(taken(dataset, np.array([row])), dataset)
        return replace(self, numbers=_joined(self.numbers, _NO_TABLE, learned - _numbers(dataset)[1]))

    def beside(self, dataset: Dataset) -> "Learned":
        """Return it without what `dataset` trains on."""
        if isinstance(dataset.inputs, Pixels):
            return self
        text, rows, numbers = _text(dataset), dict(self.rows), dict(self.numbers)
        if isinstance(dataset.origin, TableSource):
            rest = rows.pop(text, _NONE) - _rows_of_table(dataset.origin)[0]
            if rest:
                rows[text] = rest
            else:
                numbers.pop(text, None)
        elif rest := numbers.pop(text, _NONE) - _numbers(dataset)[0]:
            numbers[text] = rest
        return replace(self, rows=rows, numbers=numbers)

    def judges(self, dataset: Dataset) -> bool:
        """Return whether any of it is for validation or test in `dataset`, or may be.

        Samples of one table are told by their rows, whatever its columns are made into; all others by their numbers,
        which are those of the table where they came from one.
        """
        if dataset.watched is None or isinstance(dataset.inputs, Pixels) or not self:
            return False
        if self.others:
            return True
        text = _text(dataset)
        elsewhere = dict(self.numbers)
        if isinstance(dataset.origin, TableSource):
            elsewhere.pop(text, None)
            if not self.rows.get(text, _NONE).isdisjoint(_rows_of_table(dataset.origin)[1]):
                return True
        return bool(elsewhere) and not _NONE.union(*elsewhere.values()).isdisjoint(_numbers(dataset)[1])


def _joined(keys: Mapping[bytes, _Keys], text: bytes, more: _Keys) -> Mapping[bytes, _Keys]:
    return {**keys, text: keys.get(text, _NONE) | more} if more else keys


def _text(dataset: Dataset) -> bytes:
    """Return the text of the table that the samples are from."""
    return dataset.origin.text if isinstance(dataset.origin, TableSource) else _NO_TABLE


def _rows_of_table(source: TableSource) -> tuple[_Keys, _Keys]:
    """Return the rows of the text that are trained on, and those that are held out."""
    rows, parts = np.array(encode(source.text, source.plan).rows), parts_of_table(source)
    held_out = np.concatenate([parts.validation, parts.test])
    return frozenset(rows[parts.train].tolist()), frozenset(rows[held_out].tolist())


def _numbers(dataset: Dataset) -> tuple[_Keys, _Keys]:
    """Return the samples that are trained on, and those held out, as hashes of their numbers."""
    held_out = [part for part in (dataset.validation, dataset.test) if part is not None]
    return _samples(dataset, dataset), _NONE.union(*(_samples(part, dataset) for part in held_out))


def _samples(part: Dataset, dataset: Dataset) -> _Keys:
    return frozenset(hash(sample.tobytes()) for sample in raw_samples(part, dataset))


def raw_samples(part: Dataset, dataset: Dataset) -> NDArray[np.float32]:
    """Return the numbers (n, in + out) of a `part` of `dataset`, of a table those in it, to be known again by them.

    As float32, for scaling and back loses the last digits, and without a minus before a zero.
    """
    inputs, targets = np.asarray(part.inputs), part.targets
    scales = scales_of(dataset)
    if scales is not None:
        inputs, targets = scales.raw_inputs(inputs), scales.raw_targets(targets)
    samples: NDArray[np.float32] = np.hstack([inputs, targets]).astype(np.float32) + np.float32(0.0)
    return samples
