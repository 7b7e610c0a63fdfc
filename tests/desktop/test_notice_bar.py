import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QPushButton, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.notice_bar import NoticeBar, broken_lines

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


def fit(bar: NoticeBar, width: int = 700) -> int:
    """Give the bar `width` and the height it asks for, and return that."""
    bar.resize(width, bar.layout().totalHeightForWidth(width))
    return bar.height()


def test_that_it_is_hidden_until_there_is_something_to_say(bar):
    assert bar.isHidden()
    bar.show_notice("Saved.")
    assert not bar.isHidden()
    assert bar.text() == bar.accessibleName() == "Saved."


def test_that_an_action_names_itself(qtbot, bar):
    bar.show_notice("Too fast.", (("smaller_rate", "Try a smaller rate"), ("undo", "Undo")), "warning")
    chosen: list = []
    bar.action_chosen.connect(chosen.append)
    button = bar.findChild(QPushButton, "notice_action_smaller_rate")
    assert button.text() == "Try a smaller rate"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen == ["smaller_rate"]


def test_that_the_next_notice_replaces_the_actions(qtbot, bar):
    bar.show_notice("One.", (("a", "A"),))
    bar.show_notice("Two.", (("b", "B"),))
    qtbot.waitUntil(lambda: bar.findChild(QPushButton, "notice_action_a") is None)
    assert bar.findChild(QPushButton, "notice_action_b").isVisible()


def test_that_closing_hides_it_and_says_so(qtbot, bar):
    bar.show_notice("Saved.")
    with qtbot.waitSignal(bar.dismissed):
        qtbot.mouseClick(bar.findChild(QPushButton, "notice_close"), Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_that_an_unknown_kind_is_refused(bar):
    with pytest.raises(ValueError, match="panic"):
        bar.show_notice("Saved.", (), "panic")


def test_that_a_long_text_takes_two_lines_and_no_more(bar):
    bar.show_notice("Saved.")
    one = fit(bar)
    bar.show_notice(LONG)
    two = fit(bar)
    bar.show_notice(LONG * 3)
    assert one <= two == fit(bar)
    assert two - one < 2 * themes.current().text_px + 14


def test_that_a_text_cut_short_is_whole_in_the_tooltip(qtbot, bar):
    bar.show_notice(LONG)
    fit(bar)
    messages = [child for child in bar.findChildren(QWidget) if child.hasHeightForWidth()]
    qtbot.waitUntil(lambda: any(child.toolTip() == LONG for child in messages))


def test_that_lines_cover_the_text_and_break_between_words(qapp):
    layout = QTextLayout()
    layout.setFont(themes.current().font())
    spans = broken_lines(LONG, layout, 300)
    assert len(spans) > 3
    assert "".join(LONG[start : start + length] for start, length in spans) == LONG
    assert all(LONG[start - 1] == " " for start, _ in spans[1:])
