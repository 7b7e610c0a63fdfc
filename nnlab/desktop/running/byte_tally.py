"""How many bytes values keep in memory that share much of it: each part counts once, however many hold it."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.tabular.plan import TableSource
from nnlab.engine.pixels import Pixels

Part: TypeAlias = "NDArray[Any] | tuple[str, ...] | bytes"


@dataclass(slots=True)
class _Held:
    """A part, how many bytes it takes, and how many times it was added. While it is held, its identity is its own."""

    part: Part
    bytes: int
    times: int = 0


class ByteTally:
    """A running total of what parts take, told apart by identity: asking for it costs nothing."""

    def __init__(self) -> None:
        self._held: dict[int, _Held] = {}
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """How many bytes the parts take that were added and not removed again."""
        return self._bytes

    def add(self, parts: Iterable[Part]) -> None:
        """Count parts; one that is counted already is not counted again, but has to be removed once more."""
        for part in parts:
            held = self._held.get(id(part))
            if held is None:
                held = self._held[id(part)] = _Held(part, _bytes_of(part))
                self._bytes += held.bytes
            held.times += 1

    def remove(self, parts: Iterable[Part]) -> None:
        """Take parts out that were added."""
        for part in parts:
            held = self._held[id(part)]
            held.times -= 1
            if held.times == 0:
                del self._held[id(part)]
                self._bytes -= held.bytes


def parts_of_samples(dataset: Dataset) -> Iterator[Part]:
    """Yield what a data set keeps in memory, with those left out of the training and what it was made from."""
    inputs = dataset.inputs
    yield inputs.data if isinstance(inputs, Pixels) else inputs
    yield dataset.targets
    yield dataset.row_names
    if isinstance(dataset.origin, TableSource):
        yield dataset.origin.text
    for part in (dataset.test, dataset.validation, dataset.whole):
        if part is not None:
            yield from parts_of_samples(part)


def _bytes_of(part: Part) -> int:
    if isinstance(part, np.ndarray):
        return part.nbytes
    own = sys.getsizeof(part)
    return own if isinstance(part, bytes) else own + sum(map(sys.getsizeof, part))
