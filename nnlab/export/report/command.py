"""The command line that makes the same network again, spelled from the values of the project."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nnlab.data import dataset_names
from nnlab.data.splits import Split
from nnlab.engine import GIVEN, TrainState
from nnlab.export.exported import Exported
from nnlab.export.pictures.heatmaps import picture_side
from nnlab.export.words import words_of

_PRESET = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]{0,120}")
_PLAIN = re.compile(r"[A-Za-z0-9_=.,/+-]+")
_WITH_MOMENTUM = ("momentum", "nesterov")


@dataclass(frozen=True, slots=True)
class Recipe:
    """`arguments` of the program nnlab, none where no command makes the network.

    `promise` says before the command what it gives, `remarks` after it where it differs.
    """

    arguments: tuple[str, ...]
    remarks: tuple[str, ...]
    promise: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """The command as one types it into a shell of any system: what must not be torn apart is in one piece."""
        pieces = ["nnlab"]
        for word in self.arguments:
            spelled = word if _PLAIN.fullmatch(word) else f'"{word}"'
            if word.startswith("--"):
                pieces.append(spelled)
            else:
                pieces[-1] += f" {spelled}"
        return tuple(pieces)

    @property
    def line(self) -> str:
        """The whole command."""
        return " ".join(self.pieces)


def recipe(project: Exported) -> Recipe:
    """Return how to train the network again to where it is now."""
    words = words_of(project.language)
    if not _PRESET.fullmatch(project.preset):
        return Recipe((), (words("no_preset"),), "")
    by_hand = bool(project.layers_by_hand)
    remarks = [words("but_by_hand")] if by_hand else []
    arguments = ["train", project.preset]
    if _has_own_pictures(project):
        arguments += ["--data", "PICTURES"]
        remarks.append(words("but_pictures", name=project.data_name))
    if project.dataset is not None and project.dataset.split is not None:
        arguments += ["--split", _shares(project.dataset.split)]
    arguments += ["--seed", str(project.config.seed)]
    for name, value in _settings(project):
        arguments += ["--set", f"{name}={value}"]
    if project.history.marks:
        remarks.append(words("but_marks"))
    if any(layer.init == GIVEN for layer in project.network.parameters.spec.layers):
        remarks.append(words("but_given"))
    if project.training.position and not ended_by_loss(project):
        remarks.append(words("but_within"))
    promise = words("command_from_seed" if by_hand else "command_how")
    return Recipe(tuple(arguments), tuple(remarks), promise)


def _shares(split: Split) -> str:
    """Return a split as the command line takes it."""
    shares = [f"{name}={share!r}" for name in ("validation", "test") if (share := getattr(split, name))]
    return ",".join([*shares, f"seed={split.seed}", *([] if split.stratified else ["stratified=no"])])


def ended_by_loss(project: Exported) -> bool:
    """Tell whether training rests where `stop_loss` ends it: before the last update of a pass."""
    training, config = project.training, project.config
    batch = config.batch_size or len(training.order)
    at_last = training.position > 0 and training.position + batch >= len(training.order)
    return config.stop_loss is not None and at_last and training.epoch_loss < config.stop_loss


def _settings(project: Exported) -> Iterable[tuple[str, str]]:
    """Give every setting that the command line knows and the network depends on."""
    spec, config, training = project.network.parameters.spec, project.config, project.training
    layers = spec.layers
    yield "shape", spec.shape_text
    yield "activations", ",".join(layer.activation for layer in layers)
    yield "init", ",".join(layer.init for layer in layers)
    if any(not layer.bias for layer in layers):
        yield "bias", ",".join("true" if layer.bias else "false" for layer in layers)
    if any(layer.bias_init != "zeros" for layer in layers):
        yield "bias_init", ",".join(layer.bias_init for layer in layers)
    yield "dtype", spec.dtype
    yield "loss", config.loss
    yield "optimizer", config.optimizer
    yield "learning_rate", repr(float(config.learning_rate))
    if config.optimizer in _WITH_MOMENTUM:
        yield "momentum", repr(float(config.momentum))
    elif config.optimizer == "rmsprop":
        yield "rho", repr(float(config.rho))
    elif config.optimizer == "adam":
        yield "beta1", repr(float(config.beta1))
        yield "beta2", repr(float(config.beta2))
    yield "batch_size", "full" if config.batch_size is None else str(config.batch_size)
    yield "shuffle", "true" if config.shuffle else "false"
    yield from _end(project, training)


def _end(project: Exported, training: TrainState) -> Iterable[tuple[str, str]]:
    """Give the rules that end the training where it is now: so many passes, or the loss where that has ended it."""
    by_loss = ended_by_loss(project)
    yield "epochs", str(training.epoch + by_loss)
    yield "stop_loss", repr(float(project.config.stop_loss or 0.0)) if by_loss else "none"
    yield "stop_epoch_error", "none"
    yield "stop_all_right", "false"


def _has_own_pictures(project: Exported) -> bool:
    """Tell whether the samples are pictures that nnlab does not know by name."""
    dataset = project.dataset
    are_pictures = picture_side(project) > 0 if dataset is None else dataset.image_shape is not None
    return are_pictures and project.data_name not in dataset_names()
