"""From a drawing to what the network sees: where it lands, how large, how strong, and what each step is for."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from threadpoolctl import threadpool_limits

from nnlab.data.drawing import BOX, FRAME, Box, Seen, Steps, see
from nnlab.engine import EngineError


def pad_with(*strokes: tuple[slice, slice], side: int = 280) -> np.ndarray:
    pad = np.zeros((side, side), dtype=np.uint8)
    for rows, columns in strokes:
        pad[rows, columns] = 255
    return pad


def seven(at: tuple[int, int] = (40, 60), size: int = 100, pen: int = 12) -> np.ndarray:
    """Return a pad with a bar at the top and another down its right side."""
    top, left = at
    bar = slice(top, top + pen), slice(left, left + size)
    stem = slice(top, top + size), slice(left + size - pen, left + size)
    return pad_with(bar, stem)


def centre_of(picture: np.ndarray) -> tuple[float, float]:
    rows, columns = np.indices(picture.shape)
    return float((rows * picture).sum() / picture.sum()), float((columns * picture).sum() / picture.sum())


def extent(picture: np.ndarray) -> tuple[int, int]:
    inked = picture > 0
    return int(inked.any(axis=1).sum()), int(inked.any(axis=0).sum())


def width_of(seen: Seen) -> float:
    """Return the mean width of a stroke of the seven in the final picture, in pixels."""
    ink = seen.scaled / 255
    return float(ink[12:18].sum(axis=1).mean())


# -- the way of MNIST --------------------------------------------------------------------------------------


def test_that_the_smallest_box_is_cut_out() -> None:
    seen = see(seven())
    assert seen.crop_box == Box(40, 60, 100, 100)
    assert seen.cropped.shape == (100, 100)
    assert np.array_equal(seen.cropped, seven()[40:140, 60:160])


def test_that_the_longer_side_fills_the_box_and_the_aspect_is_kept() -> None:
    wide = see(pad_with((slice(50, 110), slice(20, 30)), (slice(50, 60), slice(20, 140))))
    assert extent(wide.scaled) == (10, 20)
    assert wide.scaled.shape == (BOX, BOX)
    assert not wide.scaled[:5].any()
    assert not wide.scaled[-5:].any()


def test_that_the_centre_of_mass_lies_on_the_middle_pixel_as_in_mnist() -> None:
    seen = see(seven())
    assert seen.final.shape == (FRAME, FRAME)
    assert centre_of(seen.scaled) == pytest.approx(seen.centre_of_mass)
    assert centre_of(seen.final) == pytest.approx((14, 14), abs=0.51)


def test_that_centring_loses_no_ink() -> None:
    heavy = pad_with((slice(0, 200), slice(0, 60)), (slice(0, 6), slice(0, 280)))
    seen = see(heavy)
    assert seen.final.sum() == seen.scaled.sum()


@pytest.mark.parametrize("at", [(0, 0), (180, 180), (5, 170)])
def test_that_the_place_on_the_pad_does_not_matter(at: tuple[int, int]) -> None:
    assert np.array_equal(see(seven(at)).final, see(seven()).final)


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_that_the_size_on_the_pad_does_not_matter(scale: float) -> None:
    size, pen = round(100 * scale), round(12 * scale)
    difference = see(seven(size=size, pen=pen)).final.astype(int) - see(seven()).final
    assert np.abs(difference).mean() < 3


@pytest.mark.parametrize("pen", [1, 3, 12, 20, 30])
def test_that_every_pen_ends_as_wide_as_those_of_mnist(pen: int) -> None:
    assert 1.9 <= width_of(see(seven(pen=pen))) <= 4.5


@pytest.mark.parametrize("strength", [20, 90, 255])
def test_that_a_faint_drawing_ends_in_full_ink(strength: int) -> None:
    faint = (seven() // 255 * strength).astype(np.uint8)
    assert see(faint).final.max() == 255
    assert np.array_equal(see(faint).final, see(seven()).final)


def test_that_floats_from_0_to_1_mean_the_same_as_bytes() -> None:
    as_floats = (seven() / 255).astype(np.float32)
    assert np.array_equal(see(as_floats).final, see(seven()).final)


def test_that_a_dot_is_a_drawing() -> None:
    dot = see(pad_with((slice(9, 10), slice(270, 271))))
    assert not dot.is_empty
    assert centre_of(dot.final) == pytest.approx((14, 14), abs=0.51)


def test_that_the_inputs_are_the_pixels_from_0_to_1() -> None:
    seen = see(seven())
    assert seen.inputs.shape == (1, 784)
    assert seen.inputs.dtype == np.float32
    assert np.array_equal(np.rint(seen.inputs * 255).reshape(28, 28), seen.final)


# -- without a step ----------------------------------------------------------------------------------------


def test_that_without_cropping_the_pad_itself_is_scaled() -> None:
    seen = see(seven(), Steps(crop=False))
    assert seen.crop_box == Box(0, 0, 280, 280)
    assert max(extent(seen.scaled)) <= 10  # 100 of 280 pixels in 20, soft edges and the thickened pen
    assert centre_of(seen.final) == pytest.approx((14, 14), abs=0.51)


def test_that_without_scaling_a_drawing_keeps_the_size_it_has_on_the_pad() -> None:
    seen = see(seven(), Steps(scale=False))
    assert seen.scaled.shape == (FRAME, FRAME)
    assert extent(seen.scaled) == (10, 10)  # 100 of 280 pixels in 28


def test_that_without_centring_the_box_lies_in_the_middle() -> None:
    seen = see(seven(), Steps(centre=False))
    assert np.array_equal(seen.final[4:24, 4:24], seen.scaled)
    assert centre_of(seen.final)[0] < 13  # a seven is heavy at the top


def test_that_without_any_step_the_pad_is_only_made_smaller() -> None:
    seen = see(seven((40, 60)), Steps(crop=False, scale=False, centre=False))
    rows, columns = np.nonzero(seen.final)
    assert (rows.min(), rows.max()) == (4, 13)
    assert (columns.min(), columns.max()) == (6, 15)


def test_that_a_wide_pad_lies_in_the_middle_of_the_frame() -> None:
    wide = np.zeros((140, 280), dtype=np.uint8)
    wide[:, 100:120] = 255
    seen = see(wide, Steps(crop=False, scale=False, centre=False))
    assert np.flatnonzero(seen.final.any(axis=1)).tolist() == list(range(7, 21))


# -- nothing, and anything ---------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [Steps(), Steps(scale=False), Steps(False, False, False)])
def test_that_an_untouched_pad_is_empty(steps: Steps) -> None:
    seen = see(np.zeros((280, 280), dtype=np.uint8), steps)
    assert seen.is_empty
    assert not seen.final.any()
    assert seen.final.shape == (FRAME, FRAME)


@given(
    arrays.arrays(np.uint8, arrays.array_shapes(min_dims=2, max_dims=2, max_side=40)),
    st.builds(Steps, st.booleans(), st.booleans(), st.booleans()),
)
def test_that_any_picture_of_any_size_can_be_seen(ink: np.ndarray, steps: Steps) -> None:
    seen = see(ink, steps)
    assert seen.final.shape == (FRAME, FRAME)
    assert seen.final.any() != seen.is_empty
    assert np.isfinite(seen.centre_of_mass).all()
    assert not any(picture.flags.writeable for picture in (seen.cropped, seen.scaled, seen.final))


def test_that_what_was_seen_stays_when_drawing_goes_on() -> None:
    for pad in (seven(), np.zeros((9, 9), dtype=np.uint8)):
        seen = see(pad)
        before = seen.cropped.copy()
        pad[...] = 77
        assert np.array_equal(seen.cropped, before)


@pytest.mark.parametrize(
    "ink", [np.zeros((0, 4), np.uint8), np.zeros(4, np.uint8), np.zeros((4, 4), np.int64)]
)
def test_that_what_is_no_drawing_is_refused(ink: np.ndarray) -> None:
    with pytest.raises(EngineError, match="a drawing must be bytes or floats"):
        see(ink)


def test_that_seeing_keeps_up_with_a_pen() -> None:
    pad = seven(size=200, pen=16)
    took = []
    with threadpool_limits(limits=1, user_api="blas"):  # as in nnlab
        for _ in range(50):
            begun = time.perf_counter()
            see(pad)
            took.append(time.perf_counter() - begun)
    assert min(took) < 0.002
