"""The measures of a worksheet's page, in pixels of 1/96 inch.

A page is A4; what is on it keeps within what US Letter has as well, which is wider and shorter.
"""

from dataclasses import dataclass

from nnlab.export.pictures.spelling import width_of

PAGE_WIDTH, PAGE_HEIGHT = 794.0, 1123.0  # A4
LEFT, RIGHT = 42.0, 752.0
TOP, BOTTOM = 36.0, 1016.0  # Letter ends at 1056
FOOT = 1034.0  # the base line of the page's number
LABEL = 82.0  # how wide the names of the operations are, before their lines
LINE = RIGHT - LEFT - LABEL  # how long a line may be

MOST_CELLS = 8  # rows or columns of a matrix that are shown whole
FIRST_CELLS, LAST_CELLS = 3, 1  # of a larger one


@dataclass(frozen=True, slots=True)
class Density:
    """How close a page is written: the size of the numbers, and the room for one that is written by hand."""

    size: float  # of numbers
    digit: float  # width of a written digit
    box: float  # height of a box
    row: float  # height of a row of printed numbers
    space: float  # between two matrices, or a matrix and a sign
    gap: float  # between two lines
    apart: float  # between two operations


# From the one that is best to write on to the one that fits the most.
DENSITIES = (
    Density(12.5, 9.4, 28.0, 18.0, 6.0, 9.0, 15.0),
    Density(12.0, 8.4, 25.0, 16.0, 6.0, 7.0, 11.0),
    Density(11.5, 7.5, 22.5, 15.0, 5.0, 5.0, 8.0),
    Density(11.0, 6.7, 22.0, 14.0, 4.0, 4.5, 8.0),
)


def box_width(density: Density, decimals: int) -> float:
    """Return the width of a box for a sign, a digit before the point, and so many decimals."""
    return (decimals + 2) * density.digit + 8


def number_width(text: str, size: float) -> float:
    """Return about how wide a printed number is: digits are wider than letters, a point is narrower."""
    narrow = text.count(".")
    return size * 0.3 * narrow + width_of("0" * (len(text) - narrow), size) * 1.08
