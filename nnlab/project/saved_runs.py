"""The runs in a project file: `runs.json` says what they were, `runs.npy` has their curves, one after another."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import EngineError, History, Mark, NetworkSpec, TrainingConfig
from nnlab.engine.arrays import read_only
from nnlab.files import parse_npy
from nnlab.project.documents import damaged, number, spelled
from nnlab.project.run_data import RunData
from nnlab.project.runs import (
    MOST_MARKS,
    MOST_NOTE_CHARACTERS,
    MOST_POINTS,
    MOST_RUNS,
    MOST_WHEN_CHARACTERS,
    Ending,
    RunLog,
    RunOutcome,
    RunRecord,
    Start,
)

DOCUMENT, CURVES = "runs.json", "runs.npy"
_ROWS = 5
_MOST_COUNTED = 2**53
_MOST_NAME_CHARACTERS = 4096
_MOST_KEY_CHARACTERS = 64


@dataclass(frozen=True, slots=True)
class SavedRun:
    """A run as `runs.json` has it: numbers that are none are null, and `points` of the curves are its own."""

    id: int
    parent: int | None
    began: int
    began_epochs: float
    network: NetworkSpec
    training: TrainingConfig
    first_training: TrainingConfig
    data: RunData
    start: Start
    steps: int
    epochs: float
    points: int
    stride: int
    per_epoch: int
    marks: tuple[Mark, ...]
    loss: float | str | None
    accuracy: float | None
    unseen: float | None
    unseen_loss: float | str | None
    ending: Ending
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class SavedRuns:
    """`runs.json`: all runs, and to which of them the network belongs."""

    runs: tuple[SavedRun, ...]
    last: int
    current: int | None
    follows: bool
    dropped: int


def document(log: RunLog) -> SavedRuns:
    """Return the runs as a document."""
    runs = tuple(_saved(run) for run in log.records)
    return SavedRuns(runs, log.last, log.current, log.follows, log.dropped)


def curves(log: RunLog) -> NDArray[np.float64]:
    """Return the points of all curves, (5, points): epoch, loss, accuracy, accuracy and loss of unseen samples."""
    curves = [run.history for run in log.records]
    columns = [np.stack([c.epochs, c.loss, c.accuracy, c.test_accuracy, c.test_loss]) for c in curves]
    return np.concatenate([np.zeros((_ROWS, 0)), *columns], axis=1)


def restored_runs(saved: SavedRuns, content: "bytes | memoryview | None") -> RunLog:
    """Return the runs of a document and its curves. Raises LoadError when they are none, or do not fit together."""
    if len(saved.runs) > MOST_RUNS:
        raise damaged(f"it has {len(saved.runs):,} runs, and at most {MOST_RUNS} are kept")
    points = np.zeros((_ROWS, 0)) if content is None else parse_npy(content)
    count = sum(run.points for run in saved.runs)
    if points.dtype != np.float64 or points.shape != (_ROWS, count):
        raise damaged("the curves of its runs are none")
    records, at = [], 0
    for run in saved.runs:
        if not 0 <= run.points <= MOST_POINTS:
            raise damaged(f"run {run.id} in it has a curve that is too long")
        records.append(_record(run, points[:, at : at + run.points]))
        at += run.points
    if not 0 <= saved.last < _MOST_COUNTED or not 0 <= saved.dropped < _MOST_COUNTED:
        raise damaged("the numbers of its runs cannot be")
    try:
        return RunLog(tuple(records), saved.last, saved.current, saved.follows, saved.dropped)
    except EngineError as error:
        raise damaged(f"of its runs, {error}") from error


def _saved(run: RunRecord) -> SavedRun:
    history, outcome = run.history, run.outcome
    return SavedRun(
        id=run.number,
        parent=run.parent,
        began=run.began,
        began_epochs=run.began_epochs,
        network=run.spec,
        training=run.config,
        first_training=run.first_config,
        data=replace(run.data, name=run.data.name[:_MOST_NAME_CHARACTERS]),
        start=run.start,
        steps=run.steps,
        epochs=run.epochs,
        points=len(history.epochs),
        stride=history.stride,
        per_epoch=history.per_epoch,
        marks=history.marks,
        loss=spelled(outcome.loss),
        accuracy=outcome.accuracy,
        unseen=outcome.unseen,
        unseen_loss=None if outcome.unseen_loss is None else spelled(outcome.unseen_loss),
        ending=outcome.ending,
        when=outcome.when,
        note=run.note,
    )


def _record(run: SavedRun, points: NDArray[np.float64]) -> RunRecord:
    counts = (run.began, run.data.rows, run.data.watched_rows, run.steps, run.stride - 1, run.per_epoch - 1)
    shares = [share for share in (run.accuracy, run.unseen) if share is not None]
    lengths = (
        len(run.note) <= MOST_NOTE_CHARACTERS
        and len(run.when) <= MOST_WHEN_CHARACTERS
        and len(run.data.name) <= _MOST_NAME_CHARACTERS
        and len(run.data.key) <= _MOST_KEY_CHARACTERS
        and len(run.marks) <= MOST_MARKS
    )
    plausible = (
        all(0 <= count < _MOST_COUNTED for count in counts)
        and run.began <= run.steps
        and all(0.0 <= share <= 1.0 for share in shares)
        and 0.0 <= run.began_epochs <= run.epochs < math.inf
    )
    epochs, loss, accuracy, *measured = (read_only(column.copy()) for column in points)
    ascends = bool(np.isfinite(epochs).all() and (epochs >= 0).all() and (np.diff(epochs) > 0).all())
    if not (lengths and plausible and ascends):
        raise damaged(f"run {run.id} in it is none that can have been")
    unseen_loss = None if run.unseen_loss is None else number(run.unseen_loss)
    return RunRecord(
        number=run.id,
        parent=run.parent,
        began=run.began,
        began_epochs=run.began_epochs,
        spec=run.network,
        config=run.training,
        first_config=run.first_training,
        data=run.data,
        start=run.start,
        steps=run.steps,
        epochs=run.epochs,
        history=History(
            epochs, loss, accuracy, measured[0], run.stride, run.marks, run.per_epoch, measured[1]
        ),
        outcome=RunOutcome(number(run.loss), run.accuracy, run.unseen, unseen_loss, run.ending, run.when),
        note=run.note,
    )


def is_worth_saving(log: RunLog) -> bool:
    """Return whether there is anything to save: runs, or numbers that were given to some."""
    return log.last > 0
