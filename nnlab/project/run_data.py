"""What a run remembers of the samples that it learned from: enough to know them again, and to say how others differ."""

from dataclasses import dataclass

from nnlab.data import Dataset
from nnlab.data.made import MadeData
from nnlab.data.splits import Split
from nnlab.engine import Pixels
from nnlab.project.checksums import checksum_of

_KEY_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class RunData:
    """The data set `name`: `rows` samples to train on, and `watched_rows` by which the training was watched.

    `key` is the beginning of the checksum of the samples to train on; empty of pictures, of which the name tells, and
    which take long to read through. `made` and `split` say how they were made and parted, where that is known.
    """

    name: str
    rows: int
    watched_rows: int = 0
    key: str = ""
    made: MadeData | None = None
    split: Split | None = None

    @classmethod
    def of(cls, dataset: Dataset) -> "RunData":
        """Return what is remembered of `dataset`."""
        return cls(
            name=dataset.name,
            rows=len(dataset.inputs),
            watched_rows=0 if dataset.watched is None else len(dataset.watched.inputs),
            key="" if isinstance(dataset.inputs, Pixels) else checksum_of(dataset)[:_KEY_CHARACTERS],
            made=dataset.origin if isinstance(dataset.origin, MadeData) else None,
            split=dataset.split,
        )

    def is_of(self, dataset: Dataset) -> bool:
        """Return whether these are the samples of `dataset`, as far as is known."""
        other = RunData.of(dataset)
        same = (self.name, self.rows) == (other.name, other.rows)
        return same and (not self.key or not other.key or self.key == other.key)
