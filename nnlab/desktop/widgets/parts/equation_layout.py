"""Where the lines of an equation sheet, their matrices and their cells lie. Arithmetic without Qt, in pixels."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from nnlab.desktop.widgets.parts.axis_windows import AxisWindows
from nnlab.desktop.widgets.parts.equation_model import Cell, ShownMatrix


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes that follow from the type: of text by functions, the rest in pixels."""

    text: Callable[[str], float]  # width of a number or a sign
    caption: Callable[[str], float]  # width of a small text
    name: Callable[[ShownMatrix], float]  # width of the name above a matrix
    row: float  # height of a row of cells
    pad: float  # on either side of a number in its cell
    name_height: float
    note_height: float
    axis_height: float  # of the names of columns
    gap: float  # between terms
    tick: float  # room of the mark beside a guess

    @property
    def bracket(self) -> float:
        """From a parenthesis to the cells beside it."""
        return self.pad * 0.7

    @property
    def strip(self) -> float:
        """Room of the dots at the edges of a window."""
        return self.pad * 1.6


class Rect(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it; the right and lower edges do not."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class MatrixSize:
    """The room of a matrix that shows `rows` x `columns` of its cells.

    `edges` are where the columns in sight begin, and where the last ends, from the left of the first; `points` is
    where the numbers of each column align, from the same place.
    """

    all_rows: int
    all_columns: int
    rows: int
    columns: int
    edges: tuple[float, ...]
    points: tuple[float, ...]
    cell_height: float
    names_width: float  # of the names of rows, 0 where they are not drawn
    axis_height: float  # of the names of columns, 0 where they are not drawn
    strip_x: float  # of the dots left and right, 0 where all columns are shown
    strip_y: float
    bracket: float
    texts: float  # width of name and note

    @property
    def inner_width(self) -> float:
        """Between the parentheses."""
        return self.edges[-1] + 2 * (self.strip_x + self.bracket)

    @property
    def inner_height(self) -> float:
        """Of the parentheses."""
        return self.rows * self.cell_height + 2 * self.strip_y

    @property
    def width(self) -> float:
        """Of all, name and note included; they are centred over the parentheses."""
        return self.names_width + max(self.inner_width, self.texts)

    @property
    def windowed(self) -> bool:
        """Whether some cells are out of sight."""
        return (self.rows, self.columns) != (self.all_rows, self.all_columns)


@dataclass(frozen=True, slots=True)
class MatrixBox:
    """A matrix at its place: `x`, `y` is the upper left corner of its parentheses, within its line."""

    term: int
    x: float
    y: float
    size: MatrixSize
    row_axis: Hashable
    column_axis: Hashable

    @property
    def cells_x(self) -> float:
        """Left edge of the first column in sight."""
        return self.x + self.size.bracket + self.size.strip_x

    @property
    def cells_y(self) -> float:
        """Upper edge of the first row in sight."""
        return self.y + self.size.strip_y

    @property
    def body(self) -> Rect:
        """The parentheses and what is between them."""
        return Rect(self.x, self.y, self.size.inner_width, self.size.inner_height)

    def first(self, windows: AxisWindows) -> tuple[int, int]:
        """Return the first row and column in sight."""
        size = self.size
        return (
            windows.first(self.row_axis, size.all_rows, size.rows),
            windows.first(self.column_axis, size.all_columns, size.columns),
        )

    def cell_rect(self, row: int, column: int, windows: AxisWindows) -> Rect | None:
        """Return where a cell lies, None if it is out of sight."""
        first_row, first_column = self.first(windows)
        down, across = row - first_row, column - first_column
        size = self.size
        if not (0 <= down < size.rows and 0 <= across < size.columns):
            return None
        left, right = size.edges[across], size.edges[across + 1]
        return Rect(
            self.cells_x + left, self.cells_y + down * size.cell_height, right - left, size.cell_height
        )

    def cell_at(self, x: float, y: float, windows: AxisWindows) -> tuple[int, int] | None:
        """Return row and column of the cell at a point of the line."""
        size = self.size
        down, across = (y - self.cells_y) // size.cell_height, bisect_right(size.edges, x - self.cells_x) - 1
        if not (0 <= down < size.rows and 0 <= across < size.columns):
            return None
        first_row, first_column = self.first(windows)
        return first_row + int(down), first_column + across


@dataclass(frozen=True, slots=True)
class TextBox:
    """A sign or a piece of a formula: its room within the line, and the cell it stands for."""

    term: int
    rect: Rect
    text: str
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class LineBox:
    """A line at its place: `axis` is the middle of its first row, where number and caption stand, from its top."""

    top: float
    height: float
    axis: float
    caption: tuple[str, ...]
    boxes: tuple[MatrixBox | TextBox, ...]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def matrix(self, term: int) -> MatrixBox | None:
        """Return the box of the matrix at a place among the terms."""
        return next((b for b in self.boxes if isinstance(b, MatrixBox) and b.term == term), None)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """All lines, and the columns they share."""

    number_x: float
    caption_x: float
    terms_x: float
    lines: tuple[LineBox, ...]

    @property
    def height(self) -> float:
        """Of the whole sheet."""
        return self.lines[-1].bottom if self.lines else 0.0

    def line_at(self, y: float) -> int | None:
        """Return the line at a height of the sheet."""
        line = bisect_right([box.top for box in self.lines], y) - 1
        return line if line >= 0 and y < self.lines[line].bottom else None

    def between(self, top: float, bottom: float) -> range:
        """Return the lines of which something lies between two heights."""
        begin = bisect_right([box.bottom for box in self.lines], top)
        end = bisect_right([box.top for box in self.lines], bottom)
        return range(begin, max(begin, end))

    def box_at(self, x: float, y: float) -> tuple[int, MatrixBox | TextBox] | None:
        """Return the line and what of it lies at a point of the sheet."""
        line = self.line_at(y)
        if line is None:
            return None
        box = self.lines[line]
        for part in box.boxes:
            room = part.body if isinstance(part, MatrixBox) else part.rect
            if room.contains(x, y - box.top):
                return line, part
        return None

    def cell_at(self, x: float, y: float, windows: AxisWindows) -> Cell | None:
        """Return the cell at a point of the sheet."""
        found = self.box_at(x, y)
        if found is None:
            return None
        line, box = found
        if isinstance(box, TextBox):
            return box.cell
        place = box.cell_at(x, y - self.lines[line].top, windows)
        return None if place is None else Cell(line, box.term, *place)


def wrapped(text: str, room: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """Return `text` in lines no wider than `room`, broken at spaces; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


class Break(IntEnum):
    """Whether a line may be broken before a term: where nothing better is in reach, before what closes and opens."""

    NEVER = 0
    POOR = 1
    GOOD = 2


def rows_of(widths: Sequence[float], breaks: Sequence[Break], gap: float, room: float) -> list[range]:
    """Return which terms stand in each row: as many as fit, broken only where `breaks` allow it."""
    rows: list[range] = []
    begin, last = 0, len(widths)
    while begin < last:
        end, x = begin + 1, widths[begin]
        while end < last and x + gap + widths[end] <= room:
            x += gap + widths[end]
            end += 1
        if end < last:
            end = _break_in(breaks, begin + 1, end)
        rows.append(range(begin, end))
        begin = end
    return rows


def _break_in(breaks: Sequence[Break], first: int, reach: int) -> int:
    """Return the last good place from `first` to `reach`, the last poor one, or the first that comes later at all."""
    for kind in (Break.GOOD, Break.POOR):
        found = [place for place in range(first, reach + 1) if breaks[place] is kind]
        if found:
            return found[-1]
    later = (place for place in range(reach + 1, len(breaks)) if breaks[place] is not Break.NEVER)
    return next(later, len(breaks))
