"""What the window sees of a run: an immutable picture of one moment."""

from dataclasses import dataclass

from nnlab.engine import Kind, Parameters, TracedStep
from nnlab.engine.arrays import Floats
from nnlab.engine.history import History
from nnlab.training.film import Moment
from nnlab.training.measures import Running, Tested


@dataclass(frozen=True, slots=True)
class OperationView:
    """The operation just computed, when a run goes operation by operation; `number` counts from 1."""

    kind: Kind
    layer: int | None
    number: int
    total: int


@dataclass(frozen=True, eq=False, slots=True)
class TraceView:
    """A step whole, of which `done` operations are made: none of one that is to come, all of one just made."""

    step: TracedStep
    done: int


@dataclass(frozen=True, eq=False, slots=True)
class Snapshot:
    """One moment of a run; every array belongs to the same `step`.

    `gradient` and `change` are flat vectors (P,): the last step's gradient, and what the last update
    subtracted. `loss` is the mean over the last completed epoch, and that of the network as it is before there is one;
    of a large set loss and accuracy are those of `running`. `tested` is what became of the unseen samples, when they
    were asked last. `part` of the pass under way is done, 0 to 1. `row` is the number of the sample under way when the
    run goes slowly enough to follow. `trace` is there while somebody looks at the arithmetic, unless the step has too
    many numbers; `reaches_back` says whether a step back is possible. `film` are the moments since the run began that
    are kept.
    """

    run_id: int
    step: int
    epoch: int
    loss: float
    accuracy: float | None
    parameters: Parameters
    gradient: Floats
    change: Floats
    history: History
    operation: OperationView | None = None
    row: int | None = None
    running: Running | None = None
    tested: Tested | None = None
    part: float = 0.0
    trace: TraceView | None = None
    reaches_back: bool = False
    film: tuple[Moment, ...] = ()

    @property
    def epochs_done(self) -> float:
        """The passes over the data that are done, with the part of the one under way."""
        return self.epoch + self.part
