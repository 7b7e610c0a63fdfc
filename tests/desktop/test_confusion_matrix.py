import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.confusion_matrix import ConfusionMatrix

DIGITS = tuple("0123456789")
COUNTS = 900 * np.eye(10, dtype=int)
COUNTS[4] = [0, 3, 0, 0, 953, 0, 3, 0, 0, 23]


@pytest.fixture
def matrix(home, qtbot):
    widget = ConfusionMatrix(home)
    widget.resize(226, 230)
    widget.set_matrix(COUNTS, DIGITS)
    home.resize(700, 700)
    with qtbot.waitExposed(home):
        home.show()
    return widget


def hover(matrix, cell):
    point, none = matrix._rect_of(cell).center(), Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        matrix.mapToGlobal(point),
        none,
        none,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(matrix, event)


def color_of(matrix, cell):
    """Return the colour of a cell near its lower edge, where no number is."""
    rect = matrix._rect_of(cell)
    return matrix.grab().toImage().pixelColor(round(rect.center().x()), round(rect.bottom()) - 2)


def colors_in(matrix, cell):
    image, rect = matrix.grab().toImage(), matrix._rect_of(cell).toRect().adjusted(3, 3, -3, -3)
    xs, ys = range(rect.left(), rect.right()), range(rect.top(), rect.bottom())
    return [image.pixelColor(x, y) for x in xs for y in ys]


def press(matrix, *keys):
    for key in keys:
        QTest.keyClick(matrix, key)


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
def test_that_cells_are_shades_of_ink_by_their_share_of_the_row(matrix, qapp, theme):
    themes.apply(qapp, theme)
    none, rare, more, all_ = (color_of(matrix, cell) for cell in ((0, 5), (4, 6), (4, 9), (0, 0)))
    assert none == QColor(themes.load(theme).field)
    assert all_ == QColor(themes.load(theme).ink)
    distances = [abs(color.green() - none.green()) for color in (rare, more, all_)]
    assert 15 < distances[0] < distances[1] < distances[2]
    themes.apply(qapp, "light")


def test_that_a_matrix_not_yet_counted_is_quiet_and_says_so(matrix):
    matrix.set_matrix(None, DIGITS)
    quiet = QColor(themes.load("light").field)
    assert all(color_of(matrix, cell) == quiet for cell in ((0, 0), (4, 9), (9, 9)))
    hover(matrix, (4, 9))
    assert matrix._readout.pairs() == (("", "true 4, read as 9: not yet counted"),)


def test_that_pointing_reads_a_cell_in_a_sentence_that_follows_the_counts(matrix):
    hover(matrix, (4, 9))
    assert matrix._readout.pairs() == (("", "true 4, read as 9: 23 of 982 (2.3%)"),)
    matrix.set_matrix(2 * COUNTS, DIGITS)
    assert matrix._readout.pairs() == (("", "true 4, read as 9: 46 of 1,964 (2.3%)"),)
    QApplication.sendEvent(matrix, QEvent(QEvent.Type.Leave))
    assert matrix._readout.pairs() == ()


def test_that_a_class_without_pictures_is_read_without_dividing_by_zero(matrix):
    matrix.set_matrix(np.zeros((10, 10), dtype=int), DIGITS)
    hover(matrix, (1, 1))
    assert matrix._readout.pairs() == (("", "true 1, read as 1: 0 of 0 (0.0%)"),)


def test_that_a_click_tells_true_and_answered_and_takes_no_focus(matrix, qtbot):
    with qtbot.waitSignal(matrix.cell_clicked) as asked:
        QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix._rect_of((4, 9)).center().toPoint())
    assert asked.args == [(4, 9)]
    assert not matrix.hasFocus()


def test_that_a_click_on_a_name_asks_nothing(matrix, qtbot):
    with qtbot.assertNotEmitted(matrix.cell_clicked):
        QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=QPoint(3, 60))
        QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.rect().bottomRight())


def test_that_arrow_keys_move_a_cursor_and_return_clicks(matrix):
    clicked = []
    matrix.cell_clicked.connect(clicked.append)
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    press(matrix, *4 * [Qt.Key.Key_Down], *20 * [Qt.Key.Key_Right], Qt.Key.Key_Return)
    assert clicked == [(4, 9)]
    assert matrix.accessibleDescription() == "true 4, read as 9: 23 of 982 (2.3%)"
    press(matrix, *20 * [Qt.Key.Key_Up], *20 * [Qt.Key.Key_Left], Qt.Key.Key_Enter)
    assert clicked[-1] == (0, 0)
    matrix.clearFocus()
    assert matrix._readout.pairs() == ()
    assert matrix.accessibleDescription() == ""


def test_that_the_selected_cell_is_ringed_also_in_the_corner(matrix):
    ink = QColor(themes.load("light").ink)
    for cell in ((4, 6), (0, 9)):
        rect = matrix._rect_of(cell)
        above = round(rect.center().x()), round(rect.top()) - 1
        assert matrix.grab().toImage().pixelColor(*above) != ink
        matrix.set_selected(cell)
        assert matrix.grab().toImage().pixelColor(*above) == ink
        matrix.set_selected(None)


def test_that_numbers_are_written_where_they_fit(matrix):
    matrix.resize(150, 150)
    plain = colors_in(matrix, (0, 0))
    matrix.set_numbers("counts")
    assert colors_in(matrix, (0, 0)) == plain  # too small on the bench
    matrix.resize(600, 600)
    white = colors.ink_on(QColor(themes.load("light").ink))
    assert white in colors_in(matrix, (0, 0))
    assert len({color.rgb() for color in colors_in(matrix, (0, 1))}) == 1  # nothing to say of none
    counts = colors_in(matrix, (4, 9))
    matrix.set_numbers("rates")
    assert colors_in(matrix, (4, 9)) != counts
    assert matrix._wordings(COUNTS)[0][1][4, 9] == "2.3"


def test_that_cells_too_small_for_counts_say_whole_percents_and_that_they_do(matrix, qtbot):
    heard: list[str] = []
    matrix.written_changed.connect(heard.append)
    matrix.set_matrix(10 * COUNTS, DIGITS)
    matrix.set_numbers("counts")
    matrix.resize(270, 270)  # 9530 has no room in 23 px
    matrix.grab()
    assert (matrix.written, heard) == ("rates", ["rates"])
    percents = matrix._wordings(10 * COUNTS)[1][1]
    assert (percents[4, 4], percents[4, 9]) == ("97", "2")
    assert (4, 1) not in percents  # a third of a percent is not none: its shade says so
    matrix.resize(600, 600)
    matrix.grab()
    assert heard == ["rates", "counts"]
    assert matrix._wordings(10 * COUNTS)[0][1][4, 4] == "9530"
    matrix.resize(120, 120)
    matrix.grab()
    assert heard == ["rates", "counts", "none"]


def test_that_numbers_grow_with_their_cells(matrix):
    matrix.set_numbers("counts")
    heights = []
    for side in (420, 800):
        matrix.resize(side, side)
        cell = matrix._rect_of((0, 0)).toAlignedRect().adjusted(4, 4, -4, -4)
        image = matrix.grab(cell).toImage()
        ground = image.pixelColor(0, 0)
        heights.append(
            sum(
                any(image.pixelColor(x, y) != ground for x in range(image.width()))
                for y in range(image.height())
            )
        )
    assert heights[1] > 1.3 * heights[0]


def test_that_equal_counts_do_not_repaint(matrix, count_paints):
    paints = count_paints(matrix)
    matrix.set_matrix(COUNTS.copy(), DIGITS)
    matrix.set_numbers("none")
    matrix.set_selected(None)
    QApplication.processEvents()
    assert paints() == 0
    matrix.set_matrix(COUNTS + 1, DIGITS)
    QApplication.processEvents()
    assert paints() == 1


def test_that_counts_that_the_caller_changes_afterwards_are_seen_as_new(matrix, count_paints):
    counts = COUNTS.copy()
    matrix.set_matrix(counts, DIGITS)
    counts[0, 1] = 50
    matrix.set_matrix(counts, DIGITS)
    hover(matrix, (0, 1))
    assert "50 of 950" in matrix._readout.pairs()[0][1]


def test_that_other_classes_forget_the_marks_of_the_old_ones(matrix):
    matrix.set_selected((9, 9))
    matrix.set_matrix(np.eye(3, dtype=int), ("a", "b", "c"))
    assert not matrix.grab().isNull()


def test_that_what_does_not_fit_is_refused(matrix):
    with pytest.raises(ValueError, match="10 x 10"):
        matrix.set_matrix(np.zeros((3, 4), dtype=int), DIGITS)
    with pytest.raises(ValueError, match="one of"):
        matrix.set_numbers("percent")


def test_that_its_own_height_lets_the_cells_fill_the_width(matrix):
    matrix.resize(200, matrix.heightForWidth(200))
    filled = matrix._rect_of((0, 9)).right()
    assert 185 < filled <= 198
    matrix.resize(200, 2 * matrix.heightForWidth(200))
    assert matrix._rect_of((0, 9)).right() == filled
    assert matrix.heightForWidth(2000) < 500  # without numbers cells need not be large


@pytest.mark.parametrize("numbers", ["none", "counts", "rates"])
@pytest.mark.parametrize("k", [0, 2, 20])
@pytest.mark.parametrize("size", [(20, 20), (226, 230), (900, 700)])
def test_that_any_number_of_classes_is_painted_at_any_size(matrix, size, k, numbers):
    matrix.resize(*size)
    matrix.set_numbers(numbers)
    matrix.set_matrix(np.arange(k * k).reshape(k, k), tuple(f"long name {i}" for i in range(k)))
    assert not matrix.grab().isNull()


def test_that_names_wider_than_their_columns_are_turned_up_where_there_is_height_for_it(matrix):
    animals = ("mammal", "bird", "reptile", "amphibian", "fish", "insect", "other")
    matrix.set_numbers("counts")
    matrix.set_matrix(np.eye(7, dtype=int), animals)
    flat = matrix._flat_foot()
    assert matrix._foot(900, 900) == flat  # a column has room for each
    assert 50 < matrix._foot(260, 300) < 0.4 * 260 + 9  # as long as the longest name
    assert matrix._foot(260, 120) == flat  # too low: cells would be smaller than letters
    matrix.set_matrix(COUNTS, DIGITS)
    assert matrix._foot(226, 300) == flat
