"""Presets: a network, its data and its training, ready to begin with. Each is a JSON file in resources/presets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar

from nnlab import paths
from nnlab.data import Dataset, holds_pictures, load
from nnlab.data.image_data import Scales, average_picture, first_pictures, one_digit, rescaled
from nnlab.data.made import KINDS, MadeData
from nnlab.data.making import make
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.engine import EngineError, LayerSpec, NetworkSpec, Parameters, Task, TrainingConfig
from nnlab.engine.errors import unknown_name
from nnlab.files import Cancelled, FileKind, LoadError, open_untrusted, parse_json
from nnlab.files.limits import JSON_BYTES
from nnlab.lessons.shipped import digits_network
from nnlab.project import ProjectState
from nnlab.project.strict import decode

T = TypeVar("T")
Workspace: TypeAlias = Literal["bench", "arithmetic"]
Matrix: TypeAlias = tuple[tuple[float, ...], ...]

_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language that nnlab speaks."""

    en: str
    ko: str

    def __getitem__(self, language: str) -> str:
        """Return the text in the language 'en', 'ko' or 'ko_KR', in English for any other.

        Where there is none in that language, the other one stands in.
        """
        wanted, other = (self.ko, self.en) if language.lower().startswith("ko") else (self.en, self.ko)
        return wanted if wanted.strip() else other

    def speaks(self, language: str) -> bool:
        """Return whether there is a text in this language itself."""
        return bool((self.ko if language.lower().startswith("ko") else self.en).strip())


@dataclass(frozen=True, slots=True)
class Making:
    """How data that are made are made for a preset; the fields and their defaults are those of MadeData."""

    samples: int = 200
    noise: float = 0.1
    seed: int = 0
    classes: int = 2

    def of(self, kind: str) -> MadeData:
        """Return the description of made data of this kind. Raises EngineError for what cannot be made."""
        return MadeData(kind, self.samples, self.noise, self.seed, self.classes)


@dataclass(frozen=True, slots=True)
class DataSource:
    """What a preset learns from: a known data set by `name`, or `inputs`, `targets` and `task` of its own.

    `made` says how one that is made is made, and `split` which shares of a table or of made data are left out of the
    training. `rows` picks samples of a table by their names, `first` so many pictures to train on; without them all
    are used.
    `pixels` and `one_hot` are the scales of pictures, as in data.image_data.Scales; `digit` asks of every picture
    only whether it shows that digit.
    """

    name: str | None = None
    rows: tuple[str, ...] | None = None
    first: int | None = None
    pixels: tuple[float, float] | None = None
    one_hot: tuple[float, float] | None = None
    digit: int | None = None
    inputs: Matrix | None = None
    targets: Matrix | None = None
    task: Task | None = None
    input_names: tuple[str, ...] | None = None
    target_names: tuple[str, ...] | None = None
    made: Making | None = None
    split: Split | None = None

    def __post_init__(self) -> None:
        own = (self.inputs, self.targets, self.task)
        of_pictures = (self.first, self.pixels, self.one_hot, self.digit)
        if self.name is None and (None in own or (self.rows, *of_pictures) != (None,) * 5):
            raise ValueError("Expected a name with or without rows, or inputs, targets and task")
        if self.name is not None and (*own, self.input_names, self.target_names) != (None,) * 5:
            raise ValueError("Expected nothing but rows or scales beside a name")
        if of_pictures != (None,) * 4 and (self.rows is not None or not holds_pictures(self.name or "")):
            raise ValueError("Expected first, pixels, one_hot and digit for pictures only")
        if self.made is not None:
            if self.name not in KINDS:
                raise ValueError(f"Expected made beside one of the names {', '.join(KINDS)} only")
            self.made.of(self.name)
        if self.split is not None and (
            self.name is None or self.rows is not None or holds_pictures(self.name)
        ):
            raise ValueError("Expected split for a table or made data by name only, without rows")


@dataclass(frozen=True, slots=True)
class LayerWeights:
    """The matrices a layer starts from: W (in, out) and b (out,); no b for a layer without bias."""

    W: Matrix
    b: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetFile:
    """What the file of a preset holds.

    `about` says in a few sentences what it shows and what to try, `source` which note it comes from. `weights` are
    the matrices of every layer when layers have the initialiser 'given'; with `average_bias` these are the average
    picture of the one digit that is asked for, and that bias. With `shipped` they are those of the trained network
    that comes with nnlab. `workspace` is where a window shows it first.
    """

    title: Text
    about: Text
    source: str
    data: DataSource
    layers: tuple[LayerSpec, ...]
    training: TrainingConfig
    dtype: str = "float64"
    weights: tuple[LayerWeights, ...] | None = None
    average_bias: float | None = None
    shipped: bool = False
    workspace: Workspace = "bench"


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


def begin(
    preset: Preset,
    seed: int | None = None,
    *,
    dataset: Dataset | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Cancelled | None = None,
) -> ProjectState:
    """Return an untrained project with the network, data and training of `preset`.

    `seed` takes the place of the preset's own, and the pictures `dataset` of its data: they are put on its scales, and
    the output layer gets as many units.
    `progress` is told the share of the data that is there, 0 to 1, and `cancelled` is asked whether to end. Raises
    EngineError when the parts do not fit together, MissingDataError when the data has to be fetched first, and
    LoadError when it cannot be read, or when cancelled.
    """
    config = preset.training if seed is None else replace(preset.training, seed=seed)
    layers = preset.layers
    if dataset is None:
        dataset = _dataset(preset, progress, cancelled)
    else:
        dataset = _prepared(dataset, preset.data)
        *hidden, output = layers
        layers = (*hidden, replace(output, units=dataset.targets.shape[1]))
    spec = NetworkSpec(dataset.inputs.shape[1], layers, preset.dtype)
    given = None
    if preset.weights is not None:
        given = Parameters.from_layers(spec, [(layer.W, layer.b) for layer in preset.weights])
    elif preset.shipped:
        given = Parameters(spec, digits_network().vector)
    elif preset.average_bias is not None:
        given = Parameters.from_layers(spec, [(average_picture(dataset), [preset.average_bias])])
    return ProjectState.begin(dataset, spec, config, preset=preset.key, given=given)


def takes_long(preset: Preset) -> bool:
    """Return whether `begin` has pictures to read or to make, for which a window would have to wait."""
    return holds_pictures(preset.data.name or "")


def _dataset(
    preset: Preset, progress: Callable[[float], None] | None, cancelled: Cancelled | None
) -> Dataset:
    data = preset.data
    if data.name is not None:
        whole = load(data.name, progress=progress, cancelled=cancelled)
        if data.rows is not None:
            return _picked(whole, data.rows)
        if holds_pictures(data.name):
            return _prepared(whole, data)
        if data.made is not None:
            whole = make(data.made.of(data.name))
        return whole if data.split is None else split_rows(whole, data.split)
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


def _prepared(whole: Dataset, data: DataSource) -> Dataset:
    """Return the pictures that `data` asks for, on its scales."""
    dataset = whole if data.first is None else first_pictures(whole, data.first)
    if data.pixels is not None or data.one_hot is not None:
        plain = Scales()
        dataset = rescaled(dataset, Scales(data.pixels or plain.pixels, data.one_hot or plain.one_hot))
    return dataset if data.digit is None else one_digit(dataset, data.digit)


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
