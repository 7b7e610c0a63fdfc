"""Code beside the picture: the text that export writes, live, and linked with the diagram."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from nnlab.data import Dataset
from nnlab.desktop.bench.outputs import ClassOutput
from nnlab.desktop.widgets.code_view import CodeView
from nnlab.desktop.widgets.network_diagram import NetworkDiagram
from nnlab.desktop.widgets.probability_bars import ProbabilityBars
from nnlab.engine import LayerSpec, NetworkSpec, Task, TrainingConfig
from nnlab.export import exported, numpy_predict, numpy_train
from nnlab.project import ProjectState, reset, with_config, with_hidden_widths, with_layer, with_weight
from tests.desktop.conftest import settle


@pytest.fixture
def window(build_window):
    window = build_window("en")
    window.toggle_code()
    return window


def text(window) -> str:
    return window.bench.code.findChild(CodeView).code


def as_exported(window, write):
    return write(exported(window.lab.state, title=window.lab.files.title)).text


def test_that_it_is_the_text_that_export_writes(window):
    assert text(window) == as_exported(window, numpy_predict)
    window.bench.code._choose("train")
    assert text(window) == as_exported(window, numpy_train)


def test_that_it_follows_every_edit(window):
    edit = window.lab.controller.edit
    edit("weight", lambda state: with_weight(state, 0, 0, 0, 0.125))
    assert "0.125," in text(window)
    assert text(window) == as_exported(window, numpy_predict)
    edit("shape", lambda state: with_hidden_widths(state, [3, 5]))
    assert text(window) == as_exported(window, numpy_predict)
    window.bench.code._choose("train")
    edit("rate", lambda state: with_config(state, learning_rate=0.375))
    assert "lr = 0.375" in text(window)


def test_that_it_follows_a_training(window, qtbot):
    before = text(window)
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: text(window) != before, timeout=20_000)
    window.lab.controller.pause()
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy, timeout=20_000)
    qtbot.waitUntil(lambda: text(window) == as_exported(window, numpy_predict), timeout=20_000)


def test_that_weights_of_a_run_are_not_taken_for_a_start_set_by_hand(window, qtbot):
    before = text(window)
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: text(window) != before, timeout=20_000)
    window.bench.code._choose("train")
    assert window.lab.controller.is_running
    assert "where a reset would" in text(window)
    assert "set by hand\n" not in text(window)
    window.lab.controller.pause()
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy, timeout=20_000)
    window.lab.controller.edit("reset", reset)
    window.lab.controller.edit("weight", lambda state: with_weight(state, 0, 0, 0, 0.125))
    assert "start set by hand" in text(window)


def test_that_one_click_copies_all_of_it(window, qtbot):
    button = window.bench.code.findChild(QPushButton, "copy_code_button")
    button.click()
    assert QGuiApplication.clipboard().text() == text(window)


def test_that_pointing_at_a_line_lights_its_layer_in_the_diagram(window):
    code, diagram = window.bench.code, window.bench.stage.findChild(NetworkDiagram)
    line = next(i for i, one in enumerate(code._script.lines) if one.text.strip() == "O = H @ WO + BO")
    code.findChild(CodeView).line_pointed.emit(line)
    assert diagram._marks.highlight.layers == {1}
    assert diagram._marks.highlight.column == 2
    inputs = next(i for i, one in enumerate(code._script.lines) if one.layer == -1)
    code.findChild(CodeView).line_pointed.emit(inputs)
    assert (diagram._marks.highlight.layers, diagram._marks.highlight.column) == (frozenset(), 0)
    code.findChild(CodeView).line_pointed.emit(None)
    assert diagram._marks.highlight is None


def test_that_pointing_at_a_neuron_lights_its_lines(window, qtbot):
    diagram = window.bench.stage.findChild(NetworkDiagram)
    view, lines = window.bench.code.findChild(CodeView), window.bench.code._script.lines
    QTest.mouseMove(diagram, diagram.neuron_center(1, 0).toPoint())
    qtbot.waitUntil(lambda: bool(view.extraSelections()), timeout=5000)
    lit = {selection.cursor.blockNumber() for selection in view.extraSelections()}
    assert lit == {i for i, line in enumerate(lines) if line.layer == 0}
    QTest.mouseMove(diagram, QPoint(1, 1))
    qtbot.waitUntil(lambda: not view.extraSelections(), timeout=5000)


def test_that_the_answer_bars_of_classes_and_their_lines_light_each_other(window, qtbot):
    inputs = np.random.default_rng(1).random((10, 16))
    dataset = Dataset.from_arrays("pictures", inputs, np.eye(10), Task.CLASSES)
    spec = NetworkSpec(16, (LayerSpec(4, "tanh"), LayerSpec(10, "softmax", "glorot_normal")))
    window.lab.document.open(ProjectState.begin(dataset, spec, TrainingConfig(loss="cross_entropy")))
    settle()
    code, output = window.bench.code, window.bench.stage.findChild(ClassOutput)
    bars, view = output.findChild(ProbabilityBars), code.findChild(CodeView)
    layer = {
        number: {i for i, one in enumerate(code._script.lines) if one.layer == number} for number in (0, 1)
    }
    view.line_pointed.emit(min(layer[1]))
    assert bars._lit
    view.line_pointed.emit(min(layer[0]))
    assert not bars._lit
    view.line_pointed.emit(None)
    middle = QPointF(output.rect().center())
    QApplication.sendEvent(output, QEnterEvent(middle, middle, QPointF(output.mapToGlobal(middle))))
    assert {selection.cursor.blockNumber() for selection in view.extraSelections()} == layer[1]
    assert bars._lit
    QApplication.sendEvent(output, QEvent(QEvent.Type.Leave))
    assert not view.extraSelections()
    assert not bars._lit


def test_that_a_layer_that_is_gone_is_not_lit(window):
    window.lab.view.point_at(1)
    window.lab.controller.edit("shape", lambda state: with_hidden_widths(state, []))
    assert window.lab.view.pointed_layer is None


def test_that_a_network_that_cannot_be_trained_says_so(window):
    window.bench.code._choose("train")
    window.lab.controller.edit("step", lambda state: with_layer(state, 0, activation="step"))
    assert text(window).startswith("# ")
    assert "step" in text(window)
    assert not window.bench.code.findChild(QPushButton, "copy_code_button").isEnabled()


def test_that_the_code_comes_and_goes_with_its_key(build_window, qtbot):
    window = build_window("en")
    assert not window.bench.shows_code
    window.toggle_code()
    assert not window.bench.code.isHidden()
    assert window.bench.look.isVisible() is False  # at 1280 it takes the look's place
    window.resize(1920, 1000)
    qtbot.waitUntil(lambda: window.bench.look.isVisible(), timeout=5000)
    window.toggle_code()
    assert window.bench.code.isHidden()
