"""A data set without one of its folds: what cross-validation trains on, and what it is judged by."""

from dataclasses import replace

import numpy as np

from nnlab.data import Dataset
from nnlab.data.parting import taken
from nnlab.data.resplit import fold_of, parts_in, unsplit
from nnlab.data.splits import Rows, folds
from nnlab.data.tabular.plan import TableSource
from nnlab.engine import Pixels
from nnlab.project import ProjectState
from nnlab.trials.plan import Fold, FoldsPlan


def rows_for_test(dataset: Dataset) -> Rows:
    """Return the rows, of the samples before any split, that judge the end: no fold has any of them."""
    return parts_in(dataset).test


def count_for_folds(dataset: Dataset) -> int:
    """Return how many samples are dealt into folds, which is also how many folds there can be."""
    watches = dataset.validation
    stays_out = (
        isinstance(dataset.inputs, Pixels) and dataset.split is None
    )  # pictures come with parts of their own
    return len(dataset.targets) + (0 if watches is None or stays_out else len(watches.targets))


def rows_of_folds(dataset: Dataset, plan: FoldsPlan | Fold) -> tuple[Rows, ...]:
    """Return the rows, of the samples before any split, that each fold holds out.

    Raises TooManyFoldsError for fewer samples than folds.
    """
    whole = unsplit(dataset)
    pool = np.setdiff1d(np.arange(len(whole.targets)), rows_for_test(dataset))
    dealt = folds(whole.targets[pool], whole.task, plan.count, plan.seed, stratified=plan.stratified)
    return tuple(pool[rows] for rows in dealt)


def without_fold(state: ProjectState, fold: Fold | None) -> ProjectState:
    """Return the project with the samples of `fold` held out, which its training is watched and judged by."""
    if fold is None:
        return state
    dataset = state.dataset
    held_out, for_test = rows_of_folds(dataset, fold)[fold.number], rows_for_test(dataset)
    if isinstance(dataset.origin, TableSource):  # whose scales are those of the samples that are learned from
        return replace(state, dataset=fold_of(dataset, held_out, left_out=for_test))
    # Samples of a test that came with the data are not among these.
    whole = replace(unsplit(dataset), test=None, validation=None)
    others = np.setdiff1d(np.arange(len(whole.targets)), np.concatenate([held_out, for_test]))
    return replace(state, dataset=replace(_part(whole, others), test=_part(whole, held_out)))


def _part(whole: Dataset, rows: Rows) -> Dataset:
    if not isinstance(whole.inputs, Pixels):
        return taken(whole, rows)
    inputs = whole.inputs
    return replace(
        whole,
        inputs=Pixels(inputs.data[rows], inputs.low, inputs.high),
        targets=whole.targets[rows],
        row_names=tuple(whole.row_names[row] for row in rows),
    )
