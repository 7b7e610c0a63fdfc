"""From a picture to its ink: paper in any light, ink of any kind, and what is no drawing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as arrays

from nnlab.data.drawing import see
from nnlab.data.paper import MOST_SIDE, from_picture
from nnlab.engine import EngineError

HEIGHT, WIDTH = 300, 400


def ink_of_a_four(pen: float = 6.0) -> np.ndarray:
    """Return (300, 400) from 0 to 1: two strokes that do not touch, with soft edges, right of the middle."""
    y, x = np.mgrid[:HEIGHT, :WIDTH].astype(float)
    distances = [np.inf]
    for (y0, x0), (y1, x1) in (((80, 220), (160, 210)), ((160, 210), (165, 290)), ((90, 265), (230, 260))):
        along = ((y - y0) * (y1 - y0) + (x - x0) * (x1 - x0)) / ((y1 - y0) ** 2 + (x1 - x0) ** 2)
        part = along.clip(0, 1)
        distances.append(np.hypot(y - y0 - part * (y1 - y0), x - x0 - part * (x1 - x0)))
    return (pen / 2 + 0.5 - np.minimum.reduce(distances[1:])).clip(0, 1)


def light(kind: str) -> np.ndarray:
    """Return the light on the paper, (300, 400) from 0 to 1."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j]
    match kind:
        case "even":
            return np.ones_like(y)
        case "lamp":
            return 0.6 + 0.25 * x - 0.1 * y - 0.1 * (x * x + y * y)
        case _:  # the shadow of a hand, whose edge crosses the drawing
            return (0.8 + 0.1 * x) * (1 - 0.5 / (1 + np.exp(-30 * (y + 0.3 * x))))


def photo(
    kind: str, *, ink: float = 0.65, grain: float = 0.02, specks: int = 8, pen: float = 6.0
) -> np.ndarray:
    rng = np.random.default_rng(1)
    paper = light(kind) * 0.9 * (1 - ink * ink_of_a_four(pen))
    for row, column in zip(rng.integers(0, HEIGHT, specks), rng.integers(0, WIDTH, specks), strict=True):
        paper[row : row + 4, column : column + 4] *= 0.4
    return ((paper + rng.normal(0, grain, paper.shape)).clip(0, 1) * 255).astype(np.uint8)


def overlap(ink: np.ndarray, expected: np.ndarray) -> float:
    """Return the share of pixels inked in both, among those inked in one."""
    found, true = ink > 127, expected > 0.5
    return float((found & true).sum() / (found | true).sum())


@pytest.mark.parametrize("kind", ["even", "lamp", "shadow"])
@pytest.mark.parametrize("grain", [0.0, 0.02])
def test_that_ink_is_found_in_any_light(kind: str, grain: float) -> None:
    assert overlap(from_picture(photo(kind, grain=grain)), ink_of_a_four()) > 0.8


def test_that_pencil_is_found() -> None:
    assert overlap(from_picture(photo("lamp", ink=0.35, specks=0)), ink_of_a_four()) > 0.8


@pytest.mark.parametrize("pen", [2.0, 25.0])
def test_that_thin_and_thick_pens_are_found(pen: float) -> None:
    assert overlap(from_picture(photo("lamp", pen=pen, grain=0.01)), ink_of_a_four(pen)) > 0.7


def test_that_light_on_dark_is_the_same_ink() -> None:
    dark = (255 - 255 * ink_of_a_four()).astype(np.uint8)
    assert overlap(from_picture(dark), ink_of_a_four()) > 0.9
    assert np.array_equal(from_picture(dark), from_picture(255 - dark))


def test_that_chalk_on_a_board_is_found() -> None:
    board = light("lamp") * 0.2 + 0.6 * ink_of_a_four()
    assert overlap(from_picture((board * 255).astype(np.uint8)), ink_of_a_four()) > 0.8


def test_that_specks_do_not_widen_the_drawing() -> None:
    found = see(from_picture(photo("even", specks=40))).crop_box
    top, left, height, width = see(ink_of_a_four().astype(np.float32)).crop_box
    assert np.allclose(found, (top, left, height, width), atol=2)


def test_that_the_strokes_of_one_digit_may_stand_apart() -> None:
    assert overlap(from_picture(photo("even")), ink_of_a_four()) > 0.8  # the four's stem touches nothing
    columns = from_picture(photo("even"))[200:].any(axis=0)
    assert columns[255:265].any()


def test_that_strokes_of_a_single_grey_are_found() -> None:
    flat = np.full((60, 60), 140, dtype=np.uint8)
    flat[20:40, 28:32] = 80
    assert np.array_equal(from_picture(flat) > 0, flat == 80)


def test_that_a_digit_of_mnist_is_its_own_ink_either_way_round() -> None:
    digit = np.zeros((28, 28), dtype=np.uint8)
    digit[4:7, 8:20] = digit[4:24, 17:20] = 253
    assert np.array_equal(from_picture(digit) > 127, digit > 127)
    assert np.array_equal(from_picture(255 - digit) > 127, digit > 127)


@pytest.mark.parametrize("size", [(16, 16), (28, 28), (1500, 2000), (2000, 31)])
def test_that_any_size_keeps_its_aspect_and_stays_small(size: tuple[int, int]) -> None:
    picture = np.full(size, 255, dtype=np.uint8)
    picture[size[0] // 4 : size[0] // 2, size[1] // 2 : size[1] // 2 + max(2, size[1] // 8)] = 0
    ink = from_picture(picture)
    assert max(ink.shape) == min(max(size), MOST_SIDE)
    assert ink.shape[0] / ink.shape[1] == pytest.approx(size[0] / size[1], rel=0.1)
    assert ink.max() == 255


@pytest.mark.parametrize("level", [0, 128, 255])
def test_that_blank_paper_has_no_ink(level: int) -> None:
    assert not from_picture(np.full((200, 300), level, dtype=np.uint8)).any()


@pytest.mark.parametrize("kind", ["even", "lamp"])
def test_that_a_photo_of_blank_paper_has_no_ink(kind: str) -> None:
    assert not from_picture(photo(kind, ink=0.0, specks=0)).any()


@given(arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=40)))
def test_that_any_picture_gives_ink_of_its_shape(gray: np.ndarray) -> None:
    ink = from_picture(gray)
    assert ink.shape == gray.shape
    assert ink.dtype == np.uint8


@pytest.mark.parametrize(
    "gray", [np.zeros((0, 4), np.uint8), np.zeros((4, 4)), np.zeros((4, 4, 3), np.uint8)]
)
def test_that_what_is_no_picture_is_refused(gray: np.ndarray) -> None:
    with pytest.raises(EngineError, match="a picture must be bytes"):
        from_picture(gray)
