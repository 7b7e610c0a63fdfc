"""Presets: a network, its data and its training, ready to begin with. Each is a JSON file in resources/presets."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, TypeAlias, TypeVar

from nnlab import paths
from nnlab.data import Dataset, load
from nnlab.engine import EngineError, LayerSpec, NetworkSpec, Parameters, Task, TrainingConfig
from nnlab.engine.errors import unknown_name
from nnlab.files import FileKind, LoadError, open_untrusted, parse_json
from nnlab.files.limits import JSON_BYTES
from nnlab.lessons.strict import decode
from nnlab.project import ProjectState

T = TypeVar("T")
Matrix: TypeAlias = tuple[tuple[float, ...], ...]

_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language that nnlab speaks."""

    en: str
    ko: str

    def __getitem__(self, language: str) -> str:
        """Return the text in the language 'en', 'ko' or 'ko_KR', in English for any other."""
        return self.ko if language.lower().startswith("ko") else self.en


@dataclass(frozen=True, slots=True)
class DataSource:
    """What a preset learns from: a shipped data set by `name`, or `inputs`, `targets` and `task` of its own.

    `rows` picks samples of the shipped data set by their names; without it all are used.
    """

    name: str | None = None
    rows: tuple[str, ...] | None = None
    first: int | None = None
    pixels: tuple[float, float] | None = None
    one_hot: tuple[float, float] | None = None
    inputs: Matrix | None = None
    targets: Matrix | None = None
    task: Task | None = None
    input_names: tuple[str, ...] | None = None
    target_names: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        own = (self.inputs, self.targets, self.task)
        if self.name is None and (None in own or self.rows is not None):
            raise ValueError("Expected a name with or without rows, or inputs, targets and task")
        if self.name is not None and (*own, self.input_names, self.target_names) != (None,) * 5:
            raise ValueError("Expected nothing but rows beside a name")


@dataclass(frozen=True, slots=True)
class LayerWeights:
    """The matrices a layer starts from: W (in, out) and b (out,); no b for a layer without bias."""

    W: Matrix
    b: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetFile:
    """What the file of a preset holds.

    `about` says in a few sentences what it shows and what to try, `source` which note it comes from. `weights` are
    the matrices of every layer when layers have the initialiser 'given'.
    """

    title: Text
    about: Text
    source: str
    data: DataSource
    layers: tuple[LayerSpec, ...]
    training: TrainingConfig
    dtype: str = "float64"
    weights: tuple[LayerWeights, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset(PresetFile):
    """A preset: its file, the `key` by which it is asked for and the name of its `group`."""

    key: str
    group: str


@dataclass(frozen=True, slots=True)
class PresetGroup:
    """Presets that are offered together, in teaching order."""

    name: str
    title: Text
    presets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    groups: tuple[PresetGroup, ...]


@cache
def preset_groups() -> tuple[PresetGroup, ...]:
    """Return all presets by groups, in teaching order. Raises LoadError when nnlab's own files are unusable."""
    return _read(_INDEX, _Index).groups


def preset_keys() -> tuple[str, ...]:
    """Return the keys of all presets, in teaching order."""
    return tuple(key for group in preset_groups() for key in group.presets)


@cache
def load_preset(key: str) -> Preset:
    """Return the preset `key`, for example 'textbook/311_1', the same object every time.

    Raises EngineError for an unknown key, with the nearest known one, and LoadError when its file is unusable.
    """
    for group in preset_groups():
        if key in group.presets:
            file = _read(f"{key}.json", PresetFile)
            content: dict[str, Any] = {f.name: getattr(file, f.name) for f in fields(file)}
            return Preset(key=key, group=group.name, **content)
    for known in preset_keys():
        if known.endswith(f"/{key}"):
            raise EngineError(f"unknown preset {key!r}. Did you mean {known!r}?")
    raise unknown_name("preset", key, preset_keys())


def begin(preset: Preset, seed: int | None = None) -> ProjectState:
    """Return an untrained project with the network, data and training of `preset`.

    `seed` takes the place of the preset's own. Raises EngineError when the parts do not fit together.
    """
    config = preset.training if seed is None else replace(preset.training, seed=seed)
    dataset = _dataset(preset)
    spec = NetworkSpec(dataset.inputs.shape[1], preset.layers, preset.dtype)
    given = None
    if preset.weights is not None:
        given = Parameters.from_layers(spec, [(layer.W, layer.b) for layer in preset.weights])
    return ProjectState.begin(dataset, spec, config, preset=preset.key, given=given)


def _dataset(preset: Preset) -> Dataset:
    data = preset.data
    if data.name is not None:
        whole = load(data.name)
        return whole if data.rows is None else _picked(whole, data.rows)
    assert data.inputs is not None
    assert data.targets is not None
    assert data.task is not None
    return Dataset.from_arrays(
        preset.key,
        data.inputs,
        data.targets,
        data.task,
        input_names=data.input_names,
        target_names=data.target_names,
        source=preset.source,
    )


def _picked(whole: Dataset, rows: Sequence[str]) -> Dataset:
    """Return the samples of `whole` with these names; the new data set is called '<name>: <rows>'."""
    for row in rows:
        if row not in whole.row_names:
            raise unknown_name(f"row of {whole.name}", row, whole.row_names)
    places = [whole.row_names.index(row) for row in rows]
    return Dataset.from_arrays(
        f"{whole.name}: {', '.join(rows)}",
        whole.inputs[places],
        whole.targets[places],
        whole.task,
        input_names=whole.input_names,
        target_names=whole.target_names,
        row_names=rows,
        source=whole.source,
    )


def _read(name: str, kind: type[T]) -> T:
    """Return resources/presets/<name> as a `kind`. Raises LoadError."""

    def parse(data: bytes) -> T:
        return decode(parse_json(data), kind)

    try:
        path = paths.resources("presets", *name.split("/"))
    except FileNotFoundError as error:
        message = "nnlab's own presets are missing. Nothing was changed. Install nnlab again."
        raise LoadError("not-found", message, str(error)) from error
    return open_untrusted(path, FileKind("a preset of nnlab (JSON)", parse, JSON_BYTES))
