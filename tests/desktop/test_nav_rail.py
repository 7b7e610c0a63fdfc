import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from nnlab.desktop.widgets.nav_rail import NavRail

ITEMS = [("bench", "bench", "Bench"), ("graph", "graph", "Graph"), ("lessons", "lessons", "Lessons")]


@pytest.fixture
def rail(qtbot):
    rail = NavRail()
    qtbot.addWidget(rail)
    rail.set_items(ITEMS)
    rail.set_current("bench")
    rail.resize(rail.sizeHint().width(), 400)
    rail.show()
    qtbot.waitExposed(rail)
    return rail


@pytest.fixture
def chosen(rail):
    chosen: list = []
    rail.chosen.connect(chosen.append)
    return chosen


def item(rail: NavRail, key: str) -> QPushButton:
    return rail.findChild(QPushButton, f"nav_{key}")


def test_that_a_click_asks_and_the_owner_decides(qtbot, rail, chosen):
    qtbot.mouseClick(item(rail, "graph"), Qt.MouseButton.LeftButton)
    assert chosen == ["graph"]
    assert item(rail, "bench").isChecked()
    rail.set_current("graph")
    assert [item(rail, key).isChecked() for key in ("bench", "graph", "lessons")] == [False, True, False]


def test_that_the_current_item_asks_for_nothing(qtbot, rail, chosen):
    qtbot.mouseClick(item(rail, "bench"), Qt.MouseButton.LeftButton)
    assert chosen == []


def test_that_arrows_go_through_the_items_and_the_keyboard_follows(qtbot, rail, chosen):
    rail.chosen.connect(rail.set_current)
    item(rail, "bench").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(item(rail, "bench"), Qt.Key.Key_Down)
    qtbot.keyClick(item(rail, "graph"), Qt.Key.Key_Down)
    qtbot.keyClick(item(rail, "lessons"), Qt.Key.Key_Down)
    assert chosen == ["graph", "lessons"]
    assert item(rail, "lessons").hasFocus()


def test_that_new_words_keep_the_items_and_the_current_one(rail):
    button = item(rail, "graph")
    rail.set_items(
        [("bench", "bench", "실험대"), ("graph", "graph", "그래프"), ("lessons", "lessons", "수업")]
    )
    assert item(rail, "graph") is button
    assert button.text() == "그래프"
    assert item(rail, "bench").isChecked()


def test_that_the_rail_is_as_wide_as_its_longest_word_needs(qtbot, rail):
    narrow = rail.sizeHint().width()
    rail.set_items([("experiments", "experiments", "Experiments and more")])
    qtbot.waitUntil(lambda: rail.sizeHint().width() > narrow)


def test_that_choosing_changes_no_width(rail):
    before = rail.sizeHint()
    rail.set_current("lessons")
    assert rail.sizeHint() == before


def test_that_bottom_widgets_stay_at_the_foot(rail):
    foot = QWidget()
    foot.setFixedSize(28, 28)
    rail.add_bottom_widget(foot)
    foot.show()
    rail.layout().activate()
    assert foot.geometry().bottom() > rail.height() - 20


def test_that_an_item_can_say_more(rail):
    rail.set_tool_tip("graph", "The graph of one step (4)")
    assert item(rail, "graph").toolTip() == "The graph of one step (4)"
