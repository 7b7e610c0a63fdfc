"""The samples of a test are known again, and others are not taken for them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.data import Dataset
from nnlab.data.known_tests import marks_of_test
from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.data.parting import split_rows
from nnlab.data.points import with_point
from nnlab.data.resplit import with_split
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Role, Scaling, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text

SPLIT = Split(validation=0.2, test=0.3)
TEXT = "a,b,kind\n" + "".join(f"{n * 7 % 60 + 0.5},{n % 5}00,{'xyz'[n % 3]}\n" for n in range(60))


def table(text: str = TEXT, split: Split = SPLIT, scaling: Scaling = Scaling.STANDARD) -> Dataset:
    found = table_from_text(text)
    columns = (replace(found.plan.columns[0], scaling=scaling, role=Role.INPUT), *found.plan.columns[1:])
    return prepare(TableSource(found.text, replace(found.plan, columns=columns, split=split)), "t")


def same(one: Dataset, other: Dataset) -> bool:
    return not marks_of_test(one).isdisjoint(marks_of_test(other))


def test_that_without_a_test_there_is_nothing_to_know() -> None:
    assert marks_of_test(make(MadeData("moons", 20))) == frozenset()


@given(noise=st.sampled_from([0.0, 0.1]), seed=st.integers(0, 2), deal=st.integers(0, 2))
def test_that_data_which_are_made_again_have_the_same_test_and_others_another(
    noise: float, seed: int, deal: int
) -> None:
    def parted(noise: float, seed: int, deal: int) -> Dataset:
        return split_rows(make(MadeData("moons", 30, noise, seed)), Split(0.2, 0.3, seed=deal))

    one = parted(noise, seed, deal)
    assert same(one, parted(noise, seed, deal))
    assert not same(one, parted(noise, seed, deal + 3))
    assert not same(one, parted(0.3, seed, deal))


@pytest.mark.parametrize("scaling", Scaling)
def test_that_a_test_of_a_table_is_known_however_it_is_scaled_and_with_a_point_beside_it(
    scaling: Scaling,
) -> None:
    one, other = table(), table(scaling=scaling)
    assert same(one, other)
    assert same(one, with_point(other, other.inputs[0], other.targets[0]))
    assert not same(one, with_split(other, replace(SPLIT, seed=1)))


def test_that_a_corrected_cell_of_a_test_makes_another_and_one_elsewhere_does_not() -> None:
    one = table()
    assert one.test is not None
    lines = TEXT.splitlines()
    for row, stays in ((one.test.row_names[0], False), (one.row_names[0], True)):
        at = int(row) - 1
        corrected = [*lines[:at], "99.5" + lines[at][lines[at].index(",") :], *lines[at + 1 :]]
        assert same(one, table("\n".join(corrected) + "\n", scaling=Scaling.NONE)) == stays


def test_that_the_order_of_the_samples_does_not_matter() -> None:
    one = split_rows(make(MadeData("moons", 30, 0.1)), SPLIT)
    test = one.test
    assert test is not None
    turned = replace(test, inputs=np.asarray(test.inputs)[::-1].copy(), targets=test.targets[::-1].copy())
    assert same(one, replace(one, test=turned))
