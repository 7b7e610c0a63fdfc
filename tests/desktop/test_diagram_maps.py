"""Maps in the neurons of the diagram: what they show, and that neurons stay what they were to a hand."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from nnlab.desktop import theme as themes
from nnlab.desktop.files.picture_export import svg_bytes
from nnlab.desktop.widgets.network_diagram import Highlight, NetworkDiagram, NeuronRef, UnitMaps
from nnlab.desktop.widgets.parts.diagram_layout import NARROW_UNITS

SIZES = (2, 3, 1)


def maps(sizes=SIZES, tilt=1.0):
    """Return a map for every unit: negative on the left and positive on the right, darker upwards."""
    axis = np.linspace(-1.0, 1.0, 20)
    x, y = np.meshgrid(axis, axis)
    return [
        UnitMaps(np.tile(np.clip(3 * (tilt * x + 0.2 * y), -1, 1), (units, 1, 1)), 1.0) for units in sizes
    ]


@pytest.fixture
def diagram(qtbot, qapp):
    themes.apply(qapp, "light")
    widget = NetworkDiagram()
    qtbot.addWidget(widget)
    widget.resize(420, 360)
    show(widget, SIZES)
    widget.show()
    return widget


def show(widget, sizes):
    widget.set_network(sizes, ("tanh",) * (len(sizes) - 1))
    weights = [np.ones(shape) for shape in pairwise(sizes)]
    biases = [np.zeros(units) for units in sizes[1:]]
    widget.set_values(weights, biases, [np.zeros(units) for units in sizes])


def color_in(widget, ref, across, up):
    """Return the colour at a place in a neuron, −1 to 1 from its middle to its sides."""
    column = widget._layout().columns[ref.column]
    middle = widget.neuron_center(ref.column, ref.index)
    reach = 0.7 * column.radius
    return (
        widget.grab()
        .toImage()
        .pixelColor(QPoint(round(middle.x() + across * reach), round(middle.y() - up * reach)))
    )


@pytest.mark.parametrize("ref", [NeuronRef(0, 1), NeuronRef(1, 0), NeuronRef(2, 0)])
def test_that_every_neuron_has_its_map_the_right_way_up(diagram, ref):
    diagram.set_maps(maps())
    left, right = color_in(diagram, ref, -1, 0), color_in(diagram, ref, 1, 0)
    assert left.red() > left.blue() + 60  # orange: negative
    assert right.blue() > right.red() + 60
    upright = [UnitMaps(column.values.transpose(0, 2, 1), column.limit) for column in maps()]
    diagram.set_maps(upright)
    low, high = color_in(diagram, ref, 0, -1), color_in(diagram, ref, 0, 1)
    assert low.red() > low.blue() + 60
    assert high.blue() > high.red() + 60


def test_that_neurons_have_more_room_with_maps_and_as_much_as_before_without(diagram):
    small = [column.radius for column in diagram._layout().columns]
    told = []
    diagram.arranged.connect(lambda: told.append(None))
    diagram.set_maps(maps())
    large = [column.radius for column in diagram._layout().columns]
    assert all(a > b for a, b in zip(large, small, strict=True))
    assert all(column.squared for column in diagram._layout().columns)
    diagram.set_maps(maps(tilt=0.5))  # others move nothing
    assert len(told) == 1
    diagram.set_maps(None)
    assert [column.radius for column in diagram._layout().columns] == small
    assert len(told) == 2


def test_that_new_maps_are_painted_and_equal_ones_are_not_made_again(diagram):
    shown = maps()
    diagram.set_maps(shown)
    first = diagram.grab().toImage()
    diagram.set_maps(shown)
    assert diagram.grab().toImage() == first
    diagram.set_maps(maps(tilt=-1.0))
    assert diagram.grab().toImage() != first


def test_that_maps_must_be_those_of_the_network(diagram):
    with pytest.raises(ValueError, match="a map for every unit"):
        diagram.set_maps(maps((2, 4, 1)))


def test_that_a_new_structure_waits_for_its_maps_with_blank_neurons(diagram):
    diagram.set_maps(maps())
    show(diagram, (2, 5, 1))
    assert all(column.squared for column in diagram._layout().columns)
    blank = color_in(diagram, NeuronRef(1, 2), 1, 0)
    assert blank.name() == themes.load("light").zero.lower()


def test_that_wide_layers_stay_grids_of_values(diagram):
    sizes = (2, NARROW_UNITS + 8, 1)
    diagram.set_maps(None)
    show(diagram, sizes)
    diagram.set_maps(maps(sizes))
    columns = diagram._layout().columns
    assert [column.squared for column in columns] == [True, False, True]
    assert not diagram.grab().isNull()


def test_that_a_click_in_the_corner_of_a_map_means_its_neuron(diagram, qtbot):
    diagram.set_maps(maps())
    column, middle = diagram._layout().columns[1], diagram.neuron_center(1, 1)
    corner = QPoint(round(middle.x() + column.radius) - 1, round(middle.y() - column.radius) + 1)
    with qtbot.waitSignal(diagram.neuron_clicked) as clicked:
        qtbot.mouseClick(diagram, Qt.MouseButton.LeftButton, pos=corner)
    assert clicked.args == [NeuronRef(1, 1)]


def test_that_what_a_step_has_not_computed_yet_is_blank(diagram):
    diagram.set_maps(maps())
    diagram.set_highlight(Highlight(column=1, known=2))
    computed, pending = (color_in(diagram, NeuronRef(column, 0), 1, 0) for column in (1, 2))
    assert computed.blue() > computed.red() + 60
    assert abs(pending.blue() - pending.red()) < 20


def test_that_maps_are_kept_in_a_picture_of_shapes(diagram):
    diagram.set_maps(maps())
    assert svg_bytes(diagram).count(b"<image") == sum(SIZES)
