"""A small matrix in round brackets, laid out once and painted where it is wanted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words.numbers import format_fixed, format_number

MOST = 8  # rows and columns that are shown; of more the first ones
_DIGITS = 4
_MOST_DECIMALS = 4
_GAP = 0.9  # between columns / size of the text
_BRACKET = 0.45  # width of a bracket with the room inside it / size of the text
_ROW = 1.45  # height of a row / size of the text
_MORE = "…"
_POWERS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")  # in numbers with a power of ten, which have no decimals to be level by


def short_number(value: float) -> str:
    """Return a single number as short as it can be told: '2.2', '110', '0.7311'."""
    return format_number(value, _DIGITS, trim=True)


def shape_text(shape: tuple[int, ...]) -> str:
    """Return a shape as NumPy says it: '(2, 3)'."""
    return f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"


@dataclass(frozen=True, slots=True)
class Table:
    """The texts of a matrix with the widths of their columns; a single number has no brackets."""

    cells: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    text_px: float
    bracketed: bool

    @property
    def width(self) -> float:
        """Everything from bracket to bracket, in the pixels of `text_px`."""
        inside = sum(self.widths) + _GAP * self.text_px * (len(self.widths) - 1)
        return inside + (2 * _BRACKET * self.text_px if self.bracketed else 0.0)

    @property
    def height(self) -> float:
        """The rows, one above the other."""
        return len(self.cells) * _ROW * self.text_px


def table_of(values: NDArray[np.float64], advance: Callable[[str], float], text_px: float) -> Table:
    """Lay out a number (), a row (n,) or a matrix (r, c); what is beyond MOST rows or columns is one ellipsis.

    `advance` measures a text in type of `text_px` pixels.
    """
    matrix = np.atleast_2d(values)
    shown = matrix[:MOST, :MOST]
    columns = [_column(shown[:, k]) for k in range(shown.shape[1])]
    if matrix.shape[1] > MOST:
        columns.append([_MORE] * len(shown))
    rows = [tuple(row) for row in zip(*columns, strict=True)]
    if len(matrix) > MOST:
        rows.append((_MORE,) * len(columns))
    widths = tuple(max(map(advance, texts)) for texts in zip(*rows, strict=True))
    return Table(tuple(rows), widths, text_px, values.ndim > 0)


def _column(values: NDArray[np.float64]) -> list[str]:
    """Return the numbers of a column with as many decimals as the one that needs most."""
    texts = [short_number(value) for value in values.tolist()]
    if any(_POWERS & set(text) for text in texts) or not np.isfinite(values).all():
        return texts
    decimals = min(max(len(text.partition(".")[2]) for text in texts), _MOST_DECIMALS)
    return [format_fixed(value, decimals) for value in values.tolist()]


def paint_table(painter: QPainter, left: float, top: float, table: Table, ink: QColor, rim: QColor) -> None:
    """Paint a table with the painter's font, numbers level at the right, in `ink` and its brackets in `rim`."""
    px = table.text_px
    painter.setPen(ink)
    y = top
    for row in table.cells:
        x = left + (_BRACKET * px if table.bracketed else 0.0)
        for text, width in zip(row, table.widths, strict=True):
            place = QRectF(x - px, y, width + px, _ROW * px)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
            x += width + _GAP * px
        y += _ROW * px
    if table.bracketed:
        inset, hook = 0.06 * px, 0.22 * px
        box = QRectF(left, top, table.width, table.height).adjusted(inset, inset, -inset, -inset)
        painting.stroke_brackets(painter, box, hook, hook, QPen(rim, max(px / 12, 1.0)))
