"""A matrix as it stands in a line of a worksheet: its name above, tall parentheses, numbers or boxes to write in."""

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from nnlab.export.pictures.drawing import Drawing, Line, Placed, Shape, Text
from nnlab.export.pictures.look import FAINT, INK, MUTED
from nnlab.export.pictures.spelling import fixed, width_of
from nnlab.export.worksheet.measures import (
    FIRST_CELLS,
    LAST_CELLS,
    MOST_CELLS,
    Density,
    box_width,
    number_width,
)
from nnlab.study.arithmetic.equations import Matrix
from nnlab.study.written_numbers import format_count, format_number

_NAME, _INDEX, _SHAPE = 11.0, 8.5, 8.0  # sizes of letters
_NAME_HEIGHT = 13.0
_PAREN, _INSIDE = 5.0, 3.0  # width of a parenthesis, and the room between it and the cells
_CORNER = 9.0  # how much of its height is bent
_BETWEEN, _BETWEEN_BOXES = 11.0, 4.0
_DOTS = 12.0  # the room for '…'
_KEY, _EDGE = 0.9, 3.5  # how large a number of the key is in its box, and the room beside it
_LONGEST = 580.0  # of the cells of one matrix, that a line has room for

Places: TypeAlias = tuple[int | None, ...]  # rows or columns that are shown; None stands for those left out


@dataclass(frozen=True, slots=True)
class Element:
    """Something in a line: `shapes` from its left end, where y is 0 on the line's axis.

    `above` and `below` are how far it reaches from there. `is_cut` says that not all of a matrix is shown.
    """

    width: float
    above: float
    below: float
    shapes: tuple[Shape, ...]
    is_cut: bool = False

    def at(self, x: float, axis: float) -> Placed:
        """Return it as it is put into a page."""
        return Placed(x, axis, Drawing(self.width, self.above + self.below, self.shapes))


@dataclass(frozen=True, slots=True)
class Hand:
    """How matrices are written: with so many decimals, `shows_asked` on the key only."""

    density: Density
    decimals: int
    shows_asked: bool


def is_large(matrix: Matrix) -> bool:
    """Return whether only the corners of a matrix are shown, however small they are written."""
    return any(None in _shown(n) for n in matrix.values.shape)


def matrix_element(matrix: Matrix, hand: Hand, *, asked: bool, given: bool) -> Element:
    """Return the matrix; `asked` for a box in each cell, `given` for numbers as short as they are."""
    rows, columns = (_shown(n) for n in matrix.values.shape)
    texts = _texts(matrix, rows, columns, hand, given=given)
    widths = _widths(texts, columns, hand, asked=asked)
    between = (_BETWEEN_BOXES, _BETWEEN_BOXES) if asked else (_BETWEEN, 0.0)
    if sum(widths) + between[0] * (len(columns) - 1) > _LONGEST:
        columns = (0, None, matrix.values.shape[1] - 1)
        texts = _texts(matrix, rows, columns, hand, given=given)
        widths = _widths(texts, columns, hand, asked=asked)
    high = hand.density.box if asked else hand.density.row
    across = _placed(widths, between[0])
    down = _placed([_DOTS if row is None else high for row in rows], between[1])
    inner, tall = (sum(places[-1]) for places in (across, down))
    named = _name(matrix)
    width = max(inner + 2 * (_PAREN + _INSIDE), named.width)
    left, top = (width - inner) / 2, -tall / 2
    shapes: list[Shape] = []
    for row, (y, height), line in zip(rows, down, texts, strict=True):
        for column, (x, wide), text in zip(columns, across, line, strict=True):
            box = (left + x, top + y, wide, height)
            if row is None or column is None:
                shapes.append(Text(box[0] + wide / 2, box[1] + height / 2 + 3.5, text, MUTED, 10.0, "middle"))
            else:
                shapes += _cell(text, box, hand, asked=asked)
    shapes += _parentheses(left - _INSIDE, left + inner + _INSIDE, tall / 2)
    shapes.append(Placed((width - named.width) / 2, top - 4.5, Drawing(0, 0, named.shapes)))
    is_cut = None in (*rows, *columns)
    return Element(width, tall / 2 + _NAME_HEIGHT, tall / 2 + 2.0, tuple(shapes), is_cut)


def _placed(sizes: list[float], between: float) -> list[tuple[float, float]]:
    """Return (where it begins, its size) of each, one after the other with `between` them."""
    starts = accumulate(sizes[:-1], lambda at, size: at + size + between, initial=0.0)
    return list(zip(starts, sizes, strict=True))


def _shown(n: int) -> Places:
    if n <= MOST_CELLS:
        return tuple(range(n))
    return (*range(FIRST_CELLS), None, *range(n - LAST_CELLS, n))


def _texts(matrix: Matrix, rows: Places, columns: Places, hand: Hand, *, given: bool) -> list[list[str]]:
    return [[_text_at(matrix, row, column, hand.decimals, given) for column in columns] for row in rows]


def _text_at(matrix: Matrix, row: int | None, column: int | None, decimals: int, given: bool) -> str:
    if row is None or column is None:
        return "⋱" if row is None and column is None else "⋮" if row is None else "…"
    return cell_text(float(matrix.values[row, column]), decimals, short=given)


def cell_text(value: float, decimals: int, *, short: bool = False) -> str:
    """Return a number with so many decimals; nothing is 0 without a sign.

    With `short` zeros at the end are dropped where the decimals hold all of it: 0.05. A number that is not nothing
    is never given as 0, but with a power of ten.
    """
    if value == 0.0:
        return "0"
    if short and math.isfinite(value):
        if abs(value) < 0.5 * 10.0**-decimals:
            return format_number(value, trim=True)
        if round(value, decimals) == value and abs(value) < 1e5:
            return fixed(value, decimals).rstrip("0").rstrip(".")
    return fixed(value, decimals)


def _widths(texts: list[list[str]], columns: Places, hand: Hand, *, asked: bool) -> list[float]:
    size = hand.density.size * (_KEY if asked else 1.0)
    edges = 2 * _EDGE if asked else 0.0
    wide = [max(number_width(line[at], size) for line in texts) + edges for at in range(len(columns))]
    if asked:  # all alike, so that no width tells what belongs into it
        wide = [max(box_width(hand.density, hand.decimals), *wide)] * len(columns)
    return [_DOTS if column is None else one for column, one in zip(columns, wide, strict=True)]


def _cell(text: str, box: tuple[float, float, float, float], hand: Hand, *, asked: bool) -> list[Line | Text]:
    x, y, width, height = box
    shapes: list[Line | Text] = []
    if asked:
        around = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        shapes.append(Line(around, FAINT, 0.8))
    if asked and not hand.shows_asked:
        return shapes
    size, right = hand.density.size, x + width
    if asked:
        size, right = size * _KEY, right - _EDGE
    return [*shapes, Text(right, y + height / 2 + 0.36 * size, text, INK, size, "end", bold=asked)]


def _parentheses(left: float, right: float, half: float) -> list[Line]:
    bend = min(_CORNER, half)
    turns = [math.pi / 2 * step / 6 for step in range(7)]
    upper = [(_PAREN * math.sin(turn), -half + bend * (1 - math.cos(turn))) for turn in turns]
    side = upper + [(outward, -y) for outward, y in reversed(upper)]
    return [
        Line(tuple((left - outward, y) for outward, y in side), INK, 1.1),
        Line(tuple((right + outward, y) for outward, y in side), INK, 1.1),
    ]


def _name(matrix: Matrix) -> Element:
    """Return 'W' with its index, its transposition, and its shape."""
    letter, index = _parts(matrix.name)
    raised = "T" if matrix.transposed else "′" if matrix.is_new else ""
    shape = " × ".join(format_count(n) for n in matrix.values.shape)
    first = width_of(letter, _NAME) * 1.2
    second = max(width_of(index, _INDEX) * 1.35, width_of(raised, _INDEX) * 1.2)
    # The pieces meet where one ends and the next begins, however wide the reader's font is.
    shapes: list[Shape] = [Text(first, 0, letter, INK, _NAME, "end", bold=True)]
    if index:
        shapes.append(Text(first + 0.8, 2.5, index, INK, _INDEX))
    if raised:
        shapes.append(Text(first + 0.8, -4.5, raised, INK, _INDEX))
    shapes.append(Text(first + second + 5.0, 0, shape, MUTED, _SHAPE))
    return Element(first + second + 5.0 + width_of(shape, _SHAPE), 9.0, 3.0, tuple(shapes))


def _parts(name: str) -> tuple[str, str]:
    """Return the letter of a symbol with what stands before it, and its index: ('ΔW', 'H') of 'ΔWH'."""
    at = 2 if name[0] == "Δ" else 1
    return name[:at], name[at:]
