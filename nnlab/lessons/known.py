"""What a lesson may say: names out of closed sets, and numbers that can come true.

A check that never ticks, or always, is a mistake of its author, who is told so.
"""

from collections.abc import Sequence

from nnlab.engine.errors import unknown_name
from nnlab.files import JsonValue, LoadError
from nnlab.files.errors import visible


def require_known(kind: str, name: object, allowed: Sequence[str]) -> None:
    """Raise UnknownNameError, which says what may be meant, unless `name` is one of `allowed`."""
    if name not in allowed:
        raise unknown_name(kind, name, allowed)


LONGEST_WORD = 60  # such as the name of a class


def require_word(name: str, text: str, most: int = LONGEST_WORD) -> None:
    """Raise ValueError unless `text` is of 1 to `most` characters, and all of them can be seen or are spaces."""
    if not text.strip() or len(text) > most or visible(text) != text:
        raise ValueError(f"{name} has 1 to {most} characters that can be seen")


MOST = 1_000_000_000  # of anything that is counted, epochs above all


def require_whole(name: str, value: int, least: int = 1, most: int = MOST) -> None:
    """Raise ValueError unless a whole number lies in its range."""
    if not least <= value <= most:
        raise ValueError(f"{name} is a whole number from {least:,} to {most:,}")


def require_above_zero(name: str, value: float) -> None:
    """Raise ValueError unless `value` is above 0."""
    if not value > 0.0:
        raise ValueError(f"{name} is a number above 0")


def require_span(low: float | None, high: float | None) -> None:
    """Raise ValueError where `low` and `high`, if both are given, lie the wrong way round."""
    if low is not None and high is not None and low > high:
        raise ValueError("min is not above max")


def refuse_newer(content: JsonValue, key: str, version: int) -> None:
    """Raise LoadError for a file whose `key` tells a later version than this nnlab reads.

    Looked at before anything else: what a later one has put there is no damage.
    """
    found = content.get(key) if isinstance(content, dict) else None
    if isinstance(found, int) and not isinstance(found, bool) and found > version:
        raise LoadError("newer", "It was made by a newer nnlab. Install a newer nnlab to open it.")
