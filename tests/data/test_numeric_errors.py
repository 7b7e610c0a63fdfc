"""How far numbers are off: in the units they were given in, one definition for all that tell of it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlab.data import Dataset
from nnlab.data.numeric_errors import errors_of, joint_error, usual_errors
from nnlab.data.tabular.plan import Encoding
from nnlab.data.tabular.scales import ColumnScale, TableScales
from nnlab.engine import Task

PLAIN = st.floats(-1e3, 1e3, allow_subnormal=False).map(lambda number: round(number, 3))
SPREADS = st.floats(1e-6, 1e9)


def scales(*spreads: float) -> TableScales:
    return TableScales(
        (),
        tuple(ColumnScale(at, f"y{at}", Encoding.NUMBER, (), 7.0, each) for at, each in enumerate(spreads)),
    )


@given(
    outputs=arrays(np.float64, (6, 2), elements=PLAIN),
    targets=arrays(np.float64, (6, 2), elements=PLAIN),
    spreads=st.tuples(SPREADS, SPREADS),
)
def test_that_an_error_is_the_root_mean_square_in_the_units_of_the_table(
    outputs: np.ndarray, targets: np.ndarray, spreads: tuple[float, float]
) -> None:
    kept = scales(*spreads)
    off = kept.raw_targets(outputs) - kept.raw_targets(targets)
    noise = 1e-9 * max(spreads)
    assert errors_of(outputs, targets, kept) == pytest.approx(
        np.sqrt((off**2).mean(axis=0)), rel=1e-6, abs=noise
    )
    assert errors_of(outputs, targets, None) == pytest.approx(
        np.sqrt(((outputs - targets) ** 2).mean(axis=0))
    )


def test_that_the_error_of_one_target_says_nothing_of_another() -> None:
    targets = np.array([[100_000.0, 1.0], [120_000.0, 2.0]])
    assert errors_of(targets + np.array([0.0, 50.0]), targets, None) == (0.0, 50.0)
    assert errors_of(targets + np.array([200.0, 0.0]), targets, None) == (200.0, 0.0)


@pytest.mark.parametrize("size", [1e-200, 1e200])
def test_that_errors_of_any_size_are_told(size: float) -> None:
    """Their squares are no numbers of this machine any more."""
    assert errors_of(np.array([[3.0], [4.0]]) * size, np.zeros((2, 1)), None) == pytest.approx(
        (math.sqrt(12.5) * size,)
    )
    assert joint_error((3.0 * size, 4.0 * size), (1.0, 1.0)) == pytest.approx(math.sqrt(12.5) * size)


@pytest.mark.parametrize("wrong", [math.inf, math.nan])
def test_that_what_has_exploded_is_no_finite_error(wrong: float) -> None:
    errors = errors_of(np.array([[wrong, 1.0], [0.0, 1.0]]), np.zeros((2, 2)), None)
    assert not math.isfinite(errors[0])
    assert errors[1] == 1.0
    assert not math.isfinite(joint_error(errors, (1.0, 1.0)))


@given(
    errors=st.lists(st.floats(0, 1e9), min_size=1, max_size=4),
    units=st.lists(st.floats(1e-3, 1e3), min_size=4, max_size=4),
)
def test_that_one_error_for_several_targets_depends_on_no_unit(
    errors: list[float], units: list[float]
) -> None:
    usual = tuple(1.0 + place for place in range(len(errors)))
    in_other_units = [tuple(a * b for a, b in zip(each, units, strict=False)) for each in (errors, usual)]
    if len(errors) == 1:
        assert joint_error(tuple(errors), usual) == errors[0]
    else:
        assert joint_error(*in_other_units) == pytest.approx(joint_error(tuple(errors), usual), rel=1e-9)


def test_that_always_answering_the_means_is_an_error_of_one() -> None:
    rng = np.random.default_rng(0)
    targets = rng.normal(size=(50, 3)) * [1.0, 1e4, 1e-4] + [0.0, 1e6, 3.0]
    data = Dataset.from_arrays("d", np.zeros((50, 1)), targets, Task.VALUES)
    usual = usual_errors(data)
    assert usual == pytest.approx(targets.std(axis=0))
    assert joint_error(
        errors_of(np.tile(targets.mean(axis=0), (50, 1)), targets, None), usual
    ) == pytest.approx(1.0)


def test_that_a_constant_target_is_measured_as_it_is() -> None:
    data = Dataset.from_arrays("d", np.zeros((3, 1)), [[0.1, 1.0], [0.1, 2.0], [0.1, 3.0]], Task.VALUES)
    assert usual_errors(data)[0] == 1.0
