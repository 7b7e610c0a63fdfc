"""The grid of a table: what it asks for, what it shows, and how one moves in it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from nnlab.desktop import theme
from nnlab.desktop.widgets.table_grid import GridCell, GridColumn, TableGrid

ROWS = 200_000


@pytest.fixture
def asked() -> list[tuple[int, int]]:
    return []


@pytest.fixture
def grid(qtbot, asked) -> TableGrid:
    grid = TableGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 300)

    def cell(row: int, column: int) -> GridCell:
        asked.append((row, column))
        return GridCell("" if row == 3 and column == 1 else f"{row}/{column}", "missing" if row == 3 else "")

    heads = (
        GridColumn("a", "input", ("number",)),
        GridColumn("b", "target", chip_tone="strong"),
        GridColumn("c"),
    )
    grid.set_table(heads, ROWS, cell, lambda row: f"row {row + 1}")
    grid.show()
    qtbot.waitExposed(grid)
    return grid


def follow(grid: TableGrid) -> None:
    grid.column_chosen.connect(lambda column: grid.set_current(grid.current[0], column))
    grid.row_chosen.connect(lambda row: grid.set_current(row, grid.current[1]))


def test_that_of_many_rows_only_those_in_sight_are_asked_for(grid, asked):
    grid.viewport().repaint()
    rows = {row for row, _ in asked}
    assert max(rows) < 100


def test_that_it_scrolls_to_the_row_that_is_looked_at(grid, asked):
    asked.clear()
    grid.set_current(ROWS - 1, 1)
    grid.viewport().repaint()
    assert (ROWS - 1, 1) in asked
    assert grid.current == (ROWS - 1, 1)


def test_that_a_click_asks_for_its_row_and_column_and_shows_nothing_by_itself(grid):
    rows, columns = [], []
    grid.row_chosen.connect(rows.append)
    grid.column_chosen.connect(columns.append)
    spot = grid.visualRect(grid.model().index(2, 1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert (rows, columns) == ([2], [1])
    assert grid.current == (None, None)


def test_that_a_click_on_a_header_asks_for_its_column(grid):
    columns = []
    grid.column_chosen.connect(columns.append)
    head = grid.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(2) + 4, 6)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert columns == [2]


def test_that_the_keys_move_within_the_table_and_stop_at_its_ends(grid):
    follow(grid)
    for key, place in (
        (Qt.Key.Key_Down, (0, None)),
        (Qt.Key.Key_Down, (1, None)),
        (Qt.Key.Key_Right, (1, 0)),
        (Qt.Key.Key_Right, (1, 1)),
        (Qt.Key.Key_End, (ROWS - 1, 1)),
        (Qt.Key.Key_Down, (ROWS - 1, 1)),
        (Qt.Key.Key_Home, (0, 1)),
        (Qt.Key.Key_Up, (0, 1)),
        (Qt.Key.Key_Left, (0, 0)),
        (Qt.Key.Key_Left, (0, 0)),
    ):
        QTest.keyClick(grid, key)
        assert grid.current == place
    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    assert 3 < grid.current[0] < 30


def test_that_enter_and_a_double_click_activate_a_row(grid):
    follow(grid)
    activated = []
    grid.row_activated.connect(activated.append)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    spot = grid.visualRect(grid.model().index(2, 1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert activated == [0, 2]


def test_that_where_rows_alone_are_looked_at_no_column_is_asked_for(grid):
    columns = []
    grid.column_chosen.connect(columns.append)
    grid.set_chooses_columns(False)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    spot = grid.visualRect(grid.model().index(2, 1)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert columns == []


def test_that_screen_readers_are_told_all_that_stands_over_a_column(grid):
    model = grid.model()
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(0, horizontal) == "a · input · number"
    assert model.headerData(4, Qt.Orientation.Vertical) == "row 5"


def test_that_other_headers_leave_the_place_as_it_is(grid):
    grid.set_current(5, 1)
    grid.set_columns((GridColumn("a"), GridColumn("b", "input"), GridColumn("c")))
    assert grid.current == (5, 1)
    assert grid.column(1).chip == "input"
    with pytest.raises(ValueError, match="2 headers"):
        grid.set_columns((GridColumn("a"), GridColumn("b")))


def test_that_a_missing_cell_has_a_rim_though_no_letter_stands_in_it(grid, qapp):
    image = grid.viewport().grab().toImage()
    rect = grid.visualRect(grid.model().index(3, 1))
    middle = {image.pixel(x, rect.center().y()) for x in range(rect.left(), rect.right())}
    assert QColor(theme.current().muted).rgb() in middle
