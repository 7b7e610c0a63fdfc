"""The table of runs: order, ticks, choice, notes; and the marks and legend beside it."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from nnlab.desktop import colors
from nnlab.desktop.widgets.line_legend import LineKind, LineLegend
from nnlab.desktop.widgets.run_table import RunCell, RunColumn, RunRow, RunTable

COLUMNS = (
    RunColumn("run", is_number=True),
    RunColumn("note", is_written=True),
    RunColumn("loss", "mean loss", is_number=True),
    RunColumn("optimizer"),
)


def rows(losses=(0.5, 0.1, math.nan, 2.0)):
    names = ("SGD", "Adam", "momentum", "sgd")
    return [
        RunRow(n, (RunCell(f"{n}", n), RunCell("", ""), RunCell(f"{x:g}", x), RunCell(name, name)), n == 2)
        for n, (x, name) in enumerate(zip(losses, names, strict=True), 1)
    ]


@pytest.fixture
def table(qtbot):
    widget = RunTable()
    qtbot.addWidget(widget)
    widget.resize(560, 240)
    widget.set_table(COLUMNS, rows())
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def click_heading(table, column):
    header = table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)


def click_row(table, key, modifiers=Qt.KeyboardModifier.NoModifier):
    index = table.model().index(table.keys().index(key), 3)
    place = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def test_that_a_heading_sorts_and_the_second_click_turns_it_round_with_no_number_last(table):
    click_heading(table, 2)
    assert table.keys() == (2, 1, 4, 3)
    click_heading(table, 2)
    assert table.keys() == (4, 1, 2, 3)
    click_heading(table, 3)
    assert table.keys()[0] == 2
    assert "↑" in table.model().headerData(3, Qt.Orientation.Horizontal)
    assert "↑" not in table.model().headerData(2, Qt.Orientation.Horizontal)


def test_that_new_rows_come_into_the_order_and_what_is_chosen_stays(table):
    click_heading(table, 2)
    table.set_chosen((4,))
    more = [
        *rows(),
        RunRow(5, (RunCell("5", 5), RunCell("", ""), RunCell("0.3", 0.3), RunCell("SGD", "SGD"))),
    ]
    table.set_table(COLUMNS, more)
    assert table.keys() == (2, 5, 1, 4, 3)
    assert table.chosen() == (4,)


def test_that_a_setter_says_nothing_and_a_hand_does(table):
    chosen = []
    table.selection_changed.connect(chosen.append)
    table.set_table(COLUMNS, rows((1.0, 2.0, 3.0, 4.0)))
    assert chosen == []
    click_row(table, 3)
    click_row(table, 1, Qt.KeyboardModifier.ControlModifier)
    assert chosen[-1] == (1, 3)


def test_that_space_ticks_all_that_are_chosen_or_unticks_them(table):
    asked = []
    table.ticked.connect(lambda keys, on: asked.append((keys, on)))
    table.set_ticked({1})
    table.set_chosen((1, 3))
    QTest.keyClick(table, Qt.Key.Key_Space)
    table.set_ticked({1, 3})
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert asked == [((1, 3), True), ((1, 3), False)]


def test_that_a_tick_is_asked_for_and_not_made(table):
    asked = []
    table.ticked.connect(lambda keys, on: asked.append((keys, on)))
    index = table.model().index(1, 0)
    assert table.model().setData(index, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert asked == [((2,), True)]
    assert table.model().data(index, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked


def test_that_a_note_is_written_in_place(table, qtbot):
    written = []
    table.text_entered.connect(lambda key, text: written.append((key, text)))
    table.write(3)
    editor = next(field for field in table.findChildren(QLineEdit) if field.isVisible())
    QTest.keyClicks(editor, "too fast")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: written == [(3, "too fast")])


def test_that_delete_asks(table, qtbot):
    table.set_chosen((2,))
    with qtbot.waitSignal(table.delete_pressed):
        QTest.keyClick(table, Qt.Key.Key_Delete)


def test_that_the_columns_fill_the_table_by_the_one_that_is_written_in(table):
    widths = [table.columnWidth(column) for column in range(len(COLUMNS))]
    assert abs(sum(widths) - table.viewport().width()) <= 2
    assert widths[1] == max(widths)


def test_that_only_ticked_rows_have_a_mark(table):
    table.set_marks({1: ("#0877BD", 0), 2: ("#E58A1F", 1)})
    table.set_ticked({1})

    def is_drawn(row):
        picture = table.model().data(table.model().index(row, 0), Qt.ItemDataRole.DecorationRole).toImage()
        return picture.pixelColor(picture.width() // 2, picture.height() // 2).alpha() > 0

    assert is_drawn(0)
    assert not is_drawn(1)


def test_that_kinds_in_order_go_from_pale_to_strong_and_others_are_all_different():
    ordered = colors.kind_colors(4, ordered=True)
    assert len(set(ordered)) == 4
    brightness = [sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) for color in ordered]
    assert brightness == sorted(brightness, reverse=True)
    assert len(set(colors.kind_colors(6, ordered=False))) == 6
    assert colors.kind_colors(0, ordered=True) == ()


def test_that_a_legend_takes_as_many_rows_as_its_width_needs(qtbot):
    legend = LineLegend()
    qtbot.addWidget(legend)
    legend.set_kinds([LineKind(f"learning rate {n}", "#0877BD", n) for n in range(6)])
    assert legend.heightForWidth(200) > legend.heightForWidth(900) > 0
    assert "learning rate 5" in legend.accessibleDescription()
    legend.set_kinds([])
    assert legend.isHidden()
    assert legend.heightForWidth(200) == 0
