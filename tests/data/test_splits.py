"""Parts and folds of tables."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.data import Dataset
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split, folds, parts_of
from nnlab.engine import EngineError, Task


def classes(sizes: list[int]) -> np.ndarray:
    return np.repeat(np.eye(len(sizes)), sizes, axis=0)


def table(sizes: list[int]) -> Dataset:
    targets = classes(sizes)
    return Dataset.from_arrays("t", np.arange(len(targets))[:, np.newaxis], targets, Task.CLASSES)


SIZES = st.lists(st.integers(1, 40), min_size=2, max_size=6)


@given(SIZES, st.floats(0, 0.45), st.floats(0, 0.45), st.integers(0, 9), st.booleans())
def test_that_every_row_is_in_one_part(sizes, validation, test, seed, stratified) -> None:
    targets = classes(sizes)
    if len(targets) < 8:
        targets = np.tile(targets, (8, 1))
    parts = parts_of(targets, Task.CLASSES, Split(validation, test, stratified, seed))
    every = np.concatenate([parts.train, parts.validation, parts.test])
    assert sorted(every) == list(range(len(targets)))
    assert abs(len(parts.test) - test * len(targets)) <= 1
    assert abs(len(parts.validation) - validation * len(targets)) <= 1


@given(SIZES, st.floats(0.1, 0.45), st.integers(0, 9))
def test_that_a_stratified_split_keeps_the_shares_of_classes(sizes, test, seed) -> None:
    targets = np.tile(classes(sizes), (4, 1))
    parts = parts_of(targets, Task.CLASSES, Split(0.0, test, True, seed))
    share = len(parts.test) / len(targets)
    got = targets[parts.test].sum(axis=0)
    assert np.abs(got - share * targets.sum(axis=0)).max() <= 1.5


def test_that_a_seed_draws_the_same_rows_and_another_one_others() -> None:
    targets = classes([30, 30])
    first, again, other = (
        parts_of(targets, Task.CLASSES, Split(0.2, 0.2, True, seed)).test for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_that_the_parts_of_a_data_set_remember_the_whole() -> None:
    whole = table([10, 10])
    parted = split_rows(whole, Split(0.2, 0.3))
    assert parted.whole is whole
    assert parted.split == Split(0.2, 0.3)
    assert parted.validation is not None
    assert parted.test is not None
    assert (len(parted.inputs), len(parted.validation.inputs), len(parted.test.inputs)) == (10, 4, 6)
    assert parted.watched is parted.validation
    assert parted.row_names == tuple(str(int(row[0]) + 1) for row in parted.inputs)


def test_that_no_shares_leave_the_data_set_as_it_is() -> None:
    whole = table([3, 3])
    assert split_rows(whole, Split()) is whole


@given(SIZES, st.integers(2, 8), st.integers(0, 9), st.booleans())
def test_that_folds_part_all_rows_evenly(sizes, count, seed, stratified) -> None:
    targets = np.tile(classes(sizes), (4, 1))
    found = folds(targets, Task.CLASSES, count, seed, stratified=stratified)
    assert sorted(np.concatenate(found)) == list(range(len(targets)))
    assert max(map(len, found)) - min(map(len, found)) <= 1
    if stratified:
        for column in targets.T:
            per_fold = [int(column[fold].sum()) for fold in found]
            assert max(per_fold) - min(per_fold) <= 1


@pytest.mark.parametrize(
    "bad", [{"test": 1.0}, {"test": -0.1}, {"validation": 0.5, "test": 0.5}, {"seed": -1}]
)
def test_that_impossible_splits_are_refused(bad) -> None:
    with pytest.raises(EngineError):
        Split(**bad)


def test_that_too_few_samples_are_refused() -> None:
    with pytest.raises(EngineError, match="cannot be split"):
        parts_of(classes([1, 1]), Task.CLASSES, Split(0.4, 0.4))
    with pytest.raises(EngineError, match="cannot be parted into 5 folds"):
        folds(classes([2, 2]), Task.CLASSES, 5, 0)
