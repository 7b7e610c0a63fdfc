"""The spelling of a name with numbers, as specifications write it: 'relu', 'leaky_relu(0.1)', 'uniform(-1, 1)'."""

import re
from collections.abc import Sequence

from nnlab.engine.errors import EngineError

_LARGEST = 1e6

_CALL = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9_]*)\s*(?:\(([^()]*)\))?\s*")


def parse_call(text: str) -> tuple[str, tuple[float, ...]]:
    """Return the name and the numbers of `text`: 'uniform(-1, 1)' gives ('uniform', (-1.0, 1.0)).

    Raises EngineError when the text is spelled otherwise or a number is not from -1e6 to 1e6.
    """
    match = _CALL.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise EngineError(
            f"{text!r} is not a name, optionally with numbers in brackets, like 'normal(0.01)'."
        )
    name, inside = match.groups()
    if inside is None or not inside.strip():
        return name, ()
    try:
        numbers = tuple(float(part) for part in inside.split(","))
    except ValueError:
        raise EngineError(
            f"{text!r}: what stands in the brackets must be numbers separated by commas."
        ) from None
    if not all(-_LARGEST <= number <= _LARGEST for number in numbers):
        raise EngineError(f"{text!r}: the numbers in the brackets must be from -1e6 to 1e6.")
    return name, numbers


def spell_call(name: str, numbers: Sequence[float] = ()) -> str:
    """Return the spelling of a name with numbers, which `parse_call` reads back exactly."""
    return f"{name}({', '.join(repr(float(number)) for number in numbers)})" if numbers else name


def with_defaults(
    text: str, numbers: tuple[float, ...], defaults: tuple[float | None, ...]
) -> tuple[float, ...]:
    """Return `numbers` completed by `defaults`; None marks a number that must be given.

    Raises EngineError when too many numbers, or too few, are given.
    """
    if len(numbers) > len(defaults):
        raise EngineError(f"{text!r} takes at most {len(defaults)} number(s), but {len(numbers)} were given.")
    completed = numbers + defaults[len(numbers) :]
    if any(number is None for number in completed):
        raise EngineError(
            f"{text!r} needs {len(defaults)} number(s) in brackets, but {len(numbers)} were given."
        )
    return tuple(number for number in completed if number is not None)
