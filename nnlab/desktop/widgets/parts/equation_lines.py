"""Lays out the lines of an equation sheet: how much of each matrix is shown, and where a line is broken."""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from nnlab.desktop.widgets.parts.equation_layout import (
    Break,
    LineBox,
    MatrixBox,
    MatrixSize,
    Measures,
    Rect,
    SheetLayout,
    TextBox,
    rows_of,
    wrapped,
)
from nnlab.desktop.widgets.parts.equation_model import (
    Line,
    Piece,
    ScalarLine,
    ShownLine,
    ShownMatrix,
    ShownSign,
)
from nnlab.desktop.widgets.parts.equation_numbers import Notation

_COLUMNS = 6  # of a window
_WHOLE = 8  # columns that are shown wherever there is room for them
_FEWEST_TO_SAVE = 3  # columns of a window, to save a row
_FEWEST = 2
_MOST = 12
_NAME_STEP = 8.0
_WIDEST_NAME = 56.0
_LEAST_GUESS = "0.0000"
_CLOSING = (")", "²")
_OPERATORS = ("=", "+", "−", "-", "·", "@", "∘")


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """What the layout of a sheet depends on besides its lines.

    `largest` are the most rows of a window; `asked` tells whether the values of a line's result are asked for.
    """

    width: float
    largest: int
    asked: Callable[[int], bool]
    notation: Callable[[ShownMatrix], Notation]


LineMemory = dict[Hashable, LineBox]


def lay_out_sheet(
    lines: Sequence[Line], measures: Measures, setting: SheetSetting, memory: LineMemory | None = None
) -> SheetLayout:
    """Return where everything lies on a sheet of `lines`.

    `memory` keeps how the lines of the last sheet were laid out: new numbers mostly need the same room.
    """
    known: LineMemory = {}
    unit = measures.row
    number_x = unit * 0.6
    caption_x = number_x + max((measures.text(line.number) for line in lines), default=0.0) + unit * 0.85
    widest = min(max(unit * 6.2, setting.width * 0.16), unit * 9)
    captions = [wrapped(line.caption, widest, measures.text) for line in lines]
    caption_width = max((measures.text(part) for caption in captions for part in caption), default=0.0)
    terms_x = caption_x + caption_width + unit * 0.9
    room = setting.width - terms_x - unit * 0.6
    top, boxes = unit * 0.3, []
    for number, (line, caption) in enumerate(zip(lines, captions, strict=True)):
        if isinstance(line, ScalarLine):
            box = _scalar_line(line, measures, room)
        else:
            asked = setting.asked(number)
            look = (measures, room, setting.largest, asked, _look_of(line, measures, setting))
            remembered = None if memory is None else memory.get(look)
            box = remembered or _matrix_line(line, _Fitting(line, measures, setting, room, asked), measures)
            known[look] = box
        box = _placed(box, terms_x, top, _fitting_caption(box, caption, unit), unit)
        boxes.append(box)
        top = box.bottom + unit * 0.2
    if memory is not None:
        memory.clear()
        memory.update(known)
    return SheetLayout(number_x, caption_x, terms_x, tuple(boxes))


def _placed(box: LineBox, x: float, top: float, caption: tuple[str, ...], unit: float) -> LineBox:
    """Return a line at its place, high enough for its caption, whose middle is the middle of the first row."""
    above = max(len(caption) * unit * 0.4 + unit * 0.3 - box.axis, 0.0)
    below = max(len(caption) * unit * 0.4 + unit * 0.3 - (box.height - box.axis), 0.0)
    moved = []
    for part in box.boxes:
        if isinstance(part, MatrixBox):
            moved.append(replace(part, x=part.x + x, y=part.y + above))
        else:
            rect = part.rect
            moved.append(replace(part, rect=rect._replace(x=rect.x + x, y=rect.y + above)))
    return LineBox(top, box.height + above + below, box.axis + above, caption, tuple(moved))


def _fitting_caption(box: LineBox, caption: tuple[str, ...], unit: float) -> tuple[str, ...]:
    """Return a caption in no more lines than stand beside what the line shows, but at least three."""
    most = max(int(box.height // (unit * 0.8)), 3)
    return caption if len(caption) <= most else (*caption[: most - 1], "…")


# Matrices


def _look_of(line: ShownLine, measures: Measures, setting: SheetSetting) -> Hashable:
    """Return all of a line that its layout depends on."""
    looks: list[Hashable] = []
    for term in line.terms:
        if isinstance(term, ShownSign):
            looks.append(term)
            continue
        names = (term.name, term.transposed, term.is_new, term.is_result, term.note)
        row_names = _names_width(term.row_names, measures)
        axes = (term.row_axis, term.column_axis, row_names, bool(term.column_names))
        looks.append((*names, *axes, term.values.shape, setting.notation(term).room))
    return tuple(looks)


@lru_cache(maxsize=256)
def _names_width(names: tuple[str, ...], measures: Measures) -> float:
    """Return the room beside a matrix for the names of its rows, in steps that samples of one kind do not cross."""
    longest = sorted(names, key=len)[-3:]
    width = max(map(measures.caption, longest), default=0.0)
    return min(math.ceil(width / _NAME_STEP) * _NAME_STEP, _WIDEST_NAME)


class _Fitting:
    """Finds how many columns of each of a line's matrices are shown, so that the line fits into `room`."""

    def __init__(
        self, line: ShownLine, measures: Measures, setting: SheetSetting, room: float, asked: bool
    ) -> None:
        self._line = line
        self._measures = measures
        self._setting = setting
        self._room = room
        self._asked = asked
        self._breaks = _breaks(line)
        self._known: dict[tuple[int, int], MatrixSize] = {}

    def sizes(self) -> list[MatrixSize | None]:
        """Return the rooms of the line's matrices, None for signs: windows so wide that the line fits, if it can.

        Few columns are all shown, if there is room. Of many there are windows of six, which are narrowed to three
        where that saves a row, and widened where there is room.
        """
        lengths = [0 if isinstance(term, ShownSign) else term.values.shape[1] for term in self._line.terms]
        choices = [
            [length if length <= _WHOLE else most for length in lengths]
            for most in range(_COLUMNS, _FEWEST_TO_SAVE - 1, -1)
        ]
        columns = min(choices, key=lambda columns: len(self._rows(self._widths(columns))))
        columns = self._widened(self._narrowed(columns), lengths)
        return [self._size(place, count) for place, count in enumerate(columns)]

    def rows(self, sizes: Sequence[MatrixSize | None]) -> tuple[list[range], list[float]]:
        """Return which terms stand in each row, and how wide each term is."""
        widths = [self._sign_width(place) if size is None else size.width for place, size in enumerate(sizes)]
        return self._rows(widths), widths

    def _narrowed(self, columns: list[int]) -> list[int]:
        """Return `columns` with fewer where a row would still be too wide."""
        while True:
            widths = self._widths(columns)
            too_wide = self._too_wide(widths, self._rows(widths))
            if not too_wide:
                return columns
            widest = max(too_wide[0], key=columns.__getitem__)
            if columns[widest] <= _FEWEST:
                return columns
            columns = [count - (place == widest) for place, count in enumerate(columns)]

    def _widened(self, columns: list[int], lengths: list[int]) -> list[int]:
        """Return `columns` with more where the rows stay as they are: one more of the narrowest window at a time."""
        widths = self._widths(columns)
        rows = self._rows(widths)
        if self._too_wide(widths, rows):
            return columns
        growing = {place for place, length in enumerate(lengths) if columns[place] < min(length, _MOST)}
        while growing:
            narrowest = min(growing, key=lambda place: (columns[place], place))
            wider = [count + (place == narrowest) for place, count in enumerate(columns)]
            widths = self._widths(wider)
            if self._rows(widths) == rows and not self._too_wide(widths, rows):
                columns = wider
            else:
                growing.discard(narrowest)
            if columns[narrowest] >= min(lengths[narrowest], _MOST):
                growing.discard(narrowest)
        return columns

    def _size(self, place: int, columns: int) -> MatrixSize | None:
        term = self._line.terms[place]
        if isinstance(term, ShownSign):
            return None
        if (place, columns) not in self._known:
            asked = self._asked and term.is_result
            self._known[place, columns] = _size(term, columns, self._measures, self._setting, asked=asked)
        return self._known[place, columns]

    def _widths(self, columns: Sequence[int]) -> list[float]:
        sizes = (self._size(place, count) for place, count in enumerate(columns))
        return [self._sign_width(place) if size is None else size.width for place, size in enumerate(sizes)]

    def _sign_width(self, place: int) -> float:
        term = self._line.terms[place]
        return self._measures.text(term.text) if isinstance(term, ShownSign) else 0.0

    def _rows(self, widths: Sequence[float]) -> list[range]:
        return rows_of(widths, self._breaks, self._measures.gap, self._room)

    def _too_wide(self, widths: Sequence[float], rows: Sequence[range]) -> list[range]:
        """Return the rows that do not fit."""
        gap = self._measures.gap
        return [row for row in rows if sum(widths[i] + gap for i in row) - gap > self._room]


def _size(
    matrix: ShownMatrix, columns: int, measures: Measures, setting: SheetSetting, *, asked: bool
) -> MatrixSize:
    """Return the room of a matrix of which so many columns are shown; one that is asked for has room to type in."""
    notation = setting.notation(matrix)
    all_rows, all_columns = matrix.values.shape
    # A window that hides only one or two rows takes as much room as all of them.
    rows = all_rows if all_rows <= setting.largest + 2 else setting.largest
    windowed_x, windowed = columns < all_columns, rows < all_rows or columns < all_columns
    # Columns have one width, so that scrolling, and the numbers of another step, move nothing else.
    edges, points = _columns_at([notation.longest_head] * columns, notation, measures, asked=asked)
    names_width = _names_width(matrix.row_names, measures) if windowed else 0.0
    widest_note = note_of(matrix, (rows, columns), (all_rows - rows, all_columns - columns))
    return MatrixSize(
        all_rows,
        all_columns,
        rows,
        columns,
        edges=edges,
        points=points,
        cell_height=measures.row,
        names_width=names_width + (measures.pad * 0.6 if names_width else 0.0),
        axis_height=measures.axis_height if windowed and matrix.column_names else 0.0,
        strip_x=measures.strip if windowed_x else 0.0,
        strip_y=measures.strip if rows < all_rows else 0.0,
        bracket=measures.bracket,
        texts=max(measures.caption(widest_note), measures.name(matrix)),
    )


def _columns_at(
    heads: Sequence[str], notation: Notation, measures: Measures, *, asked: bool
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return where columns begin and the last ends, and where their numbers align, for their longest heads."""
    tail = max(measures.text(tail) for tail in notation.possible_tails)
    least = measures.text(_LEAST_GUESS) if asked else 0.0
    edges, points = [0.0], []
    for head in heads:
        width = max(measures.text(head) + tail, least)
        points.append(edges[-1] + measures.pad + width - tail)
        edges.append(edges[-1] + width + 2 * measures.pad + (measures.tick if asked else 0.0))
    return tuple(edges), tuple(points)


def note_of(matrix: ShownMatrix, size: tuple[int, int], first: tuple[int, int]) -> str:
    """Return what stands below a matrix: its note, its shape '2 × 2', or which part is seen: '131–136 / 784 × 10'.

    `size` are the rows and columns in sight, `first` the first of them.
    """
    if matrix.note:
        return matrix.note
    parts = []
    for length, shown, start in zip(matrix.values.shape, size, first, strict=True):
        parts.append(str(length) if shown >= length else f"{start + 1}–{start + shown} / {length}")
    return " × ".join(parts)


def _breaks(line: ShownLine) -> list[Break]:
    """Return before which terms a line may break: signs that begin something, behind a matrix or what closes one."""
    result = [Break.NEVER]
    for before, term in pairwise(line.terms):
        closed = not isinstance(before, ShownSign) or before.text.endswith(_CLOSING)
        if not closed or not isinstance(term, ShownSign):
            result.append(Break.NEVER)
        elif term.text.startswith((*_CLOSING, ">", "≤")):
            result.append(Break.POOR if len(term.text) > 2 else Break.NEVER)
        else:
            result.append(Break.GOOD)
    return result


def _matrix_line(line: ShownLine, fitting: _Fitting, measures: Measures) -> LineBox:
    """Return a line whose first term begins at 0, with a margin above and below."""
    margin = measures.row * 0.45
    sizes = fitting.sizes()
    rows, widths = fitting.rows(sizes)
    boxes: list[MatrixBox | TextBox] = []
    top, axis = margin, None
    for row in rows:
        shown = [size for size in (sizes[term] for term in row) if size is not None]
        half = max((size.inner_height / 2 for size in shown), default=measures.row / 2)
        above = max((size.inner_height / 2 + size.axis_height for size in shown), default=half)
        middle = top + above + measures.name_height
        axis = middle if axis is None else axis
        x = 0.0
        for term in row:
            boxes.append(
                _term_box(line.terms[term], term, sizes[term], Rect(x, middle, widths[term], measures.row))
            )
            x += widths[term] + measures.gap
        top = middle + half + measures.note_height + margin
    return LineBox(0.0, top, top / 2 if axis is None else axis, (), tuple(boxes))


def _term_box(
    term: ShownMatrix | ShownSign, place: int, size: MatrixSize | None, at: Rect
) -> MatrixBox | TextBox:
    """Return the box of a term in the room `at`, whose y is the middle of its row."""
    if isinstance(term, ShownSign):
        return TextBox(place, Rect(at.x, at.y - at.height / 2, at.width, at.height), term.text)
    assert size is not None
    slack = (size.width - size.names_width - size.inner_width) / 2
    return MatrixBox(
        place,
        at.x + size.names_width + slack,
        at.y - size.inner_height / 2,
        size,
        term.row_axis,
        term.column_axis,
    )


# Formulas in text


def _scalar_line(line: ScalarLine, measures: Measures, room: float) -> LineBox:
    """Return a line of formulas, each broken before an operator where it is too long, and then set in."""
    margin, pitch, indent = measures.row * 0.45, measures.row * 1.15, measures.row
    boxes: list[TextBox] = []
    y, term = margin, 0
    for row in line.rows:
        # What can be pointed at has room for its frame.
        widths = [measures.text(piece.text) + (measures.pad * 0.8 if piece.cell else 0.0) for piece in row]
        begins = (piece.text.lstrip().startswith(_OPERATORS) for piece in row)
        breaks = [Break.GOOD if begin else Break.NEVER for begin in begins]
        for number, part in enumerate(rows_of(widths, breaks, 0.0, room - indent)):
            x = indent if number else 0.0
            for place in part:
                boxes.append(_piece_box(row[place], term + place, Rect(x, y, widths[place], measures.row)))
                x += widths[place]
            y += pitch
        term += len(row)
    return LineBox(0.0, y - pitch + measures.row + margin, margin + measures.row / 2, (), tuple(boxes))


def _piece_box(piece: Piece, term: int, rect: Rect) -> TextBox:
    return TextBox(term, rect, piece.text, piece.cell)
