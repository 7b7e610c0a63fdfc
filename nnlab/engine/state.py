"""Everything that is needed to continue a training exactly where it stood."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Floats, frozen_copy
from nnlab.engine.parameters import Parameters
from nnlab.engine.seeds import GeneratorState, Stream, generator, generator_state


@dataclass(frozen=True, eq=False, slots=True)
class TrainState:
    """A training between two updates: plain numbers and read-only arrays, so that any format can hold it.

    `parameters` are the weights; `optimizer` names the rule that `slots`, vectors (P,), belong to, and
    `optimizer_step` counts its updates. `step` counts all updates, `epoch` the completed passes over the data;
    `position` samples of the pass under way are done, in the order `order` (empty before the pass begins), and
    `loss_sum` is the sum of their losses. `rng` is the state of the generator that shuffles.
    """

    parameters: Parameters
    optimizer: str
    slots: tuple[Floats, ...]
    optimizer_step: int
    step: int
    epoch: int
    position: int
    order: NDArray[np.int64]
    loss_sum: float
    rng: GeneratorState

    @classmethod
    def fresh(cls, parameters: Parameters, seed: int) -> "TrainState":
        """Return the state before the first update."""
        return cls(
            parameters=parameters,
            optimizer="",
            slots=(),
            optimizer_step=0,
            step=0,
            epoch=0,
            position=0,
            order=frozen_copy(np.zeros(0, dtype=np.int64)),
            loss_sum=0.0,
            rng=generator_state(generator(seed, Stream.SHUFFLING)),
        )
