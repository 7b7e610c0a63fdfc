"""The two-ended scale with its ends in numbers: what a colour means."""

import numpy as np

from nnlab.export.pictures import look
from nnlab.export.pictures.drawing import Drawing, Pixels, Shape, Text
from nnlab.study.written_numbers import MINUS, format_number

_BAR, _HEIGHT = 6.0, 24.0


def legend(limit: float, width: float) -> Drawing:
    """Return the scale from −limit to +limit, `width` wide."""
    at = np.linspace(-1.0, 1.0, 127)[None, :]
    end = format_number(limit)
    shapes: list[Shape] = [
        Pixels(0, 0, width, _BAR, look.indices(at, 1.0), look.PALETTE),
        Text(0, _HEIGHT - 5, f"{MINUS}{end}", look.MUTED, 10.5),
        Text(width / 2, _HEIGHT - 5, "0", look.MUTED, 10.5, "middle"),
        Text(width, _HEIGHT - 5, f"+{end}", look.MUTED, 10.5, "end"),
    ]
    return Drawing(width, _HEIGHT, tuple(shapes), f"{MINUS}{end} … +{end}")
