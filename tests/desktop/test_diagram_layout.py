import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.desktop.widgets.parts.diagram_hits import hit_test, moved
from nnlab.desktop.widgets.parts.diagram_layout import (
    MIN_RADIUS,
    NARROW_UNITS,
    arrange,
    grid_shape,
    stepped_units,
)
from nnlab.desktop.widgets.parts.diagram_model import ButtonKind, ButtonRef, LinkRef, NeuronRef

SHAPES = [
    (7, 8, 4),
    (1, 1),
    (2, 2, 2),
    (7, 16, 12, 4),
    (784, 64, 10),
    (784, 392, 196, 10),
    (2, 3, 3, 3, 3, 3, 3, 1),
    (4, 6, 7),
    (64, 100, 10),
    (24, 24),
]
SIZES = [(330, 330), (500, 430), (900, 700)]


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_that_columns_stand_inside_the_diagram_from_left_to_right_without_touching(sizes, width, height):
    layout = arrange(sizes, width, height, left_label=20, right_label=20)
    assert layout.columns[0].x - layout.columns[0].half_width >= 20
    assert layout.columns[-1].x + layout.columns[-1].half_width <= width - 20
    for gap in layout.gaps:
        assert gap.right - gap.left >= 10
    for column in layout.columns:
        assert column.top >= layout.strip / 2
        assert column.bottom <= height - layout.strip / 2


@given(
    st.lists(st.integers(1, 900), min_size=2, max_size=6).map(tuple),
    st.floats(400, 1600),
    st.floats(300, 1200),
)
def test_that_no_network_of_up_to_six_columns_overlaps_itself(sizes, width, height):
    layout = arrange(sizes, width, height)
    for column in layout.columns:
        assert column.grid is not None or column.spacing >= 2 * column.radius
    assert all(gap.right > gap.left for gap in layout.gaps)
    assert layout.columns[0].x - layout.columns[0].half_width >= 0
    assert layout.columns[-1].x + layout.columns[-1].half_width <= width


def test_that_a_layer_the_eye_can_follow_is_neurons_and_a_wider_one_a_grid():
    layout = arrange((NARROW_UNITS, NARROW_UNITS + 1), 900, 900)
    assert layout.columns[0].grid is None
    assert layout.columns[0].radius >= MIN_RADIUS
    assert layout.columns[1].grid is not None


def test_that_a_narrow_layer_becomes_a_grid_where_its_neurons_would_be_too_small():
    assert arrange((NARROW_UNITS, 2), 900, 900).columns[0].grid is None
    assert arrange((NARROW_UNITS, 2), 330, 250).columns[0].grid is not None


@pytest.mark.parametrize(
    ("units", "shape"), [(784, (28, 28)), (64, (8, 8)), (392, (28, 14)), (196, (14, 14)), (37, (7, 6))]
)
def test_that_a_grid_is_square_or_upright(units, shape):
    assert grid_shape(units) == shape


@given(st.integers(NARROW_UNITS, 5000))
def test_that_a_grid_holds_every_unit_and_no_empty_row(units):
    rows, cols = grid_shape(units)
    assert rows * cols >= units > (rows - 1) * cols
    assert cols <= rows <= 2 * cols


def test_that_links_are_drawn_between_neurons_only_and_weights_beside_a_grid_are_a_picture():
    gaps = arrange((784, 64, 10, 3), 900, 600).gaps
    assert [gap.linked for gap in gaps] == [False, False, True]
    assert gaps[0].matrix is not None
    assert gaps[2].matrix is None


def test_that_a_weight_picture_is_as_tall_as_the_column_its_rows_stand_for():
    layout = arrange((784, 64, 10), 900, 600)
    for gap, source in zip(layout.gaps, layout.columns, strict=False):
        assert gap.matrix.top == pytest.approx(source.top, abs=1)
        assert gap.matrix.bottom == pytest.approx(source.bottom, abs=1)


def test_that_a_narrow_gap_beside_a_grid_keeps_an_arrow_instead_of_a_picture():
    assert all(gap.matrix is None for gap in arrange((784, 392, 196, 10), 200, 330).gaps)


@pytest.mark.parametrize("sizes", [(784, 392, 196, 10), (784, 64, 10)])
@pytest.mark.parametrize(("width", "height"), [(311, 405), (645, 574)])
def test_that_the_weights_of_a_wide_network_can_be_pointed_at(sizes, width, height):
    layout = arrange(sizes, width, height, right_label=14)
    for layer, gap in enumerate(layout.gaps):
        assert gap.matrix is not None  # with no room to spare: a bench of 1280 x 800, of 1920 x 1080
        assert hit_test(layout, gap.matrix.left, gap.matrix.top) == LinkRef(layer, 0, 0)


@pytest.mark.parametrize("sizes", SHAPES)
def test_that_every_unit_is_found_at_its_centre(sizes):
    layout = arrange(sizes, 500, 430)
    for number, column in enumerate(layout.columns):
        for index in range(column.units):
            assert hit_test(layout, *column.center(index)) == NeuronRef(number, index)


def test_that_the_empty_cells_of_a_grid_are_nothing():
    layout = arrange((37, 2), 500, 430)
    grid = layout.columns[0].grid
    assert hit_test(layout, grid.area.right - 1, grid.area.bottom - 1) is None
    assert hit_test(layout, grid.area.left + 1, grid.area.bottom - 1) == NeuronRef(0, 36)


def test_that_a_link_is_found_near_its_curve_and_nothing_far_from_all():
    layout = arrange((1, 2), 500, 430)
    gap, source, target = layout.gaps[0], layout.columns[0], layout.columns[1]
    middle = (source.ys[0] + target.ys[1]) / 2
    assert hit_test(layout, gap.x, middle + 2) == LinkRef(0, 0, 1)
    assert hit_test(layout, gap.x, source.ys[0]) is None


def test_that_the_stronger_of_two_links_as_near_is_found():
    layout = arrange((2, 2), 500, 430)
    x, y = layout.gaps[0].x, float(np.mean(layout.columns[0].ys))
    for strong in (LinkRef(0, 0, 1), LinkRef(0, 1, 0)):
        weights = np.full((2, 2), 0.3)
        weights[strong.source, strong.target] = -3.0
        assert hit_test(layout, x, y, (weights,), 3.0) == strong


def test_that_an_infinite_weight_is_as_strong_as_the_strongest():
    layout = arrange((2, 2), 500, 430)
    weights = (np.array([[1.0, -np.inf], [1e-3, np.nan]]),)
    gap = layout.gaps[0]
    middle = (float(layout.columns[0].ys[0]) + float(layout.columns[0].ys[1])) / 2
    assert hit_test(layout, gap.x, middle, weights, 1.0) == LinkRef(0, 0, 1)


def test_that_a_weight_picture_gives_the_weight_of_its_row_and_column():
    layout = arrange((784, 64, 10), 900, 600)
    area = layout.gaps[1].matrix
    x, y = area.left + 7.5 / 10 * area.width, area.top + 20.5 / 64 * area.height
    assert hit_test(layout, x, y) == LinkRef(1, 20, 7)


def test_that_hidden_layers_have_buttons_and_inputs_and_outputs_have_none():
    layout = arrange((7, 8, 5, 4), 500, 430)
    kinds = {kind: [b.layer for b, _ in layout.buttons if b.kind is kind] for kind in ButtonKind}
    assert kinds[ButtonKind.FEWER] == kinds[ButtonKind.MORE] == kinds[ButtonKind.REMOVE] == [0, 1]
    assert kinds[ButtonKind.INSERT] == [0, 1, 2]


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_that_every_button_can_be_hit_and_only_while_editable(sizes, width, height):
    layout = arrange(sizes, width, height)
    for button, area in layout.buttons:
        x, y = area.left + area.width / 2, area.top + area.height / 2
        assert hit_test(layout, x, y) == button
        assert not isinstance(hit_test(layout, x, y, editable=False), ButtonRef)


def test_that_no_button_touches_the_number_between():
    layout = arrange((784, 392, 196, 10), 150, 300, ends=(False, False))
    kinds = [button.kind for button, _ in layout.buttons]
    assert kinds.count(ButtonKind.REMOVE) == 2
    assert not {ButtonKind.FEWER, ButtonKind.MORE} & set(kinds)
    wide = arrange((784, 392, 196, 10), 400, 300, ends=(False, False))
    places = dict(wide.buttons)
    for layer in range(2):
        number = places[ButtonRef(ButtonKind.REMOVE, layer)]
        more = places[ButtonRef(ButtonKind.MORE, layer)]
        assert more.left + more.width / 2 - (number.left + number.width / 2) > 3 * 7 / 2 + 4


def test_that_captions_and_buttons_stay_near_a_few_neurons():
    layout = arrange((2, 2, 2), 900, 700)
    assert layout.top == layout.columns[0].top > 2 * layout.strip
    assert layout.bottom == layout.columns[0].bottom
    assert layout.top - layout.strip < layout.caption_y < layout.top
    rows = {kind: {area.top for b, area in layout.buttons if b.kind is kind} for kind in ButtonKind}
    assert max(rows[ButtonKind.INSERT]) < layout.top
    assert layout.bottom <= min(rows[ButtonKind.MORE]) < layout.bottom + layout.strip


@pytest.mark.parametrize(("width", "staggered"), [(150, True), (500, False)])
def test_that_captions_stand_above_the_buttons_where_columns_are_close(width, staggered):
    layout = arrange((2, 2, 2), width, 330, caption=14)
    insert = next(area for b, area in layout.buttons if b.kind is ButtonKind.INSERT)
    assert layout.staggered == staggered
    assert (layout.caption_y < insert.top + insert.height / 2 - 12) == staggered
    assert layout.caption_y >= 7


def test_that_arrows_walk_through_a_column_and_stop_at_its_ends():
    layout = arrange((7, 8, 4), 500, 430)
    assert moved(layout, NeuronRef(1, 3), 0, 1) == NeuronRef(1, 4)
    assert moved(layout, NeuronRef(1, 0), 0, -1) == NeuronRef(1, 0)
    assert moved(layout, NeuronRef(1, 7), 0, 1) == NeuronRef(1, 7)


def test_that_arrows_cross_to_the_nearest_unit_of_the_next_column():
    layout = arrange((7, 8, 4), 500, 430)
    assert moved(layout, NeuronRef(0, 6), 1, 0) == NeuronRef(1, 7)
    assert moved(layout, NeuronRef(1, 7), 1, 0) == NeuronRef(2, 3)
    assert moved(layout, NeuronRef(2, 0), -1, 0) == NeuronRef(1, 0)
    assert moved(layout, NeuronRef(0, 2), -1, 0) == NeuronRef(0, 2)


def test_that_arrows_walk_through_a_grid_before_they_leave_it():
    layout = arrange((4, 64, 4), 500, 430)
    assert moved(layout, NeuronRef(1, 9), 1, 0) == NeuronRef(1, 10)
    assert moved(layout, NeuronRef(1, 9), 0, 1) == NeuronRef(1, 17)
    assert moved(layout, NeuronRef(1, 15), 1, 0).column == 2
    assert moved(layout, NeuronRef(0, 0), 1, 0).index % 8 == 0


@pytest.mark.parametrize(
    ("units", "direction", "expected"),
    [(8, 1, 9), (8, -1, 7), (1, -1, 0), (24, 1, 32), (24, -1, 23), (32, -1, 24), (64, 1, 72), (37, -1, 32)],
)
def test_that_a_wide_layer_changes_in_steps_of_eight(units, direction, expected):
    assert stepped_units(units, direction) == expected


def test_that_a_lone_neuron_has_no_neighbour():
    assert arrange((1, 1), 500, 430).columns[0].spacing == math.inf


@given(
    st.lists(st.integers(1, 900), min_size=3, max_size=6).map(tuple),
    st.floats(400, 1600),
    st.floats(300, 1200),
    st.sampled_from([(False, False), (False, True), (True, False)]),
)
def test_that_ends_that_are_not_shown_leave_an_arrow_and_the_others_their_room(sizes, width, height, ends):
    layout = arrange(sizes, width, height, ends=ends)
    for column, gap, shown in (
        (layout.columns[0], layout.gaps[0], ends[0]),
        (layout.columns[-1], layout.gaps[-1], ends[1]),
    ):
        assert column.shown == shown
        if not shown:
            assert column.half_width == 0
            assert not gap.linked
            assert gap.matrix is None
            assert gap.right > gap.left
    assert all(column.shown for column in layout.columns[1:-1])
    assert layout.columns[0].x - layout.columns[0].half_width >= 0
    assert layout.columns[-1].x + layout.columns[-1].half_width <= width


@pytest.mark.parametrize("sizes", [(784, 64, 10), (7, 8, 4)])
def test_that_nothing_is_hit_where_an_end_is_not_shown(sizes):
    layout = arrange(sizes, 500, 430, ends=(False, False))
    weights = tuple(np.ones(shape) for shape in pairwise(sizes))
    hits = {
        hit_test(layout, x, y, weights, editable=False) for x in range(0, 500, 3) for y in range(0, 430, 3)
    }
    assert all(hit is None or (isinstance(hit, NeuronRef) and hit.column == 1) for hit in hits)
    assert len(hits) > 1


@pytest.mark.parametrize("caption", [11, 16, 18, 24])
def test_that_a_row_too_low_for_its_captions_is_laid_out_all_the_same(caption):
    layout = arrange((784, 30, 10), 300, 20, caption=caption)
    assert len(layout.columns) == 3
