import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.spread_ridges import Ridge, SpreadRidges, half_widths, merged

BINS = 48


def spike(place, zeros=0.0):
    shares = np.zeros(BINS)
    shares[place] = 1.0 - zeros
    return Ridge(shares, (("", f"bin {place}"),), zeros)


@pytest.fixture
def ridges(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = SpreadRidges()
    qtbot.addWidget(widget)
    widget.resize(150, 120)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def color_at(widget, x, y):
    return QColor(widget.grab().toImage().pixel(round(x), round(y)))


def hover(widget, point):
    where = QPointF(point)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, widget.mapToGlobal(where), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_that_the_fullest_bin_fills_the_room_and_none_that_counts_vanishes():
    widths = half_widths(np.array([[0.0, 1e-9, 0.5, 0.25], [0.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.5, 0.0]]), 20.0)
    assert widths.tolist() == [[0.0, 0.5, 10.0, 5.0], [0.0] * 4, [0.0, 10.0, 5.0, 0.0]]


def test_that_bins_too_fine_for_the_room_are_put_together_without_loss():
    shares = np.random.default_rng(1).random((3, BINS))
    for most in (48, 30, 20, 7, 1, 0):
        found = merged(shares, most)
        assert found.shape[1] <= max(most, 1)
        assert found.sum(axis=1) == pytest.approx(shares.sum(axis=1))


def test_that_a_positive_spike_is_blue_and_above_a_negative_one_in_orange(ridges):
    ridges.set_ridges([spike(BINS - 1), spike(0)])
    first, second = ridges.ridge_rect(0), ridges.ridge_rect(1)
    high = color_at(ridges, first.center().x(), first.top() + 1)
    low = color_at(ridges, second.center().x(), second.bottom() - 2)
    assert high.blue() > high.red()
    assert low.red() > low.blue()


def test_that_magnitudes_have_no_colour(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = SpreadRidges(signed=False)
    qtbot.addWidget(widget)
    widget.resize(150, 120)
    widget.show()
    qtbot.waitExposed(widget)
    widget.set_ridges([spike(BINS - 1)])
    rect = widget.ridge_rect(0)
    assert color_at(widget, rect.center().x(), rect.top() + 1) == QColor(themes.current().muted)


def test_that_zeros_are_a_ring_that_is_filled_when_there_is_nothing_else(ridges):
    ridges.set_ridges([spike(40, zeros=0.5), Ridge(np.zeros(BINS), zeros=1.0)], 0.0)
    some, all_of_them = ridges.ridge_rect(0), ridges.ridge_rect(1)
    assert color_at(ridges, some.center().x(), some.bottom() - 4) == QColor(themes.current().surface)
    assert color_at(ridges, all_of_them.center().x(), all_of_them.bottom() - 4) == QColor(
        themes.current().ink
    )


def test_that_pointing_reads_a_ridge_and_a_new_picture_is_read_at_once(ridges):
    ridges.set_ridges([spike(3), spike(5)])
    hover(ridges, ridges.ridge_rect(1).center())
    assert ridges._readout.pairs() == (("", "bin 5"),)
    ridges.set_ridges([spike(3), spike(7)])
    assert ridges._readout.pairs() == (("", "bin 7"),)
    ridges.set_ridges([spike(3)])
    assert ridges._readout.pairs() == ()


def test_that_the_same_ridges_again_are_not_painted_again(ridges, count_paints):
    ridges.set_ridges([spike(3)])
    paints = count_paints(ridges)
    ridges.set_ridges([spike(3)])
    QTest.qWait(30)
    assert paints() == 0


def test_that_many_layers_and_none_are_painted(ridges):
    for count in (0, 1, 65):
        ridges.set_ridges([spike(3)] * count)
        assert not ridges.grab().isNull()
    hover(ridges, QPoint(149, 60))


def test_that_a_press_is_left_to_the_card_below(ridges, qtbot):
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress, QPointF(5, 50), QPointF(5, 50), Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    ridges.mousePressEvent(event)
    assert not event.isAccepted()


def test_that_ridges_are_named_at_their_feet_where_there_is_room(ridges):
    plain = [spike(place) for place in (4, 20, 40)]
    ridges.set_ridges(plain)
    bare = ridges.ridge_rect(0).bottom()
    ridges.set_ridges([ridge._replace(name=f"L{n}") for n, ridge in enumerate(plain, 1)])
    assert ridges.ridge_rect(0).bottom() < bare
    ridges.resize(150, 44)
    ridges.grab()
    assert ridges.ridge_rect(0).bottom() == pytest.approx(44)
    ridges.resize(150, 120)
    ridges.set_ridges([plain[0]._replace(name="L1")] * 20)
    assert ridges.ridge_rect(0).bottom() == pytest.approx(120)
