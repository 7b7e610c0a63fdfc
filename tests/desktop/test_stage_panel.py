"""The middle of the bench: what it lights while a step goes operation by operation, and how it shares its room."""

import pytest
from PySide6.QtCore import QPoint, QTextBoundaryFinder
from PySide6.QtWidgets import QApplication, QWidget

from nnlab.desktop.bench.inputs import InputPanel, SegmentInput
from nnlab.desktop.bench.outputs import OutputPanel
from nnlab.desktop.bench.plane_panel import PlanePanel
from nnlab.desktop.panels.input_panel import RowWalker
from nnlab.desktop.widgets.bit_lamps import BitLamps
from nnlab.desktop.widgets.diagram_phase import PhaseBadge
from nnlab.desktop.widgets.fields import NumberField
from nnlab.desktop.widgets.network_diagram import Highlight, NetworkDiagram
from nnlab.desktop.widgets.probability_bars import ProbabilityBars
from nnlab.desktop.widgets.value_list import ValueList
from nnlab.engine import Kind
from nnlab.training import StepSize

PRESETS = (
    "textbook/311_1", "textbook/316_1", "seven-segment", "binary-to-segments", "xor", "lecture/ten-points",
    "exercise/2-3-2-3",
)  # fmt: skip
FIRST, SECOND = frozenset({0}), frozenset({1})


@pytest.fixture
def step(qtbot):
    """Return a function that makes one operation in a window and returns what it was."""

    def make(window):
        before = window.lab.picture.snapshot.operation
        number = before.number % before.total + 1 if before else 1
        window.lab.controller.step(StepSize.OPERATION)
        qtbot.waitUntil(lambda: getattr(window.lab.picture.snapshot.operation, "number", 0) == number)
        return window.lab.picture.snapshot.operation.kind

    return make


def lay_out():
    """Let the cards find their sizes, and what is in them after that."""
    for _ in range(4):
        QApplication.sendPostedEvents()


def highlight(window):
    return window.bench.stage.findChild(NetworkDiagram)._marks.highlight


def shown(window, kind: type[QWidget]) -> bool:
    return not window.bench.stage.findChild(kind).isHidden()


def test_that_every_operation_lights_the_weights_in_it_and_the_neurons_it_computes(build_window, step):
    window = build_window("en", "textbook/316_1")
    window.show_bench()
    seen = [(step(window), highlight(window)) for _ in range(12)]
    assert seen == [
        (Kind.SUM, Highlight(FIRST, column=1, known=1)),
        (Kind.ACTIVATE, Highlight(column=1, known=2)),
        (Kind.SUM, Highlight(SECOND, column=2, known=2)),
        (Kind.ACTIVATE, Highlight(column=2, known=3)),
        (Kind.LOSS, Highlight(column=2)),
        (Kind.OUTPUT_ERROR, Highlight(column=2)),
        (Kind.WEIGHT_GRADIENT, Highlight(SECOND)),
        (Kind.INPUT_ERROR, Highlight(SECOND, column=1)),
        (Kind.ACTIVATION_ERROR, Highlight(column=1)),
        (Kind.WEIGHT_GRADIENT, Highlight(FIRST)),
        (Kind.INPUT_ERROR, Highlight(FIRST, column=0)),
        (Kind.UPDATE, Highlight(FIRST | SECOND)),
    ]


def test_that_there_is_no_answer_before_the_step_has_computed_one(build_window, step):
    window = build_window("en", "textbook/316_1")
    window.show_bench()
    assert shown(window, OutputPanel)
    answered = [(step(window), shown(window, OutputPanel)) for _ in range(5)]
    assert [answer for _, answer in answered] == [False, False, False, True, True]


def test_that_stepping_through_operations_moves_nothing(build_window, step):
    window = build_window("en", "textbook/316_1")
    window.show_bench()
    diagram = window.bench.stage.findChild(NetworkDiagram)
    lay_out()
    before = diagram.geometry()
    badge = window.findChild(PhaseBadge)
    assert badge.text() == ""
    step(window)
    lay_out()
    assert diagram.geometry() == before
    assert badge.text() == "forward →"
    for _ in range(11):
        step(window)
    assert badge.text() == "update"
    lay_out()
    assert diagram.geometry() == before


def test_that_the_phase_is_painted_and_told_to_those_who_do_not_see_it(build_window, step):
    window = build_window("en")
    badge = window.findChild(PhaseBadge)
    empty = badge.grab().toImage()
    step(window)
    assert badge.accessibleName() == "forward →"
    assert badge.grab().toImage() != empty


def cramped(build_window, tongue, preset, *, settings):
    """Return the smallest window in the theme with the largest type."""
    window = build_window(tongue, preset)
    window.show_bench()
    window.set_theme("projector")
    window.resize(1024, 700)
    if window.bench.shows_builder != settings:
        window.bench.toggle_builder()
    lay_out()
    return window


@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize("tongue", ["en", "ko"])
@pytest.mark.parametrize("preset", PRESETS)
def test_that_input_network_and_output_fit_into_the_smallest_window(build_window, preset, tongue, settings):
    window = cramped(build_window, tongue, preset, settings=settings)
    stage = window.bench.stage
    inputs, diagram, output = (stage.findChild(kind) for kind in (InputPanel, NetworkDiagram, OutputPanel))
    shown = [
        panel for panel in (inputs, output) if not panel.isHidden()
    ]  # beside a plane there may be no input
    for panel in shown:
        assert stage.rect().contains(panel.geometry())
    assert inputs.isHidden() or inputs.geometry().right() < diagram.geometry().left()
    assert diagram.geometry().right() < output.geometry().left()
    for panel in shown:
        assert panel.width() >= panel.minimumSizeHint().width()
    layout = diagram._layout()
    assert all(gap.right - gap.left >= 15 for gap in layout.gaps)
    assert output.findChild(BitLamps) is None or output.width() >= 90


def test_that_few_neurons_keep_their_numbers_in_the_smallest_window(build_window):
    diagram = cramped(build_window, "en", "textbook/311_1", settings=True).findChild(
        NetworkDiagram, "network_diagram"
    )
    plain = diagram.grab().toImage()
    weights, biases, neurons = diagram._values.weights, diagram._values.biases, diagram._values.neurons
    diagram.set_values(weights, biases, [neurons[0], neurons[1] * 0.9])  # the fills stay
    assert diagram.grab().toImage() != plain


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("preset", ["textbook/311_1", "lecture/ten-points", "exercise/2-3-2-3"])
def test_that_a_few_inputs_and_outputs_stand_beside_their_neurons(build_window, preset, size):
    window = build_window("en", preset)
    window.show_bench()
    window.resize(*size)
    lay_out()
    window.grab()
    stage = window.bench.stage
    diagram = stage.findChild(NetworkDiagram)

    def neuron_y(column, index):
        return diagram.mapTo(stage, diagram.neuron_center(column, index)).y()

    inputs = stage.findChild(InputPanel)
    for index, field in enumerate([] if inputs.isHidden() else inputs.findChildren(NumberField)):
        middle = field.mapTo(stage, QPoint(0, 0)).y() + field.height() / 2
        assert middle == pytest.approx(neuron_y(0, index), abs=2)
    last = len(window.lab.state.spec.sizes) - 1
    rows = stage.findChild(ValueList) or stage.findChild(ProbabilityBars)
    count = 0 if isinstance(stage.findChild(OutputPanel), PlanePanel) else window.lab.state.spec.outputs
    for index in range(count):
        if isinstance(rows, ValueList):
            middle = rows._still[1].cell(index, 0).center().y()
        else:
            middle = rows.height() * (index + 0.5) / count
        assert rows.mapTo(stage, QPoint(0, 0)).y() + middle == pytest.approx(neuron_y(last, index), abs=2)


def test_that_rows_beside_neurons_do_not_keep_the_window_tall(build_window):
    window = build_window("en", "lecture/ten-points")
    diagram = window.bench.stage.findChild(NetworkDiagram)
    lay_out()
    small = diagram.height()
    window.resize(1280, 1200)
    lay_out()
    assert diagram.height() > small + 100
    window.resize(1280, 800)
    lay_out()
    assert diagram.height() == small


@pytest.mark.parametrize("theme", ["light", "projector"])
def test_that_the_switch_that_breaks_segments_does_not_touch_its_label(build_window, theme):
    window = build_window("en")
    window.set_theme(theme)
    window.resize(1024, 700)
    lay_out()
    row = window.findChild(SegmentInput)._break_row
    assert row.label.geometry().right() + 8 < row.field.geometry().left()
    assert row.label.width() >= row.label.sizeHint().width()
    assert row.field.accessibleName() == "Break segments"


def test_that_the_names_of_keys_are_not_broken_between_lines(build_window):
    text = build_window("en").findChild(SegmentInput)._hint.text()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    breaks = set()
    while (place := finder.toNextBoundary()) >= 0:
        breaks.add(place)
    first, second = text.index("a\N{NON-BREAKING HYPHEN}g"), text.index("0\N{NON-BREAKING HYPHEN}9")
    assert not breaks & {first + 1, first + 2, second + 1, second + 2}


def test_that_the_tools_of_a_plane_stand_in_the_line_of_the_switch_for_maps(build_window):
    window = build_window("en", "xor")
    window.show_bench()
    lay_out()
    stage = window.bench.stage
    plane, maps = stage.findChild(PlanePanel), stage.findChild(QWidget, "maps_row")
    assert plane.y() <= maps.mapTo(stage, QPoint()).y()
    assert maps.mapTo(stage, maps.rect().topRight()).x() < plane.x()
    window.lab.openings.open_preset("seven-segment")
    lay_out()
    assert stage.findChild(BitLamps).mapTo(stage, QPoint()).y() >= stage.header_height


def test_that_outputs_are_named_once_where_their_bars_stand_beside_them(build_window):
    window = build_window("en", "animals")
    window.resize(1280, 800)
    window.show_bench()
    lay_out()
    bars, diagram = (window.bench.stage.findChild(kind) for kind in (ProbabilityBars, NetworkDiagram))
    assert bars.is_pitched
    assert diagram._named == (True, False)
    assert bars.width() >= bars.minimumSizeHint().width()  # all names are whole


def test_that_one_walks_through_the_samples_where_a_plane_leaves_its_input_no_room(build_window):
    window = build_window("en", "lecture/caterpillars", "--theme", "projector")
    stage = window.bench.stage
    for width, has_input in ((1024, False), (1800, True), (1024, False)):
        window.resize(width, 700)
        lay_out()
        assert shown(window, InputPanel) is has_input
        (walker,) = stage.findChildren(RowWalker)
        assert walker.isVisible()
        assert walker.parentWidget() is (stage.findChild(InputPanel) if has_input else stage)
    window.lab.probe.set_row(0)
    stage.findChild(QWidget, "next_sample_button").click()
    assert window.lab.probe.row == 1
    window.lab.openings.open_preset("xor")  # another input, and a walker with it
    lay_out()
    (walker,) = (each for each in stage.findChildren(RowWalker) if each.isVisible())
    assert walker.parentWidget() is stage


def test_that_the_ring_around_a_button_of_the_walker_leaves_the_name_to_be_read(build_window):
    window = build_window("ko", "lecture/caterpillars")
    walker = window.bench.stage.findChild(RowWalker)
    name, on = walker._name, walker._on
    assert on.geometry().left() - name.geometry().right() >= 4
