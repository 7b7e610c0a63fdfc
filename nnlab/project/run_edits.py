"""Edits of the runs: what is recorded of a training, and notes, deletions and ways back, from state to state."""

from collections.abc import Iterable
from dataclasses import fields, replace

import numpy as np

from nnlab.data.learned import Learned
from nnlab.engine import EngineError, History, Parameters, TrainState
from nnlab.files.errors import quoted
from nnlab.project.run_data import RunData
from nnlab.project.runs import (
    MOST_NOTE_CHARACTERS,
    RunLog,
    RunOutcome,
    RunRecord,
    Start,
    in_order,
    thinned,
    too_many,
)
from nnlab.project.state import ProjectState


def recorded(before: ProjectState, reached: ProjectState, outcome: RunOutcome | None = None) -> RunLog:
    """Return the log after a training has led from `before` to `reached`; without an outcome the curve has it."""
    log, run, steps = before.runs, before.runs.now, reached.training.step
    if steps == before.training.step:
        return log
    outcome = RunOutcome.of(reached.history) if outcome is None else outcome
    if run is not None and log.follows:
        retraces = _makes_again(before, reached, run)
        if steps < before.training.step or (retraces and steps <= run.steps):
            return log
        if retraces or before.training.step == run.steps:
            return _with_record(log, _extended(run, reached, outcome))
    is_branch = run is not None and before.training.step > 0
    record = RunRecord(
        number=log.last + 1,
        parent=run.number if run is not None and is_branch else None,
        began=before.training.step,
        began_epochs=epochs_done(before),
        spec=reached.spec,
        config=reached.config,
        first_config=before.config,
        data=RunData.of(reached.dataset),
        start=_start_of(before),
        steps=steps,
        epochs=max(epochs_done(reached), epochs_done(before)),  # more samples make less of a pass under way
        history=thinned(reached.history),
        outcome=outcome,
    )
    return _with_record(log, record)


def epochs_done(state: ProjectState) -> float:
    """Return how many passes over the data are done, with the part of the one under way."""
    return state.training.epoch + state.training.position / len(state.dataset.inputs)


def with_run_note(state: ProjectState, number: int, note: str) -> ProjectState:
    """Return the state with another note on a run. Raises EngineError if there is none, or for a note too long."""
    run = _required(state.runs, number)
    note = " ".join(note.split())
    if len(note) > MOST_NOTE_CHARACTERS:
        raise EngineError(f"a note on a run has at most {MOST_NOTE_CHARACTERS} characters. Shorten it.")
    if note == run.note:
        return state
    noted = replace(run, note=note)
    records = tuple(noted if record is run else record for record in state.runs.records)
    return replace(state, runs=replace(state.runs, records=records))


def without_runs(state: ProjectState, numbers: Iterable[int]) -> ProjectState:
    """Return the state without these runs; their branches stay. Raises EngineError if there is no such run."""
    log, gone = state.runs, {_required(state.runs, number).number for number in numbers}
    if not gone:
        return state
    kept = {number: run for number, run in log.by_number.items() if number not in gone}
    current = log.current if log.current in kept else None
    follows = log.follows or current is None
    return replace(state, runs=RunLog(in_order(kept), log.last, current, follows, log.dropped))


def rewound(state: ProjectState, run: ProjectState, number: int) -> ProjectState:
    """Return the state with the network of `run`, a moment of the run `number`, on the bench.

    Everything of that moment is back, so that training goes on from there bit for bit as it did then; what it then
    trains is a branch. Notes and graph stay. Raises EngineError if the run is not kept any more.
    """
    record = _required(state.runs, number)
    at_end = run.training.step == record.steps
    log = replace(state.runs, current=number, follows=at_end)
    return replace(
        state,
        preset=run.preset,
        dataset=run.dataset,
        config=run.config,
        training=run.training,
        history=run.history,
        given=run.given,
        runs=log,
        learned=run.learned,
    )


def begun_as(state: ProjectState, number: int) -> ProjectState:
    """Return the state with the network of a run and the settings with which it began: its seed draws the weights.

    Those are the weights that it began with if its `start` is DRAWN; of one that began with GIVEN ones they have to
    be those of the state. Raises EngineError if the run is not kept any more, learned from other data, or cannot begin
    anew.
    """
    run = _required(state.runs, number)
    if not run.data.is_of(state.dataset):
        raise EngineError(f"run {number} learned from other data, {quoted(run.data.name)}. Open these first.")
    given = state.given if run.start is Start.GIVEN and state.given is not None else None
    given = given if given is not None and given.spec == run.spec else None
    config = run.first_config
    parameters = Parameters.drawn(run.spec, config.seed, given)
    training = TrainState.fresh(parameters, config.seed)
    return replace(
        state,
        config=config,
        training=training,
        history=History.empty(),
        given=given,
        runs=state.runs.left(),
        learned=Learned(),
    )


def carried(latest: RunLog, source: RunLog, target: RunLog) -> RunLog:
    """Return the log after a step from `source` to `target`, taken back or made again, while `latest` is in force.

    What has been run since stays; notes that the step changed and runs that it deleted change with it.
    """
    kept = dict(latest.by_number)
    for number, was in source.by_number.items():
        if number not in target and number <= target.last:
            kept.pop(number, None)  # deleted by the step
        elif (becomes := target.record(number)) is not None and number in kept:
            note = becomes.note if becomes.note != was.note else kept[number].note
            kept[number] = _like(
                replace(kept[number], note=note, parent=becomes.parent), becomes, kept[number]
            )
    kept |= {number: run for number, run in target.by_number.items() if number not in source}
    for number in too_many(kept, target.now):
        del kept[number]
    current = target.current if target.current in kept else None
    follows = target.follows or current is None
    last, dropped = max(latest.last, target.last), max(latest.dropped, target.dropped)
    merged = RunLog(in_order(kept), last, current, follows, dropped)
    return next((log for log in (target, latest) if _same(log, merged)), merged)


def _start_of(state: ProjectState) -> Start:
    """Return which weights a training begins with that begins at `state`."""
    if state.training.step > 0 or not np.array_equal(
        state.parameters.vector, state.fresh_parameters().vector, equal_nan=True
    ):
        return Start.KEPT
    return Start.DRAWN if state.given is None else Start.GIVEN


def _makes_again(before: ProjectState, reached: ProjectState, run: RunRecord) -> bool:
    """Return whether a training on the way of `run`, which is not at its end, makes the same steps as it did."""
    if before.training.step >= run.steps or run.spec != reached.spec or not run.data.is_of(before.dataset):
        return False
    here = epochs_done(before)
    changed_later = any(mark.epoch > here for mark in run.history.marks)
    return before.config == reached.config == run.config and not changed_later


def _extended(run: RunRecord, reached: ProjectState, outcome: RunOutcome) -> RunRecord:
    return replace(
        run,
        config=reached.config,
        data=RunData.of(reached.dataset),
        steps=reached.training.step,
        epochs=max(epochs_done(reached), run.began_epochs),
        history=thinned(reached.history),
        outcome=outcome,
    )


def _with_record(log: RunLog, record: RunRecord) -> RunLog:
    """Return the log with `record` as the current run; for want of room the oldest without a note goes."""
    kept = {**log.by_number, record.number: record}
    for number in too_many(kept, record):
        del kept[number]
    dropped = log.dropped + len(log.by_number.keys() | {record.number}) - len(kept)
    return RunLog(in_order(kept), max(log.last, record.number), record.number, True, dropped)


def _required(log: RunLog, number: int) -> RunRecord:
    run = log.record(number)
    if run is None:
        raise EngineError(f"there is no run {number} any more.")
    return run


def _like(run: RunRecord, *others: RunRecord) -> RunRecord:
    """Return the first of the others that says the same as `run`, else that: logs are compared by identity."""
    names = [each.name for each in fields(RunRecord)]
    for other in others:
        if all(getattr(run, name) == getattr(other, name) for name in names):
            return other
    return run


def _same(one: RunLog, other: RunLog) -> bool:
    """Return whether two logs hold the same records, by identity, and the same numbers."""
    return (
        len(one.records) == len(other.records)
        and all(a is b for a, b in zip(one.records, other.records, strict=True))
        and (one.last, one.current, one.follows, one.dropped)
        == (other.last, other.current, other.follows, other.dropped)
    )
