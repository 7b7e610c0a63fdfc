"""Pictures as a data set."""

import weakref

import numpy as np
import pytest

from nnlab.data.image_data import (
    FASHION,
    ONE_HOT_RANGES,
    PIXEL_RANGES,
    Scales,
    average_picture,
    first_pictures,
    image_dataset,
    one_digit,
    rescaled,
    scales_of,
)
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.tables import load_table
from nnlab.engine import EngineError, Pixels, Task


def pictures(count: int, seed: int = 0) -> LabelledImages:
    rng = np.random.default_rng(seed)
    labels = (np.arange(count) % 10).astype(np.uint8)
    return LabelledImages(rng.integers(0, 256, (count, 4, 5), dtype=np.uint8), labels)


@pytest.fixture
def split() -> ImageSplit:
    return ImageSplit(pictures(40), pictures(20, 1))


def test_that_pictures_become_rows_of_pixels_with_one_target_for_each_class(split: ImageSplit) -> None:
    dataset = image_dataset("some", split)
    assert isinstance(dataset.inputs, Pixels)
    assert np.shares_memory(dataset.inputs.data, split.train.images)
    assert dataset.inputs.shape == (40, 20)
    assert dataset.task is Task.CLASSES
    assert np.array_equal(dataset.labels, split.train.labels)
    assert np.array_equal(dataset.targets.sum(axis=1), np.ones(40))
    assert np.array_equal(dataset.picture(7), split.train.images[7])
    assert dataset.input_names[6] == "2,2"
    assert dataset.test is not None
    assert np.array_equal(dataset.test.labels, split.test.labels)
    assert dataset.test.test is None


def test_that_scales_are_those_of_the_notes(split: ImageSplit) -> None:
    dataset = image_dataset("some", split, scales=Scales((0.01, 1.0), (0.01, 0.99)))
    assert scales_of(dataset) == Scales((0.01, 1.0), (0.01, 0.99))
    assert set(np.unique(dataset.targets)) == {0.01, 0.99}
    ink = split.train.images[3].reshape(-1)
    assert np.allclose(dataset.inputs[3], 0.01 + 0.99 * ink / 255)


def test_that_rescaling_keeps_bytes_and_labels_of_both_parts(split: ImageSplit) -> None:
    plain = image_dataset("some", split)
    other = rescaled(plain, Scales((0.0, 255 / 256), (0.01, 0.99)))
    assert other.inputs.data is plain.inputs.data
    assert np.array_equal(other.labels, plain.labels)
    assert scales_of(other.test) == scales_of(other) == Scales((0.0, 255 / 256), (0.01, 0.99))
    assert np.array_equal(rescaled(other, Scales()).targets, plain.targets)


def test_that_twenty_rescalings_of_a_large_set_keep_less_than_60_megabytes() -> None:
    labels = (np.arange(60_000) % 10).astype(np.uint8)
    datasets = [
        image_dataset("large", ImageSplit(LabelledImages(np.zeros((60_000, 28, 28), np.uint8), labels)))
    ]
    for number in range(20):
        pixels, one_hot = PIXEL_RANGES[number % len(PIXEL_RANGES)], ONE_HOT_RANGES[(number + 1) % 2]
        datasets.append(rescaled(datasets[-1], Scales(pixels, one_hot)))
        assert scales_of(datasets[-1]) == Scales(pixels, one_hot)
    arrays = {id(array): array for one in datasets for array in (one.inputs.data, one.targets)}
    assert sum(array.nbytes for array in arrays.values()) < 60e6


def test_that_equal_targets_are_let_go_with_the_last_data_set_that_has_them() -> None:
    dataset = image_dataset("some", ImageSplit(pictures(40)))
    assert rescaled(dataset, Scales((0.01, 1.0))).targets is dataset.targets
    held = weakref.ref(dataset.targets)
    other = image_dataset("some", ImageSplit(pictures(41)))
    assert other.targets is not dataset.targets
    del dataset
    assert held() is None


@pytest.mark.parametrize(
    "scales", [Scales((0, np.inf)), Scales(one_hot=(1.0, 0.0)), Scales(one_hot=(0.5, 0.5))]
)
def test_that_scales_without_sense_are_refused(split: ImageSplit, scales: Scales) -> None:
    with pytest.raises(EngineError, match=r"targets must rise|finite numbers"):
        image_dataset("some", split, scales=scales)


def test_that_a_label_without_a_name_is_named(split: ImageSplit) -> None:
    with pytest.raises(EngineError, match="has the label 9, but only the classes 0 to 1"):
        image_dataset("some", split, class_names=("a", "b"))
    assert image_dataset("some", split, class_names=FASHION).target_names[9] == "Ankle boot"


def test_that_the_first_pictures_keep_all_test_pictures(split: ImageSplit) -> None:
    few = first_pictures(image_dataset("some", split), 10)
    assert few.inputs.shape == (10, 20)
    assert len(few.row_names) == 10
    assert few.test is not None
    assert len(few.test.inputs) == 20


def test_that_one_digit_asks_only_whether_it_is_that(split: ImageSplit) -> None:
    whole = image_dataset("some", split)
    eights = one_digit(whole, 8)
    assert eights.task is Task.BITS
    assert np.array_equal(eights.targets[:, 0], split.train.labels == 8)
    assert eights.test is not None
    assert eights.test.target_names == ("8",)
    mean = split.train.images[split.train.labels == 8].mean(axis=0).reshape(-1, 1) / 255
    assert np.allclose(average_picture(eights), mean)
    for digit in (-1, 10):
        with pytest.raises(EngineError, match="no class"):
            one_digit(whole, digit)
    with pytest.raises(EngineError, match="does not ask for one digit"):
        average_picture(whole)


def test_that_a_table_has_neither_scales_nor_pictures() -> None:
    table = load_table("seven-segments")
    assert scales_of(table) is None
    for edit in (
        lambda: rescaled(table, Scales()),
        lambda: first_pictures(table, 3),
        lambda: table.picture(0),
    ):
        with pytest.raises(EngineError, match="no pi"):
            edit()


def test_that_all_pictures_are_shown_without_copying_them(split: ImageSplit) -> None:
    dataset = image_dataset("small", split)
    assert np.shares_memory(dataset.pictures, dataset.inputs.data)
    assert dataset.pictures.shape == (40, 4, 5)
    assert np.array_equal(dataset.pictures[7], dataset.picture(7))


def test_that_samples_that_are_no_pictures_have_none() -> None:
    with pytest.raises(EngineError, match="no pictures"):
        load_table("xor").pictures.any()
