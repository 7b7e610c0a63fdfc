"""Cross-validation as what widgets show: bars of the folds, a table of them, and one of all results to compare."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnlab.data import Dataset
from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.folds_model import Folded, FoldsForm
from nnlab.desktop.explore.sweeps.sweep_pictures import figure_cell, numbers, words
from nnlab.desktop.widgets.fold_bars import FoldScores
from nnlab.desktop.widgets.readout import Pair
from nnlab.desktop.widgets.record_table import GridCell, GridColumn, GridRow
from nnlab.desktop.words import data_sentences, texts
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.trials.summary import Measure, measured
from nnlab.trials.trial import TrialResult

_MOST_TARGETS = 4  # whose errors stand beside each other
translate = QCoreApplication.translate  # a name that lupdate knows

_NOT_YET = GridCell("–", order=math.nan)  # what stands in a column until a fold is made
_DEALT = 2  # columns that are known before

MoreCells = Callable[[TrialResult], list[GridCell]]


def names_of_parts() -> tuple[str, str]:
    """Return what the samples are called that a training learns from, and those that it never saw."""
    return translate("folds", "training"), translate("folds", "held out")


def scores(folded: Folded) -> FoldScores:
    """Return the bars of all folds; those that are not made yet have none."""
    count, measure = folded.form.count, folded.measure
    own = measure.trained
    held_out, trained = np.full(count, np.nan), np.full(count, np.nan)
    readings: list[tuple[Pair, ...]] = [(_fold_pair(fold),) for fold in range(count)]
    for result in folded.results:
        held_out[result.index] = _value(result, measure)
        trained[result.index] = _value(result, own)
        readings[result.index] = _reading(result, measure)
    spread = folded.spread
    return FoldScores(
        held_out,
        trained,
        names_of_parts(),
        mean=math.nan if spread is None else spread.mean,
        spread=math.nan if spread is None or spread.std is None else spread.std,
        mean_text="" if spread is None else _mean_text(folded),
        readings=tuple(readings),
        percent=not measure.is_loss,
        names=(translate("folds", "fold"), _score_name(measure)),
    )


def folds_table(folded: Folded) -> tuple[tuple[GridColumn, ...], tuple[GridRow, ...]]:
    """Return columns and rows of all folds as soon as they are dealt; of those not made yet only the samples."""
    measure = folded.measure
    more_columns, more_cells = _beside_score(folded)
    columns = (
        numbers(translate("folds", "Fold"), translate("folds", "which part of the samples is held out")),
        numbers(translate("folds", "Samples"), translate("folds", "how many this training never saw")),
        numbers(
            translate("folds", "Held out"),
            translate("folds", "of samples that this training never saw"),
            falls=not measure.is_loss,
        ),
        numbers(
            translate("folds", "Training"),
            translate("folds", "of the samples of the other folds"),
            falls=not measure.is_loss,
        ),
        *more_columns,
        numbers(translate("folds", "Epochs"), translate("folds", "passes over the samples until it ended")),
        words(translate("folds", "Ended"), translate("folds", "how the training ended")),
    )
    made = {result.index: result for result in folded.results}
    rows = (
        _fold_row(folded, fold, made.get(fold), len(columns) - _DEALT, more_cells)
        for fold in range(len(folded.held_out))
    )
    return columns, tuple(rows)


def _fold_row(
    folded: Folded, fold: int, result: TrialResult | None, found_columns: int, more_cells: MoreCells
) -> GridRow:
    measure, count = folded.measure, folded.held_out[fold]
    dealt = (
        GridCell(str(fold + 1), order=float(fold)),
        GridCell(format_count(count), order=float(count)),
    )
    if result is None:
        return GridRow(fold, (*dealt, *(_NOT_YET,) * found_columns), tone="muted")
    found = (
        figure_cell(measured(result, measure), measure),
        figure_cell(measured(result, measure.trained), measure),
        *more_cells(result),
        GridCell(format_count(result.epochs), order=float(result.epochs)),
        GridCell(sweep_texts.ending(result), order=result.ended),
    )
    return GridRow(fold, (*dealt, *found), tone="" if result.finished else "muted")


def _beside_score(folded: Folded) -> tuple[tuple[GridColumn, ...], MoreCells]:
    """Return the columns beside the scores, and their cells of a fold: the loss of classes, the error of each target.

    Losses of numbers are left out: each fold has them in the units into which it scales its targets.
    """
    data, measure = folded.state.dataset, folded.measure
    if not measure.is_error:
        loss = numbers(translate("folds", "Loss"), translate("folds", "of the samples held out"))
        return (loss,), lambda result: [
            figure_cell(measured(result, Measure.WATCHED_LOSS), Measure.WATCHED_LOSS)
        ]
    names = texts.data_names(data.target_names, data)
    names = names if 1 < len(names) <= _MOST_TARGETS else ()

    def cells(result: TrialResult) -> list[GridCell]:
        errors = result.watched_errors if result.finished else ()
        return [figure_cell(error, measure) for error in (errors or (None,) * len(names))[: len(names)]]

    note = translate("folds", "error of the samples held out, in its own units")
    return tuple(numbers(name, note) for name in names), cells


def unit(folded: Folded) -> str:
    """Say what errors are measured in; of shares of right answers nothing."""
    data = folded.state.dataset
    if not folded.measure.is_error:
        return ""
    if len(data.target_names) > 1:
        return translate("folds", "error 1: as far off as the means")
    (name,) = texts.data_names(data.target_names, data)
    return translate("folds", "error in units of: {target}").format(target=name)


def comparison(kept: Sequence[Folded], now: Dataset) -> tuple[tuple[GridColumn, ...], tuple[GridRow, ...]]:
    """Return columns and rows of all results, the latest first; pale are those of other data than there are `now`.

    Scores of different data say nothing of each other.
    """
    columns = (
        numbers(
            translate("folds", "Mean"),
            translate("folds", "over the folds, ± one standard deviation"),
            falls=not any(folded.measure.is_loss for folded in kept),
        ),
        words(translate("folds", "Data"), translate("folds", "the samples that were dealt")),
        numbers(translate("folds", "Folds"), translate("folds", "into how many parts the samples are dealt")),
        words(translate("folds", "Descent"), translate("folds", "samples for each update")),
        numbers(translate("folds", "Rate"), translate("folds", "how far each step goes")),
        numbers(translate("folds", "Epochs"), translate("folds", "passes over the samples")),
        words(translate("folds", "Network"), translate("folds", "units of all layers")),
    )
    return columns, tuple(_compared(folded, now) for folded in reversed(kept))


def _compared(folded: Folded, now: Dataset) -> GridRow:
    form, spread, data = folded.form, folded.spread, folded.state.dataset
    # What leaves out folds has no place among the others: it says too much.
    order = math.nan if spread is None or not folded.is_whole else spread.mean
    made = len(folded.results)
    folds = str(form.count) if made == form.count else f"{made}/{form.count}"
    return GridRow(
        folded.number,
        (
            GridCell(_mean_text(folded), order=order),
            GridCell(data_sentences.dataset_name(data.name)),
            GridCell(folds, order=float(form.count)),
            GridCell(way_name(form), order=float(form.batch or math.inf)),
            GridCell(format_number(form.learning_rate, trim=True), order=form.learning_rate),
            GridCell(format_count(form.epochs), order=float(form.epochs)),
            GridCell(folded.state.spec.shape_text),
        ),
        tone="" if data.name == now.name else "muted",
    )


def _mean_text(folded: Folded) -> str:
    """Return the mean with its spread, and of how many folds where not all have a score: '95.0% ± 0.0 (2 of 5)'."""
    spread = folded.spread
    if spread is None:
        return sweep_texts.figure(folded.measure, math.nan)
    mean = sweep_texts.mean_figure(folded.measure, spread.mean, spread.std)
    return mean if folded.is_whole else f"{mean} ({sweep_texts.of_text(spread.count, folded.form.count)})"


def way_name(form: FoldsForm) -> str:
    """Name the way down: stochastic, mini-batch or batch."""
    if form.batch is None:
        return translate("folds", "batch")
    if form.batch == 1:
        return translate("folds", "stochastic")
    return translate("folds", "mini-batch {count}").format(count=format_count(form.batch))


def progress(folded: Folded, seconds: float | None) -> str:
    """Say how many folds are made, and how long the rest takes."""
    return sweep_texts.progress_text(
        len(folded.results),
        folded.form.count,
        sum(not result.finished for result in folded.results),
        seconds,
    )


def _value(result: TrialResult, measure: Measure) -> float:
    value = measured(result, measure)
    return math.nan if value is None else value


def _fold_pair(fold: int) -> Pair:
    return translate("folds", "fold"), str(fold + 1)


def _reading(result: TrialResult, measure: Measure) -> tuple[Pair, ...]:
    if not result.finished:
        return _fold_pair(result.index), ("", sweep_texts.ending(result))
    own = measure.trained
    return (
        _fold_pair(result.index),
        (translate("folds", "held out"), sweep_texts.figure(measure, _value(result, measure))),
        (translate("folds", "training"), sweep_texts.figure(own, _value(result, own))),
    )


def _score_name(measure: Measure) -> str:
    return translate("folds", "error") if measure.is_error else translate("folds", "accuracy")
