"""A look at the digits that are kept, where one can be taken out, and put back."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.data.image_data import DIGITS
from nnlab.data.my_digits import Change, row_of
from nnlab.desktop.my_digits import MyDigits
from nnlab.desktop.panels.dialog import Dialog
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.sample_grid import SampleGrid
from nnlab.desktop.widgets.segmented import Segmented

_ALL = -1
_SIZE = (600, 460)
_NONE = np.zeros((0, 1, 1), dtype=np.uint8)


class KeptDigitsDialog(Dialog):
    """All kept digits or those of one class, the latest first; the chosen one can be removed.

    Whatever was removed since the dialog was opened can be put back, the latest first; then it is the latest kept.
    What is chosen is remembered by its picture: while one looks, another window may change the file.
    """

    def __init__(self, digits: MyDigits, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("My digits"))
        self._digits = digits
        self._rows: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._chosen: Change | None = None
        self._row: int | None = None  # of the chosen one
        self._removed: list[Change] = []
        self._kind, self._grid = Segmented(), SampleGrid()
        self._about, self._remove = label("", "muted"), _OneClickButton(Look.FIELD, "trash")
        self._put_back = _OneClickButton(Look.FIELD)
        self._arrange()
        self._kind.value_chosen.connect(self._choose_kind)
        self._grid.picture_clicked.connect(self._choose)
        self._remove.clicked.connect(self._remove_chosen)
        self._put_back.clicked.connect(self._put_back_latest)
        for key in (QKeySequence.StandardKey.Delete, QKeySequence("Backspace")):
            QShortcut(key, self, self._remove_chosen)
        digits.changed.connect(self._show)
        digits.not_forgotten.connect(self._on_not_forgotten)
        self._show()

    def _arrange(self) -> None:
        self._kind.setObjectName("kept_kind")
        self._kind.setAccessibleName(self.tr("Which digits are shown"))
        self._kind.set_options(
            [(_ALL, self.tr("all")), *((digit, name) for digit, name in enumerate(DIGITS))]
        )
        self._kind.set_value(_ALL)
        self._grid.setObjectName("kept_grid")
        self._grid.setAccessibleName(self.tr("Kept digits"))
        self._remove.setObjectName("remove_digit_button")
        self._remove.setText(self.tr("Remove"))
        self._remove.setAccessibleName(self._remove.text())
        self._remove.setToolTip(self.tr("Remove the chosen digit from those that are kept (Delete)"))
        self._put_back.setObjectName("put_back_button")
        self._put_back.setText(self.tr("Put back"))
        self._put_back.setAccessibleName(self._put_back.text())
        self._put_back.setToolTip(
            self.tr("Keep the digit again that was removed last, then the one removed before it")
        )
        card, foot = Card(), QHBoxLayout()
        card.body.addWidget(self._kind)
        card.body.addWidget(self._grid, 1)
        foot.addWidget(self._about, 1)
        foot.addWidget(self._put_back)
        foot.addWidget(self._remove)
        card.body.addLayout(foot)
        self.content.addWidget(card)
        self.resize(*_SIZE)

    def _choose_kind(self, kind: int) -> None:
        self._kind.set_value(kind)
        self._chosen = None
        self._grid.verticalScrollBar().setValue(0)
        self._show()

    def _choose(self, row: int | None) -> None:
        kept = self._digits.digits
        known = row is not None and kept is not None
        self._chosen = Change(kept.images[row], int(kept.labels[row])) if known else None
        self._row = row if known else None
        self._show_choice()

    def _remove_chosen(self) -> None:
        removed, row = self._chosen, self._row
        if removed is None or row is None:
            return
        place = int(np.flatnonzero(self._rows == row)[0])
        rest = np.delete(self._rows, place)
        self._choose(int(rest[min(place, len(rest) - 1)]) if len(rest) else None)
        self._removed.append(self._digits.forget(removed))
        self._allow()

    def _put_back_latest(self) -> None:
        kept = self._removed.pop()
        if self._kind.value() not in (_ALL, kept.label):
            self._choose_kind(_ALL)
        self._chosen = kept
        self._digits.keep(kept.picture, kept.label)
        self._grid.verticalScrollBar().setValue(0)  # there it is

    def _on_not_forgotten(self, changes: list[Change]) -> None:
        """Offer no digit that is still there."""
        self._removed = [one for one in self._removed if one not in changes]
        self._allow()

    def _show(self) -> None:
        kept, kind = self._digits.digits, self._kind.value()
        labels = np.zeros(0, dtype=np.uint8) if kept is None else kept.labels
        self._rows = np.flatnonzero((kind == _ALL) | (labels == kind))[::-1]
        bar = self._grid.verticalScrollBar()
        scrolled = bar.value()
        self._grid.set_pictures(_NONE if kept is None else kept.images, self._rows)
        self._grid.set_captions(labels, None, DIGITS)
        self._grid.set_empty_text(
            self.tr("No digits are kept.") if kind == _ALL else self.tr("None of this digit is kept.")
        )
        bar.setValue(scrolled)  # other pictures begin above; these are nearly the same
        self._row = None if kept is None or self._chosen is None else row_of(kept, self._chosen)
        self._show_choice()

    def _show_choice(self) -> None:
        self._grid.set_current(self._row)
        unknown = len(self._rows) > 0 and self._row is None
        self._about.setText(self.tr("Click a digit to choose it.") if unknown else "")
        self._allow()

    def _allow(self) -> None:
        self._remove.setEnabled(self._row is not None)
        self._put_back.setEnabled(bool(self._removed))


class _OneClickButton(Button):
    """A button for which a double click is one click."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
