import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.class_bars import ClassBars

NAMES = ("cat", "dog", "owl", "bee")
RIGHT = np.array([50, 30, 0, 0])
TOTALS = np.array([50, 40, 20, 0])


@pytest.fixture
def bars(home, qtbot):
    widget = ClassBars(home)
    widget.resize(220, 120)
    widget.set_accuracies(NAMES, RIGHT, TOTALS)
    home.resize(400, 300)
    with qtbot.waitExposed(home):
        home.show()
    return widget


def row_middle(bars, row):
    return bars._bar_rows(themes.current()).row(row, bars.width()).center().toPoint()


def press(bars, *keys):
    for key in keys:
        QTest.keyClick(bars, key)


def test_that_accuracies_are_percents_and_a_class_without_pictures_has_none(bars):
    assert bars._value_texts(4) == ["100.0", "75.0", "0.0", "—"]
    assert bars.accessibleName() == "accuracy of each class"


def test_that_pointing_reads_the_counts_of_a_class(bars):
    QTest.mouseMove(bars, row_middle(bars, 1))
    QTest.mouseMove(bars, row_middle(bars, 1) + QPoint(1, 0))
    assert bars._readout.pairs() == (("dog", "30 of 40 right"),)
    bars.set_accuracies(NAMES, RIGHT + 1, TOTALS + 1)
    assert bars._readout.pairs() == (("dog", "31 of 41 right"),)
    QApplication.sendEvent(bars, QEvent(QEvent.Type.Leave))
    assert bars._readout.pairs() == ()


def test_that_a_click_tells_the_class_and_takes_no_focus(bars, qtbot):
    with qtbot.waitSignal(bars.row_clicked) as asked:
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=row_middle(bars, 2))
    assert asked.args == [2]
    assert not bars.hasFocus()


def test_that_keys_walk_the_classes_and_return_asks_for_one(bars):
    asked = []
    bars.row_clicked.connect(asked.append)
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    press(bars, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert bars.accessibleDescription() == "dog 30 of 40 right"
    press(bars, *5 * [Qt.Key.Key_Down], Qt.Key.Key_Return, *9 * [Qt.Key.Key_Up], Qt.Key.Key_Return)
    assert asked == [1, 3, 0]
    bars.clearFocus()
    assert bars._readout.pairs() == ()
    assert bars.accessibleDescription() == ""


def test_that_the_selected_class_stays_while_its_accuracy_changes(bars):
    before = bars.grab().toImage()
    bars.set_selected(1)
    selected = bars.grab().toImage()
    assert selected != before
    bars.set_accuracies(NAMES, RIGHT + 1, TOTALS + 3)
    bars.set_accuracies(NAMES, RIGHT, TOTALS)
    assert bars.grab().toImage() == selected
    bars.set_accuracies(NAMES[:2], RIGHT[:2], TOTALS[:2])
    bars.set_accuracies(NAMES, RIGHT, TOTALS)
    assert bars.grab().toImage() == before


def test_that_equal_counts_do_not_repaint(bars, count_paints):
    paints = count_paints(bars)
    bars.set_accuracies(NAMES, RIGHT.copy(), TOTALS.copy())
    bars.set_selected(None)
    QApplication.processEvents()
    assert paints() == 0


def test_that_counts_must_belong_together(bars):
    with pytest.raises(ValueError, match="do not belong"):
        bars.set_accuracies(NAMES, RIGHT[:2], TOTALS)
