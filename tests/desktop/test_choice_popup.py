import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QPushButton

from nnlab.desktop.widgets.choice_popup import Choice, ChoicePopup, placed

SCREEN = QRect(0, 0, 1000, 800)


def placed_rect(anchor: QRect, size: QSize, *, level_right: bool) -> QRect:
    return QRect(placed(anchor, size, SCREEN, level_right=level_right), size)


def test_that_a_popup_goes_below_with_the_edges_level():
    anchor, size = QRect(400, 100, 80, 30), QSize(150, 200)
    right = placed_rect(anchor, size, level_right=True)
    left = placed_rect(anchor, size, level_right=False)
    assert right.right() == anchor.right()
    assert left.left() == anchor.left()
    assert right.top() == left.top() > anchor.bottom()


def test_that_a_popup_without_room_below_goes_above():
    anchor = QRect(400, 700, 80, 30)
    assert placed_rect(anchor, QSize(150, 200), level_right=True).bottom() < anchor.top()


@pytest.mark.parametrize("anchor", [QRect(0, 0, 20, 20), QRect(980, 780, 20, 20), QRect(500, 400, 20, 20)])
@pytest.mark.parametrize("level_right", [True, False])
def test_that_a_popup_stays_on_the_screen(anchor, level_right):
    assert SCREEN.contains(placed_rect(anchor, QSize(300, 700), level_right=level_right))


def test_that_a_long_list_scrolls_instead_of_outgrowing_the_screen(qtbot):
    anchor = QPushButton("anchor")
    qtbot.addWidget(anchor)
    anchor.show()
    popup = ChoicePopup(anchor)
    popup.open_at(anchor, [Choice(i, f"choice {i}") for i in range(300)], 250)
    qtbot.waitExposed(popup)
    choices = popup.findChild(QListView)
    assert popup.height() < anchor.screen().availableGeometry().height()
    assert choices.viewport().rect().contains(choices.visualRect(choices.currentIndex()).center())
    popup.close()


def test_that_a_press_beside_it_closes_it_and_one_on_its_rim_does_not(qtbot):
    anchor = QPushButton("anchor")
    qtbot.addWidget(anchor)
    anchor.show()
    popup = ChoicePopup(anchor)
    popup.open_at(anchor, [Choice(1, "one"), Choice(2, "two")], 1)
    qtbot.waitExposed(popup)
    rim = popup.findChild(QListView).geometry().topLeft() - QPoint(2, 2)
    qtbot.mousePress(popup, Qt.MouseButton.LeftButton, pos=rim)
    assert popup.isVisible()
    qtbot.mousePress(popup, Qt.MouseButton.LeftButton, pos=QPoint(-4, -4))
    assert not popup.isVisible()


def test_that_closing_is_told(qtbot):
    anchor = QPushButton("anchor")
    qtbot.addWidget(anchor)
    anchor.show()
    popup = ChoicePopup(anchor)
    popup.open_at(anchor, [Choice(1, "one")], 1)
    with qtbot.waitSignal(popup.closed):
        popup.close()


GATES = [Choice("net", "a network", group=""), *(Choice(name, name, group="Gates") for name in ("and", "or"))]


def test_that_a_group_has_a_heading_that_keys_and_clicks_pass_by(qtbot):
    anchor = QPushButton("anchor")
    qtbot.addWidget(anchor)
    anchor.show()
    popup, chosen = ChoicePopup(anchor), []
    popup.chosen.connect(chosen.append)
    popup.open_at(anchor, GATES, "net")
    qtbot.waitExposed(popup)
    choices = popup.findChild(QListView)
    model = choices.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "a network",
        "Gates",
        "and",
        "or",
    ]
    heading = choices.visualRect(model.index(1, 0)).center()
    qtbot.mouseMove(choices.viewport(), heading)
    qtbot.mouseClick(choices.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert popup.isVisible()
    assert chosen == []
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    assert choices.currentIndex().data() == "and"
    qtbot.keyClick(choices, Qt.Key.Key_Up)
    assert choices.currentIndex().data() == "a network"
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    assert chosen == ["and"]


def test_that_a_heading_is_no_taller_at_the_top_than_it_must_be(qtbot):
    anchor = QPushButton("anchor")
    qtbot.addWidget(anchor)
    anchor.show()
    popup = ChoicePopup(anchor)
    popup.open_at(anchor, [Choice(1, "one", group="A"), Choice(2, "two", group="B")], 1)
    choices = popup.findChild(QListView)
    first, second = (choices.visualRect(choices.model().index(row, 0)).height() for row in (0, 2))
    assert 0 < first < second
    popup.close()


PRESETS = [
    Choice("xor", "XOR", group="Gates"),
    Choice("seven", "Seven segments → binary", group="Segments"),
    Choice("sum", "One sample, by hand", group="Books"),
    Choice("softmax", "MNIST digits · softmax", group="Digits"),
    Choice("sigmoid", "MNIST digits · sigmoid", group="Digits"),
]


@pytest.fixture
def presets(qtbot):
    """Return a popup of presets, the list in it, and what is chosen."""
    anchor = QPushButton("anchor")
    qtbot.addWidget(anchor)
    anchor.show()
    popup, chosen = ChoicePopup(anchor), []
    popup.chosen.connect(chosen.append)
    popup.open_at(anchor, PRESETS, "seven")
    qtbot.waitExposed(popup)
    yield popup, popup.findChild(QListView), chosen
    popup.close()


@pytest.mark.parametrize(
    ("typed", "reached"),
    [
        ("soft", "MNIST digits · softmax"),
        ("digits · si", "MNIST digits · sigmoid"),
        ("by hand", "One sample, by hand"),  # with a space
        ("segments", "Seven segments → binary"),
        ("x", "XOR"),
        ("m", "MNIST digits · softmax"),
        ("mm", "MNIST digits · sigmoid"),  # the next that begins so
        ("zebra", "Seven segments → binary"),
    ],
)
def test_that_typing_finds_a_name_by_any_part_of_it(presets, qtbot, typed, reached):
    popup, choices, chosen = presets
    qtbot.keyClicks(choices, typed)
    assert choices.currentIndex().data() == reached
    assert popup.isVisible()
    assert chosen == []


def test_that_home_and_end_reach_the_first_and_the_last_choice_and_no_heading(presets, qtbot):
    _, choices, _ = presets
    qtbot.keyClick(choices, Qt.Key.Key_End)
    assert choices.currentIndex().data() == "MNIST digits · sigmoid"
    qtbot.keyClick(choices, Qt.Key.Key_Home)
    assert choices.currentIndex().data() == "XOR"


def test_that_a_space_chooses_when_nothing_is_being_typed(presets, qtbot):
    popup, choices, chosen = presets
    qtbot.keyClicks(choices, "soft")
    qtbot.waitUntil(lambda: not popup._typed)
    qtbot.keyClick(choices, Qt.Key.Key_Space)
    assert chosen == ["softmax"]


def test_that_what_was_typed_is_forgotten_when_it_closes(presets, qtbot):
    popup, choices, _ = presets
    qtbot.keyClicks(choices, "soft")
    popup.close()
    assert popup._typed == ""
