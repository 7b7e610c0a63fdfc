"""The pad and its tools, joined to the one drawing that all pads of the window share."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.data.my_digits import Change
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.draw_pad import DrawPad
from nnlab.desktop.widgets.pad_tools import PadTools
from nnlab.desktop.words import data_sentences

_GAP_PX, _BESIDE_PX = 4, 10  # between the pad and the tools below it or beside it
_LEAST_PX = 96


class PadGroup(QWidget):
    """Shows the drawing or, while there is none, the sample on the bench; what is drawn becomes the drawing."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._pad = DrawPad()
        self._tools = PadTools()
        self._told: NDArray[np.uint8] | None = None  # the ink that this pad itself has told of
        self._pad.setParent(self)
        self._tools.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._connect()
        self._show_state()

    def undo_stroke(self) -> None:
        """Take the last stroke back, if there is one."""
        self._pad.undo_stroke()

    def redo_stroke(self) -> None:
        """Draw the stroke again that was taken back, if there is one."""
        self._pad.redo_stroke()

    def _connect(self) -> None:
        pad, tools, lab = self._pad, self._tools, self._lab
        pad.drawn.connect(self._on_drawn)
        pad.undone.connect(lab.keeping.bring_back)
        pad.state_changed.connect(self._show_state)
        pad.picture_offered.connect(self._on_picture_offered)
        tools.undo_requested.connect(pad.undo_stroke)
        tools.clear_requested.connect(pad.clear)
        tools.brush_chosen.connect(self._on_brush_chosen)
        tools.erasing_chosen.connect(self._on_erasing_chosen)
        lab.drawing.changed.connect(self._show)
        lab.my_digits.wished.connect(self._on_wished)
        lab.my_digits.not_kept.connect(self._on_not_kept)
        lab.keeping.taken_back.connect(self._on_taken_back)
        lab.probe.changed.connect(self._on_probe_changed)

    def _on_probe_changed(self) -> None:
        if self._lab.drawing.ink is None:  # else the drawing tells of itself
            self._show()

    def _on_drawn(self, ink: NDArray[np.uint8]) -> None:
        self._told = ink
        self._lab.drawing.set_ink(ink)

    def _on_picture_offered(self, picture: NDArray[np.uint8] | Path) -> None:
        if isinstance(picture, Path):  # it may be a data set as well
            self._lab.openings.open_path(str(picture))
        else:
            self._lab.openings.draw_picture(picture)

    def _on_brush_chosen(self, width: float) -> None:
        self._pad.set_brush(width)
        self._show_state()

    def _on_erasing_chosen(self, erasing: bool) -> None:
        self._pad.set_erasing(erasing)
        self._show_state()

    def _on_wished(self, change: Change) -> None:
        """Say on the pad itself, which is cleared then, that the drawing is kept, until a digit is taken back."""
        if not change.keeps:
            self._pad.set_word("")
        elif self.isVisible():
            self._pad.set_word(self.tr("kept as {digit}").format(digit=change.label))

    def _on_taken_back(self, change: Change) -> None:
        if self.isVisible():
            self._pad.set_word(self.tr("no longer kept as {digit}").format(digit=change.label))

    def _on_not_kept(self, _changes: list[Change]) -> None:
        self._pad.set_word("")

    def _show(self) -> None:
        """Show what there is, if it can be seen: another pad would take every point of a stroke for a step."""
        if self.isVisible():
            self._show_drawing()
            self._show_state()

    def _show_drawing(self) -> None:
        drawing = self._lab.drawing
        if drawing.ink is None:
            self._told = None
            photograph = data_sentences.are_photographs(self._lab.state.dataset)
            self._pad.set_picture(self._lab.probe.picture, photograph=photograph)
            self._pad.set_crop_box(None)
            return
        if drawing.ink is not self._told:
            self._told = drawing.ink
            self._pad.set_ink(drawing.ink)
        seen = drawing.seen
        height, width = drawing.ink.shape
        box = None if seen is None or seen.is_empty else seen.crop_box
        self._pad.set_crop_box(
            None
            if box is None
            else (box.left / width, box.top / height, box.width / width, box.height / height)
        )

    # -- layout: the tools lie below the pad, or beside it where that leaves a larger one ------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width + _GAP_PX + self._tools.size_of(stacked=False).height()

    def sizeHint(self) -> QSize:
        side = self._pad.sizeHint().width()
        return QSize(side, self.heightForWidth(side))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._tools.size_of(stacked=False).width(), _LEAST_PX)

    def _lay_out(self) -> None:
        row, block = (self._tools.size_of(stacked=stacked) for stacked in (False, True))
        below = min(self.width(), self.height() - row.height() - _GAP_PX)
        beside = min(self.width() - block.width() - _BESIDE_PX, self.height())
        stacked = beside > below
        self._tools.set_stacked(stacked)
        if stacked:
            left = (self.width() - beside - _BESIDE_PX - block.width()) // 2
            pad = QRect(left, (self.height() - beside) // 2, beside, beside)
            tools = QPoint(pad.right() + 1 + _BESIDE_PX, (self.height() - block.height()) // 2)
        else:
            left, top = (self.width() - below) // 2, (self.height() - below - _GAP_PX - row.height()) // 2
            pad = QRect(left, top, below, below)
            tools = QPoint((self.width() - row.width()) // 2, pad.bottom() + 1 + _GAP_PX)
        self._pad.setGeometry(pad)
        self._tools.setGeometry(QRect(tools, block if stacked else row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show_state(self) -> None:
        pad = self._pad
        self._tools.set_state(
            can_undo=pad.can_undo, is_empty=pad.is_empty, erasing=pad.is_erasing, brush=pad.brush
        )
