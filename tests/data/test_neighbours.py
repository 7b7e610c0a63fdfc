"""The pictures most like one picture."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnlab.data.neighbours import nearest
from nnlab.engine import Pixels


@given(st.integers(1, 60), st.integers(1, 9), st.integers(0, 1000))
def test_that_the_nearest_are_those_of_plain_arithmetic(count: int, wanted: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    data = rng.integers(0, 256, (count, 16), dtype=np.uint8)
    picture = rng.integers(0, 256, (4, 4), dtype=np.uint8)
    distances = ((data.astype(float) - picture.reshape(-1)) ** 2).sum(axis=1)
    found = nearest(Pixels(data), picture, wanted)
    assert len(found) == min(wanted, count)
    assert np.allclose(distances[found], np.sort(distances)[: len(found)])


def test_that_a_picture_is_nearest_to_itself_in_a_large_set() -> None:
    data = np.random.default_rng(1).integers(0, 256, (9000, 9), dtype=np.uint8)
    assert nearest(Pixels(data), data[8123], 3)[0] == 8123


def test_that_a_search_nobody_wants_ends() -> None:
    pixels = Pixels(np.zeros((10, 4), dtype=np.uint8))
    assert len(nearest(pixels, np.zeros(4, dtype=np.uint8), 3, cancelled=lambda: True)) == 0
