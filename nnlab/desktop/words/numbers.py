"""Numbers as the reader sees them, by the rules that hold on paper too, and as they are typed: with a comma as well."""

import math
import re
import unicodedata

from PySide6.QtCore import QCoreApplication

from nnlab.study.written_numbers import INFINITY, MINUS, format_count, format_fixed, format_number

__all__ = [
    "INFINITY",
    "MINUS",
    "format_count",
    "format_entered",
    "format_error",
    "format_fixed",
    "format_number",
    "parse_number",
]

translate = QCoreApplication.translate  # a name that lupdate knows

_POWER_OF_TEN = re.compile(r"(?:[·×*]\s*)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_ENTERED = 8  # digits of a number that somebody typed or measured; what is computed has more
_LONGEST = 1e12  # a number without a power of ten
_LONGEST_INPUT = 64


def format_error(error: float, significant: int = 4) -> str:
    """Return how far numbers are off, in units of their own: prices and populations with all of their whole digits.

    '0.4517', '31,338'; as `format_number` below and beyond.
    """
    whole = 10 ** (significant - 1) <= error < _LONGEST
    return format_count(round(error)) if whole else format_number(error, significant)


def format_entered(value: float, significant: int = 3) -> str:
    """Return a number that was typed or measured with all its digits; one that was computed has `significant` ones.

    '0.1111', '170.4', and '0.333' for a third; as `format_number` beyond.
    """
    is_short = value == float(f"{value:.{_ENTERED}g}")
    return format_number(value, _ENTERED if is_short else significant, trim=True)


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
