import numpy as np
import pytest

from nnlab import paths
from nnlab.data import built_in_names, dataset_names, load
from nnlab.data.catalog import from_images
from nnlab.data.image_files import OpenedImages
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.made import KINDS, MadeData
from nnlab.data.segments import seven_segments
from nnlab.engine.errors import EngineError
from nnlab.engine.metrics import Task, infer_task
from nnlab.files import LoadError

SHAPES = {
    "seven-segments": ((10, 7), (10, 4), Task.BITS),
    "binary-to-segments": ((10, 4), (10, 7), Task.BITS),
    "and": ((4, 2), (4, 1), Task.BITS),
    "or": ((4, 2), (4, 1), Task.BITS),
    "xor": ((4, 2), (4, 1), Task.BITS),
    "nand": ((4, 2), (4, 1), Task.BITS),
    "ten-points": ((10, 2), (10, 2), Task.CLASSES),
    "caterpillars": ((2, 1), (2, 1), Task.VALUES),
    "animals": ((113, 16), (113, 7), Task.CLASSES),
}
# Lecture note 003, typed again: x1, x2, class.
TEN_POINTS = [
    (2.7810836, 2.550537003, 0),
    (1.465489372, 2.362125076, 0),
    (3.396561688, 4.400293529, 0),
    (1.38807019, 1.850220317, 0),
    (3.06407232, 3.005305973, 0),
    (7.627531214, 2.759262235, 1),
    (5.332441248, 2.088626775, 1),
    (6.922596716, 1.77106367, 1),
    (8.675418651, -0.242068655, 1),
    (7.673756466, 3.508563011, 1),
]


def test_that_the_bench_s_data_set_is_offered_first() -> None:
    assert dataset_names()[0] == "seven-segments"
    pictures = {"strokes", "mnist", "fashion-mnist", "sklearn-digits", "my-digits"}
    assert set(dataset_names()) == {*SHAPES, *KINDS, *pictures}
    assert set(built_in_names()) == {*SHAPES, *KINDS, "strokes"}


@pytest.mark.parametrize("name", SHAPES)
def test_that_every_data_set_is_complete(name: str) -> None:
    dataset = load(name)
    assert dataset.name == name
    assert (dataset.inputs.shape, dataset.targets.shape, dataset.task) == SHAPES[name]
    assert dataset.source
    assert infer_task(dataset.targets) is dataset.task


def test_that_a_data_set_is_the_same_object_every_time() -> None:
    assert load("seven-segments") is load("seven-segments") is seven_segments()


@pytest.mark.parametrize(
    ("name", "column"),
    [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("xor", [0, 1, 1, 0]), ("nand", [1, 1, 1, 0])],
)
def test_that_logical_functions_have_their_truth_tables(name: str, column: list[int]) -> None:
    dataset = load(name)
    np.testing.assert_array_equal(dataset.inputs, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(dataset.targets.ravel(), column)
    assert dataset.row_names == ("00", "01", "10", "11")


def test_that_the_ten_points_are_those_of_the_notes() -> None:
    dataset = load("ten-points")
    np.testing.assert_array_equal(dataset.inputs, [point[:2] for point in TEN_POINTS])
    np.testing.assert_array_equal(dataset.targets, np.eye(2)[[point[2] for point in TEN_POINTS]])


def test_that_the_garden_animals_come_in_the_notes_order() -> None:
    dataset = load("caterpillars")
    np.testing.assert_array_equal(dataset.inputs, [[3], [1]])
    np.testing.assert_array_equal(dataset.targets, [[1.1], [2.9]])


def test_that_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(EngineError, match=r"unknown data set 'xnor'\. Did you mean 'xor'\?"):
        load("xnor")
    with pytest.raises(EngineError, match="unknown data set"):
        load("../datasets/xor")


def test_that_every_shipped_file_is_offered_and_listed() -> None:
    files = {path.stem for path in paths.datasets().glob("*.csv")}
    assert files == set(built_in_names()) - {"strokes", *KINDS}
    readme = paths.datasets("README.md").read_text(encoding="utf-8")
    assert all(f"`{name}.csv`" in readme for name in files)


@pytest.mark.parametrize("kind", KINDS)
def test_that_what_is_made_is_loaded_by_its_name_and_once(kind: str) -> None:
    dataset = load(kind)
    assert dataset is load(kind)
    assert dataset.name == kind
    assert isinstance(dataset.origin, MadeData)


def test_that_the_animals_are_many_and_of_seven_classes_with_names_and_facts_of_their_own() -> None:
    animals = load("animals")
    assert len(animals.row_names) == len(set(animals.row_names)) >= 60
    assert len(animals.input_names) == 16
    assert animals.task is Task.CLASSES
    assert animals.targets.sum(axis=0).min() >= 8
    assert set(animals.targets.sum(axis=1)) == {1.0}
    inputs = dict(zip(animals.input_names, np.asarray(animals.inputs).T, strict=True))
    largest = {"leg pairs": 5, "wing pairs": 2, "size": 5, "life span": 4, "food": 2, "young": 4}
    for name, column in inputs.items():
        assert set(column) == set(range(largest.get(name, 1) + 1)), name
    kinds = dict(zip(animals.target_names, animals.targets.T.astype(bool), strict=True))
    for column, of in {"milk": "mammal", "feathers": "bird"}.items():
        np.testing.assert_array_equal(inputs[column] == 1, kinds[of])
    np.testing.assert_array_equal(inputs["backbone"] == 0, kinds["insect"] | kinds["other"])
    assert set(inputs["leg pairs"][kinds["insect"]]) == {3}


def test_that_no_shape_of_facts_belongs_to_two_classes() -> None:
    animals = load("animals")
    facts = [tuple(row) for row in np.asarray(animals.inputs)]
    assert len(set(facts)) == len(set(zip(facts, animals.labels.tolist(), strict=True)))


def test_that_the_facts_tell_nearly_all_animals_apart() -> None:
    animals = load("animals")
    assert len({row.tobytes() for row in np.asarray(animals.inputs)}) == len(animals.inputs) - 3


def test_that_scikit_learn_s_digits_are_sixteenths_with_a_tenth_held_out() -> None:
    from sklearn.datasets import load_digits

    digits, found = load("sklearn-digits"), load_digits()
    assert digits.test is not None
    assert (len(digits.inputs), len(digits.test.inputs), digits.image_shape) == (1617, 180, (8, 8))
    theirs = sorted((*row, label) for row, label in zip(found.data / 16, found.target, strict=True))
    ours = sorted(
        (*row, label)
        for part in (digits, digits.test)
        for row, label in zip(part.inputs[:], part.labels, strict=True)
    )
    assert ours == theirs
    assert digits.test.targets.sum(axis=0).min() >= 17


def test_that_without_scikit_learn_its_digits_are_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("nnlab.data.catalog._kept", {})
    monkeypatch.setattr("nnlab.data.sklearn_digits.find_spec", lambda name: None)
    with pytest.raises(LoadError, match="pip install scikit-learn") as caught:
        load("sklearn-digits")
    assert caught.value.code == "no-sklearn"


def test_that_pictures_with_too_many_targets_are_refused_by_name() -> None:
    labels = np.full(40_000, 255, dtype=np.uint8)
    opened = OpenedImages(ImageSplit(LabelledImages(np.zeros((40_000, 1, 1), np.uint8), labels)), "npz", ())
    with pytest.raises(LoadError, match="40,000 pictures of 256 classes are too many") as caught:
        from_images(opened, "letters")
    assert caught.value.code == "too-large"
    assert caught.value.message.startswith("“letters”: ")
    assert "Nothing was changed." in caught.value.message
