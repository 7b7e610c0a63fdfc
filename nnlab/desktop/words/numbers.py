"""Numbers as the reader sees and types them: a true minus sign, few digits, a decimal comma if typed so."""

import math
import re
import unicodedata

from PySide6.QtCore import QCoreApplication

from nnlab.study.small_digits import raised

translate = QCoreApplication.translate  # a name that lupdate knows

MINUS = "\N{MINUS SIGN}"
INFINITY = "\N{INFINITY}"

_POWER_OF_TEN = re.compile(r"(?:[·×*]\s*)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_LONGEST_INPUT = 64


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
        return sign + (_trimmed(digits) if trim else digits)
    ten = "10" + raised(power)
    mantissa = _trimmed(mantissa) if trim else mantissa
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


def parse_number(text: str) -> float:
    """Return the finite number that `text` means: '0.1', '0,1', '1e-3', '−2.5', '3.2·10⁵'.

    One comma is a decimal comma; Korean full-width digits are read as digits.
    Raises ValueError with a sentence for the user, in the language of the interface.
    """
    if len(text) > _LONGEST_INPUT:
        raise ValueError(translate("numbers", "That is too long for a number. Write one like 0.1 or 1e-3."))
    plain = _with_plain_signs(text)
    if not plain:
        raise ValueError(translate("numbers", "A number is missing. Write one like 0.1 or 1e-3."))
    if "," in plain:
        if "." in plain or plain.count(",") > 1:
            sentence = translate(
                "numbers", "“{text}” has several commas or points. Use one, before the decimals."
            )
            raise ValueError(sentence.format(text=text))
        plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        sentence = translate("numbers", "“{text}” is not a number. Write one like 0.1 or 1e-3.")
        raise ValueError(sentence.format(text=text))
    value = float(plain)
    if math.isinf(value):
        raise ValueError(translate("numbers", "“{text}” is too large.").format(text=text))
    return value


def _with_plain_signs(text: str) -> str:
    """Return `text` in the characters float() reads, a power of ten as its exponent; NFKC lowers its digits."""
    text = text.strip()
    power = _POWER_OF_TEN.search(text)
    if power:
        mantissa = text[: power.start()].strip()
        if mantissa in ("", "+", "-", MINUS):
            mantissa += "1"
        text = f"{mantissa}e{power.group(1)}"
    return unicodedata.normalize("NFKC", text).replace(MINUS, "-")


def _trimmed(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
