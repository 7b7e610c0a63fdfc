"""What an unknown text is written in: encoding, delimiter, decimal mark, and whether names stand above the columns."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from nnlab.files.csv_cells import DECIMALS, is_missing, is_number, shows_mark
from nnlab.files.csv_units import common_unit, without_unit
from nnlab.files.errors import LoadError

# In the order of preference when two explain the text equally well: a decimal comma looks like a delimiter.
DELIMITERS = ("\t", "|", " ", ";", ",")
# In the order of looking; that of Western Windows is taken only where nothing else fits, Latin-1 is only chosen.
ENCODINGS = ("utf-8", "utf-8-sig", "cp949", "utf-16", "cp1252", "latin-1")
_SPACE = " "
_SAMPLE_LINES = 100
_JUDGED_CHARACTERS = 1 << 20
# Cells are parted by any number of blanks, but not inside quotation marks.
_BLANKS = re.compile(r'"[^"]*+"|[ \t]++')
_KOREAN_IN_UTF_8 = re.compile(rb"[\xea-\xed][\x80-\xbf]{2}")
_LOOKED_AT = 1 << 18
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def guess_text(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding. Raises LoadError for bytes that are no text."""
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "cp949", "cp1252"):
        try:
            text, _ = decode(data, encoding)
        except LoadError:
            continue
        if encoding not in ("cp949", "cp1252") or _is_likely(text, encoding):
            return text, encoding
    raise _not_text()


def decode(data: bytes, encoding: str) -> tuple[str, str]:
    """Return the text in an encoding, without its mark, and the name of that. Raises LoadError for other bytes."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(str(error)) from error
    if "\0" in text:
        raise _not_text()
    return text.removeprefix("\ufeff"), encoding


def mixes_encodings(data: bytes, encoding: str) -> bool:
    """Return whether some lines of a text that is read in an old encoding are Korean in UTF-8, and so are garbled.

    It is what comes of two files that were put together; lines of an old encoding are hardly ever right in UTF-8.
    """
    if encoding not in ("cp949", "cp1252", "latin-1"):
        return False
    return any(map(_is_korean_utf_8, data[:_LOOKED_AT].splitlines()))


def _is_korean_utf_8(line: bytes) -> bool:
    if _KOREAN_IN_UTF_8.search(line) is None:
        return False
    try:
        return any("\uac00" <= character <= "\ud7a3" for character in line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _is_likely(text: str, encoding: str) -> bool:
    """Return whether a text that happens to be right in an encoding was probably written in it.

    Accented letters of the West in pairs are Chinese characters in CP949, hardly ever syllables of Korean, and before
    an ASCII letter, as in °C, syllables that Korean hardly has. Signs such as ℃ tell nothing; and bytes that are no
    text at all have control codes among them.
    """
    if encoding == "cp1252":
        return not any(code in text for code in map(chr, (*range(1, 9), *range(14, 32))))
    letters = Counter(text[:_JUDGED_CHARACTERS])
    beyond = sum(times for letter, times in letters.items() if letter.isalpha() and not letter.isascii())
    korean = sum(times for letter, times in letters.items() if _is_common_korean(letter))
    return 2 * korean >= beyond


def _is_common_korean(letter: str) -> bool:
    """Return whether a letter is one of the 2,350 syllables of KS X 1001, of which nearly all Korean is written."""
    # Others are spelled out there, letter by letter.
    return "\uac00" <= letter <= "\ud7a3" and len(letter.encode("euc_kr")) == 2


def _not_text(detail: str = "") -> LoadError:
    return LoadError(
        "encoding", "This is not text that can be read. Save it as CSV in UTF-8 and open that.", detail
    )


def guess_delimiter(body: str) -> str:
    """Return the delimiter by which the first lines split most evenly into more than one cell."""
    sample = list(islice(io.StringIO(body, newline=""), _SAMPLE_LINES))

    def evenness(delimiter: str) -> float:
        try:
            records = [cells for cells in reader(sample, delimiter) if cells]
        except csv.Error:
            return 0.0
        if delimiter == _SPACE and not _holds_numbers(records):
            return 0.0
        widths = Counter(map(len, records))
        width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        return count / widths.total() if width > 1 else 0.0

    best = max(DELIMITERS, key=evenness)
    return best if evenness(best) > 0 else ","


def _holds_numbers(records: Sequence[Sequence[str]]) -> bool:
    """Return whether all rows but the first, of names, are numbers: words have blanks between them anyway."""
    return len(records) > 1 and all(is_number(cell) for cells in records[1:] for cell in cells)


def _with_single_spaces(line: str) -> str:
    """Return a line whose cells have one space between them, and none around them."""
    text = line.rstrip("\r\n")
    single = _BLANKS.sub(lambda run: run[0] if run[0][0] == '"' else _SPACE, text.strip(" \t"))
    return single + line[len(text) :]


def reader(lines: Iterable[str], delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    """Return what yields the cells of each row; with `strict` it raises csv.Error at a stray quotation mark."""
    if delimiter == _SPACE:
        lines = map(_with_single_spaces, lines)
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != _SPACE, strict=strict)


def guess_header(records: Sequence[Sequence[str]]) -> bool:
    """Return whether the first record names the columns.

    It does when one of its texts stands over nothing but numbers, or when nothing in it is a number or a word for what
    is missing, and no text of it comes again in its own column.
    """
    first, *others = records[: _SAMPLE_LINES + 1]
    texts = [
        place
        for place, cell in enumerate(first)
        if not (is_number(cell) or _is_amount(cell, [cells[place] for cells in others]))
    ]
    if any(
        _heads_numbers([cells[place] for cells in others]) for place in texts if not is_missing(first[place])
    ):
        return True
    if len(texts) < len(first) or any(cell.strip() and is_missing(cell) for cell in first):
        return False
    return not any(
        first[place] == cells[place] and not is_missing(first[place]) for cells in others for place in texts
    )


def _is_amount(cell: str, below: Sequence[str]) -> bool:
    """Return whether a cell is a number with the unit of those below it: 86% is, but 1주 over numbers is a name."""
    unit = without_unit(cell)[1]
    return bool(unit) and common_unit(below) == unit


def _heads_numbers(cells: Sequence[str]) -> bool:
    """Return whether cells are nothing but numbers, of one unit or of none."""
    valued = [cell for cell in cells if not is_missing(cell)]
    if not valued or all(map(is_number, valued)):
        return bool(valued)
    unit = common_unit(valued)
    return len(valued) > 1 and bool(unit) and all(without_unit(cell)[1] == unit for cell in valued)


def guess_decimal(rows: Sequence[Sequence[str]]) -> str:
    """Return ',' when there are numbers that show a decimal comma and none that shows a point, else '.'.

    1,234 shows neither: it is taken for a thousand, unless another number shows that commas mark decimals.
    """
    point, comma = DECIMALS
    shown = [
        any(mark in cell and shows_mark(without_unit(cell)[0], mark) for cells in rows for cell in cells)
        for mark in (comma, point)
    ]
    return comma if shown == [True, False] else point
