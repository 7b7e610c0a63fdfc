"""Numbers and names as a reader sees them on a page: a true minus sign, few digits, nothing invisible.

The rules for numbers are those of the window, so that a report says what was seen on the screen.
"""

import math
import unicodedata

from nnlab.study.small_digits import raised

MINUS = "\N{MINUS SIGN}"
# Codes that turn the direction of what follows: a name must not rearrange the page.
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = ("Cc", "Cs", "Cn")


def clean(text: str) -> str:
    """Return text from outside fit for a page: control codes, halves of characters and turning marks replaced."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if c in _TURNING or unicodedata.category(c) in _UNSEEN else c
        for c in text
    )


def number(value: float, digits: int = 3, *, trim: bool = False) -> str:
    """Return `value` with so many significant digits: '0.0431', '−3.33', '12345', '3.20·10⁵', '∞'.

    Magnitudes below 10⁻⁴ and from 10⁵ on are written with a power of ten; whole digits are never cut. `trim` drops
    zeros at the end ('0.1', '10⁵').
    """
    if math.isnan(value):
        return "—"
    sign = MINUS if value < 0 else ""
    if math.isinf(value):
        return sign + "∞"
    if value == 0:
        return "0"
    mantissa, exponent = f"{abs(value):.{digits - 1}e}".split("e")
    power = int(exponent)
    if -4 <= power < 5:
        plain = f"{abs(value):.{max(0, digits - 1 - power)}f}"
        return sign + (_trimmed(plain) if trim else plain)
    ten = "10" + raised(power)
    mantissa = _trimmed(mantissa) if trim else mantissa
    return sign + (ten if mantissa == "1" and trim else f"{mantissa}·{ten}")


def fixed(value: float, decimals: int = 2) -> str:
    """Return `value` with exactly so many decimals, so that a column of them aligns; huge ones as `number`."""
    if not math.isfinite(value) or abs(value) >= 1e5:
        return number(value)
    digits = f"{abs(value):.{decimals}f}"
    return MINUS + digits if value < 0 and float(digits) > 0 else digits


def count(value: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{value:,}".replace("-", MINUS)


def percent(share: float) -> str:
    """Return a share from 0 to 1 as per cent: '96.5%'. What is not all is never 100%, nor is a little nothing."""
    tenths = round(share * 1000)
    if 0 < share < 1:
        tenths = min(max(tenths, 1), 999)
    return f"{_trimmed(f'{tenths / 10:.1f}')}%"


def width_of(words: str, size: float) -> float:
    """Return about how wide `words` are in letters of `size`; those of Korean are nearly as wide as high."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in words)
    return size * (0.58 * (len(words) - wide) + 0.95 * wide)


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
