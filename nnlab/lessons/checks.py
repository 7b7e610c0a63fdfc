"""The closed set of checks that tick by themselves: pure questions to the facts of one moment.

In a lesson a check is an object whose "check" names it, in small letters with underscores: ShapeIs is "shape_is". Its
other keys are the fields of the class; a wrong one is refused when the lesson is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from nnlab.lessons import bench_checks, deed_checks, explore_checks, look_checks, state_checks
from nnlab.lessons.facts import LessonFacts
from nnlab.lessons.known import require_whole


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
    state_checks.ShapeIs
    | state_checks.HiddenUnitsAtMost
    | state_checks.HiddenLayersAre
    | state_checks.ActivationIs
    | state_checks.InitIs
    | state_checks.BiasIs
    | state_checks.WeightAt
    | state_checks.BiasAt
    | state_checks.SettingIs
    | state_checks.DatasetIs
    | state_checks.SplitIs
    | bench_checks.SamplesAtLeast
    | state_checks.AllRight
    | state_checks.AccuracyAtLeast
    | state_checks.LossBelow
    | state_checks.LossAbove
    | WithinEpochs
    | AllAtOnce
    | state_checks.TrainedEpochsAtLeast
    | state_checks.ProbeIs
    | state_checks.AnswerIs
    | state_checks.SegmentPatternAnswered
    | state_checks.BrokenSegmentsAnswered
    | bench_checks.InputsBroken
    | bench_checks.BitsAnswered
    | deed_checks.Trained
    | deed_checks.Diverged
    | deed_checks.Stepped
    | deed_checks.SteppedBack
    | deed_checks.ResetDone
    | deed_checks.Rewound
    | deed_checks.NumbersGuessed
    | deed_checks.TrainingRefused
    | deed_checks.GradientCheckPassed
    | deed_checks.WeightsExported
    | deed_checks.ProjectSaved
    | deed_checks.GuessMade
    | deed_checks.DigitDrawnAndRecognised
    | deed_checks.DigitsKept
    | deed_checks.WorkspaceShown
    | deed_checks.PresetOpened
    | deed_checks.RunsCompared
    | deed_checks.SweepFinished
    | deed_checks.FoldsFinished
    | explore_checks.StartsCompared
    | explore_checks.Descended
    | explore_checks.WaysCompared
    | deed_checks.GraphValue
    | look_checks.SampleOnBench
    | look_checks.DrawingStepOff
    | look_checks.GraphIs
    | look_checks.GraphWalked
    | look_checks.GradientDoubted
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
    """Return how a lesson names a check: state_checks.ShapeIs is 'shape_is'."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


CHECKS: dict[str, type[Check]] = {name_of(kind): kind for kind in Check.__args__}
