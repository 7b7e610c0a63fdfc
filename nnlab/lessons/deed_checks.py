"""Checks of what was done: trainings, steps, guesses, drawings, files."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from nnlab.lessons.controls import WORKSPACES
from nnlab.lessons.facts import DeedKind, LessonFacts
from nnlab.lessons.known import require_known
from nnlab.lessons.presets import preset_keys

StepSize: TypeAlias = Literal["epoch", "batch", "sample", "operation"]

# -- what was done -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trained:
    """A training was begun, `times` times."""

    times: int = 1

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was done, and something was learned."""
        return facts.count(DeedKind.TRAINED) >= self.times and facts.step > 0


@dataclass(frozen=True, slots=True)
class Diverged:
    """A training exploded."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it happened."""
        return facts.count(DeedKind.DIVERGED) > 0


@dataclass(frozen=True, slots=True)
class Stepped:
    """`count` steps of this `size` were made; any size without one."""

    count: int = 1
    size: StepSize | None = None

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they were made."""
        return facts.count(DeedKind.STEPPED, self.size) >= self.count


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """A step was taken back."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return facts.count(DeedKind.STEPPED_BACK) > 0


@dataclass(frozen=True, slots=True)
class ResetDone:
    """The first weights were brought back."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they were."""
        return facts.count(DeedKind.RESET) > 0


@dataclass(frozen=True, slots=True)
class Rewound:
    """A run was taken back to an earlier moment."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return facts.count(DeedKind.REWOUND) > 0


@dataclass(frozen=True, slots=True)
class NumbersGuessed:
    """`count` hidden numbers of the arithmetic were typed rightly, after “Guess first”."""

    count: int = 1

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they were."""
        return facts.count(DeedKind.NUMBER_GUESSED) >= self.count


@dataclass(frozen=True, slots=True)
class TrainingRefused:
    """A training was asked for that cannot be, because a layer has no slope."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return facts.count(DeedKind.TRAINING_REFUSED) > 0


@dataclass(frozen=True, slots=True)
class GradientCheckPassed:
    """The check of gradients has said that they agree."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it has."""
        return facts.count(DeedKind.GRADIENT_CHECKED) > 0


@dataclass(frozen=True, slots=True)
class WeightsExported:
    """Something was exported; as `format` (npz, json, onnx, …) if one is named."""

    format: str | None = None

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return facts.count(DeedKind.EXPORTED, self.format) > 0


@dataclass(frozen=True, slots=True)
class ProjectSaved:
    """The project was saved in a file of its own."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return facts.count(DeedKind.SAVED) > 0


@dataclass(frozen=True, slots=True)
class GuessMade:
    """The guess of this step is made."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is."""
        return facts.has_guessed


@dataclass(frozen=True, slots=True)
class DigitDrawnAndRecognised:
    """A drawing was read as `digit`, or as any digit without one, and surely so."""

    digit: int | None = None

    def __post_init__(self) -> None:
        if self.digit is not None and not 0 <= self.digit <= 9:
            raise ValueError("digit is a number from 0 to 9")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it was."""
        return facts.count(DeedKind.DIGIT_READ, None if self.digit is None else str(self.digit)) > 0


@dataclass(frozen=True, slots=True)
class DigitsKept:
    """`count` drawings were kept as digits of one's own."""

    count: int = 1

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they were."""
        return facts.count(DeedKind.DIGIT_KEPT) >= self.count


@dataclass(frozen=True, slots=True)
class WorkspaceShown:
    """The workspace is on show."""

    workspace: str

    def __post_init__(self) -> None:
        require_known("workspace", self.workspace, WORKSPACES)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is."""
        return facts.workspace == self.workspace


@dataclass(frozen=True, slots=True)
class PresetOpened:
    """The preset is on the bench."""

    preset: str

    def __post_init__(self) -> None:
        require_known("preset", self.preset, preset_keys())

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is."""
        return facts.state.preset == self.preset


@dataclass(frozen=True, slots=True)
class RunsCompared:
    """`kept` runs are kept with the project and, where asked, `compared` of them were laid over each other."""

    kept: int = 2
    compared: int = 0

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they are."""
        laid = [int(deed.what or 0) for deed in facts.deeds if deed.kind is DeedKind.RUNS_COMPARED]
        return facts.kept_runs >= self.kept and max(laid, default=0) >= self.compared


@dataclass(frozen=True, slots=True)
class SweepFinished:
    """A sweep over settings came to its end."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it did."""
        return facts.count(DeedKind.SWEEP_FINISHED) > 0


@dataclass(frozen=True, slots=True)
class FoldsFinished:
    """A cross-validation came to its end."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it did."""
        return facts.count(DeedKind.FOLDS_FINISHED) > 0


@dataclass(frozen=True, slots=True)
class GraphValue:
    """The node called `node` in the computational graph has this value, this gradient, or both."""

    node: str
    value: float | None = None
    gradient: float | None = None
    tolerance: float = 0.001

    def __post_init__(self) -> None:
        if self.value is None and self.gradient is None:
            raise ValueError("give a value, a gradient, or both")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it has."""
        if self.node not in facts.nodes:
            return False
        pairs = zip((self.value, self.gradient), facts.nodes[self.node], strict=True)
        return all(wanted is None or abs(found - wanted) <= self.tolerance for wanted, found in pairs)
