"""The closed set of checks that tick by themselves: pure questions to the facts of one moment.

In a lesson a check is an object whose "check" names it, in small letters with underscores: ShapeIs is "shape_is". Its
other keys are the fields of the class; a wrong one is refused when the lesson is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from nnlab.lessons.bench_checks import BitsAnswered, InputsBroken, SamplesAtLeast
from nnlab.lessons.deed_checks import (
    DigitDrawnAndRecognised,
    DigitsKept,
    Diverged,
    FoldsFinished,
    GradientCheckPassed,
    GraphValue,
    GuessMade,
    NumbersGuessed,
    PresetOpened,
    ProjectSaved,
    ResetDone,
    Rewound,
    RunsCompared,
    Stepped,
    SteppedBack,
    SweepFinished,
    Trained,
    TrainingRefused,
    WeightsExported,
    WorkspaceShown,
)
from nnlab.lessons.explore_checks import Descended, StartsCompared, WaysCompared
from nnlab.lessons.facts import LessonFacts
from nnlab.lessons.known import require_whole
from nnlab.lessons.look_checks import DrawingStepOff, GradientDoubted, GraphIs, GraphWalked, SampleOnBench
from nnlab.lessons.state_checks import (
    AccuracyAtLeast,
    ActivationIs,
    AllRight,
    AnswerIs,
    BiasAt,
    BiasIs,
    BrokenSegmentsAnswered,
    DatasetIs,
    HiddenLayersAre,
    HiddenUnitsAtMost,
    InitIs,
    LossAbove,
    LossBelow,
    ProbeIs,
    SegmentPatternAnswered,
    SettingIs,
    ShapeIs,
    SplitIs,
    TrainedEpochsAtLeast,
    WeightAt,
)

__all__ = [
    "CHECKS",
    "AccuracyAtLeast",
    "ActivationIs",
    "AllAtOnce",
    "AllRight",
    "AnswerIs",
    "BiasAt",
    "BiasIs",
    "BitsAnswered",
    "BrokenSegmentsAnswered",
    "Check",
    "DatasetIs",
    "Descended",
    "DigitDrawnAndRecognised",
    "DigitsKept",
    "Diverged",
    "DrawingStepOff",
    "FoldsFinished",
    "GradientCheckPassed",
    "GradientDoubted",
    "GraphIs",
    "GraphValue",
    "GraphWalked",
    "GuessMade",
    "HiddenLayersAre",
    "HiddenUnitsAtMost",
    "InitIs",
    "InputsBroken",
    "LossAbove",
    "LossBelow",
    "NumbersGuessed",
    "PresetOpened",
    "ProbeIs",
    "ProjectSaved",
    "ResetDone",
    "Rewound",
    "RunsCompared",
    "SampleOnBench",
    "SamplesAtLeast",
    "SegmentPatternAnswered",
    "SettingIs",
    "ShapeIs",
    "SplitIs",
    "StartsCompared",
    "Stepped",
    "SteppedBack",
    "SweepFinished",
    "Trained",
    "TrainedEpochsAtLeast",
    "TrainingRefused",
    "WaysCompared",
    "WeightAt",
    "WeightsExported",
    "WithinEpochs",
    "WorkspaceShown",
    "name_of",
    "parts_of",
]


@dataclass(frozen=True, slots=True)
class WithinEpochs:
    """`of` holds while no more than `epochs` passes over the data are done."""

    epochs: int
    of: "Check"

    def __post_init__(self) -> None:
        require_whole("epochs", self.epochs, least=0)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.epoch <= self.epochs and self.of.holds(facts)


@dataclass(frozen=True, slots=True)
class AllAtOnce:
    """All checks in `of` hold at one and the same moment: otherwise each may tick at a time of its own."""

    of: tuple["Check", ...]

    def __post_init__(self) -> None:
        if len(self.of) < 2:
            raise ValueError("of lists two checks or more")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return all(check.holds(facts) for check in self.of)


Check: TypeAlias = (
    ShapeIs
    | HiddenUnitsAtMost
    | HiddenLayersAre
    | ActivationIs
    | InitIs
    | BiasIs
    | WeightAt
    | BiasAt
    | SettingIs
    | DatasetIs
    | SplitIs
    | SamplesAtLeast
    | AllRight
    | AccuracyAtLeast
    | LossBelow
    | LossAbove
    | WithinEpochs
    | AllAtOnce
    | TrainedEpochsAtLeast
    | ProbeIs
    | AnswerIs
    | SegmentPatternAnswered
    | BrokenSegmentsAnswered
    | InputsBroken
    | BitsAnswered
    | Trained
    | Diverged
    | Stepped
    | SteppedBack
    | ResetDone
    | Rewound
    | NumbersGuessed
    | TrainingRefused
    | GradientCheckPassed
    | WeightsExported
    | ProjectSaved
    | GuessMade
    | DigitDrawnAndRecognised
    | DigitsKept
    | WorkspaceShown
    | PresetOpened
    | RunsCompared
    | SweepFinished
    | FoldsFinished
    | StartsCompared
    | Descended
    | WaysCompared
    | GraphValue
    | SampleOnBench
    | DrawingStepOff
    | GraphIs
    | GraphWalked
    | GradientDoubted
)


def parts_of(check: Check) -> Iterator[Check]:
    """Yield a check and all checks that lie in it."""
    yield check
    inner = (
        (check.of,) if isinstance(check, WithinEpochs) else check.of if isinstance(check, AllAtOnce) else ()
    )
    for part in inner:
        yield from parts_of(part)


def name_of(kind: type) -> str:
    """Return how a lesson names a check: ShapeIs is 'shape_is'."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


CHECKS: dict[str, type[Check]] = {name_of(kind): kind for kind in Check.__args__}
