"""Set-ups: a preset with all that was changed of it before any training, as a small value that a link can hold.

A set-up holds no weights and no samples: the same seeds draw the same network, make the same data and part them alike.
"""

from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from nnlab.data import Dataset
from nnlab.data.image_data import Scales, scales_of
from nnlab.data.made import KINDS, MadeData
from nnlab.data.making import make
from nnlab.data.parting import split_rows
from nnlab.data.resplit import unsplit
from nnlab.data.splits import Split
from nnlab.engine import GIVEN, EngineError, LayerSpec, NetworkSpec, TrainingConfig
from nnlab.engine.errors import TooLargeError
from nnlab.files import LoadError
from nnlab.lessons.presets import Making, Preset, begin, load_preset, preset_keys, takes_long
from nnlab.project import (
    ProjectState,
    reset,
    with_config,
    with_dtype,
    with_hidden_widths,
    with_layer,
    with_made,
    with_split,
)
from nnlab.project.strict import decode

_MOST_LAYERS = 16
_MANY_WEIGHTS = 50_000  # each is drawn for every layer that is changed: in some hundredths of a second
_LAST_DIGITS = 1e-12  # by which what is made elsewhere may differ


class NoLinkError(EngineError):
    """What is on the bench, or a lesson, cannot be said by a link.

    `reason` is 'own-data', 'changed-data', 'long', or 'name' of a lesson.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SetUp:
    """A preset, and what was changed: all layers in place of its own, or none; settings by their names.

    `made` is how its data are made, where they are made otherwise than for the preset; `split` how its samples are
    parted, where they are parted otherwise, without shares where they are not parted at all.
    """

    preset: str
    layers: tuple[LayerSpec, ...] = ()
    training: tuple[tuple[str, Any], ...] = ()
    dtype: str = ""
    made: Making | None = None
    split: Split | None = None

    @property
    def takes_long(self) -> bool:
        """Whether its layers have so many weights between them that a window would have to wait for their numbers."""
        links = sum(below.units * layer.units for below, layer in pairwise(self.layers))
        return links > _MANY_WEIGHTS

    @property
    def changes_data(self) -> bool:
        """Whether the data are made or parted otherwise than for the preset."""
        return self.made is not None or self.split is not None


def require_sound(setup: SetUp) -> None:
    """Raise EngineError unless the preset, a known one, can be begun as `setup` says; the reason has no full stop."""
    preset = load_preset(setup.preset)
    if len(setup.layers) > _MOST_LAYERS:
        raise EngineError("it has too many layers")
    config_of(setup, preset.training)
    outputs = _outputs(setup, preset)
    if setup.layers and setup.layers[-1].units != outputs:
        raise EngineError("its network does not fit the data of its preset")
    try:
        NetworkSpec(1, setup.layers or preset.layers, setup.dtype or preset.dtype)
    except TooLargeError as error:  # which names a network of so many inputs
        raise EngineError("its network is too large") from error
    except EngineError as error:
        raise EngineError(str(error).rstrip(".")) from error


def setup_of(state: ProjectState) -> SetUp:
    """Return what the project on the bench is, beyond its preset. Raises NoLinkError for data of one's own.

    Weights that were set by hand and what was learned are not in it.
    """
    if state.preset not in preset_keys():
        raise NoLinkError(
            "own-data",
            "this began with data of your own, which no link can hold. Save a project file instead.",
        )
    preset = load_preset(state.preset)
    made, split = _changes_of_data(preset, state.dataset)
    before = asdict(preset.training)
    training = tuple(
        sorted((name, value) for name, value in asdict(state.config).items() if value != before[name])
    )
    dtype = "" if state.spec.dtype == preset.dtype else state.spec.dtype
    layers = () if state.spec.layers == preset.layers else state.spec.layers
    return SetUp(state.preset, layers, training, dtype, made, split)


def applied(setup: SetUp, state: ProjectState) -> ProjectState:
    """Return the untrained project of a set-up: `state`, as its preset begins, with all that was changed.

    Raises EngineError when the changes do not fit the data.
    """
    if setup.made is not None:
        state = with_made(state, **asdict(setup.made)).state
    if setup.split is not None:
        state = with_split(state, setup.split).state
    if setup.layers:
        *hidden, output = setup.layers
        if output.units != state.spec.outputs:
            raise EngineError("the link's network does not fit the data of its preset. Nothing was changed.")
        state = with_hidden_widths(state, [layer.units for layer in hidden]).state
        for index, layer in enumerate(setup.layers):
            changes = asdict(layer)
            if layer.init == GIVEN:  # its numbers are the preset's own
                del changes["init"]
            state = with_layer(state, index, **changes).state
    if setup.dtype:
        state = with_dtype(state, setup.dtype).state
    return reset(with_config(state, **asdict(config_of(setup, state.config))))


def config_of(setup: SetUp, before: TrainingConfig) -> TrainingConfig:
    """Return the settings of a set-up. Raises EngineError for one that there is not, or a value it cannot have."""
    try:
        return decode({**asdict(before), **dict(setup.training)}, TrainingConfig)
    except LoadError as fault:
        raise EngineError("it names a setting that there is not, or a value it cannot have") from fault


# -- the data ----------------------------------------------------------------------------------------------


def _outputs(setup: SetUp, preset: Preset) -> int:
    """Return how many targets a sample has. Raises EngineError for data that cannot be made or parted so."""
    if not setup.changes_data:
        return preset.layers[-1].units
    kind = preset.data.name or ""
    if setup.made is not None and kind not in KINDS:
        raise EngineError("it says how data are made that are not made")
    if takes_long(preset):
        raise EngineError("it parts pictures, which come parted")
    try:
        whole = unsplit(begin(preset).dataset) if setup.made is None else make(setup.made.of(kind))
        data = whole if setup.split is None else split_rows(whole, setup.split)
    except EngineError as error:
        raise EngineError(str(error).rstrip(".")) from error
    return int(data.targets.shape[1])


def _changes_of_data(preset: Preset, data: Dataset) -> tuple[Making | None, Split | None]:
    """Return how the data of a preset are made and parted now, each where it is otherwise than for the preset.

    Raises NoLinkError for data that are not the preset's, however made.
    """
    changed = NoLinkError(
        "changed-data", "the data was changed, which no link can hold. Save a project file instead."
    )
    if takes_long(preset):
        if not _are_pictures_of(preset, data):
            raise changed
        return None, None
    began, origin = begin(preset).dataset, data.origin
    whole, made = unsplit(began), None
    if isinstance(origin, MadeData) and origin != began.origin:
        if origin.kind != preset.data.name:
            raise changed
        whole = make(origin)
        made = Making(origin.samples, origin.noise, origin.seed, origin.classes)
    if not _same_samples(whole, unsplit(data)):
        raise changed
    return made, None if data.split == began.split else data.split or Split()


def _are_pictures_of(preset: Preset, data: Dataset) -> bool:
    """Return whether these are the pictures of a preset, as far as name and scales tell."""
    source, plain = preset.data, Scales()
    scales = Scales(source.pixels or plain.pixels, source.one_hot or plain.one_hot)
    return data.name.startswith(source.name or "") and (source.digit is not None or scales_of(data) == scales)


def _same_samples(one: Dataset, other: Dataset) -> bool:
    """Return whether two tables have the same samples, and no parts that no split drew."""
    if any(part is not None for table in (one, other) for part in (table.test, table.validation)):
        return False
    pairs = ((one.inputs[:], other.inputs[:]), (one.targets, other.targets))
    return all(a.shape == b.shape and np.allclose(a, b, _LAST_DIGITS, _LAST_DIGITS) for a, b in pairs)
