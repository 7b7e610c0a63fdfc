"""A training run: a thread, its controls, its events and its latest snapshot. No Qt."""

from nnlab.training.control import FULL_SPEED, SPEEDS, RunControl, Speed, StepSize
from nnlab.training.divergence import Divergence, Guard, TrainingWarning, WarningKind, suggested_rate
from nnlab.training.evaluation import Answers, Evaluation, evaluate
from nnlab.training.events import (
    Diverged,
    Ended,
    Event,
    Failed,
    Finished,
    Paused,
    Reached,
    Refused,
    Started,
    Warned,
)
from nnlab.training.film import Film, Moment, spliced
from nnlab.training.mailbox import Mailbox
from nnlab.training.measures import Running, Tested, counts_hits, running_counts
from nnlab.training.run import Run
from nnlab.training.run_setup import RunSetup
from nnlab.training.snapshot import OperationView, Snapshot
from nnlab.training.whole_run import Fate, Outcome, train_whole

__all__ = [
    "FULL_SPEED",
    "SPEEDS",
    "Answers",
    "Diverged",
    "Divergence",
    "Ended",
    "Evaluation",
    "Event",
    "Failed",
    "Fate",
    "Film",
    "Finished",
    "Guard",
    "Mailbox",
    "Moment",
    "OperationView",
    "Outcome",
    "Paused",
    "Reached",
    "Refused",
    "Run",
    "RunControl",
    "RunSetup",
    "Running",
    "Snapshot",
    "Speed",
    "Started",
    "StepSize",
    "Tested",
    "TrainingWarning",
    "Warned",
    "WarningKind",
    "counts_hits",
    "evaluate",
    "running_counts",
    "spliced",
    "suggested_rate",
    "train_whole",
]
