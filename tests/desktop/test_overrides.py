"""Each fault ends a process if it can, so each has a process of its own."""

import subprocess
import sys

import pytest

_HEAD = """
import sys
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStyledItemDelegate, QWidget

from nnlab.desktop.system.overrides import guard_overrides

faults = []
sys.excepthook = lambda kind, error, trace: faults.append(kind)
application = QApplication([])
guard_overrides()


def until_told(act):
    try:
        act()
        application.sendPostedEvents()
    except ZeroDivisionError as error:
        faults.append(type(error))
"""
_SIZES = """
class Faulty(QWidget):
    def event(self, event):
        return super().event(event)

    def resizeEvent(self, event):
        if self.width() > 100:
            1 / 0


window = QWidget()
layout = QHBoxLayout(window)
for _ in range(3):
    layout.addWidget(Faulty())
window.resize(150, 100)
window.show()
for width in range(600, 900, 100):
    until_told(lambda: window.resize(width, 300))
"""
_PAINTS = """
class Faulty(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        draw()
        painter.end()


def draw():
    pixmap = QPixmap(10, 10)
    painter = QPainter(pixmap)
    1 / 0


window = Faulty()
window.show()
for _ in range(3):
    until_told(window.grab)
until_told(window.repaint)
window.deleteLater()
application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
del window
"""
_SHARED = """
class Sharing:
    def resizeEvent(self, event):
        if self.width() > 100:
            1 / 0

    def paintEvent(self, event):
        painter = QPainter(self)
        1 / 0


class Faulty(Sharing, QWidget):
    pass


class More(Faulty):
    pass


for kind in (Faulty, More):
    window = kind()
    window.resize(50, 50)
    window.show()
    for width in range(600, 900, 100):
        until_told(lambda: window.resize(width, 300))
    for _ in range(3):
        until_told(window.grab)
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del window
"""
_FOOT = """
assert faults and set(faults) == {ZeroDivisionError}, faults
print("lives")
"""


_WINDOW = """
import os
import sys

import nnlab.app

window = nnlab.app.build(["--preset", "xor"])
from nnlab.desktop.widgets.curve_plot import CurvePlot

sys.excepthook = lambda *fault: None
window.show()
CurvePlot._refresh = lambda plot: 1 / 0
try:
    window.resize(1300, 900)
except ZeroDivisionError:
    pass
print("lives", flush=True)
os._exit(0)  # such a window is not worth taking down
"""


@pytest.mark.parametrize("body", [_SIZES, _PAINTS, _SHARED], ids=["a new size", "painting", "shared"])
def test_that_a_fault_in_an_override_is_told_and_ends_nothing(body):
    done = _run(_HEAD + body + _FOOT)
    assert done.stdout.strip() == "lives", done.stderr
    assert done.returncode == 0
    assert "Cannot destroy paint device" not in done.stderr


def test_that_the_window_outlives_a_fault_of_a_plot_that_takes_a_new_size():
    done = _run(_WINDOW)
    assert done.stdout.strip() == "lives", done.stderr


def _run(program):
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
