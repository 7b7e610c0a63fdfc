"""A scroll area over the lines of an equation sheet that lays out and paints them: what a sheet is made on."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.axis_windows import AxisWindows
from nnlab.desktop.widgets.parts.equation_gestures import reveal
from nnlab.desktop.widgets.parts.equation_guesses import Covers
from nnlab.desktop.widgets.parts.equation_layout import MatrixBox, Rect, SheetLayout, TextBox
from nnlab.desktop.widgets.parts.equation_lines import LineMemory, SheetSetting, lay_out_sheet
from nnlab.desktop.widgets.parts.equation_marks import Marks
from nnlab.desktop.widgets.parts.equation_model import (
    Cell,
    Guess,
    Line,
    LineState,
    ShownLine,
    ShownMatrix,
    matrix_of,
)
from nnlab.desktop.widgets.parts.equation_numbers import Notation, notation_of, number_alone, spell
from nnlab.desktop.widgets.parts.equation_painting import SheetPainter
from nnlab.desktop.widgets.parts.sheet_view import SheetView, measures_of

_SCROLL_MS = 180
_LOW_PX, _HIGH_PX = 560, 1000  # heights from which windows have more rows
_WINDOW_ROWS = 6


class EquationArea(QAbstractScrollArea):
    """Lines of matrices or of formulas with all that is shown of them, of which those in sight are painted.

    A sheet over it says which cell is read, where the keyboard is, and what follows a change.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._states: tuple[LineState, ...] = ()
        self._decimals = 4
        self._notations: dict[ShownMatrix, Notation] = {}
        self._windows = AxisWindows()
        self._marks = Marks()
        self._hidden: bool | frozenset[int] = False
        self._guesses: dict[Cell, Guess] = {}
        self._covers = Covers()
        self._layout: SheetLayout | None = None
        self._memory: LineMemory = {}
        self._motion = QVariantAnimation(self)
        self._motion.valueChanged.connect(self._on_motion_moved)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        painting.make_opaque(self.viewport())

    # -- values in -------------------------------------------------------------------------------------

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show `lines`. With as many lines as before, what is scrolled to and how lines are lit stay."""
        lines = tuple(lines)
        if lines == self._lines:
            return
        if len(lines) != len(self._lines):
            self._states = (LineState.DONE,) * len(lines)
            self._motion.stop()
            self.verticalScrollBar().setValue(0)
        self._lines = lines
        self._notations = {
            matrix: self._notations.get(matrix) or notation_of(matrix.values, self._decimals)
            for matrix in _matrices(lines)
        }
        self._cover()
        self._forget_layout()

    def set_states(self, states: Sequence[LineState]) -> None:
        """Light lines: one state for each of them. The current ones are brought into view."""
        states = tuple(states)
        if len(states) != len(self._lines):
            raise ValueError(f"{len(self._lines)} lines need as many states, got {len(states)}.")
        if states == self._states:
            return
        before, self._states = self._states, states
        if self._hidden is True:
            self._cover()
            self._forget_layout()
        else:
            self._update_lines([i for i, state in enumerate(states) if state is not before[i]])
        self._show_current()

    def set_marks(self, pointed: Cell | None, sources: Collection[Cell] = frozenset()) -> None:
        """Invert the cell `pointed` and frame the `sources` that its value came from."""
        sources = frozenset(sources)
        if (pointed, sources) == (self._marks.pointed, self._marks.sources):
            return
        before, self._marks = self._marks, Marks(pointed, sources)
        self._update_lines(before.lines | self._marks.lines)

    def set_decimals(self, decimals: int) -> None:
        """Write numbers with at most so many digits after the point."""
        if decimals != self._decimals:
            self._decimals = decimals
            self._notations = {m: notation_of(m.values, decimals) for m in self._notations}
            self._forget_layout()

    def set_hidden(self, hidden: bool | Collection[int]) -> None:
        """Let the results of lines be guessed: of those named, or (True) of all that are not done yet."""
        hidden = hidden if isinstance(hidden, bool) else frozenset(hidden)
        if hidden != self._hidden:
            self._hidden = hidden
            self._cover()
            self._forget_layout()

    def set_guesses(self, guesses: Mapping[Cell, Guess]) -> None:
        """Show what was typed into the cells to be guessed, and whether it is right."""
        if dict(guesses) != self._guesses:
            self._guesses = dict(guesses)
            self._cover()
            self.viewport().update()
            self._on_changed()

    def speller(self, cell: Cell) -> Callable[[float], str]:
        """Return how numbers are written in the matrix of `cell`."""
        matrix = matrix_of(self._lines, cell.line, cell.term)
        notation = None if matrix is None else self._notations.get(matrix)
        if notation is None:
            return partial(number_alone, decimals=self._decimals)
        return lambda value: spell(value, notation).text

    def reveal(self, cell: Cell) -> None:
        """Scroll sheet and matrix no farther than needed to bring `cell` into sight."""
        self._lay_out()
        self._reveal_place(cell)

    # -- what a sheet adds -----------------------------------------------------------------------------

    def _read_cell(self) -> Cell | None:
        """Return the cell whose row and column are named below its matrix."""
        return None

    def _focus_place(self) -> Cell | None:
        """Return where the keyboard is, if that is to be seen."""
        return None

    def _on_changed(self) -> None:
        """Follow a change of what is shown, or of where it lies."""

    # -- what follows from them ------------------------------------------------------------------------

    def _cover(self) -> None:
        if isinstance(self._hidden, bool):
            waiting = (i for i, state in enumerate(self._states) if state is not LineState.DONE)
            hidden = frozenset(waiting) if self._hidden else frozenset()
        else:
            hidden = self._hidden
        self._covers = Covers(self._lines, hidden, self._guesses)

    def _forget_layout(self) -> None:
        self._layout = None
        if self.isVisible():
            self._lay_out()
        self.viewport().update()
        self._on_changed()

    def _lay_out(self) -> SheetLayout:
        """Return the layout for the present size; after a change, let the scroll bar reach over it."""
        if self._layout is None:
            height = self.viewport().height()
            largest = _WINDOW_ROWS + 2 * (height >= _LOW_PX) + 4 * (height >= _HIGH_PX)
            # Room for the bar is kept where there is none: one that came and went could change what it depends on.
            width = self.width() - self.verticalScrollBar().sizeHint().width()
            setting = SheetSetting(float(width), largest, self._covers.asks, self._notations.__getitem__)
            self._layout = lay_out_sheet(self._lines, measures_of(themes.current()), setting, self._memory)
            bar = self.verticalScrollBar()
            bar.setPageStep(height)
            bar.setSingleStep(round(themes.current().text_px * 1.6))
            bar.setRange(0, max(round(self._layout.height) - height, 0))
            self._on_changed()
        return self._layout

    def _show_current(self) -> None:
        current = [i for i, state in enumerate(self._states) if state is LineState.CURRENT]
        if current and self.isVisible():
            layout = self._lay_out()
            margin = min(80.0, self.viewport().height() / 6)
            self._scroll_to(layout.lines[current[0]].top, layout.lines[current[-1]].bottom, margin)

    def _scroll_to(self, top: float, bottom: float, margin: float) -> None:
        """Move the sheet no farther than needed to show a part of it with a margin, the top if all is too much."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        lowest, highest = bottom + margin - height, top - margin
        target = min(max(bar.value(), round(lowest)), round(highest))
        target = min(max(target, bar.minimum()), bar.maximum())
        # Where one line follows the other faster than a motion lasts, there is none.
        hurried = self._motion.state() is QVariantAnimation.State.Running
        duration = 0 if hurried else painting.motion_ms(self, _SCROLL_MS)
        self._motion.stop()
        if duration == 0:
            bar.setValue(target)
        elif target != bar.value():
            self._motion.setDuration(duration)
            self._motion.setStartValue(bar.value())
            self._motion.setEndValue(target)
            self._motion.start()

    def _on_motion_moved(self, value: object) -> None:
        if isinstance(value, int):
            self.verticalScrollBar().setValue(value)

    def _update_lines(self, numbers: Collection[int]) -> None:
        layout, offset = self._layout, self.verticalScrollBar().value()
        if layout is None:
            self.viewport().update()
            return
        for number in numbers:
            if 0 <= number < len(layout.lines):
                box = layout.lines[number]
                rect = QRectF(0, box.top - offset, self.viewport().width(), box.height)
                self.viewport().update(rect.toAlignedRect())

    # -- places ----------------------------------------------------------------------------------------

    def _cell_at(self, position: QPointF) -> Cell | None:
        y = position.y() + self.verticalScrollBar().value()
        return self._lay_out().cell_at(position.x(), y, self._windows)

    def _place_at(self, position: QPointF) -> Cell | None:
        """Return the place at a point of the viewport: a cell, or the number of a piece of a formula."""
        found = self._lay_out().box_at(position.x(), position.y() + self.verticalScrollBar().value())
        if found is not None and isinstance(found[1], TextBox):
            return Cell(found[0], found[1].term, 0, 0) if found[1].cell is not None else None
        return self._cell_at(position)

    def _matrix_at(self, position: QPointF) -> MatrixBox | None:
        """Return the matrix at a point of the viewport, if it scrolls."""
        found = self._lay_out().box_at(position.x(), position.y() + self.verticalScrollBar().value())
        box = found[1] if found else None
        return box if isinstance(box, MatrixBox) and box.size.windowed else None

    def _rect_of(self, cell: Cell) -> QRect | None:
        """Return where a cell of a matrix lies in the viewport."""
        layout = self._lay_out()
        if not 0 <= cell.line < len(layout.lines):
            return None
        line = layout.lines[cell.line]
        box = line.matrix(cell.term)
        rect = None if box is None else box.cell_rect(cell.row, cell.column, self._windows)
        if rect is None:
            return None
        top = rect.y + line.top - self.verticalScrollBar().value()
        return QRectF(rect.x, top, rect.width, rect.height).toAlignedRect()

    def _reveal_place(self, place: Cell) -> None:
        layout = self._lay_out()
        if not 0 <= place.line < len(layout.lines):
            return
        line = layout.lines[place.line]
        box = line.matrix(place.term)
        if box is not None and reveal(box, place.row, place.column, self._windows):
            self._on_windows_moved()
        rect = None if box is None else box.cell_rect(place.row, place.column, self._windows)
        top, bottom = (line.top, line.bottom) if rect is None else _span(rect, line.top)
        self._scroll_to(top, bottom, themes.current().text_px * 2.0)

    def _on_windows_moved(self) -> None:
        self._on_changed()
        self.viewport().update()

    # -- painting --------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        layout = self._lay_out()
        painter = painting.begin(self.viewport())
        # A pixel more: beside a scroll bar the area may end within a device pixel, which must be covered wholly.
        painter.fillRect(event.rect().adjusted(0, 0, 1, 1), themes.color(theme.surface))
        offset = self.verticalScrollBar().value()
        painter.translate(0, -offset)
        view = self._view(layout)
        lines = SheetPainter(painter, theme, view)
        for number in layout.between(event.rect().top() + offset, event.rect().bottom() + 1 + offset):
            lines.paint(number, float(self.viewport().width()))
        painter.end()

    def _view(self, layout: SheetLayout) -> SheetView:
        return SheetView(
            lines=self._lines,
            states=self._states,
            layout=layout,
            measures=measures_of(themes.current()),
            windows=self._windows,
            notations=self._notations,
            covers=self._covers,
            marks=self._marks,
            read=self._read_cell(),
            focus=self._focus_place(),
        )

    # -- Qt --------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(820, 640)

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout = None
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self.devicePixelRatioF().is_integer():
            # What was painted is moved, and only what comes into sight is painted.
            self.viewport().scroll(dx, dy)
        else:
            self.viewport().update()
        self._on_changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_current()

    def hideEvent(self, event: QHideEvent) -> None:
        self._motion.stop()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._forget_layout()


def _matrices(lines: Sequence[Line]) -> list[ShownMatrix]:
    shown = (line for line in lines if isinstance(line, ShownLine))
    return [term for line in shown for term in line.terms if isinstance(term, ShownMatrix)]


def _span(rect: Rect, top: float) -> tuple[float, float]:
    return top + rect.y, top + rect.y + rect.height
