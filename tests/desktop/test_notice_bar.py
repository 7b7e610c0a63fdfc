import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QPushButton, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.notice_bar import SETTLING_MS, NoticeBar, broken_lines

LONG = "Training stopped because the weights of layer 1 grew without end. " * 6


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    NoticeBar(window)
    window.resize(700, 200)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def bar(window):
    return window.findChild(NoticeBar)


def fit(bar: NoticeBar, width: int = 258) -> int:
    """Give the bar `width` and the height it asks for, and return that."""
    bar.resize(width, bar.heightForWidth(width))
    return bar.height()


def say(bar: NoticeBar, *notice: object) -> None:
    """Show a notice in the bar."""
    bar.set_notice(*notice)
    bar.show()


def settle(qtbot, bar: NoticeBar) -> None:
    """Wait until a press counts."""
    qtbot.waitUntil(lambda: not bar.is_settling)


def button_of(bar: NoticeBar, name: str) -> QPushButton:
    """Return a button of the notice on show."""
    return bar.findChild(QPushButton, name)


def test_that_it_is_hidden_until_there_is_something_to_say(bar):
    assert bar.isHidden()
    say(bar, "Saved.")
    assert not bar.isHidden()
    assert bar.text() == bar.accessibleName() == "Saved."


def test_that_an_action_names_itself(qtbot, bar):
    say(bar, "Too fast.", (("smaller_rate", "Try a smaller rate"), ("undo", "Undo")), "warning")
    chosen: list = []
    bar.action_chosen.connect(chosen.append)
    button = bar.findChild(QPushButton, "notice_action_smaller_rate")
    assert button.text() == "Try a smaller rate"
    settle(qtbot, bar)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen == ["smaller_rate"]


def test_that_the_next_notice_replaces_the_actions(qtbot, bar):
    say(bar, "One.", (("a", "A"),))
    say(bar, "Two.", (("b", "B"),))
    qtbot.waitUntil(lambda: bar.findChild(QPushButton, "notice_action_a") is None)
    assert bar.findChild(QPushButton, "notice_action_b").isVisible()


def test_that_closing_hides_it_and_says_so(qtbot, bar):
    say(bar, "Saved.")
    settle(qtbot, bar)
    with qtbot.waitSignal(bar.dismissed):
        qtbot.mouseClick(bar.findChild(QPushButton, "notice_close"), Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_that_an_unknown_kind_is_refused(bar):
    with pytest.raises(ValueError, match="panic"):
        say(bar, "Saved.", (), "panic")


def test_that_all_of_a_long_text_is_shown_and_no_tooltip_repeats_it(bar):
    say(bar, "Saved.")
    short = fit(bar)
    say(bar, LONG)
    long = fit(bar)
    say(bar, LONG * 2)
    line = themes.current().text_px + 7
    assert long - short >= 10 * line
    assert fit(bar) - short > 1.9 * (long - short)
    texts = [child for child in bar.findChildren(QWidget) if child.hasHeightForWidth()]
    assert texts
    assert {child.toolTip() for child in texts} == {""}
    assert texts[0].height() >= texts[0].heightForWidth(texts[0].width())


def test_that_a_word_wider_than_the_bar_is_broken(bar):
    say(bar, "Saved.")
    short = fit(bar)
    say(bar, "/a/very/long/path" * 12)
    assert fit(bar) > short + 3 * themes.current().text_px


def test_that_its_buttons_are_all_inside_at_any_width(qtbot, bar):
    say(bar, LONG, (("a", "Continue with rate 0.003"), ("b", "Why?")), "warning")
    for width in (200, 258, 640):
        fit(bar, max(width, bar.minimumSizeHint().width()))
        bar.layout().activate()
        for name in ("notice_action_a", "notice_action_b", "notice_close"):
            button = button_of(bar, name)
            assert bar.rect().contains(QRect(button.mapTo(bar, QPoint(0, 0)), button.size()))


def test_that_its_buttons_are_as_wide_as_their_words_where_there_is_room(qtbot, bar):
    say(bar, LONG, (("a", "Continue"), ("b", "Why?")), "warning")
    fit(bar, 640)
    bar.layout().activate()
    first, second = button_of(bar, "notice_action_a"), button_of(bar, "notice_action_b")
    assert (first.width(), second.width()) == (first.sizeHint().width(), second.sizeHint().width())
    assert first.y() == second.y()
    fit(bar, bar.minimumSizeHint().width())
    bar.layout().activate()
    assert first.width() == second.width()
    assert first.y() < second.y()


@pytest.mark.parametrize("name", ["notice_close", "notice_action_a"])
def test_that_a_press_on_a_notice_that_has_just_come_does_nothing(qtbot, bar, name):
    chosen: list = []
    bar.action_chosen.connect(chosen.append)
    bar.dismissed.connect(lambda: chosen.append("closed"))
    assert SETTLING_MS >= 200
    say(bar, "Saved.", (("a", "Undo"),))
    qtbot.mouseClick(button_of(bar, name), Qt.MouseButton.LeftButton)
    qtbot.mousePress(button_of(bar, name), Qt.MouseButton.LeftButton)
    settle(qtbot, bar)
    qtbot.mouseRelease(button_of(bar, name), Qt.MouseButton.LeftButton)
    assert chosen == []
    assert not bar.isHidden()
    qtbot.mouseClick(button_of(bar, name), Qt.MouseButton.LeftButton)
    assert len(chosen) == 1


def test_that_a_press_that_began_on_another_notice_does_not_close_this_one(qtbot, bar):
    say(bar, "One.")
    settle(qtbot, bar)
    close = button_of(bar, "notice_close")
    qtbot.mousePress(close, Qt.MouseButton.LeftButton)
    say(bar, "Two.")
    settle(qtbot, bar)
    qtbot.mouseMove(close)
    qtbot.mouseRelease(close, Qt.MouseButton.LeftButton)
    assert bar.text() == "Two."
    assert not bar.isHidden()


def test_that_lines_cover_the_text_and_break_between_words(qapp):
    layout = QTextLayout()
    layout.setFont(themes.current().font())
    spans = broken_lines(LONG, layout, lambda line: 300 if line else 200)
    assert len(spans) > 3
    assert "".join(LONG[start : start + length] for start, length in spans) == LONG
    assert all(LONG[start - 1] == " " for start, _ in spans[1:])
