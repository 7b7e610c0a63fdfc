"""The settings of a descent that are those of the bench, and the ways that are run side by side to compare them."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from enum import Enum

from nnlab.engine import TrainingConfig
from nnlab.study.descent import Rates

_SHARED = ("optimizer", "learning_rate", "momentum", "rho", "beta1", "beta2")
_MINI = 32  # samples in a mini-batch of a large set


class Batches(Enum):
    """How many samples a step looks at."""

    ALL = "all"
    MINI = "mini"
    ONE = "one"

    @classmethod
    def of(cls, size: int | None) -> "Batches":
        """Return what a batch size is; None is all samples."""
        return cls.ALL if size is None else cls.ONE if size == 1 else cls.MINI

    def size(self, samples: int) -> int | None:
        """Return the usual batch size of so many samples."""
        mini = max(2, min(_MINI, samples // 3))
        return {Batches.ALL: None, Batches.MINI: mini, Batches.ONE: 1}[self]


class SideBySide(Enum):
    """What is different between ways that are run side by side."""

    RATES = "rates"
    BATCHES = "batches"


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways down that are run side by side: `front` is the one that is in colour."""

    kind: SideBySide
    front: TrainingConfig
    others: tuple[TrainingConfig, ...]


def with_bench(config: TrainingConfig, bench: TrainingConfig) -> TrainingConfig:
    """Return `config` with optimizer, rate and the numbers of the optimizer as on the bench."""
    return replace(config, **{name: getattr(bench, name) for name in _SHARED})


def ways(kind: SideBySide, config: TrainingConfig, rates: Rates, samples: int) -> Ways:
    """Return the three ways that differ from `config` in the rate or in the batches; its own one is in front.

    Where it has none of the three rates, the right one is.
    """
    three: list[tuple[Hashable, TrainingConfig]]
    if kind is SideBySide.RATES:
        own: Hashable = config.learning_rate
        offered = (rates.small, rates.right, rates.large)
        three = [(rate, replace(config, learning_rate=rate)) for rate in offered]
        own = own if own in offered else rates.right
    else:
        own = Batches.of(config.batch_size)
        three = [
            (each, config if each is own else replace(config, batch_size=each.size(samples)))
            for each in Batches
        ]
    front = next(way for key, way in three if key == own)
    return Ways(kind, front, tuple(way for key, way in three if key != own))
