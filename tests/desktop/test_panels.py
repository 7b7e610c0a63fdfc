"""The panels of the bench with networks and data that are larger than the presets."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTranslator
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from nnlab.data import Dataset
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.desktop import theme as themes
from nnlab.desktop.bench.curves_panel import least_accuracy, marks_to_draw, worded
from nnlab.desktop.bench.inputs import ManyInput
from nnlab.desktop.bench.look_panel import LookPanel
from nnlab.desktop.widgets.bit_lamps import BitLamps
from nnlab.desktop.widgets.curve_plot import CurvePlot
from nnlab.desktop.widgets.heatmap import CellRef, Heatmap
from nnlab.desktop.widgets.network_diagram import NetworkDiagram
from nnlab.desktop.widgets.segment_tiles import SegmentTiles
from nnlab.desktop.words import texts
from nnlab.engine import (
    POINTS_ADDED,
    POINTS_REMOVED,
    History,
    LayerSpec,
    Mark,
    NetworkSpec,
    Task,
    TrainingConfig,
)
from nnlab.project import ProjectState, with_hidden_widths


def pictures(side, widths):
    """Return a project that tells ten random square pictures apart."""
    inputs = np.random.default_rng(1).random((10, side * side))
    dataset = Dataset.from_arrays("pictures", inputs, np.eye(10), Task.CLASSES)
    layers = (*map(LayerSpec, widths), LayerSpec(10, "softmax", "glorot_normal"))
    return ProjectState.begin(dataset, NetworkSpec(side * side, layers), TrainingConfig(loss="cross_entropy"))


def open_in(window, state):
    window.lab.document.open(state)
    QApplication.sendPostedEvents()


def hidden_widths(window, *widths):
    open_in(window, with_hidden_widths(window.lab.state, widths).state)


def hover(widget: QWidget, point: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(QEvent.Type.MouseMove, point, widget.mapToGlobal(point), none, none, modifiers)
    QApplication.sendEvent(widget, event)


def name_at(heatmap: Heatmap, cell: CellRef) -> str:
    hover(heatmap, heatmap._rect_of(cell).center())
    return heatmap._readout.pairs()[0][0]


@pytest.fixture
def window(build_window):
    return build_window("en")


def test_that_seventy_activations_have_no_filling_and_their_own_names(window):
    hidden_widths(window, 70)
    strip = window.findChild(Heatmap, "activation_strip")
    assert strip._values.size == 70
    assert np.isfinite(strip._values).all()
    assert name_at(strip, CellRef(0, 19)) == "h20"


def test_that_a_unit_has_one_name_in_the_matrix_the_strip_and_the_diagram(window):
    hidden_widths(window, 3, 4)
    window.lab.view.select_layer(1)
    diagram = window.findChild(NetworkDiagram)
    name = diagram._structure.unit_name(2, 1)
    assert name == "h2.2"
    assert name_at(window.findChild(Heatmap, "activation_strip"), CellRef(0, 1)) == name
    assert name_at(window.findChild(Heatmap, "weight_heatmap"), CellRef(0, 1)) == f"h1.1 → {name}"


def test_that_the_diagram_and_the_look_agree_on_the_layer_from_the_start(window):
    look, diagram = window.findChild(LookPanel), window.findChild(NetworkDiagram)

    def looked_at():
        return look.layer, diagram._marks.selected_layer

    assert looked_at() == (0, 0)
    window.lab.view.select_layer(1)
    assert looked_at() == (1, 1)
    hidden_widths(window)  # one layer is left
    assert looked_at() == (0, 0)


def test_that_tiles_wait_for_the_numbers_of_the_network_they_belong_to(window):
    segments = window.lab.state
    window.findChild(LookPanel)._form.click()
    open_in(window, pictures(8, (5, 5, 5)))
    window.lab.view.select_layer(3)
    open_in(window, segments)  # the layer is another one before the numbers are
    assert window.lab.view.selected_layer == 1
    window.lab.view.select_layer(0)
    tiles = window.findChild(SegmentTiles)
    assert np.array_equal(tiles._tiles, segments.parameters.layers[0][0].T)


def test_that_a_click_on_a_tile_edits_the_weight(window, qtbot):
    look = window.findChild(LookPanel)
    look._form.click()
    QApplication.sendPostedEvents()
    tiles = look.findChild(SegmentTiles)
    look.weight_clicked.disconnect()
    with qtbot.waitSignal(look.weight_clicked) as signal:
        tiles.segment_clicked.emit((2, 5))
    assert signal.args == [(0, 5, 2)]


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
@pytest.mark.parametrize("widths", [(392, 196), (64,)])
def test_that_the_weights_of_a_wide_network_show_on_the_bench(window, size, widths):
    window.resize(*size)
    open_in(window, pictures(28, widths))
    layout = window.findChild(NetworkDiagram)._layout()
    assert all(gap.linked or gap.matrix for gap in layout.gaps)


def test_that_a_picture_is_shown_whole_and_its_pixels_have_the_names_of_the_inputs(window):
    open_in(window, pictures(28, (16,)))
    panel = window.findChild(ManyInput)
    picture = panel.findChild(Heatmap, "input_picture")
    assert np.array_equal(picture._values[0].reshape(-1), window.lab.probe.values)
    hover(picture, picture._rect_of(CellRef(0, 0)).topLeft() + QPointF(1, 1))
    assert picture._readout.pairs()[0][0] == "x1"
    panel.walker.walk(1)
    assert np.array_equal(picture._values[0].reshape(-1), window.lab.state.dataset.inputs[1])


def test_that_accuracy_runs_from_none_to_all_and_the_loss_where_it_lies(window, qtbot):
    card = window.bench.loss
    window.lab.controller.configure("Three passes", epochs=3)
    window.lab.controller.train()
    qtbot.waitUntil(lambda: not window.lab.controller.is_running)
    card.set_view("accuracy")
    ticks = card._plot.y_ticks()
    assert (ticks[0], ticks[-1]) == ("0%", "100%")
    card.set_view("linear")
    assert not any(text.endswith("%") for text in card._plot.y_ticks())


def test_that_the_curve_of_a_loss_ends_where_the_counter_says_it_is_at_rest(window, qtbot):
    window.lab.openings.open_preset("textbook/314_1")
    window.lab.controller.configure("It arrives in one step", learning_rate=0.2)
    window.show_bench()
    window.lab.controller.train()
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy and window.lab.state.training.epoch == 1)
    epochs, losses = window.bench.loss.findChild(CurvePlot)._given["loss"]
    assert (epochs.tolist(), losses.tolist()) == ([0.0, 1.0, 1.0], [4.5, 4.5, 0.0])
    assert window.bench.loss._plot.y_ticks()[0] == "0"


@pytest.mark.parametrize(
    ("accuracies", "least"),
    [([], 0.0), ([np.inf, np.nan], 0.0), ([2.0], 0.95), ([-1.0, np.inf], 0.0), ([0.9] * 20, 0.85)],
)
def test_that_the_axis_of_accuracies_begins_below_its_end_whatever_a_file_holds(accuracies, least):
    assert least_accuracy(np.array(accuracies)) == pytest.approx(least)


def test_that_names_of_any_length_are_cut_before_they_are_laid_out(window):
    state, long = window.lab.state, "name " * 12_000
    names = tuple(f"{number} {long}" for number in range(len(state.dataset.input_names)))
    dataset = replace(
        state.dataset, input_names=names, target_names=(long,) * len(state.dataset.target_names)
    )
    open_in(window, ProjectState.begin(dataset, state.spec, state.config))
    shown = [texts.data_name(long), *texts.data_names(names)]
    for lamps in window.bench.stage.findChildren(BitLamps):
        shown += lamps._labels
    assert max(map(len, shown)) == 200
    assert sum(name.endswith("…") for name in shown) > 1 + len(names)  # lamps too
    assert texts.data_names(("a", "b")) == ("a", "b")


def test_that_marks_with_words_of_another_program_are_named_by_them(window):
    marks = (
        Mark(1.0, "optimizer", "lion\u202e"),
        Mark(2.0, "loss", "x" * 1000),
        Mark(3.0, "weather", "wet" * 99),
    )
    history = History(np.arange(5.0), np.ones(5), np.full(5, np.nan), np.full(5, np.nan), marks=marks)
    open_in(window, replace(window.lab.state, history=history))
    shown = [text for _epoch, text in window.bench.loss.findChild(CurvePlot)._marks]
    assert shown[0] == "lion\N{REPLACEMENT CHARACTER}"
    assert all(len(text) < 60 for text in shown)


def test_that_ten_thousand_marks_are_thinned_to_those_that_have_room():
    marks = tuple(Mark(float(epoch), "seed", "1") for epoch in range(10_000))
    drawn = marks_to_draw(marks)
    assert drawn[0] is marks[0]
    assert 100 <= len(drawn) <= 200
    assert max(b.epoch - a.epoch for a, b in pairwise(drawn)) < 200
    endless = (Mark(-np.inf, "seed", "1"), Mark(np.inf, "seed", "1"), Mark(np.nan, "seed", "1")) * 100
    assert 1 <= len(marks_to_draw(endless)) <= 200


def test_that_points_that_come_soon_after_each_other_are_told_of_once(window):
    changes = [(100.0, POINTS_ADDED, "1"), (110.0, POINTS_ADDED, "2"), (130.0, POINTS_ADDED, "1"),
               (140.0, POINTS_REMOVED, "1"), (180.0, POINTS_ADDED, "1"), (190.0, "weather", "wet"),
               (191.0, "weather", "wet")]  # fmt: skip
    marks = tuple(Mark(*change) for change in changes)
    epochs = np.arange(200.0)
    history = History(epochs, np.ones(200), np.full(200, np.nan), np.full(200, np.nan), marks=marks)
    assert worded(marks, history) == [
        (100.0, "4 points added"), (110.0, ""), (130.0, ""),
        (140.0, "1 point removed"), (180.0, "1 point added"), (190.0, "weather wet"), (191.0, "weather wet"),
    ]  # fmt: skip
    far = (Mark(0.0, POINTS_ADDED, "1"), Mark(100.0, POINTS_ADDED, "1"))
    assert [text for _epoch, text in worded(far, history)] == ["1 point added"] * 2


@pytest.mark.parametrize(
    ("split", "name"), [(Split(test=0.3), "test"), (Split(validation=0.2, test=0.3), "validation")]
)
def test_that_the_loss_of_unseen_samples_is_drawn_beside_that_of_the_training(window, split, name):
    state = window.lab.state
    dataset = split_rows(state.dataset, split)
    unseen = np.array([np.nan, 0.8, np.nan, 0.7])
    history = History(np.arange(4.0), np.ones(4), np.ones(4), unseen / 2, test_loss=unseen)
    open_in(window, replace(ProjectState.begin(dataset, state.spec, state.config), history=history))
    window.show_bench()
    curves = window.bench.loss.findChild(CurvePlot)._given
    assert list(curves) == [name, "training"]
    assert curves[name][1].tolist() == [0.8, 0.7]
    counters = {counter.name: counter.value for counter in window.toolbar._counters._counters}
    assert counters[name] == "35.0%"


def test_that_numbers_have_their_unseen_loss_in_the_toolbar(window):
    X = np.linspace(0, 1, 20)[:, np.newaxis]
    dataset = split_rows(Dataset.from_arrays("line", X, 2 * X, Task.VALUES), Split(test=0.25))
    spec = NetworkSpec(1, (LayerSpec(1, "linear"),))
    none = np.full(3, np.nan)
    history = History(np.arange(3.0), np.ones(3), none, none, test_loss=np.array([np.nan, 0.5, 0.25]))
    open_in(window, replace(ProjectState.begin(dataset, spec, TrainingConfig()), history=history))
    counters = {counter.name: counter.value for counter in window.toolbar._counters._counters}
    assert counters["test"] == "0.2500"


def test_that_values_which_are_neither_right_nor_wrong_have_their_loss_shown(window):
    loss, accuracy = window.bench.loss, window.bench.accuracy
    loss.set_view("accuracy")
    assert loss.accessibleName() == "Accuracy"
    window.toolbar._on_preset_chosen("textbook/311_1")
    window.show_bench()
    assert loss.accessibleName() == "Loss"
    window.resize(1920, 1080)
    QApplication.sendPostedEvents()
    assert not accuracy.isVisible()
    window.toolbar._on_preset_chosen("xor")
    assert accuracy.isVisible()
    assert (loss.accessibleName(), accuracy.accessibleName()) == ("Loss", "Accuracy")
    window.resize(1024, 700)
    QApplication.sendPostedEvents()
    assert loss.accessibleName() == "Accuracy"  # as it was chosen


def test_that_an_empty_plot_says_what_will_be_there(window, qtbot):
    plot = window.bench.loss._plot
    assert "Train" in plot._note
    window.lab.controller.configure("One pass", epochs=1)
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.state.training.epoch == 1)
    assert not plot._note


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
@pytest.mark.parametrize("tongue", ["en", "ko"])
@pytest.mark.parametrize("view", ["log", "linear", "accuracy"])
def test_that_the_scale_of_a_curve_is_named_whole_on_a_small_screen(build_window, tongue, theme, view):
    window = build_window(tongue)
    window.set_theme(theme)
    window.resize(1024, 700)
    window.bench.loss.set_view(view)
    QApplication.sendPostedEvents()
    field = window.bench.loss._view
    assert field.width() >= field.sizeHint().width()
    assert window.bench.loss.accessibleName().lower() not in field.text()


@pytest.mark.parametrize("tongue", ["en", "ko"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_that_a_small_screen_shows_the_words_of_the_bench_whole(build_window, qtbot, tongue, theme):
    window = build_window(tongue)
    window.set_theme(theme)
    window.resize(1024, 700)
    window.lab.controller.configure("Bits", loss="binary_cross_entropy")
    assert window.toolbar._transport._speed_label.isVisible()
    preset = window.toolbar._preset
    qtbot.waitUntil(lambda: preset.width() >= preset.sizeHint().width())  # once the layout has settled
    loss = window.bench.builder._training._fields["loss"]
    assert loss.width() >= loss.sizeHint().width()
    for card in (window.bench.answers, window.bench.patterns):
        assert card._caption._shown() == card._caption.text()


class NamesOfTheLadybirds(QTranslator):
    """The Korean names of the table of ladybirds and caterpillars."""

    def isEmpty(self):
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        names = {"width": "너비", "length": "길이", "ladybird": "무당벌레", "caterpillar": "애벌레"}
        return names.get(text) if context == "texts" else None


def test_that_the_names_of_shipped_data_follow_the_language_everywhere(build_window, qapp):
    window = build_window("en", "lecture/caterpillars")
    bench = window.bench
    korean = NamesOfTheLadybirds()
    for names in (("width", "length", "ladybird"), ("너비", "길이", "무당벌레")):
        width, length, ladybird = names
        panel = window.bench.stage._input
        assert panel._rows[0].label.text() == panel._fields[0].accessibleName() == width
        assert panel.walker._name.text() == ladybird
        assert bench.stage._output.picture._frame.names == (width, length)
        assert bench.stage._diagram._structure.names == ((width,), (length,))
        assert name_at(bench.look._heatmap, CellRef(0, 0)) == f"{width} → {length}"
        assert bench.answers._numbers._labels[0] == ladybird
        qapp.installTranslator(korean)
        QApplication.sendPostedEvents()
    qapp.removeTranslator(korean)
