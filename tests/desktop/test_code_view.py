"""Code to read: what is shown, what is lit, what is pointed at, and what is copied."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.code_view import CodeView

LONG = "W = '" + "x" * 5000 + "'"


@pytest.fixture
def view(home, qtbot) -> CodeView:
    view = CodeView(home)
    view.resize(400, 120)
    home.resize(400, 120)
    home.show()
    qtbot.waitExposed(home)
    return view


def shown(view: CodeView) -> list[str]:
    return view.toPlainText().split("\n")


def lit(view: CodeView) -> list[int]:
    return [selection.cursor.blockNumber() for selection in view.extraSelections()]


def test_that_a_long_line_is_cut_short_and_the_code_is_whole(view):
    view.set_code(["a = 1", LONG], {1})
    assert shown(view)[0] == "a = 1"
    assert shown(view)[1].endswith(" …")
    assert len(shown(view)[1]) < 60
    assert view.code == f"a = 1\n{LONG}\n"


def test_that_what_is_copied_is_whole(view):
    view.set_code(["a = 1", LONG, "b = 2"], {1})
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == f"a = 1\n{LONG}\nb = 2"
    cursor = view.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == "= 1"


def test_that_numbers_that_change_leave_the_place_that_is_read(view):
    lines = [f"w{i} = {i}" for i in range(200)]
    view.set_code(lines)
    view.verticalScrollBar().setValue(90)
    lines[3] = "w3 = -0.5"
    view.set_code(lines)
    assert shown(view) == lines
    assert view.verticalScrollBar().value() == 90


def test_that_lines_are_lit_and_stay_lit_when_the_code_changes(view):
    view.set_code(["a", "b", "c"])
    view.set_lit({0, 2, 7})
    assert lit(view) == [0, 2]
    view.set_code(["a", "b", "d"])
    assert lit(view) == [0, 2]
    view.set_lit(())
    assert lit(view) == []


def test_that_a_lit_line_out_of_sight_is_brought_into_it(view):
    view.set_code([f"line {i}" for i in range(200)])
    view.reveal({100, 150})
    assert 90 <= view.verticalScrollBar().value() <= 100
    place = view.verticalScrollBar().value()
    view.reveal({100})
    assert view.verticalScrollBar().value() == place  # it can be seen


def test_that_pointing_at_a_line_is_told_once(view, qtbot):
    view.set_code(["first", "second"])
    pointed = []
    view.line_pointed.connect(pointed.append)
    pitch = view.fontMetrics().lineSpacing()
    offset = int(view.contentOffset().y())
    for y in (2, 4, pitch + 4, 110):
        QTest.mouseMove(view.viewport(), QPoint(30, offset + y))
        qtbot.wait(10)
    assert pointed == [0, 1, None]


def test_that_nothing_can_be_typed(view):
    view.set_code(["a = 1"])
    QTest.keyClicks(view, "x")
    assert shown(view) == ["a = 1"]


def test_that_a_hash_in_a_text_is_no_comment(view):
    view.set_code(["c = '#b'  # blue"])
    block = view.document().firstBlock()
    (comment,) = block.layout().formats()
    assert block.text()[comment.start :] == "# blue"


def weights(view: CodeView, number: int) -> set[int]:
    formats = view.document().findBlockByNumber(number).layout().formats()
    return {each.format.fontWeight() for each in formats}


def inks(view: CodeView, number: int) -> set[str]:
    formats = view.document().findBlockByNumber(number).layout().formats()
    return {each.format.foreground().color().name().upper() for each in formats}


def test_that_the_current_line_is_strong_on_a_band_and_later_ones_are_faint(view):
    view.set_code(["a = 1  # first", "b = 2", "c = 3"])
    view.set_progress({1}, {2})
    assert lit(view) == [1]
    assert weights(view, 1) == {QFont.Weight.Bold}
    assert inks(view, 2) == {themes.current().faint}
    assert inks(view, 0) == {themes.current().muted}  # the comment
    band = view.cursorRect(QTextCursor(view.document().findBlockByNumber(1)))
    image = view.viewport().grab().toImage()
    assert (
        image.pixelColor(view.viewport().width() // 2, band.center().y()).name().upper()
        == themes.current().hover
    )
    view.set_progress({2}, ())
    assert lit(view) == [2]
    assert weights(view, 1) == set()
    assert weights(view, 2) == {QFont.Weight.Bold}


def test_that_progress_of_lines_that_are_not_there_is_shown_once_they_are(view):
    view.set_code(["a"])
    view.set_progress({1}, {2})
    view.set_code(["a", "b", "c"])
    assert lit(view) == [1]
    assert weights(view, 1) == {QFont.Weight.Bold}
