"""What a CSV cell means: a number, or text that no spreadsheet may take for a formula."""

import math
import re
from typing import TypeAlias

import numpy as np

Cell: TypeAlias = "str | int | float | np.integer | np.floating"

# float() also takes 'nan', '1_000' and digits of other scripts; none of them is meant as a number in a table.
# Every repetition is possessive: digits that are given back one by one would take quadratic time in a long cell.
_NUMBER = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?", re.ASCII)
_POINT, _COMMA = ".", ","
DECIMALS = (_POINT, _COMMA)
_OTHER_MARK = {_POINT: _COMMA, _COMMA: _POINT}
# A thousand has groups of three digits, and none begins with a zero: 0,125 is an eighth.
_GROUPED = {
    mark: re.compile(
        rf"[+-]?[1-9]\d{{0,2}}+(?:{re.escape(group)}\d{{3}})++(?:{re.escape(mark)}\d++)?", re.ASCII
    )
    for mark, group in _OTHER_MARK.items()
}

# What makes a spreadsheet compute, with the full-width forms that some locales accept, and '#', which makes our
# own reader see a comment.
_ACTIVE_STARTS = tuple("=+-@#＝＋－＠")
_GUARD = "'"
# What stands for a cell without a value, in any case of letters.
MISSING_WORDS = ("", "NA", "N/A", "NaN", "null", "-", "?")
_MISSING = frozenset(word.casefold() for word in MISSING_WORDS)
_SAMPLE_LINES = 100
_JUDGED_CHARACTERS = 1 << 20


def parse_number(cell: str, decimal: str) -> float | None:
    """Return the number in `cell`, written with `decimal` ('.' or ','), or None when it is not a finite number.

    The other mark may part thousands: 1,234.5 with a decimal point, 1.234,5 with a decimal comma.
    """
    text = plain_number(cell, decimal)
    number = math.inf if text is None else float(text)
    return number if math.isfinite(number) else None


def plain_number(cell: str, decimal: str) -> str | None:
    """Return the number in `cell` as it is written, but with a decimal point and no other marks; None for no number."""
    text = cell.strip()
    group = _OTHER_MARK[decimal]
    if group in text:
        if _GROUPED[decimal].fullmatch(text) is None:
            return None
        text = text.replace(group, "")
    if decimal == _COMMA:
        text = text.replace(_COMMA, _POINT, 1)
    return text if _NUMBER.fullmatch(text) else None


def is_missing(cell: str) -> bool:
    """Return whether a cell has no value: it is empty, or one of MISSING_WORDS in any case of letters."""
    return cell.strip().casefold() in _MISSING


def is_number(cell: str) -> bool:
    """Return whether `cell` is a number with one decimal mark or the other."""
    return parse_number(cell, _POINT) is not None or parse_number(cell, _COMMA) is not None


def shows_mark(cell: str, decimal: str) -> bool:
    """Return whether `cell` is a number with this decimal mark and with no other: 0,25 shows a comma, 1,250 none."""
    return (
        decimal in cell
        and parse_number(cell, decimal) is not None
        and parse_number(cell, _OTHER_MARK[decimal]) is None
    )


def guarded(text: str) -> str:
    """Return text as it is written: with an apostrophe before anything a spreadsheet would compute.

    Apostrophes before it are counted as part of it, so that `unguarded` restores exactly what was given.
    """
    return _GUARD + text if _is_active(text) else text


def unguarded(cell: str) -> str:
    """Return the text for which `guarded` gives `cell`; other cells are returned as they are."""
    return cell[1:] if cell.startswith(_GUARD) and _is_active(cell) else cell


def written_cell(cell: Cell) -> str | int | float:
    """Return what csv.writer is given for `cell`: guarded text, a plain number, or a gap for nan and infinity."""
    if isinstance(cell, str):
        return guarded(cell)
    if isinstance(cell, (int, np.integer)):
        return int(cell)
    return float(cell) if math.isfinite(cell) else ""


def _is_active(text: str) -> bool:
    """Return whether text, without the guards before it, would be computed or taken for a comment."""
    bare = text.lstrip(_GUARD)
    visible = bare.lstrip()
    # Tab and line ends at the start are known to smuggle a formula past a check of the first character.
    starts_active = visible.startswith(_ACTIVE_STARTS) or bare[:1] in ("\t", "\r", "\n")
    return bool(bare) and starts_active and parse_number(bare, ".") is None
