"""What a page adds to numbers as they are written everywhere: columns, shares, names with nothing invisible, widths."""

import math
import unicodedata

from nnlab.study.written_numbers import format_fixed, format_number, trimmed

# Codes that turn the direction of what follows: a name must not rearrange the page.
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = ("Cc", "Cs", "Cn")


def clean(text: str) -> str:
    """Return text from outside fit for a page: control codes, halves of characters and turning marks replaced."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if c in _TURNING or unicodedata.category(c) in _UNSEEN else c
        for c in text
    )


def fixed(value: float, decimals: int = 2) -> str:
    """Return `value` with exactly so many decimals, so that a column of them aligns; huge ones as everywhere."""
    is_huge = not math.isfinite(value) or abs(value) >= 1e5  # a column on a page is not wide enough
    return format_number(value) if is_huge else format_fixed(value, decimals)


def percent(share: float) -> str:
    """Return a share from 0 to 1 as per cent: '96.5%'. What is not all is never 100%, nor is a little nothing."""
    tenths = round(share * 1000)
    if 0 < share < 1:
        tenths = min(max(tenths, 1), 999)
    return f"{trimmed(f'{tenths / 10:.1f}')}%"


def width_of(words: str, size: float) -> float:
    """Return about how wide `words` are in letters of `size`; those of Korean are nearly as wide as high."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in words)
    return size * (0.58 * (len(words) - wide) + 0.95 * wide)
