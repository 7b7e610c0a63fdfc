"""What a run tells: few events, none ever lost. Each carries the number of its run."""

from dataclasses import dataclass

from nnlab.engine import EngineError, StopReason, TrainState
from nnlab.training.divergence import Divergence, TrainingWarning
from nnlab.training.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Started:
    """All is prepared, and training can begin."""

    run_id: int


@dataclass(frozen=True, eq=False, slots=True)
class Refused:
    """The network cannot be trained on the data; `error` says why. The run ends without having begun."""

    run_id: int
    error: EngineError


@dataclass(frozen=True, eq=False, slots=True)
class Paused:
    """The worker rests and waits; `state` is where it stands. It comes after every step and every pause."""

    run_id: int
    state: TrainState
    snapshot: Snapshot


@dataclass(frozen=True, eq=False, slots=True)
class Reached:
    """Somebody asked how far the training is, and it goes on; `state` is where it stood."""

    run_id: int
    state: TrainState
    snapshot: Snapshot


@dataclass(frozen=True, eq=False, slots=True)
class Finished:
    """A stop rule held; `stop_epoch` is the index, from 0, of the epoch in which it did. The run ends."""

    run_id: int
    reason: StopReason
    stop_epoch: int
    state: TrainState
    snapshot: Snapshot


@dataclass(frozen=True, eq=False, slots=True)
class Diverged:
    """Training exploded; the last good weights are back, and Paused follows with them."""

    run_id: int
    divergence: Divergence


@dataclass(frozen=True, slots=True)
class Warned:
    """Something looks wrong, and training goes on."""

    run_id: int
    warning: TrainingWarning


@dataclass(frozen=True, eq=False, slots=True)
class Failed:
    """The worker met a fault of nnlab's own. `state` is the last good one; `detail` is for the log. The run ends."""

    run_id: int
    message: str
    detail: str
    state: TrainState


@dataclass(frozen=True, slots=True)
class Ended:
    """The very last event of every run, however it ended."""

    run_id: int


Event = Started | Refused | Paused | Reached | Finished | Diverged | Warned | Failed | Ended
