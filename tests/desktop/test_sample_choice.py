"""Which samples are browsed, and in which order."""

import numpy as np

from nnlab.data import Dataset
from nnlab.desktop.samples.sample_choice import Order, SampleChoice
from nnlab.engine import LayerSpec, NetworkSpec, Parameters, Task
from nnlab.training import Answers

LABELS = np.array([0, 1, 2, 0, 1, 2], dtype=np.uint8)


def answers() -> Answers:
    dataset = Dataset.from_arrays("six", np.zeros((6, 2)), np.eye(3)[LABELS], Task.CLASSES)
    classes = np.array([0, 2, 2, 1, 1, 0], dtype=np.uint8)
    confidence = np.array([0.5, 0.9, 0.4, 0.9, 0.6, 0.7], dtype=np.float32)
    parameters = Parameters.drawn(NetworkSpec(2, (LayerSpec(3),)), 1)
    return Answers(dataset, parameters, classes, confidence, classes == LABELS)


def rows(choice: SampleChoice) -> list[int]:
    return choice.rows(LABELS, answers()).tolist()


def test_that_everything_is_shown_in_order_to_begin_with() -> None:
    assert rows(SampleChoice()) == [0, 1, 2, 3, 4, 5]


def test_that_filters_hold_together() -> None:
    assert rows(SampleChoice(label=0)) == [0, 3]
    assert rows(SampleChoice(answered=2)) == [1, 2]
    assert rows(SampleChoice(only_wrong=True)) == [1, 3, 5]
    assert rows(SampleChoice(label=1, answered=2, only_wrong=True)) == [1]
    assert rows(SampleChoice(label=2, answered=1)) == []


def test_that_equally_sure_answers_keep_their_order() -> None:
    assert rows(SampleChoice(order=Order.SUREST)) == [1, 3, 5, 4, 0, 2]
    assert rows(SampleChoice(order=Order.LEAST_SURE)) == [2, 0, 4, 5, 1, 3]


def test_that_without_answers_only_the_label_counts() -> None:
    choice = SampleChoice(label=1, answered=2, only_wrong=True, order=Order.SUREST)
    assert choice.rows(LABELS, None).tolist() == [1, 4]
