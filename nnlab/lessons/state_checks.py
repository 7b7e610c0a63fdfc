"""Checks of what is: the network, its settings and data, how well it does, and what it answers."""

import math
import re
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, TypeAlias

from nnlab.data import dataset_names
from nnlab.data.segments import has_segments, pattern_levels
from nnlab.engine import (
    ACTIVATION_NAMES,
    INITIALIZER_NAMES,
    LOSS_NAMES,
    MAX_LAYERS,
    MAX_UNITS,
    OPTIMIZER_NAMES,
    Network,
    TrainingConfig,
)
from nnlab.engine.spelling import parse_call
from nnlab.lessons.facts import LessonFacts
from nnlab.lessons.known import require_above_zero, require_known, require_span, require_whole, require_word

Part: TypeAlias = Literal["training", "unseen"]

_SETTINGS = tuple(field.name for field in fields(TrainingConfig))
_WORDS = {"loss": LOSS_NAMES, "optimizer": OPTIMIZER_NAMES}
_SMALLEST_SPAN = 1e-9  # by which numbers that were typed may differ

# -- the network -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShapeIs:
    """The widths from inputs to outputs are `shape`, such as [7, 16, 4]."""

    shape: tuple[int, ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.shape) <= MAX_LAYERS + 1:
            raise ValueError(f"shape has 2 to {MAX_LAYERS + 1} widths, from inputs to outputs")
        for width in self.shape:
            require_whole("a width of shape", width)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.state.spec.sizes == self.shape


@dataclass(frozen=True, slots=True)
class HiddenUnitsAtMost:
    """All hidden layers together have at most `most` units."""

    most: int

    def __post_init__(self) -> None:
        require_whole("most", self.most, least=0)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return sum(facts.state.spec.sizes[1:-1]) <= self.most


@dataclass(frozen=True, slots=True)
class HiddenLayersAre:
    """There are exactly `count` hidden layers."""

    count: int

    def __post_init__(self) -> None:
        require_whole("count", self.count, least=0, most=MAX_LAYERS - 1)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return len(facts.state.spec.layers) - 1 == self.count


@dataclass(frozen=True, slots=True)
class ActivationIs:
    """Layer `layer` (from 1; of every hidden layer without one) has this activation, whatever its slope."""

    activation: str
    layer: int | None = None

    def __post_init__(self) -> None:
        require_known("activation", self.activation, ACTIVATION_NAMES)
        if self.layer is not None:
            require_whole("layer", self.layer, most=MAX_LAYERS)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        names = [parse_call(layer.activation)[0] for layer in facts.state.spec.layers]
        return _all_are(names, self.activation, self.layer)


@dataclass(frozen=True, slots=True)
class InitIs:
    """Layer `layer` (from 1; every layer without one) starts from this initialiser, whatever its numbers."""

    init: str
    layer: int | None = None

    def __post_init__(self) -> None:
        require_known("initialiser", self.init, INITIALIZER_NAMES)
        if self.layer is not None:
            require_whole("layer", self.layer, most=MAX_LAYERS)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        names = [parse_call(layer.init)[0] for layer in facts.state.spec.layers]
        if self.layer is None:
            return set(names) == {self.init}
        return _all_are(names, self.init, self.layer)


@dataclass(frozen=True, slots=True)
class BiasIs:
    """Layer `layer` (from 1; every layer without one) has biases, or with `on` false has none."""

    on: bool
    layer: int | None = None

    def __post_init__(self) -> None:
        if self.layer is not None:
            require_whole("layer", self.layer, most=MAX_LAYERS)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        has = [layer.bias for layer in facts.state.spec.layers]
        wanted = has if self.layer is None else has[self.layer - 1 : self.layer]
        return bool(wanted) and all(bias is self.on for bias in wanted)


@dataclass(frozen=True, slots=True)
class WeightAt:
    """W[row, column] of layer `layer` (all from 1) is `value`, give or take `tolerance`."""

    layer: int
    row: int
    column: int
    value: float
    tolerance: float = 0.001

    def __post_init__(self) -> None:
        require_whole("layer", self.layer, most=MAX_LAYERS)
        require_whole("row", self.row)
        require_whole("column", self.column)
        require_above_zero("tolerance", self.tolerance)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so; a network without such a weight has not got it."""
        layers = facts.parameters.layers
        if not 1 <= self.layer <= len(layers):
            return False
        W = layers[self.layer - 1][0]
        if not (1 <= self.row <= W.shape[0] and 1 <= self.column <= W.shape[1]):
            return False
        return abs(float(W[self.row - 1, self.column - 1]) - self.value) <= self.tolerance


@dataclass(frozen=True, slots=True)
class BiasAt:
    """The bias of unit `unit` in layer `layer` (both from 1) is `value`, give or take `tolerance`."""

    layer: int
    unit: int
    value: float
    tolerance: float = 0.001

    def __post_init__(self) -> None:
        require_whole("layer", self.layer, most=MAX_LAYERS)
        require_whole("unit", self.unit, most=MAX_UNITS)
        require_above_zero("tolerance", self.tolerance)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so; a layer without biases has not got it."""
        layers = facts.parameters.layers
        if not 1 <= self.layer <= len(layers):
            return False
        b = layers[self.layer - 1][1]
        if b is None or not 1 <= self.unit <= len(b):
            return False
        return abs(float(b[self.unit - 1]) - self.value) <= self.tolerance


# -- settings and data -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SettingIs:
    """The setting `key`, as TrainingConfig names it, is `value`, or a number from `min` to `max`."""

    key: str
    value: str | float | bool | None = None
    min: float | None = None
    max: float | None = None

    def __post_init__(self) -> None:
        require_known("setting", self.key, _SETTINGS)
        if (self.value is None) == (self.min is None and self.max is None):
            raise ValueError("give either value, or min and max")
        if self.key in _WORDS:
            require_known(self.key, self.value, _WORDS[self.key])
        for value in (self.value, self.min, self.max):
            if value is not None:
                self._try(value)
        require_span(self.min, self.max)

    def _try(self, value: str | float | bool) -> None:
        """Raise EngineError for a value that the setting cannot have, ValueError where it has no least and greatest."""
        if self.value is None and isinstance(getattr(TrainingConfig(), self.key), bool):
            raise ValueError(f"{self.key} is true or false: give value")
        is_whole = isinstance(value, float) and value.is_integer()
        change: dict[str, Any] = {self.key: int(value) if is_whole else value}
        try:
            replace(TrainingConfig(), **change)
        except TypeError as error:
            raise ValueError(f"{self.key} cannot be {value!r}") from error

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        value = getattr(facts.config, self.key)
        if self.value is not None:
            return _same(value, self.value)
        if value is None or isinstance(value, str | bool):
            return False
        low = -math.inf if self.min is None else self.min
        high = math.inf if self.max is None else self.max
        return bool(low <= value <= high)


@dataclass(frozen=True, slots=True)
class DatasetIs:
    """The data set on the bench bears this name: one of nnlab's own, else that of a file, without its ending."""

    name: str

    def __post_init__(self) -> None:
        require_word("name", self.name)
        meant = {_plain(known): known for known in dataset_names()}.get(_plain(self.name), self.name)
        if meant != self.name:
            raise ValueError(f"nnlab calls these data {meant!r}: give that as name")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.state.dataset.name == self.name


@dataclass(frozen=True, slots=True)
class SplitIs:
    """Some samples are kept apart: for the `test`, for `validation`, or both, as asked."""

    test: bool = True
    validation: bool = False

    def __post_init__(self) -> None:
        if not (self.test or self.validation):
            raise ValueError("ask for test, for validation, or for both")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        data = facts.state.dataset
        return (data.test is not None or not self.test) and (
            data.validation is not None or not self.validation
        )


# -- how well it does --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AllRight:
    """Every training sample is answered rightly."""

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.accuracy is not None and facts.accuracy >= 1.0


@dataclass(frozen=True, slots=True)
class AccuracyAtLeast:
    """The share of right answers is `share` (0 to 1) or more, of the samples `part`: 'training' or 'unseen'.

    Unseen are those that a training is watched by: the validation samples where there are any, else the test samples.
    """

    share: float
    part: Part = "training"

    def __post_init__(self) -> None:
        if not 0.0 <= self.share <= 1.0:
            raise ValueError("share is a number from 0 to 1")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        reached = facts.accuracy if self.part == "training" else facts.unseen_accuracy
        return reached is not None and reached >= self.share


@dataclass(frozen=True, slots=True)
class LossBelow:
    """The loss is below `value`, once something was learned."""

    value: float

    def __post_init__(self) -> None:
        require_above_zero("value", self.value)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.step > 0 and facts.loss < self.value


@dataclass(frozen=True, slots=True)
class LossAbove:
    """The loss is still above `value` after training, or no number at all."""

    value: float

    def __post_init__(self) -> None:
        if not self.value >= 0.0:
            raise ValueError("value is a number from 0")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.step > 0 and not facts.loss <= self.value


@dataclass(frozen=True, slots=True)
class TrainedEpochsAtLeast:
    """At least `epochs` passes over the data are done."""

    epochs: int

    def __post_init__(self) -> None:
        require_whole("epochs", self.epochs)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return facts.epoch >= self.epochs


# -- what lies on the bench, and what is answered ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProbeIs:
    """The network sees exactly these inputs."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError("values are those of all inputs")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        return len(facts.probe) == len(self.values) and all(
            _same(float(seen), wanted) for seen, wanted in zip(facts.probe, self.values, strict=True)
        )


@dataclass(frozen=True, slots=True)
class AnswerIs:
    """Output `output` (from 1) answers what is on the bench with a number from `min` to `max`."""

    output: int
    min: float = -math.inf
    max: float = math.inf

    def __post_init__(self) -> None:
        require_whole("output", self.output, most=MAX_UNITS)
        if math.isinf(self.min) and math.isinf(self.max):
            raise ValueError("give min, max, or both")
        require_span(self.min, self.max)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so."""
        if not 1 <= self.output <= len(facts.answer):
            return False
        return bool(self.min <= facts.answer[self.output - 1] <= self.max)


@dataclass(frozen=True, slots=True)
class SegmentPatternAnswered:
    """The network answers the segments `pattern`, as '1101101' from a to g, with `bits`, as '0010'.

    Whatever is on the bench: the network is asked.
    """

    pattern: str
    bits: str

    def __post_init__(self) -> None:
        if not re.fullmatch("[01]{7}", self.pattern):
            raise ValueError("pattern is seven of 0 and 1, from a to g")
        if not re.fullmatch("[01]{1,16}", self.bits):
            raise ValueError("bits is made of 0 and 1")

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether it is so; only a network whose inputs are segments can."""
        if not has_segments(facts.state.dataset.input_names):
            return False
        levels = pattern_levels(int(self.pattern, 2))
        answer = Network.reading(facts.parameters).predict(levels[None])[0]
        return "".join(str(int(value >= 0.5)) for value in answer) == self.bits


@dataclass(frozen=True, slots=True)
class BrokenSegmentsAnswered:
    """At least `count` inputs are broken, and what is answered is what the sample on the bench asks for."""

    count: int = 1

    def __post_init__(self) -> None:
        require_whole("count", self.count, most=7)

    def holds(self, facts: LessonFacts) -> bool:
        """Return whether the answer to the broken pattern is that to a whole one it came from."""
        data = facts.state.dataset
        if len(facts.broken) < self.count:
            return False
        whole = [column for column in range(len(facts.probe)) if column not in facts.broken]
        rows = (data.inputs[:64][:, whole] == facts.probe[whole]).all(axis=1)
        return any(
            tuple(int(value >= 0.5) for value in target) == facts.bits for target in data.targets[:64][rows]
        )


def _all_are(names: list[str], name: str, layer: int | None) -> bool:
    """Return whether layer `layer` (from 1) is called so, or every hidden layer, of which there is one at least."""
    if layer is not None:
        return 1 <= layer <= len(names) and names[layer - 1] == name
    return set(names[:-1]) == {name}


def _same(value: object, wanted: object) -> bool:
    if isinstance(value, bool) or isinstance(wanted, bool) or isinstance(value, str) or value is None:
        return value is wanted or (isinstance(value, str) and value == wanted)
    if isinstance(wanted, int | float) and isinstance(value, int | float):
        return math.isclose(value, wanted, rel_tol=_SMALLEST_SPAN, abs_tol=_SMALLEST_SPAN)
    return False


def _plain(name: str) -> str:
    """Return a name as somebody may have typed it in a hurry: Fashion MNIST as fashion-mnist."""
    return re.sub(r"[\s_-]+", "-", name.strip().casefold())
