"""What a run starts from."""

from dataclasses import dataclass, field

from nnlab.data import Dataset
from nnlab.engine import History, Parameters, TrainingConfig, TrainState


@dataclass(frozen=True, eq=False, slots=True)
class RunSetup:
    """What a run starts from: all of it values, so that nothing is shared with the window.

    `given` holds the matrices that layers whose initialiser is 'given' start from: what the untrained network
    answers says what loss is to be expected. `guarded=False` lets training explode without stopping it.
    """

    dataset: Dataset
    state: TrainState
    config: TrainingConfig
    given: Parameters | None = None
    history: History = field(default_factory=History.empty)
    guarded: bool = True
