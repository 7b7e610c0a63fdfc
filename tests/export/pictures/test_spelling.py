"""What a page adds to numbers: columns that are not too wide, and shares."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.export.pictures.spelling import fixed, percent
from nnlab.study.written_numbers import format_fixed, format_number


@given(value=st.floats(-99_999, 99_999), decimals=st.integers(0, 6))
def test_that_a_column_has_as_many_decimals_everywhere(value: float, decimals: int) -> None:
    assert fixed(value, decimals) == format_fixed(value, decimals)


@pytest.mark.parametrize("value", [1e5, -2.5e7, math.inf, -math.inf, math.nan])
def test_that_what_is_too_wide_for_a_column_is_written_short(value: float) -> None:
    assert fixed(value) == format_number(value)


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0%"), (1e-6, "0.1%"), (0.965, "96.5%"), (0.5, "50%"), (0.99999, "99.9%"), (1.0, "100%")],
)
def test_that_a_little_is_not_nothing_and_nearly_all_is_not_all(share: float, text: str) -> None:
    assert percent(share) == text
