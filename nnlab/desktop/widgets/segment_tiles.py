"""Small seven-segment pictures, one for each unit: what each unit looks for in the display."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnlab.desktop import colors
from nnlab.desktop.numbers import format_number
from nnlab.desktop.widgets.seven_segment import fill_segments

_TILE_ASPECT = 0.62  # width of a digit to its height
_GAP_PX = 10.0
_MOST_TILES = 64


def grid_shape(count: int, width: float) -> tuple[int, float]:
    """Return how many tiles stand in a row, and the width of each, for `count` tiles on `width` pixels."""
    columns = max(1, min(count, 8, math.ceil(math.sqrt(count * 1.6))))
    return columns, (width - _GAP_PX * (columns - 1)) / columns


class SegmentTiles(QWidget):
    """Shows the weights from seven segments to each unit as a coloured digit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = np.zeros((1, 7))
        self._limit = 1.0
        self.setObjectName("segment_tiles")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_tiles(self, tiles: NDArray[np.floating], limit: float) -> None:
        """Show `tiles` (units, 7), the weights from segments a–g; `limit` > 0 is the strongest colour."""
        if tiles.ndim != 2 or tiles.shape[1] != 7:
            raise ValueError(f"Tiles of seven segments have the shape (units, 7), not {tiles.shape}.")
        tiles = tiles[:_MOST_TILES]
        if limit == self._limit and np.array_equal(tiles, self._tiles, equal_nan=True):
            return
        if len(tiles) != len(self._tiles):
            self.updateGeometry()
        self._tiles, self._limit = np.array(tiles, dtype=np.float64), limit
        self.update()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setAccessibleName(self.tr("Weights as seven-segment pictures"))
        self.setToolTip(
            self.tr("One picture for each unit: blue segments excite it, orange segments inhibit it.")
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns, tile = grid_shape(len(self._tiles), width)
        rows = math.ceil(len(self._tiles) / columns)
        return round(rows * tile / _TILE_ASPECT + (rows - 1) * _GAP_PX)

    def sizeHint(self) -> QSize:
        return QSize(226, self.heightForWidth(226))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colors.qcolors()
        rows = colors.indices(self._tiles, self._limit).tolist()
        for index, row in enumerate(rows):
            fill_segments(painter, self._tile_rect(index), [palette[i] for i in row])
        painter.end()

    def _tile_rect(self, index: int) -> QRectF:
        columns, width = grid_shape(len(self._tiles), self.width())
        height = width / _TILE_ASPECT
        row, column = divmod(index, columns)
        return QRectF(column * (width + _GAP_PX), row * (height + _GAP_PX), width, height)

    def _readout(self, index: int) -> str:
        numbers = "  ".join(
            f"{name} {format_number(value)}"
            for name, value in zip("abcdefg", self._tiles[index], strict=True)
        )
        return f"h{index + 1}:  {numbers}"

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for index in range(len(self._tiles)):
                if self._tile_rect(index).contains(event.pos()):
                    QToolTip.showText(event.globalPos(), self._readout(index), self)
                    return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _sample() -> QWidget:
    tiles = SegmentTiles()
    tiles.set_tiles(np.random.default_rng(1).normal(size=(8, 7)), 2.0)
    tiles.setFixedWidth(226)
    return tiles


if __name__ == "__main__":
    from nnlab.desktop.widgets._gallery import show

    show(_sample)
