"""Numbers as a reader sees them, in the window and on paper: a true minus sign, few digits, powers of ten and no e."""

import math

from nnlab.study.small_digits import raised

MINUS = "\N{MINUS SIGN}"
INFINITY = "\N{INFINITY}"


def format_number(value: float, significant: int = 3, *, signed: bool = False, trim: bool = False) -> str:
    """Return `value` with `significant` digits: '0.0431', '−3.33', '12345', '3.20·10⁵'.

    Magnitudes below 10⁻⁴ and from 10⁵ on are written with a power of ten; whole digits are never cut.
    `signed` puts '+' before positive values; `trim` drops trailing zeros ('0.1', '10⁵').
    Infinity is '∞', a value that is not a number '—'; zero is '0', whatever its sign.
    """
    if math.isnan(value):
        return "—"
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    if math.isinf(value):
        return sign + INFINITY
    if value == 0:
        return "0"
    mantissa, exponent = f"{abs(value):.{significant - 1}e}".split("e")
    power = int(exponent)
    if -4 <= power < 5:
        digits = f"{abs(value):.{max(0, significant - 1 - power)}f}"
        return sign + (trimmed(digits) if trim else digits)
    ten = "10" + raised(power)
    mantissa = trimmed(mantissa) if trim else mantissa
    return sign + (ten if mantissa == "1" and trim else f"{mantissa}·{ten}")


def format_fixed(value: float, decimals: int) -> str:
    """Return a finite `value` with exactly `decimals` digits after the point, for numbers that align.

    What rounds to zero has no sign: −0.001 with two decimals is '0.00'.
    """
    digits = f"{abs(value):.{decimals}f}"
    return MINUS + digits if value < 0 and float(digits) > 0 else digits


def format_count(n: int) -> str:
    """Return a whole number with its thousands apart: '1,234'."""
    return f"{n:,}".replace("-", MINUS)


def trimmed(digits: str) -> str:
    """Return digits without zeros at the end of their decimals: '0.10' is '0.1', '3.00' is '3', '10' stays."""
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
