"""Tables of bytes as text: a label and the pixels of one picture per line, as lecture note 004 has MNIST.

    5,0,0,12,255,…

A general table is read cell by cell (csv_table.py); MNIST has 47 million cells, which are read all at once here.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlab.files import limits
from nnlab.files.errors import LoadError, counted, quoted
from nnlab.files.patience import Cancelled, check
from nnlab.files.reading import check_size

# What is worked on at once; with its intermediate arrays it stays in or near the processor's cache.
_CHUNK_BYTES = 1 << 18
# A header may have long names; a line of numbers is shorter.
_LONGEST_LINE = 1 << 16
_MARK = b"\xef\xbb\xbf"
_HUNDREDS, _TENS = 100, 10
_NEWLINE, _ZERO = ord("\n"), ord("0")
_CELL = re.compile(rb"\d{1,3}")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OTHER_SEPARATOR = re.compile(rb"\s*\d++\s*?([;\t |])\s*\d")
_SEPARATOR_NAMES = {b";": "semicolons", b"\t": "tabs", b" ": "spaces", b"|": "bars"}


class ByteTable(NamedTuple):
    """The cells of N lines: the first of each, (N,) uint8, and the others, (N, K) uint8."""

    labels: NDArray[np.uint8]
    pixels: NDArray[np.uint8]


def parse_byte_table(data: bytes | memoryview, *, cancelled: Cancelled | None = None) -> ByteTable:
    """Return the table in `data`: lines of 1 + K whole numbers from 0 to 255 between commas, K a square number.

    A first line that does not begin with a digit is a header. Blank lines at the end are skipped. At most 128 MiB,
    200 000 rows, 4096 pixels. Raises only LoadError, naming row and column, the row as an editor counts
    lines, or when `cancelled`.
    """
    check_size(data, limits.BYTE_TABLE_BYTES)
    view = memoryview(data)
    _check_text(view)
    end = _end_of_rows(view)
    start = len(_MARK) if bytes(view[:3]) == _MARK else 0
    first_row = 1
    header = _line_at(view, start, end)
    if header[:1] and not header[:1].isdigit():
        start = min(end, start + len(header) + 1)
        first_row = 2
    if start >= end:
        raise LoadError("empty", "It has no rows of numbers. Choose another file.")
    width = _width(_line_at(view, start, end), first_row)
    if first_row == 2 and header.count(b",") + 1 != width:
        raise _ragged(2, width, header.count(b",") + 1, 1)
    return _read_rows(view[start:end], width, first_row, cancelled)


def _check_text(view: memoryview) -> None:
    """Raise LoadError for text that other programs write: nothing else in it would be told right."""
    start = bytes(view[:_LONGEST_LINE])
    if start.startswith(_UTF_16_MARKS):
        raise LoadError("encoding", "It is text in UTF-16. Save it as CSV in UTF-8 and open that.")
    if b"\r" in start and b"\n" not in start and b"\n" not in bytes(view):
        what = "Its lines end with CR alone, as old Macs wrote them"
        raise LoadError("csv-syntax", f"{what}. Save it with the line ends of today (LF) and open that.")


def _end_of_rows(view: memoryview) -> int:
    """Return where the last line with any content ends, without its line end."""
    end = len(view)
    while end:
        block = bytes(view[max(0, end - _LONGEST_LINE) : end])
        content = block.rstrip(b"\r\n")
        end -= len(block) - len(content)
        if content:
            break
    return end


def _line_at(view: memoryview, start: int, end: int) -> bytes:
    """Return the line that begins at `start`, with the CR of its line end, without the LF."""
    piece = bytes(view[start : min(end, start + _LONGEST_LINE)])
    line, newline, _ = piece.partition(b"\n")
    if not newline and start + len(piece) < end:
        raise LoadError(
            "too-large", f"It has a line of more than {_LONGEST_LINE:,} characters. Choose another file."
        )
    return line


def _width(line: bytes, row: int) -> int:
    """Return how many cells a row has, judged by the first one."""
    width = line.count(b",") + 1
    other = _OTHER_SEPARATOR.match(line)
    if other is not None:
        what = f"Line {row} has {_SEPARATOR_NAMES[other[1]]} between its numbers, but commas are needed"
        raise LoadError("csv-syntax", f"{what}. Save it as CSV with commas and open that.")
    pixels = width - 1
    if not 1 <= pixels <= limits.BYTE_TABLE_PIXELS or math.isqrt(pixels) ** 2 != pixels:
        what = f"Line {row} has {counted(width, 'cell')}. A label and the pixels of a square picture are expected"
        raise LoadError("csv-width", f"{what}: 785 for 28 × 28. Choose another file.")
    return width


def _read_rows(view: memoryview, width: int, first_row: int, cancelled: Cancelled | None) -> ByteTable:
    # A row has at least a digit and a separator for each cell, so that few bytes cannot ask for a large table.
    room = min((len(view) + 1) // (2 * width), limits.BYTE_TABLE_ROWS) + 1
    labels = np.empty(room, dtype=np.uint8)
    pixels = np.empty((room, width - 1), dtype=np.uint8)
    count = 0
    for chunk in _chunks(view, width):
        check(cancelled)
        cells = _cells(chunk, width)
        if cells is None:
            raise _located(chunk, width, first_row + count)
        following = count + len(cells)
        if following > limits.BYTE_TABLE_ROWS:
            what = f"It has more than {limits.BYTE_TABLE_ROWS:,} rows"
            raise LoadError("too-large", f"{what}. Choose a smaller file.")
        labels[count:following] = cells[:, 0]
        pixels[count:following] = cells[:, 1:]
        count = following
    return ByteTable(labels[:count], pixels[:count])


def _chunks(view: memoryview, width: int) -> Iterator[bytes]:
    """Yield whole lines that end with LF alone, many at a time."""
    start = 0
    longest_row = 4 * width + 1
    while start < len(view):
        piece = bytes(view[start : start + _CHUNK_BYTES])
        if start + len(piece) == len(view):
            start += len(piece)
            piece += b"\n"
        else:
            taken = piece.rfind(b"\n") + 1 or longest_row
            piece = piece[:taken]
            start += taken
        yield piece.replace(b"\r\n", b"\n") if b"\r" in piece else piece


def _cells(chunk: bytes, width: int) -> NDArray[np.int16] | None:
    """Return the numbers in `chunk` (rows, width), or None when anything in it is not as it should be."""
    characters = np.frombuffer(chunk, dtype=np.uint8)
    digits = characters - np.uint8(_ZERO)  # wraps around, so that only digits are below ten
    ends = np.flatnonzero(digits > 9)
    if len(ends) % width:
        return None
    separators = characters[ends].reshape(-1, width)
    if (separators[:, -1] != _NEWLINE).any() or (separators[:, :-1] != ord(",")).any():
        return None
    lengths = np.diff(ends, prepend=-1) - 1
    if lengths.min() < 1 or lengths.max() > 3:
        return None
    values = digits[ends - 1].astype(np.int16)
    longer = np.flatnonzero(lengths > 1)
    values[longer] += _TENS * digits[ends[longer] - 2].astype(np.int16)
    longest = np.flatnonzero(lengths > 2)
    values[longest] += _HUNDREDS * digits[ends[longest] - 3].astype(np.int16)
    return values.reshape(-1, width) if values.max() <= 255 else None


def _located(chunk: bytes, width: int, first_row: int) -> LoadError:
    """Return the refusal that names the first fault of a chunk that has one."""
    for row, line in enumerate(chunk.removesuffix(b"\n").split(b"\n"), first_row):
        cells = line.split(b",")
        for column, cell in enumerate(cells[:width], 1):
            if not _CELL.fullmatch(cell) or int(cell) > 255:
                text = cell.decode("utf-8", errors="replace")
                found = f"holds {quoted(text, 20)}" if cell.strip() else "is empty"
                where = f"Line {row}, column {column} {found}"
                what = "but labels and pixels are whole numbers from 0 to 255"
                return LoadError("csv-cell", f"{where}, {what}. Correct it and open the file again.")
        if len(cells) != width:
            return _ragged(row, len(cells), width, first_row)
    raise AssertionError("a chunk without a fault was refused")


def _ragged(row: int, found: int, width: int, first_row: int) -> LoadError:
    what = f"Line {row} has {counted(found, 'cell')}, but the rows before it have {width:,}"
    return LoadError("csv-ragged", f"{what}. Correct it and open the file again.")
