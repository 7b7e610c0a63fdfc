"""Checks of what was tried out beside the bench: starts that were compared, and ways down a loss."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from nnlab.engine import ACTIVATION_NAMES, MAX_LAYERS, OPTIMIZER_NAMES
from nnlab.lessons.facts import DeedKind, LessonFacts
from nnlab.lessons.known import require_known, require_whole
from nnlab.study.descent import CLASSIC_KEYS

LANDSCAPES = ("network", "ten_points", *CLASSIC_KEYS)
Outcome: TypeAlias = Literal["lowest", "elsewhere", "away", "short"]


@dataclass(frozen=True, slots=True)
class StartsCompared:
    """The eight starts were trained to the end, with this `activation` and number of `hidden_layers` where named."""

    activation: str | None = None
    hidden_layers: int | None = None

    def __post_init__(self) -> None:
        if self.activation is not None:
            require_known("activation", self.activation, ACTIVATION_NAMES)
        if self.hidden_layers is not None:
            require_whole("hidden_layers", self.hidden_layers, least=0, most=MAX_LAYERS - 1)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they were."""
        return any(
            self.activation in (None, activation) and self.hidden_layers in (None, int(count))
            for activation, count in facts.whats(DeedKind.STARTS_COMPARED)
        )


@dataclass(frozen=True, slots=True)
class Descended:
    """A way down the `landscape` was watched to its end.

    `outcome`: at the `lowest` point there is, at rest `elsewhere`, `away` out of the picture, or too `short` to arrive.
    `optimizer`: went down by it.
    """

    landscape: str
    outcome: Outcome | None = None
    optimizer: str | None = None

    def __post_init__(self) -> None:
        require_known("landscape", self.landscape, LANDSCAPES)
        if self.optimizer is not None:
            require_known("optimizer", self.optimizer, OPTIMIZER_NAMES)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return any(
            landscape == self.landscape
            and self.outcome in (None, outcome)
            and self.optimizer in (None, optimizer)
            for landscape, outcome, optimizer in facts.whats(DeedKind.DESCENDED)
        )


@dataclass(frozen=True, slots=True)
class WaysCompared:
    """Three ways down were watched side by side: three `rates`, or `batches` of all, some and one sample."""

    of: Literal["rates", "batches"]

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they were."""
        return facts.count(DeedKind.WAYS_COMPARED, self.of) > 0
