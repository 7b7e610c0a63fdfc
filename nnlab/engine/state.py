"""Everything that is needed to continue a training exactly where it stood."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Floats, frozen_copy
from nnlab.engine.errors import EngineError
from nnlab.engine.parameters import Parameters
from nnlab.engine.seeds import GeneratorState, Stream, generator, generator_state

_MOST_COUNTED = 2**53  # a hundred years of the fastest training are far below, and floats count so far


@dataclass(frozen=True, eq=False, slots=True)
class TrainState:
    """A training between two updates: plain numbers and read-only arrays, so that any format can hold it.

    `parameters` are the weights; `optimizer` names the rule that `slots`, vectors (P,), belong to, and
    `optimizer_step` counts its updates. `step` counts all updates, `epoch` the completed passes over the data;
    `position` samples of the pass under way are done, in the order `order` (empty before the pass begins).
    `loss_sum` is the sum of their losses, from sample `loss_from` on; `hits` counts those that
    were answered rightly, from `hits_from` on, if anybody counts them. Both begin at 0 unless the loss, a weight by
    hand, or the samples were changed in mid-pass. `rng` is the state of the generator that shuffles.
    `epoch_loss` and `epoch_accuracy` are the mean loss and the running accuracy of the last completed pass; NaN where
    there is none, or where they are not those of these weights.
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
    epoch_loss: float = math.nan
    loss_from: int = 0
    hits: int = 0
    epoch_accuracy: float = math.nan
    hits_from: int = 0

    @property
    def running_loss(self) -> float:
        """The mean loss of the samples of the pass under way, NaN before there is one."""
        seen = self.position - self.loss_from
        return self.loss_sum / seen if seen > 0 else math.nan

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

    def with_sample(self) -> "TrainState":
        """Return the training on one more sample, the last one: in the pass under way it comes at the end.

        Weights, optimizer, counters and generator stay; losses and hits are counted anew, see `counted_anew`.
        """
        order = self.order
        if len(order):
            order = frozen_copy(np.append(order, len(order)))
        return replace(self, order=order).counted_anew()

    def without_sample(self, row: int) -> "TrainState":
        """Return the training without sample `row`: the pass under way goes on with those that are left in it.

        If none is, it is done. What stays and what is counted anew, see `with_sample`.
        """
        order = self.order
        if not len(order):
            return self.counted_anew()
        at = int(np.flatnonzero(order == row)[0])
        left = np.delete(order, at)
        position = self.position - (at < self.position)
        if position == len(left):
            done = replace(self, epoch=self.epoch + 1, position=0, order=frozen_copy(order[:0]))
            return done.counted_anew()
        left = frozen_copy(np.where(left > row, left - 1, left))
        return replace(self, order=left, position=position).counted_anew()

    def counted_anew(self) -> "TrainState":
        """Return the training with losses and hits, those of other weights or samples, counted from here on."""
        at = self.position
        begun = replace(self, loss_sum=0.0, loss_from=at, hits=0, hits_from=at)
        return replace(begun, epoch_loss=math.nan, epoch_accuracy=math.nan)

    def require_sound(self) -> None:
        """Raise EngineError when no training can have left these values behind, as those of a damaged file."""
        self._require_counts()
        vector = self.parameters.vector
        for slot in self.slots:
            if slot.shape != vector.shape or slot.dtype != vector.dtype:
                raise EngineError(
                    f"the state to resume has {slot.size} numbers of {slot.dtype} for its optimizer, but the "
                    f"network has {vector.size} parameters of {vector.dtype}."
                )
        samples = len(self.order)
        if not np.array_equal(np.sort(self.order), np.arange(samples)):
            raise EngineError(
                "the state to resume has an order of samples that does not name each of them once."
            )
        if self.position >= max(samples, 1):
            raise EngineError(
                f"the state to resume is at sample {self.position} of {samples} in the pass under way."
            )

    def _require_counts(self) -> None:
        """Raise EngineError when the counters do not fit one another."""
        counters = {
            "step": self.step,
            "epoch": self.epoch,
            "position": self.position,
            "optimizer_step": self.optimizer_step,
            "hits": self.hits,
        }
        for name, count in counters.items():
            if count < 0:
                raise EngineError(f"the state to resume has {name} {count}, but it must be 0 or more.")
            if count >= _MOST_COUNTED:
                raise EngineError(f"the state to resume has a {name} that no training can reach.")
        for what, start in (("sums losses", self.loss_from), ("counts hits", self.hits_from)):
            if not 0 <= start <= self.position:
                raise EngineError(
                    f"the state to resume {what} from sample {start} on, but is at {self.position}."
                )
        judged = self.position - self.hits_from
        if self.hits > judged:
            raise EngineError(f"the state to resume has {self.hits} hits, but judged {judged} samples.")
        if self.epoch_accuracy < 0 or self.epoch_accuracy > 1:  # not so for NaN, which there may be
            raise EngineError(
                f"the state to resume has an epoch_accuracy of {self.epoch_accuracy:g}, but it is from 0 to 1."
            )
