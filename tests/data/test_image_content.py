import gzip
import pickle

import numpy as np
import pytest
from numpy.typing import NDArray

from nnlab.data.image_content import Labelled, Labels, Pictures, parse_content
from nnlab.files import LoadError
from tests.files.samples import (
    IMAGES,
    LABELS,
    all_kinds,
    csv_of,
    idx_of,
    npy_of,
    npz_of,
    python_2_pickle,
    three_pairs,
    zip_of,
)

KERAS = {"x_train": IMAGES, "y_train": LABELS, "x_test": IMAGES[:2], "y_test": LABELS[:2]}


def fault(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_content(data)
    assert len(caught.value.message) <= 170
    return caught.value


def labelled(data: bytes) -> Labelled:
    content = parse_content(data)
    assert isinstance(content, Labelled)
    return content


def assert_train(content: Labelled, images: NDArray[np.uint8], labels: NDArray[np.uint8]) -> None:
    assert np.array_equal(content.split.train.images, images)
    assert np.array_equal(content.split.train.labels, labels)


@pytest.mark.parametrize("name", all_kinds())
def test_that_every_format_is_recognised_gzipped_or_not(name: str) -> None:
    data = all_kinds()[name]
    for packed in (data, gzip.compress(data)) if not name.endswith("gz") else (data,):
        content = parse_content(packed)
        if isinstance(content, Pictures):
            assert np.array_equal(content.images, IMAGES)
        elif isinstance(content, Labels):
            assert np.array_equal(content.labels, LABELS)
        else:
            assert name.startswith(content.kind)
            train = content.split.train
            count = len(train)
            assert np.array_equal(train.images, IMAGES[:count])
            assert np.array_equal(train.labels, LABELS[:count])


def test_that_a_keras_archive_has_training_and_test() -> None:
    content = labelled(npz_of(**KERAS))
    assert_train(content, IMAGES, LABELS)
    assert content.split.test is not None
    assert np.array_equal(content.split.test.images, IMAGES[:2])


@pytest.mark.parametrize("kind", ["i1", "u2", "i4", "i8", "u8"])
def test_that_flat_pictures_and_labels_of_any_whole_numbers_are_taken(kind: str) -> None:
    for names in (("x_train", "y_train"), ("x", "y")):
        data = npz_of(**{names[0]: IMAGES.reshape(6, 16), names[1]: LABELS.astype(kind)})
        content = labelled(data)
        assert_train(content, IMAGES, LABELS)
        assert content.split.test is None


def test_that_oblong_pictures_and_those_saved_column_by_column_are_taken() -> None:
    oblong = IMAGES.reshape(6, 2, 8)
    assert_train(labelled(npz_of(x=oblong, y=LABELS)), oblong, LABELS)
    assert_train(labelled(npz_of(x=np.asfortranarray(IMAGES), y=LABELS)), IMAGES, LABELS)


@pytest.mark.parametrize(
    ("arrays", "code"),
    [
        ({"x_train": IMAGES}, "no-labels"),
        ({"y_train": LABELS}, "no-pictures"),
        ({"x_train": IMAGES, "y_train": LABELS, "x_test": IMAGES}, "no-labels"),
        ({"a": IMAGES, "b": LABELS}, "array-names"),
        ({"x": IMAGES, "y": LABELS[:5]}, "counts"),
        ({"x": IMAGES / 255, "y": LABELS}, "picture-type"),
        ({"x": IMAGES.reshape(6, 2, 2, 4), "y": LABELS}, "picture-shape"),
        ({"x": IMAGES.reshape(12, 8), "y": LABELS}, "picture-shape"),
        ({"x": np.zeros((1, 65, 64), np.uint8), "y": LABELS[:1]}, "too-large"),
        ({"x": np.zeros((200_001, 1), np.uint8), "y": np.zeros(200_001, np.uint8)}, "too-large"),
        ({"x": IMAGES, "y": LABELS.astype(np.int64) - 1}, "label-range"),
        ({"x": IMAGES, "y": LABELS.astype(np.int64) + 251}, "label-range"),
        ({"x": IMAGES, "y": np.eye(6, dtype=np.uint8)}, "label-type"),
        ({"x": IMAGES, "y": LABELS / 1}, "label-type"),
        (KERAS | {"x_test": IMAGES[:2, 1:]}, "picture-size"),
    ],
)
def test_that_arrays_that_make_no_pictures_with_labels_are_named(
    arrays: dict[str, NDArray[np.generic]], code: str
) -> None:
    assert fault(npz_of(**arrays)).code == code


@pytest.mark.parametrize("scale", [255, 256])
def test_that_training_and_validation_are_joined_and_pixels_are_bytes_again(scale: int) -> None:
    images = np.arange(6 * 49, dtype=np.uint16).astype(np.uint8).reshape(6, 7, 7)
    assert {0, 255} <= set(images.ravel().tolist())
    pairs = three_pairs(images, LABELS, scale)
    for data in (python_2_pickle(pairs), *(pickle.dumps(pairs, protocol) for protocol in (2, 3, 4, 5))):
        content = labelled(gzip.compress(data))
        assert_train(content, images[:4], LABELS[:4])
        assert content.split.test is not None
        assert np.array_equal(content.split.test.images, images[4:])


def test_that_pairs_of_bytes_and_the_dictionary_of_a_textbook_are_taken() -> None:
    assert_train(labelled(pickle.dumps(((IMAGES, LABELS), (IMAGES, LABELS)))), IMAGES, LABELS)
    named = {
        "train_img": IMAGES.reshape(6, 16),
        "train_label": LABELS,
        "test_img": IMAGES,
        "test_label": LABELS,
    }
    assert_train(labelled(pickle.dumps(named, 2)), IMAGES, LABELS)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -1 / 256, 0.3, 2.0])
def test_that_pixels_that_never_were_bytes_are_refused(bad: float) -> None:
    pairs = three_pairs(IMAGES, LABELS)
    pairs[1][0][0, 3] = bad
    assert fault(python_2_pickle(pairs)).code == "pixel-scale"


@pytest.mark.parametrize(
    "value",
    [
        (),
        None,
        (IMAGES, LABELS),
        ((IMAGES, LABELS),),
        ((IMAGES,), (IMAGES,)),
        ((IMAGES, None), (IMAGES, None)),
        ((IMAGES / 255, LABELS), (IMAGES, LABELS)),
        {"x": "text"},
    ],
)
def test_that_pickles_of_something_else_are_refused(value: object) -> None:
    assert fault(pickle.dumps(value)).code in ("pickle-content", "pixel-scale", "array-names")


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"<!doctype html><html>", "a web page"),
        (zip_of({"[Content_Types].xml": b""}), "an Excel workbook"),
        (npy_of(IMAGES), "a NumPy array"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture"),
        (b"\0\0\0\0", "a binary file"),
    ],
)
def test_that_what_is_something_else_is_named_also_inside_gzip(data: bytes, named: str) -> None:
    for packed in (data, gzip.compress(data)):
        assert fault(packed).message.startswith(f"This is {named}, not pictures with labels.")


def test_that_idx_files_of_other_dimensions_are_named() -> None:
    assert fault(idx_of(IMAGES.reshape(6, 16))).code == "idx-shape"
    assert fault(idx_of(IMAGES.reshape(6, 4, 2, 2))).code == "idx-shape"


def test_that_a_csv_alone_is_for_training() -> None:
    content = labelled(csv_of(IMAGES, LABELS))
    assert_train(content, IMAGES, LABELS)
    assert content.split.test is None


LARGE_LABELS = LABELS.astype(np.int64) + 251


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (npz_of(x=IMAGES, y=LARGE_LABELS), "labels go from 251 to 256, but classes are bytes: 0 to 255."),
        (pickle.dumps({"x": IMAGES, "y": LARGE_LABELS}, 4), "classes are bytes: 0 to 255."),
        (
            csv_of(IMAGES, LARGE_LABELS),
            "Line 6, column 1 holds “256”, but labels and pixels are whole numbers from 0",
        ),
        (
            bytes((0, 0, 0x0C, 1)) + (6).to_bytes(4, "big") + LARGE_LABELS.astype(">i4").tobytes(),
            "It holds 32-bit numbers, but pictures and labels of IDX files are bytes.",
        ),
    ],
)
def test_that_labels_that_are_no_bytes_are_named_in_every_format(data: bytes, part: str) -> None:
    assert part in fault(data).message


def test_that_one_picture_is_one_picture_in_a_sentence() -> None:
    assert "It has 1 picture but 6 labels" in fault(npz_of(x=IMAGES[:1], y=LABELS)).message
