"""What is found in a column of a table."""

import pytest

from nnlab.data.tabular.columns import Kind, describe, describe_all, word_of
from nnlab.files.csv_table import CsvTable, parse_csv


def table(*cells: str, name: str = "c") -> CsvTable:
    """A table whose second column has these cells; the first keeps rows from being blank."""
    return parse_csv("\n".join([f"n,{name}", *(f"7,{cell}" for cell in cells)]).encode())


def test_that_numbers_are_counted_by_value() -> None:
    facts = describe(table("1", "1.0", "1e0", "-2.5"), 1)
    assert (facts.kind, facts.count, facts.distinct, facts.words) == (Kind.NUMBER, 4, 2, ("1", "-2.5"))
    assert (facts.least, facts.greatest, facts.mean, facts.whole) == (-2.5, 1.0, 0.125, False)


@pytest.mark.parametrize("word", ["", "NA", "n/a", "NaN", "null", "-", "?", " Na "])
def test_that_missing_cells_are_located_whatever_stands_for_them(word: str) -> None:
    facts = describe(table("1", word, "3", word), 1)
    assert (facts.kind, facts.count, facts.missing, facts.first_missing) == (Kind.NUMBER, 2, 2, (3, 5))


def test_that_words_come_with_the_commonest_first() -> None:
    facts = describe(table("cat", "dog", "dog", " cat", "dog"), 1)
    assert (facts.kind, facts.distinct, facts.words) == (Kind.TEXT, 2, ("dog", "cat"))
    assert (facts.least, facts.mean) == (None, None)


def test_that_a_slip_among_numbers_is_located_and_makes_no_words() -> None:
    facts = describe(table(*map(str, range(20)), "l2"), 1)
    assert (facts.kind, facts.odd, facts.greatest) == (Kind.NUMBER, (22,), 19)


def test_that_many_slips_make_a_column_of_words() -> None:
    assert describe(table("1", "2", "A", "B", "C"), 1).kind is Kind.TEXT


def test_that_a_decimal_mark_of_the_other_kind_is_located_and_makes_no_words() -> None:
    facts = describe(parse_csv(b"a;b\n1,5;2\n1.5;3\n2,25;4\n3.75;4\n"), 0)
    assert (facts.kind, facts.odd) == (Kind.NUMBER, (2, 4))


def test_that_one_slip_in_a_small_table_is_located() -> None:
    facts = describe(table("1", "2", "l3", "4"), 1)
    assert (facts.kind, facts.odd) == (Kind.NUMBER, (4,))


def test_that_only_zeros_and_ones_are_binary() -> None:
    assert describe(table("0", "1", "1"), 1).is_binary
    assert not describe(table("0", "2"), 1).is_binary
    assert not describe(table("no", "yes"), 1).is_binary


def test_that_what_is_listed_is_bounded() -> None:
    facts = describe(table(*(f"w{n}" for n in range(300)), *[""] * 50), 1)
    assert (facts.distinct, len(facts.words), len(facts.first_missing), facts.missing) == (300, 100, 10, 50)


def test_that_a_column_without_a_value_has_no_numbers() -> None:
    facts = describe_all(table("", "NA"))[1]
    assert (facts.kind, facts.count, facts.distinct, facts.mean) == (Kind.TEXT, 0, 0, None)


def test_that_huge_numbers_have_a_mean() -> None:
    assert describe(table("1e308", "1e308", "1e308"), 1).mean == pytest.approx(1e308)


@pytest.mark.parametrize(
    "spellings",
    [
        ("1", "1.0", "1e0", "+1", " 1. "),
        ("0.1", ".1", "1e-1", "0.100"),
        ("1234", "1,234", "1234.0"),
        ("0", "-0"),
    ],
)
def test_that_spellings_of_the_same_number_are_one_word(spellings: tuple[str, ...]) -> None:
    assert {word_of(cell, ".") for cell in spellings} == {spellings[0]}


@pytest.mark.parametrize(
    "cells",
    [
        ("1234567890123456", "1234567890123457"),
        ("123456789012345678901", "123456789012345678902", "1.23456789012345678901e20"),
        ("007", "7", "07"),
        ("0.1000000000000000055511151231257827", "0.1"),
        ("1e-999999999999999999999", "0", "1e-400"),
    ],
)
def test_that_cells_of_other_values_or_of_zeros_before_them_are_words_of_their_own(
    cells: tuple[str, ...],
) -> None:
    assert [word_of(cell, ".") for cell in cells] == [*cells]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["1", "2", "A", "B"] * 5, {"1", "2", "A", "B"}),
        (["1", "1.0", "2", "A", "A"] * 3, {"1", "2", "A"}),  # what is one number is one word
        (["01", "1"] * 4, {"01", "1"}),
        (["1", "2", "가", "가"] * 3, {"1", "2", "가"}),
    ],
)
def test_that_a_few_codes_are_words_although_half_of_them_are_numbers(
    cells: list[str], words: set[str]
) -> None:
    facts = describe(table(*cells), 1)
    assert (facts.kind, set(facts.words), facts.distinct, facts.odd) == (Kind.TEXT, words, len(words), ())
    assert facts.is_numeric == ("A" not in words and "가" not in words)


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "2", "3", "4"] * 5 + ["A"],  # there once: a slip of the pen
        ["1", "2", "3", "unknown"] * 5,  # no code
        ["1.5", "2.5", "3", "A"] * 5,  # measured
        [str(n) for n in range(40)] + ["A"] * 4,  # too many kinds
        ["1", "1.0", "1e0", "2"] * 5,  # numbers, however they are written
        ["01", "02", "03"] * 5,
    ],
)
def test_that_other_columns_with_as_many_numbers_are_of_numbers(cells: list[str]) -> None:
    assert describe(table(*cells), 1).kind is Kind.NUMBER


def test_that_numbers_with_one_unit_are_numbers_and_a_slip_among_them_is_located() -> None:
    facts = describe(table("86%", "79%", "", "absent", "90 %"), 1)
    assert (facts.kind, facts.unit, facts.count, facts.missing) == (Kind.NUMBER, "%", 4, 1)
    assert (facts.least, facts.greatest, facts.odd) == (79, 90, (5,))


def test_that_two_units_make_a_column_of_words() -> None:
    facts = describe(table("3 kg", "400 g", "2 kg"), 1)
    assert (facts.kind, facts.unit) == (Kind.TEXT, "")


def test_that_classes_of_a_school_are_words() -> None:
    assert describe(table("1반", "2반", "3반", "1반"), 1).kind is Kind.TEXT
