import gzip
import hashlib
import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from nnlab.data.image_files import OpenedImages, known_set, label_digest, open_images
from nnlab.files import LoadError, limits
from tests.files.samples import csv_of, idx_of, npz_of, three_pairs

SOURCE = np.random.default_rng(10)
TRAIN_IMAGES = SOURCE.integers(0, 256, (9, 5, 5), dtype=np.uint8)
TRAIN_LABELS = SOURCE.integers(0, 10, 9, dtype=np.uint8)
TEST_IMAGES = SOURCE.integers(0, 256, (4, 5, 5), dtype=np.uint8)
TEST_LABELS = SOURCE.integers(0, 10, 4, dtype=np.uint8)
MNIST = {
    "train-images-idx3-ubyte": idx_of(TRAIN_IMAGES),
    "train-labels-idx1-ubyte": idx_of(TRAIN_LABELS),
    "t10k-images-idx3-ubyte": idx_of(TEST_IMAGES),
    "t10k-labels-idx1-ubyte": idx_of(TEST_LABELS),
}


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def fault(path: Path) -> LoadError:
    with pytest.raises(LoadError) as caught:
        open_images(path)
    assert caught.value.message.endswith(" Nothing was changed.")
    assert caught.value.message.count("Nothing was changed.") == 1
    assert len(caught.value.message) <= 240
    return caught.value


def assert_both(opened: OpenedImages) -> None:
    assert opened.split.test is not None
    assert np.array_equal(opened.split.train.images, TRAIN_IMAGES)
    assert np.array_equal(opened.split.train.labels, TRAIN_LABELS)
    assert np.array_equal(opened.split.test.images, TEST_IMAGES)
    assert np.array_equal(opened.split.test.labels, TEST_LABELS)


def assert_train_only(opened: OpenedImages) -> None:
    assert opened.split.test is None
    assert np.array_equal(opened.split.train.images, TRAIN_IMAGES)
    assert np.array_equal(opened.split.train.labels, TRAIN_LABELS)


def gzipped(files: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{name}.gz": gzip.compress(data) for name, data in files.items()}


@pytest.mark.parametrize(
    "files", [MNIST, gzipped(MNIST), MNIST | gzipped(MNIST)], ids=["plain", "gz", "both"]
)
def test_that_the_four_files_are_opened_from_their_folder_or_any_of_them(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    fill(tmp_path, files | {"README.md": b"MNIST", "empty": b"", "net.nnlab": b"PK\x03\x04"})
    for path in (tmp_path, *(tmp_path / name for name in files)):
        opened = open_images(path)
        assert opened.kind == "idx"
        assert_both(opened)
        assert len(opened.files) == 4
        assert path == tmp_path or path in opened.files


def test_that_names_do_not_matter_where_content_decides(tmp_path: Path) -> None:
    names = ("d", "b.txt", "a.csv", "c.gz")
    fill(tmp_path, dict(zip(names, MNIST.values(), strict=True)))
    for path in (tmp_path, *(tmp_path / name for name in names)):
        assert_both(open_images(path))


def test_that_names_decide_between_parts_of_equal_length(tmp_path: Path) -> None:
    files = {
        "test-images": idx_of(TRAIN_IMAGES[:4]),
        "test-labels": idx_of(TRAIN_LABELS[:4]),
        "train-images": idx_of(TEST_IMAGES),
        "train-labels": idx_of(TEST_LABELS),
    }
    fill(tmp_path, files)
    for path in (tmp_path, *(tmp_path / name for name in files)):
        opened = open_images(path)
        assert np.array_equal(opened.split.train.images, TEST_IMAGES)
        assert np.array_equal(opened.split.train.labels, TEST_LABELS)


def test_that_of_two_data_sets_in_one_folder_that_of_the_chosen_file_is_opened(tmp_path: Path) -> None:
    fill(tmp_path, MNIST)
    fill(tmp_path, {f"fashion-{name}": _inverted(data) for name, data in MNIST.items()})
    for name in MNIST:
        assert_both(open_images(tmp_path / name))
        opened = open_images(tmp_path / f"fashion-{name}")
        assert np.array_equal(opened.split.train.images, 255 - TRAIN_IMAGES)
        assert opened.split.test is not None
        assert np.array_equal(opened.split.test.images, 255 - TEST_IMAGES)
    assert fault(tmp_path).code == "several"


def _inverted(data: bytes) -> bytes:
    header = 4 + 4 * data[3]
    return data[:header] + bytes(255 - byte for byte in data[header:])


def test_that_one_pair_is_for_training(tmp_path: Path) -> None:
    names = list(MNIST)[:2]
    fill(tmp_path, {name: MNIST[name] for name in names})
    for path in (tmp_path, *(tmp_path / name for name in names)):
        assert_train_only(open_images(path))


def test_that_labels_without_their_pictures_are_named(tmp_path: Path) -> None:
    path = tmp_path / "train-labels-idx1-ubyte"
    fill(tmp_path, {path.name: MNIST[path.name]})
    found = fault(path)
    assert found.code == "no-pictures"
    assert (
        "These are labels, and the pictures that belong to them (9) were not found beside them."
        in found.message
    )
    assert fault(tmp_path).code == "no-pictures"
    fill(tmp_path, {"t10k-images-idx3-ubyte": MNIST["t10k-images-idx3-ubyte"]})
    assert fault(path).code == "no-pictures"


def test_that_pictures_without_their_labels_are_named(tmp_path: Path) -> None:
    path = tmp_path / "t10k-images-idx3-ubyte"
    fill(tmp_path, {path.name: MNIST[path.name]})
    assert "These are pictures without labels" in fault(path).message
    assert "These are pictures without labels" in fault(tmp_path).message


def test_that_pictures_and_labels_of_different_counts_are_named(tmp_path: Path) -> None:
    names = ("t10k-images-idx3-ubyte", "train-labels-idx1-ubyte")
    fill(tmp_path, {name: MNIST[name] for name in names})
    found = fault(tmp_path)
    assert found.code == "counts"
    assert "The pictures (4) and the labels (9) do not belong together." in found.message


def test_that_labels_that_could_belong_to_several_pictures_are_not_guessed(tmp_path: Path) -> None:
    fill(tmp_path, {"a": MNIST["t10k-images-idx3-ubyte"], "b": MNIST["t10k-images-idx3-ubyte"]})
    fill(tmp_path, {"c": MNIST["t10k-labels-idx1-ubyte"]})
    for name in "abc":
        assert fault(tmp_path / name).code == "several"


def test_that_test_pictures_of_another_size_are_named(tmp_path: Path) -> None:
    fill(tmp_path, MNIST | {"t10k-images-idx3-ubyte": idx_of(TEST_IMAGES[:, 1:])})
    found = fault(tmp_path)
    assert found.code == "picture-size"
    assert "5 × 5 pixels, those to test with 5 × 4." in found.message
    assert_train_only(open_images(tmp_path / "train-labels-idx1-ubyte"))


def test_that_a_damaged_file_of_the_four_is_named(tmp_path: Path) -> None:
    fill(tmp_path, MNIST | {"t10k-images-idx3-ubyte": MNIST["t10k-images-idx3-ubyte"][:-1]})
    for path in (tmp_path, tmp_path / "train-labels-idx1-ubyte"):
        found = fault(path)
        assert found.code == "size"
        assert found.message.startswith("“t10k-images-idx3-ubyte”: ")


def test_that_an_archive_and_a_pickle_are_opened_alone_or_from_their_folder(tmp_path: Path) -> None:
    archive = npz_of(x_train=TRAIN_IMAGES, y_train=TRAIN_LABELS, x_test=TEST_IMAGES, y_test=TEST_LABELS)
    pairs = three_pairs(TRAIN_IMAGES, TRAIN_LABELS)
    for name, kind, data in (
        ("mnist.npz", "npz", archive),
        ("mnist.pkl.gz", "pkl", gzip.compress(pickle.dumps(pairs, 2))),
        ("mnist.pkl", "pkl", pickle.dumps(pairs, 2)),
        ("anything", "npz", archive),
    ):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        fill(folder, {name: data, "notes.txt": b"nothing"})
        for path in (folder, folder / name):
            opened = open_images(path)
            assert (opened.kind, opened.files) == (kind, (folder / name,))
            assert opened.split.test is not None
    fill(tmp_path, {"a.npz": archive, "b.npz": archive})
    assert fault(tmp_path).code == "several"


def test_that_two_tables_of_a_folder_are_training_and_test_and_one_alone_is_training(tmp_path: Path) -> None:
    pixels = (TRAIN_IMAGES, TRAIN_LABELS), (TEST_IMAGES, TEST_LABELS)
    train, test = (csv_of(*part, header="label" + ",pixel" * 25) for part in pixels)
    fill(tmp_path, {"b.csv": train, "a.csv": test})
    opened = open_images(tmp_path)
    assert opened.files == (tmp_path / "b.csv", tmp_path / "a.csv")
    assert opened.kind == "csv"
    assert_both(opened)
    assert_train_only(open_images(tmp_path / "b.csv"))
    fill(tmp_path, {"c.csv": test})
    assert fault(tmp_path).code == "several"


def test_that_the_small_tables_beside_the_whole_ones_are_left_alone(tmp_path: Path) -> None:
    train, test = csv_of(TRAIN_IMAGES, TRAIN_LABELS), csv_of(TEST_IMAGES, TEST_LABELS)
    small = {"mnist_train_100.csv": csv_of(TRAIN_IMAGES[:2], TRAIN_LABELS[:2])}
    small |= {"mnist_test_10.csv": csv_of(TEST_IMAGES[:1], TEST_LABELS[:1]), "words.csv": b"a,b\nc,d\n"}
    fill(tmp_path, {"mnist_train.csv": train, "mnist_test.csv": test} | small)
    assert_both(open_images(tmp_path))


def test_that_tables_of_different_pictures_are_named(tmp_path: Path) -> None:
    fill(tmp_path, {"train.csv": csv_of(TRAIN_IMAGES, TRAIN_LABELS)})
    fill(tmp_path, {"test.csv": csv_of(TEST_IMAGES[:, 1:, 1:], TEST_LABELS)})
    found = fault(tmp_path)
    assert found.code == "picture-size"
    assert found.message.startswith("“test.csv”: ")


def test_that_a_web_page_in_place_of_a_download_is_named(tmp_path: Path) -> None:
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.write_bytes(b"<!DOCTYPE html><title>Sign in</title>")
    assert "This is a web page, not pictures with labels. The download probably failed" in fault(path).message


def test_that_nothing_to_open_is_named(tmp_path: Path) -> None:
    assert fault(tmp_path).code == "no-pictures"
    assert fault(tmp_path / "missing").code == "not-found"
    assert fault(Path("a\0b")).code == "bad-name"
    fill(tmp_path, {"notes.txt": b"nothing"})
    assert fault(tmp_path).code == "no-pictures"


def test_that_a_folder_without_a_name_is_named_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fault(Path(".")).message.startswith("“.”: No pictures")
    fill(tmp_path, MNIST)
    assert_both(open_images("."))
    assert_both(open_images("t10k-labels-idx1-ubyte"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX files")
def test_that_pipes_and_folders_beside_the_files_do_no_harm(tmp_path: Path) -> None:
    fill(tmp_path, MNIST)
    os.mkfifo(tmp_path / "train-pipe")
    (tmp_path / "train.csv").mkdir()
    assert_both(open_images(tmp_path))


def test_that_a_chosen_file_is_found_among_hundreds(tmp_path: Path) -> None:
    names = ("x1", "x2")
    fill(tmp_path, {names[0]: MNIST["t10k-images-idx3-ubyte"], names[1]: MNIST["t10k-labels-idx1-ubyte"]})
    for number in range(600):
        (tmp_path / f"y{number}").write_bytes(b"no data")
    assert len(open_images(tmp_path / "x2").split.train) == 4


def test_that_a_folder_or_several_files_end_wherever_they_are_cancelled(tmp_path: Path) -> None:
    fill(tmp_path, gzipped(MNIST))
    asked: list[bool] = []
    open_images(tmp_path, cancelled=lambda: bool(asked.append(False)))
    assert len(asked) >= 12  # each of four files: listed, looked at, read
    for last in range(1, len(asked) + 1):
        answers = iter([False] * (last - 1) + [True])
        with pytest.raises(LoadError) as caught:
            open_images(tmp_path, cancelled=lambda answers=answers: next(answers))
        assert caught.value.code == "cancelled"
        assert caught.value.message.startswith("“")


def test_that_all_files_of_a_folder_have_one_time_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, MNIST)
    monkeypatch.setattr(limits, "LOAD_SECONDS", 0.0)
    assert fault(tmp_path).code == "too-slow"


def test_that_a_digest_is_that_of_the_published_file_of_labels(tmp_path: Path) -> None:
    split = open_images(fill(tmp_path, MNIST)).split
    assert label_digest(split) == hashlib.sha256(MNIST["train-labels-idx1-ubyte"]).hexdigest()
    assert known_set(split) is None


def test_that_the_real_mnist_is_opened_and_known(real_mnist: Path) -> None:
    opened = open_images(real_mnist)
    assert opened.split.train.images.shape == (60_000, 28, 28)
    assert opened.split.test is not None
    assert opened.split.test.images.shape == (10_000, 28, 28)
    assert opened.split.train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert known_set(opened.split) == "mnist"
