"""What is kept of a run when it rests: the project with what it has reached, and the record of it."""

from dataclasses import replace
from datetime import datetime

from nnlab.engine import Task, TrainingConfig, TrainState
from nnlab.project import Ending, ProjectState, RunOutcome, recorded
from nnlab.project.runs import last_known
from nnlab.training import Diverged, Event, Failed, Finished, Snapshot


def reached_state(
    before: ProjectState,
    config: TrainingConfig,
    training: TrainState,
    snapshot: Snapshot,
    news: Event | None = None,
) -> ProjectState:
    """Return the project after a run has led from `before` to `training`, with the record of it.

    `config` are the settings that are in force by now.
    """
    reached = replace(before, config=config, training=training, history=snapshot.history)
    return replace(reached, runs=recorded(before, reached, _outcome(reached, snapshot, news)))


def _outcome(reached: ProjectState, snapshot: Snapshot, news: Event | None) -> RunOutcome:
    """Return what came of a run, as its last picture showed it."""
    return RunOutcome(
        loss=snapshot.loss,
        accuracy=None if reached.dataset.task is Task.VALUES else snapshot.accuracy,
        unseen=last_known(reached.history.test_accuracy),
        unseen_loss=last_known(reached.history.test_loss),
        ending=_ending(news),
        when=datetime.now().isoformat(" ", "minutes"),
    )


def _ending(news: Event | None) -> Ending:
    match news:
        case Finished(reason=reason):
            return Ending.by(reason)
        case Diverged():
            return Ending.EXPLODED
        case Failed():
            return Ending.FAILED
    return Ending.PAUSED
