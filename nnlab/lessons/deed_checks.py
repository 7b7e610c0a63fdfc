"""Checks of what was done: trainings, steps, guesses, drawings, files."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from nnlab.lessons.facts import DeedKind, LessonFacts
from nnlab.lessons.known import require_above_zero, require_known, require_whole, require_word
from nnlab.lessons.presets import preset_keys
from nnlab.lessons.workspaces import WORKSPACES
from nnlab.study.graph import MAX_NAME

StepSize: TypeAlias = Literal["epoch", "batch", "sample", "operation"]
Way: TypeAlias = Literal["stochastic", "mini-batch", "batch"]

# What a sweep can vary, as it names them; a desktop test knows whether there is another one.
SWEPT = ("learning_rate", "hidden", "depth", "activation", "init", "optimizer", "batch_size")

# What a project can be exported as, by the keys of these formats; a test knows whether there is another one.
EXPORTED = (
    "npz",
    "json",
    "tables",
    "table",
    "onnx",
    "safetensors",
    "numpy-predict",
    "numpy-train",
    "torch",
    "keras",
    "c",
    "report",
    "worksheet",
    "diagram",
    "weights",
    "curve",
)

# -- what was done -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trained:
    """A training was begun, `times` times."""

    times: int = 1

    def __post_init__(self) -> None:
        require_whole("times", self.times)

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

    def __post_init__(self) -> None:
        require_whole("count", self.count)

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

    def __post_init__(self) -> None:
        require_whole("count", self.count)

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

    def __post_init__(self) -> None:
        if self.format is not None:
            require_known("format", self.format, EXPORTED)

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

    def __post_init__(self) -> None:
        require_whole("count", self.count)

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

    def __post_init__(self) -> None:
        require_whole("kept", self.kept, least=0)
        require_whole("compared", self.compared, least=0)
        if self.kept == self.compared == 0:
            raise ValueError("ask for runs that are kept, compared, or both")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether they are."""
        laid = [int(deed.what or 0) for deed in facts.deeds if deed.kind is DeedKind.RUNS_COMPARED]
        return facts.kept_runs >= self.kept and max(laid, default=0) >= self.compared


@dataclass(frozen=True, slots=True)
class SweepFinished:
    """A sweep over settings came to its end: with `values` values of the setting `over`, if one is named.

    Its runs took at least `epochs` passes over the data.
    """

    over: str | None = None
    values: int = 1
    epochs: int = 1

    def __post_init__(self) -> None:
        if self.over is not None:
            require_known("setting", self.over, SWEPT)
        require_whole("values", self.values)
        require_whole("epochs", self.epochs)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it did."""
        return any(self._is_it(what) for what in _told(facts, DeedKind.SWEEP_FINISHED))

    def _is_it(self, what: dict[str, str]) -> bool:
        found = max((int(what[key]) for key in SWEPT if key in what), default=0)
        values = found if self.over is None else int(what.get(self.over, 0))
        return values >= self.values and int(what["epochs"]) >= self.epochs


@dataclass(frozen=True, slots=True)
class FoldsFinished:
    """A cross-validation came to its end: in `count` parts, by this `way` down, if these are named.

    The mean share of right answers to what was held out is `share` (0 to 1) or more, if one is named.
    """

    count: int | None = None
    way: Way | None = None
    share: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise ValueError("share is a number from 0 to 1")
        if self.count is not None:
            require_whole("count", self.count, least=2)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it did; folds of numbers have no share of right answers."""
        return any(
            self.count in (None, int(what["count"]))
            and self.way in (None, what["way"])
            and float(what["share"]) >= self.share
            for what in _told(facts, DeedKind.FOLDS_FINISHED)
        )


def _told(facts: LessonFacts, kind: DeedKind) -> list[dict[str, str]]:
    """Return what was told of every deed of a kind: words such as 'epochs=10', by their names."""
    return [
        dict(word.split("=", 1) for word in deed.what.split()) for deed in facts.deeds if deed.kind is kind
    ]


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
        require_word("node", self.node, MAX_NAME)
        require_above_zero("tolerance", self.tolerance)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it has."""
        if self.node not in facts.nodes:
            return False
        pairs = zip((self.value, self.gradient), facts.nodes[self.node], strict=True)
        return all(wanted is None or abs(found - wanted) <= self.tolerance for wanted, found in pairs)
