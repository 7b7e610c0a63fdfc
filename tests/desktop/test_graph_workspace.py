"""The graph in the window: the note's numbers step by step, edits, undo and what is saved."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from nnlab.desktop import theme
from nnlab.desktop.graphs import graph_words as words
from nnlab.desktop.graphs.graph_bars import EMPTY, NEURON
from nnlab.desktop.graphs.neuron_choice import NeuronChoice
from nnlab.desktop.graphs.workspace import GraphWorkspace
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.fields import NumberField
from nnlab.desktop.widgets.graph_canvas import EdgeRef, NodeMove, NodeRef, Typed
from nnlab.desktop.widgets.matrix_field import MatrixField
from nnlab.desktop.widgets.parts.graph_numbers import flow_text
from nnlab.desktop.widgets.parts.graph_picture import Flow, Reach
from nnlab.desktop.words import language
from nnlab.project import with_notes
from nnlab.study.graph import PRESET_NAMES, PRESETS, Fault, FaultKey, GraphError, NodeKind
from nnlab.training import StepSize
from tests.desktop.conftest import settle
from tests.desktop.graph_places import port_place
from tests.desktop.test_controls_are_named import controls_of, nameless

APPLE, COUNT, PRICE, TAX, TOTAL = range(1, 6)
Key = Qt.Key


@pytest.fixture
def window(build_window: Callable[..., MainWindow]) -> MainWindow:
    window = build_window("en")
    window.workspaces.show("graph")
    settle()
    return window


@pytest.fixture
def workspace(window: MainWindow) -> GraphWorkspace:
    return window.workspaces.widget("graph")


@pytest.fixture
def told(window: MainWindow) -> list[Notice]:
    told: list[Notice] = []
    window.lab.noticed.connect(told.append)
    return told


def numbers(workspace: GraphWorkspace) -> dict[tuple[int, int | None], tuple[str, str]]:
    """Return what stands at every edge: forward and backward."""
    return {
        (edge.source, edge.target): (flow_text(edge.forward), flow_text(edge.backward))
        for edge in workspace.canvas._edges
    }


def click(workspace: GraphWorkspace, name: str, times: int = 1) -> None:
    button = workspace.findChild(QPushButton, f"graph_{name}_button")
    for _ in range(times):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(workspace: GraphWorkspace, key: str) -> None:
    workspace.bar.preset.value_chosen.emit(key)


def type_value(workspace: GraphWorkspace, key: int, text: str) -> MatrixField:
    field = workspace.values_card.findChild(MatrixField, f"graph_value_{key}_field")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)
    return field


def test_that_a_project_without_a_graph_shows_the_apples_and_saves_nothing(window, workspace):
    assert numbers(workspace)[TOTAL, None] == ("220", "1")
    assert workspace.bar.preset.value() == "apples"
    assert window.lab.state.graph is None
    assert not window.lab.document.is_unsaved


def test_that_walking_shows_the_numbers_of_the_note_as_they_are_computed(workspace):
    click(workspace, "restart")
    assert numbers(workspace) == {
        (APPLE, PRICE): ("100", ""), (COUNT, PRICE): ("2", ""), (PRICE, TOTAL): ("", ""),
        (TAX, TOTAL): ("1.1", ""), (TOTAL, None): ("", ""),
    }  # fmt: skip
    click(workspace, "step")
    assert numbers(workspace)[PRICE, TOTAL] == ("200", "")
    click(workspace, "step")
    assert numbers(workspace)[TOTAL, None] == ("220", "")
    click(workspace, "step")
    assert numbers(workspace)[TAX, TOTAL] == ("1.1", "200")
    assert numbers(workspace)[PRICE, TOTAL] == ("200", "1.1")
    assert numbers(workspace)[APPLE, PRICE] == ("100", "")
    click(workspace, "step")
    assert numbers(workspace)[APPLE, PRICE] == ("100", "2.2")
    assert numbers(workspace)[COUNT, PRICE] == ("2", "110")
    assert not workspace.walk_bar.step.isEnabled()


def test_that_the_node_of_the_step_is_lit_and_later_ones_are_not_reached(workspace):
    click(workspace, "restart")
    click(workspace, "step")
    reach = {node.key: node.reach for node in workspace.canvas._nodes}
    assert reach == {
        APPLE: Reach.DONE, COUNT: Reach.DONE, TAX: Reach.DONE, PRICE: Reach.NOW, TOTAL: Reach.LATER,
    }  # fmt: skip
    flows = {edge.source: edge.flow for edge in workspace.canvas._edges}
    assert flows[APPLE] is flows[COUNT] is Flow.FORWARD
    assert flows[PRICE] is Flow.NOTHING


def test_that_stepping_back_leads_to_the_same_pictures(workspace):
    click(workspace, "restart")
    seen = [numbers(workspace)]
    for _ in range(4):
        click(workspace, "step")
        seen.append(numbers(workspace))
    for expected in reversed(seen[:-1]):
        click(workspace, "back")
        assert numbers(workspace) == expected
    assert not workspace.walk_bar.back.isEnabled()
    click(workspace, "all")
    assert numbers(workspace) == seen[-1]


def test_that_a_step_from_the_whole_picture_is_the_first_one(workspace):
    click(workspace, "step")
    assert numbers(workspace)[PRICE, TOTAL] == ("200", "")
    assert numbers(workspace)[TOTAL, None] == ("", "")


@pytest.mark.parametrize("letter", ["n", "ㅜ"])
def test_that_keys_walk_through_the_graph_and_train_nothing(window, workspace, letter):
    before = window.lab.state.training.step
    for _ in range(2):
        press = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(workspace.canvas, press)
    assert workspace.editing.walk.done == 2
    QTest.keyClick(workspace.canvas, Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert workspace.editing.walk.done == 1
    assert window.lab.state.training.step == before


def test_that_the_keys_of_the_graph_do_nothing_elsewhere_and_are_typed_into_names(window, workspace):
    workspace.editing.select(NodeRef(TAX))
    field = workspace.node_card._name
    field.setFocus()
    QTest.keyClick(field, Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "n")
    assert field.text().lower().endswith("nn")
    window.show_bench()
    QTest.keyClick(window, Key.Key_N)
    assert workspace.editing.walk.is_whole


def test_that_apples_and_oranges_give_the_numbers_of_the_note(workspace):
    choose(workspace, "apples_and_oranges")
    shown = numbers(workspace)
    backward = {back for (source, _), (_, back) in shown.items() if source in workspace.values_card._rows}
    assert backward == {"2.2", "110", "3.3", "165", "650"}
    (result,) = (forward for (_, target), (forward, _) in shown.items() if target is None)
    assert result == "715"


def test_that_the_card_shows_upstream_times_local_as_their_product(workspace):
    workspace.canvas.clicked.emit(NodeRef(TOTAL))
    lines = workspace.node_card._equations.lines
    assert lines[0].endswith("200 · 1.1 = 220")
    assert [line.split(" ", 4)[-1] for line in lines[1:]] == ["1 · 1.1 = 1.1", "1 · 200 = 200"]
    assert workspace.node_card._equations.isVisible()


def test_that_the_card_tells_no_more_than_the_walk_has_shown(workspace):
    click(workspace, "restart")
    workspace.canvas.clicked.emit(NodeRef(TOTAL))
    assert workspace.node_card._equations.lines == ()
    click(workspace, "step", 2)
    assert len(workspace.node_card._equations.lines) == 1
    click(workspace, "step")
    assert len(workspace.node_card._equations.lines) == 3


def test_that_a_value_used_twice_shows_the_sum_of_what_comes_back(workspace):
    edit = workspace.editing
    choose(workspace, "square_of_sum")
    x, y, plus = (node.id for node in edit.graph.nodes[:3])
    edit.connect(EdgeRef(x, plus, 1))
    workspace.canvas.clicked.emit(NodeRef(x))
    (line,) = workspace.node_card._equations.lines
    assert line.endswith("8 + 8 = 16")  # z = (2x)² with x = 2
    assert y in {node.id for node in edit.graph.nodes}


@pytest.mark.parametrize("key", list(PRESETS))
def test_that_every_preset_can_be_walked_from_end_to_end(workspace, key):
    choose(workspace, key)
    assert workspace.bar.preset.value() == key
    whole = numbers(workspace)
    click(workspace, "restart")
    for _ in range(len(workspace.editing.walk.steps)):
        assert workspace.walk_bar.step.isEnabled()
        click(workspace, "step")
        assert workspace.node_card._equations.lines
    assert numbers(workspace) == whole
    assert all(forward for forward, _ in whole.values())


# -- edits and undo ------------------------------------------------------------------------------------------


def test_that_a_typed_value_is_an_edit_that_is_computed_and_undone(window, workspace):
    type_value(workspace, TAX, "1.2")
    assert numbers(workspace)[TOTAL, None][0] == "240"
    assert window.isWindowModified()
    window.undo()
    assert numbers(workspace)[TOTAL, None][0] == "220"
    assert window.lab.state.graph is None
    window.redo()
    assert numbers(workspace)[TOTAL, None][0] == "240"


@pytest.mark.parametrize("text", ["abc", "1; 2, 3", "1e999", "", "nan", "1 2;" * 9, "[" * 3000])
def test_that_hostile_input_changes_nothing_and_is_refused_in_a_sentence(window, workspace, text):
    field = workspace.values_card.findChild(MatrixField, f"graph_value_{TAX}_field")
    field.setFocus()
    field.selectAll()
    field.insert(text)
    field.setModified(True)
    QTest.keyClick(field, Key.Key_Return)
    assert 10 < len(field.fault()) <= 240
    assert window.lab.state.graph is None


def test_that_a_matrix_among_numbers_is_computed_and_shapes_that_do_not_fit_are_told(workspace):
    type_value(workspace, APPLE, "100, 200; 300, 400")
    assert numbers(workspace)[APPLE, PRICE] == ("(2, 2)", "(2, 2)")
    type_value(workspace, COUNT, "1, 2, 3")
    workspace.canvas.clicked.emit(NodeRef(PRICE))
    fault = workspace.node_card._fault
    assert fault.isVisible()
    assert "(2, 2), (1, 3)" in fault.text()
    assert numbers(workspace)[PRICE, TOTAL] == ("", "")


def test_that_a_drag_is_one_undo_step_and_so_are_all_the_keys_of_a_move(window, workspace):
    steps = window.lab.document.undo_steps
    workspace.canvas.node_moved.emit(NodeMove(TAX, (1, 3)))
    workspace.canvas.node_moved.emit(NodeMove(TAX, (1, 4)))
    assert len(steps) == 2
    for y in (4.125, 4.25, 4.375):
        workspace.canvas.node_moved.emit(NodeMove(TAX, (1, y), by_keys=True))
    assert len(steps) == 3
    window.undo()
    assert workspace.editing.graph.node(TAX).y == 4


def test_that_moving_and_typing_leave_the_place_of_the_walk(workspace):
    click(workspace, "restart")
    click(workspace, "step", 2)
    workspace.canvas.node_moved.emit(NodeMove(TAX, (1, 3)))
    type_value(workspace, TAX, "1.2")
    assert workspace.editing.walk.done == 2
    assert numbers(workspace)[TOTAL, None] == ("240", "")


def test_that_a_circle_is_refused_in_a_sentence_and_nothing_is_lost(window, workspace, told):
    workspace.canvas.connect_requested.emit(EdgeRef(TOTAL, PRICE, 0))
    (notice,) = told
    assert "circle" in notice.text
    assert "“total”" in notice.text
    assert len(notice.text) <= 240
    assert window.lab.state.graph is None
    workspace.canvas.connect_requested.emit(EdgeRef(PRICE, PRICE, 0))
    assert "itself" in told[-1].text


def test_that_a_graph_is_built_from_nothing(window, workspace):
    choose(workspace, EMPTY)
    assert workspace.canvas._nodes == ()
    assert not workspace.walk_bar.step.isEnabled()
    editing = workspace.editing
    for kind in (NodeKind.VALUE, NodeKind.EXP):
        editing.add(kind)
    x, exp = (node.id for node in editing.graph.nodes)
    assert editing.selected == NodeRef(exp)
    workspace.canvas.connect_requested.emit(EdgeRef(x, exp, 0))
    workspace.canvas.value_entered.emit(Typed(x, np.array(0.0)))
    assert numbers(workspace) == {(x, exp): ("0", "1"), (exp, None): ("1", "1")}
    assert workspace.bar.preset.value() == "own"


@pytest.mark.parametrize("kind", list(NodeKind))
def test_that_every_kind_can_be_added_seen_and_removed(workspace, kind):
    before = workspace.editing.graph
    workspace.editing.add(kind)
    added = workspace.editing.node
    assert added.kind is kind
    assert workspace.node_card.isVisible()
    assert all(abs(node.x - added.x) >= 0.95 or abs(node.y - added.y) >= 0.95 for node in before.nodes)
    click(workspace, "remove")
    assert {node.id for node in workspace.editing.graph.nodes} == {node.id for node in before.nodes}


def test_that_a_node_that_is_not_connected_yet_takes_no_gradients_away(workspace):
    workspace.editing.add(NodeKind.LOG)
    assert numbers(workspace)[APPLE, PRICE] == ("100", "2.2")
    assert "Nothing goes into" in workspace.node_card._fault.text()


def test_that_a_node_is_followed_back_without_scrolling_however_long_its_equations_are(window, workspace):
    window.resize(1280, 800)
    choose(workspace, "affine")
    inner = next(node for node in workspace.editing.graph.nodes if node.kind is NodeKind.MATMUL)
    workspace.editing.select(NodeRef(inner.id))
    settle()
    button = workspace.node_card.findChild(QPushButton, "graph_follow_button")
    assert button.visibleRegion().boundingRect() == button.rect()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert workspace.editing.evaluation.output == inner.id


def test_that_hints_without_room_for_their_card_are_told_by_the_ground(window, workspace):
    window.resize(1024, 700)
    settle()
    assert not workspace._hint_card.isVisible()
    assert workspace.canvas.toolTip().split() == workspace._hint.text().split()


def test_that_of_two_results_one_is_followed_back_when_it_is_asked_for(workspace):
    editing = workspace.editing
    editing.add(NodeKind.EXP)
    exp = editing.node.id
    editing.connect(EdgeRef(TAX, exp, 0))
    editing.select(None)
    assert numbers(workspace)[APPLE, PRICE] == ("100", "")
    assert "several results" in workspace.node_card._hint.text()
    editing.select(NodeRef(TOTAL))
    click(workspace, "follow")
    assert numbers(workspace)[APPLE, PRICE] == ("100", "2.2")
    assert not workspace.node_card._follow.isVisible()


def test_that_a_sigmoid_unfolds_and_folds_and_keeps_its_numbers(workspace):
    choose(workspace, "sigmoid_folded")
    sigmoid = workspace.editing.graph.nodes[-1].id
    before = numbers(workspace)[sigmoid, None]
    workspace.editing.select(NodeRef(sigmoid))
    click(workspace, "fold")
    assert len(workspace.editing.graph.nodes) == 7
    assert numbers(workspace)[sigmoid, None] == before
    click(workspace, "fold")
    assert len(workspace.editing.graph.nodes) == 2
    assert workspace.bar.preset.value() == "sigmoid_folded"


def test_that_name_exponent_and_function_of_a_node_are_edited(workspace):
    choose(workspace, "square_of_sum")
    power = workspace.editing.graph.nodes[-1].id
    workspace.editing.select(NodeRef(power))
    field = workspace.node_card.findChild(NumberField, "graph_node_exponent_field")
    field.value_entered.emit(3.0)
    assert numbers(workspace)[power, None][0] == "125"
    name = workspace.node_card._name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "cube")
    QTest.keyClick(name, Key.Key_Return)
    assert workspace.editing.graph.node(power).name == "cube"
    workspace.editing.add(NodeKind.ACTIVATION)
    workspace.node_card._function.value_chosen.emit("elu")
    assert workspace.editing.node.function == "elu"


# -- the network, the project and the run ---------------------------------------------------------------------


def test_that_a_neuron_of_the_network_is_drawn_with_what_lies_on_the_bench(window, workspace):
    choose(workspace, NEURON)
    choice = workspace.findChild(NeuronChoice)
    assert choice.isVisible()
    QTest.mouseClick(choice.findChild(QPushButton, "neuron_draw_button"), Qt.MouseButton.LeftButton)
    assert not choice.isVisible()
    hidden = window.lab.picture.figures.probe[1][0]
    (result,) = (edge for edge in workspace.canvas._edges if edge.target is None)
    assert float(result.forward) == pytest.approx(float(hidden), abs=1e-12)


def test_that_an_output_without_a_target_is_drawn_and_that_is_said(window, workspace, told):
    window.lab.probe.set_values(np.full(7, 0.5))
    workspace._on_neuron_chosen((1, 0))
    assert "target" in told[-1].text
    assert any(edge.target is None for edge in workspace.canvas._edges)


def test_that_a_graph_is_saved_with_the_project_and_comes_back(window, workspace, tmp_path, qtbot):
    type_value(workspace, TAX, "1.25")
    graph = window.lab.state.graph
    path = tmp_path / "apples.nnlab"
    window.lab.files.save_as(path)
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=20_000)
    assert not window.isWindowModified()
    choose(workspace, "batch_affine")
    assert window.isWindowModified()
    window.lab.openings.open_path(str(path))
    qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=20_000)
    assert window.lab.state.graph == graph
    assert numbers(workspace)[TOTAL, None][0] == "250"
    assert window.workspaces.current == "graph"


def test_that_another_project_shows_its_own_graph(window, workspace):
    type_value(workspace, TAX, "1.2")
    window.lab.document.open(with_notes(window.lab.state, "x"))
    assert numbers(workspace)[TOTAL, None][0] == "240"


@pytest.mark.parametrize("key", ["affine", "batch_affine", "softmax_with_loss"])
def test_that_nothing_moves_while_the_numbers_of_matrices_come(workspace, key):
    choose(workspace, key)
    canvas, editing = workspace.canvas, workspace.editing
    refs = [edge.ref for edge in canvas._edges]
    places = [canvas.label_place(ref) for ref in refs]
    editing.start_over()
    for _ in editing.walk.steps:
        assert [canvas.label_place(ref) for ref in refs] == places
        editing.step()


@pytest.mark.parametrize("key", PRESETS)
def test_that_a_graph_that_is_chosen_is_fitted_whatever_was_there_before(workspace, key):
    canvas = workspace.canvas
    choose(workspace, key)
    fitted = canvas.zoom
    for other in ("sigmoid_unfolded", "affine"):  # with nodes in common with other presets
        choose(workspace, other)
        canvas.zoom_by(0.3)
        choose(workspace, key)
        assert canvas.zoom == fitted
        right = max(canvas.node_rect(node.id).right() for node in workspace.editing.graph.nodes)
        assert right < canvas.width()
        assert right > canvas.width() / 2


def test_that_an_edit_leaves_the_view(workspace):
    workspace.canvas.zoom_by(0.7)
    zoom = workspace.canvas.zoom
    workspace.editing.add(NodeKind.ADD)
    type_value(workspace, TAX, "1.2")
    assert workspace.canvas.zoom == zoom


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("key", ["apples_and_oranges", "sigmoid_unfolded", "affine"])
def test_that_numbers_are_as_large_on_a_projector(window, workspace, qapp, size, key):
    window.resize(*size)
    choose(workspace, key)
    heights = []
    for name in ("light", "projector"):
        theme.apply(qapp, name)
        settle()
        heights.append(workspace.canvas.zoom * theme.current().text_px)
    assert heights[1] > 0.99 * heights[0]


def test_that_a_hidden_graph_is_shown_as_it_is_when_it_is_shown(window, workspace):
    type_value(workspace, TAX, "1.2")
    window.show_bench()
    window.undo()
    window.workspaces.show("graph")
    assert numbers(workspace)[TOTAL, None][0] == "220"


def test_that_an_edit_of_the_graph_keeps_what_was_learned(window, workspace, qtbot):
    controller = window.lab.controller
    controller.step(StepSize.EPOCH)
    qtbot.waitUntil(lambda: not controller.is_busy)
    before = window.lab.state
    type_value(workspace, TAX, "1.2")
    after = window.lab.state
    assert after.training is before.training
    assert after.history is before.history
    assert window.lab.picture.snapshot.epoch == before.training.epoch


def test_that_fields_come_and_go_with_the_values_and_the_window_lives(workspace):
    for _ in range(3):
        for key in (*PRESETS, EMPTY):
            choose(workspace, key)
            settle()
            values = [node.id for node in workspace.editing.graph.nodes if node.kind is NodeKind.VALUE]
            assert sorted(workspace.values_card._rows) == sorted(values)


@pytest.mark.parametrize("seed", [1, 2])
def test_that_a_busy_hand_breaks_nothing(window, workspace, seed):
    random, canvas = Random(seed), workspace.canvas
    for _ in range(120):
        match random.choice(("drag", "key", "type", "button", "add", "undo", "other")):
            case "drag":
                begin, end = (
                    QPoint(random.randrange(canvas.width()), random.randrange(canvas.height())) for _ in "ab"
                )
                keys = list(canvas._arranged().boxes)
                if keys:
                    begin = port_place(canvas, random.choice(keys), -1).toPoint()
                    end = canvas.node_rect(random.choice(keys)).center().toPoint()
                QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=begin)
                QTest.mouseMove(canvas, end)
                QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
            case "key":
                keys = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Return, Key.Key_C, Key.Key_Delete)
                QTest.keyClick(canvas, random.choice(keys))
            case "type" if workspace.values_card._rows:
                key = random.choice(list(workspace.values_card._rows))
                type_value(workspace, key, random.choice(("1", "0", "-3", "1, 2; 3, 4", "1e300", "x")))
            case "button":
                buttons = [b for b in workspace.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
                button = random.choice([b for b in buttons if b.objectName() not in _POPUPS])
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            case "add":
                workspace.editing.add(random.choice(list(NodeKind)))
            case "undo":
                random.choice((window.undo, window.redo))()
            case "other":
                choose(workspace, random.choice((*PRESETS, EMPTY)))
        settle()
        assert len(canvas._nodes) == len(workspace.editing.graph.nodes)
    window.grab()


_POPUPS = ("graph_add_button", "graph_preset_field", "graph_node_function_field")


# -- words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_that_every_control_is_named(build_window, tongue):
    window = build_window(tongue)
    window.workspaces.show("graph")
    workspace = window.workspaces.widget("graph")
    for key in ("square_of_sum", "softmax_with_loss"):
        choose(workspace, key)
        workspace.editing.select(NodeRef(workspace.editing.graph.nodes[-1].id))
        settle()
        assert len(controls_of(workspace)) > 10
        assert nameless(workspace) == []


@pytest.mark.parametrize("key", ["cycle", "nodes", "matrix", "exponent", "fold"])
def test_that_every_refusal_is_a_sentence_that_says_what_is_safe(workspace, key):
    text = words.refusal(GraphError(key, "…", TOTAL, PRICE), workspace.editing.graph)
    assert 20 < len(text) <= 240
    assert text.endswith(".")


@pytest.mark.parametrize("key", list(FaultKey))
def test_that_every_fault_is_a_sentence_without_gaps(workspace, key):
    fault = Fault(key, slot=0, shapes=((2, 2), ()), number=0.0)
    text = words.fault_sentence(fault, workspace.editing.graph.node(PRICE))
    assert 20 < len(text) <= 240
    assert "{" not in text


def test_that_words_of_the_presets_are_those_of_the_language_and_names_are_kept(build_window):
    assert words.node_name("apple") == "apple"
    build_window("ko")
    assert words.node_name("my own") == "my own"
    assert not [name for name in PRESET_NAMES if words.node_name(name) == name]
    assert all(words.kind_name(kind) and words.kind_rule(kind) for kind in NodeKind)
