"""Runs as a table: first what came of each, then the settings in which they differ, last those in which all agree."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.explore.runs import run_texts
from nnlab.desktop.widgets.record_table import GridCell, GridColumn, GridRow
from nnlab.desktop.words import texts
from nnlab.desktop.words.data_sentences import dataset_name
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.project import RunLog, RunRecord

translate = QCoreApplication.translate  # a name that lupdate knows

_NONE = "—"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: what stands over it, its cell of a run, and whether it is a setting."""

    head: GridColumn
    cell: Callable[[RunRecord], GridCell]
    is_setting: bool = False


def table(log: RunLog, trained: int | None = None) -> tuple[tuple[GridColumn, ...], tuple[GridRow, ...]]:
    """Return columns and rows of all runs; the run `trained` is being made longer right now.

    Settings in which several runs agree, and results that none of them has, stand at the right end, muted: they tell
    no run from another.
    """
    runs = log.records
    branches = (_branch_column(),) if any(run.parent is not None for run in runs) else ()
    results = _result_columns(trained, tells_loss=any(map(_tells_loss, runs)))
    columns = (_number_column(log), *branches, _note_column(), *results, *_setting_columns())
    cells = [[column.cell(run) for run in runs] for column in columns]
    quiet = [_says_nothing(column, of_runs) for column, of_runs in zip(columns, cells, strict=True)]
    order = sorted(range(len(columns)), key=lambda at: quiet[at])
    heads = tuple(
        replace(columns[at].head, chip_tone="faint") if quiet[at] else columns[at].head for at in order
    )
    rows = tuple(
        GridRow(
            run.number, tuple(cells[at][row] for at in order), "strong" if run.number == log.current else ""
        )
        for row, run in enumerate(runs)
    )
    return heads, rows


def _says_nothing(column: _Column, cells: list[GridCell]) -> bool:
    """Return whether the cells of a column tell no run from another."""
    said = {cell.text for cell in cells}
    return len(cells) > 1 and (said == {_NONE} or (column.is_setting and len(said) == 1))


# -- the columns -------------------------------------------------------------------------------------------


def _number_column(log: RunLog) -> _Column:
    head = _numbers("run", translate("runs", "Run"), translate("runs", "Tick a run to draw its curve below"))

    def cell(run: RunRecord) -> GridCell:
        return GridCell(str(run.number), order=float(run.number), tip=_origin(run, log))

    return _Column(head, cell)


def _branch_column() -> _Column:
    title = translate("runs", "Branch of")
    tip = translate("runs", "The run that this one parts from, and where")

    def cell(run: RunRecord) -> GridCell:
        if run.parent is None:
            return GridCell(_NONE, order=math.nan)
        epoch = run_texts.epochs_text(run.began_epochs)
        text = translate("runs", "{number}, from epoch {epoch}").format(number=run.parent, epoch=epoch)
        return GridCell(text, order=float(run.parent))

    return _Column(_words("branch", title, tip), cell)


def _note_column() -> _Column:
    title, tip = translate("runs", "Note"), translate("runs", "Your own words: double-click, or F2")
    return _Column(GridColumn(title, is_written=True, tip=tip, key="note"), lambda run: GridCell(run.note))


def _result_columns(trained: int | None, *, tells_loss: bool) -> tuple[_Column, ...]:
    loss = _numbers("loss", translate("runs", "Loss"), translate("runs", "Mean loss on the training samples"))
    right = _numbers(
        "right",
        translate("runs", "Right"),
        translate("runs", "Training samples answered rightly"),
        falls=True,
    )
    unseen = _numbers(
        "unseen",
        translate("runs", "Unseen"),
        translate("runs", "Samples never learned from: answered rightly, or the loss on them"),
        falls=not tells_loss,
    )
    epochs = _numbers("epochs", translate("runs", "Epochs"), translate("runs", "Passes over the data"))
    return (
        _Column(loss, lambda run: _numbered(run.outcome.loss)),
        _Column(right, lambda run: _share(run.outcome.accuracy)),
        _Column(unseen, _unseen),
        _Column(epochs, lambda run: GridCell(run_texts.epochs_text(run.epochs), order=run.epochs)),
        _Column(
            GridColumn(translate("runs", "Ended"), key="ended"),
            lambda run: _ended(run, run.number == trained),
        ),
    )


def _setting_columns() -> tuple[_Column, ...]:
    start_tip = translate("runs", "How the first weights were drawn")
    shape = _words(
        "shape", translate("runs", "Shape"), translate("runs", "Units of all layers, inputs first")
    )
    rate = _numbers(
        "rate", translate("runs", "Rate"), translate("runs", "Learning rate at the end of the run")
    )
    batch = _numbers("batch", translate("runs", "Batch"), translate("runs", "Samples in one update"))
    seed = _numbers("seed", translate("runs", "Seed"), "")
    pairs: tuple[tuple[GridColumn, Callable[[RunRecord], GridCell]], ...] = (
        (shape, _shape),
        (
            _words("activation", translate("runs", "Activation")),
            lambda run: GridCell(run_texts.activations(run)),
        ),
        (
            _words("optimizer", translate("runs", "Optimizer")),
            lambda run: GridCell(texts.optimizer_name(run.config.optimizer)),
        ),
        (rate, lambda run: _numbered(run.config.learning_rate)),
        (batch, _batch),
        (seed, lambda run: GridCell(f"{run.config.seed}", order=float(run.config.seed))),
        (
            _words("start", translate("runs", "Start"), start_tip),
            lambda run: GridCell(run_texts.starts(run)),
        ),
        (
            _words("data", translate("runs", "Data")),
            lambda run: GridCell(texts.foreign(dataset_name(run.data.name))),
        ),
    )
    return tuple(_Column(head, cell, is_setting=True) for head, cell in pairs)


def _numbers(key: str, title: str, tip: str, *, falls: bool = False) -> GridColumn:
    return GridColumn(title, is_number=True, tip=tip, key=key, falls=falls)


def _words(key: str, title: str, tip: str = "") -> GridColumn:
    return GridColumn(title, tip=tip, key=key)


# -- the cells ---------------------------------------------------------------------------------------------


def _origin(run: RunRecord, log: RunLog) -> str:
    """Say where a run comes from, and whether its network is on the bench."""
    said = []
    if run.number == log.current:
        said.append(translate("runs", "Its network is on the bench."))
    if run.parent is not None:
        text = translate("runs", "A branch of run {number}, from epoch {epoch} on.")
        said.append(text.format(number=run.parent, epoch=run_texts.epochs_text(run.began_epochs)))
    return " ".join(said)


def _unseen(run: RunRecord) -> GridCell:
    """Say how unseen samples are answered; values are neither right nor wrong, of them it is the loss."""
    outcome = run.outcome
    if _tells_loss(run) and outcome.unseen_loss is not None:
        return _numbered(outcome.unseen_loss)
    return _share(outcome.unseen)


def _tells_loss(run: RunRecord) -> bool:
    """Return whether of unseen samples the loss is told."""
    return run.outcome.unseen is None and run.outcome.unseen_loss is not None


def _ended(run: RunRecord, goes_on: bool) -> GridCell:
    if goes_on:
        return GridCell(translate("runs", "training"))
    return GridCell(run_texts.ending_name(run.outcome.ending), tip=run.outcome.when)


def _shape(run: RunRecord) -> GridCell:
    return GridCell(run.spec.shape_text.replace("-", "–"), order=run_texts.shape_order(run))


def _batch(run: RunRecord) -> GridCell:
    batch = run_texts.batch(run)
    return GridCell(format_count(batch), order=float(batch))


def _numbered(number: float | None) -> GridCell:
    if number is None:
        return GridCell(_NONE, order=math.nan)
    return GridCell(format_number(number, trim=number != 0 and abs(number) >= 1e-4), order=number)


def _share(share: float | None) -> GridCell:
    if share is None:
        return GridCell(_NONE, order=math.nan)
    text = translate("runs", "{number}%").format(number=format_number(100 * share, trim=True))
    return GridCell(text, order=share)
