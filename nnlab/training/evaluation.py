"""What a network answers to every sample of a data set, found in slices so that nobody waits for it."""

import math
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.engine import Network, Parameters, Pixels, confusion, right_rows
from nnlab.engine.arrays import read_only

_WORK = 20_000_000  # multiplications between two looks at the clock: some milliseconds
_LEAST_ROWS, _MOST_ROWS = 8, 1000


@dataclass(frozen=True, eq=False, slots=True)
class Answers:
    """The answers of one network to N samples of `dataset`, read-only.

    classes     (N,) uint8: the output that is largest
    confidence  (N,) float32: how large it is, which of softmax is a probability; NaN where an output is not finite
    right       (N,) bool: whether the sample is answered rightly, as the task judges it
    loss        the mean over the samples, of the loss that was asked for; NaN where none was
    """

    dataset: Dataset
    parameters: Parameters
    classes: NDArray[np.uint8]
    confidence: NDArray[np.float32]
    right: NDArray[np.bool_]
    loss: float = math.nan

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0 to 1; 0 where the task knows no right and wrong."""
        return float(self.right.mean())

    @property
    def confusion(self) -> NDArray[np.intp]:
        """Counts (K, K) for K classes: row = true class, column = answered class.

        Outputs that are not finite answer nothing and are not counted.
        """
        classes = self.dataset.targets.shape[1]
        answered = np.isfinite(self.confidence)
        return confusion(self.dataset.labels[answered], self.classes[answered], classes)


class Evaluation:
    """Answers `dataset` by the network as it is in `parameters`, which may be trained on meanwhile elsewhere.

    Where the name of a `loss` is given, its mean is found as well.
    """

    def __init__(self, parameters: Parameters, dataset: Dataset, loss: str | None = None) -> None:
        self._parameters, self._dataset = parameters, dataset
        self._loss, self._loss_sum = loss, 0.0
        self._network = Network.reading(parameters)
        count = len(dataset.inputs)
        self._at = 0
        self._rows = min(max(_WORK // parameters.spec.parameter_count, _LEAST_ROWS), _MOST_ROWS)
        self._classes = np.zeros(count, dtype=np.uint8)
        self._confidence = np.zeros(count, dtype=np.float32)
        self._right = np.zeros(count, dtype=np.bool_)

    def advance(self, seconds: float = math.inf) -> Answers | None:
        """Go on for about so many seconds; return the answers when all are there."""
        deadline = time.perf_counter() + seconds
        while self._at < len(self._classes):
            self._answer(slice(self._at, self._at + self._rows))
            self._at += self._rows
            if time.perf_counter() >= deadline and self._at < len(self._classes):
                return None
        for array in (self._classes, self._confidence, self._right):
            read_only(array)
        loss = math.nan if self._loss is None else self._loss_sum / len(self._classes)
        return Answers(self._dataset, self._parameters, self._classes, self._confidence, self._right, loss)

    def _answer(self, piece: slice) -> None:
        data = self._dataset
        X = data.inputs
        inputs = X.part(piece) if isinstance(X, Pixels) else X[piece]
        if self._loss is None:
            outputs = self._network.predict(inputs)
        else:
            outputs, loss = self._network.judged(inputs, data.targets[piece], self._loss)
            self._loss_sum += loss * len(outputs)
        self._classes[piece] = outputs.argmax(axis=1)
        finite = np.isfinite(outputs).all(axis=1)
        self._confidence[piece] = np.where(finite, outputs.max(axis=1), np.nan)
        self._right[piece] = right_rows(outputs, data.targets[piece], data.task)


def evaluate(parameters: Parameters, dataset: Dataset, loss: str | None = None) -> Answers:
    """Return what the network answers to every sample of `dataset`, with its mean `loss` where one is named."""
    answers = Evaluation(parameters, dataset, loss).advance()
    assert answers is not None  # without a limit of time it goes on to the end
    return answers
