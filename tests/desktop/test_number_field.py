import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from nnlab.desktop.widgets.number_field import NumberField, ladder_down, ladder_up


@pytest.fixture
def make_field(qtbot):
    windows = []  # keeps them alive

    def make(value: float = 0.1, *, low: float = 0, high: float = 10, **options) -> tuple[NumberField, list]:
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.addWidget(QLineEdit())
        field = NumberField(**options)
        layout.addWidget(field)
        qtbot.addWidget(window)
        windows.append(window)
        field.set_range(low, high)
        field.set_value(value)
        entered: list = []
        field.value_entered.connect(entered.append)
        field.value_entered.connect(field.set_value)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        return field, entered

    return make


def turn_wheel(field: NumberField, notches: int) -> bool:
    event = QWheelEvent(
        QPointF(5, 5), QPointF(field.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, event)
    return event.isAccepted()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1111, "0.1111"),
        (0.30000000000000004, "0.3"),
        (1 / 3, "0.333"),
        (170.4, "170.4"),
        (1e-5, "10⁻⁵"),
        (0, "0"),
    ],
)
def test_that_a_number_is_shown_as_it_was_typed_and_a_computed_one_with_few_digits(make_field, value, text):
    field, _ = make_field(5.0)
    field.clearFocus()
    field.set_value(value)
    assert field.text() == text


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [(0.1, 0.3, 0.03), (0.3, 1, 0.1), (0.2, 0.3, 0.1), (1, 3, 0.3), (30, 100, 10), (0, 1e-6, -1e-6),
     (1e-6, 3e-6, 0), (-0.1, -0.03, -0.3)],
)  # fmt: skip
def test_that_the_ladder_goes_1_3_10_and_through_zero(value, up, down):
    assert ladder_up(value) == up
    assert ladder_down(value) == down


@given(st.floats(min_value=-1e9, max_value=1e9))
def test_that_a_step_up_is_above_and_a_step_down_below(value):
    assert ladder_down(value) < value < ladder_up(value)


@given(st.floats(min_value=2e-6, max_value=1e9))
def test_that_every_rung_is_written_with_one_digit(value):
    digits = f"{ladder_up(value):.12e}".split("e")[0].rstrip("0")
    assert digits in ("1.", "3.")


def test_that_a_given_ladder_is_kept_to_at_both_ends():
    rungs = (0.0, 0.5, 0.9, 0.99)
    assert [ladder_up(v, rungs) for v in (0, 0.6, 0.99, 5)] == [0.5, 0.9, 0.99, 0.99]
    assert [ladder_down(v, rungs) for v in (0, 0.6, 0.99, 5)] == [0, 0.5, 0.9, 0.99]


@pytest.mark.parametrize(("typed", "value"), [("0,3", 0.3), ("3e-2", 0.03), (" 2 ", 2.0), ("−0", 0.0)])
def test_that_enter_commits_what_was_typed(qtbot, make_field, typed, value):
    field, entered = make_field()
    field.selectAll()
    field.insert(typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered == [value]
    assert not field.hasFocus()


def test_that_leaving_the_field_commits(qtbot, make_field):
    field, entered = make_field()
    qtbot.keyClicks(field, "2")
    field.window().findChild(QLineEdit).setFocus(Qt.FocusReason.TabFocusReason)
    assert entered == [2.0]


def test_that_escape_restores_and_emits_nothing(qtbot, make_field):
    field, entered = make_field(0.1)
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert entered == []
    assert field.text() == "0.1"


@pytest.mark.parametrize(
    ("typed", "part"),
    [("abc", "not a number"), ("11", "10"), ("-1", "0"), ("1,2,3", "comma"), ("", "missing")],
)
def test_that_bad_text_stays_marked_with_a_sentence_and_the_old_value_holds(qtbot, make_field, typed, part):
    field, entered = make_field(0.1)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered == []
    assert part in field.fault()
    assert field.toolTip() == field.accessibleDescription() == field.fault()
    assert field.text() == typed
    assert field.value() == 0.1
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.fault()) == ("0.1", "")


def test_that_typing_on_takes_the_mark_away_and_brings_the_help_back(qtbot, make_field):
    field, _ = make_field()
    field.setToolTip("Learning rate")
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.toolTip() != "Learning rate"
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert (field.fault(), field.toolTip()) == ("", "Learning rate")


def test_that_a_fraction_is_refused_where_a_whole_number_belongs(qtbot, make_field):
    field, entered = make_field(8, whole=True)
    field.selectAll()
    qtbot.keyClicks(field, "2.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered == []
    assert "whole" in field.fault()


def test_that_arrows_step_and_stop_at_the_range(qtbot, make_field):
    field, entered = make_field(3)
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert entered == [10, 3]


def test_that_whole_numbers_step_by_one_and_by_ten(qtbot, make_field):
    field, entered = make_field(8, whole=True, high=100)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_PageUp)
    assert entered == [9, 19]
    assert all(isinstance(value, int) for value in entered)


def test_that_the_wheel_steps_only_under_the_keyboard(make_field):
    field, entered = make_field(0.1)
    assert turn_wheel(field, 1)
    field.clearFocus()
    assert not turn_wheel(field, 1)
    assert entered == [0.3]


def test_that_setting_emits_nothing_and_leaves_a_number_being_typed_alone(qtbot, make_field):
    field, entered = make_field(0.1)
    qtbot.keyClicks(field, "5")
    field.set_value(0.3)
    assert field.text() == "5"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "0.3"
    assert entered == []


def test_that_an_owner_who_refuses_keeps_the_old_number_on_show(qtbot):
    field = NumberField()
    qtbot.addWidget(field)
    field.set_value(0.1)
    field.show()
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "4")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "0.1"


def test_that_the_pattern_surrounds_the_number_except_while_editing(make_field):
    field, _ = make_field(1, whole=True)
    field.set_pattern("{value} of 10")
    assert field.text() == "1"
    field.clearFocus()
    assert field.text() == "1 of 10"


def test_that_the_first_click_selects_all_and_the_next_places_the_cursor(qtbot, make_field):
    field, _ = make_field(0.1)
    field.clearFocus()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.selectedText() == "0.1"
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 12, field.height() // 2))
    assert not field.hasSelectedText()


def test_that_an_unlimited_field_takes_any_finite_number(qtbot, make_field):
    field, entered = make_field(0, low=-math.inf, high=math.inf)
    field.selectAll()
    qtbot.keyClicks(field, "-1e300")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered == [-1e300]


def test_that_it_says_whether_a_number_was_stepped_or_typed(make_field, qtbot):
    field, entered = make_field(1)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.was_stepped()
    field.selectAll()
    qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert not field.was_stepped()
    field.setFocus()
    turn_wheel(field, 1)
    assert field.was_stepped()
    assert entered == [3, 7, 10]


@pytest.mark.parametrize(
    ("typed", "key", "times"),
    [("", Qt.Key.Key_Return, 1), ("5", Qt.Key.Key_Return, 1), ("x", Qt.Key.Key_Return, 0),
     ("", Qt.Key.Key_Escape, 1), ("x", Qt.Key.Key_Escape, 1), ("", Qt.Key.Key_Up, 0)],
)  # fmt: skip
def test_that_it_is_finished_by_escape_and_by_an_enter_that_is_accepted(make_field, qtbot, typed, key, times):
    field, _ = make_field(1)
    finished = []
    field.finished.connect(lambda: finished.append(True))
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, key)
    assert len(finished) == times
