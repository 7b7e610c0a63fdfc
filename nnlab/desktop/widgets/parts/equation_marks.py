"""Marked cells of a sheet, by matrix: those in sight are framed, of those out of sight the edge gives a hint."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.widgets.parts.axis_windows import AxisWindows
from nnlab.desktop.widgets.parts.equation_layout import MatrixBox, Rect
from nnlab.desktop.widgets.parts.equation_model import Cell


@dataclass(frozen=True, slots=True)
class Hint:
    """A place at the edge of a window behind which a marked cell lies: -1, 0 or 1 down and across."""

    x: float
    y: float
    down: int
    across: int


class Marks:
    """The pointed cell, and the cells that its value came from."""

    def __init__(self, pointed: Cell | None = None, sources: frozenset[Cell] = frozenset()) -> None:
        self.pointed = pointed
        self.sources = sources
        places: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for cell in sources:
            places[cell.line, cell.term].append((cell.row, cell.column))
        self._sources = {key: np.array(sorted(cells)) for key, cells in places.items()}

    @property
    def lines(self) -> frozenset[int]:
        """The lines in which something is marked."""
        pointed = set() if self.pointed is None else {self.pointed.line}
        return frozenset(pointed | {line for line, _term in self._sources})

    def frames(self, line: int, box: MatrixBox, windows: AxisWindows) -> list[Rect]:
        """Return where the sources in sight of a matrix lie, within its line."""
        rects = (
            box.cell_rect(int(row), int(column), windows) for row, column in self._near(line, box, windows)
        )
        return [rect for rect in rects if rect is not None]

    def hints(self, line: int, box: MatrixBox, windows: AxisWindows) -> list[Hint]:
        """Return the places at the edges of a matrix behind which marked cells lie, within its line."""
        cells = self._of(line, box.term)
        if self.pointed is not None and (self.pointed.line, self.pointed.term) == (line, box.term):
            cells = np.concatenate([cells, [[self.pointed.row, self.pointed.column]]])
        if not len(cells) or not box.size.windowed:
            return []
        size = box.size
        places = cells - np.array(box.first(windows))
        places = np.unique(np.clip(places, -1, (size.rows, size.columns)), axis=0)
        rows = [row * size.cell_height for row in range(size.rows + 1)]
        hints = []
        for row, column in places.tolist():
            down, across = _side(row, size.rows), _side(column, size.columns)
            if down or across:
                x = box.cells_x + _along(column, size.edges, size.strip_x)
                y = box.cells_y + _along(row, rows, size.strip_y)
                hints.append(Hint(x, y, down, across))
        return hints

    def _of(self, line: int, term: int) -> NDArray[np.intp]:
        return self._sources.get((line, term), np.zeros((0, 2), dtype=np.intp))

    def _near(self, line: int, box: MatrixBox, windows: AxisWindows) -> NDArray[np.intp]:
        """Return rows and columns of the sources in sight."""
        cells = self._of(line, box.term)
        first = np.array(box.first(windows))
        end = first + np.array((box.size.rows, box.size.columns))
        inside = ((cells >= first) & (cells < end)).all(axis=1)
        return cells[inside]


def _side(place: int, shown: int) -> int:
    return -1 if place < 0 else 1 if place >= shown else 0


def _along(place: int, edges: Sequence[float], strip: float) -> float:
    """Return the middle of a place between its edges, or the middle of the strip before or behind all of them."""
    if place < 0:
        return -strip / 2
    if place >= len(edges) - 1:
        return edges[-1] + strip / 2
    return (edges[place] + edges[place + 1]) / 2
