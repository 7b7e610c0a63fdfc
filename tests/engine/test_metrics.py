import numpy as np
import pytest

from nnlab.engine import EngineError, Task, accuracy, bit_accuracy, confusion, infer_task, right_rows

NAN = float("nan")


@pytest.mark.parametrize(
    ("targets", "task"),
    [
        ([[1, 0, 0], [0, 0, 1]], Task.CLASSES),
        ([[0, 0, 1, 1], [1, 0, 0, 0]], Task.BITS),
        ([[0], [1], [1]], Task.BITS),
        ([[1, 0, 0]], Task.BITS),
        ([[0.01, 0.99]], Task.VALUES),
        ([[27, -30]], Task.VALUES),
    ],
)
def test_that_the_task_is_inferred_from_the_targets(targets, task):
    assert infer_task(np.array(targets, dtype=float)) is task


def test_that_bits_are_right_when_every_one_is_on_its_side_of_a_half():
    outputs = np.array([[0.9, 0.5], [0.9, 0.4], [0.51, 0.49], [NAN, 0.4]])
    targets = np.array([[1, 1], [1, 1], [0, 0], [0, 0]], dtype=float)
    np.testing.assert_array_equal(right_rows(outputs, targets, Task.BITS), [True, False, False, False])
    assert accuracy(outputs, targets, Task.BITS) == 0.25
    np.testing.assert_array_equal(bit_accuracy(outputs, targets), [0.5, 0.75])


def test_that_a_class_is_right_when_it_has_the_largest_output():
    outputs = np.array([[0.2, 0.1, 0.0], [0.2, 0.3, 0.9], [NAN, 0.0, 0.0], [0.0, np.inf, 0.0]])
    targets = np.eye(3)[[0, 1, 0, 1]]
    np.testing.assert_array_equal(right_rows(outputs, targets, Task.CLASSES), [True, False, False, False])


def test_that_targets_of_hand_made_networks_need_not_be_exactly_zero_and_one():
    # Note 004: targets 0.01 and 0.99.
    targets = np.full((1, 10), 0.01)
    targets[0, 3] = 0.99
    assert accuracy(targets, targets, Task.CLASSES) == 1.0


def test_that_numbers_are_neither_right_nor_wrong():
    values = np.ones((3, 2))
    assert accuracy(values, values, Task.VALUES) is None
    assert not right_rows(values, values, Task.VALUES).any()


def test_that_rows_of_a_confusion_are_true_classes_and_columns_answers():
    true, answered = np.array([0, 2, 2, 255], dtype=np.uint8), np.array([0, 1, 1, 2], dtype=np.uint8)
    counts = confusion(true, answered, 256)  # without the sums of bytes running over
    assert counts.shape == (256, 256)
    assert (counts[0, 0], counts[2, 1], counts[255, 2], counts.sum()) == (1, 2, 1, 4)


@pytest.mark.parametrize("measure", [
    lambda y, t: right_rows(y, t, Task.BITS),
    lambda y, t: accuracy(y, t, Task.CLASSES),
    bit_accuracy,
])  # fmt: skip
@pytest.mark.parametrize("shapes", [((3, 1), (3, 2)), ((1, 2), (3, 2)), ((2,), (2,)), ((2, 2, 1), (2, 2, 1))])
def test_that_nothing_is_stretched_to_fit(measure, shapes):
    with pytest.raises(EngineError, match=r"^outputs of shape \(.*\) cannot be judged by targets of shape"):
        measure(*(np.zeros(shape) for shape in shapes))
