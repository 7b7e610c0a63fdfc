import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from nnlab.desktop.widgets.parts.segment_shape import segment_rects
from nnlab.desktop.widgets.segment_tiles import SegmentTiles

TILES = np.linspace(-3, 3, 56).reshape(8, 7)


@pytest.fixture
def tiles(qtbot):
    widget = SegmentTiles()
    qtbot.addWidget(widget)
    widget.resize(226, 300)
    widget.set_tiles(TILES, 3.0)
    widget.set_labels(tuple(f"y{unit}" for unit in range(1, 9)))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def hover(widget, point):
    none = Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, point, widget.mapToGlobal(point), none, none, modifiers)
    QApplication.sendEvent(widget, event)


def test_that_a_resting_cursor_reads_the_unit_by_its_name_and_follows_its_weights(tiles):
    hover(tiles, tiles._tile_rect(1).center())
    assert tiles._readout.pairs()[:2] == (("", "y2"), ("a", "−2.24"))
    changed = TILES.copy()
    changed[1, 0] = 0.5
    tiles.set_tiles(changed, 3.0)
    assert tiles._readout.pairs()[1] == ("a", "0.500")
    QApplication.sendEvent(tiles, QEvent(QEvent.Type.Leave))
    assert tiles._readout.pairs() == ()


def test_that_a_click_on_a_segment_asks_to_edit_its_weight(tiles, qtbot):
    asked = []
    tiles.segment_clicked.connect(asked.append)
    for segment, bar in enumerate(segment_rects(tiles._tile_rect(3))):
        qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=bar.center().toPoint())
        assert asked[-1] == (3, segment)


def test_that_a_click_between_the_tiles_asks_nothing(tiles, qtbot):
    between = QPointF(tiles._tile_rect(0).right() + 5, 20).toPoint()
    with qtbot.assertNotEmitted(tiles.segment_clicked):
        qtbot.mouseClick(tiles, Qt.MouseButton.LeftButton, pos=between)


def test_that_more_units_than_are_shown_are_counted(tiles):
    assert tiles.note() == ""
    tiles.set_tiles(np.zeros((100, 7)), 1.0)
    assert tiles.note() == "the first 64 of 100 units"
