import dataclasses
import re

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.engine.errors import EngineError
from nnlab.engine.metrics import Task

NAN = float("nan")


def test_that_names_left_out_are_numbered() -> None:
    dataset = Dataset.from_arrays("311", [[2, 3]], [[27, -30]], Task.VALUES)
    assert dataset.input_names == ("x1", "x2")
    assert dataset.target_names == ("y1", "y2")
    assert dataset.row_names == ("1",)
    assert (dataset.name, dataset.task, dataset.source) == ("311", Task.VALUES, "")


def test_that_given_names_are_kept() -> None:
    dataset = Dataset.from_arrays(
        "or",
        [[0], [1]],
        [[0], [1]],
        Task.BITS,
        input_names=["in"],
        target_names=["out"],
        row_names=["low", "high"],
        source="by hand",
    )
    assert (dataset.input_names, dataset.target_names, dataset.row_names) == (
        ("in",),
        ("out",),
        ("low", "high"),
    )
    assert dataset.source == "by hand"


def test_that_numbers_become_contiguous_float64() -> None:
    inputs = np.asfortranarray([[1, 2], [3, 4]], dtype=np.float32)
    dataset = Dataset.from_arrays("a", inputs, [[True], [False]], Task.BITS)
    assert (dataset.inputs.dtype, dataset.targets.dtype) == (np.float64, np.float64)
    assert dataset.inputs.flags.c_contiguous
    np.testing.assert_array_equal(dataset.inputs, inputs)


def test_that_arrays_are_copied_and_cannot_be_written_to() -> None:
    inputs = np.ones((2, 2))
    dataset = Dataset.from_arrays("a", inputs, np.ones((2, 1)), Task.VALUES)
    inputs[:] = 7
    np.testing.assert_array_equal(dataset.inputs, np.ones((2, 2)))
    for array in (dataset.inputs, dataset.targets):
        with pytest.raises(ValueError, match="read-only"):
            array[0, 0] = 1


def test_that_a_read_only_look_at_a_writable_array_is_copied() -> None:
    inputs = np.ones((2, 2))
    look = inputs[:]
    look.flags.writeable = False
    dataset = Dataset.from_arrays("a", look, np.ones((2, 1)), Task.VALUES)
    inputs[:] = 7
    np.testing.assert_array_equal(dataset.inputs, np.ones((2, 2)))


def test_that_a_renamed_data_set_shares_its_arrays() -> None:
    dataset = Dataset.from_arrays("a", [[1]], [[2]], Task.VALUES)
    assert dataclasses.replace(dataset, name="b").inputs is dataset.inputs


def test_that_a_data_set_is_a_value_known_by_identity() -> None:
    first, second = (Dataset.from_arrays("a", [[1]], [[2]], Task.VALUES) for _ in range(2))
    assert first != second
    assert len({first, second, first}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        first.name = "b"


@pytest.mark.parametrize(
    ("inputs", "targets", "task", "message"),
    [
        (
            [[1], [2]],
            [[1]],
            Task.VALUES,
            "has 2 samples but targets for 1: give one row of targets",
        ),
        (
            [1, 2],
            [[1]],
            Task.VALUES,
            "inputs must have two dimensions (samples, columns), but has 1. Give a single",
        ),
        ([[1]], [[[1]]], Task.VALUES, "targets must have two dimensions (samples, columns), but has 3."),
        ([[1], [2, 3]], [[1], [2]], Task.VALUES, "inputs must be a rectangular table of numbers."),
        ([["a"]], [[1]], Task.VALUES, "inputs must be a rectangular table of numbers."),
        (
            np.empty((0, 2)),
            np.empty((0, 1)),
            Task.VALUES,
            "inputs is empty: give at least one row and one column.",
        ),
        ([[1], [2]], [[], []], Task.VALUES, "targets is empty"),
        (
            [[1, 2], [3, NAN]],
            [[1], [2]],
            Task.VALUES,
            "inputs, row 2, column 2 is nan, but every number must be",
        ),
        ([[1]], [[-np.inf]], Task.BITS, "targets, row 1, column 1 is -inf, but every number must be finite."),
        ([[1]], [[1]], Task.CLASSES, "classes need two or more columns of targets"),
        (
            [[1], [2]],
            [[0, 1], [1, 1]],
            Task.CLASSES,
            "targets, row 2 names no class, because 2 of its columns",
        ),
    ],
)
def test_that_bad_arrays_are_refused_with_the_place(
    inputs: object, targets: object, task: Task, message: str
) -> None:
    with pytest.raises(EngineError, match=f"^data set 'mine'.*{re.escape(message)}"):
        Dataset.from_arrays("mine", inputs, targets, task)


@pytest.mark.parametrize("field", ["input_names", "target_names", "row_names"])
def test_that_too_few_names_are_refused(field: str) -> None:
    with pytest.raises(EngineError, match=f"has 2 .* but 1 {field}: give one name for each."):
        Dataset.from_arrays("mine", [[1, 2], [3, 4]], [[1, 2], [3, 4]], Task.VALUES, **{field: ["only"]})


def test_that_targets_of_classes_need_not_be_exactly_one() -> None:
    dataset = Dataset.from_arrays("mnist by hand", [[1]], [[0.01, 0.99]], Task.CLASSES)
    assert dataset.targets.argmax() == 1
