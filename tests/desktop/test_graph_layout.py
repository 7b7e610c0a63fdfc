import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSize

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.bracket_table import MOST, table_of
from nnlab.desktop.widgets.parts.graph_layout import Curve, _distances, arrange, value_text, with_moved
from nnlab.desktop.widgets.parts.graph_numbers import flow_text
from nnlab.desktop.widgets.parts.graph_picture import (
    EdgePicture,
    EdgeRef,
    Form,
    NodePicture,
    NodeRef,
    PortRef,
)
from nnlab.desktop.widgets.parts.graph_view import View

APPLE, COUNT, TIMES = 1, 2, 3


def apples(place=(1.0, 0.5)):
    nodes = [
        NodePicture(APPLE, Form.VALUE, "apple", (0, 0), value=np.array(100.0)),
        NodePicture(COUNT, Form.VALUE, "count", (0, 1), value=np.array(2.0)),
        NodePicture(TIMES, Form.ROUND, "×", place, ("x", "y")),
    ]
    edges = [EdgePicture(APPLE, TIMES, 0), EdgePicture(COUNT, TIMES, 1), EdgePicture(TIMES)]
    return nodes, edges


@pytest.fixture(params=themes.THEME_NAMES)
def layout(request, qapp):
    return arrange(*apples(), themes.load(request.param))


def test_that_edges_end_at_the_rim(layout):
    circle = layout.boxes[TIMES]
    for line in layout.lines[:2]:
        away = line.curve.end - circle.rect.center()
        assert math.hypot(away.x(), away.y()) == pytest.approx(circle.rect.width() / 2)
    box = layout.boxes[APPLE].rect
    assert layout.lines[0].curve.start == QPointF(box.right(), box.center().y())


def test_that_an_edge_ends_where_its_port_is_from_top_to_bottom(layout):
    upper, lower = layout.boxes[TIMES].inputs
    assert upper.y() < lower.y()
    assert layout.lines[1].curve.end == lower


def test_that_what_is_pointed_at_is_found_at_any_zoom(layout):
    for zoom in (0.3, 1.0, 3.0):
        assert layout.hit(layout.boxes[APPLE].rect.center(), zoom) == NodeRef(APPLE)
        assert layout.hit(layout.boxes[APPLE].output, zoom) == PortRef(APPLE, -1)
        assert layout.hit(layout.boxes[TIMES].inputs[1], zoom) == PortRef(TIMES, 1)
        x, y = layout.lines[0].curve.at(np.array([0.5]))[0]
        assert layout.hit(QPointF(x, y + 2), zoom) == EdgeRef(APPLE, TIMES, 0)
        assert layout.hit(QPointF(-500, -500), zoom) is None


def test_that_the_corner_around_a_circle_is_ground(layout):
    rect = layout.boxes[TIMES].rect
    assert layout.hit(rect.topLeft() + QPointF(1, 1), 3.0) is None


def test_that_the_numbers_of_edges_cover_neither_each_other_nor_nodes(layout):
    height = 2 * 15 * layout.unit
    blocks = [QRectF(line.label.x() - 20, line.label.y() - height / 2, 40, height) for line in layout.lines]
    for one, other in itertools.combinations(blocks, 2):
        assert not one.intersects(other)
    for block, box in itertools.product(blocks, layout.boxes.values()):
        assert not block.intersects(box.rect)


def test_that_everything_lies_in_the_bounds(layout):
    for box in layout.boxes.values():
        assert layout.bounds.contains(box.rect)
    for line in layout.lines:
        assert all(layout.bounds.contains(QPointF(x, y)) for x, y in line.curve.points.tolist())


def test_that_a_distance_from_a_curve_is_that_to_its_nearest_point():
    curves = [Curve(QPointF(0, y), QPointF(100, y), 10) for y in (0, 50)]
    points = np.array([curve.points for curve in curves])
    assert _distances(points, QPointF(50, 7)) == pytest.approx([7, 43])
    assert _distances(points, QPointF(-3, 4))[0] == pytest.approx(5)
    assert _distances(points, QPointF(103, -4))[0] == pytest.approx(5)


def test_that_an_edge_to_a_node_that_is_not_there_is_left_out(qapp):
    nodes, edges = apples()
    strays = [EdgePicture(9, TIMES, 0), EdgePicture(APPLE, 9, 0), EdgePicture(APPLE, TIMES, 7)]
    layout = arrange(nodes, [*edges, *strays], themes.load("light"))
    assert len(layout.lines) == 3


def test_that_an_empty_graph_has_a_place_for_nothing(qapp):
    layout = arrange([], [], themes.load("light"))
    assert layout.hit(QPointF(0, 0), 1.0) is None


def test_that_arrows_find_the_next_node_in_their_direction(layout):
    assert layout.neighbour(APPLE, 0, 1) == COUNT
    assert layout.neighbour(COUNT, 0, -1) == APPLE
    assert layout.neighbour(APPLE, 1, 0) == TIMES
    assert layout.neighbour(TIMES, -1, 0) in (APPLE, COUNT)
    assert layout.neighbour(TIMES, 1, 0) == TIMES


def test_that_an_edge_let_go_on_a_node_takes_a_free_port_before_one_that_is_taken(qapp):
    nodes, _ = apples()
    layout = arrange(nodes, [EdgePicture(APPLE, TIMES, 0)], themes.load("light"))
    assert layout.port_for(TIMES, layout.boxes[TIMES].inputs[0]) == 1
    full = arrange(*apples(), themes.load("light"))
    assert full.port_for(TIMES, full.boxes[TIMES].inputs[0]) == 0
    assert full.port_for(APPLE, QPointF(0, 0)) is None


def test_that_a_node_with_room_takes_one_more_edge(qapp):
    nodes, edges = apples()
    nodes[2] = NodePicture(TIMES, Form.ROUND, "+", (1, 0.5), ("x", "y"), takes_more=True)
    layout = arrange(nodes, edges, themes.load("light"))
    assert layout.port_for(TIMES, QPointF(0, 0)) == 2


def test_that_a_small_matrix_stands_in_its_box_and_a_large_one_as_its_shape(qapp):
    small = NodePicture(1, Form.VALUE, "X", (0, 0), value=np.ones((2, 3)))
    large = NodePicture(2, Form.VALUE, "W", (0, 1), value=np.ones((8, 8)))
    layout = arrange([small, large], [], themes.load("light"))
    assert layout.boxes[1].table is not None
    assert layout.boxes[2].table is None
    assert value_text(large) == "(8, 8)"


def test_that_a_backward_number_is_told_from_a_forward_one_without_its_colour():
    assert flow_text(np.array(2.2)) == "2.2"
    assert flow_text(np.array(2.2), backward=True) == "← 2.2"
    assert flow_text(np.ones((4, 3)), backward=True) == "← (4, 3)"
    assert flow_text(None, backward=True) == ""


def test_that_a_column_of_a_table_has_one_number_of_decimals():
    table = table_of(np.array([[1.0, 0.5], [0.25, -0.00000001]]), len, 1.0)
    assert table.cells == (("1.00", "0.5"), ("0.25", "−10⁻⁸"))
    rounded = table_of(np.array([[0.5], [-0.0]]), len, 1.0)
    assert rounded.cells == (("0.5",), ("0.0",))


def test_that_a_table_ends_in_an_ellipsis_where_there_is_more():
    table = table_of(np.zeros((20, 30)), len, 1.0)
    assert len(table.cells) == len(table.cells[0]) == MOST + 1
    assert table.cells[-1][0] == table.cells[0][-1] == "…"


def test_that_a_point_stays_under_the_pointer_when_one_zooms():
    view, at = View(), QPointF(120, 40)
    view.pan(QPointF(7, 9))
    before = view.to_layout(at)
    view.zoom_at(at, 1.7)
    after = view.to_layout(at)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()))
    for _ in range(50):
        view.zoom_at(at, 10.0)
    assert view.zoom == 3.0


def test_that_all_of_a_wide_graph_is_shown_or_a_legible_part_from_the_left():
    bounds, size, view = QRectF(-50, 0, 5000, 300), QSize(600, 400), View()
    view.fit(bounds, size, shows_all=True)
    shown = view.rect_in_widget(bounds)
    assert shown.left() >= -1e-9 or view.zoom == 0.25
    view.fit(bounds, size, shows_all=False)
    assert view.zoom > 0.5
    assert view.to_widget(bounds.topLeft()).x() == pytest.approx(0)


def test_that_a_node_outside_is_brought_into_sight_and_one_inside_moves_nothing():
    view, size = View(), QSize(600, 400)
    assert not view.reveal(QRectF(100, 100, 50, 50), size)
    assert view.reveal(QRectF(900, 100, 50, 50), size)
    shown = view.rect_in_widget(QRectF(900, 100, 50, 50))
    assert QRectF(0, 0, 600, 400).contains(shown)


def test_that_a_small_graph_is_shown_larger_where_there_is_more_room_and_all_of_one_that_is_legible():
    bounds, view = QRectF(0, 0, 300, 100), View()
    zooms = []
    for size in (QSize(500, 400), QSize(1000, 700), QSize(1900, 1000)):
        view.fit(bounds, size, shows_all=False)
        zooms.append(view.zoom)
    assert zooms[0] < zooms[1] < zooms[2]
    view.fit(QRectF(0, 0, 1100, 300), QSize(600, 400), shows_all=False)
    assert view.rect_in_widget(QRectF(0, 0, 1100, 300)).right() <= 600 + 1e-9


def product(left, right, gradient, others=0):
    """Return a graph of a matrix product, with so many values more."""
    nodes = [
        NodePicture(1, Form.VALUE, "X", (0, 0), value=left),
        NodePicture(2, Form.VALUE, "W", (0, 1), value=right),
        NodePicture(3, Form.BOX, "X W", (1, 0.5), ("X", "W")),
        *(NodePicture(10 + k, Form.VALUE, "c", (0, 2 + k), value=np.array(1.0)) for k in range(others)),
    ]
    edges = [
        EdgePicture(1, 3, 0, left, left),
        EdgePicture(2, 3, 1, right, right),
        EdgePicture(3, None, 0, left @ right, gradient),
    ]
    return nodes, edges


def test_that_a_small_matrix_stands_at_its_edge_and_a_larger_one_as_its_shape(qapp):
    small, large = np.full((2, 3), 0.25), np.full((4, 3), 0.25)
    lines = arrange(*product(small, small.T, np.ones((2, 2))), themes.load("light")).lines
    assert lines[0].block.tables[1].cells == (("0.25",) * 3,) * 2
    assert lines[1].block.tables == (None, None)  # three rows
    assert lines[2].block.tables[0].cells == (("0.1875", "0.1875"), ("0.1875", "0.1875"))
    lines = arrange(*product(large, large.T, np.ones((4, 4))), themes.load("light")).lines
    assert all(line.block.tables == (None, None) for line in lines)


def test_that_a_matrix_that_its_node_shows_stands_at_its_edge_as_a_shape(qapp):
    small = np.full((2, 3), 0.25)
    layout = arrange(*product(small, small.T, np.ones((2, 2))), themes.load("light"))
    assert layout.boxes[1].table is not None
    assert layout.lines[0].block.tables[0] is None
    assert layout.lines[0].block.tables[1] is not None


@pytest.mark.parametrize("name", themes.THEME_NAMES)
@pytest.mark.parametrize("others", [0, 9])
def test_that_matrices_at_edges_cover_nothing_and_lie_in_the_bounds(qapp, name, others):
    wide = np.full((2, 3), -0.12345)
    layout = arrange(*product(wide, wide.T, np.ones((2, 2)), others), themes.load(name))
    blocks = [line.numbers_rect for line in layout.lines if line.block.tables != (None, None)]
    assert blocks
    for one, other in itertools.combinations(blocks, 2):
        assert not one.intersects(other)
    for block, box in itertools.product(blocks, layout.boxes.values()):
        assert not block.intersects(box.rect)
        assert layout.bounds.contains(block)


def test_that_a_moved_node_takes_its_edges_along_and_leaves_all_others(qapp):
    nodes, edges = apples()
    nodes += [
        NodePicture(7, Form.VALUE, "a", (0, 3), value=np.array(1.0)),
        NodePicture(8, Form.ROUND, "exp", (1, 3), ("x",)),
    ]
    before = arrange(nodes, [*edges, EdgePicture(7, 8, 0)], themes.load("light"))
    layout = with_moved(before, APPLE, (0.25, -1.0))
    assert layout.boxes[APPLE].node.place == (0.25, -1.0)
    assert layout.lines[0].curve.start == layout.boxes[APPLE].output
    assert layout.lines[0].curve.end == before.lines[0].curve.end
    assert layout.lines[1:] == before.lines[1:]
    assert all(layout.boxes[key] is before.boxes[key] for key in (COUNT, TIMES, 7, 8))
    laid_anew = arrange(
        [replace(node, place=(0.25, -1.0)) if node.key == APPLE else node for node in nodes],
        [*edges, EdgePicture(7, 8, 0)],
        themes.load("light"),
    )
    assert layout.boxes[APPLE].rect == laid_anew.boxes[APPLE].rect
    assert layout.boxes[APPLE].output == laid_anew.boxes[APPLE].output
