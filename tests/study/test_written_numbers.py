"""Numbers as they are written in the window and on paper."""

import math

import pytest

from nnlab.study.written_numbers import format_count, format_fixed, format_number, trimmed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0431, "0.0431"),
        (-3.333, "−3.33"),
        (0.9996, "1.00"),
        (12.0, "12.0"),
        (12345.6, "12346"),
        (99999.7, "1.00·10⁵"),
        (320000.0, "3.20·10⁵"),
        (-0.0000312, "−3.12·10⁻⁵"),
        (0.0001, "0.000100"),
        (0.0, "0"),
        (-0.0, "0"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "—"),
    ],
)
def test_that_a_number_is_written_with_three_digits_and_a_true_minus(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.33, "+3.33"), (-3.33, "−3.33"), (0.0, "0"), (math.inf, "+∞"), (2e6, "+2.00·10⁶")]
)
def test_that_a_signed_number_shows_its_plus_but_zero_has_no_sign(value: float, text: str) -> None:
    assert format_number(value, signed=True) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (30.0, "30"), (0.01, "0.01"), (100000.0, "10⁵"), (-1e-5, "−10⁻⁵"), (3.2e5, "3.2·10⁵")],
)
def test_that_trimming_drops_the_zeros_at_the_end(value: float, text: str) -> None:
    assert format_number(value, trim=True) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(-0.001, 2, "0.00"), (-0.0, 1, "0.0"), (-0.005001, 2, "−0.01"), (0.996, 2, "1.00"), (-7, 0, "−7")],
)
def test_that_fixed_decimals_never_give_a_negative_zero(value: float, decimals: int, text: str) -> None:
    assert format_fixed(value, decimals) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0"), (999, "999"), (1234, "1,234"), (-50890, "−50,890")])
def test_that_a_count_sets_its_thousands_apart(n: int, text: str) -> None:
    assert format_count(n) == text


@pytest.mark.parametrize(("digits", "text"), [("0.10", "0.1"), ("3.00", "3"), ("10", "10"), ("0.0", "0")])
def test_that_only_decimals_lose_their_zeros(digits: str, text: str) -> None:
    assert trimmed(digits) == text
