"""A data set as a project file tells and holds it: what is said of it, and the members with its samples."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.image_data import scales_of
from nnlab.data.made import MadeData
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.scales import TableScales
from nnlab.engine import Pixels, Task
from nnlab.files import format_npy, limits
from nnlab.project.checksums import labels_of
from nnlab.project.saved_data import TABLE_MEMBER, SavedData, SavedPart, saved_parts

# Of pictures that go into the file themselves: MNIST has 55 MB. Beside the largest network that can be on the bench,
# with all that Adam keeps of it, they stay below limits.PROJECT_BYTES.
_MOST_WHOLE_BYTES = 64 * limits.MIB
_NEVER_WHOLE = ("strokes", "mnist", "fashion-mnist")  # every nnlab has them, or knows where to fetch them


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
        train=SavedPart.of(dataset),
        whole=whole,
        test=None if test is None else SavedPart.of(test),
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
            members[f"data/{prefix}labels.npy"] = format_npy(labels_of(part))
    return data, members


def _described_table(dataset: Dataset) -> tuple[SavedData, dict[str, bytes]]:
    if dataset.split is None and dataset.watched is not None:  # parts that no split draws again
        dataset = _as_they_are(dataset)
    whole, origin = dataset.whole or dataset, dataset.origin
    train, validation, test = saved_parts(dataset)
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
    validation, test = (
        None if part is None else replace(part, origin=None) for part in (dataset.validation, dataset.test)
    )
    return replace(dataset, origin=None, whole=None, validation=validation, test=test)


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


def _pictures(part: Dataset) -> NDArray[np.uint8]:
    assert isinstance(part.inputs, Pixels)
    assert part.image_shape is not None
    return part.inputs.data.reshape(-1, *part.image_shape)
