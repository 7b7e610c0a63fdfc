"""Where the cells of the pattern map lie and what their numbers mean: arithmetic without a widget."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt

from nnlab.desktop.widgets.parts.segment_shape import LETTERS

MARGIN_PX = 3.0  # room for the ring round a cell at the edge


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Where the cells lie, in pixels: equal squares on whole device pixels, row by row."""

    rows: int
    columns: int
    pitch: float
    side: float  # of a cell
    ratio: float  # device pixels per pixel

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of the whole map with its margins."""
        margins = 2 * MARGIN_PX - (self.pitch - self.side)
        return self.columns * self.pitch + margins, self.rows * self.pitch + margins

    def cell(self, index: int) -> QRectF:
        """Return the square of the pattern `index`."""
        row, column = divmod(index, self.columns)
        return QRectF(self._start(column), self._start(row), self.side, self.side)

    def index_at(self, point: QPointF) -> int | None:
        """Return the pattern at `point`, gaps counted to the nearest cell, or None."""
        half_gap = (self.pitch - self.side) / 2
        column = int((point.x() - MARGIN_PX + half_gap) // self.pitch)
        row = int((point.y() - MARGIN_PX + half_gap) // self.pitch)
        inside = 0 <= row < self.rows and 0 <= column < self.columns
        return row * self.columns + column if inside else None

    def _start(self, line: int) -> float:
        return round((MARGIN_PX + line * self.pitch) * self.ratio) / self.ratio


def map_layout(width: float, height: float, rows: int, columns: int, ratio: float = 1.0) -> MapLayout:
    """Return the largest map of `rows` by `columns` square cells that fits into `width` by `height`."""
    room = min((width - 2 * MARGIN_PX) / columns, (height - 2 * MARGIN_PX) / rows)
    gap = max(2.0, round(0.12 * room))
    pitch = min((width - 2 * MARGIN_PX + gap) / columns, (height - 2 * MARGIN_PX + gap) / rows)
    pitch = max(pitch, gap + 2.0)
    side = max(int((pitch - gap) * ratio), 1) / ratio
    return MapLayout(rows=rows, columns=columns, pitch=pitch, side=side, ratio=ratio)


def neighbour(index: int, key: int, rows: int, columns: int) -> int:
    """Return the cell an arrow key leads to from `index`; the same one at the edge."""
    row, column = divmod(index, columns)
    row += (key == Qt.Key.Key_Down) - (key == Qt.Key.Key_Up)
    column += (key == Qt.Key.Key_Right) - (key == Qt.Key.Key_Left)
    return min(max(row, 0), rows - 1) * columns + min(max(column, 0), columns - 1)


def pattern_bits(index: int, count: int) -> tuple[int, ...]:
    """Return the bits of the pattern `index` out of `count`, the first input (segment a) first."""
    length = (count - 1).bit_length()
    return tuple(index >> bit & 1 for bit in reversed(range(length)))


def pattern_name(index: int, count: int) -> str:
    """Return the letters of the lit segments, such as 'acdfg', or the bits where there are not 128 patterns."""
    bits = pattern_bits(index, count)
    if len(bits) != len(LETTERS):
        return "".join(map(str, bits))
    return "".join(letter for letter, bit in zip(LETTERS, bits, strict=True) if bit)
