"""How a network is trained, as a frozen value."""

import math
from dataclasses import dataclass
from numbers import Real

from nnlab.engine.errors import EngineError, unknown_name
from nnlab.engine.losses import LOSS_NAMES
from nnlab.engine.metrics import Task
from nnlab.engine.optimizers import OPTIMIZER_NAMES, Hyper
from nnlab.engine.specs import check_count

MAX_BATCH = 1_000_000
MAX_EPOCHS = 1_000_000_000
MAX_SEED = 2**63 - 1


MAX_RATE = 1e6


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How a network is trained.

    `batch_size` is a number of samples, or None for all of them. Training stops at the first of the rules
    that are set: `epochs` passes over the data; `stop_loss`, when the mean loss seen during an epoch is
    below it, tested before the epoch's last update; `stop_epoch_error`, when the sum of the samples' losses
    seen during an epoch is below it, tested after the epoch; `stop_all_right`, when after an epoch every
    sample is answered rightly. `seed` draws the weights and the order of the samples.
    Raises EngineError for a value out of range.
    """

    loss: str = "half_squared_error"
    optimizer: str = "sgd"
    learning_rate: float = 0.01
    momentum: float = 0.9
    rho: float = 0.9
    beta1: float = 0.9
    beta2: float = 0.999
    batch_size: int | None = 1
    epochs: int | None = 1000
    stop_loss: float | None = None
    stop_epoch_error: float | None = None
    stop_all_right: bool = False
    shuffle: bool = True
    seed: int = 0

    def __post_init__(self) -> None:
        if self.loss not in LOSS_NAMES:
            raise unknown_name("loss", self.loss, LOSS_NAMES)
        if self.optimizer not in OPTIMIZER_NAMES:
            raise unknown_name("optimizer", self.optimizer, OPTIMIZER_NAMES)
        _check_number("learning_rate", self.learning_rate, 0.0, MAX_RATE)
        for name in ("momentum", "rho", "beta1", "beta2"):
            _check_number(name, getattr(self, name), 0.0, 1.0, below=True)
        if self.batch_size is not None:
            check_count("batch_size", self.batch_size, MAX_BATCH)
        if self.epochs is not None:
            check_count("epochs", self.epochs, MAX_EPOCHS, least=0)
        for name in ("stop_loss", "stop_epoch_error"):
            if getattr(self, name) is not None:
                _check_number(name, getattr(self, name), 0.0, 1e12)
        check_count("seed", self.seed, MAX_SEED, least=0)
        for name in ("stop_all_right", "shuffle"):
            if not isinstance(getattr(self, name), bool):
                raise EngineError(f"{name} must be True or False, but {getattr(self, name)!r} was given.")

    def ends(self, task: Task) -> bool:
        """Return whether any stop rule is set that can hold for `task`."""
        rules = (self.epochs, self.stop_loss, self.stop_epoch_error)
        return any(rule is not None for rule in rules) or (self.stop_all_right and task is not Task.VALUES)

    @property
    def hyper(self) -> Hyper:
        """The numbers that the optimizer's rule reads."""
        return Hyper(self.learning_rate, self.momentum, self.rho, self.beta1, self.beta2)


def _check_number(name: str, value: object, low: float, high: float, *, below: bool = False) -> None:
    number = float(value) if isinstance(value, Real) and not isinstance(value, bool) else math.nan
    inside = low <= number < high if below else low <= number <= high
    if not inside:
        limit = "to below" if below else "to"
        raise EngineError(f"{name} must be a number from {low:g} {limit} {high:g}, but {value!r} was given.")
