import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from nnlab.files import LoadError, parse_byte_table
from tests.files.samples import IMAGES, LABELS, csv_of

HEADER = "label," + ",".join(f"1x{column}" for column in range(16))


def fault(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_byte_table(data)
    return caught.value


@given(
    st.sampled_from([1, 4, 9, 64]).flatmap(
        lambda pixels: st.integers(1, 6).flatmap(lambda rows: arrays(np.uint8, (rows, 1 + pixels)))
    ),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
    st.integers(0, 3),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
)
def test_that_labels_and_pixels_are_read_back(
    cells: NDArray[np.uint8], has_header: bool, end: str, blank: int, mark: bytes
) -> None:
    header = "label" + ",pixel" * (cells.shape[1] - 1) if has_header else ""
    written = csv_of(cells[:, 1:], cells[:, 0], header, end)
    labels, pixels = parse_byte_table(mark + written + end.encode() * blank)
    assert np.array_equal(labels, cells[:, 0])
    assert np.array_equal(pixels, cells[:, 1:])


def test_that_the_last_line_needs_no_end() -> None:
    assert parse_byte_table(csv_of(IMAGES, LABELS).rstrip()).labels.tolist() == LABELS.tolist()
    assert parse_byte_table(b"007,1").pixels.tolist() == [[1]]


def test_that_tables_of_many_chunks_are_read_as_numpy_reads_them() -> None:
    random = np.random.default_rng(4)
    cells = random.integers(0, 256, (3000, 785), dtype=np.uint8)
    cells[random.random(cells.shape) < 0.8] = 0
    labels, pixels = parse_byte_table(csv_of(cells[:, 1:], cells[:, 0], end="\r\n"))
    assert np.array_equal(labels, cells[:, 0])
    assert np.array_equal(pixels, cells[:, 1:])


@pytest.mark.parametrize(
    "bad", ["256", "-1", "1.0", "+1", " 1", "1 ", "", "0001", "1e2", "a", "nan", '"1"', "１", "5\r6"]
)
@pytest.mark.parametrize(("row", "column"), [(1, 2), (3, 1), (6, 17), (4, 9)])
def test_that_a_bad_cell_is_located(bad: str, row: int, column: int) -> None:
    for header in ("", HEADER):
        lines = csv_of(IMAGES, LABELS, header).decode().splitlines()
        number = row - 1 + bool(header)
        cells = lines[number].split(",")
        cells[column - 1] = bad
        lines[number] = ",".join(cells)
        found = fault("\n".join(lines).encode())
        assert found.code == "csv-cell"
        assert found.message.startswith(f"Line {number + 1}, column {column} ")


def test_that_a_bad_cell_behind_many_good_rows_is_located() -> None:
    lines = [b"5" + b",0" * 784] * 2000
    lines[1776] = b"5" + b",0" * 700 + b",2x5" + b",0" * 83
    found = fault(b"\r\n".join(lines))
    assert found.message.startswith(
        "Line 1777, column 702 holds “2x5”, but labels and pixels are whole numbers"
    )


@pytest.mark.parametrize(("line", "count"), [(b"1,2", 2), (b"1,2,3,4,5,6", 6), (b"1", 1)])
def test_that_a_row_of_another_length_is_named(line: bytes, count: int) -> None:
    good = b"1,2,3,4,5"
    found = fault(b"\n".join([good, good, line, good]))
    assert found.code == "csv-ragged"
    assert found.message.startswith(
        f"Line 3 has {count} {'cell' if count == 1 else 'cells'}, but the rows before it have 5."
    )


@pytest.mark.parametrize("mark", [";", "\t", " ", ":"])
def test_that_another_mark_than_a_comma_is_located(mark: str) -> None:
    assert fault(f"1,2,3,4,5\n1,2{mark}3,4,5\n".encode()).message.startswith("Line 2, column 2 holds")


def test_that_a_blank_line_between_rows_is_named() -> None:
    assert fault(b"1,2\n\n1,2\n").message.startswith("Line 2, column 1 is empty")


def test_that_a_header_of_another_length_is_named() -> None:
    assert fault(b"label,a\n1,2,3,4,5\n").code == "csv-ragged"


@pytest.mark.parametrize("data", [b"", b"\n", b"\r\n\r\n", b"label,pixel\n", b"\xef\xbb\xbf"])
def test_that_a_table_without_rows_is_refused(data: bytes) -> None:
    assert fault(data).code == "empty"


@pytest.mark.parametrize("data", [b"1,2,3\n", b"1\n", b"1" + b",0" * 4225, b"a=1\n"])
def test_that_a_width_that_is_no_square_picture_is_named(data: bytes) -> None:
    assert fault(data).code in ("csv-width", "empty")


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"5;0;0;12;255\n", "Line 1 has semicolons between its numbers, but commas are needed"),
        (b"label;a;b;c;d\n5;0;0;12;255\n", "Line 2 has semicolons"),
        (b"5\t0\t0\t12\t255\n", "Line 1 has tabs"),
        (b"5 0 0 12 255\n", "Line 1 has spaces"),
        (b"5,0,0,12,255\r" * 30_000, "Its lines end with CR alone"),
        ("5,0,0,12,255\n".encode("utf-16"), "It is text in UTF-16"),
        (b"\xfe\xff" + "5,0,0,12,255\n".encode("utf-16-be"), "It is text in UTF-16"),
    ],
)
def test_that_what_other_programs_write_is_named(data: bytes, cause: str) -> None:
    message = fault(data).message
    assert message.startswith(cause)
    assert "Save it" in message


def test_that_spaces_after_commas_are_no_separators() -> None:
    assert "Line 1, column 2 holds" in fault(b"5, 0, 0, 12, 255\n").message


def test_that_the_number_of_rows_is_limited() -> None:
    assert len(parse_byte_table(b"1,2\n" * 200_000).labels) == 200_000
    assert fault(b"1,2\n" * 200_001).code == "too-large"


def test_that_the_whole_of_mnist_takes_a_few_seconds_at_most() -> None:
    line = b"5" + b",0,253,17,4" * 196 + b"\n"
    started = time.perf_counter()
    assert parse_byte_table(line * 6000).pixels.shape == (6000, 784)
    assert time.perf_counter() - started < 3
