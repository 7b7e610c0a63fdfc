import csv
import io
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnlab.files import CsvTable, LoadError, format_csv, limits, parse_csv
from nnlab.files.csv_cells import parse_number
from nnlab.files.csv_table import CsvForm, guess_form, is_missing

SAMPLE = '# source: notes\n\nname;width;length\n"lady;bird";3;1,1\ncaterpillar;1;2,9\n'
# csv itself refuses half surrogates; NUL marks a binary file.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8)
# A column that is called NA is taken for one whose first cell is missing.
NAMES = st.text(st.characters(categories=("L",)), min_size=1, max_size=6).filter(
    lambda text: not is_missing(text)
)


def refusal(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_csv(data)
    assert len(caught.value.message) <= 170
    return caught.value


def is_read_or_refused(data: bytes) -> bool:
    try:
        table = parse_csv(data)
        return table.numbers(range(len(table.header))).shape == (len(table.rows), len(table.header))
    except LoadError as fault:
        return len(fault.message) <= 170


def test_that_a_plain_table_is_read() -> None:
    table = parse_csv(b"a,b\n1,2\n3,4\n")
    assert table == CsvTable(
        header=("a", "b"),
        rows=(("1", "2"), ("3", "4")),
        row_numbers=(2, 3),
        comments=(),
        has_header=True,
        delimiter=",",
        decimal=".",
        encoding="utf-8",
    )


def test_that_what_was_guessed_is_told() -> None:
    table = parse_csv(SAMPLE.encode("cp949"))
    assert (table.delimiter, table.decimal, table.comments) == (";", ",", ("source: notes",))
    assert table.rows == (("lady;bird", "3", "1,1"), ("caterpillar", "1", "2,9"))
    assert table.row_numbers == (4, 5)
    np.testing.assert_array_equal(table.numbers([2, 1]), [[1.1, 3], [2.9, 1]])


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp949", "cp949"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_that_korean_is_read_in_each_encoding(encoding: str, told: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    table = parse_csv((mark + "이름,똠\n애벌레,1\n").encode(encoding))
    assert (table.header, table.rows, table.encoding) == (("이름", "똠"), (("애벌레", "1"),), told)


@pytest.mark.parametrize(
    "data", [b"a,b\n\x81\xff\n", b"a,b\n\x02\xe9,1\n", "a,b\n1,2".encode("utf-16")[:-1], b"a,b\n1,\x002\n"]
)
def test_that_other_encodings_are_refused(data: bytes) -> None:
    assert refusal(data).code == "encoding"


def test_that_western_letters_are_not_taken_for_chinese() -> None:
    table = parse_csv("name,größe\nKöln,1\ncafé,2\n".encode("cp1252"))
    assert (table.header, table.encoding) == (("name", "größe"), "cp1252")


def test_that_a_given_form_is_obeyed() -> None:
    form = CsvForm("cp949", ";", ",", has_header=False)
    table = parse_csv("이름;1,5\n나;2\n".encode("cp949"), form)
    assert (table.header, table.form) == (("column 1", "column 2"), form)
    assert table.rows == (("이름", "1,5"), ("나", "2"))
    with pytest.raises(LoadError) as caught:
        parse_csv("이름;1\n".encode("cp949"), replace(form, encoding="utf-8"))
    assert caught.value.code == "encoding"


@pytest.mark.parametrize(
    "fields", [{"encoding": "utf-7"}, {"delimiter": "x"}, {"decimal": "'"}, {"delimiter": ""}]
)
def test_that_other_forms_are_refused(fields: dict[str, str]) -> None:
    with pytest.raises(LoadError, match="Choose another"):
        CsvForm(**{"encoding": "utf-8", "delimiter": ",", "decimal": ".", "has_header": True, **fields})


def test_that_a_form_is_guessed_where_rows_do_not_fit_together() -> None:
    assert guess_form(b"a;b\n1,5;2\n3;4;5\n") == CsvForm("utf-8", ";", ",", has_header=True)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_that_every_line_end_is_read(line_end: str) -> None:
    table = parse_csv(line_end.join(["a,b", "1,2", "", "3,4"]).encode())
    assert (table.rows, table.row_numbers) == ((("1", "2"), ("3", "4")), (2, 4))


@pytest.mark.parametrize(
    ("text", "delimiter", "decimal"),
    [
        ("a,b\n1.5,2\n", ",", "."),
        ("a\tb\n1,5\t2\n", "\t", ","),
        ("1,5;2,5\n3,5;4,5\n", ";", ","),
        ("1.5;2\n3;4\n", ";", "."),
        ("a;b\n1,5;2.5\n", ";", "."),
        ('a,b\n"1,234",5\n', ",", "."),
        ("tags,count\nx;y,1\nz;w,2\n", ",", "."),
        ("a\n1\n2\n", ",", "."),
        ("a|b\n1,5|2,5\n", "|", ","),
        ("a b\n1,5 2\n3   4,5\n", " ", ","),
        ("a b\n1.5 x\n3 y\n", ",", "."),  # words have blanks between them anyway
        ("a;b\n1,234;5\n", ";", "."),  # a thousand
        ("a;b\n1,234;5,5\n", ";", ","),
        ("a;b\n0,234;5\n", ";", ","),
        ("a;b\n1.234;2,5\n", ";", ","),
        ('a,b\n"1,5",2\n', ",", ","),
    ],
)
def test_that_delimiter_and_decimal_mark_are_guessed(text: str, delimiter: str, decimal: str) -> None:
    table = parse_csv(text.encode())
    assert (table.delimiter, table.decimal) == (delimiter, decimal)


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("width,length\n3,1.1\n", ("width", "length")),
        ("label,0,1,2\n5,0,255,0\n", ("label", "0", "1", "2")),
        (",a,b\n0,1,2\n", ("column 1", "a", "b")),
        ("name,kind\nAda,cat\n", ("name", "kind")),
        ("5,0,255\n3,1,2\n", ("column 1", "column 2", "column 3")),
        ("5.1,3.5,setosa\n6.2,2.9,virginica\n", ("column 1", "column 2", "column 3")),
        (",1,2\n3,4,5\n", ("column 1", "column 2", "column 3")),
        ("7\n", ("column 1",)),
        ("a,b\nNA,x\n3,y\n", ("a", "b")),
        ("NA,x\n3,y\n,z\n", ("column 1", "column 2")),
        ("sunny,yes\nrainy,no\nsunny,no\n", ("column 1", "column 2")),
    ],
)
def test_that_a_header_is_recognised(text: str, header: tuple[str, ...]) -> None:
    table = parse_csv(text.encode())
    assert table.header == header
    assert table.has_header is (len(table.rows) == text.count("\n") - 1)


def test_that_rows_without_content_are_skipped_and_still_counted() -> None:
    table = parse_csv(b"a,b\n1,2\n,\n \n3,4\n,,,,\n\n")
    assert (table.rows, table.row_numbers) == ((("1", "2"), ("3", "4")), (2, 5))


def test_that_a_quoted_line_end_does_not_shift_the_row_numbers() -> None:
    table = parse_csv(b'a,b\n"x\ny",2\n3,4\n')
    assert (table.rows[0][0], table.row_numbers) == ("x\ny", (2, 3))


@pytest.mark.parametrize(
    "comment", ["# task: bits", '"# task: bits",,', "#task: bits,,,", "  ## task: bits "]
)
def test_that_a_comment_is_kept_also_after_a_spreadsheet_saved_it(comment: str) -> None:
    assert parse_csv(f"{comment}\na,b\n1,2\n".encode()).comments == ("task: bits",)


def test_that_a_column_named_by_a_number_sign_is_no_comment() -> None:
    assert parse_csv(b"#,a\n1,2\n").header == ("#", "a")


def test_that_a_ragged_row_is_named() -> None:
    fault = refusal(b"# c\na,b\n1,2\n1,2,3\n")
    assert fault.code == "csv-ragged"
    assert fault.message.startswith("Line 4 has 3 cells where line 2 has 2.")


@pytest.mark.parametrize("row", [b'"1,2', b'"1"2,3'])
def test_that_a_stray_quotation_mark_is_located(row: bytes) -> None:
    fault = refusal(b"a,b\n1,2\n" + row + b"\n3,4\n")
    assert fault.code == "csv-syntax"
    assert fault.message.startswith("Line 3 ")


@pytest.mark.parametrize(
    ("cell", "what"),
    [("abc", "“c” holds “abc”, which is not a number."), ("", "“c” is empty."), ("nan", "“c” holds “nan”")],
)
def test_that_a_bad_cell_is_located_by_row_and_column(cell: str, what: str) -> None:
    table = parse_csv(f"b,c\n1,2\n\n3,{cell}\n".encode())
    with pytest.raises(LoadError) as caught:
        table.numbers([0, 1])
    assert caught.value.code == "csv-cell"
    assert f"Line 4, column {what}" in caught.value.message
    np.testing.assert_array_equal(table.numbers([0]), [[1], [3]])


def test_that_a_bad_cell_of_any_length_leaves_the_message_whole() -> None:
    table = parse_csv(f"{'h' * 500}\n1\n{'x' * 500}\n".encode())
    with pytest.raises(LoadError) as caught:
        table.numbers([0])
    assert caught.value.message.endswith("Correct the cell and open the file again.")
    assert len(caught.value.message) <= 170


@pytest.mark.parametrize("data", [b"\n\n", b"# only a comment\n", b"  \n,,\n"])
def test_that_a_table_without_rows_is_refused(data: bytes) -> None:
    assert refusal(data).code == "empty"


def test_that_the_number_of_rows_is_limited() -> None:
    assert len(parse_csv(b"a\n" + b"1\n" * limits.CSV_ROWS).rows) == limits.CSV_ROWS
    assert refusal(b"a\n" + b"1\n" * (limits.CSV_ROWS + 1)).code == "too-large"
    assert refusal(b"\n" * 1_000_000).code == "too-large"


def test_that_line_length_cells_and_bytes_are_limited() -> None:
    assert refusal(b"a\n" + b"1," * (limits.CSV_LINE_CHARACTERS // 2) + b"1\n").message.startswith(
        "Line 2 is longer"
    )
    line = b"," * (limits.CSV_LINE_CHARACTERS - 2) + b"\n"
    assert "cells" in refusal(line * (limits.CSV_CELLS // len(line) + 1)).message
    assert refusal(b"1" * (limits.CSV_BYTES + 1)).code == "too-large"


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200))
def test_that_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert is_read_or_refused(data)


@settings(deadline=None, max_examples=300)
@given(st.data(), st.sampled_from(["utf-8", "utf-16", "cp949"]))
def test_that_a_damaged_table_is_read_or_refused(data: st.DataObject, encoding: str) -> None:
    text = bytearray(SAMPLE.encode(encoding))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    assert is_read_or_refused(bytes(text))


def bare(text: str) -> str:
    """A text without the byte order marks at its ends, which belong to no cell."""
    return text.strip("\ufeff")


@settings(deadline=None)
@given(
    st.lists(st.tuples(TEXT, st.floats(allow_nan=False, allow_infinity=False), TEXT), max_size=6),
    st.tuples(NAMES, NAMES, NAMES).filter(lambda names: len({name.strip() for name in names}) == 3),
    st.lists(TEXT, max_size=3),
)
@example([("=1+1", 1.5, "'-x"), (" a ", 1e-300, 'say "hi"\r\n')], ("x", "y", "z"), ['a, "b"', "=c,=d"])
def test_that_a_written_table_is_read_back_exactly(
    rows: list[tuple[str, float, str]], header: tuple[str, ...], comments: list[str]
) -> None:
    table = parse_csv(format_csv(header, rows, comments))
    assert table.header == header
    assert [(cells[0], cells[2]) for cells in table.rows] == [(bare(row[0]), bare(row[2])) for row in rows]
    np.testing.assert_array_equal(table.numbers([1]).ravel(), [row[1] for row in rows])


def test_that_comments_are_read_back() -> None:
    comments = ("source: notes, page 3", 'say "hi"', "#1")
    assert parse_csv(format_csv(("a", "b"), [(1, 2)], comments)).comments == comments


def test_that_a_written_table_opens_in_a_spreadsheet() -> None:
    data = format_csv(("epoch", "loss"), [(0, 0.5), (1, math.nan)], ["run, seed 1"])
    assert data == b'\xef\xbb\xbf"# run, seed 1"\r\n"epoch","loss"\r\n0,0.5\r\n1,""\r\n'


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5), st.lists(TEXT, max_size=2))
def test_that_no_written_cell_is_a_formula(rows: list[tuple[str, str]], comments: list[str]) -> None:
    data = format_csv(("=a", "@b"), rows, comments)
    for cells in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        for cell in cells:
            start = cell.lstrip()[:1]
            assert start not in tuple("=@＝＋－＠")
            assert start not in ("+", "-") or parse_number(cell, ".") is not None


def test_that_a_row_of_another_length_is_not_written() -> None:
    with pytest.raises(ValueError, match="3 cells where the header has 2"):
        format_csv(("a", "b"), [(1, 2, 3)])


def test_that_a_byte_order_mark_amid_the_table_is_no_part_of_a_cell() -> None:
    table = parse_csv("a,b\n1,2\n\ufeff3,4\n5,6\ufeff\n".encode())
    assert table.rows == (("1", "2"), ("3", "4"), ("5", "6"))


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("a,a,b,a", ("a", "a (2)", "b", "a (3)")),
        ("a,a,a (2),b", ("a", "a (3)", "a (2)", "b")),
        ("b,,column 2,a", ("b", "column 2 (2)", "column 2", "a")),
    ],
)
def test_that_every_column_has_a_name_of_its_own(header: str, names: tuple[str, ...]) -> None:
    assert parse_csv(f"{header}\n1,2,3,4\n".encode()).header == names


def test_that_a_cell_too_long_is_named_in_plain_words() -> None:
    text = f'a,b\n1,2\n"{"x" * 140_000}",3\n'
    with pytest.raises(LoadError, match="Line 3 has a cell of more than 131,072 characters"):
        parse_csv(text.encode())


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_that_the_first_line_of_a_spreadsheet_says_what_parts_cells(first: str) -> None:
    table = parse_csv(f"{first}\r\na;b, c;y\r\n1,5;2;0\r\n2,5;3;1\r\n".encode())
    assert (table.delimiter, table.header, table.row_numbers) == (";", ("a", "b, c", "y"), (3, 4))
    assert guess_form(f"{first}\na;b\n1;2\n".encode()).delimiter == ";"


def test_that_what_is_chosen_holds_against_the_first_line() -> None:
    form = CsvForm("utf-8", ",", ".", has_header=True)
    assert parse_csv(b"sep=;\na,b\n1,2\n", form).header == ("a", "b")


def test_that_a_column_may_be_called_sep() -> None:
    assert parse_csv(b"sep=x,b\n1,2\n").header == ("sep=x", "b")
