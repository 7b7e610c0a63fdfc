"""Tables as text: CSV of unknown origin in, CSV that opens everywhere out."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.csv_bounds import guess_bounds
from nnlab.files.csv_cells import (
    DECIMALS,
    MISSING_WORDS,
    Cell,
    guarded,
    is_missing,
    parse_number,
    unguarded,
    written_cell,
)
from nnlab.files.csv_guessing import (
    DELIMITERS,
    ENCODINGS,
    decode,
    guess_decimal,
    guess_delimiter,
    guess_header,
    guess_text,
    mixes_encodings,
    reader,
)
from nnlab.files.errors import LoadError, counted, quoted, visible
from nnlab.files.patience import Cancelled, check
from nnlab.files.reading import FileKind, check_size

__all__ = [
    "CSV",
    "DECIMALS",
    "DELIMITERS",
    "ENCODINGS",
    "MISSING_WORDS",
    "CsvForm",
    "CsvTable",
    "format_csv",
    "guess_form",
    "is_missing",
    "mixes_encodings",
    "parse_csv",
]

_ROWS_BETWEEN_CHECKS = 4096
_STRAY_MARK = "\ufeff"  # of byte order: it stands before a cell where files were joined
# A '#' that is a cell of its own is a column name, not the start of a comment.
# The line by which Excel is told, and tells, what parts the cells below it.
_SEPARATOR = re.compile(r"""[ ]*+"?sep=(.)"?[ ,;\t]*+[\r\n]*+""", re.IGNORECASE)
_COMMENT = re.compile(r"""[ ]*"?#(?!"?[,;\t|])""")


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a text becomes a table: its encoding, what parts cells, the decimal mark, and whether names stand above.

    They are of ENCODINGS, DELIMITERS and DECIMALS; the delimiter of a space is any number of blanks. `above` is how
    many lines before the table are no part of it, and `last` the number of its last line, 0 for that of the text.
    Raises LoadError for others.
    """

    encoding: str
    delimiter: str
    decimal: str
    has_header: bool
    above: int = 0
    last: int = 0

    def __post_init__(self) -> None:
        for what, value, allowed in (
            ("encoding", self.encoding, ENCODINGS),
            ("delimiter", self.delimiter, DELIMITERS),
            ("decimal mark", self.decimal, DECIMALS),
        ):
            if value not in allowed:
                raise LoadError("csv-form", f"{quoted(value, 20)} is no {what} of a table. Choose another.")
        if self.above < 0 or self.last < 0 or 0 < self.last <= self.above:
            raise LoadError("csv-form", "The last line of a table comes after its first. Choose others.")


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table of text cells, all rows of one length, with everything that was guessed about it.

    header       one name per column, no two alike: 'column 1' where the file has none, 'a (2)' for a second 'a'
    rows         the cells, as text
    row_numbers  for each row the number of its line in the file, counted from 1 as a spreadsheet does: what is
                 quoted may hold the ends of lines, which do not count
    comments     the lines before the table that begin with '#', without the '#'
    above, last  as in CsvForm: where the table begins and ends
    outside      the numbers of the lines with any content that stand above and below it
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    comments: tuple[str, ...]
    has_header: bool
    delimiter: str
    decimal: str
    encoding: str
    above: int = 0
    last: int = 0
    outside: tuple[int, ...] = ()

    @property
    def form(self) -> CsvForm:
        """How the text was read."""
        return CsvForm(self.encoding, self.delimiter, self.decimal, self.has_header, self.above, self.last)

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

    def place(self, index: int, column: int) -> str:
        """Return where a cell is, as the beginning of a sentence, by its places in `rows` and `header`."""
        return f"Line {self.row_numbers[index]}, column {quoted(self.header[column], 30)}"

    def _bad_cell(self, index: int, column: int) -> LoadError:
        cell = self.rows[index][column]
        what = f"holds {quoted(cell, 30)}, which is not a number" if cell.strip() else "is empty"
        return LoadError(
            "csv-cell", f"{self.place(index, column)} {what}. Correct the cell and open the file again."
        )


def parse_csv(data: bytes, form: CsvForm | None = None, *, cancelled: Cancelled | None = None) -> CsvTable:
    """Return the table in `data`, read as `form` says, or with encoding, delimiter, decimal mark and header guessed.

    Encodings that are guessed: UTF-8, UTF-16 with a byte order mark, Korean Windows (CP949), else Western Windows
    (CP1252). Delimiters: tab, semicolon, comma, bar, and blanks between numbers, or that of a first line such as
    Excel's 'sep=;'. Rows without any content are skipped. Raises only LoadError, naming the row, or when `cancelled`.
    """
    check_size(data, limits.CSV_BYTES)
    text, encoding = guess_text(data) if form is None else decode(data, form.encoding)
    told, comments, body, rows_before = _split_comments(text)
    delimiter = (told or guess_delimiter(body)) if form is None else form.delimiter
    found = list(_records(body, delimiter, rows_before + 1, cancelled))
    above, last = guess_bounds(found) if form is None else (form.above, form.last)
    numbered = [one for one in found if _is_inside(one[0], above, last)]
    if not numbered:
        raise LoadError("empty", "It has no rows. Choose another file.")
    _check_widths(numbered)
    has_header = guess_header([cells for _, cells in numbered]) if form is None else form.has_header
    first_cells = numbered[0][1]
    named = first_cells if has_header else ("",) * len(first_cells)
    rows = numbered[1:] if has_header else numbered
    cells = tuple(cells for _, cells in rows)
    return CsvTable(
        header=_header(named),
        rows=cells,
        row_numbers=tuple(number for number, _ in rows),
        comments=comments,
        has_header=has_header,
        delimiter=delimiter,
        decimal=guess_decimal(cells) if form is None else form.decimal,
        encoding=encoding,
        above=above,
        last=last,
        outside=tuple(number for number, _ in found if not _is_inside(number, above, last)),
    )


def _is_inside(number: int, above: int, last: int) -> bool:
    return number > above and (not last or number <= last)


def guess_form(data: bytes) -> CsvForm:
    """Return how the text in `data` is probably to be read, also where its rows do not fit together.

    Raises LoadError only for bytes that are no text.
    """
    check_size(data, limits.CSV_BYTES)
    text, encoding = guess_text(data)
    told, _, body, rows_before = _split_comments(text)
    delimiter = told or guess_delimiter(body)
    found: list[tuple[int, list[str]]] = []
    with suppress(csv.Error):
        records = enumerate(reader(_bounded_lines(body, 1), delimiter), rows_before + 1)
        found.extend((number, cells) for number, cells in records if any(map(str.strip, cells)))
    above, last = guess_bounds(found)
    rows = [cells for number, cells in found if _is_inside(number, above, last)]
    has_header = bool(rows) and guess_header([cells for cells in rows if len(cells) == len(rows[0])])
    return CsvForm(encoding, delimiter, guess_decimal(rows), has_header, above, last)


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


def _split_comments(text: str) -> tuple[str, tuple[str, ...], str, int]:
    """Return what stands before the table: the delimiter that is told ('' for none) and comments; then the text after.

    The last is how many lines they and blank ones took.
    """
    comments: list[str] = []
    told = ""
    taken = position = 0
    for line in _bounded_lines(text, 1):
        separator = _SEPARATOR.fullmatch(line) if not (told or comments) else None
        if separator is not None and separator[1] in DELIMITERS:
            told = separator[1]
        elif line.strip() and not _COMMENT.match(line):
            break
        elif line.strip():
            comments.append(_comment_text(line))
        taken += 1
        position += len(line)
        _check_row_count(taken)
    return told, tuple(comments), text[position:], taken


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


def _records(
    body: str, delimiter: str, first_number: int, cancelled: Cancelled | None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the row number and the cells of every row that has any content."""
    lines = _bounded_lines(body, first_number)
    cell_count = 0
    number = first_number - 1
    try:
        for number, cells in enumerate(reader(lines, delimiter, strict=True), first_number):
            _check_row_count(number - first_number)
            if number % _ROWS_BETWEEN_CHECKS == 0:
                check(cancelled)
            cell_count += len(cells)
            if cell_count > limits.CSV_CELLS:
                raise LoadError(
                    "too-large", f"It has more than {limits.CSV_CELLS:,} cells. Choose a smaller table."
                )
            if any(cell and not cell.isspace() for cell in cells):
                yield number, tuple(unguarded(cell).strip(_STRAY_MARK) for cell in cells)
    except csv.Error as error:
        if "field larger" in str(error):
            what = f"Line {number + 1} has a cell of more than {csv.field_size_limit():,} characters"
            raise LoadError("too-large", f"{what}. Shorten it, or check its quotation marks.") from error
        what = f"Line {number + 1} cannot be split into cells ({visible(str(error))})"
        raise LoadError("csv-syntax", f"{what}. Check its quotation marks.") from error


def _header(named: Sequence[str]) -> tuple[str, ...]:
    """Return the names of columns, each of them once: by its name a column is chosen."""
    own = [name.strip() for name in named]
    reserved, seen, copies = set(own), set[str](), Counter[str]()
    names = []
    for place, name in enumerate(own, 1):
        wanted = unique = name or f"column {place}"
        while unique in seen or (unique in reserved and unique != name):
            copies[wanted] += 1
            unique = f"{wanted} ({copies[wanted] + 1})"
        seen.add(unique)
        names.append(unique)
    return tuple(names)


def _check_row_count(count: int) -> None:
    if count > limits.CSV_ROWS:
        raise LoadError("too-large", f"It has more than {limits.CSV_ROWS:,} rows. Choose a smaller table.")


def _check_widths(numbered: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    first_number, first_cells = numbered[0]
    for number, cells in numbered:
        if len(cells) != len(first_cells):
            what = f"Line {number} has {counted(len(cells), 'cell')} where line {first_number} has {len(first_cells)}"
            raise LoadError("csv-ragged", f"{what}. Correct it and open the file again.")
