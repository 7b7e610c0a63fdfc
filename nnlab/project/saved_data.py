"""The data of a project in its file: one's own whole, pictures that every nnlab finds by name and checksum."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset, MissingDataError, dataset_names, load
from nnlab.data.image_data import Scales, first_pictures, image_dataset, one_digit, rescaled, scales_of
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.made import MadeData
from nnlab.data.splits import Split, split_rows
from nnlab.data.tabular.plan import TablePlan, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.scales import TableScales
from nnlab.engine import EngineError, NetworkSpec, Pixels, Task
from nnlab.engine.arrays import read_only
from nnlab.engine.specs import check_count
from nnlab.files import Cancelled, LoadError, format_npy, limits, parse_npy
from nnlab.files.errors import counted, quoted

# Of pictures that go into the file themselves: MNIST has 55 MB. Beside the largest network that can be on the bench,
# with all that Adam keeps of it, they stay below limits.PROJECT_BYTES.
_MOST_WHOLE_BYTES = 64 * limits.MIB
_NEVER_WHOLE = ("strokes", "mnist", "fashion-mnist")  # every nnlab has them, or knows where to fetch them
_MOST_SAMPLES = limits.UNPACKED_BYTES  # each has a byte at least
_LARGEST_SCALE = 1e6
_LONGEST_NAME = 1000
_CHECKSUM = re.compile(r"[0-9a-f]{64}")
TABLE_MEMBER = "data/table.csv"
MEMBERS = (
    frozenset(f"data/{name}.npy" for name in ("images", "labels", "test_images", "test_labels"))
    | {f"data/{part}{what}.npy" for part in ("", "validation_", "test_") for what in ("inputs", "targets")}
    | {TABLE_MEMBER}
)

Members = Mapping[str, "bytes | memoryview"]


class Load(Protocol):
    """Finds a data set by its name, as `nnlab.data.load` does."""

    def __call__(self, name: str, /, *, cancelled: Cancelled | None = None) -> Dataset:
        """Return it. Raises EngineError for an unknown name, and LoadError when it cannot be had or is cancelled."""


@dataclass(frozen=True, slots=True)
class SavedPart:
    """The samples to train on, or the unseen ones: how many, and the checksum (SHA-256) of their numbers.

    Of a table of one's own it is that of the text and the names of the rows: another computer may scale its numbers
    otherwise in the last digit. Raises EngineError for what is neither.
    """

    count: int
    sha256: str

    def __post_init__(self) -> None:
        check_count("the number of samples", self.count, _MOST_SAMPLES)
        if not _CHECKSUM.fullmatch(self.sha256):
            raise EngineError(f"{quoted(self.sha256)} is no checksum.")


@dataclass(frozen=True, slots=True)
class SavedData:
    """What a project says of its data.

    With `whole` the samples themselves are in the file: `data/inputs.npy` and `data/targets.npy` of a table,
    `data/images.npy`, `data/labels.npy` and those of the test of pictures. Without it the data set `name` is looked
    for, and its pictures must have the checksums: those of the catalog, and those of one's own that are larger than
    64 MiB, which no nnlab finds again by their name alone. `image_shape`, `pixels` and `one_hot` are of pictures only.
    Pictures that are asked for one class are BITS with its name as the one of `target_names`; their labels are 0 and
    1. Names of rows are left out where they are plain numbers. `made` says how samples that are made were made, so
    that they can be made in another way; they lie in the file all the same, as those of any table.

    A table of one's own lies in the file as it came, `data/table.csv`, and is prepared anew as its plan, `table`, says.
    The numbers of other tables are those before the `split` that parts them. The `validation` samples, like those of
    the `test`, are only told by their checksum; where no split draws them again, as of samples that were edited, they
    lie in the file too, `data/validation_inputs.npy` and the like, and `validation_names` are those of their rows;
    `scales` then say how the numbers of a table became theirs.

    Raises EngineError for what no project can say.
    """

    name: str
    task: Task
    train: SavedPart
    whole: bool
    test: SavedPart | None = None
    source: str = ""
    input_names: tuple[str, ...] | None = None
    target_names: tuple[str, ...] | None = None
    row_names: tuple[str, ...] | None = None
    image_shape: tuple[int, int] | None = None
    pixels: tuple[float, float] | None = None
    one_hot: tuple[float, float] | None = None
    validation: SavedPart | None = None
    split: Split | None = None
    table: TablePlan | None = None
    made: MadeData | None = None
    validation_names: tuple[str, ...] | None = None
    test_names: tuple[str, ...] | None = None
    scales: TableScales | None = None

    def __post_init__(self) -> None:
        for what, scale in (("pixels", self.pixels), ("one_hot", self.one_hot)):
            if scale is not None and not all(abs(end) <= _LARGEST_SCALE for end in scale):  # nor NaN
                raise EngineError(f"{what} must go from a number to a number of at most {_LARGEST_SCALE:g}.")
        columns, rows = (self.input_names, self.target_names), (self.row_names, *self.names_held_out.values())
        if any(
            len(name) > _LONGEST_NAME for names in (*columns, *rows, (self.name,)) for name in names or ()
        ):
            raise EngineError(f"a name has more than {_LONGEST_NAME:,} characters.")
        if self.one_hot is not None and self.one_hot[0] >= self.one_hot[1]:
            raise EngineError("one_hot must rise from the wrong to the right class.")
        if self.image_shape is None:
            if not self.whole:
                raise EngineError(
                    "data that are not in the file must be pictures, but they have no image_shape."
                )
        elif any((self.split, self.table, self.made, self.scales, *self.names_held_out.values())):
            raise EngineError("pictures are no table and are not made, and no split parts them.")
        elif min(self.image_shape) < 1 or not self.target_names:
            raise EngineError("pictures must have rows, columns and names of what they show.")

    @property
    def is_in_catalog(self) -> bool:
        """Whether every nnlab finds the data set by its name, or knows where to fetch it."""
        return self.name in dataset_names()

    @property
    def names_held_out(self) -> "dict[str, tuple[str, ...] | None]":
        """The names of the rows of the parts that are held out, where these lie in the file themselves."""
        return {"validation": self.validation_names, "test": self.test_names}

    def require_fit(self, spec: NetworkSpec) -> None:
        """Raise EngineError unless these are data that a network of this shape learns from."""
        names = (("input", self.input_names, spec.inputs), ("target", self.target_names, spec.outputs))
        for what, given, needed in names:
            if given is not None and len(given) != needed:
                raise EngineError(
                    f"names are given to {counted(len(given), what)}, but the network has {counted(needed, what)}."
                )
        if self.image_shape is not None and self.image_shape[0] * self.image_shape[1] != spec.inputs:
            height, width = self.image_shape
            raise EngineError(
                f"pictures of {height} × {width} pixels do not fit {counted(spec.inputs, 'input')}."
            )


_digests: "WeakKeyDictionary[Dataset, str]" = WeakKeyDictionary()


def described(dataset: Dataset) -> tuple[SavedData, dict[str, bytes]]:
    """Return what a file says of `dataset`, and the members that hold its samples, where they go into it."""
    scales = scales_of(dataset)
    test = dataset.test
    if scales is None:
        return _described_table(dataset)
    sets = [dataset] if test is None else [dataset, test]
    size = sum(len(part.inputs) * part.inputs.shape[1] for part in sets)
    labelled = dataset.task is Task.CLASSES or (dataset.task is Task.BITS and dataset.targets.shape[1] == 1)
    whole = labelled and size <= _MOST_WHOLE_BYTES and dataset.name not in _NEVER_WHOLE
    data = SavedData(
        name=dataset.name,
        task=dataset.task,
        train=_part(dataset),
        whole=whole,
        test=None if test is None else _part(test),
        source=dataset.source,
        target_names=dataset.target_names,
        image_shape=dataset.image_shape,
        pixels=scales.pixels,
        one_hot=scales.one_hot if dataset.task is Task.CLASSES else None,
    )
    members: dict[str, bytes] = {}
    for prefix, part in zip(("", "test_"), sets, strict=False):
        if whole:
            members[f"data/{prefix}images.npy"] = format_npy(_pictures(part))
            members[f"data/{prefix}labels.npy"] = format_npy(_labels(part))
    return data, members


def _described_table(dataset: Dataset) -> tuple[SavedData, dict[str, bytes]]:
    if dataset.split is None and dataset.watched is not None:  # parts that no split draws again
        dataset = _as_they_are(dataset)
    whole, origin = dataset.whole or dataset, dataset.origin
    train, validation, test = _parts(dataset)
    data = SavedData(
        name=dataset.name,
        task=dataset.task,
        train=train,
        whole=True,
        test=test,
        source=dataset.source,
        input_names=dataset.input_names,
        target_names=dataset.target_names,
        validation=validation,
    )
    if isinstance(origin, TableSource):
        return replace(data, table=origin.plan), {TABLE_MEMBER: origin.text}
    made = origin if isinstance(origin, MadeData) else None
    rows, scales = _names(whole), _scales_kept(dataset)
    data = replace(data, row_names=rows, split=dataset.split, made=made, scales=scales)
    sets = {"": whole}
    if dataset.split is None:
        parts = {"validation": dataset.validation, "test": dataset.test}
        held_out = {name: part for name, part in parts.items() if part is not None}
        names = {name: _names(part) for name, part in held_out.items()}
        data = replace(
            data,
            scales=_scales_kept(dataset),
            validation_names=names.get("validation"),
            test_names=names.get("test"),
        )
        sets |= {f"{name}_": part for name, part in held_out.items()}
    members = {}
    for prefix, part in sets.items():
        members[f"data/{prefix}inputs.npy"] = format_npy(np.asarray(part.inputs))
        members[f"data/{prefix}targets.npy"] = format_npy(part.targets)
    return data, members


def _as_they_are(dataset: Dataset) -> Dataset:
    """Return the samples in their parts, whatever they were once made from."""
    parts = {"validation": dataset.validation, "test": dataset.test}
    bare = {name: None if part is None else replace(part, origin=None) for name, part in parts.items()}
    return replace(dataset, origin=None, whole=None, **bare)  # type: ignore[arg-type]


def _scales_kept(dataset: Dataset) -> TableScales | None:
    """Return the scales of samples that were edited, without what cells were filled with: none are missing any more."""
    scales = dataset.scales
    if scales is None:
        return None
    inputs, targets = (
        tuple(replace(scale, fill=0.0) for scale in columns) for columns in (scales.inputs, scales.targets)
    )
    return TableScales(inputs, targets)


def _names(part: Dataset) -> tuple[str, ...] | None:
    """Return the names of the rows, None where they are plain numbers."""
    numbers = tuple(str(row) for row in range(1, len(part.inputs) + 1))
    return None if part.row_names == numbers else part.row_names


def restored_data(
    data: SavedData, members: Members, load: Load = load, *, cancelled: Cancelled | None = None
) -> Dataset:
    """Return the data set that `data` speaks of; `cancelled` is led on to `load`.

    Raises MissingDataError where its pictures are not on this computer, and LoadError where others are, or where what
    the file says does not fit together.
    """
    try:
        if not data.whole:
            dataset = _found(data, load, cancelled)
        elif data.image_shape is None:
            dataset = _table(data, members)
        else:
            dataset = _whole_pictures(data, members)
    except EngineError as error:
        raise LoadError("data", f"Its data do not fit together: {error}") from error
    kind = dataset.task, dataset.image_shape
    if kind != (data.task, data.image_shape) or _parts(dataset) != (data.train, data.validation, data.test):
        if data.whole:
            raise LoadError(
                "data", "Its samples are not those that it was saved with. Choose another copy of it."
            )
        what = (
            f"The pictures of {quoted(data.name)} on this computer are others than those that it learned from"
        )
        raise LoadError("other-data", f"{what}. Open the right ones first.")
    return dataset


def _table(data: SavedData, members: Members) -> Dataset:
    if data.table is not None:
        return prepare(TableSource(bytes(_member(members, TABLE_MEMBER)), data.table), data.name)
    table = replace(_samples(data, members, "", data.row_names), origin=data.made, scales=data.scales)
    if data.split is not None:
        return split_rows(table, data.split)
    said = {"validation": data.validation, "test": data.test}
    parts = {
        name: _samples(data, members, f"{name}_", names)
        for name, names in data.names_held_out.items()
        if said[name] is not None
    }
    return replace(table, **parts)  # type: ignore[arg-type]


def _samples(data: SavedData, members: Members, prefix: str, row_names: tuple[str, ...] | None) -> Dataset:
    """Return the samples of a table that lie in the file under this prefix."""
    return Dataset.from_arrays(
        data.name,
        _array(members, f"data/{prefix}inputs.npy", 2),
        _array(members, f"data/{prefix}targets.npy", 2),
        data.task,
        input_names=data.input_names,
        target_names=data.target_names,
        row_names=row_names,
        source=data.source,
    )


def _whole_pictures(data: SavedData, members: Members) -> Dataset:
    names = data.target_names or ()
    asked_for_one = data.task is Task.BITS and len(names) == 1
    train = _labelled(members, "")
    test = None if data.test is None else _labelled(members, "test_")
    dataset = image_dataset(
        data.name,
        ImageSplit(train, test),
        scales=_scales(data),
        class_names=(f"not {names[0]}", names[0]) if asked_for_one else names,
        source=data.source,
    )
    return one_digit(dataset, 1) if asked_for_one else dataset


def _found(data: SavedData, load: Load, cancelled: Cancelled | None) -> Dataset:
    """Return the data set of that name, cut and scaled as it was."""
    try:
        dataset = load(data.name, cancelled=cancelled)
    except EngineError as error:
        if data.is_in_catalog:
            what = "are not in the file and not on this computer. Open them first."
        else:
            what = "were too many to lie in the file and are not known here. Its network can still be asked."
        raise MissingDataError(data.name, f"Its pictures, {quoted(data.name)}, {what}") from error
    if not isinstance(dataset.inputs, Pixels):
        raise LoadError("data", f"Its pictures, {quoted(data.name)}, are none. Choose another file.")
    if data.train.count < len(dataset.inputs):
        dataset = first_pictures(dataset, data.train.count)
    names = dataset.target_names
    dataset = rescaled(dataset, _scales(data))
    if data.task is Task.BITS and data.target_names is not None and data.target_names[0] in names:
        dataset = one_digit(dataset, names.index(data.target_names[0]))
    return dataset


def _scales(data: SavedData) -> Scales:
    plain = Scales()
    return Scales(data.pixels or plain.pixels, data.one_hot or plain.one_hot)


def _pictures(part: Dataset) -> NDArray[np.uint8]:
    assert isinstance(part.inputs, Pixels)
    assert part.image_shape is not None
    return part.inputs.data.reshape(-1, *part.image_shape)


def _labels(part: Dataset) -> NDArray[np.uint8]:
    """Return the classes (N,); of pictures that are asked for one class, 1 where they show it, else 0."""
    if part.task is Task.CLASSES:
        return part.labels
    shown: NDArray[np.uint8] = (part.targets == 1).astype(np.uint8)
    return shown[:, 0] if shown.shape[1] == 1 else shown


def _labelled(members: Members, prefix: str) -> LabelledImages:
    images = _array(members, f"data/{prefix}images.npy", 3)
    labels = _array(members, f"data/{prefix}labels.npy", 1)
    return LabelledImages(images, labels)


def _array(members: Members, name: str, dimensions: int) -> NDArray[Any]:
    """Return an array of the file. Raises LoadError where it is missing or has another number of dimensions."""
    array = parse_npy(_member(members, name))
    if array.ndim != dimensions:
        raise LoadError("data", f"{quoted(name)} in it has {array.ndim} dimensions instead of {dimensions}.")
    return read_only(array)


def _member(members: Members, name: str) -> bytes | memoryview:
    if name not in members:
        raise LoadError("data", f"{quoted(name)} is missing in it. Choose another copy of it.")
    return members[name]


def _parts(dataset: Dataset) -> tuple[SavedPart, SavedPart | None, SavedPart | None]:
    """Return what is saved of the samples for training, validation and test."""
    validation, test = (None if part is None else _part(part) for part in (dataset.validation, dataset.test))
    return _part(dataset), validation, test


def _part(dataset: Dataset) -> SavedPart:
    return SavedPart(len(dataset.inputs), checksum_of(dataset))


def checksum_of(dataset: Dataset) -> str:
    """Return the SHA-256 of the samples to train on, inputs and targets; it is computed once for every data set."""
    digest = _digests.get(dataset)
    if digest is None:  # half a tenth of a second for MNIST
        digest = _digests[dataset] = _digest(dataset)
    return digest


def _digest(dataset: Dataset) -> str:
    """Return the SHA-256 of the inputs and of what they should be answered with, or of where they come from."""
    inputs, targets = dataset.inputs, dataset.targets
    if isinstance(dataset.origin, TableSource):
        names = "\n".join(dataset.row_names).encode("utf-8", errors="replace")
        return hashlib.sha256(hashlib.sha256(dataset.origin.text).digest() + names).hexdigest()
    rows: tuple[NDArray[Any], NDArray[Any]]
    if isinstance(inputs, Pixels):  # on whatever scales
        rows = inputs.data, _labels(dataset)
    else:
        rows = inputs.astype("<f8"), targets.astype("<f8")
    digest = hashlib.sha256()
    for numbers in rows:
        digest.update(np.ascontiguousarray(numbers).data)
    return digest.hexdigest()
