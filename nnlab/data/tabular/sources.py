"""Where tables of one's own come from: a file, or cells that were copied out of a spreadsheet."""

import math
import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from nnlab.data.dataset import Dataset
from nnlab.data.tables import has_roles, parse_table
from nnlab.data.tabular.encoding import check_cells, check_width
from nnlab.data.tabular.guessing import guess_plan
from nnlab.data.tabular.plan import TableSource
from nnlab.files import limits
from nnlab.files.csv_table import CsvForm, guess_form, parse_csv
from nnlab.files.errors import LoadError, named
from nnlab.files.formats import Format, sniff
from nnlab.files.patience import Cancelled, timed
from nnlab.files.reading import FileKind, first_bytes, open_untrusted

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat", ".data")
_LOOKED_AT = 1 << 16
# The least that is taken for pictures, 8 × 8: five small whole numbers in a row are five columns, not 2 × 2 pixels.
_LEAST_PIXELS = 64
_BYTES_ROW = re.compile(rb"\d{1,3}(?:,\d{1,3})++\r?")


def open_table_or_none(
    path: str | os.PathLike[str],
    cancelled: Cancelled | None = None,
    *,
    name: str = "",
    correct: Callable[[CsvForm], CsvForm] | None = None,
) -> "TableSource | Dataset | None":
    """Return the table in the file at `path`, or None where it is none: a folder, pictures in a table, something else.

    A table whose header says what columns are for, as nnlab's own do, is the data set `name`; any other is read as
    guessed, or as `correct` makes it of that. Raises only LoadError, also for what is called a table and is no text.
    """
    if Path(path).suffix.lower() not in SUFFIXES or os.path.isdir(path):
        return None
    cancelled = timed(cancelled)
    start = first_bytes(path, _LOOKED_AT)
    if sniff(start) is Format.BINARY:
        raise _no_text(path, start)
    if sniff(start) is not Format.TEXT or _holds_pictures(start):
        return None

    def parse(data: bytes) -> TableSource | Dataset:
        if correct is None and has_roles(data):
            return parse_table(name, data)
        form = None if correct is None else correct(guess_form(data))
        source = table_from_bytes(data, form=form, cancelled=cancelled)
        if len(source.plan.columns) < 2:
            message = "It is text, but no table: that has two columns at least, something to learn from and an answer."
            raise LoadError("no-table", f"{message} Choose another file.")
        return source

    return open_untrusted(path, FileKind("a table (CSV)", parse, limits.CSV_BYTES), cancelled=cancelled)


def _no_text(path: str | os.PathLike[str], start: bytes) -> LoadError:
    """Return what is wrong with a file that is called a table, and holds a NUL among the bytes it begins with."""
    line = start[: start.index(b"\0")].count(b"\n") + 1
    what = f"Line {line:,} holds a NUL, which is no text"
    return LoadError(
        "table-nul", f"{named(path)}: {what}. Nothing was changed. Save the table as CSV in UTF-8."
    )


def _holds_pictures(start: bytes) -> bool:
    """Return whether lines are a label and the pixels of a square picture, as MNIST has them, after a header or not."""
    for line in start.split(b"\n")[:2]:
        pixels = line.count(b",")
        if pixels >= _LEAST_PIXELS and math.isqrt(pixels) ** 2 == pixels and _BYTES_ROW.fullmatch(line):
            return True
    return False


def open_table(
    path: str | os.PathLike[str], cancelled: Cancelled | None = None, *, form: CsvForm | None = None
) -> TableSource:
    """Return the table in the file at `path`, with what is probably meant by it. Raises only LoadError."""
    cancelled = timed(cancelled)
    parse = partial(table_from_bytes, form=form, cancelled=cancelled)
    return open_untrusted(path, FileKind("a table (CSV)", parse, limits.CSV_BYTES), cancelled=cancelled)


def open_text(path: str | os.PathLike[str], cancelled: Cancelled | None = None) -> bytes:
    """Return the bytes of the file at `path`, for a table that is to be read in a form yet to be found.

    Raises only LoadError.
    """
    kind = FileKind("a table (CSV)", bytes, limits.CSV_BYTES)
    return open_untrusted(path, kind, cancelled=timed(cancelled))


def table_from_text(text: str) -> TableSource:
    """Return the table in a text, such as cells that were copied out of a spreadsheet. Raises only LoadError."""
    return table_from_bytes(text.encode("utf-8", errors="replace"))


def table_from_bytes(
    data: bytes, *, form: CsvForm | None = None, cancelled: Cancelled | None = None
) -> TableSource:
    """Return the table in `data`, read as `form` says or as guessed, with a guessed plan. Raises only LoadError."""
    table = parse_csv(data, form, cancelled=cancelled)
    check_width(len(table.header))
    if len(table.header) > 1:  # what has one column is prose, before it is a table without rows
        check_cells(table)
    return TableSource(data, guess_plan(table, cancelled))
