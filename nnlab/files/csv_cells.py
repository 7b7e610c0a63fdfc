"""What a CSV cell means: a number, or text that no spreadsheet may take for a formula."""

import math
import re
from typing import TypeAlias

import numpy as np

Cell: TypeAlias = "str | int | float | np.integer | np.floating"

# float() also takes 'nan', '1_000' and digits of other scripts; none of them is meant as a number in a table.
# Every repetition is possessive: digits that are given back one by one would take quadratic time in a long cell.
_NUMBER = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d*+,\d++(?:[eE][+-]?\d++)?", re.ASCII)
_DECIMAL_POINT = re.compile(r"[+-]?\d*+\.\d++(?:[eE][+-]?\d++)?", re.ASCII)

# What makes a spreadsheet compute, with the full-width forms that some locales accept, and '#', which makes our
# own reader see a comment.
_ACTIVE_STARTS = tuple("=+-@#＝＋－＠")
_GUARD = "'"


def parse_number(cell: str, decimal: str) -> float | None:
    """Return the number in `cell`, written with `decimal` ('.' or ','), or None when it is not a finite number."""
    text = cell.strip()
    if decimal == ",":
        if "." in text:
            return None
        text = text.replace(",", ".", 1)
    if _NUMBER.fullmatch(text) is None:
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def has_decimal_comma(cell: str) -> bool:
    """Return whether `cell` is a number with a decimal comma, such as 0,25."""
    return "," in cell and _DECIMAL_COMMA.fullmatch(cell.strip()) is not None


def has_decimal_point(cell: str) -> bool:
    """Return whether `cell` is a number with a decimal point, such as 0.25."""
    return "." in cell and _DECIMAL_POINT.fullmatch(cell.strip()) is not None


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
