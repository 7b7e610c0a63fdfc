"""A row of small pictures with a caption each, such as the training pictures nearest to a drawing."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QImage, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import ink, painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.followed_look import FollowsLook

_TILE_PX = 44
_INNER_PX = 40
_GAP_PX = 6
_CAPTION_GAP_PX = 4
_PRESS_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PictureRow(painting.KeyboardFocus, FollowsLook, QWidget):
    """Shows as many pictures as have room. A click asks for one; so do the arrows with Space or Enter."""

    picture_clicked = Signal(object)  # int, from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._pictures: tuple[NDArray[np.uint8], ...] = ()
        self._captions: tuple[str, ...] = ()
        self._images: list[QImage] = []
        self._made_for: tuple[object, ...] = ()
        self._hovered: int | None = None
        self._cursor = 0
        self._texts = DefaultTexts(self)
        self.setObjectName("picture_row")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def set_pictures(self, pictures: Sequence[NDArray[np.uint8]], captions: Sequence[str]) -> None:
        """Show uint8 `pictures` (h, w), 0 ground to 255 ink, each over its caption."""
        if len(pictures) != len(captions):
            raise ValueError(f"{len(pictures)} pictures need as many captions, not {len(captions)}.")
        if len(pictures) != len(self._pictures):
            self.updateGeometry()
        self._pictures = tuple(picture.copy() for picture in pictures)
        self._captions = tuple(captions)
        self._cursor = min(self._cursor, max(len(captions) - 1, 0))
        self._made_for = ()
        self._describe()
        self.update()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name, tip = self.tr("Pictures"), self.tr("Click a picture to put it on the input side.")
        self._texts.set(name, tip)

    def _describe(self) -> None:
        said = self._captions[self._cursor : self._cursor + 1] if self.hasFocus() else self._captions
        self.setAccessibleDescription(", ".join(said))

    # Layout

    def sizeHint(self) -> QSize:
        count = max(len(self._pictures), 1)
        return QSize(count * (_TILE_PX + _GAP_PX) - _GAP_PX, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_TILE_PX, self._height())

    def _height(self) -> int:
        return _TILE_PX + _CAPTION_GAP_PX + themes.current().caption_px + 4

    def _shown(self) -> int:
        """Return how many pictures have room."""
        return min(len(self._pictures), max((self.width() + _GAP_PX) // (_TILE_PX + _GAP_PX), 0))

    def _tile(self, index: int) -> QRectF:
        return QRectF(index * (_TILE_PX + _GAP_PX), 0, _TILE_PX, _TILE_PX)

    def _picture_at(self, place: QPointF) -> int | None:
        index = int(place.x() // (_TILE_PX + _GAP_PX))
        tile = self._tile(index).adjusted(0, 0, 0, self.height() - _TILE_PX)
        return index if index < self._shown() and tile.contains(place) else None

    # Gestures

    def event(self, event: QEvent) -> bool:
        # While a picture has the focus, Space is its key, not the window's Train.
        own_key = isinstance(event, QKeyEvent) and event.key() in _PRESS_KEYS
        if event.type() == QEvent.Type.ShortcutOverride and own_key and self._shown():
            event.accept()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._picture_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, index: int | None) -> None:
        if index == self._hovered:
            return
        self._hovered = index
        if index is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._picture_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or index is None:
            event.ignore()
            return
        self._cursor = index
        self.picture_clicked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._shown():
            self._cursor = min(max(self._cursor + steps[event.key()], 0), self._shown() - 1)
            self._describe()
            self.update()
        elif event.key() in _PRESS_KEYS and self._cursor < self._shown():
            self.picture_clicked.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._describe()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, dpr = themes.current(), self.devicePixelRatioF()
        if self._made_for != (theme.name, dpr):
            self._made_for = (theme.name, dpr)
            room = round(_INNER_PX * dpr)
            self._images = [ink.fitted(picture, room, theme, smooth=True) for picture in self._pictures]
        painter = painting.begin_opaque(self, event)
        metrics = QFontMetricsF(theme.font("caption"))
        for index in range(self._shown()):
            tile = self._tile(index)
            frame = theme.focus if index == self._hovered else theme.line
            ink.paint_tile(painter, tile, self._images[index], frame, theme)
            if self.focus_shown and index == self._cursor:
                painting.focus_ring(painter, tile, ink.TILE_RADIUS, theme)
            painter.setFont(theme.font("caption"))
            painter.setPen(themes.color(theme.muted))
            line = QRectF(tile.left(), tile.bottom() + _CAPTION_GAP_PX, _TILE_PX, theme.caption_px + 4)
            text = metrics.elidedText(self._captions[index], Qt.TextElideMode.ElideRight, _TILE_PX)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


def _sample() -> QWidget:
    row = PictureRow()
    y, x = np.mgrid[0:28, 0:28]
    rings = [
        np.clip(255 - 80 * np.abs(np.hypot(x - 13.5, (y - 13.5) * s) - 6), 0, 255) for s in (0.7, 0.85, 1.0)
    ]
    row.set_pictures([ring.astype(np.uint8) for ring in rings], ["0", "0", "6"])
    row.picture_clicked.connect(lambda index: print("clicked", index))
    return row


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
