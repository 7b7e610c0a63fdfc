"""Tables as text: CSV of unknown origin in, CSV that opens everywhere out."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.csv_cells import (
    Cell,
    guarded,
    has_decimal_comma,
    has_decimal_point,
    parse_number,
    unguarded,
    written_cell,
)
from nnlab.files.errors import LoadError, counted, quoted
from nnlab.files.reading import FileKind, check_size

# In the order of preference when two explain the text equally well: a decimal comma looks like a delimiter.
_DELIMITERS = ("\t", ";", ",")
_SAMPLE_LINES = 100
# A '#' that is a cell of its own is a column name, not the start of a comment.
_COMMENT = re.compile(r"""[ ]*"?#(?!"?[,;\t])""")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a text becomes a table: its encoding, what parts cells, the decimal mark, and whether names stand above."""

    encoding: str
    delimiter: str
    decimal: str
    has_header: bool


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table of text cells, all rows of one length, with everything that was guessed about it.

    header       one name per column; 'column 1' and so on where the file has none
    rows         the cells, as text
    row_numbers  for each row its number in the file, as a spreadsheet shows it, counted from 1
    comments     the lines before the table that begin with '#', without the '#'
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    comments: tuple[str, ...]
    has_header: bool
    delimiter: str
    decimal: str
    encoding: str

    @property
    def form(self) -> CsvForm:
        """How the text was read."""
        return CsvForm(self.encoding, self.delimiter, self.decimal, self.has_header)

    def numbers(self, columns: Sequence[int]) -> NDArray[np.float64]:
        """Return the named columns, by their positions, as float64 of shape (rows, columns).

        Raises LoadError that names row and column of the first cell which is not a finite number.
        """
        matrix = np.empty((len(self.rows), len(columns)))
        for index, row in enumerate(self.rows):
            for place, column in enumerate(columns):
                number = parse_number(row[column], self.decimal)
                if number is None:
                    raise self._bad_cell(index, column)
                matrix[index, place] = number
        return matrix

    def _bad_cell(self, index: int, column: int) -> LoadError:
        cell = self.rows[index][column]
        what = f"holds {quoted(cell, 30)}, which is not a number" if cell.strip() else "is empty"
        where = f"Row {self.row_numbers[index]}, column {quoted(self.header[column], 30)}"
        return LoadError("csv-cell", f"{where} {what}. Correct the cell and open the file again.")


def parse_csv(data: bytes) -> CsvTable:
    """Return the table in `data`, with encoding, delimiter, decimal mark and header guessed.

    Encodings: UTF-8, Korean Windows (CP949), UTF-16 with a byte order mark. Delimiters: comma, semicolon, tab.
    Rows without any content are skipped. Raises only LoadError, naming the row.
    """
    check_size(data, limits.CSV_BYTES)
    text, encoding = _decode(data)
    comments, body, rows_before = _split_comments(text)
    delimiter = _guess_delimiter(body)
    numbered = list(_records(body, delimiter, rows_before + 1))
    if not numbered:
        raise LoadError("empty", "It has no rows. Choose another file.")
    _check_widths(numbered)
    has_header = _guess_header([cells for _, cells in numbered[: _SAMPLE_LINES + 1]])
    first_cells = numbered[0][1]
    named = first_cells if has_header else ("",) * len(first_cells)
    rows = numbered[1:] if has_header else numbered
    return CsvTable(
        header=tuple(name.strip() or f"column {place}" for place, name in enumerate(named, 1)),
        rows=tuple(cells for _, cells in rows),
        row_numbers=tuple(number for number, _ in rows),
        comments=comments,
        has_header=has_header,
        delimiter=delimiter,
        decimal=_guess_decimal(delimiter, [cells for _, cells in rows]),
        encoding=encoding,
    )


CSV = FileKind("a table (CSV)", parse_csv, limits.CSV_BYTES)


def format_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]], comments: Sequence[str] = ()) -> bytes:
    """Return a table as CSV in UTF-8 with a byte order mark, without which Excel misreads Korean.

    Numbers keep all their digits; one that is not finite becomes an empty cell. Text that a spreadsheet would
    compute gets an apostrophe before it, which `parse_csv` takes away again.
    """
    text = io.StringIO(newline="")
    # Every text is quoted: spaces at its ends then survive, and a comment stays one cell.
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for comment in comments:
        writer.writerow(["# " + " ".join(comment.split())])
    writer.writerow([guarded(name) for name in header])
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"a row has {len(row)} cells where the header has {len(header)}")
        writer.writerow([written_cell(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding."""
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, encoding
    raise LoadError("encoding", "This is not text that can be read. Save it as CSV in UTF-8 and open that.")


def _split_comments(text: str) -> tuple[tuple[str, ...], str, int]:
    """Return the comments before the table, the text after them, and how many lines they and blank ones took."""
    comments: list[str] = []
    taken = position = 0
    for line in _bounded_lines(text, 1):
        if line.strip() and not _COMMENT.match(line):
            break
        if line.strip():
            comments.append(_comment_text(line))
        taken += 1
        position += len(line)
        _check_row_count(taken)
    return tuple(comments), text[position:], taken


def _comment_text(line: str) -> str:
    """Return what a comment line says, also after a spreadsheet has quoted it and padded it with delimiters."""
    text = line.strip().rstrip(",;\t ")
    if text.startswith('"'):
        text = text.removeprefix('"').removesuffix('"').replace('""', '"')
    return text.lstrip("#").strip()


def _bounded_lines(text: str, first_number: int) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), first_number):
        if len(line) > limits.CSV_LINE_CHARACTERS:
            what = f"Line {number} is longer than {limits.CSV_LINE_CHARACTERS:,} characters"
            raise LoadError("too-large", f"{what}. Choose a table with shorter lines.")
        yield line


def _guess_delimiter(body: str) -> str:
    """Return the delimiter by which the first lines split most evenly into more than one cell."""
    sample = list(islice(io.StringIO(body, newline=""), _SAMPLE_LINES))

    def evenness(delimiter: str) -> float:
        try:
            records = csv.reader(sample, delimiter=delimiter, skipinitialspace=True)
            widths = Counter(len(cells) for cells in records if cells)
        except csv.Error:
            return 0.0
        width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        return count / widths.total() if width > 1 else 0.0

    best = max(_DELIMITERS, key=evenness)
    return best if evenness(best) > 0 else ","


def _records(body: str, delimiter: str, first_number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the row number and the cells of every row that has any content."""
    lines = _bounded_lines(body, first_number)
    cell_count = 0
    number = first_number - 1
    try:
        for number, cells in enumerate(
            csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True), first_number
        ):
            _check_row_count(number - first_number)
            cell_count += len(cells)
            if cell_count > limits.CSV_CELLS:
                raise LoadError(
                    "too-large", f"It has more than {limits.CSV_CELLS:,} cells. Choose a smaller table."
                )
            if any(cell and not cell.isspace() for cell in cells):
                yield number, tuple(map(unguarded, cells))
    except csv.Error as error:
        what = f"Row {number + 1} cannot be split into cells ({error})"
        raise LoadError("csv-syntax", f"{what}. Check its quotation marks.") from error


def _check_row_count(count: int) -> None:
    if count > limits.CSV_ROWS:
        raise LoadError("too-large", f"It has more than {limits.CSV_ROWS:,} rows. Choose a smaller table.")


def _check_widths(numbered: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    first_number, first_cells = numbered[0]
    for number, cells in numbered:
        if len(cells) != len(first_cells):
            what = f"Row {number} has {counted(len(cells), 'cell')} where row {first_number} has {len(first_cells)}"
            raise LoadError("csv-ragged", f"{what}. Correct it and open the file again.")


def _guess_header(records: Sequence[tuple[str, ...]]) -> bool:
    """Return whether the first record names the columns.

    It does when nothing in it is a number, or when one of its texts stands over nothing but numbers.
    """
    first, others = records[0], records[1:]
    texts = [place for place, cell in enumerate(first) if not _is_number(cell)]
    if len(texts) == len(first):
        return True
    named = [place for place in texts if first[place].strip()]
    return bool(others) and any(all(_is_number(cells[place]) for cells in others) for place in named)


def _is_number(cell: str) -> bool:
    return parse_number(cell, ".") is not None or has_decimal_comma(cell)


def _guess_decimal(delimiter: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Return ',' when the cells have numbers with a decimal comma and none with a point, else '.'.

    Between commas a quoted "1,234" is a thousand, so a comma is never a decimal mark there.
    """
    if delimiter == ",":
        return "."
    has_commas = any(has_decimal_comma(cell) for cells in rows for cell in cells)
    has_points = any(has_decimal_point(cell) for cells in rows for cell in cells)
    return "," if has_commas and not has_points else "."
