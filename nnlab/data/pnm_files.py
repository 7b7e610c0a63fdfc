"""PNM pictures (P5 and P6) whose full level is an unusual one: Pillow scales them one number after the other."""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlab.files.errors import LoadError
from nnlab.files.patience import Cancelled, check

_GAP = rb"(?:\s|#[^\r\n]*+[\r\n])++"
_HEADER = re.compile(
    rb"P([56])" + _GAP + rb"(\d{1,9})" + _GAP + rb"(\d{1,9})" + _GAP + rb"(\d{1,5})\s", re.ASCII
)
_HIGHEST = 65535
_NUMBERS_AT_ONCE = 1 << 20


class PnmHeader(NamedTuple):
    """What stands before the levels: pixels, grey (1) or colours (3), the full level, where the levels begin."""

    width: int
    height: int
    colors: int
    full: int
    start: int


def unusual_header(data: bytes) -> PnmHeader | None:
    """Return the header of a picture that is better read by `read_levels`; None for any other, and for no picture."""
    match = _HEADER.match(data)
    if match is None:
        return None
    kind, width, height, full = map(int, match.groups())
    usual = full == 255 or (kind == 5 and full == _HIGHEST)
    if usual or not 0 < full <= _HIGHEST or not width or not height:
        return None
    return PnmHeader(width, height, 1 if kind == 5 else 3, full, match.end())


def read_levels(data: bytes, header: PnmHeader, cancelled: Cancelled | None = None) -> NDArray[np.uint8]:
    """Return the levels (height, width), or (height, width, 3) of colours, brought to 0 to 255; those too high are 255.

    The size must have been found bearable. Raises only LoadError: too few of them, or `cancelled`.
    """
    width, height, colors, full, start = header
    row = width * colors
    levels = np.dtype(">u2" if full > 255 else "u1")
    if len(data) - start < height * row * levels.itemsize:
        raise LoadError("truncated", "The picture ends too early. Download or copy it again.")
    source = np.frombuffer(data, levels, height * row, start).reshape(height, row)
    scaled = np.empty((height, row), dtype=np.uint8)
    rows = max(1, _NUMBERS_AT_ONCE // row)
    for top in range(0, height, rows):
        check(cancelled)
        part = source[top : top + rows].astype(np.float32)
        scaled[top : top + rows] = np.rint(np.minimum(part * (255 / full), 255))
    return scaled if colors == 1 else scaled.reshape(height, width, colors)
