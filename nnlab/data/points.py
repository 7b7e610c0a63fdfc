"""Single samples put into a table, or taken out of it: the points of a plane that a hand adds and removes."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.parting import taken
from nnlab.data.tabular.preparing import scales_of
from nnlab.data.tabular.scales import TableScales
from nnlab.engine import Pixels
from nnlab.engine.errors import EngineError
from nnlab.files import LoadError
from nnlab.files.errors import counted

EDITED = ", edited"  # at the end of the name of a data set that is not any more what its name says
LEAST_POINTS = 2  # with a single one there is nothing to tell apart, and nothing to lie between
MOST_POINTS = 20_000  # as no hand sets, but one that leans on a key might


def with_point(dataset: Dataset, inputs: ArrayLike, target: ArrayLike) -> Dataset:
    """Return the table with one more sample to train on, at its end; `inputs` (in,), `target` (out,).

    It is a table of one's own from then on: see `without_point`. Raises EngineError, naming what is wrong, for
    pictures, for numbers that are not finite or too few, for a target that names no class, and for too many samples.
    """
    _require_table(dataset)
    rows, targets = (np.asarray(values, dtype=np.float64)[None] for values in (inputs, target))
    if (rows.shape[1:], targets.shape[1:]) != (dataset.inputs.shape[1:], dataset.targets.shape[1:]):
        has = f"{counted(dataset.inputs.shape[1], 'input')} and {counted(dataset.targets.shape[1], 'target')}"
        raise EngineError(f"a sample of {dataset.name!r} has {has}: give as many numbers.")
    if len(dataset.inputs) >= MOST_POINTS:
        raise EngineError(f"a table takes points by hand up to {MOST_POINTS:,} samples, and has that many.")
    parts = (dataset, dataset.validation, dataset.test)
    taken_names = {name for part in parts if part is not None for name in part.row_names}
    number = len(taken_names) + 1
    while str(number) in taken_names:
        number += 1
    return replace(
        _edited(dataset),
        inputs=np.concatenate([np.asarray(dataset.inputs), rows]),
        targets=np.concatenate([dataset.targets, targets]),
        row_names=(*dataset.row_names, str(number)),
    )


def without_point(dataset: Dataset, row: int, part: str = "train") -> Dataset:
    """Return the table without sample `row` of its `part`: 'train', 'validation' or 'test'.

    What is edited is a table of one's own: it is named so, has no origin, and no split that could be made again,
    for what a split was made of has not the sample or has it still; its parts, and the units of its numbers, stay as
    they are, until all samples are parted anew (`resplit`). A part that loses its last sample is gone. Raises
    EngineError where there is no such sample, and before fewer than two are left to train on.
    """
    _require_table(dataset)
    parts = {"train": dataset, "validation": dataset.validation, "test": dataset.test}
    samples = parts.get(part)
    if samples is None or not 0 <= row < len(samples.inputs):
        raise EngineError(f"there is no sample {row + 1} to be removed.")
    kept = np.delete(np.arange(len(samples.inputs)), row)
    if part != "train":
        parts[part] = _edited(taken(samples, kept), dataset.name) if len(kept) else None
        return replace(_edited(dataset), validation=parts["validation"], test=parts["test"])
    if len(kept) < LEAST_POINTS:
        raise EngineError(
            f"{LEAST_POINTS} samples stay at least, for a network learns nothing from fewer. Add another one first."
        )
    names = dataset.row_names
    plain = names == _numbers(len(names))
    return replace(
        _edited(dataset),
        inputs=np.asarray(dataset.inputs)[kept],
        targets=dataset.targets[kept],
        row_names=_numbers(len(kept)) if plain else tuple(names[index] for index in kept.tolist()),
    )


def row_of_sample(dataset: Dataset, part: str, inputs: ArrayLike, target: ArrayLike) -> int | None:
    """Return the first row of a `part` ('train', 'validation' or 'test') with these numbers, or None without one."""
    samples = {"train": dataset, "validation": dataset.validation, "test": dataset.test}[part]
    rows = tuple(np.asarray(values, dtype=np.float64) for values in (inputs, target))
    if samples is None or [len(row) for row in rows] != [samples.inputs.shape[1], samples.targets.shape[1]]:
        return None
    same = (np.asarray(samples.inputs) == rows[0]).all(axis=1) & (samples.targets == rows[1]).all(axis=1)
    found = np.flatnonzero(same)
    return int(found[0]) if len(found) else None


def _edited(dataset: Dataset, name: str = "") -> Dataset:
    name = name or dataset.name
    name = name if name.endswith(EDITED) else name + EDITED
    return replace(dataset, name=name, origin=None, split=None, whole=None, scales=_scales(dataset))


def _scales(dataset: Dataset) -> TableScales | None:
    """Return the scales of a table as they were measured: another sample moves none, and the units stay."""
    try:
        return scales_of(dataset)
    except LoadError:  # a table that cannot be read again as it was: its samples are here nevertheless
        return None


def _numbers(count: int) -> tuple[str, ...]:
    return tuple(map(str, range(1, count + 1)))


def _require_table(dataset: Dataset) -> None:
    if isinstance(dataset.inputs, Pixels):
        raise EngineError(f"the samples of {dataset.name!r} are pictures, and no points.")


def points_of(dataset: Dataset) -> tuple[NDArray[np.float64], ...]:
    """Return the inputs (N, in) of every part that there is: those to train on, for validation, for the test."""
    parts = (dataset, dataset.validation, dataset.test)
    return tuple(np.asarray(part.inputs) for part in parts if part is not None)
