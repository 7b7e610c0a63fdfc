"""Checks of what lies on the bench: what is broken, what its lamps say, and how many samples there are."""

import re
from dataclasses import dataclass

from nnlab.lessons.facts import LessonFacts
from nnlab.lessons.known import require_whole


@dataclass(frozen=True, slots=True)
class InputsBroken:
    """Exactly these `inputs` (from 1) are broken; of the segments, 1 is a and 7 is g."""

    inputs: tuple[int, ...]

    def __post_init__(self) -> None:
        for number in self.inputs:
            require_whole("a number of inputs", number)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.broken == {number - 1 for number in self.inputs}


@dataclass(frozen=True, slots=True)
class BitsAnswered:
    """What is on the bench is answered with `bits`, as '1011', where 0.5 and above is 1."""

    bits: str

    def __post_init__(self) -> None:
        if not re.fullmatch("[01]{1,16}", self.bits):
            raise ValueError("bits is made of 0 and 1")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return "".join(map(str, facts.bits)) == self.bits


@dataclass(frozen=True, slots=True)
class SamplesAtLeast:
    """At least `count` samples are there to train on."""

    count: int

    def __post_init__(self) -> None:
        require_whole("count", self.count)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return len(facts.state.dataset.inputs) >= self.count
