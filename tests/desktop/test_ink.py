import numpy as np
import pytest

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import ink


@pytest.mark.parametrize("name", themes.THEME_NAMES)
def test_that_the_shades_go_from_paper_to_ink(name):
    theme, shades = themes.load(name), ink.ink_colors(name)
    assert len(shades) == 256
    assert shades[0] == themes.color(ink.paper(theme)).rgb()
    assert shades[255] == themes.color(theme.ink).rgb()


def test_that_an_image_has_the_shade_of_every_pixel():
    theme = themes.load("light")
    image = ink.ink_image(np.array([[0, 255, 100]], dtype=np.uint8), theme)
    assert [image.pixel(x, 0) for x in range(3)] == [int(ink.ink_colors("light")[i]) for i in (0, 255, 100)]


def test_that_pixels_grow_to_squares_of_one_size():
    pixels = np.array([[0, 255], [255, 0], [0, 0]], dtype=np.uint8)
    image = ink.fitted(pixels, 10, themes.load("light"), smooth=False)
    assert (image.width(), image.height()) == (6, 9)
    assert {image.pixel(x, y) for x in range(6) for y in range(9)} == {
        int(ink.ink_colors("light")[i]) for i in (0, 255)
    }


@pytest.mark.parametrize(
    ("shape", "size"), [((280, 140), (20, 40)), ((1, 400), (40, 1)), ((30, 30), (40, 40))]
)
def test_that_a_picture_keeps_its_proportions_in_its_square(shape, size):
    image = ink.fitted(np.zeros(shape, dtype=np.uint8), 40, themes.load("light"), smooth=False)
    assert (image.width(), image.height()) == size


@pytest.mark.parametrize("photograph", [True, False])
def test_that_an_enlarged_picture_keeps_its_middle_of_mass_and_its_levels(photograph):
    pixels = np.zeros((28, 28), dtype=np.uint8)
    pixels[8:20, 6:14] = 255
    large = ink.enlarged(pixels, 280, photograph=photograph)
    assert large[140, 100] == 255
    assert large[20, 20] == 0
    y, x = np.mgrid[0:280, 0:280]
    assert (x * (large / large.sum())).sum() == pytest.approx(99.5, abs=0.5)
    assert (y * (large / large.sum())).sum() == pytest.approx(139.5, abs=0.5)


def test_that_a_photograph_keeps_its_shades():
    level = np.full((28, 28), 60, dtype=np.uint8)
    assert (ink.enlarged(level, 280, photograph=True) == 60).all()


def test_that_a_picture_that_is_no_square_is_put_in_the_middle_of_one():
    large = ink.enlarged(np.full((10, 20), 255, dtype=np.uint8), 280)
    assert large[140, 140] == 255
    assert large[20, 140] == large[260, 140] == 0
