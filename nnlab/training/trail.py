"""The way a training came: states to which it can step back, bit for bit."""

from collections import deque

from nnlab.engine import TrainState

_MOST_BYTES = 32 * 1024 * 1024
_MOST_STATES = 200


class Trail:
    """Keeps the newest states that were noted, the last two at least, and else no more than 32 MiB of them.

    Training is deterministic: from a state that was noted every later step is reached by making the steps again.
    """

    def __init__(self) -> None:
        self._states: deque[TrainState] = deque()
        self._bytes = 0

    def note(self, state: TrainState) -> None:
        """Remember a state, if it is a later one than those before."""
        if self._states and state.step <= self._states[-1].step:
            return
        self._states.append(state)
        self._bytes += _size(state)
        while len(self._states) > 2 and (self._bytes > _MOST_BYTES or len(self._states) > _MOST_STATES):
            self._bytes -= _size(self._states.popleft())

    def reaches(self, step: int) -> bool:
        """Return whether there is a way back to the state after `step` updates."""
        return step >= 0 and bool(self._states) and self._states[0].step <= step

    def before(self, step: int) -> TrainState:
        """Return the newest state before that of `step`, which leads there, or that state itself if it is the first.

        Going on from an earlier one brings back the last gradient, too.
        """
        found = self._states[0]
        for state in self._states:
            if state.step < step:
                found = state
        return found

    def forget_after(self, step: int) -> None:
        """Forget the states after `step` updates: the training has gone back."""
        while self._states and self._states[-1].step > step:
            self._bytes -= _size(self._states.pop())

    def clear(self) -> None:
        """Forget everything: with other settings the same steps would lead elsewhere."""
        self._states.clear()
        self._bytes = 0


def _size(state: TrainState) -> int:
    return state.parameters.vector.nbytes + sum(slot.nbytes for slot in state.slots) + state.order.nbytes
