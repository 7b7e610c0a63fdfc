"""The film of a run: moments to which it can be rewound, spread evenly over the whole of it, in bounded memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from nnlab.data import Dataset
from nnlab.engine import TrainingConfig, TrainState
from nnlab.training.trail import size_of

# A scrubber of some hundred pixels can tell no more of them apart, and halving leaves 128 at least.
MOST_MOMENTS = 256
# Twice what the way back takes: a digits network of 100 000 weights with adam's two means has some thirty moments.
MOST_BYTES = 64 * 1024 * 1024
_NEVER = 1 << 30  # updates


@dataclass(frozen=True, eq=False, slots=True)
class Moment:
    """A training as it stood between two updates, and the settings and samples that it went on with then."""

    state: TrainState
    config: TrainingConfig
    dataset: Dataset

    @property
    def step(self) -> int:
        """How many updates had been made."""
        return self.state.step

    @property
    def epochs_done(self) -> float:
        """How many passes over the data were done, with the part of the one under way."""
        return self.state.epoch + self.state.position / len(self.dataset.inputs)


class Film:
    """Keeps the moments after every `stride` updates, and the one it begins with.

    When there are more than MOST_MOMENTS, or they take more than MOST_BYTES, the stride is doubled. So which moments
    are kept depends on the steps alone, never on the clock: the same training leaves the same film. Of a network so
    large that not even two states have room there is none.
    """

    def __init__(self, state: TrainState, config: TrainingConfig, dataset: Dataset) -> None:
        self._dataset = dataset
        self._moments: list[Moment] = [Moment(state, config, dataset)]
        self._bytes = _bytes_of(state)
        self._stride = 1
        self._view: tuple[Moment, ...] | None = None

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments so far, by their steps."""
        if self._view is None:
            self._view = tuple(self._moments)
        return self._view

    def steps_to_moment(self, step: int) -> int:
        """Return how many updates there are from `step` to the next moment that is to be noted."""
        return self._stride - step % self._stride if self._moments else _NEVER

    def wants(self, step: int) -> bool:
        """Return whether the moment after `step` updates is to be noted."""
        return bool(self._moments) and step % self._stride == 0 and step > self._moments[-1].step

    def note(self, state: TrainState, config: TrainingConfig) -> None:
        """Remember a moment that is wanted."""
        self._view = None
        if 2 * _bytes_of(state) > MOST_BYTES:
            self._moments.clear()
            return
        self._moments.append(Moment(state, config, self._dataset))
        self._bytes += _bytes_of(state)
        while len(self._moments) > 1 and (len(self._moments) > MOST_MOMENTS or self._bytes > MOST_BYTES):
            self._stride *= 2
            self._keep(_every(self._moments, self._stride))

    def turn(self, state: TrainState, config: TrainingConfig) -> None:
        """Let the training go on from `state` by other settings.

        What came later came by others, and is forgotten. A moment of this very step has the new settings from now on,
        and what they made of the optimizer: it leads to what comes next, not to what would have come.
        """
        first, here = self._moments[:1], state.step
        if first and first[0].step == here:
            self._keep([Moment(state, config, self._dataset)])
            return
        is_due = bool(first) and (here % self._stride == 0)
        self._keep(first + [moment for moment in self._moments[1:] if moment.step < here])
        if is_due:
            self.note(state, config)

    def forget_after(self, step: int) -> None:
        """Forget the moments after `step` updates: the training goes another way from there."""
        self._keep(self._moments[:1] + [moment for moment in self._moments[1:] if moment.step <= step])

    def _keep(self, moments: list[Moment]) -> None:
        self._moments, self._view = moments, None
        self._bytes = sum(_bytes_of(moment.state) for moment in moments)


def spliced(before: Sequence[Moment], film: Sequence[Moment]) -> tuple[Moment, ...]:
    """Return the moments `before` those of a film that goes on from there, and these, no more than one film has."""
    if not film:
        return tuple(before)
    moments = [*(moment for moment in before if moment.step < film[0].step), *film]
    return tuple(_every(moments, _stride_of(moments)))


def _stride_of(moments: Sequence[Moment]) -> int:
    """Return the least power of two so that the moments at its multiples, and the first, have room."""
    stride, kept = 1, list(moments)
    while len(kept) > 1 and (
        len(kept) > MOST_MOMENTS or sum(_bytes_of(each.state) for each in kept) > MOST_BYTES
    ):
        stride *= 2
        kept = _every(kept, stride)
    return stride


def _every(moments: Sequence[Moment], stride: int) -> list[Moment]:
    return [moment for place, moment in enumerate(moments) if place == 0 or moment.step % stride == 0]


def _bytes_of(state: TrainState) -> int:
    """Return how many bytes a state takes at most: moments of one pass share its order."""
    return size_of(state) + state.order.nbytes
