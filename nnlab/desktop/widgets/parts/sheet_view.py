"""What painting a sheet needs to know, and the type and inks it is painted in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.axis_windows import AxisWindows
from nnlab.desktop.widgets.parts.equation_guesses import Covers
from nnlab.desktop.widgets.parts.equation_layout import Measures, Rect, SheetLayout
from nnlab.desktop.widgets.parts.equation_marks import Marks
from nnlab.desktop.widgets.parts.equation_model import Cell, Line, LineState, ShownMatrix
from nnlab.desktop.widgets.parts.equation_numbers import Notation
from nnlab.desktop.widgets.parts.equation_symbols import Symbol, index_px, symbol_of


@dataclass(frozen=True, slots=True)
class SheetView:
    """All that painting a sheet needs to know; `read` is the cell whose row and column are named below its matrix."""

    lines: tuple[Line, ...]
    states: tuple[LineState, ...]
    layout: SheetLayout
    measures: Measures
    windows: AxisWindows
    notations: Mapping[ShownMatrix, Notation]
    covers: Covers
    marks: Marks
    read: Cell | None
    focus: Cell | None  # where the keyboard is


@cache
def measures_of(theme: Theme) -> Measures:
    """Return the sizes of a sheet in a theme."""
    scale = theme.text_px / 13

    def width(role: str) -> Callable[[str], float]:
        return lambda text: painting.advance(theme, role, text)

    def name_width(matrix: ShownMatrix) -> float:
        return symbol_width(theme, matrix_symbol(matrix))

    return Measures(
        text=width("text"),
        caption=width("caption"),
        name=name_width,
        row=theme.text_px + 8.0,
        pad=7.0 * scale,
        name_height=theme.caption_px + 7.0,
        note_height=theme.caption_px + 6.0,
        axis_height=theme.caption_px + 4.0,
        gap=9.0 * scale,
        tick=11.0 * scale,
    )


def matrix_symbol(matrix: ShownMatrix) -> Symbol:
    """Return the symbol that stands above a matrix."""
    return symbol_of(matrix.name, transposed=matrix.transposed, is_new=matrix.is_new)


@cache
def _index_font(theme: Theme) -> tuple[QFont, QFontMetricsF]:
    font = theme.font("caption", bold=True)
    font.setPixelSize(index_px(theme.caption_px))
    return font, QFontMetricsF(font)


def symbol_width(theme: Theme, symbol: Symbol) -> float:
    """Return how wide a symbol is above its matrix, in pixels."""
    letter = painting.advance(theme, "caption", symbol.letter, bold=True)
    return letter + _index_font(theme)[1].horizontalAdvance(symbol.index + symbol.above.replace("ᵀ", "T"))


def draw_symbol(painter: QPainter, theme: Theme, middle: float, baseline: float, symbol: Symbol) -> None:
    """Draw a symbol with its middle at a height, in the colour of the pen."""
    x = middle - symbol_width(theme, symbol) / 2
    painter.setFont(painting.typeface(theme, "caption", bold=True)[0])
    painter.drawText(QPointF(x, baseline), symbol.letter)
    x += painting.advance(theme, "caption", symbol.letter, bold=True)
    font, metrics = _index_font(theme)
    painter.setFont(font)
    if symbol.index:
        painter.drawText(QPointF(x, baseline + theme.caption_px * 0.22), symbol.index)
        x += metrics.horizontalAdvance(symbol.index)
    if symbol.above:
        # The raised letter of the typeface is too small beside an index.
        above = symbol.above.replace("ᵀ", "T")
        painter.drawText(QPointF(x, baseline - theme.caption_px * 0.3), above)


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of a line in one of its states."""

    value: str
    name: str
    sign: str
    note: str
    bracket: str


def inks_of(theme: Theme, state: LineState) -> Inks:
    """Return the colours of a line in a state."""
    if state is LineState.LATER:
        return Inks(theme.faint, theme.faint, theme.faint, theme.faint, theme.faint)
    note = theme.muted if state is LineState.CURRENT else theme.faint
    return Inks(theme.ink, theme.ink, theme.muted, note, theme.ink)


def place_names(matrix: ShownMatrix, row: int, column: int) -> str:
    """Return the names of a cell's row and column: 'h₁ → o₂', one alone, or nothing."""
    names = [
        names[place]
        for names, place in ((matrix.row_names, row), (matrix.column_names, column))
        if place < len(names) and names[place]
    ]
    return " → ".join(names)


def qrect(rect: Rect) -> QRectF:
    """Return a rectangle of the layout as Qt's."""
    return QRectF(*rect)
