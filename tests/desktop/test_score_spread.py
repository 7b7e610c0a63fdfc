"""Two groups of scores and the line between them."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nnlab.desktop.widgets.score_spread import BINS, ScoreSpread, spread


@pytest.fixture
def widget(qtbot) -> ScoreSpread:
    widget = ScoreSpread()
    qtbot.addWidget(widget)
    widget.resize(314, 120)
    widget.set_scores(("8", "others"), np.linspace(40, 100, 50), np.linspace(0, 60, 200))
    widget.set_boundary(50.0)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_that_shares_are_of_each_group_and_the_range_of_both() -> None:
    (low, high), shares = spread((np.array([1.0, 1.0, 3.0]), np.array([0.0, 4.0, np.nan])))
    assert (low, high) == (0.0, 4.0)
    assert shares.shape == (2, BINS)
    assert shares.sum(axis=1).tolist() == [1.0, 1.0]
    assert shares[0].max() == pytest.approx(2 / 3)


@pytest.mark.parametrize("scores", [np.zeros(0), np.full(3, 7.0), np.full(2, np.inf)])
def test_that_scores_without_a_range_have_one_all_the_same(scores: np.ndarray) -> None:
    (low, high), shares = spread((scores, scores))
    assert low < high
    assert np.isfinite(shares).all()


def test_that_the_hand_says_where_the_line_should_be(widget: ScoreSpread) -> None:
    asked: list[float] = []
    ends: list[bool] = []
    widget.boundary_dragged.connect(asked.append)
    widget.drag_ended.connect(lambda: ends.append(True))
    middle = QPoint(157, 60)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(widget, QPoint(307, 60))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(307, 60))
    assert asked[0] == pytest.approx(50.0, abs=0.3)
    assert asked[-1] == pytest.approx(100.0, abs=0.3)
    assert ends == [True]
    assert widget._boundary == 50.0, "a widget only asks"


def test_that_arrows_move_the_line(widget: ScoreSpread) -> None:
    asked: list[float] = []
    widget.boundary_dragged.connect(asked.append)
    assert widget.focusPolicy() == Qt.FocusPolicy.TabFocus
    QTest.keyClick(widget, Qt.Key.Key_Right)
    QTest.keyClick(widget, Qt.Key.Key_Down)
    assert asked == [pytest.approx(51.0), pytest.approx(49.0)]


def test_that_pointing_reads_how_many_lie_above(widget: ScoreSpread) -> None:
    QTest.mouseMove(widget, QPoint(157, 60))
    assert not widget._readout.isHidden()
    above = int((np.linspace(40, 100, 50) > widget._pointed).sum())
    assert 40 <= above <= 43


def test_that_painting_changes_no_colour_of_the_theme(widget: ScoreSpread) -> None:
    from nnlab.desktop import theme

    before = theme.color(theme.current().ink).alpha()
    widget.grab()
    assert theme.color(theme.current().ink).alpha() == before == 255
