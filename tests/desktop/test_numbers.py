import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.desktop.words.numbers import format_count, format_fixed, format_number, parse_number


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
def test_that_a_number_is_written_with_three_digits_and_a_true_minus(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3.33, "+3.33"), (-3.33, "−3.33"), (0.0, "0"), (math.inf, "+∞"), (2e6, "+2.00·10⁶")]
)
def test_that_a_signed_number_shows_its_plus_but_zero_has_no_sign(value, text):
    assert format_number(value, signed=True) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1, "0.1"), (30.0, "30"), (0.01, "0.01"), (100000.0, "10⁵"), (-1e-5, "−10⁻⁵"), (3.2e5, "3.2·10⁵")],
)
def test_that_trimming_drops_the_zeros_at_the_end(value, text):
    assert format_number(value, trim=True) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(-0.001, 2, "0.00"), (-0.0, 1, "0.0"), (-0.005001, 2, "−0.01"), (0.996, 2, "1.00"), (-7, 0, "−7")],
)
def test_that_fixed_decimals_never_give_a_negative_zero(value, decimals, text):
    assert format_fixed(value, decimals) == text


@pytest.mark.parametrize(("n", "text"), [(0, "0"), (999, "999"), (1234, "1,234"), (-50890, "−50,890")])
def test_that_a_count_sets_its_thousands_apart(n, text):
    assert format_count(n) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", 0.1),
        ("0,1", 0.1),
        (" 3 ", 3.0),
        ("−2.5", -2.5),
        ("-2,5", -2.5),
        ("+.5", 0.5),
        ("1e-3", 1e-3),
        ("1E−3", 1e-3),
        ("1,5e2", 150.0),
        ("３．５", 3.5),
        ("０，１", 0.1),
        ("3.2·10⁵", 3.2e5),
        ("2 × 10⁻³", 2e-3),
        ("10⁵", 1e5),
        ("−10⁻⁵", -1e-5),
        ("5.", 5.0),
    ],
)
def test_that_a_typed_number_is_understood(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("fast", "“fast” is not a number"),
        ("nan", "not a number"),
        ("inf", "not a number"),
        ("1_000", "not a number"),
        ("0x10", "not a number"),
        ("1.2.3", "not a number"),
        ("1,234.5", "several commas or points"),
        ("1,234,567", "several commas or points"),
        ("1e999", "too large"),
        ("1" * 65, "too long"),
        ("--1", "not a number"),
        ("·", "not a number"),
    ],
)
def test_that_what_is_not_a_finite_number_is_refused_with_a_sentence(text, says):
    with pytest.raises(ValueError, match=says):
        parse_number(text)


@given(st.floats(-1e300, 1e300, allow_subnormal=False), st.booleans(), st.booleans())
def test_that_a_written_number_reads_back_within_its_digits(value, signed, trim):
    text = format_number(value, 4, signed=signed, trim=trim)
    assert "-" not in text
    assert parse_number(text) == pytest.approx(value, rel=6e-4, abs=0)


@given(st.text(max_size=80))
def test_that_any_text_is_a_finite_number_or_refused(text):
    with contextlib.suppress(ValueError):
        assert math.isfinite(parse_number(text))
