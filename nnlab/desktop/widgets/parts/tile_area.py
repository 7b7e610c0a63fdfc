"""A scroll area over rows of small pictures that draws only those in sight: what a grid of samples is made on."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.tile_captions import Captions
from nnlab.desktop.widgets.parts.tile_layout import GAP_PX, tile_layout
from nnlab.desktop.widgets.parts.tile_sheet import TileSheet

TILE_PX = 44

_CAPTION_SPACE_PX = 3  # of a caption's line, beside the size of the text


class TileArea(QAbstractScrollArea):
    """Rows of tiles, filled from the left. A 'row' is the number of a picture, a 'place' its number in the order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: NDArray[np.uint8] = np.zeros((0, 1, 1), dtype=np.uint8)
        self._order: NDArray[np.integer] = np.zeros(0, dtype=np.intp)
        self._captions: Captions | None = None
        self._tile_px = TILE_PX
        self._scrolling = True
        self._empty_text = ""
        self._layout = tile_layout(1, TILE_PX, 0, 1.0)
        self._sheet: TileSheet | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        painting.make_opaque(self.viewport())

    def set_tile(self, tile_px: int) -> None:
        """Draw frames with sides of `tile_px` pixels."""
        if tile_px != self._tile_px:
            self._tile_px = tile_px
            self._refresh()

    def set_scrolling(self, scrolling: bool) -> None:
        """Scroll, or show without a scroll bar as many pictures as fit."""
        if scrolling != self._scrolling:
            policy = Qt.ScrollBarPolicy
            self._scrolling = scrolling
            self.setVerticalScrollBarPolicy(
                policy.ScrollBarAsNeeded if scrolling else policy.ScrollBarAlwaysOff
            )
            self._refresh()

    def set_empty_text(self, sentence: str) -> None:
        """Say `sentence` where there is no picture to show."""
        if sentence != self._empty_text:
            self._empty_text = sentence
            self.viewport().update()

    def scroll_to(self, row: int) -> None:
        """Scroll no farther than needed to bring the picture `row` into sight; nothing if it is not shown."""
        place = self._place_of(row)
        if place is not None:
            self._bring_into_sight(place)

    # Places

    def _row_at(self, place: int | None) -> int | None:
        return None if place is None else int(self._order[place])

    def _place_of(self, row: int | None) -> int | None:
        if row is None:
            return None
        found = np.flatnonzero(self._order == row)
        return int(found[0]) if len(found) else None

    def _place_at(self, position: QPointF) -> int | None:
        """Return the place of the picture at a point of the viewport."""
        ratio = self.devicePixelRatioF()
        x, y = position.x() * ratio, position.y() * ratio + self._offset()
        return self._layout.place_at(x, y, self._shown_count()) if self._in_sight(position) else None

    def _frame_of(self, place: int) -> QRectF:
        """Return where the frame of a picture lies in the viewport, in pixels."""
        ratio = self.devicePixelRatioF()
        x, y = self._layout.frame(place)
        side = self._layout.tile / ratio
        return QRectF(x / ratio, (y - self._offset()) / ratio, side, side)

    def _in_sight(self, position: QPointF) -> bool:
        return QRectF(self.viewport().rect()).contains(position)

    def _shown_count(self) -> int:
        """Return how many pictures one can come to: all, or those that fit."""
        count = len(self._order)
        return count if self._scrolling else min(count, self._layout.columns * self._page_rows())

    def _page_rows(self) -> int:
        return max(int(self.viewport().height() / self._pitch), 1)

    @property
    def _pitch(self) -> float:
        """From one row of tiles to the next, in pixels."""
        return self._layout.cell_height / self.devicePixelRatioF()

    def _offset(self) -> int:
        """Return how far is scrolled, in device pixels."""
        return round(self.verticalScrollBar().value() * self.devicePixelRatioF())

    def _first_in_sight(self) -> int:
        """Return the place of the first picture that is not cut off above."""
        return math.ceil(self.verticalScrollBar().value() / self._pitch) * self._layout.columns

    def _bring_into_sight(self, place: int) -> None:
        bar, top = self.verticalScrollBar(), place // self._layout.columns * self._pitch
        lowest = math.ceil(top + self._pitch) - self.viewport().height()
        bar.setValue(min(max(bar.value(), lowest), math.floor(top)))

    # Layout

    def _refresh(self) -> None:
        """Lay out and draw everything anew."""
        self._sheet = None
        self._lay_out()
        self.updateGeometry()
        self.viewport().update()

    def _lay_out(self) -> None:
        """Find the layout for the present size and let the scroll bar reach over it; what is at the top stays there."""
        theme, viewport, bar = themes.current(), self.viewport(), self.verticalScrollBar()
        first = round(bar.value() / self._pitch) * self._layout.columns
        caption_px = theme.caption_px + _CAPTION_SPACE_PX if self._captions else 0
        layout = tile_layout(viewport.width(), self._tile_px, caption_px, self.devicePixelRatioF())
        moved = layout != self._layout
        self._layout = layout
        height = math.ceil(layout.rows(len(self._order)) * self._pitch)
        bar.setPageStep(viewport.height())
        bar.setSingleStep(max(round(self._pitch * 2 / 3), 1))  # of which the wheel takes three at a time
        bar.setRange(0, max(height - viewport.height(), 0) if self._scrolling else 0)
        if moved:
            self._sheet = None
            bar.setValue(round(first // layout.columns * self._pitch))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def sizeHint(self) -> QSize:
        columns, rows = (12, 6) if self._scrolling else (4, 3)
        return QSize(math.ceil(columns * (self._tile_px + GAP_PX)), math.ceil(rows * self._pitch))

    def minimumSizeHint(self) -> QSize:
        return QSize(math.ceil(self._tile_px + GAP_PX), math.ceil(self._pitch))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, ratio = themes.current(), self.devicePixelRatioF()
        painter = painting.begin(self.viewport())
        # A pixel more: beside a scroll bar the area may end within a device pixel, which must be covered wholly.
        painter.fillRect(event.rect().adjusted(0, 0, 1, 1), themes.color(theme.surface))
        if not len(self._order):
            self._paint_empty(painter, theme)
            return
        if self._sheet is None:
            look = (theme.name, ratio)
            self._sheet = TileSheet(self._images, self._order, self._captions, self._layout, look)
        height, offset = self._layout.cell_height, self._offset()
        end = math.ceil((self.viewport().height() * ratio + offset) / height)
        rows = range(offset // height, min(end, self._layout.rows(self._shown_count())))
        self._sheet.draw(painter, rows, offset)
        self._paint_marks(painter, theme)
        painter.end()

    def _paint_empty(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(theme.font())
        painter.setPen(themes.color(theme.muted))
        room = QRectF(self.viewport().rect()).adjusted(8, 8, -8, -8)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, self._empty_text)

    def _paint_marks(self, painter: QPainter, theme: Theme) -> None:
        """Draw over the tiles; a plain area marks none."""
