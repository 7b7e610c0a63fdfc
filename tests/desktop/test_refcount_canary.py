"""PySide6 6.12.0 drops a reference to None at every repaint and aborts after some dozens on older Pythons."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

TIMES = 1000
SLACK = 100  # other parts of the process take and drop some meanwhile


class Speaker(QObject):
    spoken = Signal(object)
    silent = Signal()


class Painted(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        painter = QPainter(self)
        painter.drawLine(0, 0, 9, 9)
        painter.end()


def counts() -> tuple[int, int]:
    return sys.getrefcount(None), sys.getrefcount(True)


def test_that_a_thousand_repaints_and_signals_take_no_reference_to_none_or_true(qtbot):
    widget, speaker, heard = Painted(), Speaker(), []
    qtbot.addWidget(widget)
    widget.show()
    assert QTest.qWaitForWindowExposed(widget)
    speaker.spoken.connect(heard.append)
    speaker.silent.connect(lambda: None)
    before, painted = counts(), widget.paints
    for _ in range(TIMES):
        widget.repaint()
        speaker.spoken.emit(True)
        speaker.silent.emit()
    heard.clear()
    assert widget.paints - painted == TIMES
    for now, then in zip(counts(), before, strict=True):
        assert abs(now - then) < SLACK
