"""Lesson links: a short text that opens the same lesson, or the same set-up, on another machine.

    nnlab:lesson/first-light?step=2                 a lesson, at a step counted from 1
    nnlab:setup/1.q1YqLkpNLEktVrJSMjQ0….3f9a2c1b    a preset, and what was changed of its network and training

What follows `setup/` is the version, the set-up as JSON, packed and in base64 for addresses, and a checksum. A set-up
holds no weights and no data: the same seed draws the same network.
"""

import base64
import binascii
import json
import re
import zlib
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

import numpy as np

from nnlab.data import Dataset
from nnlab.data.image_data import Scales, scales_of
from nnlab.engine import GIVEN, EngineError, LayerSpec, NetworkSpec, TrainingConfig
from nnlab.files import LoadError, parse_json
from nnlab.lessons.presets import Preset, begin, load_preset, preset_keys, takes_long
from nnlab.lessons.shelf import OWN
from nnlab.project import ProjectState, reset, with_config, with_dtype, with_hidden_widths, with_layer
from nnlab.project.strict import decode

SCHEME = "nnlab:"
LONGEST = 500
_VERSION = "1"
_MOST_JSON = 4096
_MOST_LAYERS = 16
_MOST_STEP = 100
_LESSON = re.compile(
    r"lesson/(own/[\w-][\w .-]{0,63}|[a-z0-9][a-z0-9/_-]{0,63})(?:\?step=([1-9][0-9]{0,2}))?"
)
_SETUP = re.compile(r"setup/([0-9]{1,3})\.([A-Za-z0-9_-]+)\.([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class LessonLink:
    """A lesson, at a step from 0."""

    lesson: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class SetUp:
    """A preset, and what was changed: all layers in place of its own, or none; settings by their names."""

    preset: str
    layers: tuple[LayerSpec, ...] = ()
    training: tuple[tuple[str, Any], ...] = ()
    dtype: str = ""


Link: TypeAlias = LessonLink | SetUp


@dataclass(frozen=True, slots=True)
class _Packed:
    p: str
    l: tuple[LayerSpec, ...] = ()  # noqa: E741 - one letter each: a link is short
    t: dict[str, Any] | None = None
    d: str = ""


def is_link(text: str) -> bool:
    """Return whether a text is meant to be a link, be it a sound one or not."""
    return text.strip().lower().startswith(SCHEME)


def encode(link: Link) -> str:
    """Return the text of a link. Raises EngineError for one that would be too long or cannot be said."""
    if isinstance(link, LessonLink):
        step = f"?step={link.step + 1}" if link.step else ""
        text = f"{SCHEME}lesson/{link.lesson}{step}"
        if _LESSON.fullmatch(text.removeprefix(SCHEME)) is None:
            raise EngineError(f"a lesson called {link.lesson!r} has no link. Rename its file.")
        return text
    content: dict[str, Any] = {"p": link.preset}
    if link.layers:
        content["l"] = [asdict(layer) for layer in link.layers]
    if link.training:
        content["t"] = dict(link.training)
    if link.dtype:
        content["d"] = link.dtype
    packed = zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 9)
    body = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    text = f"{SCHEME}setup/{_VERSION}.{body}.{_checksum(packed)}"
    if len(text) > LONGEST:
        raise EngineError(
            "so much was changed that no short link can say it. Save the project in a file instead."
        )
    return text


def parse_link(text: str) -> Link:
    """Return what a link stands for. Raises only LoadError, for a text that is none, is damaged or too long."""
    text = text.strip()
    if len(text) > LONGEST:
        raise LoadError(
            "link", f"A link has at most {LONGEST} characters. Nothing was changed. Copy it again."
        )
    if not is_link(text):
        raise LoadError("link", "This is no link of nnlab: they begin with “nnlab:”. Nothing was changed.")
    body = text[len(SCHEME) :]
    lesson = _LESSON.fullmatch(body)
    if lesson is not None:
        step = int(lesson[2] or 1)
        if step > _MOST_STEP:
            raise _damaged("no lesson has so many steps")
        return LessonLink(lesson[1], step - 1)
    setup = _SETUP.fullmatch(body)
    if setup is None:
        raise _damaged("it is neither that of a lesson nor that of a set-up")
    if setup[1] != _VERSION:
        message = "This link was made by a later nnlab. Nothing was changed. Update nnlab to open it."
        raise LoadError("link-version", message)
    return _parse_setup(setup[2], setup[3])


def _parse_setup(body: str, checksum: str) -> SetUp:
    try:
        packed = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _damaged("a part of it is missing") from error
    if _checksum(packed) != checksum:
        raise _damaged("its checksum does not fit")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, _MOST_JSON)
    except zlib.error as error:
        raise _damaged("it cannot be unpacked") from error
    if not unpacker.eof:
        raise _damaged("it is longer than any set-up")
    try:
        packed_setup = decode(parse_json(content), _Packed)
    except LoadError as fault:
        raise _damaged("what it says is no set-up", fault) from fault
    if packed_setup.p not in preset_keys():
        raise LoadError("link", "The link names a preset that this nnlab does not have. Nothing was changed.")
    if len(packed_setup.l) > _MOST_LAYERS:
        raise _damaged("it has too many layers")
    training = tuple(sorted((packed_setup.t or {}).items()))
    setup = SetUp(packed_setup.p, packed_setup.l, training, packed_setup.d)
    preset = load_preset(setup.preset)
    _config(setup, preset.training)
    if setup.layers and setup.layers[-1].units != preset.layers[-1].units:
        raise _damaged("its network does not fit the data of its preset")
    try:
        NetworkSpec(1, setup.layers or preset.layers, setup.dtype or preset.dtype)
    except EngineError as error:
        raise _damaged(str(error).rstrip(".")) from error
    return setup


def setup_of(state: ProjectState) -> SetUp:
    """Return what the project on the bench is, beyond its preset. Raises EngineError for data of one's own.

    Weights that were set by hand and what was learned are not in it.
    """
    if state.preset not in preset_keys():
        raise EngineError(
            "this began with data of your own, which no link can hold. Save a project file instead."
        )
    preset = load_preset(state.preset)
    if not _is_of(preset, state.dataset):
        raise EngineError("the data was changed, which no link can hold. Save a project file instead.")
    before = asdict(preset.training)
    training = tuple(
        sorted((name, value) for name, value in asdict(state.config).items() if value != before[name])
    )
    dtype = "" if state.spec.dtype == preset.dtype else state.spec.dtype
    return SetUp(
        state.preset, () if state.spec.layers == preset.layers else state.spec.layers, training, dtype
    )


def applied(setup: SetUp, state: ProjectState) -> ProjectState:
    """Return the untrained project of a set-up: `state`, as its preset begins, with all that was changed.

    Raises EngineError when the changes do not fit the data.
    """
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
    return reset(with_config(state, **asdict(_config(setup, state.config))))


def _config(setup: SetUp, before: TrainingConfig) -> TrainingConfig:
    """Return the settings of a set-up. Raises LoadError for one that there is not, or a value it cannot have."""
    try:
        return decode({**asdict(before), **dict(setup.training)}, TrainingConfig)
    except LoadError as fault:
        raise _damaged("it names a setting that there is not, or a value it cannot have", fault) from fault


def _is_of(preset: Preset, data: Dataset) -> bool:
    """Return whether the samples are those of a preset; of pictures, as far as name and scales tell."""
    if not takes_long(preset):
        return _same_samples(begin(preset).dataset, data)
    source, plain = preset.data, Scales()
    scales = Scales(source.pixels or plain.pixels, source.one_hot or plain.one_hot)
    return data.name.startswith(source.name or "") and (source.digit is not None or scales_of(data) == scales)


def _same_samples(one: Dataset | None, other: Dataset | None) -> bool:
    if one is None or other is None:
        return one is other
    same = np.array_equal(one.inputs[:], other.inputs[:]) and np.array_equal(one.targets, other.targets)
    parts = ((one.test, other.test), (one.validation, other.validation))
    return same and all(_same_samples(*pair) for pair in parts)


def _checksum(packed: bytes) -> str:
    return f"{zlib.crc32(packed):08x}"


def _damaged(why: str, fault: LoadError | None = None) -> LoadError:
    message = f"This link cannot be used: {why}. Nothing was changed. Copy it again, whole."
    return LoadError("link", message, "" if fault is None else fault.message)


def is_own(link: Link) -> bool:
    """Return whether a link leads to a lesson that lies in a folder of this machine only."""
    return isinstance(link, LessonLink) and link.lesson.startswith(OWN)
