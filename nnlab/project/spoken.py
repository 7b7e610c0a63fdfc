"""What is typed as a number, read as strictly as the cells of a table."""

import re

_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?|[+-]?(inf|nan)")
_SHOWN = 40


def whole_number(text: str) -> int:
    """Return the whole number that `text` is. Raises ValueError: Python itself would take '1_0' and '٣' too."""
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def number(text: str) -> float:
    """Return the number that `text` is. Raises ValueError."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    return float(text)


def shown(text: str) -> str:
    """Return `text` in quotes, the end of a very long one left out."""
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
