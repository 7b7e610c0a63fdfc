import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from nnlab.desktop.widgets.heatmap import CellRef, Heatmap

MATRIX = np.linspace(-3, 3, 56).reshape(7, 8)


class Counted(Heatmap):
    """A heatmap that counts how often it paints."""

    def __init__(self):
        super().__init__()
        self.paints = 0

    def paintEvent(self, event):
        self.paints += 1
        super().paintEvent(event)


@pytest.fixture
def heatmap(qtbot):
    widget = Counted()
    qtbot.addWidget(widget)
    widget.resize(226, 200)
    widget.set_matrix(MATRIX, 3.0)
    widget.set_labels(tuple("abcdefg"), tuple(f"h{unit}" for unit in range(1, 9)))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def center_of(widget, cell):
    return widget._rect_of(cell).center().toPoint()


def shown(widget):
    return widget._readout.pairs()


def hover(widget, point):
    """Move the mouse to `point`: QTest sends nothing if another widget was left at the same place."""
    where = QPointF(point)
    none = Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, where, widget.mapToGlobal(where), none, none, modifiers)
    QApplication.sendEvent(widget, event)


def test_that_pointing_at_a_cell_reads_it(heatmap):
    hover(heatmap, center_of(heatmap, CellRef(1, 2)))
    assert shown(heatmap) == (("b → h3", "−1.909"),)


def test_that_the_readout_follows_the_value_under_the_resting_cursor(heatmap):
    hover(heatmap, center_of(heatmap, CellRef(0, 0)))
    changed = MATRIX.copy()
    changed[0, 0] = 0.5
    heatmap.set_matrix(changed, 3.0)
    assert shown(heatmap) == (("a → h1", "0.5000"),)


def test_that_leaving_ends_the_reading(heatmap):
    hover(heatmap, center_of(heatmap, CellRef(0, 0)))
    QApplication.sendEvent(heatmap, QEvent(QEvent.Type.Leave))
    assert shown(heatmap) == ()


def test_that_clicking_a_cell_asks_to_edit_it(heatmap, qtbot):
    with qtbot.waitSignal(heatmap.cell_clicked) as signal:
        qtbot.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=center_of(heatmap, CellRef(6, 7)))
    assert signal.args == [CellRef(6, 7)]


def test_that_clicking_beside_the_cells_or_with_another_button_asks_nothing(heatmap, qtbot):
    with qtbot.assertNotEmitted(heatmap.cell_clicked):
        qtbot.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=QPoint(3, 50))
        qtbot.mouseClick(heatmap, Qt.MouseButton.RightButton, pos=center_of(heatmap, CellRef(0, 0)))


def test_that_the_arrow_keys_move_a_cell_cursor_that_stops_at_the_edges(heatmap, qtbot):
    heatmap.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(heatmap.hasFocus)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(heatmap, key)
    assert shown(heatmap)[0][0] == "b → h3"
    assert heatmap.accessibleDescription() == "b → h3 −1.909"
    with qtbot.waitSignal(heatmap.cell_clicked) as signal:
        qtbot.keyClick(heatmap, Qt.Key.Key_Return)
    assert signal.args == [CellRef(1, 2)]


def test_that_the_reading_ends_when_the_keyboard_leaves(heatmap, qtbot):
    heatmap.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(heatmap.hasFocus)
    heatmap.clearFocus()
    assert shown(heatmap) == ()


def test_that_space_is_left_to_the_window(heatmap, qtbot):
    with qtbot.assertNotEmitted(heatmap.cell_clicked):
        qtbot.keyClick(heatmap, Qt.Key.Key_Space)


def test_that_equal_values_do_not_repaint_and_new_ones_do(heatmap, qtbot):
    qtbot.waitUntil(lambda: heatmap.paints > 0)
    QApplication.sendPostedEvents()
    before = heatmap.paints
    heatmap.set_matrix(MATRIX.copy(), 3.0)
    heatmap.set_labels(tuple("abcdefg"), tuple(f"h{unit}" for unit in range(1, 9)))
    QApplication.sendPostedEvents()
    assert heatmap.paints == before
    heatmap.set_matrix(MATRIX + 1, 3.0)
    qtbot.waitUntil(lambda: heatmap.paints > before)


def test_that_a_matrix_changed_by_its_owner_is_seen_at_the_next_set(heatmap, qtbot):
    values = MATRIX.copy()
    heatmap.set_matrix(values, 3.0)
    hover(heatmap, center_of(heatmap, CellRef(0, 0)))
    values[0, 0] = 2.0
    assert shown(heatmap)[0][1] == "−3.000"
    heatmap.set_matrix(values, 3.0)
    assert shown(heatmap)[0][1] == "2.000"


def test_that_a_matrix_that_nobody_can_change_is_kept_and_not_copied(heatmap):
    matrix = MATRIX.copy()
    matrix.flags.writeable = False
    heatmap.set_matrix(matrix.reshape(8, 7), 3.0)
    assert np.shares_memory(heatmap._values, matrix)


def test_that_a_view_of_what_its_owner_can_still_change_is_copied(heatmap):
    matrix = MATRIX.copy()
    view = matrix[:]
    view.flags.writeable = False
    heatmap.set_matrix(view, 3.0)
    assert not np.shares_memory(heatmap._values, matrix)


def test_that_a_new_shape_ends_the_reading(heatmap, qtbot):
    hover(heatmap, center_of(heatmap, CellRef(6, 7)))
    heatmap.set_matrix(np.zeros((2, 2)), 1.0)
    assert shown(heatmap) == ()


@pytest.mark.parametrize(("value", "text"), [(np.inf, "∞"), (-np.inf, "−∞"), (np.nan, "—")])
def test_that_what_is_not_finite_is_read_without_the_word_nan(heatmap, qtbot, value, text):
    hover(heatmap, center_of(heatmap, CellRef(0, 0)))
    matrix = MATRIX.copy()
    matrix[0, 0] = value
    heatmap.set_matrix(matrix, 3.0)
    assert shown(heatmap)[0][1] == text


def test_that_a_tile_names_the_weight_by_row_and_column_of_its_matrix(heatmap):
    weights = np.random.default_rng(0).normal(size=(16, 4))
    heatmap.set_labels((), ())
    heatmap.set_tiles(weights.T.reshape(4, 4, 4), 3.0)
    heatmap.resize(200, 200)
    hover(heatmap, QPoint(199, 105))  # the first row and last column of the fourth tile
    name, value = shown(heatmap)[0]
    assert name == "row 0, column 3 → 4"
    assert float(value.replace("−", "-")) == pytest.approx(weights[3, 3], rel=1e-3)


def test_that_the_arrow_keys_go_from_tile_to_tile(heatmap, qtbot):
    heatmap.set_labels((), ())
    heatmap.set_tiles(np.zeros((3, 2, 2)), 1.0)
    heatmap.resize(200, 200)
    heatmap.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(heatmap.hasFocus)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    qtbot.keyClick(heatmap, Qt.Key.Key_Right)  # there is no fourth tile
    with qtbot.waitSignal(heatmap.cell_clicked) as signal:
        qtbot.keyClick(heatmap, Qt.Key.Key_Enter)
    assert signal.args[0].column == 2


def test_that_a_strip_without_row_names_reads_the_column_alone(heatmap, qtbot):
    heatmap.set_labels((), ("h1", "h2"))
    heatmap.set_matrix(np.array([[0.25, -1.0]]), 1.0)
    hover(heatmap, center_of(heatmap, CellRef(0, 1)))
    assert shown(heatmap) == (("h2", "−1.000"),)


def test_that_labels_may_come_before_the_matrix_they_name(heatmap, qtbot):
    hover(heatmap, center_of(heatmap, CellRef(6, 7)))
    heatmap.set_labels(("x",), ("h1",))
    assert shown(heatmap)[0][0] == "7 → 8"


def test_that_empty_row_names_take_no_room_and_are_not_read(heatmap, qtbot):
    heatmap.set_labels(("",), ())
    heatmap.set_matrix(np.array([[0.25, -1.0]]), 1.0)
    hover(heatmap, QPoint(0, 5))
    assert shown(heatmap) == (("1", "0.2500"),)


def test_that_an_empty_matrix_is_an_empty_picture(heatmap, qtbot):
    heatmap.set_matrix(np.zeros((0, 4)), 1.0)
    hover(heatmap, QPoint(100, 100))
    heatmap.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(heatmap, Qt.Key.Key_Down)
    assert shown(heatmap) == ()
    assert heatmap.grab().width() == 226


def test_that_the_wrong_number_of_dimensions_is_refused(heatmap):
    with pytest.raises(ValueError, match="two dimensions, not of 1"):
        heatmap.set_matrix(np.zeros(3), 1.0)
    with pytest.raises(ValueError, match=r"\(n, h, w\), not 2"):
        heatmap.set_tiles(np.zeros((3, 3)), 1.0)


def test_that_a_heatmap_asks_for_the_height_of_its_cells(heatmap):
    assert heatmap.hasHeightForWidth()
    assert heatmap.heightForWidth(226) == pytest.approx(184, abs=3)
    heatmap.set_labels(tuple("abcdefg"), tuple("12345678"), draw_columns=True)
    assert heatmap.heightForWidth(226) > 190


def test_that_texts_of_the_owner_survive_a_change_of_language(heatmap):
    assert heatmap.accessibleName()
    assert heatmap.toolTip()
    heatmap.setAccessibleName("Weights of layer 1")
    QApplication.sendEvent(heatmap, QEvent(QEvent.Type.LanguageChange))
    assert heatmap.accessibleName() == "Weights of layer 1"
    assert "Orange" in heatmap.toolTip()


def test_that_a_matrix_that_is_put_away_reads_nothing_until_it_is_pointed_at_again(heatmap):
    hover(heatmap, center_of(heatmap, CellRef(1, 2)))
    heatmap.hide()
    heatmap.set_matrix(MATRIX + 1, 4.0)
    assert shown(heatmap) == ()


@pytest.mark.parametrize(("name", "has_room"), [("x", True), ("털", False)])
def test_that_row_names_that_would_touch_are_left_out(heatmap, name, has_room):
    heatmap.set_labels((name,) * 16, ())
    heatmap.set_matrix(np.ones((16, 4)), 1.0)
    heatmap.resize(226, 16 * 10)  # Latin letters fit into ten pixels, Korean ones do not
    grid = heatmap._lay_out()
    assert bool(grid.x_edges[0] > 0) is has_room
