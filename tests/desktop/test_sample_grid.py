import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.sample_grid import SampleGrid

COUNT = 3000
IMAGES = np.zeros((COUNT, 28, 28), dtype=np.uint8)
IMAGES[:] = (np.arange(COUNT) % 256)[:, None, None]  # the shade tells the picture
TRUE = (np.arange(COUNT) % 10).astype(np.uint8)
ANSWERED = np.where(np.arange(COUNT) % 4 == 1, (TRUE + 1) % 10, TRUE).astype(np.uint8)
DIGITS = tuple("0123456789")


@pytest.fixture
def grid(home, qtbot):
    widget = SampleGrid(home)
    widget.resize(520, 300)
    widget.set_pictures(IMAGES, np.arange(COUNT))
    widget.set_captions(TRUE, ANSWERED, DIGITS)
    home.resize(1400, 900)
    with qtbot.waitExposed(home):
        home.show()
    return widget


def middle_of(grid, place):
    return grid._frame_of(place).center()


def send(grid, kind, place):
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    point = middle_of(grid, place)
    event = QMouseEvent(kind, point, grid.mapToGlobal(point), button, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(grid.viewport(), event)


def hover(grid, place):
    send(grid, QEvent.Type.MouseMove, place)


def shade_at(grid, place):
    image = grid.viewport().grab().toImage()
    return image.pixelColor(middle_of(grid, place).toPoint()).blue()


def shade_of(row):
    low, high = (QColor(getattr(themes.load("light"), name)).blue() for name in ("surface", "ink"))
    return round(low + (high - low) * (row % 256) / 255)


def press(grid, *keys):
    for key in keys:
        QTest.keyClick(grid, key)


def rows_of(signal):
    rows = []
    signal.connect(rows.append)
    return rows


def test_that_pictures_stand_in_their_order(grid):
    order = np.array([7, 200, 31, 90])
    grid.set_order(order)
    for place, row in enumerate(order):
        assert abs(shade_at(grid, place) - shade_of(row)) <= 1


def test_that_scrolling_shows_the_pictures_that_come_into_sight(grid):
    for value in (1, 130, 700, 699, 20_000, grid.verticalScrollBar().maximum(), 3):
        grid.verticalScrollBar().setValue(value)
        for place in (grid._first_in_sight(), grid._first_in_sight() + 5):
            if place < COUNT:
                assert abs(shade_at(grid, place) - shade_of(place)) <= 1, value


def test_that_scrolled_rows_look_as_if_drawn_afresh(grid):
    for value in range(0, 900, 37):
        grid.verticalScrollBar().setValue(value)
        grid.viewport().repaint()
    scrolled = grid.viewport().grab().toImage()
    grid._sheet = None
    assert grid.viewport().grab().toImage() == scrolled


def test_that_the_places_behind_the_last_picture_are_empty(grid):
    order = np.arange(grid._layout.columns + 1) + 100
    grid.set_order(np.arange(COUNT))
    grid.viewport().grab()
    grid.set_order(order)
    surface = QColor(themes.load("light").surface).blue()
    assert shade_at(grid, len(order) - 1) != surface
    assert shade_at(grid, len(order)) == surface
    assert shade_at(grid, 3 * grid._layout.columns) == surface


def test_that_the_end_can_be_scrolled_to_and_no_farther(grid):
    grid.scroll_to(COUNT - 1)
    bar = grid.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert grid._frame_of(COUNT - 1).bottom() < grid.viewport().height()
    grid.scroll_to(0)
    assert bar.value() == 0
    grid.set_order(np.array([3]))
    assert bar.maximum() == 0


def test_that_scrolling_to_what_is_in_sight_or_not_shown_moves_nothing(grid):
    grid.set_order(np.arange(1000, 2000))
    grid.scroll_to(1500)
    value = grid.verticalScrollBar().value()
    assert value > 0
    grid.scroll_to(1500)
    grid.scroll_to(3)
    assert grid.verticalScrollBar().value() == value


def test_that_the_picture_at_the_top_stays_there_when_the_width_changes(grid):
    grid.verticalScrollBar().setValue(round(40 * grid._pitch))
    first = grid._first_in_sight()
    grid.resize(400, 300)
    assert 0 <= first - grid._first_in_sight() < grid._layout.columns


def test_that_the_wheel_scrolls_by_a_few_rows(grid):
    at, none = QPointF(100, 100), Qt.MouseButton.NoButton
    event = QWheelEvent(
        at,
        grid.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid.viewport(), event)
    assert grid._pitch <= grid.verticalScrollBar().value() <= 3 * grid._pitch


def test_that_without_scrolling_as_many_are_shown_as_fit(grid, qtbot):
    grid.set_scrolling(False)
    grid.resize(200, 2 * round(grid._pitch) + 10)
    shown = 2 * grid._layout.columns
    assert not grid.verticalScrollBar().isVisible()
    assert grid._shown_count() == shown
    surface = QColor(themes.load("light").surface).blue()
    assert shade_at(grid, shown - 1) != surface
    with qtbot.assertNotEmitted(grid.picture_clicked):
        QTest.mouseClick(
            grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, round(2 * grid._pitch) + 5)
        )


def test_that_a_click_tells_the_row_of_the_picture(grid):
    grid.set_order(np.array([70, 71, 72]))
    clicked, activated = rows_of(grid.picture_clicked), rows_of(grid.picture_activated)
    send(grid, QEvent.Type.MouseButtonPress, 1)
    send(grid, QEvent.Type.MouseButtonRelease, 1)
    assert (clicked, activated) == ([71], [])
    assert type(clicked[0]) is int


def test_that_a_double_click_clicks_once_and_activates_once(grid):
    grid.set_order(np.array([70, 71, 72]))
    clicked, activated = rows_of(grid.picture_clicked), rows_of(grid.picture_activated)
    kinds = QEvent.Type
    for kind in (kinds.MouseButtonPress, kinds.MouseButtonRelease):
        send(grid, kind, 1)
    for kind in (kinds.MouseButtonDblClick, kinds.MouseButtonRelease):
        send(grid, kind, 1)
    assert (clicked, activated) == ([71], [71])


def test_that_a_press_that_ends_on_another_picture_is_no_click(grid, qtbot):
    with qtbot.assertNotEmitted(grid.picture_clicked):
        QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, 0).toPoint())
        QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, 1).toPoint())


def test_that_keys_move_a_cursor_and_return_chooses_its_picture(grid):
    clicked, activated = rows_of(grid.picture_clicked), rows_of(grid.picture_activated)
    columns = grid._layout.columns
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(grid, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert clicked == activated == [columns + 1]
    press(grid, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert clicked[-1] == 1
    press(grid, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert clicked[-1] == COUNT - 1
    assert grid._in_sight(middle_of(grid, COUNT - 1))
    press(grid, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert clicked[-1] == grid._page_rows() * columns
    press(grid, Qt.Key.Key_PageUp, Qt.Key.Key_Return)
    assert clicked[-1] == 0


def test_that_the_keyboard_reads_what_it_reaches_also_to_those_who_hear_it(grid):
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(grid, Qt.Key.Key_Right)
    assert grid._readout.pairs() == (("picture", "2"), ("true", "1"), ("read as", "2"))
    assert grid.accessibleDescription() == "picture 2, true 1, read as 2"
    grid.clearFocus()
    assert grid._readout.pairs() == ()


def test_that_the_cursor_keeps_to_its_picture_when_the_order_changes(grid):
    activated = rows_of(grid.picture_activated)
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(grid, Qt.Key.Key_Right, Qt.Key.Key_Right)
    grid.set_order(np.arange(COUNT)[::-1])
    press(grid, Qt.Key.Key_Return)
    assert activated == [2]
    grid.set_order(np.array([5, 6]))
    press(grid, Qt.Key.Key_Return)
    assert activated == [2]


def test_that_the_mouse_takes_no_keyboard_focus(grid):
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(grid, 1).toPoint())
    assert not grid.hasFocus()


def test_that_pointing_reads_a_picture_with_all_that_is_known_of_it(grid):
    grid.set_confidence(np.full(COUNT, 0.9973, dtype=np.float32))
    grid.set_captions(TRUE, ANSWERED, tuple(f"class {digit}" for digit in DIGITS))
    hover(grid, 5)
    assert grid._readout.pairs() == (
        ("picture", "6"),
        ("true", "class 5"),
        ("read as", "class 6"),
        ("confidence", "99.7%"),
    )
    grid.set_confidence(None)
    grid.set_captions(TRUE, None, ())
    assert grid._readout.pairs() == (("picture", "6"), ("true", "5"))
    QApplication.sendEvent(grid.viewport(), QEvent(QEvent.Type.Leave))
    assert grid._readout.pairs() == ()


def test_that_the_readout_follows_what_scrolls_under_a_resting_mouse(grid):
    hover(grid, 0)
    grid.verticalScrollBar().setValue(round(10 * grid._pitch))
    assert grid._readout.pairs()[0] == ("picture", f"{10 * grid._layout.columns + 1:,}")


def test_that_the_picture_in_use_is_ringed_in_ink(grid):
    ink = QColor(themes.load("light").ink)
    left = grid._frame_of(2).left()
    beside = QPointF(left - 1, middle_of(grid, 2).y()).toPoint()
    assert grid.viewport().grab().toImage().pixelColor(beside) != ink
    grid.set_current(2)
    assert grid.viewport().grab().toImage().pixelColor(beside) == ink
    grid.set_order(np.arange(100, 200))
    assert grid.viewport().grab().toImage().pixelColor(beside) != ink


def test_that_equal_data_does_not_repaint(grid, count_paints):
    paints = count_paints(grid.viewport())
    grid.set_pictures(IMAGES, np.arange(COUNT))
    grid.set_order(np.arange(COUNT))
    grid.set_captions(TRUE.copy(), ANSWERED.copy(), DIGITS)
    grid.set_confidence(None)
    grid.set_current(None)
    grid.set_tile(44)
    QApplication.processEvents()
    assert paints() == 0
    grid.set_captions(TRUE, None, DIGITS)
    QApplication.processEvents()
    assert paints() == 1


def test_that_another_look_at_the_same_pictures_begins_nothing_anew(grid):
    grid.set_current(7)
    grid.set_pictures(IMAGES.reshape(COUNT, -1).reshape(COUNT, 28, 28), np.arange(COUNT))
    assert grid._current == 7
    assert grid._captions is not None


def test_that_other_pictures_begin_at_their_start_without_the_old_captions(grid):
    grid.verticalScrollBar().setValue(500)
    grid.set_current(3)
    grid.set_pictures(IMAGES[:50].copy(), np.arange(50))
    hover(grid, 0)
    assert grid.verticalScrollBar().value() == 0
    assert grid._readout.pairs() == (("picture", "1"),)


def test_that_an_empty_result_says_so(grid):
    grid.set_empty_text("No mistakes among these.")
    assert grid.accessibleDescription() == ""
    grid.set_order(np.zeros(0, dtype=np.intp))
    assert grid.accessibleDescription() == "No mistakes among these."
    image = grid.viewport().grab().toImage()
    assert any(image.pixelColor(x, y).blue() < 200 for x in range(100, 400) for y in range(120, 180))
    grid.setFocus(Qt.FocusReason.TabFocusReason)
    press(grid, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Return)


def test_that_what_does_not_fit_the_pictures_is_refused(grid):
    with pytest.raises(ValueError, match="bytes"):
        grid.set_pictures(IMAGES.astype(float), np.arange(3))
    with pytest.raises(ValueError, match="order"):
        grid.set_order(np.array([0, COUNT]))
    with pytest.raises(ValueError, match="one value each"):
        grid.set_captions(TRUE[:5], None, DIGITS)
    with pytest.raises(ValueError, match="one value each"):
        grid.set_confidence(np.zeros(3, dtype=np.float32))


def test_that_a_set_emits_nothing(grid, qtbot):
    with qtbot.assertNotEmitted(grid.picture_clicked), qtbot.assertNotEmitted(grid.picture_activated):
        grid.set_current(4)
        grid.scroll_to(800)
        grid.set_order(np.array([1, 2]))


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
@pytest.mark.parametrize("size", [(20, 10), (300, 64), (1400, 900)])
def test_that_pictures_are_painted_in_any_theme_at_any_size(grid, qapp, theme, size):
    themes.apply(qapp, theme)
    grid.resize(*size)
    grid.set_tile(30)
    assert not grid.grab().isNull()
    themes.apply(qapp, "light")
