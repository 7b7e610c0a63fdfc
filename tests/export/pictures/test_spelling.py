"""Numbers on a page are those of the window: whoever compares both finds the same digits."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnlab.desktop.words.numbers import format_count, format_fixed, format_number
from nnlab.export.pictures.spelling import count, fixed, number


@settings(max_examples=1000)
@given(value=st.floats(), digits=st.integers(1, 12), trim=st.booleans())
@example(value=123456.0, digits=3, trim=False)
@example(value=99999.96, digits=6, trim=True)
@example(value=9.9996e-5, digits=4, trim=False)
@example(value=-1e5, digits=3, trim=True)
def test_that_a_number_is_spelled_as_in_the_window(value: float, digits: int, trim: bool) -> None:
    assert number(value, digits, trim=trim) == format_number(value, digits, trim=trim)


@settings(max_examples=500)
@given(mantissa=st.floats(-10, 10), power=st.integers(-8, 9), trim=st.booleans())
def test_that_numbers_of_every_size_are(mantissa: float, power: int, trim: bool) -> None:
    value = mantissa * 10.0**power
    assert number(value, trim=trim) == format_number(value, trim=trim)
    assert count(round(value)) == format_count(round(value))
    if abs(value) < 1e5:  # a column on a page is not wide enough for more
        assert fixed(value) == format_fixed(value, 2)
