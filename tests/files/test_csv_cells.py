import math
import time

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nnlab.files.csv_cells import (
    guarded,
    is_number,
    parse_number,
    shows_mark,
    unguarded,
    written_cell,
)

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE)
def test_that_every_finite_number_is_read_back_exactly(number: float) -> None:
    assert parse_number(repr(number), ".") == number
    assert parse_number(repr(number).replace(".", ","), ",") == number


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " ",
        "abc",
        "1_000",
        "nan",
        "inf",
        "-Infinity",
        "1e999",
        "0x10",
        "1.2.3",
        "1,5",
        "１２",
        "٣",
        "1 2",
        "+",
        ".",
    ],
)
def test_that_what_is_no_finite_number_is_refused(cell: str) -> None:
    assert parse_number(cell, ".") is None


@pytest.mark.parametrize("digits", ["7" * 100_000, "7" * 50_000 + "." + "7" * 50_000])
def test_that_a_long_cell_is_refused_at_once(digits: str) -> None:
    began = time.process_time()
    assert parse_number(digits + "x", ".") is None
    assert parse_number("1e" + digits + "x", ".") is None
    assert not is_number(digits + ",x")
    assert not shows_mark("1" + ",777" * 20_000 + ".x", ".")
    assert unguarded("'+" + digits + "x") == "+" + digits + "x"
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize(
    ("cell", "number"), [(" 1.5 ", 1.5), ("+2", 2), ("-.5", -0.5), ("3.", 3), ("1E-3", 0.001)]
)
def test_that_common_spellings_are_read(cell: str, number: float) -> None:
    assert parse_number(cell, ".") == number


@pytest.mark.parametrize(
    ("cell", "number"), [("0,25", 0.25), ("3", 3), ("-,5", -0.5), ("1.23,5", None), ("1.5", None)]
)
def test_that_a_decimal_comma_excludes_points(cell: str, number: float | None) -> None:
    assert parse_number(cell, ",") == number


@pytest.mark.parametrize(
    ("cell", "decimal", "number"),
    [
        ("1,234", ".", 1234),
        ("-12,345,678.5", ".", -12_345_678.5),
        ("1.234,5", ",", 1234.5),
        ("0,234", ".", None),
        ("12,34", ".", None),
        ("1234,567", ".", None),
        ("1,234.5,6", ".", None),
        ("1,,234", ".", None),
    ],
)
def test_that_only_whole_groups_of_thousands_are_read(cell: str, decimal: str, number: float | None) -> None:
    assert parse_number(cell, decimal) == number


def test_that_decimal_marks_are_told_apart() -> None:
    shown = [shows_mark(cell, ",") for cell in ("0,5", " -1,5e3", "1.234,5", "1,234", "0.5", "a,b", "5")]
    assert shown == [True] * 3 + [False] * 4
    shown = [shows_mark(cell, ".") for cell in ("0.5", " -1.5e3", "1,234.5", "1.234", "0,5", "a.b", "5")]
    assert shown == [True] * 3 + [False] * 4


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "＝1",
        "'=1",
        "#comment",
        "-",
    ],
)
def test_that_text_a_spreadsheet_would_compute_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=b", "-1.5", "+3", "'", "it's", "'quoted'", "7", "디지트"])
def test_that_harmless_text_is_written_as_it_is(text: str) -> None:
    assert guarded(text) == text


@given(st.text())
@example("''=")
@example("'-5")
def test_that_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (np.float64(0.1), 0.1),
        (np.float32(0.5), 0.5),
        (np.int64(3), 3),
        (10**20, 10**20),
        (math.nan, ""),
        (-math.inf, ""),
        (np.float32("inf"), ""),
        ("=1", "'=1"),
    ],
)
def test_that_cells_are_written_as_plain_values(cell: object, written: object) -> None:
    result = written_cell(cell)
    assert result == written
    assert type(result) is type(written)
