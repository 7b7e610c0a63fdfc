"""A training run: a thread, its controls, its events and its latest snapshot. No Qt."""

from nnlab.training.control import FULL_SPEED, SPEEDS, RunControl, Speed, StepSize
from nnlab.training.divergence import Divergence, Guard, TrainingWarning, WarningKind, suggested_rate
from nnlab.training.events import (
    Diverged,
    Ended,
    Event,
    Failed,
    Finished,
    Paused,
    Refused,
    Started,
    Warned,
)
from nnlab.training.mailbox import Mailbox
from nnlab.training.run import Run
from nnlab.training.run_setup import RunSetup
from nnlab.training.snapshot import OperationView, Snapshot

__all__ = [
    "FULL_SPEED",
    "SPEEDS",
    "Diverged",
    "Divergence",
    "Ended",
    "Event",
    "Failed",
    "Finished",
    "Guard",
    "Mailbox",
    "OperationView",
    "Paused",
    "Refused",
    "Run",
    "RunControl",
    "RunSetup",
    "Snapshot",
    "Speed",
    "Started",
    "StepSize",
    "TrainingWarning",
    "Warned",
    "WarningKind",
    "suggested_rate",
]
