from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from nnlab.data.image_data import image_dataset
from nnlab.data.image_files import open_images
from nnlab.data.images import ImageSplit
from nnlab.data.stroke_raster import draw
from nnlab.data.stroke_shapes import SEGMENTS, WAYS, shape_table
from nnlab.data.strokes import BLOCK, choose_ways, stroke_digits, write
from nnlab.engine.config import TrainingConfig
from nnlab.engine.errors import EngineError
from nnlab.engine.metrics import Task, accuracy
from nnlab.engine.network import Network
from nnlab.engine.seeds import Stream, generator
from nnlab.engine.specs import LayerSpec, NetworkSpec
from nnlab.engine.trainer import Trainer
from nnlab.files import LoadError

MIDDLE = (28 - 1) / 2


@cache
def some_digits() -> ImageSplit:
    return stroke_digits(2 * BLOCK, BLOCK)


# -- the data set --------------------------------------------------------------------------------------------


def test_that_there_are_as_many_pictures_as_asked_for_in_the_format_of_mnist() -> None:
    split = stroke_digits(700, 30)
    assert split.test is not None
    for part, count in ((split.train, 700), (split.test, 30)):
        assert part.images.shape == (count, 28, 28)
        assert part.images.dtype == part.labels.dtype == np.uint8
        assert set(part.labels.tolist()) == set(range(10))


def test_that_no_test_pictures_are_no_test_part() -> None:
    assert stroke_digits(10, 0).test is None


def test_that_a_seed_gives_the_same_pictures_every_time_whatever_the_global_generator_does() -> None:
    np.random.seed(1)
    first = stroke_digits(60, 20, seed=5)
    np.random.seed(2)
    second = stroke_digits(60, 20, seed=5)
    assert first.test is not None
    assert second.test is not None
    for one, other in ((first.train, second.train), (first.test, second.test)):
        assert np.array_equal(one.images, other.images)
        assert np.array_equal(one.labels, other.labels)


def test_that_another_seed_gives_other_pictures_in_another_order() -> None:
    other = stroke_digits(200, 0, seed=1).train
    assert not np.array_equal(other.labels, some_digits().train.labels[:200])
    assert not np.array_equal(other.images, some_digits().train.images[:200])


@pytest.mark.parametrize("count", [1, BLOCK - 1, BLOCK + 1])
def test_that_the_first_pictures_do_not_depend_on_how_many_follow(count: int) -> None:
    few, many = stroke_digits(count, 7), some_digits()
    assert few.test is not None
    assert many.test is not None
    for one, other in ((few.train, many.train), (few.test, many.test)):
        assert np.array_equal(one.images, other.images[: len(one)])
        assert np.array_equal(one.labels, other.labels[: len(one)])


def test_that_every_digit_is_equally_often_there_and_their_order_is_mixed() -> None:
    for part in (some_digits().train, some_digits().test):
        assert part is not None
        assert np.bincount(part.labels).tolist() == [len(part) // 10] * 10
        assert set(part.labels[:100].tolist()) == set(range(10))


def test_that_no_picture_occurs_twice_neither_in_a_part_nor_in_both() -> None:
    split = some_digits()
    assert split.test is not None
    pictures = [picture.tobytes() for part in (split.train, split.test) for picture in part.images]
    assert len(set(pictures)) == len(pictures)


@pytest.mark.parametrize("wrong", [{"train": 0}, {"test": -1}, {"seed": -1}, {"train": 10_000_000}])
def test_that_numbers_out_of_range_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(EngineError, match="must be a whole number"):
        stroke_digits(**wrong)


# -- progress and cancelling ---------------------------------------------------------------------------------


def test_that_progress_rises_and_ends_at_one() -> None:
    told: list[float] = []
    stroke_digits(BLOCK + 100, 100, progress=told.append)
    assert len(told) == 3
    assert all(one < other for one, other in pairwise([0.0, *told]))
    assert told[-1] == 1


def test_that_a_cancelled_making_ends_before_the_next_block() -> None:
    told: list[float] = []
    with pytest.raises(LoadError, match="cancelled"):
        stroke_digits(3 * BLOCK, 0, progress=told.append, cancelled=lambda: len(told) == 1)
    assert told == [pytest.approx(1 / 3)]


# -- the look of the pictures --------------------------------------------------------------------------------


def test_that_the_centre_of_mass_is_in_the_middle_to_half_a_pixel() -> None:
    images = some_digits().train.images.astype(np.float64)
    mass, pixel = images.sum(axis=(1, 2)), np.arange(28)
    for axis in (1, 2):
        assert np.abs(images.sum(axis=axis) @ pixel / mass - MIDDLE).max() <= 0.5 + 1e-9


def test_that_the_ink_fits_into_20_pixels_and_fills_them_in_one_direction() -> None:
    inked = some_digits().train.images > 0
    wide, high = (inked.any(axis=axis).sum(axis=1) for axis in (1, 2))
    longer = np.maximum(wide, high)
    assert longer.max() == 20
    assert (longer >= 19).mean() > 0.95
    assert longer.min() >= 17


def test_that_ink_is_as_much_and_as_full_as_in_mnist() -> None:
    images = some_digits().train.images
    # In brackets those of MNIST's 60 000 training pictures.
    assert images.mean() / 255 == pytest.approx(0.131, abs=0.012)  # (0.131)
    assert (images > 0).mean() == pytest.approx(0.191, abs=0.015)  # (0.191)
    assert (images >= 250).mean() == pytest.approx(0.074, abs=0.012)  # (0.074)
    per_picture = images.mean(axis=(1, 2)) / 255
    assert per_picture.std() == pytest.approx(0.044, abs=0.01)  # (0.044)
    assert images.max(axis=(1, 2)).min() > 150


def test_that_pens_are_thin_and_thick() -> None:
    ones = some_digits().train.images[some_digits().train.labels == 1].astype(np.float64)
    thickness = ones.sum(axis=(1, 2)) / 255 / (ones.max(axis=2) > 0).sum(axis=1)
    assert np.quantile(thickness, 0.05) < 2.2
    assert np.quantile(thickness, 0.95) > 3.5


# -- the ways of writing -------------------------------------------------------------------------------------


def test_that_there_are_several_ways_to_write_each_digit() -> None:
    table = shape_table()
    assert len(WAYS) == 10
    assert all(len(ways) >= 3 for ways in WAYS)
    assert [len(ways) for ways in table.ways] == [len(ways) for ways in WAYS]
    assert all(chances.sum() == pytest.approx(1) for chances in table.chances)


def test_that_every_way_of_writing_occurs() -> None:
    rng = generator(0, Stream.DATA)
    seen = np.concatenate([choose_ways(rng) for _ in range(10)])
    assert set(seen.tolist()) == set(range(len(shape_table().digits)))


def test_that_segments_follow_the_strokes_without_a_break_and_the_pen_is_lifted_between_them() -> None:
    table = shape_table()
    texts = [text for ways in WAYS for _, text in ways.values()]
    for way, text in enumerate(texts):
        ends = table.curved[way] @ table.control[way]
        jumps = np.hypot(*(ends[SEGMENTS:-1] - ends[1:SEGMENTS]).T)
        assert (jumps > 1e-5).sum() == text.count("/"), text


def test_that_curves_and_polygons_go_through_their_control_points_at_the_ends_and_corners() -> None:
    table = shape_table()
    for shapes in (table.curved, table.straight):
        assert np.allclose(shapes.sum(axis=2), 1, atol=1e-5)  # a moved digit is the same digit
    seven = table.ways[7][0]
    ends = table.straight[seven] @ table.control[seven]
    assert ends[0] == pytest.approx([0.02, 0.06])
    assert ends[-1] == pytest.approx([0.26, 1.0])
    assert np.hypot(*(ends - [0.58, 0.03]).T).min() < 1e-5


@pytest.mark.parametrize("way", range(sum(map(len, WAYS))))
def test_that_each_way_is_written_in_many_hands(way: int) -> None:
    pictures = write(generator(1, Stream.DATA), np.full(20, way))
    assert len({picture.tobytes() for picture in pictures}) == 20
    ink = pictures.mean(axis=(1, 2)) / 255
    assert ink.min() > 0.02
    assert ink.max() < 0.45


def test_that_a_straight_stroke_is_drawn_with_the_thickness_of_its_pen_and_a_soft_edge() -> None:
    up, down = np.array([[[5.0, 0.0]]], np.float32), np.array([[[5.0, 9.0]]], np.float32)
    (picture,) = draw(up, down, np.array([[1.5]], np.float32), 1.0)
    rows = np.flatnonzero(picture.any(axis=1))
    assert len(rows) == 20
    middle = picture[rows[10]]
    assert middle.sum() / 255 == pytest.approx(3, abs=0.02)
    assert (middle == 255).sum() == 2
    assert sorted(middle[middle > 0].tolist())[:2] == [128, 128]


# -- what it is good for -------------------------------------------------------------------------------------


def test_that_a_small_network_trained_on_these_alone_reads_at_least_85_percent_of_mnist(
    real_mnist: Path,
) -> None:
    test = open_images(real_mnist).split.test
    assert test is not None
    real = image_dataset("MNIST", ImageSplit(test))
    drawn = image_dataset("strokes", stroke_digits(12_000, 0))
    layers = (LayerSpec(64, "relu", "he_normal"), LayerSpec(10, "softmax", "lecun_normal"))
    network = Network.create(NetworkSpec(784, layers, "float32"), seed=0)
    config = TrainingConfig(
        loss="cross_entropy", optimizer="adam", learning_rate=0.001, batch_size=50, epochs=8
    )
    with threadpool_limits(1):  # threads that wait for each other on a busy machine take many times as long
        Trainer(network, drawn.inputs, drawn.targets, config, task=Task.CLASSES).run()
    assert accuracy(network.predict(real.inputs), real.targets, Task.CLASSES) >= 0.85
