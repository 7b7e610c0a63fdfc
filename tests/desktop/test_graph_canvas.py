import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.graph_canvas import (
    EdgePicture,
    EdgeRef,
    GraphCanvas,
    NodeMove,
    NodePicture,
    NodeRef,
)
from nnlab.desktop.widgets.matrix_field import MatrixField
from nnlab.desktop.widgets.parts.graph_picture import Flow, Form, Reach
from tests.desktop.graph_places import port_place

APPLE, COUNT, TIMES, LOG = 1, 2, 3, 4
LEFT, NONE, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Key = Qt.Key


def nodes(reach=Reach.DONE):
    return [
        NodePicture(APPLE, Form.VALUE, "apple", (0, 0), value=np.array(100.0), words="value apple = 100"),
        NodePicture(COUNT, Form.VALUE, "count", (0, 1), value=np.array(2.0)),
        NodePicture(TIMES, Form.ROUND, "×", (1, 0.5), ("x", "y"), reach=reach),
        NodePicture(LOG, Form.ROUND, "log", (2, 0.5), ("x",)),
    ]


def edges(forward=None, backward=None, flow=Flow.NOTHING):
    numbers = [None if value is None else np.array(value) for value in (forward, backward)]
    return [EdgePicture(APPLE, TIMES, 0, *numbers, flow), EdgePicture(COUNT, TIMES, 1)]


class Heard:
    """What a canvas has asked for, shown as an owner would show it as far as the selection goes."""

    def __init__(self, canvas):
        self.wishes = []
        canvas.clicked.connect(canvas.set_selected)
        for name in ("clicked", "node_moved", "connect_requested", "remove_requested", "value_entered"):
            getattr(canvas, name).connect(lambda wish, name=name: self.wishes.append((name, wish)))

    def of(self, name):
        return [wish for kind, wish in self.wishes if kind == name]


@pytest.fixture
def canvas(qtbot, home):
    canvas = GraphCanvas(home)
    home.resize(720, 420)
    canvas.setGeometry(0, 0, 720, 420)
    home.show()
    qtbot.waitExposed(home)
    canvas.set_graph(nodes(), edges())
    return canvas


@pytest.fixture
def heard(canvas):
    return Heard(canvas)


def middle(canvas, key) -> QPoint:
    return canvas.node_rect(key).center().toPoint()


def drag(canvas, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, LEFT, NONE, begin)
    QTest.mouseMove(canvas, (begin + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, NONE, end)


def test_that_setting_a_graph_asks_for_nothing(canvas, heard):
    canvas.set_graph(nodes(Reach.NOW), edges(100.0, 2.2))
    canvas.set_selected(NodeRef(TIMES))
    canvas.fit()
    assert heard.wishes == []


def test_that_a_click_selects_a_node_an_edge_or_nothing(canvas, heard):
    QTest.mouseClick(canvas, LEFT, NONE, middle(canvas, TIMES))
    edge = EdgeRef(APPLE, TIMES, 0)
    QTest.mouseClick(canvas, LEFT, NONE, canvas.label_place(edge).toPoint())
    QTest.mouseClick(canvas, LEFT, NONE, QPoint(5, 5))
    assert heard.wishes == [("clicked", NodeRef(TIMES)), ("clicked", edge), ("clicked", None)]


def test_that_a_drag_moves_a_node_once_and_when_it_is_let_go(canvas, heard):
    start = middle(canvas, TIMES)
    QTest.mousePress(canvas, LEFT, NONE, start)
    before = canvas.node_rect(TIMES)
    QTest.mouseMove(canvas, start + QPoint(60, 0))
    QTest.mouseMove(canvas, start + QPoint(60, 40))
    assert canvas.node_rect(TIMES).center().x() > before.center().x() + 40
    assert heard.of("node_moved") == []
    QTest.mouseRelease(canvas, LEFT, NONE, start + QPoint(60, 40))
    (move,) = heard.of("node_moved")
    assert move.key == TIMES
    assert move.place[0] > 1
    assert move.place[1] > 0.5
    assert canvas.node_rect(TIMES) == before  # until the owner shows it there


def test_that_a_hand_that_trembles_moves_nothing(canvas, heard):
    start = middle(canvas, TIMES)
    drag(canvas, start, start + QPoint(2, 1))
    assert heard.of("node_moved") == []


def test_that_selecting_may_show_the_graph_again_and_the_drag_goes_on(canvas, heard):
    canvas.clicked.connect(lambda _: canvas.set_graph(nodes(), edges()))
    start = middle(canvas, TIMES)
    drag(canvas, start, start + QPoint(60, 40))
    assert len(heard.of("node_moved")) == 1


def test_that_a_drag_on_the_ground_moves_the_view(canvas, heard):
    before = canvas.node_rect(TIMES).center()
    drag(canvas, QPoint(10, 10), QPoint(50, 30))
    after = canvas.node_rect(TIMES).center()
    assert (after - before).toPoint() == QPoint(40, 20)
    assert heard.of("node_moved") == []


def test_that_an_edge_is_pulled_from_an_output_to_an_input(canvas, heard):
    drag(canvas, port_place(canvas, TIMES, -1).toPoint(), port_place(canvas, LOG, 0).toPoint())
    assert heard.of("connect_requested") == [EdgeRef(TIMES, LOG, 0)]


def test_that_an_edge_is_pulled_from_an_input_back_to_a_node(canvas, heard):
    drag(canvas, port_place(canvas, LOG, 0).toPoint(), middle(canvas, APPLE))
    assert heard.of("connect_requested") == [EdgeRef(APPLE, LOG, 0)]


def test_that_an_edge_let_go_on_the_ground_or_on_its_own_node_is_forgotten(canvas, heard):
    drag(canvas, port_place(canvas, TIMES, -1).toPoint(), QPoint(700, 10))
    drag(canvas, port_place(canvas, TIMES, -1).toPoint(), middle(canvas, TIMES))
    assert heard.of("connect_requested") == []


def test_that_escape_gives_up_a_pull(canvas, heard):
    canvas.setFocus()
    QTest.mousePress(canvas, LEFT, NONE, port_place(canvas, TIMES, -1).toPoint())
    QTest.mouseMove(canvas, middle(canvas, LOG))
    QTest.keyClick(canvas, Key.Key_Escape)
    QTest.mouseRelease(canvas, LEFT, NONE, middle(canvas, LOG))
    assert heard.of("connect_requested") == []


def wheel(canvas, notches: int, modifiers=Qt.KeyboardModifier.ControlModifier) -> None:
    at = QPointF(middle(canvas, TIMES))
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def test_that_ctrl_and_the_wheel_zoom_around_the_pointer_within_limits(canvas):
    at, zoom = middle(canvas, TIMES), canvas.zoom
    wheel(canvas, 1)
    assert canvas.zoom > zoom
    assert (middle(canvas, TIMES) - at).manhattanLength() <= 2
    wheel(canvas, 100)
    assert canvas.zoom == 3.0
    wheel(canvas, -1000)
    assert canvas.zoom == 0.25
    canvas.fit()
    assert canvas.zoom == pytest.approx(zoom)


def test_that_a_larger_window_shows_a_fitted_graph_larger_and_a_zoomed_one_as_it_is(canvas):
    canvas.resize(300, 200)
    small = canvas.zoom
    canvas.resize(720, 420)
    assert canvas.zoom > small
    wheel(canvas, -3)
    zoomed = canvas.zoom
    canvas.resize(600, 400)
    assert canvas.zoom == zoomed


def test_that_arrows_walk_and_with_shift_move(canvas, heard):
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Right)
    QTest.keyClick(canvas, Key.Key_Right)
    QTest.keyClick(canvas, Key.Key_Right)
    assert heard.of("clicked") == [NodeRef(APPLE), NodeRef(TIMES), NodeRef(LOG)]
    QTest.keyClick(canvas, Key.Key_Down, SHIFT)
    QTest.keyClick(canvas, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert heard.of("node_moved") == [
        NodeMove(LOG, (2, 0.625), by_keys=True),
        NodeMove(LOG, (1.875, 0.5), by_keys=True),
    ]


def test_that_delete_removes_what_is_selected_and_nothing_else(canvas, heard):
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Delete)
    canvas.set_selected(EdgeRef(APPLE, TIMES, 0))
    QTest.keyClick(canvas, Key.Key_Delete)
    assert heard.of("remove_requested") == [EdgeRef(APPLE, TIMES, 0)]


@pytest.mark.parametrize("letter", ["c", "ㅊ"])
def test_that_the_keyboard_pulls_an_edge_too(canvas, heard, letter):
    canvas.setFocus()
    canvas.set_selected(NodeRef(TIMES))
    QTest.sendKeyEvent(QTest.KeyAction.Click, canvas, Key.Key_C, letter, NONE)
    QTest.keyClick(canvas, Key.Key_Right)
    QTest.keyClick(canvas, Key.Key_Return)
    assert heard.of("connect_requested") == [EdgeRef(TIMES, LOG, 0)]
    QTest.keyClick(canvas, Key.Key_Return)  # the pull is over
    assert len(heard.of("connect_requested")) == 1


def test_that_keys_of_the_window_are_left_to_it(canvas, heard):
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_C)  # nothing is selected: it is a segment of the display
    QTest.keyClick(canvas, Key.Key_Space)
    assert heard.wishes == []


def editor(canvas) -> MatrixField:
    return canvas.findChild(MatrixField, "graph_value_editor")


@pytest.mark.parametrize("way", ["double click", "Enter"])
def test_that_a_value_is_typed_in_its_place(canvas, heard, way):
    canvas.setFocus()
    if way == "Enter":
        canvas.set_selected(NodeRef(COUNT))
        QTest.keyClick(canvas, Key.Key_Return)
    else:
        QTest.mouseDClick(canvas, LEFT, NONE, middle(canvas, COUNT))
    assert editor(canvas).isVisible()
    assert canvas.node_rect(COUNT).intersects(editor(canvas).geometry())
    QTest.keyClicks(editor(canvas), "1, 2; 3, 4")
    QTest.keyClick(editor(canvas), Key.Key_Return)
    (typed,) = heard.of("value_entered")
    assert typed.key == COUNT
    assert typed.value.tolist() == [[1, 2], [3, 4]]
    assert not editor(canvas).isVisible()
    assert canvas.hasFocus()


def test_that_a_value_that_is_none_is_refused_where_it_was_typed(canvas, heard):
    canvas.begin_edit(COUNT)
    QTest.keyClicks(editor(canvas), "1; 2, 3")
    QTest.keyClick(editor(canvas), Key.Key_Return)
    assert "equal length" in editor(canvas).fault()
    assert editor(canvas).isVisible()
    QTest.keyClick(editor(canvas), Key.Key_Escape)
    assert not editor(canvas).isVisible()
    assert heard.of("value_entered") == []


def test_that_an_operation_has_no_value_to_type(canvas):
    QTest.mouseDClick(canvas, LEFT, NONE, middle(canvas, TIMES))
    assert not editor(canvas).isVisible()


def test_that_what_is_not_there_any_more_is_neither_selected_nor_edited(canvas, heard):
    canvas.set_selected(NodeRef(COUNT))
    canvas.begin_edit(COUNT)
    canvas.set_graph([node for node in nodes() if node.key != COUNT], [])
    assert not editor(canvas).isVisible()
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_Delete)
    assert heard.of("remove_requested") == []


def test_that_a_fault_is_told_where_one_points_at_the_node(canvas):
    faulty = [
        NodePicture(LOG, Form.ROUND, "log", (2, 0.5), ("x",), fault="Zero has none.") if n.key == LOG else n
        for n in nodes()
    ]
    canvas.set_graph(faulty, edges())
    told = (
        (middle(canvas, TIMES), ""),
        (middle(canvas, LOG), "Zero has none."),
        (QPoint(5, 5), canvas.toolTip()),
    )
    for at, expected in told:
        QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
        assert QToolTip.text() == expected
    QToolTip.hideText()


def test_that_a_port_that_one_points_at_may_go(canvas):
    QTest.mouseMove(canvas, port_place(canvas, TIMES, 1).toPoint())
    less = [NodePicture(TIMES, Form.ROUND, "exp", (1, 0.5), ("x",)) if n.key == TIMES else n for n in nodes()]
    canvas.set_graph(less, edges()[:1])
    assert len(colors(canvas)) > 1


def test_that_a_screen_reader_is_told_what_is_selected(canvas):
    canvas.set_selected(NodeRef(APPLE))
    assert canvas.accessibleDescription() == "value apple = 100"


def colors(canvas) -> set[int]:
    image = canvas.grab().toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_that_backward_numbers_have_a_colour_of_their_own_and_forward_ones_none(canvas):
    lamp = themes.color(themes.current().lamp).rgb()
    canvas.set_graph(nodes(), edges(100.0))
    assert lamp not in colors(canvas)
    canvas.set_graph(nodes(), edges(100.0, 2.2))
    assert lamp in colors(canvas)


def test_that_the_step_that_is_made_can_be_seen(canvas):
    rest = canvas.grab().toImage()
    canvas.set_graph(nodes(Reach.NOW), edges(100.0, flow=Flow.FORWARD))
    now = canvas.grab().toImage()
    at = canvas.node_rect(TIMES).center() - QPointF(canvas.node_rect(TIMES).width() / 3, 0)
    ratio = rest.devicePixelRatio()
    place = (at * ratio).toPoint()
    assert rest.pixelColor(place) != now.pixelColor(place)
    assert now.pixelColor(place) == themes.color(themes.current().primary)


def test_that_any_number_of_any_size_can_be_painted(canvas):
    wild = [0.0, -0.0, 1e-300, -1e300, 123456.789, np.inf, np.nan]
    for value in wild:
        canvas.set_graph(nodes(), edges(value, value))
        canvas.set_selected(EdgeRef(APPLE, TIMES, 0))
        assert len(colors(canvas)) > 1
    many = np.random.default_rng(1).normal(size=(50, 40))
    canvas.set_graph(nodes(), [EdgePicture(APPLE, TIMES, 0, many, many)])
    canvas.set_selected(EdgeRef(APPLE, TIMES, 0))
    assert len(colors(canvas)) > 1
