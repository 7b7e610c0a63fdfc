"""Thousands of small pictures to scroll through, each with its class and what it was read as."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.tile_area import TileArea
from nnlab.desktop.widgets.parts.tile_captions import Captions, name_of
from nnlab.desktop.widgets.parts.tile_layout import stepped
from nnlab.desktop.widgets.parts.tile_pixels import FRAME_RADIUS_PX
from nnlab.desktop.widgets.readout import Pair, Readout, spoken
from nnlab.desktop.words.numbers import format_count

_ACROSS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_BY_PAGE: dict[int, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class SampleGrid(painting.KeyboardFocus, TileArea):
    """A grid of up to 70 000 pictures, of which only those in sight are drawn.

    Pointing at a picture reads it, clicking chooses it; the arrow keys, Page and Home or End move a cursor, and
    Return says what a double click says. A 'row' is always the number of a picture in its array, from 0.
    """

    picture_clicked = Signal(object)  # row
    picture_activated = Signal(object)  # row, by a double click or Return; it was said to be clicked before

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._confidence: NDArray[np.floating] | None = None
        self._current: int | None = None  # row
        self._current_place: int | None = None
        self._cursor: int | None = None  # place
        self._pressed: int | None = None  # row
        self._pointed: QPointF | None = None
        self._readout = Readout(self)
        self.setObjectName("sample_grid")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setMouseTracking(True)
        self.retranslate()

    # What is shown

    def set_pictures(self, images: NDArray[np.uint8], order: NDArray[np.integer]) -> None:
        """Show the rows `order` of `images` (N, h, w), 0 ground to 255 ink. Both are kept: do not write to them.

        Other pictures are shown from their start, without captions and confidence until these are set again.
        """
        if _are_one(images, self._images):
            self.set_order(order)
            return
        if images.ndim != 3 or images.dtype != np.uint8:
            raise ValueError(
                f"Pictures are bytes of shape (N, h, w), not {images.dtype} of shape {images.shape}."
            )
        _check_order(order, len(images))
        self._images, self._order = images, order
        self._captions = self._confidence = None
        self._current = self._current_place = self._cursor = self._pressed = None
        self.verticalScrollBar().setValue(0)
        self._refresh()

    def set_order(self, order: NDArray[np.integer]) -> None:
        """Show other rows of the same pictures, or the same in another order. The place scrolled to stays."""
        if np.array_equal(order, self._order):
            return
        _check_order(order, len(self._images))
        cursor = self._row_at(self._cursor)
        self._order = order
        self._cursor, self._current_place = self._place_of(cursor), self._place_of(self._current)
        self._refresh()

    def set_captions(
        self, true: NDArray[np.uint8], answered: NDArray[np.uint8] | None, names: tuple[str, ...]
    ) -> None:
        """Write under each picture its class `true` (N,), and what it was `answered` (N,) where that is wrong.

        Both are numbers of `names`; None is unanswered. The arrays are kept: do not write to them.
        """
        _check_length(true, len(self._images))
        _check_length(answered, len(self._images))
        old = self._captions
        if old is None or names != old.names or _differ(true, old.true) or _differ(answered, old.answered):
            self._captions = Captions(true, answered, names)
            self._refresh()

    def set_confidence(self, confidence: NDArray[np.floating] | None) -> None:
        """Let the readout say how sure each answer was: `confidence` (N,), 0 to 1, kept, or None for nothing."""
        _check_length(confidence, len(self._images))
        self._confidence = confidence
        self._show_readout()

    def set_current(self, row: int | None) -> None:
        """Mark the picture `row`, or none."""
        if row != self._current:
            self._current, self._current_place = row, self._place_of(row)
            self.viewport().update()

    def set_empty_text(self, sentence: str) -> None:
        super().set_empty_text(sentence)
        self._describe()

    def retranslate(self) -> None:
        """Set every text of the widget in the language in force."""
        self.setAccessibleName(self.tr("Pictures"))
        self.setToolTip(self.tr("Point at a picture to read it, click to choose it."))
        self._describe()
        self._show_readout()

    def _refresh(self) -> None:
        super()._refresh()
        self._describe()
        self._show_readout()

    # Reading

    def _pointed_place(self) -> int | None:
        return None if self._pointed is None else self._place_at(self._pointed)

    def _keyboard_place(self) -> int | None:
        """Return the cursor while the keyboard is here."""
        return self._cursor if self._has_cursor() and self.focus_shown else None

    def _has_cursor(self) -> bool:
        return self._cursor is not None and self._cursor < self._shown_count()

    def _show_readout(self) -> None:
        pointed = self._pointed_place()
        place = self._keyboard_place() if pointed is None else pointed
        frame = QRectF() if place is None else self._frame_of(place)
        if place is None or not (pointed is not None or self._in_sight(frame.center())):
            self._readout.hide()
        else:
            self._readout.show_at(frame.toAlignedRect(), *self._pairs_of(int(self._order[place])))

    def _pairs_of(self, row: int) -> tuple[Pair, ...]:
        """Return what there is to say of a picture; people count from 1."""
        pairs = [(self.tr("picture"), format_count(row + 1))]
        if self._captions is not None:
            true, answered, names = self._captions.true, self._captions.answered, self._captions.names
            pairs.append((self.tr("true"), name_of(names, int(true[row]))))
            if answered is not None:
                pairs.append((self.tr("read as"), name_of(names, int(answered[row]))))
        if self._confidence is not None and np.isfinite(self._confidence[row]):
            number = f"{100 * float(self._confidence[row]):.1f}"
            pairs.append((self.tr("confidence"), self.tr("{number}%").format(number=number)))
        return tuple(pairs)

    def _describe(self) -> None:
        """Tell those who hear it of the picture under the cursor, or why there is none."""
        place = self._keyboard_place()
        if place is not None:
            self.setAccessibleDescription(spoken(*self._pairs_of(int(self._order[place]))))
        else:
            self.setAccessibleDescription("" if len(self._order) else self._empty_text)

    def _point_at(self, position: QPointF | None) -> None:
        before, self._pointed = self._pointed_place(), position
        if self._pointed_place() != before:
            self.viewport().update()
        self._show_readout()

    def _paint_marks(self, painter: QPainter, theme: Theme) -> None:
        """Draw rings: on the picture pointed at, around the one in use, and where the keyboard is."""
        pointed, cursor, radius = self._pointed_place(), self._keyboard_place(), FRAME_RADIUS_PX
        if pointed is not None:
            painting.stroke_round(painter, self._frame_of(pointed), radius, theme.muted, theme.stroke)
        if self._current_place is not None and self._current_place < self._shown_count():
            width = 2 * theme.stroke
            ring = self._frame_of(self._current_place).adjusted(-width, -width, width, width)
            painting.stroke_round(painter, ring, radius + width, theme.ink, width)
        if cursor is not None:
            painting.focus_ring(painter, self._frame_of(cursor), radius, theme)

    # Mouse

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        elif event.type() == QEvent.Type.ToolTip and not self._readout.isHidden():
            return True  # the readout stands where the tooltip would
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._row_at(self._place_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place, pressed = self._place_at(event.position()), self._pressed
        self._pressed = None
        if pressed is not None and self._row_at(place) == pressed:
            self._cursor = place
            self.picture_clicked.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(self._place_at(event.position()))
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self.picture_activated.emit(row)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._chosen_row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.picture_clicked.emit(row)
            self.picture_activated.emit(row)
            return
        if not self.step(Qt.Key(event.key())):
            event.ignore()

    def step(self, key: Qt.Key) -> bool:
        """Go where an arrow, Page, Home or End leads; return whether `key` is one of these."""
        target = self._target_of(key)
        if target is not None:
            self._move_cursor(target)
        return target is not None

    def _chosen_row(self) -> int | None:
        """Return the picture that Return means: the one under the cursor, also where a click left it."""
        return self._row_at(self._cursor if self._has_cursor() else self._current_place)

    def _target_of(self, key: int) -> int | None:
        """Return the place to which a key takes the cursor, None if it moves no cursor."""
        count, columns = self._shown_count(), self._layout.columns
        if not count:
            return None
        start = self._start()
        if key in _ACROSS:
            return min(max(start + _ACROSS[key], 0), count - 1)
        if key in _DOWN:
            return stepped(start, _DOWN[key], columns, count)
        if key in _BY_PAGE:
            return stepped(start, _BY_PAGE[key] * self._page_rows(), columns, count)
        return {Qt.Key.Key_Home: 0, Qt.Key.Key_End: count - 1}.get(key)

    def _start(self) -> int:
        """Return the cursor, or where it begins: at the picture in use, else at the first in sight."""
        count = self._shown_count()
        for place in (self._cursor, self._current_place):
            if place is not None and place < count:
                return place
        return min(self._first_in_sight(), count - 1)

    def _move_cursor(self, place: int) -> None:
        self._brought_by_keyboard = True  # also where the window gave the focus
        self._cursor, self._pointed = place, None
        self._bring_into_sight(place)
        self._describe()
        self._show_readout()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focus_shown and self._shown_count():
            self._move_cursor(self._start())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._describe()
        self._show_readout()
        self.viewport().update()

    # Other events

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._show_readout()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointed = None
        self._readout.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._refresh()
        super().changeEvent(event)


def _check_order(order: NDArray[np.integer], count: int) -> None:
    if order.ndim != 1 or (len(order) and not (order.min() >= 0 and order.max() < count)):
        raise ValueError(f"An order names some of {count} pictures, each by its row from 0.")


def _check_length(values: NDArray[np.generic] | None, count: int) -> None:
    if values is not None and values.shape != (count,):
        raise ValueError(f"{count} pictures need one value each, not values of shape {values.shape}.")


def _are_one(images: NDArray[np.uint8], others: NDArray[np.uint8]) -> bool:
    """Tell whether two arrays show the same bytes in the same way."""
    views = [(array.shape, array.strides, array.__array_interface__["data"]) for array in (images, others)]
    return images is others or views[0] == views[1]


def _differ(labels: NDArray[np.uint8] | None, old: NDArray[np.uint8] | None) -> bool:
    if labels is None or old is None:
        return labels is not old
    return not np.array_equal(labels, old)


def _drawn_rings(count: int) -> NDArray[np.uint8]:
    """Return pictures (count, 28, 28) of rings of many sizes, to have something to look at."""
    y, x = np.mgrid[-13.5:14, -13.5:14]
    radius = 3 + 7 * np.random.default_rng(7).random((count, 1, 1))
    return (255 * np.clip(2.2 - np.abs(np.hypot(x, 1.3 * y) - radius), 0, 1)).astype(np.uint8)


def _sample() -> QWidget:
    grid, count = SampleGrid(), 2000
    true = (np.arange(count) % 10).astype(np.uint8)
    answered = np.where(np.arange(count) % 7 == 3, (true + 1) % 10, true).astype(np.uint8)
    grid.set_pictures(_drawn_rings(count), np.arange(count))
    grid.set_captions(true, answered, tuple("0123456789"))
    grid.set_confidence(np.linspace(1, 0.3, count, dtype=np.float32))
    grid.set_current(14)
    return grid


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
