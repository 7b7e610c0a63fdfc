"""What the network answers to samples, of so many as can be asked in little time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.engine import Network, Parameters, Pixels, confusion, right_rows
from nnlab.engine.metrics import Task

_WORK = 8_000_000_000  # multiplications: about a second
_LEAST_SAMPLES = 500


@dataclass(frozen=True, eq=False, slots=True)
class Judged:
    """Outputs (n, K) for the first n of `whole` samples of `dataset`, and whether training never saw them.

    `right` (n,) says which are answered rightly, as the task judges it; none of numbers. `loss` is their mean loss.
    """

    dataset: Dataset
    outputs: NDArray[np.floating]
    right: NDArray[np.bool_]
    loss: float
    unseen: bool

    @property
    def count(self) -> int:
        """The number of samples that were asked."""
        return len(self.outputs)

    @property
    def whole(self) -> int:
        """The number of samples that there are."""
        return len(self.dataset.inputs)

    @property
    def targets(self) -> NDArray[np.float64]:
        """Their targets (n, K)."""
        return self.dataset.targets[: self.count]

    @property
    def answered(self) -> NDArray[np.bool_]:
        """Which samples have outputs that are all finite (n,)."""
        finite: NDArray[np.bool_] = np.isfinite(self.outputs).all(axis=1)
        return finite

    @property
    def confusion(self) -> NDArray[np.intp]:
        """Counts (K, K): row = true class, column = answered class; what is not finite answers nothing."""
        classes = self.targets.shape[1]
        rows = self.answered
        return confusion(self.targets[rows].argmax(axis=1), self.outputs[rows].argmax(axis=1), classes)


def judged(parameters: Parameters, dataset: Dataset, loss: str) -> Judged:
    """Return what the network answers to the unseen samples, or to those it learned from where there are none.

    Samples that are kept for the test judge rather than those that the training was watched by.
    """
    asked = dataset.test or dataset.validation or dataset
    count = min(len(asked.inputs), max(_WORK // parameters.spec.parameter_count, _LEAST_SAMPLES))
    rows = slice(0, count)
    inputs = asked.inputs.part(rows) if isinstance(asked.inputs, Pixels) else asked.inputs[rows]
    targets = asked.targets[rows]
    network = Network.reading(parameters)
    outputs = network.predict(inputs)
    right = right_rows(outputs, targets, asked.task)
    return Judged(asked, outputs, right, network.loss(inputs, targets, loss), asked is not dataset)


def wrong_bits(answers: Judged) -> NDArray[np.bool_]:
    """Return which outputs (n, K) lie on the wrong side of 0.5 of their target; none of numbers or classes."""
    if answers.dataset.task is not Task.BITS:
        return np.zeros(answers.outputs.shape, dtype=np.bool_)
    agree = (answers.outputs >= 0.5) == (answers.targets >= 0.5)
    wrong: NDArray[np.bool_] = ~(agree & np.isfinite(answers.outputs))
    return wrong
