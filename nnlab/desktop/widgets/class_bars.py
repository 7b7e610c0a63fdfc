"""How many pictures of each class are read rightly: one bar per class, in percent."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.probability_bars import ProbabilityBars
from nnlab.desktop.widgets.readout import Pair, Readout, spoken
from nnlab.desktop.words.numbers import format_count

_RING_PX = 5  # beyond the ends of a bar
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ClassBars(painting.KeyboardFocus, ProbabilityBars):
    """The accuracy of each class, in the order of the classes.

    Pointing at a row reads its counts, clicking or Return asks to see the class, Up and Down move a cursor.
    """

    row_clicked = Signal(object)  # number of the class, from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right: NDArray[np.integer] = np.zeros(0, dtype=np.intp)
        self._totals: NDArray[np.integer] = np.zeros(0, dtype=np.intp)
        self._pointed: int | None = None
        self._cursor: int | None = None
        self._readout = Readout(self)
        self.set_percent(True)
        self.setObjectName("class_bars")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_accuracies(
        self, names: tuple[str, ...], right: NDArray[np.integer], totals: NDArray[np.integer]
    ) -> None:
        """Show for each class of `names` that `right` (K,) of `totals` (K,) pictures are read as what they are.

        A class without pictures has the accuracy '—'.
        """
        if right.shape != totals.shape:
            raise ValueError(
                f"{right.shape} counts of right answers do not belong to {totals.shape} classes."
            )
        shares = np.where(totals > 0, right / np.maximum(totals, 1), np.nan)
        if names != self._labels:
            self._pointed = self._cursor = None
        highlight = self._highlight if names == self._labels else None
        self.set_bars(names, shares, highlight)
        self._right, self._totals = np.array(right), np.array(totals)
        self._show_readout()

    def set_selected(self, row: int | None) -> None:
        """Print the class `row` bold, or none."""
        self.set_bars(self._labels, self._values, row)

    def retranslate(self) -> None:
        super().retranslate()
        self.setToolTip(self.tr("Share of each class that is read rightly, in percent"))

    def _describe(self) -> None:
        self.setAccessibleName(self.tr("accuracy of each class"))

    def _value_texts(self, shown: int) -> list[str]:
        """Return percents; what was never asked is unknown, not broken."""
        unknown = np.isnan(self._values[:shown]).tolist()
        texts = super()._value_texts(shown)
        return ["—" if missing else text for missing, text in zip(unknown, texts, strict=True)]

    # Reading

    def _keyboard_row(self) -> int | None:
        return self._cursor if self.focus_shown else None

    def _pair_of(self, row: int) -> Pair:
        counts = self.tr("{count} of {total} right")
        right, total = (format_count(int(values[row])) for values in (self._right, self._totals))
        return self._labels[row], counts.format(count=right, total=total)

    def _show_readout(self) -> None:
        row = self._keyboard_row() if self._pointed is None else self._pointed
        if row is None:
            self._readout.hide()
            return
        anchor = self._bar_rows(themes.current()).row(row, self.width())
        self._readout.show_at(anchor.toAlignedRect(), self._pair_of(row))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        row = self._keyboard_row()
        if row is not None:
            theme = themes.current()
            painter = painting.begin(self)
            first = self._bar_rows(theme).track
            ring = first.translated(0, row * first.height()).adjusted(-_RING_PX, 1, _RING_PX, -1)
            painting.focus_ring(painter, ring, painting.CHIP_RADIUS, theme)
            painter.end()

    # Events

    def _row_at(self, event: QMouseEvent) -> int | None:
        return self._bar_rows(themes.current()).row_at(event.position().y()) if self._labels else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self._readout.isHidden():
            return True  # the readout stands where the tooltip would
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointed = self._row_at(event)
        self._show_readout()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._show_readout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event)
        if event.button() == Qt.MouseButton.LeftButton and row is not None:
            self._cursor = row
            self.row_clicked.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._keyboard_row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.row_clicked.emit(row)
        elif event.key() in _STEPS and self._labels:
            self._move_cursor(_STEPS[event.key()])
        else:
            event.ignore()

    def _move_cursor(self, steps: int) -> None:
        self._brought_by_keyboard = True  # also where the window gave the focus
        last = self._bar_rows(themes.current()).count - 1
        self._cursor = min(max((self._cursor or 0) + steps, 0), last)
        self._pointed = None
        self.setAccessibleDescription(spoken(self._pair_of(self._cursor)))
        self._show_readout()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focus_shown and self._labels:
            self._move_cursor(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setAccessibleDescription("")
        self._show_readout()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pointed = None
        self._readout.hide()


def _sample() -> QWidget:
    bars = ClassBars()
    totals = np.array([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    right = np.array([968, 1119, 990, 977, 944, 843, 932, 987, 924, 957])
    bars.set_accuracies(tuple("0123456789"), right, totals)
    bars.set_selected(5)
    return bars


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
