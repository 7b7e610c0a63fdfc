"""What is kept of a run when it rests: the project with what it has reached, and the record of it."""

from dataclasses import replace
from datetime import datetime

from nnlab.engine import Task, TrainState
from nnlab.project import Ending, Outcome, ProjectState, recorded
from nnlab.project.runs import last_known
from nnlab.training import Diverged, Event, Failed, Finished, Snapshot


def reached_state(
    base: ProjectState, training: TrainState, snapshot: Snapshot, news: Event | None = None
) -> ProjectState:
    """Return the project after a run has led from `base` to `training`, with the record of it."""
    reached = replace(base, training=training, history=snapshot.history)
    return replace(reached, runs=recorded(base, reached, _outcome(reached, snapshot, news)))


def _outcome(reached: ProjectState, snapshot: Snapshot, news: Event | None) -> Outcome:
    """Return what came of a run, as its last picture showed it."""
    return Outcome(
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
