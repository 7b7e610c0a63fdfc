"""Which figures of a sweep are looked at: what its runs can be judged by."""

from nnlab.data import Dataset
from nnlab.engine import Task
from nnlab.trials.summary import Measure


def measures_of(dataset: Dataset) -> tuple[Measure, ...]:
    """Return what runs on `dataset` can be judged by, the first one unless another is chosen.

    Numbers are not right or wrong; samples that are never learned from come first where there are some.
    """
    own: tuple[Measure, ...] = (Measure.ACCURACY, Measure.LOSS)
    watched: tuple[Measure, ...] = (Measure.WATCHED_ACCURACY, Measure.WATCHED_LOSS)
    if dataset.task is Task.VALUES:
        own, watched = own[1:], watched[1:]
    return own if dataset.watched is None else (*watched, *own)
