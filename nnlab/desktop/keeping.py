"""What is drawn becomes a kept digit and leaves the pad; an undo there, right after it, makes a drawing of it again."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data.my_digits import Change
from nnlab.desktop.drawing import Drawing
from nnlab.desktop.my_digits import MyDigits
from nnlab.desktop.widgets.draw_pad import on_pad


class Keeping(QObject):
    """Joins the drawing and the digits that are kept. A drawing lies on the pad or among these, never in both."""

    taken_back = Signal(object)  # Change: what was kept last is a drawing again

    def __init__(self, drawing: Drawing, digits: MyDigits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing, self._digits = drawing, digits
        # What was kept last, and the ink it was made of.
        self._last: tuple[Change, NDArray[np.uint8]] | None = None
        self._is_fresh = False  # nothing was done since then that an undo would take back first
        drawing.changed.connect(self._on_drawing_changed)
        digits.wished.connect(self._on_wished)
        digits.not_kept.connect(self._on_not_kept)

    def keep(self, digit: int) -> None:
        """Keep what is drawn as `digit` and clear the pad for the next one; undo there takes both back."""
        drawing = self._drawing
        if drawing.ink is None or drawing.seen is None or drawing.is_blank:
            return
        ink = drawing.ink
        self._last = self._digits.keep(drawing.seen.final, digit), ink
        drawing.set_ink(np.zeros_like(ink))
        self._is_fresh = True

    def bring_back(self, ink: NDArray[np.uint8]) -> None:
        """Forget the digit that was kept last, if it is its `ink` that an undo on a pad has brought back.

        To do that step again only clears the pad: what is wrong is never kept twice.
        """
        if self._last is None or not self._is_fresh or not np.array_equal(ink, on_pad(self._last[1])):
            return
        change, self._last, self._is_fresh = self._last[0], None, False
        self._digits.forget(change)
        self.taken_back.emit(change)

    def _on_drawing_changed(self) -> None:
        """Note when something else is drawn."""
        if self._last is None or not self._is_fresh or self._drawing.is_blank:
            return
        ink = self._drawing.ink
        self._is_fresh = ink is not None and np.array_equal(on_pad(ink), on_pad(self._last[1]))

    def _on_wished(self, change: Change) -> None:
        if self._last is not None and not change.keeps and change.is_same_digit(self._last[0]):
            self._is_fresh = False  # it was removed elsewhere

    def _on_not_kept(self, changes: list[Change]) -> None:
        """Put the ink of the last one back, unless something else is drawn by now."""
        if self._last is None or self._last[0] not in changes:
            return
        ink, self._last, self._is_fresh = self._last[1], None, False
        if self._drawing.ink is None or self._drawing.is_blank:
            self._drawing.set_ink(ink)
