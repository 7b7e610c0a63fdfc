"""What is said about data sets counts in words that fit the number."""

import numpy as np
import pytest

from nnlab.data.image_data import image_dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.made import KINDS
from nnlab.desktop import data_sentences as say


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


@pytest.mark.parametrize("name", [*KINDS, "animals", "sklearn-digits"])
def test_that_a_set_of_nnlab_s_own_has_a_name_for_readers(name, monkeypatch):
    monkeypatch.setattr(say, "translate", lambda _context, text: f"<{text}>")
    assert say.dataset_name(name).startswith("<")
    assert say.dataset_name("mine") == "mine"
