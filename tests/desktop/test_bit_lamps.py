import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.bit_lamps import BitLamps, bit_at, bit_layout

SIZES = {"text_px": 13, "caption_px": 11}


class CountingLamps(BitLamps):
    """Lamps that count how often they asked to be painted."""

    updates = 0

    def update(self, *args):
        self.updates += 1
        super().update(*args)


@pytest.fixture
def lamps(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = CountingLamps()
    qtbot.addWidget(widget)
    widget.resize(140, 190)
    widget.set_labels(("8", "4", "2", "1"))
    widget.set_levels(np.array([0.02, 1.0, 0.3, 0.7]))
    return widget


def lamp(widget, bit, answer_px=0):
    layout = bit_layout(widget.width(), widget.height(), widget._levels.size, **SIZES, answer_px=answer_px)
    return QPoint(round(layout.lamp_x(bit)), round(layout.lamp_y))


def color_at(widget, point):
    return widget.grab().toImage().pixelColor(point)


@pytest.mark.parametrize(("width", "height"), [(60, 60), (140, 190), (90, 400), (800, 120), (800, 600)])
@pytest.mark.parametrize("count", [1, 4, 10])
@pytest.mark.parametrize("answer_px", [0, 56])
def test_that_everything_stays_inside_and_in_order(width, height, count, answer_px):
    layout = bit_layout(width, height, count, **SIZES, answer_px=answer_px)
    assert layout.left >= 0
    assert layout.lamp_x(count - 1) + layout.pitch / 2 <= width + 1e-9
    assert 0 <= layout.lamp_y < layout.label_top < layout.value_top < layout.bottom
    assert layout.bottom < layout.answer_top <= layout.caption_top
    assert layout.caption_top + 1.6 * 11 * layout.scale <= height + 1 or layout.scale == 0.33 or not answer_px


def test_that_lamps_grow_with_the_room_but_not_without_end():
    small, usual, huge = (
        bit_layout(size, size * 1.4, 4, **SIZES, answer_px=56).diameter for size in (80, 140, 2000)
    )
    assert small < usual < huge < 2 * usual


def test_that_a_lamp_and_the_number_beneath_it_hit_the_bit():
    layout = bit_layout(140, 190, 4, **SIZES, answer_px=56)
    for bit in range(4):
        assert bit_at(layout, 4, QPointF(layout.lamp_x(bit), layout.lamp_y)) == bit
        assert bit_at(layout, 4, QPointF(layout.lamp_x(bit), layout.bottom - 1)) == bit
    assert bit_at(layout, 4, QPointF(layout.lamp_x(0), layout.answer_top + 20)) is None
    assert bit_at(layout, 4, QPointF(layout.left - 1, layout.lamp_y)) is None


def test_that_switches_report_clicks_and_plain_lamps_do_not(lamps, qtbot):
    with qtbot.assertNotEmitted(lamps.bit_clicked):
        qtbot.mouseClick(lamps, Qt.MouseButton.LeftButton, pos=lamp(lamps, 2))
    lamps.set_interactive(True)
    with qtbot.waitSignal(lamps.bit_clicked) as clicked:
        qtbot.mouseClick(lamps, Qt.MouseButton.LeftButton, pos=lamp(lamps, 2))
    assert clicked.args == [2]


def test_that_arrows_and_space_flip_a_switch_and_stop_at_the_ends(lamps):
    clicks = []
    lamps.set_interactive(True)
    lamps.bit_clicked.connect(clicks.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(lamps, key)
    for _ in range(5):
        QTest.keyClick(lamps, Qt.Key.Key_Right)
    QTest.keyClick(lamps, Qt.Key.Key_Space)
    assert clicks == [0, 1, 3]


def test_that_space_reaches_a_focused_switch_before_a_shortcut_of_the_window(lamps):
    def overrides():
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(lamps, event)
        return event.isAccepted()

    assert not overrides()
    lamps.set_interactive(True)
    assert overrides()


def test_that_lit_lamps_are_red_with_a_ring_and_unlit_ones_are_neither(lamps):
    theme = themes.load("light")
    layout = bit_layout(140, 190, 4, **SIZES, answer_px=0)
    ring = QPoint(round(layout.diameter * 0.6), 0)
    assert color_at(lamps, lamp(lamps, 1)) == QColor(theme.lamp)
    assert color_at(lamps, lamp(lamps, 1) + ring) == QColor(theme.lamp_halo)
    assert color_at(lamps, lamp(lamps, 2) + ring) != QColor(theme.lamp_halo)


def test_that_a_level_just_below_the_threshold_has_no_ring(lamps):
    layout = bit_layout(140, 190, 4, **SIZES, answer_px=0)
    ring = lamp(lamps, 0) + QPoint(0, -round(layout.diameter * 0.6))
    halo = QColor(themes.load("light").lamp_halo)
    lamps.set_levels(np.array([0.4999, 0.0, 0.0, 0.0]))
    assert color_at(lamps, ring) != halo
    lamps.set_levels(np.array([0.5, 0.0, 0.0, 0.0]))
    assert color_at(lamps, ring) == halo


@pytest.mark.parametrize("level", [np.nan, np.inf, -np.inf])
def test_that_a_level_that_is_not_finite_is_grey_and_counts_as_unlit(lamps, level):
    lamps.set_levels(np.array([level, 1.0, 0.0, 0.0]))
    assert color_at(lamps, lamp(lamps, 0)) == QColor(themes.load("light").off)
    assert lamps.accessibleName() == "bits 0 1 0 0"


def test_that_the_accessible_name_says_the_bits_and_the_answer(lamps):
    assert lamps.accessibleName() == "bits 0 1 0 1"
    lamps.set_answer("5", "the network reads")
    assert lamps.accessibleName() == "bits 0 1 0 1, answer 5"


def test_that_an_answer_makes_room_for_itself(lamps):
    without = lamps.sizeHint().height()
    lamps.set_answer("12", "the network reads")
    assert lamps.sizeHint().height() > without + 50


def test_that_equal_values_do_not_repaint_and_nothing_is_emitted(lamps, qtbot):
    lamps.set_answer("5", "the network reads")
    before = lamps.updates
    with qtbot.assertNotEmitted(lamps.bit_clicked):
        lamps.set_levels(np.array([0.02, 1.0, 0.3, 0.7]))
        lamps.set_labels(("8", "4", "2", "1"))
        lamps.set_answer("5", "the network reads")
        lamps.set_interactive(False)
    assert lamps.updates == before
    lamps.set_levels(np.zeros(4))
    assert lamps.updates == before + 1


@pytest.mark.parametrize("levels", [np.zeros(0), np.ones(1), np.linspace(0, 1, 12)])
@pytest.mark.parametrize("size", [(40, 30), (140, 190), (900, 700)])
def test_that_any_number_of_lamps_is_painted_at_any_size(lamps, levels, size):
    lamps.resize(*size)
    lamps.set_levels(levels)
    lamps.set_answer("−30.125", "the network reads")
    assert not lamps.grab().isNull()
