"""A table becomes a data set: parted, filled and scaled by what the training samples alone tell."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from nnlab.data.dataset import Dataset
from nnlab.data.splits import NO_ROWS, Parts, Rows, Split, parts_of
from nnlab.data.tabular.encoding import EncodedColumns, EncodedTable, commonest, encode
from nnlab.data.tabular.plan import Encoding, Missing, TablePlan, TableSource
from nnlab.data.tabular.scales import ColumnScale, Matrix, TableScales, measured, scaled_matrix
from nnlab.engine import Task
from nnlab.engine.errors import EngineError
from nnlab.files.errors import LoadError, counted, shortened


def prepare(source: TableSource, name: str) -> Dataset:
    """Return the data set `name` that the plan of `source` makes of its text.

    Columns are in the order of the table; those of a word are called 'column = word', and where the one target is a
    class, by the word alone. What scaling takes, and missing cells are filled with, is measured on the training
    samples and used for all. `whole` of a data set with parts is the same table without, scaled by all its samples.
    Raises LoadError, naming row and column of a cell that cannot be used, or saying what the plan lacks.
    """
    encoded = encode(source.text, source.plan)
    parts = _parts(encoded, source.plan.split)
    try:
        return _dataset(encoded, source, name, parts)
    except EngineError as error:
        raise LoadError("table-content", shortened(str(error), 170), str(error)) from error


def fold_of_table(source: TableSource, name: str, held_out: Rows, *, left_out: Rows = NO_ROWS) -> Dataset:
    """Return the data set that learns from all samples but `held_out`, which are its test, and but `left_out`.

    Rows are those of the data set without parts. It has the scales of its own training samples. Raises EngineError
    where none is left to train on.
    """
    encoded = encode(source.text, source.plan)
    rest = np.setdiff1d(np.arange(encoded.samples), np.concatenate([held_out, left_out]))
    if not len(rest) or not len(held_out):
        raise EngineError("a fold needs samples to train on and samples that are held out.")
    none = np.arange(0)
    unparted = replace(source, plan=replace(source.plan, split=Split()))
    fold = _parted(encoded, unparted, name, Parts(rest, none, np.sort(held_out)))
    return replace(fold, scales=_scales(encoded, rest))


def parts_of_table(source: TableSource) -> Parts:
    """Return the rows of each part of the prepared table, among its samples before any split.

    Targets that are filled count for what they are filled with only after the split, so it cannot be drawn again from
    the data set itself. Raises LoadError as `prepare`.
    """
    return _parts(encode(source.text, source.plan), source.plan.split)


def scales_of_table(source: TableSource) -> TableScales:
    """Return how inputs and targets of the prepared table are scaled. Raises LoadError as `prepare`."""
    return _scales_of(source.text, source.plan)


def scales_of(dataset: Dataset) -> TableScales | None:
    """Return how the samples came from the numbers of a table, None where they are not of any.

    Those of the tables that were prepared last are at hand. Raises LoadError as `prepare`.
    """
    if dataset.scales is None and isinstance(dataset.origin, TableSource):
        return scales_of_table(dataset.origin)
    return dataset.scales


@lru_cache(maxsize=4)
def _scales_of(text: bytes, plan: TablePlan) -> TableScales:
    encoded = encode(text, plan)
    return _scales(encoded, _parts(encoded, plan.split).train)


def _parts(encoded: EncodedTable, split: Split) -> Parts:
    rows = np.arange(encoded.samples)
    if not _shares(split):
        return Parts(rows, rows[:0], rows[:0])
    targets = np.nan_to_num(np.hstack([target.numbers for target in encoded.targets]))
    try:
        return parts_of(targets, encoded.task, split)
    except EngineError as error:
        raise LoadError("table-split", f"The table is too small: {error}") from error


def _dataset(encoded: EncodedTable, source: TableSource, name: str, parts: Parts) -> Dataset:
    if not _shares(source.plan.split):
        return _parted(encoded, source, name, parts)
    unparted = replace(source, plan=replace(source.plan, split=Split()))
    rows = np.arange(encoded.samples)
    whole = _parted(encoded, unparted, name, Parts(rows, rows[:0], rows[:0]))
    return replace(_parted(encoded, source, name, parts), whole=whole, split=source.plan.split)


def _parted(encoded: EncodedTable, source: TableSource, name: str, parts: Parts) -> Dataset:
    scales = _scales(encoded, parts.train)
    inputs = scaled_matrix(np.hstack([one.numbers for one in encoded.inputs]), scales.inputs)
    targets = scaled_matrix(np.hstack([one.numbers for one in encoded.targets]), scales.targets)

    def part(rows: Rows) -> Dataset | None:
        if not len(rows):
            return None
        return Dataset(
            name=name,
            inputs=inputs[rows],
            targets=targets[rows],
            task=encoded.task,
            input_names=tuple(scale.name for scale in scales.inputs),
            target_names=tuple(scale.name for scale in scales.targets),
            row_names=tuple(encoded.row_names[row] for row in rows),
            source=f"a table of one's own, {counted(encoded.samples, 'row')}",
            origin=source,
        )

    train = part(parts.train)
    assert train is not None  # parts_of leaves one sample to train on at least
    return replace(train, validation=part(parts.validation), test=part(parts.test))


def _shares(split: Split) -> bool:
    return bool(split.validation or split.test)


def _scales(encoded: EncodedTable, train: Rows) -> TableScales:
    judged = encoded.task is not Task.VALUES  # yes and no stay 1 and 0, whatever is chosen
    targets = [scale for one in encoded.targets for scale in _scales_of_columns(one, train, as_words=judged)]
    return TableScales(
        tuple(scale for one in encoded.inputs for scale in _scales_of_columns(one, train)),
        # What is held out of a target that is constant in the training may differ from it, and is to judge.
        tuple(replace(scale, spread=scale.spread or 1.0) for scale in targets),
    )


def _scales_of_columns(one: EncodedColumns, train: Rows, *, as_words: bool = False) -> list[ColumnScale]:
    """Return the scale of each column, by the training samples; `as_words`, its numbers are not for reckoning."""
    numbers = one.numbers[train]
    fills = _fills(one, numbers, as_words=as_words)
    scales = []
    for at, (name, words) in enumerate(zip(one.names, one.words, strict=True)):
        shift, spread = (0.0, 1.0)
        if one.plan.encoding is not Encoding.ONE_HOT and not as_words:
            shift, spread = measured(
                np.where(np.isnan(numbers[:, at]), fills[at], numbers[:, at]), one.plan.scaling
            )
        scales.append(
            ColumnScale(one.column, name, one.plan.encoding, words, shift, spread, float(fills[at]))
        )
    return scales


def _fills(one: EncodedColumns, numbers: Matrix, *, as_words: bool) -> Matrix:
    """Return what a missing cell is taken for (k,): the mean of numbers, the commonest word; NaN where none may be."""
    if one.plan.missing is not Missing.FILL:
        return np.full(numbers.shape[1], np.nan)
    if one.plan.encoding is not Encoding.NUMBER or as_words:
        return commonest(numbers)
    known = numbers[~np.isnan(numbers)]
    return np.array([known.mean() if len(known) else 0.0])
