"""The plane on the bench: it shows what the network answers, and a hand on it edits the samples."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from nnlab.data import Dataset
from nnlab.data.parting import split_rows
from nnlab.data.points import with_point
from nnlab.data.splits import Split
from nnlab.data.tabular.guessing import guess_plan
from nnlab.data.tabular.plan import Scaling, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.desktop.bench.inputs import NumberInput
from nnlab.desktop.bench.plane import Plane, has_plane, unit_maps
from nnlab.desktop.bench.plane_panel import PlanePanel
from nnlab.desktop.widgets.curve_plot import CurvePlot
from nnlab.desktop.widgets.fields import ChoiceField, NumberField, SwitchField
from nnlab.desktop.widgets.input_curve import InputCurve
from nnlab.desktop.widgets.network_diagram import NetworkDiagram
from nnlab.desktop.widgets.parts.plane_model import Answer, Hand, Part, PointRef
from nnlab.desktop.widgets.plane_map import PlaneMap
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words.shown_columns import input_columns
from nnlab.engine import LayerSpec, Network, NetworkSpec, Task, TrainingConfig
from nnlab.files.csv_table import parse_csv
from nnlab.project import Ending, ProjectState, with_hidden_widths
from nnlab.training import StepSize

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def table(task=Task.BITS, inputs=2, outputs=1, count=24, *, test=0.25, validation=0.0):
    """Return samples on a circle (or a line), every other one of the second class, or with numbers."""
    turn = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
    places = np.stack([np.cos(turn), np.sin(turn)], axis=1)[:, :inputs]
    second = np.arange(count) % 2
    targets = {
        Task.BITS: np.tile(second[:, None], (1, outputs)),
        Task.CLASSES: np.eye(max(outputs, 2))[second],
        Task.VALUES: np.stack([np.sin(turn + k) for k in range(outputs)], axis=1),
    }[task]
    whole = Dataset.from_arrays("circle", places, targets, task)
    return split_rows(whole, Split(validation=validation, test=test))


def project(dataset):
    output = {Task.BITS: "sigmoid", Task.CLASSES: "softmax", Task.VALUES: "linear"}[dataset.task]
    loss = "cross_entropy" if dataset.task is Task.CLASSES else "half_squared_error"
    layers = LayerSpec(4, "tanh", "lecun_normal"), LayerSpec(dataset.targets.shape[1], output, "lecun_normal")
    spec = NetworkSpec(dataset.inputs.shape[1], layers)
    return ProjectState.begin(dataset, spec, TrainingConfig(loss=loss, epochs=None))


@pytest.fixture
def opened(build_window):
    """Return a function that opens a data set on the bench of one window, and gives the window."""
    window = build_window("en", "xor")

    def open_(dataset):
        window.lab.document.open(project(dataset))
        settle()
        return window

    return open_


@pytest.fixture
def window(build_window):
    return build_window("en", "xor")


def settle():
    """Let the cards find their sizes, and what was replaced go."""
    for _ in range(4):
        QApplication.sendPostedEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def panel_of(window) -> PlanePanel:
    return window.bench.stage.findChild(PlanePanel)


def map_of(window) -> PlaneMap:
    return window.bench.stage.findChild(PlaneMap, "plane_map")


def take(window, hand):
    window.findChild(Segmented, "plane_hand").value_chosen.emit(hand)


def click(qtbot, window, place, button=LEFT):
    picture = panel_of(window).picture
    qtbot.mouseClick(picture, button, pos=picture.place_of(place).toPoint())
    settle()


def open_preset(qtbot, lab, preset):
    """Open a preset and wait until it is on the bench."""
    lab.openings.open_preset(preset)
    qtbot.waitUntil(lambda: lab.state.preset == preset)


def wait_beyond(qtbot, lab, step):
    """Wait until a training is under way and shown beyond a step."""
    qtbot.waitUntil(lambda: lab.controller.is_running and lab.picture.snapshot.step > step)


def wait_for_samples(qtbot, lab, count):
    """Wait until so many samples are learned from."""
    qtbot.waitUntil(lambda: len(lab.state.dataset.inputs) == count)


# -- which data have a plane -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        (table(), True),
        (table(Task.VALUES, inputs=1), True),
        (Dataset.from_arrays("one", [[1, 2]], [[1]], Task.VALUES), False),
        (Dataset.from_arrays("three", np.eye(3), np.eye(3), Task.CLASSES), False),
    ],
)
def test_that_samples_of_one_or_two_inputs_have_a_plane(dataset, expected):
    assert has_plane(dataset) is expected


def test_that_the_bench_shows_the_picture_that_fits(opened):
    assert map_of(opened(table())) is not None
    window = opened(table(Task.VALUES, inputs=1))
    assert panel_of(window).picture is window.findChild(InputCurve, "input_curve")
    window.lab.document.open(project(Dataset.from_arrays("one", [[1, 2]], [[1]], Task.VALUES)))
    settle()
    assert panel_of(window) is None


# -- what it shows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("task", "outputs"), [(Task.BITS, 1), (Task.CLASSES, 3), (Task.VALUES, 2)])
def test_that_the_map_is_what_the_network_answers(task, outputs):
    dataset = table(task, outputs=outputs)
    state = project(dataset)
    plane = Plane(dataset)
    sight = plane.sight(state.parameters)
    grid = np.stack([axis.ravel() for axis in np.meshgrid(*sight.maps.axes)], axis=1)
    network = Network.reading(state.parameters)
    shown = network.predict(grid).T if task is Task.CLASSES else network.predict(grid).T[:1]
    np.testing.assert_allclose(sight.field.outputs.reshape(len(shown), -1), shown, atol=1e-5)
    assert plane.sight(state.parameters) is sight


def test_that_wrong_answers_are_those_of_the_network(opened):
    window = opened(table())
    data, picture = window.lab.state.dataset, map_of(window)
    network = Network.reading(window.lab.state.parameters)
    for part, samples in ((Part.TRAIN, data), (Part.TEST, data.test)):
        wrong = (network.predict(samples.inputs) >= 0.5) != (samples.targets >= 0.5)
        np.testing.assert_array_equal(picture._answers.wrong[picture._points.parts == part], wrong[:, 0])


def test_that_a_test_that_waits_for_the_end_is_not_judged():
    dataset = table(validation=0.25)
    plane = Plane(dataset)
    answers = plane.sight(project(dataset).parameters).answers
    assert answers.wrong[plane.points.parts == Part.VALIDATION].any()
    assert not answers.wrong[plane.points.parts == Part.TEST].any()


def test_that_the_map_follows_a_training(window, qtbot):
    picture = map_of(window)
    before = picture._field.outputs
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.picture.snapshot.step > 50 and picture._field.outputs is not before)
    window.lab.controller.pause()
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy)
    expected = panel_of(window)._plane.sight(window.lab.picture.snapshot.parameters)
    qtbot.waitUntil(lambda: picture._field is expected.field)  # a little after the diagram


def test_that_a_plane_nobody_sees_waits_until_it_is_looked_at(window, qtbot):
    picture, lab = map_of(window), window.lab
    window.workspaces.show("arithmetic")
    before = picture._field
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.picture.snapshot.step > 50)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    assert picture._field is before
    window.show_bench()
    assert picture._field is panel_of(window)._plane.sight(lab.picture.snapshot.parameters).field


def scaled_table():
    """Return a table of two inputs and a number, all in other units than the network is given."""
    rows = [f"{20 + 7 * k % 12}.5,{1000 + 50 * (k % 5)}.5,{300 + 11 * k % 130}.25" for k in range(12)]
    text = "\n".join(("age,income,rent", *rows)).encode()
    source = TableSource(text, guess_plan(parse_csv(text)))
    columns = tuple(replace(column, scaling=Scaling.STANDARD) for column in source.plan.columns)
    return prepare(replace(source, plan=replace(source.plan, columns=columns)), "rents")


def test_that_a_point_on_a_scaled_table_moves_nothing():
    dataset = scaled_table()
    before = Plane(dataset)
    edited = with_point(dataset, before.inputs_at((25.0, 1100.0)), before.target_of(350.0))
    after = Plane(edited, before.bounds)
    assert after.frame.bounds == before.frame.bounds
    np.testing.assert_allclose(after.points.places[:12], before.points.places)
    np.testing.assert_allclose(after.points.places[12], (25.0, 1100.0))
    assert after.points.targets[12] == pytest.approx(350.0)
    assert input_columns(edited) == input_columns(dataset)


def test_that_a_scaled_table_is_read_in_its_own_units():
    dataset = scaled_table()
    plane = Plane(dataset)
    (left, right), (low, high) = plane.frame.bounds
    assert 10 < left < 20 < 31 < right < 40
    assert 900 < low < 1000 < 1200 < high < 1300
    np.testing.assert_allclose(plane.points.places[3], (29.5, 1150.5))
    assert plane.points.targets[3] == pytest.approx(333.25)
    given = plane.inputs_at((29.5, 1150.5))
    np.testing.assert_allclose(given, dataset.inputs[3])
    assert plane.place_of(given, np.zeros(1)) == pytest.approx((29.5, 1150.5))
    np.testing.assert_allclose(plane.target_of(333.25), dataset.targets[3])


def test_that_many_samples_are_shown_in_part():
    plane = Plane(table(count=3000))
    assert len(plane.points) == 1400


# -- the probe ---------------------------------------------------------------------------------------------


def test_that_a_drag_puts_the_input_on_the_bench(window, qtbot):
    click(qtbot, window, (0.5, 0.8))
    assert window.lab.probe.values == pytest.approx([0.5, 0.8], abs=0.01)
    assert map_of(window)._probe == pytest.approx((0.5, 0.8), abs=0.01)
    answer = window.findChild(PlanePanel)._answer.text()
    assert answer.startswith("y  ")


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_that_the_answer_is_written_whole_whatever_room_there_is(opened, width):
    window = opened(table(Task.CLASSES))
    window.resize(width, 700)
    settle()
    answer = panel_of(window)._answer
    name, number = answer.text().split("\n") if "\n" in answer.text() else answer.text().split("  ")
    assert name
    assert float(number) >= 0.5
    needed = answer.fontMetrics().boundingRect(answer.rect(), int(answer.alignment()), answer.text())
    assert needed.width() <= answer.width()
    assert needed.height() <= answer.height()


def test_that_moving_the_input_makes_no_map_anew(window, qtbot):
    diagram, picture = window.findChild(NetworkDiagram), map_of(window)
    field, maps = picture._field, diagram._maps
    click(qtbot, window, (0.5, 0.8))
    assert picture._field is field
    assert diagram._maps is maps


def test_that_a_click_on_a_point_puts_its_sample_on_the_bench(opened, qtbot):
    window = opened(table())
    test = window.lab.state.dataset.test
    click(qtbot, window, tuple(test.inputs[2]))
    assert window.lab.probe.part is test
    assert window.lab.probe.row == 2


# -- adding and removing -----------------------------------------------------------------------------------


def test_that_a_click_adds_a_point_of_the_chosen_class_and_undo_takes_it_back(window, qtbot):
    before = window.lab.state
    take(window, Hand.ADD)
    window.findChild(ChoiceField, "plane_class_field").value_chosen.emit(1)
    click(qtbot, window, (0.5, 0.25))
    data = window.lab.state.dataset
    assert data.inputs[-1] == pytest.approx([0.5, 0.25], abs=0.01)
    assert data.targets[-1] == [1.0]
    assert len(map_of(window)._points) == 5
    assert window.lab.probe.row == 4
    assert window.lab.document.undo_steps.texts[-1] == "Add a point"
    window.lab.controller.undo()
    settle()
    assert window.lab.state is before
    assert len(map_of(window)._points) == 4


def test_that_the_right_button_removes_a_point_and_undo_brings_it_back(window, qtbot):
    before = window.lab.state
    click(qtbot, window, (0.0, 1.0), RIGHT)
    assert window.lab.state.dataset.row_names == ("00", "10", "11")
    assert len(map_of(window)._points) == 3
    window.lab.controller.undo()
    assert window.lab.state is before


def test_that_an_edit_leaves_the_picture_and_the_hand_where_they_were(window, qtbot):
    panel, picture = panel_of(window), map_of(window)
    bounds = picture._frame.bounds
    take(window, Hand.ADD)
    click(qtbot, window, (1.1, 1.1))
    click(qtbot, window, (0.6, 0.4))
    assert panel_of(window) is panel
    assert picture._frame.bounds == bounds
    assert picture.hand() is Hand.ADD
    assert len(window.lab.state.dataset.inputs) == 6


def test_that_removing_a_point_leaves_the_input_on_the_bench(window, qtbot):
    click(qtbot, window, (0.3, 0.6))
    values = window.lab.probe.values
    click(qtbot, window, (1.0, 0.0), RIGHT)
    np.testing.assert_array_equal(window.lab.probe.values, values)


def test_that_the_last_two_points_stay_and_it_is_said_why(window, qtbot):
    said = []
    window.lab.noticed.connect(said.append)
    for place in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)):
        click(qtbot, window, place, RIGHT)
    assert len(window.lab.state.dataset.inputs) == 2
    assert len(said) == 1


def test_that_training_goes_on_after_an_edit_with_the_weights_it_had(window, qtbot):
    lab = window.lab
    lab.controller.configure("", epochs=None, stop_loss=None)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.picture.snapshot.step > 100)
    take(window, Hand.ADD)
    click(qtbot, window, (0.5, 0.25))
    click(qtbot, window, (0.5, 0.75))
    wait_for_samples(qtbot, lab, 6)
    step = lab.state.training.step
    assert step > 100
    wait_beyond(qtbot, lab, step)
    assert lab.picture.snapshot.history.epochs[0] == 0.0  # the curve of all of it
    assert sum(int(mark.value) for mark in lab.state.history.marks) == 2
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)


def test_that_a_training_goes_on_after_points_that_were_put_while_it_rested(window, qtbot):
    lab = window.lab
    lab.controller.configure("", epochs=None, stop_loss=None)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.picture.snapshot.step > 100)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    step = lab.state.training.step
    click(qtbot, window, (1.0, 0.0), RIGHT)
    assert (lab.state.training.step, len(lab.state.dataset.inputs)) == (step, 3)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.picture.snapshot.step > step)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    (run,) = lab.state.runs.records
    assert run.steps == lab.state.training.step


def test_that_points_put_while_it_learns_are_in_the_one_run_that_goes_on(window, qtbot):
    lab = window.lab
    lab.controller.configure("", epochs=None, stop_loss=None)
    lab.controller.train()
    take(window, Hand.ADD)
    for count in range(5):
        step = lab.picture.snapshot.step
        wait_beyond(qtbot, lab, step)
        click(qtbot, window, (0.5, 0.1 + 0.2 * count))
        wait_for_samples(qtbot, lab, 5 + count)
        if lab.state.runs.records:
            assert lab.state.runs.records[0].outcome.ending is Ending.INTERRUPTED  # nobody has paused it
    step = lab.state.training.step
    wait_beyond(qtbot, lab, step)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    (run,) = lab.state.runs.records
    assert (run.began, run.data.rows) == (0, 9)
    assert run.outcome.ending is Ending.PAUSED
    assert sum(int(mark.value) for mark in run.history.marks) == 5


def test_that_the_curve_says_how_many_points_came_and_went(window, qtbot):
    lab = window.lab
    lab.controller.configure("", epochs=None, stop_loss=None)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.picture.snapshot.step > 100)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    take(window, Hand.ADD)
    click(qtbot, window, (0.5, 0.25))
    click(qtbot, window, (0.5, 0.75))
    click(qtbot, window, (1.0, 0.0), RIGHT)
    plot = window.bench.findChild(CurvePlot, "log_plot")
    assert [text for _epoch, text in plot._marks] == ["2 points added", "1 point removed"]


def test_that_an_earlier_moment_shows_the_points_of_then(window, qtbot):
    lab = window.lab
    lab.controller.configure("", epochs=None, stop_loss=None)
    for _ in range(2):
        step = lab.picture.snapshot.step
        lab.controller.train()
        wait_beyond(qtbot, lab, step + 50)
        lab.controller.pause()
        qtbot.waitUntil(lambda: not lab.controller.is_busy)
        click(qtbot, window, (0.5, 0.5 if step else 0.25), RIGHT if step else LEFT)
        if not step:
            take(window, Hand.ADD)
            click(qtbot, window, (0.5, 0.25))
    rewinder, samples = lab.rewinder, lab.state.dataset
    assert len(samples.inputs) == 5
    rewinder.look(rewinder.timeline.places[2])
    assert len(panel_of(window)._plane.points.places) == 4
    rewinder.give_up()
    assert panel_of(window)._plane.dataset is samples
    rewinder.settle(rewinder.timeline.places[2])
    assert len(lab.state.dataset.inputs) == 4
    lab.controller.undo()
    assert lab.state.dataset is samples


def test_that_the_number_of_a_new_point_is_typed_where_two_inputs_give_one(opened, qtbot):
    window = opened(table(Task.VALUES))
    take(window, Hand.ADD)
    window.findChild(NumberField, "plane_value_field").value_entered.emit(-0.75)
    click(qtbot, window, (0.1, 0.2))
    assert window.lab.state.dataset.targets[-1] == [-0.75]


def test_that_the_height_of_a_new_point_is_its_target_where_one_input_gives_it(opened, qtbot):
    window = opened(table(Task.VALUES, inputs=1))
    take(window, Hand.ADD)
    click(qtbot, window, (0.25, -0.5))
    data = window.lab.state.dataset
    assert (data.inputs[-1][0], data.targets[-1][0]) == pytest.approx((0.25, -0.5), abs=0.02)


@pytest.mark.parametrize(
    ("targets", "has_zero"),
    [
        ((1.1, 2.9), True),
        ((-2.9, -1.1), True),
        ((5.0, 5.0), True),
        ((0.0, 0.0), True),
        ((160.0, 180.0), False),
    ],
)
def test_that_a_line_from_which_a_network_begins_is_seen_below_its_samples(targets, has_zero):
    data = Dataset.from_arrays("line", np.array([[3.0], [1.0]]), np.array(targets)[:, None], Task.VALUES)
    low, high = Plane(data).frame.bounds[1]
    assert low < min(targets) <= max(targets) < high
    assert (low < 0.0 < high) is has_zero


@pytest.mark.parametrize(("height", "expected"), [(0.8, 1.0), (0.1, 0.0)])
def test_that_a_yes_or_no_over_one_input_is_the_nearer_one(opened, qtbot, height, expected):
    window = opened(table(Task.BITS, inputs=1))
    take(window, Hand.ADD)
    click(qtbot, window, (0.25, height))
    assert window.lab.state.dataset.targets[-1] == [expected]


def test_that_an_unseen_point_is_removed_from_its_part(opened, qtbot):
    window = opened(table())
    test = window.lab.state.dataset.test
    click(qtbot, window, tuple(test.inputs[1]), RIGHT)
    assert len(window.lab.state.dataset.test.inputs) == len(test.inputs) - 1
    assert len(window.lab.state.dataset.inputs) == 18


def test_that_one_of_several_outputs_is_shown_and_edited(opened, qtbot):
    window = opened(table(Task.VALUES, outputs=2))
    field = window.findChild(ChoiceField, "plane_output_field")
    assert not field.isHidden()
    field.value_chosen.emit(1)
    shown = map_of(window)._points.targets[:18]
    np.testing.assert_array_equal(shown, window.lab.state.dataset.targets[:, 1])


# -- the network beside it ---------------------------------------------------------------------------------


def test_that_neurons_show_what_they_answer_over_all_inputs(window):
    diagram, plane = window.findChild(NetworkDiagram), panel_of(window)._plane
    sight = plane.sight(window.lab.picture.snapshot.parameters)
    assert [len(maps.values) for maps in diagram._maps] == [2, 4, 1]
    np.testing.assert_array_equal(diagram._maps[1].values, sight.maps.layers[0])
    # The output has the colours of the large map: around one half.
    np.testing.assert_allclose(diagram._maps[2].values, sight.maps.outputs - 0.5)
    across, up = diagram._maps[0].values
    assert (np.diff(across, axis=1) > 0).all()
    assert (np.diff(up, axis=0) > 0).all()
    assert plane.frame.answer is Answer.YES_NO
    assert len(unit_maps(sight, plane.frame)) == 3


def test_that_the_neuron_that_is_pointed_at_is_seen_on_the_large_plane(window, qtbot):
    diagram, picture = window.findChild(NetworkDiagram), map_of(window)
    picture.set_probe(None)
    for column, index, said in ((1, 2, "neuron 3 of layer 1"), (0, 1, "x2"), (2, 0, "y")):
        qtbot.mouseMove(diagram, diagram.neuron_center(column, index).toPoint())
        shown = picture.unit()
        assert shown.name == said
        small = diagram._maps[column]
        np.testing.assert_allclose(
            shown.field.outputs[0] - shown.frame.middle, small.values[index], atol=1e-6
        )
        assert shown.frame.reach == small.limit
    window.lab.controller.step(StepSize.EPOCH)
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy)
    np.testing.assert_allclose(picture.unit().field.outputs[0], map_of(window)._field.outputs[0], atol=1e-6)
    QApplication.sendEvent(diagram, QEvent(QEvent.Type.Leave))
    assert picture.unit() is None


def test_that_without_maps_in_the_neurons_the_plane_keeps_the_answers(window, qtbot):
    diagram, switch = window.findChild(NetworkDiagram), window.findChild(SwitchField, "maps_switch")
    qtbot.mouseMove(diagram, diagram.neuron_center(1, 2).toPoint())
    switch.click()
    assert map_of(window).unit() is None
    qtbot.mouseMove(diagram, diagram.neuron_center(1, 1).toPoint())
    assert map_of(window).unit() is None


def test_that_a_neuron_that_is_gone_is_shown_no_more(window, qtbot):
    diagram = window.findChild(NetworkDiagram)
    qtbot.mouseMove(diagram, diagram.neuron_center(1, 3).toPoint())
    window.lab.controller.edit("", lambda state: with_hidden_widths(state, [2]))
    settle()
    assert map_of(window).unit() is None


def test_that_a_switch_goes_back_to_the_numbers(window):
    diagram, switch = window.findChild(NetworkDiagram), window.findChild(SwitchField, "maps_switch")
    large = diagram._layout().columns[1].radius
    switch.click()
    assert diagram._maps is None
    assert not switch.value()
    assert diagram._layout().columns[1].radius < large
    switch.click()
    assert diagram._maps is not None


def test_that_other_data_have_no_maps_and_no_switch(window):
    window.toolbar._on_preset_chosen("seven-segment")
    settle()
    assert window.findChild(NetworkDiagram)._maps is None
    assert not window.findChild(SwitchField, "maps_switch").isVisible()


def test_that_another_network_has_other_maps(window):
    window.lab.controller.edit("", lambda state: with_hidden_widths(state, [3, 5]))
    settle()
    assert [len(maps.values) for maps in window.findChild(NetworkDiagram)._maps] == [2, 3, 5, 1]


@pytest.mark.parametrize("preset", ["xor", "lecture/ten-points"])
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("theme", ["light", "projector"])
def test_that_map_and_network_share_the_stage_in_every_window(build_window, size, theme, preset):
    window = build_window("en", preset)
    window.set_theme(theme)
    window.resize(*size)
    settle()
    stage, panel = window.bench.stage, panel_of(window)
    diagram = stage.findChild(NetworkDiagram)
    assert stage.rect().contains(panel.geometry())
    assert diagram.geometry().right() < panel.geometry().left()
    area = panel.picture.axes().area
    assert area.width() >= 140
    assert panel.picture.rect().contains(area.toRect())
    assert diagram.width() >= 150
    inputs = stage._input
    assert inputs.isHidden() or inputs.geometry().right() < diagram.geometry().left()
    if isinstance(inputs, NumberInput):  # whoever does not stand beside its neurons does not name them
        assert diagram._named[0] is inputs.isHidden()


# -- what waits for the run to rest ------------------------------------------------------------------------


def train(window, qtbot):
    """Begin a training that has no end of its own."""
    lab = window.lab
    lab.controller.configure("", epochs=None, stop_loss=None)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.picture.snapshot.step > 20)


def test_that_points_removed_in_quick_succession_are_those_that_were_clicked(opened, qtbot):
    window = opened(table())
    lab, panel = window.lab, panel_of(window)
    before = [tuple(row) for row in np.asarray(lab.state.dataset.inputs)]
    train(window, qtbot)
    for row in (3, 9, 3, 12, 5):  # the second click on the same point finds it gone
        panel.picture.remove_requested.emit(PointRef(Part.TRAIN, row))
    qtbot.waitUntil(lambda: len(lab.state.dataset.inputs) == len(before) - 4)
    left = [tuple(row) for row in np.asarray(lab.state.dataset.inputs)]
    assert left == [place for row, place in enumerate(before) if row not in (3, 5, 9, 12)]
    step = lab.picture.snapshot.step
    wait_beyond(qtbot, lab, step)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy)


@pytest.mark.parametrize("hand", ["adds", "removes"])
@pytest.mark.parametrize("other", ["line", "xor", "circles"])
def test_that_a_click_meant_for_other_samples_is_dropped(window, qtbot, hand, other):
    lab, said = window.lab, []
    open_preset(qtbot, lab, "moons")
    settle()
    train(window, qtbot)
    lab.noticed.connect(said.append)
    picture = panel_of(window).picture
    lab.openings.open_preset(other)
    if hand == "adds":
        picture.add_requested.emit((0.5, 0.5))
    else:
        picture.remove_requested.emit(PointRef(Part.TRAIN, 3))
    assert lab.controller.is_busy  # so that the click does wait
    qtbot.waitUntil(lambda: lab.state.preset == other and not lab.controller.is_busy)
    assert not lab.state.dataset.name.endswith("edited")
    assert (lab.controller.is_running, lab.state.training.step) == (False, 0)
    assert lab.probe.values.shape == lab.state.dataset.inputs.shape[1:]
    assert [notice for notice in said if notice.kind != "info"] == []


def test_that_a_click_while_undo_waits_leaves_no_foreign_input_on_the_bench(window, qtbot):
    lab = window.lab
    for preset in ("line", "moons"):
        open_preset(qtbot, lab, preset)
    settle()
    train(window, qtbot)
    picture = panel_of(window).picture
    for _ in ("the training", "its settings", "opening moons"):
        lab.controller.undo()
    picture.remove_requested.emit(PointRef(Part.TRAIN, 3))
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    assert lab.state.preset == "line"
    assert lab.probe.values.shape == lab.state.dataset.inputs.shape[1:]


def test_that_a_pause_after_a_click_is_not_taken_back_by_it(window, qtbot):
    train(window, qtbot)
    controller = window.lab.controller
    panel_of(window).picture.add_requested.emit((0.5, 0.5))
    controller.pause()
    wait_for_samples(qtbot, window.lab, 5)
    assert not controller.is_busy
