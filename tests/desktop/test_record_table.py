"""The table of records: order, choice, ticks, notes; and the legend of its marks."""

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from nnlab.desktop import colors, theme
from nnlab.desktop.widgets.line_legend import LineKind, LineLegend
from nnlab.desktop.widgets.record_table import GridCell, GridColumn, GridRow, RecordTable
from nnlab.export.pictures import look

COLUMNS = (
    GridColumn("run", is_number=True),
    GridColumn("note", is_written=True),
    GridColumn("loss", is_number=True, tip="mean loss"),
    GridColumn("optimizer"),
)


def row(number, loss, name):
    cells = (
        GridCell(f"{number}", order=number),
        GridCell(""),
        GridCell(f"{loss:g}", order=loss),
        GridCell(name),
    )
    return GridRow(number, cells, "strong" if number == 2 else "")


def rows(losses=(0.5, 0.1, math.nan, 2.0)):
    names = ("SGD", "Adam", "momentum", "sgd")
    return [row(n, x, name) for n, (x, name) in enumerate(zip(losses, names, strict=True), 1)]


@pytest.fixture
def table(qtbot):
    widget = RecordTable()
    widget.set_has_ticks(True)
    widget.set_chooses_many(True)
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


def test_that_the_first_click_sorts_the_best_first_where_more_is_better(table):
    falling = tuple(replace(head, falls=head.title == "loss") for head in table.columns)
    table.set_table(falling, table.rows)
    click_heading(table, 2)
    assert table.keys() == (4, 1, 2, 3)
    click_heading(table, 2)
    assert table.keys() == (2, 1, 4, 3)


def test_that_new_rows_come_into_the_order_and_what_is_chosen_stays(table):
    click_heading(table, 2)
    table.set_chosen((4,))
    table.set_table(COLUMNS, [*rows(), row(5, 0.3, "SGD")])
    assert table.keys() == (2, 5, 1, 4, 3)
    assert table.chosen_keys() == (4,)


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


def test_that_what_is_being_written_goes_with_its_row_wherever_that_goes(table, qtbot):
    written = []
    table.text_entered.connect(lambda key, text: written.append((key, text)))
    table.write(1)
    table.sort_by("loss")
    table.set_table(COLUMNS, [*rows(), row(5, 0.05, "SGD")])
    assert table.keys() == (5, 2, 1, 4, 3)
    editor = next(field for field in table.findChildren(QLineEdit) if field.isVisible())
    QTest.keyClicks(editor, "slow")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: written == [(1, "slow")])


def test_that_what_is_chosen_and_goes_is_told(table):
    table.set_chosen((1, 4))
    told = []
    table.selection_changed.connect(told.append)
    table.set_table(COLUMNS, rows()[1:])
    assert told == [(4,)]


def test_that_delete_asks(table, qtbot):
    table.set_chosen((2,))
    with qtbot.waitSignal(table.delete_pressed):
        QTest.keyClick(table, Qt.Key.Key_Delete)


def test_that_the_columns_fill_the_table_by_the_one_that_is_written_in(table):
    widths = [table.columnWidth(column) for column in range(len(COLUMNS))]
    assert abs(sum(widths) - table.viewport().width()) <= 2
    assert widths[1] == max(widths)


def colors_of(table, row):
    """Return all colours in the first cell of a row."""
    image = table.viewport().grab(table.visualRect(table.model().index(row, 0))).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_that_only_ticked_rows_have_a_mark(table):
    table.set_marks({1: ("#0877BD", 0), 2: ("#E58A1F", 1)})
    table.set_ticked({1})
    assert "#0877bd" in colors_of(table, 0)
    assert "#e58a1f" not in colors_of(table, 1)


def test_that_a_click_on_a_box_asks_for_its_tick_and_one_beside_it_does_not(table):
    asked = []
    table.ticked.connect(lambda keys, on: asked.append((keys, on)))
    cell = table.visualRect(table.model().index(2, 0))
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.left() + 18, cell.center().y())
    )
    assert asked == [((3,), True)]
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell.right() - 6, cell.center().y())
    )
    assert asked == [((3,), True)]


def test_that_without_ticks_rows_have_no_box(table):
    assert theme.current().faint.lower() in colors_of(table, 0)
    table.set_has_ticks(False)
    assert theme.current().faint.lower() not in colors_of(table, 0)
    assert table.model().data(table.model().index(0, 0), Qt.ItemDataRole.CheckStateRole) is None


def test_that_the_order_stays_with_its_column_wherever_that_goes_and_goes_with_it(table):
    click_heading(table, 2)
    turned = tuple(row._replace(cells=row.cells[::-1]) for row in rows())
    table.set_table(COLUMNS[::-1], turned)
    assert table.keys() == (2, 1, 4, 3)
    table.set_table(COLUMNS[:2], [row._replace(cells=row.cells[:2]) for row in rows()])
    assert table.keys() == (1, 2, 3, 4)


def test_that_headings_and_cells_are_in_line(table):
    """The last dark pixel of a number stands where that of its heading does; of words it is the first."""

    def inked(picture):
        image = picture.toImage()
        ground = image.pixelColor(0, 0).name()
        columns = [
            x
            for x in range(image.width())
            if any(image.pixelColor(x, y).name() != ground for y in range(2, image.height() - 2))
        ]
        return columns[0], columns[-1]

    table.set_has_ticks(False)
    head = table.horizontalHeader()
    for column, side in ((0, 1), (2, 1), (3, 0)):
        cell = table.visualRect(table.model().index(1, column))
        over = QRect(cell.left(), 0, cell.width(), head.height())
        heading, below = inked(head.viewport().grab(over)), inked(table.viewport().grab(cell))
        assert abs(heading[side] - below[side]) <= 1


def test_that_a_width_that_a_hand_gave_stays(table):
    table.setColumnWidth(2, 140)
    table.set_table(COLUMNS, [*rows(), row(5, 0.3, "SGD")])
    assert table.columnWidth(2) == 140


def test_that_pointing_tells_the_key_of_a_row_and_leaving_that_there_is_none(table):
    pointed = []
    table.row_pointed.connect(pointed.append)
    click_heading(table, 2)
    QTest.mouseMove(table.viewport(), table.visualRect(table.model().index(0, 2)).center())
    QTest.mouseMove(table.viewport(), table.visualRect(table.model().index(1, 1)).center())
    table.leaveEvent(QEvent(QEvent.Type.Leave))
    assert pointed == [2, 1, None]


def test_that_home_and_end_go_to_the_first_and_the_last_row(table):
    table.set_chosen((2,))
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.chosen_keys() == (4,)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.chosen_keys() == (1,)


def test_that_kinds_in_order_go_from_pale_to_strong_and_others_are_all_different():
    ordered = colors.kind_colors(4, ordered=True)
    assert len(set(ordered)) == 4
    brightness = [sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) for color in ordered]
    assert brightness == sorted(brightness, reverse=True)
    assert len(set(colors.kind_colors(8, ordered=False))) == 8
    assert colors.kind_colors(0, ordered=True) == ()


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("count", [0, 1, 2, 5, 8, 9])
def test_that_exported_pictures_have_the_colours_of_the_window(count, ordered):
    light = theme.load("light")
    assert look.kind_colors(count, ordered=ordered) == colors.kind_colors(count, ordered=ordered, theme=light)


def test_that_a_legend_takes_as_many_rows_as_its_width_needs(qtbot):
    legend = LineLegend()
    qtbot.addWidget(legend)
    legend.set_kinds([LineKind(f"learning rate {n}", "#0877BD", n) for n in range(6)])
    assert legend.heightForWidth(200) > legend.heightForWidth(900) > 0
    assert "learning rate 5" in legend.accessibleDescription()
    legend.set_kinds([])
    assert legend.isHidden()
    assert legend.heightForWidth(200) == 0


def test_that_notes_and_then_muted_columns_give_way_where_the_room_is_too_little(qtbot):
    table = RecordTable()
    qtbot.addWidget(table)
    heads = (
        GridColumn("run", is_number=True),
        GridColumn("note", is_written=True),
        GridColumn("optimizer"),
        GridColumn("activation", chip_tone="faint"),
    )
    cells = ("1", "", "a name that tells runs apart", "a long one that all of them share")
    table.set_table(heads, (GridRow(1, tuple(map(GridCell, cells))),))
    table.show()
    qtbot.waitExposed(table)

    def widths(room):
        table.resize(room, 200)
        return [table.columnWidth(at) for at in range(len(heads))]

    wide = widths(900)
    assert widths(sum(wide[2:]) + 160)[2:] == wide[2:]  # the note was enough
    narrow = widths(wide[0] + wide[2] + 150)
    assert (narrow[0], narrow[2]) == (wide[0], wide[2])
    assert narrow[3] < wide[3]
    assert min(widths(60)[1::2]) >= 40  # one still sees that something is there
