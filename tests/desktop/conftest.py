"""Fixtures for widgets."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _PaintCounter(QObject):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def count_paints(qtbot) -> Callable[[QWidget], Callable[[], int]]:
    """Return a function that starts to count a widget's repaints and returns the way to read them."""

    def start(widget: QWidget) -> Callable[[], int]:
        qtbot.wait(20)  # for the paints that showing it has already asked for
        counter = _PaintCounter(widget)
        return lambda: counter.paints

    return start
