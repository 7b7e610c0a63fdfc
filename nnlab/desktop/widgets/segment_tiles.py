"""Small seven-segment pictures, one for each unit: what each unit looks for in the display."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.segment_shape import fill_segments, segment_at
from nnlab.desktop.widgets.readout import Pair, Readout
from nnlab.desktop.words.numbers import format_count, format_number

_TILE_ASPECT = 0.62  # width of a digit to its height
_GAP_PX = 10.0
_MOST_TILES = 64


def grid_shape(count: int, width: float) -> tuple[int, float]:
    """Return how many tiles stand in a row, and the width of each, for `count` tiles on `width` pixels."""
    columns = max(1, min(count, 8, math.ceil(math.sqrt(count * 1.6))))
    return columns, (width - _GAP_PX * (columns - 1)) / columns


class SegmentTiles(FollowsLook, QWidget):
    """Shows the weights from seven segments to each unit as a coloured digit.

    Pointing at a tile reads its weights, clicking a segment asks to edit one. Of more than 64 units the
    first are shown, and a line below says so.
    """

    segment_clicked = Signal(object)  # (unit, segment), each from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._tiles = np.zeros((1, 7))
        self._units = 1
        self._limit = 1.0
        self._labels: tuple[str, ...] = ()
        self._pointer: QPointF | None = None
        self._readout = Readout(self)
        self.setObjectName("segment_tiles")
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_tiles(self, tiles: NDArray[np.floating], limit: float) -> None:
        """Show `tiles` (units, 7), the weights from segments a–g; `limit` > 0 is the strongest colour."""
        if tiles.ndim != 2 or tiles.shape[1] != 7:
            raise ValueError(f"Tiles of seven segments have the shape (units, 7), not {tiles.shape}.")
        units, tiles = len(tiles), tiles[:_MOST_TILES]
        same_units = units == self._units
        if same_units and limit == self._limit and np.array_equal(tiles, self._tiles, equal_nan=True):
            return
        self._tiles, self._units, self._limit = np.array(tiles, dtype=np.float64), units, limit
        if not same_units:
            self.updateGeometry()
        self._show_readout()
        self.update()

    def set_labels(self, names: tuple[str, ...]) -> None:
        """Name the units; a unit without a name is read by its number."""
        if names != self._labels:
            self._labels = names
            self._show_readout()

    def note(self) -> str:
        """Return what stands below the tiles: how many are shown, if not all."""
        if self._units <= _MOST_TILES:
            return ""
        return self.tr("the first {shown} of {count} units").format(
            shown=format_count(_MOST_TILES), count=format_count(self._units)
        )

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setAccessibleName(self.tr("Weights as seven-segment pictures"))
        self.setToolTip(
            self.tr("One picture for each unit: blue segments excite it, orange segments inhibit it.")
        )
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns, tile = grid_shape(len(self._tiles), width)
        rows = math.ceil(len(self._tiles) / columns)
        return round(rows * tile / _TILE_ASPECT + (rows - 1) * _GAP_PX) + self._note_height()

    def sizeHint(self) -> QSize:
        return QSize(226, self.heightForWidth(226))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin_opaque(self, event)
        palette = colors.qcolors()
        rows = colors.indices(self._tiles, self._limit).tolist()
        for index, row in enumerate(rows):
            fill_segments(painter, self._tile_rect(index), [palette[i] for i in row])
        if note := self.note():
            theme = themes.current()
            painter.setFont(theme.font("caption"))
            painter.setPen(themes.color(theme.muted))
            line = QRectF(0, self.height() - theme.caption_px - 4, self.width(), theme.caption_px + 4)
            painter.drawText(line, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, note)
        painter.end()

    def _note_height(self) -> int:
        return themes.current().caption_px + 10 if self._units > _MOST_TILES else 0

    def _tile_rect(self, index: int) -> QRectF:
        columns, width = grid_shape(len(self._tiles), self.width())
        height = width / _TILE_ASPECT
        row, column = divmod(index, columns)
        return QRectF(column * (width + _GAP_PX), row * (height + _GAP_PX), width, height)

    # Reading and clicking

    def _tile_at(self, position: QPointF) -> int | None:
        tiles = range(len(self._tiles))
        return next((index for index in tiles if self._tile_rect(index).contains(position)), None)

    def _pairs_of(self, index: int) -> tuple[Pair, ...]:
        name = self._labels[index] if index < len(self._labels) else str(index + 1)
        weights = self._tiles[index].tolist()
        return ("", name), *((s, format_number(w)) for s, w in zip("abcdefg", weights, strict=True))

    def _show_readout(self) -> None:
        tile = None if self._pointer is None else self._tile_at(self._pointer)
        if tile is None:
            self._readout.hide()
            return
        anchor: QRect = self._tile_rect(tile).toAlignedRect()
        self._readout.show_at(anchor, *self._pairs_of(tile))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self._readout.isHidden():
            return True  # the readout stands where the tooltip would
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self._show_readout()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self._show_readout()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointer = None
        self._readout.hide()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tile = self._tile_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or tile is None:
            return
        segment = segment_at(self._tile_rect(tile), event.position())
        if segment is not None:
            self.segment_clicked.emit((tile, segment))


def _sample() -> QWidget:
    tiles = SegmentTiles()
    tiles.set_tiles(np.random.default_rng(1).normal(size=(8, 7)), 2.0)
    tiles.setFixedWidth(226)
    return tiles


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
