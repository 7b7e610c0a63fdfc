import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.tile_pixels import FramedTiles

INK = np.full((1, 28, 28), 255, dtype=np.uint8)


def pixels_of(images, side=44, theme="light", ratio=1.0):
    return FramedTiles(images.shape[1:], len(images), side, theme, ratio).pixels(images)


def rgb(theme, name):
    return QColor(getattr(themes.load(theme), name)).rgb()


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
def test_that_ink_is_the_ink_of_the_theme_and_its_ground_the_surface(qapp, theme):
    assert pixels_of(INK, theme=theme)[0, 22, 22] == rgb(theme, "ink")
    assert pixels_of(0 * INK, theme=theme)[0, 22, 22] == rgb(theme, "surface")


def test_that_a_hairline_with_round_corners_frames_the_picture(qapp):
    (tile,) = pixels_of(INK)
    assert tile[0, 0] == tile[-1, -1] == rgb("light", "surface")
    assert tile[0, 22] == tile[22, 0] == tile[-1, 22] == tile[22, -1] == rgb("light", "line")
    assert tile[1, 22] == rgb("light", "ink")


@pytest.mark.parametrize("side", [9, 28, 44, 88, 131])
def test_that_an_even_picture_stays_even_at_any_size(qapp, side):
    (tile,) = pixels_of(INK // 3, side=side)
    middle = tile[side // 3 : -side // 3, side // 3 : -side // 3]
    assert len(np.unique(middle)) == 1


def test_that_pixels_lie_where_they_lie_in_the_picture(qapp):
    image = np.zeros((1, 28, 28), dtype=np.uint8)
    image[0, 7, 20] = 255
    (tile,) = pixels_of(image, side=56)
    dark = tile & 0xFF
    assert np.unravel_index(dark.argmin(), dark.shape) in ((14, 40), (14, 41), (15, 40), (15, 41))


def test_that_a_small_tile_shows_the_mean_of_what_a_pixel_covers(qapp):
    stripes = np.zeros((1, 60, 60), dtype=np.uint8)
    stripes[:, ::2] = 255
    (tile,) = pixels_of(stripes, side=15)
    grey = (tile[6:9, 6:9] & 0xFF).astype(int)
    assert np.ptp(grey) < 12
    assert 100 < grey.mean() < 180


def test_that_a_wide_picture_keeps_its_shape_in_the_middle_of_its_frame(qapp):
    (tile,) = pixels_of(np.full((1, 10, 40), 255, dtype=np.uint8), side=40)
    inked = (tile == rgb("light", "ink")).all(axis=1, where=np.arange(40) % 39 != 0)
    assert np.flatnonzero(inked).tolist() == list(range(15, 25))
