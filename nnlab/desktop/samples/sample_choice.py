"""Which samples are browsed, and in which order: a choice as a value, and the rows that it names."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from nnlab.training import Answers


class Order(Enum):
    """How the samples are sorted."""

    NUMBER = "number"
    SUREST = "surest"  # of its answer the network is surest first
    LEAST_SURE = "least_sure"


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """What is to be seen of a part of a data set; None is any class. What asks for answers holds only with them."""

    label: int | None = None
    answered: int | None = None
    only_wrong: bool = False
    order: Order = Order.NUMBER

    def rows(self, labels: NDArray[np.uint8], answers: Answers | None) -> NDArray[np.intp]:
        """Return the numbers of the rows to show, in order, of samples with these labels (N,)."""
        chosen = np.ones(len(labels), dtype=np.bool_)
        if self.label is not None:
            chosen &= labels == self.label
        if answers is None:
            return np.flatnonzero(chosen)
        if self.answered is not None:
            chosen &= answers.classes == self.answered
        if self.only_wrong:
            chosen &= ~answers.right
        rows = np.flatnonzero(chosen)
        if self.order is Order.NUMBER:
            return rows
        confidence = answers.confidence[rows]
        return rows[np.argsort(-confidence if self.order is Order.SUREST else confidence, kind="stable")]
