import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import heatmap_layout as layout
from nnlab.desktop.widgets.parts.heatmap_picture import draw_picture

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(params=themes.THEME_NAMES)
def theme(request):
    return themes.load(request.param)


def corner_color(image, grid, row, column):
    """Return the colour of a cell near its corner, where no text and no tick is."""
    x, y, w, h = grid.rect(row, column)
    return image.pixelColor(x - int(grid.x_edges[0]) + w // 5, y + h // 4)


def drawn(values, limit, theme, width=200, dpr=1.0):
    grid = layout.matrix_grid(0, width, 400, values.shape[0], values.shape[1], dpr)
    return draw_picture(values[None], limit, grid, theme, dpr), grid


@pytest.mark.parametrize("width", [40, 200, 400])
def test_that_a_cell_has_the_colour_of_its_value(theme, width):
    values = np.array([[-3.0, -1.5, 0.0], [0.4, 3.0, 99.0]])
    image, grid = drawn(values, 3.0, theme, width)
    for (row, column), value in np.ndenumerate(values):
        expected = QColor(*map(int, colors.rgb(np.array(value), 3.0, theme)))
        assert corner_color(image, grid, row, column) == expected


def test_that_the_gaps_are_clear_and_the_corners_round(theme):
    image, grid = drawn(np.ones((2, 2)), 1.0, theme)
    x, _y, w, h = grid.rect(0, 0)
    assert image.pixelColor(x + w, h // 2).alpha() == 0
    assert image.pixelColor(0, 0).alpha() < 128
    assert image.pixelColor(w // 2, 0).alpha() == 255


def test_that_what_is_not_finite_is_grey_and_neither_zero_nor_an_end(theme):
    values = np.array([[np.nan, np.inf, -np.inf, 0.0]])
    image, grid = drawn(values, 1.0, theme)
    greys = {corner_color(image, grid, 0, column).name() for column in range(3)}
    assert greys == {themes.color(theme.faint).name()}
    assert corner_color(image, grid, 0, 3).name() not in greys


def test_that_a_negative_cell_of_medium_size_bears_a_tick(theme):
    image, grid = drawn(np.array([[-0.01, 0.0]]), 1.0, theme, 50)
    middles = []
    for column in range(2):
        x, y, w, h = grid.rect(0, column)
        middles.append(image.pixelColor(x + w // 2, y + h // 2) == corner_color(image, grid, 0, column))
    assert middles == [False, True]


def test_that_a_large_cell_says_its_value(theme):
    image, grid = drawn(np.array([[0.5, 0.5]]), 1.0, theme, 120)
    x, y, w, h = grid.rect(0, 1)
    shades = {image.pixelColor(x + dx, y + h // 2).name() for dx in range(w // 4, 3 * w // 4)}
    assert len(shades) > 2


def test_that_many_rows_are_averaged_into_the_pixels_there_are(theme):
    values = np.repeat(np.array([[1.0], [-1.0]]), 400, axis=0)
    image, _grid = drawn(values, 1.0, theme, 100)
    assert (image.width(), image.height()) == (100, 400)
    assert image.pixelColor(50, 10) == themes.color(theme.positive)
    assert image.pixelColor(50, 390) == themes.color(theme.negative)


def test_that_tiles_lie_row_by_row_and_the_places_left_over_are_clear(theme):
    tiles = np.stack([np.full((3, 3), value) for value in (-1.0, 0.0, 1.0, 1.0, -1.0)])
    grid = layout.tile_grid(0, 92, 61, 5, 1.0, 1.0)
    assert (grid.rows, grid.columns) == (2, 3)
    image = draw_picture(tiles, 1.0, grid, theme, 1.0)
    for tile, color in enumerate(
        (theme.negative, theme.zero, theme.positive, theme.positive, theme.negative)
    ):
        assert corner_color(image, grid, *divmod(tile, 3)) == themes.color(color)
    assert corner_color(image, grid, 1, 2).alpha() == 0


def test_that_the_picture_has_the_density_of_the_screen(theme):
    image, grid = drawn(np.ones((2, 2)), 1.0, theme, 200, 2.0)
    assert image.devicePixelRatio() == 2.0
    assert (image.width(), image.height()) == (grid.width, grid.height)
