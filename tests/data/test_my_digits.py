"""The digits that somebody has drawn and kept."""

from pathlib import Path

import numpy as np
import pytest

from nnlab.data import MissingDataError, load, my_digits
from nnlab.data.image_files import open_images
from nnlab.files import LoadError, SaveError


def picture(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (28, 28), dtype=np.uint8)


def test_that_digits_are_kept_one_after_the_other() -> None:
    assert my_digits.load_my_digits() is None
    kept = None
    for label in (3, 7, 3):
        kept = my_digits.with_digit(kept, picture(label), label)
        my_digits.write(kept)
    again = my_digits.load_my_digits()
    assert again is not None
    assert again.labels.tolist() == [3, 7, 3]
    assert np.array_equal(again.images[1], picture(7))
    fewer = my_digits.without_last(again)
    my_digits.write(fewer)
    assert my_digits.load_my_digits().labels.tolist() == [3, 7]


def test_that_the_last_one_can_be_taken_back() -> None:
    my_digits.write(my_digits.with_digit(None, picture(1), 1))
    my_digits.write(my_digits.without_last(my_digits.load_my_digits()))
    assert my_digits.load_my_digits() is None
    my_digits.write(None)  # what is not there cannot be in the way


def test_that_they_are_a_data_set_to_train_on() -> None:
    with pytest.raises(MissingDataError) as missing:
        load("my-digits")
    assert missing.value.name == "my-digits"
    my_digits.write(my_digits.with_digit(my_digits.with_digit(None, picture(1), 1), picture(2), 9))
    dataset = load("my-digits")
    assert dataset.labels.tolist() == [1, 9]
    assert len(dataset.target_names) == 10
    assert dataset.test is None


def test_that_a_shared_file_is_opened_like_any_other(tmp_path: Path) -> None:
    my_digits.save(my_digits.with_digit(None, picture(4), 4), tmp_path / "class" / "mine.npz")
    assert open_images(tmp_path / "class" / "mine.npz").split.train.labels.tolist() == [4]
    with np.load(tmp_path / "class" / "mine.npz") as content:
        assert np.array_equal(content["x_train"][0], picture(4))


def test_that_a_damaged_file_is_told_and_left_alone() -> None:
    path = my_digits.my_digits_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(LoadError, match="my-digits"):
        my_digits.load_my_digits()
    assert path.read_bytes() == b"PK\x03\x04 torn"


def test_that_there_is_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(my_digits, "MOST", 2)
    kept = my_digits.with_digit(my_digits.with_digit(None, picture(1), 1), picture(2), 2)
    with pytest.raises(SaveError, match="as many as there may be"):
        my_digits.with_digit(kept, picture(3), 3)


def test_that_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SaveError, match="was not saved"):
        my_digits.save(my_digits.with_digit(None, picture(4), 4), tmp_path / "file" / "mine.npz")


@pytest.mark.parametrize("content", ["small", "label", "test"])
def test_that_a_file_of_other_pictures_is_not_taken_for_kept_digits(content: str) -> None:
    path = my_digits.my_digits_path()
    path.parent.mkdir(parents=True)
    arrays = {"x_train": np.stack([picture(1)]), "y_train": np.array([3], dtype=np.uint8)}
    if content == "small":
        arrays["x_train"] = arrays["x_train"][:, :8, :8]
    elif content == "label":
        arrays["y_train"] = np.array([19], dtype=np.uint8)
    else:
        arrays |= {"x_test": arrays["x_train"], "y_test": arrays["y_train"]}
    np.savez(path, **arrays)
    with pytest.raises(LoadError, match="does not hold digits"):
        my_digits.load_my_digits()
