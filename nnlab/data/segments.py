"""What the seven-segment display knows: segments, patterns, digits and the four bits they are read as.

     ─a─
    f   b
     ─g─
    e   c
     ─d─

A pattern is a number from 0 to 127 with one bit per segment, a the most significant. Levels are numbers from 0 to
1, one per segment or bit; 0.5 and above means lit, as in the engine's metrics.
"""

from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.tables import load_table
from nnlab.engine.arrays import read_only

Levels: TypeAlias = "Sequence[float] | NDArray[np.floating]"

SEGMENT_NAMES = "abcdefg"
BIT_VALUES = (8, 4, 2, 1)
PATTERN_COUNT = 1 << len(SEGMENT_NAMES)

# The digits 0 to 9 as the notes draw them (001, 3.2.1): the 6 has no top, the 9 no bottom.
DIGIT_PATTERNS = (
    0b1111110,
    0b0110000,
    0b1101101,
    0b1111001,
    0b0110011,
    0b1011011,
    0b0011111,
    0b1110000,
    0b1111111,
    0b1110011,
)

_LIT_FROM = 0.5


def has_segments(names: tuple[str, ...]) -> bool:
    """Return whether these are the names of seven segments."""
    return names == tuple(SEGMENT_NAMES)


def pattern_index(levels: Levels) -> int:
    """Return the pattern 0 to 127 of seven levels, a first. Raises ValueError for another number of levels."""
    return _read_binary(levels, len(SEGMENT_NAMES), "segments")


def pattern_levels(index: int) -> NDArray[np.float64]:
    """Return the levels (7,), 0 or 1, of the pattern 0 to 127. Raises ValueError for another number."""
    if not 0 <= index < PATTERN_COUNT:
        raise ValueError(
            f"pattern {index} does not exist: seven segments have the patterns 0 to {PATTERN_COUNT - 1}."
        )
    levels: NDArray[np.float64] = all_patterns()[index]
    return levels


@cache
def all_patterns() -> NDArray[np.float64]:
    """Return the levels of all patterns, read-only (128, 7); row i is pattern i."""
    shifts = np.arange(len(SEGMENT_NAMES))[::-1]
    patterns = ((np.arange(PATTERN_COUNT)[:, np.newaxis] >> shifts) & 1).astype(np.float64)
    read_only(patterns)
    return patterns


def read_bits(levels: Levels) -> int:
    """Return the number 0 to 15 that four output levels mean, 8 4 2 1. Raises ValueError for another length."""
    return _read_binary(levels, len(BIT_VALUES), "bits")


def seven_segments() -> Dataset:
    """Return the ten digits, segments (10, 7) to bits (10, 4). Raises LoadError when the table is missing."""
    return load_table("seven-segments")


def binary_to_segments() -> Dataset:
    """Return the reverse, bits (10, 4) to segments (10, 7). Raises LoadError when the table is missing."""
    return load_table("binary-to-segments")


def _read_binary(levels: Levels, count: int, what: str) -> int:
    """Return the number whose binary digits, most significant first, are the lit ones of `levels`."""
    if len(levels) != count:
        raise ValueError(f"{count} levels of {what} are needed, but {len(levels)} were given.")
    number = 0
    for level in levels:
        number = 2 * number + int(level >= _LIT_FROM)
    return number
