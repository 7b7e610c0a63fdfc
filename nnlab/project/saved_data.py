"""The data of a project in its file: tables and small sets of pictures whole, large ones by name and checksum."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset, MissingDataError, load
from nnlab.data.image_data import Scales, first_pictures, image_dataset, one_digit, rescaled, scales_of
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.engine import EngineError, Pixels, Task
from nnlab.engine.arrays import read_only
from nnlab.files import LoadError, format_npy, parse_npy
from nnlab.files.errors import quoted

_MOST_WHOLE_BYTES = 16 * 1024 * 1024  # of pictures that go into the file themselves
_NEVER_WHOLE = ("strokes", "mnist", "fashion-mnist")  # every nnlab has them, or knows where to fetch them

Load = Callable[[str], Dataset]
Members = Mapping[str, "bytes | memoryview"]


@dataclass(frozen=True, slots=True)
class SavedPart:
    """The samples to train on, or the unseen ones: how many, and the checksum of their numbers."""

    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SavedData:
    """What a project says of its data.

    With `whole` the samples themselves are in the file: `data/inputs.npy` and `data/targets.npy` of a table,
    `data/images.npy`, `data/labels.npy` and those of the test of pictures. Without it the data set `name` is looked
    for, and its pictures must have the checksums. `image_shape`, `pixels` and `one_hot` are of pictures only; `digit`
    is the class that is asked for alone. Names of rows and columns are left out where they are plain numbers.
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


_digests: "WeakKeyDictionary[Dataset, str]" = WeakKeyDictionary()


def described(dataset: Dataset) -> tuple[SavedData, dict[str, bytes]]:
    """Return what a file says of `dataset`, and the members that hold its samples, where they go into it."""
    scales = scales_of(dataset)
    test = dataset.test
    if scales is None:
        numbers = tuple(str(row) for row in range(1, len(dataset.inputs) + 1))
        data = SavedData(
            name=dataset.name,
            task=dataset.task,
            train=_part(dataset),
            whole=True,
            source=dataset.source,
            input_names=dataset.input_names,
            target_names=dataset.target_names,
            row_names=None if dataset.row_names == numbers else dataset.row_names,
        )
        return data, {
            "data/inputs.npy": format_npy(np.asarray(dataset.inputs)),
            "data/targets.npy": format_npy(dataset.targets),
        }
    sets = [dataset] if test is None else [dataset, test]
    size = sum(len(part.inputs) * part.inputs.shape[1] for part in sets)
    whole = dataset.task is Task.CLASSES and size <= _MOST_WHOLE_BYTES and dataset.name not in _NEVER_WHOLE
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
            members[f"data/{prefix}labels.npy"] = format_npy(part.labels)
    return data, members


def restored_data(data: SavedData, members: Members, load: Load = load) -> Dataset:
    """Return the data set that `data` speaks of.

    Raises MissingDataError where its pictures are not on this computer, and LoadError where others are, or where what
    the file says does not fit together.
    """
    try:
        if not data.whole:
            dataset = _found(data, load)
        elif data.image_shape is None:
            dataset = _table(data, members)
        else:
            dataset = _whole_pictures(data, members)
    except EngineError as error:
        raise LoadError("data", f"Its data do not fit together: {error}") from error
    if dataset.task is not data.task or _parts(dataset) != (data.train, data.test):
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
    return Dataset.from_arrays(
        data.name,
        _array(members, "data/inputs.npy", 2),
        _array(members, "data/targets.npy", 2),
        data.task,
        input_names=data.input_names,
        target_names=data.target_names,
        row_names=data.row_names,
        source=data.source,
    )


def _whole_pictures(data: SavedData, members: Members) -> Dataset:
    train = _labelled(members, "")
    test = None if data.test is None else _labelled(members, "test_")
    return image_dataset(
        data.name,
        ImageSplit(train, test),
        scales=_scales(data),
        class_names=data.target_names or (),
        source=data.source,
    )


def _found(data: SavedData, load: Load) -> Dataset:
    """Return the data set of that name, cut and scaled as it was."""
    try:
        dataset = load(data.name)
    except EngineError as error:
        what = f"Its pictures, {quoted(data.name)}, are not in the file and not on this computer"
        raise MissingDataError(data.name, f"{what}. Open them first.") from error
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


def _labelled(members: Members, prefix: str) -> LabelledImages:
    images = _array(members, f"data/{prefix}images.npy", 3)
    labels = _array(members, f"data/{prefix}labels.npy", 1)
    return LabelledImages(images, labels)


def _array(members: Members, name: str, dimensions: int) -> NDArray[Any]:
    """Return an array of the file. Raises LoadError where it is missing or has another number of dimensions."""
    if name not in members:
        raise LoadError("data", f"{quoted(name)} is missing in it. Choose another copy of it.")
    array = parse_npy(members[name])
    if array.ndim != dimensions:
        raise LoadError("data", f"{quoted(name)} in it has {array.ndim} dimensions instead of {dimensions}.")
    return read_only(array)


def _parts(dataset: Dataset) -> tuple[SavedPart, SavedPart | None]:
    return _part(dataset), None if dataset.test is None else _part(dataset.test)


def _part(dataset: Dataset) -> SavedPart:
    digest = _digests.get(dataset)
    if digest is None:  # half a tenth of a second for MNIST: once for every data set, not for every saving
        digest = _digests[dataset] = _digest(dataset)
    return SavedPart(len(dataset.inputs), digest)


def _digest(dataset: Dataset) -> str:
    """Return the SHA-256 of the inputs and of what they should be answered with."""
    inputs, targets = dataset.inputs, dataset.targets
    rows: tuple[NDArray[Any], NDArray[Any]]
    if isinstance(inputs, Pixels):  # on whatever scales
        classes = dataset.task is Task.CLASSES
        rows = inputs.data, dataset.labels if classes else (targets == targets.max()).astype(np.uint8)
    else:
        rows = inputs.astype("<f8"), targets.astype("<f8")
    digest = hashlib.sha256()
    for numbers in rows:
        digest.update(np.ascontiguousarray(numbers).data)
    return digest.hexdigest()
