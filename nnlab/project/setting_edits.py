"""Edits of what stands beside the network: the settings of its training, the notes, the computational graph."""

import math
from dataclasses import replace
from typing import Any

from nnlab.engine import EngineError, History, HistoryRecorder
from nnlab.files.limits import NOTES_BYTES
from nnlab.project.number_edits import reset
from nnlab.project.state import ProjectState
from nnlab.study.graph import Graph


def with_config(state: ProjectState, **changes: Any) -> ProjectState:
    """Return the state with settings of the training changed; another seed also resets the network."""
    config = replace(state.config, **changes)
    if config == state.config:
        return state
    changed = replace(state, config=config)
    if config.loss != state.config.loss:
        training = state.training
        changed = replace(
            changed,
            training=replace(training, epoch_loss=math.nan, loss_sum=0.0, loss_from=training.position),
        )
    if config.seed != state.config.seed:
        return reset(changed)
    return replace(changed, history=_marked(state, changes))


def with_notes(state: ProjectState, notes: str) -> ProjectState:
    """Return the state with other notes of the user; those longer than a file holds are refused."""
    written = notes.encode("utf-8", errors="replace")  # a text field may hold halves of characters
    if len(written) > NOTES_BYTES:
        raise EngineError(f"the notes have more than {NOTES_BYTES:,} bytes. Shorten them.")
    notes = written.decode("utf-8")
    return state if notes == state.notes else replace(state, notes=notes)


def with_graph(state: ProjectState, graph: Graph | None) -> ProjectState:
    """Return the state with another computational graph, None for none; the network stays as it is."""
    return state if graph == state.graph else replace(state, graph=graph)


def _marked(state: ProjectState, changes: dict[str, Any]) -> History:
    """Return the curve with a mark for each setting that is changed after the training has begun."""
    training, recorder = state.training, HistoryRecorder(state.history)
    changed = {name: value for name, value in changes.items() if getattr(state.config, name) != value}
    if training.step == 0 or not changed:
        return state.history
    for name, value in changed.items():
        recorder.mark(training.epoch + training.position / len(state.dataset.inputs), name, str(value))
    return recorder.freeze()
