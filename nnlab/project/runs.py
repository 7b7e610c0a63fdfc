"""The runs of a project: what every training began with, how it went, and which run it is a branch of.

Runs are kept: an undo takes back what a training did to the network, never the record of it. A training that begins at
step 0 is a new run; one that goes on at the end of its run makes that longer; one that goes on from anywhere else is a
branch. Whoever only makes the steps of a run again, as after steps back, makes no other run (`run_edits.py`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import EngineError, History, NetworkSpec, StopReason, TrainingConfig
from nnlab.engine.arrays import read_only
from nnlab.project.run_data import RunData

MOST_RUNS = 200  # some lessons' worth; with their curves about three megabytes
MOST_POINTS = 512  # of the curve of a record: as many as a plot has room for
MOST_MARKS = 64
MOST_NOTE_CHARACTERS = 500
MOST_WHEN_CHARACTERS = 32


class Ending(Enum):
    """How a run has come to where it is."""

    PAUSED = "paused"
    INTERRUPTED = "interrupted"  # for an edit, which may have left it for other work
    EPOCHS = "epochs"
    LOSS = "loss"
    EPOCH_ERROR = "epoch_error"
    ALL_RIGHT = "all_right"
    EXPLODED = "exploded"
    FAILED = "failed"

    @classmethod
    def by(cls, reason: StopReason) -> "Ending":
        """Return the ending by a stop rule."""
        return cls(reason.value)


class Start(Enum):
    """Which weights a run began with."""

    DRAWN = "drawn"  # by its initialisers, from its seed
    GIVEN = "given"  # layers had given ones
    KEPT = "kept"  # those that were there before, as after other data were put on the bench


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What came of a training: numbers as they were shown at its end, and `when` that was, in whatever spelling.

    `accuracy` is that of the samples it was trained on; `unseen` is the accuracy, and `unseen_loss` the mean loss, of
    those by which it was watched. None where there is no such number.
    """

    loss: float = math.nan
    accuracy: float | None = None
    unseen: float | None = None
    unseen_loss: float | None = None
    ending: Ending = Ending.PAUSED
    when: str = ""

    @classmethod
    def of(cls, history: History, ending: Ending = Ending.PAUSED, when: str = "") -> "RunOutcome":
        """Return what the curve itself says of its end."""
        loss = float(history.loss[-1]) if len(history.loss) else math.nan
        unseen = last_known(history.test_accuracy), last_known(history.test_loss)
        return cls(loss, last_known(history.accuracy), *unseen, ending, when)


@dataclass(frozen=True, eq=False, slots=True)
class RunRecord:
    """One run: what it began with, and how far it has come.

    `number` is its own for ever. It began at step `began`, `began_epochs` passes into the training: 0, or where it
    left the run `parent`; that is None also when the parent is not kept any more. `config` and `data` are the settings
    and samples at its end, and `first_config` the settings at its beginning; the marks of `history`, its whole curve
    from step 0 on, thinned to MOST_POINTS, say what was changed on the way. `start` says which weights it began with.
    """

    number: int
    parent: int | None
    began: int
    began_epochs: float
    spec: NetworkSpec
    config: TrainingConfig
    first_config: TrainingConfig
    data: RunData
    start: Start
    steps: int
    epochs: float
    history: History
    outcome: RunOutcome
    note: str = ""


@dataclass(frozen=True, eq=False)
class RunLog:
    """The runs that are kept, by their numbers, ascending; at most MOST_RUNS.

    `last` is the highest number ever given: none is given twice. The network on the bench belongs to the run
    `current`, if to any; `follows` says that it stands on its way, so that training on makes the same steps again.
    `dropped` runs have been let go for want of room.
    Raises EngineError when these do not fit together.
    """

    records: tuple[RunRecord, ...] = ()
    last: int = 0
    current: int | None = None
    follows: bool = True
    dropped: int = 0

    def __post_init__(self) -> None:
        numbers = [record.number for record in self.records]
        if numbers != sorted(set(numbers)) or (numbers and not 1 <= numbers[0] <= numbers[-1] <= self.last):
            raise EngineError("the runs do not have ascending numbers.")
        if len(numbers) > MOST_RUNS:
            raise EngineError(f"at most {MOST_RUNS} runs are kept, but {len(numbers)} were given.")
        for record in self.records:
            if record.parent is not None and (record.parent not in self or record.parent >= record.number):
                raise EngineError(
                    f"run {record.number} is a branch of run {record.parent}, which there is not."
                )
        if self.current is not None and self.current not in self:
            raise EngineError(f"the current run is {self.current}, which there is not.")

    @cached_property
    def by_number(self) -> Mapping[int, RunRecord]:
        """The runs by their numbers, ascending."""
        return {record.number: record for record in self.records}

    def __contains__(self, number: int) -> bool:
        return number in self.by_number

    def record(self, number: int | None) -> RunRecord | None:
        """Return the run of this number, None if there is none."""
        return None if number is None else self.by_number.get(number)

    @cached_property
    def now(self) -> RunRecord | None:
        """The run to which the network on the bench belongs."""
        return self.record(self.current)

    def left(self) -> "RunLog":
        """Return the log for a network that belongs to no run: it begins anew."""
        return self if self.current is None else replace(self, current=None, follows=True)

    def turned_off(self) -> "RunLog":
        """Return the log for a network that has left the way of its run: what it trains on is a branch."""
        return replace(self, follows=False) if self.follows and self.current is not None else self


def family(log: RunLog, training_step: int, epochs: float) -> tuple[tuple[RunRecord, float], ...]:
    """Return the runs whose way parts from that of the network on the bench, which stands at `epochs`.

    With each comes the epoch from which it is another: the current run's own future, those it is a branch of, and
    branches of these, the latest first.
    """
    run = log.now
    if run is None:
        return ()
    found: dict[int, float] = {}
    if training_step < run.steps:
        found[run.number] = epochs
    at = run
    line = {run.number}  # the runs that led to the network
    while (parent := log.record(at.parent)) is not None:
        line.add(parent.number)
        found[parent.number] = at.began_epochs
        at = parent
    for record in log.records:
        if record.parent in line and record.number not in line:
            found[record.number] = record.began_epochs
    return tuple((log.by_number[number], found[number]) for number in sorted(found, reverse=True))


def thinned(history: History) -> History:
    """Return the curve with at most MOST_POINTS points: the first, the last, and between them one of each part.

    A point takes the latest measurements of its part, which may be of an epoch shortly before.
    """
    marks = history.marks
    if len(marks) > MOST_MARKS:
        marks = tuple(marks[i] for i in np.linspace(0, len(marks) - 1, MOST_MARKS).round().astype(int))
    count = len(history.epochs)
    if count <= MOST_POINTS:
        return history if marks is history.marks else replace(history, marks=marks)
    kept = np.linspace(0, count - 1, MOST_POINTS).round().astype(np.intp)
    return replace(
        history,
        epochs=read_only(history.epochs[kept]),
        loss=read_only(history.loss[kept]),
        accuracy=_latest_known(history.accuracy, kept),
        test_accuracy=_latest_known(history.test_accuracy, kept),
        test_loss=_latest_known(history.test_loss, kept),
        marks=marks,
    )


def last_known(column: NDArray[np.float64]) -> float | None:
    """Return the last number of a column that is one."""
    known = np.flatnonzero(~np.isnan(column))
    return float(column[known[-1]]) if known.size else None


def _latest_known(column: NDArray[np.float64], kept: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return for each place of `kept` the last number since the one before, NaN where there is none."""
    places = np.where(np.isnan(column), -1, np.arange(len(column)))
    latest = np.maximum.accumulate(places)[kept]
    is_new = latest > np.concatenate(([-1], kept[:-1]))
    return read_only(np.where(is_new, column[np.maximum(latest, 0)], np.nan))


def too_many(kept: dict[int, RunRecord], current: RunRecord | None = None) -> list[int]:
    """Return which runs have to go: the oldest without a note, then the oldest; never the current one or its parent."""
    stay = () if current is None else (current.number, current.parent)
    bare = [number for number, run in sorted(kept.items()) if not run.note and number not in stay]
    noted = [number for number, run in sorted(kept.items()) if run.note and number not in stay]
    return [*bare, *noted][: max(len(kept) - MOST_RUNS, 0)]


def in_order(kept: dict[int, RunRecord]) -> tuple[RunRecord, ...]:
    """Return the runs by their numbers; those whose parent is not kept have none."""
    return tuple(
        kept[number] if (kept[number].parent or number) in kept else replace(kept[number], parent=None)
        for number in sorted(kept)
    )
