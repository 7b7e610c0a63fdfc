"""The whole numbers that options spell."""

import argparse

from nnlab.engine.config import MAX_SEED
from nnlab.project.spoken import shown, whole_number


def seed_number(text: str) -> int:
    """Return the seed that an option spells. Raises ArgumentTypeError."""
    return number_from(text, 0, MAX_SEED)


def number_from(text: str, least: int, most: int | None = None) -> int:
    """Return the whole number that an option spells, from `least`, to `most` if one is given.

    Raises ArgumentTypeError.
    """
    try:
        value = whole_number(text)
    except ValueError:
        value = least - 1
    if value < least or (most is not None and value > most):
        bounds = f"from {least} on" if most is None else f"from {least} to {most:,}"
        raise argparse.ArgumentTypeError(f"a whole number {bounds} is needed, but {shown(text)} was given")
    return value
