"""The documents (JSON) of a project file as values, and what they say of a training as plain numbers."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import msgspec

from nnlab.engine import Mark, NetworkSpec, TrainingConfig, TrainState
from nnlab.files import LoadError
from nnlab.files.errors import quoted
from nnlab.project.later import Json
from nnlab.project.saved_data import SavedData


@dataclass(frozen=True, slots=True)
class Progress:
    """A training's numbers; one that is none is null, an infinite one a word."""

    optimizer: str
    optimizer_step: int
    step: int
    epoch: int
    position: int
    loss_sum: float | str | None
    epoch_loss: float | str | None
    loss_from: int
    hits: int
    epoch_accuracy: float | str | None
    rng: list[str]  # hexadecimal: two of them have 128 bits
    hits_from: int = 0

    @classmethod
    def of(cls, training: TrainState) -> "Progress":
        """Return the numbers of `training`."""
        return cls(
            optimizer=training.optimizer,
            optimizer_step=training.optimizer_step,
            step=training.step,
            epoch=training.epoch,
            position=training.position,
            loss_sum=spelled(training.loss_sum),
            epoch_loss=spelled(training.epoch_loss),
            loss_from=training.loss_from,
            hits=training.hits,
            epoch_accuracy=spelled(training.epoch_accuracy),
            rng=[f"{number:x}" for number in training.rng],
            hits_from=training.hits_from,
        )


@dataclass(frozen=True, slots=True)
class Model:
    """`model.json`: the network, how it is trained, how far it has come, and what it learns from."""

    preset: str
    network: NetworkSpec
    training: TrainingConfig
    progress: Progress
    data: SavedData
    learned_elsewhere: bool = False  # whether the weights may have learned from samples that are not these


@dataclass(frozen=True, slots=True)
class Curve:
    """`history.json`: marks on the curve, and how its points were thinned."""

    stride: int
    per_epoch: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`manifest.json`: the format, major and minor, and the checksums of all other members."""

    format: tuple[int, int]
    sha256: dict[str, str]


def plain(document: Any) -> Json:
    """Return a document as JSON has it."""
    values: Json = msgspec.to_builtins(asdict(document))
    return values


def json_bytes(content: Mapping[str, Any]) -> bytes:
    """Return the text of a document."""
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def spelled(number: float) -> float | str | None:
    """Return a number as JSON has it: one that is none is null, an infinite one a word."""
    if math.isnan(number):
        return None
    return float(number) if math.isfinite(number) else str(float(number))


def number(spelled: float | str | None) -> float:
    """Return the number that a document spells. Raises LoadError for a word that is none."""
    try:
        return math.nan if spelled is None else float(spelled)
    except ValueError as error:
        raise damaged(f"{quoted(str(spelled))} in it is no number") from error


def generator_state(words: list[str]) -> tuple[int, int, int, int]:
    """Return the state of the generator. Raises LoadError for one that no generator has."""
    try:
        state, increment, has_half, half = (int(word, 16) for word in words if len(word) <= 32)
    except ValueError as error:
        raise damaged("its generator of random numbers has no such state") from error
    if min(state, increment, has_half, half) < 0 or increment % 2 == 0 or has_half > 1 or half >= 2**32:
        raise damaged("its generator of random numbers has no such state")
    return state, increment, has_half, half


def damaged(what: str) -> LoadError:
    """Return the fault of a file in which something is not as it was saved."""
    return LoadError("damaged", f"It is damaged: {what.removesuffix('.')}. Choose another copy of it.")
