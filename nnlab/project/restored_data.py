"""The data set that a project file speaks of: out of its members, or found on this computer by name and checksum."""

from dataclasses import replace
from typing import Any, Protocol

from numpy.typing import NDArray

from nnlab.data import Dataset, MissingDataError, load
from nnlab.data.image_data import Scales, first_pictures, image_dataset, one_digit, rescaled
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.parting import split_rows
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.engine import EngineError, Pixels, Task
from nnlab.engine.arrays import read_only
from nnlab.files import Cancelled, LoadError, parse_npy
from nnlab.files.errors import quoted
from nnlab.project.saved_data import TABLE_MEMBER, Members, SavedData, saved_parts


class Load(Protocol):
    """Finds a data set by its name, as `nnlab.data.load` does."""

    def __call__(self, name: str, /, *, cancelled: Cancelled | None = None) -> Dataset:
        """Return it. Raises EngineError for an unknown name, and LoadError when it cannot be had or is cancelled."""


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
    if kind != (data.task, data.image_shape) or saved_parts(dataset) != data.parts:
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
    validation, test = (
        None if said is None else _samples(data, members, f"{name}_", data.names_held_out[name])
        for name, said in (("validation", data.validation), ("test", data.test))
    )
    return replace(table, validation=validation, test=test)


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
