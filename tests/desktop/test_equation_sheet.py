"""The equation sheet: what is painted, pointed at, scrolled, typed and told."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.equation_sheet import EquationSheet
from nnlab.desktop.widgets.parts.equation_model import (
    Cell,
    Guess,
    GuessMade,
    GuessState,
    LineState,
    ShownLine,
    ShownMatrix,
)
from nnlab.desktop.widgets.parts.equation_samples import digits_lines, textbook_lines
from nnlab.desktop.widgets.parts.guess_editor import GuessEditor
from tests.desktop.formula_lines import scalar_lines

RESULT = Cell(5, 4, 0, 1)
SOURCES = frozenset({Cell(5, 0, 0, 0), Cell(5, 2, 0, 1)})
NO_BUTTON, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(home, qtbot):
    widget = EquationSheet(home)
    widget.resize(860, 900)
    widget.set_lines(textbook_lines())
    home.resize(900, 940)
    with qtbot.waitExposed(home):
        home.show()
    return widget


@pytest.fixture
def told(sheet):
    """Return all that the sheet says, as (signal, payload)."""
    said = []
    sheet.cell_pointed.connect(lambda cell: said.append(("pointed", cell)))
    sheet.cell_clicked.connect(lambda cell: said.append(("clicked", cell)))
    sheet.guessed.connect(lambda guess: said.append(("guessed", guess)))
    return said


def center(sheet, cell) -> QPoint:
    return sheet._rect_of(cell).center()


def send_mouse(sheet, kind, point, button=NO_BUTTON, buttons=NO_BUTTON):
    place = QPointF(point)
    viewport = sheet.viewport()
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, place, QPointF(viewport.mapToGlobal(point)), button, buttons, none)
    QApplication.sendEvent(viewport, event)


def hover(sheet, point):
    send_mouse(sheet, QEvent.Type.MouseMove, point)


def wheel(sheet, point, angle, *, ms=0, shift=False):
    keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    viewport = sheet.viewport()
    event = QWheelEvent(
        QPointF(point),
        QPointF(viewport.mapToGlobal(point)),
        QPoint(),
        QPoint(0, angle),
        NO_BUTTON,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setTimestamp(ms)
    QApplication.sendEvent(viewport, event)


def states(current, count=8):
    return [LineState.DONE] * current + [LineState.CURRENT] + [LineState.LATER] * (count - current - 1)


def colors_of(sheet, cell) -> list[QColor]:
    rect = sheet._rect_of(cell)
    image = sheet.viewport().grab().toImage()
    xs, ys = range(rect.left(), rect.right()), range(rect.top(), rect.bottom())
    return [image.pixelColor(x, y) for x in xs for y in ys]


def share_of(sheet, cell, color) -> float:
    colors = colors_of(sheet, cell)
    return sum(each == QColor(color) for each in colors) / len(colors)


def dark(sheet, cell) -> int:
    return sum(color.lightness() < 110 for color in colors_of(sheet, cell))


def notes(sheet) -> str:
    return sheet.accessibleDescription()


# What is painted


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
def test_that_the_pointed_cell_is_inverted_and_its_sources_are_framed(sheet, qapp, theme):
    themes.apply(qapp, theme)
    colors = themes.load(theme)
    plain = {cell: share_of(sheet, cell, colors.ink) for cell in (RESULT, *SOURCES, Cell(5, 4, 1, 1))}
    sheet.set_marks(RESULT, SOURCES)
    assert share_of(sheet, RESULT, colors.ink) > 0.5
    for cell in SOURCES:
        assert plain[cell] + 0.03 < share_of(sheet, cell, colors.ink) < 0.45
    other = Cell(5, 4, 1, 1)
    assert share_of(sheet, other, colors.ink) == plain[other]
    sheet.set_marks(None)
    assert share_of(sheet, RESULT, colors.ink) == plain[RESULT]
    themes.apply(qapp, "light")


def test_that_the_current_line_lies_on_a_band_and_later_ones_are_faint(sheet):
    theme = themes.current()
    assert share_of(sheet, Cell(6, 0, 0, 0), theme.ink) > 0
    sheet.set_states(states(5))
    assert share_of(sheet, Cell(5, 4, 0, 0), theme.field) > 0.5
    assert share_of(sheet, Cell(4, 1, 0, 0), theme.surface) > 0.5
    assert share_of(sheet, Cell(6, 0, 0, 0), theme.ink) == 0
    assert share_of(sheet, Cell(6, 0, 0, 0), theme.faint) > 0


def test_that_other_decimals_are_written(sheet):
    cell = Cell(1, 4, 0, 0)
    narrow = sheet._rect_of(cell).width()
    sheet.set_decimals(8)
    assert sheet._rect_of(cell).width() > narrow
    hover(sheet, center(sheet, cell))
    assert notes(sheet).endswith("0.59326999")


def test_that_only_changed_lines_are_painted_again(sheet, count_paints, qtbot):
    paints = count_paints(sheet.viewport())
    sheet.set_marks(None)
    sheet.set_states([LineState.DONE] * 8)
    sheet.set_decimals(4)
    sheet.set_lines(sheet._lines)
    qtbot.wait(20)
    assert paints() == 0


# Pointing


def test_that_pointing_at_a_cell_is_told_once_with_its_place(sheet, told):
    hover(sheet, center(sheet, RESULT))
    hover(sheet, center(sheet, RESULT) + QPoint(1, 1))
    hover(sheet, QPoint(2, 2))
    assert told == [("pointed", RESULT), ("pointed", None)]


def test_that_leaving_the_sheet_points_at_nothing(sheet, told):
    hover(sheet, center(sheet, RESULT))
    QApplication.sendEvent(sheet.viewport(), QEvent(QEvent.Type.Leave))
    assert told[-1] == ("pointed", None)


def test_that_a_click_is_told(sheet, told):
    QTest.mouseClick(sheet.viewport(), LEFT, pos=center(sheet, RESULT))
    assert ("clicked", RESULT) in told
    assert not [payload for signal, payload in told if signal == "guessed"]


def test_that_setting_values_tells_nothing(sheet, told):
    sheet.set_states(states(3))
    sheet.set_marks(RESULT, SOURCES)
    sheet.set_hidden(True)
    sheet.set_guesses({Cell(3, 4, 0, 0): Guess("1")})
    sheet.set_decimals(2)
    sheet.set_lines(digits_lines())
    sheet.reveal(Cell(7, 4, 500, 3))
    sheet.set_lines(())
    sheet.set_lines(scalar_lines())
    assert told == []


def test_that_a_screen_reader_hears_line_place_and_value(sheet):
    hover(sheet, center(sheet, RESULT))
    assert notes(sheet) == "Line 6, weights of output: WOb[1, 2] h₁ → o₂, −0.0226"
    hover(sheet, QPoint(2, 2))
    assert notes(sheet) == ""


def test_that_a_piece_of_a_formula_points_at_its_cell(sheet, told):
    sheet.set_lines(scalar_lines())
    box = next(b for b in sheet._lay_out().lines[0].boxes if b.cell == Cell(0, 2, 1, 0))
    top = sheet._lay_out().lines[0].top
    hover(sheet, QPoint(round(box.rect.x + box.rect.width / 2), round(top + box.rect.y + 8)))
    assert told == [("pointed", Cell(0, 2, 1, 0))]


def test_that_keys_point_at_the_pieces_of_a_formula_with_a_ring_and_words(sheet, told):
    sheet.set_lines(scalar_lines())
    before = sheet.viewport().grab().toImage()
    sheet.setFocus(Qt.FocusReason.TabFocusReason)
    assert told == [("pointed", Cell(0, 6, 0, 0))]
    assert notes(sheet) == "h₁, 0.3775"
    assert sheet.viewport().grab().toImage() != before
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    assert told[-1] == ("pointed", Cell(0, 2, 0, 0))
    assert notes(sheet) == "w₁, 0.15"
    sheet.set_hidden({0})  # of formulas nothing is asked
    assert notes(sheet) == "w₁, 0.15"


def test_that_a_click_on_a_piece_is_where_the_keys_go_on(sheet, told):
    sheet.set_lines(scalar_lines())
    box = next(b for b in sheet._lay_out().lines[0].boxes if b.cell == Cell(0, 2, 1, 0))
    top = sheet._lay_out().lines[0].top
    at = QPoint(round(box.rect.x + box.rect.width / 2), round(top + box.rect.y + 8))
    QTest.mouseClick(sheet.viewport(), LEFT, pos=at)
    assert told[-1] == ("clicked", Cell(0, 2, 1, 0))
    QTest.keyClick(sheet, Qt.Key.Key_Left)
    assert told[-1] == ("pointed", Cell(0, 0, 0, 1))


# Keyboard


def test_that_arrows_move_the_pointed_cell(sheet, told):
    QTest.keyClick(sheet, Qt.Key.Key_Tab)
    sheet.setFocus(Qt.FocusReason.TabFocusReason)
    assert told == [("pointed", Cell(0, 0, 0, 0))]
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    QTest.keyClick(sheet, Qt.Key.Key_Right)
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    assert [cell for _signal, cell in told][1:] == [Cell(0, 0, 0, 1), Cell(0, 2, 0, 0), Cell(0, 2, 1, 0)]
    QTest.keyClick(sheet, Qt.Key.Key_End)
    assert told[-1] == ("pointed", Cell(0, 2, 1, 1))
    QTest.keyClick(sheet, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert told[-1][1].line == 7
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert told[-1] == ("clicked", told[-2][1])
    assert notes(sheet).startswith("Line 8, weights of hidden: WHb")


def test_that_keys_without_a_meaning_are_left_to_the_window(sheet, told):
    sheet.setFocus(Qt.FocusReason.TabFocusReason)
    told.clear()
    QTest.keyClick(sheet, Qt.Key.Key_S)
    QTest.keyClick(sheet, Qt.Key.Key_5)
    assert told == []
    assert sheet._editor.isHidden()


def test_that_keys_scroll_windows_and_sheet_to_the_cell(sheet, told):
    sheet.set_lines(digits_lines())
    sheet.setFocus(Qt.FocusReason.TabFocusReason)
    sheet.resize(700, 300)
    for _ in range(14):
        QTest.keyClick(sheet, Qt.Key.Key_Right)
    assert sheet._rect_of(told[-1][1]) is not None
    QTest.keyClick(sheet, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert told[-1][1] == Cell(7, 4, 783, 63)
    assert sheet._rect_of(Cell(7, 4, 783, 63)) is not None


# Scrolling


def test_that_the_wheel_scrolls_the_matrix_below_it_with_all_that_share_its_axis(sheet, told):
    sheet.set_lines(digits_lines())
    weights = Cell(0, 2, 0, 0)
    at = center(sheet, weights)
    wheel(sheet, at, -120, ms=1000)
    assert sheet._rect_of(weights) is None
    assert sheet._rect_of(Cell(0, 0, 0, 0)) is None  # the inputs
    assert sheet._rect_of(Cell(0, 0, 0, 3)) is not None
    assert sheet.verticalScrollBar().value() == 0
    assert told[-1] == ("pointed", Cell(0, 2, 3, 0))
    wheel(sheet, at, -120, ms=1050, shift=True)
    assert told[-1] == ("pointed", Cell(0, 2, 3, 3))
    assert sheet._rect_of(Cell(0, 6, 0, 0)) is None


def test_that_the_wheel_beside_matrices_scrolls_the_sheet(sheet):
    sheet.set_lines(digits_lines())
    wheel(sheet, QPoint(5, 5), -120, ms=1000)
    below = sheet.verticalScrollBar().value()
    assert below > 0
    wheel(sheet, center(sheet, Cell(0, 2, 2, 1)), -120, ms=1040)  # the same turn
    assert sheet.verticalScrollBar().value() > below
    assert sheet._rect_of(Cell(0, 2, 0, 0)) is not None


def test_that_a_matrix_at_its_end_leaves_the_next_turn_to_the_sheet(sheet):
    sheet.set_lines(digits_lines())
    at = center(sheet, Cell(0, 2, 2, 1))
    wheel(sheet, at, -120 * 300, ms=1000)
    assert sheet._rect_of(Cell(0, 2, 783, 1)) is not None
    wheel(sheet, at, -120, ms=1100)
    assert sheet.verticalScrollBar().value() == 0
    wheel(sheet, at, -120, ms=2000)
    assert sheet.verticalScrollBar().value() > 0


def test_that_a_matrix_seen_whole_leaves_the_wheel_to_the_sheet(sheet):
    sheet.resize(860, 200)
    wheel(sheet, center(sheet, Cell(0, 2, 0, 0)), -120, ms=1000)
    assert sheet.verticalScrollBar().value() > 0


def test_that_dragging_scrolls_and_does_not_click(sheet, told):
    sheet.set_lines(digits_lines())
    start = center(sheet, Cell(0, 2, 5, 1))
    send_mouse(sheet, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    end = start - QPoint(0, 3 * sheet._rect_of(Cell(0, 2, 5, 1)).height())
    send_mouse(sheet, QEvent.Type.MouseMove, end, NO_BUTTON, LEFT)
    send_mouse(sheet, QEvent.Type.MouseButtonRelease, end, LEFT)
    assert sheet._rect_of(Cell(0, 2, 2, 1)) is None
    assert sheet._rect_of(Cell(0, 2, 5, 1)).center().y() == pytest.approx(end.y(), abs=4)
    assert "clicked" not in [signal for signal, _payload in told]


def test_that_the_current_line_is_brought_into_view(sheet, qtbot):
    sheet.resize(860, 260)
    sheet.set_states(states(7))
    line = sheet._lay_out().lines[7]

    def in_view():
        offset = sheet.verticalScrollBar().value()
        assert line.top >= offset
        assert line.bottom <= offset + sheet.viewport().height()

    qtbot.waitUntil(in_view, timeout=2000)


def test_that_a_sheet_that_was_hidden_brings_the_current_line_into_view_when_it_is_shown(sheet, qtbot):
    sheet.resize(860, 260)
    sheet.hide()
    sheet.set_states(states(7))
    sheet.show()
    qtbot.waitUntil(
        lambda: sheet._rect_of(Cell(7, 0, 1, 0)).bottom() < sheet.viewport().height(), timeout=2000
    )


def test_that_no_size_lets_the_scroll_bar_come_and_go(sheet):
    sheet.set_lines(digits_lines()[:2])
    for width in range(500, 900, 25):
        for height in (300, 320, 340, 360, 380, 400, 420, 440):
            sheet.resize(width, height)
            layout = sheet._lay_out()
            assert sheet.verticalScrollBar().maximum() == max(round(layout.height) - height, 0)


def test_that_a_cell_is_revealed(sheet):
    sheet.set_lines(digits_lines())
    cell = Cell(0, 2, 700, 40)
    assert sheet._rect_of(cell) is None
    sheet.reveal(cell)
    assert sheet._rect_of(cell) is not None
    sheet.reveal(Cell(50, 0, 0, 0))  # nothing there


# Guessing


def test_that_hidden_values_are_not_painted_and_not_told(sheet):
    theme = themes.current()
    sheet.set_states(states(5))
    sheet.set_hidden(True)
    assert share_of(sheet, RESULT, theme.ink) == 0
    hover(sheet, center(sheet, RESULT))
    assert "to be guessed" in notes(sheet)
    assert "0.0226" not in notes(sheet)
    sheet.set_states([LineState.DONE] * 8)
    assert share_of(sheet, RESULT, theme.ink) > 0


def test_that_a_click_on_a_blank_takes_what_is_typed_and_goes_on(sheet, told):
    sheet.set_hidden({5})
    first = Cell(5, 4, 0, 0)
    QTest.mouseClick(sheet.viewport(), LEFT, pos=center(sheet, first))
    editor = sheet.findChild(GuessEditor)
    assert editor.isVisible()
    assert editor.accessibleName() == "Your guess: WOb[1, 1] h₁ → o₁"
    QTest.keyClicks(editor, "0.08")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told[-1] == ("guessed", GuessMade(first, "0.08"))
    assert editor.cell == Cell(5, 4, 0, 1)
    QTest.keyClicks(editor, "1")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert told[-1] == ("guessed", GuessMade(Cell(5, 4, 0, 1), "1"))
    QTest.keyClicks(editor, "2")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isHidden()
    assert told[-1] == ("guessed", GuessMade(Cell(5, 4, 0, 1), "1"))


def test_that_typing_on_a_blank_begins_a_guess(sheet, told):
    sheet.set_hidden({0})
    sheet.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(3):
        QTest.keyClick(sheet, Qt.Key.Key_End)
        QTest.keyClick(sheet, Qt.Key.Key_Right)
    assert told[-1] == ("pointed", Cell(0, 6, 0, 0))
    QTest.keyClick(sheet, Qt.Key.Key_0)
    editor = sheet.findChild(GuessEditor)
    assert editor.text() == "0"
    QTest.keyClicks(editor, ".5")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert told[-1] == ("guessed", GuessMade(Cell(0, 6, 0, 0), "0.5"))


def test_that_a_right_guess_is_green_with_a_tick_and_a_wrong_one_is_underlined(sheet):
    theme = themes.current()
    right, wrong, open_ = Cell(5, 4, 0, 0), Cell(5, 4, 0, 1), Cell(5, 4, 1, 0)
    sheet.set_hidden({5})
    sheet.set_guesses({cell: Guess("0.08") for cell in (right, wrong, open_)})
    plain = dark(sheet, open_)
    assert plain > 0
    sheet.set_guesses(
        {
            right: Guess("0.08", GuessState.RIGHT),
            wrong: Guess("0.08", GuessState.WRONG),
            open_: Guess("0.08", GuessState.OPEN),
        }
    )
    assert share_of(sheet, right, theme.right) > 0
    assert share_of(sheet, right, theme.ink) == 0
    assert share_of(sheet, wrong, theme.right) == 0
    assert dark(sheet, wrong) > dark(sheet, open_) + 8
    assert dark(sheet, open_) == plain


def test_that_a_settled_cell_is_not_typed_into_again(sheet, told):
    cell = Cell(5, 4, 0, 0)
    sheet.set_hidden({5})
    sheet.set_guesses({cell: Guess("0.0822", GuessState.RIGHT)})
    QTest.mouseClick(sheet.viewport(), LEFT, pos=center(sheet, cell))
    assert ("clicked", cell) in told
    assert sheet._editor.isHidden()


def test_that_the_field_goes_when_its_cell_is_no_longer_asked_for(sheet, told):
    cell = Cell(5, 4, 0, 0)
    sheet.set_hidden({5})
    QTest.mouseClick(sheet.viewport(), LEFT, pos=center(sheet, cell))
    QTest.keyClicks(sheet._editor, "7")
    told.clear()
    sheet.set_hidden(False)
    assert sheet._editor.isHidden()
    assert told == []


# Values in


def test_that_states_must_be_as_many_as_lines(sheet):
    with pytest.raises(ValueError, match="8 lines need as many states, got 2"):
        sheet.set_states([LineState.DONE] * 2)


def test_that_numbers_that_change_leave_the_place_that_is_read(sheet):
    sheet.set_lines(digits_lines())
    sheet.set_states(states(2))
    sheet.reveal(Cell(0, 2, 300, 0))
    sheet.verticalScrollBar().setValue(40)
    sheet.set_lines(digits_lines())
    assert sheet.verticalScrollBar().value() == 40
    assert sheet._rect_of(Cell(0, 2, 300, 0)) is not None
    assert sheet._states == tuple(states(2))


def test_that_fewer_cells_than_were_pointed_at_are_shown_without_a_fault(sheet):
    hover(sheet, center(sheet, RESULT))
    sheet.set_marks(RESULT, SOURCES)
    one = ShownMatrix("W", np.ones((1, 1)), "a", "b")
    sheet.set_lines([ShownLine(str(i), "", (one,)) for i in range(6)])
    sheet.viewport().grab()
    sheet.set_lines(())
    sheet.viewport().grab()
    assert notes(sheet) == ""
