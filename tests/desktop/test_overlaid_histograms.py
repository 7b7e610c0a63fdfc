import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from nnlab.desktop.widgets.overlaid_histograms import MOST, OverlaidHistograms, Series

EDGES = np.linspace(-1, 1, 11)
WIDE = Series("He", "σ 2", np.arange(10))
NARROW = Series("LeCun", "σ 1", np.arange(10)[::-1] * 1000)


@pytest.fixture
def histograms(qtbot):
    widget = OverlaidHistograms()
    qtbot.addWidget(widget)
    widget.resize(202, 120)
    widget.set_histograms(EDGES, [WIDE, NARROW])
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def hover(widget, x):
    where = QPointF(x, 40)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, widget.mapToGlobal(where), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_that_pointing_counts_what_lies_in_a_bin_of_each(histograms):
    hover(histograms, 31)
    assert histograms._readout.pairs() == (("", "−0.80 to −0.60"), ("He", "1"), ("LeCun", "8,000"))


def test_that_what_is_read_follows_new_histograms(histograms):
    hover(histograms, 31)
    histograms.set_histograms(EDGES, [WIDE])
    assert histograms._readout.pairs() == (("", "−0.80 to −0.60"), ("He", "1"))
    histograms.set_histograms(EDGES[:2], [])
    assert histograms._readout.pairs() == ()


def test_that_beside_the_bins_nothing_is_read(histograms):
    hover(histograms, 201)
    assert histograms._readout.pairs() == ()


def test_that_counts_for_other_bins_and_too_many_histograms_are_refused(histograms):
    with pytest.raises(ValueError, match="10 counts for 4 bins"):
        histograms.set_histograms(EDGES[:5], [WIDE])
    with pytest.raises(ValueError, match="told apart"):
        histograms.set_histograms(EDGES, [WIDE] * (MOST + 1))


def test_that_a_histogram_without_any_number_is_painted(histograms):
    histograms.set_histograms(EDGES, [Series("none", "", np.zeros(10, dtype=int))])
    assert not histograms.grab().isNull()
