import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from nnlab.desktop.widgets.readout import Readout, plate_position


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        (QRect(100, 100, 20, 20), (70, 70)),  # above the middle
        (QRect(100, 10, 20, 20), (70, 36)),  # below, for want of room
        (QRect(0, 100, 20, 20), (4, 70)),  # inside at the left
        (QRect(290, 100, 10, 20), (216, 70)),  # and at the right
    ],
)
def test_that_the_plate_stands_beside_the_anchor_and_inside_the_window(anchor, place):
    assert plate_position(anchor, (80, 24), (300, 200)) == place


def test_that_the_plate_leaves_its_owner_but_not_the_window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    owner = QWidget(window)
    owner.setGeometry(40, 80, 200, 20)
    readout = Readout(owner)
    window.show()
    qtbot.waitExposed(window)
    readout.show_at(QRect(0, 0, 20, 20), ("h1", "0.5"))
    assert readout.isVisible()
    assert readout.geometry().bottom() < owner.geometry().top()
    assert window.rect().contains(readout.geometry())
    assert readout.pairs() == (("h1", "0.5"),)


def test_that_the_plate_ends_with_its_owner(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    owner = QWidget(window)
    readout = Readout(owner)
    window.show()
    qtbot.waitExposed(window)
    readout.show_at(QRect(0, 0, 9, 9), ("", "1"))
    with qtbot.waitSignal(readout.destroyed):
        owner.deleteLater()
