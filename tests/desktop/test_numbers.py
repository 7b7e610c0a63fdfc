"""Numbers that are typed, and that what is written can be typed again."""

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.desktop.words.numbers import format_number, parse_number


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
