"""The panels in the real window: what a hand does there reaches the network, also while it trains."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from nnlab.data.segments import DIGIT_PATTERNS, pattern_index, pattern_levels
from nnlab.desktop import theme as themes
from nnlab.desktop.bench.answers_panel import AnswerCard
from nnlab.desktop.bench.value_editor import ValueEditor
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.widgets.answer_table import AnswerTable
from nnlab.desktop.widgets.bit_lamps import BitLamps
from nnlab.desktop.widgets.fields import ChoiceField, NumberField, SwitchField
from nnlab.desktop.widgets.network_diagram import (
    LayerInsert,
    LayerRemove,
    LayerResize,
    LinkRef,
    NetworkDiagram,
    NeuronRef,
)
from nnlab.desktop.widgets.pattern_map import PatternMap
from nnlab.desktop.widgets.seven_segment import SevenSegmentDisplay
from nnlab.engine import OPTIMIZER_NAMES
from nnlab.project import with_hidden_widths
from nnlab.training import Speed, StepSize
from tests.desktop.conftest import settle

LEFT = Qt.MouseButton.LeftButton
ENDLESS = {"epochs": None, "stop_loss": None, "stop_epoch_error": None, "stop_all_right": False}


@pytest.fixture
def window(build_window, qtbot) -> MainWindow:
    window = build_window("en")
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.lab.controller.configure("Endless", **ENDLESS)
    window.lab.document.open(replace(window.lab.state))  # nothing to undo
    return window


@pytest.fixture
def diagram(window) -> NetworkDiagram:
    return window.findChild(NetworkDiagram)


def field(window: MainWindow, name: str) -> QWidget:
    return window.findChild(QWidget, f"{name}_field")


def type_into(edit: QLineEdit, text: str, *, enter: bool = True) -> None:
    """Type `text` in place of what stands there, as a hand does."""
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    edit.selectAll()
    QTest.keyClicks(edit, text)
    if enter:
        QTest.keyClick(edit, Qt.Key.Key_Return)


def choose(chooser: ChoiceField, key: object) -> None:
    """Choose from a popup with the keyboard, which leaves the focus where it was."""
    chooser.open()
    popup = QApplication.activePopupWidget()
    popup.close()
    popup.chosen.emit(key)


def rest(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy, timeout=20_000)


def train_a_while(qtbot, window: MainWindow) -> None:
    controller = window.lab.controller
    begun = controller.snapshot.step
    controller.train()
    qtbot.waitUntil(lambda: controller.snapshot.step > begun, timeout=20_000)


def steps(window: MainWindow) -> list[str]:
    return window.lab.document.undo_steps.texts


# -- settings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("training", [False, True])
def test_that_numbers_of_the_training_are_set_at_rest_and_while_it_runs(window, qtbot, training):
    if training:
        train_a_while(qtbot, window)
    for name, text, value in (
        ("learning_rate", "0,25", 0.25), ("batch_size", "5", 5), ("epochs", "7000000", 7_000_000),
        ("batch_size", "10", None), ("epochs", "0", None),
    ):  # fmt: skip
        type_into(field(window, name), text)
        assert getattr(window.lab.controller.config, name) == value
    assert window.lab.controller.is_running is training


@pytest.mark.parametrize("training", [False, True])
def test_that_choices_of_the_training_are_made_at_rest_and_while_it_runs(window, qtbot, training):
    if training:
        train_a_while(qtbot, window)
    for name in (*OPTIMIZER_NAMES, "sgd"):
        choose(field(window, "optimizer"), name)
        assert window.lab.controller.config.optimizer == name
        assert field(window, "momentum").isVisibleTo(window) == (name in ("momentum", "nesterov"))
    for rule, name in (("stop_all_right", True), ("stop_loss", 0.01), ("stop_epoch_error", 0.01)):
        choose(field(window, "stop"), rule)
        assert getattr(window.lab.controller.config, rule) == name
        choose(field(window, "stop"), "epochs")
    window.findChild(SwitchField, "shuffle_field").value_chosen.emit(False)
    assert window.lab.controller.config.shuffle is False


def test_that_changes_while_it_runs_are_one_undo_step_with_the_training_and_marked(window, qtbot):
    train_a_while(qtbot, window)
    type_into(field(window, "learning_rate"), "0.2")
    choose(field(window, "optimizer"), "momentum")
    window.lab.controller.pause()
    rest(qtbot, window)
    assert len(steps(window)) == 1
    assert [mark.setting for mark in window.lab.state.history.marks] == ["learning_rate", "optimizer"]
    window.lab.controller.undo()
    config = window.lab.controller.config
    assert (config.learning_rate, config.optimizer) == (0.1, "sgd")
    assert field(window, "learning_rate").text() == "0.1"


def test_that_the_dice_and_the_seed_field_draw_new_weights(window, qtbot):
    first = window.lab.state.parameters.vector
    train_a_while(qtbot, window)
    qtbot.mouseClick(window.findChild(QPushButton, "new_seed_button"), LEFT)
    rest(qtbot, window)
    second = window.lab.state
    assert second.training.step == 0
    assert not np.array_equal(second.parameters.vector, first)
    type_into(field(window, "seed"), "4")
    assert np.array_equal(window.lab.state.parameters.vector, first)


# -- structure ----------------------------------------------------------------------------------------------------


def test_that_the_shape_is_typed_while_it_trains(window, qtbot):
    train_a_while(qtbot, window)
    type_into(window.findChild(QLineEdit, "text_field_edit"), "7-16-5-4")
    rest(qtbot, window)
    assert window.lab.state.spec.sizes == (7, 16, 5, 4)
    assert len(steps(window)) == 2


@pytest.mark.parametrize(
    "text", ["7-0-4", "7--4", "x", "", "8-8-4", "7-8-5", "7", "7-99999-4", "7-" + "9-" * 70 + "4"]
)
def test_that_an_impossible_shape_is_refused_beside_the_field(window, text):
    state = window.lab.state
    type_into(window.findChild(QLineEdit, "text_field_edit"), text)
    assert window.lab.state is state


def test_that_the_fields_of_a_layer_edit_it(window):
    type_into(field(window, "layer_1_width"), "5")
    choose(field(window, "layer_1_activation"), "leaky_relu")
    choose(field(window, "layer_1_start"), "uniform")
    window.findChild(SwitchField, "layer_2_bias_field").value_chosen.emit(False)
    first, second = window.lab.state.spec.layers
    assert (first.units, first.activation.split("(")[0], first.init.split("(")[0]) == (
        5,
        "leaky_relu",
        "uniform",
    )
    assert second.bias is False
    assert len(steps(window)) == 4


def test_that_gestures_on_the_diagram_edit_the_network_while_it_trains(window, diagram, qtbot):
    for gesture, request, sizes in (
        (diagram.layer_resize_requested, LayerResize(0, 3), (7, 3, 4)),
        (diagram.layer_insert_requested, LayerInsert(1), (7, 3, 3, 4)),
        (diagram.layer_remove_requested, LayerRemove(0), (7, 3, 4)),
    ):
        train_a_while(qtbot, window)
        gesture.emit(request)
        rest(qtbot, window)
        assert window.lab.state.spec.sizes == sizes
    assert len(steps(window)) == 6


def test_that_two_gestures_in_one_moment_do_no_harm(window, diagram, qtbot):
    train_a_while(qtbot, window)
    diagram.layer_remove_requested.emit(LayerRemove(0))
    diagram.layer_remove_requested.emit(LayerRemove(0))
    diagram.layer_resize_requested.emit(LayerResize(4, 3))
    rest(qtbot, window)
    assert window.lab.state.spec.sizes == (7, 4)


# -- half typed numbers --------------------------------------------------------------------------------------------


def test_that_a_half_typed_width_goes_with_its_layer(window):
    window.lab.controller.edit("Deeper", lambda state: with_hidden_widths(state, (8, 6)))
    type_into(field(window, "layer_2_width"), "33", enter=False)
    choose(window.findChild(ChoiceField, "preset_field"), "textbook/311_1")
    QApplication.sendPostedEvents()
    assert window.lab.state.preset == "textbook/311_1"
    assert 33 not in window.lab.state.spec.sizes
    assert "not possible" not in window._notices.bar.text()


def test_that_a_half_typed_input_goes_with_its_data_set(window):
    choose(window.findChild(ChoiceField, "preset_field"), "lecture/ten-points")
    QApplication.sendPostedEvents()
    last = len(window.lab.probe.values) - 1
    type_into(window.findChild(NumberField, f"input_field_{last}"), "77", enter=False)
    choose(window.findChild(ChoiceField, "preset_field"), "xor")
    QApplication.sendPostedEvents()
    assert 77.0 not in window.lab.probe.values
    assert window.lab.probe.values.shape == (2,)


def test_that_a_half_typed_number_is_a_step_of_its_own_when_its_field_goes(window):
    choose(field(window, "optimizer"), "momentum")
    type_into(field(window, "momentum"), "0.5", enter=False)
    choose(field(window, "optimizer"), "sgd")
    assert (window.lab.state.config.optimizer, window.lab.state.config.momentum) == ("sgd", 0.5)
    undone = []
    while window.lab.document.undo_steps.next_undo:
        window.lab.controller.undo()
        undone.append((window.lab.state.config.optimizer, window.lab.state.config.momentum))
    assert undone == [("sgd", 0.9), ("momentum", 0.9), ("sgd", 0.9)]


def test_that_another_language_in_the_same_moment_as_another_network_is_no_fault(window):
    window.lab.controller.edit("Deeper", lambda state: with_hidden_widths(state, (8, 6, 5)))
    for preset, language in (
        ("textbook/311_1", "ko"),
        ("seven-segment", "en"),
        ("xor", "ko"),
        ("binary-to-segments", "en"),
    ):
        window.toolbar._on_preset_chosen(preset)  # what is replaced waits to be deleted
        window.set_language(language)
        QApplication.sendPostedEvents()
    assert window.lab.state.preset == "binary-to-segments"


# -- one weight ---------------------------------------------------------------------------------------------------


def test_that_a_click_on_a_link_opens_its_weight_as_it_is_now(window, diagram, qtbot):
    train_a_while(qtbot, window)
    diagram.link_clicked.emit(LinkRef(0, 2, 3))
    editor = window.findChild(ValueEditor)
    shown = editor.findChild(NumberField).value()
    assert shown == window.lab.controller.snapshot.parameters.layers[0][0][2, 3]
    assert shown != window.lab.state.parameters.layers[0][0][2, 3]
    type_into(editor.findChild(NumberField), "-1.5")
    rest(qtbot, window)
    assert window.lab.state.parameters.layers[0][0][2, 3] == -1.5
    assert len(steps(window)) == 2
    assert not editor.isVisible()


def test_that_a_click_on_a_neuron_opens_its_bias(window, diagram, qtbot):
    diagram.neuron_clicked.emit(NeuronRef(2, 1))
    editor = window.findChild(ValueEditor)
    type_into(editor.findChild(NumberField), "0.75")
    assert window.lab.state.parameters.layers[1][1][1] == 0.75
    window.findChild(SwitchField, "layer_2_bias_field").value_chosen.emit(False)
    diagram.neuron_clicked.emit(NeuronRef(2, 1))
    assert not editor.isVisible()


def test_that_the_editor_names_units_as_the_readouts_do(window, diagram):
    field = window.findChild(ValueEditor).findChild(NumberField)
    diagram.link_clicked.emit(LinkRef(0, 1, 2))
    assert field.accessibleName() == "weight of layer 1, b → h3"
    diagram.link_clicked.emit(LinkRef(1, 2, 0))
    assert field.accessibleName() == "weight of layer 2, h3 → 8"
    diagram.neuron_clicked.emit(NeuronRef(1, 2))
    assert field.accessibleName() == "bias of layer 1, unit h3"


def test_that_escape_leaves_the_weight_as_it_is(window, diagram):
    state = window.lab.state
    diagram.link_clicked.emit(LinkRef(0, 0, 0))
    editor = window.findChild(ValueEditor)
    type_into(editor.findChild(NumberField), "9", enter=False)
    QTest.keyClick(editor.findChild(NumberField), Qt.Key.Key_Escape)
    assert window.lab.state is state


def test_that_an_open_editor_outlives_a_pause_but_not_its_network(window, diagram, qtbot):
    train_a_while(qtbot, window)
    diagram.link_clicked.emit(LinkRef(0, 0, 0))
    editor = window.findChild(ValueEditor)
    window.lab.controller.pause()
    rest(qtbot, window)
    assert editor.isVisible()
    window.lab.controller.edit("Narrow", lambda state: with_hidden_widths(state, (5,)))
    assert not editor.isVisible()


# -- the input on the bench ---------------------------------------------------------------------------------------


def test_that_a_click_on_an_input_neuron_toggles_it(window, diagram):
    before = window.lab.probe.values.copy()
    diagram.neuron_clicked.emit(NeuronRef(0, 6))
    assert window.lab.probe.values[6] == 1.0 - before[6]


def test_that_a_click_on_a_segment_toggles_it_or_breaks_it(window):
    display = window.findChild(SevenSegmentDisplay, "input_display")
    before = window.lab.probe.values.copy()
    display.segment_clicked.emit(6)
    assert window.lab.probe.values[6] == 1.0 - before[6]
    window.findChild(SwitchField, "break_switch").value_chosen.emit(True)
    display.segment_clicked.emit(6)
    assert window.lab.probe.broken == {6}
    assert window.lab.picture.figures.probe[0][6] == 0.0


def test_that_a_click_on_a_pattern_or_a_row_puts_it_on_the_bench(window):
    window.findChild(PatternMap).pattern_clicked.emit(0b1010101)
    assert np.array_equal(window.lab.probe.values, pattern_levels(0b1010101))
    assert window.lab.probe.row is None
    window.findChild(AnswerTable).row_clicked.emit(4)
    assert pattern_index(window.lab.probe.values) == DIGIT_PATTERNS[4]


def test_that_the_buttons_beside_the_sample_walk(window, qtbot):
    for name, row in (("next", 1), ("next", 2), ("previous", 1), ("previous", 0), ("previous", 9)):
        qtbot.mouseClick(window.findChild(QPushButton, f"{name}_sample_button"), LEFT)
        assert window.lab.probe.row == row


def test_that_what_is_toggled_while_it_trains_is_answered_by_the_network_as_it_is(window, qtbot):
    train_a_while(qtbot, window)
    window.lab.probe.set_values(pattern_levels(0))
    picture = window.lab.picture
    network = picture.snapshot.parameters.layers
    hidden = np.tanh(network[0][1])
    np.testing.assert_allclose(picture.figures.probe[1], hidden, atol=1e-12)


def test_that_a_slow_run_puts_the_sample_it_works_on_onto_the_bench(window, qtbot):
    window.lab.controller.set_speed(Speed(StepSize.BATCH, 100))
    seen: set[int | None] = set()
    window.lab.controller.snapshot_changed.connect(lambda snapshot: seen.add(snapshot.row))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: len(seen) > 4, timeout=20_000)
    row = window.lab.controller.snapshot.row
    assert window.lab.probe.row == row


# -- looking ------------------------------------------------------------------------------------------------------


def test_that_every_form_of_the_look_follows_the_training(window, qtbot):
    train_a_while(qtbot, window)
    for layer in (1, 0):
        window.lab.view.select_layer(layer)
        for kind in ("dW", "update", "W"):
            qtbot.mouseClick(window.findChild(QWidget, f"option_{kind}"), LEFT)
            window.grab()
    tiles = window.findChild(QPushButton, "look_tiles_button")
    for _ in range(2):
        qtbot.mouseClick(tiles, LEFT)
        window.grab()
    assert window.lab.controller.is_running


def test_that_a_bench_without_its_builder_still_follows_everything(window, qtbot):
    window.bench.toggle_builder()
    train_a_while(qtbot, window)
    window.set_language("ko")
    window.toolbar._on_preset_chosen("xor")
    rest(qtbot, window)
    window.bench.toggle_builder()
    assert window.findChild(QLineEdit, "text_field_edit").text().replace(" ", "") in (
        "2–8–1",
        "2–4–1",
        "2–3–1",
        "2–2–1",
    )
    assert field(window, "layer_1_width").text() == str(window.lab.state.spec.layers[0].units)


def test_that_the_undo_buttons_say_what_they_do_and_when(window, qtbot):
    undo, redo = (window.findChild(QPushButton, f"{name}_button") for name in ("undo", "redo"))
    assert not undo.isEnabled()
    assert not redo.isEnabled()
    type_into(field(window, "layer_1_width"), "5")
    assert undo.isEnabled()
    assert "Change the width of layer 1" in undo.toolTip()
    qtbot.mouseClick(undo, LEFT)
    assert window.lab.state.spec.sizes == (7, 8, 4)
    assert "Change the width of layer 1" in redo.toolTip()
    qtbot.mouseClick(redo, LEFT)
    assert window.lab.state.spec.sizes == (7, 5, 4)


def test_that_a_panel_that_changes_the_network_in_the_middle_of_a_change_leaves_all_panels_in_step(window):
    deep = with_hidden_widths(window.lab.state, (8, 6, 5)).state
    window.lab.document.apply("Deeper", deep)
    window.lab.view.select_layer(3)

    def change_again(change) -> None:
        window.lab.state_changed.disconnect(change_again)
        window.lab.controller.edit("Flat", lambda state: with_hidden_widths(state, ()))

    window.lab.state_changed.connect(change_again)
    window.lab.controller.edit("Deeper still", lambda state: with_hidden_widths(state, (8, 6, 5, 5)))
    assert window.lab.state.spec.sizes == (7, 4)
    assert window.lab.picture.snapshot.parameters.spec.sizes == (7, 4)
    assert window.lab.view.selected_layer == 0
    window.grab()


def test_that_a_layer_that_is_gone_meanwhile_cannot_be_looked_at(window):
    window.lab.controller.edit("Flat", lambda state: with_hidden_widths(state, ()))
    window.lab.view.select_layer(1)
    assert window.lab.view.selected_layer == 0
    window.grab()


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("theme", ["light", "projector"])
def test_that_the_code_leaves_the_answer_large_enough_to_be_read(build_window, theme, size):
    window = build_window("en")
    window.set_theme(theme)
    window.resize(*size)
    window.toggle_code()
    settle()
    unit = themes.current().text_px / 13
    lamps = window.bench.stage.findChild(BitLamps, "output_lamps")
    assert lamps.width() >= 115 * unit
    assert window.bench.stage.width() >= 470 * unit


def test_that_the_frame_in_the_patterns_marks_what_the_network_sees(window):
    lab, patterns = window.lab, window.findChild(PatternMap)
    lab.probe.set_values(pattern_levels(127))
    assert patterns._current == 127
    lab.probe.toggle_broken(3)
    assert patterns._current == pattern_index(lab.probe.seen) != pattern_index(lab.probe.values)


@pytest.mark.parametrize(
    ("preset", "said"), [("seven-segment", "output"), ("moons", "output · first 16 of {count}")]
)
def test_that_the_targets_say_which_samples_they_show(build_window, preset, said):
    window = build_window("en", preset)
    card = window.findChild(AnswerCard)
    assert card._caption.text() == said.format(count=len(window.lab.state.dataset.inputs))
