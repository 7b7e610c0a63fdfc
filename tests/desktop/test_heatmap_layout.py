from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.desktop.widgets.parts import heatmap_layout as layout


def test_that_few_cells_are_squares_that_fill_the_width_to_the_last_pixel():
    grid = layout.matrix_grid(15, 211, 400, 7, 8, 1.0)
    assert grid.gap == 2
    assert (int(grid.x_edges[0]), grid.width) == (15, 211)
    sides = {side for row in range(7) for column in range(8) for side in grid.rect(row, column)[2:]}
    assert sides <= {24, 25}


def test_that_cells_turn_flat_when_the_height_is_short():
    grid = layout.matrix_grid(0, 226, 100, 8, 4, 1.0)
    assert grid.height == 100
    assert grid.rect(0, 0)[2] > 4 * grid.rect(0, 0)[3]


def test_that_many_cells_lose_their_gaps():
    assert layout.matrix_grid(0, 226, 226, 50, 50, 1.0).gap == 0
    assert layout.matrix_grid(0, 226, 226, 784, 64, 1.0).height == 226


def test_that_a_strip_of_narrow_cells_stays_tall_enough_to_see():
    assert layout.matrix_grid(0, 226, 60, 1, 64, 1.0).height == 24


def test_that_gaps_grow_with_the_density_of_the_screen():
    assert layout.matrix_grid(0, 452, 800, 7, 8, 2.0).gap == 4


@given(
    st.integers(20, 500),
    st.integers(10, 500),
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from([1.0, 1.25, 2.0]),
)
def test_that_every_cell_is_found_where_it_lies(width, height, rows, columns, dpr):
    grid = layout.matrix_grid(7, width, height, rows, columns, dpr)
    assert grid.y_edges[-1] - grid.gap <= max(height, 1)
    if width < columns or height < rows:
        return
    for row, column in ((0, 0), (rows - 1, columns - 1), (rows // 2, columns // 3)):
        x, y, w, h = grid.rect(row, column)
        place = grid.locate(x + w / 2, y + h / 2)
        assert place is not None
        assert (int(place[0]), int(place[1])) == (row, column)


def test_that_all_rows_are_reached_when_several_share_a_pixel():
    grid = layout.matrix_grid(0, 226, 196, 784, 64, 1.0)
    assert int(grid.locate(1.0, 100.0)[0]) == 400
    assert int(grid.locate(1.0, 195.9)[0]) == 783


def test_that_nothing_is_found_outside():
    grid = layout.matrix_grid(10, 100, 100, 4, 4, 1.0)
    assert grid.locate(9.5, 5) is None
    assert grid.locate(5, 200) is None


def test_that_64_square_tiles_form_a_grid_of_8_by_8():
    grid = layout.tile_grid(0, 226, 226, 64, 1.0, 1.0)
    assert (grid.rows, grid.columns, grid.width, grid.height) == (8, 8, 226, 226)


@given(st.integers(20, 400), st.integers(20, 400), st.integers(1, 100), st.floats(0.3, 3))
def test_that_tiles_stay_inside_and_have_room_for_all(width, height, count, aspect):
    grid = layout.tile_grid(0, width, height, count, aspect, 1.0)
    assert grid.rows * grid.columns >= count
    smallest = layout._tile_width(width, height, count, grid.columns, aspect, 2)
    if smallest >= 1 and smallest * aspect >= 1:
        assert grid.width <= width + 1
        assert grid.height <= height + 1


def test_that_natural_heights_suit_a_card():
    assert layout.natural_height(211, 7, 8) == pytest.approx(211 * 7 / 8, abs=2)
    assert layout.natural_height(226, 1, 8) == 26
    assert layout.natural_height(226, 784, 64) == 226
    assert layout.natural_height(226, 1, 784) == 24
    assert layout.natural_tiles_height(226, 64, 1.0) == 226
    assert layout.natural_tiles_height(226, 10, 1.0) == 169


def test_that_a_pixel_map_shows_every_sample_and_leaves_the_gaps_empty():
    edges = layout.edges(3, 28, 3, 2)
    assert layout.pixel_map(edges, 2).tolist() == [0] * 8 + [-1] * 2 + [1] * 8 + [-1] * 2 + [2] * 8
    assert layout.pixel_map(edges, 2, 4).tolist()[:10] == [0, 0, 1, 1, 2, 2, 3, 3, -1, -1]


@given(st.integers(1, 60), st.integers(1, 60))
def test_that_pooling_takes_the_mean_of_neighbours(length, count):
    values = np.random.default_rng(length).normal(size=(3, length))
    pooled = layout.pool(values, 1, count)
    assert pooled.shape == (3, min(length, count))
    bounds = np.arange(pooled.shape[1] + 1) * length // pooled.shape[1]
    for index, (start, end) in enumerate(pairwise(bounds)):
        np.testing.assert_allclose(pooled[:, index], values[:, start:end].mean(axis=1))


def test_that_an_explosion_survives_pooling():
    values = np.zeros((8, 1))
    values[5] = np.inf
    values[6] = np.nan
    assert np.isfinite(layout.pool(values, 0, 4)[:, 0]).tolist() == [True, True, False, False]
    assert np.isfinite(layout.pool(values, 0, 2)[:, 0]).tolist() == [True, False]
