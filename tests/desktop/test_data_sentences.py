"""What is said about data sets counts in words that fit the number."""

import numpy as np
import pytest

from nnlab.data.image_data import image_dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.points import EDITED
from nnlab.desktop.words import data_sentences as say
from nnlab.desktop.words import language
from nnlab.lessons import begin, load_preset, preset_keys
from nnlab.lessons.presets import takes_long


@pytest.mark.parametrize(
    ("train", "test", "sentence"),
    [
        (300, 40, "some: 300 pictures to train on, 40 kept unseen."),
        (300, None, "some: 300 pictures to train on. None are kept for testing."),
        (1, None, "some: 1 picture to train on. None are kept for testing."),
        (1, 1, "some: 1 picture to train on, 1 kept unseen."),
    ],
)
def test_that_pictures_that_were_opened_are_counted(qapp, train, test, sentence):
    parts = [
        count and LabelledImages(np.zeros((count, 2, 2), np.uint8), np.zeros(count, np.uint8))
        for count in (train, test)
    ]
    assert say.opened(image_dataset("some", ImageSplit(*parts))) == sentence


@pytest.mark.parametrize(("count", "words"), [(1, "1 digit."), (2, "2 digits."), (1200, "1,200 digits.")])
def test_that_kept_digits_are_counted(qapp, count, words):
    assert say.shared("mine.npz", count).startswith(f"mine.npz holds {words}")


@pytest.mark.parametrize(("name", "size"), [("mnist", 12), ("fashion-mnist", 31)])
def test_that_the_size_of_a_download_is_that_of_the_data_set(qapp, name, size):
    assert f"Download it ({size} MB)" in say.missing(name)


@pytest.fixture
def in_korean(qapp):
    language.apply(qapp, "ko")
    yield
    language.apply(qapp, "en")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("moons", "초승달"),
        ("seven-segments: 2", "7세그먼트: 2"),
        (f"ten-points{EDITED}", "점 10개, 편집됨"),
        ("textbook/317_1", "317_1 시그모이드"),
        ("draw", "draw"),  # a file of this name, not the preset
        ("우리 반 키", "우리 반 키"),
    ],
)
def test_that_data_are_called_by_a_name_of_the_reader_s_language(in_korean, name, title):
    assert say.dataset_name(name) == title


@pytest.mark.parametrize("key", [key for key in preset_keys() if not takes_long(load_preset(key))])
def test_that_no_preset_shows_the_code_of_its_data(in_korean, key):
    name = begin(load_preset(key)).dataset.name
    assert say.dataset_name(name) != name
