"""What is filled in for a sweep, as a value: the settings to vary, as they are typed, and the plan they make."""

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words.numbers import parse_number
from nnlab.engine import ACTIVATION_NAMES, OPTIMIZER_NAMES
from nnlab.project import ProjectState
from nnlab.project.spoken import number
from nnlab.trials.plan import Axis, SweepPlan

RATE, HIDDEN, DEPTH, ACTIVATION = "learning_rate", "hidden", "depth", "activation"
INIT, OPTIMIZER, BATCH = "init", "optimizer", "batch_size"
KEYS = (RATE, HIDDEN, DEPTH, ACTIVATION, INIT, OPTIMIZER, BATCH)
WORDS: dict[str, tuple[str, ...]] = {  # of settings that are chosen and not typed
    ACTIVATION: tuple(name for name in ACTIVATION_NAMES if name not in ("step", "softmax")),
    INIT: ("zeros", "lecun_normal", "glorot_normal", "he_normal", "randn"),
    OPTIMIZER: OPTIMIZER_NAMES,
}
MOST_VALUES = 100  # of one setting
_USUAL_RATES = ("0.01", "0.03", "0.1", "0.3", "1")
_USUAL_SEEDS, _USUAL_COUNT = 3, 20
_USUAL_UPDATES = 4_000  # of each run, which take a part of a second
_USUAL_PRODUCTS = 400_000_000  # of weights and samples in all epochs of a run
# What parts values: space or a semicolon, unless inside brackets. A comma may be one of decimals.
_PARTS = re.compile(r"(?:[^\s;()]|\([^()]*\))+")
_RANGE = re.compile(r"log\s*\(.*\)|.+\.\..+")

translate = QCoreApplication.translate  # a name that lupdate knows


@dataclass(frozen=True, slots=True)
class AxisForm:
    """A setting to vary: its key, and its values as they are typed or, for words, one after the other."""

    key: str
    text: str

    @property
    def values(self) -> tuple[str, ...]:
        """The values as the engine reads them. Raises ValueError with a sentence for what cannot be read."""
        return tuple(self.text.split()) if self.key in WORDS else read_values(self.key, self.text)


@dataclass(frozen=True, slots=True)
class SweepForm:
    """All that is filled in. `count` is how many settings are drawn at random, None for every combination.

    `scheduler` is the address of a cluster, '' for `workers` processes on this computer.
    """

    axes: tuple[AxisForm, ...]
    epochs: int
    seeds: int = _USUAL_SEEDS
    count: int | None = None
    workers: int = 1
    scheduler: str = ""

    def plan(self, first_seed: int) -> SweepPlan:
        """Return the plan, whose seeds are `first_seed` and those after it.

        Raises ValueError or EngineError, either with a sentence.
        """
        axes = tuple(Axis(axis.key, axis.values) for axis in self.axes)
        seeds = tuple(range(first_seed, first_seed + self.seeds))
        if self.count is None:
            return SweepPlan(axes, seeds)
        return SweepPlan(axes, seeds, mode="random", count=self.count, draw_seed=first_seed)


def usual_form(state: ProjectState, workers: int) -> SweepForm:
    """Return a form that is interesting at once, and done in seconds: five rates, three seeds."""
    return SweepForm((usual_axis(RATE, state),), usual_epochs(state), workers=workers)


def form_of(plan: SweepPlan, base: ProjectState, form: SweepForm) -> SweepForm:
    """Return the form that asks for `plan` of `base`, with the workers of `form`."""
    return replace(
        form,
        axes=tuple(AxisForm(axis.key, " ".join(axis.values)) for axis in plan.axes),
        epochs=base.config.epochs or form.epochs,
        seeds=len(plan.seeds),
        count=plan.count if plan.mode == "random" else None,
    )


def usual_count() -> int:
    """Return how many settings are drawn at random to begin with."""
    return _USUAL_COUNT


def usual_axis(key: str, state: ProjectState) -> AxisForm:
    """Return a setting with values around those of the network on the bench."""
    hidden, samples = state.spec.layers[:-1], len(state.dataset.inputs)
    width = hidden[0].units if hidden else 8
    batches = [size for size in (1, 4, 10, 32, 100) if size < samples]
    values: dict[str, tuple[str, ...]] = {
        RATE: _USUAL_RATES,
        HIDDEN: tuple(dict.fromkeys(str(max(round(width * factor), 1)) for factor in (0.25, 0.5, 1, 2, 4))),
        DEPTH: ("1", "2", "3"),
        ACTIVATION: ("sigmoid", "tanh", "relu"),
        INIT: ("zeros", "lecun_normal", "he_normal"),
        OPTIMIZER: ("sgd", "momentum", "adam"),
        BATCH: (*(str(size) for size in batches[-3:]), "full"),
    }
    return AxisForm(key, " ".join(values[key]))


def usual_epochs(state: ProjectState) -> int:
    """Return how many epochs take a part of a second: at most those of the bench, and round."""
    samples = len(state.dataset.inputs)
    updates = -(-samples // min(state.config.batch_size or samples, samples))
    few = min(_USUAL_UPDATES // updates, _USUAL_PRODUCTS // (samples * state.spec.parameter_count))
    epochs = int(float(f"{max(few, 1):.1g}"))
    return min(state.config.epochs or epochs, epochs)


def is_same_task(old: ProjectState, new: ProjectState) -> bool:
    """Return whether other samples leave what is to be learned, and by which network, as it was."""
    return old.spec == new.spec and old.dataset.task is new.dataset.task


def read_values(key: str, text: str) -> tuple[str, ...]:
    """Return the values that `text` holds, parted by spaces, semicolons or commas, as the engine reads them.

    A comma inside a number is one of decimals where there is only one and no point: '0,1 0,3' are two rates and
    '0.1,0.3' as well. Ranges, 'log(0.001, 1)' and '4..32', are passed on as they are.

    Raises ValueError with a sentence.
    """
    parts = [part for piece in _PARTS.findall(text) for part in _parts(key, piece.strip(","))]
    if not parts:
        raise ValueError(translate("sweep_form", "Give a value or several, with spaces between them."))
    if len(parts) > MOST_VALUES:
        raise ValueError(
            translate("sweep_form", "At most {count} values of one setting can be tried.").format(
                count=MOST_VALUES
            )
        )
    return tuple(part if _is_plain(part) else _plain(part) for part in parts)


def _parts(key: str, piece: str) -> list[str]:
    """Part a piece without spaces at its commas, unless the only one is that of a decimal number."""
    if _RANGE.fullmatch(piece):
        return [piece]
    is_decimal = key == RATE and piece.count(",") == 1 and "." not in piece
    return [piece] if is_decimal else [part for part in piece.split(",") if part]


def _is_plain(part: str) -> bool:
    """Tell what is no number to be read here: a range, 'full', 'none', or the widths of several layers."""
    return (
        bool(_RANGE.fullmatch(part)) or part.lower() in ("full", "none") or "-" in part[1:].replace("e-", "")
    )


def _plain(part: str) -> str:
    """Return a number as the engine spells it. Raises ValueError with a sentence."""
    return f"{parse_number(part):.12g}"


def place_of(key: str, value: str) -> float | None:
    """Return where a value lies on an axis of numbers, or None for a word."""
    if key in WORDS:
        return None
    try:
        return float(number(value))
    except ValueError:
        return None
