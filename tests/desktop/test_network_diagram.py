from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QRegion
from PySide6.QtWidgets import QApplication, QToolTip

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.network_diagram import (
    Highlight,
    LayerInsert,
    LayerRemove,
    LayerResize,
    LinkRef,
    NetworkDiagram,
    NeuronRef,
)
from nnlab.desktop.widgets.parts.diagram_hits import hit_test
from nnlab.desktop.widgets.parts.diagram_model import ButtonKind, ButtonRef, Values
from nnlab.desktop.widgets.readout import Readout

SEVEN = (7, 8, 4)


class CountingDiagram(NetworkDiagram):
    """Counts how often it is painted."""

    paints = 0

    def paintEvent(self, event):
        self.paints += 1
        super().paintEvent(event)


def numbers(sizes, seed=1):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
    biases = [rng.normal(size=units) for units in sizes[1:]]
    return weights, biases, [rng.uniform(-1, 1, units) for units in sizes]


@pytest.fixture
def make(qtbot):
    def build(sizes=SEVEN, *, cls=NetworkDiagram, values=True, **labels):
        diagram = cls()
        qtbot.addWidget(diagram)
        diagram.resize(480, 430)
        diagram.set_network(sizes, ("tanh",) * (len(sizes) - 1), **labels)
        if values:
            diagram.set_values(*numbers(sizes))
        diagram.show()
        qtbot.waitExposed(diagram)
        return diagram

    return build


@pytest.fixture
def heard():
    """Return a function that collects what a signal sends."""

    def listen(signal):
        sent = []
        signal.connect(sent.append)
        return sent

    return listen


def point_at(diagram, position):
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        position,
        diagram.mapToGlobal(position),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(diagram, event)


def place_of(diagram, wanted):
    """Return a point at which the diagram has `wanted`, found by looking everywhere."""
    layout = diagram._current_scene().layout
    editable = isinstance(wanted, ButtonRef)
    for y in range(0, diagram.height(), 2):
        for x in range(0, diagram.width(), 3):
            if hit_test(layout, x, y, editable=editable) == wanted:
                return QPointF(x, y)
    raise AssertionError(f"{wanted} is nowhere")


def click(qtbot, diagram, wanted):
    point = wanted if isinstance(wanted, QPointF) else place_of(diagram, wanted)
    qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=point.toPoint())


def read(diagram):
    """Return the words of the readout."""
    window = diagram.window()
    return [word for pair in window.findChild(Readout).pairs() for word in pair if word]


def picture(diagram, theme="light"):
    image = QImage(diagram.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(themes.load(theme).surface))
    diagram.render(image, QPoint(), QRegion(), NetworkDiagram.RenderFlag.DrawChildren)
    return image


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21."""

    def luminance(color):
        parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.getRgbF()[:3])
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# Setting


def test_that_setting_values_emits_nothing(make, heard):
    diagram = make()
    sent = [
        heard(signal)
        for signal in (
            diagram.link_clicked,
            diagram.neuron_clicked,
            diagram.layer_resize_requested,
            diagram.layer_insert_requested,
            diagram.layer_remove_requested,
        )
    ]
    point_at(diagram, diagram.neuron_center(1, 2))
    diagram.set_values(*numbers(SEVEN, 2))
    diagram.set_highlight(Highlight(frozenset({0}), column=1))
    diagram.set_dead_units(frozenset({(1, 2)}))
    diagram.set_selected_layer(1)
    diagram.set_editable(False)
    diagram.set_network((2, 3, 1), ("tanh", "tanh"))
    assert sent == [[], [], [], [], []]


def test_that_equal_numbers_do_not_repaint_and_others_do(make, qtbot):
    diagram = make(cls=CountingDiagram)
    qtbot.waitUntil(lambda: diagram.paints > 0)
    painted = diagram.paints
    diagram.set_values(*numbers(SEVEN))
    diagram.set_network(SEVEN, ("tanh", "tanh"))
    diagram.set_binary_inputs(False)
    diagram.set_selected_layer(None)
    QApplication.sendPostedEvents()
    qtbot.wait(30)
    assert diagram.paints == painted
    diagram.set_values(*numbers(SEVEN, 2))
    qtbot.waitUntil(lambda: diagram.paints > painted)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda w, b, v: (w[:1], b, v),
        lambda w, b, v: ([w[0].T, w[1]], b, v),
        lambda w, b, v: (w, [b[1], b[0]], v),
        lambda w, b, v: (w, b, v[:2]),
        lambda w, b, v: (w, b, v, [(w[0], b[0])]),
        lambda w, b, v: (w, b, v, [(w[0], b[1]), (w[1], b[1])]),
    ],
)
def test_that_numbers_of_another_network_are_refused(make, spoil):
    diagram = make()
    with pytest.raises(ValueError, match="the network needs"):
        diagram.set_values(*spoil(*numbers(SEVEN)))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (((7,), ()), "at least one unit"),
        (((7, 0, 4), ("a", "b")), "at least one unit"),
        (((7, 4), ("a", "b")), "2 activations"),
        (((7, 4), ("a",), ("x",)), "1 input labels"),
        (((7, 4), ("a",), (), ("x",)), "1 output labels"),
        (((7, 4), ("a",), (), (), (True, False)), "2 biased"),
    ],
)
def test_that_a_structure_whose_lengths_disagree_is_refused(make, arguments, message):
    with pytest.raises(ValueError, match=message):
        make().set_network(*arguments)


def test_that_an_operation_or_a_layer_that_is_not_there_is_refused(make):
    diagram = make()
    with pytest.raises(ValueError, match="no column 3"):
        diagram.set_highlight(Highlight(column=3))
    with pytest.raises(ValueError, match=r"no layers \[2\]"):
        diagram.set_highlight(Highlight(frozenset({2})))
    with pytest.raises(ValueError, match="layers are 0 to 1"):
        diagram.set_selected_layer(2)


def test_that_the_scale_ends_at_the_largest_finite_weight_of_all_layers():
    weights = (np.array([[1.0, -3.0]]), np.array([[np.inf], [2.0]]))
    values = Values(weights, (None, None), (np.zeros(1), np.zeros(2), np.zeros(1)))
    assert values.limits == (3.0, 2.0)
    assert values.limit == 3.0


# Places


def test_that_places_follow_the_size(make):
    diagram = make()
    before = diagram.neuron_center(2, 0).x()
    diagram.resize(800, 430)
    assert diagram.neuron_center(2, 0).x() > before


# Pointing


def test_that_pointing_reads_a_neuron_with_its_activation_and_bias(make):
    diagram = make()
    _, biases, values = numbers(SEVEN)
    point_at(diagram, diagram.neuron_center(1, 2))
    words = read(diagram)
    assert words[0].split() == ["h3", "tanh"]
    assert words[2] == "bias"
    assert float(words[1].replace("−", "-")) == pytest.approx(values[1][2], abs=1e-3)
    assert float(words[3].replace("−", "-")) == pytest.approx(biases[0][2], abs=1e-2)


def test_that_pointing_reads_a_weight_by_its_names_and_its_gradient(make):
    diagram = make((1, 1), values=False, input_labels=("a",))
    weights, biases, values = [np.array([[-0.4213]])], [None], [np.ones(1), np.ones(1)]
    diagram.set_values(weights, biases, values, [(np.array([[0.5]]), None)])
    point_at(diagram, place_of(diagram, LinkRef(0, 0, 0)))
    assert read(diagram) == ["w a→y1", "−0.4213", "dW", "0.500"]


def test_that_the_readout_follows_the_values_under_a_resting_cursor(make):
    diagram = make()
    point_at(diagram, diagram.neuron_center(2, 1))
    weights, biases, values = numbers(SEVEN)
    values[2] = np.array([0.1, 0.25, 0.3, 0.4])
    diagram.set_values(weights, biases, values)
    assert read(diagram)[1] == "0.2500"


def test_that_units_of_several_hidden_layers_are_told_apart_by_name(make):
    diagram = make((2, 3, 3, 1))
    point_at(diagram, diagram.neuron_center(2, 0))
    assert read(diagram)[0].split()[0] == "h2.1"


def test_that_a_layer_without_bias_says_so(make):
    diagram = make(biased=(False, True))
    point_at(diagram, diagram.neuron_center(1, 0))
    assert "no bias" in read(diagram)
    point_at(diagram, diagram.neuron_center(2, 0))
    assert "bias" in read(diagram)


@pytest.mark.qt_log_ignore("This plugin does not support raise")  # the offscreen platform, of the tooltip
def test_that_a_dead_unit_is_named_in_readout_and_tooltip(make):
    diagram = make()
    diagram.set_dead_units(frozenset({(1, 2)}))
    center = diagram.neuron_center(1, 2).toPoint()
    point_at(diagram, QPointF(center))
    assert read(diagram)[-1] == "never fires"
    QApplication.sendEvent(diagram, QHelpEvent(QEvent.Type.ToolTip, center, diagram.mapToGlobal(center)))
    assert "never fires" in QToolTip.text()
    QToolTip.hideText()


def test_that_the_selected_layer_outlives_a_new_width_but_not_its_own_removal(make):
    diagram, plain = make((7, 8, 5, 4)), make((7, 9, 4))
    diagram.set_selected_layer(1)
    diagram.set_network((7, 9, 4), ("tanh",) * 2)
    diagram.set_values(*numbers((7, 9, 4)))
    assert picture(diagram) != picture(plain)
    diagram.set_network((7, 4), ("tanh",))
    diagram.set_network((7, 9, 4), ("tanh",) * 2)
    diagram.set_values(*numbers((7, 9, 4)))
    assert picture(diagram) == picture(plain)


def test_that_leaving_or_a_new_structure_ends_the_readout(make):
    diagram = make()
    point_at(diagram, diagram.neuron_center(1, 2))
    QApplication.sendEvent(diagram, QEvent(QEvent.Type.Leave))
    assert read(diagram) == []
    point_at(diagram, diagram.neuron_center(1, 7))
    diagram.set_network((2, 2), ("tanh",))
    assert read(diagram) == []


# Clicking


def test_that_clicking_names_the_neuron_or_the_link(make, qtbot, heard):
    diagram = make()
    neurons, links = heard(diagram.neuron_clicked), heard(diagram.link_clicked)
    click(qtbot, diagram, diagram.neuron_center(0, 3))
    assert (neurons, links) == ([NeuronRef(0, 3)], [])
    click(
        qtbot,
        diagram,
        QPointF(
            (diagram.neuron_center(0, 0).x() + diagram.neuron_center(1, 0).x()) / 2, diagram.height() / 2
        ),
    )
    assert [link.layer for link in links] == [0]


def test_that_a_press_released_elsewhere_is_no_click(make, qtbot, heard):
    diagram = make()
    neurons = heard(diagram.neuron_clicked)
    qtbot.mousePress(diagram, Qt.MouseButton.LeftButton, pos=diagram.neuron_center(0, 3).toPoint())
    qtbot.mouseRelease(diagram, Qt.MouseButton.LeftButton, pos=diagram.neuron_center(0, 5).toPoint())
    assert neurons == []


@pytest.mark.parametrize(
    ("kind", "signal", "wish"),
    [
        (ButtonKind.MORE, "layer_resize_requested", LayerResize(0, 9)),
        (ButtonKind.FEWER, "layer_resize_requested", LayerResize(0, 7)),
        (ButtonKind.REMOVE, "layer_remove_requested", LayerRemove(0)),
        (ButtonKind.INSERT, "layer_insert_requested", LayerInsert(0)),
    ],
)
def test_that_the_small_buttons_ask_for_a_change_of_the_layers(make, qtbot, heard, kind, signal, wish):
    diagram = make()
    wishes = heard(getattr(diagram, signal))
    button = place_of(diagram, ButtonRef(kind, 0))
    click(qtbot, diagram, button)
    assert wishes == [wish]
    diagram.set_editable(False)
    click(qtbot, diagram, button)
    assert wishes == [wish]


def test_that_taking_the_last_unit_asks_to_remove_the_layer(make, qtbot, heard):
    diagram = make((2, 1, 2))
    resized, removed = heard(diagram.layer_resize_requested), heard(diagram.layer_remove_requested)
    click(qtbot, diagram, ButtonRef(ButtonKind.FEWER, 0))
    assert (resized, removed) == ([], [LayerRemove(0)])


# The keyboard


def test_that_arrows_and_return_reach_a_neuron_without_a_mouse(make, qtbot, heard):
    diagram = make()
    neurons = heard(diagram.neuron_clicked)
    diagram.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(diagram, key)
    assert [neuron.column for neuron in neurons] in ([1], [2])
    assert neurons[0].index == 1


def test_that_what_the_arrow_keys_reach_is_told_to_those_who_do_not_see_it(make, qtbot):
    diagram = make()
    diagram.activateWindow()
    diagram.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(diagram.hasFocus)
    qtbot.keyClick(diagram, Qt.Key.Key_Down)
    qtbot.keyClick(diagram, Qt.Key.Key_Down)
    name, value = diagram.accessibleDescription().split()
    assert [name, value] == read(diagram)
    diagram.clearFocus()
    assert "7 – 8 – 4" in diagram.accessibleDescription()


def test_that_keys_change_the_hidden_layer_of_the_cursor_only(make, qtbot, heard):
    diagram = make()
    resized, removed = heard(diagram.layer_resize_requested), heard(diagram.layer_remove_requested)
    click(qtbot, diagram, diagram.neuron_center(0, 0))
    qtbot.keyClick(diagram, Qt.Key.Key_Plus)
    assert resized == []
    click(qtbot, diagram, diagram.neuron_center(1, 0))
    qtbot.keyClick(diagram, Qt.Key.Key_Plus)
    qtbot.keyClick(diagram, Qt.Key.Key_Minus)
    qtbot.keyClick(diagram, Qt.Key.Key_Delete)
    assert resized == [LayerResize(0, 9), LayerResize(0, 7)]
    assert removed == [LayerRemove(0)]


# The picture


def test_that_a_lit_input_is_a_lamp_and_an_unlit_one_is_off(make):
    diagram = make()
    weights, biases, values = numbers(SEVEN)
    values[0] = np.array([1.0, 0, 1, 1, 0, 1, 1])
    diagram.set_values(weights, biases, values)
    diagram.set_binary_inputs(True)
    image, theme = picture(diagram), themes.current()
    assert image.pixelColor(diagram.neuron_center(0, 0).toPoint()) == QColor(theme.lamp)
    assert image.pixelColor(diagram.neuron_center(0, 1).toPoint()) == QColor(theme.off)


def test_that_the_ends_of_the_scale_are_the_colours_of_the_signs(make):
    diagram = make((2, 4))
    weights, biases, values = numbers((2, 4))
    values[1] = np.array([1.0, -1.0, 0.5, 0.0])
    diagram.set_values(weights, biases, values)
    image, theme = picture(diagram), themes.current()
    beside = [(diagram.neuron_center(1, k) + QPointF(0, 7)).toPoint() for k in range(4)]
    assert image.pixelColor(beside[0]) == QColor(theme.positive)
    assert image.pixelColor(beside[1]) == QColor(theme.negative)
    assert image.pixelColor(beside[3]) == QColor(theme.zero)


def test_that_the_sign_of_a_link_shows_without_its_colour(make):
    def inked(weight):
        diagram = make((1, 6), values=False)
        values = [np.zeros(1), np.zeros(6)]
        diagram.set_values([np.array([[weight, 0, 0, 0, 0, 0]])], [None], values)
        image = picture(diagram).convertToFormat(QImage.Format.Format_Grayscale8)
        left, right = diagram.neuron_center(0, 0), diagram.neuron_center(1, 0)
        span = range(round(left.x()) + 40, round(right.x()) - 40)
        band = range(round(right.y()), round(left.y()))
        return [min(image.pixelColor(x, y).red() for y in band) < 215 for x in span]

    assert all(inked(2.0))
    assert not all(inked(-2.0))


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
def test_that_a_number_in_a_neuron_has_the_ink_of_the_higher_contrast(theme):
    for fill in colors.qcolors(themes.load(theme)):
        chosen = colors.ink_on(fill)
        other = QColor("#FFFFFF" if chosen != QColor("#FFFFFF") else "#000000")
        assert contrast(chosen, fill) >= contrast(other, fill)


def test_that_the_number_in_a_blue_neuron_can_be_read(make):
    diagram = make((1, 2), values=False)
    values = [np.ones(1), np.array([19.0, 30.0])]
    diagram.set_values([np.ones((1, 2))], [None], values)
    image, center = picture(diagram), diagram.neuron_center(1, 0)
    near = [(center + QPointF(dx, dy)).toPoint() for dx in range(-9, 10) for dy in range(-6, 7)]
    fill = colors.qcolors(themes.current())[int(colors.indices(np.array([19.0]), 30.0)[0])]
    assert max(contrast(image.pixelColor(point), fill) for point in near) > 4.5


def test_that_a_value_that_is_no_number_is_grey(make):
    diagram = make((2, 4))
    weights, biases, values = numbers((2, 4))
    values[1] = np.array([np.nan, -np.inf, 0.5, 0.0])
    diagram.set_values(weights, biases, values)
    image, theme = picture(diagram), themes.current()
    for index in (0, 1):
        beside = (diagram.neuron_center(1, index) + QPointF(0, 8)).toPoint()
        assert image.pixelColor(beside) == QColor(theme.faint)


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
@pytest.mark.parametrize("sizes", [(1, 1), (7, 16, 12, 4), (784, 64, 10), (784, 392, 196, 10)])
def test_that_every_state_can_be_painted_in_every_theme(make, qapp, theme, sizes):
    themes.apply(qapp, theme)
    try:
        diagram = make(sizes)
        plain = picture(diagram, theme)
        diagram.set_highlight(Highlight(frozenset({0}), column=1, known=1))
        lit = picture(diagram, theme)
        diagram.set_highlight(Highlight(frozenset({len(sizes) - 2}), column=len(sizes) - 2))
        diagram.set_selected_layer(0)
        diagram.set_dead_units(frozenset({(1, 0)}))
        chosen = picture(diagram, theme)
        weights, biases, values = ([np.full_like(a, np.nan) for a in arrays] for arrays in numbers(sizes))
        diagram.set_values(weights, biases, values)
        broken = picture(diagram, theme)
    finally:
        themes.apply(qapp, "light")
    pictures = [plain, lit, chosen, broken]
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])


def test_that_a_column_an_operation_has_yet_to_compute_is_blank_in_picture_and_readout(make):
    diagram = make((2, 4))
    weights, biases, values = numbers((2, 4))
    values[1] = np.array([1.0, -1.0, 0.5, 0.8])
    diagram.set_values(weights, biases, values)
    beside = [(diagram.neuron_center(1, k) + QPointF(0, 7)).toPoint() for k in range(4)]
    diagram.set_highlight(Highlight(frozenset({0}), column=1, known=1))
    image = picture(diagram)
    assert len({image.pixelColor(point).name() for point in beside}) == 1
    point_at(diagram, diagram.neuron_center(1, 2))
    assert read(diagram)[1] == "—"
    diagram.set_highlight(Highlight(column=1, known=2))
    assert read(diagram)[1] == "0.5000"
    assert len({picture(diagram).pixelColor(point).name() for point in beside}) == 4


def test_that_an_operation_lights_its_weights_and_fades_the_others(make):
    diagram = make((1, 1, 1), values=False)
    values = [np.zeros(1)] * 3
    diagram.set_values([np.ones((1, 1)), np.ones((1, 1))], [None, None], values)
    centers = [diagram.neuron_center(column, 0) for column in range(3)]
    # Near the right end of each link, where no number stands.
    places = [(right - QPointF(26, 0)).toPoint() for right in centers[1:]]

    def lightness():
        image = picture(diagram)
        return [image.pixelColor(place).lightness() for place in places]

    plain = lightness()
    diagram.set_highlight(Highlight(frozenset({0})))
    assert lightness()[0] == plain[0] < lightness()[1] - 40
    diagram.set_highlight(Highlight(frozenset({0, 1})))
    assert lightness() == plain


def test_that_names_are_left_to_what_stands_beside_or_left_out_where_there_is_no_room(make):
    def left_room(diagram):
        layout = diagram._layout()
        return layout.columns[0].x - layout.columns[0].radius

    labels = {"input_labels": ("first input", "second input"), "output_labels": ("first", "second")}
    diagram = make((2, 2), **labels)
    assert left_room(diagram) > 60
    diagram.set_named(False, True)
    assert left_room(diagram) < left_room(make((2, 2), **labels))
    diagram.set_named(True, True)
    diagram.resize(130, 300)
    assert left_room(diagram) < 20


def test_that_the_rows_of_a_column_can_be_lined_up_with(make, qtbot):
    diagram = make((2, 30, 1))
    first, second = (diagram.neuron_center(0, index).y() for index in range(2))
    assert diagram.row_pitch(0) == second - first
    assert [diagram.row_pitch(column) for column in (1, -1)] == [0, 0]
    with qtbot.waitSignal(diagram.arranged):
        diagram.resize(500, 600)
    assert diagram.row_pitch(0) > second - first


def test_that_a_pointed_neuron_brings_its_links_forward_and_fades_the_others(make):
    diagram = make((2, 2), values=False)
    diagram.set_values([np.array([[1.0, 1.0], [1.0, 1.0]])], [None], [np.zeros(2), np.zeros(2)])
    diagram.set_editable(False)
    x = round(diagram.neuron_center(1, 0).x()) - 40
    own, other = (round(diagram.neuron_center(1, index).y()) for index in (0, 1))
    before = picture(diagram)
    point_at(diagram, diagram.neuron_center(1, 0))
    after = picture(diagram)
    assert after.pixelColor(x, own) == before.pixelColor(x, own)
    assert after.pixelColor(x, other).lightness() > before.pixelColor(x, other).lightness() + 40


def test_that_it_has_a_name_for_those_who_do_not_see_it(make):
    diagram = make()
    assert diagram.objectName() == "network_diagram"
    assert diagram.accessibleName() == "Network diagram"
    assert "7 – 8 – 4" in diagram.accessibleDescription()
    assert diagram.toolTip()


def test_that_ends_that_stand_beside_the_diagram_are_not_shown_in_it(make):
    diagram = make((784, 64, 10))
    heard = []
    diagram.arranged.connect(lambda: heard.append(1))
    before = diagram.grab().toImage()
    diagram.set_ends(False, False)
    assert [column.shown for column in diagram._layout().columns] == [False, True, False]
    assert diagram.grab().toImage() != before
    diagram.set_ends(False, False)
    assert heard == [1]
    diagram.set_ends(True, True)
    assert diagram.grab().toImage() == before


def test_that_a_network_without_hidden_layer_shows_its_ends_all_the_same(make):
    diagram = make((784, 10))
    diagram.set_ends(False, False)
    assert all(column.shown for column in diagram._layout().columns)
    assert not diagram.grab().isNull()


def test_that_single_links_and_units_are_lit_from_elsewhere(qtbot):
    diagram = NetworkDiagram()
    qtbot.addWidget(diagram)
    diagram.set_network((2, 2, 2), ("sigmoid", "sigmoid"))
    weights = [np.full((2, 2), 0.1), np.full((2, 2), 0.1)]
    diagram.set_values(weights, [np.zeros(2)] * 2, [np.zeros(2)] * 3)
    diagram.resize(400, 300)
    diagram.show()
    qtbot.waitExposed(diagram)
    plain = diagram.grab().toImage()
    diagram.set_lit([LinkRef(1, 0, 1), NeuronRef(1, 0), LinkRef(5, 0, 0), NeuronRef(1, 9)])
    lit = diagram.grab().toImage()
    assert lit != plain
    diagram.set_lit([])
    assert diagram.grab().toImage() == plain
